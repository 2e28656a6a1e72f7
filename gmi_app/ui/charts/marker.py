"""Left is a circle on a solid line, right a square on a dashed one, everywhere in the program."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gmi_app.pictures.model import Side
from gmi_app.ui.theme import theme


def draw_marker(painter: QPainter, side: Side, at: QPointF, radius: float, edge: QColor) -> None:
    """A filled circle or square in the side's colour, set off by a thin edge (the ground's)."""
    painter.setPen(QPen(edge, max(1.0, radius * 0.3)))
    painter.setBrush(theme().colour(side.value))
    if side is Side.LEFT:
        painter.drawEllipse(at, radius, radius)
    else:
        half = radius * 0.88  # a square of the same area as the circle looks as large
        box = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
        painter.drawRoundedRect(box, radius * 0.25, radius * 0.25)


def draw_ring(painter: QPainter, at: QPointF, radius: float) -> None:
    """Around a marker: a check-up. In ink, so that it reads on both sides' colours."""
    painter.setPen(QPen(theme().colour("ink"), max(1.4, radius * 0.28)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, radius * 1.75, radius * 1.75)


def series_pen(side: Side, width: float) -> QPen:
    """Solid for left, dashed for right."""
    pen = QPen(theme().colour(side.value), width)
    pen.setCapStyle(
        Qt.PenCapStyle.RoundCap if side is Side.LEFT else Qt.PenCapStyle.FlatCap,
    )
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if side is Side.RIGHT:
        pen.setDashPattern([2.6, 1.8])
    return pen
