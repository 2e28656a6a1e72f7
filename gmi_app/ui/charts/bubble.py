"""The words that stand beside the cursor of a chart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CONTROL


def draw_bubble(
    painter: QPainter, lines: tuple[str, ...], x: float, within: QRectF, mirrored: bool
) -> None:
    """A small card at the top of ``within``, on whichever side of ``x`` has more room."""
    fonts = [theme().font("label" if n == 0 else "caption") for n in range(len(lines))]
    sizes = [
        (QFontMetricsF(font).horizontalAdvance(line) + 1, QFontMetricsF(font).height() * 1.15)
        for font, line in zip(fonts, lines, strict=True)
    ]
    pad, gap = theme().em(0.55), theme().em(0.7)
    wide = max(w for w, _ in sizes) + 2 * pad
    high = sum(h for _, h in sizes) + 1.5 * pad
    left = x + gap if x < within.center().x() else x - gap - wide
    left = min(max(left, within.left()), within.right() - wide)
    box = QRectF(left, within.top(), wide, high)
    painter.setPen(QPen(theme().colour("control"), theme().tokens.border))
    painter.setBrush(theme().colour("card"))
    painter.drawRoundedRect(box, CORNER_CONTROL, CORNER_CONTROL)
    painter.setPen(theme().colour("ink"))
    at = QPointF(box.left() + pad, box.top() + 0.75 * pad)
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    align = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    for line, font, (_, height) in zip(lines, fonts, sizes, strict=True):
        painter.setFont(font)
        painter.drawText(QRectF(at.x(), at.y(), wide - 2 * pad, height), align, line)
        at.setY(at.y() + height)
