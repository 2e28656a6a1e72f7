"""Pain over time: the value of each day as a line, and from before to after the day's sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from gmi_app.pictures.model import Side
from gmi_app.programme.record import Practice
from gmi_app.ui import words
from gmi_app.ui.charts.data import ChartData, Point, Series, Stop
from gmi_app.ui.charts.plot import Plot
from gmi_app.ui.charts.scale import Scale, Tick
from gmi_app.ui.charts.series_chart import SeriesChart
from gmi_app.ui.clinic.sheet import Sheet
from gmi_app.ui.theme import theme

translate = QCoreApplication.translate
MARGIN = 0.6
MOST_TICKS = 5
DAYS, SESSIONS = Side.LEFT, Side.RIGHT
"""Which of a chart's two series holds what: there are no sides of the body here."""


@dataclass(frozen=True, slots=True)
class PainDay:
    """``value``: over 24 hours, 0 to 10. ``before`` and ``after``: means of the day's sessions."""

    day: date
    value: float | None
    before: float | None
    after: float | None


def pain_days(pain: Mapping[date, int], practice: Iterable[Practice]) -> tuple[PainDay, ...]:
    """Days with any value, in their order."""
    before: dict[date, list[int]] = {}
    after: dict[date, list[int]] = {}
    for each in practice:
        if each.someone_else:
            continue
        if each.pain_before is not None:
            before.setdefault(each.day, []).append(each.pain_before)
        if each.pain_after is not None:
            after.setdefault(each.day, []).append(each.pain_after)
    days = sorted({*pain, *before, *after})
    return tuple(
        PainDay(day, pain.get(day), _mean(before.get(day)), _mean(after.get(day))) for day in days
    )


def pooled_pain(days: Iterable[PainDay], last: date, span: int) -> tuple[PainDay, ...]:
    """Means of ``span`` days each, counted back from ``last``, named by the first of them."""
    if span == 1:
        return tuple(days)
    places: dict[int, list[PainDay]] = {}
    for each in days:
        places.setdefault((last - each.day).days // span, []).append(each)
    return tuple(
        PainDay(
            last - timedelta(days=(back + 1) * span - 1),
            _mean([day.value for day in some if day.value is not None]),
            _mean([day.before for day in some if day.before is not None]),
            _mean([day.after for day in some if day.after is not None]),
        )
        for back, some in sorted(places.items(), reverse=True)
    )


def _mean(values: Sequence[float] | None) -> float | None:
    return sum(values) / len(values) if values else None


def chart_of(
    days: Iterable[PainDay], first: date, last: date, empty: str, span: int = 1
) -> ChartData:
    """From ``first`` to ``last``, both included; places of ``span`` days each."""
    shown = list(days)
    line: list[Point] = []
    before: date | None = None
    for each in shown:
        if each.value is None:
            continue
        joined = before is not None and (each.day - before).days == span
        line.append(Point(each.day.toordinal(), each.value, joined=joined))
        before = each.day
    moves = [
        Point(each.day.toordinal(), each.after, each.before, each.after)
        for each in shown
        if each.before is not None and each.after is not None
    ]
    stops = tuple(Stop(each.day.toordinal(), partial(_told, each)) for each in shown)
    ticks = tuple(Tick(value, words.number(value, 0)) for value in (0, 5, 10))
    room = MARGIN * span
    x = Scale(first.toordinal() - room, last.toordinal() + room, _ticks(first, last))
    series = (Series(DAYS, tuple(line)), Series(SESSIONS, tuple(moves)))
    return ChartData(x, Scale(0, 10, ticks), series, None, stops, _words(shown), empty)


def _told(each: PainDay) -> tuple[str, ...]:
    return (words.day(each.day), *_lines(each))


def _lines(each: PainDay) -> Iterable[str]:
    if each.value is not None:
        yield translate("pain", "Over 24 hours: {0}").format(_figure(each.value))
    if each.before is not None and each.after is not None:
        text = translate("pain", "Sessions: {0} before, {1} after")
        yield text.format(words.number(each.before), words.number(each.after))


def _figure(value: float) -> str:
    return words.number(value, 0 if value == int(value) else 1)


def _words(shown: list[PainDay]) -> str:
    values = [each.value for each in shown if each.value is not None]
    if not values:
        return ""
    text = translate("pain", "Pain over 24 hours: {0} first, {1} last. Use the arrow keys.")
    return text.format(_figure(values[0]), _figure(values[-1]))


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    length = (last - first).days
    weeks = next((n for n in (1, 2, 4, 8, 13, 26, 52) if length / (7 * n) <= MOST_TICKS), 104)
    name = words.month if length > 365 else words.day
    days = [last.toordinal() - 7 * weeks * n for n in range(length // (7 * weeks) + 1)]
    return tuple(Tick(day, name(date.fromordinal(day))) for day in reversed(days))


def sheet_of(days: Iterable[PainDay]) -> Sheet:
    """Newest first."""
    heads = (
        translate("pain", "Day"),
        translate("pain", "Over 24 hours"),
        translate("pain", "Before sessions"),
        translate("pain", "After sessions"),
    )
    rows = [
        (
            words.full_day(each.day),
            "–" if each.value is None else _figure(each.value),
            "–" if each.before is None else words.number(each.before),
            "–" if each.after is None else words.number(each.after),
        )
        for each in days
    ]
    return Sheet(heads, tuple(reversed(rows)))


class PainPlot(Plot):
    """One line in ink; a session's change is a bar from before to after, with a dot at after."""

    def at(self, side: Side, point: Point) -> QPointF:
        return QPointF(self.x(point.x), self.y(point.value))

    def _intervals(self, painter: QPainter, series: Series) -> None:
        if series.side is DAYS:
            return
        wide = theme().grow(3)
        for point in series.points:
            assert point.low is not None
            at, start = self.at(series.side, point), self.y(point.low)
            rising = point.value > point.low
            colour = theme().colour("attention" if rising else "control")
            painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(at.x(), start), at)

    def _line(self, painter: QPainter, series: Series) -> None:
        if series.side is SESSIONS:
            return
        path = QPainterPath()
        for index, point in enumerate(series.points):
            if index and point.joined:
                path.lineTo(self.at(DAYS, point))
            else:
                path.moveTo(self.at(DAYS, point))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("ink"), theme().grow(2)))
        painter.drawPath(path)

    def _marks(self, painter: QPainter, series: Series) -> None:
        """A ring where a session ended, a disc for a day."""
        radius = min(self.radius(), theme().grow(3.6))
        day = series.side is DAYS
        painter.setPen(QPen(theme().colour("card" if day else "quiet"), theme().grow(1.4)))
        painter.setBrush(theme().colour("ink" if day else "card"))
        for point in series.points:
            painter.drawEllipse(self.at(series.side, point), radius, radius)


class PainChart(SeriesChart):
    def _fitted(self) -> Plot:
        if self._plot is None:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._plot = PainPlot.fit(self.data, self.width(), self.height(), mirrored)
        return self._plot
