"""What the windows show and what a person wants: state to read, intents to send, signals to hear.

Screens read ``patient``, ``patients`` and ``preferences``, call the intents, and listen to the
signals. Everything that touches the database runs on the journal's lane.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from gmi_app.clock import Clock, Moment
from gmi_app.facts.rating import Correction, Rating, RatingKind, When
from gmi_app.journal import Journal
from gmi_app.programme.patient import Patient
from gmi_app.progress.flare import FlareDays
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui.background import Failed, Lane, while_alive
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.programme.stop_help import StopHelp

if TYPE_CHECKING:  # only where there is a plan
    from gmi_app.programme.plan import PlanVersion
    from gmi_app.programme.record import Followed

T = TypeVar("T")


def _keep_patient(
    journal: Journal, patient: Patient, first_plan: PlanVersion | None, now: Moment
) -> None:
    """On the lane."""
    from gmi_app.programme.ready import for_another_limb

    journal.save_patient(patient)
    present = journal.plan(patient.id)
    if present is not None:
        first_plan = for_another_limb(present, patient, now)
    if first_plan is not None:
        journal.save_plan(first_plan)


class State(QObject):
    """``records_changed``: a fact of the present patient was written; read again what you show."""

    patient_changed = Signal()
    patients_changed = Signal()
    preferences_changed = Signal()
    records_changed = Signal()

    def __init__(
        self,
        journal: Journal,
        lane: Lane,
        clock: Clock,
        patients: list[Patient],
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.journal, self.lane, self.clock = journal, lane, clock
        self.patients = patients
        self.preferences = preferences
        self.patient: Patient | None = None
        self.stop_help = StopHelp()
        self._glimpse: list[SessionSummary] | None = None
        self._followed: Followed | None = None

    # ---- reading
    def expect(
        self, glimpse: list[SessionSummary] | None = None, followed: Followed | None = None
    ) -> None:
        """What was seen before the database is open: the present patient's newest sets, or their
        plan and its record. Once it is open, nothing is expected any more."""
        self._glimpse, self._followed = glimpse, followed

    def take_glimpse(self) -> list[SessionSummary] | None:
        """Those sets, for the first who asks: afterwards, and when nothing was seen, None."""
        glimpse, self._glimpse = self._glimpse, None
        return glimpse

    def take_followed(self) -> Followed | None:
        """That plan, likewise."""
        followed, self._followed = self._followed, None
        return followed

    def read(
        self,
        query: Callable[[Journal], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Reads from the journal on its lane; ``done`` gets the answer on the GUI thread."""
        self.lane.run(lambda: query(self.journal), done, failed)

    @property
    def flares(self) -> FlareDays:
        """Of the present person, as seen today; none before they are read."""
        return FlareDays(self.stop_help.flare_days, self.clock.moment().day)

    # ---- intents
    def choose_patient(self, patient: Patient | None) -> None:
        """Makes this the present patient and remembers it for the next start. None: nobody is
        present now; who was there last is still known."""
        self.patient = patient
        if patient is not None:
            self.change_preferences(last_patient=str(patient.id))
        self.patient_changed.emit()

    def look_at(self, patient: Patient | None) -> None:
        """Makes this the present patient of the clinic: the next start does not remember it."""
        self.patient = patient
        self.patient_changed.emit()

    def save_patient(self, patient: Patient, first_plan: PlanVersion | None = None) -> None:
        """Adds a patient or a new version of one; it becomes the present one. ``first_plan``: what
        somebody new begins with; it follows when another limb is named."""
        known = [p for p in self.patients if p.id != patient.id]
        order = {p.id: i for i, p in enumerate(self.patients)}
        self.patients = sorted([*known, patient], key=lambda p: order.get(p.id, len(order)))
        now = self.clock.moment()
        self.lane.run(lambda: _keep_patient(self.journal, patient, first_plan, now))
        self.patients_changed.emit()
        self.choose_patient(patient)

    def delete_patient(
        self, patient: Patient, done: Callable[[], None], failed: Failed | None = None
    ) -> None:
        """Deletes for good; ``done`` is called when the rows and backups are gone. Nobody is
        present after the present patient was deleted: the others may have a PIN."""

        def gone(_: None) -> None:
            self.patients = [p for p in self.patients if p.id != patient.id]
            if self.preferences.last_patient == str(patient.id):
                self.change_preferences(last_patient="")
            self.patients_changed.emit()
            if self.patient is not None and self.patient.id == patient.id:
                self.choose_patient(None)
            done()

        self.lane.run(
            lambda: self.journal.delete_patient(patient.id), while_alive(self, gone), failed
        )

    def reload(self, done: Callable[[], None], failed: Failed | None = None) -> None:
        """Reads everything again, after the database was replaced (restored, brought in, emptied).

        The person stays the same where they still exist.
        """

        def read() -> tuple[list[Patient], Preferences]:
            return self.journal.patients(), Preferences.from_text(self.journal.settings())

        def replaced(answer: tuple[list[Patient], Preferences]) -> None:
            self.patients, self.preferences = answer
            present = self.patient.id if self.patient is not None else None
            self.patient = next((p for p in self.patients if p.id == present), None)
            self.preferences_changed.emit()
            self.patients_changed.emit()
            self.patient_changed.emit()
            self.records_changed.emit()
            done()

        self.lane.run(read, while_alive(self, replaced), failed)

    def change_preferences(self, **changes: object) -> None:
        """Changes some preferences by name and keeps them."""
        new = replace(self.preferences, **changes)  # type: ignore[arg-type]
        if new == self.preferences:
            return
        self.preferences = new
        self.lane.run(lambda: self.journal.save_settings(new.to_text()))
        self.preferences_changed.emit()

    def rate_pain(
        self,
        value: int,
        when: When,
        session: UUID | None = None,
        patient: UUID | None = None,
    ) -> Rating:
        """Keeps how much it hurts now, 0 to 10: of ``patient``, else of the present one."""
        if patient is None:
            assert self.patient is not None
            patient = self.patient.id
        rating = Rating(
            uuid4(),
            patient,
            self.clock.moment(),
            RatingKind.PAIN_NOW,
            value,
            when,
            session,
        )
        self.lane.run(lambda: self.journal.add_rating(rating), while_alive(self, self._recorded))
        return rating

    def correct(self, correction: Correction) -> None:
        """Keeps a correction; the summaries that it concerns are renewed."""
        self.lane.run(
            lambda: self.journal.add_correction(correction), while_alive(self, self._recorded)
        )

    def _recorded(self, _: object) -> None:
        self.records_changed.emit()
