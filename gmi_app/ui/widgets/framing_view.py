"""The frame of a photograph, as it will be kept: moved by dragging or the arrows, resized by the
wheel or plus and minus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.library.framing import Framing
from gmi_app.pictures.model import CORNER_SHARE
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CONTROL

STEP = 0.04
LARGER, SMALLER = 1.1, 1 / 1.1
_MOVES = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}
_SCALES = {
    Qt.Key.Key_Plus: SMALLER,
    Qt.Key.Key_Equal: SMALLER,
    Qt.Key.Key_Minus: LARGER,
}

Draw = Callable[[Framing, int], QImage]
"""The framed square, so many device pixels wide."""


class FramingView(QWidget):
    """``changed``: the person moved or resized the frame. The arrows move the frame over the
    photograph; plus shows it nearer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.framing = Framing()
        self._draw: Draw | None = None
        self._image: tuple[Framing, int, QImage] | None = None
        self._dragged: QPointF | None = None
        self.round_edge = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The photograph in its frame"))
        self.setAccessibleDescription(
            self.tr("The arrow keys move the frame, plus and minus show more or less.")
        )

    def show_photograph(self, draw: Draw) -> None:
        self._draw, self._image = draw, None
        self.set_framing(Framing())

    def set_framing(self, framing: Framing) -> None:
        """No signal."""
        self.framing = framing
        self.update()

    def set_round(self, *, round_edge: bool) -> None:
        """How it will be shown in a set: as a circle, or as a square with round corners."""
        self.round_edge = round_edge
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().touch(380)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        shape = QPainterPath()
        shape.addRoundedRect(rect, CORNER_CONTROL, CORNER_CONTROL)
        painter.fillPath(shape, look.colour("sunken"))
        image = self._present(round(rect.width() * self.devicePixelRatioF()))
        if image is not None:
            painter.setClipPath(shape)
            painter.drawImage(rect, image)
            self._shade_corners(painter, rect)
            painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = self.hasFocus()
        painter.setPen(QPen(look.colour("focus" if focused else "control"), 3 if focused else 1))
        painter.drawPath(shape)

    def _shade_corners(self, painter: QPainter, rect: QRectF) -> None:
        """What is outside the frame of a set will not be seen."""
        outside = QPainterPath()
        outside.addRect(rect)
        inside = QPainterPath()
        if self.round_edge:
            inside.addEllipse(rect)
        else:
            corner = CORNER_SHARE * rect.width()
            inside.addRoundedRect(rect, corner, corner)
        painter.fillPath(outside.subtracted(inside), theme().colour("ground", 0.72))
        painter.setPen(QPen(theme().colour("ink", 0.6), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(inside)

    def _present(self, side_px: int) -> QImage | None:
        if self._draw is None or side_px < 1:
            return None
        if self._image is None or self._image[:2] != (self.framing, side_px):
            self._image = (self.framing, side_px, self._draw(self.framing, side_px))
        return self._image[2]

    # ---- by hand and by key
    def _to(self, framing: Framing) -> None:
        if framing != self.framing:
            self.set_framing(framing)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._to(self.framing.moved(*_MOVES[key]))
        elif key in _SCALES:
            self._to(self.framing.scaled(_SCALES[key]))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            return
        by, self._dragged = event.position() - self._dragged, event.position()
        self._to(self.framing.moved(-by.x() / self.width(), -by.y() / self.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._to(self.framing.scaled(SMALLER if event.angleDelta().y() > 0 else LARGER))
        event.accept()
