"""A field to find somebody in, with its sign in the size of the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from gmi_app.ui import icons
from gmi_app.ui.theme import theme

PAD_PX = 12


class SearchField(QLineEdit):
    """``name``: what is found, for screen readers and as the hint. An action of QLineEdit would be
    a button without a name that stays small beside large text."""

    def __init__(self, name: str, *, height: int = 48) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setMinimumHeight(theme().touch(height))
        self._size = theme().em(1.1)
        self._make_room()

    def _make_room(self) -> None:
        room = self._size + 8
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            self.setTextMargins(0, 0, room, 0)
        else:
            self.setTextMargins(room, 0, 0, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        left = PAD_PX
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - PAD_PX - self._size
        sign = icons.pixmap("search", theme().tokens.quiet, self._size)
        QPainter(self).drawPixmap(left, (self.height() - self._size) // 2, sign)
