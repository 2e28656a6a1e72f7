"""Tiles: the middle of a picture, the newest wish first, within bounds, whatever the files hold."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from gmi_app.pictures.model import Picture
from gmi_app.pictures.reading import unusable
from gmi_app.ui import tiles as module
from gmi_app.ui.background import Lane
from gmi_app.ui.tiles import Tiles, read_tile
from tests.unit import making

pytestmark = pytest.mark.gui
SIDE, CORNER = 40, 6


def wide() -> bytes:
    """Red in the middle square, blue beside it."""
    image = Image.new("RGB", (300, 100), (20, 40, 200))
    image.paste((220, 30, 30), (100, 0, 200, 100))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


WIDE = wide()


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    made = Lane("pictures")
    yield made
    made.close()
    made.deleteLater()


def settle(lane: Lane) -> None:
    while lane.busy:
        QCoreApplication.processEvents()


def named(number: int) -> Picture:
    return making.picture(f"p{number:03}")


def test_a_tile_is_the_middle_square_with_round_corners(qapp: QApplication) -> None:
    tile = read_tile(WIDE, SIDE, CORNER)
    assert (tile.width(), tile.height()) == (SIDE, SIDE)
    for x in (2, SIDE // 2, SIDE - 3):
        colour = tile.pixelColor(x, SIDE // 2)
        assert (colour.red() > 180, colour.blue() < 80) == (True, True)
    assert tile.pixelColor(0, 0).alpha() == 0
    assert tile.pixelColor(SIDE - 1, SIDE - 1).alpha() == 0


def test_damaged_content_is_a_null_tile(qapp: QApplication) -> None:
    assert read_tile(b"nothing", SIDE, CORNER).isNull()


def test_a_tile_comes_later_and_is_kept(lane: Lane) -> None:
    read: list[str] = []

    def content(picture: Picture) -> bytes:
        read.append(picture.file)
        return WIDE

    tiles = Tiles(content, lane)
    came: list[object] = []
    tiles.loaded.connect(came.append)
    assert tiles.tile(named(1), SIDE, CORNER) is None
    assert tiles.tile(named(1), SIDE, CORNER) is None  # asked again while it is coming
    settle(lane)
    kept = tiles.tile(named(1), SIDE, CORNER)
    assert kept is not None
    assert not kept.isNull()
    assert came == [named(1)]
    assert len(read) == 1
    tiles.deleteLater()


def test_the_newest_wish_comes_first_and_old_ones_are_dropped(lane: Lane) -> None:
    order: list[str] = []

    def content(picture: Picture) -> bytes:
        order.append(picture.file)
        return WIDE

    tiles = Tiles(content, lane)
    count = module.MOST_WAITING + 10
    for number in range(count):
        tiles.tile(named(number), SIDE, CORNER)
    settle(lane)
    assert order[0] == named(0).file  # it was begun at once
    assert order[1:] == [named(n).file for n in range(count - 1, count - 1 - 60, -1)]
    tiles.deleteLater()


def test_what_is_kept_stays_within_its_bounds(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    each = SIDE * SIDE * 4
    monkeypatch.setattr(module, "BUDGET_BYTES", 5 * each)
    tiles = Tiles(lambda _: WIDE, lane)
    for number in range(8):
        tiles.tile(named(number), SIDE, CORNER)
        settle(lane)
        assert tiles.tile(named(0), SIDE, CORNER) is not None  # used again and again
        assert tiles.kept_bytes <= 5 * each
    assert tiles.tile(named(1), SIDE, CORNER) is None  # the one that was not used for longest
    settle(lane)
    tiles.deleteLater()


def test_what_cannot_be_read_stays_empty_and_is_not_tried_again(lane: Lane) -> None:
    tried: list[Picture] = []

    def content(picture: Picture) -> bytes:
        tried.append(picture)
        raise unusable(picture.file)

    tiles = Tiles(content, lane)
    tiles.tile(named(1), SIDE, CORNER)
    settle(lane)
    empty = tiles.tile(named(1), SIDE, CORNER)
    assert empty is not None
    assert empty.isNull()
    assert len(tried) == 1
    tiles.deleteLater()


def test_a_bug_while_reading_is_told_and_the_others_still_come(lane: Lane) -> None:
    problems: list[BaseException] = []
    lane.unhandled.connect(problems.append)

    def content(picture: Picture) -> bytes:
        if picture == named(1):
            raise KeyError("ours")
        return WIDE

    tiles = Tiles(content, lane)
    tiles.tile(named(1), SIDE, CORNER)
    tiles.tile(named(2), SIDE, CORNER)
    settle(lane)
    assert [type(problem) for problem in problems] == [KeyError]
    kept = tiles.tile(named(2), SIDE, CORNER)
    assert kept is not None
    assert not kept.isNull()
    tiles.deleteLater()
