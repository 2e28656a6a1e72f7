"""A calm sentence on a card: told once, put away when it was read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy

from gmi_app.ui import icons
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import IconButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.text import Text


class Notice(Card):
    """``kind``: attention, or tint for good news. ``closed``: the person put it away."""

    closed = Signal()

    def __init__(self, words: str, kind: str = "attention", *, closable: bool = True) -> None:
        super().__init__(kind, row=True, pad=12, gap=16)
        self.box.setContentsMargins(20, 8, 8 if closable else 20, 8)
        sign = QLabel()
        size = theme().em(1.3)
        tokens = theme().tokens
        shape = "attention" if kind == "attention" else "check"
        tint = tokens.attention if kind == "attention" else tokens.good
        sign.setPixmap(icons.pixmap(shape, tint, size))
        sign.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.words = Text(words, wrap=True)
        self.setMinimumHeight(theme().touch(64))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.add(sign, self.words)
        self.box.setStretch(1, 1)
        if closable:
            close = IconButton("close", self.tr("Put this note away"))
            close.clicked.connect(self._close)
            self.add(close)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
