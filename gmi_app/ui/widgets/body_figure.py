"""A plain figure of a body with one part marked: for parts that there are no pictures of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide
from gmi_app.ui.theme import theme

translate = QCoreApplication.translate

_SIZE = 100.0
_PIXELS = 480
_MIDDLE = 50.0
_WORD, _WORD_ROOM = 11, 26.0
_SPOTS = {  # of the figure's left side, on a grid of 100; seen from behind, left is on the left
    BodyPart.HAND: (29.5, 57.5),
    BodyPart.FOOT: (42.5, 89.5),
    BodyPart.KNEE: (43.5, 72.0),
    BodyPart.SHOULDER: (37.5, 33.0),
    BodyPart.NECK: (_MIDDLE, 25.5),
    BodyPart.BACK: (_MIDDLE, 42.0),
}


def body_figure(part: BodyPart, side: AffectedSide | None) -> QImage:
    """The figure from behind on a disc of the theme's colours, with the part marked on this side
    (on both when the side is not known), and the words left and right beside it."""
    look = theme()
    image = QImage(_PIXELS, _PIXELS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(look.colour("stage"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_PIXELS / _SIZE, _PIXELS / _SIZE)
    _draw_body(painter, look.colour("stage_key"))
    if _SPOTS[part][0] != _MIDDLE:
        _name_sides(painter)
    painter.setPen(QPen(look.colour("stage_key"), 1.8))
    painter.setBrush(look.colour("primary"))
    x, y = _SPOTS[part]
    spots = [x] if x == _MIDDLE else []
    if not spots and side is not AffectedSide.RIGHT:
        spots.append(x)
    if x != _MIDDLE and side is not AffectedSide.LEFT:
        spots.append(_SIZE - x)
    for spot in spots:
        if part is BodyPart.BACK:
            painter.drawRoundedRect(QRectF(spot - 5, y - 9, 10, 20), 5, 5)
        else:
            painter.drawEllipse(QPointF(spot, y), 5.6, 5.6)
    painter.end()
    return image


def _name_sides(painter: QPainter) -> None:
    """A figure alone does not say whether it is seen from behind or is a mirror."""
    left, right = translate("body_figure", "left"), translate("body_figure", "right")
    font = theme().font("strong")
    font.setPixelSize(_WORD)
    metrics = QFontMetricsF(font)
    widest = max(metrics.horizontalAdvance(left), metrics.horizontalAdvance(right))
    font.setPixelSize(int(min(_WORD, _WORD * _WORD_ROOM / widest)))
    painter.setFont(font)
    painter.setPen(theme().colour("stage_ink"))
    room = QRectF(3, 37, _WORD_ROOM, 14)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, left)
    room.moveRight(_SIZE - 3)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, right)


def _draw_body(painter: QPainter, colour: QColor) -> None:
    """Head, trunk, arms and legs as one soft shape, without an outline."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(_MIDDLE, 15.5), 6.6, 7.6)
    trunk = QPainterPath(QPointF(36.0, 31.0))
    trunk.cubicTo(38.0, 28.0, 44.0, 27.5, 46.5, 27.0)
    trunk.lineTo(53.5, 27.0)
    trunk.cubicTo(56.0, 27.5, 62.0, 28.0, 64.0, 31.0)
    trunk.lineTo(60.0, 57.0)
    trunk.lineTo(40.0, 57.0)
    trunk.closeSubpath()
    painter.drawPath(trunk)
    limb = QPen(colour, 8.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    limb.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    lines = (
        (6.0, [(_MIDDLE, 21.0), (_MIDDLE, 29.0)]),
        (6.4, [(37.8, 32.5), (33.0, 45.0), (30.0, 57.0)]),
        (8.6, [(44.2, 57.0), (43.6, 72.0), (43.2, 88.5)]),
        (5.0, [(43.0, 90.2), (41.0, 90.2)]),
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, points in lines:
        limb.setWidthF(width)
        painter.setPen(limb)
        painter.drawPolyline([QPointF(x, y) for x, y in points])
        painter.drawPolyline([QPointF(_SIZE - x, y) for x, y in points])
