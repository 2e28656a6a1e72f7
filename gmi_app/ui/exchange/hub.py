"""The person and their clinic: what can go out, what can come in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from gmi_app.errors import GmiError
from gmi_app.facts.exchanging import SeenInvitation
from gmi_app.programme.patient import Patient
from gmi_app.ui.background import while_alive
from gmi_app.ui.services import Exchange
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import Columns, column, row
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.text import Text, announce


class Way(Card):
    """One of the things that can be done here. ``says``: how it stands now."""

    def __init__(self, name: str, title: str, words: str, button: str) -> None:
        super().__init__(pad=24, gap=8)
        self.says = Text("", "small", "good", wrap=True)
        self.says.hide()
        self.key = Button(button, height=56)
        self.key.setObjectName(name)
        self.add(
            Text(title, "heading", wrap=True),
            Text(words, "body", "quiet", wrap=True),
            self.says,
            0,
            6,
            row(self.key, 0),
        )

    def say(self, words: str) -> None:
        self.says.set(words)
        self.says.setVisible(bool(words))


class ShareScreen(Page):
    """``wants``: "invitation", "send", "open" or "report". ``notice``: what was just done."""

    wants = Signal(str)

    def __init__(self, exchange: Exchange, patient: Patient, notice: str = "") -> None:
        super().__init__(gap=20)
        self.invitation = Way(
            "exchange_invitation",
            self.tr("Invitation of my clinic"),
            self.tr(
                "Your clinic gives it to you: a few lines of letters, a file or a QR picture. "
                "From then on you can seal files for them."
            ),
            self.tr("Take in an invitation"),
        )
        self.send = Way(
            "exchange_send",
            self.tr("Send my results"),
            self.tr(
                "Makes one sealed file of all that you did. You see what is in it first, and give "
                "it to your clinic yourself."
            ),
            self.tr("Make the file"),
        )
        self.open = Way(
            "exchange_open",
            self.tr("A file that I was given"),
            self.tr(
                "A plan from your clinic, or your own results from another computer. You see what "
                "it changes before it does."
            ),
            self.tr("Open a file"),
        )
        self.report = Way(
            "exchange_report",
            self.tr("A report to print"),
            self.tr("One or two pages as a PDF: for you in plain words, or with the figures."),
            self.tr("Make a report"),
        )
        for way, wish in (
            (self.invitation, "invitation"),
            (self.send, "send"),
            (self.open, "open"),
            (self.report, "report"),
        ):
            way.key.clicked.connect(lambda _=False, wish=wish: self.wants.emit(wish))
        self.add(
            column(
                Text(self.tr("My clinic and me"), "title", wrap=True),
                Text(
                    self.tr(
                        "The program itself sends nothing. It makes files, and you decide who "
                        "gets them."
                    ),
                    "body",
                    "quiet",
                    wrap=True,
                ),
                gap=4,
            )
        )
        if notice:
            told = Notice(notice, "tint")
            self.add(told)
            announce(told, notice)
        self.add(
            Columns(self.invitation, self.send, from_em=44, gap=20),
            Columns(self.open, self.report, from_em=44, gap=20),
            0,
        )
        desk = exchange.desk
        exchange.lane.run(
            lambda: desk.invitations(patient.id),
            while_alive(self, self._came),
            while_alive(self, self._lost),
        )

    def _came(self, invitations: Sequence[SeenInvitation]) -> None:
        if not invitations:
            return
        newest = invitations[-1].fingerprint
        self.invitation.say(self.tr("Accepted: {0}").format(newest))
        self.send.say(self.tr("Only your clinic can open it: {0}").format(newest))

    def _lost(self, error: BaseException) -> None:
        """Everything else still works; a damaged file of keys is said here once."""
        if not isinstance(error, GmiError):
            raise error
        told = Notice(error.sentence)
        self.box.insertWidget(1, told)
        announce(told, error.sentence)
