"""Set-up of moving pictures, of upright ones, and of necks and backs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.screens.set_up import CHECK_UP, SetUpScreen
from gmi_app.ui.screens.set_up_motion import MOVING
from gmi_app.ui.widgets.text import Text
from tests.ui.clips import draw_clips
from tests.ui.practice import PATIENT, Practice
from tests.ui.world import World, draw_pictures

pytestmark = pytest.mark.gui

PARTS = ("hand", "foot", "neck")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stills of hands, feet and necks, clips of hands and necks; the necks' must stay upright."""
    folder = draw_pictures(tmp_path_factory.mktemp("pictures"), PARTS)
    manifest = folder / "manifest.csv"
    rows = manifest.read_text(encoding="utf-8").splitlines()
    upright = [row.replace(",1,CC0", ",0,CC0") if row.startswith("neck/") else row for row in rows]
    manifest.write_text("\n".join(upright) + "\n", encoding="utf-8")
    draw_clips(folder, ("hand",))
    return draw_clips(folder, ("neck",), turnable=False)


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path, pictures: Path) -> Iterator[World]:
    made = World(tmp_path / "data", pictures)
    made.add_patient(PATIENT)
    made.state.patient = PATIENT
    yield made
    made.close()


def opened(world: World) -> SetUpScreen:
    screen = SetUpScreen(world.state, world.services)
    world.show(screen)
    return screen


@pytest.fixture
def screen(world: World) -> Iterator[SetUpScreen]:
    made = opened(world)
    yield made
    made.close()
    made.deleteLater()


def choose_part(screen: SetUpScreen, part: str) -> None:
    screen.choices.part.chip(PARTS.index(part)).click()


def seen(screen: SetUpScreen) -> str:
    return "\n".join(text.words for text in screen.findChildren(Text) if text.isVisible())


def offered(screen: SetUpScreen) -> list[str]:
    """The postures that can be left out."""
    postures = screen.choices.finer.postures
    assert postures is not None
    return [chip.text() for chip in postures.chips]


def test_pictures_stand_still_until_moving_ones_are_chosen(screen: SetUpScreen) -> None:
    motion = screen.choices.motion
    assert motion.isVisible()
    assert screen.settings() == DrillSettings()
    assert not motion.task.isVisible()
    motion.kind.chip(MOVING).click()
    assert screen.settings() == DrillSettings(moving=True)
    assert motion.task.isVisible()
    motion.task.chip(1).click()
    assert screen.settings() == DrillSettings(moving=True, task=Task.DIRECTION)
    assert "Does each hand move to the left or to the right?" in seen(screen)
    assert "those of the person in the picture" in seen(screen)
    assert "moving" in screen.aside.title.words


def test_what_there_are_no_clips_of_cannot_move(screen: SetUpScreen) -> None:
    screen.choices.motion.kind.chip(MOVING).click()
    choose_part(screen, "foot")
    assert not screen.choices.motion.isVisible()
    assert screen.settings() == DrillSettings(BodyPart.FOOT)


def test_the_postures_are_those_of_the_pictures_that_are_shown(screen: SetUpScreen) -> None:
    choices = screen.choices
    choices.more.click()
    assert offered(screen) == ["Fist", "Spread"]
    choices.motion.kind.chip(MOVING).click()
    assert offered(screen) == ["Tapping the fingers", "Waving left", "Waving right"]
    choices.motion.task.chip(1).click()
    assert choices.finer.postures is not None
    for chip in choices.finer.postures.chips[1:]:
        chip.click()
    assert "None of these pictures moves to a side." in screen.aside.problem.words
    assert not screen.start.isEnabled()


def test_a_neck_has_one_question_and_says_which(screen: SetUpScreen) -> None:
    choose_part(screen, "neck")
    assert "Is each head turned or bent to the left or to the right?" in seen(screen)
    screen.choices.motion.kind.chip(MOVING).click()
    assert not screen.choices.motion.task.isVisible()
    settings = screen.settings()
    assert settings.moving
    assert settings.asked is Task.DIRECTION
    choose_part(screen, "hand")
    assert not screen.choices.direction.isVisible()


def test_pictures_that_must_stay_upright_have_no_angles(screen: SetUpScreen) -> None:
    choices = screen.choices
    choices.more.click()
    choices.finer.angles.chip(1).click()
    assert screen.settings().angles == FOUR_ANGLES
    choose_part(screen, "neck")
    assert not choices.finer.angles.isVisible()
    assert screen.settings().angles == (0,)
    choose_part(screen, "hand")
    assert screen.settings().angles == FOUR_ANGLES


def test_only_parts_that_can_be_turned_have_a_check_up(screen: SetUpScreen, world: World) -> None:
    screen.kind.key(CHECK_UP).click()
    world.settle()
    assert screen.check_up._parts == [BodyPart.HAND, BodyPart.FOOT]
    assert screen.settings() == DrillSettings.for_check_up()


def test_less_movement_keeps_them_off_and_says_why(world: World) -> None:
    world.state.preferences = replace(Preferences(), reduced_motion=True)
    screen = opened(world)
    assert not screen.choices.motion.kind.isVisible()
    assert "“Reduced motion” is on" in seen(screen)
    screen.show_settings(DrillSettings(moving=True, task=Task.DIRECTION))
    assert screen.settings() == DrillSettings()
    screen.close()
    screen.deleteLater()


def test_the_newest_moving_set_is_offered_again(world: World) -> None:
    settings = DrillSettings(moving=True, task=Task.DIRECTION, count=30)
    Practice(world.journal, world.catalogue.pictures, patient=PATIENT).do_set(settings=settings)
    screen = opened(world)
    assert screen.settings() == settings
    assert not screen.choices.more.isChecked()
    screen.close()
    screen.deleteLater()


def test_sets_of_rooms_are_named_and_upright(world: World, tmp_path: Path) -> None:
    folder = draw_pictures(tmp_path / "rooms")
    manifest = folder / "manifest.csv"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(",plain,", ",context,").replace(",1,CC0", ",0,CC0"), "utf-8")
    rooms = World(tmp_path / "more", folder)
    rooms.add_patient(PATIENT)
    rooms.state.patient = PATIENT
    screen = opened(rooms)
    assert screen.settings() == DrillSettings(picture_set=PictureSet.CONTEXT)
    screen.kind.key(CHECK_UP).click()
    assert "no pictures for a check-up" in screen.aside.problem.words
    screen.close()
    screen.deleteLater()
    rooms.close()
