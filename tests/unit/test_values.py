"""Values refuse what cannot be: settings, dated times, ratings, stimuli."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.clock import Moment, SystemClock
from gmi_app.errors import UsageError
from gmi_app.facts.rating import When
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.trial import Outcome
from gmi_app.pictures.model import BodyPart, PictureSet, Side, Stimulus
from gmi_app.programme.patient import AffectedSide
from tests.unit.making import moment, pain, picture, session, stimulus, trial


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"count": 9}, "from 10 to 100"),
        ({"count": 101}, "from 10 to 100"),
        ({"limit_s": 0.9}, "from 1 to 60 seconds"),
        ({"limit_s": 61.0}, "from 1 to 60 seconds"),
        ({"limit_s": float("nan")}, "from 1 to 60 seconds"),
        ({"angles": ()}, "at least one angle"),
        ({"angles": (0, 90, 0)}, "each one once"),
        ({"angles": (360,)}, "from 0 to 359"),
        ({"angles": (-90,)}, "from 0 to 359"),
        ({"practice": -1}, "from 0 to 10"),
        ({"practice": 11}, "from 0 to 10"),
    ],
)
def test_impossible_settings_are_refused_with_a_sentence(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError) as problem:
        DrillSettings(**wrong)
    assert words in problem.value.sentence


@pytest.mark.parametrize(
    "possible",
    [
        {"count": 10},
        {"count": 100},
        {"limit_s": 1.0},
        {"limit_s": 60.0},
        {"angles": (0, 359)},
        {"practice": 10},
    ],
)
def test_the_ends_of_every_range_are_possible(possible: dict[str, Any]) -> None:
    assert replace(DrillSettings(), **possible) == DrillSettings(**possible)


def test_the_check_up_is_the_same_for_everyone() -> None:
    preset = DrillSettings.for_check_up(BodyPart.FOOT)
    assert preset.part is BodyPart.FOOT
    assert (preset.count, preset.picture_set, preset.angles) == (40, PictureSet.PLAIN, FOUR_ANGLES)
    assert (preset.limit_s, preset.feedback, preset.postures) == (None, False, ())
    assert preset.check_up


def test_a_dated_time_must_be_in_utc_and_know_its_offset() -> None:
    with pytest.raises(ValueError, match="in UTC"):
        Moment(datetime(2026, 3, 2))
    with pytest.raises(ValueError, match="in UTC"):
        Moment(datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=1))))
    with pytest.raises(ValueError, match="offset"):
        Moment.of(datetime(2026, 3, 2))


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
def test_a_dated_time_keeps_what_the_wall_clock_showed(wall: datetime, offset_min: int) -> None:
    local = wall.replace(tzinfo=timezone(timedelta(minutes=offset_min)))
    kept = Moment.of(local)
    assert kept.local == local
    assert kept.local.replace(tzinfo=None) == wall
    assert kept.day == wall.date()
    assert kept.utc.tzinfo is UTC


def test_the_day_is_the_persons_own() -> None:
    late = Moment(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), 60)
    assert late.day == date(2026, 3, 3)


def test_the_computers_clocks_run_forward() -> None:
    clock = SystemClock()
    first, second = clock.now_ns(), clock.now_ns()
    assert first <= second
    assert abs(clock.moment().utc - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("value", [-1, 11])
def test_pain_is_rated_from_0_to_10(value: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        pain(value, When.BEFORE, session())


@pytest.mark.parametrize("angle", [-1, 360])
def test_a_stimulus_is_turned_by_less_than_a_whole_turn(angle: int) -> None:
    with pytest.raises(ValueError, match="0 to 359"):
        Stimulus(picture(), False, angle)


def test_mirroring_swaps_the_side_and_turning_does_not() -> None:
    for side in Side:
        base = picture(side=side)
        assert Stimulus(base, False, 180).side is side
        assert Stimulus(base, True, 180).side is side.other
        assert stimulus(side).side is side


def test_what_came_of_a_trial() -> None:
    left, right = Side.LEFT, Side.RIGHT
    assert trial(left, left).outcome is Outcome.CORRECT
    assert trial(left, right).outcome is Outcome.WRONG
    assert trial(left, right, 0.1).outcome is Outcome.ANTICIPATION
    timed_out = trial(left, None)
    assert timed_out.outcome is Outcome.TIME_OUT
    assert (timed_out.rt_ns, timed_out.rt_ms, timed_out.answer) == (None, None, None)
    assert trial(left, left, 1.5).rt_ms == 1500
    assert trial().onset.bracket_ns == 4_000_000
    assert replace(trial().onset, answered_ns=1_005_000_000).bracket_ns == 5_000_000


def test_a_healthy_side_exists_only_when_one_hurts() -> None:
    assert AffectedSide.LEFT.healthy is Side.RIGHT
    assert AffectedSide.RIGHT.healthy is Side.LEFT
    assert AffectedSide.BOTH.healthy is None


def test_dated_times_sort_by_what_happened_first() -> None:
    assert sorted([moment(1), moment(0, 5), moment(0)]) == [moment(0), moment(0, 5), moment(1)]
