"""The blind check: what is drawn, what the sheets give away, and how answers are marked."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from tools.pictures.blind import SIZE_PX, drawn, marked, picture_of, write_key, write_sheets
from tools.pictures.jobs import OTHER
from tools.pictures.manifest import Row

pytestmark = pytest.mark.slow  # draws up sheets; no part of the program

PARTS = ("hand", "foot", "neck")


def row(part: str, kind: str, number: int, frames: str = "1") -> Row:
    """A line of a manifest."""
    file = f"{part}/{'moving' if frames != '1' else kind}/{number:02d}.webp"
    side = ("left", "right")[number % 2]
    turnable = "yes" if kind == "plain" else "no"
    facts = ("open", "back", "p01", "tan", "female", "older", turnable, frames, "", "", "CC0-1.0")
    return Row(file, part, side, kind, *facts, "made", file)


@pytest.fixture(name="rows")
def some_rows() -> list[Row]:
    stills = [row(part, kind, n) for part in PARTS for kind in ("plain", "busy") for n in range(20)]
    return [*stills, *(row(part, "plain", n, "12") for part in PARTS for n in range(20))]


def test_every_part_and_set_is_drawn_as_often_and_no_clip(rows: list[Row]) -> None:
    shown = drawn(rows, 60, 3)
    assert [one.number for one in shown] == list(range(1, 61))
    assert len({one.file for one in shown}) == 60
    kinds = Counter(tuple(one.file.split("/")[:2]) for one in shown)
    assert set(kinds.values()) == {10}
    assert not any("moving" in one.file for one in shown)


def test_the_right_answer_changes_with_mirroring_and_the_draw_with_the_seed(
    rows: list[Row],
) -> None:
    sides = {one.file: one.side for one in rows}
    shown = drawn(rows, 100, 5)
    for one in shown:
        assert one.side == (OTHER[sides[one.file]] if one.mirrored else sides[one.file])
    assert 30 <= sum(one.mirrored for one in shown) <= 70
    assert drawn(list(reversed(rows)), 100, 5) == shown
    assert drawn(rows, 100, 6) != shown


def test_fewer_pictures_than_asked_for_are_all_drawn(rows: list[Row]) -> None:
    assert len(drawn(rows, 1000, 1)) == 120
    assert drawn([], 10, 1) == []


@pytest.fixture(name="images")
def some_images(tmp_path: Path, rows: list[Row]) -> Path:
    """Pictures that are red on their left and green on their right."""
    picture = Image.new("RGB", (768, 768), "red")
    picture.paste("green", (384, 0, 768, 768))
    for one in rows:
        path = tmp_path / "images" / one.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            picture.save(path, quality=90)
    return tmp_path / "images"


def test_a_picture_is_shown_mirrored_and_round_as_in_the_program(
    rows: list[Row], images: Path
) -> None:
    shown = drawn(rows, 60, 2)
    for mirrored in (True, False):
        square = next(one for one in shown if one.mirrored is mirrored and not one.round)
        ring = next(one for one in shown if one.mirrored is mirrored and one.round)
        for one in (square, ring):
            seen = picture_of(one, images)
            assert seen.size == (SIZE_PX, SIZE_PX)
            left = seen.getpixel((SIZE_PX // 4, SIZE_PX // 2))
            assert isinstance(left, tuple)
            assert (left[0] > left[1]) is not mirrored
        assert picture_of(ring, images).getpixel((2, 2)) == (255, 255, 255)
        assert picture_of(square, images).getpixel((2, 2)) != (255, 255, 255)
        exact = ImageOps.mirror(picture_of(square, images))
        assert np.ptp(np.asarray(exact)[:, : SIZE_PX // 2 - 4], axis=(0, 1)).max() < 12


def test_sheets_hold_ten_each_and_neither_their_names_nor_their_bytes_tell_the_file(
    rows: list[Row], images: Path, tmp_path: Path
) -> None:
    shown = drawn(rows, 25, 2)
    sheets = write_sheets(shown, tmp_path / "sheets", images)
    assert [path.name for path in sheets] == ["sheet-01.png", "sheet-02.png", "sheet-03.png"]
    for path in sheets:
        assert b"webp" not in path.read_bytes()
    last = np.asarray(Image.open(sheets[-1]).convert("L"))
    assert last[:SIZE_PX, -SIZE_PX:].min() < 128
    assert last[-SIZE_PX:, :].min() == 255  # a second row is not needed


def test_answers_are_held_against_the_key(rows: list[Row], tmp_path: Path) -> None:
    shown = drawn(rows, 10, 4)
    key = tmp_path / "key.json"
    write_key(shown, key)
    right = {one.number: one.side for one in shown}
    assert marked(key, right) == []
    wrong = right | {3: OTHER[right[3]]}
    del wrong[7]
    assert [one.number for one in marked(key, wrong)] == [3, 7]
