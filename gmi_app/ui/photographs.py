"""Photographs from files: JPEG, PNG and WebP by the core, HEIC by the platform where it can."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from gmi_app.language import tr
from gmi_app.library.photograph import (
    KINDS,
    MOST_BYTES,
    WORKING_PX,
    damaged,
    disguised,
    judge_size,
    plain,
    read_file,
    refused,
    too_large,
)

HEIC = (".heic", ".heif")
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


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
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large(path.name)
        content = path.read_bytes()
    except OSError as error:
        raise refused(tr("The file {0} cannot be read."), path.name) from error
    return _read_heic(content, path.name)


def _read_heic(content: bytes, name: str) -> Image.Image:
    if content[4:8] != b"ftyp" or content[8:12] not in _BRANDS:
        raise disguised(name)
    kept = QByteArray(content)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise damaged(name)
    judge_size(size.width(), size.height(), name)
    image = reader.read()
    if image.isNull():
        raise damaged(name)
    return from_qimage(image)


def from_qimage(image: QImage) -> Image.Image:
    """As plain RGB, its longer side at most WORKING_PX: what a camera or Qt gives."""
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    size = (rgba.width(), rgba.height())
    found = Image.frombytes("RGBA", size, bytes(rgba.constBits()), "raw", "RGBA")
    found.thumbnail((WORKING_PX, WORKING_PX), Image.Resampling.LANCZOS)
    return plain(found)


def as_qimage(image: Image.Image) -> QImage:
    """An RGB picture for a screen."""
    rgb = QImage.Format.Format_RGB888
    return QImage(image.tobytes(), image.width, image.height, image.width * 3, rgb).copy()
