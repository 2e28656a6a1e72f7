"""Imagery sessions in the database: written as they happen, read as one record each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, select

from gmi_app.facts.session import EndKind, SessionEnd, SessionKind
from gmi_app.imagery.facts import ImageryRecord, ImagerySession, ImageryStep
from gmi_app.progress.corrections import corrected, done_by_someone_else
from gmi_app.storage import imagery_rows, reading, rows
from gmi_app.storage.mirror_journal import AT_ONCE, by_session
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.store import Store
from gmi_app.storage.tables import ratings, session_ends, session_events, sessions, steps


class ImageryJournal:
    """The part of ``gmi_app.journal.Journal`` that is about imagined movements."""

    _store: Store

    def begin_imagery(self, session: ImagerySession) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(sessions), imagery_rows.session_values(session))

    def add_imagery_step(self, step: ImageryStep) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(steps), imagery_rows.step_values(step))

    def end_imagery(self, end: SessionEnd) -> ImageryRecord:
        with self._store.transaction() as connection:
            connection.execute(insert_once(session_ends), rows.end_values(end))
            one = select(sessions).where(sessions.c.id == str(end.session))
            return read_records(connection, connection.execute(one).all())[0]

    def imagery_records(self, patient: UUID, *, limit: int | None = None) -> list[ImageryRecord]:
        theirs = reading.theirs_of_kind(patient, SessionKind.IMAGERY, limit)
        with self._store.transaction() as connection:
            return read_records(connection, connection.execute(theirs).all())


def read_records(connection: Connection, found: Iterable[Row[Any]]) -> list[ImageryRecord]:
    """One record for each row of ``sessions``, in the same order."""
    of_kind = [imagery_rows.imagery_session_of(row) for row in found]
    records: list[ImageryRecord] = []
    for begin in range(0, len(of_kind), AT_ONCE):
        records += _records(connection, of_kind[begin : begin + AT_ONCE])
    return records


def _records(connection: Connection, of_kind: list[ImagerySession]) -> list[ImageryRecord]:
    ids = [str(session.id) for session in of_kind]
    parts = by_session(connection, steps, ids)
    happened = by_session(connection, session_events, ids)
    rated = by_session(connection, ratings, ids)
    ends = reading.read_ends(connection, ids)
    corrections = reading.read_sessions_corrections(connection, ids)
    records = []
    for session in of_kind:
        mended = corrections[str(session.id)]
        said = corrected(map(rows.rating_of, rated[str(session.id)]), mended)
        found = [imagery_rows.step_of(row) for row in parts[str(session.id)]]
        records.append(
            ImageryRecord(
                session=session,
                end=ends.get(str(session.id)),
                steps=tuple(sorted(found, key=lambda step: step.index)),
                events=tuple(rows.event_of(row) for row in happened[str(session.id)]),
                ratings=tuple(sorted(said, key=lambda rating: rating.at.utc)),
                someone_else=done_by_someone_else(session.id, mended),
            )
        )
    return records


def end_interrupted_imagery(connection: Connection) -> int:
    """Ends the imagery sessions that have no end, dated by the last thing that is known of each;
    says how many."""
    open_ones = reading.without_end_of_kind(SessionKind.IMAGERY)
    records = read_records(connection, connection.execute(open_ones).all())
    for record in records:
        known = [s.at for s in record.steps]
        known += [e.at for e in record.events]
        known += [r.at for r in record.ratings]
        end = SessionEnd(
            id=uuid5(record.session.id, EndKind.INTERRUPTED.value),
            session=record.session.id,
            at=max([record.session.at, *known], key=lambda moment: moment.utc),
            kind=EndKind.INTERRUPTED,
        )
        connection.execute(insert_once(session_ends), rows.end_values(end))
    return len(records)
