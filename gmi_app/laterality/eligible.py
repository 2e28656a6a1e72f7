"""Which pictures can serve which settings."""

from __future__ import annotations

from collections.abc import Sequence

from gmi_app.language import tr
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import Picture


def eligible(pictures: Sequence[Picture], settings: DrillSettings) -> tuple[Picture, ...]:
    """The pictures that can serve these settings, each file once, in the order of their names.

    A picture that must not be turned serves upright sessions only: used for the upright part of a
    turned session, it would show at one angle alone, and the angles could not be compared. A clip
    serves moving sessions only, and one without a direction cannot be asked for it.
    """
    chosen = {picture.file: picture for picture in pictures if _serves(picture, settings)}
    return tuple(chosen[file] for file in sorted(chosen))


def is_possible(
    pictures: Sequence[Picture], settings: DrillSettings, *, motion: bool = True
) -> bool:
    """Whether a set can be made. ``motion``: moving pictures may be shown at all (the person has
    not asked for less movement)."""
    return (motion or not settings.moving) and any(_serves(p, settings) for p in pictures)


def why_none(pictures: Sequence[Picture], settings: DrillSettings) -> str:
    """One sentence why no picture can serve these settings."""
    of_set = [p for p in pictures if p.part is settings.part and p.set is settings.picture_set]
    of_kind = [p for p in of_set if p.moving is settings.moving]
    if not of_kind:
        kind = "moving pictures" if settings.moving else "pictures"
        return tr(
            "There are no {0} {1} of the {2}. Choose another body part or another set of pictures."
        ).format(settings.picture_set.value, kind, settings.part.value)
    if settings.postures and not any(p.posture in settings.postures for p in of_kind):
        return tr("There are no pictures of the chosen postures. Choose other postures.")
    if settings.turned and not any(p.turnable for p in of_kind):
        return tr("The chosen pictures must not be turned. Choose upright pictures, at angle 0.")
    return tr("None of the chosen pictures moves to a side. Ask which side it is instead.")


def _serves(picture: Picture, settings: DrillSettings) -> bool:
    part = settings.part
    undirected = picture.direction is None and part.one_sided
    return (
        picture.part is part
        and picture.set is settings.picture_set
        and picture.moving is settings.moving
        and (not settings.postures or picture.posture in settings.postures)
        and (picture.turnable or not settings.turned)
        and not (settings.task is Task.DIRECTION and undirected)
    )
