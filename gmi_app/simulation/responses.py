"""How a simulated person answers one picture.

A response is a decision time from a drift-diffusion process plus the time that seeing and pressing
take. A drift towards one bound arrives after an inverse Gaussian (Wald) time, which has the long
right tail of real response times. The figures are **ours**: chosen so that charts look like those
of a person who practises, not fitted to data. They stand for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from random import Random

from gmi_app.laterality.imagery_check import Turn, turn_of
from gmi_app.pictures.model import Side, Stimulus

SEEING_AND_PRESSING_S = 0.45
LEARNING_DAYS = 14.0
"""Days of practice after which what can be gained is gained to about two thirds."""

GUESSED_S = 0.35
"""Decision time of somebody who guesses."""

DECISION_CV = 0.42
"""Spread of decision times over their mean."""

HURRIED, LAPSED = 0.004, 0.008
"""Chances of a press far too early, and of a thought that wandered off."""


@dataclass(frozen=True, slots=True)
class Response:
    """``answer`` and how long it took, in seconds from the onset."""

    answer: Side
    rt_s: float


def respond(stimulus: Stimulus, affected: Side, to_learn: float, random: Random) -> Response:
    """The answer to one picture. ``to_learn``: share of what can be gained that is not yet, 0 to
    1."""
    side = stimulus.side
    if random.random() < HURRIED:
        return Response(side if random.random() < 0.5 else side.other, random.uniform(0.1, 0.28))
    painful = side is affected
    turned = min(stimulus.angle, 360 - stimulus.angle) / 180
    mean_s = (1.45 + 1.75 * to_learn) if painful else (1.2 + 0.85 * to_learn)
    mean_s *= 1 + 0.3 * turned**1.5
    if turn_of(stimulus) is Turn.LATERAL:
        mean_s *= 1.3
    wrong = (0.07 + 0.22 * to_learn) if painful else (0.05 + 0.10 * to_learn)
    mistaken = random.random() < wrong * (1 + 0.5 * turned)
    if mistaken:
        mean_s *= 1.15
    if random.random() < LAPSED:
        mean_s *= 3
    decision_s = _wald(mean_s, mean_s / DECISION_CV**2, random)
    return Response(side.other if mistaken else side, SEEING_AND_PRESSING_S + decision_s)


def guess(random: Random) -> Response:
    """Either side, soon, whatever the picture shows."""
    side = Side.LEFT if random.random() < 0.5 else Side.RIGHT
    mean_s = GUESSED_S
    return Response(side, SEEING_AND_PRESSING_S + _wald(mean_s, mean_s / DECISION_CV**2, random))


def _wald(mean: float, shape: float, random: Random) -> float:
    """One inverse Gaussian time (Michael, Schucany & Haas 1976, Am Stat 30:88)."""
    y = random.gauss(0, 1) ** 2
    root = mean + mean**2 * y / (2 * shape)
    root -= mean / (2 * shape) * sqrt(4 * mean * shape * y + (mean * y) ** 2)
    return root if random.random() <= mean / (mean + root) else mean**2 / root
