"""The motor-imagery check: which way a palm is turned, and when the difference is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.laterality.imagery_check import Finding, Turn, imagery_check, turn_of
from gmi_app.laterality.trial import Trial
from gmi_app.pictures.model import BodyPart, Side, Stimulus
from tests.unit.making import picture, stimulus, trial

L, R = Side.LEFT, Side.RIGHT


@given(st.integers(0, 359))
def test_turns_are_those_of_the_definition(angle: int) -> None:
    right, left = turn_of(stimulus(R, angle=angle)), turn_of(stimulus(L, angle=angle))
    if angle in (0, 180):
        assert right is left is None
    else:
        assert right is (Turn.LATERAL if angle < 180 else Turn.MEDIAL)
        assert left is (Turn.MEDIAL if angle < 180 else Turn.LATERAL)


@given(st.integers(0, 359), st.sampled_from(Side))
def test_a_mirrored_stimulus_is_turned_the_same_way(angle: int, side: Side) -> None:
    """A hand and its mirror image (angle turned round) are both medial, lateral or neither."""
    assert turn_of(stimulus(side, angle=angle)) is turn_of(stimulus(side.other, angle=-angle % 360))


def test_only_palms_of_hands_have_a_turn() -> None:
    assert turn_of(stimulus(R, angle=90, view="back")) is None
    foot = picture(part=BodyPart.FOOT)
    assert turn_of(Stimulus(foot, False, 90)) is None


def turned(side: Side, angle: int, rt_s: float, count: int, view: str = "palm") -> list[Trial]:
    return [trial(side, side, rt_s + i / 100, angle=angle, view=view) for i in range(count)]


def test_slower_laterally_is_consistent_with_motor_imagery() -> None:
    trials = [
        *turned(R, 90, 3.0, 5), *turned(L, 270, 3.0, 5),
        *turned(R, 270, 2.0, 6), *turned(L, 90, 2.0, 5),
    ]  # fmt: skip
    found = imagery_check(trials)
    assert (found.lateral, found.medial) == (10, 11)
    assert found.difference_s is not None
    assert found.difference_s.value == pytest.approx(1.0, abs=0.02)
    assert found.finding is Finding.CONSISTENT


@pytest.mark.parametrize(("lateral", "medial"), [(2.0, 2.0), (2.0, 3.0)])
def test_no_difference_or_the_other_way_round_is_not_shown(lateral: float, medial: float) -> None:
    found = imagery_check([*turned(R, 90, lateral, 10), *turned(R, 270, medial, 10)])
    assert found.finding is Finding.NOT_SHOWN
    assert found.difference_s is not None


@pytest.mark.parametrize(("lateral", "medial"), [(9, 10), (10, 9), (0, 40), (40, 0), (0, 0)])
def test_fewer_than_ten_each_way_tell_nothing(lateral: int, medial: int) -> None:
    found = imagery_check([*turned(R, 90, 3.0, lateral), *turned(R, 270, 2.0, medial)])
    assert (found.lateral, found.medial) == (lateral, medial)
    assert found.difference_s is None
    assert found.finding is Finding.TOO_FEW


def test_wrong_answers_other_angles_backs_and_practice_do_not_count() -> None:
    trials = [
        *[trial(R, L, 3.0, angle=90)] * 12,
        *[trial(R, None, angle=90)] * 12,
        *[trial(R, R, 3.0, angle=90, practice=True)] * 12,
        *turned(R, 45, 3.0, 12),
        *turned(R, 180, 3.0, 12),
        *turned(R, 90, 3.0, 12, view="back"),
        *turned(R, 270, 2.0, 12),
    ]
    found = imagery_check(trials)
    assert (found.lateral, found.medial) == (0, 12)
