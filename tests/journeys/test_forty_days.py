"""Forty days with a plan, on a real data folder: paced, moved on, stepped back, never twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from gmi_app.clock import Moment
from gmi_app.facts.note import Note, NoteKind, PaceChange, PaceNote
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd
from gmi_app.imagery.facts import ImagerySession, ImageryStep
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.programme.change import accepted
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.suggestion import Decision, DecisionKind, Suggestion, SuggestionKind
from gmi_app.programme.today import Due, State, Today, look, since
from gmi_app.storage.opening import Opened
from tests.storage import making
from tests.unit.making import answered, moment

pytestmark = pytest.mark.slow  # forty days of facts

TODAY = moment().day
AWAY = range(31, 39)
FLARE = 9


@dataclass
class Person:
    """Somebody who does what Today says, and accepts what is suggested."""

    data: Opened
    patient: Patient
    suggested: dict[int, SuggestionKind] = field(default_factory=dict)
    amounts: dict[int, int] = field(default_factory=dict)
    sets: int = 0

    def version(self) -> PlanVersion:
        found = self.data.journal.plan(self.patient.id)
        assert found is not None
        return found

    def today(self, at: Moment) -> Today:
        version = self.version()
        record = self.data.journal.record(self.patient.id, since(version.plan, at.day))
        return look(version.plan, record, at)

    def live(self, day: int) -> None:
        """Looks at noon, does what is due until the evening, and decides then."""
        hour = 0.0
        while (due := self.today(moment(day, hour)).next) is not None and hour < 8 * 3600:
            if due.state is State.NOW:
                self.do(due, moment(day, hour), rise=2 if day == FLARE and due.done == 1 else 0)
            hour += 1800
        self.decide(day, moment(day, 9 * 3600))

    def do(self, due: Due, at: Moment, rise: int) -> None:
        if due.amount.note is not None:
            self.keep(due.amount.note, at)
        if due.item.kind is ItemKind.LATERALITY:
            self.amounts[(at.day - TODAY).days] = due.amount.today
            self.do_set(due, at, rise)
        elif due.item.kind is ItemKind.IMAGERY:
            self.do_imagery(due, at)

    def keep(self, note: PaceNote, at: Moment) -> None:
        self.data.journal.add_note(
            Note(uuid4(), self.patient.id, at, NoteKind.PACE, note, at.day, "program")
        )

    def do_set(self, due: Due, at: Moment, rise: int) -> None:
        assert due.settings is not None
        self.sets += 1
        session = replace(
            making.session(self.patient, at),
            id=UUID(int=self.sets),
            settings=due.settings,
            plan_item=due.item.id,
        )
        journal, each = self.data.journal, due.settings.count // 2
        journal.begin(session)
        for trial in answered(session, left=(each, 2.0), right=(each, 2.1), each=each):
            journal.add_trial(replace(trial, id=uuid4()))
        end = Moment(at.utc + timedelta(seconds=120), at.offset_min)
        journal.end(SessionEnd(uuid4(), session.id, end, EndKind.COMPLETED))
        for value, when in ((3, When.BEFORE), (3 + rise, When.AFTER)):
            kind = RatingKind.PAIN_NOW
            journal.add_rating(Rating(uuid4(), self.patient.id, end, kind, value, when, session.id))

    def do_imagery(self, due: Due, at: Moment) -> None:
        journal = self.data.journal
        settings = ImagerySettings(minutes=due.minutes)
        session = ImagerySession(uuid4(), self.patient.id, at, settings, "1", plan_item=due.item.id)
        journal.begin_imagery(session)
        journal.add_imagery_step(ImageryStep(uuid4(), session.id, 0, "a", at, 60.0, 3))
        journal.end_imagery(SessionEnd(uuid4(), session.id, at, EndKind.COMPLETED))

    def decide(self, day: int, at: Moment) -> None:
        journal, version = self.data.journal, self.version()
        advice = self.today(at).advice
        self.suggested[day] = advice.kind
        if not advice.kind.to_decide:
            return
        suggestion = Suggestion(uuid4(), self.patient.id, at, advice, version.id)
        journal.add_suggestion(suggestion)
        how = DecisionKind.ACCEPTED
        journal.add_decision(Decision(uuid4(), self.patient.id, at, suggestion.id, how))
        plan = accepted(version.plan, advice, at.day, self.amounts.get(day)).plan
        if plan != version.plan:
            journal.save_plan(PlanVersion(uuid4(), self.patient.id, at, plan, parent=version.id))


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Person]:
    data = making.opened(tmp_path / "data")
    patient = making.patient()
    data.journal.save_patient(patient)
    plan = ready_plan(Ready.GENTLE, patient, TODAY)
    items = tuple(item for item in plan.items if item.kind is not ItemKind.RELAXATION)
    sets = items[0]
    assert not isinstance(sets.what, type(items[1].what))
    plan = replace(plan, items=items, thresholds=replace(plan.thresholds, stage_days=14))
    data.journal.save_plan(PlanVersion(uuid4(), patient.id, moment(), plan, "program"))
    yield Person(data, patient)
    data.close()


@pytest.mark.timeout(300)
def test_forty_days_of_a_person_who_follows_the_plan(anna: Person) -> None:
    for day in range(40):
        if day not in AWAY:
            anna.live(day)
        else:
            anna.suggested[day] = anna.today(moment(day, 9 * 3600)).advice.kind

    # two sets on every day of the first stage: nothing twice, nothing lost
    record = anna.data.journal.record(anna.patient.id, TODAY)
    sets = [p for p in record.practice if p.kind is ItemKind.LATERALITY]
    per_day = {day: sum(p.day == TODAY + timedelta(days=day) for p in sets) for day in range(40)}
    stage_days = [day for day, kind in anna.suggested.items() if kind is SuggestionKind.NEXT_STAGE]
    first, second = stage_days
    assert {per_day[day] for day in range(first + 1)} == {2}
    assert {per_day[day] for day in range(first + 1, 40)} == {0}

    # a baseline after three days, two pictures more every third good day, less after the flare
    assert [anna.amounts[day] for day in range(8)] == [10, 10, 10, 10, 10, 10, 12, 12]
    assert anna.amounts[FLARE] == 14
    assert anna.amounts[FLARE + 1] < anna.amounts[FLARE]
    notes = anna.data.journal.notes(anna.patient.id, [NoteKind.PACE])
    changes = [n.content.change for n in reversed(notes) if isinstance(n.content, PaceNote)]
    assert changes[0] is PaceChange.BASELINE
    assert set(changes[1:]) <= {PaceChange.UP, PaceChange.BASELINE}

    # the flare asked for an easier level, and kept the next stage back for a week
    assert anna.suggested[FLARE] is SuggestionKind.STEP_BACK
    assert first >= max(14, FLARE + 7)
    forward = [day for day, kind in anna.suggested.items() if kind.forward]
    assert not [day for day in forward if FLARE <= day < FLARE + 7]

    # imagery for two weeks and more, then the mirror
    assert second - first >= 14
    assert anna.version().plan.stage is ItemKind.MIRROR

    # a week away asks for a check-up first
    away = [day for day in AWAY if anna.suggested[day] is SuggestionKind.CHECK_UP]
    assert away
    assert away[0] - AWAY[0] >= 6
    versions = anna.data.journal.plans(anna.patient.id)
    assert [v.parent for v in versions[:-1]] == [v.id for v in versions[1:]]
    decided = anna.data.journal.decided(anna.patient.id)
    assert all(each.decision is not None for each in decided)
