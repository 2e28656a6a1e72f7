"""A few pictures to try: different ones, as many left as right."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from gmi_app.library.trying import MOST, can_be_tried, some_to_try
from gmi_app.pictures.model import Side
from tests.unit.making import picture, pictures


@given(st.integers(0, 30), st.integers(0, 2**31))
def test_up_to_ten_different_ones_evenly_left_and_right(count: int, seed: int) -> None:
    shown = some_to_try(pictures(count), Random(seed))
    assert len(shown) == min(MOST, count)
    assert len({s.picture.file for s in shown}) == len(shown)
    lefts = sum(s.side is Side.LEFT for s in shown)
    assert abs(2 * lefts - len(shown)) <= 1
    assert all(s.angle == 0 for s in shown)


def test_stills_where_there_are_any() -> None:
    clip = replace(picture("clip"), frames=12, fps=12.0)
    assert {s.picture for s in some_to_try([clip, picture("a")], Random(1))} == {picture("a")}
    assert len(some_to_try([clip], Random(1))) == 1


def test_without_motion_clips_are_left_out() -> None:
    clip, still = replace(picture("clip"), frames=12, fps=12.0), picture("a")
    assert some_to_try([clip], Random(1), motion=False) == ()
    assert not can_be_tried([clip], motion=False)
    assert can_be_tried([clip], motion=True)
    (shown,) = some_to_try([clip, still], Random(1), motion=False)
    assert shown.picture == still
    assert can_be_tried([clip, still], motion=False)
    assert not can_be_tried([], motion=True)


def test_a_single_one_falls_on_either_side() -> None:
    sides = {some_to_try([picture("a")], Random(seed))[0].side for seed in range(20)}
    assert sides == set(Side)
