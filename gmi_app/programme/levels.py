"""Levels inside left-right discrimination, one step harder or easier (clinical.md 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from gmi_app.laterality.settings import COUNT_RANGE, DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import PictureSet
from gmi_app.programme.plan import TURNED, ItemKind, LateralityItem, PlanItem
from gmi_app.programme.plan_check import SECONDS
from gmi_app.programme.suggestion import LevelChange

Possible = Callable[[DrillSettings], bool]
"""Whether such a set can be made: there are pictures for it, and moving ones may be shown."""

LONG_LIMIT_S: Final = 10.0
"""The first time limit after none. Ours."""
COUNT_STEP: Final = 10
"""Pictures more, where pacing does not add them two at a time. Ours."""
SETS_IN_ORDER: Final = (PictureSet.PLAIN, PictureSet.CONTEXT, PictureSet.BUSY)
EASIEST_FIRST: Final = (
    LevelChange.COUNT,
    LevelChange.LIMIT,
    LevelChange.CONTEXT,
    LevelChange.ROTATION,
    LevelChange.MOVING,
)


def always(_: DrillSettings) -> bool:
    """Every set can be made."""
    return True


def harder(item: PlanItem, possible: Possible = always) -> Iterator[tuple[LevelChange, PlanItem]]:
    """The next levels, each with the item on it, the one to try first first; none on the highest
    that the plan allows."""
    if not isinstance(item.what, LateralityItem):
        return
    for change in EASIEST_FIRST:
        settings = _harder(item, item.what, change)
        if settings is not None and possible(settings):
            yield change, replace(item, what=replace(item.what, settings=settings))


def easier(item: PlanItem) -> tuple[LevelChange, PlanItem] | None:
    """The level below and the item on it; then fewer or shorter sessions; None where nothing is
    easier."""
    if isinstance(item.what, LateralityItem):
        for change in reversed(EASIEST_FIRST):
            settings = _easier(item.what, change)
            if settings is not None:
                return change, replace(item, what=replace(item.what, settings=settings))
    if item.per_day > 1:
        at = item.at[: item.per_day - 1]
        return LevelChange.SESSIONS, replace(item, per_day=item.per_day - 1, at=at)
    shorter = _shorter(item)
    return None if shorter is None else (LevelChange.DOSE, shorter)


def least_amount(kind: ItemKind) -> int:
    """The fewest pictures of a set, the fewest seconds of a session."""
    return COUNT_RANGE[0] if kind is ItemKind.LATERALITY else SECONDS[kind][0]


def with_amount(item: PlanItem, amount: int) -> PlanItem:
    """The item with so many pictures or seconds at a time."""
    if isinstance(item.what, LateralityItem):
        settings = replace(item.what.settings, count=amount)
        return replace(item, what=replace(item.what, settings=settings))
    return replace(item, what=replace(item.what, seconds=amount))


def same_level(one: DrillSettings, other: DrillSettings) -> bool:
    """Whether two sets are on one level; how many pictures they have does not matter."""
    return _level(one) == _level(other)


def _level(settings: DrillSettings) -> tuple[object, ...]:
    return (
        settings.part,
        settings.picture_set,
        settings.limit_s,
        frozenset(settings.angles),
        settings.moving,
        settings.check_up,
    )


def _harder(item: PlanItem, what: LateralityItem, change: LevelChange) -> DrillSettings | None:
    settings = what.settings
    match change:
        case LevelChange.COUNT:
            more = min(settings.count + COUNT_STEP, item.most_amount)
            grows = not item.paced and more > settings.count
            return replace(settings, count=more) if grows else None
        case LevelChange.LIMIT:
            return _tighter(settings, what.shortest_limit_s)
        case LevelChange.CONTEXT:
            allowed = [each for each in SETS_IN_ORDER if each in what.sets]
            if settings.picture_set not in allowed or settings.picture_set is allowed[-1]:
                return None
            after = allowed[allowed.index(settings.picture_set) + 1]
            return replace(settings, picture_set=after)
        case LevelChange.ROTATION:
            can = what.turned and settings.part.one_sided and not settings.turned
            return replace(settings, angles=TURNED) if can and not settings.moving else None
        case _:
            if not what.moving or settings.moving:
                return None
            # moving pictures begin on a plain ground again, upright and without a limit
            return replace(
                settings, moving=True, picture_set=what.sets[0], angles=(0,), limit_s=None
            )


def _tighter(settings: DrillSettings, shortest_s: float | None) -> DrillSettings | None:
    if shortest_s is None:
        return None
    if settings.limit_s is None:
        return replace(settings, limit_s=max(LONG_LIMIT_S, shortest_s))
    return replace(settings, limit_s=shortest_s) if settings.limit_s > shortest_s else None


def _easier(what: LateralityItem, change: LevelChange) -> DrillSettings | None:
    settings = what.settings
    match change:
        case LevelChange.MOVING:
            if not settings.moving:
                return None
            return replace(settings, moving=False, task=Task.SIDE)
        case LevelChange.ROTATION:
            return replace(settings, angles=(0,)) if settings.turned else None
        case LevelChange.CONTEXT:
            before = [each for each in SETS_IN_ORDER if each in what.sets]
            at = before.index(settings.picture_set) if settings.picture_set in before else 0
            return replace(settings, picture_set=before[at - 1]) if at else None
        case LevelChange.LIMIT:
            if settings.limit_s is None:
                return None
            longer = LONG_LIMIT_S if settings.limit_s < LONG_LIMIT_S else None
            return replace(settings, limit_s=longer)
        case _:
            fewer = max(COUNT_RANGE[0], settings.count - COUNT_STEP)
            return replace(settings, count=fewer) if fewer < settings.count else None


def _shorter(item: PlanItem) -> PlanItem | None:
    """A third less, in whole tens of seconds, not below the least."""
    least = least_amount(item.kind)
    amount = max(least, item.what.amount * 2 // 3 // 10 * 10)
    return with_amount(item, amount) if amount < item.what.amount else None
