"""A picture with round corners or a round edge, smooth at every size and pixel ratio.

The shape is filled with a texture brush: a clip path would leave stair-steps.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
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


def cover(image: QImage, size: QSize) -> QPixmap:
    """The picture scaled to cover ``size`` and cut to it, the middle in view."""
    scaled = image.scaled(
        size,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    x, y = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return QPixmap.fromImage(scaled.copy(x, y, size.width(), size.height()))


def stand(image: QImage, size: QSize, most_cut: float) -> QPixmap:
    """Like ``cover``, but no more than ``most_cut`` (a share of the width) is cut off on either
    side: rather, the picture stands on the lower edge and its plain background goes on above."""
    ratio = image.height() / max(1, image.width())
    wide = min(size.height() / ratio, size.width() / (1 - 2 * most_cut))
    if wide * ratio >= size.height() - 1 or wide < size.width():
        return cover(image, size)
    scaled = image.scaled(
        round(wide),
        round(wide * ratio),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    result = QPixmap(size)
    painter = QPainter(result)
    left, top = (size.width() - scaled.width()) // 2, size.height() - scaled.height()
    painter.drawImage(QRect(left, 0, scaled.width(), top + 1), scaled.copy(0, 0, scaled.width(), 1))
    painter.drawImage(left, top, scaled)
    painter.end()
    return result


class Picture(QWidget):
    """``words``: what it shows, for screen readers; empty for a mere decoration. ``most_cut``: see
    ``stand``; 0.5 fills the whole surface.

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
        most_cut: float = 0.5,
    ) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._round, self._radius, self._corners = round_edge, radius, corners
        self._corner_share = 0.0
        self._most_cut = most_cut
        self._scaled: tuple[QSize, QPixmap] | None = None
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_image(self, image: QImage) -> None:
        self._image, self._scaled = image, None
        self.update()

    def set_frame(self, *, round_edge: bool, corner_share: float) -> None:
        """As on the stage, from now on: a circle, or a square with round corners whose radius is
        this share of its side."""
        self._round, self._corner_share = round_edge, corner_share
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
            self._scaled = (want, self._fitted(self._image, want))
        fill_with(painter, shape, self._scaled[1], target)
        if theme().tokens.outlined and not self._round:
            painter.setPen(QPen(theme().colour("ink"), 1))
            painter.drawPath(self._shape(target.adjusted(0.5, 0.5, -0.5, -0.5)))

    def _fitted(self, image: QImage, size: QSize) -> QPixmap:
        return cover(image, size) if self._most_cut >= 0.5 else stand(image, size, self._most_cut)

    def _target(self) -> QRectF:
        rect = QRectF(self.rect())
        if not self._round and not self._corner_share:
            return rect
        side = min(rect.width(), rect.height())
        return QRectF((rect.width() - side) / 2, (rect.height() - side) / 2, side, side)

    def _shape(self, rect: QRectF) -> QPainterPath:
        path = QPainterPath()
        if self._round:
            path.addEllipse(rect)
        elif self._corner_share:
            radius = self._corner_share * rect.width()
            path.addRoundedRect(rect, radius, radius)
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
