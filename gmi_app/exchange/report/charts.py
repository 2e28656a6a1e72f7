"""Charts of a report, as values: per side over days, and pain before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from math import ceil

from gmi_app.exchange.report import words
from gmi_app.exchange.report.values import Band, Chart, Line, Point, Reader, Tick
from gmi_app.language import tr
from gmi_app.laterality.measures import Estimate
from gmi_app.pictures.model import Side
from gmi_app.programme.record import Practice
from gmi_app.progress.goals import Goal
from gmi_app.progress.history import Day

COLOURS = {Side.LEFT: "#2B6CB0", Side.RIGHT: "#B7560B"}
MARKS = {Side.LEFT: "circle", Side.RIGHT: "triangle"}
_BEFORE, _AFTER = "#3E4D53", "#0A5858"
_MOST_TICKS = 6
_MOST_MARKS = 60
_SPANS_DAYS = (1, 7, 28, 91)
_MOST_DAYS_NAMED = 300
"""In a longer time a day without its year would stand for two."""
_LEAST_RT_S, _MOST_RT_S = 4.0, 30.0
_ABOVE = 1.15
"""Room above the slowest figure, as a factor; an interval that reaches further is cut there."""


def span_days(days: int) -> int:
    """How many days one mark stands for, so that no more marks come than can be told apart."""
    return next((span for span in _SPANS_DAYS if days <= span * _MOST_MARKS), _SPANS_DAYS[-1])


def accuracy(days: Sequence[Day], goal: Goal | None, reader: Reader, span: int = 1) -> Chart:
    """Share correct, 0 to 100 %. ``span``: days that each of ``days`` stands for."""
    lines = _per_side(days, lambda day, side: day.accuracy(side), reader)
    band = None if goal is None else Band(goal.accuracy, 1.0, tr("the usual goal"))
    ticks = tuple(Tick(n / 4, words.share(n / 4)) for n in range(5))
    title = tr("Correct answers")
    return Chart(
        title,
        _told(
            title,
            lines,
            days,
            words.share,
            None if goal is None else words.share(goal.accuracy),
            span,
        ),
        0.0,
        1.0,
        _last(days),
        ticks,
        _days(days),
        lines,
        band,
    )


def response_time(days: Sequence[Day], goal: Goal | None, reader: Reader, span: int = 1) -> Chart:
    """Median response time in seconds; from 0, so that a small change looks small."""
    lines = _per_side(days, lambda day, side: day.median_rt_s(side), reader)
    most = min(
        _MOST_RT_S, max([_LEAST_RT_S, *(p.y * _ABOVE for line in lines for p in line.points)])
    )
    step = next(s for s in (1, 2, 5, 10) if most / s <= 5)
    top = step * ceil(most / step)
    band = (
        None
        if goal is None
        else Band(goal.usual_rt_s - goal.spread_s, goal.rt_s, tr("the usual goal"))
    )
    title = tr("Answer time")
    return Chart(
        title,
        _told(
            title,
            lines,
            days,
            words.seconds,
            None if goal is None else words.seconds(goal.rt_s),
            span,
        ),
        0.0,
        float(top),
        _last(days),
        tuple(Tick(float(n), f"{n} s") for n in range(0, top + 1, step)),
        _days(days),
        lines,
        band,
    )


def pain(practice: Iterable[Practice], first: date, last: date) -> Chart:
    """0 to 10, the mean of a day (of a week in a longer time), before and after its sessions."""
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    apart = span_days((last - first).days + 1)
    for each in practice:
        x = (each.day - first).days // apart * apart
        if each.pain_before is not None:
            before.setdefault(x, []).append(each.pain_before)
        if each.pain_after is not None:
            after.setdefault(x, []).append(each.pain_after)
    lines = (
        Line(tr("Before"), _means(before), "square", _BEFORE, dashed=True),
        Line(tr("After"), _means(after), "circle", _AFTER),
    )
    span = [Day(first, ()), Day(last, ())]
    title = tr("Pain, 0 to 10")
    return Chart(
        title,
        _told(title, lines, span, lambda value: f"{value:.1f}", None, apart),
        0.0,
        10.0,
        _last(span),
        tuple(Tick(float(n), str(n)) for n in range(0, 11, 2)),
        _days(span),
        lines,
    )


def _means(found: dict[int, list[int]]) -> tuple[Point, ...]:
    return tuple(Point(x, sum(values) / len(values)) for x, values in sorted(found.items()))


def _per_side(
    days: Sequence[Day], figure: Callable[[Day, Side], Estimate | None], reader: Reader
) -> tuple[Line, ...]:
    intervals = reader is Reader.COLLEAGUE

    def points(side: Side) -> Iterable[Point]:
        for day in days:
            found = figure(day, side)
            if found is not None:
                x = (day.day - days[0].day).days
                low, high = (found.low, found.high) if intervals else (None, None)
                yield Point(x, found.value, low, high)

    return tuple(
        Line(
            words.side(side),
            tuple(points(side)),
            MARKS[side],
            COLOURS[side],
            dashed=side is Side.RIGHT,
        )
        for side in Side
    )


def _last(days: Sequence[Day]) -> float:
    return float(max(1, (days[-1].day - days[0].day).days))


def _days(days: Sequence[Day]) -> tuple[Tick, ...]:
    """Whole days, at most six, the first and the last among them."""
    first, count = days[0].day, int(_last(days))
    step = max(1, ceil(count / (_MOST_TICKS - 1)))
    name = words.month if count > _MOST_DAYS_NAMED else words.short_day
    return tuple(Tick(float(n), name(first + timedelta(days=n))) for n in range(0, count + 1, step))


def _told(
    title: str,
    lines: Sequence[Line],
    days: Sequence[Day],
    say: Callable[[float], str],
    goal: str | None,
    span: int = 1,
) -> str:
    """The chart in a sentence or two."""
    sentence = tr("{0}: {1} at first, {2} at last, {3} days.")
    if span > 1:
        sentence = tr("{0}: {1} at first, {2} at last, {3} times {4} days.")
    told = [tr("{0}, {1} to {2}.").format(title, words.day(days[0].day), words.day(days[-1].day))]
    for line in lines:
        if line.points:
            told.append(
                sentence.format(
                    line.name, say(line.points[0].y), say(line.points[-1].y), len(line.points), span
                )
            )
        else:
            told.append(tr("{0}: nothing yet.").format(line.name))
    if goal is not None:
        told.append(tr("The usual goal is {0}.").format(goal))
    return " ".join(told)
