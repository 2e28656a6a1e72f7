"""The ways between a person and their clinic: the overview, and each thing that is done there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gmi_app.pictures.model import PictureSet
from gmi_app.ui.background import while_alive
from gmi_app.ui.routes import Route
from gmi_app.ui.services import Exchange, Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.facts.exchanging import SeenInvitation
    from gmi_app.programme.patient import Patient
    from gmi_app.ui.exchange.report_period import Reach
    from gmi_app.ui.window import MainWindow


class ExchangeWays(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, state: State, services: Services) -> None:
        super().__init__(window)
        self._window, self._state, self._services = window, state, services

    @property
    def _exchange(self) -> Exchange:
        assert self._services.exchange is not None
        return self._services.exchange

    @property
    def _patient(self) -> Patient:
        assert self._state.patient is not None
        return self._state.patient

    def show(self, notice: str = "") -> None:
        """The overview; ``notice``: what was just done."""
        if self._services.exchange is not None and self._state.patient is not None:
            self._window.open_screen(Route.SHARE, lambda: self._build_hub(notice))

    def show_invitation(self, path: Path | None = None) -> None:
        self._window.open_screen(Route.SHARE_INVITATION, lambda: self._build_invitation(path))

    def show_send(self) -> None:
        self._window.open_screen(Route.SHARE_SEND, self._build_send)

    def show_open(self, path: Path | None = None) -> None:
        self._window.open_screen(Route.SHARE_OPEN, lambda: self._build_open(path))

    def show_report(self) -> None:
        from gmi_app.ui.exchange.report_period import reach

        patient, today = self._patient, self._state.clock.moment().day

        def opened(known: Reach) -> None:
            if self._state.patient is patient:
                self._window.open_screen(Route.SHARE_REPORT, lambda: self._build_report(known))

        self._state.read(lambda journal: reach(journal, patient, today), while_alive(self, opened))

    # ---- building
    def _build_hub(self, notice: str) -> QWidget:
        from gmi_app.ui.exchange.hub import ShareScreen

        screen = ShareScreen(self._exchange, self._patient, notice)
        screen.wants.connect(self._go)
        return screen

    def _go(self, wish: str) -> None:
        ways = {
            "invitation": self.show_invitation,
            "send": self.show_send,
            "open": self.show_open,
            "report": self.show_report,
        }
        ways[wish]()

    def _build_invitation(self, path: Path | None) -> QWidget:
        from gmi_app.ui.exchange.invitation_screen import InvitationScreen

        screen = InvitationScreen(self._exchange, self._patient, path)
        screen.cancelled.connect(self.show)
        screen.accepted.connect(self._accepted)
        return screen

    def _accepted(self, invitation: SeenInvitation) -> None:
        self.show(
            self.tr(
                "Accepted: {0}. You can make a sealed file for this clinic now, and open the "
                "plans that it signs."
            ).format(invitation.fingerprint)
        )

    def _build_send(self) -> QWidget:
        from gmi_app.ui.exchange.send_screen import SendScreen

        pictures = self._services.shelf.catalogue.pictures
        own = sum(picture.set is PictureSet.OWN for picture in pictures)
        screen = SendScreen(self._exchange, self._patient, own)
        screen.cancelled.connect(self.show)
        screen.done.connect(self.show)
        return screen

    def _build_open(self, path: Path | None) -> QWidget:
        from gmi_app.ui.exchange.open_screen import OpenScreen

        now = self._state.clock.moment()
        screen = OpenScreen(self._exchange, self._patient, now, path)
        screen.cancelled.connect(self.show)
        screen.invitation.connect(self.show_invitation)
        screen.plan_taken.connect(self._plan_taken)
        screen.plan_left.connect(self._plan_left)
        screen.results_taken.connect(self._results_taken)
        return screen

    def _build_report(self, known: Reach) -> QWidget:
        from gmi_app.ui.exchange.report_screen import ReportScreen

        screen = ReportScreen(self._exchange, self._patient, known)
        screen.cancelled.connect(self.show)
        screen.done.connect(self.show)
        return screen

    def _plan_taken(self) -> None:
        self._state.records_changed.emit()
        self._window.show_today()
        self._window.add_notices([self.tr("Your new plan is here. The one from before is kept.")])

    def _plan_left(self) -> None:
        self._state.records_changed.emit()
        self.show(self.tr("Your plan stays as it was. Your clinic reads so in your next results."))

    def _results_taken(self) -> None:
        """Whoever is here may have another name, and other summaries."""
        self._state.reload(
            lambda: self.show(self.tr("Your results from the other computer are here now."))
        )
