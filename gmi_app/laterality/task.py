"""What is asked of every picture of a set: which side it is, or which way it moves."""

from __future__ import annotations

from enum import StrEnum

from gmi_app.pictures.model import BodyPart, Side, Stimulus


class Task(StrEnum):
    """SIDE: is it a left or a right one? DIRECTION: to which side does it go, as the depicted
    person would say it? Limbs have a direction only where a clip has one; of a neck and a back it
    is always the question."""

    SIDE = "side"
    DIRECTION = "direction"


def asked(part: BodyPart, task: Task) -> Task:
    """What the person is really asked: a neck has no left one, so its side is a direction."""
    return task if part.one_sided else Task.DIRECTION


def right_answer(stimulus: Stimulus, task: Task) -> Side:
    """The side to answer with. Raises ValueError for the direction of a limb without one."""
    picture = stimulus.picture
    if task is Task.SIDE or not picture.part.one_sided:
        return stimulus.side
    if stimulus.direction is None:
        raise ValueError(f"{picture.file} has no direction")
    return stimulus.direction
