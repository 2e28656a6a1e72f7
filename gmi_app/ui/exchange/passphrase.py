"""A passphrase: typed twice to seal, once to open; it can be shown while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit

from gmi_app.facts.exchanging import LEAST_PASSPHRASE
from gmi_app.ui.programme.form_pieces import line_field
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.text import Text, announce

translate = QCoreApplication.translate

LONGEST = 200
STRONG = 20
"""Letters; four words have about as many. Ours."""
FEW_LETTERS = 6
"""With fewer different ones it is guessed soon. Ours."""


def sealing(*, with_passphrase: bool) -> str:
    """What is said while a file is being sealed."""
    if with_passphrase:
        return translate(
            "sealing", "Sealing. It takes some seconds, so that nobody can try out words fast …"
        )
    return translate("sealing", "Sealing …")


class PassphraseForm(Card):
    """``twice``: a new one. ``changed``: look at ``passphrase`` again. ``entered``: Enter."""

    changed = Signal()
    entered = Signal()

    def __init__(self, *, twice: bool) -> None:
        super().__init__(pad=20, gap=10)
        self.add(Text(self.tr("Passphrase"), "heading", wrap=True))
        if twice:
            why = self.tr(
                "Three or four words that have nothing to do with each other are good. Tell it by "
                "telephone to whom the file is for, never in the same e-mail. It is kept nowhere: "
                "without it nobody can open the file."
            )
        else:
            why = self.tr("Whoever made the file has told you. Capitals and spaces count.")
        self.add(Text(why, "small", "quiet", wrap=True))
        self.field = self._secret(self.tr("Passphrase"))
        self.add(self.field)
        self.again: QLineEdit | None = None
        if twice:
            self.again = self._secret(self.tr("The same once more"))
            self.add(Text(self.tr("The same once more"), "strong"), self.again)
        self.hint = Text("", "small", wrap=True)
        self.shows = CheckRow(self.tr("Show what I type"))
        self.shows.toggled.connect(self._show)
        self.add(self.hint, self.shows)
        self._look()

    @property
    def passphrase(self) -> str | None:
        """As typed; None as long as it cannot be used."""
        text = self.field.text()
        if self.again is None:
            return text or None
        return text if len(text) >= LEAST_PASSPHRASE and text == self.again.text() else None

    def forget(self) -> None:
        """Empties the fields."""
        for field in (self.field, self.again):
            if field is not None:
                field.clear()

    def _secret(self, name: str) -> QLineEdit:
        field = line_field(name, longest=LONGEST)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.textChanged.connect(self._look)
        field.returnPressed.connect(self.entered)
        return field

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.field, self.again):
            if field is not None:
                field.setEchoMode(mode)

    def _look(self) -> None:
        words = self._hint()
        if words != self.hint.words:
            self.hint.set(words)
            announce(self.hint, words)
        self.hint.setVisible(bool(words))
        self.changed.emit()

    def _hint(self) -> str:
        if self.again is None:
            return ""
        text = self.field.text()
        if len(text) < LEAST_PASSPHRASE:
            return self.tr("At least {0} letters.").format(LEAST_PASSPHRASE)
        if len(set(text.casefold())) < FEW_LETTERS:
            return self.tr("This is easy to guess. Take words that have more different letters.")
        if self.again.text() and self.again.text() != text:
            return self.tr("The two are not the same yet.")
        if not self.again.text():
            strong = len(text) >= STRONG
            return (
                self.tr("Strong. Now type it once more.")
                if strong
                else self.tr("Good; one more word makes it strong. Now type it once more.")
            )
        return self.tr("Both are the same.")
