"""The goals of left-right discrimination that are published, and how a figure stands to one.

Guidelines, not strict. There is no norm per side for hands, feet, knees, shoulders or backs, so
the program says "the usual goal", never "the usual time" (clinical.md 2 and 5.13).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gmi_app.laterality.measures import Estimate
from gmi_app.pictures.model import BodyPart

ROUNDING: Final = 1e-9
"""So that 14 of 20 is within 0.10 of 0.80 in binary fractions, too."""


@dataclass(frozen=True, slots=True)
class Goal:
    """``accuracy``: a share to reach, 0 to 1. ``usual_rt_s`` plus or minus ``spread_s``: the usual
    goal of median response time, in seconds."""

    accuracy: float
    usual_rt_s: float
    spread_s: float

    @property
    def rt_s(self) -> float:
        """The slowest response time that meets the goal: the published goal plus its spread."""
        return self.usual_rt_s + self.spread_s


LIMB: Final = Goal(accuracy=0.80, usual_rt_s=2.0, spread_s=0.5)
"""80 % and 2.0 ± 0.5 s for hands and feet, about 2 s for knee and shoulder: the rules of the
Neuro Orthopaedic Institute as clinicians quote them, and the how-to of the European Pain Federation
EFIC (crps.europeanpainfederation.eu)."""

TRUNK: Final = Goal(accuracy=0.80, usual_rt_s=1.6, spread_s=0.5)
"""80 % and 1.6 ± 0.5 s for neck and back: the same rules. Healthy people take 1.621 ± 0.501 s for
necks (Wallwork 2013, Man Ther 18:225, n = 1,361)."""


def goal_of(part: BodyPart, *, moving: bool = False) -> Goal | None:
    """The published goal for a body part. None for moving pictures: nobody has published one, and
    that of still pictures is never used for them (clinical.md 2)."""
    if moving:
        return None
    return LIMB if part.one_sided else TRUNK


@dataclass(frozen=True, slots=True)
class Standing:
    """How one figure stands to its goal.

    ``met``: the figure itself meets the goal. ``sure``: its whole 95 % interval lies on the same
    side of the goal as the figure; False when the interval crosses the goal, or there is none.
    ``near``: the figure itself meets the goal, or misses it by no more than the margin given.
    """

    figure: Estimate
    goal: float
    met: bool
    sure: bool
    near: bool


def at_least(figure: Estimate, goal: float, margin: float = 0.0) -> Standing:
    """For accuracy: the goal is a lower limit, itself included."""
    met = figure.value >= goal
    near = figure.value >= goal - margin - ROUNDING
    bound = figure.low if met else figure.high
    return Standing(figure, goal, met, bound is not None and (bound >= goal) == met, near)


def at_most(figure: Estimate, goal: float, margin: float = 0.0) -> Standing:
    """For response time: the goal is an upper limit, itself included."""
    met = figure.value <= goal
    near = figure.value <= goal + margin + ROUNDING
    bound = figure.high if met else figure.low
    return Standing(figure, goal, met, bound is not None and (bound <= goal) == met, near)
