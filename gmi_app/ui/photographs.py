"""Photographs from files: JPEG, PNG and WebP by the core, HEIC by the platform where it can."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from gmi_app.language import tr
from gmi_app.library.photograph import (
    KINDS,
    content_of,
    damaged,
    disguised,
    judge_size,
    moving,
    plain,
    read_file,
    refused,
    working_size,
)

HEIC = (".heic", ".heif")
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
"""Of still pictures (ISO/IEC 23008-12)."""
_MOVING_BRANDS = (b"hevc", b"hevx", b"hevm", b"hevs", b"msf1")
_TRACKS = b"moov"
"""The box of a sequence of pictures; further views of a still one are no tracks."""


def platform_reads_heic() -> bool:
    """Whether Qt has a plug-in for it here (macOS has one, Windows and Linux may)."""
    kinds = {bytes(kind.data()) for kind in QImageReader.supportedImageFormats()}
    return bool(kinds & {b"heic", b"heif"})


def endings() -> tuple[str, ...]:
    """Of the files that can be read here."""
    return (*KINDS, *(HEIC if platform_reads_heic() else ()))


def read_photograph(path: Path) -> Image.Image:
    """On a lane. Raises PhotographRefused with a sentence."""
    if path.suffix.lower() not in HEIC:
        return read_file(path)
    if not platform_reads_heic():
        raise refused(
            tr(
                "This computer cannot read the HEIC photograph {0}. Save it as JPEG on the phone "
                "or the camera."
            ),
            path.name,
        )
    return _read_heic(content_of(path), path.name)


def _read_heic(content: bytes, name: str) -> Image.Image:
    brand = content[8:12]
    if content[4:8] != b"ftyp" or brand not in (*_BRANDS, *_MOVING_BRANDS):
        raise disguised(name)
    if brand in _MOVING_BRANDS or _TRACKS in _boxes(content):
        raise moving(name)
    kept = QByteArray(content)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if reader.supportsAnimation() and reader.imageCount() > 1:
        raise moving(name)
    size = reader.size()
    if not size.isValid():
        raise damaged(name)
    judge_size(size.width(), size.height(), name)
    image = reader.read()
    if image.isNull():
        raise damaged(name)
    return from_qimage(image)


def _boxes(content: bytes) -> Iterator[bytes]:
    """The names of the outermost boxes."""
    at = 0
    while at + 8 <= len(content):
        yield content[at + 4 : at + 8]
        length = int.from_bytes(content[at : at + 4], "big")
        if length == 1:  # a long one: the length follows
            length = int.from_bytes(content[at + 8 : at + 16], "big")
        if length < 8:  # to the end, or nonsense
            return
        at += length


def from_qimage(image: QImage) -> Image.Image:
    """As plain RGB, of the size that ``working_size`` says: what a camera or Qt gives."""
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    size = (rgba.width(), rgba.height())
    found = Image.frombytes("RGBA", size, bytes(rgba.constBits()), "raw", "RGBA")
    found.thumbnail(working_size(*size), Image.Resampling.LANCZOS)
    return plain(found)


def as_qimage(image: Image.Image) -> QImage:
    """An RGB picture for a screen."""
    rgb = QImage.Format.Format_RGB888
    return QImage(image.tobytes(), image.width, image.height, image.width * 3, rgb).copy()
