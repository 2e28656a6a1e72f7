"""Activity pacing: a baseline that does not flare, then small steps up, each accepted or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final
from uuid import UUID

from gmi_app.activities.facts import ActivityRecord
from gmi_app.activities.settings import PacingSettings
from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import LONGEST_NAME, MOST, ActivityGoal, Unit
from gmi_app.facts.note import Note
from gmi_app.programme.plan import ItemKind, Plan, TimedItem
from gmi_app.progress.flare import EASED, FLARE_RISE, NO_FLARES, FlareDays

GOOD_DAYS: Final = 3
"""On so many good days in a row before a step up is offered: "every third good day" (ours)."""
STEP_SHARE: Final = 0.1
"""A step is a tenth of the baseline, at least 1. Ours."""


class Way(Enum):
    UP = auto()
    STAY = auto()
    DOWN = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """``amount``: what is planned from now on when it is accepted. ``good_days``: so far."""

    way: Way
    amount: int
    good_days: int = 0


@dataclass(frozen=True, slots=True)
class Goal:
    """``since``: when it got its present amount."""

    what: ActivityGoal
    since: Moment


def usual_step(baseline: int) -> int:
    """At least 1."""
    return max(1, round(baseline * STEP_SHARE))


def goals(notes: Iterable[Note]) -> list[Goal]:
    """The active ones, each as it was changed last, the oldest first. ``notes``: newest first."""
    newest: dict[UUID, Goal] = {}
    first: dict[UUID, Moment] = {}
    for note in notes:
        if isinstance(note.content, ActivityGoal):
            newest.setdefault(note.content.goal, Goal(note.content, note.at))
            first[note.content.goal] = note.at
    kept = [goal for goal in newest.values() if goal.what.active]
    return sorted(kept, key=lambda goal: first[goal.what.goal].utc)


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity of the plan. ``item``: its id; ``name``: what the plan calls it, perhaps nothing.
    ``minutes``: at a time."""

    item: UUID
    name: str
    minutes: int

    def is_called(self, name: str) -> bool:
        return bool(self.name) and _plain(self.name) == _plain(name)


def planned_activities(plan: Plan) -> list[Planned]:
    """Those of a plan."""
    return [
        Planned(item.id, item.what.what, max(1, round(item.what.seconds / 60)))
        for item in plan.active
        if item.kind is ItemKind.ACTIVITY and isinstance(item.what, TimedItem)
    ]


def planned_of(name: str, planned: Sequence[Planned], opened: UUID | None) -> UUID | None:
    """The item of the plan that an activity counts for: the one of its name; else the one that was
    ``opened`` to do it, unless that is another activity of the person's own; else none."""
    for each in planned:
        if each.is_called(name):
            return each.item
    return opened


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()[:LONGEST_NAME]


def goal_of(item: UUID, planned: Sequence[Planned], found: Iterable[Goal]) -> Goal | None:
    """The activity that an item of the plan is done with: the one that is called like it, else the
    first that none of the plan is called like; None before there is one."""
    free: Goal | None = None
    for goal in found:
        counts = planned_of(goal.what.name, planned, None)
        if counts == item:
            return goal
        if counts is None and free is None:
            free = goal
    return free


def eased(amount: int, flares: FlareDays) -> int:
    """What of an amount is for today: less on the easier days after a flare, at least 1."""
    return amount if flares.easier_since is None else max(1, int(amount * EASED))


def amount_done(record: ActivityRecord) -> int:
    """In the unit of the goal: whole minutes, or times."""
    settings = record.session.settings
    assert isinstance(settings, PacingSettings)
    if settings.unit is Unit.MINUTES:
        return round(record.done_s / 60)
    return sum(step.repetitions for step in record.steps)


def of_goal(records: Iterable[ActivityRecord], goal: UUID) -> list[ActivityRecord]:
    """The person's own times with it, in the same order."""
    return [
        r
        for r in records
        if isinstance(r.session.settings, PacingSettings)
        and r.session.settings.goal == goal
        and not r.someone_else
    ]


def offer(
    goal: Goal,
    records: Sequence[ActivityRecord],
    rise: int = FLARE_RISE,
    flares: FlareDays = NO_FLARES,
) -> Offer:
    """What comes next; ``records`` newest first. Only what was done since the amount was set
    counts: after a step, or after one that was declined, counting begins again; and so it does
    after any of ``flares``.

    A day is good when all that was planned was done on it, and it did not flare. A flare-up during
    it (pain ``rise`` points or more above the start) offers a step down at once.
    """
    what = goal.what
    since = [r for r in of_goal(records, what.goal) if r.session.at.utc >= goal.since.utc]
    if since and since[0].uneasy(rise):
        return Offer(Way.DOWN, max(1, what.amount - what.step))
    days: dict[date, bool] = {}
    for record in since:
        good = amount_done(record) >= what.amount and not record.uneasy(rise)
        days[record.session.at.day] = days.get(record.session.at.day, True) and good
    good_days = 0
    for day, good in days.items():  # newest first
        if not good or not flares.is_after(day):
            break
        good_days += 1
    if good_days >= GOOD_DAYS and what.amount < MOST:
        return Offer(Way.UP, min(MOST, what.amount + what.step), good_days)
    return Offer(Way.STAY, what.amount, good_days)
