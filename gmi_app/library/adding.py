"""Adding a pack, from a folder or a zip file with a manifest like the program's own.

A pack is taken whole or not at all. Everything is looked at on the way into an unfinished folder
beside the packs, which may take long (``look_at``); only when nothing speaks against it is that
folder given its lasting name, which takes a moment (``keep``).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gmi_app.errors import PictureError
from gmi_app.language import tr
from gmi_app.library.pack import FACTS, UNFINISHED, Pack, load_pack, remove_folder
from gmi_app.library.pack_judging import (
    LONGEST_LABEL,
    Names,
    judge_frames,
    judge_hash,
    judge_size,
    labelled,
)
from gmi_app.library.pack_source import PackSource, TooLong, open_source
from gmi_app.pictures.catalogue import COLUMNS, MANIFEST
from gmi_app.pictures.model import Picture

MOST_PICTURES: Final = 2_000
MOST_FILE_BYTES: Final = 20 * 2**20
MOST_BYTES: Final = 500 * 2**20
MOST_PIXELS_IN_ALL: Final = 1_200_000_000
"""2,000 pictures like the shipped ones, which take about half a minute to look at (measured: 558
with their clips in 9 s)."""
MOST_TOLD: Final = 20
"""Problems that are listed; how many more there are is said."""

Seen = Callable[[int, int], None]
"""Called before each picture: so many were looked at, of so many. May raise PackGivenUp."""


class PackGivenUp(Exception):
    """The person does not want the pack any more; nothing was changed."""


class PackRefused(PictureError):
    """Nothing was changed. ``problems``: what is wrong, a sentence each."""

    def __init__(self, name: str, problems: tuple[str, ...]) -> None:
        said = tr("The pack {0} was not added, and nothing was changed.").format(name)
        super().__init__(said)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A pack that nothing speaks against, in a folder that is not one of the packs yet. ``kept``:
    where it will be; ``name``: the source's."""

    unfinished: Path
    kept: Path
    name: str
    pictures: int


def add_pack(source: Path, packs: Path) -> Pack:
    """``look_at`` and ``keep``, one after the other."""
    return keep(look_at(source, packs))


def look_at(source: Path, packs: Path, seen: Seen = lambda *_: None) -> LookedAt:
    """Checks and copies a pack; blocks for up to a minute. Raises PackRefused with everything that
    is wrong, OSError when the disk refuses, PackGivenUp; each time nothing is changed. What comes
    back is for ``keep`` or ``forget``."""
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
            looked = _take(opened, unfinished, seen)
            _judge_new(looked)
        except BaseException:
            remove_folder(unfinished)
            raise
    return looked


def keep(looked: LookedAt) -> Pack:
    """Makes it one of the packs. Raises PackRefused when it is one already, OSError when the disk
    refuses or took some of it away meanwhile; then nothing is changed."""
    try:
        _judge_new(looked)
        if len(load_pack(looked.unfinished).pictures) != looked.pictures:
            raise OSError(looked.unfinished)
        looked.unfinished.replace(looked.kept)
    finally:
        forget(looked)
    return load_pack(looked.kept)


def forget(looked: LookedAt) -> None:
    """Of what is not kept nothing stays."""
    remove_folder(looked.unfinished)


def _judge_new(looked: LookedAt) -> None:
    if looked.kept.exists():
        raise PackRefused(looked.name, (tr("It is already there."),))


def _take(source: PackSource, into: Path, seen: Seen) -> LookedAt:
    """Copies what the manifest lists, checking every byte."""
    problems = list(source.problems)
    if len(source.name) > LONGEST_LABEL:
        problems.append(tr("Its name has more than {0} characters.").format(LONGEST_LABEL))
    if problems:
        raise _refused(source, problems)  # not even its list is read
    text = _manifest(source)
    rows = list(_rows(source, text))
    left, pixels_left, names = MOST_BYTES, MOST_PIXELS_IN_ALL, Names()
    for at, (line, row) in enumerate(rows):
        seen(at, len(rows))
        try:
            picture = labelled(row)
            names.add(picture.file)
            content = _content(source, picture, min(left, MOST_FILE_BYTES))
            left -= len(content)
            judge_hash(content, picture)
            pixels_left -= judge_size(content, picture, pixels_left)
            judge_frames(content, picture)
        except ValueError as problem:
            problems.append(tr("Line {0}: {1}.").format(line, problem))
            continue
        if not problems:
            _write(into / picture.file, content)
    if not rows:
        problems.append(tr("Its list names no picture."))
    if problems:
        raise _refused(source, problems)
    seen(len(rows), len(rows))
    _write(into / MANIFEST, text.encode("utf-8"))
    _write(into / FACTS, json.dumps({"title": source.name}).encode("utf-8"))
    identity = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
    return LookedAt(into, into.with_name(identity), source.name, len(rows))


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


def _content(source: PackSource, picture: Picture, most: int) -> bytes:
    if picture.file not in source.names:
        raise ValueError(tr("the file {0} is missing").format(picture.file))
    try:
        return source.read(picture.file, most)
    except TooLong as error:
        raise ValueError(tr("the file {0} is too large").format(picture.file)) from error
    except OSError as error:
        raise ValueError(tr("the file {0} cannot be read").format(picture.file)) from error


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
