"""Paints one chart: grid, goal, intervals, lines, marks and labels. Knows pixels, not widgets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from gmi_app.pictures.model import Side
from gmi_app.ui.charts.data import Band, ChartData, Point, Series
from gmi_app.ui.charts.ring import draw_ring
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.marker import draw_marker, side_pen

CENTRE = Qt.AlignmentFlag.AlignCenter
ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
WIDEST_LABEL = "100 %"
"""Room for it is kept in every chart, so that charts below each other stand in line."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the data lies inside a widget. ``mirrored``: time runs from right to left. ``pitch``:
    pixels between neighbouring places, where they are closest. ``aside``: so many pixels the marks
    of the two sides stand beside their place, so that their intervals do not hide each other."""

    data: ChartData
    area: QRectF
    mirrored: bool
    pitch: float
    aside: float

    @classmethod
    def fit(cls, data: ChartData, width: float, height: float, mirrored: bool) -> Plot:
        """Leaves room for the labels: values at the reading start, time below."""
        metrics = QFontMetricsF(theme().font("caption"))
        labels = [WIDEST_LABEL, *(tick.label for tick in data.y.ticks)]
        widest = max(metrics.horizontalAdvance(label) for label in labels)
        gutter, margin = widest + theme().em(0.8), theme().em(0.9)
        top, below = metrics.height() / 2 + 4, metrics.height() + theme().em(0.6)
        left, right = (margin, gutter) if mirrored else (gutter, margin)
        area = QRectF(left, top, max(width - left - right, 1), max(height - top - below, 1))
        xs = sorted({point.x for series in data.series for point in series.points})
        closest = min((b - a for a, b in pairwise(xs)), default=data.x.high - data.x.low)
        pitch = area.width() * closest / (data.x.high - data.x.low)
        return cls(data, area, mirrored, pitch, min(theme().grow(2.5), pitch / 5))

    # ---- places
    def x(self, value: float) -> float:
        share = self.data.x.share(value)
        return self.area.left() + self.area.width() * (1 - share if self.mirrored else share)

    def y(self, value: float) -> float:
        return self.area.bottom() - self.area.height() * self.data.y.share(value)

    def at(self, side: Side, point: Point) -> QPointF:
        aside = -self.aside if side is Side.LEFT else self.aside
        return QPointF(self.x(point.x) + aside, self.y(point.value))

    def radius(self) -> float:
        return max(theme().grow(2.6), min(theme().grow(5.5), self.pitch * 0.36))

    # ---- painting
    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if self.data.band is not None:
            self._band(painter, self.data.band)
        self._grid(painter)
        self._days(painter)
        self._changes(painter)
        for series in self.data.series:
            self._intervals(painter, series)
        for series in self.data.series:
            self._line(painter, series)
        for series in self.data.series:
            self._marks(painter, series)
        if self.data.band is not None:
            self._band_label(painter, self.data.band)

    def _grid(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(theme().font("caption"))
        painter.setFont(theme().font("caption"))
        for tick in self.data.y.ticks:
            y = round(self.y(tick.value)) + 0.5
            base = tick.value <= self.data.y.low
            # in high contrast "line" is as strong as ink, and a grid must stay behind the data
            faint = theme().colour("line", 0.35 if theme().tokens.outlined else 1.0)
            painter.setPen(QPen(theme().colour("control") if base else faint, 1))
            painter.drawLine(QPointF(self.area.left(), y), QPointF(self.area.right(), y))
            painter.setPen(theme().colour("quiet"))
            wide, half = metrics.horizontalAdvance(tick.label) + 1, metrics.height() / 2
            gap = theme().em(0.4)
            start = self.area.right() + gap if self.mirrored else self.area.left() - gap - wide
            painter.drawText(QRectF(start, y - half, wide, 2 * half), CENTRE, tick.label)

    def _days(self, painter: QPainter) -> None:
        """Labels of the time axis, newest first; one that would touch its neighbour is left out."""
        metrics = QFontMetricsF(theme().font("caption"))
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().colour("quiet"))
        taken: list[QRectF] = []
        top = self.area.bottom() + theme().em(0.35)
        for tick in sorted(self.data.x.ticks, key=lambda t: -t.value):
            wide = metrics.horizontalAdvance(tick.label) + 2
            left = min(self.x(tick.value) - wide / 2, self.area.right() + theme().em(0.6) - wide)
            box = QRectF(max(left, 0), top, wide, metrics.height())
            apart = box.adjusted(-theme().em(0.5), 0, theme().em(0.5), 0)
            if any(apart.intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.drawText(box, CENTRE, tick.label)

    def _changes(self, painter: QPainter) -> None:
        """A dotted line from a small flag at the top: where something else began."""
        pen = QPen(theme().colour("quiet"), theme().grow(1.4), Qt.PenStyle.DotLine)
        size = theme().grow(7)
        for change in self.data.changes:
            x, top = round(self.x(change)) + 0.5, self.area.top()
            painter.setPen(pen)
            painter.drawLine(QPointF(x, top), QPointF(x, self.area.bottom()))
            flag = QPainterPath(QPointF(x, top))
            away = -1 if self.mirrored else 1
            flag.lineTo(x + away * size, top + size / 2)
            flag.lineTo(x, top + size)
            painter.fillPath(flag, theme().colour("quiet"))

    def _band(self, painter: QPainter, band: Band) -> None:
        top, bottom = self.y(band.high), self.y(band.low)
        rect = QRectF(self.area.left(), top, self.area.width(), bottom - top)
        painter.fillRect(rect, theme().colour("good", 0.13))
        painter.setPen(QPen(theme().colour("good"), theme().grow(1.4), Qt.PenStyle.DashLine))
        for edge in (band.low, band.high):  # a line only where the goal ends inside the chart
            if self.data.y.low < edge < self.data.y.high:
                y = self.y(edge)
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _band_label(self, painter: QPainter, band: Band) -> None:
        box = self.band_label_box(band)
        if box is None:
            return  # the legend names the goal, too
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().colour("good"))
        painter.drawText(box, CENTRE, band.label)

    def band_label_box(self, band: Band) -> QRectF | None:
        """The end of the band where its words touch no data, the oldest end first; None: neither.
        They stand along the edge of the chart, away from the edge that is the goal."""
        metrics = QFontMetricsF(theme().font("caption"))
        pad = theme().em(0.3)
        wide, high = metrics.horizontalAdvance(band.label) + 2, metrics.height()
        if not band.label or self.y(band.low) - self.y(band.high) < high:
            return None
        low_side = band.low <= self.data.y.low
        y = self.y(band.low) - high - pad if low_side else self.y(band.high) + pad
        ends = [self.area.left() + pad, self.area.right() - pad - wide]
        boxes = [QRectF(x, y, wide, high) for x in (ends[::-1] if self.mirrored else ends)]
        return next((box for box in boxes if not self._touches(box)), None)

    def _touches(self, box: QRectF) -> bool:
        """Whether a mark, an interval or a line of the data comes into ``box``."""
        room = self.radius() + 2
        wider = box.adjusted(-room, -room, room, room)
        for series in self.data.series:
            marks = [self.at(series.side, point) for point in series.points]
            if any(_crosses(a, b, wider) for a, b in pairwise([marks[0], *marks] if marks else [])):
                return True
            for point, mark in zip(series.points, marks, strict=True):
                if point.low is None or point.high is None:
                    continue
                top, bottom = self.y(point.high), self.y(point.low)
                if wider.intersects(QRectF(mark.x() - 1, top, 2, max(bottom - top, 1))):
                    return True
        return False

    def _intervals(self, painter: QPainter, series: Series) -> None:
        """Upright bars on whole pixels: filled in a fraction of the time of smoothed lines."""
        roomy = self.pitch > theme().grow(24)
        colour = theme().colour(series.side.value, 0.8 if roomy else 0.45)
        wide, cap = round(theme().grow(1.6)), round(theme().grow(4))
        for point in series.points:
            if point.low is None or point.high is None:
                continue
            x = round(self.at(series.side, point).x() - wide / 2)
            low, high = round(self.y(point.low)), round(self.y(point.high))
            painter.fillRect(x, high, wide, low - high, colour)
            for end in [point.low, point.high] if roomy else []:
                if self.data.y.low <= end <= self.data.y.high:  # outside it goes on
                    y = round(self.y(end) - wide / 2)
                    painter.fillRect(x - cap, y, 2 * cap + wide, wide, colour)

    def _marks(self, painter: QPainter, series: Series) -> None:
        """One mark is drawn smoothly and then stamped wherever there is a point."""
        radius = self.radius()
        for point in series.points:
            if point.ringed:
                draw_ring(painter, self.at(series.side, point), radius)
        stamp = _stamp(series.side, radius, painter.device().devicePixelRatio())
        half = stamp.deviceIndependentSize().width() / 2
        for point in series.points:
            painter.drawPixmap(self.at(series.side, point) - QPointF(half, half), stamp)

    def _line(self, painter: QPainter, series: Series) -> None:
        path = QPainterPath()
        for index, point in enumerate(series.points):
            at = self.at(series.side, point)
            if index and point.joined:
                path.lineTo(at)
            else:
                path.moveTo(at)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(side_pen(series.side, theme().grow(2.2)))
        painter.drawPath(path)


def _stamp(side: Side, radius: float, ratio: float) -> QPixmap:
    """A side's mark on a clear ground, for a screen of this pixel ratio."""
    size = 2 * ceil(radius + 2)
    stamp = QPixmap(round(size * ratio), round(size * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour, edge = theme().colour(side.value), theme().colour("card")
    draw_marker(painter, side, QPointF(size / 2, size / 2), radius, colour, edge)
    painter.end()
    return stamp


def _crosses(a: QPointF, b: QPointF, box: QRectF) -> bool:
    """Whether the straight line between two points comes into ``box``."""
    first, last = sorted((a, b), key=lambda point: point.x())
    left, right = max(first.x(), box.left()), min(last.x(), box.right())
    if left > right:
        return False
    run = last.x() - first.x()
    slope = (last.y() - first.y()) / run if run else 0.0
    ends = [first.y() + slope * (x - first.x()) for x in (left, right)]
    if not run:
        ends = [first.y(), last.y()]
    return max(ends) >= box.top() and min(ends) <= box.bottom()
