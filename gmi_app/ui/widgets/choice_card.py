"""A choice with a picture: chosen is a thick edge, a tick and a tint, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy

from gmi_app.ui import icons
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CARD
from gmi_app.ui.widgets.painted_button import PaintedButton
from gmi_app.ui.widgets.picture import cover, fill_with


class ChoiceCard(PaintedButton):
    """A word under a round picture, or under two. ``tall``: its height in pixels at 100 % text."""

    def __init__(self, words: str, image: QImage | None = None, *, tall: int = 190) -> None:
        super().__init__(words)
        self._images = [image] if image is not None else []
        self._tall = tall
        self._scaled: tuple[int, list[QPixmap]] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_image(self, image: QImage) -> None:
        self._images, self._scaled = [image], None
        self.update()

    def add_image(self, image: QImage) -> None:
        """A further picture, half beside the one before."""
        self._images.append(image)
        self._scaled = None
        self.update()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) * theme().em(1.25) // theme().em(1)
        return QSize(max(160, wide + 40), theme().touch(self._tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, edge = self.isChecked(), self.edge_width()
        rect = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        role = "primary" if on else "focus" if self.hasFocus() else "control"
        painter.setPen(QPen(look.colour(role), edge))
        painter.setBrush(look.colour("tint" if on else "card"))
        painter.drawRoundedRect(rect, CORNER_CARD, CORNER_CARD)
        if self.hasFocus() and on:
            painter.setPen(QPen(look.colour("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(5, 5, -5, -5), CORNER_CARD - 5, CORNER_CARD - 5)
        foot = look.em(2.4)
        self._paint_discs(painter, rect, foot)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("heading"))
        words = QRect(round(rect.x()) + 8, round(rect.bottom() - foot), self.width() - 16, foot)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        size = look.touch(30)
        spot = self.seen(QRectF(rect.right() - size - 14, rect.y() + 14, size, size))
        paint_tick(painter, spot, on)

    def _paint_discs(self, painter: QPainter, rect: QRectF, foot: int) -> None:
        count = max(1, len(self._images))
        step = 0.62  # of a disc's width, from one to the next
        wide = 1 + step * (count - 1)
        across = min(rect.height() - foot - 14, (rect.width() - 32) / wide)
        want = round(across * self.devicePixelRatioF())
        if self._scaled is None or self._scaled[0] != want:
            covers = [cover(i, QSize(want, want)) for i in self._images if not i.isNull()]
            self._scaled = (want, covers)
        left = rect.center().x() - across * wide / 2
        top = rect.y() + 14 + (rect.height() - foot - 14 - across) / 2
        for n in range(count):
            disc = QRectF(left + n * step * across, top, across, across)
            shape = QPainterPath()
            shape.addEllipse(disc)
            if n < len(self._scaled[1]):
                fill_with(painter, shape, self._scaled[1][n], disc)
            else:
                painter.fillPath(shape, theme().colour("sunken"))
            if n:
                painter.setPen(QPen(theme().colour("tint" if self.isChecked() else "card"), 3))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(disc)


def paint_tick(painter: QPainter, spot: QRectF, on: bool) -> None:
    """The round sign of a choice: an empty ring, or a filled one with a tick."""
    look = theme()
    painter.setPen(QPen(look.colour("primary" if on else "control"), 2))
    painter.setBrush(look.colour("primary" if on else "card"))
    painter.drawEllipse(spot)
    if on:
        size = round(spot.width() * 0.75)
        corner = QPointF(spot.center().x() - size / 2, spot.center().y() - size / 2)
        painter.drawPixmap(corner, icons.pixmap("check", look.tokens.on_primary, size, 3.0))


class ChoiceRow(PaintedButton):
    """A choice as a line of words, with a second, quieter line where it helps."""

    def __init__(self, words: str, why: str = "", *, checkable: bool = True) -> None:
        super().__init__(words, checkable=checkable)
        self._why = why
        self.setAccessibleDescription(why)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(280, max(theme().touch(56), theme().em(3.9 if self._why else 2.6)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, edge = self.isChecked(), self.edge_width()
        rect = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        role = "primary" if on else "focus" if self.hasFocus() else "control"
        painter.setPen(QPen(look.colour(role), edge))
        painter.setBrush(look.colour("tint" if on else "card"))
        painter.drawRoundedRect(rect, 8, 8)
        if self.hasFocus() and on:
            painter.setPen(QPen(look.colour("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(4, 4, -4, -4), 5, 5)
        size = look.touch(26)
        middle = rect.center().y()
        if self.isCheckable():
            paint_tick(painter, self.seen(QRectF(16, middle - size / 2, size, size)), on)
        start = 16 + size + 14 if self.isCheckable() else 20
        self._paint_words(painter, start, middle)

    def _paint_words(self, painter: QPainter, start: float, middle: float) -> None:
        look = theme()
        flags = int(self.reading_side | Qt.AlignmentFlag.AlignVCenter)
        line, wide = look.em(1.35), self.width() - start - 12
        elide = Qt.TextElideMode.ElideRight
        top = middle - line if self._why else middle - line / 2
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("strong"))
        said = painter.fontMetrics().elidedText(self.text(), elide, round(wide))
        painter.drawText(self.seen(QRectF(start, top, wide, line)), flags, said)
        if self._why:
            painter.setPen(look.colour("quiet"))
            painter.setFont(look.font("small"))
            said = painter.fontMetrics().elidedText(self._why, elide, round(wide))
            painter.drawText(self.seen(QRectF(start, middle + 1, wide, line)), flags, said)
