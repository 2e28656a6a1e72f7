"""From easy to hard: the pictures of a block in an order that begins gently (clinical.md 4)."""

from __future__ import annotations

from collections.abc import Sequence

from gmi_app.laterality.task import Task, right_answer
from gmi_app.pictures import difficulty
from gmi_app.pictures.model import Side, Stimulus


def easy_first(
    stimuli: Sequence[Stimulus], before: Stimulus | None = None, task: Task = Task.SIDE
) -> list[Stimulus]:
    """The same stimuli, on each side from easy to hard. ``before``: what is presented before them.

    The right answers keep their places, so that no rule of balance between them changes, and
    neither side is the hard one early on. Equally hard ones keep their order. Where a picture would
    follow itself, the next fitting one comes in between; where there is none, it follows itself.
    """
    waiting = {
        side: sorted(
            (s for s in stimuli if right_answer(s, task) is side), key=difficulty.of_stimulus
        )
        for side in Side
    }
    ordered: list[Stimulus] = [] if before is None else [before]
    start = len(ordered)
    for place in stimuli:
        of_side = waiting[right_answer(place, task)]
        at = next((i for i, s in enumerate(of_side) if not ordered or _apart(ordered[-1], s)), 0)
        ordered.append(of_side.pop(at))
        if len(ordered) > 1 and not _apart(ordered[-2], ordered[-1]):
            _part(ordered, start, task)
    return ordered[start:]


def _part(ordered: list[Stimulus], start: int, task: Task) -> None:
    """The last one follows itself: changes places with the nearest earlier one of its side for
    which both then stand apart from their neighbours."""
    last = ordered[-1]
    side = right_answer(last, task)
    for at in range(len(ordered) - 2, start - 1, -1):
        other = ordered[at]
        around = [*ordered[max(at - 1, 0) : at], *ordered[at + 1 : -1][:1]]
        fits = all(_apart(last, s) for s in around) and _apart(other, ordered[-2])
        if right_answer(other, task) is side and fits:
            ordered[at], ordered[-1] = last, other
            return


def _apart(one: Stimulus, other: Stimulus) -> bool:
    return one.picture.file != other.picture.file
