"""Axes of a chart: where a value lies between two ends, and which round values get a line."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid at ``value``; ``label`` may be empty."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high`` (high > low, else ValueError), with its ticks."""

    low: float
    high: float
    ticks: tuple[Tick, ...] = ()

    def __post_init__(self) -> None:
        if not self.high > self.low:
            raise ValueError("an axis needs a high end above its low end")

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high end; what lies outside is held at the end."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that cuts ``span`` into at most ``most``."""
    rough = span / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    # the slack keeps 0.3 / 3 from being taken for more than 0.1
    return next(n * power for n in (1, 2, 5, 10) if n * power >= rough * (1 - 1e-9))


def steps(low: float, high: float, step: float) -> list[float]:
    """The multiples of ``step`` from ``low`` to ``high``, both ends included."""
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [n * step for n in range(first, last + 1)]


def seconds_range(values: Iterable[float], goal: float | None) -> tuple[float, float]:
    """Whole seconds that hold every value and the goal with room above it: 0 to at least 4."""
    top = max([0.0 if goal is None else goal + 1.0, *values])
    return 0.0, float(max(4, math.ceil(top - 1e-9)))


def share_range(values: Iterable[float]) -> tuple[float, float]:
    """0.5 to 1, or from a lower tenth where a value (a share, 0 to 1) needs it."""
    lowest = min([0.5, *values])
    return max(0.0, math.floor(lowest * 10 + 1e-9) / 10), 1.0
