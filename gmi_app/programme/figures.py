"""The figures that the rules look at: sets of some days, pooled by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gmi_app.laterality.guessing import Answers, guessing_p
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.record import Practice
from gmi_app.progress.summary import SessionSummary

GUESSING_P: Final = 0.01
"""From this p on, pooled sets cannot be told from guessing. Stricter than for one set (0.05): the
rule looks every day, and would be mistaken the oftener. Ours; simulated (docs/clinical.md)."""


@dataclass(frozen=True, slots=True)
class SideFigures:
    """``accuracy``: a share. ``rt_s``: the usual time in seconds, the mean of the sets' medians
    weighted by right answers, so that no raw trial has to be read; None where no set has one."""

    side: Side
    correct: int
    scored: int
    rt_s: float | None

    @property
    def accuracy(self) -> float:
        return self.correct / self.scored if self.scored else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """``days``: on which there were sets, in order. ``answers``: all of them together."""

    days: tuple[date, ...]
    left: SideFigures
    right: SideFigures
    answers: Answers

    @property
    def sides(self) -> tuple[SideFigures, SideFigures]:
        return self.left, self.right

    @property
    def trials(self) -> int:
        """Of the side with fewer."""
        return min(side.scored for side in self.sides)

    @property
    def accuracy(self) -> float:
        """Of the side with the lower one."""
        return min(side.accuracy for side in self.sides)

    @property
    def overall(self) -> float:
        """Accuracy of both sides together."""
        scored = sum(side.scored for side in self.sides)
        return sum(side.correct for side in self.sides) / scored if scored else 0.0

    @property
    def rt_s(self) -> float | None:
        """Of the slower side; None where a side has none."""
        left, right = self.left.rt_s, self.right.rt_s
        return None if left is None or right is None else max(left, right)

    @property
    def p(self) -> float | None:
        """Of the test against guessing; None without answers. Exact, so it takes a millisecond with
        some hundred answers: asked for last."""
        return guessing_p(self.answers)

    @property
    def guessing(self) -> bool:
        """Whether they cannot be told from guessing."""
        p = self.p
        return p is None or p >= GUESSING_P


def practice_of(summary: SessionSummary) -> Practice:
    """A left-right set as the programme looks at it."""
    return Practice(
        session=summary.session,
        kind=ItemKind.LATERALITY,
        at=summary.at,
        part=summary.settings.part,
        end=summary.end,
        reason=summary.reason,
        pain_before=summary.pain_before,
        pain_after=summary.pain_after,
        someone_else=summary.someone_else,
        amount=summary.trials,
        duration_s=summary.duration_s,
        settings=summary.settings,
        measures=summary.measures,
    )


def sets_of(
    practice: Iterable[Practice],
    part: BodyPart,
    first: date,
    today: date,
    *,
    moving: bool = False,
) -> list[Practice]:
    """Left-right sets of one part between two days, both included, with still pictures (norms for
    still ones are never used for moving ones) or with moving ones."""
    return [
        each
        for each in practice
        if each.practised
        and each.measures is not None
        and each.settings is not None
        and each.settings.part is part
        and each.settings.moving is moving
        and first <= each.day <= today
    ]


def figures_of(sets: Sequence[Practice]) -> Figures:
    """Pools them; the times of sets that are guessing by themselves are left out."""
    left, right = _side(sets, Side.LEFT), _side(sets, Side.RIGHT)
    return Figures(tuple(sorted({each.day for each in sets})), left, right, _answers(sets))


def _side(sets: Sequence[Practice], side: Side) -> SideFigures:
    correct = scored = weight = 0
    total_s = 0.0
    for each in sets:
        if each.measures is None:
            continue
        of_side = each.measures.of(side)
        correct += of_side.correct
        scored += of_side.scored
        if of_side.median_rt_s is not None and not each.measures.guessing:
            weight += of_side.correct
            total_s += of_side.median_rt_s.value * of_side.correct
    return SideFigures(side, correct, scored, total_s / weight if weight else None)


def _answers(sets: Sequence[Practice]) -> Answers:
    measured = [each.measures for each in sets if each.measures is not None]
    left, right = [m.left for m in measured], [m.right for m in measured]
    return Answers(
        left_as_left=sum(s.correct for s in left),
        left_as_right=sum(s.wrong for s in left),
        right_as_left=sum(s.wrong for s in right),
        right_as_right=sum(s.correct for s in right),
    )
