"""Mirror sessions in the database, beside left-right sets and never among them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEnd, SessionEvent, StopReason
from gmi_app.journal import Journal
from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step
from gmi_app.mirror.settings import (
    CameraPosition,
    MirrorSettings,
    Opened,
    ViewMode,
    ViewSettings,
)
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import Patient
from gmi_app.storage.places import DATABASE
from tests.storage import making
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # sessions are written to databases, most as properties

SETTINGS = MirrorSettings(
    part=BodyPart.FOOT,
    view=ViewSettings(
        Side.RIGHT, CameraPosition.FACING, ViewMode.BOTH, 90, True, 0.4, 1.5, brightness=-20
    ),
    exercises=("foot_look", "foot_heels"),
    minutes=7,
    meter=True,
    opened=Opened.READ_WHY,
)


def practise(
    journal: Journal,
    patient: Patient,
    day: int = 0,
    *,
    end: EndKind | None = EndKind.STOPPED,
    after: int | None = 6,
) -> MirrorSession:
    """A session with two steps, a pause, ratings; ended unless ``end`` is None."""
    at = moment(day)
    session = MirrorSession(uuid4(), patient.id, at, SETTINGS, "1.0", (1920, 1080, 1.25))
    journal.begin_mirror(session)
    journal.add_step(Step(uuid4(), session.id, 0, "watch", at, 20.0))
    journal.add_event(SessionEvent(uuid4(), session.id, at, EventKind.PAUSED))
    later = moment(day, 60)
    journal.add_step(Step(uuid4(), session.id, 1, "foot_heels", later, 21.5, 3, True, 0.25))
    rate(journal, session, RatingKind.PAIN_NOW, 4, When.BEFORE)
    if end is not None:
        done = moment(day, 90)
        journal.end_mirror(SessionEnd(uuid4(), session.id, done, end, StopReason.DIZZY))
        rate(journal, session, RatingKind.REALNESS, 8, When.AFTER)
        if after is not None:
            rate(journal, session, RatingKind.PAIN_NOW, after, When.AFTER)
    return session


def rate(
    journal: Journal, session: MirrorSession, kind: RatingKind, value: int, when: When
) -> Rating:
    rating = Rating(uuid4(), session.patient, session.at, kind, value, when, session.id)
    journal.add_rating(rating)
    return rating


def test_everything_is_read_again_as_it_was_written(tmp_path: Path) -> None:
    patient = making.patient()
    data = making.opened(tmp_path)
    data.journal.save_patient(patient)
    session = practise(data.journal, patient)
    data.close()
    again = making.opened(tmp_path)
    (record,) = again.journal.mirror_records(patient.id)
    assert record.session == session
    assert record.end is not None
    assert record.reason is StopReason.DIZZY
    assert [s.exercise for s in record.steps] == ["watch", "foot_heels"]
    second = record.steps[1]
    assert (second.repetitions, second.skipped, second.movement) == (3, True, 0.25)
    assert (record.watched_s, record.pauses) == (41.5, 1)
    assert (record.pain_before, record.pain_after, record.realness) == (4, 6, 8)
    again.close()


def test_writing_twice_keeps_it_once(tmp_path: Path) -> None:
    patient = making.patient()
    data = making.opened(tmp_path)
    data.journal.save_patient(patient)
    session = practise(data.journal, patient)
    step = data.journal.mirror_records(patient.id)[0].steps[0]
    data.journal.begin_mirror(session)
    data.journal.add_step(step)
    (record,) = data.journal.mirror_records(patient.id)
    assert len(record.steps) == 2
    data.close()


def test_sets_and_mirror_sessions_do_not_mix(tmp_path: Path) -> None:
    patient = making.patient()
    data = making.opened(tmp_path)
    data.journal.save_patient(patient)
    set_ = making.play(data.journal, patient, moment(1))
    mirrors = [practise(data.journal, patient, day) for day in (0, 2)]
    data.close()
    again = making.opened(tmp_path)
    journal = again.journal
    assert [s.session for s in journal.summaries(patient.id)] == [set_.id]
    assert journal.count_sessions(patient.id) == 1
    assert journal.unended(patient.id) == []
    found = journal.mirror_records(patient.id)
    assert [r.session.id for r in found] == [m.id for m in reversed(mirrors)]
    assert journal.mirror_records(patient.id, limit=1) == found[:1]
    assert again.notices == ()
    again.close()


def test_how_real_it_felt_is_never_taken_for_pain(tmp_path: Path) -> None:
    patient = making.patient()
    data = making.opened(tmp_path)
    data.journal.save_patient(patient)
    practise(data.journal, patient, after=None)
    assert [r.value for r in data.journal.ratings(patient.id)] == [4]
    realness = data.journal.ratings(patient.id, kind=RatingKind.REALNESS)
    assert [r.value for r in realness] == [8]
    data.close()


def test_a_mistake_is_mended(tmp_path: Path) -> None:
    patient = making.patient()
    data = making.opened(tmp_path)
    data.journal.save_patient(patient)
    session = practise(data.journal, patient, after=None)
    rating = rate(data.journal, session, RatingKind.PAIN_NOW, 9, When.AFTER)
    for kind, target, value in (
        (CorrectionKind.RATING_VALUE, rating.id, 3),
        (CorrectionKind.SOMEONE_ELSE, session.id, None),
    ):
        data.journal.add_correction(Correction(uuid4(), patient.id, moment(1), kind, target, value))
    (record,) = data.journal.mirror_records(patient.id)
    assert record.pain_after == 3
    assert record.someone_else
    data.close()


def test_what_a_kill_broke_off_is_ended_at_the_next_start(tmp_path: Path) -> None:
    patient = making.patient()
    data = making.opened(tmp_path)
    data.journal.save_patient(patient)
    practise(data.journal, patient, end=None)
    data.close()
    again = making.opened(tmp_path)
    (record,) = again.journal.mirror_records(patient.id)
    assert record.end is not None
    assert record.end.kind is EndKind.INTERRUPTED
    assert record.end.at.utc == moment(0, 60).utc
    again.close()


def test_deleting_a_person_deletes_their_steps(tmp_path: Path) -> None:
    patient, other = making.patient("One"), making.patient("Other", moment(1))
    data = making.opened(tmp_path)
    for each in (patient, other):
        data.journal.save_patient(each)
        practise(data.journal, each)
    data.vault.back_up()
    data.journal.delete_patient(patient.id)
    assert data.journal.mirror_records(patient.id) == []
    assert len(data.journal.mirror_records(other.id)[0].steps) == 2
    data.close()
    raw = sqlite3.connect(tmp_path / DATABASE)
    assert raw.execute("SELECT count(*) FROM steps").fetchone() == (2,)
    raw.close()


def test_moving_takes_mirror_sessions_along(tmp_path: Path) -> None:
    patient = making.patient()
    here = making.opened(tmp_path / "here")
    here.journal.save_patient(patient)
    practise(here.journal, patient)
    wanted = here.journal.mirror_records(patient.id)
    packed = tmp_path / "packed.zip"
    here.vault.pack(str(packed))
    here.close()
    there = making.opened(tmp_path / "there")
    for _ in range(2):
        there.vault.unpack(str(packed))
        assert there.journal.mirror_records(patient.id) == wanted
        assert there.journal.summaries(patient.id) == []
    there.close()


def test_many_sessions_are_read_in_the_right_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gmi_app.storage.guided_journal.AT_ONCE", 3)
    patient = making.patient()
    data = making.opened(tmp_path)
    data.journal.save_patient(patient)
    ids: list[UUID] = [practise(data.journal, patient, day).id for day in range(8)]
    found: list[MirrorRecord] = data.journal.mirror_records(patient.id)
    assert [record.session.id for record in found] == ids[::-1]
    assert all(len(record.steps) == 2 for record in found)
    assert replace(found[0].session, settings=MirrorSettings()) != found[0].session
    data.close()


def test_many_sessions_take_as_many_questions_as_one(tmp_path: Path) -> None:
    patient = making.patient()
    data = making.opened(tmp_path)
    data.journal.save_patient(patient)
    asked: list[str] = []

    def questions() -> int:
        asked.clear()
        data.journal._store.raw.set_trace_callback(asked.append)
        records = data.journal.mirror_records(patient.id)
        data.journal._store.raw.set_trace_callback(None)
        assert all(record.end and record.pain_after == 6 for record in records)
        return sum(words.startswith("SELECT") for words in asked)

    practise(data.journal, patient)
    of_one = questions()
    for day in range(1, 6):
        practise(data.journal, patient, day)
    assert of_one == questions() > 0
    data.close()


def test_each_session_has_its_own_end_and_corrections(tmp_path: Path) -> None:
    """The person's own word on the end comes before what the program noted, whichever was first."""
    patient = making.patient()
    data = making.opened(tmp_path)
    journal = data.journal
    journal.save_patient(patient)
    first, second = practise(journal, patient), practise(journal, patient, 1, after=None)
    third = practise(journal, patient, 2, end=EndKind.INTERRUPTED)
    own = SessionEnd(uuid4(), third.id, moment(2, 99), EndKind.COMPLETED)
    journal.end_mirror(own)
    wrong = rate(journal, second, RatingKind.PAIN_NOW, 9, When.AFTER)
    for kind, target, value in (
        (CorrectionKind.SOMEONE_ELSE, first.id, None),
        (CorrectionKind.RATING_VALUE, wrong.id, 5),
        (CorrectionKind.RATING_VALUE, wrong.id, 3),
    ):
        journal.add_correction(Correction(uuid4(), patient.id, moment(3), kind, target, value))
    found = {record.session.id: record for record in journal.mirror_records(patient.id)}
    assert [found[s.id].someone_else for s in (first, second, third)] == [True, False, False]
    assert [found[s.id].pain_after for s in (first, second, third)] == [6, 3, 6]
    assert found[third.id].end == own
    data.close()
