"""The suggestion: a pure function from the plan and what was recorded (clinical.md 4 and 5).

The most careful answer that the facts ask for comes first: pause, step back, talk, check-up; then
the next stage, the next level; else go on. What was decided a short while ago is not asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gmi_app.clock import Moment
from gmi_app.laterality.intervals import surely_at_least
from gmi_app.programme.figures import Figures, figures_of, sets_of
from gmi_app.programme.flares import Flare, FlareKind, flares_of, in_a_row
from gmi_app.programme.levels import Possible, always, easier, harder, same_level, with_amount
from gmi_app.programme.pacing import belongs, item_of, newest
from gmi_app.programme.plan import ItemKind, LateralityItem, Plan, PlanItem
from gmi_app.programme.record import Practice, Record
from gmi_app.programme.stages import ROUNDING, Standing, calm, not_sure, stage_standing
from gmi_app.programme.suggestion import (
    Advice,
    Decided,
    DecisionKind,
    LevelChange,
    Reason,
    ReasonKind,
    SuggestionKind,
)

FRESH_DAYS: Final = 2
"""A flare asks for an easier level on its day and the next. Ours."""
LEVEL_TRIALS: Final = 20
"""Pictures a side on the days that a next level is judged by. Ours."""
LEVEL_MISTAKEN: Final = 0.10
"""How often the bound of a next level's share may be mistaken: gentler than a stage's, as the step
is smaller. Ours; simulated (docs/decisions/0045)."""
AGAIN_DAYS: Final = 7
"""What was decided is not suggested again for so many days, unless something new happened. Ours."""
PLATEAU_PRACTICE_A_WEEK: Final = 3
"""Days of practice a week, from which a stage without progress is a plateau. Ours."""

_Rule = Callable[["Situation"], Advice | None]


@dataclass(frozen=True, slots=True)
class Situation:
    """What every rule looks at. ``today``: the local day. ``flares``: newest first."""

    plan: Plan
    record: Record
    today: date
    flares: tuple[Flare, ...]
    practice: tuple[Practice, ...]
    possible: Possible

    def decided(self, kind: SuggestionKind) -> Iterator[Decided]:
        """Decisions on suggestions of a kind up to today, newest first."""
        for each in self.record.decided:
            of_kind = each.suggestion.advice.kind is kind
            if of_kind and each.decision is not None and each.decision.at.day <= self.today:
                yield each

    def days_since(self, kind: SuggestionKind, decision: DecisionKind | None = None) -> int | None:
        """Since the newest decision of a kind; None without one."""
        for each in self.decided(kind):
            if decision is None or (each.decision and each.decision.kind is decision):
                assert each.decision is not None
                return (self.today - each.decision.at.day).days
        return None

    def settled(self, kind: SuggestionKind, order: float) -> bool:
        """Whether there was a decision of that kind after the moment ``order`` (UTC seconds)."""
        return any(
            each.decision is not None and each.decision.at.utc.timestamp() >= order
            for each in self.decided(kind)
        )


def situation(plan: Plan, record: Record, today: date, possible: Possible = always) -> Situation:
    """What is known on a day: what is dated later counts when its day comes."""
    practice = tuple(each for each in record.done() if each.day <= today)
    flares = flares_of(record, plan.thresholds, today)
    return Situation(plan, record, today, flares, practice, possible)


def advise(plan: Plan, record: Record, now: Moment, possible: Possible = always) -> Advice:
    """What is suggested today, with its reasons in numbers. Reads nothing and changes nothing."""
    return advice_in(situation(plan, record, now.day, possible))


def ahead(
    plan: Plan, record: Record, now: Moment, possible: Possible = always
) -> tuple[Reason, ...]:
    """What is still missing for the next stage, in numbers, whatever is suggested today; when
    nothing is, how it stands. Of the last stage, of a pause and of a fresh no: that."""
    found = situation(plan, record, now.day, possible)
    reasons = _go_on(found).reasons
    kinds = {reason.kind for reason in reasons}
    if plan.next_stage is None or not kinds & {ReasonKind.NEW, ReasonKind.DECIDED}:
        return reasons
    standing = _standing(found)
    if ReasonKind.NEW in kinds:
        return (*reasons, *standing.missing)
    declined = found.days_since(SuggestionKind.NEXT_STAGE, DecisionKind.DECLINED)
    return (*(reasons if declined is not None else ()), *standing.reasons)


def advice_in(found: Situation) -> Advice:
    rules: tuple[_Rule, ...] = (
        _pause,
        _step_back,
        _talk_after_flares,
        _check_up_first,
        _next_stage,
        _next_level,
        _plateau,
    )
    for rule in rules:
        advice = rule(found)
        if advice is not None:
            return advice
    return _go_on(found)


# ---- careful


def _pause(found: Situation) -> Advice | None:
    """Three flares in a row: that exercise pauses (clinical.md 5.2)."""
    thresholds = found.plan.thresholds
    for item in found.plan.active:
        if item.paused:
            continue
        count = in_a_row(found.record, item.kind, thresholds, found.today)
        newest_one = _newest_of(found, item.kind)
        if count < thresholds.flares_to_pause or newest_one is None:
            continue
        if found.settled(SuggestionKind.PAUSE, newest_one.order):
            continue
        limit = thresholds.flares_to_pause
        reason = Reason(ReasonKind.FLARES_IN_A_ROW, count, limit, exercise=item.kind)
        return Advice(SuggestionKind.PAUSE, (reason,), item.id)
    return None


def _newest_of(found: Situation, kind: ItemKind) -> Flare | None:
    return next((f for f in found.flares if f.exercise is kind), None)


def _step_back(found: Situation) -> Advice | None:
    fresh = _fresh_flares(found)
    for flare in fresh:
        item = _item_to_ease(found, flare)
        if item is not None:
            return _easing(found, item, (_flare_reason(flare),), flare)
    if fresh:
        return None
    low = _low_days(found)
    if low is None:
        return None
    sets = [item for item in found.plan.of_kind(ItemKind.LATERALITY) if not item.paused]
    return _easing(found, sets[0], low) if sets else None


def _fresh_flares(found: Situation) -> list[Flare]:
    """Flares of today and yesterday that nothing was decided about yet, newest first."""
    first = found.today - timedelta(days=FRESH_DAYS - 1)
    fresh = [flare for flare in found.flares if flare.day >= first]
    if not fresh or found.settled(SuggestionKind.STEP_BACK, max(f.order for f in fresh)):
        return []
    return fresh


def _flare_reason(flare: Flare) -> Reason:
    kind = {
        FlareKind.SESSION: ReasonKind.FLARE_SESSION,
        FlareKind.DAY: ReasonKind.FLARE_DAY,
        FlareKind.SAID: ReasonKind.FLARE_SAID,
    }[flare.kind]
    return Reason(kind, flare.rise, exercise=flare.exercise)


def _item_to_ease(found: Situation, flare: Flare) -> PlanItem | None:
    """What the flare came with, None where that is not in the plan or rests; of a flare of the day,
    or one that was noted, what is practised in the present stage."""
    going = [item for item in found.plan.active if not item.paused]
    if flare.kind is not FlareKind.SESSION:
        return next((item for item in going if item.kind is found.plan.stage), None)
    session = next((each for each in found.practice if each.session == flare.session), None)
    counts = None if session is None else item_of(session, going)
    of_kind = [item for item in going if item.kind is flare.exercise]
    return next((item for item in of_kind if item.id == counts), next(iter(of_kind), None))


def _easing(
    found: Situation, item: PlanItem, reasons: tuple[Reason, ...], flare: Flare | None = None
) -> Advice:
    """An easier level; after two flares in a row in imagery or the mirror the stage before; a talk
    where nothing is easier."""
    plan = found.plan
    twice = (
        flare is not None and in_a_row(found.record, item.kind, plan.thresholds, found.today) > 1
    )
    if twice and item.kind is plan.stage and plan.stage_before is not None:
        return Advice(SuggestionKind.STEP_BACK, reasons, item.id, plan.stage_before)
    change = easier(effective(found, item))
    if change is not None:
        return Advice(SuggestionKind.STEP_BACK, reasons, item.id, change=change[0])
    if plan.stage_before is not None and item.kind is plan.stage:
        return Advice(SuggestionKind.STEP_BACK, reasons, item.id, plan.stage_before)
    nothing = Reason(ReasonKind.NOTHING_EASIER, exercise=item.kind)
    return Advice(SuggestionKind.TALK, (*reasons, nothing), item.id)


def effective(found: Situation, item: PlanItem) -> PlanItem:
    """The item with the amount that pacing has reached."""
    kept = newest(found.record.notes, item, found.today)
    return item if kept is None else with_amount(item, kept[1].amount)


def _low_days(found: Situation) -> tuple[Reason, ...] | None:
    """Practice days in a row under the share that asks for an easier level, told from guessing."""
    thresholds, part = found.plan.thresholds, found.plan.main_part
    if found.plan.stage is not ItemKind.LATERALITY:
        return None
    first = found.today - timedelta(days=thresholds.window_days - 1)
    sets = [
        each
        for each in sets_of(found.practice, part, first, found.today)
        if not found.settled(SuggestionKind.STEP_BACK, each.at.utc.timestamp())
    ]
    days = sorted({each.day for each in sets})[-thresholds.back_days :]
    if len(days) < thresholds.back_days:
        return None
    newest_sets = [each for each in sets if each.day in days]
    shares = [figures_of([s for s in sets if s.day == day]).overall for day in days]
    if any(share >= thresholds.back_accuracy - ROUNDING for share in shares):
        return None
    if figures_of(newest_sets).guessing:
        return None
    limit = thresholds.back_accuracy
    per_day = tuple(Reason(ReasonKind.ACCURACY, share, limit) for share in shares)
    return (Reason(ReasonKind.LOW_ACCURACY_DAYS, len(days), thresholds.back_days), *per_day)


def _talk_after_flares(found: Situation) -> Advice | None:
    """Flares on several of the days that are looked at, though not in a row."""
    thresholds = found.plan.thresholds
    first = found.today - timedelta(days=thresholds.window_days - 1)
    days = {flare.day for flare in found.flares if flare.day >= first}
    paused = found.days_since(SuggestionKind.PAUSE, DecisionKind.ACCEPTED)  # it says so, too
    asked = _recent(found, SuggestionKind.TALK) or (paused is not None and paused < AGAIN_DAYS)
    if len(days) < thresholds.flare_days_to_talk or asked:
        return None
    limit, looked_at = thresholds.flare_days_to_talk, thresholds.window_days
    reason = Reason(ReasonKind.FLARE_DAYS, len(days), limit, beside=looked_at)
    return Advice(SuggestionKind.TALK, (reason,))


def _check_up_first(found: Situation) -> Advice | None:
    """After a week without practice, a check-up first (clinical.md 4)."""
    last = max((each.day for each in found.practice), default=found.record.last_day)
    if last is None or sets_rest(found.plan):
        return None
    away = (found.today - last).days
    limit = found.plan.thresholds.absent_days
    asked = found.days_since(SuggestionKind.CHECK_UP)
    if away < limit or (asked is not None and asked < min(away, AGAIN_DAYS)):
        return None
    return Advice(SuggestionKind.CHECK_UP, (Reason(ReasonKind.AWAY, away, limit),))


# ---- forward


def _next_stage(found: Situation) -> Advice | None:
    plan = found.plan
    if plan.next_stage is None or _stage_paused(plan):
        return None
    standing = _standing(found)
    declined = found.days_since(SuggestionKind.NEXT_STAGE, DecisionKind.DECLINED)
    if not standing.met or (declined is not None and declined < AGAIN_DAYS):
        return None
    return Advice(SuggestionKind.NEXT_STAGE, standing.reasons, stage=plan.next_stage)


def _next_level(found: Situation) -> Advice | None:
    """On the level's days among those that are looked at: right often enough on both sides beyond
    luck, told from guessing, and no flare."""
    plan = found.plan
    declined = found.days_since(SuggestionKind.NEXT_LEVEL, DecisionKind.DECLINED)
    if plan.stage is not ItemKind.LATERALITY or _stage_paused(plan):
        return None
    if declined is not None and declined < AGAIN_DAYS:
        return None
    still = calm(plan.thresholds, found.flares, found.today)
    if not still.met:
        return None
    for item in plan.of_kind(ItemKind.LATERALITY):
        figures = _level_figures(found, item)
        if item.paused or figures is None or figures.trials < LEVEL_TRIALS:
            continue
        steps = (s for s in harder(item, found.possible) if _quick_enough(s, figures))
        step = next(steps, None)
        limit = plan.thresholds.accuracy
        right = all(
            surely_at_least(side.correct, side.scored, limit, LEVEL_MISTAKEN)
            for side in figures.sides
        )
        if step is not None and right and not figures.guessing:
            reasons = tuple(
                Reason(ReasonKind.ACCURACY, side.accuracy, limit, side.side)
                for side in figures.sides
            )
            days = Reason(ReasonKind.LEVEL_DAYS, len(figures.days), plan.thresholds.level_days)
            all_of_it = (days, *reasons, still.reason)
            return Advice(SuggestionKind.NEXT_LEVEL, all_of_it, item.id, change=step[0])
    return None


def _level_figures(found: Situation, item: PlanItem) -> Figures | None:
    """Of the days with sets on the item's level, since its level was last changed; None when there
    are too few days."""
    what, thresholds = item.what, found.plan.thresholds
    if not isinstance(what, LateralityItem):
        return None
    first = found.today - timedelta(days=thresholds.window_days - 1)
    moving = what.settings.moving
    sets = [
        each
        for each in sets_of(found.practice, item.part, first, found.today, moving=moving)
        if belongs(each, item)
        and each.settings is not None
        and same_level(each.settings, what.settings)
        and not _changed_since(found, each)
    ]
    figures = figures_of(sets)
    return None if len(figures.days) < thresholds.level_days else figures


def _changed_since(found: Situation, practice: Practice) -> bool:
    order = practice.at.utc.timestamp()
    kinds = (SuggestionKind.NEXT_LEVEL, SuggestionKind.STEP_BACK, SuggestionKind.NEXT_STAGE)
    return any(
        each.decision is not None
        and each.decision.kind is DecisionKind.ACCEPTED
        and each.decision.at.utc.timestamp() >= order
        for kind in kinds
        for each in found.decided(kind)
    )


def _quick_enough(step: tuple[LevelChange, PlanItem], figures: Figures) -> bool:
    """A time limit comes only where there is time to spare: twice the usual time fits into it."""
    change, item = step
    if change is not LevelChange.LIMIT or not isinstance(item.what, LateralityItem):
        return True
    limit_s = item.what.settings.limit_s
    return figures.rt_s is not None and limit_s is not None and 2 * figures.rt_s <= limit_s


# ---- going on


def _plateau(found: Situation) -> Advice | None:
    """Weeks of practice in a stage without a step forward: worth a talk."""
    plan, today = found.plan, found.today
    days = (today - plan.stage_since).days
    limit = plan.thresholds.plateau_days
    if plan.next_stage is None or days < limit or _recent(found, SuggestionKind.TALK, limit):
        return None
    if any(s is not None and s < limit for s in map(found.days_since, _FORWARD)):
        return None
    first = today - timedelta(days=limit - 1)
    practised = len({each.day for each in found.practice if each.day >= first})
    if practised < limit / 7 * PLATEAU_PRACTICE_A_WEEK:
        return None
    reasons = (Reason(ReasonKind.PLATEAU, days, limit), *_standing(found).missing)
    return Advice(SuggestionKind.TALK, reasons)


_FORWARD = (SuggestionKind.NEXT_LEVEL, SuggestionKind.NEXT_STAGE)


def _go_on(found: Situation) -> Advice:
    """Go on as it is, and what is still missing for the next stage."""
    plan = found.plan
    if not found.practice and found.record.last_day is None:
        return Advice(SuggestionKind.CONTINUE, (Reason(ReasonKind.NEW),))
    if _stage_paused(plan):
        return Advice(SuggestionKind.CONTINUE, (Reason(ReasonKind.PAUSED, exercise=plan.stage),))
    if plan.next_stage is None:
        return Advice(SuggestionKind.CONTINUE, (Reason(ReasonKind.LAST_STAGE),))
    standing = _standing(found)
    if standing.met:
        days = found.days_since(SuggestionKind.NEXT_STAGE, DecisionKind.DECLINED)
        return Advice(SuggestionKind.CONTINUE, (Reason(ReasonKind.DECIDED, days, AGAIN_DAYS),))
    return Advice(SuggestionKind.CONTINUE, standing.missing)


def _standing(found: Situation) -> Standing:
    """Of the present stage. It is looked at every day, and so would be lucky one day: what opens a
    lock is not enough to be suggested (docs/decisions/0042)."""
    plan = found.plan
    standing = stage_standing(plan, plan.stage, found.practice, found.flares, found.today)
    if standing.figures is None:
        return standing
    unsure = not_sure(standing.figures, plan.thresholds)
    return Standing((*standing.checks, *unsure), standing.figures)


def sets_rest(plan: Plan) -> bool:
    """Whether all left-right sets of the plan are paused: then no check-up is asked for."""
    sets = plan.of_kind(ItemKind.LATERALITY)
    return bool(sets) and all(item.paused for item in sets)


def _stage_paused(plan: Plan) -> bool:
    of_stage = plan.of_kind(plan.stage)
    return bool(of_stage) and all(item.paused for item in of_stage)


def _recent(found: Situation, kind: SuggestionKind, days: int = AGAIN_DAYS) -> bool:
    since = found.days_since(kind)
    return since is not None and since < days
