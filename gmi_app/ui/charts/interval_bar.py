"""One figure with its 95 % interval on a scale, and the stretch of it that is the usual goal."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.laterality.measures import Estimate
from gmi_app.pictures.model import Side
from gmi_app.ui.charts.data import Band
from gmi_app.ui.charts.plot import CENTRE
from gmi_app.ui.charts.scale import Scale
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.marker import draw_marker


class IntervalBar(QWidget):
    """The ends of the scale are named by its first and last tick. Without an estimate the goal
    stands alone; without a goal the estimate does."""

    def __init__(
        self,
        side: Side,
        estimate: Estimate | None,
        scale: Scale,
        goal: Band | None,
        words: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._side, self._estimate, self._scale, self._goal = side, estimate, scale, goal
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        caption = QFontMetricsF(theme().font("caption")).height()
        return QSize(theme().em(11), round(theme().grow(32) + caption + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(8), self.sizeHint().height())

    def _at(self, value: float) -> float:
        inset = theme().grow(8)  # a mark at either end stays whole
        share = self._scale.share(value)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        return inset + share * (self.width() - 2 * inset)

    def _goal_ends(self, goal: Band) -> tuple[float, float]:
        """In pixels, left to right; a goal that reaches an end of the scale fills the bar to it."""
        a, b = sorted((self._at(goal.low), self._at(goal.high)))
        inset = theme().grow(8)
        return (0.0 if a <= inset else a), (self.width() if b >= self.width() - inset else b)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        k = theme().grow(1)
        mid = 15 * k
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("sunken"))
        painter.drawRoundedRect(QRectF(0, mid - 7 * k, self.width(), 14 * k), 7 * k, 7 * k)
        if self._goal is not None:
            start, end = self._goal_ends(self._goal)
            painter.setPen(QPen(theme().colour("good"), 1.2 * k))
            painter.setBrush(theme().colour("good", 0.16))
            goal = QRectF(start + 1, mid - 13 * k, end - start - 2, 26 * k)
            painter.drawRoundedRect(goal, 5 * k, 5 * k)
        if self._estimate is not None:
            self._interval(painter, self._estimate, mid, k)
        self._labels(painter, 32 * k)
        painter.end()

    def _interval(self, painter: QPainter, estimate: Estimate, mid: float, k: float) -> None:
        colour = theme().colour(self._side.value)
        if estimate.low is not None and estimate.high is not None:
            pen = QPen(colour, 3 * k, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            ends = self._at(estimate.low), self._at(estimate.high)
            painter.drawLine(QPointF(ends[0], mid), QPointF(ends[1], mid))
            for x in ends:
                painter.drawLine(QPointF(x, mid - 5 * k), QPointF(x, mid + 5 * k))
        at = QPointF(self._at(estimate.value), mid)
        draw_marker(painter, self._side, at, 7.5 * k, colour, theme().colour("card"))

    def _labels(self, painter: QPainter, top: float) -> None:
        """The goal's name under it; an end of the scale only where it does not touch that name."""
        font = theme().font("caption")
        metrics = QFontMetricsF(font)
        high, gap = metrics.height() + 1, theme().em(0.6)
        wide, left = 0.0, float(-gap - self.width())
        painter.setFont(font)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if self._goal is not None:
            wide = metrics.horizontalAdvance(self._goal.label) + 2
            centre = sum(self._goal_ends(self._goal)) / 2
            left = min(max(centre - wide / 2, 0.0), max(self.width() - wide, 0.0))
            painter.setPen(theme().colour("good"))
            painter.drawText(QRectF(left, top, wide, high), CENTRE, self._goal.label)
        painter.setPen(theme().colour("quiet"))
        for tick in self._scale.ticks:
            need = metrics.horizontalAdvance(tick.label) + 2
            x = min(max(self._at(tick.value) - need / 2, 0), self.width() - need)
            if x + need + gap <= left or x >= left + wide + gap:
                painter.drawText(QRectF(x, top, need, high), CENTRE, tick.label)
