"""What a set of trials amounts to: the values that scoring derives and screens show."""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.pictures.model import Side


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, in the same unit. ``low`` and ``high`` may be None when
    there are too few values for an interval."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class SideMeasures:
    """One side as seen. ``accuracy`` is a share 0 to 1 (Wilson interval), of answered + timed out,
    anticipations left out; ``median_rt_s`` and ``mean_rt_s`` in seconds, of correct trials only
    (median's interval by order statistics). None where there is nothing to measure."""

    side: Side
    correct: int
    wrong: int
    timed_out: int
    anticipations: int
    accuracy: Estimate | None
    median_rt_s: Estimate | None
    mean_rt_s: float | None

    @property
    def scored(self) -> int:
        """Trials that accuracy is a share of."""
        return self.correct + self.wrong + self.timed_out


@dataclass(frozen=True, slots=True)
class Measures:
    """One session's derived figures (clinical.md 3); practice trials are left out.

    ``guessing_p``: one-sided Fisher exact p of answer against side, None without answers.
    ``guessing``: the session cannot be told from guessing (p >= 0.05): its RT is not interpreted.
    ``one_hand``: every answer was given by a method that is surely worked by one hand (one-hand
    keys, mouse); touch and own keys may be worked by two.
    ``d_prime`` and ``criterion``: log-linear corrected, None without answers on both sides.
    """

    left: SideMeasures
    right: SideMeasures
    guessing_p: float | None
    guessing: bool
    one_hand: bool
    d_prime: float | None
    criterion: float | None

    def of(self, side: Side) -> SideMeasures:
        return self.left if side is Side.LEFT else self.right
