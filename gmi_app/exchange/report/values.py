"""What a report says, before it is laid out: texts, tables and charts of numbers."""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.facts.exchanging import ReportReader

Reader = ReportReader
"""Who reads it: the person, in plain words; or a colleague, with the figures."""


@dataclass(frozen=True, slots=True)
class Point:
    """``x``: days since the first of the chart. ``low`` and ``high``: an interval, None without
    one."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One series. ``mark`` (circle, triangle, square) and ``dashed`` tell it from others where
    there are no colours; ``colour``: #RRGGBB, at least 4.5 to 1 on white."""

    name: str
    points: tuple[Point, ...]
    mark: str
    colour: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """The usual goal, from ``low`` to ``high``."""

    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """``alt`` says all that the picture shows, for who hears it. ``last``: the largest x."""

    title: str
    alt: str
    low: float
    high: float
    last: float
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Every row has as many cells as the head; the first cell names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """Under one heading: sentences, then a list, then a table, then charts side by side."""

    title: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None
    charts: tuple[Chart, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.sentences or self.points or self.table or self.charts)


@dataclass(frozen=True, slots=True)
class Report:
    """``facts``: name and value, shown at the top. ``warning``: in a frame above all, where there
    is one (a simulated person). ``footer``: on every page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    footer: str
    warning: str = ""
    language: str = "en"
