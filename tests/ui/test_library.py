"""The library: grid and filters, one picture large, leaving out, reporting, own photographs, packs,
whom the pictures show, and trying them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Event, Timer
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea, QWidget

from gmi_app.laterality.settings import DrillSettings
from gmi_app.library import adding
from gmi_app.library.filters import Filter, Used
from gmi_app.library.framing import Framing, framed
from gmi_app.library.likeness import Likeness
from gmi_app.library.marks import MarkKind
from gmi_app.library.pack_judging import judge_frames
from gmi_app.pictures.catalogue import MANIFEST
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side
from gmi_app.storage.places import PACKS
from gmi_app.ui import library_words
from gmi_app.ui.screens.library import LibraryScreen
from gmi_app.ui.screens.library_detail import PictureDetail
from gmi_app.ui.screens.library_grid import PAD
from gmi_app.ui.screens.library_likeness import CHOSEN, THE_MIX, LikenessPage
from gmi_app.ui.screens.library_packs import PacksPage
from gmi_app.ui.screens.library_photograph import PhotographPage
from gmi_app.ui.screens.library_trying import TryingPage
from gmi_app.ui.screens.set_up import SetUpScreen
from gmi_app.ui.theme import Theme, apply
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.notice import Notice
from tests.ui.clips import FRAMES, draw_clips
from tests.ui.looks import ANNA, BEN
from tests.ui.world import World, draw_pictures
from tests.unit.test_packs import folder_of, good, zip_of

pytestmark = pytest.mark.gui
T = TypeVar("T", bound=QWidget)


@pytest.fixture
def two_parts(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    """Four hands and four feet."""
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures", ("foot", "hand")))
    made.add_patient(ANNA)
    yield made
    made.close()


def opened(world: World) -> LibraryScreen:
    if world.state.patient is None:
        world.state.choose_patient(world.state.patients[0])
    window = world.open_window()
    window.show_library()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, LibraryScreen)
    return screen


def page(screen: LibraryScreen, kind: type[T]) -> T:
    found = screen.stack.currentWidget()
    assert isinstance(found, kind)
    return found


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def files(screen: LibraryScreen) -> list[str]:
    return [picture.file for picture in screen.model.pictures]


# ---- the grid
def test_all_pictures_are_shown_in_the_order_of_the_body_parts(two_parts: World) -> None:
    screen = opened(two_parts)
    assert len(files(screen)) == 8
    assert [p.part for p in screen.model.pictures] == [BodyPart.HAND] * 4 + [BodyPart.FOOT] * 4
    assert screen.count.words == "8 pictures"
    assert screen.grid.isVisible()
    assert not screen.empty.isVisible()


def test_the_tiles_come_and_show_the_pictures(two_parts: World) -> None:
    screen = opened(two_parts)
    two_parts.settle()
    image = screen.grid.viewport().grab().toImage()
    rect = screen.grid.visualRect(screen.model.index(0))
    skin = image.pixelColor(rect.center() - QPoint(0, rect.height() // 10))
    assert skin.red() > skin.blue() + 30  # the drawn hand, and no empty tile
    assert screen.tiles.kept_bytes > 0


def test_the_pictures_come_before_the_filters(two_parts: World) -> None:
    """There is a chip for every posture and person: nobody waits for those to see a picture."""
    two_parts.state.choose_patient(two_parts.state.patients[0])
    window = two_parts.open_window()
    window.show_library()
    screen = window.screen_widget
    assert isinstance(screen, LibraryScreen)
    parts = screen.panel.kinds["part"]
    assert screen.model.rowCount() == 8
    assert not parts.values
    two_parts.settle()
    assert parts.values[1:] == (BodyPart.HAND, BodyPart.FOOT)
    assert parts.isVisible()


def test_what_is_said_before_the_first_paint_is_among_the_filters(two_parts: World) -> None:
    two_parts.state.choose_patient(two_parts.state.patients[0])
    window = two_parts.open_window()
    window.show_library()
    screen = window.screen_widget
    assert isinstance(screen, LibraryScreen)
    screen._shelf.mark(screen.model.pictures[0], MarkKind.LEFT_OUT)
    screen.show_only(Filter(part=BodyPart.HAND))
    two_parts.settle()
    assert screen.panel.kinds["used"].values == (None, Used.IN_SETS, Used.LEFT_OUT)
    assert screen.panel.kinds["part"].chosen is BodyPart.HAND


@pytest.fixture
def upright_feet(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    """Hands that may be turned, and feet that stay upright."""
    folder = draw_pictures(tmp_path / "pictures", ("foot", "hand"))
    manifest = folder / MANIFEST
    lines = manifest.read_text(encoding="utf-8").splitlines()
    upright = [line.replace(",1,", ",0,") if ",foot," in line else line for line in lines]
    manifest.write_text("\n".join(upright), encoding="utf-8")
    made = World(tmp_path / "data", folder)
    made.add_patient(ANNA)
    yield made
    made.close()


def is_round(widget: QWidget, square: QRectF) -> bool:
    """Whether a picture has the frame of turned ones: of the ground of the drawn picture nothing is
    left near the corners; a square with round corners shows it there."""
    image = widget.grab().toImage()
    ratio = image.devicePixelRatio()
    middle = square.center()
    inset = 0.5 - 0.1
    seen = []
    for right, down in ((-inset, -inset), (inset, -inset), (-inset, inset), (inset, inset)):
        at = middle + QPointF(right * square.width(), down * square.width())
        colour = image.pixelColor((at * ratio).toPoint())
        seen.append(abs(colour.red() - 200) + abs(colour.blue() - 200) > 20)
    assert len(set(seen)) == 1, "all corners are alike"
    return seen[0]


def test_pictures_have_the_frame_of_the_stage_in_the_grid_and_large(upright_feet: World) -> None:
    """A turned picture's corners are never seen in a set, so they are not shown here, either."""
    screen = opened(upright_feet)
    hand, foot = screen.model.pictures[0], screen.model.pictures[4]
    assert (hand.part, foot.part) == (BodyPart.HAND, BodyPart.FOOT)
    for picture, rounded in ((hand, True), (foot, False)):
        tile = QRectF(screen.grid.visualRect(screen.model.index(screen.model.row_of(picture))))
        side = tile.width() - 2 * PAD
        square = QRectF(tile.x() + PAD, tile.y() + PAD, side, side)
        assert is_round(screen.grid.viewport(), square) is rounded
    for picture, rounded in ((hand, True), (foot, False)):
        screen.open_picture(picture)
        upright_feet.settle()
        large = page(screen, PictureDetail).large.picture
        assert is_round(large, QRectF(large.rect())) is rounded


def test_pictures_have_the_frame_of_the_stage_when_they_are_tried(upright_feet: World) -> None:
    screen = opened(upright_feet)
    found = TryingPage(upright_feet.state, upright_feet.services, Random(1))
    screen._open(found, screen.try_key)
    for part, rounded in ((BodyPart.HAND, True), (BodyPart.FOOT, False)):
        found.try_pictures([p for p in screen.model.pictures if p.part is part])
        upright_feet.settle()
        assert is_round(found.picture, QRectF(found.picture.rect())) is rounded


def test_a_screen_reader_hears_all_that_a_tile_shows(two_parts: World) -> None:
    screen = opened(two_parts)
    picture = screen.model.pictures[0]
    screen._shelf.mark(picture, MarkKind.UNCLEAR)
    two_parts.settle()
    grid = QAccessible.queryAccessibleInterface(screen.grid)
    assert grid.text(QAccessible.Text.Name) == "Pictures"
    tile = grid.child(0)
    said = tile.text(QAccessible.Text.Name)
    assert said.startswith(library_words.caption(picture))
    for words in ("plain", "difficulty 2 of 5", "reported", "woman"):
        assert words in said.lower()


def test_filters_keep_what_is_chosen_and_offer_what_there_is(two_parts: World) -> None:
    screen = opened(two_parts)
    parts = screen.panel.kinds["part"].chips
    parts.chip(2).click()  # All, Hands, Feet
    assert {p.part for p in screen.model.pictures} == {BodyPart.FOOT}
    assert screen.count.words == "4 of 8 pictures"
    postures = screen.panel.kinds["posture"].chips
    postures.chip(1).click()
    assert len(files(screen)) == 2
    assert screen.panel.clear_key.isVisible()
    screen.panel.clear_key.click()
    assert len(files(screen)) == 8
    assert not screen.panel.clear_key.isVisible()
    assert parts.at == 0


def test_postures_are_filtered_by_their_plain_words_in_order(two_parts: World) -> None:
    screen = opened(two_parts)
    told = [replace(p, posture=word) for p in screen.model.pictures for word in ("crossed", "cup")]
    screen.panel.show_pictures(told, screen._shelf.marks)
    chips = screen.panel.kinds["posture"].chips
    assert [chips.chip(at).text() for at in range(3)] == ["All", "Holding a cup", "Legs crossed"]


def test_a_filter_with_one_choice_is_not_shown(two_parts: World) -> None:
    screen = opened(two_parts)
    assert not screen.panel.kinds["moving"].isVisible()
    assert not screen.panel.kinds["set"].isVisible()
    assert screen.panel.kinds["part"].isVisible()


def test_nothing_found_says_so_and_leads_back(two_parts: World) -> None:
    screen = opened(two_parts)
    screen.grid.setFocus()
    screen.show_only(Filter(set=PictureSet.OWN))
    assert screen.empty.title.words == "No picture of your own yet"
    assert not screen.grid.isVisible()
    assert not screen.try_key.isEnabled()
    assert screen.empty.show_all.hasFocus()
    screen.empty.show_all.click()
    assert len(files(screen)) == 8
    screen.show_only(Filter(part=BodyPart.HAND, set=PictureSet.BUSY))
    assert screen.empty.title.words == "No picture is like that"


def test_without_any_picture_it_says_what_to_do(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    world = World(tmp_path / "data", draw_pictures(tmp_path / "none", ()))
    try:
        world.add_patient(ANNA)
        screen = opened(world)
        assert screen.empty.title.words == "There are no pictures"
        assert not screen.empty.show_all.isVisible()
    finally:
        world.close()


def test_arrows_and_enter_open_a_picture_and_escape_leads_back(two_parts: World) -> None:
    screen = opened(two_parts)
    assert screen.grid.hasFocus()
    press(screen.grid, Qt.Key.Key_Right, Qt.Key.Key_Return)
    two_parts.settle()
    detail = page(screen, PictureDetail)
    assert detail.picture == screen.model.pictures[1]
    assert detail.back.hasFocus()
    press(detail, Qt.Key.Key_Escape)
    assert screen.stack.currentIndex() == 0
    assert screen.grid.hasFocus()
    assert screen.grid.current() == screen.model.pictures[1]


def test_a_click_opens_a_picture(two_parts: World) -> None:
    screen = opened(two_parts)
    rect = screen.grid.visualRect(screen.model.index(2))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(screen.grid.viewport(), left, pos=rect.center())
    assert page(screen, PictureDetail).picture == screen.model.pictures[2]


def test_where_it_is_narrow_filters_and_pictures_take_turns(two_parts: World) -> None:
    screen = opened(two_parts)
    assert two_parts.window is not None
    two_parts.window.resize(760, 700)
    two_parts.settle()
    assert screen.filter_key.isVisible()
    assert not screen.panel.isVisible()
    screen.filter_key.click()
    two_parts.settle()
    assert screen.panel.isVisible()
    assert not screen.grid.isVisible()
    screen.filter_key.click()
    two_parts.settle()
    assert screen.grid.isVisible()


# ---- one picture
def test_left_and_right_go_through_the_pictures(two_parts: World) -> None:
    screen = opened(two_parts)
    screen.open_picture(screen.model.pictures[0])
    detail = page(screen, PictureDetail)
    assert not detail.before.isEnabled()
    press(detail, Qt.Key.Key_Left)  # there is none before it
    assert detail.picture == screen.model.pictures[0]
    press(detail, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert detail.picture == screen.model.pictures[2]
    assert detail.place.text() == "3 of 8"
    press(detail, Qt.Key.Key_Left)
    assert detail.picture == screen.model.pictures[1]
    screen.open_picture(screen.model.pictures[7])
    assert not detail.after.isEnabled()


def with_focus(world: World, screen: LibraryScreen, at: int) -> PictureDetail:
    """The page of one picture, as it is when it can be pressed."""
    screen.open_picture(screen.model.pictures[at])
    world.settle()
    assert screen.window().isActiveWindow()
    return page(screen, PictureDetail)


def test_at_the_last_picture_the_keyboard_goes_to_the_one_before(two_parts: World) -> None:
    """And never to "Leave it out of my sets", which the next press would carry out."""
    screen = opened(two_parts)
    detail = with_focus(two_parts, screen, 6)
    detail.after.setFocus()
    press(detail.after, Qt.Key.Key_Space)
    assert detail.place.text() == "8 of 8"
    assert detail.before.hasFocus()
    detail = with_focus(two_parts, screen, 1)
    detail.before.setFocus()
    press(detail.before, Qt.Key.Key_Space)
    assert detail.place.text() == "1 of 8"
    assert detail.after.hasFocus()


def test_what_is_left_with_the_arrow_keys_hands_the_keyboard_on(two_parts: World) -> None:
    names, _, detail = left_out_on_the_way(two_parts, 6)
    assert detail.say.back.hasFocus()
    press(detail.say.back, Qt.Key.Key_Right)  # the next one is not left out
    assert detail.picture is not None
    assert detail.picture.file == names[7]
    assert detail.before.hasFocus()
    detail.say.report.click()
    detail.say.cancel.setFocus()
    press(detail.say.cancel, Qt.Key.Key_Left)
    assert detail.after.hasFocus()
    detail.say.report.setFocus()
    press(detail.say.report, Qt.Key.Key_Left)  # what stays keeps it
    assert detail.say.report.hasFocus()


def left_out_on_the_way(world: World, at: int) -> tuple[list[str], LibraryScreen, PictureDetail]:
    """The eight that are in the sets, of which one was opened and left out."""
    screen = opened(world)
    names = files(screen)
    screen.show_only(Filter(used=Used.IN_SETS))
    screen.open_picture(screen.model.pictures[at])
    world.settle()
    detail = page(screen, PictureDetail)
    detail.say.leave_out.click()
    world.settle()
    assert screen.model.rowCount() == 7
    return names, screen, detail


def test_a_picture_left_out_on_the_way_keeps_its_place(two_parts: World) -> None:
    names, screen, detail = left_out_on_the_way(two_parts, 3)
    assert detail.picture is not None
    assert (detail.picture.file, detail.place.text()) == (names[3], "4 of 8")
    press(detail, Qt.Key.Key_Right)
    assert (detail.picture.file, detail.place.text()) == (names[4], "5 of 8")
    press(detail, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert (detail.picture.file, detail.place.text()) == (names[2], "3 of 8")
    press(detail, Qt.Key.Key_Right)
    detail.say.back.click()  # it is in the grid again
    press(detail, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert (detail.picture.file, detail.place.text()) == (names[5], "6 of 8")
    press(screen, Qt.Key.Key_Escape)
    current = screen.grid.current()
    assert current is not None
    assert current.file == names[5]


@pytest.mark.parametrize(("at", "beside"), [(3, 4), (7, 6)])
def test_the_grid_stands_beside_what_was_left_out(two_parts: World, at: int, beside: int) -> None:
    names, screen, _ = left_out_on_the_way(two_parts, at)
    press(screen, Qt.Key.Key_Escape)
    current = screen.grid.current()
    assert current is not None
    assert current.file == names[beside]
    assert screen.grid.hasFocus()


def test_leaving_the_last_one_out_leads_to_a_grid_that_can_be_left(two_parts: World) -> None:
    screen = opened(two_parts)
    for picture in screen.model.pictures[1:]:
        screen._shelf.mark(picture, MarkKind.LEFT_OUT)
    screen.show_only(Filter(used=Used.IN_SETS))
    screen.open_picture(screen.model.pictures[0])
    page(screen, PictureDetail).say.leave_out.click()
    two_parts.settle()
    press(screen, Qt.Key.Key_Escape)
    assert screen.empty.show_all.hasFocus()


def test_a_picture_comes_large_with_its_facts(two_parts: World) -> None:
    screen = opened(two_parts)
    screen.open_picture(screen.model.pictures[0])
    two_parts.settle()
    detail = page(screen, PictureDetail)
    image = detail.large.picture._image
    assert image is not None
    assert not image.isNull()
    facts = dict(library_words.facts(screen.model.pictures[0]))
    assert facts["Difficulty"] == "2 of 5"
    assert facts["Person"] == "Woman, light skin, adult"
    assert "CC0-1.0" in facts["From"]


def test_a_picture_that_is_left_out_does_not_come_in_a_set(two_parts: World) -> None:
    screen = opened(two_parts)
    picture = screen.model.pictures[0]
    screen.open_picture(picture)
    detail = page(screen, PictureDetail)
    detail.say.leave_out.click()
    two_parts.settle()
    assert picture not in two_parts.services.catalogue.pictures
    assert "left out" in detail.say.state.words
    assert detail.say.back.hasFocus()
    for settings in (DrillSettings(), DrillSettings.for_check_up()):
        assert picture not in two_parts.shelf.for_set(settings).pictures
    (kept,) = two_parts.opened.pictures.marks(ANNA.id)
    assert (kept.kind, kept.file) == (MarkKind.LEFT_OUT, picture.file)
    screen.step_back()
    assert screen.count.words == "8 pictures, 1 left out of your sets"
    screen.show_only(Filter(used=Used.LEFT_OUT))
    assert screen.model.pictures == (picture,)

    screen.open_picture(picture)
    page(screen, PictureDetail).say.back.click()
    two_parts.settle()
    assert picture in two_parts.services.catalogue.pictures


def test_a_picture_is_reported_with_a_note(two_parts: World) -> None:
    screen = opened(two_parts)
    picture = screen.model.pictures[0]
    screen.open_picture(picture)
    say = page(screen, PictureDetail).say
    say.report.click()
    assert say.note.hasFocus()
    QTest.keyClicks(say.note, "Which thumb?")
    press(say.note, Qt.Key.Key_Return)
    two_parts.settle()
    (kept,) = two_parts.opened.pictures.marks(ANNA.id)
    assert (kept.kind, kept.note) == (MarkKind.UNCLEAR, "Which thumb?")
    assert "reported" in say.state.words
    assert say.why.words == "Which thumb?"
    assert picture not in two_parts.services.catalogue.pictures


def test_a_report_can_be_given_up(two_parts: World) -> None:
    screen = opened(two_parts)
    screen.open_picture(screen.model.pictures[0])
    say = page(screen, PictureDetail).say
    say.report.click()
    say.cancel.click()
    assert not say.form.isVisible()
    assert say.report.hasFocus()
    two_parts.settle()
    assert two_parts.opened.pictures.marks(ANNA.id) == []


def test_a_file_that_is_gone_is_said(two_parts: World) -> None:
    screen = opened(two_parts)
    picture = screen.model.pictures[0]
    two_parts.catalogue.path(picture).unlink()
    screen.open_picture(picture)
    two_parts.settle()
    notice = page(screen, PictureDetail).findChild(Notice)
    assert notice is not None
    assert "cannot be read" in notice.words.words


def test_what_one_person_said_is_not_shown_to_another(two_parts: World) -> None:
    screen = opened(two_parts)
    picture = screen.model.pictures[0]
    screen._shelf.mark(picture, MarkKind.LEFT_OUT)
    two_parts.settle()
    two_parts.add_patient(BEN)
    two_parts.state.choose_patient(BEN)
    assert picture in two_parts.services.catalogue.pictures  # at once, not after reading
    two_parts.settle()
    assert picture in two_parts.services.catalogue.pictures
    two_parts.state.choose_patient(ANNA)
    two_parts.settle()
    assert picture not in two_parts.services.catalogue.pictures


def test_a_set_waits_until_it_is_known_what_was_left_out(two_parts: World) -> None:
    opened(two_parts)
    calls: list[bool] = []
    two_parts.shelf.reload()
    assert not two_parts.shelf.known
    two_parts.shelf.when_known(lambda: calls.append(two_parts.shelf.known))
    assert calls == []
    two_parts.settle()
    assert calls == [True]
    two_parts.shelf.when_known(lambda: calls.append(False))
    assert calls == [True, False]


# ---- a photograph of one's own
@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "hand.jpg"
    image = Image.new("RGB", (800, 600), (200, 40, 40))
    image.paste((40, 40, 200), (400, 0, 800, 600))
    image.save(path, quality=95)
    return path


def framing(world: World, photograph: Path) -> tuple[LibraryScreen, PhotographPage]:
    screen = opened(world)
    screen.add_key.click()
    found = page(screen, PhotographPage)
    found.open_file(str(photograph))
    world.settle()
    return screen, found


def test_a_photograph_is_framed_named_and_kept(two_parts: World, photograph: Path) -> None:
    screen, found = framing(two_parts, photograph)
    assert found.frame.hasFocus()
    assert not found.keep.isEnabled()
    assert found.say_missing.words == "Say which side it shows."
    found.part.chip(1).click()  # feet
    found.side.key(0).click()
    assert found.keep.isEnabled()
    found.turn_right.click()
    found.keep.click()
    two_parts.settle()

    assert screen.stack.currentIndex() == 0
    (own,) = screen.model.pictures
    assert (own.part, own.side, own.set) == (BodyPart.FOOT, Side.LEFT, PictureSet.OWN)
    assert own in two_parts.services.catalogue.pictures
    (kept,) = two_parts.opened.pictures.own_pictures(ANNA.id)
    content = two_parts.shelf.catalogue.content(own)
    assert content == two_parts.opened.pictures.own_content(kept.id)
    expected = framed(Image.open(photograph), Framing(quarters=1))
    stored = two_parts.shelf.catalogue.select(picture_set=PictureSet.OWN)
    assert stored == (own,)
    assert expected.size == (768, 768)


def test_the_frame_of_a_photograph_is_that_of_its_part(two_parts: World, photograph: Path) -> None:
    """Hands and feet are turned in a set, and round there; a knee stays upright."""
    _, found = framing(two_parts, photograph)
    for part, rounded in ((BodyPart.HAND, True), (BodyPart.KNEE, False), (BodyPart.FOOT, True)):
        found.part.chip(found.parts.index(part)).click()
        image = found.frame.grab().toImage()
        side = found.frame.width()
        near, middle = image.pixelColor(side // 10, side // 10), image.pixelColor(side // 2, 8)
        pale = near.lightness() > middle.lightness() + 20
        assert pale is rounded, part


def test_the_keyboard_moves_and_resizes_the_frame(two_parts: World, photograph: Path) -> None:
    _, found = framing(two_parts, photograph)
    start = found.frame.framing
    press(found.frame, Qt.Key.Key_Plus, Qt.Key.Key_Right, Qt.Key.Key_Up)
    changed = found.frame.framing
    assert changed.size < start.size
    assert changed.x > start.x
    assert changed.y < start.y
    press(found.frame, Qt.Key.Key_Minus, Qt.Key.Key_Left, Qt.Key.Key_Down)
    assert found.frame.framing.size > changed.size


def test_the_mouse_moves_and_resizes_the_frame(two_parts: World, photograph: Path) -> None:
    _, found = framing(two_parts, photograph)
    frame = found.frame
    frame.set_framing(Framing(size=0.5))
    middle = frame.rect().center()
    QTest.mousePress(frame, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(frame, middle + QPoint(40, 0))
    QTest.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 0))
    assert frame.framing.x < 0.5  # the photograph goes with the mouse
    before = frame.framing.size
    at = QPointF(middle)
    wheel = QWheelEvent(
        at,
        frame.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(frame, wheel)
    assert frame.framing.size < before


def test_every_tool_does_what_it_says(two_parts: World, photograph: Path) -> None:
    _, found = framing(two_parts, photograph)
    frame = found.frame
    for key, wanted in (
        (found.turn_left, Framing(quarters=3)),
        (found.turn_right, Framing(quarters=1)),
        (found.tilt_left, Framing(tilt_deg=-3)),
        (found.tilt_right, Framing(tilt_deg=3)),
        (found.nearer, Framing().scaled(1 / 1.1)),
    ):
        frame.set_framing(Framing())
        key.click()
        assert frame.framing == wanted, key.accessibleName()
    frame.set_framing(Framing(size=0.5))
    found.farther.click()
    assert frame.framing.size == pytest.approx(0.55)


def test_the_question_follows_the_body_part(two_parts: World, photograph: Path) -> None:
    _, found = framing(two_parts, photograph)
    assert found.ask_side.words == "Which side is it?"
    found.part.chip(tuple(BodyPart).index(BodyPart.NECK)).click()
    assert "turned or bent" in found.ask_side.words


def test_a_refused_photograph_says_why_and_keeps_what_was_there(
    two_parts: World, photograph: Path, tmp_path: Path
) -> None:
    _, found = framing(two_parts, photograph)
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"MZ nothing")
    found.open_file(str(bad))
    two_parts.settle()
    notice = found.task.findChild(Notice)
    assert notice is not None
    assert "not what its name says" in notice.words.words
    assert found.editor.isVisible()


@pytest.mark.parametrize("framed_one_before", [False, True])
def test_with_large_text_a_refused_photograph_is_said_in_view_and_aloud(
    two_parts: World,
    photograph: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    framed_one_before: bool,
) -> None:
    apply(two_parts.app, Theme(scale=2.0))
    said: list[str] = []
    monkeypatch.setattr("gmi_app.ui.widgets.task.announce", lambda _, words: said.append(words))
    if framed_one_before:
        _, found = framing(two_parts, photograph)
    else:
        screen = opened(two_parts)
        screen.open_photograph()
        found = page(screen, PhotographPage)
    assert two_parts.window is not None
    two_parts.window.resize(1024, 700)
    two_parts.settle()
    bar = found.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"MZ nothing")
    found.open_file(str(bad))
    two_parts.settle()
    notice = found.task.findChild(Notice)
    assert notice is not None
    assert said[-1] == notice.words.words
    assert notice.words.visibleRegion().boundingRect().size() == notice.words.size()


def test_a_heic_photograph_is_refused_where_it_cannot_be_read(
    two_parts: World, photograph: Path, tmp_path: Path
) -> None:
    _, found = framing(two_parts, photograph)
    heic = tmp_path / "IMG_1.HEIC"
    heic.write_bytes(b"\0\0\0\x18ftypheic" + bytes(100))
    found.open_file(str(heic))
    two_parts.settle()
    notice = found.task.findChild(Notice)
    assert notice is not None
    assert "IMG_1.HEIC" in notice.words.words
    assert "Save it as JPEG" in notice.words.words
    assert "Nothing was changed" in notice.words.words
    renamed = tmp_path / "IMG_2.jpg"
    renamed.write_bytes(heic.read_bytes())
    found.open_file(str(renamed))
    two_parts.settle()
    notice = found.task.findChild(Notice)
    assert notice is not None
    assert "IMG_2.jpg is not what its name says" in notice.words.words


def test_choosing_a_file_opens_a_dialog_and_cancel_leads_back(two_parts: World) -> None:
    screen = opened(two_parts)
    screen.add_key.click()
    found = page(screen, PhotographPage)
    assert found.choose.hasFocus()
    assert found.say_missing.words == "Choose a photograph first."
    found.choose.click()
    dialog = found.findChild(QFileDialog)
    assert dialog is not None
    assert "*.jpg" in dialog.nameFilters()[0]
    dialog.reject()
    found.cancel.click()
    assert screen.stack.currentIndex() == 0
    assert screen.add_key.hasFocus()


def test_a_picture_of_ones_own_is_removed_for_good(two_parts: World, photograph: Path) -> None:
    screen, found = framing(two_parts, photograph)
    found.side.key(1).click()
    found.keep.click()
    two_parts.settle()
    (own,) = screen.model.pictures
    screen.open_picture(own)
    detail = page(screen, PictureDetail)
    detail.say.remove.click()
    two_parts.settle()
    confirm = detail.findChild(Confirm)
    assert confirm is not None
    assert confirm.cancel.hasFocus()
    confirm.cancel.click()
    two_parts.settle()
    assert detail.findChild(Confirm) is None
    detail.say.remove.click()
    two_parts.settle()
    again = [c for c in detail.findChildren(Confirm) if c.isVisible()]
    again[0].button.click()
    two_parts.settle()
    assert screen.stack.currentIndex() == 0
    assert two_parts.opened.pictures.own_pictures(ANNA.id) == []
    assert own not in two_parts.services.catalogue.pictures


def test_shipped_pictures_cannot_be_removed(two_parts: World) -> None:
    screen = opened(two_parts)
    screen.open_picture(screen.model.pictures[0])
    assert not page(screen, PictureDetail).say.remove.isVisible()


# ---- packs
def packs(world: World) -> tuple[LibraryScreen, PacksPage]:
    screen = opened(world)
    screen.packs_key.click()
    return screen, page(screen, PacksPage)


def told(found: PacksPage) -> str:
    notice = found.task.findChild(Notice)
    assert notice is not None
    return notice.words.words


def test_a_pack_is_added_listed_and_removed(two_parts: World, tmp_path: Path) -> None:
    screen, found = packs(two_parts)
    found.add_pack(str(zip_of(tmp_path / "My feet.zip", *good())))
    two_parts.settle()
    assert told(found) == "The pack My feet was added: 3 pictures."
    assert len(two_parts.services.catalogue.pictures) == 11
    (key,) = found.remove_keys
    assert key.accessibleName() == "Remove My feet"
    key.click()
    two_parts.settle()
    confirm = found.findChild(Confirm)
    assert confirm is not None
    confirm.button.click()
    two_parts.settle()
    assert told(found) == "The pack My feet was removed."
    assert len(two_parts.services.catalogue.pictures) == 8
    assert found.remove_keys == []
    press(found, Qt.Key.Key_Escape)
    assert screen.packs_key.hasFocus()


def test_a_pack_that_is_wrong_is_refused_with_the_list(two_parts: World, tmp_path: Path) -> None:
    _, found = packs(two_parts)
    rows, content = good()
    rows[0]["part"], rows[1]["side"] = "arm", "up"
    found.add_pack(str(folder_of(tmp_path / "bad", rows, content)))
    two_parts.settle()
    assert found.problems.isVisible()
    said = [label.words for label in found.problems.findChildren(type(found.task._doing))]
    assert "was not added" in said[0]
    assert any("part is “arm”" in line for line in said)
    assert any("side is “up”" in line for line in said)
    assert len(two_parts.services.catalogue.pictures) == 8
    found.add_pack(str(zip_of(tmp_path / "good.zip", *good())))
    two_parts.settle()
    assert not found.problems.isVisible()


def test_what_was_begun_with_a_pack_goes_on_when_the_page_is_left(
    two_parts: World, tmp_path: Path
) -> None:
    screen, found = packs(two_parts)
    found.add_pack(str(zip_of(tmp_path / "My feet.zip", *good())))
    press(found, Qt.Key.Key_Escape)
    two_parts.settle()
    assert len(two_parts.shelf.packs) == 1
    assert screen.count.words == "11 pictures"
    screen.packs_key.click()
    found = page(screen, PacksPage)
    assert told(found) == "The pack My feet was added: 3 pictures."
    found.remove_keys[0].click()
    found.findChildren(Confirm)[0].button.click()
    press(found, Qt.Key.Key_Escape)
    two_parts.settle()
    assert screen.count.words == "8 pictures"
    assert not list((two_parts.services.data_folder / PACKS).iterdir())
    screen.packs_key.click()
    assert told(page(screen, PacksPage)) == "The pack My feet was removed."


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """The second picture of a pack is looked at until this is set."""
    go_on, judge, count = Event(), judge_frames, iter(range(100))

    def judging(content: bytes, picture: Picture) -> None:
        if next(count) == 1:
            go_on.wait(10)
        judge(content, picture)

    monkeypatch.setattr(adding, "judge_frames", judging)
    yield go_on
    go_on.set()


def looked_at(world: World, folder: Path) -> tuple[LibraryScreen, PacksPage]:
    """A pack of three of which the second one is being looked at."""
    screen, found = packs(world)
    QApplication.processEvents()
    found.add_zip.setFocus()
    found._ask_zip()
    dialog = found._dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(zip_of(folder / "My feet.zip", *good())))
    dialog.close()
    found.window().activateWindow()
    world.wait_for(found.window().isActiveWindow)
    world.wait_for(lambda: found.task._bar.value() == 1)
    return screen, found


def test_while_a_pack_is_looked_at_everything_else_is_kept(
    two_parts: World, tmp_path: Path, slowly: Event
) -> None:
    screen, found = looked_at(two_parts, tmp_path)
    assert found.task._doing.words == "Looking at the pack: 1 of 3 pictures"
    assert found.task._bar.isVisible()
    kept: list[str] = []
    two_parts.lane.run(lambda: "kept", kept.append)
    two_parts.wait_for(lambda: bool(kept))
    assert not slowly.is_set()
    press(found, Qt.Key.Key_Escape)
    screen.packs_key.click()  # it still goes on
    found = page(screen, PacksPage)
    assert found.task._doing.words.startswith("Looking at the pack")
    assert not found.add_zip.isEnabled()
    slowly.set()
    two_parts.settle()
    assert told(found) == "The pack My feet was added: 3 pictures."
    assert found.add_zip.isEnabled()
    assert not found.stop.isVisible()


def test_looking_at_a_pack_can_be_stopped_and_leaves_nothing(
    two_parts: World, tmp_path: Path, slowly: Event
) -> None:
    _, found = looked_at(two_parts, tmp_path)
    found.stop.setFocus()
    press(found.stop, Qt.Key.Key_Space)
    slowly.set()
    two_parts.settle()
    assert told(found) == "The pack was not added. Nothing was changed."
    assert two_parts.shelf.packs == ()
    assert list((two_parts.services.data_folder / PACKS).iterdir()) == []
    assert found.add_zip.hasFocus()


def test_a_program_that_is_closed_gives_up_a_pack(
    two_parts: World, tmp_path: Path, slowly: Event
) -> None:
    looked_at(two_parts, tmp_path)
    Timer(0.2, slowly.set).start()
    assert two_parts.shelf.close()
    assert list((two_parts.services.data_folder / PACKS).iterdir()) == []


def test_while_a_pack_is_looked_at_the_keyboard_waits_and_comes_back(
    two_parts: World, tmp_path: Path, slowly: Event
) -> None:
    _, found = looked_at(two_parts, tmp_path)
    assert found.back.hasFocus()
    slowly.set()
    two_parts.settle()
    assert found.add_zip.hasFocus()


def test_a_pack_that_stays_keeps_the_keyboard(two_parts: World, tmp_path: Path) -> None:
    _, found = packs(two_parts)
    found.add_pack(str(zip_of(tmp_path / "My feet.zip", *good())))
    two_parts.settle()
    (key,) = found.remove_keys
    key.setFocus()
    press(key, Qt.Key.Key_Space)
    confirm = found.findChild(Confirm)
    assert confirm is not None
    press(confirm.cancel, Qt.Key.Key_Escape)
    assert key.hasFocus()
    press(key, Qt.Key.Key_Space)
    press(found.findChildren(Confirm)[-1].button, Qt.Key.Key_Space)
    two_parts.settle()
    assert found.add_zip.hasFocus()


@pytest.mark.parametrize("width", [1280, 700])
def test_the_long_words_of_a_pack_stay_within_the_panel(
    two_parts: World, tmp_path: Path, width: int
) -> None:
    rows, content = good()
    for at, each in enumerate(rows):
        each.update(person=f"{at}{'n' * 59}", tone="", sex="", age_band="", posture="w" * 60)
    screen, found = packs(two_parts)
    found.add_pack(str(zip_of(tmp_path / f"{'m' * 60}.zip", rows, content)))
    two_parts.settle()
    press(found, Qt.Key.Key_Escape)
    screen.window().resize(width, 800)
    two_parts.settle()
    screen.filter_key.setChecked(True)
    two_parts.settle()
    area = screen.panel.findChild(QScrollArea)
    assert area is not None
    for kind in ("person", "posture"):
        chips = screen.panel.kinds[kind].chips
        words = [str(value) for value in screen.panel.kinds[kind].values]
        for at in range(len(words)):
            chip = chips.chip(at)
            right = chip.mapTo(area.viewport(), QPoint(chip.width(), 0)).x()
            assert right <= area.viewport().width()
            assert chip.accessibleName().endswith(f": {chip.word}")
            assert chip.toolTip() == ("" if chip.text() == chip.word else chip.word)
        all_chips = [chips.chip(at) for at in range(len(words))]
        cut = [chip for chip in all_chips if "…" in chip.text()]
        assert all(len(chip.word) > 40 for chip in cut)
        assert cut or kind == "posture"


def test_check_ups_use_the_shipped_pictures_only(two_parts: World, tmp_path: Path) -> None:
    _, found = packs(two_parts)
    found.add_pack(str(zip_of(tmp_path / "My feet.zip", *good())))
    two_parts.settle()
    shelf = two_parts.shelf
    assert len(shelf.for_set(DrillSettings(BodyPart.FOOT)).pictures) == 7
    assert len(shelf.for_set(DrillSettings.for_check_up()).pictures) == 8


def test_a_pack_that_was_damaged_is_told_at_the_next_start(
    two_parts: World, tmp_path: Path
) -> None:
    _, found = packs(two_parts)
    found.add_pack(str(zip_of(tmp_path / "My feet.zip", *good())))
    two_parts.settle()
    (pack,) = two_parts.shelf.packs
    shutil.rmtree(pack.folder / "a")
    two_parts.shelf.packs_changed()
    assert any("missing" in notice for notice in two_parts.shelf.notices)


# ---- whom they show
def test_the_mix_is_the_default_and_a_choice_is_kept(two_parts: World) -> None:
    screen = opened(two_parts)
    screen.like_key.click()
    found = page(screen, LikenessPage)
    assert found.what.at == THE_MIX
    assert not found.finer.isVisible()
    found.what.row(CHOSEN).click()
    assert found.finer.isVisible()
    assert two_parts.shelf.likeness.is_the_mix  # nothing is chosen yet
    found.tones.chips[0].click()
    two_parts.settle()
    assert two_parts.opened.pictures.likeness(ANNA.id) == two_parts.shelf.likeness
    found.what.row(THE_MIX).click()
    two_parts.settle()
    assert two_parts.opened.pictures.likeness(ANNA.id).is_the_mix


def test_too_few_that_fit_are_said_in_one_sentence(two_parts: World) -> None:
    pictures = two_parts.catalogue.pictures
    mixed = tuple(replace(p, sex="male") if i % 4 == 0 else p for i, p in enumerate(pictures))
    two_parts.shelf._shipped = replace(two_parts.catalogue, pictures=mixed)
    two_parts.shelf._arrange()
    screen = opened(two_parts)
    two_parts.shelf.choose(Likeness(sexes=("male",)))
    screen.open_likeness()
    found = page(screen, LikenessPage)
    told = "Of 2 kinds of picture, fewer than 6 look like that. The most similar ones are added."
    assert found.told.words == told
    two_parts.shelf.choose(Likeness(tones=tuple({p.tone for p in pictures})))
    assert "enough" in found.told.words
    two_parts.shelf.choose(Likeness())
    assert found.told.words == ""
    two_parts.shelf.choose(Likeness(sexes=("male",)))
    assert len(two_parts.services.catalogue.pictures) == 8
    shortage = two_parts.shelf.shortage_of(DrillSettings())
    assert shortage is not None
    assert (shortage.found, shortage.added) == (1, 3)
    assert two_parts.shelf.shortage_of(DrillSettings(BodyPart.KNEE)) is None
    assert two_parts.shelf.shortage_of(DrillSettings.for_check_up()) is None


def test_the_set_up_says_so_too(two_parts: World) -> None:
    pictures = two_parts.catalogue.pictures
    one = tuple(replace(p, sex="male") if i == 4 else p for i, p in enumerate(pictures))
    two_parts.shelf._shipped = replace(two_parts.catalogue, pictures=one)
    opened(two_parts)
    two_parts.shelf.choose(Likeness(sexes=("male",)))
    two_parts.settle()
    assert two_parts.window is not None
    two_parts.window.show_set_up(DrillSettings())
    two_parts.settle()
    screen = two_parts.window.screen_widget
    assert isinstance(screen, SetUpScreen)
    assert screen.short.isVisible()
    assert screen.short.words.endswith("The most similar ones are added.")
    two_parts.shelf.choose(Likeness())
    two_parts.window.show_set_up(DrillSettings())
    two_parts.settle()
    screen = two_parts.window.screen_widget
    assert isinstance(screen, SetUpScreen)
    assert not screen.short.isVisible()


def test_a_posture_that_nobody_alike_shows_is_still_dealt(two_parts: World) -> None:
    """A plan may name postures: of what serves it, the most similar pictures are taken."""
    like = two_parts.catalogue.pictures[0]
    pictures = (
        *(replace(like, file=f"{at}.webp", sex="male", posture="flat") for at in range(8)),
        replace(like, sex="female", posture="fist"),
    )
    two_parts.shelf._shipped = replace(two_parts.catalogue, pictures=pictures)
    opened(two_parts)
    two_parts.shelf.choose(Likeness(sexes=("male",)))
    usual = DrillSettings(like.part)
    assert two_parts.shelf.for_set(usual).pictures == pictures[:8]
    assert two_parts.shelf.shortage_of(usual) is None
    named = replace(usual, postures=("fist",))
    assert two_parts.shelf.for_set(named).pictures == pictures[8:]
    short = two_parts.shelf.shortage_of(named)
    assert short is not None
    assert (short.found, short.added) == (0, 1)
    none_at_all = replace(usual, postures=("salute",))
    assert two_parts.shelf.for_set(none_at_all) == two_parts.shelf.kept  # to say why
    assert two_parts.window is not None
    two_parts.window.show_set_up(named)
    two_parts.settle()
    screen = two_parts.window.screen_widget
    assert isinstance(screen, SetUpScreen)
    assert screen.settings().postures == ("fist",)
    assert screen.start.isEnabled()


# ---- trying
def test_trying_says_what_it_is_and_keeps_nothing(two_parts: World) -> None:
    screen = opened(two_parts)
    screen.show_only(Filter(part=BodyPart.HAND))
    screen.try_key.click()
    two_parts.settle()
    found = page(screen, TryingPage)
    assert len(found.stimuli) == 4
    assert found.picture._image is not None
    assert not found.picture._image.isNull()
    keys = {Side.LEFT: Qt.Key.Key_Left, Side.RIGHT: Qt.Key.Key_Right}
    side = found.stimuli[0].side
    press(found, keys[side])
    assert found.said.words.startswith("Yes: ")
    press(found, keys[side.other])  # it was answered
    assert found.said.words.startswith("Yes: ")
    assert found.on.hasFocus()
    press(found.on, Qt.Key.Key_Return)
    press(found, keys[found.stimuli[1].side.other])
    assert found.said.words.startswith("It is: ")
    for _ in range(2):
        found.on.click()
        found.answer(Side.LEFT)
    assert found.on.text() == "Back to the pictures"
    found.on.click()
    two_parts.settle()
    assert screen.stack.currentIndex() == 0
    assert two_parts.journal.count_sessions(ANNA.id) == 0
    assert two_parts.started == []


def test_what_was_left_out_is_tried_only_where_it_was_asked_for(two_parts: World) -> None:
    screen = opened(two_parts)
    left_out, reported, *others = screen.model.pictures
    screen._shelf.mark(left_out, MarkKind.LEFT_OUT)
    screen._shelf.mark(reported, MarkKind.UNCLEAR)
    two_parts.settle()
    screen.try_key.click()
    tried = {stimulus.picture for stimulus in page(screen, TryingPage).stimuli}
    assert tried == set(others)
    screen.step_back()
    screen.show_only(Filter(used=Used.LEFT_OUT))
    screen.try_key.click()
    tried = {stimulus.picture for stimulus in page(screen, TryingPage).stimuli}
    assert tried == {left_out, reported}
    screen.step_back()
    for picture in others:
        screen._shelf.mark(picture, MarkKind.LEFT_OUT)
    screen.show_only(Filter())
    assert not screen.try_key.isEnabled()
    assert not screen.no_trying.isVisible()


def test_trying_shows_both_sides_alike(two_parts: World) -> None:
    screen = opened(two_parts)
    found = TryingPage(two_parts.state, two_parts.services, Random(1))
    try:
        found.try_pictures(screen.model.pictures)
        sides = [stimulus.side for stimulus in found.stimuli]
        assert sides.count(Side.LEFT) == sides.count(Side.RIGHT) == 4
        assert len({s.picture.file for s in found.stimuli}) == 8
    finally:
        found.deleteLater()


@pytest.fixture
def with_clips(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    """Four hands, and six clips of hands, two of them without a direction."""
    folder = draw_clips(draw_pictures(tmp_path / "pictures"))
    made = World(tmp_path / "data", folder)
    made.add_patient(ANNA)
    yield made
    made.close()


def seen(found: TryingPage) -> bytes:
    image = found.picture._image
    assert image is not None
    assert not image.isNull()
    return bytes(image.constBits())


@pytest.mark.parametrize("directed", [False, True])
def test_clips_that_are_tried_play(with_clips: World, directed: bool) -> None:
    """There and back, or once; as on the stage."""
    screen = opened(with_clips)
    screen.show_only(Filter(moving=True))
    clips = [p for p in screen.model.pictures if (p.direction is not None) is directed]
    found = TryingPage(with_clips.state, with_clips.services, Random(1))
    screen._open(found, screen.try_key)
    shown: list[bytes] = []
    found.reel.shown.connect(lambda _: shown.append(seen(found)))
    found.try_pictures(clips[:1])
    with_clips.wait_for(lambda: len(shown) >= FRAMES)
    assert len(set(shown[:FRAMES])) == FRAMES
    if directed:
        with_clips.wait_for(lambda: not found.reel.running)
        assert len(shown) == FRAMES
    else:
        with_clips.wait_for(lambda: len(shown) >= 2 * FRAMES)
        assert shown[FRAMES : 2 * FRAMES - 1] == shown[FRAMES - 2 :: -1]
    screen.step_back()
    assert not found.reel.running


def large_clip(world: World, *, directed: bool) -> PictureDetail:
    """A clip of a hand, opened large."""
    screen = opened(world)
    screen.show_only(Filter(moving=True))
    clips = [p for p in screen.model.pictures if (p.direction is not None) is directed]
    screen.open_picture(clips[0])
    return page(screen, PictureDetail)


def frames_of(found: PictureDetail) -> list[bytes]:
    """Every frame that is shown from now on."""
    shown: list[bytes] = []

    def came(image: QImage) -> None:
        assert found.large.picture._image == image
        shown.append(bytes(image.constBits()))

    found.large.reel.shown.connect(came)
    return shown


def test_a_large_clip_goes_there_and_back(with_clips: World) -> None:
    found = large_clip(with_clips, directed=False)
    shown = frames_of(found)
    with_clips.wait_for(lambda: len(shown) >= 2 * FRAMES)
    assert len(set(shown[:FRAMES])) == FRAMES
    assert shown[FRAMES : 2 * FRAMES - 1] == shown[FRAMES - 2 :: -1]
    assert found.large.hold.text() == "Hold it"
    found.large.hold.click()
    assert found.large.hold.text() == "Play it"
    at = len(shown)
    with_clips.settle()
    assert len(shown) == at
    found.large.hold.click()
    with_clips.wait_for(lambda: len(shown) > at)
    assert "Moves" not in dict(library_words.facts(found.picture))  # type: ignore[arg-type]


def test_a_large_clip_with_a_direction_goes_once_and_again_when_asked(with_clips: World) -> None:
    found = large_clip(with_clips, directed=True)
    shown = frames_of(found)
    with_clips.wait_for(lambda: len(shown) == FRAMES)
    assert len(set(shown)) == FRAMES
    assert not found.large.reel.running
    assert found.large.hold.text() == "Play it again"
    found.large.hold.click()
    assert found.large.hold.text() == "Hold it"
    with_clips.wait_for(lambda: len(shown) == 2 * FRAMES)
    assert shown[FRAMES:] == shown[:FRAMES]
    assert found.large.hold.text() == "Play it again"
    assert found.picture is not None
    direction = found.picture.direction
    assert direction is not None
    said = dict(library_words.facts(found.picture))["Moves"]
    assert said == f"To that person's own {direction.value}"


def test_with_reduced_motion_a_large_clip_stands_still_and_why_is_said(with_clips: World) -> None:
    apply(with_clips.app, Theme(reduced_motion=True))
    found = large_clip(with_clips, directed=False)
    shown = frames_of(found)
    with_clips.wait_for(lambda: len(shown) == 1)
    assert not found.large.reel.running
    assert not found.large.hold.isVisible()
    assert found.large.why_still.isVisible()
    assert "“Reduced motion” is on" in found.large.why_still.words
    press(found, Qt.Key.Key_Left, Qt.Key.Key_Right)
    assert len(shown) == 1


def test_a_clip_that_is_held_and_left_hands_the_keyboard_on(with_clips: World) -> None:
    detail = large_clip(with_clips, directed=False)
    with_clips.wait_for(lambda: detail.large.reel.running)
    detail.large.hold.setFocus()
    press(detail.large.hold, Qt.Key.Key_Space)
    assert not detail.large.reel.running
    press(detail.large.hold, Qt.Key.Key_Right)
    assert not detail.large.hold.isVisible()
    keys = (detail.after, detail.before, detail.back)
    assert next(key for key in keys if key.isEnabled()).hasFocus()


def test_a_still_one_has_nothing_to_hold(with_clips: World) -> None:
    apply(with_clips.app, Theme(reduced_motion=True))
    screen = opened(with_clips)
    screen.show_only(Filter(moving=False))
    screen.open_picture(screen.model.pictures[0])
    found = page(screen, PictureDetail)
    with_clips.settle()
    assert not found.large.why_still.isVisible()
    assert not found.large.hold.isVisible()


def test_a_large_clip_that_cannot_be_read_is_said(with_clips: World) -> None:
    screen = opened(with_clips)
    screen.show_only(Filter(moving=True))
    clip = screen.model.pictures[0]
    with_clips.catalogue.path(clip).write_bytes(b"no picture")
    screen.open_picture(clip)
    found = page(screen, PictureDetail)
    with_clips.settle()
    notice = found.findChild(Notice)
    assert notice is not None
    assert "cannot be read" in notice.words.words
    assert not found.large.hold.isVisible()


def test_a_clip_that_cannot_be_read_shows_nothing(with_clips: World) -> None:
    screen = opened(with_clips)
    screen.show_only(Filter(moving=True))
    for clip in screen.model.pictures:
        with_clips.catalogue.path(clip).unlink()
    screen.try_key.click()
    with_clips.settle()
    found = page(screen, TryingPage)
    assert found.picture._image is not None
    assert found.picture._image.isNull()
    assert not found.reel.running


def test_with_reduced_motion_no_clip_is_tried_and_why_is_said(with_clips: World) -> None:
    screen = opened(with_clips)
    screen.show_only(Filter(moving=True))
    assert screen.try_key.isEnabled()
    assert not screen.no_trying.isVisible()
    apply(with_clips.app, Theme(reduced_motion=True))
    screen.show_only(Filter(moving=None))
    assert screen.try_key.isEnabled()
    assert not screen.no_trying.isVisible()
    screen.show_only(Filter(moving=True))
    assert not screen.try_key.isEnabled()
    assert screen.no_trying.isVisible()
    assert "“Reduced motion” is on" in screen.no_trying.words
    screen.show_only(Filter(set=PictureSet.OWN))
    assert not screen.try_key.isEnabled()
    assert not screen.no_trying.isVisible()


def test_left_stays_left_where_reading_goes_the_other_way(
    two_parts: World, photograph: Path
) -> None:
    two_parts.app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen, found = framing(two_parts, photograph)
    assert found.side.key(0).x() < found.side.key(1).x()
    screen.open_trying()
    two_parts.settle()
    trying = page(screen, TryingPage)
    assert trying.left.x() < trying.right.x()
