"""What a pack's pictures must be: labels that are known, names that every disk takes, square files
that are as the list says. Each ValueError says what is wrong, in words of the manifest."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Final

from PIL import Image

from gmi_app.language import tr
from gmi_app.library.likeness import AGE_BANDS, SEXES, TONES
from gmi_app.library.pack import FACTS
from gmi_app.library.pack_source import wrong_name
from gmi_app.library.photograph import FEWEST_PX, MOST_PIXELS
from gmi_app.pictures.catalogue import MANIFEST, not_one_of, picture_of
from gmi_app.pictures.model import Picture, PictureSet

MOST_PICTURE_PIXELS: Final = 2_048**2
"""Of a still or of one frame; the shipped pictures have 768 by 768."""
LONGEST_LABEL: Final = 60
"""Characters of a pack's name and of what stands on a chip: ours."""
LONGEST_ORIGIN: Final = 300
SETS: Final = (PictureSet.PLAIN, PictureSet.CONTEXT, PictureSet.BUSY)
KINDS: Final = {".webp": "WEBP", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}


class Names:
    """The names of the pictures up to now; capitals do not matter."""

    def __init__(self) -> None:
        self._files, self._folders = {MANIFEST, FACTS}, set[str]()

    def add(self, file: str) -> None:
        """ValueError when it cannot stand beside the others on every computer."""
        wrong = wrong_name(file)
        if wrong:
            raise ValueError(wrong)
        name = file.casefold()
        if name in self._files:
            raise ValueError(tr("it repeats a picture"))
        folders = {name[:at] for at, letter in enumerate(name) if letter == "/"}
        if name in self._folders or folders & self._files:
            raise ValueError(tr("{0} would have to be a file and a folder").format(file))
        self._files.add(name)
        self._folders |= folders


def labelled(row: dict[str, str | None]) -> Picture:
    """ValueError says what is wrong with the labels, in words of the manifest."""
    picture = picture_of(row)
    if picture.set not in SETS:
        raise ValueError(not_one_of("set", picture.set, SETS))
    for column, word, known in (
        ("tone", picture.tone, TONES),
        ("sex", picture.sex, SEXES),
        ("age_band", picture.age_band, AGE_BANDS),
    ):
        if word and word not in known:
            raise ValueError(not_one_of(column, word, known))
    for column in ("posture", "view", "person", "licence", "source"):
        most = LONGEST_ORIGIN if column in ("licence", "source") else LONGEST_LABEL
        if len(getattr(picture, column)) > most:
            raise ValueError(tr("{0} has more than {1} characters").format(column, most))
    if Path(picture.file).suffix.lower() not in KINDS:
        raise ValueError(tr("{0} is not named as a WebP, PNG or JPEG file").format(picture.file))
    return picture


def judge_hash(content: bytes, picture: Picture) -> None:
    if hashlib.sha256(content).hexdigest() != picture.sha256:
        raise ValueError(tr("the file {0} has another hash than listed").format(picture.file))


def judge_size(content: bytes, picture: Picture, most: int) -> int:
    """How many pixels it has, in all of its frames, by its header alone. ValueError when they are
    too many, or more than ``most``, when it is small or no square (it would be squeezed into one),
    and when it is of another kind than its name says."""
    file = picture.file
    try:
        with _opened(content, picture) as image:
            width, height = image.size
    except Exception as error:  # a decoder fails on bad bytes in more ways than it documents
        raise _not_shown(file) from error
    pixels = width * height
    in_all = pixels * picture.frames
    if pixels > MOST_PICTURE_PIXELS or in_all > MOST_PIXELS:
        too_many = tr("the file {0} has over 4 million pixels, or over 50 million in all frames")
        raise ValueError(too_many.format(file))
    if width != height:
        raise ValueError(tr("the file {0} is not square").format(file))
    if width < FEWEST_PX:
        raise ValueError(
            tr("the file {0} is smaller than {1} by {1} pixels").format(file, FEWEST_PX)
        )
    if in_all > most:
        raise ValueError(
            tr("with the file {0} there are over 1,200 million pixels in all").format(file)
        )
    return in_all


def judge_frames(content: bytes, picture: Picture) -> None:
    """ValueError when a file is damaged, or has another number of frames than listed."""
    file = picture.file
    try:
        with _opened(content, picture) as image:
            frames = getattr(image, "n_frames", 1)
            for number in range(picture.frames if frames == picture.frames else 0):
                image.seek(number)
                image.load()
    except Exception as error:  # as above
        raise _not_shown(file) from error
    if frames != picture.frames:
        raise ValueError(tr("the file {0} has another number of frames").format(file))


def _opened(content: bytes, picture: Picture) -> Image.Image:
    kind = KINDS[Path(picture.file).suffix.lower()]
    return Image.open(io.BytesIO(content), formats=[kind])


def _not_shown(file: str) -> ValueError:
    return ValueError(tr("the file {0} cannot be shown").format(file))
