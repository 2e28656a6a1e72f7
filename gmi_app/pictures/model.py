"""Values: a picture (one base file), and a stimulus (a picture as it is presented).

Sides: mirror first (the side swaps), then turn clockwise by the angle as seen. Fingers (toes)
away from the viewer's own body = 0 degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CORNER_SHARE = 0.08
"""Radius of the corners of the square frame that upright pictures have, as a share of its side."""


class Side(StrEnum):
    """Left or right of the depicted person."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class BodyPart(StrEnum):
    HAND = "hand"
    FOOT = "foot"
    KNEE = "knee"
    SHOULDER = "shoulder"
    NECK = "neck"
    BACK = "back"

    @property
    def one_sided(self) -> bool:
        """Whether a picture shows a left or a right one. A neck and a back are in the middle: they
        are turned or bent to a side, and that direction is the question."""
        return self not in (BodyPart.NECK, BodyPart.BACK)


class PictureSet(StrEnum):
    PLAIN = "plain"
    CONTEXT = "context"
    BUSY = "busy"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Picture:
    """One base file as the manifest describes it.

    ``file`` is the path below the picture folder, with ``/``; it is the picture's lasting name.
    ``side`` is the side that the file itself shows; of a neck or a back it is the direction in
    which it is turned or bent. ``posture``, ``view``, ``person`` and ``tone`` are the manifest's
    words (view "palm" matters to scoring). ``turnable`` says that it may be turned to any angle.

    A clip has more than one of ``frames``, shown at ``fps`` frames a second (0 for a still).
    ``direction``: where its movement goes, the depicted person's own left or right; None where
    there is none.
    """

    file: str
    part: BodyPart
    side: Side
    set: PictureSet
    posture: str
    view: str
    person: str
    tone: str
    sex: str
    age_band: str
    turnable: bool
    licence: str
    source: str
    sha256: str
    frames: int = 1
    fps: float = 0.0
    direction: Side | None = None

    @property
    def moving(self) -> bool:
        """Whether it is a clip."""
        return self.frames > 1


@dataclass(frozen=True, slots=True)
class Stimulus:
    """A picture as presented: mirrored or not, then turned clockwise by ``angle`` (0-359 °)."""

    picture: Picture
    mirrored: bool
    angle: int

    def __post_init__(self) -> None:
        if not 0 <= self.angle < 360:
            raise ValueError("angle must be 0 to 359 degrees")

    @property
    def side(self) -> Side:
        """The side as seen."""
        return self.picture.side.other if self.mirrored else self.picture.side

    @property
    def direction(self) -> Side | None:
        """Where the movement goes as seen: mirroring flips it together with the side. Turning does
        not, as it is the depicted person's own left or right."""
        direction = self.picture.direction
        return direction.other if direction is not None and self.mirrored else direction
