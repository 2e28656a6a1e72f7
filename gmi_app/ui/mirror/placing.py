"""Small drawings of how camera, screen and cover stand: seen from the side, the person at the left.

Drawn for this program, in the colours of the theme.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from gmi_app.mirror.settings import CameraPosition
from gmi_app.ui.theme import theme

SIZE = 360


def drawing(position: CameraPosition) -> QImage:
    """Square, on the sunken ground."""
    look = theme()
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(look.colour("sunken"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QPen(look.colour("ink"), 9)
    ink.setCapStyle(Qt.PenCapStyle.RoundCap)
    ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    _person(painter, ink, look.colour("quiet"))
    _table(painter, ink)
    _cover(painter, look.colour("tint"), QPen(look.colour("primary"), 6))
    camera, aim, screen = {
        CameraPosition.OVER_SHOULDER: (QPointF(120, 62), QPointF(222, 214), QPointF(296, 150)),
        CameraPosition.FAR_SIDE: (QPointF(300, 82), QPointF(212, 214), QPointF(322, 176)),
        CameraPosition.FACING: (QPointF(292, 122), QPointF(200, 206), QPointF(300, 166)),
    }[position]
    _beam(painter, camera, aim, look.colour("primary", 0.22))
    _screen(painter, screen, ink, look.colour("card"))
    _camera(painter, camera, look.colour("primary"))
    painter.end()
    return image


def _person(painter: QPainter, ink: QPen, fill: QColor) -> None:
    painter.setPen(ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(92, 112), 24, 24)
    painter.drawPolyline(QPolygonF([QPointF(90, 140), QPointF(84, 262), QPointF(140, 268)]))
    painter.drawPolyline(QPolygonF([QPointF(90, 164), QPointF(126, 206), QPointF(200, 208)]))
    painter.setBrush(fill)


def _table(painter: QPainter, ink: QPen) -> None:
    painter.setPen(ink)
    painter.drawLine(QPointF(140, 220), QPointF(326, 220))
    painter.drawLine(QPointF(300, 220), QPointF(300, 300))


def _cover(painter: QPainter, fill: QColor, edge: QPen) -> None:
    painter.setPen(edge)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(176, 184, 60, 32), 10, 10)


def _beam(painter: QPainter, camera: QPointF, aim: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    reach = QPointF(46, 0)
    painter.drawPolygon(QPolygonF([camera, aim - reach, aim + reach]))


def _screen(painter: QPainter, foot: QPointF, ink: QPen, fill: QColor) -> None:
    painter.setPen(ink)
    painter.setBrush(fill)
    top = QPointF(foot.x() + 14, foot.y() - 26)
    painter.drawLine(foot + QPointF(-6, 50), top)


def _camera(painter: QPainter, at: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(at.x() - 22, at.y() - 15, 44, 30), 8, 8)
    painter.setBrush(theme().colour("card"))
    painter.drawEllipse(at, 8, 8)
