"""Telling that the computer slept, from two clocks and a timer that came late."""

from __future__ import annotations

import pytest

from gmi_app.devices.awake import SleepWatch

S = 1_000_000_000
BEGUN, DATED = 50 * S, 1_700_000_000 * S


@pytest.fixture
def watch() -> SleepWatch:
    return SleepWatch(BEGUN, DATED)


def test_both_clocks_going_on_is_no_sleep(watch: SleepWatch) -> None:
    assert not watch.slept(BEGUN, DATED)
    assert not watch.slept(BEGUN + 3600 * S, DATED + 3600 * S)


def test_a_dated_clock_that_went_on_alone_tells_it_once(watch: SleepWatch) -> None:
    assert watch.slept(BEGUN + S, DATED + 600 * S)
    assert not watch.slept(BEGUN + 2 * S, DATED + 601 * S)


def test_a_clock_that_was_put_back_counts_as_well(watch: SleepWatch) -> None:
    assert watch.slept(BEGUN + S, DATED - 3600 * S)


def test_small_corrections_of_the_time_are_no_sleep(watch: SleepWatch) -> None:
    for seconds in range(1, 100):
        assert not watch.slept(BEGUN + seconds * S, DATED + seconds * S + seconds * S // 2)


@pytest.mark.parametrize(("late_s", "slept"), [(0, False), (1, False), (2, False), (3, True)])
def test_a_timer_that_comes_much_too_late_tells_it(
    watch: SleepWatch, late_s: int, slept: bool
) -> None:
    assert watch.slept(BEGUN + 9 * S, DATED + 9 * S, late_s * S) is slept
