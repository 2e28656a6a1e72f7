"""The ways of the clinic: to it and out of it, the list, one patient, their plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gmi_app.programme.patient import Patient
from gmi_app.ui.routes import IN_CLINIC, Route
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.window_rail import RailPlace

if TYPE_CHECKING:
    from gmi_app.ui.window import MainWindow


class ClinicWays(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, state: State, services: Services) -> None:
        super().__init__(window)
        self._window, self._state, self._services = window, state, services

    # ---- in and out
    def begin(self) -> None:
        """From the first start: this computer has a clinic from now on."""
        self._state.change_preferences(clinic=True, opens_clinic=True, first_start_done=True)
        self.show_list()

    def enter(self) -> None:
        """From somebody's exercises."""
        self._state.change_preferences(opens_clinic=True)
        self.show_list()

    def leave(self) -> None:
        """To the exercises; who exercises is asked for, unless there is only one."""
        self._state.change_preferences(opens_clinic=False)
        self._state.look_at(None)
        self._window.start()

    def places(self) -> list[RailPlace]:
        """What stands on the rail."""
        window = self._window
        return [
            RailPlace(
                Route.CLINIC,
                "people",
                self.tr("Patients"),
                self.show_list,
                IN_CLINIC - {Route.CLINIC_FILES},
            ),
            RailPlace(Route.LIBRARY, "pictures", self.tr("Pictures"), window.show_library),
            RailPlace(Route.SETTINGS, "settings", self.tr("Settings"), window.show_settings),
        ]

    # ---- the list
    def show_list(self) -> None:
        """Nobody is present in the list."""
        self._window.open_screen(Route.CLINIC, self._build_list)
        if self._state.patient is not None:
            self._state.look_at(None)

    def _build_list(self) -> QWidget:
        from gmi_app.ui.clinic.list_screen import PatientsScreen

        screen = PatientsScreen(self._state)
        screen.opened.connect(self.show_patient)
        return screen

    # ---- one patient
    def show_patient(self, patient: Patient) -> None:
        self._state.look_at(patient)
