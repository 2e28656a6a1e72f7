"""Who needs a look and why; days against the plan; what changed; what is confused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.clinic.adherence import (
    DayMark,
    PlannedDay,
    adherence,
    calendar,
    mark_of,
    plan_on,
)
from gmi_app.clinic.confusion import By, fastest, groups, in_turn, slowest
from gmi_app.clinic.course import Happened, course
from gmi_app.clinic.glimpse import Glimpse, Prescribed, RecentSet, Visited, Waiting
from gmi_app.clinic.look import Look, Reason, Why, in_order, look_at
from gmi_app.clinic.periods import Period, accuracy_change, figures, rt_change_s
from gmi_app.clinic.places import with_times
from gmi_app.clinic.since import Begins, since
from gmi_app.facts.clinic_note import Archiving, Visit
from gmi_app.facts.note import FlareNote, Note, NoteKind, PlanAnswer
from gmi_app.facts.session import StopReason
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import InputMethod
from gmi_app.pictures.model import Side
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.record import Practice
from gmi_app.programme.suggestion import (
    Advice,
    Decided,
    Decision,
    DecisionKind,
    Suggestion,
    SuggestionKind,
)
from gmi_app.progress.history import by_day, conditions_of, series
from gmi_app.progress.summarise import summarise
from gmi_app.progress.summary import SessionSummary
from tests.unit.making import PATIENT, answered, end, moment, session, trial

TODAY = moment(40).day
ANNA = Patient(PATIENT, moment(), "Anna")
DAILY = (1, 1, 1, 1, 1, 1, 1)


def prescribed(**changed: Any) -> Prescribed:
    usual = Prescribed(
        stage=ItemKind.LATERALITY,
        start=moment().day,
        review=None,
        sessions=DAILY,
        accuracy=0.8,
        rt_limb_s=2.5,
        rt_trunk_s=2.1,
        absent_days=7,
        flare_rise=2,
    )
    return replace(usual, **changed)


def recent(*, guessing: bool = False, before: int | None = 4, after: int | None = 4) -> RecentSet:
    return RecentSet(guessing, before, after)


def calm(**changed: Any) -> Glimpse:
    """Practised every day, seen yesterday, with a plan that goes on."""
    usual = Glimpse(
        patient=ANNA,
        done={TODAY - timedelta(days=n): 1 for n in range(14)},
        sessions=20,
        last=TODAY,
        recent=(recent(), recent(), recent()),
        pain={TODAY - timedelta(days=n): 4 for n in range(14)},
        plan=prescribed(),
        visited=Visited(TODAY - timedelta(days=1), 20),
    )
    return replace(usual, **changed)


def why(**changed: Any) -> list[tuple[Why, float]]:
    return [(r.why, r.value) for r in look_at(calm(**changed), TODAY).reasons]


def days_of(values: Sequence[int | None]) -> Mapping[date, int]:
    """The newest first."""
    return {TODAY - timedelta(days=n): v for n, v in enumerate(values) if v is not None}


# ---- why a look


def test_who_follows_the_plan_needs_none() -> None:
    assert why() == [(Why.ON_PLAN, 0.0)]
    assert not look_at(calm(), TODAY).needs_look


def test_pain_after_sets_counts_from_the_newest() -> None:
    risen, same = recent(after=6), recent(after=5)
    assert why(recent=(risen, risen, same)) == [(Why.PAIN_AFTER_SETS, 2)]
    assert why(recent=(same, risen, risen)) == [(Why.ON_PLAN, 0.0)]
    assert why(recent=(risen, recent(after=None), risen)) == [(Why.ON_PLAN, 0.0)]


def test_the_plans_own_figure_of_a_flare_counts() -> None:
    newest = (recent(after=6), recent(after=6))
    assert why(recent=newest, plan=prescribed(flare_rise=3)) == [(Why.ON_PLAN, 0.0)]


def test_pain_that_rises_between_weeks() -> None:
    assert why(pain=days_of([5] * 7 + [4] * 7)) == [(Why.PAIN_RISING, 1.0)]
    assert why(pain=days_of([5] * 6 + [4] * 8)) == [(Why.ON_PLAN, 0.0)]
    too_few: list[int | None] = [5, 5, None, None, None, None, None] + [4] * 7
    assert why(pain=days_of(too_few)) == [(Why.ON_PLAN, 0.0)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SuggestionKind.PAUSE, Why.CAREFUL),
        (SuggestionKind.TALK, Why.CAREFUL),
        (SuggestionKind.STEP_BACK, Why.CAREFUL),
        (SuggestionKind.CHECK_UP, Why.SUGGESTION),
        (SuggestionKind.NEXT_LEVEL, Why.SUGGESTION),
        (SuggestionKind.NEXT_STAGE, Why.SUGGESTION),
        (SuggestionKind.CONTINUE, Why.ON_PLAN),
    ],
)
def test_a_suggestion_that_waits(kind: SuggestionKind, expected: Why) -> None:
    assert [w for w, _ in why(waiting=Waiting(kind, moment(39)))] == [expected]


def test_absence_counts_days_of_the_plan_only() -> None:
    def away(days: int, **plan: Any) -> list[tuple[Why, float]]:
        last = TODAY - timedelta(days=days)
        return why(last=last, plan=prescribed(**plan))

    assert away(4) == [(Why.ON_PLAN, 0.0)]
    assert away(5) == [(Why.ABSENT, 5)]
    assert away(3, absent_days=3) == [(Why.ABSENT, 3)]
    assert away(6, sessions=(0,) * 7) == [(Why.ON_PLAN, 0.0)]
    assert away(5, start=TODAY + timedelta(days=1)) == [(Why.ON_PLAN, 0.0)]


def test_who_never_began_is_away_since_the_plan_began() -> None:
    plan = prescribed(start=TODAY - timedelta(days=9))
    assert why(last=None, done={}, plan=plan, sessions=0) == [(Why.ABSENT, 10)]


def test_guessing_twice_in_a_row() -> None:
    assert why(recent=(recent(guessing=True), recent(guessing=True))) == [(Why.GUESSING, 2)]
    assert why(recent=(recent(guessing=True), recent())) == [(Why.ON_PLAN, 0.0)]


@pytest.mark.parametrize("days", [7, 1, 0, -3])
def test_a_plan_that_ends(days: int) -> None:
    assert why(plan=prescribed(review=TODAY + timedelta(days=days))) == [(Why.PLAN_ENDS, days)]


def test_a_plan_that_ends_later_waits() -> None:
    assert why(plan=prescribed(review=TODAY + timedelta(days=8))) == [(Why.ON_PLAN, 0.0)]


def test_what_came_since_the_visit_is_new_even_when_it_is_older() -> None:
    assert why(sessions=23) == [(Why.NEW_RESULTS, 3)]
    assert why(visited=None) == [(Why.NEW_RESULTS, 20)]
    assert why(sessions=10) == [(Why.ON_PLAN, 0.0)], "deleted ones are not new"


def test_without_a_plan() -> None:
    assert why(plan=None) == [(Why.NO_PLAN, 0.0)]
    assert not look_at(calm(plan=None), TODAY).needs_look


def test_several_reasons_stand_in_the_order_of_their_weight() -> None:
    found = why(
        sessions=22,
        recent=(recent(after=7), recent(after=7)),
        plan=prescribed(review=TODAY),
        waiting=Waiting(SuggestionKind.NEXT_STAGE, moment(39)),
    )
    assert [w for w, _ in found] == [
        Why.PAIN_AFTER_SETS,
        Why.SUGGESTION,
        Why.PLAN_ENDS,
        Why.NEW_RESULTS,
    ]


def with_reason(reason: Reason, name: str) -> Look:
    patient = replace(ANNA, name=name)
    return Look(calm(patient=patient), TODAY, (reason,), None, None)


def test_the_list_is_sorted_by_weight_then_urgency_then_name() -> None:
    looks = [
        with_reason(Reason(Why.ON_PLAN), "b"),
        with_reason(Reason(Why.ON_PLAN), "A"),
        with_reason(Reason(Why.PLAN_ENDS, 5), "c"),
        with_reason(Reason(Why.PLAN_ENDS, -1), "d"),
        with_reason(Reason(Why.ABSENT, 5), "e"),
        with_reason(Reason(Why.ABSENT, 9), "f"),
    ]
    assert [look.glimpse.patient.name for look in in_order(looks)] == list("fedcAb")


@given(st.permutations(list(Why)))
def test_the_order_does_not_depend_on_what_came_first(order: list[Why]) -> None:
    looks = [with_reason(Reason(each), "x") for each in order]
    assert [look.first.why for look in in_order(looks)] == list(Why)


@pytest.mark.parametrize(("now", "trend"), [(5, 1), (3, -1), (4, 0)])
def test_the_trend_of_pain(now: int, trend: int) -> None:
    assert look_at(calm(pain=days_of([now] * 7 + [4] * 7)), TODAY).pain_trend == trend
    assert look_at(calm(pain=days_of([now] * 7)), TODAY).pain_trend == 0


def test_fourteen_days_as_marks() -> None:
    plan = prescribed(start=TODAY - timedelta(days=3), sessions=(2,) * 7)
    done = {TODAY - timedelta(days=1): 2, TODAY - timedelta(days=2): 1}
    done[TODAY - timedelta(days=8)] = 1
    marks = [mark for _, mark in look_at(calm(done=done, plan=plan), TODAY).days]
    assert marks[-4:] == [DayMark.NONE, DayMark.PART, DayMark.FULL, DayMark.OPEN]
    assert marks[5] is DayMark.EXTRA
    assert marks[0] is DayMark.BEFORE


# ---- days against the plan


@given(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 5)), st.booleans())
def test_what_a_day_is_called(done: int, planned: int | None, today: bool) -> None:
    mark = mark_of(done, planned, today=today)
    assert (mark in (DayMark.FULL, DayMark.PART, DayMark.EXTRA)) == (done > 0)
    assert (mark is DayMark.FULL) == bool(planned and done >= planned)
    assert (mark is DayMark.NONE) == bool(planned and not done and not today)


def version(number: int, day: int, written: int | None = None, **changed: Any) -> PlanVersion:
    plan = ready_plan(Ready.GENTLE, ANNA, moment(day).day)
    staged = tuple(item for item in plan.items if item.kind.staged)
    plan = replace(plan, items=staged)
    at = moment(day if written is None else written)
    return PlanVersion(UUID(int=number), PATIENT, at, replace(plan, **changed))


def practice(day: int, **changed: Any) -> Practice:
    usual = Practice(UUID(int=day + 900), ItemKind.LATERALITY, moment(day), amount=20)
    return replace(usual, **changed)


def test_the_version_of_that_day_counts() -> None:
    first, second = version(1, 0), version(2, 10)
    assert plan_on([second, first], moment(9).day) is first
    assert plan_on([second, first], moment(10).day) is second
    assert plan_on([first], moment(-1).day) is None
    assert plan_on([], moment().day) is None
    changed_later = version(3, 0, written=20)
    assert plan_on([changed_later], moment(5).day) is changed_later


def test_the_calendar_holds_every_day_to_its_own_plan() -> None:
    versions = [version(1, 2)]
    done = [practice(3), practice(4), practice(4), practice(1), practice(5, someone_else=True)]
    stopped = practice(6, reason=StopReason.TIRED)
    found = calendar(versions, [*done, stopped], moment(0).day, moment(8).day, moment(8).day)
    assert [day.mark for day in found] == [
        DayMark.BEFORE,
        DayMark.EXTRA,
        DayMark.NONE,
        DayMark.PART,
        DayMark.FULL,
        DayMark.NONE,
        DayMark.PART,
        DayMark.NONE,
        DayMark.OPEN,
    ]
    assert found[6].stopped == 1
    done_so_far = adherence(found)
    assert (done_so_far.days_done, done_so_far.days_planned) == (3, 6)
    assert (done_so_far.sessions_done, done_so_far.sessions_planned) == (4, 12)
    assert done_so_far.share == 0.5
    assert adherence(found[:2]).share is None


# ---- since the visit


def check_up(number: int, day: int, right: int = 10, rt_s: float = 2.0) -> SessionSummary:
    of = session(number, at=moment(day), settings=DrillSettings.for_check_up())
    answers = answered(of, left=(right * 2, rt_s), right=(18, 2.0), each=20, spread_s=0.4)
    return summarise(of, end(of), answers)


def asked(*check_ups: SessionSummary, day: int = 20, **given_: Any) -> Any:
    usual: dict[str, Any] = {
        "begins": Begins.VISIT,
        "check_ups": check_ups,
        "practice": (),
        "pain": {},
        "days": (),
    }
    return since(moment(day).day, moment(40).day, **(usual | given_))


def test_the_last_check_up_before_the_visit_is_the_measure() -> None:
    found = asked(check_up(1, 0), check_up(2, 19, 8, 3.2), check_up(3, 39, 10, 2.0))
    assert found.check_ups is not None
    assert found.check_ups.earlier.at.day == moment(19).day
    assert found.newest_check_up == moment(39).day
    left = found.check_ups.change.left
    assert left.rt_s == pytest.approx(-1.2, abs=0.1)


def test_without_one_before_the_visit_the_first_after_it_is() -> None:
    found = asked(check_up(2, 25), check_up(3, 39))
    assert found.check_ups is not None
    assert found.check_ups.earlier.at.day == moment(25).day


def test_no_check_up_since_then_says_nothing() -> None:
    assert asked(check_up(1, 5), check_up(2, 20)).check_ups is None
    assert asked(check_up(1, 5), check_up(2, 20)).newest_check_up is None
    only = asked(check_up(1, 30))
    assert only.check_ups is None
    assert only.newest_check_up == moment(30).day


def test_pain_of_the_two_weeks() -> None:
    pains = {moment(n).day: 6 for n in range(14, 21)} | {moment(n).day: 4 for n in range(34, 41)}
    found = asked(pain=pains).pain
    assert (found.before, found.now, found.change) == (6, 4, -2)
    assert asked(pain={moment(20).day: 6, moment(40).day: 4}).pain is None


def test_what_was_done_since_then() -> None:
    done = [
        practice(20),
        practice(21, pain_before=3, pain_after=5),
        practice(22, reason=StopReason.TIRED, pain_before=3, pain_after=4),
        practice(23, someone_else=True),
    ]
    days = [PlannedDay(moment(n).day, DayMark.FULL, 1, 1) for n in range(18, 24)]
    found = asked(practice=done, days=days)
    assert (found.sessions, found.rises) == (2, 1)
    assert found.stops == {StopReason.TIRED: 1}
    assert found.adherence.days_planned == 3
    assert asked(practice=done, rise=1).rises == 2


# ---- periods


def practice_set(number: int, day: int, right: int) -> SessionSummary:
    of = session(number, at=moment(day))
    answers = answered(of, left=(right, 2.0 + day / 10), right=(10, 2.0))
    return summarise(of, end(of), answers)


def test_a_period_ends_after_it_begins() -> None:
    assert Period(moment(1).day, moment(1).day).days == 1
    with pytest.raises(ValueError, match="the day it begins"):
        Period(moment(2).day, moment(1).day)


def test_two_periods_compared() -> None:
    sets = [practice_set(n, n, 6 if n < 5 else 9) for n in range(10)]
    wanted = conditions_of(sets[0])
    done = [practice(n, pain_before=4, pain_after=4 + n % 2, duration_s=120) for n in range(10)]

    def of(first: int, last: int) -> Any:
        return figures(
            Period(moment(first).day, moment(last).day),
            summaries=sets,
            wanted=wanted,
            practice=done,
            pain={moment(n).day: n for n in range(10)},
            days=(),
        )

    earlier, later = of(0, 4), of(5, 9)
    assert (earlier.sets, later.sets) == (5, 5)
    change = accuracy_change(Side.LEFT, earlier, later)
    assert change is not None
    assert change.value == pytest.approx(0.3)
    assert change.low is not None
    assert change.low > 0
    assert rt_change_s(Side.LEFT, earlier, later) == pytest.approx(0.5, abs=0.02)
    assert (earlier.pain, later.pain) == (2, 7)
    assert later.minutes[ItemKind.LATERALITY] == pytest.approx(10)
    assert earlier.rise == pytest.approx(0.4)
    assert (earlier.flares, earlier.rated) == (0, 5)
    empty = of(20, 22)
    assert accuracy_change(Side.LEFT, empty, later) is None
    assert rt_change_s(Side.LEFT, empty, later) is None
    assert empty.pain is None
    assert empty.of(Side.RIGHT).scored == 0


def test_weeks_have_the_median_of_all_their_answers() -> None:
    sets = [practice_set(n, n, 9) for n in range(3)]
    points = series(sets, conditions_of(sets[0]))
    times = {s.session: [(Side.LEFT, 1.0 + n), (Side.LEFT, 5.0)] for n, s in enumerate(sets)}
    day = by_day(points, moment(0).day, moment(0).day)[0]
    pooled = replace(day, points=points)
    timed = with_times([pooled], times)[0]
    left = timed.median_rt_s(Side.LEFT)
    assert left is not None
    assert left.value == pytest.approx(4.0)
    assert (left.low, left.high) == (1.0, 5.0)
    assert timed.median_rt_s(Side.RIGHT) is None
    guessed = replace(pooled, points=tuple(replace(p, guessing=True) for p in points))
    assert with_times([guessed], times)[0].median_rt_s(Side.LEFT) is None


# ---- what is confused


def mixed() -> list[Any]:
    """Turned by 180 degrees they are mostly wrong."""
    found = []
    for n in range(40):
        angle = 180 if n % 4 == 0 else 90 * (n % 4)
        side = Side.LEFT if n % 8 < 4 else Side.RIGHT
        answer = side.other if angle == 180 and n % 16 else side
        found.append(trial(side, answer, 1.0 + n / 20, index=n, angle=angle, view="palm"))
    return found


def test_the_hardest_rotation_comes_first_and_is_marked() -> None:
    found = groups(mixed(), By.ROTATION)
    assert found[0].name == "180"
    assert found[0].harder
    assert found[0].scored == 20
    assert not any(group.harder for group in found[1:])
    assert [group.name for group in in_turn(found)] == ["90", "180", "270"]


def test_few_pictures_are_never_called_hard() -> None:
    trials = [trial(Side.LEFT, Side.RIGHT, index=n, angle=180) for n in range(9)]
    trials += [trial(Side.LEFT, Side.LEFT, index=20 + n) for n in range(30)]
    assert not any(group.harder for group in groups(trials, By.ROTATION))


def test_practice_and_anticipations_are_left_out_and_time_outs_counted() -> None:
    trials = [
        trial(Side.LEFT, Side.LEFT, 2.0, index=0),
        trial(Side.LEFT, Side.LEFT, 2.0, index=1, practice=True),
        trial(Side.LEFT, Side.LEFT, 0.1, index=2),
        trial(Side.LEFT, None, index=3),
    ]
    (group,) = groups(trials, By.SIDE)
    assert (group.name, group.scored, group.correct, group.timed_out) == ("left", 2, 1, 1)
    assert groups(trials, By.POSTURE)[0].name == "open"
    assert groups(trials, By.VIEW)[0].name == "palm"


@given(st.lists(st.floats(0.31, 20), max_size=12), st.integers(0, 15))
def test_fastest_and_slowest_are_sorted(times: list[float], count: int) -> None:
    trials = [trial(Side.LEFT, Side.LEFT, rt, index=n) for n, rt in enumerate(times)]
    trials.append(trial(Side.LEFT, Side.RIGHT, 0.5, index=90))
    quick = [t.rt_ns or 0 for t in fastest(trials, count)]
    slow = [t.rt_ns or 0 for t in slowest(trials, count)]
    assert len(quick) == len(slow) == min(count, len(times))
    assert quick == sorted(quick)
    assert slow == sorted(slow, reverse=True)
    if count >= len(times):
        assert sorted(quick) == sorted(slow)


# ---- the course


def note(kind: NoteKind, content: Any, day: int) -> Note:
    return Note(UUID(int=day + 70), PATIENT, moment(day), kind, content, moment(day).day)


def test_the_course_newest_first() -> None:
    first = version(1, 0)
    second = replace(version(2, 10), plan=replace(first.plan, note_to_patient="gently"))
    third = replace(
        version(3, 20),
        plan=replace(first.plan, stage=ItemKind.IMAGERY, stage_since=moment(20).day),
    )
    asked_ = Suggestion(UUID(int=5), PATIENT, moment(19), Advice(SuggestionKind.NEXT_STAGE))
    decision = Decision(UUID(int=6), PATIENT, moment(20), asked_.id, DecisionKind.ACCEPTED)
    notes = [
        note(NoteKind.VISIT, Visit("Doing well", 3), 21),
        note(NoteKind.VISIT, Visit("", 3), 22),
        note(NoteKind.FLARE, FlareNote(), 5),
        note(NoteKind.PLAN_ANSWER, PlanAnswer(UUID(int=3), True, "print"), 23),
        note(NoteKind.ARCHIVING, Archiving(), 24),
    ]
    found = course([third, second, first], [Decided(asked_, decision)], notes)
    assert [entry.happened for entry in found] == [
        Happened.ANSWERED,
        Happened.VISITED,
        Happened.STAGE,
        Happened.SUGGESTED,
        Happened.CHANGED,
        Happened.FLARED,
        Happened.BEGAN,
    ]
    assert found[2].before is second
    assert found[1].day == moment(21).day


def test_only_the_first_plan_began_and_any_other_is_held_against_its_own_parent() -> None:
    own = version(1, 0)
    of_the_clinic = replace(version(2, 3), plan=replace(own.plan, note_to_patient="gently"))
    step = replace(version(3, 5), plan=replace(own.plan, note_to_patient="more"), parent=own.id)
    found = course([of_the_clinic, step, own], [], [])
    assert [(entry.happened, entry.version, entry.before) for entry in found] == [
        (Happened.CHANGED, step, own),
        (Happened.CHANGED, of_the_clinic, own),
        (Happened.BEGAN, own, None),
    ]


def test_a_course_without_its_first_plan_has_no_beginning() -> None:
    (entry,) = course([replace(version(2, 3), parent=UUID(int=1))], [], [])
    assert (entry.happened, entry.before) == (Happened.CHANGED, None)


def test_a_visit_counts_sessions_and_nothing_else() -> None:
    assert Visit.of(Visit("x", 4).values()) == Visit("x", 4)
    with pytest.raises(ValueError, match="0 or more"):
        Visit("x", -1)
    with pytest.raises(TypeError):
        Visit.of({"words": 3, "sessions": 1})
    with pytest.raises(TypeError):
        Archiving.of({"archived": "yes"})
    assert Archiving.of(Archiving(False).values()) == Archiving(False)


def test_sets_by_two_hands_are_sets_of_other_conditions() -> None:
    of = session(8, at=moment(1))
    both = answered(of, method=InputMethod.TWO_HAND_KEYS)
    two_hands = summarise(of, end(of), both)
    one = practice_set(9, 1, 9)
    found = figures(
        Period(moment(0).day, moment(2).day),
        summaries=[one, two_hands],
        wanted=conditions_of(one),
        practice=(),
        pain={},
        days=(),
    )
    assert found.sets == 1
