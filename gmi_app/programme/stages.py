"""When a stage is met, and which stages are open (clinical.md 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from gmi_app.facts.session import EndKind
from gmi_app.laterality.intervals import surely_at_least
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.figures import GUESSING_P, Figures, figures_of, sets_of
from gmi_app.programme.flares import Flare
from gmi_app.programme.plan import STAGES, ItemKind, Plan
from gmi_app.programme.record import Practice
from gmi_app.programme.suggestion import Reason, ReasonKind
from gmi_app.programme.thresholds import Thresholds

ROUNDING = 1e-9
"""So that 14 of 20 is not under 0.70 in binary fractions."""


@dataclass(frozen=True, slots=True)
class Check:
    """One condition in numbers, and whether it holds."""

    reason: Reason
    met: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a stage stands: every condition; ``figures``: of left-right sets."""

    checks: tuple[Check, ...]
    figures: Figures | None = None

    @property
    def met(self) -> bool:
        return all(check.met for check in self.checks)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(check.reason for check in self.checks)

    @property
    def missing(self) -> tuple[Reason, ...]:
        """The conditions that do not hold yet."""
        return tuple(check.reason for check in self.checks if not check.met)


def first_day(thresholds: Thresholds, today: date) -> date:
    """The first day of those that are looked at."""
    return today - timedelta(days=thresholds.window_days - 1)


def stage_standing(
    plan: Plan, stage: ItemKind, practice: Sequence[Practice], flares: Sequence[Flare], today: date
) -> Standing:
    """Whether ``stage`` is met, so that the next one is suggested."""
    thresholds = plan.thresholds
    if stage is ItemKind.LATERALITY:
        standing = left_right(practice, plan.main_part, thresholds, flares, today)
    else:
        standing = guided(practice, stage, thresholds, flares, today)
    if stage is not plan.stage:
        return standing
    days = (today - plan.stage_since).days
    long_enough = Reason(ReasonKind.STAGE_DAYS, days, thresholds.stage_days)
    check = Check(long_enough, days >= thresholds.stage_days)
    return Standing((*standing.checks, check), standing.figures)


def left_right(
    practice: Sequence[Practice],
    part: BodyPart,
    thresholds: Thresholds,
    flares: Sequence[Flare],
    today: date,
) -> Standing:
    """Enough days and pictures, right and quick on both sides, told from guessing, no flare."""
    figures = figures_of(sets_of(practice, part, first_day(thresholds, today), today))
    checks = [_days(len(figures.days), thresholds)]
    for side in figures.sides:
        enough = Reason(ReasonKind.TRIALS, side.scored, thresholds.trials_a_side, side.side)
        checks.append(Check(enough, side.scored >= thresholds.trials_a_side))
        share = side.accuracy if side.scored else None
        right = Reason(ReasonKind.ACCURACY, share, thresholds.accuracy, side.side)
        checks.append(Check(right, side.accuracy >= thresholds.accuracy - ROUNDING))
        limit_s = thresholds.rt_s(part)
        quick = Reason(ReasonKind.RT, side.rt_s, limit_s, side.side)
        checks.append(Check(quick, side.rt_s is not None and side.rt_s <= limit_s + ROUNDING))
    p = figures.p
    if p is not None and p >= GUESSING_P:
        checks.append(Check(Reason(ReasonKind.GUESSING, p), False))
    checks.append(calm(thresholds, flares, today))
    return Standing(tuple(checks), figures)


def not_sure(figures: Figures, thresholds: Thresholds) -> Iterator[Check]:
    """For each side that is at the goal, but could be so by luck: enough to open the next stage for
    who wants it, not enough for the program to suggest it (docs/decisions/0042)."""
    goal = thresholds.accuracy
    for side in figures.sides:
        reached = side.accuracy >= goal - ROUNDING and side.scored >= thresholds.trials_a_side
        if reached and not surely_at_least(side.correct, side.scored, goal):
            more = range(side.correct, side.scored + 1)
            enough = next(n for n in more if surely_at_least(n, side.scored, goal))
            share = enough / side.scored
            sure = Reason(ReasonKind.SURE, side.accuracy, share, side.side, beside=goal)
            yield Check(sure, False)


def guided(
    practice: Sequence[Practice],
    stage: ItemKind,
    thresholds: Thresholds,
    flares: Sequence[Flare],
    today: date,
) -> Standing:
    """Of imagery (and the mirror): whole sessions on enough days, imagined clearly where that was
    rated, no flare. Ours: no study says when imagery is enough."""
    first = first_day(thresholds, today)
    done = [
        each
        for each in practice
        if each.practised
        and each.kind is stage
        and each.end is EndKind.COMPLETED
        and first <= each.day <= today
    ]
    checks = [_days(len({each.day for each in done}), thresholds)]
    clear = [each.clarity for each in done if each.clarity is not None]
    if clear:
        mean = sum(clear) / len(clear)
        reason = Reason(ReasonKind.CLARITY, mean, thresholds.clarity)
        checks.append(Check(reason, mean >= thresholds.clarity - ROUNDING))
    checks.append(calm(thresholds, flares, today))
    return Standing(tuple(checks))


def calm(thresholds: Thresholds, flares: Sequence[Flare], today: date) -> Check:
    """No flare of any kind in the days that are looked at."""
    first = first_day(thresholds, today)
    days = min([(today - f.day).days for f in flares if f.day >= first] or [thresholds.window_days])
    reason = Reason(ReasonKind.NO_FLARE, days, thresholds.window_days)
    return Check(reason, days >= thresholds.window_days)


def _days(days: int, thresholds: Thresholds) -> Check:
    goal, looked_at = thresholds.practice_days, thresholds.window_days
    reason = Reason(ReasonKind.PRACTICE_DAYS, days, goal, beside=looked_at)
    return Check(reason, days >= thresholds.practice_days)


class Lock(Enum):
    """OPEN; LOCKED can be opened after reading why; NONE: the plan has nothing for this stage."""

    OPEN = auto()
    LOCKED = auto()
    NONE = auto()


def locks(
    plan: Plan, practice: Sequence[Practice], flares: Sequence[Flare], today: date
) -> dict[ItemKind, Lock]:
    """Of each of the three stages: open up to the present one, where somebody opened it, and where
    the one before is met."""
    return dict(_locks(plan, practice, flares, today))


def _locks(
    plan: Plan, practice: Sequence[Practice], flares: Sequence[Flare], today: date
) -> Iterator[tuple[ItemKind, Lock]]:
    reached = STAGES.index(plan.stage)
    for place, stage in enumerate(STAGES):
        if stage not in plan.stages:
            yield stage, Lock.NONE
        elif place <= reached or stage in plan.opened:
            yield stage, Lock.OPEN
        else:
            before = [each for each in STAGES[:place] if each in plan.stages]
            met = bool(before) and stage_standing(plan, before[-1], practice, flares, today).met
            yield stage, Lock.OPEN if met else Lock.LOCKED
