"""Imagery sessions in the database, beside left-right sets and mirror sessions."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest

from gmi_app.errors import StorageError
from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEnd, SessionEvent, StopReason
from gmi_app.imagery.facts import Easing, ImagerySession, ImageryStep
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.journal import Journal
from gmi_app.mirror.settings import Opened
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import Patient
from gmi_app.storage.opening import Opened as OpenFolder
from gmi_app.storage.places import DATABASE
from tests.storage import making
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # sessions are written to databases, most as properties

SETTINGS = ImagerySettings(
    BodyPart.FOOT,
    Side.RIGHT,
    7,
    ("foot_rest", "foot_point"),
    eyes_closed=True,
    chronometry=True,
    opened=Opened.READ_WHY,
)


def practise(
    journal: Journal, patient: Patient, day: int = 0, *, end: EndKind | None = EndKind.STOPPED
) -> ImagerySession:
    """A session with two steps, an easing and ratings; ended unless ``end`` is None."""
    at = moment(day)
    session = ImagerySession(uuid4(), patient.id, at, SETTINGS, "1.0", (1920, 1080, 1.25))
    journal.begin_imagery(session)
    rate(journal, session, RatingKind.PAIN_NOW, 4, When.BEFORE)
    first = ImageryStep(uuid4(), session.id, 0, "foot_rest", at, 36.0, 3)
    journal.add_imagery_step(first)
    rate(journal, session, RatingKind.CLARITY, 2, When.DURING, first)
    rate(journal, session, RatingKind.PAIN_NOW, 5, When.DURING, first)
    journal.add_event(SessionEvent(uuid4(), session.id, at, EventKind.EASED, "smaller foot_point"))
    later = moment(day, 60)
    second = ImageryStep(
        uuid4(), session.id, 1, "foot_point", later, 21.5, 2, Easing.SMALLER, True, (4.25, 6.0)
    )
    journal.add_imagery_step(second)
    if end is not None:
        done = moment(day, 90)
        journal.end_imagery(SessionEnd(uuid4(), session.id, done, end, StopReason.TIRED))
    return session


def rate(
    journal: Journal,
    session: ImagerySession,
    kind: RatingKind,
    value: int,
    when: When,
    step: ImageryStep | None = None,
) -> None:
    about = None if step is None else step.id
    journal.add_rating(
        Rating(uuid4(), session.patient, session.at, kind, value, when, session.id, about)
    )


def opened(folder: Path) -> tuple[OpenFolder, Patient]:
    data = making.opened(folder)
    patient = making.patient()
    data.journal.save_patient(patient)
    return data, patient


def test_everything_is_read_again_as_it_was_written(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    session = practise(data.journal, patient)
    data.close()
    again = making.opened(tmp_path)
    (record,) = again.journal.imagery_records(patient.id)
    assert record.session == session
    assert record.reason is StopReason.TIRED
    first, second = record.steps
    assert (first.eased, first.timings_s, first.skipped) == (Easing.NONE, (), False)
    assert (second.eased, second.timings_s, second.skipped) == (Easing.SMALLER, (4.25, 6.0), True)
    assert record.rated(first, RatingKind.CLARITY) == 2
    assert record.rated(second, RatingKind.CLARITY) is None
    assert (record.pain_before, record.pain_after) == (4, 5)
    assert [e.kind for e in record.events] == [EventKind.EASED]
    again.close()


def test_writing_twice_keeps_it_once_and_the_newest_comes_first(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    sessions = [practise(data.journal, patient, day) for day in (0, 2, 1)]
    record = data.journal.imagery_records(patient.id)[0]
    data.journal.begin_imagery(record.session)
    data.journal.add_imagery_step(record.steps[0])
    found = data.journal.imagery_records(patient.id)
    assert [r.session.id for r in found] == [sessions[n].id for n in (1, 2, 0)]
    assert [len(r.steps) for r in found] == [2, 2, 2]
    assert len(data.journal.imagery_records(patient.id, limit=1)) == 1
    data.close()


def test_kinds_of_sessions_do_not_mix(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    set_ = making.play(data.journal, patient, moment(1))
    practise(data.journal, patient, 0)
    practise(data.journal, patient, 2, end=None)
    data.close()
    again = making.opened(tmp_path)
    journal = again.journal
    assert [s.session for s in journal.summaries(patient.id)] == [set_.id]
    assert journal.count_sessions(patient.id) == 1
    assert journal.unended(patient.id) == []
    assert journal.mirror_records(patient.id) == []
    ended = journal.imagery_records(patient.id)[0].end
    assert ended is not None
    assert ended.kind is EndKind.INTERRUPTED
    assert ended.at == moment(2, 60)
    again.close()


def test_corrections_count(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    session = practise(data.journal, patient)
    record = data.journal.imagery_records(patient.id)[0]
    for target, kind, value in (
        (record.ratings[0].id, CorrectionKind.RATING_VALUE, 1),
        (session.id, CorrectionKind.SOMEONE_ELSE, None),
    ):
        data.journal.add_correction(Correction(uuid4(), patient.id, moment(1), kind, target, value))
    (record,) = data.journal.imagery_records(patient.id)
    assert record.pain_before == 1
    assert record.someone_else
    data.close()


def test_deleting_a_person_deletes_their_sessions(tmp_path: Path) -> None:
    data, patient = opened(tmp_path)
    practise(data.journal, patient)
    data.journal.delete_patient(patient.id)
    data.close()
    with sqlite3.connect(tmp_path / DATABASE) as raw:
        for table in ("sessions", "steps", "ratings", "session_events", "session_ends"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    raw.close()


def test_a_packed_file_moves_them(tmp_path: Path) -> None:
    data, patient = opened(tmp_path / "here")
    practise(data.journal, patient)
    data.vault.pack(str(tmp_path / "packed.zip"))
    expected = data.journal.imagery_records(patient.id)
    data.close()
    there = making.opened(tmp_path / "there")
    there.vault.unpack(str(tmp_path / "packed.zip"))
    there.vault.unpack(str(tmp_path / "packed.zip"))
    assert there.journal.imagery_records(patient.id) == expected
    there.close()


def test_a_packed_step_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    data, patient = opened(tmp_path / "here")
    practise(data.journal, patient)
    data.close()
    with sqlite3.connect(tmp_path / "here" / DATABASE) as raw:
        raw.execute("UPDATE steps SET eased = 9")
    raw.close()
    odd = making.opened(tmp_path / "here")
    odd.vault.pack(str(tmp_path / "packed.zip"))
    odd.close()
    there = making.opened(tmp_path / "there")
    with pytest.raises(StorageError):
        there.vault.unpack(str(tmp_path / "packed.zip"))
    there.close()
