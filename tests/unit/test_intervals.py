"""Intervals: against scipy and statsmodels, by properties, by how often they cover the truth."""

from __future__ import annotations

import math
from random import Random
from statistics import NormalDist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gmi_app.laterality.intervals import (
    difference,
    median_estimate,
    surely_at_least,
    wilson,
)
from gmi_app.laterality.measures import Estimate

shares = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
seconds = st.floats(0.3, 60.0, allow_nan=False)


def bounds(estimate: Estimate | None) -> tuple[float, float]:
    assert estimate is not None
    assert estimate.low is not None
    assert estimate.high is not None
    return estimate.low, estimate.high


@pytest.mark.slow  # statsmodels takes seconds to load
@given(shares)
def test_wilson_is_what_statsmodels_reckons(share: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import proportion_confint

    correct, of = share
    estimate = wilson(correct, of)
    assert estimate is not None
    assert estimate.value == correct / of
    expected = proportion_confint(correct, of, alpha=0.05, method="wilson")
    assert bounds(estimate) == pytest.approx(expected, abs=1e-12)


@given(shares, st.floats(0.5, 0.99), st.floats(0.01, 0.4))
def test_surely_at_least_is_wilsons_lower_bound(
    share: tuple[int, int], goal: float, mistaken: float
) -> None:
    correct, of = share
    assume(correct < of)
    z, p = NormalDist().inv_cdf(1 - mistaken), correct / of
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    low = (p + z * z / (2 * of) - half) / (1 + z * z / of)
    assume(abs(low - goal) > 1e-9)
    assert surely_at_least(correct, of, goal, mistaken) == (low >= goal)


def test_so_many_right_answers_are_surely_80_percent() -> None:
    assert not surely_at_least(0, 0, 0.8)
    assert not surely_at_least(53, 60, 0.8)
    assert surely_at_least(54, 60, 0.8)
    assert surely_at_least(52, 60, 0.8, mistaken=0.10)
    assert not surely_at_least(51, 60, 0.8, mistaken=0.10)
    assert not surely_at_least(168, 200, 0.8)
    assert surely_at_least(170, 200, 0.8)
    assert surely_at_least(60, 60, 1.0)
    assert not surely_at_least(59, 60, 1.0)


@given(shares)
def test_wilson_stays_between_0_and_1_and_holds_its_value(share: tuple[int, int]) -> None:
    correct, of = share
    low, high = bounds(wilson(correct, of))
    assert 0 <= low <= correct / of <= high <= 1
    assert low < high


def test_a_share_of_nothing_is_no_figure() -> None:
    assert wilson(0, 0) is None


def test_the_known_interval_of_sixteen_of_twenty() -> None:
    assert bounds(wilson(16, 20)) == pytest.approx((0.584, 0.919), abs=5e-4)


@pytest.mark.slow  # scipy takes a second or more to load
@given(st.lists(seconds, min_size=6, max_size=120, unique=True))
def test_the_median_interval_is_scipys(values: list[float]) -> None:
    from scipy.stats import quantile_test

    low, high = bounds(median_estimate(values))
    expected = quantile_test(values, q=0, p=0.5).confidence_interval(0.95)
    assert (low, high) == (expected.low, expected.high)


@pytest.mark.slow  # scipy takes a second or more to load
def test_the_median_interval_covers_95_percent_and_no_narrower_one_does() -> None:
    from scipy.stats import binom

    for n in range(6, 201):
        low, high = bounds(median_estimate([float(i) for i in range(1, n + 1)]))
        rank = int(low)
        assert high == n + 1 - rank
        assert 1 - 2 * binom.cdf(rank - 1, n, 0.5) >= 0.95
        assert 1 - 2 * binom.cdf(rank, n, 0.5) < 0.95


@given(st.lists(seconds, min_size=1, max_size=5))
def test_too_few_values_have_a_median_but_no_interval(values: list[float]) -> None:
    estimate = median_estimate(values)
    assert estimate is not None
    assert min(values) <= estimate.value <= max(values)
    assert (estimate.low, estimate.high) == (None, None)


def test_the_median_of_nothing_is_no_figure() -> None:
    assert median_estimate([]) is None


@given(st.lists(seconds, min_size=6, max_size=60), st.randoms(use_true_random=False))
def test_the_median_ignores_order_and_lies_in_its_interval(
    values: list[float], order: Random
) -> None:
    estimate = median_estimate(values)
    low, high = bounds(estimate)
    assert estimate is not None
    assert low <= estimate.value <= high
    order.shuffle(values)
    assert median_estimate(values) == estimate


@pytest.mark.slow  # statsmodels takes seconds to load
@given(shares, shares)
def test_the_difference_of_shares_is_newcombes(a: tuple[int, int], b: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    first, second = wilson(*a), wilson(*b)
    assert first is not None
    assert second is not None
    expected = confint_proportions_2indep(*a, *b, method="newcomb", compare="diff", alpha=0.05)
    assert bounds(difference(first, second)) == pytest.approx(expected, abs=1e-9)


@given(st.lists(seconds, min_size=6, max_size=50), st.lists(seconds, min_size=6, max_size=50))
def test_turning_a_difference_round_turns_its_interval_round(
    a: list[float], b: list[float]
) -> None:
    first, second = median_estimate(a), median_estimate(b)
    assert first is not None
    assert second is not None
    low, high = bounds(difference(first, second))
    assert bounds(difference(second, first)) == pytest.approx((-high, -low))
    assert low <= first.value - second.value <= high


@given(st.lists(seconds, min_size=1, max_size=5))
def test_a_difference_with_too_few_values_has_no_interval(values: list[float]) -> None:
    few, enough = median_estimate(values), median_estimate([1.0] * 6)
    assert few is not None
    assert enough is not None
    for result in (difference(few, enough), difference(enough, few)):
        assert (result.low, result.high) == (None, None)
        assert abs(result.value) == pytest.approx(abs(few.value - 1.0))


@pytest.mark.parametrize(("n", "gap"), [(10, 0.0), (20, 0.8), (20, 0.0), (50, 0.5)])
def test_the_difference_of_medians_covers_the_truth_as_often_as_it_says(n: int, gap: float) -> None:
    """Skewed response times, like real ones: log-normal, medians 2 s and 2 s + gap."""
    random = Random(n)
    runs, covered = 2000, 0
    for _ in range(runs):
        slow = [random.lognormvariate(math.log(2 + gap), 0.4) for _ in range(n)]
        quick = [random.lognormvariate(math.log(2), 0.3) for _ in range(n)]
        a, b = median_estimate(slow), median_estimate(quick)
        assert a is not None
        assert b is not None
        low, high = bounds(difference(a, b))
        covered += low <= gap <= high
    assert 0.94 <= covered / runs <= 0.995


@given(shares)
def test_more_pictures_make_a_narrower_interval(share: tuple[int, int]) -> None:
    correct, of = share
    assume(of >= 2)
    low, high = bounds(wilson(correct, of))
    low4, high4 = bounds(wilson(4 * correct, 4 * of))
    assert high4 - low4 < high - low
