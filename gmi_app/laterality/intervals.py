"""95 % intervals of shares, medians and differences, in plain Python.

All are standard methods that behave with few values, so that 20 pictures are not read as 200.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, sqrt
from statistics import NormalDist, median

from gmi_app.laterality.measures import Estimate

Z = NormalDist().inv_cdf(0.975)
"""Standard normal quantile of a two-sided 95 % interval (1.96)."""
MISTAKEN = 0.05
"""How often a bound on one side alone is mistaken, where nothing else is said."""


def wilson(correct: int, of: int) -> Estimate | None:
    """A share, 0 to 1, with its Wilson score interval; None of nothing.

    Wilson 1927, J Am Stat Assoc 22:209. Never leaves 0 to 1, and has a width at 0 and 1 too.
    """
    if of == 0:
        return None
    share = correct / of
    shrink = 1 + Z * Z / of
    centre = (share + Z * Z / (2 * of)) / shrink
    half = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of)) / shrink
    low = 0.0 if correct == 0 else centre - half
    high = 1.0 if correct == of else centre + half
    return Estimate(share, low, high)


def surely_at_least(correct: int, of: int, goal: float, mistaken: float = MISTAKEN) -> bool:
    """Whether a share is ``goal`` (0 to 1) or more beyond the error of counting so few: the lower
    Wilson bound, ``mistaken`` in that share (above 0, below 0.5), reaches it. All right is as much
    as can be shown, and enough; nothing at all is not."""
    if of == 0 or correct == of:
        return of > 0
    # the bound reaches the goal where the score test does, which needs no root of its own
    error = NormalDist().inv_cdf(1 - mistaken) * sqrt(goal * (1 - goal) / of)
    return correct / of >= goal + error


def median_estimate(values: Sequence[float]) -> Estimate | None:
    """The median with an interval between two order statistics; None of nothing.

    The interval runs from the r-th smallest to the r-th largest value, with the greatest r whose
    coverage is still 95 % or more: 1 - 2 P(B < r), B binomial (n, 1/2) (David & Nagaraja, Order
    Statistics, 7.1). It asks nothing of the shape of the distribution, and covers a little more
    than 95 %. Below six values no pair covers 95 %: then both bounds are None.
    """
    if not values:
        return None
    ordered = sorted(values)
    n = len(ordered)
    rank = _rank(n)
    if rank == 0:
        return Estimate(median(ordered), None, None)
    return Estimate(median(ordered), ordered[rank - 1], ordered[n - rank])


def _rank(n: int) -> int:
    """The greatest r with 2 P(B < r) <= 5 %, counted in whole numbers: 40 sum C(n, i) <= 2^n."""
    rank = below = 0
    while True:
        below += comb(n, rank)
        if 40 * below > 2**n:
            return rank
        rank += 1


def difference(a: Estimate, b: Estimate) -> Estimate:
    """``a`` minus ``b``, two independent figures, with an interval made from both of theirs.

    The square-and-add rule: each bound lies as far out as the root of the summed squares of the
    two distances that point that way. For two Wilson intervals it is Newcombe's method 10 (1998,
    Stat Med 17:873); Zou & Donner (2008, Stat Med 27:1693) show that it serves any two intervals
    that cover well by themselves, so it serves medians with order-statistic intervals too. It
    follows skewed response times as they are, has no random part (a bootstrap would need a seed
    and a reason for it), and can be worked out from stored summaries. No bounds where either
    figure has none.
    """
    value = a.value - b.value
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return Estimate(value, None, None)
    down = sqrt((a.value - a.low) ** 2 + (b.high - b.value) ** 2)
    up = sqrt((a.high - a.value) ** 2 + (b.value - b.low) ** 2)
    return Estimate(value, value - down, value + up)
