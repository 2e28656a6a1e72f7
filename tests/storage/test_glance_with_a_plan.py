"""The first glance at somebody with a plan: Today looks as it does after the proper opening."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from gmi_app.clock import Moment
from gmi_app.facts.note import (
    Choice,
    Contact,
    DayChoice,
    FlareNote,
    FlarePlan,
    HelpContacts,
    Note,
    NoteContent,
    NoteKind,
    PaceChange,
    PaceNote,
)
from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, StopReason
from gmi_app.imagery.facts import ImagerySession, ImageryStep
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.journal import Journal
from gmi_app.mirror.facts import MirrorSession, Step
from gmi_app.mirror.settings import MirrorSettings
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import Plan, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.record import Followed
from gmi_app.programme.suggestion import (
    Advice,
    Decision,
    DecisionKind,
    Suggestion,
    SuggestionKind,
)
from gmi_app.programme.today import look, since
from gmi_app.storage.glance import glance
from gmi_app.storage.opening import Opened
from gmi_app.storage.places import DATABASE
from tests.storage import making
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # months of facts, over and over

DAYS = 60
NOW = moment(DAYS, offset_min=60)
TODAY = NOW.day


def keep(data: Opened, anna: Patient, plan: Plan, day: int = 0) -> PlanVersion:
    version = PlanVersion(uuid4(), anna.id, moment(day), plan)
    data.journal.save_plan(version)
    return version


class Life:
    """Scatters facts of every kind over more days than are read, in two zones."""

    def __init__(self, journal: Journal, anna: Patient, plan: Plan, seed: int) -> None:
        self.journal, self.anna, self.plan = journal, anna, plan
        self.chance, self.day_number = random.Random(seed), DAYS - 1

    def live(self) -> None:
        kinds = (self.a_set, self.mirror, self.imagery, self.day, self.note, self.suggested)
        for self.day_number in range(DAYS):
            self.chance.choice(kinds)()

    def a_set(self) -> None:
        played = replace(making.session(self.anna, self.when(), count=10), plan_item=self.item())
        self.journal.begin(played)
        making.keep_trials(self.journal, making.trials(played, 10, self.chance.randrange(9)))
        stopped = self.chance.random() < 0.2
        kind = EndKind.STOPPED if stopped else EndKind.COMPLETED
        self.journal.end(making.end(played, kind, StopReason.MORE_PAIN if stopped else None))
        self.rated(played.id, When.BEFORE, When.AFTER)

    def mirror(self) -> None:
        made = MirrorSession(
            uuid4(), self.anna.id, self.when(), MirrorSettings(), "1", plan_item=self.item()
        )
        self.journal.begin_mirror(made)
        for position in range(self.chance.randrange(3)):
            skipped = self.chance.random() < 0.3
            step = Step(uuid4(), made.id, position, "watch", self.when(), 40.0, skipped=skipped)
            self.journal.add_step(step)
        if self.chance.random() < 0.9:
            self.journal.end_mirror(SessionEnd(uuid4(), made.id, self.when(300), EndKind.COMPLETED))
        self.rated(made.id, When.BEFORE, When.DURING)

    def imagery(self) -> None:
        made = ImagerySession(uuid4(), self.anna.id, self.when(), ImagerySettings(), "1")
        self.journal.begin_imagery(made)
        self.journal.add_imagery_step(
            ImageryStep(uuid4(), made.id, 0, "a", self.when(), 61.4, self.chance.randrange(1, 4))
        )
        self.journal.end_imagery(SessionEnd(uuid4(), made.id, self.when(200), EndKind.COMPLETED))
        self.rated(made.id, When.AFTER)

    def rated(self, session: UUID, *whens: When) -> None:
        for when in whens:
            pain = self.rating(RatingKind.PAIN_NOW, when, session)
            if self.chance.random() < 0.2:
                self.mend(CorrectionKind.RATING_VALUE, pain.id, self.chance.randrange(11))
        if self.chance.random() < 0.2:
            self.mend(CorrectionKind.SOMEONE_ELSE, session)
            if self.chance.random() < 0.5:
                self.mend(CorrectionKind.SOMEONE_ELSE_WITHDRAWN, session)

    def day(self) -> None:
        for kind in (RatingKind.PAIN_24H, RatingKind.MOOD, RatingKind.SLEEP):
            given = self.rating(kind, When.ALONE)
            if self.chance.random() < 0.2:
                self.mend(CorrectionKind.RATING_WITHDRAWN, given.id)

    def note(self) -> None:
        item = self.plan.items[0].id
        contents: dict[NoteKind, NoteContent] = {
            NoteKind.FLARE: FlareNote((), "worse"),
            NoteKind.FLARE_PLAN: FlarePlan("at 6", "music"),
            NoteKind.HELP_CONTACTS: HelpContacts((Contact("Dr Weber", "0170 1"),)),
            NoteKind.DAY_CHOICE: DayChoice(item, Choice.LATER, time(15, 30)),
            NoteKind.PACE: PaceNote(item, PaceChange.UP, self.chance.randrange(10, 20), 10),
        }
        kind = self.chance.choice(list(contents))
        about = self.when().day - timedelta(days=self.chance.randrange(2))
        self.journal.add_note(Note(uuid4(), self.anna.id, self.when(), kind, contents[kind], about))

    def suggested(self) -> None:
        advice = Advice(self.chance.choice(list(SuggestionKind)))
        made = Suggestion(uuid4(), self.anna.id, self.when(), advice)
        self.journal.add_suggestion(made)
        if self.chance.random() < 0.6:
            kind = self.chance.choice(list(DecisionKind))
            self.journal.add_decision(Decision(uuid4(), self.anna.id, self.when(), made.id, kind))

    # ---- within
    def when(self, seconds: float = 0.0) -> Moment:
        offset_min = 60 if self.day_number % 2 else -480
        return moment(self.day_number, seconds, offset_min=offset_min)

    def item(self) -> UUID | None:
        return self.chance.choice([None, *(item.id for item in self.plan.items)])

    def rating(self, kind: RatingKind, when: When, session: UUID | None = None) -> Rating:
        value = self.chance.randrange(1, 6)
        day = self.when().day if when is When.ALONE else None
        given = Rating(uuid4(), self.anna.id, self.when(9), kind, value, when, session, day=day)
        self.journal.add_rating(given)
        return given

    def mend(self, kind: CorrectionKind, target: UUID, value: int | None = None) -> None:
        self.journal.add_correction(
            Correction(uuid4(), self.anna.id, self.when(20), kind, target, value)
        )


def standard(plan: Plan) -> Plan:
    return plan


def resting(plan: Plan) -> Plan:
    return replace(plan, items=tuple(replace(item, paused=True) for item in plan.items))


def over(plan: Plan) -> Plan:
    return replace(plan, review=TODAY - timedelta(days=7))


def to_come(plan: Plan) -> Plan:
    later = TODAY + timedelta(days=3)
    return replace(plan, start=later, stage_since=later, review=later + timedelta(days=28))


def looking_far_back(plan: Plan) -> Plan:
    values = replace(plan.thresholds, plateau_days=42, window_days=14)
    return replace(plan, thresholds=values)


@pytest.mark.parametrize(
    ("seed", "change"),
    list(enumerate((standard, standard, resting, over, to_come, looking_far_back))),
)
def test_today_looks_as_after_the_proper_opening(
    tmp_path: Path, seed: int, change: Callable[[Plan], Plan]
) -> None:
    data = making.opened(tmp_path)
    anna = making.patient(at=moment(0))
    data.journal.save_patient(anna)
    plan = change(ready_plan(Ready.STANDARD, anna, moment(0).day))
    keep(data, anna, ready_plan(Ready.GENTLE, anna, moment(0).day), day=2)
    keep(data, anna, plan, day=1)  # the one that arrived last counts
    Life(data.journal, anna, plan, seed).live()
    version = data.journal.plan(anna.id)
    record = data.journal.record(anna.id, since(plan, TODAY))
    data.close()

    seen = glance(tmp_path, TODAY)
    assert seen is not None
    assert seen.patients == [anna]
    assert seen.summaries is None
    assert version is not None
    assert version.plan == plan
    assert seen.followed == Followed(version, record)
    assert look(seen.followed.version.plan, seen.followed.record, NOW) == look(plan, record, NOW)
    for part in (record.practice, record.ratings, record.notes, record.decided):
        assert part
    assert record.last_day is not None
    assert {practice.someone_else for practice in record.practice} == {False, True}


def test_without_a_plan_of_this_person_their_sets_are_seen(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    anna, ben = making.patient(), making.patient("Ben")
    for person in (anna, ben):
        data.journal.save_patient(person)
    keep(data, ben, ready_plan(Ready.GENTLE, ben, ben.at.day))
    data.close()
    seen = glance(tmp_path, TODAY)
    assert seen is not None
    assert (seen.summaries, seen.followed) == (None, None)  # nobody knows yet whose are wanted
    data = making.opened(tmp_path)
    data.journal.delete_patient(ben.id)
    data.close()
    seen = glance(tmp_path, TODAY)
    assert seen is not None
    assert (seen.summaries, seen.followed) == ([], None)


@pytest.mark.parametrize(
    "change",
    [
        "plan_versions SET content = '[]'",
        "plan_versions SET content = '{'",
        "plan_versions SET at_utc = 'noon'",
        "notes SET content = '[]'",
        "notes SET kind = 'song'",
        "sessions SET settings = '7'",
        "ratings SET value = 99",
        "steps SET duration_s = 'long'",
        "suggestions SET content = '[]'",
        "decisions SET kind = 'perhaps'",
    ],
)
def test_what_makes_no_sense_is_left_to_the_proper_opening(tmp_path: Path, change: str) -> None:
    _filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as raw:
        assert raw.execute(f"UPDATE {change}").rowcount
    assert glance(tmp_path, TODAY) is None


def _filled(folder: Path) -> None:
    data = making.opened(folder)
    anna = making.patient()
    data.journal.save_patient(anna)
    plan = ready_plan(Ready.STANDARD, anna, TODAY)
    keep(data, anna, plan)
    life = Life(data.journal, anna, plan, seed=1)
    for each in (life.a_set, life.imagery, life.day, life.note, life.suggested):
        each()
    life.chance.seed(2)
    life.suggested()
    data.close()


@pytest.mark.slow  # starts a program
def test_the_plan_is_seen_without_anything_heavy(tmp_path: Path) -> None:
    _filled(tmp_path)
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "import gmi_app.app, gmi_app.ui.programme.planned_board\n"
        "from gmi_app.storage.glance import glance; from gmi_app.programme.today import look\n"
        f"seen = glance(Path({str(tmp_path)!r}), date.fromisoformat('{TODAY}'))\n"
        "assert seen.followed is not None\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE)
    loaded = set(done.stdout.decode().split())
    assert "gmi_app.programme.today" in loaded
    assert loaded & {"sqlalchemy", "alembic", "numpy", "PIL"} == set()
