"""Charts of progress: the last sets side by side, or days, weeks and months on a calendar.

Pure, and slow enough for ten thousand sets to belong off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication

from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import Side
from gmi_app.progress.goals import Goal
from gmi_app.progress.history import Day, SetPoint
from gmi_app.ui import words
from gmi_app.ui.charts.data import ChartData, Point, Series, Stop
from gmi_app.ui.charts.measure import Measure
from gmi_app.ui.charts.scale import Scale, Tick

translate = QCoreApplication.translate

MARGIN = 0.6
"""Room before the first and after the last place, in places."""
MOST_PLACES = 64
SPANS_DAYS = (1, 7, 28, 91)
MOST_DAY_TICKS = 9
TICK_STEPS = {1: (1, 2, 7, 14), 7: (1, 2, 4, 8), 28: (1, 2, 3, 6, 13), 91: (1, 2, 4, 8)}
"""Places between two names on the time axis, for each span: days, weeks, months, years."""


def span_days(days: int) -> int:
    """How many days go into one place, so that no more places come than can be told apart."""
    fitting = (span for span in SPANS_DAYS if days <= span * MOST_PLACES)
    return next(fitting, SPANS_DAYS[-1])


def of_sets(
    points: Sequence[SetPoint],
    measure: Measure,
    goal: Goal | None,
    empty: str,
    asked: Task = Task.SIDE,
) -> ChartData:
    """Sets one after the other, oldest first, however many days lie between."""
    series = []
    for side in Side:
        figures = [(n, p, measure.of_set(p, side)) for n, p in enumerate(points)]
        series.append(
            Series(side, tuple(_point(n, e, p.check_up) for n, p, e in figures if e is not None))
        )
    stops = tuple(
        Stop(n, partial(_told_of_set, point, measure, asked)) for n, point in enumerate(points)
    )
    last = max(len(points) - 1, 1)
    ticks = (Tick(0, translate("chart", "oldest")), Tick(last, translate("chart", "newest")))
    x = Scale(-MARGIN, last + MARGIN, ticks if len(points) > 1 else ())
    return _chart(x, series, stops, measure, goal, empty, asked)


def of_days(
    days: Sequence[Day],
    span: int,
    measure: Measure,
    goal: Goal | None,
    empty: str,
    asked: Task = Task.SIDE,
) -> ChartData:
    """Places of ``span`` days each (``pooled``), at least one; an empty one breaks the line."""
    figures = {side: [measure.of_day(day, side) for day in days] for side in Side}
    series = []
    for side, estimates in figures.items():
        points, joined = [], False
        for day, estimate in zip(days, estimates, strict=True):
            if estimate is not None:
                ringed = any(point.check_up for point in day.points)
                points.append(_point(day.day.toordinal(), estimate, ringed, joined))
            joined = bool(day.points) and (estimate is not None or joined)
        series.append(Series(side, tuple(points)))
    stops = tuple(
        Stop(day.day.toordinal(), partial(_told_of_day, day, span, measure, asked))
        for day in days
        if day.points
    )
    first, last = days[0].day, days[-1].day
    room = MARGIN * span
    x = Scale(first.toordinal() - room, last.toordinal() + room, _day_ticks(first, last, span))
    return _chart(x, series, stops, measure, goal, empty, asked)


def _told_of_set(point: SetPoint, measure: Measure, asked: Task) -> tuple[str, ...]:
    figures = ((side, measure.of_set(point, side)) for side in Side)
    return (_set_heading(point), *_lines(measure, figures, asked))


def _told_of_day(day: Day, span: int, measure: Measure, asked: Task) -> tuple[str, ...]:
    figures = ((side, measure.of_day(day, side)) for side in Side)
    return (_day_heading(day, span), *_lines(measure, figures, asked))


def _point(x: float, estimate: Estimate, ringed: bool, joined: bool = True) -> Point:
    return Point(x, estimate.value, estimate.low, estimate.high, joined, ringed)


def _chart(
    x: Scale,
    series: Sequence[Series],
    stops: tuple[Stop, ...],
    measure: Measure,
    goal: Goal | None,
    empty: str,
    asked: Task,
) -> ChartData:
    figures = [Estimate(p.value, p.low, p.high) for one in series for p in one.points]
    return ChartData(
        x,
        measure.axis(figures, goal),
        tuple(series),
        measure.band(goal),
        stops,
        _whole(series, measure, goal, asked),
        empty,
    )


def _whole(series: Sequence[Series], measure: Measure, goal: Goal | None, asked: Task) -> str:
    """The chart in words, for who cannot see it."""
    said = [
        translate("chart", "{0}: {1} first, {2} last.").format(
            words.answer(one.side, asked),
            measure.words(one.points[0].value),
            measure.words(one.points[-1].value),
        )
        for one in series
        if one.points
    ]
    said.append(measure.goal_words(goal))
    said.append(translate("chart", "Use the arrow keys to go through it."))
    return " ".join(said)


def _lines(
    measure: Measure, figures: Iterable[tuple[Side, Estimate | None]], asked: Task
) -> Iterable[str]:
    for side, estimate in figures:
        if estimate is not None:
            yield measure.figure(side, estimate, asked)
        else:
            yield translate("chart", "{0}: not shown").format(words.answer(side, asked))


def _set_heading(point: SetPoint) -> str:
    day = words.day(point.at.day)
    return translate("chart", "{0}, check-up").format(day) if point.check_up else day


def _day_heading(day: Day, span: int) -> str:
    if span > 1:
        end = day.day + timedelta(days=span - 1)
        name = translate("chart", "{0} to {1}").format(words.day(day.day), words.day(end))
    else:
        name = words.day(day.day)
    sets = len(day.points)
    if any(point.check_up for point in day.points):
        name = translate("chart", "{0}, check-up").format(name)
    if sets > 1:
        return translate("chart", "{0}, {1}").format(name, words.Counts().sets(sets))
    return name


def _day_ticks(first: date, last: date, span: int) -> tuple[Tick, ...]:
    """Counted back from the newest place, so that it always has its name."""
    length = (last - first).days
    fitting = (n * span for n in TICK_STEPS[span] if length / (n * span) <= MOST_DAY_TICKS)
    step = next(fitting, max(length, 1))
    count = (last - first).days // step + 1
    days = [last - timedelta(days=n * step) for n in range(count)]
    name = words.month if (last - first).days > 365 else words.day
    return tuple(Tick(day.toordinal(), name(day)) for day in reversed(days))
