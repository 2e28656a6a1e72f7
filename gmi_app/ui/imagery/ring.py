"""A slow ring with the seconds that are left; it stands still when motion is reduced."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.ui.theme import theme

EDGE_PX = 8


class PaceRing(QWidget):
    """``show_time`` moves it: the share that has passed, 0 to 1, and the seconds that are left."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._seconds = 0.0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Seconds left"))

    @property
    def seconds(self) -> int:
        return self._seconds

    def show_time(self, share: float, left_s: float) -> None:
        share = 0.0 if theme().reduced_motion else min(max(share, 0.0), 1.0)
        seconds = max(0, round(left_s + 0.4))
        if abs(share - self._share) >= 0.004 or seconds != self._seconds:
            self._share, self._seconds = share, seconds
            self.update()

    def sizeHint(self) -> QSize:
        side = theme().touch(88 if theme().large else 130)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        painter.setPen(QPen(look.colour("line"), EDGE_PX))
        painter.drawEllipse(ring)
        colour, style = look.colour("primary"), Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, EDGE_PX, style, Qt.PenCapStyle.RoundCap))
        if self._share > 0:
            painter.drawArc(ring, 90 * 16, round(-360 * 16 * self._share))
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("display"))
        if self._seconds:
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self._seconds))
