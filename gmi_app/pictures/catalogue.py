"""The catalogue: what the manifest says about the pictures, read leniently and told honestly.

A damaged row or a missing file costs that picture only, and a notice says so. Only a manifest that
cannot be read at all, or lacks whole columns, is an error.
"""

from __future__ import annotations

import csv
import os
import string
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from gmi_app.errors import PictureError
from gmi_app.language import tr
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side
from gmi_app.pictures.reading import Read, unusable

MANIFEST: Final = "manifest.csv"

COLUMNS: Final = (
    "file",
    "part",
    "side",
    "set",
    "posture",
    "view",
    "person",
    "tone",
    "sex",
    "age_band",
    "turnable",
    "licence",
    "source",
    "sha256",
)
"""The manifest's columns that the program needs. Others may stand beside them."""

CLIP_COLUMNS: Final = ("frames", "fps", "direction")
"""Of moving pictures: empty for stills, and missing in lists that are older than clips."""

MOST_FRAMES: Final = 120
FPS_RANGE: Final = (1.0, 60.0)
"""What a clip may have, so that a damaged list cannot ask for gigabytes."""

_MAY_BE_EMPTY: Final = frozenset({"tone", "sex", "age_band"})
_TRUTH: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_HEX: Final = frozenset(string.hexdigits.lower())
_NOWHERE: Final = frozenset(("", ".", ".."))
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The pictures that can be used, in the order of their names, and a sentence about each one
    that was left out."""

    folder: Path
    pictures: tuple[Picture, ...]
    notices: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, Read], ...] = ()
    """How pictures whose names begin so are read; all others are files below ``folder``."""

    def select(
        self,
        *,
        part: BodyPart | None = None,
        picture_set: PictureSet | None = None,
        postures: Collection[str] = (),
        turnable: bool | None = None,
        moving: bool | None = None,
    ) -> tuple[Picture, ...]:
        """The pictures that meet every condition given; ``postures`` empty means all of them.
        ``moving``: only clips, or only stills."""
        return tuple(
            picture
            for picture in self.pictures
            if (part is None or picture.part is part)
            and (picture_set is None or picture.set is picture_set)
            and (not postures or picture.posture in postures)
            and (turnable is None or picture.turnable is turnable)
            and (moving is None or picture.moving is moving)
        )

    def postures(
        self,
        part: BodyPart,
        picture_set: PictureSet = PictureSet.PLAIN,
        moving: bool | None = None,
    ) -> tuple[str, ...]:
        """The manifest's words for the postures (of clips: the movements) of one part, each once,
        sorted."""
        chosen = self.select(part=part, picture_set=picture_set, moving=moving)
        return tuple(sorted({picture.posture for picture in chosen}))

    def path(self, picture: Picture) -> Path:
        """Where the picture's file is."""
        return self.folder / picture.file

    def content(self, picture: Picture) -> bytes:
        """The picture's file, unchecked. Raises PictureError when it cannot be read."""
        for beginning, read in self.elsewhere:
            if picture.file.startswith(beginning):
                return read(picture)
        try:
            return self.path(picture).read_bytes()
        except OSError as error:
            raise unusable(self.path(picture).name) from error


def load_catalogue(folder: Path, verify: bool = False) -> Catalogue:
    """Reads ``manifest.csv`` in ``folder``.

    ``verify`` also compares every file with its SHA-256 (about 1 ms a picture) and leaves out what
    differs. Raises PictureError when the manifest cannot be read or lacks columns.
    """
    pictures: dict[str, Picture] = {}
    notices: list[str] = []
    listed = _Listing(folder)
    for line, row in _rows(folder / MANIFEST):
        try:
            picture = picture_of(row)
        except ValueError as problem:
            notices.append(
                tr("Line {0} of the picture list was left out: {1}.").format(line, problem)
            )
            continue
        if picture.file in pictures:
            notices.append(
                tr("Line {0} of the picture list was left out: it repeats a picture.").format(line)
            )
        elif picture.file not in listed:
            notices.append(
                tr("The picture {0} was left out: its file is missing.").format(picture.file)
            )
        elif verify and (problem_found := _hash_problem(folder, picture)):
            notices.append(problem_found)
        else:
            pictures[picture.file] = picture
    ordered = tuple(pictures[file] for file in sorted(pictures))
    return Catalogue(folder, ordered, tuple(notices))


def verify_picture(folder: Path, picture: Picture) -> str | None:
    """Looks at one file thoroughly: its hash, and whether it can be decoded to the last pixel.

    Returns None when all is well, else one sentence that says what is wrong with which picture.
    """
    from PIL import Image  # the catalogue itself is read at every start, and needs no decoder

    problem = _hash_problem(folder, picture)
    if problem is not None:
        return problem
    try:
        with Image.open(folder / picture.file) as image:
            for number in range(picture.frames):
                image.seek(number)
                image.load()
    except (OSError, EOFError, ValueError, SyntaxError, Image.DecompressionBombError):
        return tr("The picture {0} was left out: it cannot be shown.").format(picture.file)
    return None


def _hash_problem(folder: Path, picture: Picture) -> str | None:
    import hashlib  # the first screen is shown without it

    try:
        with (folder / picture.file).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return tr("The picture {0} was left out: its file cannot be read.").format(picture.file)
    if found != picture.sha256:
        return tr("The picture {0} was left out: its file has changed.").format(picture.file)
    return None


def _rows(manifest: Path) -> Iterable[tuple[int, dict[str, str | None]]]:
    """Line number and row, with the needed columns made sure of."""
    try:
        with manifest.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise PictureError(
                    tr(
                        "The picture list {0} lacks {1}. Your results are safe. Install "
                        "the program again to bring the pictures back."
                    ).format(manifest.name, ", ".join(missing))
                )
            for row in reader:
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PictureError(
            tr(
                "The picture list {0} cannot be read. Your results are safe. Install the "
                "program again to bring the pictures back."
            ).format(manifest.name)
        ) from error


def picture_of(row: dict[str, str | None]) -> Picture:
    """One picture; ValueError says in a few words what is wrong with the row."""
    word = {name: (row[name] or "").strip() for name in COLUMNS}
    if "" in word.values():
        for name in COLUMNS:
            if not word[name] and name not in _MAY_BE_EMPTY:
                raise ValueError(tr("{0} is empty").format(name))
    file = word["file"]
    if not _stays_inside(file):
        raise ValueError(tr("its file is not below the picture folder"))
    sha256 = word["sha256"].lower()
    if len(sha256) != 64 or not _HEX.issuperset(sha256):
        raise ValueError(tr("{0} is not a hash").format("sha256"))
    turnable = _TRUTH.get(word["turnable"].lower())
    if turnable is None:
        raise ValueError(tr("{0} is neither 1 nor 0").format("turnable"))
    part, side = _one_of(BodyPart, "part", word["part"]), _one_of(Side, "side", word["side"])
    frames, fps, direction = _clip(row)
    if not part.one_sided and direction not in (None, side):
        raise ValueError(tr("its side and its direction differ"))
    if frames == 1:
        direction = None  # nothing moves
    return Picture(
        file=file,
        part=part,
        side=side,
        set=_one_of(PictureSet, "set", word["set"]),
        posture=word["posture"],
        view=word["view"],
        person=word["person"],
        tone=word["tone"],
        sex=word["sex"],
        age_band=word["age_band"],
        turnable=turnable,
        licence=word["licence"],
        source=word["source"],
        sha256=sha256,
        frames=frames,
        fps=fps,
        direction=direction,
    )


def _clip(row: dict[str, str | None]) -> tuple[int, float, Side | None]:
    """Frames, frames a second (of a still 1 and 0) and direction; a still may have one, too."""
    frames, fps, direction = ((row.get(name) or "").strip() for name in CLIP_COLUMNS)
    count = int(frames) if frames.isdecimal() else 1
    if frames and not (frames.isdecimal() and 1 <= count <= MOST_FRAMES):
        raise ValueError(_no_number("frames", 1, MOST_FRAMES))
    goes = None if direction in ("", "none") else _one_of(Side, "direction", direction)
    if count == 1:
        return 1, 0.0, goes
    least, most = FPS_RANGE
    try:
        speed = float(fps)
    except ValueError:
        speed = 0.0
    if not least <= speed <= most:
        raise ValueError(_no_number("fps", least, most))
    return count, speed, goes


def not_one_of(column: str, word: str, allowed: Iterable[str]) -> str:
    """What is wrong with a word that has to be one of these, in words of the manifest."""
    return tr("{0} is “{1}”, and not one of {2}").format(column, word, ", ".join(allowed))


def _one_of(kind: type[_Word], column: str, word: str) -> _Word:
    try:
        return kind(word)
    except ValueError:
        raise ValueError(not_one_of(column, word, (each.value for each in kind))) from None


def _no_number(column: str, least: float, most: float) -> str:
    return tr("{0} is not a number from {1} to {2}").format(column, f"{least:g}", f"{most:g}")


def _stays_inside(file: str) -> bool:
    """True for a plain relative path with ``/`` that means the same on every system."""
    if "\\" in file or ":" in file or "\0" in file:
        return False
    return _NOWHERE.isdisjoint(file.split("/"))  # a path object each would take longer


class _Listing:
    """Which files there are, by one look at each folder instead of one at each file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, frozenset[str]] = {}

    def __contains__(self, file: str) -> bool:
        parent, _, name = file.rpartition("/")
        if parent not in self._names:
            try:
                with os.scandir(self._folder / parent) as entries:
                    self._names[parent] = frozenset(e.name for e in entries if e.is_file())
            except OSError:
                self._names[parent] = frozenset()
        return name in self._names[parent]
