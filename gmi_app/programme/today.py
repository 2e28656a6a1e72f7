"""Today: what is now, later, done; how much; what is suggested; whether to show help.

Pure: the same plan, record and moment always give the same answer. A session counts on the day
that the person's wall clock showed when it began, so every session counts on one day, once:
through journeys, daylight-saving time and a clock that was set back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from typing import Final
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import ActivityGoal, Unit
from gmi_app.facts.note import Choice, DayChoice, NoteKind
from gmi_app.facts.rating import OF_DAYS, RatingKind
from gmi_app.facts.session import EndKind, StopReason
from gmi_app.laterality.settings import DrillSettings
from gmi_app.programme.due import PICTURE_S, SETS_BEFORE_FIRST_CHECK_UP
from gmi_app.programme.flares import of_days
from gmi_app.programme.levels import Possible, always
from gmi_app.programme.pacing import Amount, amount_of, item_of
from gmi_app.programme.plan import STAGES, ItemKind, LateralityItem, Plan, PlanItem, half_minutes
from gmi_app.programme.record import HORIZON_DAYS, Practice, Record
from gmi_app.programme.stages import Lock, locks
from gmi_app.programme.suggest import Situation, advice_in, sets_rest, situation
from gmi_app.programme.suggestion import Advice
from gmi_app.progress.flare import FlareDays

REST_BETWEEN: Final = timedelta(minutes=30)
"""What is spread over the day keeps so much between two sessions of an exercise. Ours."""
LOWEST_MOOD: Final = 1


class State(Enum):
    """REST: not on this day of the week. ENOUGH: the cap is reached, "enough for now"."""

    NOW = auto()
    LATER = auto()
    DONE = auto()
    ENOUGH = auto()
    NOT_TODAY = auto()
    PAUSED = auto()
    REST = auto()


class Help(Enum):
    """Why help contacts are shown (clinical.md 5.10)."""

    LOW_MOOD = auto()
    UPSETTING = auto()


@dataclass(frozen=True, slots=True)
class Own:
    """An activity of the person's own. ``amount``: of today, in its unit."""

    goal: ActivityGoal
    amount: int

    @property
    def eased(self) -> bool:
        return self.amount < self.goal.amount


@dataclass(frozen=True, slots=True)
class Due:
    """One item of the plan today. ``done`` of ``planned`` sessions, one less than usual on an
    easier day that has nothing less at a time; more than planned is fine up to the item's cap.
    ``amount``: pictures or seconds at a time. ``at``: from when (LATER), local; None where nobody
    knows. ``last``: of today's sessions. ``duration_s``: of one, about. ``own``: the activity that
    is paced with it; its amount counts then, and not that of the plan."""

    item: PlanItem
    state: State
    done: int
    planned: int
    amount: Amount
    at: time | None
    last: Moment | None
    duration_s: float
    own: Own | None = None

    @property
    def settings(self) -> DrillSettings | None:
        """Of the next left-right set, with today's number of pictures; None of another kind."""
        what = self.item.what
        if not isinstance(what, LateralityItem):
            return None
        return replace(what.settings, count=self.amount.today)

    @property
    def minutes(self) -> float:
        """Of the next session, whole and half ones; for what is planned in seconds."""
        return half_minutes(self.amount.today)


@dataclass(frozen=True, slots=True)
class Today:
    """``due``: in the order of the plan, what goes beside the stages last. ``next``: what Start
    begins. ``enough``: the day's cap is reached. ``check_up``: offer one. ``ask``: what the daily
    question still has to ask. ``flared``: today; then an easier day and the flare-up plan are
    shown."""

    day: date
    due: tuple[Due, ...]
    next: Due | None
    enough: bool
    check_up: bool
    advice: Advice
    locks: dict[ItemKind, Lock]
    flared: bool
    help: Help | None
    ask: tuple[RatingKind, ...]

    def usual(self, item: UUID | None) -> int | None:
        """The amount that pacing has reached for an item; None where it is not due at all."""
        return next((due.amount.usual for due in self.due if due.item.id == item), None)


def since(plan: Plan | None, today: date) -> date:
    """From which day on the record is needed."""
    days = HORIZON_DAYS
    if plan is not None:
        values = plan.thresholds
        days = max(days, 2 * values.window_days, values.plateau_days + values.window_days)
    return today - timedelta(days=days - 1)


def look(plan: Plan, record: Record, now: Moment, possible: Possible = always) -> Today:
    """``record``: from ``since(plan, now.day)`` on. ``possible``: whether there are pictures for
    such a set."""
    found = situation(plan, record, now.day, possible)
    of_today = [each for each in found.practice if each.day == found.today]
    enough = sum(each.duration_s for each in of_today) >= plan.most_s_per_day
    due = tuple(_due(found, item, now, enough) for item in _in_order(plan))
    flared = any(flare.day == found.today for flare in found.flares)
    at_most = enough or _all_capped(due)
    return Today(
        day=found.today,
        due=due,
        next=None if enough else _next(due),
        enough=at_most,
        check_up=not at_most and not flared and _check_up_is_due(found),
        advice=advice_in(found),
        locks=locks(plan, found.practice, found.flares, found.today),
        flared=flared,
        help=help_to_show(record, plan.thresholds.low_mood_days, found.today),
        ask=_to_ask(record, found.today),
    )


def _in_order(plan: Plan) -> list[PlanItem]:
    return sorted(plan.active, key=lambda item: item.kind not in STAGES)


def _all_capped(due: Sequence[Due]) -> bool:
    states = {each.state for each in due}
    return State.ENOUGH in states and not states & {State.NOW, State.LATER, State.DONE}


# ---- one item


def _due(found: Situation, item: PlanItem, now: Moment, enough: bool) -> Due:
    plan, today = found.plan, found.today
    done = [
        each
        for each in found.practice
        if each.day == today and item_of(each, plan.items) == item.id
    ]
    planned = item.per_day if today.weekday() in item.days and today >= plan.start else 0
    flare_days = {flare.day for flare in found.flares}
    record = found.record
    amount = amount_of(
        item,
        found.practice,
        record.notes,
        flare_days,
        plan.thresholds,
        today,
        since=record.amounts_since.get(item.id),
    )
    own = _own(found, item) if item.kind is ItemKind.ACTIVITY else None
    if own is not None:
        amount = replace(amount, fewer=False)  # that is made less itself
    if amount.fewer and planned > 1:
        planned -= 1
    last = max((each.at for each in done), key=lambda at: at.utc, default=None)
    state, at = _state(found, item, now, done, planned, enough)
    duration_s = _duration_s(found, item, amount)
    if own is not None and own.goal.unit is Unit.MINUTES:
        duration_s = own.amount * 60.0
    return Due(item, state, len(done), planned, amount, at, last, duration_s, own)


def _own(found: Situation, item: PlanItem) -> Own | None:
    """What Start of an activity opens, as it says there."""
    from gmi_app.activities.pacing import eased, goal_of, goals, planned_activities

    notes = [note for note in found.record.notes if note.at.day <= found.today]
    goal = goal_of(item.id, planned_activities(found.plan), goals(notes))
    if goal is None:
        return None
    days = FlareDays(frozenset(flare.day for flare in found.flares), found.today)
    return Own(goal.what, eased(goal.what.amount, days))


def _state(
    found: Situation,
    item: PlanItem,
    now: Moment,
    done: Sequence[Practice],
    planned: int,
    enough: bool,
) -> tuple[State, time | None]:
    if item.paused:
        return State.PAUSED, None
    if len(done) >= item.most_per_day or (enough and len(done) < planned):
        return State.ENOUGH, None
    if planned == 0:
        return (State.DONE if done else State.REST), None
    if len(done) >= planned:
        return State.DONE, None
    choice = _choice(found.record, item, done, found.today)
    clock = now.local.time()
    if choice is not None and choice.choice is Choice.NOT_TODAY:
        return State.NOT_TODAY, None
    later = choice is not None and choice.choice is Choice.LATER
    if choice is not None and later and (choice.until is None or clock < choice.until):
        return State.LATER, choice.until
    begins = _begins(found.plan, item, done, now)
    return (State.NOW, None) if clock >= begins else (State.LATER, begins)


def _choice(
    record: Record, item: PlanItem, done: Sequence[Practice], today: date
) -> DayChoice | None:
    """The newest choice about the item on this day; None where it was practised since then."""
    for note in record.notes:
        content = note.content
        if note.kind is not NoteKind.DAY_CHOICE or not isinstance(content, DayChoice):
            continue
        if content.item == item.id and (note.day or note.at.day) == today:
            return None if any(each.at.utc > note.at.utc for each in done) else content
    return None


def _begins(plan: Plan, item: PlanItem, done: Sequence[Practice], now: Moment) -> time:
    """The local time from which the next session is due."""
    number = len(done)
    if item.at:
        return item.at[number]
    start = datetime.combine(date.min, plan.day_from)
    span = datetime.combine(date.min, plan.day_to) - start
    begins = (start + span * number / item.per_day).time()
    rested = _rested(done, now)
    return begins if rested is None else max(begins, rested)


def _rested(done: Sequence[Practice], now: Moment) -> time | None:
    """When a rest after the newest session is over; None when it is, or the clock was set back."""
    if not done:
        return None
    last = max(each.at.utc for each in done)
    passed = now.utc - last
    if not timedelta(0) <= passed < REST_BETWEEN:
        return None
    over = now.local + (REST_BETWEEN - passed)
    return over.time() if over.date() == now.day else None


def _duration_s(found: Situation, item: PlanItem, amount: Amount) -> float:
    if not item.counts_pictures:
        return float(amount.today)
    for each in found.practice:
        if each.kind is item.kind and each.end is EndKind.COMPLETED and each.amount >= 5:
            return amount.today * min(max(each.duration_s / each.amount, 2.0), 30.0)
    return amount.today * PICTURE_S


def _next(due: Sequence[Due]) -> Due | None:
    """What is due now, the earliest in its day first; else what comes soonest later."""
    ready = [each for each in due if each.state is State.NOW]
    if ready:
        return min(ready, key=lambda each: each.done / each.planned)
    waiting = [each for each in due if each.state is State.LATER]
    return min(waiting, key=lambda each: each.at or time.max, default=None)


# ---- the day


def _check_up_is_due(found: Situation) -> bool:
    """Weekly, after some sets, of the main part (clinical.md 3); not while the sets rest."""
    if sets_rest(found.plan):
        return False
    part = found.plan.main_part
    sets = [
        each
        for each in found.practice
        if each.settings is not None and each.settings.part is part and not each.settings.moving
    ]
    last = next(
        (s for s in sets if s.settings and s.settings.check_up and s.end is EndKind.COMPLETED), None
    )
    every = timedelta(days=found.plan.thresholds.check_up_days)
    if last is None:
        known_longer = found.record.last_day is not None
        return known_longer or len(sets) >= SETS_BEFORE_FIRST_CHECK_UP
    return found.today - last.day >= every


def help_to_show(record: Record, days: int, today: date) -> Help | None:
    """The lowest mood on so many days running, up to today or yesterday; or an exercise that was
    stopped as upsetting today or yesterday."""
    moods = of_days(record, RatingKind.MOOD)
    for last in (today, today - timedelta(days=1)):
        running = [moods.get(last - timedelta(days=back)) for back in range(days)]
        if all(mood is not None and mood[0] <= LOWEST_MOOD for mood in running):
            return Help.LOW_MOOD
    for each in record.done():
        upset = each.reason is StopReason.UPSETTING
        if upset and timedelta(0) <= today - each.day <= timedelta(days=1):
            return Help.UPSETTING
    return None


def _to_ask(record: Record, today: date) -> tuple[RatingKind, ...]:
    return tuple(kind for kind in OF_DAYS if today not in of_days(record, kind))
