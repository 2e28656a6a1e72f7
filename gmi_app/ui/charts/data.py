"""What a chart is given: points of two sides, the goal, and what each place says in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gmi_app.pictures.model import Side
from gmi_app.ui.charts.scale import Scale


@dataclass(frozen=True, slots=True)
class Point:
    """One figure. ``x`` and the figures are in the units of the axes; ``low`` and ``high`` are its
    95 % interval or None. ``joined``: a line comes from the point before (no day was missed).
    ``ringed``: a check-up."""

    x: float
    value: float
    low: float | None = None
    high: float | None = None
    joined: bool = True
    ringed: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one side, in the order of ``x``."""

    side: Side
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """The goal: everything between ``low`` and ``high``; ``label`` names it inside the band."""

    low: float
    high: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that the cursor can stand on; ``lines`` say what is there, the first as a heading.
    They are worked out by ``tell`` when somebody comes there: a chart has hundreds of places."""

    x: float
    tell: Callable[[], tuple[str, ...]]

    @property
    def lines(self) -> tuple[str, ...]:
        return self.tell()


@dataclass(frozen=True, slots=True)
class ChartData:
    """Everything that one chart shows. ``words`` describe the whole chart for who cannot see it;
    ``empty`` stands in its middle while there are no points. ``changes``: places on the time axis
    at which something else began (a plan was changed)."""

    x: Scale
    y: Scale
    series: tuple[Series, ...] = ()
    band: Band | None = None
    stops: tuple[Stop, ...] = ()
    words: str = ""
    empty: str = ""
    changes: tuple[float, ...] = ()

    @property
    def has_points(self) -> bool:
        return any(series.points for series in self.series)
