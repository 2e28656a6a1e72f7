"""Which pictures are hard for one patient: by posture, view and rotation; fastest and slowest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gmi_app.laterality.intervals import difference, median_estimate, wilson
from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.scoring import correct_rts_s
from gmi_app.laterality.trial import Outcome, Trial
from gmi_app.pictures.model import Side

LEAST_TRIALS: Final = 10
"""Pictures of a group below which nothing is said of it. Ours: as for the motor-imagery check."""


class By(StrEnum):
    POSTURE = "posture"
    VIEW = "view"
    ROTATION = "rotation"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Group:
    """Pictures that have something in common. ``name``: the manifest's word, degrees clockwise as
    text, or the side. ``accuracy``: a share with its interval; ``median_rt_s`` of correct answers.
    ``harder``: its share is lower than that of all other pictures by more than chance (the interval
    of the difference excludes 0). Of twenty groups, one does so by chance."""

    name: str
    scored: int
    correct: int
    timed_out: int
    accuracy: Estimate | None
    median_rt_s: Estimate | None
    harder: bool


def groups(trials: Iterable[Trial], by: By) -> tuple[Group, ...]:
    """The hardest first: by share, then the slowest. Practice pictures and anticipations are left
    out."""
    counted = [t for t in trials if not t.practice and t.outcome is not Outcome.ANTICIPATION]
    sorted_out: dict[str, list[Trial]] = {}
    name_of = _NAMES[by]
    for trial in counted:
        sorted_out.setdefault(name_of(trial), []).append(trial)
    found = [_group(name, mine, counted) for name, mine in sorted_out.items()]

    def hardness(group: Group) -> tuple[float, float, str]:
        share = group.accuracy.value if group.accuracy is not None else 1.0
        rt = group.median_rt_s.value if group.median_rt_s is not None else 0.0
        return (share, -rt, group.name)

    return tuple(sorted(found, key=hardness))


def in_turn(found: Iterable[Group]) -> tuple[Group, ...]:
    """Rotations from 0° on, clockwise."""
    return tuple(sorted(found, key=lambda group: int(group.name)))


def fastest(trials: Iterable[Trial], count: int) -> tuple[Trial, ...]:
    """Of the correct answers."""
    return tuple(_by_time(trials)[:count])


def slowest(trials: Iterable[Trial], count: int) -> tuple[Trial, ...]:
    """Likewise, the slowest first."""
    return tuple(reversed(_by_time(trials)[-count:])) if count > 0 else ()


def _by_time(trials: Iterable[Trial]) -> list[Trial]:
    timed = [(t.rt_ns, t) for t in trials if not t.practice and t.outcome is Outcome.CORRECT]
    return [trial for rt, trial in sorted(timed, key=lambda pair: pair[0] or 0) if rt is not None]


def _group(name: str, mine: Sequence[Trial], every: Sequence[Trial]) -> Group:
    correct = sum(t.outcome is Outcome.CORRECT for t in mine)
    share = wilson(correct, len(mine))
    others = len(every) - len(mine)
    right = sum(t.outcome is Outcome.CORRECT for t in every) - correct
    rest = wilson(right, others)
    harder = False
    if share is not None and rest is not None and min(len(mine), others) >= LEAST_TRIALS:
        gap = difference(share, rest)
        harder = gap.high is not None and gap.high < 0
    return Group(
        name=name,
        scored=len(mine),
        correct=correct,
        timed_out=sum(t.outcome is Outcome.TIME_OUT for t in mine),
        accuracy=share,
        median_rt_s=median_estimate(correct_rts_s(mine)),
        harder=harder,
    )


def _side_name(trial: Trial) -> str:
    return (Side.LEFT if trial.side is Side.LEFT else Side.RIGHT).value


_NAMES: Final[dict[By, Callable[[Trial], str]]] = {
    By.POSTURE: lambda trial: trial.stimulus.picture.posture,
    By.VIEW: lambda trial: trial.stimulus.picture.view,
    By.ROTATION: lambda trial: str(trial.stimulus.angle),
    By.SIDE: _side_name,
}
