"""A photograph from outside: read upright and plain, or refused with a sentence, whatever it is."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from gmi_app.library.framing import Framing, kept
from gmi_app.library.own_picture import KEPT_PX, check_content, digest
from gmi_app.library.photograph import (
    FEWEST_PX,
    GROUND,
    KINDS,
    MOST_BYTES,
    MOST_TIMES_LONGER,
    WORKING_PX,
    PhotographRefused,
    read,
    read_file,
)
from tests.examples import tries

ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
PLACE = b"52.5200 N, 13.4050 E"


def drawn(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Red in the upper left quarter, blue elsewhere."""
    image = Image.new("RGB", size, (20, 40, 200))
    image.paste((220, 30, 30), (0, 0, size[0] // 2, size[1] // 2))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(PhotographRefused) as caught:
        read(content, name)
    assert "Nothing was changed." in caught.value.sentence
    assert name in caught.value.sentence
    return caught.value.sentence


def is_red(colour: object) -> bool:
    assert isinstance(colour, tuple)
    return bool(colour[0] > 150 and colour[2] < 100)


@pytest.mark.parametrize("kind", ENDINGS)
def test_each_kind_is_read(kind: str) -> None:
    image = read(saved(drawn(), kind), f"hand{ENDINGS[kind]}")
    assert (image.size, image.mode) == ((400, 300), "RGB")
    assert is_red(image.getpixel((60, 50)))
    assert not is_red(image.getpixel((340, 250)))


def test_capitals_in_the_ending_do_not_matter() -> None:
    assert read(saved(drawn(), "JPEG"), "IMG_0001.JPG").size == (400, 300)


def test_it_is_turned_as_the_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: clockwise by a quarter
    image = read(saved(drawn(), "JPEG", exif=exif), "hand.jpg")
    assert image.size == (300, 400)
    assert is_red(image.getpixel((240, 60)))


def with_everything(kind: str) -> bytes:
    """A photograph with a place, comments, a colour profile and a preview."""
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[29] = "N", PLACE.decode()
    options: dict[str, object] = {"exif": exif, "icc_profile": b"profile " + PLACE}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", PLACE.decode())
        options["pnginfo"] = text
    if kind == "JPEG":
        options["comment"] = PLACE
    return saved(drawn((900, 700)), kind, **options)


@pytest.mark.parametrize("kind", ENDINGS)
def test_nothing_but_pixels_is_kept(kind: str) -> None:
    content = with_everything(kind)
    assert PLACE in content
    photograph = read(content, f"hand{ENDINGS[kind]}")
    assert photograph.info == {}
    assert not photograph.getexif()
    file = kept(photograph, Framing())
    for trace in (PLACE, b"EXIF", b"Exif", b"ICCP", b"XMP ", b"GPS"):
        assert trace not in file
    with Image.open(io.BytesIO(file)) as image:
        assert (image.format, image.size) == ("WEBP", (KEPT_PX, KEPT_PX))
        assert not {"exif", "icc_profile", "xmp", "comment"} & image.info.keys()
    check_content(file, digest(file))


@pytest.mark.slow  # likewise
def test_a_large_photograph_is_made_smaller() -> None:
    image = read(saved(drawn((4000, 3000)), "JPEG"), "hand.jpg")
    assert image.size == (WORKING_PX, WORKING_PX * 3 // 4)


@pytest.mark.slow  # large pictures
@pytest.mark.parametrize(
    ("kind", "size"), [("JPEG", (5000, 1000)), ("PNG", (1000, 4800)), ("WEBP", (3300, 800))]
)
def test_a_wide_one_keeps_enough_pixels_across(kind: str, size: tuple[int, int]) -> None:
    """The square that is taken out of it is no wider than its shorter side."""
    image = read(saved(drawn(size), kind), f"hand{ENDINGS[kind]}")
    assert min(image.size) == KEPT_PX
    assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.01)


def test_none_is_made_larger() -> None:
    assert read(saved(drawn((2800, 700)), "PNG"), "wide.png").size == (2800, 700)


def transparent() -> Image.Image:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    image.paste((220, 30, 30, 255), (0, 0, 150, 300))
    return image


def palette_with_hole() -> Image.Image:
    image = Image.new("P", (300, 300), 1)
    image.putpalette([0, 0, 0, 220, 30, 30])
    image.info["transparency"] = 0
    image.paste(0, (150, 0, 300, 300))
    return image


@pytest.mark.parametrize("make", [transparent, palette_with_hole])
def test_what_is_transparent_gets_the_grey_of_the_stage(make: object) -> None:
    assert callable(make)
    image = read(saved(make(), "PNG"), "cut.png")
    assert image.getpixel((250, 150)) == GROUND
    assert image.getpixel((50, 150)) == (220, 30, 30)


@pytest.mark.parametrize("mode", ["L", "LA", "1", "CMYK", "P"])
def test_every_way_to_keep_colours_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = read(saved(drawn().convert(mode), kind), f"hand{ENDINGS[kind]}")
    assert (image.size, image.mode) == ((400, 300), "RGB")


def test_sixteen_bits_keep_their_greys() -> None:
    grey = np.full((300, 300), 128 << 8, np.uint16)
    image = read(saved(Image.fromarray(grey), "PNG"), "grey.png")
    assert image.getpixel((100, 100)) == (128, 128, 128)


def test_a_phones_jpeg_with_further_pictures_is_one_photograph() -> None:
    content = saved(drawn(), "MPO", save_all=True, append_images=[Image.new("RGB", (400, 300))])
    image = read(content, "hand.jpg")
    assert is_red(image.getpixel((60, 50)))


# ---- refused
@pytest.mark.parametrize("name", ["hand.gif", "hand.svg", "hand", "hand.jpg.exe", ".jpg"])
def test_other_endings_are_refused(name: str) -> None:
    assert "JPEG, PNG or WebP" in refusal(saved(drawn(), "JPEG"), name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (saved(drawn(), "PNG"), "hand.jpg"),
        (saved(drawn(), "JPEG"), "hand.webp"),
        (saved(drawn(), "GIF"), "hand.png"),
        (b"MZ" + bytes(500), "hand.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "hand.png"),
        (b"", "hand.webp"),
    ],
)
def test_disguised_files_are_refused(content: bytes, name: str) -> None:
    assert "not what its name says" in refusal(content, name)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_pictures_are_refused(kind: str) -> None:
    other = [Image.new("RGB", (400, 300), (0, 255, 0))]
    content = saved(drawn(), kind, save_all=True, append_images=other, duration=100)
    assert "moving picture" in refusal(content, f"hand{ENDINGS[kind]}")


def test_small_ones_are_refused() -> None:
    assert "too small" in refusal(saved(drawn((FEWEST_PX - 1, 900)), "PNG"), "icon.png")
    read(saved(drawn((FEWEST_PX, 900)), "PNG"), "just.png")


@pytest.mark.parametrize("size", [(1001, 200), (200, 1001), (12_000, 1_000), (5_010, 1_000)])
def test_a_panorama_is_refused(size: tuple[int, int]) -> None:
    assert "too long and narrow" in refusal(png(*size), "wide.png")


def chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def png(width: int, height: int, *more: bytes) -> bytes:
    """A PNG whose header promises a size, with next to nothing behind it."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    end = chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + body + end


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG whose header was changed to promise a size."""
    content = bytearray(saved(drawn(), "JPEG"))
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (png(10_000, 5_001), "a.png"),
        (png(12_000, 9_000), "b.png"),  # Pillow warns of this size
        (png(100_000, 100_000), "c.png"),  # and refuses this one
        (png(2**31 - 1, 2**31 - 1), "d.png"),
        (jpeg_of(65_000, 65_000), "e.jpg"),
        (jpeg_of(10_000, 5_001), "f.jpg"),
    ],
)
def test_huge_pictures_are_refused_by_their_header(
    content: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(*_: object) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decode)
    assert "too large" in refusal(content, name)


def test_words_that_unpack_to_gigabytes_are_not_unpacked() -> None:
    bomb = zlib.compress(bytes(70 * 2**20), 9)  # Pillow itself stops at 64 MB of words
    assert len(bomb) < 2**18
    profile = chunk(b"iCCP", b"name\0\0" + bomb)
    words = chunk(b"zTXt", b"Comment\0\0" + bomb)
    for content in (png(400, 300, profile), png(400, 300, words)):
        assert "damaged" in refusal(content, "bomb.png")


@pytest.mark.parametrize("kind", ENDINGS)
def test_a_file_that_was_cut_is_damaged(kind: str) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8))
    content = saved(noise, kind)
    assert "damaged" in refusal(content[: len(content) // 2], f"hand{ENDINGS[kind]}")


WHOLE = {kind: saved(drawn((220, 210)), kind) for kind in ENDINGS}


@st.composite
def harmed(draw: st.DrawFn) -> tuple[bytes, str]:
    """A file of a kind under a name of any kind, with bytes changed, cut out or put in."""
    content = bytearray(WHOLE[draw(st.sampled_from(sorted(WHOLE)))])
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(content)))
        content[at : at + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
    return bytes(content), f"x{draw(st.sampled_from(sorted(KINDS)))}"


@tries(300)
@given(st.one_of(harmed(), st.tuples(st.binary(max_size=400), st.sampled_from(["a.jpg", "a.png"]))))
@example((b"\xff\xd8\xff", "a.jpg"))
@example((b"RIFF\x00\x00\x00\x00WEBPVP8X", "a.webp"))
def test_any_bytes_give_a_photograph_or_a_sentence(file: tuple[bytes, str]) -> None:
    content, name = file
    try:
        image, sentence = read(content, name), ""
    except PhotographRefused as refused:
        image, sentence = None, refused.sentence
    if image is None:
        assert sentence.endswith("Please choose another photograph.")
    else:
        assert image.mode == "RGB"
        assert max(image.size) <= max(WORKING_PX, MOST_TIMES_LONGER * KEPT_PX)


# ---- files
def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hand.jpg"
    path.write_bytes(saved(drawn(), "JPEG"))
    assert read_file(path).size == (400, 300)


def test_no_file_and_no_ordinary_file(tmp_path: Path) -> None:
    with pytest.raises(PhotographRefused, match="There is no file"):
        read_file(tmp_path / "none.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")  # reading it would wait for ever
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "device.jpg").symlink_to("/dev/zero")
    for name in ("pipe.jpg", "folder.jpg", "device.jpg"):
        with pytest.raises(PhotographRefused, match=f"{name} is no photograph, but a folder or"):
            read_file(tmp_path / name)


def test_a_file_of_hundreds_of_megabytes_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.jpg"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    def read_bytes(_: Path) -> bytes:
        raise AssertionError("it was read")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    with pytest.raises(PhotographRefused, match="too large"):
        read_file(path)


def test_a_file_that_may_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hand.jpg"
    path.write_bytes(b"x")

    def read_bytes(_: Path) -> bytes:
        raise PermissionError("no")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    with pytest.raises(PhotographRefused, match="cannot be read"):
        read_file(path)


def test_a_picture_from_elsewhere_that_is_not_as_this_program_keeps_them() -> None:
    good = kept(drawn(), Framing())
    with pytest.raises(ValueError, match="said to be"):
        check_content(good + b"x", digest(good))
    for other in (
        b"nothing",
        saved(drawn((KEPT_PX, KEPT_PX)), "PNG"),
        saved(drawn((KEPT_PX, KEPT_PX + 1)), "WEBP"),
        saved(drawn((KEPT_PX, KEPT_PX)), "WEBP", icc_profile=PLACE),
    ):
        with pytest.raises(ValueError, match="not a picture"):
            check_content(other, digest(other))


MEASURE = """
import sys
from pathlib import Path
from gmi_app.library.photograph import read_file

def most():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

before = most()
read_file(Path(sys.argv[1]))
print((most() - before) // 1024)
"""


@pytest.mark.slow  # starts a program
@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of a process")
@pytest.mark.parametrize("turned", [False, True])
def test_the_largest_photograph_needs_no_more_room_than_is_said(
    tmp_path: Path, turned: bool
) -> None:
    path = tmp_path / "large.png"
    how = Image.Exif()
    if turned:
        how[0x0112] = 6
    Image.new("RGBA", (7071, 7071), (190, 140, 110, 128)).save(path, compress_level=1, exif=how)
    command = [sys.executable, "-c", MEASURE, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    assert int(told.stdout) < 550  # MB: the pixels twice, and what is small
