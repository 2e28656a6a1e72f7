"""What the clinic asks the database for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select

from gmi_app.laterality.trial import Outcome, Trial
from gmi_app.pictures.model import Side
from gmi_app.storage import rows
from gmi_app.storage.guided_journal import AT_ONCE
from gmi_app.storage.store import Store
from gmi_app.storage.tables import sessions, trials

if TYPE_CHECKING:
    from gmi_app.clinic.glimpse import Glimpse


class SqliteClinic:
    """The part of ``gmi_app.journal.Journal`` that is ``ClinicJournal``."""

    _store: Store

    def glimpses(self, today: date) -> list[Glimpse]:
        from gmi_app.storage.clinic_reading import read_glimpses  # only where there is a clinic

        with self._store.questions() as database:
            return read_glimpses(database, today)

    def sessions_here(self, patient: UUID) -> int:
        count = select(func.count()).where(sessions.c.patient_id == str(patient))
        with self._store.transaction() as connection:
            return connection.scalar(count) or 0

    def correct_times(self, wanted: Sequence[UUID]) -> dict[UUID, list[tuple[Side, float]]]:
        found: dict[UUID, list[tuple[Side, float]]] = {session: [] for session in wanted}
        by_text = {str(session): times for session, times in found.items()}
        sides = {side.value: side for side in Side}
        with self._store.transaction() as connection:
            for begin in range(0, len(wanted), AT_ONCE):
                some = [str(session) for session in wanted[begin : begin + AT_ONCE]]
                page = (
                    select(trials.c.session_id, trials.c.side, trials.c.rt_ns)
                    .where(trials.c.session_id.in_(some))
                    .where(trials.c.outcome == Outcome.CORRECT.value)
                    .where(trials.c.practice.is_(False))
                )
                for session, side, rt_ns in connection.execute(page).all():
                    by_text[session].append((sides[side], rt_ns / 1e9))
        return found

    def trials_of(self, wanted: Sequence[UUID]) -> list[Trial]:
        found: list[Trial] = []
        with self._store.transaction() as connection:
            for begin in range(0, len(wanted), AT_ONCE):
                some = [str(session) for session in wanted[begin : begin + AT_ONCE]]
                page = (
                    select(trials)
                    .where(trials.c.session_id.in_(some))
                    .order_by(trials.c.session_id, trials.c.position, trials.c.number)
                )
                found += [rows.trial_of(row) for row in connection.execute(page)]
        return found
