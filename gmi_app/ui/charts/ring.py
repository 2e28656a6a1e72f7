"""The ring around a mark: a check-up."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from gmi_app.ui.theme import theme


def draw_ring(painter: QPainter, at: QPointF, radius: float) -> None:
    """``radius`` of the mark inside, in pixels. In ink, so that it reads on both sides' colours."""
    painter.setPen(QPen(theme().colour("ink"), max(1.4, radius * 0.28)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, radius * 1.75, radius * 1.75)
