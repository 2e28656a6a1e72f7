"""The whole delay of a camera, from what was painted and what was seen of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.mirror.delay import LEAST_CONTRAST, TURNS, Delay, DelayMeter, Verdict

MS = 1_000_000
FRAME_MS = 33.0
TURN_MS = 800


def measured(
    delay_ms: float, *, dark: float = 30, light: float = 220, turns: int = 2 * TURNS
) -> DelayMeter:
    """A camera that shows the square so much later, in frames 33 ms apart."""
    meter, shows = DelayMeter(), False
    for turn in range(turns):
        begun = turn * TURN_MS * MS
        shows = not shows
        meter.turned(begun, light=shows)
        for number in range(int(TURN_MS / FRAME_MS)):
            at = begun + round((number + 1) * FRAME_MS * MS)
            seen = shows if at - begun >= delay_ms * MS else not shows
            meter.saw(at, light if seen else dark)
    return meter


@given(st.floats(1, 500))
def test_the_delay_is_found_to_a_frame(delay_ms: float) -> None:
    found = measured(delay_ms).result()
    assert found is not None
    assert delay_ms <= found.median_ms + 1e-6
    assert found.median_ms <= delay_ms + FRAME_MS + 1e-6
    assert found.turns >= TURNS


@pytest.mark.parametrize(
    ("median_ms", "verdict"),
    [(60, Verdict.GOOD), (100, Verdict.GOOD), (101, Verdict.LATE), (201, Verdict.TOO_LATE)],
)
def test_what_it_means(median_ms: float, verdict: Verdict) -> None:
    assert Delay(median_ms, median_ms, 10).verdict is verdict


def test_a_camera_that_looks_elsewhere_gives_no_figure() -> None:
    meter = measured(50, dark=100, light=100 + LEAST_CONTRAST / 2)
    assert not meter.sees_the_square
    assert meter.result() is None
    assert meter.seen == 0
    assert meter.missed > TURNS


def test_too_few_turns_are_no_figure() -> None:
    assert measured(50, turns=TURNS).result() is None


def test_a_turn_that_is_seen_much_too_late_does_not_count() -> None:
    meter = DelayMeter()
    for light in (True, False, True):
        meter.saw(0, 200.0 if light else 20.0)
    meter.turned(0, light=True)
    meter.saw(3000 * MS, 200.0)
    assert (meter.seen, meter.missed) == (0, 1)


def test_the_first_two_turns_do_not_count() -> None:
    meter = DelayMeter()
    meter.saw(0, 20.0)
    meter.saw(0, 220.0)
    for turn in range(TURNS + 2):
        light = turn % 2 == 0
        begun = turn * TURN_MS * MS
        meter.turned(begun, light=light)
        meter.saw(begun + (400 if turn < 2 else 50) * MS, 220.0 if light else 20.0)
    found = meter.result()
    assert found is not None
    assert (found.worst_ms, found.turns) == (50, TURNS)
