"""A few pictures to try as in a set, without keeping anything."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gmi_app.pictures.model import Picture, Side, Stimulus

MOST = 10


def some_to_try(pictures: Sequence[Picture], random: Random) -> tuple[Stimulus, ...]:
    """Up to ten different ones, upright, as many left as right (an odd one falls on either side),
    in any order. Stills, where there are any."""
    stills = [picture for picture in pictures if not picture.moving] or list(pictures)
    chosen = random.sample(stills, min(MOST, len(stills)))
    first = random.randrange(2)
    sides = [tuple(Side)[(first + at) % 2] for at in range(len(chosen))]
    random.shuffle(sides)
    return tuple(
        Stimulus(picture, picture.side is not side, 0)
        for picture, side in zip(chosen, sides, strict=True)
    )
