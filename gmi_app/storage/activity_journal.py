"""Sessions beside the three stages in the database: written as they happen, read as records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep
from gmi_app.activities.settings import KINDS
from gmi_app.facts.session import SessionEnd
from gmi_app.storage import activity_rows, reading
from gmi_app.storage.guided_journal import interrupt, one_ended, theirs, with_parts
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.store import Store
from gmi_app.storage.tables import sessions, steps


class SqliteActivities:
    """Implements ``gmi_app.activities.journal.ActivityJournal``."""

    _store: Store

    def begin_activity(self, session: ActivitySession) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(sessions), activity_rows.session_values(session))

    def add_activity_step(self, step: ActivityStep) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(steps), activity_rows.step_values(step))

    def end_activity(self, end: SessionEnd) -> ActivityRecord:
        with self._store.transaction() as connection:
            return read_records(connection, one_ended(connection, end))[0]

    def activity_records(
        self, patient: UUID, *, limit: int | None = None, since: date | None = None
    ) -> list[ActivityRecord]:
        with self._store.transaction() as connection:
            found = theirs(connection, patient, KINDS, limit, since)
            return read_records(connection, found)


def read_records(connection: Connection, found: Iterable[Row[Any]]) -> list[ActivityRecord]:
    """One record for each row of ``sessions``, in the same order."""
    return [
        ActivityRecord(
            session=activity_rows.activity_session_of(row),
            end=parts.end,
            steps=tuple(map(activity_rows.step_of, parts.steps)),
            events=parts.events,
            ratings=parts.ratings,
            someone_else=parts.someone_else,
        )
        for row, parts in with_parts(connection, found)
    ]


def end_interrupted_activities(connection: Connection) -> int:
    """Ends the sessions that have no end, dated by the last thing that is known of each; says how
    many."""
    count = 0
    for kind in KINDS:
        open_ones = reading.without_end_of_kind(kind)
        for record in read_records(connection, connection.execute(open_ones).all()):
            known = [s.at for s in record.steps]
            known += [e.at for e in record.events]
            known += [r.at for r in record.ratings]
            interrupt(connection, record.session.id, [record.session.at, *known])
            count += 1
    return count
