"""A person's own photograph as a picture of the library. It belongs to that person alone."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side

BEGINNING: Final = "own/"
"""How the names of own pictures begin."""
OWN: Final = "own"
"""Posture, view and person of a picture of which nobody says more."""
TURNABLE: Final = frozenset({BodyPart.HAND, BodyPart.FOOT})
"""Parts that are also seen turned in everyday life; the others stay upright."""
MOST: Final = 200
"""Own pictures of one person: about 16 MB, which every backup holds, too."""
MOST_BYTES: Final = 2**20
KEPT_PX: Final = 768
"""The side of a kept picture, as large as the shipped ones."""


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """What is kept of one own picture besides its content; ``side`` is the one that it shows."""

    id: UUID
    patient: UUID
    at: Moment
    part: BodyPart
    side: Side
    sha256: str

    @property
    def file(self) -> str:
        return f"{BEGINNING}{self.id}.webp"

    def as_picture(self) -> Picture:
        return Picture(
            file=self.file,
            part=self.part,
            side=self.side,
            set=PictureSet.OWN,
            posture=OWN,
            view=OWN,
            person=OWN,
            tone="",
            sex="",
            age_band="",
            turnable=self.part in TURNABLE,
            licence=OWN,
            source=OWN,
            sha256=self.sha256,
        )


def digest(content: bytes) -> str:
    """The SHA-256 of a kept file."""
    import hashlib  # the first screen is shown without it

    return hashlib.sha256(content).hexdigest()


def identity(picture: Picture) -> UUID:
    """The id of an own picture by its name."""
    return UUID(picture.file.removeprefix(BEGINNING).removesuffix(".webp"))


def check_content(content: bytes, sha256: str) -> None:
    """Raises ValueError when these bytes, which come from another computer, are not what this
    program keeps: the named WebP of the usual size with nothing attached."""
    from PIL import Image  # storage is opened at every start, and seldom needs a decoder

    if len(content) > MOST_BYTES or digest(content) != sha256:
        raise ValueError("not the picture that it is said to be")
    try:
        with Image.open(io.BytesIO(content), formats=["WEBP"]) as image:
            usual = image.size == (KEPT_PX, KEPT_PX) and getattr(image, "n_frames", 1) == 1
            attached = {"exif", "icc_profile", "xmp"} & image.info.keys()
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("not a picture") from error
    if not usual or attached:
        raise ValueError("not a picture of this program")
