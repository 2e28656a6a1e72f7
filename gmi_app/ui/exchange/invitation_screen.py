"""Taking in the clinic's invitation: pasted, typed, or from a file; compared before it counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from gmi_app.facts.exchanging import SeenInvitation
from gmi_app.facts.refusal import MistypedInvitation
from gmi_app.programme.patient import Patient
from gmi_app.ui.background import while_alive
from gmi_app.ui.exchange.files import FileAsking
from gmi_app.ui.exchange.fingerprint_card import FingerprintCard
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.services import Exchange
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.widgets.words_field import WordsField

LONGEST = 2000


class InvitationScreen(Step):
    """``path``: a file to look at first. ``accepted``: the SeenInvitation, kept by then."""

    accepted = Signal(object)

    def __init__(self, exchange: Exchange, patient: Patient, path: Path | None = None) -> None:
        super().__init__(
            exchange,
            self.tr("My clinic and me"),
            self.tr("Invitation of my clinic"),
            "",
        )
        self._exchange, self._patient = exchange, patient
        self._known: tuple[SeenInvitation, ...] = ()
        self.seen: SeenInvitation | None = None
        self.asking = FileAsking(self)
        self.field: WordsField | None = None
        self._typed = ""
        self.show_typing()
        exchange.lane.run(
            lambda: exchange.desk.invitations(patient.id), while_alive(self, self._came)
        )
        if path is not None:
            self.look_at_file(path)

    # ---- typing
    def show_typing(self) -> None:
        """A field for its text, and the way to a file."""
        self.seen = None
        self.say_why(
            self.tr(
                "It begins with GMI1. Capitals, spaces and line breaks do not matter. Nothing "
                "leaves this computer by taking it in."
            )
        )
        text = self.tr("Text of the invitation")
        self.field = WordsField(text, self._typed, hint="GMI1 …", lines=6, longest=LONGEST)
        self.field.setObjectName("invitation_text")
        self.field.textChanged.connect(self._look)
        self.file = Button(self.tr("Open a file or a QR picture"), "folder", height=52)
        self.file.clicked.connect(self._ask)
        self.show_parts(framed(text, self.field, flowing(self.file)), *self._accepted())
        self.setFocusProxy(self.field)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _accepted(self) -> list[Card]:
        """What was accepted before, newest first."""
        if not self._known:
            return []
        lines = [Text(each.fingerprint, "strong") for each in reversed(self._known)]
        why = self.tr("You can have several clinics. Results are sealed for one at a time.")
        return [framed(self.tr("Accepted already"), *lines, why=why)]

    def _came(self, known: Sequence[SeenInvitation]) -> None:
        self._known = tuple(known)
        if known and self.field is not None and not self.field.words:
            self.show_typing()

    def _look(self) -> None:
        if self.field is not None:
            self._typed = self.field.toPlainText()
            self.offer(self.tr("Look at it"), enabled=bool(self.field.words))

    def _ask(self) -> None:
        self.asking.to_open(
            self.tr("Open the invitation"),
            [
                self.tr("Invitations and QR pictures ({0})").format(
                    "*.gmi-invitation *.txt *.png *.jpg *.jpeg"
                ),
                self.tr("All files ({0})").format("*"),
            ],
            self.look_at_file,
        )

    def home(self) -> QWidget:
        return self.primary if self.field is None else self.field

    # ---- comparing
    def look_at_file(self, path: Path) -> None:
        """Reads an invitation from a file; a QR picture takes up to a second."""
        desk = self._exchange.desk
        self.task.run(
            self.tr("Looking at the file …"), lambda: desk.read_invitation_file(path), self._show
        )

    def go_on(self) -> None:
        if self.seen is not None:
            self._accept(self.seen)
        elif self.field is not None and self.field.words:
            desk, text = self._exchange.desk, self.field.words

            def work() -> SeenInvitation | MistypedInvitation:
                try:
                    return desk.read_invitation(text)
                except MistypedInvitation as mistyped:
                    return mistyped

            self.task.run(self.tr("Looking at it …"), work, self._read)

    def _read(self, found: SeenInvitation | MistypedInvitation) -> str:
        """What was typed; a mistake is marked where it is."""
        if isinstance(found, SeenInvitation):
            return self._show(found)
        self.task.fail(found)
        if self.field is not None and found.near:
            self.field.moveCursor(QTextCursor.MoveOperation.Start)
            self.field.find(found.near)
        return ""

    def _show(self, seen: SeenInvitation) -> str:
        self.seen, self.field = seen, None
        self.say_why("")
        other = Button(self.tr("It is not the same"), height=52)
        other.clicked.connect(self._refuse)
        card = FingerprintCard(
            self.tr("Is this your clinic?"),
            seen.fingerprint,
            self.tr(
                "Ring your clinic on a number that you know, and read this to them. If it is the "
                "same letter by letter, the invitation is theirs."
            ),
        )
        card.add(6, flowing(other))
        self.show_parts(card)
        self.setFocusProxy(self.primary)
        if seen in self._known:
            self.offer(self.tr("Done"))
            return self.tr("You have accepted this invitation already.")
        self.offer(self.tr("It is the same: accept"), "check")
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        return ""

    def _refuse(self) -> None:
        self._typed = ""
        self.show_typing()
        self.task.tell(
            self.tr(
                "It was not taken in; nothing was changed. Ask your clinic for the invitation "
                "again, best from hand to hand."
            ),
            good=False,
        )

    def _accept(self, seen: SeenInvitation) -> None:
        desk, patient = self._exchange.desk, self._patient.id

        def done(_: None) -> str:
            self.accepted.emit(seen)
            return ""

        self.task.run(self.tr("Keeping it …"), lambda: desk.accept_invitation(seen, patient), done)
