"""The ways to and from imagined movements: the set-up, the session, the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gmi_app.imagery.facts import ImageryRecord
from gmi_app.imagery.gate import ImageryWish
from gmi_app.imagery.planner import Planned, planned
from gmi_app.programme.plan import ItemKind
from gmi_app.ui.background import while_alive
from gmi_app.ui.routes import Route
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.ui.imagery.set_up import Found
    from gmi_app.ui.window import MainWindow


class ImageryWays(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, state: State, services: Services) -> None:
        super().__init__(window)
        self._window, self._state, self._services = window, state, services

    def show_set_up(self, minutes: float | None = None) -> None:
        """What is chosen before a session; or why it is not open yet. ``minutes``: to begin with,
        where a plan says so."""
        self._window.open_screen(Route.IMAGERY, lambda: self._build_set_up(minutes))

    def show_result(self, record: ImageryRecord) -> None:
        self._window.open_screen(Route.IMAGERY_RESULT, lambda: self._build_result(record))

    def begin(self, plan: Planned) -> None:
        """Asks for the pain, where it is not known yet, and opens the session."""

        def go(pain: int | None) -> None:
            if self._window.route is not Route.TODAY:
                self._window.show_today()
            self._services.start_imagery(plan, pain)

        self._window.with_pain(go)

    def begin_wish(self, wish: ImageryWish) -> None:
        """What the command line asked for."""
        from gmi_app.ui.imagery.set_up import read_found

        state, folder = self._state, self._services.data_folder
        if state.patient is None:
            return
        settings = wish.settings(state.patient)

        def came(found: Found) -> None:
            ladder = found.ladders.of_part.get(settings.part)
            if ladder is None:
                self.show_set_up()  # says why
                return
            version = found.plan
            part = settings.part
            highest = None if version is None else version.plan.highest(ItemKind.IMAGERY, part)
            rise = found.flare_rise
            self.begin(planned(settings, ladder, found.records, highest, rise, state.flares))

        state.read(lambda journal: read_found(journal, state, folder), while_alive(self, came))

    def _build_set_up(self, minutes: float | None) -> QWidget:
        from gmi_app.ui.imagery.set_up import ImagerySetUp

        screen = ImagerySetUp(self._state, self._services, minutes)
        screen.start_requested.connect(self.begin)
        screen.cancelled.connect(self._window.show_today)
        return screen

    def _build_result(self, record: ImageryRecord) -> QWidget:
        from gmi_app.ui.imagery.result import ImageryResult

        screen = ImageryResult(self._state, record)
        screen.done.connect(self._window.show_today)
        return screen
