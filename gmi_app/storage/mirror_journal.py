"""Mirror sessions in the database: written as they happen, read as one record each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import SessionEnd, SessionKind
from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step
from gmi_app.storage import mirror_rows, reading
from gmi_app.storage.guided_journal import interrupt, one_ended, theirs, with_parts
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.store import Store
from gmi_app.storage.tables import sessions, steps


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
            return read_records(connection, one_ended(connection, end))[0]

    def mirror_records(
        self, patient: UUID, *, limit: int | None = None, since: date | None = None
    ) -> list[MirrorRecord]:
        with self._store.transaction() as connection:
            found = theirs(connection, patient, (SessionKind.MIRROR,), limit, since)
            return read_records(connection, found)


def read_records(connection: Connection, found: Iterable[Row[Any]]) -> list[MirrorRecord]:
    """One record for each row of ``sessions``, in the same order."""
    return [
        MirrorRecord(
            session=mirror_rows.mirror_session_of(row),
            end=parts.end,
            steps=tuple(map(mirror_rows.step_of, parts.steps)),
            events=parts.events,
            pain_before=_newest(parts.ratings, RatingKind.PAIN_NOW, When.BEFORE),
            pain_after=_newest(parts.ratings, RatingKind.PAIN_NOW, When.AFTER),
            realness=_newest(parts.ratings, RatingKind.REALNESS, When.AFTER),
            someone_else=parts.someone_else,
        )
        for row, parts in with_parts(connection, found)
    ]


def _newest(said: Iterable[Rating], kind: RatingKind, when: When) -> int | None:
    given = [rating for rating in said if rating.kind is kind and rating.when is when]
    return max(given, key=lambda rating: rating.at.utc).value if given else None


def end_interrupted_mirrors(connection: Connection) -> int:
    """Ends the mirror sessions that have no end, dated by the last thing that is known of each;
    says how many."""
    open_ones = reading.without_end_of_kind(SessionKind.MIRROR)
    records = read_records(connection, connection.execute(open_ones).all())
    for record in records:
        known = [s.at for s in record.steps]
        known += [e.at for e in record.events]
        interrupt(connection, record.session.id, [record.session.at, *known])
    return len(records)
