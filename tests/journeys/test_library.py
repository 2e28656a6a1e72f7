"""The library and sets: a photograph of one's own comes in a set; what is left out does not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from gmi_app.clock import SystemClock
from gmi_app.commands import words
from gmi_app.laterality.eligible import eligible
from gmi_app.laterality.settings import DrillSettings
from gmi_app.library.framing import Framing, kept
from gmi_app.library.marks import MarkKind, PictureMark
from gmi_app.library.own_picture import OwnPicture, digest
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import BodyPart, PictureSet, Side
from gmi_app.storage.opening import open_data
from gmi_app.ui.problem import Notice
from gmi_app.ui.screens.library import LibraryScreen
from gmi_app.ui.screens.library_photograph import PhotographPage
from gmi_app.ui.stage.sheets import ReadySheet
from tests.journeys.conftest import Start
from tests.journeys.driver import Driver, task
from tests.ui.looks import ANNA
from tests.unit.making import moment

pytestmark = pytest.mark.gui

OWN = DrillSettings(part=BodyPart.HAND, picture_set=PictureSet.OWN, count=10)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    opened = open_data(folder, SystemClock())
    opened.journal.save_patient(ANNA)
    opened.close()
    return folder


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "my hand.jpg"
    image = Image.new("RGB", (900, 700), (210, 210, 205))
    image.paste((190, 140, 110), (300, 100, 600, 690))
    image.save(path)
    return path


def library(driver: Driver) -> LibraryScreen:
    driver.window.show_library()
    driver.calm()
    screen = driver.window.screen_widget
    assert isinstance(screen, LibraryScreen)
    return screen


def add(driver: Driver, screen: LibraryScreen, photograph: Path, side: int) -> None:
    """``side``: 0 for left."""
    screen.open_photograph()
    page = screen.stack.currentWidget()
    assert isinstance(page, PhotographPage)
    page.open_file(str(photograph))
    driver.until(page.editor.isVisible)
    page.side.key(side).click()
    page.keep.click()
    driver.until(lambda: screen.stack.currentIndex() == 0)


def files_of(folder: Path, driver: Driver) -> set[str]:
    """The pictures of all answers that were kept."""
    driver.close()
    opened = open_data(folder, SystemClock())
    try:
        sets = opened.journal.summaries(ANNA.id)
        trials = [trial for each in sets for trial in opened.journal.trials(each.session)]
        assert len(trials) == 10
        return {trial.stimulus.picture.file for trial in trials}
    finally:
        opened.close()


def test_a_photograph_is_added_and_a_set_is_done_with_it(
    start: Start, folder: Path, photograph: Path
) -> None:
    driver = start(task(folder))
    screen = library(driver)
    for at in range(len(Side)):
        add(driver, screen, photograph, at)
    assert [p.side for p in screen.model.pictures] == list(Side)

    driver.window.begin(OWN)
    driver.say_pain(3)
    driver.wait_for_sheet(ReadySheet)
    driver.key(Qt.Key.Key_Space)
    sides = []
    for _ in range(10):
        sides.append(driver.see())
        driver.answer()
    driver.finish()
    assert set(sides) == set(Side)
    shown = files_of(folder, driver)
    assert len(shown) == 2
    assert all(file.startswith("own/") for file in shown)


def own_hands(folder: Path, sides: Iterable[Side]) -> None:
    """Photographs that were kept before."""
    opened = open_data(folder, SystemClock())
    for at, side in enumerate(sides):
        content = kept(Image.effect_noise((400, 400), 40 + at).convert("RGB"), Framing())
        of = (uuid4(), ANNA.id, moment(), BodyPart.HAND, side, digest(content))
        opened.pictures.add_own_picture(OwnPicture(*of), content)
    opened.close()


def typed(words_: str) -> DrillSettings:
    return words.drill_settings(words.parse(words_.split()))


def test_the_command_line_begins_a_set_with_ones_own_photographs(
    start: Start, folder: Path
) -> None:
    own_hands(folder, Side)
    settings = typed("drill --set own --count 10")
    assert settings == OWN
    driver = start(task(folder, drill=settings, start_now=True))
    for _ in range(10):
        driver.answer()
    driver.finish()
    shown = files_of(folder, driver)
    assert len(shown) == 2
    assert all(file.startswith("own/") for file in shown)


def test_without_photographs_of_that_part_the_command_line_says_so(
    start: Start, folder: Path
) -> None:
    own_hands(folder, Side)
    driver = start(task(folder, drill=typed("drill --set own --part foot"), start_now=True))
    driver.until(lambda: driver.program.window is not None)
    driver.until(lambda: bool(driver.window.findChildren(Notice)))
    (notice,) = driver.window.findChildren(Notice)
    assert "There is no photograph of your own yet: foot." in notice.accessibleName()
    assert driver.program.session is None
    notice.close()


@pytest.mark.parametrize("kind", ["own", "plain"])
def test_where_all_of_a_kind_is_left_out_it_says_so(start: Start, folder: Path, kind: str) -> None:
    own_hands(folder, Side)
    driver = start(task(folder))
    driver.until(lambda: driver.program.window is not None)
    assert driver.program._services is not None
    shelf = driver.program._services.shelf
    driver.until(lambda: shelf.known)
    settings = typed(f"drill --set {kind} --count 10")
    for picture in eligible(shelf.catalogue.pictures, settings):
        shelf.mark(picture, MarkKind.LEFT_OUT)
    driver.program.start_drill(settings, start_now=True)
    driver.until(lambda: bool(driver.window.findChildren(Notice)))
    (notice,) = driver.window.findChildren(Notice)
    assert "All pictures of this kind are left out of your sets: hand" in notice.accessibleName()
    assert driver.program.session is None
    notice.close()


def test_what_is_left_out_does_not_come(start: Start, folder: Path) -> None:
    hands = load_catalogue(pictures_folder()).select(
        part=BodyPart.HAND, picture_set=PictureSet.PLAIN, postures=("flat",)
    )
    stills = [picture for picture in hands if not picture.moving]
    used, left_out = stills[0], stills[1:]
    opened = open_data(folder, SystemClock())
    for picture in left_out:
        said = (uuid4(), ANNA.id, moment(), picture.file, picture.sha256, MarkKind.LEFT_OUT)
        opened.pictures.add_mark(PictureMark(*said))
    opened.close()

    settings = DrillSettings(count=10, postures=("flat",))
    driver = start(task(folder, drill=settings, start_now=True))
    for _ in range(10):
        driver.answer()
    driver.finish()
    assert files_of(folder, driver) == {used.file}
