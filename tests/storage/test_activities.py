"""Sessions beside the three stages in the database, beside those of the stages."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep
from gmi_app.activities.settings import (
    BREATH_IN_S,
    BREATH_OUT_S,
    SECONDS,
    ActivitySettings,
    DesensitisationSettings,
    PacingSettings,
    PerceptionSettings,
    RelaxationSettings,
    Way,
)
from gmi_app.errors import StorageError, UsageError
from gmi_app.facts.activity_goal import MOST, ActivityGoal, Unit
from gmi_app.facts.note import Note, NoteKind
from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEnd, SessionEvent, SessionKind
from gmi_app.journal import Journal
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import Patient
from gmi_app.storage import activity_rows
from gmi_app.storage.opening import Opened
from gmi_app.storage.places import DATABASE
from tests.storage import making
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # sessions are written to databases, most as properties

ALL: tuple[ActivitySettings, ...] = (
    RelaxationSettings(Way.BOTH, 420, 3.5, 5.5),
    DesensitisationSettings(BodyPart.FOOT, Side.RIGHT, "felt", "firm", 240, healthy=False),
    PerceptionSettings(BodyPart.KNEE, Side.LEFT, 90, ("warmth", "weight")),
    PacingSettings(uuid4(), "Walk to the shop, “slowly”", Unit.TIMES, 4),
)
SIDED = {"part": st.sampled_from(BodyPart), "side": st.sampled_from(Side)}


def seconds(kind: SessionKind) -> st.SearchStrategy[int]:
    return st.integers(*SECONDS[kind])


SETTINGS: st.SearchStrategy[ActivitySettings] = st.one_of(
    st.builds(
        RelaxationSettings,
        st.sampled_from(Way),
        seconds(SessionKind.RELAXATION),
        st.floats(*BREATH_IN_S),
        st.floats(*BREATH_OUT_S),
    ),
    st.builds(
        DesensitisationSettings,
        **SIDED,
        seconds=seconds(SessionKind.DESENSITISATION),
        texture=st.text(),
        stroke=st.text(),
        healthy=st.booleans(),
    ),
    st.builds(
        PerceptionSettings,
        **SIDED,
        seconds=seconds(SessionKind.PERCEPTION),
        prompts=st.lists(st.text()).map(tuple),
    ),
    st.builds(PacingSettings, st.uuids(), st.text(), st.sampled_from(Unit), st.integers(1, MOST)),
)


def practise(
    journal: Journal,
    patient: Patient,
    settings: ActivitySettings,
    day: int = 0,
    *,
    end: EndKind | None = EndKind.COMPLETED,
) -> ActivitySession:
    """A session with two steps, an easing and ratings; ended unless ``end`` is None."""
    at = moment(day)
    screen = (1920, 1080, 1.25)
    session = ActivitySession(
        uuid4(), patient.id, at, settings, "1.0", screen, "somebody", plan_item=uuid4()
    )
    journal.begin_activity(session)
    rate(journal, session, RatingKind.PAIN_NOW, 4, When.BEFORE)
    first = ActivityStep(uuid4(), session.id, 0, "at_far", at, 36.5, 3)
    journal.add_activity_step(first)
    rate(journal, session, RatingKind.COMFORT, 2, When.DURING, first)
    journal.add_event(SessionEvent(uuid4(), session.id, at, EventKind.EASED, "at_near"))
    later = moment(day, 60)
    second = ActivityStep(
        uuid4(), session.id, 1, "at_near", later, 21.25, 0, skipped=True, eased=True
    )
    journal.add_activity_step(second)
    rate(journal, session, RatingKind.PAIN_NOW, 6, When.AFTER)
    if end is not None:
        journal.end_activity(SessionEnd(uuid4(), session.id, moment(day, 90), end))
    return session


def rate(
    journal: Journal,
    session: ActivitySession,
    kind: RatingKind,
    value: int,
    when: When,
    step: ActivityStep | None = None,
) -> None:
    about = None if step is None else step.id
    journal.add_rating(
        Rating(uuid4(), session.patient, session.at, kind, value, when, session.id, about)
    )


def opened(folder: Path) -> tuple[Opened, Patient]:
    data, patient = making.opened(folder), making.patient()
    data.journal.save_patient(patient)
    return data, patient


@pytest.mark.parametrize("settings", ALL, ids=lambda s: s.kind)
def test_everything_is_read_again_as_it_was_written(
    tmp_path: Path, settings: ActivitySettings
) -> None:
    data, patient = opened(tmp_path)
    session = practise(data.journal, patient, settings)
    data.close()
    again = making.opened(tmp_path)
    (record,) = again.journal.activity_records(patient.id)
    assert record.session == session
    assert record.completed
    first, second = record.steps
    assert (first.done_s, first.repetitions, first.skipped, first.eased) == (36.5, 3, False, False)
    assert (second.done_s, second.skipped, second.eased) == (21.25, True, True)
    assert record.done == (first,)
    assert record.rated(first, RatingKind.COMFORT) == 2
    assert record.rated(second, RatingKind.COMFORT) is None
    assert (record.pain_before, record.pain_after) == (4, 6)
    assert record.flared()
    assert [e.kind for e in record.events] == [EventKind.EASED]
    again.close()


@given(SETTINGS)
def test_any_settings_survive(settings: ActivitySettings) -> None:
    text = activity_rows.settings_text(settings)
    assert activity_rows.settings_of(settings.kind, text) == settings


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("laterality", "{}"),
        ("relaxation", '{"way":"nap"}'),
        ("relaxation", '{"way":"breathing","seconds":5}'),
        ("perception", '{"part":"wing","side":"left","prompts":[]}'),
        ("activity", '{"goal":"x","unit":"times"}'),
        ("activity", '{"goal":"00000000-0000-0000-0000-000000000001","unit":"times","odd":1}'),
    ],
)
def test_settings_that_make_no_sense_are_refused(kind: str, text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, UsageError)):
        activity_rows.settings_of(kind, text)


def test_writing_twice_keeps_it_once_and_the_newest_comes_first(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    made = [
        practise(data.journal, patient, s, day) for s, day in zip(ALL, (0, 3, 1, 2), strict=True)
    ]
    record = data.journal.activity_records(patient.id)[0]
    data.journal.begin_activity(record.session)
    data.journal.add_activity_step(record.steps[0])
    found = data.journal.activity_records(patient.id)
    assert [r.session.id for r in found] == [made[n].id for n in (1, 3, 2, 0)]
    assert [len(r.steps) for r in found] == [2, 2, 2, 2]
    assert len(data.journal.activity_records(patient.id, limit=2)) == 2
    data.close()


def test_kinds_of_sessions_do_not_mix_and_what_was_broken_off_gets_its_end(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    set_ = making.play(data.journal, patient, moment(1))
    for settings in ALL:
        practise(data.journal, patient, settings, 2, end=None)
    data.close()
    again = making.opened(tmp_path)
    journal = again.journal
    assert [s.session for s in journal.summaries(patient.id)] == [set_.id]
    assert journal.unended(patient.id) == []
    assert journal.mirror_records(patient.id) == []
    assert journal.imagery_records(patient.id) == []
    records = journal.activity_records(patient.id)
    assert {r.kind for r in records} == {s.kind for s in ALL}
    for record in records:
        assert record.end is not None
        assert (record.end.kind, record.end.at) == (EndKind.INTERRUPTED, moment(2, 60))
    again.close()


def test_corrections_count(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    session = practise(data.journal, patient, ALL[0])
    record = data.journal.activity_records(patient.id)[0]
    for target, kind, value in (
        (record.ratings[0].id, CorrectionKind.RATING_VALUE, 5),
        (session.id, CorrectionKind.SOMEONE_ELSE, None),
    ):
        data.journal.add_correction(Correction(uuid4(), patient.id, moment(1), kind, target, value))
    (record,) = data.journal.activity_records(patient.id)
    assert record.pain_before == 5
    assert record.someone_else
    assert not record.flared()
    data.close()


def test_a_packed_file_moves_them_and_what_makes_no_sense_is_refused(tmp_path: Path) -> None:
    data, patient = opened(tmp_path / "here")
    for settings in ALL:
        practise(data.journal, patient, settings)
    data.vault.pack(str(tmp_path / "packed.zip"))
    expected = data.journal.activity_records(patient.id)
    data.close()
    there = making.opened(tmp_path / "there")
    for _ in range(2):
        there.vault.unpack(str(tmp_path / "packed.zip"))
    assert there.journal.activity_records(patient.id) == expected
    there.close()
    with sqlite3.connect(tmp_path / "here" / DATABASE) as raw:
        raw.execute("UPDATE sessions SET settings = '{\"way\":\"nap\"}' WHERE kind = 'relaxation'")
    raw.close()
    odd = making.opened(tmp_path / "here")
    odd.vault.pack(str(tmp_path / "odd.zip"))
    odd.close()
    elsewhere = making.opened(tmp_path / "elsewhere")
    with pytest.raises(StorageError):
        elsewhere.vault.unpack(str(tmp_path / "odd.zip"))
    elsewhere.close()


def test_deleting_a_person_deletes_their_sessions(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    practise(data.journal, patient, ALL[1])
    data.journal.delete_patient(patient.id)
    assert data.journal.activity_records(patient.id) == []
    data.close()
    with sqlite3.connect(tmp_path / DATABASE) as raw:
        for table in ("sessions", "steps", "ratings", "session_events", "session_ends"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    raw.close()


def test_a_goal_is_a_note_and_the_newest_counts(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    goal = ActivityGoal(uuid4(), "Peel potatoes", Unit.MINUTES, 5, 6, 1)
    for day, amount in ((0, 6), (3, 7)):
        what = ActivityGoal(goal.goal, goal.name, goal.unit, 5, amount, 1, active=day == 0)
        data.journal.add_note(Note(uuid4(), patient.id, moment(day), NoteKind.ACTIVITY_GOAL, what))
    found = data.journal.notes(patient.id, [NoteKind.ACTIVITY_GOAL])
    assert [n.content for n in found] == [
        ActivityGoal(goal.goal, goal.name, goal.unit, 5, 7, 1, active=False),
        goal,
    ]
    data.close()


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": 5},
        {"name": "x" * 61},
        {"amount": 0},
        {"step": True},
        {"baseline": 601},
        {"unit": "miles"},
        {"active": "yes"},
        {"goal": "x"},
    ],
)
def test_an_impossible_goal_is_refused(change: dict[str, object]) -> None:
    values = ActivityGoal(uuid4(), "Walk", Unit.MINUTES, 5, 6).values()
    with pytest.raises((ValueError, TypeError)):
        ActivityGoal.of({**values, **change})


def test_an_empty_record_knows_nothing() -> None:
    session = ActivitySession(uuid4(), uuid4(), moment(), RelaxationSettings(), "1.0")
    record = ActivityRecord(session, None)
    assert (record.done_s, record.pain_before, record.pain_after) == (0, None, None)
    assert not record.completed
    assert not record.uneasy()
    assert record.done == ()
