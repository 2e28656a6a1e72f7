"""Change over time: comparable sets as points, day by day, with the gaps left as gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.session import EndKind
from gmi_app.laterality.comparability import Conditions, conditions
from gmi_app.laterality.intervals import wilson
from gmi_app.laterality.measures import Estimate, SideMeasures
from gmi_app.pictures.model import Side
from gmi_app.progress.summary import SessionSummary

LAST_SETS = 10


@dataclass(frozen=True, slots=True)
class SidePoint:
    """One side of a set. ``accuracy`` as a share; ``median_rt_s`` in seconds, None where the set
    cannot be told from guessing. ``correct`` of ``scored`` pictures."""

    correct: int
    scored: int
    accuracy: Estimate | None
    median_rt_s: Estimate | None


@dataclass(frozen=True, slots=True)
class SetPoint:
    """One set. ``check_up`` ones are marked in a chart; ``stopped_early``: not completed."""

    session: UUID
    at: Moment
    check_up: bool
    guessing: bool
    stopped_early: bool
    left: SidePoint
    right: SidePoint

    def of(self, side: Side) -> SidePoint:
        return self.left if side is Side.LEFT else self.right


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day on the person's wall clock; without ``points`` it is a gap."""

    day: date
    points: tuple[SetPoint, ...]

    def accuracy(self, side: Side) -> Estimate | None:
        """All pictures of the day pooled, with their interval; None on a day without any."""
        sides = [point.of(side) for point in self.points]
        return wilson(sum(s.correct for s in sides), sum(s.scored for s in sides))

    def median_rt_s(self, side: Side) -> Estimate | None:
        """The set's own figure on a day with one. With several: the mean of their medians, weighted
        by correct answers, without an interval (that would take the raw trials)."""
        timed: list[tuple[Estimate, int]] = []
        for point in self.points:
            of_side = point.of(side)
            if of_side.median_rt_s is not None:
                timed.append((of_side.median_rt_s, of_side.correct))
        if len(timed) < 2:
            return timed[0][0] if timed else None
        weight = sum(correct for _, correct in timed)
        return Estimate(sum(f.value * correct for f, correct in timed) / weight, None, None)


def conditions_of(summary: SessionSummary) -> Conditions | None:
    """What must be the same in another set for the two to be compared; None: with no other."""
    return conditions(summary.settings, summary.method)


def latest_conditions(summaries: Iterable[SessionSummary]) -> Conditions | None:
    """The conditions of the newest set that compares with others: what to show first."""
    newest = sorted(_own(summaries), key=lambda s: s.at.utc, reverse=True)
    return next((found for s in newest if (found := conditions_of(s)) is not None), None)


def comparable(
    summaries: Iterable[SessionSummary], wanted: Conditions | None
) -> tuple[SessionSummary, ...]:
    """The patient's own sets under the conditions ``wanted``, oldest first (none for None).

    Left out: sets that someone else did, and those without an answer or with several methods.
    """
    if wanted is None:
        return ()
    chosen = (s for s in _own(summaries) if conditions_of(s) == wanted)
    return tuple(sorted(chosen, key=lambda s: s.at.utc))


def series(summaries: Iterable[SessionSummary], wanted: Conditions | None) -> tuple[SetPoint, ...]:
    """Comparable sets as points, oldest first."""
    return tuple(_point(summary) for summary in comparable(summaries, wanted))


def last_sets(
    summaries: Iterable[SessionSummary], like: SessionSummary, number: int = LAST_SETS
) -> tuple[SetPoint, ...]:
    """The last sets comparable with ``like``, up to and including it, oldest first."""
    until = [s for s in summaries if s.at.utc <= like.at.utc]
    return series(until, conditions_of(like))[-number:]


def by_day(points: Sequence[SetPoint], first: date, last: date) -> tuple[Day, ...]:
    """Every calendar day from ``first`` to ``last``, both included, with its sets in order."""
    found: dict[date, list[SetPoint]] = {}
    for point in sorted(points, key=lambda p: p.at.utc):
        found.setdefault(point.at.day, []).append(point)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(Day(day, tuple(found.get(day, ()))) for day in days)


def pooled(days: Sequence[Day], span: int) -> tuple[Day, ...]:
    """Each ``span`` days as one, named by the first of them; they are counted back from the last
    day, so that the newest place is whole."""
    if span == 1 or not days:
        return tuple(days)
    last = days[-1].day.toordinal()
    groups = groupby(days, key=lambda day: (last - day.day.toordinal()) // span)
    found = []
    for back, group in groups:
        first = date.fromordinal(last - (back + 1) * span + 1)
        found.append(Day(first, tuple(p for day in group for p in day.points)))
    return tuple(found)


def _own(summaries: Iterable[SessionSummary]) -> list[SessionSummary]:
    return [summary for summary in summaries if not summary.someone_else]


def _point(summary: SessionSummary) -> SetPoint:
    measures = summary.measures
    left, right = (_side_point(measures.of(side), measures.guessing) for side in Side)
    return SetPoint(
        session=summary.session,
        at=summary.at,
        check_up=summary.settings.check_up,
        guessing=measures.guessing,
        stopped_early=summary.end in (EndKind.STOPPED, EndKind.INTERRUPTED),
        left=left,
        right=right,
    )


def _side_point(side: SideMeasures, guessing: bool) -> SidePoint:
    rt = None if guessing else side.median_rt_s
    return SidePoint(side.correct, side.scored, side.accuracy, rt)
