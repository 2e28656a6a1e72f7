"""The two figures of a set that charts show: where they come from, their axis, goal and words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from gmi_app.laterality.measures import Estimate
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

    def figure(self, side: Side, estimate: Estimate) -> str:
        """ "Left 82 % (likely 70 to 90 %)"."""
        value = self.words(estimate.value)
        name = words.side(side)
        if estimate.low is None:
            return translate("chart", "{0} {1}").format(name, value)
        interval = words.share_interval if self is Measure.ACCURACY else words.seconds_interval
        return translate("chart", "{0} {1} ({2})").format(name, value, interval(estimate))

    def axis(self, values: Sequence[float], goal: Goal) -> Scale:
        if self is Measure.ACCURACY:
            low, high = share_range(values)
        else:
            low, high = seconds_range(values, goal.rt_s)
        step = round_step(high - low, MOST_VALUE_TICKS)
        ticks = (Tick(v, self._tick(v)) for v in steps(low, high, step))
        return Scale(low, high, tuple(ticks))

    def _tick(self, value: float) -> str:
        return words.share(value) if self is Measure.ACCURACY else words.seconds(value, 0)

    def goal_words(self, goal: Goal) -> str:
        if self is Measure.ACCURACY:
            text = translate("chart", "The usual goal is {0} or more.")
            return text.format(words.share(goal.accuracy))
        text = translate("chart", "The usual goal is {0} or less.")
        return text.format(words.seconds(goal.rt_s))

    def band(self, goal: Goal) -> Band:
        label = translate("chart", "usual goal")
        if self is Measure.ACCURACY:
            return Band(goal.accuracy, 1.0, label)
        return Band(0.0, goal.rt_s, label)
