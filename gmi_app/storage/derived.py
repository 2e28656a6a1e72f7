"""What is derived from facts and kept only to be quick: one summary per ended session."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid5

from sqlalchemy import Connection, delete, func, select

from gmi_app.clock import Moment
from gmi_app.facts.session import EndKind, Session, SessionEnd, SessionKind
from gmi_app.progress.summarise import summarise
from gmi_app.progress.summary import SessionSummary
from gmi_app.storage import reading, rows
from gmi_app.storage.activity_journal import end_interrupted_activities
from gmi_app.storage.imagery_journal import end_interrupted_imagery
from gmi_app.storage.mirror_journal import end_interrupted_mirrors
from gmi_app.storage.places import DERIVATION
from gmi_app.storage.sqlite import (
    derivation_of,
    insert_once,
    insert_or_replace,
    set_derivation,
)
from gmi_app.storage.store import Store
from gmi_app.storage.summary_rows import summary_values
from gmi_app.storage.tables import session_ends, sessions, summaries

AT_ONCE = 100
"""So many summaries are derived in one transaction: each commit waits for the disk."""

Progress = Callable[[int, int], None]
"""How many are done, of how many; called on the thread that does it."""


class Summaries:
    """A fact that changes a summary first removes it, in the fact's own transaction; then the new
    one is kept. So a crash in between leaves a missing summary, which the next start derives, and
    never a wrong one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def renew(self, session: UUID) -> SessionSummary | None:
        """Derives and keeps the summary; None while the session has no end."""
        with self._store.transaction() as connection:
            return _renew(connection, session)

    def of_unended(self, patient: UUID) -> list[SessionSummary]:
        """Summaries of the sessions without an end, oldest first; they are not kept."""
        with self._store.transaction() as connection:
            return [
                _derive(connection, session, None)
                for session in reading.sessions_without_end(connection)
                if session.patient == patient
            ]

    def derive_missing(self, progress: Progress | None = None) -> int:
        """Derives the summaries of ended sessions that have none; says how many."""
        with self._store.transaction() as connection:
            ended = connection.scalar(
                select(func.count(func.distinct(session_ends.c.session_id)))
                .join(sessions, sessions.c.id == session_ends.c.session_id)
                .where(sessions.c.kind == SessionKind.LATERALITY.value)
            )
            kept = connection.scalar(select(func.count()).select_from(summaries))
            missing = [] if ended == kept else self._missing(connection)
        for begin in range(0, len(missing), AT_ONCE):
            if progress is not None:
                progress(begin, len(missing))
            with self._store.transaction() as connection:
                for session in missing[begin : begin + AT_ONCE]:
                    _renew(connection, session)
        return len(missing)

    def bring_up(self, progress: Progress | None = None) -> int:
        """Derives those that are missing, or all when another derivation made them; says how
        many. Interrupted, it goes on at the next start."""
        if self.are_current():
            return self.derive_missing(progress)
        return self.rebuild(progress)

    def are_current(self) -> bool:
        """Whether this program's derivation made those that are kept."""
        with self._store.alone() as raw:
            return derivation_of(raw) == DERIVATION

    def rebuild(self, progress: Progress | None = None) -> int:
        """Derives every summary again, as after a change of the scoring; says how many."""
        with self._store.transaction() as connection:
            connection.execute(delete(summaries))
            set_derivation(connection, DERIVATION)
        return self.derive_missing(progress)

    @staticmethod
    def _missing(connection: Connection) -> list[UUID]:
        found = connection.scalars(
            select(session_ends.c.session_id)
            .distinct()
            .join(sessions, sessions.c.id == session_ends.c.session_id)
            .outerjoin(summaries, summaries.c.session_id == session_ends.c.session_id)
            .where(summaries.c.session_id.is_(None))
            .where(sessions.c.kind == SessionKind.LATERALITY.value)
        )
        return [UUID(each) for each in found]


def _renew(connection: Connection, session: UUID) -> SessionSummary | None:
    end = reading.read_end(connection, session)
    if end is None or not reading.is_laterality(connection, session):
        return None
    summary = _derive(connection, reading.read_session(connection, session), end)
    number = select(sessions.c.number).where(sessions.c.id == str(session))
    connection.execute(
        insert_or_replace(summaries, "session_id"),
        {"number": connection.scalar(number), **summary_values(summary)},
    )
    return summary


def _derive(connection: Connection, session: Session, end: SessionEnd | None) -> SessionSummary:
    return summarise(
        session,
        end,
        reading.read_trials(connection, session.id),
        reading.read_session_ratings(connection, session.id),
        reading.read_session_corrections(connection, session.id),
    )


def forget(connection: Connection, session: UUID) -> None:
    """Removes the summary that a new fact has made wrong."""
    connection.execute(delete(summaries).where(summaries.c.session_id == str(session)))


def end_interrupted(store: Store) -> list[tuple[Session, int]]:
    """Writes the end of every session that has none; returns each left-right set among them with
    its number of answers.

    Dated by the last thing that is known of the session. The id follows from the session's, so
    that two computers that note the same interruption note one fact.
    """
    with store.transaction() as connection:
        found: list[tuple[Session, int]] = []
        noted = store.clock.moment()
        end_interrupted_mirrors(connection)
        end_interrupted_imagery(connection)
        end_interrupted_activities(connection)
        for session in reading.sessions_without_end(connection):
            trials = reading.read_trials(connection, session.id)
            events = reading.read_events(connection, session.id)
            end = SessionEnd(
                id=uuid5(session.id, EndKind.INTERRUPTED.value),
                session=session.id,
                at=_last([session.at, *(t.at for t in trials), *(e.at for e in events)]),
                kind=EndKind.INTERRUPTED,
                note=f"noted at the next start, {noted.local.isoformat(timespec='seconds')}",
            )
            connection.execute(insert_once(session_ends), rows.end_values(end))
            found.append((session, sum(trial.press is not None for trial in trials)))
    return found


def _last(moments: list[Moment]) -> Moment:
    return max(moments, key=lambda moment: moment.utc)
