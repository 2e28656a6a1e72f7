"""History: what stands in one series, day by day with gaps, and which check-ups are compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.facts.rating import CorrectionKind
from gmi_app.facts.session import EndKind
from gmi_app.laterality.check_up import Change
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.trial import InputMethod
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.progress.check_ups import since_the_first, since_the_one_before, to_pool
from gmi_app.progress.history import (
    by_day,
    comparable,
    conditions_of,
    last_sets,
    latest_conditions,
    series,
)
from gmi_app.progress.summarise import summarise
from gmi_app.progress.summary import SessionSummary
from tests.unit.making import answered, correction, end, moment, session, trial

L, R = Side.LEFT, Side.RIGHT
MONDAY = date(2026, 3, 2)


def one(
    day: int = 0,
    *,
    seconds: float = 0,
    offset_min: int = 0,
    left: tuple[int, float] = (10, 2.0),
    right: tuple[int, float] = (10, 2.0),
    each: int = 10,
    settings: DrillSettings | None = None,
    method: InputMethod = InputMethod.ONE_HAND_KEYS,
    someone_else: bool = False,
    kind: EndKind = EndKind.COMPLETED,
) -> SessionSummary:
    at = moment(day, seconds, offset_min=offset_min)
    of = session(1 + day * 100_000 + round(seconds), at=at, settings=settings)
    trials = answered(of, left=left, right=right, each=each, spread_s=0.2, method=method)
    corrections = [correction(CorrectionKind.SOMEONE_ELSE, of.id)] if someone_else else []
    return summarise(of, end(of, kind), trials, (), corrections)


def check_up(day: int, rt_s: float = 2.0, correct: int = 18) -> SessionSummary:
    figures = (correct, rt_s)
    settings = DrillSettings.for_check_up()
    return one(day, left=figures, right=figures, each=20, settings=settings)


def test_a_series_holds_comparable_sets_only_oldest_first() -> None:
    wanted = one(3)
    sets = [
        wanted,
        one(2, seconds=1, method=InputMethod.TOUCH),
        one(2, seconds=2, settings=DrillSettings(limit_s=3.0)),
        one(2, seconds=3, settings=DrillSettings(part=BodyPart.FOOT)),
        one(2, seconds=4, someone_else=True),
        one(2, seconds=5, each=0),
        one(2, seconds=6, settings=DrillSettings(angles=FOUR_ANGLES)),
        one(2, seconds=7, settings=DrillSettings(moving=True)),
        one(1),
    ]
    found = comparable(sets, conditions_of(wanted))
    assert [s.at for s in found] == [moment(1), moment(3)]
    assert [p.at for p in series(sets, conditions_of(wanted))] == [moment(1), moment(3)]
    assert comparable(sets, None) == ()


def test_the_newest_comparable_set_says_what_to_show() -> None:
    touch = one(1, method=InputMethod.TOUCH)
    sets = [one(0), touch, one(2, each=0), one(3, someone_else=True)]
    assert latest_conditions(sets) == conditions_of(touch)
    assert latest_conditions([]) is None


def test_a_point_holds_the_figures_of_its_set() -> None:
    turned = DrillSettings(angles=FOUR_ANGLES)
    check, stopped = check_up(0), one(1, kind=EndKind.STOPPED, settings=turned)
    first, second = series([check, stopped], conditions_of(check))
    assert (first.check_up, first.stopped_early, first.guessing) == (True, False, False)
    assert (second.check_up, second.stopped_early) == (False, True)
    assert first.session == check.session
    assert first.of(L).accuracy == check.measures.left.accuracy
    assert first.of(R).median_rt_s == check.measures.right.median_rt_s
    assert (first.left.correct, first.left.scored) == (18, 20)


def test_a_guessed_set_keeps_its_accuracy_and_loses_its_time() -> None:
    guessed = one(left=(5, 2.0), right=(5, 2.0))
    (point,) = series([guessed], conditions_of(guessed))
    assert point.guessing
    assert point.left.accuracy is not None
    assert point.left.median_rt_s is None


def test_the_last_ten_sets_end_with_the_one_asked_for() -> None:
    sets = [one(day) for day in range(15)]
    found = last_sets(sets, sets[12])
    assert [p.at for p in found] == [moment(day) for day in range(3, 13)]
    assert last_sets(sets[:1], sets[0])[0].session == sets[0].session


def test_days_without_a_set_are_gaps() -> None:
    sets = [one(0), one(0, seconds=60), one(3)]
    points = series(sets, conditions_of(sets[0]))
    days = by_day(points, MONDAY - timedelta(days=1), MONDAY + timedelta(days=3))
    assert [len(day.points) for day in days] == [0, 2, 0, 0, 1]
    assert days[0].day == MONDAY - timedelta(days=1)
    assert days[0].accuracy(L) is None
    assert days[0].median_rt_s(L) is None


def test_a_day_pools_its_sets() -> None:
    sets = [
        one(0, left=(8, 2.0), right=(10, 2.0)),
        one(0, seconds=60, left=(9, 3.0), right=(10, 2.0)),
        one(0, seconds=120, left=(4, 9.0), right=(6, 9.0)),
    ]
    points = series(sets, conditions_of(sets[0]))
    assert [p.guessing for p in points] == [False, False, True]
    (day,) = by_day(points, MONDAY, MONDAY)
    accuracy, rt = day.accuracy(L), day.median_rt_s(L)
    assert accuracy is not None
    assert rt is not None
    assert accuracy.value == pytest.approx(21 / 30)
    medians = [p.left.median_rt_s.value for p in points[:2] if p.left.median_rt_s]
    assert rt.value == pytest.approx((8 * medians[0] + 9 * medians[1]) / 17)
    assert (rt.low, rt.high) == (None, None)


def test_a_day_with_one_set_has_its_interval() -> None:
    sets = [one(0)]
    points = series(sets, conditions_of(sets[0]))
    (day,) = by_day(points, MONDAY, MONDAY)
    assert day.median_rt_s(L) == points[0].left.median_rt_s
    assert day.accuracy(L) == points[0].left.accuracy


def test_the_day_is_the_one_on_the_persons_wall_clock() -> None:
    late = one(0, seconds=11 * 3600, offset_min=120)
    points = series([late], conditions_of(late))
    assert [len(d.points) for d in by_day(points, MONDAY, MONDAY + timedelta(1))] == [0, 1]


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(0, 40), st.integers(0, 40))
def test_every_day_comes_once_and_every_set_of_it(days: list[int], a: int, b: int) -> None:
    sets = [one(day, seconds=n) for n, day in enumerate(days)]
    points = series(sets, conditions_of(sets[0])) if sets else ()
    first, last = MONDAY + timedelta(days=a), MONDAY + timedelta(days=b)
    found = by_day(points, first, last)
    expected = [MONDAY + timedelta(days=n) for n in range(a, b + 1)]
    assert [day.day for day in found] == expected
    assert sum(len(day.points) for day in found) == sum(a <= day <= b for day in days)


def test_check_ups_are_compared_with_the_one_before_and_the_first() -> None:
    sets = [check_up(0, 4.0), one(3), check_up(7, 3.0), check_up(14, 2.9)]
    before, first = since_the_one_before(sets), since_the_first(reversed(sets))
    assert before is not None
    assert first is not None
    assert (before.earlier.at, before.later.at) == (moment(7), moment(14))
    assert before.change.left.rt is Change.WITHIN_ERROR
    assert (first.earlier.at, first.later.at) == (moment(0), moment(14))
    assert first.change.left.rt is Change.BETTER


def test_one_check_up_alone_compares_with_nothing() -> None:
    assert since_the_one_before([check_up(0), one(1)]) is None
    assert since_the_first([check_up(0), one(1)]) is None
    touch = replace(check_up(7), method=InputMethod.TOUCH)
    assert since_the_one_before([check_up(0), touch]) is None


def test_a_check_up_of_nothing_but_anticipations_compares_with_nothing() -> None:
    of = session(77, at=moment(9), settings=DrillSettings.for_check_up())
    hasty = summarise(of, end(of), [trial(L, L, 0.1, session=of.id)])
    assert hasty.method is InputMethod.ONE_HAND_KEYS
    assert since_the_one_before([check_up(0), hasty]) is None


def test_the_check_ups_of_four_weeks_are_pooled() -> None:
    guessed = check_up(21, correct=10)
    sets = [check_up(0), check_up(7), one(8), check_up(14), guessed, check_up(28), check_up(35)]
    found = to_pool(sets, moment(28))
    assert [s.at for s in found] == [moment(0), moment(7), moment(14), moment(28)]
    assert [s.at for s in to_pool(sets, moment(29))] == [moment(7), moment(14), moment(28)]
