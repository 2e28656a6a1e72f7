"""A picture with round corners or a round edge, smooth at every size and pixel ratio.

The shape is filled with a texture brush: a clip path would leave stair-steps.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CONTROL


def fill_with(painter: QPainter, shape: QPainterPath, image: QPixmap, target: QRectF) -> None:
    """Fills a shape with a picture that was scaled to ``target`` (in device pixels)."""
    ratio = painter.device().devicePixelRatio()
    brush = QBrush(image)
    shift = QTransform.fromTranslate(target.x(), target.y())
    brush.setTransform(shift.scale(1 / ratio, 1 / ratio))
    painter.fillPath(shape, brush)


def cover(image: QImage, size: QSize, focus: tuple[float, float] = (0.5, 0.5)) -> QPixmap:
    """The picture scaled to cover ``size`` and cut to it; ``focus`` is what stays in view, as
    shares of the width and height."""
    scaled = image.scaled(
        size,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    x = round((scaled.width() - size.width()) * focus[0])
    y = round((scaled.height() - size.height()) * focus[1])
    return QPixmap.fromImage(scaled.copy(x, y, size.width(), size.height()))


class Picture(QWidget):
    """``words``: what it shows, for screen readers; empty for a mere decoration.

    ``corners``: "all", or "start" for the two on the side where reading starts. Until a picture is
    set, a calm empty surface stands in its place.
    """

    def __init__(
        self,
        words: str = "",
        *,
        round_edge: bool = False,
        radius: float = CORNER_CONTROL,
        corners: str = "all",
        focus: tuple[float, float] = (0.5, 0.5),
    ) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._round, self._radius, self._corners = round_edge, radius, corners
        self._focus = focus
        self._scaled: tuple[QSize, QPixmap] | None = None
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_image(self, image: QImage) -> None:
        self._image, self._scaled = image, None
        self.update()

    def minimumSizeHint(self) -> QSize:
        """A painted widget has none of its own, and layouts would squeeze it to nothing."""
        return QSize(64, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        target = self._target()
        shape = self._shape(target)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._image is None or self._image.isNull():
            painter.fillPath(shape, theme().colour("sunken"))
            return
        ratio = self.devicePixelRatioF()
        want = QSize(round(target.width() * ratio), round(target.height() * ratio))
        if self._scaled is None or self._scaled[0] != want:
            self._scaled = (want, cover(self._image, want, self._focus))
        fill_with(painter, shape, self._scaled[1], target)
        if theme().tokens.outlined and not self._round:
            painter.setPen(QPen(theme().colour("ink"), 1))
            painter.drawPath(self._shape(target.adjusted(0.5, 0.5, -0.5, -0.5)))

    def _target(self) -> QRectF:
        rect = QRectF(self.rect())
        if not self._round:
            return rect
        side = min(rect.width(), rect.height())
        return QRectF((rect.width() - side) / 2, (rect.height() - side) / 2, side, side)

    def _shape(self, rect: QRectF) -> QPainterPath:
        path = QPainterPath()
        if self._round:
            path.addEllipse(rect)
        elif self._corners == "start":
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            beyond = self._radius * 2
            path.addRoundedRect(
                rect.adjusted(-beyond if mirrored else 0, 0, 0 if mirrored else beyond, 0),
                self._radius,
                self._radius,
            )
            inside = QPainterPath()
            inside.addRect(rect)
            path = path.intersected(inside)
        else:
            path.addRoundedRect(rect, self._radius, self._radius)
        return path
