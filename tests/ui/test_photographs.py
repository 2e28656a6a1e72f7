"""HEIC photographs, which the platform reads where it can: what is judged before it is asked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from gmi_app.library.own_picture import KEPT_PX
from gmi_app.library.photograph import PhotographRefused
from gmi_app.ui import photographs
from gmi_app.ui.photographs import from_qimage, read_photograph


class Reader:
    """What Qt would make of a file: a grey picture, or several."""

    size_px, images = QSize(800, 600), 1

    def __init__(self, *_: object) -> None:
        pass

    def setAutoTransform(self, on: bool) -> None:
        assert on

    def supportsAnimation(self) -> bool:
        return self.images > 1

    def imageCount(self) -> int:
        return self.images

    def size(self) -> QSize:
        return self.size_px

    def read(self) -> QImage:
        image = QImage(self.size_px, QImage.Format.Format_RGB32)
        image.fill(0x808080)
        return image


@pytest.fixture(autouse=True)
def heic(monkeypatch: pytest.MonkeyPatch) -> type[Reader]:
    """A computer that reads HEIC."""
    reader = type("OneReader", (Reader,), {})
    monkeypatch.setattr(photographs, "platform_reads_heic", lambda: True)
    monkeypatch.setattr(photographs, "QImageReader", reader)
    return reader


def box(name: bytes, content: bytes = bytes(16), *, long: bool = False) -> bytes:
    if long:
        return b"\0\0\0\1" + name + (len(content) + 16).to_bytes(8, "big") + content
    return (len(content) + 8).to_bytes(4, "big") + name + content


def heic_file(brand: bytes, *more: bytes) -> bytes:
    return box(b"ftyp", brand + bytes(4) + b"mif1heic") + b"".join(more)


def refusal(path: Path) -> str:
    with pytest.raises(PhotographRefused) as caught:
        read_photograph(path)
    assert path.name in caught.value.sentence
    assert "Nothing was changed." in caught.value.sentence
    return caught.value.sentence


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1"])
def test_a_still_one_is_read(tmp_path: Path, brand: bytes) -> None:
    path = tmp_path / "hand.heic"
    path.write_bytes(heic_file(brand, box(b"meta"), box(b"mdat", bytes(99), long=True)))
    image = read_photograph(path)
    assert (image.size, image.mode) == ((800, 600), "RGB")


@pytest.mark.parametrize(
    "content",
    [
        heic_file(b"hevc", box(b"meta")),
        heic_file(b"hevx"),
        heic_file(b"msf1"),
        heic_file(b"heic", box(b"meta"), box(b"moov")),
        heic_file(b"mif1", box(b"mdat", long=True), box(b"moov")),
    ],
    ids=["hevc", "hevx", "msf1", "tracks", "tracks behind a long box"],
)
def test_a_sequence_is_refused_as_a_moving_picture(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hand.heic"
    path.write_bytes(content)
    assert "is a moving picture" in refusal(path)


def test_what_the_platform_counts_as_several_is_refused(tmp_path: Path, heic: type[Reader]) -> None:
    heic.images = 3
    path = tmp_path / "hand.heic"
    path.write_bytes(heic_file(b"heic", box(b"meta")))
    assert "is a moving picture" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\0\0\x18ftypavis" + bytes(16), b"\xff\xd8\xff"],
    ids=["nothing", "AVIF sequence", "JPEG"],
)
def test_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hand.heif"
    path.write_bytes(content)
    assert "not what its name says" in refusal(path)


def test_boxes_of_nonsense_come_to_an_end(tmp_path: Path) -> None:
    path = tmp_path / "hand.heic"
    for rest in (bytes(40), b"\0\0\0\1" + bytes(40), b"\xff" * 40, b"\0\0\0\x08free" * 9):
        path.write_bytes(heic_file(b"heic") + rest)
        assert read_photograph(path).size == (800, 600)


def test_a_panorama_and_a_small_one_are_refused(tmp_path: Path, heic: type[Reader]) -> None:
    path = tmp_path / "hand.heic"
    path.write_bytes(heic_file(b"heic"))
    for size, why in ((QSize(9000, 1000), "too long and narrow"), (QSize(300, 150), "too small")):
        heic.size_px = size
        assert why in refusal(path)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [pipe, device, Path.mkdir])
@pytest.mark.parametrize("name", ["hand.heic", "hand.jpg"])
def test_what_is_no_file_is_not_waited_for(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    assert "a folder or a device" in refusal(tmp_path / name)


def test_a_wide_picture_of_a_camera_keeps_enough_pixels_across() -> None:
    image = QImage(3200, 900, QImage.Format.Format_RGB32)
    image.fill(0)
    found = from_qimage(image)
    assert isinstance(found, Image.Image)
    assert min(found.size) == KEPT_PX
