"""A pack as it comes: a folder or a zip file. Nothing of it is trusted, nothing is unpacked here.

Names are judged before anything is read: a name that leads outside, or a link, speaks against the
whole pack. What is read is never longer than was asked for, whatever a zip's directory promises.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, Final, Protocol

from gmi_app.language import tr

MOST_ENTRIES: Final = 5_000
CHUNK: Final = 1 << 20
_IGNORED: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What computers put into folders by themselves."""


LONGEST_NAME: Final = 150
"""Characters of a path in a pack: with the folder that it comes into, every system takes that."""
DEEPEST: Final = 20
"""Folders within folders."""
_MOST_BYTES_OF_A_PART: Final = 255
_DEVICES: Final = tuple(f"{kind}{number}" for kind in ("com", "lpt") for number in "0123456789¹²³")
_RESERVED: Final = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *_DEVICES))
"""Windows gives these names to devices, with any ending."""


class TooLong(Exception):
    """A file is longer than it may be."""


class PackSource(Protocol):
    """``name``: the folder's or the file's, without its ending. ``names``: every file, as a plain
    relative path with "/". ``problems``: what speaks against the whole, as sentences."""

    name: str
    names: frozenset[str]
    problems: tuple[str, ...]

    def read(self, name: str, most: int) -> bytes:
        """Raises OSError when it cannot be read, TooLong when it has more than ``most`` bytes."""
        ...

    def close(self) -> None: ...


def open_source(path: Path) -> PackSource:
    """Raises OSError or zipfile.BadZipFile when it is neither a folder nor a zip file."""
    if path.is_dir():
        return FolderSource(path)
    if not path.is_file():
        raise FileNotFoundError(path)  # reading a pipe might never end
    return ZipSource(path)


def leads_outside(name: str) -> bool:
    """For anything but a plain relative path with "/" that means the same on every system."""
    if not name or name.startswith("/") or any(c in name for c in '\\:\0*?"<>|'):
        return True
    path = PurePosixPath(name)
    parts = name.split("/")
    odd = any(part in ("", ".", "..") or part[-1] in ". " for part in parts)
    return odd or path.is_absolute() or any(ord(c) < 32 for c in name)


def wrong_name(name: str) -> str:
    """In a few words why not every system takes a file of this name, which does not lead outside;
    empty when nothing speaks against it."""
    parts = name.split("/")
    longest = max(len(part.encode("utf-8", "surrogatepass")) for part in parts)
    too_long = len(name) > LONGEST_NAME or longest > _MOST_BYTES_OF_A_PART
    if too_long or len(parts) > DEEPEST:
        return tr("the name {0} is too long").format(f"{name[:40]}…")
    if any(part.partition(".")[0].rstrip().casefold() in _RESERVED for part in parts):
        return tr("{0} is a name that Windows keeps for itself").format(name)
    return ""


class FolderSource:
    """Links are not followed: they speak against the pack."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._folder = folder
        names: list[str] = []
        problems: list[str] = []
        seen = 0
        for here, folders, files in os.walk(folder, onerror=_raise):
            if len(Path(here).relative_to(folder).parts) >= DEEPEST:
                problems.append(
                    tr("It holds more than {0} folders within folders.").format(DEEPEST)
                )
                break
            seen += len(folders) + len(files)
            for each in (*folders, *files):
                path = Path(here) / each
                name = path.relative_to(folder).as_posix()
                mode = path.lstat().st_mode
                if stat.S_ISLNK(mode):
                    problems.append(tr("{0} is a link to another place.").format(name))
                elif not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
                    problems.append(tr("{0} is no ordinary file.").format(name))
                elif stat.S_ISREG(mode) and not name.endswith(_IGNORED):
                    names.append(name)
            if seen > MOST_ENTRIES:
                problems.append(_too_many())
                break
        self.names, self.problems = frozenset(names), tuple(problems)

    def read(self, name: str, most: int) -> bytes:
        # Looked at again when it is opened: the folder may have changed meanwhile.
        no_links = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        number = os.open(self._folder / name, os.O_RDONLY | no_links)
        with os.fdopen(number, "rb") as file:
            return _read(file, most)

    def close(self) -> None:
        """Nothing is held open."""


class ZipSource:
    """Paths that lead outside, links, locked and doubled entries speak against the pack."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._zip = zipfile.ZipFile(path)
        names: set[str] = set()
        seen: set[str] = set()
        problems: list[str] = []
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            problems.append(_too_many())
            entries = []
        for entry in entries:
            name = entry.orig_filename  # as it stands there: zipfile mends some of them silently
            if leads_outside(name.removesuffix("/")):
                problems.append(tr("{0} leads outside the pack.").format(name))
            elif stat.S_ISLNK(entry.external_attr >> 16):
                problems.append(tr("{0} is a link to another place.").format(name))
            elif entry.flag_bits & 1:
                problems.append(tr("{0} is locked with a password.").format(name))
            elif name.casefold() in seen:
                problems.append(tr("{0} is there twice.").format(name))
            elif not entry.is_dir() and not name.endswith(_IGNORED) and "__MACOSX/" not in name:
                names.add(name)
            seen.add(name.casefold())
        inner = _only_folder(names)
        self._inner = inner
        self.names = frozenset(name.removeprefix(inner) for name in names)
        self.problems = tuple(problems)

    def read(self, name: str, most: int) -> bytes:
        try:
            with self._zip.open(self._inner + name) as file:
                return _read(file, most)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as error:
            raise OSError(name) from error
        except (RuntimeError, ValueError) as error:  # locked, or an odd compression
            raise OSError(name) from error

    def close(self) -> None:
        self._zip.close()


def _only_folder(names: set[str]) -> str:
    """A zip often holds one folder with everything in it: "hands/" where that is so."""
    firsts = {name.partition("/")[0] for name in names}
    within = all("/" in name for name in names)
    return f"{firsts.pop()}/" if names and within and len(firsts) == 1 else ""


def _read(file: IO[bytes], most: int) -> bytes:
    blocks = []
    left = most + 1
    while left > 0 and (block := file.read(min(CHUNK, left))):
        blocks.append(block)
        left -= len(block)
    if left <= 0:
        raise TooLong
    return b"".join(blocks)


def _raise(error: OSError) -> None:
    raise error


def _too_many() -> str:
    return tr("It holds more than {0} files.").format(MOST_ENTRIES)
