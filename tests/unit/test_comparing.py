"""What may be compared, the side difference, and whether a check-up really changed."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.laterality.check_up import Change, compare_check_ups, measurement_error
from gmi_app.laterality.comparability import Conditions, conditions
from gmi_app.laterality.difference import side_difference
from gmi_app.laterality.measures import Measures
from gmi_app.laterality.scoring import score
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import InputMethod
from gmi_app.pictures.model import BodyPart, PictureSet, Side
from gmi_app.programme.patient import AffectedSide
from tests.unit.making import trial

KEYS = InputMethod.ONE_HAND_KEYS
L, R = Side.LEFT, Side.RIGHT


def measures(
    *,
    left: tuple[int, float] = (18, 2.0),
    right: tuple[int, float] = (18, 2.0),
    each: int = 20,
    method: InputMethod = KEYS,
) -> Measures:
    """Correct answers of ``each`` and their response time in seconds, a side."""
    trials = [
        trial(side, side if i < correct else side.other, rt, method=method)
        for side, (correct, rt) in ((L, left), (R, right))
        for i in range(each)
    ]
    return score(trials)


def test_conditions_are_method_set_limit_and_part() -> None:
    settings = DrillSettings(limit_s=5.0)
    found = conditions(settings, KEYS)
    assert found == conditions(replace(settings, easy_first=True), KEYS)
    assert found == Conditions(BodyPart.HAND, PictureSet.PLAIN, 5.0, KEYS)
    assert found == conditions(DrillSettings(limit_s=5.0, count=40, feedback=True), KEYS)
    for other in (
        conditions(DrillSettings(limit_s=6.0), KEYS),
        conditions(DrillSettings(), KEYS),
        conditions(DrillSettings(limit_s=5.0, part=BodyPart.FOOT), KEYS),
        conditions(DrillSettings(limit_s=5.0, picture_set=PictureSet.BUSY), KEYS),
        conditions(DrillSettings(limit_s=5.0, angles=FOUR_ANGLES), KEYS),
        conditions(DrillSettings(limit_s=5.0, moving=True), KEYS),
        conditions(DrillSettings(limit_s=5.0, moving=True, task=Task.DIRECTION), KEYS),
        conditions(settings, InputMethod.TOUCH),
        conditions(settings, None),
    ):
        assert other != found


def test_the_two_questions_to_moving_pictures_are_not_compared() -> None:
    side = conditions(DrillSettings(moving=True), KEYS)
    assert side != conditions(DrillSettings(moving=True, task=Task.DIRECTION), KEYS)
    for part in (BodyPart.NECK, BodyPart.BACK):  # there is only one question
        both = [conditions(DrillSettings(part, moving=True, task=task), KEYS) for task in Task]
        assert both[0] == both[1]


@pytest.mark.parametrize("affected", [AffectedSide.LEFT, AffectedSide.RIGHT])
def test_the_difference_is_affected_minus_healthy(affected: AffectedSide) -> None:
    slow, quick = (14, 3.0), (19, 2.0)
    left_hurts = affected is AffectedSide.LEFT
    both = measures(left=slow if left_hurts else quick, right=quick if left_hurts else slow)
    found = side_difference(both, affected, KEYS)
    assert found is not None
    assert found.accuracy is not None
    assert found.accuracy.value == pytest.approx(-0.25)
    assert found.accuracy.low is not None
    assert found.median_rt_s is not None
    assert found.median_rt_s.value == pytest.approx(1.0)
    assert found.median_rt_s.low == pytest.approx(1.0)


def test_no_difference_where_it_would_mislead() -> None:
    assert side_difference(measures(), AffectedSide.BOTH, KEYS) is None
    assert side_difference(measures(), None, KEYS) is None
    assert side_difference(measures(), AffectedSide.LEFT, None) is None
    assert side_difference(measures(), AffectedSide.LEFT, KEYS, Task.DIRECTION) is None
    two_hands = measures(method=InputMethod.TWO_HAND_KEYS)
    assert side_difference(two_hands, AffectedSide.LEFT, InputMethod.TWO_HAND_KEYS) is None


def test_a_session_of_guesses_has_no_difference_in_time() -> None:
    found = side_difference(measures(left=(10, 2.0), right=(10, 2.0)), AffectedSide.LEFT, KEYS)
    assert found is not None
    assert found.median_rt_s is None
    assert found.accuracy is not None


def test_a_side_without_figures_has_no_difference() -> None:
    found = side_difference(score([trial(L, L)] * 8), AffectedSide.LEFT, KEYS)
    assert found is not None
    assert found.accuracy is None
    assert found.median_rt_s is None


def test_the_error_of_forty_pictures_is_the_published_one() -> None:
    error = measurement_error(40)
    assert (error.rt_s, error.accuracy) == (0.5, 0.14)
    assert measurement_error(10).rt_s == pytest.approx(1.0)
    assert measurement_error(160).accuracy == pytest.approx(0.07)
    with pytest.raises(ValueError, match="at least one"):
        measurement_error(0)


@given(st.integers(1, 500))
def test_fewer_pictures_mean_a_greater_error(pictures: int) -> None:
    assert measurement_error(pictures).rt_s == pytest.approx(0.5 * math.sqrt(40 / pictures))
    assert measurement_error(pictures + 1).accuracy < measurement_error(pictures).accuracy


def test_a_change_counts_only_beyond_the_error() -> None:
    before = measures(left=(14, 3.0), right=(15, 2.5))
    after = measures(left=(18, 2.4), right=(17, 2.1))
    found = compare_check_ups(before, after)
    assert found is not None
    assert found.error == measurement_error(40)
    left, right = found.of(L), found.of(R)
    assert left.rt_s == pytest.approx(-0.6)
    assert left.accuracy_share == pytest.approx(0.2)
    assert (left.rt, left.accuracy) == (Change.BETTER, Change.BETTER)
    assert right.rt_s == pytest.approx(-0.4)
    assert (right.rt, right.accuracy) == (Change.WITHIN_ERROR, Change.WITHIN_ERROR)
    back = compare_check_ups(after, before)
    assert back is not None
    assert (back.left.rt, back.left.accuracy) == (Change.WORSE, Change.WORSE)


def test_the_shorter_check_up_sets_the_error() -> None:
    before, after = measures(left=(14, 3.0)), measures(left=(5, 2.4), right=(5, 2.0), each=5)
    found = compare_check_ups(before, after)
    assert found is not None
    assert found.error.rt_s == pytest.approx(1.0)
    assert found.left.rt is Change.WITHIN_ERROR


def test_times_of_a_guessed_check_up_are_not_compared() -> None:
    found = compare_check_ups(measures(left=(10, 3.0), right=(10, 3.0)), measures())
    assert found is not None
    assert found.left.rt is None
    assert found.left.rt_s is None
    assert found.left.accuracy is Change.BETTER


def test_an_empty_check_up_compares_with_nothing() -> None:
    assert compare_check_ups(score([]), measures()) is None
    one_sided = compare_check_ups(score([trial(L, L)] * 10), measures())
    assert one_sided is not None
    assert one_sided.right.accuracy is None
    assert one_sided.right.rt is None
