"""Today: what is now, later and done; caps and choices; pacing; days, journeys and clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import ActivityGoal, Unit
from gmi_app.facts.note import Choice, DayChoice, FlareNote, Note, NoteKind, PaceChange, PaceNote
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, StopReason
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.levels import with_amount
from gmi_app.programme.pacing import amount_of, before_step, can_be_easier, declined
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import ItemKind, Plan, PlanItem, TimedItem
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.record import HORIZON_DAYS, Practice, Record
from gmi_app.programme.stages import Lock
from gmi_app.programme.suggestion import SuggestionKind
from gmi_app.programme.today import Due, Help, Own, State, Today, look, since
from tests.unit.histories import measures

DAY = date(2026, 3, 2)  # a Monday
ANNA = Patient(
    UUID(int=2), Moment(datetime(2026, 3, 1, tzinfo=UTC)), "", AffectedSide.LEFT, BodyPart.HAND
)
NUMBERS = iter(range(1, 1000))
STANDARD = ready_plan(Ready.STANDARD, ANNA, DAY, lambda: UUID(int=next(NUMBERS)))
GENTLE = ready_plan(Ready.GENTLE, ANNA, DAY, lambda: UUID(int=next(NUMBERS)))
SETS = STANDARD.of_kind(ItemKind.LATERALITY)[0]


def at(clock: str, day: int = 0, offset_min: int = 60) -> Moment:
    """A time on the person's wall clock."""
    local = datetime.combine(DAY + timedelta(days=day), time.fromisoformat(clock), UTC)
    return Moment(local - timedelta(minutes=offset_min), offset_min)


def done(
    when: Moment,
    *,
    kind: ItemKind = ItemKind.LATERALITY,
    amount: int = 20,
    item: UUID | None = None,
    pain: tuple[int, int] = (3, 3),
    end: EndKind = EndKind.COMPLETED,
    reason: StopReason | None = None,
    part: BodyPart = BodyPart.HAND,
) -> Practice:
    figures = measures((9, 10), (9, 10), (2.0, 2.0)) if kind is ItemKind.LATERALITY else None
    return Practice(
        session=uuid4(),
        kind=kind,
        at=when,
        part=part,
        item=item,
        end=end,
        reason=reason,
        pain_before=pain[0],
        pain_after=pain[1],
        amount=amount,
        duration_s=amount * 6.0 if figures else float(amount),
        settings=DrillSettings(part=part, count=max(10, amount)) if figures else None,
        measures=figures,
    )


def record(*practice: Practice, notes: Sequence[Note] = (), **rest: object) -> Record:
    ordered = tuple(sorted(practice, key=lambda p: p.at.utc, reverse=True))
    newest = tuple(sorted(notes, key=lambda n: n.at.utc, reverse=True))
    return Record(DAY - timedelta(days=41), ordered, notes=newest, **rest)  # type: ignore[arg-type]


def choice(what: Choice, when: Moment, until: time | None = None, item: PlanItem = SETS) -> Note:
    content = DayChoice(item.id, what, until)
    return Note(uuid4(), ANNA.id, when, NoteKind.DAY_CHOICE, content, when.day)


def of_sets(today: Today) -> Due:
    return next(due for due in today.due if due.item.kind is ItemKind.LATERALITY)


# ---- now, later, done


def test_sets_are_spread_over_the_day() -> None:
    morning = look(STANDARD, record(), at("07:00"))
    due = of_sets(morning)
    assert (due.state, due.at, due.done, due.planned) == (State.LATER, time(8), 0, 3)
    assert morning.next == due
    assert of_sets(look(STANDARD, record(), at("08:00"))).state is State.NOW
    once = record(done(at("08:10")))
    waiting = of_sets(look(STANDARD, once, at("09:00")))
    assert (waiting.state, waiting.at, waiting.done) == (State.LATER, time(12), 1)
    assert waiting.last == at("08:10")
    twice = record(done(at("08:10")), done(at("12:30")))
    assert of_sets(look(STANDARD, twice, at("16:00"))).state is State.NOW
    all_of_it = record(*(done(at(clock)) for clock in ("08:10", "12:30", "16:30")))
    finished = look(STANDARD, all_of_it, at("17:00"))
    assert of_sets(finished).state is State.DONE
    assert finished.next is None
    assert not finished.enough


def test_times_of_the_plan_are_kept() -> None:
    plan = STANDARD.with_item(replace(SETS, at=(time(7), time(13, 30), time(19))))
    assert of_sets(look(plan, record(), at("06:59"))).at == time(7)
    one = record(done(at("07:05")))
    assert of_sets(look(plan, one, at("13:29"))).at == time(13, 30)
    assert of_sets(look(plan, one, at("13:30"))).state is State.NOW


def test_half_an_hour_of_rest_between_two_sets_of_a_late_start() -> None:
    late = record(done(at("18:00")))
    due = of_sets(look(STANDARD, late, at("18:05")))
    assert (due.state, due.at) == (State.LATER, time(18, 30))
    assert of_sets(look(STANDARD, late, at("18:30"))).state is State.NOW
    at_night = record(done(at("23:45")))
    assert of_sets(look(STANDARD, at_night, at("23:50"))).state is State.NOW


def test_done_early_or_more_than_planned_is_fine_up_to_the_cap() -> None:
    six = [done(at(f"{8 + number:02}:00")) for number in range(6)]
    assert of_sets(look(STANDARD, record(*six[:5]), at("20:00"))).state is State.DONE
    capped = look(STANDARD, record(*six), at("20:00"))
    assert of_sets(capped).state is State.ENOUGH
    assert capped.enough
    assert capped.next is None


def test_an_hour_in_all_is_enough_whatever_is_left() -> None:
    long = record(done(at("08:00"), kind=ItemKind.ACTIVITY, amount=3600))
    found = look(GENTLE, long, at("12:00"))
    assert found.enough
    assert found.next is None
    assert of_sets(found).state is State.ENOUGH


def test_not_today_and_later_are_kept_for_that_day_only() -> None:
    not_today = record(notes=[choice(Choice.NOT_TODAY, at("08:00"))])
    found = look(STANDARD, not_today, at("12:00"))
    assert of_sets(found).state is State.NOT_TODAY
    assert found.next is None
    assert of_sets(look(STANDARD, not_today, at("12:00", 1))).state is State.NOW
    after_all = [choice(Choice.NOT_TODAY, at("08:00")), choice(Choice.AFTER_ALL, at("09:00"))]
    assert of_sets(look(STANDARD, record(notes=after_all), at("12:00"))).state is State.NOW


def test_later_waits_until_the_time_or_until_it_is_started() -> None:
    until = record(notes=[choice(Choice.LATER, at("08:00"), time(15))])
    due = of_sets(look(STANDARD, until, at("14:59")))
    assert (due.state, due.at) == (State.LATER, time(15))
    assert of_sets(look(STANDARD, until, at("15:00"))).state is State.NOW
    some_time = [choice(Choice.LATER, at("08:00"))]
    due = of_sets(look(STANDARD, record(notes=some_time), at("19:00")))
    assert (due.state, due.at) == (State.LATER, None)
    started = record(done(at("15:00")), notes=some_time)
    assert of_sets(look(STANDARD, started, at("19:00"))).state is State.NOW
    other = choice(Choice.NOT_TODAY, at("08:00"), item=STANDARD.items[1])
    assert of_sets(look(STANDARD, record(notes=[other]), at("12:00"))).state is State.NOW


def test_no_check_up_while_the_sets_rest_on_a_bad_day_or_when_it_is_enough() -> None:
    week = [done(at("08:00", day)) for day in range(7)]
    noon = at("12:00", 8)
    assert look(STANDARD, record(*week), noon).check_up
    sets = STANDARD.of_kind(ItemKind.LATERALITY)[0]
    resting = STANDARD.with_item(replace(sets, paused=True))
    found = look(resting, record(*week), at("12:00", 20))
    assert not found.check_up
    assert found.advice.kind is not SuggestionKind.CHECK_UP
    assert not look(STANDARD, record(*week, done(at("08:00", 8), pain=(3, 6))), noon).check_up
    many = [done(at(f"{hour:02}:00", 8)) for hour in range(4, 10)]
    full = look(STANDARD, record(*week, *many), noon)
    assert full.enough
    assert not full.check_up


def test_days_off_pauses_and_days_before_the_start() -> None:
    weekdays = STANDARD.with_item(replace(SETS, days=(0, 2, 4)))
    assert of_sets(look(weekdays, record(), at("12:00", 1))).state is State.REST
    extra = record(done(at("10:00", 1)))
    assert of_sets(look(weekdays, extra, at("12:00", 1))).state is State.DONE
    paused = STANDARD.with_item(replace(SETS, paused=True))
    assert of_sets(look(paused, record(), at("12:00"))).state is State.PAUSED
    assert of_sets(look(STANDARD, record(), at("12:00", -1))).state is State.REST


def test_what_goes_beside_the_stages_comes_last_and_other_stages_not_at_all() -> None:
    mixed = replace(GENTLE, items=GENTLE.items[::-1])
    kinds = [due.item.kind for due in look(mixed, record(), at("12:00")).due]
    assert kinds == [ItemKind.LATERALITY, ItemKind.RELAXATION]


def test_the_next_one_is_what_was_done_least() -> None:
    first = look(GENTLE, record(), at("14:00")).next
    assert first is not None
    assert first.item.kind is ItemKind.LATERALITY
    after = look(GENTLE, record(done(at("08:00"))), at("14:00")).next
    assert after is not None
    assert after.item.kind is ItemKind.RELAXATION


def test_every_session_counts_for_one_item_only() -> None:
    twin = replace(SETS, id=uuid4(), per_day=1)
    plan = replace(STANDARD, items=(*STANDARD.items, twin))
    free = look(plan, record(done(at("08:00"))), at("12:00"))
    assert [due.done for due in free.due] == [1, 0]
    named = look(plan, record(done(at("08:00"), item=twin.id)), at("12:00"))
    assert [due.done for due in named.due] == [0, 1]
    foot = look(plan, record(done(at("08:00"), part=BodyPart.FOOT)), at("12:00"))
    assert [due.done for due in foot.due] == [0, 0]
    left_at_once = look(plan, record(done(at("08:00"), amount=0)), at("12:00"))
    assert [due.done for due in left_at_once.due] == [0, 0]


def test_what_was_done_stays_done_when_another_plan_is_taken() -> None:
    begun = [done(at("08:00"), item=SETS.id), done(at("09:00"), item=SETS.id)]
    rest = done(at("10:00"), kind=ItemKind.RELAXATION, amount=180, item=uuid4())
    foot = done(at("10:30"), part=BodyPart.FOOT, item=uuid4())
    today = look(GENTLE, record(*begun, rest, foot), at("11:00"))
    sets = of_sets(today)
    assert (sets.done, sets.planned, sets.state) == (2, 2, State.DONE)
    (relaxed,) = [due for due in today.due if due.item.kind is ItemKind.RELAXATION]
    assert (relaxed.done, relaxed.state) == (1, State.DONE)
    assert of_sets(look(STANDARD, record(*begun, foot), at("11:00"))).done == 2


def test_what_a_set_is_like_and_how_long_it_takes() -> None:
    due = of_sets(look(STANDARD, record(), at("12:00")))
    assert due.settings is not None
    assert due.settings.count == 20
    assert due.duration_s == 160
    quick = of_sets(look(STANDARD, record(done(at("08:00", -1))), at("12:00")))
    assert quick.duration_s == 120
    mirror = replace(STANDARD, stage=ItemKind.MIRROR)
    (timed,) = look(mirror, record(), at("12:00")).due
    assert (timed.settings, timed.minutes, timed.duration_s) == (None, 5, 300.0)


# ---- the day as a whole


def test_the_stages_are_locked_until_the_one_before_is_met() -> None:
    assert look(STANDARD, record(), at("12:00")).locks == {
        ItemKind.LATERALITY: Lock.OPEN,
        ItemKind.IMAGERY: Lock.LOCKED,
        ItemKind.MIRROR: Lock.LOCKED,
    }
    opened = replace(STANDARD, opened=(ItemKind.MIRROR,))
    assert look(opened, record(), at("12:00")).locks[ItemKind.MIRROR] is Lock.OPEN
    reached = replace(STANDARD, stage=ItemKind.MIRROR)
    assert set(look(reached, record(), at("12:00")).locks.values()) == {Lock.OPEN}
    without = replace(STANDARD, items=STANDARD.items[:2])
    assert look(without, record(), at("12:00")).locks[ItemKind.MIRROR] is Lock.NONE
    good = record(*(done(at(c, -day)) for day in range(6) for c in ("08:00", "12:00", "16:00")))
    plan = replace(
        STANDARD,
        start=DAY - timedelta(days=20),
        stage_since=DAY - timedelta(days=20),
    )
    found = look(plan, good, at("20:00"))
    assert found.locks[ItemKind.IMAGERY] is Lock.OPEN
    assert found.advice.kind is SuggestionKind.NEXT_STAGE


def test_a_check_up_is_offered_weekly() -> None:
    def check_up(day: int) -> Practice:
        one = done(at("10:00", day), amount=40)
        return replace(one, settings=DrillSettings.for_check_up())

    few = record(done(at("08:00")), done(at("09:00")))
    assert not look(STANDARD, few, at("12:00")).check_up
    three = record(*few.practice, done(at("10:00")))
    assert look(STANDARD, three, at("12:00")).check_up
    assert not look(STANDARD, record(check_up(-6)), at("12:00")).check_up
    assert look(STANDARD, record(check_up(-7)), at("12:00")).check_up
    stopped = replace(check_up(-1), end=EndKind.STOPPED)
    assert look(STANDARD, record(check_up(-8), stopped), at("12:00")).check_up
    long_ago = Record(DAY, last_day=DAY - timedelta(days=60))
    assert look(STANDARD, long_ago, at("12:00")).check_up


def moods(*values: tuple[int, int]) -> tuple[Rating, ...]:
    """(day, value), oldest first."""
    return tuple(
        Rating(uuid4(), ANNA.id, at("20:00", day), RatingKind.MOOD, value, When.ALONE)
        for day, value in values
    )


@pytest.mark.parametrize(
    ("given_moods", "expected"),
    [
        ([(-2, 1), (-1, 1), (0, 1)], Help.LOW_MOOD),
        ([(-3, 1), (-2, 1), (-1, 1)], Help.LOW_MOOD),
        ([(-4, 1), (-3, 1), (-2, 1)], None),
        ([(-2, 1), (-1, 2), (0, 1)], None),
        ([(-3, 1), (-1, 1), (0, 1)], None),
        ([(-1, 1), (0, 1)], None),
        ([(-2, 1), (-1, 1), (0, 1), (0, 3)], None),
    ],
)
def test_low_mood_on_three_days_running_shows_help(
    given_moods: list[tuple[int, int]], expected: Help | None
) -> None:
    found = look(STANDARD, record(ratings=moods(*given_moods)), at("21:00"))
    assert found.help is expected


def test_something_upsetting_shows_help_on_that_day_and_the_next() -> None:
    upset = done(at("10:00"), end=EndKind.STOPPED, reason=StopReason.UPSETTING)
    assert look(STANDARD, record(upset), at("12:00")).help is Help.UPSETTING
    assert look(STANDARD, record(upset), at("12:00", 1)).help is Help.UPSETTING
    assert look(STANDARD, record(upset), at("12:00", 2)).help is None
    other = replace(upset, someone_else=True)
    assert look(STANDARD, record(other), at("12:00")).help is None


def test_the_daily_question_asks_for_what_is_not_said_yet() -> None:
    every = (RatingKind.PAIN_24H, RatingKind.MOOD, RatingKind.SLEEP)
    assert look(STANDARD, record(), at("12:00")).ask == every
    some = record(ratings=moods((0, 3)))
    assert look(STANDARD, some, at("12:00")).ask == (RatingKind.PAIN_24H, RatingKind.SLEEP)
    assert look(STANDARD, some, at("12:00", 1)).ask == every


def test_a_flare_today_is_said() -> None:
    assert look(STANDARD, record(done(at("08:00"), pain=(3, 5))), at("12:00")).flared
    assert not look(STANDARD, record(done(at("08:00"), pain=(3, 5))), at("12:00", 1)).flared


def test_how_far_back_is_read() -> None:
    assert since(None, DAY) == DAY - timedelta(days=HORIZON_DAYS - 1)
    assert since(STANDARD, DAY) == DAY - timedelta(days=HORIZON_DAYS - 1)
    longer = replace(STANDARD, thresholds=replace(STANDARD.thresholds, plateau_days=90))
    assert since(longer, DAY) == DAY - timedelta(days=96)


# ---- pacing

PACED = GENTLE.of_kind(ItemKind.LATERALITY)[0]
USUAL = GENTLE.thresholds


def amount(
    practice: Sequence[Practice],
    day: int,
    *,
    notes: Sequence[Note] = (),
    flares: Sequence[int] = (),
    item: PlanItem = PACED,
    since: Moment | None = None,
) -> tuple[int, PaceChange | None]:
    days = {DAY + timedelta(days=each) for each in flares}
    today = DAY + timedelta(days=day)
    ordered = record(*practice, notes=notes)
    found = amount_of(item, ordered.practice, ordered.notes, days, USUAL, today, since=since)
    return found.today, None if found.note is None else found.note.change


def pace(change: PaceChange, value: int, day: int, item: PlanItem = PACED) -> Note:
    content = PaceNote(item.id, change, value, item.what.amount)
    return Note(uuid4(), ANNA.id, at("07:00", day), NoteKind.PACE, content)


def a_day(day: int, pictures: int = 10, **rest: object) -> Practice:
    return done(at("09:00", day), amount=pictures, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("planned", [30, 14])
@pytest.mark.parametrize("noted", [True, False])
def test_an_amount_that_is_new_in_the_plan_counts_from_then_on(planned: int, noted: bool) -> None:
    before = [done(at("08:00", day), amount=20) for day in range(4)]
    changed = replace(with_amount(PACED, planned), most_amount=40)
    notes = [pace(PaceChange.BASELINE, 20, 3)] if noted else []
    written = at("07:00", 4)
    assert amount(before, 5, notes=notes, item=changed, since=written) == (planned, None)
    since = [done(at("08:00", day), amount=planned) for day in (4, 5, 6)]
    found = amount([*before, *since], 7, notes=notes, item=changed, since=written)
    assert found == (planned, PaceChange.BASELINE)


def test_the_baseline_is_what_was_done_on_the_first_three_calm_days() -> None:
    days = [a_day(0, 10), a_day(1, 14), a_day(2, 16), a_day(3, 20)]
    assert amount(days[:2], 2) == (10, None)
    assert amount(days[:3], 3) == (14, PaceChange.BASELINE)
    assert amount(days, 4) == (14, PaceChange.BASELINE)
    assert amount(days, 4, flares=[0, 1]) == (10, None)
    assert amount([*days, a_day(4, 20)], 6, flares=[1]) == (16, PaceChange.BASELINE)
    assert amount([a_day(day, 60) for day in range(3)], 4)[0] == 20


@given(
    planned=st.integers(5, 30).map(lambda half: 2 * half),
    limit=st.integers(5, 40).map(lambda half: 2 * half),
    pictures=st.lists(st.integers(5, 50).map(lambda half: 2 * half), min_size=3, max_size=3),
    flare=st.integers(3, 4),
)
def test_the_baseline_never_goes_above_the_plans_limit_nor_an_easier_day_above_a_usual_one(
    planned: int, limit: int, pictures: list[int], flare: int
) -> None:
    item = replace(with_amount(PACED, planned), most_amount=limit)
    days = [a_day(day, many) for day, many in enumerate(pictures)]
    usual, _ = amount(days, 4, item=item)
    assert usual <= max(limit, planned)
    eased, change = amount(days, 4, item=item, flares=[flare])
    assert eased <= min(usual, planned)
    assert change is None


def test_on_an_easier_day_what_was_found_more_is_not_yet_the_usual() -> None:
    days = [a_day(day, 40) for day in range(3)]
    item = replace(with_amount(PACED, 20), most_amount=40)
    ordered, today = record(*days), DAY + timedelta(days=3)
    found = amount_of(item, ordered.practice, (), {today}, USUAL, today)
    assert (found.today, found.usual) == (12, 20)


def test_only_whole_calm_days_count() -> None:
    stopped = [a_day(day, end=EndKind.STOPPED, reason=StopReason.TIRED) for day in range(3)]
    assert amount(stopped, 3) == (10, None)
    pain = a_day(1, end=EndKind.STOPPED, reason=StopReason.MORE_PAIN)
    assert amount([a_day(0), a_day(1), pain, a_day(2)], 3) == (10, None)
    check_up = replace(a_day(2, 40), settings=DrillSettings.for_check_up())
    assert amount([a_day(0), a_day(1), check_up], 3) == (10, PaceChange.BASELINE)


def test_a_step_of_two_pictures_on_every_third_good_day() -> None:
    notes = [pace(PaceChange.BASELINE, 12, 0)]
    days = [a_day(day) for day in range(4)]
    assert amount(days[:2], 2, notes=notes) == (12, None)
    assert amount(days[:3], 3, notes=notes) == (14, PaceChange.UP)
    assert amount(days, 4, notes=notes) == (14, PaceChange.UP)
    notes.append(pace(PaceChange.UP, 14, 3))
    assert amount(days, 4, notes=notes) == (14, None)
    with_gaps = [a_day(day) for day in (3, 8, 15)]
    assert amount(with_gaps, 16, notes=notes) == (16, PaceChange.UP)


def test_thirty_seconds_for_what_is_timed() -> None:
    imagery = GENTLE.of_kind(ItemKind.IMAGERY)[0]
    days = [done(at("09:00", day), kind=ItemKind.IMAGERY, amount=180) for day in range(6)]
    assert amount(days[:3], 3, item=imagery) == (180, PaceChange.BASELINE)
    notes = [pace(PaceChange.BASELINE, 180, 3, imagery)]
    assert amount(days, 6, notes=notes, item=imagery) == (210, PaceChange.UP)


def test_never_after_a_day_with_a_flare() -> None:
    notes = [pace(PaceChange.BASELINE, 16, 0)]
    days = [a_day(day) for day in range(7)]
    assert amount(days[:3], 3, notes=notes, flares=[2]) == (10, None)
    assert amount(days[:3], 3, notes=notes, flares=[3]) == (10, None)
    assert amount(days[:5], 5, notes=notes, flares=[2]) == (16, None)
    assert amount(days[:6], 6, notes=notes, flares=[2]) == (18, PaceChange.UP)


def test_an_easier_day_at_the_least_amount_has_one_set_less() -> None:
    flared = done(at("08:00"), pain=(3, 6))
    today = look(GENTLE, record(flared), at("15:00"))
    sets = of_sets(today)
    assert (sets.amount.today, sets.amount.eased, sets.amount.fewer) == (10, False, True)
    assert (sets.done, sets.planned, sets.state) == (1, 1, State.DONE)
    assert of_sets(look(GENTLE, record(flared), at("09:00", 1))).planned == 1
    assert of_sets(look(GENTLE, record(flared), at("09:00", 2))).planned == 2
    once = GENTLE.with_item(replace(PACED, per_day=1))
    alone = of_sets(look(once, record(flared), at("09:00", 1)))
    assert (alone.planned, alone.amount.fewer) == (1, False)
    free = GENTLE.with_item(replace(PACED, days=(0,)))
    assert of_sets(look(free, record(flared), at("09:00", 1))).state is State.REST
    longer = of_sets(look(STANDARD, record(flared), at("09:00", 1)))
    assert (longer.amount.today, longer.amount.fewer, longer.planned) == (12, False, 3)


def test_an_activity_of_ones_own_is_less_at_a_time_and_as_often() -> None:
    walk = PlanItem(
        uuid4(), ItemKind.ACTIVITY, TimedItem(seconds=30, what="Walk"), per_day=2, most_amount=30
    )
    plan = replace(GENTLE, items=(*GENTLE.items, walk))
    goal = ActivityGoal(uuid4(), "walk", Unit.TIMES, 6, 6)
    named = Note(uuid4(), ANNA.id, at("07:00", -90), NoteKind.ACTIVITY_GOAL, goal)
    noted = Note(uuid4(), ANNA.id, at("07:00"), NoteKind.FLARE, FlareNote())
    own = look(plan, record(notes=[noted, named]), at("15:00")).due[-1]
    assert own.own == Own(goal, 4)
    assert (own.planned, own.amount.fewer) == (2, False)
    without = look(plan, record(notes=[noted]), at("15:00")).due[-1]
    assert (without.own, without.planned, without.amount.fewer) == (None, 1, True)


def test_relaxation_is_never_made_less() -> None:
    flared = done(at("08:00"), pain=(3, 6))
    today = look(GENTLE, record(flared), at("15:00"))
    (rest,) = [due for due in today.due if due.item.kind is ItemKind.RELAXATION]
    twice = replace(rest.item, per_day=2)
    assert rest.amount.today == rest.amount.usual == rest.item.what.amount
    assert not rest.amount.eased
    again = look(GENTLE.with_item(twice), record(flared), at("15:00"))
    (rest,) = [due for due in again.due if due.item.kind is ItemKind.RELAXATION]
    assert (rest.planned, rest.amount.fewer) == (2, False)
    assert [can_be_easier(item) for item in (PACED, twice)] == [True, False]


def test_a_step_can_be_declined_and_comes_again_after_three_more_days() -> None:
    item = PACED
    step = PaceNote(item.id, PaceChange.UP, 14, 10)
    refused = declined(step, before_step(item, step, USUAL))
    assert (refused.change, refused.amount, refused.planned) == (PaceChange.DECLINED, 12, 10)
    notes = [pace(PaceChange.BASELINE, 12, 0), pace(PaceChange.DECLINED, 12, 3)]
    days = [a_day(day) for day in range(8)]
    assert amount(days[:4], 4, notes=notes) == (12, None)
    assert amount(days[:6], 6, notes=notes) == (12, None)
    assert amount(days[:7], 7, notes=notes) == (14, PaceChange.UP)


def test_inside_the_plans_limits_and_not_at_all_where_it_says_so() -> None:
    days = [a_day(day) for day in range(3)]
    top = [pace(PaceChange.UP, 20, 0)]
    assert amount(days, 3, notes=top) == (20, None)
    almost = [pace(PaceChange.UP, 19, 0)]
    assert amount(days, 3, notes=almost) == (20, PaceChange.UP)
    assert amount(days, 3, notes=top, item=replace(PACED, paced=False)) == (10, None)


def test_an_amount_that_the_plan_changed_counts_before_what_was_paced() -> None:
    notes = [pace(PaceChange.UP, 16, 0)]
    more = with_amount(PACED, 18)
    assert amount([], 1, notes=notes, item=more) == (18, None)
    other = [Note(uuid4(), ANNA.id, at("07:00"), NoteKind.FLARE, FlareNote())]
    assert amount([], 1, notes=other) == (10, None)
    tomorrow = [pace(PaceChange.UP, 16, 2)]
    assert amount([], 1, notes=tomorrow) == (10, None)


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 20), max_size=15, unique=True),
    st.lists(st.integers(0, 20), max_size=4),
    st.integers(10, 20),
    st.integers(1, 21),
)
def test_a_pace_never_leaves_its_limits_and_never_jumps(
    days: list[int], flares: list[int], reached: int, today: int
) -> None:
    notes = [pace(PaceChange.UP, reached, 0)]
    found, change = amount([a_day(day) for day in days], today, notes=notes, flares=flares)
    assert 10 <= found <= min(20, reached + 2)
    assert (found > reached) == (change is PaceChange.UP)
    if {today, today - 1} & set(flares):
        assert found <= reached


# ---- days, journeys, clocks


def counted(plan: Plan, sessions: Sequence[Practice], days: int) -> list[int]:
    """How many sets count on each of the days that follow ``DAY``."""
    found = []
    for day in range(-2, days):
        due = of_sets(look(plan, record(*sessions), at("23:59", day)))
        found.append(due.done)
    return found


@given(
    st.lists(
        st.tuples(st.integers(0, 4 * 24 * 60), st.integers(-12 * 4, 14 * 4)), min_size=1, max_size=8
    )
)
def test_wherever_a_set_was_done_it_counts_on_one_day_once(
    places: list[tuple[int, int]],
) -> None:
    start = datetime(2026, 3, 2, tzinfo=UTC)
    sessions = [
        done(Moment(start + timedelta(minutes=minutes), 15 * quarter))
        for minutes, quarter in places
    ]
    assert sum(counted(STANDARD, sessions, 7)) == len(sessions)


def test_midnight_parts_two_days() -> None:
    before, after = done(at("23:59")), done(at("00:00", 1))
    assert counted(STANDARD, [before, after], 3) == [0, 0, 1, 1, 0]


def test_a_journey_back_to_yesterday_takes_nothing_away() -> None:
    """From Tokyo on the 3rd to Los Angeles, where it is still the 2nd."""
    in_tokyo = done(at("09:00", 1, offset_min=9 * 60))
    landed = at("20:00", 0, offset_min=-8 * 60)
    assert of_sets(look(STANDARD, record(in_tokyo), landed)).done == 0
    next_morning = at("08:00", 1, offset_min=-8 * 60)
    assert of_sets(look(STANDARD, record(in_tokyo), next_morning)).done == 1


@pytest.mark.parametrize("month_day", [(3, 29), (10, 25)], ids=["spring", "autumn"])
def test_daylight_saving_time_moves_no_set_to_another_day(month_day: tuple[int, int]) -> None:
    zone = ZoneInfo("Europe/Berlin")
    month, day = month_day
    plan = replace(STANDARD, start=date(2026, 3, 1), stage_since=date(2026, 3, 1))
    hours = [datetime(2026, month, day, hour, 30, tzinfo=zone) for hour in range(24)]
    sessions = [done(Moment.of(local)) for local in (hours[0], hours[3], hours[23])]
    for local in hours:
        so_far = [s for s in sessions if s.at.utc <= Moment.of(local).utc]
        due = of_sets(look(plan, record(*so_far), Moment.of(local)))
        assert due.done == len(so_far)
        assert due.state in (State.NOW, State.LATER, State.DONE)


def test_a_time_that_the_clock_jumps_over_is_due_right_after() -> None:
    zone = ZoneInfo("Europe/Berlin")
    plan = replace(STANDARD, day_from=time(0, 1), start=date(2026, 3, 1), stage_since=DAY)
    plan = plan.with_item(replace(SETS, per_day=1, at=(time(2, 30),)))
    assert of_sets(look(plan, record(), Moment.of(datetime(2026, 3, 29, 1, 59, tzinfo=zone)))).at
    jumped = Moment.of(datetime(2026, 3, 29, 3, 0, tzinfo=zone))
    assert of_sets(look(plan, record(), jumped)).state is State.NOW


def test_a_clock_that_was_set_back_loses_nothing_and_counts_nothing_twice() -> None:
    ahead = done(at("10:00", 3))  # the clock was three days ahead
    now = at("12:00")
    assert of_sets(look(STANDARD, record(ahead), now)).done == 0
    assert look(STANDARD, record(ahead), now).advice.kind is SuggestionKind.CONTINUE
    assert counted(STANDARD, [ahead], 5) == [0, 0, 0, 0, 0, 1, 0]
    an_hour_ahead = done(at("13:00"))
    due = of_sets(look(STANDARD, record(an_hour_ahead), now))
    assert (due.done, due.state) == (1, State.NOW)


def test_a_week_begins_and_ends_with_the_days_of_the_plan() -> None:
    sunday = STANDARD.with_item(replace(SETS, days=(6,)))
    planned = [of_sets(look(sunday, record(), at("12:00", day))).planned for day in range(8)]
    assert planned == [0, 0, 0, 0, 0, 0, 3, 0]


def test_a_home_activity_is_paced_in_seconds_and_has_no_settings() -> None:
    item = PlanItem(uuid4(), ItemKind.PERCEPTION, TimedItem(seconds=90), most_amount=120)
    plan = replace(STANDARD, items=(*STANDARD.items, item))
    due = look(plan, record(), at("12:00")).due[-1]
    assert (due.item, due.minutes, due.settings) == (item, 1.5, None)
