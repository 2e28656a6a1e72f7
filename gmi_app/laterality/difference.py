"""Affected minus healthy: how much the painful side differs from the other (clinical.md 3)."""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.laterality.intervals import difference
from gmi_app.laterality.measures import Estimate, Measures
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import InputMethod
from gmi_app.programme.patient import AffectedSide


@dataclass(frozen=True, slots=True)
class SideDifference:
    """Affected minus healthy side. ``accuracy`` as a share, -1 to 1 (below 0: the affected side was
    less often right); ``median_rt_s`` in seconds (above 0: it was slower). None where a side has
    no such figure; ``median_rt_s`` is also None for a session that cannot be told from guessing.
    """

    accuracy: Estimate | None
    median_rt_s: Estimate | None


def side_difference(
    measures: Measures,
    affected: AffectedSide | None,
    method: InputMethod | None,
    asked: Task = Task.SIDE,
) -> SideDifference | None:
    """The difference of one session, or None where it must not be interpreted: there is no healthy
    side to compare with, a direction was asked for and no side, the answers were not surely given
    by one hand, or not by one method (``method``: the one input method of all answers)."""
    healthy = affected.healthy if affected is not None else None
    if healthy is None or asked is not Task.SIDE or method is None or not measures.one_hand:
        return None
    painful, other = measures.of(healthy.other), measures.of(healthy)
    return SideDifference(
        accuracy=_minus(painful.accuracy, other.accuracy),
        median_rt_s=None if measures.guessing else _minus(painful.median_rt_s, other.median_rt_s),
    )


def _minus(a: Estimate | None, b: Estimate | None) -> Estimate | None:
    return None if a is None or b is None else difference(a, b)
