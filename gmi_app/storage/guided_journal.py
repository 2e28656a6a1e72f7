"""How the journals of mirror, imagery and the activities beside read many sessions at once, and end
what was broken off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, Table, select

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating
from gmi_app.facts.session import EndKind, SessionEnd, SessionEvent, SessionKind
from gmi_app.progress.corrections import corrected, done_by_someone_else
from gmi_app.storage import reading, rows
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.tables import ratings, session_ends, session_events, sessions, steps

AT_ONCE = 400
"""So many sessions are asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All that is kept of one session beside its row. ``steps``: rows, in the order of the
    session; ``ratings``: as corrected, oldest first."""

    steps: tuple[Row[Any], ...]
    end: SessionEnd | None
    events: tuple[SessionEvent, ...]
    ratings: tuple[Rating, ...]
    someone_else: bool


def theirs(
    connection: Connection,
    patient: UUID,
    kinds: Iterable[SessionKind],
    limit: int | None,
    since: date | None,
) -> list[Row[Any]]:
    """The rows of one patient's sessions of these kinds, newest first, of the day ``since`` and
    later; at most ``limit``."""
    wanted = reading.theirs_of_kinds(patient, kinds, limit, since)
    found = connection.execute(wanted).all()
    return [row for row in found if since is None or rows.moment_of(row).day >= since]


def with_parts(
    connection: Connection, found: Iterable[Row[Any]]
) -> Iterator[tuple[Row[Any], Parts]]:
    """Each row of ``sessions`` with its parts, in the same order."""
    every = list(found)
    for begin in range(0, len(every), AT_ONCE):
        yield from _with_parts(connection, every[begin : begin + AT_ONCE])


def _with_parts(
    connection: Connection, found: Sequence[Row[Any]]
) -> Iterator[tuple[Row[Any], Parts]]:
    ids = [row.id for row in found]
    done = by_session(connection, steps, ids)
    happened = by_session(connection, session_events, ids)
    rated = by_session(connection, ratings, ids)
    ends = reading.read_ends(connection, ids)
    corrections = reading.read_sessions_corrections(connection, ids)
    for row in found:
        mended = corrections[row.id]
        said = corrected(map(rows.rating_of, rated[row.id]), mended)
        yield (
            row,
            Parts(
                steps=tuple(sorted(done[row.id], key=lambda step: step.position)),
                end=ends.get(row.id),
                events=tuple(map(rows.event_of, happened[row.id])),
                ratings=tuple(sorted(said, key=lambda rating: rating.at.utc)),
                someone_else=done_by_someone_else(UUID(row.id), mended),
            ),
        )


def one_ended(connection: Connection, end: SessionEnd) -> list[Row[Any]]:
    """Writes the end of a session; the row of that session."""
    connection.execute(insert_once(session_ends), rows.end_values(end))
    one = select(sessions).where(sessions.c.id == str(end.session))
    return list(connection.execute(one))


def interrupt(connection: Connection, session: UUID, known: Iterable[Moment]) -> None:
    """Ends a session that was broken off, dated by the last thing that is known of it."""
    end = SessionEnd(
        id=uuid5(session, EndKind.INTERRUPTED.value),
        session=session,
        at=max(known, key=lambda moment: moment.utc),
        kind=EndKind.INTERRUPTED,
    )
    connection.execute(insert_once(session_ends), rows.end_values(end))


def by_session(
    connection: Connection, table: Table, ids: list[str]
) -> defaultdict[str, list[Row[Any]]]:
    """The rows of a table by their session, in the order of arrival."""
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    wanted = select(table).where(table.c.session_id.in_(ids)).order_by(table.c.number)
    for row in connection.execute(wanted):
        found[row.session_id].append(row)
    return found
