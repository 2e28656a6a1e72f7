"""A photograph from outside as a plain picture, or a sentence why it is refused.

Whatever the file holds, the answer is one of the two. The header is judged before a pixel is
decoded, so that a small file that would unpack to a huge picture does nothing. What comes out is
pixels only: no place, no date, no camera, no comments.
"""

from __future__ import annotations

import io
from pathlib import Path, PurePath
from typing import Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from gmi_app.errors import PictureError
from gmi_app.language import tr
from gmi_app.library.own_picture import KEPT_PX

MOST_PIXELS: Final = 50_000_000
"""By the header. The largest picture that is decoded needs for a moment, besides its file and as
measured, 110 MB as JPEG, 470 MB as PNG with transparent pixels, and 770 MB as WebP, whose decoder
holds three canvases."""
MOST_BYTES: Final = 100 * 2**20
FEWEST_PX: Final = 200
"""The shorter side of a photograph on which a posture can still be judged: ours."""
MOST_TIMES_LONGER: Final = 5
"""The longer side of a photograph by its shorter one. On a panorama a body part is bent, and the
square for it is found nowhere: ours."""
WORKING_PX: Final = 2400
"""The longer side that is kept while a photograph is framed, unless its shorter one would then have
fewer pixels than the square that is kept of it."""
GROUND: Final = (211, 211, 211)
"""Behind transparent pixels, and where a frame reaches beyond the picture: the stage's grey."""

KINDS: Final = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
"""What a file's name promises. HEIC is read by the platform, where it can (ui/photographs.py)."""

_MORE_THAN_ONE_VIEW: Final = "MPO"
"""A JPEG with further pictures behind the first (a preview, another lens), as phones make them."""
_SIXTEEN_BITS: Final = ("I", "I;16", "I;16B", "I;16L", "I;16N")


class PhotographRefused(PictureError):
    """A file that is not taken as a photograph; nothing was changed."""


def read_file(path: Path) -> Image.Image:
    """The photograph in a file; raises PhotographRefused. Reads nothing of a file that is no
    ordinary one, or too large."""
    return read(content_of(path), path.name)


def content_of(path: Path) -> bytes:
    """A file's bytes. Raises PhotographRefused for what is no ordinary file (reading a pipe might
    never end), or too large."""
    try:
        if not path.exists():
            raise refused(tr("There is no file {0}."), path.name)
        if not path.is_file():
            raise refused(tr("{0} is no photograph, but a folder or a device."), path.name)
        if path.stat().st_size > MOST_BYTES:
            raise too_large(path.name)
        return path.read_bytes()
    except OSError as error:
        raise refused(tr("The file {0} cannot be read."), path.name) from error


def read(content: bytes, name: str) -> Image.Image:
    """The upright photograph (RGB), of the size that ``working_size`` says.

    ``name``: the file's, whose ending must say what the content is. Raises PhotographRefused.
    """
    promised = KINDS.get(PurePath(name).suffix.lower())
    if promised is None:
        raise refused(
            tr("The file {0} is no photograph that this program can read: JPEG, PNG or WebP."), name
        )
    if len(content) > MOST_BYTES:
        raise too_large(name)
    try:
        with Image.open(io.BytesIO(content), formats=sorted(set(KINDS.values()))) as image:
            _judge(image, promised, name)
            return _upright(image)
    except PhotographRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large(name) from error
    except UnidentifiedImageError as error:
        if _begins_otherwise(content, promised):
            raise disguised(name) from error
        raise damaged(name) from error
    except Exception as error:  # a decoder fails on bad bytes in more ways than it documents
        raise damaged(name) from error


def plain(image: Image.Image) -> Image.Image:
    """The same pixels as RGB with nothing else attached, transparent ones on the ground."""
    if image.mode in _SIXTEEN_BITS:
        image = Image.fromarray((np.asarray(image) >> 8).clip(0, 255).astype(np.uint8))
    if image.has_transparency_data:
        above = image.convert("RGBA")
        image = Image.new("RGBA", above.size, (*GROUND, 255))
        image.alpha_composite(above)
    rgb = image.convert("RGB")
    return Image.frombytes("RGB", rgb.size, rgb.tobytes())


def _judge(image: Image.Image, promised: str, name: str) -> None:
    """By the header alone."""
    kind = "JPEG" if image.format == _MORE_THAN_ONE_VIEW else image.format
    if kind != promised:
        raise disguised(name)
    judge_size(*image.size, name)
    if image.format != _MORE_THAN_ONE_VIEW and getattr(image, "n_frames", 1) > 1:
        raise moving(name)


def judge_size(width: int, height: int, name: str) -> None:
    """Raises PhotographRefused for more than MOST_PIXELS, a side under FEWEST_PX, or a panorama."""
    if width * height > MOST_PIXELS:
        raise too_large(name)
    if min(width, height) < FEWEST_PX:
        raise refused(tr("The photograph {0} is too small to see a posture on it."), name)
    if max(width, height) > MOST_TIMES_LONGER * min(width, height):
        sentence = tr("The photograph {0} is too long and narrow, like a panorama. Cut it first.")
        raise refused(sentence, name)


def working_size(width: int, height: int) -> tuple[int, int]:
    """Never larger than the photograph: its longer side at most WORKING_PX, as long as the shorter
    one has KEPT_PX."""
    scale = max(WORKING_PX / max(width, height), KEPT_PX / min(width, height))
    if scale >= 1:
        return width, height
    return round(width * scale), round(height * scale)


def _upright(image: Image.Image) -> Image.Image:
    image.draft("RGB", working_size(*image.size))  # a JPEG decodes faster to a smaller size
    image.load()
    image.thumbnail(working_size(*image.size), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return plain(ImageOps.exif_transpose(image))  # turned when it is small: that makes a copy


def _begins_otherwise(content: bytes, promised: str) -> bool:
    """Whether the first bytes are not those of the promised kind: then it is something else, and
    else it is damaged."""
    return not {
        "JPEG": content.startswith(b"\xff\xd8\xff"),
        "PNG": content.startswith(b"\x89PNG\r\n\x1a\n"),
        "WEBP": content[:4] == b"RIFF" and content[8:12] == b"WEBP",
    }[promised]


# ---- the sentences
def refused(why: str, name: str) -> PhotographRefused:
    """``why`` with {0} for the file's name; then what is safe and what can be done."""
    rest = tr("Nothing was changed. Please choose another photograph.")
    return PhotographRefused(f"{why.format(name)} {rest}")


def disguised(name: str) -> PhotographRefused:
    return refused(tr("The file {0} is not what its name says: something else is in it."), name)


def damaged(name: str) -> PhotographRefused:
    return refused(tr("The photograph {0} is damaged."), name)


def moving(name: str) -> PhotographRefused:
    return refused(tr("The file {0} is a moving picture, not a still one."), name)


def too_large(name: str) -> PhotographRefused:
    return refused(
        tr("The photograph {0} is too large. It may have up to 50 million pixels and 100 MB."), name
    )
