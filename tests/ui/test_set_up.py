"""Set-up: what can be chosen, what is started, what is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gmi_app.errors import UsageError
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.ui import words
from gmi_app.ui.screens.set_up import CHECK_UP, SetUpScreen
from gmi_app.ui.screens.set_up_finer import OWN_ANGLES, parse_angles
from gmi_app.ui.screens.set_up_memory import KEY, from_text, to_text
from tests.ui.practice import PATIENT, Practice
from tests.ui.world import World, draw_pictures

pytestmark = pytest.mark.gui


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures", ("hand", "foot")))
    made.add_patient(PATIENT)
    made.state.patient = PATIENT
    yield made
    made.close()


@pytest.fixture
def screen(world: World) -> Iterator[SetUpScreen]:
    made = SetUpScreen(world.state, world.services)
    world.show(made)
    yield made
    made.close()
    made.deleteLater()


def started(screen: SetUpScreen, world: World) -> list[DrillSettings]:
    found: list[DrillSettings] = []
    screen.start_requested.connect(found.append)
    screen.start.click()
    world.settle()
    return found


# ---- own angles, and the memory of this computer
def test_own_angles_are_read_as_people_write_them() -> None:
    assert parse_angles("0, 45; 315° 90") == (0, 45, 315, 90)


@pytest.mark.parametrize("text", ["", "north", "0, 0", "360", "-5", "1.5"])
def test_angles_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises((ValueError, UsageError)):
        parse_angles(text)


settings = st.builds(
    DrillSettings,
    part=st.sampled_from(BodyPart),
    picture_set=st.sampled_from(PictureSet),
    count=st.integers(10, 100),
    limit_s=st.none() | st.integers(1, 60).map(float),
    angles=st.lists(st.integers(0, 359), min_size=1, max_size=9, unique=True).map(tuple),
    postures=st.lists(st.text("abc_", min_size=1), max_size=3, unique=True).map(tuple),
    feedback=st.booleans(),
    practice=st.integers(0, 10),
    check_up=st.booleans(),
)


@given(settings)
def test_settings_survive_being_kept_as_text(chosen: DrillSettings) -> None:
    assert from_text(to_text(chosen)) == chosen


@pytest.mark.parametrize(
    "text", [None, "", "{", "[]", '{"count": 7}', '{"part": "wing"}', '{"angles": 3}', "null"]
)
def test_what_makes_no_sense_gives_the_usual_settings(text: str | None) -> None:
    assert from_text(text) == DrillSettings()


# ---- the screen
def test_the_usual_set_can_be_started_at_once(screen: SetUpScreen, world: World) -> None:
    assert screen.start.hasFocus()
    assert started(screen, world) == [DrillSettings()]


def test_only_parts_with_pictures_are_offered(screen: SetUpScreen) -> None:
    chips = [screen.choices.part.chip(at).text() for at in range(2)]
    assert chips == [words.parts(BodyPart.HAND), words.parts(BodyPart.FOOT)]


def test_every_choice_reaches_the_set(screen: SetUpScreen, world: World) -> None:
    choices, finer = screen.choices, screen.choices.finer
    choices.part.chip(1).click()
    choices.count.more.click()
    choices.limit.set_value(8)
    choices.more.click()
    finer.angles.chip(1).click()
    assert finer.postures is not None
    finer.postures.chips[0].click()
    finer.practice.set_value(3)
    finer.feedback.click()
    assert started(screen, world) == [
        DrillSettings(
            part=BodyPart.FOOT,
            count=25,
            limit_s=8.0,
            angles=FOUR_ANGLES,
            postures=("spread",),
            feedback=True,
            practice=3,
        )
    ]


def test_own_angles_that_make_no_sense_are_said_and_not_started(screen: SetUpScreen) -> None:
    finer = screen.choices.finer
    screen.choices.more.click()
    assert not finer.own_angles.isVisible()
    finer.angles.chip(OWN_ANGLES).click()
    finer.own_angles.setText("0, 400")
    assert not screen.start.isEnabled()
    assert "0 to 359" in screen.aside.problem.words
    assert screen.aside.problem.isVisible()
    finer.own_angles.setText("0, 40")
    assert screen.start.isEnabled()
    assert screen.settings().angles == (0, 40)


def test_leaving_out_every_posture_is_said_and_not_started(screen: SetUpScreen) -> None:
    postures = screen.choices.finer.postures
    assert postures is not None
    for chip in postures.chips:
        chip.click()
    assert not screen.start.isEnabled()
    assert screen.aside.problem.words == "Choose at least one posture."


def test_a_check_up_is_explained_and_fixed(screen: SetUpScreen, world: World) -> None:
    screen.choices.count.set_value(60)
    screen.kind.key(CHECK_UP).click()
    assert screen.check_up.isVisible()
    assert not screen.choices.isVisible()
    screen.check_up.part.chip(1).click()
    assert started(screen, world) == [DrillSettings.for_check_up(BodyPart.FOOT)]


def test_the_last_settings_of_this_computer_come_back(screen: SetUpScreen, world: World) -> None:
    screen.choices.count.set_value(35)
    screen.choices.finer.angles.chip(2).click()
    chosen = started(screen, world)
    assert world.journal.settings()[KEY] == to_text(chosen[0])
    again = SetUpScreen(world.state, world.services)
    world.show(again)
    assert [again.settings()] == chosen
    assert again.choices.finer.isVisible()  # what is not usual is in view
    again.close()
    again.deleteLater()


def test_settings_without_pictures_any_more_fall_back(screen: SetUpScreen) -> None:
    screen.show_settings(DrillSettings(part=BodyPart.KNEE, picture_set=PictureSet.BUSY, count=30))
    assert screen.settings() == DrillSettings(count=30)


def test_it_says_how_long_it_takes_by_the_persons_own_pace(
    screen: SetUpScreen, world: World
) -> None:
    assert screen.aside.length.words.words == "About 3 minutes"
    Practice(world.journal, world.catalogue.pictures).do_set()  # 5 seconds a picture
    world.state.records_changed.emit()
    world.settle()
    assert screen.aside.length.words.words == "About 2 minutes"


def test_escape_goes_back(screen: SetUpScreen) -> None:
    left: list[bool] = []
    screen.cancelled.connect(lambda: left.append(True))
    QTest.keyClick(screen.choices.count.spin, Qt.Key.Key_Escape)
    assert left == [True]


def test_everything_that_takes_the_focus_has_a_name(screen: SetUpScreen) -> None:
    screen.choices.more.click()
    for widget in screen.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            text = getattr(widget, "text", str)
            assert widget.accessibleName() or text(), widget


def test_without_any_picture_nothing_can_be_started(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    world = World(tmp_path / "data", draw_pictures(tmp_path / "none", ()))
    screen = SetUpScreen(world.state, world.services)
    world.show(screen)
    screen.show_settings(DrillSettings())
    assert not screen.start.isEnabled()
    assert "no pictures" in screen.aside.problem.words
    screen.close()
    screen.deleteLater()
    world.close()
