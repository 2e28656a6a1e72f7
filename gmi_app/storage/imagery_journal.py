"""Imagery sessions in the database: written as they happen, read as one record each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from gmi_app.facts.session import SessionEnd, SessionKind
from gmi_app.imagery.facts import ImageryRecord, ImagerySession, ImageryStep
from gmi_app.storage import imagery_rows, reading
from gmi_app.storage.guided_journal import interrupt, one_ended, theirs, with_parts
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.store import Store
from gmi_app.storage.tables import sessions, steps


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
            return read_records(connection, one_ended(connection, end))[0]

    def imagery_records(
        self, patient: UUID, *, limit: int | None = None, since: date | None = None
    ) -> list[ImageryRecord]:
        with self._store.transaction() as connection:
            found = theirs(connection, patient, (SessionKind.IMAGERY,), limit, since)
            return read_records(connection, found)


def read_records(connection: Connection, found: Iterable[Row[Any]]) -> list[ImageryRecord]:
    """One record for each row of ``sessions``, in the same order."""
    return [
        ImageryRecord(
            session=imagery_rows.imagery_session_of(row),
            end=parts.end,
            steps=tuple(map(imagery_rows.step_of, parts.steps)),
            events=parts.events,
            ratings=parts.ratings,
            someone_else=parts.someone_else,
        )
        for row, parts in with_parts(connection, found)
    ]


def end_interrupted_imagery(connection: Connection) -> int:
    """Ends the imagery sessions that have no end, dated by the last thing that is known of each;
    says how many."""
    open_ones = reading.without_end_of_kind(SessionKind.IMAGERY)
    records = read_records(connection, connection.execute(open_ones).all())
    for record in records:
        known = [s.at for s in record.steps]
        known += [e.at for e in record.events]
        known += [r.at for r in record.ratings]
        interrupt(connection, record.session.id, [record.session.at, *known])
    return len(records)
