"""The ways to and from the mirror: the set-up, the session, the result, and what is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gmi_app.mirror.exercises import Rung, session_of
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.mirror.settings import MirrorSettings, MirrorWish
from gmi_app.ui.routes import Route
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.ui.window import MainWindow


class MirrorWays(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, state: State, services: Services) -> None:
        super().__init__(window)
        self._window, self._state, self._services = window, state, services

    def show_set_up(self, minutes: float | None = None) -> None:
        """What is chosen before a session; or why there is no mirror, or not yet. ``minutes``: to
        begin with, where a plan says so."""
        self._window.open_screen(Route.MIRROR, lambda: self._build_set_up(minutes))

    def show_result(self, record: MirrorRecord) -> None:
        self._window.open_screen(Route.MIRROR_RESULT, lambda: self._build_result(record))

    def begin(self, settings: MirrorSettings, camera: str) -> None:
        """Asks for the pain, where it is not known yet, and opens the mirror."""

        def go(pain: int | None) -> None:
            if self._window.route is not Route.TODAY:
                self._window.show_today()
            self._services.start_mirror(settings, camera, pain)

        self._window.with_pain(go)

    def begin_wish(self, wish: MirrorWish) -> None:
        """What the command line asked for: only looking, with the preparation."""
        patient = self._state.patient
        if patient is None:
            return
        bare = wish.settings(patient)
        exercises = tuple(e.id for e in session_of(bare.part, Rung.WATCH, wish.minutes))
        self.begin(wish.settings(patient, exercises), wish.camera)

    def _build_set_up(self, minutes: float | None) -> QWidget:
        from gmi_app.ui.mirror.set_up import MirrorSetUp

        screen = MirrorSetUp(self._state, minutes)
        screen.start_requested.connect(self.begin)
        screen.cancelled.connect(self._window.show_today)
        screen.settings_wanted.connect(self._show_person)
        return screen

    def _show_person(self) -> None:
        from gmi_app.ui.screens.settings import Section

        self._window.show_settings(Section.PERSON)

    def _build_result(self, record: MirrorRecord) -> QWidget:
        from gmi_app.ui.mirror.result import MirrorResult

        screen = MirrorResult(self._state, record)
        screen.done.connect(self._window.show_today)
        return screen
