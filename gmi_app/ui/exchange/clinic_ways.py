"""The ways of the clinic's files: results in; invitations, plans and reports out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from gmi_app.facts.exchanging import ReportReader
from gmi_app.programme.patient import Patient
from gmi_app.ui.background import while_alive
from gmi_app.ui.exchange.files import documents
from gmi_app.ui.person_words import name_of
from gmi_app.ui.routes import Route
from gmi_app.ui.services import Exchange, Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.ui.exchange.report_period import Reach
    from gmi_app.ui.window import MainWindow


class ClinicFiles(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, state: State, services: Services) -> None:
        super().__init__(window)
        self._window, self._state, self._services = window, state, services
        self.dialog: QFileDialog | None = None

    @property
    def _exchange(self) -> Exchange:
        assert self._services.exchange is not None
        return self._services.exchange

    # ---- in
    def choose_results(self) -> None:
        """One file or several."""
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = QFileDialog(self._window, self.tr("Take in results"), str(documents()))
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.dialog.setNameFilters([self.tr("Sealed files ({0})").format("*.gmi")])
        self.dialog.filesSelected.connect(lambda names: self.take_in([Path(n) for n in names]))
        self.dialog.open()

    def take_in(self, paths: Sequence[Path]) -> None:
        """Looks through files, one after the other."""
        if paths:
            self._window.open_screen(Route.CLINIC_FILES, lambda: self._build_take_in(paths))

    def _build_take_in(self, paths: Sequence[Path]) -> QWidget:
        from gmi_app.ui.exchange.clinic_results import TakeInScreen

        screen = TakeInScreen(self._exchange, self._state, paths)
        screen.cancelled.connect(self._window.clinic.show_list)
        screen.opened.connect(self._window.clinic.show_patient)
        screen.more_wanted.connect(self.choose_results)
        return screen

    # ---- out
    def invite(self, patient: Patient) -> None:
        """The invitation of a patient."""

        def build() -> QWidget:
            from gmi_app.ui.exchange.clinic_invitation import InviteScreen

            screen = InviteScreen(self._exchange, patient, self._state.patients)
            screen.cancelled.connect(lambda: self._back_to(patient))
            return screen

        self._window.open_screen(Route.CLINIC_FILES, build)

    def send_plan(self, patient: Patient) -> None:
        """A file with their plan, for their program."""

        def build() -> QWidget:
            from gmi_app.ui.exchange.clinic_plan import SendPlanScreen

            journal, patients = self._state.journal, self._state.patients
            screen = SendPlanScreen(self._exchange, journal, patient, patients)
            screen.cancelled.connect(lambda: self._back_to(patient))
            screen.done.connect(lambda: self._back_to(patient))
            return screen

        self._window.open_screen(Route.CLINIC_FILES, build)

    def report(self, patient: Patient) -> None:
        """A PDF about them."""
        from gmi_app.ui.exchange.report_period import reach

        today = self._state.clock.moment().day

        def opened(known: Reach) -> None:
            present = self._state.patient
            if present is not None and present.id == patient.id:
                self._open_report(patient, known)

        self._state.read(lambda journal: reach(journal, patient, today), while_alive(self, opened))

    def _open_report(self, patient: Patient, known: Reach) -> None:
        def build() -> QWidget:
            from gmi_app.ui.exchange.report_screen import ReportScreen

            name, reader = name_of(patient, self._state.patients), ReportReader.COLLEAGUE
            screen = ReportScreen(self._exchange, patient, known, reader, name)
            screen.cancelled.connect(lambda: self._back_to(patient))
            screen.done.connect(lambda: self._back_to(patient))
            return screen

        self._window.open_screen(Route.CLINIC_FILES, build)

    def _back_to(self, patient: Patient) -> None:
        self._window.clinic.show_patient(patient)
