# SPDX-License-Identifier: GPL-3.0-or-later
"""What a renderer gives back, how well it renders, and how it is written. No Blender here."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from .jobs import Job

WEBP_QUALITY = 88
CLIP_WEBP_QUALITY = 85


@dataclass(frozen=True)
class Quality:
    """Size in pixels, samples per pixel, subsurface scattering or not."""

    size: int
    samples: int
    subsurface: bool


DRAFT = Quality(256, 8, False)
FINAL = Quality(768, 10, True)
SMALL = Quality(192, 16, False)


@dataclass(frozen=True)
class Shot:
    """Finished frames (one for a still), the side and the direction of movement ("" without one)
    that the skeleton shows, and the seconds it took."""

    pictures: tuple[Image.Image, ...]
    side: str
    seconds: float
    direction: str = ""

    @property
    def picture(self) -> Image.Image:
        """The still, or the first frame."""
        return self.pictures[0]


def save_shot(shot: Shot, job: Job, path: Path) -> None:
    """Write a still or a clip so that a broken run leaves no half file."""
    if len(shot.pictures) != job.frames or (shot.side, shot.direction) != (job.side, job.direction):
        raise AssertionError(f"{job.file} is not what its job asks for")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    if job.frames == 1:
        shot.picture.save(part, format="WEBP", quality=WEBP_QUALITY, method=6)
    else:
        first, *others = shot.pictures
        first.save(
            part,
            format="WEBP",
            save_all=True,
            append_images=others,
            duration=round(1000 / float(job.fps)),
            loop=0,
            quality=CLIP_WEBP_QUALITY,
            method=6,
            allow_mixed=False,
            minimize_size=False,
            kmin=0,
            kmax=1,  # every frame whole: none needs another to be read, and none has an alpha
        )
    part.replace(path)
