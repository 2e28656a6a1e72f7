"""Plans, suggestions, decisions and notes in the database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, or_, select

from gmi_app.facts.note import Note, NoteKind, standing
from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.record import Record
from gmi_app.programme.suggestion import Decided, Decision, Suggestion
from gmi_app.storage import programme_reading as reading
from gmi_app.storage import programme_rows as rows
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.store import Store
from gmi_app.storage.tables import decisions, notes, plan_versions, suggestions


class SqliteProgramme:
    """The part of ``gmi_app.journal.Journal`` that is ``ProgrammeJournal``."""

    _store: Store

    # ---- plans
    def save_plan(self, version: PlanVersion) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(plan_versions), rows.plan_values(version))

    def plan(self, patient: UUID) -> PlanVersion | None:
        return next(iter(self.plans(patient, limit=1)), None)

    def plans(self, patient: UUID, *, limit: int | None = None) -> list[PlanVersion]:
        with self._store.questions() as database:
            return reading.read_plans(database, patient, limit)

    def newest_plan(self, patient: UUID) -> str | None:
        with self._store.questions() as database:
            return reading.read_newest_plan(database, patient)

    # ---- suggestions and decisions
    def add_suggestion(self, suggestion: Suggestion) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(suggestions), rows.suggestion_values(suggestion))

    def add_decision(self, decision: Decision) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(decisions), rows.decision_values(decision))

    def decided(self, patient: UUID, *, limit: int | None = None) -> list[Decided]:
        with self._store.questions() as database:
            return reading.read_decided(database, patient, limit=limit)

    # ---- notes
    def add_note(self, note: Note) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(notes), rows.note_values(note))

    def notes(
        self,
        patient: UUID,
        kinds: Collection[NoteKind] = (),
        *,
        since: date | None = None,
        limit: int | None = None,
    ) -> list[Note]:
        with self._store.transaction() as connection:
            return _notes(connection, patient, kinds, since, limit)

    # ---- what the rules look at
    def record(self, patient: UUID, since: date) -> Record:
        with self._store.questions() as database:
            return reading.read_record(database, patient, since)


def _notes(
    connection: Connection,
    patient: UUID,
    kinds: Collection[NoteKind],
    since: date | None,
    limit: int | None,
) -> list[Note]:
    wanted = (
        select(notes)
        .where(notes.c.patient_id == str(patient))
        .order_by(notes.c.at_utc.desc(), notes.c.number.desc())
    )
    if kinds:
        asked = {NoteKind.TAKEN_BACK, *kinds}
        wanted = wanted.where(notes.c.kind.in_([kind.value for kind in asked]))
    if since is not None:
        bound = reading.earliest(since)
        wanted = wanted.where(or_(notes.c.at_utc >= bound, notes.c.day >= since.isoformat()))
    found = standing(rows.note_of(row) for row in connection.execute(wanted))
    chosen = [note for note in found if since is None or (note.day or note.at.day) >= since]
    return chosen[:limit]
