"""Mirror sessions in the database: written as they happen, read as one record each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, Table, select

from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, SessionKind
from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step
from gmi_app.progress.corrections import corrected, done_by_someone_else
from gmi_app.storage import mirror_rows, reading, rows
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.store import Store
from gmi_app.storage.tables import ratings, session_ends, session_events, sessions, steps

AT_ONCE = 400
"""So many sessions are asked for in one statement."""


class MirrorJournal:
    """The part of ``gmi_app.journal.Journal`` that is about the mirror."""

    _store: Store

    def begin_mirror(self, session: MirrorSession) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(sessions), mirror_rows.session_values(session))

    def add_step(self, step: Step) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(steps), mirror_rows.step_values(step))

    def end_mirror(self, end: SessionEnd) -> MirrorRecord:
        with self._store.transaction() as connection:
            connection.execute(insert_once(session_ends), rows.end_values(end))
            one = select(sessions).where(sessions.c.id == str(end.session))
            return read_records(connection, connection.execute(one).all())[0]

    def mirror_records(self, patient: UUID, *, limit: int | None = None) -> list[MirrorRecord]:
        theirs = reading.theirs_of_kind(patient, SessionKind.MIRROR, limit)
        with self._store.transaction() as connection:
            return read_records(connection, connection.execute(theirs).all())


def read_records(connection: Connection, found: Iterable[Row[Any]]) -> list[MirrorRecord]:
    """One record for each row of ``sessions``, in the same order."""
    of_kind = [mirror_rows.mirror_session_of(row) for row in found]
    records: list[MirrorRecord] = []
    for begin in range(0, len(of_kind), AT_ONCE):
        records += _records(connection, of_kind[begin : begin + AT_ONCE])
    return records


def _records(connection: Connection, of_kind: list[MirrorSession]) -> list[MirrorRecord]:
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
        found = [mirror_rows.step_of(row) for row in parts[str(session.id)]]
        records.append(
            MirrorRecord(
                session=session,
                end=ends.get(str(session.id)),
                steps=tuple(sorted(found, key=lambda step: step.index)),
                events=tuple(rows.event_of(row) for row in happened[str(session.id)]),
                pain_before=_newest(said, RatingKind.PAIN_NOW, When.BEFORE),
                pain_after=_newest(said, RatingKind.PAIN_NOW, When.AFTER),
                realness=_newest(said, RatingKind.REALNESS, When.AFTER),
                someone_else=done_by_someone_else(session.id, mended),
            )
        )
    return records


def by_session(
    connection: Connection, table: Table, ids: list[str]
) -> defaultdict[str, list[Row[Any]]]:
    """The rows of a table by their session, in the order of arrival."""
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    wanted = select(table).where(table.c.session_id.in_(ids)).order_by(table.c.number)
    for row in connection.execute(wanted):
        found[row.session_id].append(row)
    return found


def _newest(said: list[Rating], kind: RatingKind, when: When) -> int | None:
    given = [rating for rating in said if rating.kind is kind and rating.when is when]
    return max(given, key=lambda rating: rating.at.utc).value if given else None


def end_interrupted_mirrors(connection: Connection) -> int:
    """Ends the mirror sessions that have no end, dated by the last thing that is known of each;
    says how many."""
    open_ones = reading.without_end_of_kind(SessionKind.MIRROR)
    records = read_records(connection, connection.execute(open_ones).all())
    for record in records:
        known = [record.session.at, *(s.at for s in record.steps), *(e.at for e in record.events)]
        end = SessionEnd(
            id=uuid5(record.session.id, EndKind.INTERRUPTED.value),
            session=record.session.id,
            at=max(known, key=lambda moment: moment.utc),
            kind=EndKind.INTERRUPTED,
        )
        connection.execute(insert_once(session_ends), rows.end_values(end))
    return len(records)
