"""Plans, suggestions, decisions and notes on the disk, and the record that is read from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from gmi_app.clock import Moment
from gmi_app.facts.note import (
    Choice,
    Contact,
    Daily,
    DayChoice,
    FlareChange,
    FlareNote,
    FlarePlan,
    HelpContacts,
    Note,
    NoteContent,
    NoteKind,
    PaceChange,
    PaceNote,
    PlanAnswer,
)
from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, StopReason
from gmi_app.imagery.facts import ImagerySession, ImageryStep
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.mirror.facts import MirrorSession, Step
from gmi_app.mirror.settings import MirrorSettings
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.levels import with_amount
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind, Plan, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.suggestion import (
    Advice,
    Decision,
    DecisionKind,
    LevelChange,
    Reason,
    ReasonKind,
    Suggestion,
    SuggestionKind,
)
from gmi_app.storage.journal import SqliteJournal
from gmi_app.storage.opening import Opened
from tests.storage import making
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # databases with many facts

TODAY = moment().day
ITEM = uuid4()
CONTENTS: dict[NoteKind, NoteContent] = {
    NoteKind.DAILY: Daily("a warm bath"),
    NoteKind.FLARE: FlareNote((FlareChange.SWELLING, FlareChange.COLOUR), "blue", "the garden"),
    NoteKind.FLARE_PLAN: FlarePlan("at 6", "music"),
    NoteKind.HELP_CONTACTS: HelpContacts((Contact("Dr Weber", "0170 1"),)),
    NoteKind.DAY_CHOICE: DayChoice(ITEM, Choice.LATER, time(15, 30)),
    NoteKind.PACE: PaceNote(ITEM, PaceChange.UP, 12, 10),
}


@pytest.fixture
def anna() -> Patient:
    return making.patient()


@pytest.fixture
def data(tmp_path: Path, anna: Patient) -> Opened:
    opened = making.opened(tmp_path / "data")
    opened.journal.save_patient(anna)
    return opened


def version(anna: Patient, day: int = 0, ready: Ready = Ready.GENTLE) -> PlanVersion:
    return PlanVersion(uuid4(), anna.id, moment(day), ready_plan(ready, anna, TODAY))


def note(anna: Patient, kind: NoteKind, day: int = 0, *, about: date | None = None) -> Note:
    return Note(uuid4(), anna.id, moment(day), kind, CONTENTS[kind], about)


def test_a_plan_comes_back_as_it_was_and_the_newest_to_arrive_counts(
    data: Opened, anna: Patient
) -> None:
    journal = data.journal
    assert journal.plan(anna.id) is None
    first = version(anna, day=9)
    second = replace(version(anna, day=2, ready=Ready.STANDARD), parent=first.id, signature="abc")
    for each in (first, second, first):
        journal.save_plan(each)
    assert journal.plan(anna.id) == second
    assert journal.plans(anna.id) == [second, first]
    assert journal.plans(anna.id, limit=1) == [second]
    assert journal.plan(uuid4()) is None
    data.close()


DAMAGES = (
    "not a plan",
    "",
    "{}",
    '{"format":"gmi-plan","version":99,"items":[]}',
    '{"format":"gmi-plan","items":["x",{"id":3},{"id":"no"},7]}',
    '{"items":{"a":1},"thresholds":null}',
)


def damage(data: Opened, which: PlanVersion, content: str) -> None:
    assert isinstance(data.journal, SqliteJournal)
    with data.journal._store.alone() as raw:
        raw.execute("UPDATE plan_versions SET content = ? WHERE id = ?", (content, str(which.id)))
        raw.commit()


@pytest.mark.parametrize("content", DAMAGES)
def test_a_version_that_cannot_be_read_leaves_the_one_before(
    data: Opened, anna: Patient, content: str
) -> None:
    journal = data.journal
    first, second = version(anna, day=1), version(anna, day=2, ready=Ready.STANDARD)
    for each in (first, second):
        journal.save_plan(each)
    damage(data, second, content)
    assert journal.plan(anna.id) == first
    assert journal.plans(anna.id) == journal.plans(anna.id, limit=2) == [first]
    assert journal.newest_plan(anna.id) == str(second.id)
    assert journal.record(anna.id, date(2026, 1, 1)).practice == ()
    (glimpse,) = journal.glimpses(TODAY)
    assert glimpse.plan is not None
    assert glimpse.plan.sessions[0] == sum(i.per_day for i in first.plan.active)
    third = version(anna, day=3)
    journal.save_plan(third)
    assert journal.plans(anna.id) == [third, first]
    assert journal.newest_plan(anna.id) == str(third.id)
    for each in (first, third):
        damage(data, each, content)
    assert journal.plan(anna.id) is None
    assert journal.plans(anna.id) == []
    (glimpse,) = journal.glimpses(TODAY)
    assert glimpse.plan is None
    assert journal.newest_plan(uuid4()) is None


def test_a_record_says_since_when_an_amount_is_as_it_is_now(data: Opened, anna: Patient) -> None:
    def amounts_since() -> Mapping[UUID, Moment]:
        return data.journal.record(anna.id, date(2026, 1, 1)).amounts_since

    def keep(plan: Plan, day: int) -> PlanVersion:
        made = PlanVersion(uuid4(), anna.id, moment(day), plan)
        data.journal.save_plan(made)
        return made

    assert amounts_since() == {}
    first = version(anna).plan
    sets, imagery, *_ = first.items
    keep(first, 2)
    assert amounts_since() == {}, "nothing was changed"
    fewer = first.with_item(with_amount(sets, 14))
    changed = keep(fewer, 4)
    assert amounts_since() == {sets.id: moment(4)}
    keep(replace(fewer, note_to_patient="Slowly"), 5)
    assert amounts_since() == {sets.id: moment(4)}
    for day, accepted in ((6, True), (7, False)):
        answer = PlanAnswer(changed.id, accepted, "AB12")
        told = Note(uuid4(), anna.id, moment(day), NoteKind.PLAN_ANSWER, answer, moment(day).day)
        data.journal.add_note(told)
    assert amounts_since() == {sets.id: moment(6)}, "from the yes on"
    keep(fewer.with_item(with_amount(imagery, 240)), 8)
    assert amounts_since() == {sets.id: moment(6), imagery.id: moment(8)}


def test_decisions_stand_beside_their_suggestions(data: Opened, anna: Patient) -> None:
    journal = data.journal
    reason = Reason(ReasonKind.ACCURACY, 0.87, 0.8, Side.LEFT, ItemKind.LATERALITY)
    advice = Advice(SuggestionKind.NEXT_LEVEL, (reason,), ITEM, None, LevelChange.ROTATION)
    plan = version(anna)
    journal.save_plan(plan)
    one = Suggestion(uuid4(), anna.id, moment(0), advice, plan.id)
    other = Suggestion(uuid4(), anna.id, moment(1), Advice(SuggestionKind.CHECK_UP))
    declined = Decision(uuid4(), anna.id, moment(1), one.id, DecisionKind.DECLINED, "not yet")
    accepted = Decision(uuid4(), anna.id, moment(2), one.id, DecisionKind.ACCEPTED, author="Lea")
    for suggestion in (one, other, one):
        journal.add_suggestion(suggestion)
    for decision in (declined, accepted, declined):
        journal.add_decision(decision)
    found = journal.decided(anna.id)
    assert [each.suggestion for each in found] == [other, one]
    assert [each.decision for each in found] == [None, accepted]
    assert journal.decided(anna.id, limit=1) == found[:1]
    assert journal.record(anna.id, TODAY + timedelta(days=3)).decided == ()
    data.close()


@pytest.mark.parametrize("kind", list(CONTENTS))
def test_every_kind_of_note_comes_back_as_it_was(
    data: Opened, anna: Patient, kind: NoteKind
) -> None:
    written = note(anna, kind, about=TODAY - timedelta(days=1))
    data.journal.add_note(written)
    data.journal.add_note(written)
    assert data.journal.notes(anna.id) == [written]
    assert data.journal.notes(anna.id, [kind]) == [written]
    assert data.journal.notes(anna.id, [k for k in NoteKind if k is not kind]) == []
    data.close()


def test_notes_are_found_by_the_day_that_they_are_about(data: Opened, anna: Patient) -> None:
    late = note(anna, NoteKind.FLARE, day=5, about=TODAY)
    early = note(anna, NoteKind.FLARE, day=0, about=TODAY + timedelta(days=5))
    plain = note(anna, NoteKind.FLARE, day=5)
    for each in (late, early, plain):
        data.journal.add_note(each)
    since = TODAY + timedelta(days=5)
    assert data.journal.notes(anna.id, since=since) == [plain, early]
    assert data.journal.notes(anna.id, since=since, limit=1) == [plain]
    assert {n.id for n in data.journal.record(anna.id, since).notes} == {plain.id}
    every = data.journal.record(anna.id, TODAY).notes
    assert {n.id for n in every} == {plain.id, early.id, late.id}
    data.close()


def test_what_lasts_is_in_the_record_however_old(data: Opened, anna: Patient) -> None:
    for kind in CONTENTS:
        data.journal.add_note(note(anna, kind))
    record = data.journal.record(anna.id, TODAY + timedelta(days=400))
    assert {n.kind for n in record.notes} == {
        NoteKind.PACE,
        NoteKind.FLARE_PLAN,
        NoteKind.HELP_CONTACTS,
    }
    data.close()


def a_set(data: Opened, anna: Patient, at: Moment, item: UUID | None = None) -> UUID:
    session = replace(making.session(anna, at), plan_item=item)
    data.journal.begin(session)
    for trial in making.trials(session, 10):
        data.journal.add_trial(trial)
    data.journal.end(making.end(session))
    return session.id


def test_sessions_of_every_kind_are_one_record(data: Opened, anna: Patient) -> None:
    journal, item = data.journal, uuid4()
    old = a_set(data, anna, moment(-3))
    done = a_set(data, anna, moment(0), item)
    mirror = MirrorSession(uuid4(), anna.id, moment(1), MirrorSettings(), "1", plan_item=item)
    journal.begin_mirror(mirror)
    journal.add_step(Step(uuid4(), mirror.id, 0, "watch", moment(1), 40.0))
    journal.add_step(Step(uuid4(), mirror.id, 1, "hand_look", moment(1), 99.0, skipped=True))
    ended = moment(1, seconds=90)
    reason = StopReason.MORE_PAIN
    journal.end_mirror(SessionEnd(uuid4(), mirror.id, ended, EndKind.STOPPED, reason))
    before = Rating(uuid4(), anna.id, moment(1), RatingKind.PAIN_NOW, 2, When.BEFORE, mirror.id)
    after = Rating(uuid4(), anna.id, ended, RatingKind.PAIN_NOW, 9, When.AFTER, mirror.id)
    journal.add_rating(before)
    journal.add_rating(after)
    kind = CorrectionKind.RATING_VALUE
    journal.add_correction(Correction(uuid4(), anna.id, moment(2), kind, after.id, 4))
    settings = ImagerySettings(part=BodyPart.FOOT)
    imagery = ImagerySession(uuid4(), anna.id, moment(2), settings, "1")
    journal.begin_imagery(imagery)
    step = ImageryStep(uuid4(), imagery.id, 0, "a", moment(2), 61.4, 3)
    journal.add_imagery_step(step)
    for value, when in ((4, RatingKind.CLARITY), (3, RatingKind.FEELING), (6, RatingKind.PAIN_NOW)):
        journal.add_rating(
            Rating(uuid4(), anna.id, moment(2), when, value, When.DURING, imagery.id, step.id)
        )
    journal.end_imagery(SessionEnd(uuid4(), imagery.id, moment(2, 300), EndKind.COMPLETED))
    other = CorrectionKind.SOMEONE_ELSE
    journal.add_correction(Correction(uuid4(), anna.id, moment(3), other, imagery.id))

    record = journal.record(anna.id, TODAY)
    of_imagery, of_mirror, of_set = record.practice
    assert (of_set.session, of_set.item, of_set.amount) == (done, item, 10)
    assert of_set.measures is not None
    assert (of_mirror.kind, of_mirror.item, of_mirror.amount) == (ItemKind.MIRROR, item, 40)
    assert (of_mirror.pain_before, of_mirror.pain_after) == (2, 4)
    assert (of_mirror.end, of_mirror.reason) == (EndKind.STOPPED, reason)
    assert (of_imagery.kind, of_imagery.part) == (ItemKind.IMAGERY, BodyPart.FOOT)
    assert (of_imagery.amount, of_imagery.clarity, of_imagery.pain_after) == (300, 4.0, 6)
    assert of_imagery.someone_else
    assert [p.session for p in record.done()] == [mirror.id, done]
    assert record.first_day == TODAY - timedelta(days=3)
    assert record.last_day == TODAY - timedelta(days=3)
    assert old in {p.session for p in journal.record(anna.id, TODAY - timedelta(days=3)).practice}
    data.close()


def test_a_session_left_before_anything_was_done_is_no_practice(
    data: Opened, anna: Patient
) -> None:
    mirror = MirrorSession(uuid4(), anna.id, moment(), MirrorSettings(), "1")
    data.journal.begin_mirror(mirror)
    end = SessionEnd(uuid4(), mirror.id, moment(seconds=50), EndKind.STOPPED)
    data.journal.end_mirror(end)
    (found,) = data.journal.record(anna.id, TODAY).practice
    assert not found.practised
    data.close()


def test_a_local_day_is_whole_wherever_the_person_was(data: Opened, anna: Patient) -> None:
    for offset_min in (-12 * 60, 0, 14 * 60):
        for hour in (0, 23):
            local = timedelta(hours=hour - 12) - timedelta(minutes=offset_min)
            at = moment(0, local.total_seconds(), offset_min=offset_min)
            assert at.day == TODAY
            a_set(data, anna, at)
    assert len(data.journal.record(anna.id, TODAY).practice) == 6
    assert data.journal.record(anna.id, TODAY + timedelta(days=1)).practice == ()
    data.close()


def test_ratings_of_a_day_are_read_as_corrected(data: Opened, anna: Patient) -> None:
    journal = data.journal
    about = TODAY - timedelta(days=2)
    given = [
        Rating(uuid4(), anna.id, moment(0), RatingKind.PAIN_24H, 5, When.ALONE, day=about),
        Rating(uuid4(), anna.id, moment(1), RatingKind.MOOD, 1, When.ALONE),
        Rating(uuid4(), anna.id, moment(2), RatingKind.PAIN_NOW, 4, When.ALONE),
    ]
    for rating in given:
        journal.add_rating(rating)
    kind = CorrectionKind.RATING_VALUE
    journal.add_correction(Correction(uuid4(), anna.id, moment(3), kind, given[0].id, 3))
    record = journal.record(anna.id, about)
    assert [(r.kind, r.value, r.day) for r in record.ratings] == [
        (RatingKind.MOOD, 1, None),
        (RatingKind.PAIN_24H, 3, about),
    ]
    assert [r.kind for r in journal.record(anna.id, TODAY).ratings] == [RatingKind.MOOD]
    data.close()


@pytest.mark.parametrize("minutes", [5, 5.5])
def test_half_minutes_are_read_back_and_count_for_pacing(
    data: Opened, anna: Patient, minutes: float
) -> None:
    """A whole session did what it was planned for, its rests and looks between included."""
    journal = data.journal
    settings = ImagerySettings(BodyPart.HAND, Side.LEFT, minutes)
    imagery = ImagerySession(uuid4(), anna.id, moment(2), settings, "1")
    journal.begin_imagery(imagery)
    journal.add_imagery_step(ImageryStep(uuid4(), imagery.id, 0, "a", moment(2), 61.4, 3))
    journal.end_imagery(SessionEnd(uuid4(), imagery.id, moment(2, 330), EndKind.COMPLETED))
    (read,) = journal.imagery_records(anna.id)
    assert read.session.settings == settings
    assert type(read.session.settings.minutes) is type(minutes)  # whole ones stay as they were
    mirror = MirrorSession(uuid4(), anna.id, moment(3), MirrorSettings(minutes=minutes), "1")
    journal.begin_mirror(mirror)
    journal.add_step(Step(uuid4(), mirror.id, 0, "hand_open", moment(3), 50.0, 6))
    journal.end_mirror(SessionEnd(uuid4(), mirror.id, moment(3, 330), EndKind.COMPLETED))
    (watched,) = journal.mirror_records(anna.id)
    assert watched.session.settings.minutes == minutes
    record = journal.record(anna.id, moment(0).day)
    assert [practice.amount for practice in record.practice] == [round(60 * minutes)] * 2
