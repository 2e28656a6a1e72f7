"""Telling answers from guessing, and leaning to one answer: against scipy, and by cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.laterality.guessing import Answers, detection, guessing_p

tables = st.builds(Answers, *[st.integers(0, 60)] * 4)


def mirrored(a: Answers) -> Answers:
    """The same answers of someone for whom left and right are swapped."""
    return Answers(a.right_as_right, a.right_as_left, a.left_as_right, a.left_as_left)


@pytest.mark.slow  # scipy takes a second or more to load
@given(tables)
def test_p_is_fishers(a: Answers) -> None:
    from scipy.stats import fisher_exact

    p = guessing_p(a)
    if a.lefts + a.rights == 0:
        assert p is None
        return
    table = [[a.left_as_left, a.left_as_right], [a.right_as_left, a.right_as_right]]
    assert p == pytest.approx(fisher_exact(table, alternative="greater").pvalue, abs=1e-9)


@given(tables)
def test_p_is_the_same_seen_in_a_mirror(a: Answers) -> None:
    assert guessing_p(mirrored(a)) == guessing_p(a)


def test_always_one_answer_is_guessing() -> None:
    assert guessing_p(Answers(20, 0, 20, 0)) == 1
    assert guessing_p(Answers(0, 20, 0, 20)) == 1


def test_a_tendency_is_not_hidden_behind_good_answers_of_one_side() -> None:
    """All of the left but half of the right: worse than it looks, better than guessing."""
    p = guessing_p(Answers(20, 0, 10, 10))
    assert p is not None
    assert p < 0.05


def test_always_wrong_is_not_better_than_guessing() -> None:
    assert guessing_p(Answers(0, 20, 20, 0)) == 1


@pytest.mark.slow  # scipy takes a second or more to load
@given(tables)
def test_detection_is_its_formula(a: Answers) -> None:
    from scipy.stats import norm

    found = detection(a)
    if a.lefts == 0 or a.rights == 0:
        assert found is None
        return
    assert found is not None
    hits = norm.ppf((a.left_as_left + 0.5) / (a.lefts + 1))
    false_alarms = norm.ppf((a.right_as_left + 0.5) / (a.rights + 1))
    assert found[0] == pytest.approx(hits - false_alarms, abs=1e-9)
    assert found[1] == pytest.approx(-(hits + false_alarms) / 2, abs=1e-9)


@given(tables)
def test_in_a_mirror_d_prime_stays_and_the_criterion_turns_round(a: Answers) -> None:
    found, other = detection(a), detection(mirrored(a))
    if found is None or other is None:
        assert found is other
        return
    assert other[0] == pytest.approx(found[0], abs=1e-9)
    assert other[1] == pytest.approx(-found[1], abs=1e-9)


def test_the_signs_mean_what_the_words_say() -> None:
    perfect = detection(Answers(20, 0, 0, 20))
    leaning_right = detection(Answers(10, 10, 0, 20))
    assert perfect is not None
    assert leaning_right is not None
    assert perfect[0] > 3
    assert perfect[1] == pytest.approx(0)
    assert leaning_right[0] > 0
    assert leaning_right[1] > 0
