"""What is asked of a picture, and what the right answer is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.errors import UsageError
from gmi_app.laterality.block import make_block
from gmi_app.laterality.eligible import eligible, is_possible
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.task import Task, asked, right_answer
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side, Stimulus
from tests.unit import making

L, R = Side.LEFT, Side.RIGHT
WHERE = DrillSettings(moving=True, task=Task.DIRECTION)


def clip(name: str, side: Side, direction: Side | None, *, turnable: bool = True) -> Picture:
    plain = making.picture(name, side, turnable=turnable)
    return replace(plain, frames=12, fps=12.0, direction=direction)


def clips() -> list[Picture]:
    """Sides and directions in every combination, and some without a direction."""
    kinds = [(side, direction) for side in Side for direction in (*Side, None)]
    return [clip(f"{n}{i}", *kind) for n in range(2) for i, kind in enumerate(kinds)]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("direction", list(Side))
def test_mirroring_flips_side_and_direction_together(
    side: Side, direction: Side, mirrored: bool
) -> None:
    shown = Stimulus(clip("a", side, direction), mirrored, 0)
    assert right_answer(shown, Task.SIDE) is (side.other if mirrored else side)
    assert right_answer(shown, Task.DIRECTION) is (direction.other if mirrored else direction)


def test_turning_changes_no_answer() -> None:
    for angle in FOUR_ANGLES:
        shown = Stimulus(clip("a", L, R), False, angle)
        assert (right_answer(shown, Task.SIDE), right_answer(shown, Task.DIRECTION)) == (L, R)


def test_a_limb_without_a_direction_cannot_be_asked_for_it() -> None:
    with pytest.raises(ValueError, match="no direction"):
        right_answer(making.stimulus(), Task.DIRECTION)
    with pytest.raises(ValueError, match="no direction"):
        replace(making.trial(), task=Task.DIRECTION)


@pytest.mark.parametrize("part", list(BodyPart))
def test_of_a_neck_and_a_back_the_direction_is_always_the_question(part: BodyPart) -> None:
    trunk = part in (BodyPart.NECK, BodyPart.BACK)
    assert asked(part, Task.SIDE) is (Task.DIRECTION if trunk else Task.SIDE)
    assert asked(part, Task.DIRECTION) is Task.DIRECTION
    if trunk:
        still = Stimulus(making.picture("a", R, part=part), True, 0)
        assert right_answer(still, Task.DIRECTION) is right_answer(still, Task.SIDE) is L
        assert DrillSettings(part, task=Task.DIRECTION).asked is Task.DIRECTION
    else:
        with pytest.raises(UsageError, match="which way they move"):
            DrillSettings(part, task=Task.DIRECTION)


def test_a_check_up_shows_still_pictures() -> None:
    with pytest.raises(UsageError, match="still pictures"):
        replace(DrillSettings.for_check_up(), moving=True)


def test_moving_sets_show_clips_and_still_ones_do_not() -> None:
    pictures = [*making.pictures(4), *clips()]
    assert {p.moving for p in eligible(pictures, DrillSettings())} == {False}
    assert {p.moving for p in eligible(pictures, DrillSettings(moving=True))} == {True}
    assert {p.direction for p in eligible(pictures, WHERE)} == {L, R}
    assert is_possible(pictures, WHERE)
    assert not is_possible(pictures, WHERE, motion=False)
    assert is_possible(pictures, DrillSettings(), motion=False)
    assert not is_possible(making.pictures(4), WHERE)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (DrillSettings(moving=True, part=BodyPart.FOOT), "no such pictures: foot, plain, moving"),
        (DrillSettings(part=BodyPart.FOOT), "no such pictures: foot, plain"),
        (DrillSettings(picture_set=PictureSet.BUSY), "no such pictures: hand, busy"),
        (DrillSettings(postures=("fist",)), "no pictures of the chosen postures"),
        (DrillSettings(moving=True, angles=FOUR_ANGLES), "must not be turned"),
        (WHERE, "moves to a side"),
    ],
)
def test_why_there_is_no_set(settings: DrillSettings, sentence: str) -> None:
    pictures = [*making.pictures(4), clip("c", L, None, turnable=False)]
    with pytest.raises(UsageError, match=sentence):
        make_block(pictures, settings, 1)


@given(st.integers(0, 2**31 - 1), st.integers(10, 60), st.integers(0, 10), st.booleans())
def test_blocks_are_balanced_in_what_is_asked(
    seed: int, count: int, practice: int, easy_first: bool
) -> None:
    settings = replace(WHERE, count=count, practice=practice, easy_first=easy_first)
    block = make_block(clips(), settings, seed)
    assert block == make_block(clips(), settings, seed)
    answers = [right_answer(s, Task.DIRECTION) for s in (*block.practice, *block.stimuli)]
    for part in (answers[:practice], answers[practice:]):
        ways = Counter(part)
        assert abs(ways[L] - ways[R]) <= 1
    assert all(len(set(answers[i : i + 4])) > 1 for i in range(len(answers) - 3))
    assert {s.side for s in block.stimuli} == {L, R}
