"""Which pictures can serve which settings."""

from __future__ import annotations

from collections.abc import Sequence

from gmi_app.language import tr
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import Picture, PictureSet
from gmi_app.pictures.words import part_name, set_name


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


def why_none(
    pictures: Sequence[Picture], settings: DrillSettings, left_out: Sequence[Picture] = ()
) -> str:
    """One sentence why no picture can serve these settings. ``left_out``: those that the person
    does not want in their sets."""
    if any(_serves(picture, settings) for picture in left_out):
        return tr(
            "All pictures of this kind are left out of your sets: {0}. Use some of them again "
            "under “Pictures”, or choose others."
        ).format(_kind(settings))
    of_set = [p for p in pictures if p.part is settings.part and p.set is settings.picture_set]
    of_kind = [p for p in of_set if p.moving is settings.moving]
    if not of_kind and settings.picture_set is PictureSet.OWN:
        return _why_none_of_ones_own(settings, some=bool(of_set))
    if not of_kind:
        return tr(
            "There are no such pictures: {0}. Choose another body part or another set of pictures."
        ).format(_kind(settings))
    if settings.postures and not any(p.posture in settings.postures for p in of_kind):
        return tr("There are no pictures of the chosen postures. Choose other postures.")
    if settings.turned and not any(p.turnable for p in of_kind):
        return tr("The chosen pictures must not be turned. Choose upright pictures, at angle 0.")
    return tr("None of the chosen pictures moves to a side. Ask which side it is instead.")


def _kind(settings: DrillSettings) -> str:
    """ "hand, plain, moving"."""
    said = [part_name(settings.part), set_name(settings.picture_set)]
    return ", ".join([*said, tr("moving")] if settings.moving else said)


def _why_none_of_ones_own(settings: DrillSettings, *, some: bool) -> str:
    if some:
        return tr("Photographs of your own do not move. Choose still pictures, or another set.")
    return tr(
        "There is no photograph of your own yet: {0}. Add one under “Pictures”, or choose another "
        "body part or another set of pictures."
    ).format(part_name(settings.part))


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
