"""Which pictures of the library are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from gmi_app.library.marks import Marks
from gmi_app.pictures.difficulty import level, of_picture
from gmi_app.pictures.model import BodyPart, Picture, PictureSet


class Used(StrEnum):
    """IN_SETS: may come in a set. LEFT_OUT: left out or reported. REPORTED: as unclear."""

    IN_SETS = "in_sets"
    LEFT_OUT = "left_out"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Filter:
    """Everything that is not None has to hold. ``level``: difficulty from 1 to 5."""

    part: BodyPart | None = None
    set: PictureSet | None = None
    posture: str | None = None
    person: str | None = None
    level: int | None = None
    moving: bool | None = None
    used: Used | None = None

    def passes(self, picture: Picture, marks: Marks) -> bool:
        return (
            (self.part is None or picture.part is self.part)
            and (self.set is None or picture.set is self.set)
            and (self.posture is None or picture.posture == self.posture)
            and (self.person is None or picture.person == self.person)
            and (self.moving is None or picture.moving is self.moving)
            and (self.level is None or level(of_picture(picture)) == self.level)
            and (self.used is None or self._is_used(picture, marks))
        )

    def _is_used(self, picture: Picture, marks: Marks) -> bool:
        mark = marks.of(picture)
        match self.used:
            case Used.IN_SETS:
                return mark is None
            case Used.LEFT_OUT:
                return mark is not None
            case _:
                return mark is not None and mark.kind == "unclear"

    @property
    def is_open(self) -> bool:
        """Nothing is filtered."""
        return self == Filter()


def filtered(pictures: Iterable[Picture], by: Filter, marks: Marks) -> tuple[Picture, ...]:
    """In their order."""
    return tuple(picture for picture in pictures if by.passes(picture, marks))


@dataclass(frozen=True, slots=True)
class Offers:
    """What each filter can be set to, given the others: nothing that would show no picture."""

    parts: tuple[BodyPart, ...]
    sets: tuple[PictureSet, ...]
    postures: tuple[str, ...]
    people: tuple[str, ...]
    levels: tuple[int, ...]
    moving: tuple[bool, ...]
    used: tuple[Used, ...]


def offers(pictures: Iterable[Picture], by: Filter, marks: Marks) -> Offers:
    kept = tuple(pictures)

    def without(**others: None) -> tuple[Picture, ...]:
        return filtered(kept, replace(by, **others), marks)

    parts = {p.part for p in without(part=None)}
    sets = {p.set for p in without(set=None)}
    of_any_use = without(used=None)
    return Offers(
        tuple(part for part in BodyPart if part in parts),
        tuple(kind for kind in PictureSet if kind in sets),
        tuple(sorted({p.posture for p in without(posture=None)})),
        tuple(sorted({p.person for p in without(person=None)})),
        tuple(sorted({level(of_picture(p)) for p in without(level=None)})),
        tuple(sorted({p.moving for p in without(moving=None)})),
        tuple(u for u in Used if filtered(of_any_use, Filter(used=u), marks)),
    )
