"""What was planned against what was done, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gmi_app.programme.plan import Plan, PlanVersion
from gmi_app.programme.record import Practice


class DayMark(StrEnum):
    """One day. A day off is no missed day, and a day before the plan is neither."""

    FULL = "full"
    PART = "part"
    NONE = "none"
    REST = "rest"
    BEFORE = "before"
    """Before the first plan, and nothing was done."""
    EXTRA = "extra"
    """Practised though nothing was planned."""
    OPEN = "open"
    """Today, and there is still time."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """``planned`` is None where no plan held. ``stopped``: sessions that ended early."""

    day: date
    mark: DayMark
    done: int
    planned: int | None
    stopped: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is a day on which something was planned, and that is over or was used."""
        return bool(self.planned) and self.mark is not DayMark.OPEN


def mark_of(done: int, planned: int | None, *, today: bool = False) -> DayMark:
    """How a day stands. ``planned`` None: there was no plan."""
    if not planned:
        if done:
            return DayMark.EXTRA
        return DayMark.BEFORE if planned is None else DayMark.REST
    if done >= planned:
        return DayMark.FULL
    if done:
        return DayMark.PART
    return DayMark.OPEN if today else DayMark.NONE


def planned_sessions(plan: Plan, day: date) -> int | None:
    """Sessions that a plan asks for on a day; None before it begins. What rests is not asked."""
    if day < plan.start:
        return None
    due = (i for i in plan.active if day.weekday() in i.days and not i.paused)
    return sum(item.per_day for item in due)


def plan_on(versions: Sequence[PlanVersion], day: date) -> PlanVersion | None:
    """The version that held on a day: the newest one that was written by then and had begun.
    ``versions``: newest first. Before the first was written, the first holds from its start."""
    begun = [version for version in versions if version.plan.start <= day]
    return next((v for v in begun if v.at.day <= day), begun[-1] if begun else None)


def calendar(
    versions: Sequence[PlanVersion],
    practice: Iterable[Practice],
    first: date,
    last: date,
    today: date,
) -> tuple[PlannedDay, ...]:
    """Every day from ``first`` to ``last``, both included. ``versions``: newest first."""
    done: dict[date, int] = {}
    stopped: dict[date, int] = {}
    for each in practice:
        if each.practised:
            done[each.day] = done.get(each.day, 0) + 1
            if each.reason is not None:
                stopped[each.day] = stopped.get(each.day, 0) + 1
    days: list[PlannedDay] = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        version = plan_on(versions, day)
        planned = None if version is None else planned_sessions(version.plan, day)
        count = done.get(day, 0)
        mark = mark_of(count, planned, today=day >= today)
        days.append(PlannedDay(day, mark, count, planned, stopped.get(day, 0)))
    return tuple(days)


@dataclass(frozen=True, slots=True)
class Adherence:
    """Days with practice among the days that were planned, and sessions likewise."""

    days_done: int
    days_planned: int
    sessions_done: int
    sessions_planned: int

    @property
    def share(self) -> float | None:
        """Of the planned days, 0 to 1; None where nothing was planned."""
        return self.days_done / self.days_planned if self.days_planned else None


def adherence(days: Iterable[PlannedDay]) -> Adherence:
    """Today counts only once something was done."""
    counted = [day for day in days if day.counts]
    return Adherence(
        sum(day.done > 0 for day in counted),
        len(counted),
        sum(min(day.done, day.planned or 0) for day in counted),
        sum(day.planned or 0 for day in counted),
    )
