"""A person with every kind of fact, and everything that the program reads of a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from sqlite3 import Connection as Raw
from uuid import UUID, uuid4

from sqlalchemy import Connection

from gmi_app.activities.settings import PacingSettings
from gmi_app.clinic.look import look_at
from gmi_app.clock import Moment
from gmi_app.facts.note import Note
from gmi_app.facts.session import EndKind
from gmi_app.programme.patient import Patient
from gmi_app.storage import reading
from gmi_app.storage.derived import Summaries, end_interrupted
from gmi_app.storage.journal import SqliteJournal
from gmi_app.storage.library import SqlitePictureBook
from gmi_app.storage.store import Store
from gmi_app.ui.clinic.patient_query import ask
from gmi_app.ui.clinic.patient_question import Question
from tests.exchange.making import Computer, one_of_each, practise
from tests.storage import test_activities, test_imagery, test_mirror
from tests.storage.test_library import own, photograph
from tests.unit.making import moment
from tests.unit.test_notes import EXAMPLES

LONG_AGO = date(2000, 1, 1)


def every_kind(on: Computer, name: str = "Anna") -> Patient:
    """Sets, the other exercises, some of them broken off, each kind of note, a photograph of their
    own."""
    person, journal = one_of_each(on, name), on.data.journal
    practise(on, person, range(1, 2))
    test_mirror.practise(journal, person, 1)
    test_imagery.practise(journal, person, 1, end=None)
    for settings in test_activities.ALL:
        end = EndKind.COMPLETED if isinstance(settings, PacingSettings) else None
        test_activities.practise(journal, person, settings, 2, end=end)
    for kind, content in EXAMPLES:
        journal.add_note(Note(uuid4(), person.id, moment(2), kind, content))
    image = photograph(90)
    on.data.pictures.add_own_picture(own(person, image), image)
    return person


class Inside(Store):
    """A store whose transaction is already open: what is read sees what was just written."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self.folder, self.raw, self.clock = store.folder, store.raw, store.clock
        self._open = connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        yield self._open

    @contextmanager
    def alone(self) -> Iterator[Raw]:
        yield self.raw


def read_all(
    store: Store, connection: Connection, patient: UUID, now: Moment, *, closely: bool
) -> None:
    """What the program does with new facts next: ends what was broken off, derives summaries, and
    lists everybody. ``closely``: it also shows the patient, at home and in the clinic."""
    inside = Inside(store, connection)
    reading.check_kinds(connection)
    end_interrupted(inside)
    summaries = Summaries(inside)
    summaries.derive_missing()
    journal = SqliteJournal(inside, summaries)
    for glimpse in journal.glimpses(now.day):
        look_at(glimpse, now.day)
    [person] = [each for each in journal.patients() if each.id == patient]
    if closely:
        _show(journal, SqlitePictureBook(inside), person, now)


def _show(journal: SqliteJournal, book: SqlitePictureBook, person: Patient, now: Moment) -> None:
    patient = person.id
    sets = [summary.session for summary in journal.summaries(patient)]
    journal.correct_times(sets)
    journal.trials_of(sets)
    for session in sets:
        journal.session(session)
        journal.events(session)
    journal.ratings(patient)
    journal.corrections(patient)
    journal.mirror_records(patient)
    journal.imagery_records(patient)
    journal.activity_records(patient)
    journal.decided(patient)
    journal.notes(patient)
    journal.record(patient, LONG_AGO)
    book.marks(patient)
    for picture in book.own_pictures(patient):
        book.own_content(picture.id)
    ask(journal, Question(person, now))
