"""The journal: how the program writes facts and reads them again. Storage implements it.

Writing methods return only when the fact is durable, and raise StorageError when it is not.
Every method may be called from any one thread at a time (the database's own worker thread);
none is called on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from gmi_app.activities.journal import ActivityJournal
from gmi_app.clinic.journal import ClinicJournal
from gmi_app.facts.rating import Correction, Rating, RatingKind
from gmi_app.facts.session import Session, SessionEnd, SessionEvent
from gmi_app.laterality.trial import Trial
from gmi_app.programme.journal import ProgrammeJournal
from gmi_app.programme.patient import Patient
from gmi_app.progress.summary import SessionSummary

if TYPE_CHECKING:  # the first screen is shown without them
    from datetime import date

    from gmi_app.imagery.facts import ImageryRecord, ImagerySession, ImageryStep
    from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step


class Journal(ProgrammeJournal, ClinicJournal, ActivityJournal, Protocol):
    """Plans, suggestions and notes are in ``ProgrammeJournal``, sessions beside the three stages in
    ``ActivityJournal``."""

    # ---- patients
    def patients(self) -> list[Patient]:
        """The newest version of each, oldest patient first."""
        ...

    def save_patient(self, patient: Patient) -> None:
        """Adds a patient, or a new version of one (same id)."""
        ...

    def delete_patient(self, patient: UUID) -> None:
        """Deletes the rows of one patient for good, and the backups that hold them."""
        ...

    # ---- a session
    def begin(self, session: Session) -> None: ...

    def add_trial(self, trial: Trial) -> None: ...

    def add_event(self, event: SessionEvent) -> None: ...

    def end(self, end: SessionEnd) -> SessionSummary:
        """Ends the session and keeps its summary."""
        ...

    def add_rating(self, rating: Rating) -> None:
        """A rating of a session also renews that session's summary."""
        ...

    def add_correction(self, correction: Correction) -> None:
        """Renews the summary of the session that it concerns."""
        ...

    # ---- a mirror session (its events and ratings as of any session)
    def begin_mirror(self, session: MirrorSession) -> None: ...

    def add_step(self, step: Step) -> None: ...

    def end_mirror(self, end: SessionEnd) -> MirrorRecord:
        """Ends the session; the record is what is known of it now."""
        ...

    def mirror_records(
        self, patient: UUID, *, limit: int | None = None, since: date | None = None
    ) -> list[MirrorRecord]:
        """Also sessions without an end; newest first; of days from ``since`` on."""
        ...

    # ---- an imagery session, likewise
    def begin_imagery(self, session: ImagerySession) -> None: ...

    def add_imagery_step(self, step: ImageryStep) -> None: ...

    def end_imagery(self, end: SessionEnd) -> ImageryRecord:
        """Ends the session; the record is what is known of it now."""
        ...

    def imagery_records(
        self, patient: UUID, *, limit: int | None = None, since: date | None = None
    ) -> list[ImageryRecord]:
        """Also sessions without an end; newest first; of days from ``since`` on."""
        ...

    # ---- reading
    def summaries(
        self,
        patient: UUID,
        *,
        limit: int | None = None,
        offset: int = 0,
        since: date | None = None,
    ) -> list[SessionSummary]:
        """Ended sessions, newest first; of days from ``since`` on."""
        ...

    def count_sessions(self, patient: UUID) -> int: ...

    def unended(self, patient: UUID) -> list[SessionSummary]:
        """Sessions that have no end yet, oldest first: one that goes on now, or one that a kill
        broke off and that no start has noted since. Their answers count like all others."""
        ...

    def session(self, session: UUID) -> Session: ...

    def trials(self, session: UUID) -> list[Trial]:
        """In the order of presentation. Stimuli carry the manifest's words as they were stored."""
        ...

    def events(self, session: UUID) -> list[SessionEvent]: ...

    def ratings(
        self,
        patient: UUID,
        *,
        limit: int | None = None,
        kind: RatingKind = RatingKind.PAIN_NOW,
    ) -> list[Rating]:
        """Of one kind, as corrected (withdrawn ones left out, values mended, ids kept), newest
        first."""
        ...

    def corrections(self, patient: UUID) -> list[Correction]: ...

    # ---- this computer
    def settings(self) -> dict[str, str]: ...

    def save_settings(self, values: dict[str, str]) -> None:
        """Sets these keys and leaves the others; never exchanged."""
        ...


class Vault(Protocol):
    """The database as a file: backups, moving to another computer, deleting everything."""

    def backups(self) -> Sequence[Backup]:
        """Newest first."""
        ...

    def back_up(self) -> Backup:
        """Makes a backup now; the last seven made by hand or before a change are kept."""
        ...

    def back_up_daily(self) -> Backup | None:
        """Makes the day's backup unless there is one; the last seven are kept. Call it on any
        thread once the first screen is up: it does not hold up the journal."""
        ...

    def restore(self, backup: Backup) -> None:
        """Replaces the database by a backup (the present one is kept as a backup first)."""
        ...

    def pack(self, target: str) -> None:
        """Writes everything into one file, to move to another computer."""
        ...

    def unpack(self, source: str) -> None:
        """Takes in what a packed file holds (the present state is backed up first).

        What is not here yet is added by its id, and nothing is changed or removed: an empty
        program then shows the same as the other computer, and where both were used nothing of
        either is lost. Settings stay as they are.
        """
        ...

    def delete_everything(self) -> None:
        """Rows, settings, backups: gone."""
        ...


class Backup(Protocol):
    """One copy of the database. ``at`` dates it in local time, ``size`` in bytes."""

    @property
    def name(self) -> str: ...

    @property
    def at(self) -> str: ...

    @property
    def size(self) -> int: ...
