"""Which results may stand beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import InputMethod
from gmi_app.pictures.model import BodyPart, PictureSet


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must be the same for two results to be compared (clinical.md 3).

    ``turned``: upright pictures are easier than a mix of angles, so the two are told apart (ours).
    ``moving`` and ``asked``: moving pictures are never held against still ones, nor one question
    against the other.
    """

    part: BodyPart
    picture_set: PictureSet
    limit_s: float | None
    method: InputMethod
    turned: bool = False
    moving: bool = False
    asked: Task = Task.SIDE


def conditions(settings: DrillSettings, method: InputMethod | None) -> Conditions | None:
    """The conditions of a session, or None for one that compares with no other: its answers were
    given by several methods, or there were none."""
    if method is None:
        return None
    return Conditions(
        settings.part,
        settings.picture_set,
        settings.limit_s,
        method,
        settings.turned,
        settings.moving,
        settings.asked,
    )
