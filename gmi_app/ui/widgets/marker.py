"""Left is a blue circle on a solid line, right an orange square on a dashed one, everywhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gmi_app.pictures.model import Side
from gmi_app.ui.theme import theme


def draw_marker(
    painter: QPainter, side: Side, at: QPointF, radius: float, colour: QColor, edge: QColor
) -> None:
    """The shape of a side, ``radius`` in pixels, with an ``edge`` that parts it from a line."""
    painter.setPen(QPen(edge, 2))
    painter.setBrush(colour)
    if side is Side.LEFT:
        painter.drawEllipse(at, radius, radius)
    else:
        half = radius * 0.88
        painter.drawRoundedRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half), 1.5, 1.5)


def side_pen(side: Side, width: float = 2.4, *, cosmetic: bool = False) -> QPen:
    """The line of a side: solid for left, dashed for right."""
    result = QPen(theme().colour(side.value), width)
    result.setCosmetic(cosmetic)
    if side is Side.LEFT:
        result.setCapStyle(Qt.PenCapStyle.RoundCap)
    else:
        result.setCapStyle(Qt.PenCapStyle.FlatCap)
        result.setDashPattern([2.6, 1.8])
    return result


class SideMark(QWidget):
    """The shape of a side, on its line where there is one: for legends and headings.

    A decoration: the word stands beside it, so screen readers pass it by.
    """

    def __init__(self, side: Side, *, line: bool = False) -> None:
        super().__init__()
        self._side, self._line = side, line
        grown = theme().grow
        self.setFixedSize(QSize(round(grown(34 if line else 18)), round(grown(18))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grown, middle = theme().grow, self.height() / 2
        if self._line:
            painter.setPen(side_pen(self._side, grown(2.4)))
            painter.drawLine(QPointF(1, middle), QPointF(self.width() - 1, middle))
        radius = grown(6 if self._line else 7)
        at = QPointF(self.width() / 2, middle)
        colour = theme().colour(self._side.value)
        draw_marker(painter, self._side, at, radius, colour, theme().colour("card"))
