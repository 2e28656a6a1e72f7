"""Really changed? Two check-ups against the measurement error (clinical.md 3).

Only check-ups answer this question: everything else is practice, with changing settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from gmi_app.laterality.measures import Measures
from gmi_app.pictures.model import Side

PICTURES = 40
ERROR_RT_S = 0.5
ERROR_ACCURACY = 0.14
"""Smallest real change of a check-up of 40 pictures: 0.5 s and 14 percentage points. Our choice:
the upper ends of the figures published for healthy young adults (2018, Musculoskelet Sci Pract
33:105: 0.19-0.49 s, 5-14 %). People in pain may vary more."""


class Change(StrEnum):
    """What became of a figure. BETTER: quicker, or more often right."""

    BETTER = "better"
    WORSE = "worse"
    WITHIN_ERROR = "within_error"


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """Changes up to this much may be chance: ``rt_s`` in seconds, ``accuracy`` as a share."""

    rt_s: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class SideChange:
    """One side, later minus earlier: ``rt_s`` in seconds, ``accuracy`` as a share. None where one
    of the two has no figure, or (RT) cannot be told from guessing."""

    side: Side
    rt_s: float | None
    rt: Change | None
    accuracy_share: float | None
    accuracy: Change | None


@dataclass(frozen=True, slots=True)
class CheckUpChange:
    """Both sides, and the error that they were held against."""

    error: MeasurementError
    left: SideChange
    right: SideChange

    def of(self, side: Side) -> SideChange:
        return self.left if side is Side.LEFT else self.right


def measurement_error(pictures: int) -> MeasurementError:
    """For a check-up of so many scored pictures, both sides together: times the root of 40 / n.

    Raises ValueError below 1.
    """
    if pictures < 1:
        raise ValueError("a check-up has at least one picture")
    factor = sqrt(PICTURES / pictures)
    return MeasurementError(ERROR_RT_S * factor, ERROR_ACCURACY * factor)


def compare_check_ups(earlier: Measures, later: Measures) -> CheckUpChange | None:
    """How two check-ups of the same conditions differ, or None when one of them is empty.

    The one with fewer scored pictures (stopped early) sets the error. A change must exceed it.
    """
    pictures = min(m.left.scored + m.right.scored for m in (earlier, later))
    if pictures == 0:
        return None
    error = measurement_error(pictures)
    told = not (earlier.guessing or later.guessing)
    left, right = (_side_change(earlier, later, side, error, told) for side in Side)
    return CheckUpChange(error, left, right)


def _side_change(
    earlier: Measures, later: Measures, side: Side, error: MeasurementError, told: bool
) -> SideChange:
    before, after = earlier.of(side), later.of(side)
    rt_s = accuracy = None
    if told and before.median_rt_s is not None and after.median_rt_s is not None:
        rt_s = after.median_rt_s.value - before.median_rt_s.value
    if before.accuracy is not None and after.accuracy is not None:
        accuracy = after.accuracy.value - before.accuracy.value
    return SideChange(
        side=side,
        rt_s=rt_s,
        rt=None if rt_s is None else _judge(-rt_s, error.rt_s),
        accuracy_share=accuracy,
        accuracy=None if accuracy is None else _judge(accuracy, error.accuracy),
    )


def _judge(gain: float, error: float) -> Change:
    if abs(gain) <= error:
        return Change.WITHIN_ERROR
    return Change.BETTER if gain > 0 else Change.WORSE
