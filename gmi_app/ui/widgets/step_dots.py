"""Where we are in a short sequence: done is filled, now is a long pill, to come is a ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.ui.theme import theme


class StepDots(QWidget):
    """``now`` counts from 0."""

    def __init__(self, count: int, now: int = 0) -> None:
        super().__init__()
        self._count = count
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.go(now)

    def go(self, now: int) -> None:
        self._now = now
        self.setAccessibleName(self.tr("Step {0} of {1}").format(now + 1, self._count))
        self.update()

    def sizeHint(self) -> QSize:
        grown = theme().grow
        return QSize(round(grown(self._count * 22 + 24)), round(grown(16)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.scale(look.grow(1), look.grow(1))
        x = 1.0
        for i in range(self._count):
            wide = 34 if i == self._now else 12
            reached = i <= self._now
            painter.setPen(QPen(look.colour("primary" if reached else "control"), 1.6))
            painter.setBrush(look.colour("primary") if reached else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(x, 2, wide, 12), 6, 6)
            x += wide + 10
