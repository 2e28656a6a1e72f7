"""Can a set of answers be told from guessing? And does a person lean to one answer?"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from statistics import NormalDist

GUESSING_P = 0.05
"""From this p on, a session cannot be told from guessing (clinical.md 3)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers against sides. ``left_as_left``: left pictures answered "left", and so on."""

    left_as_left: int
    left_as_right: int
    right_as_left: int
    right_as_right: int

    @property
    def lefts(self) -> int:
        """Left pictures that were answered."""
        return self.left_as_left + self.left_as_right

    @property
    def rights(self) -> int:
        """Right pictures that were answered."""
        return self.right_as_left + self.right_as_right


def guessing_p(answers: Answers) -> float | None:
    """One-sided p of Fisher's exact test, both sides pooled; None without answers.

    The chance that answers which know nothing of the sides agree with them at least as well, given
    how often each side was shown and each answer given. "Always left" gives p = 1: a test of each
    side by itself would call it better than chance on the left. Reckoned in whole numbers.
    """
    n = answers.lefts + answers.rights
    if n == 0:
        return None
    said_left = answers.left_as_left + answers.right_as_left
    at_most = min(answers.lefts, said_left)
    ways = sum(
        comb(answers.lefts, agree) * comb(answers.rights, said_left - agree)
        for agree in range(answers.left_as_left, at_most + 1)
    )
    return ways / comb(n, said_left)


def detection(answers: Answers) -> tuple[float, float] | None:
    """d' and criterion c of signal detection; None unless both sides were answered.

    The signal is a left picture: a hit is "left" to a left one, a false alarm "left" to a right
    one. d' above 0: tells the sides apart. c above 0: leans to answering "right"; below 0, to
    "left". Log-linear correction: half an answer is added to each cell (Hautus 1995, Behav Res
    Methods 27:46), so that perfect sessions stay finite.
    """
    if answers.lefts == 0 or answers.rights == 0:
        return None
    z = NormalDist().inv_cdf
    hits = z((answers.left_as_left + 0.5) / (answers.lefts + 1))
    false_alarms = z((answers.right_as_left + 0.5) / (answers.rights + 1))
    return hits - false_alarms, -(hits + false_alarms) / 2
