"""Adding a pack, from a folder or a zip file with a manifest like the program's own.

A pack is taken whole or not at all. Everything is looked at on the way into an unfinished folder
beside the packs; only when nothing speaks against it is that folder given its lasting name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from PIL import Image

from gmi_app.errors import PictureError
from gmi_app.language import tr
from gmi_app.library.likeness import AGE_BANDS, SEXES, TONES
from gmi_app.library.pack import FACTS, UNFINISHED, Pack, load_pack, remove_folder
from gmi_app.library.pack_source import PackSource, TooLong, open_source
from gmi_app.library.photograph import MOST_PIXELS
from gmi_app.pictures.catalogue import COLUMNS, MANIFEST, not_one_of, picture_of
from gmi_app.pictures.model import Picture, PictureSet

MOST_PICTURES: Final = 2_000
MOST_FILE_BYTES: Final = 20 * 2**20
MOST_BYTES: Final = 500 * 2**20
MOST_TOLD: Final = 20
"""Problems that are listed; how many more there are is said."""
SETS: Final = (PictureSet.PLAIN, PictureSet.CONTEXT, PictureSet.BUSY)
KINDS: Final = {".webp": "WEBP", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}


class PackRefused(PictureError):
    """Nothing was changed. ``problems``: what is wrong, a sentence each."""

    def __init__(self, name: str, problems: tuple[str, ...]) -> None:
        said = tr("The pack {0} was not added, and nothing was changed.").format(name)
        super().__init__(said)
        self.problems = problems


def add_pack(source: Path, packs: Path) -> Pack:
    """Checks and keeps a pack; blocks. Raises PackRefused with everything that is wrong, and
    OSError when the disk refuses; either way nothing is changed."""
    try:
        opened = open_source(source)
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError):
        problem = tr("It is neither a folder nor a zip file that can be read.")
        raise PackRefused(source.name, (problem,)) from None
    unfinished = packs / UNFINISHED
    with closing(opened):
        try:
            remove_folder(unfinished)
            unfinished.mkdir(parents=True)
            identity = _take(opened, unfinished)
            kept = packs / identity
            if kept.exists():
                raise PackRefused(opened.name, (tr("It is already there."),))
            unfinished.replace(kept)
        finally:
            remove_folder(unfinished)
    return load_pack(kept)


def _take(source: PackSource, into: Path) -> str:
    """Copies what the manifest lists, checking every byte; returns the pack's id."""
    problems = list(source.problems)
    if problems:
        raise _refused(source, problems)  # not even its list is read
    text = _manifest(source)
    left, known = MOST_BYTES, set()
    for line, row in _rows(source, text):
        try:
            picture = _labelled(row)
            if picture.file.casefold() in known:
                raise ValueError(tr("it repeats a picture"))
            known.add(picture.file.casefold())
            content = _content(source, picture, min(left, MOST_FILE_BYTES))
            left -= len(content)
            judge_content(content, picture)
        except ValueError as problem:
            problems.append(tr("Line {0}: {1}.").format(line, problem))
            continue
        if not problems:
            _write(into / picture.file, content)
    if not known and not problems:
        problems.append(tr("Its list names no picture."))
    if problems:
        raise _refused(source, problems)
    _write(into / MANIFEST, text.encode("utf-8"))
    _write(into / FACTS, json.dumps({"title": source.name}).encode("utf-8"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _manifest(source: PackSource) -> str:
    if MANIFEST not in source.names:
        raise _refused(source, [tr("It has no list of its pictures, {0}.").format(MANIFEST)])
    try:
        return source.read(MANIFEST, MOST_FILE_BYTES).decode("utf-8-sig")
    except (OSError, TooLong, UnicodeDecodeError) as error:
        problem = tr("Its list of pictures, {0}, cannot be read.").format(MANIFEST)
        raise _refused(source, [problem]) from error


def _rows(source: PackSource, text: str) -> Iterator[tuple[int, dict[str, str | None]]]:
    """Line number and row."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            lacking = tr("Its list of pictures lacks the columns {0}.").format(", ".join(missing))
            raise _refused(source, [lacking])
        for number, row in enumerate(reader, 1):
            if number > MOST_PICTURES:
                too_many = tr("It lists more than {0} pictures.").format(MOST_PICTURES)
                raise _refused(source, [too_many])
            yield reader.line_num, row
    except csv.Error as error:
        problem = tr("Its list of pictures, {0}, cannot be read.").format(MANIFEST)
        raise _refused(source, [problem]) from error


def _labelled(row: dict[str, str | None]) -> Picture:
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
    if Path(picture.file).suffix.lower() not in KINDS:
        raise ValueError(tr("{0} is not named as a WebP, PNG or JPEG file").format(picture.file))
    return picture


def _content(source: PackSource, picture: Picture, most: int) -> bytes:
    if picture.file not in source.names:
        raise ValueError(tr("the file {0} is missing").format(picture.file))
    try:
        return source.read(picture.file, most)
    except TooLong as error:
        raise ValueError(tr("the file {0} is too large").format(picture.file)) from error
    except OSError as error:
        raise ValueError(tr("the file {0} cannot be read").format(picture.file)) from error


def judge_content(content: bytes, picture: Picture) -> None:
    """ValueError when a file is not what its row says: other bytes, another kind, damaged, huge, or
    with another number of frames."""
    file = picture.file
    if hashlib.sha256(content).hexdigest() != picture.sha256:
        raise ValueError(tr("the file {0} has another hash than listed").format(file))
    kind = KINDS[Path(file).suffix.lower()]
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:
            if image.width * image.height > MOST_PIXELS // picture.frames:
                raise ValueError
            frames = getattr(image, "n_frames", 1)
            for number in range(min(frames, picture.frames)):
                image.seek(number)
                image.load()
    except Exception as error:  # a decoder fails on bad bytes in more ways than it documents
        raise ValueError(tr("the file {0} cannot be shown").format(file)) from error
    if frames != picture.frames:
        raise ValueError(tr("the file {0} has another number of frames").format(file))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _refused(source: PackSource, problems: list[str]) -> PackRefused:
    told = problems[:MOST_TOLD]
    if len(problems) > MOST_TOLD:
        told.append(tr("And {0} more.").format(len(problems) - MOST_TOLD))
    return PackRefused(source.name, tuple(told))
