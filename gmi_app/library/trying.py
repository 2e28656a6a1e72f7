"""A few pictures to try as in a set, without keeping anything."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gmi_app.pictures.model import Picture, Side, Stimulus

MOST = 10


def can_be_tried(pictures: Sequence[Picture], *, motion: bool) -> bool:
    """Without ``motion`` clips are left out."""
    return any(motion or not picture.moving for picture in pictures)


def some_to_try(
    pictures: Sequence[Picture], random: Random, *, motion: bool = True
) -> tuple[Stimulus, ...]:
    """Up to ten different ones, upright, as many left as right (an odd one falls on either side),
    in any order. Stills, where there are any; else, unless there is to be no ``motion``, clips."""
    stills = [picture for picture in pictures if not picture.moving]
    offered = stills or (list(pictures) if motion else [])
    chosen = random.sample(offered, min(MOST, len(offered)))
    first = random.randrange(2)
    sides = [tuple(Side)[(first + at) % 2] for at in range(len(chosen))]
    random.shuffle(sides)
    return tuple(
        Stimulus(picture, picture.side is not side, 0)
        for picture, side in zip(chosen, sides, strict=True)
    )
