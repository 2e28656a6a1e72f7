"""The journal on SQLite: writes facts so that they are durable, and reads them as values."""

from __future__ import annotations

from datetime import date
from itertools import islice
from uuid import UUID, uuid4

from sqlalchemy import func, select

from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind
from gmi_app.facts.session import Session, SessionEnd, SessionEvent
from gmi_app.laterality.trial import Trial
from gmi_app.programme.patient import Patient
from gmi_app.progress.corrections import corrected
from gmi_app.progress.summary import SessionSummary
from gmi_app.storage import reading, rows, sqlite, tables
from gmi_app.storage.activity_journal import SqliteActivities
from gmi_app.storage.clinic_journal import SqliteClinic
from gmi_app.storage.deletion import delete_patient
from gmi_app.storage.derived import Summaries, forget
from gmi_app.storage.imagery_journal import ImageryJournal
from gmi_app.storage.mirror_journal import MirrorJournal
from gmi_app.storage.programme_journal import SqliteProgramme
from gmi_app.storage.programme_reading import earliest
from gmi_app.storage.sqlite import insert_once, insert_or_replace
from gmi_app.storage.store import Store
from gmi_app.storage.summary_rows import COLUMNS, summaries_of


class SqliteJournal(MirrorJournal, ImageryJournal, SqliteActivities, SqliteProgramme, SqliteClinic):
    """Implements ``gmi_app.journal.Journal``. Writing the same fact again changes nothing."""

    def __init__(self, store: Store, summaries: Summaries) -> None:
        self._store = store
        self._summaries = summaries

    # ---- patients
    def patients(self) -> list[Patient]:
        with self._store.transaction() as connection:
            return reading.read_patients(connection)

    def save_patient(self, patient: Patient) -> None:
        """The newest version by its date counts; saving that one again adds nothing."""
        with self._store.transaction() as connection:
            if reading.read_patient(connection, patient.id) == patient:
                return
            connection.execute(
                insert_once(tables.patients),
                {"id": str(patient.id), **rows.moment_values(patient.at)},
            )
            connection.execute(
                insert_once(tables.patient_versions), rows.patient_version_values(patient, uuid4())
            )

    def delete_patient(self, patient: UUID) -> None:
        delete_patient(self._store, patient)

    # ---- a session
    def begin(self, session: Session) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(tables.sessions), rows.session_values(session))

    def add_trial(self, trial: Trial) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(tables.trials), rows.trial_values(trial))

    def add_event(self, event: SessionEvent) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(tables.session_events), rows.event_values(event))

    def end(self, end: SessionEnd) -> SessionSummary:
        with self._store.transaction() as connection:
            connection.execute(insert_once(tables.session_ends), rows.end_values(end))
            forget(connection, end.session)
        summary = self._summaries.renew(end.session)
        assert summary is not None  # it has an end now
        with self._store.alone() as raw:
            sqlite.shorten_log(raw)
        return summary

    def add_rating(self, rating: Rating) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(tables.ratings), rows.rating_values(rating))
            if rating.session is not None:
                forget(connection, rating.session)
        if rating.session is not None:
            self._summaries.renew(rating.session)

    def add_correction(self, correction: Correction) -> None:
        """A pain value outside 0 to 10 raises ValueError and is not kept."""
        if correction.kind is CorrectionKind.RATING_VALUE and (
            correction.value is None or not 0 <= correction.value <= 10
        ):
            raise ValueError("a corrected pain value is from 0 to 10")
        with self._store.transaction() as connection:
            connection.execute(insert_once(tables.corrections), rows.correction_values(correction))
            session = reading.session_of_target(connection, correction.target)
            if session is not None:
                forget(connection, session)
        if session is not None:
            self._summaries.renew(session)

    # ---- reading
    def summaries(
        self,
        patient: UUID,
        *,
        limit: int | None = None,
        offset: int = 0,
        since: date | None = None,
    ) -> list[SessionSummary]:
        table = tables.summaries
        page = (
            select(*(table.c[name] for name in COLUMNS))
            .where(table.c.patient_id == str(patient))
            .order_by(table.c.at_utc.desc(), table.c.number.desc())
            .limit(limit)
            .offset(offset)
        )
        if since is not None:
            page = page.where(table.c.at_utc >= earliest(since))
        with self._store.transaction() as connection:
            found = list(summaries_of(connection.execute(page).all()))
        return [each for each in found if since is None or each.at.day >= since]

    def count_sessions(self, patient: UUID) -> int:
        """Ended sessions, as many as ``summaries`` has."""
        table = tables.summaries
        count = select(func.count()).select_from(table).where(table.c.patient_id == str(patient))
        with self._store.transaction() as connection:
            return connection.scalar(count) or 0

    def unended(self, patient: UUID) -> list[SessionSummary]:
        return self._summaries.of_unended(patient)

    def session(self, session: UUID) -> Session:
        with self._store.transaction() as connection:
            return reading.read_session(connection, session)

    def trials(self, session: UUID) -> list[Trial]:
        with self._store.transaction() as connection:
            return reading.read_trials(connection, session)

    def events(self, session: UUID) -> list[SessionEvent]:
        with self._store.transaction() as connection:
            return reading.read_events(connection, session)

    def ratings(
        self,
        patient: UUID,
        *,
        limit: int | None = None,
        kind: RatingKind = RatingKind.PAIN_NOW,
    ) -> list[Rating]:
        with self._store.transaction() as connection:
            mended = reading.read_corrections(connection, patient)
            given = reading.read_ratings(connection, patient, kind)
            if limit is None:
                return corrected(given, mended)
            found: list[Rating] = []
            while len(found) < limit and (some := list(islice(given, limit))):
                found += corrected(some, mended)
            return found[:limit]

    def corrections(self, patient: UUID) -> list[Correction]:
        """Oldest first, so that the last one of a target counts."""
        with self._store.transaction() as connection:
            return reading.read_corrections(connection, patient)

    # ---- this computer
    def settings(self) -> dict[str, str]:
        with self._store.transaction() as connection:
            found = connection.execute(select(tables.settings.c.key, tables.settings.c.value))
            return {row.key: row.value for row in found}

    def save_settings(self, values: dict[str, str]) -> None:
        if not values:
            return
        with self._store.transaction() as connection:
            connection.execute(
                insert_or_replace(tables.settings, "key"),
                [{"key": key, "value": value} for key, value in values.items()],
            )

    # ---- upkeep
    def rebuild_summaries(self) -> int:
        """Derives every summary again from the facts; says how many."""
        return self._summaries.rebuild()
