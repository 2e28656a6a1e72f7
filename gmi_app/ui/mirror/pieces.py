"""Small parts of the mirror's window: the time that is left, the pace, how much was moved."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.ui.theme import theme


class SoftBar(QWidget):
    """A bar that is filled to a share, 0 to 1. ``name``: what it shows, for screen readers."""

    def __init__(self, name: str, role: str = "primary") -> None:
        super().__init__()
        self._share, self._role = 0.0, role
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        share = min(max(share, 0.0), 1.0)
        if abs(share - self._share) >= 0.002:
            self._share = share
            self.update()

    @property
    def share(self) -> float:
        return self._share

    def sizeHint(self) -> QSize:
        return QSize(theme().em(9), theme().touch(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(4), theme().touch(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        corner = whole.height() / 2
        painter.setPen(theme().colour("control"))
        painter.setBrush(theme().colour("sunken"))
        painter.drawRoundedRect(whole, corner, corner)
        wide = whole.width() * self._share
        if wide < 1:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(self._role))
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = whole.right() - wide if right else whole.left()
        painter.drawRoundedRect(QRectF(left, whole.top(), wide, whole.height()), corner, corner)


def pace_share(passed_s: float, pace_s: float) -> float:
    """How far a movement there and back is: 0 at its start and end, 1 in its middle."""
    at = (passed_s % pace_s) / pace_s
    return 1 - abs(2 * at - 1)
