"""The zip inside a sealed file: named parts and a manifest with the SHA-256 of each.

What comes from outside is read with bounds: never more entries, bytes or letters a line than this
program itself would write, names only from a known list, nothing is ever unpacked to a disk.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Annotated, Final, Self, cast
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from gmi_app.exchange.parts import SCHEMA, Digest, Offset, Utc, Word
from gmi_app.exchange.refusal import Refused, foreign, newer, too_large

MANIFEST: Final = "manifest.json"
FORMAT: Final = "gmi-bundle"
MOST_OPENED_BYTES: Final = 512 * 2**20
MOST_LINE_BYTES: Final = 2**20
MOST_MANIFEST_BYTES: Final = 2**18
MOST_ENTRIES: Final = 1_000
MOST_DIRECTORY_BYTES: Final = 2**18

_CHUNK: Final = 2**18
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_END_64: Final = b"PK\x06\x07"
_END_64_BYTES: Final = 20
_DATE: Final = (2020, 1, 1, 0, 0, 0)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,  # encrypted within; RecursionError is one, too
    ValueError,
    OverflowError,
    msgspec.MsgspecError,
)

Bytes = Annotated[int, Meta(ge=0, le=MOST_OPENED_BYTES)]


class Entry(Struct, forbid_unknown_fields=True):
    """One part; ``rows``: its lines, 1 for a picture."""

    name: Annotated[str, Meta(max_length=100)]
    rows: Annotated[int, Meta(ge=0, le=10_000_000)]
    bytes: Bytes
    sha256: Digest


class Sender(Struct, forbid_unknown_fields=True):
    """The public keys of the program that made it, to answer to. ``signing``: base64."""

    encryption: Annotated[str, Meta(max_length=100)]
    signing: Annotated[str, Meta(max_length=100)]


class Manifest(Struct, forbid_unknown_fields=True, kw_only=True):
    """``known_as``: ids that the same person has in other programs. ``identity``: whether the name
    is in it."""

    format: Word
    schema: int
    kind: Word
    program: Word
    made_utc: Utc
    made_offset_min: Offset
    patient: UUID
    known_as: Annotated[list[UUID], Meta(max_length=50)]
    sender: Sender | None
    identity: bool
    parts: Annotated[list[Entry], Meta(max_length=MOST_ENTRIES)]


class _Version(Struct):
    """What is read of a manifest before anything else."""

    format: str
    schema: int


def pack(
    parts: Iterable[tuple[str, Iterable[bytes]]], finish: Callable[[list[Entry]], Manifest]
) -> bytes:
    """A zip of these parts, each given in pieces; ``finish`` makes the manifest of what they were.

    Raises Refused when it gets larger than a reader would take.
    """
    out, entries, total = io.BytesIO(), list[Entry](), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, pieces in parts:
            digest, size, rows = hashlib.sha256(), 0, 0
            with packed.open(_info(name), "w") as entry:
                for piece in pieces:
                    digest.update(piece)
                    size, rows = size + len(piece), rows + 1
                    entry.write(piece)
            total += size
            if total > MOST_OPENED_BYTES:
                raise too_large()
            entries.append(Entry(name, rows, size, digest.hexdigest()))
        content = msgspec.json.format(msgspec.json.encode(finish(entries)), indent=1)
        packed.writestr(_info(MANIFEST), content)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Container:
    """An opened zip whose manifest makes sense; its parts are checked by reading them."""

    manifest: Manifest
    _content: bytes = field(repr=False)

    @classmethod
    def of(cls, content: bytes) -> Self:
        """Raises NewerFile or Refused; looks at the list of parts, not yet into them."""
        try:
            _refuse_long_directory(content)
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                infos = packed.infolist()
                if len({info.filename for info in infos}) != len(infos) > 0:
                    raise foreign()
                if any(info.compress_type not in _METHODS for info in infos):
                    raise foreign()
                with packed.open(MANIFEST) as entry:
                    text = entry.read(MOST_MANIFEST_BYTES + 1)
            if len(text) > MOST_MANIFEST_BYTES:
                raise too_large()
            manifest = _manifest(text)
            sizes = {entry.name: entry.bytes for entry in manifest.parts}
            if len(sizes) != len(manifest.parts) or MANIFEST in sizes:
                raise foreign()
            if {info.filename for info in infos} != {MANIFEST, *sizes}:
                raise foreign()
            if sum(sizes.values()) > MOST_OPENED_BYTES:
                raise too_large()
        except Refused:
            raise
        except _DAMAGED as error:
            raise foreign() from error
        return cls(manifest, content)

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a part, without their ends. Raises Refused as soon as one is too long, or
        the part is not as the manifest says; the last check comes after the last line."""
        digest, left, rows = hashlib.sha256(), self._entry(name).bytes, self._entry(name).rows
        try:
            with self._open(name) as entry:
                lines = io.BufferedReader(cast(io.RawIOBase, entry), _CHUNK)
                while line := lines.readline(min(MOST_LINE_BYTES, left) + 1):
                    left, rows = left - len(line), rows - 1
                    if left < 0 or rows < 0 or not line.endswith(b"\n"):
                        raise foreign()
                    digest.update(line)
                    yield line[:-1]
        except Refused:
            raise
        except _DAMAGED as error:
            raise foreign() from error
        if left or rows or digest.hexdigest() != self._entry(name).sha256:
            raise foreign()

    def whole(self, name: str, most: int) -> bytes:
        """A part in one piece, of at most so many bytes."""
        expected = self._entry(name)
        if expected.bytes > most:
            raise too_large()
        try:
            with self._open(name) as entry:
                content = entry.read(expected.bytes + 1)
        except _DAMAGED as error:
            raise foreign() from error
        if hashlib.sha256(content).hexdigest() != expected.sha256:
            raise foreign()
        return content

    def names(self) -> list[str]:
        return [entry.name for entry in self.manifest.parts]

    def _entry(self, name: str) -> Entry:
        return next(entry for entry in self.manifest.parts if entry.name == name)

    def _open(self, name: str) -> IO[bytes]:
        packed = zipfile.ZipFile(io.BytesIO(self._content))
        return packed.open(name)


def _info(name: str) -> zipfile.ZipInfo:
    """Compressed, and dated by nothing: the manifest says when."""
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _manifest(text: bytes) -> Manifest:
    version = msgspec.json.decode(text, type=_Version)
    if version.format != FORMAT:
        raise foreign()
    if version.schema > SCHEMA:
        raise newer()
    return msgspec.json.decode(text, type=Manifest)


def _refuse_long_directory(content: bytes) -> None:
    """zipfile would read a directory of millions of entries into memory: its end, which this
    program writes without a comment and without the 64-bit form, tells its length."""
    end = content[-_END_BYTES:]
    before = content[-_END_BYTES - _END_64_BYTES : -_END_BYTES]
    if len(end) < _END_BYTES or not end.startswith(_END) or before.startswith(_END_64):
        raise foreign()
    entries, size = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    if entries > MOST_ENTRIES or size > MOST_DIRECTORY_BYTES:
        raise too_large()
