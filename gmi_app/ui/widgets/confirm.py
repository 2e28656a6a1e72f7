"""A question before something is lost, in its place on the screen, with a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.page import reveal
from gmi_app.ui.widgets.text import Text


class Confirm(Card):
    """``title`` asks, ``words`` say what happens and what is safe, ``button`` does it.

    ``typed``: what has to be typed first (capitals and outer spaces do not matter); empty for
    nothing. ``cancel``: the way back, where its usual words do not fit. ``confirmed`` or
    ``declined`` (Esc, too) follows; the card does not hide itself.
    """

    confirmed = Signal()
    declined = Signal()

    def __init__(
        self, title: str, words: str, button: str, typed: str = "", *, cancel: str = ""
    ) -> None:
        super().__init__("attention", gap=8)
        self._typed = typed
        self.add(Text(title, "heading", "attention", wrap=True), Text(words, wrap=True), 4)
        self.field: QLineEdit | None = None
        if typed:
            ask = self.tr("Type {0} to go on:").format(f"“{typed}”")
            self.field = QLineEdit()
            self.field.setAccessibleName(ask)
            self.field.setMinimumHeight(theme().touch(52))
            self.field.setMaximumWidth(theme().em(24))
            self.field.textChanged.connect(self._look)
            self.field.returnPressed.connect(self._try)
            self.add(Text(ask, "strong", wrap=True), self.field, 4)
        self.button = Button(button, kind="grave", height=52)
        self.cancel = Button(cancel or self.tr("Leave it as it is"), height=52)
        self.button.clicked.connect(self._try)
        self.cancel.clicked.connect(self.declined)
        self.add(flowing(self.cancel, self.button))
        self._look()

    def ask(self) -> None:
        """Puts the keyboard where the next step is (the safe one, or the field), in sight."""
        (self.field or self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.declined.emit()
        else:
            super().keyPressEvent(event)

    def _matches(self) -> bool:
        if self.field is None:
            return True
        return self.field.text().strip().casefold() == self._typed.strip().casefold()

    def _look(self) -> None:
        self.button.setEnabled(self._matches())

    def _try(self) -> None:
        if self._matches():
            self.confirmed.emit()
