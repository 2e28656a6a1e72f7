"""Sessions beside the three stages in the database: written as they happen, read as records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, select

from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep
from gmi_app.activities.settings import KINDS
from gmi_app.facts.session import EndKind, SessionEnd
from gmi_app.progress.corrections import corrected, done_by_someone_else
from gmi_app.storage import activity_rows, reading, rows
from gmi_app.storage.mirror_journal import AT_ONCE, by_session
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.store import Store
from gmi_app.storage.tables import ratings, session_ends, session_events, sessions, steps


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
            connection.execute(insert_once(session_ends), rows.end_values(end))
            one = select(sessions).where(sessions.c.id == str(end.session))
            return read_records(connection, connection.execute(one).all())[0]

    def activity_records(self, patient: UUID, *, limit: int | None = None) -> list[ActivityRecord]:
        theirs = (
            select(sessions)
            .where(sessions.c.patient_id == str(patient))
            .where(sessions.c.kind.in_([kind.value for kind in KINDS]))
            .order_by(sessions.c.at_utc.desc(), sessions.c.number.desc())
            .limit(limit)
        )
        with self._store.transaction() as connection:
            return read_records(connection, connection.execute(theirs).all())


def read_records(connection: Connection, found: Iterable[Row[Any]]) -> list[ActivityRecord]:
    """One record for each row of ``sessions``, in the same order."""
    of_kind = [activity_rows.activity_session_of(row) for row in found]
    records: list[ActivityRecord] = []
    for begin in range(0, len(of_kind), AT_ONCE):
        records += _records(connection, of_kind[begin : begin + AT_ONCE])
    return records


def _records(connection: Connection, of_kind: list[ActivitySession]) -> list[ActivityRecord]:
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
        found = [activity_rows.step_of(row) for row in parts[str(session.id)]]
        records.append(
            ActivityRecord(
                session=session,
                end=ends.get(str(session.id)),
                steps=tuple(sorted(found, key=lambda step: step.index)),
                events=tuple(rows.event_of(row) for row in happened[str(session.id)]),
                ratings=tuple(sorted(said, key=lambda rating: rating.at.utc)),
                someone_else=done_by_someone_else(session.id, mended),
            )
        )
    return records


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
            end = SessionEnd(
                id=uuid5(record.session.id, EndKind.INTERRUPTED.value),
                session=record.session.id,
                at=max([record.session.at, *known], key=lambda moment: moment.utc),
                kind=EndKind.INTERRUPTED,
            )
            connection.execute(insert_once(session_ends), rows.end_values(end))
            count += 1
    return count
