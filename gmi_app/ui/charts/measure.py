"""The two figures of a set that charts show: where they come from, their axis, goal and words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from math import floor

from PySide6.QtCore import QCoreApplication

from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import Side
from gmi_app.progress.goals import Goal
from gmi_app.progress.history import Day, SetPoint
from gmi_app.ui import words
from gmi_app.ui.charts.data import Band
from gmi_app.ui.charts.scale import (
    Scale,
    Tick,
    round_step,
    seconds_range,
    share_range,
    steps,
)

translate = QCoreApplication.translate

MOST_VALUE_TICKS = 5
WIDEST_INTERVAL = 1.3
"""An interval is shown up to so many times the slowest figure."""


class Measure(Enum):
    ACCURACY = auto()
    RT = auto()

    def of_set(self, point: SetPoint, side: Side) -> Estimate | None:
        one = point.of(side)
        return one.accuracy if self is Measure.ACCURACY else one.median_rt_s

    def of_day(self, day: Day, side: Side) -> Estimate | None:
        return day.accuracy(side) if self is Measure.ACCURACY else day.median_rt_s(side)

    def words(self, value: float) -> str:
        return words.share(value) if self is Measure.ACCURACY else words.seconds(value)

    def figure(self, side: Side, estimate: Estimate, asked: Task = Task.SIDE) -> str:
        """ "Left 82 % (likely 70 to 90 %)"."""
        value = self.words(estimate.value)
        name = words.answer(side, asked)
        if estimate.low is None:
            return translate("chart", "{0} {1}").format(name, value)
        interval = words.share_interval if self is Measure.ACCURACY else words.seconds_interval
        return translate("chart", "{0} {1} ({2})").format(name, value, interval(estimate))

    def axis(self, figures: Sequence[Estimate], goal: Goal | None) -> Scale:
        """Holds every figure and the goal, where there is one; an interval much wider than the
        figures leaves the chart rather than flatten it."""
        values = [figure.value for figure in figures]
        if self is Measure.ACCURACY:
            lows = [figure.low for figure in figures if figure.low is not None]
            low, high = share_range([*values, *(max(v, min(values) - 0.2) for v in lows)])
        else:
            most = WIDEST_INTERVAL * max(values, default=0.0)
            highs = [figure.high for figure in figures if figure.high is not None]
            held = [*values, *(min(v, most) for v in highs)]
            low, high = seconds_range(held, goal.rt_s if goal else None)
        step = round_step(high - low, MOST_VALUE_TICKS)
        low = step * floor(low / step + 1e-9)
        ticks = (Tick(v, self._tick(v)) for v in steps(low, high, step))
        return Scale(low, high, tuple(ticks))

    def _tick(self, value: float) -> str:
        return words.share(value) if self is Measure.ACCURACY else words.seconds(value, 0)

    def goal_words(self, goal: Goal | None) -> str:
        if goal is None:
            return translate("chart", "There is no usual goal for moving pictures.")
        if self is Measure.ACCURACY:
            text = translate("chart", "The usual goal is {0} or more.")
            return text.format(words.share(goal.accuracy))
        text = translate("chart", "The usual goal is {0} or less.")
        return text.format(words.seconds(goal.rt_s))

    def band(self, goal: Goal | None) -> Band | None:
        if goal is None:
            return None
        label = translate("chart", "usual goal")
        if self is Measure.ACCURACY:
            return Band(goal.accuracy, 1.0, label)
        return Band(0.0, goal.rt_s, label)
