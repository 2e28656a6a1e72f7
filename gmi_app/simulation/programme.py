"""Simulated people who follow a plan for weeks, to find out how often the rule is mistaken.

Each answer comes from a drift-diffusion process between two bounds: the drift says how well a side
is told, and with the bound gives both the chance of a right answer and the decision time, which is
drawn from an inverse Gaussian (Wald) distribution of that mean. The figures are **ours**, chosen to
be in the range of published ones, and not fitted to anybody. What is true of a simulated person is
known exactly, so that a suggestion can be called right or wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from math import erf, exp, sqrt, tanh
from typing import Final
from uuid import UUID

import numpy as np

from gmi_app.clock import Moment
from gmi_app.facts.session import EndKind
from gmi_app.laterality.guessing import GUESSING_P, Answers, guessing_p
from gmi_app.laterality.measures import Estimate, Measures, SideMeasures
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart, PictureSet, Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import ItemKind, LateralityItem, Plan
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.record import HORIZON_DAYS, Practice, Record
from gmi_app.programme.suggest import advise
from gmi_app.programme.suggestion import (
    Advice,
    Decided,
    Decision,
    DecisionKind,
    ReasonKind,
    Suggestion,
    SuggestionKind,
)
from gmi_app.simulation.responses import DECISION_CV, LEARNING_DAYS, SEEING_AND_PRESSING_S

DAYS: Final = 56
START: Final = datetime(2026, 1, 5, tzinfo=UTC)
SETS_A_DAY: Final = 3
PER_SIDE: Final = 10
BOUND: Final = 1.5
"""Of the decision, in units of one second's noise; a guesser hardly looks."""
GUESSING_BOUND: Final = 0.6
DAY_SPREAD: Final = 0.15
"""Spread of the drift from day to day, as a share."""
ADHERENCE: Final = 0.85
PAIN_NOISE: Final = 0.6
"""Points that pain differs by after a set for no reason: one set in 160 looks like a flare."""
FLARE_A_DAY: Final = 0.01
FLARES_A_DAY: Final = 0.12
GOES_AWAY: Final = 0.05
AWAY_DAYS: Final = (7, 14)
NO_NEXT_STAGE_DAYS: Final = 90
"""Longer than anybody is followed."""


class Kind(StrEnum):
    IMPROVES = "improves"
    PLATEAU = "plateau"
    """Stays a little under the goal: truly 74 % right on the painful side."""
    BELOW = "below"
    """Stays well under it: truly 67 %."""
    FLARES = "flares"
    FORGETS = "forgets"
    GUESSES = "guesses"
    ABOVE = "above"
    """Stays a little above the goal: truly 85 % right on the painful side."""


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one simulated person. Days are counted from 0; None: it did not come.
    ``able``: the first day on which the goals were truly met. ``forward``: of the step that was
    waited for, with which the run ends. ``wrongly_forward``: the goals were not truly met then, of
    a level those of right answers. ``back``: times that
    an easier level was suggested; ``wrongly_back``: for few right answers, though truly 70 % or
    more were right on both sides, or the person was guessing; ``false_alarms``: for a flare that
    was none. ``other``: how often anything else was suggested."""

    kind: Kind
    days: int
    able: int | None
    forward: int | None
    wrongly_forward: bool
    back: int
    wrongly_back: int
    false_alarms: int
    other: dict[SuggestionKind, int]


@dataclass(frozen=True, slots=True)
class Truth:
    """Of one day: the drift of the left (painful) and the right side, whether anything was
    practised, and whether pain truly flared."""

    drift: tuple[float, float]
    practised: bool
    flare: bool


def accuracy_of(drift: float, bound: float = BOUND) -> float:
    """Chance of a right answer, with the start in the middle of the bounds."""
    return 1 / (1 + exp(-2 * bound * drift))


def decision_s(drift: float, bound: float = BOUND) -> float:
    """Mean decision time in seconds."""
    return bound**2 if abs(drift) < 1e-9 else bound / drift * tanh(bound * drift)


def median_rt_s(drift: float, bound: float = BOUND) -> float:
    """Of all responses, in seconds, by halving until 1 ms is reached."""
    mean = decision_s(drift, bound)
    shape = mean / DECISION_CV**2
    low, high = 0.0, 5 * mean
    while high - low > 1e-3:
        middle = (low + high) / 2
        low, high = (middle, high) if _wald_below(middle, mean, shape) < 0.5 else (low, middle)
    return SEEING_AND_PRESSING_S + (low + high) / 2


def _wald_below(t: float, mean: float, shape: float) -> float:
    root = sqrt(shape / t)
    first = _normal(root * (t / mean - 1))
    return first + exp(2 * shape / mean) * _normal(-root * (t / mean + 1))


def _normal(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


def simulation_plan(today: date) -> Plan:
    """Three sets of 20 a day and the usual thresholds, on one level all the time: what is looked at
    is the step to the next stage, and back."""
    patient = Patient(UUID(int=1), Moment(START), "", AffectedSide.LEFT, BodyPart.HAND)
    numbers = iter(range(1, 100))
    plan = ready_plan(Ready.STANDARD, patient, today, lambda: UUID(int=next(numbers)))
    (item,) = plan.of_kind(ItemKind.LATERALITY)
    sets = (PictureSet.PLAIN,)
    what = LateralityItem(DrillSettings(), sets, turned=False, shortest_limit_s=None)
    plan = plan.with_item(replace(item, what=what, paced=False, most_amount=20))
    return replace(plan, thresholds=replace(plan.thresholds, stage_days=0), review=None)


def level_plan(today: date) -> Plan:
    """The same, with one level above: pictures with more around them, and no next stage yet."""
    plan = simulation_plan(today)
    (item,) = plan.of_kind(ItemKind.LATERALITY)
    assert isinstance(item.what, LateralityItem)
    what = replace(item.what, sets=(PictureSet.PLAIN, PictureSet.CONTEXT))
    longer = replace(plan.thresholds, stage_days=NO_NEXT_STAGE_DAYS)
    return replace(plan.with_item(replace(item, what=what)), thresholds=longer)


def simulate(
    kind: Kind,
    seed: int,
    plan: Plan | None = None,
    towards: SuggestionKind = SuggestionKind.NEXT_STAGE,
) -> Run:
    """One person for eight weeks or until ``towards`` is suggested: the next stage, or the next
    level. The same seed gives the same person. Every other suggestion is declined on its day, so
    that it is only made again when something new happened."""
    random = np.random.default_rng([seed, list(Kind).index(kind)])
    plan = plan or simulation_plan(START.date())
    timed = towards is SuggestionKind.NEXT_STAGE  # a level asks for right answers alone
    practice: list[Practice] = []
    decided: list[Decided] = []
    able: int | None = None
    back = wrongly_back = false_alarms = 0
    other: dict[SuggestionKind, int] = {}
    truths: list[Truth] = []
    for day, truth in enumerate(_truths(kind, random)):
        truths.append(truth)
        met = _meets(plan, kind, truth.drift, timed=timed)
        if able is None and met:
            able = day
        if truth.practised:
            practice = [*_sets(kind, truth, day, random), *practice]
        now = _at(day, 20 * 3600)
        advice = advise(plan, _record(practice, decided, now), now)
        if advice.kind is towards:
            return Run(kind, day + 1, able, day, not met, back, wrongly_back, false_alarms, other)
        if advice.kind is SuggestionKind.CONTINUE:
            continue
        decided.insert(0, _declined(advice, now, len(decided)))
        if advice.kind is SuggestionKind.STEP_BACK:
            back += 1
            low = any(r.kind is ReasonKind.LOW_ACCURACY_DAYS for r in advice.reasons)
            wrongly_back += low and not _truly_low(plan, kind, truth)
            false_alarms += not low and not any(each.flare for each in truths[-2:])
        else:
            other[advice.kind] = other.get(advice.kind, 0) + 1
    return Run(kind, DAYS, able, None, False, back, wrongly_back, false_alarms, other)


def _truths(kind: Kind, random: np.random.Generator) -> Iterator[Truth]:
    away = 0
    for day in range(DAYS):
        if kind is Kind.FORGETS and not away and random.random() < GOES_AWAY:
            away = int(random.integers(AWAY_DAYS[0], AWAY_DAYS[1] + 1))
        there = not away and random.random() < ADHERENCE
        away = max(0, away - 1)
        often = FLARES_A_DAY if kind is Kind.FLARES else FLARE_A_DAY
        flare = there and random.random() < often
        yield Truth(_drift(kind, day), bool(there), bool(flare))


def _drift(kind: Kind, day: int) -> tuple[float, float]:
    if kind is Kind.GUESSES:
        return 0.0, 0.0
    if kind is Kind.PLATEAU:
        return 0.35, 0.8
    if kind is Kind.BELOW:
        return 0.235, 0.6
    if kind is Kind.ABOVE:
        return 0.578, 0.8
    to_learn = exp(-day / LEARNING_DAYS)
    return 1.2 - 0.9 * to_learn, 1.3 - 0.7 * to_learn


def bound_of(kind: Kind) -> float:
    return GUESSING_BOUND if kind is Kind.GUESSES else BOUND


def _meets(plan: Plan, kind: Kind, drift: tuple[float, float], *, timed: bool) -> bool:
    goal, bound = plan.thresholds, bound_of(kind)
    return all(
        accuracy_of(each, bound) >= goal.accuracy
        and (not timed or median_rt_s(each, bound) <= goal.rt_s(plan.main_part))
        for each in drift
    )


def _truly_low(plan: Plan, kind: Kind, truth: Truth) -> bool:
    true = min(accuracy_of(each, bound_of(kind)) for each in truth.drift)
    return kind is not Kind.GUESSES and true < plan.thresholds.back_accuracy


# ---- facts


def _at(day: int, seconds: float) -> Moment:
    return Moment(START + timedelta(days=day, seconds=seconds))


def _record(practice: list[Practice], decided: list[Decided], now: Moment) -> Record:
    since = now.day - timedelta(days=HORIZON_DAYS - 1)
    known = tuple(each for each in practice if each.day >= since)
    older = [each.day for each in practice[len(known) :]]
    return Record(
        since,
        known,
        decided=tuple(decided),
        first_day=START.date(),
        last_day=max(older, default=None),
    )


def _declined(advice: Advice, now: Moment, number: int) -> Decided:
    owner = UUID(int=1)
    suggestion = Suggestion(UUID(int=2 * number + 100), owner, now, advice)
    decision = Decision(
        UUID(int=2 * number + 101), owner, now, suggestion.id, DecisionKind.DECLINED
    )
    return Decided(suggestion, decision)


def _sets(kind: Kind, truth: Truth, day: int, random: np.random.Generator) -> Iterator[Practice]:
    """Newest first. A true flare comes with the last set of its day."""
    spread = float(random.lognormal(0.0, DAY_SPREAD))
    for number in reversed(range(SETS_A_DAY)):
        sides = [
            _side(side, drift * spread, bound_of(kind), random)
            for side, drift in zip(Side, truth.drift, strict=True)
        ]
        before = int(np.clip(round(random.normal(5, 1)), 0, 8))
        rise = round(random.normal(0, PAIN_NOISE))
        if truth.flare and number == SETS_A_DAY - 1:
            rise = int(random.integers(2, 5))
        yield Practice(
            session=UUID(int=day * 10 + number),
            kind=ItemKind.LATERALITY,
            at=_at(day, (9 + 4 * number) * 3600),
            part=BodyPart.HAND,
            end=EndKind.COMPLETED,
            pain_before=before,
            pain_after=int(np.clip(before + rise, 0, 10)),
            amount=2 * PER_SIDE,
            duration_s=90.0,
            settings=DrillSettings(),
            measures=_measures(sides[0], sides[1]),
        )


def _side(side: Side, drift: float, bound: float, random: np.random.Generator) -> SideMeasures:
    right = random.random(PER_SIDE) < accuracy_of(drift, bound)
    mean = decision_s(drift, bound)
    times = SEEING_AND_PRESSING_S + random.wald(mean, mean / DECISION_CV**2, PER_SIDE)
    correct = int(right.sum())
    accuracy = Estimate(correct / PER_SIDE, None, None)
    median = Estimate(float(np.median(times[right])), None, None) if correct else None
    mean_s = None if median is None else float(times[right].mean())
    return SideMeasures(side, correct, PER_SIDE - correct, 0, 0, accuracy, median, mean_s)


def _measures(left: SideMeasures, right: SideMeasures) -> Measures:
    p = guessing_p(Answers(left.correct, left.wrong, right.wrong, right.correct))
    return Measures(left, right, p, p is None or p >= GUESSING_P, True, None, None)
