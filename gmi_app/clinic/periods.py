"""The figures of one stretch of days, and how two stretches differ.

Figures of practice sets: they show how practice went. Whether somebody really changed is a
question for check-ups (``gmi_app.clinic.since``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from gmi_app.clinic.adherence import Adherence, PlannedDay, adherence
from gmi_app.facts.session import StopReason
from gmi_app.laterality.comparability import Conditions
from gmi_app.laterality.intervals import difference, wilson
from gmi_app.laterality.measures import Estimate
from gmi_app.pictures.model import Side
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.record import Practice
from gmi_app.progress.flare import FLARE_RISE, is_flare, pain_rise
from gmi_app.progress.history import Day, comparable, series
from gmi_app.progress.summary import SessionSummary


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included; raises ValueError the other way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends on the day it begins, or later")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def moved(self, today: date, first: date | None = None, last: date | None = None) -> Period:
        """With another first or last day. Where the two would cross, the other one goes along, as
        far away as it was; no day lies after ``today``."""
        length = timedelta(days=self.days - 1)
        since, until = min(first or self.first, today), min(last or self.last, today)
        if since > until:
            if first is not None:
                until = min(since + length, today)
            else:
                since = until - length
        return Period(since, until)


@dataclass(frozen=True, slots=True)
class SideFigures:
    """One side. ``accuracy``: all pictures of the comparable sets pooled, a share with its
    interval. ``median_rt_s``: the mean of the sets' medians, weighted by correct answers, in
    seconds. ``timed_out`` of ``scored`` pictures."""

    accuracy: Estimate | None
    median_rt_s: Estimate | None
    timed_out: int
    scored: int


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """``sets``: those compared. ``minutes``: practised, by kind of exercise. ``pain``: the mean of
    the 24-hour values of ``pain_days`` days. ``rise``: the mean change from before a session to
    after it, of ``rated`` sessions. ``flares``: sessions after which it was
    ``flare_rise`` points or more higher, the plan's figure."""

    period: Period
    sets: int
    left: SideFigures
    right: SideFigures
    adherence: Adherence
    sessions: Mapping[ItemKind, int]
    minutes: Mapping[ItemKind, float]
    pain: float | None
    pain_days: int
    rise: float | None
    rated: int
    flares: int
    flare_rise: int
    stops: Mapping[StopReason, int]

    def of(self, side: Side) -> SideFigures:
        return self.left if side is Side.LEFT else self.right


def figures(
    period: Period,
    *,
    summaries: Iterable[SessionSummary],
    wanted: Conditions | None,
    practice: Iterable[Practice],
    pain: Mapping[date, int],
    days: Iterable[PlannedDay],
    flare_rise: int = FLARE_RISE,
) -> PeriodFigures:
    """``wanted``: which sets are compared; whatever lies outside the period is passed over."""
    own = [s for s in comparable(summaries, wanted) if period.holds(s.at.day)]
    pooled = Day(period.first, series(own, wanted))
    left, right = (_side(side, pooled, own) for side in Side)
    done = [p for p in practice if p.practised and period.holds(p.day)]
    sessions = Counter(p.kind for p in done)
    minutes: Counter[ItemKind] = Counter()
    for each in done:
        minutes[each.kind] += each.duration_s / 60  # type: ignore[assignment]
    rises = [r for p in done if (r := pain_rise(p.pain_before, p.pain_after)) is not None]
    values = [value for day, value in pain.items() if period.holds(day)]
    return PeriodFigures(
        period=period,
        sets=len(own),
        left=left,
        right=right,
        adherence=adherence(d for d in days if period.holds(d.day)),
        sessions=sessions,
        minutes=minutes,
        pain=fmean(values) if values else None,
        pain_days=len(values),
        rise=fmean(rises) if rises else None,
        rated=len(rises),
        flares=sum(is_flare(p.pain_before, p.pain_after, flare_rise) for p in done),
        flare_rise=flare_rise,
        stops=Counter(p.reason for p in done if p.reason is not None),
    )


def _side(side: Side, pooled: Day, own: Iterable[SessionSummary]) -> SideFigures:
    of_side = [summary.measures.of(side) for summary in own]
    return SideFigures(
        accuracy=wilson(sum(s.correct for s in of_side), sum(s.scored for s in of_side)),
        median_rt_s=pooled.median_rt_s(side),
        timed_out=sum(s.timed_out for s in of_side),
        scored=sum(s.scored for s in of_side),
    )


def accuracy_change(side: Side, earlier: PeriodFigures, later: PeriodFigures) -> Estimate | None:
    """Later minus earlier, a share with its interval; None where one of them has no pictures."""
    a, b = later.of(side).accuracy, earlier.of(side).accuracy
    return None if a is None or b is None else difference(a, b)


def rt_change_s(side: Side, earlier: PeriodFigures, later: PeriodFigures) -> float | None:
    """Later minus earlier, in seconds; None where one of them has no time."""
    a, b = later.of(side).median_rt_s, earlier.of(side).median_rt_s
    return None if a is None or b is None else a.value - b.value
