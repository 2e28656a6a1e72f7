"""Places of a chart that pool several days: medians of raw times, with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from gmi_app.laterality.intervals import median_estimate
from gmi_app.laterality.measures import Estimate
from gmi_app.pictures.model import Side
from gmi_app.progress.history import Day

MOST_SETS: Final = 600
"""Sets whose raw times are read for a chart; with more, times of pooled days have no interval."""

Times = Mapping[UUID, Sequence[tuple[Side, float]]]


@dataclass(frozen=True, slots=True)
class TimedDay(Day):
    """``times``: the median of every correct answer of these days, a side each."""

    times: Mapping[Side, Estimate] = field(default_factory=dict)

    def median_rt_s(self, side: Side) -> Estimate | None:
        return self.times.get(side)


def with_times(days: Sequence[Day], times: Times) -> tuple[Day, ...]:
    """The same days with medians from raw times. Sets that cannot be told from guessing give
    none. ``times``: of every set, in seconds."""
    return tuple(_timed(day, times) for day in days)


def _timed(day: Day, times: Times) -> Day:
    found: dict[Side, Estimate] = {}
    read = [point.session for point in day.points if not point.guessing]
    for side in Side:
        values = [rt for session in read for of, rt in times.get(session, ()) if of is side]
        estimate = median_estimate(values)
        if estimate is not None:
            found[side] = estimate
    return TimedDay(day.day, day.points, found)
