"""A plain figure of a body with one part marked: for parts that there are no pictures of."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide
from gmi_app.ui.theme import theme

_SIZE = 100.0
_PIXELS = 480
_MIDDLE = 50.0
_SPOTS = {  # of the figure's left side, on a grid of 100; seen from behind, left is on the left
    BodyPart.HAND: (30.5, 56.0),
    BodyPart.FOOT: (42.5, 89.0),
    BodyPart.KNEE: (43.5, 71.0),
    BodyPart.SHOULDER: (39.5, 29.5),
    BodyPart.NECK: (_MIDDLE, 24.5),
    BodyPart.BACK: (_MIDDLE, 41.0),
}


def body_figure(part: BodyPart, side: AffectedSide | None) -> QImage:
    """The figure from behind on a disc of the theme's colours, with the part marked on this side
    (on both when the side is not known)."""
    look = theme()
    image = QImage(_PIXELS, _PIXELS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(look.colour("sunken"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_PIXELS / _SIZE, _PIXELS / _SIZE)
    painter.setPen(
        QPen(
            look.colour("quiet"),
            2.2,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.setBrush(look.colour("card"))
    painter.drawEllipse(QPointF(_MIDDLE, 15.0), 6.2, 7.2)
    painter.drawPath(_outline())
    painter.setPen(QPen(look.colour("card"), 1.6))
    painter.setBrush(look.colour("primary"))
    x, y = _SPOTS[part]
    spots = [x] if x == _MIDDLE else []
    if not spots and side is not AffectedSide.RIGHT:
        spots.append(x)
    if x != _MIDDLE and side is not AffectedSide.LEFT:
        spots.append(_SIZE - x)
    for spot in spots:
        if part is BodyPart.BACK:
            painter.drawRoundedRect(QRectF(spot - 5.5, y - 9, 11, 18), 5.5, 5.5)
        else:
            painter.drawEllipse(QPointF(spot, y), 5.4, 5.4)
    painter.end()
    return image


def _outline() -> QPainterPath:
    """From the neck down the left side, and mirrored up the right one."""
    left = [
        (46.5, 22.0),
        (46.0, 26.0),
        (39.0, 28.0),
        (35.5, 33.0),
        (30.5, 54.0),
        (28.5, 59.0),
        (33.5, 59.5),
        (39.5, 40.0),
        (40.5, 56.0),
        (41.0, 71.0),
        (41.5, 87.0),
        (39.0, 91.0),
        (46.5, 91.0),
        (48.5, 62.0),
    ]
    right = [(_SIZE - x, y) for x, y in reversed(left)]
    path = QPainterPath(QPointF(*left[0]))
    for point in [*left[1:], *right]:
        path.lineTo(*point)
    path.closeSubpath()
    return path
