"""Which picture of the library goes with an exercise, and what stands in when it is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gmi_app.imagery.exercise import PictureWish
from gmi_app.pictures.model import Picture, PictureSet, Side


@dataclass(frozen=True, slots=True)
class Shown:
    """``mirrored``: the file shows the other side. ``exact``: it is what the exercise asks for."""

    picture: Picture
    mirrored: bool
    exact: bool


def choose(
    pictures: Iterable[Picture], wish: PictureWish, side: Side, *, motion: bool = True
) -> Shown | None:
    """The picture nearest to the wish, shown for ``side``; None when there is none of that part.

    The posture matters most, then the surroundings, the view, and that no mirroring is needed; for
    a busy place, the place matters most.
    Without ``motion``, and where a clip is not wished for, only stills are taken, as long as there
    is one.
    """
    of_part = [p for p in pictures if p.part is wish.part]
    wanted = wish.moving and motion
    fitting = [p for p in of_part if p.moving is wanted] or [p for p in of_part if not p.moving]
    if not fitting:
        return None

    busy = wish.set is PictureSet.BUSY

    def away(picture: Picture) -> tuple[bool, bool, bool, bool, bool, str]:
        posture, surroundings = picture.posture != wish.posture, picture.set is not wish.set
        return (
            surroundings if busy else posture,
            posture if busy else surroundings,
            picture.set is not PictureSet.PLAIN,
            bool(wish.view) and picture.view != wish.view,
            _side(picture) is not side,
            picture.file,
        )

    best = min(fitting, key=away)
    posture, other_set, _, other_view, mirrored, _ = away(best)  # or the other way round
    exact = not (posture or other_set or other_view) and best.moving is wanted
    return Shown(best, mirrored, exact)


def _side(picture: Picture) -> Side:
    """The side asked for: where a movement goes that has a direction, else the limb's own."""
    return picture.direction or picture.side if not picture.part.one_sided else picture.side


def missing(
    pictures: Iterable[Picture], wishes: Iterable[PictureWish], side: Side
) -> tuple[PictureWish, ...]:
    """The wishes that no picture meets exactly, each once."""
    every = tuple(pictures)

    def lacking(wish: PictureWish) -> bool:
        found = choose(every, wish, side)
        return found is None or not found.exact

    return tuple(dict.fromkeys(wish for wish in wishes if lacking(wish)))
