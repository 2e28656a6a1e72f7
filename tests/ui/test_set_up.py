"""Set-up: what can be chosen, what is started, what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gmi_app.errors import UsageError
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.library.marks import MarkKind
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.ui import words
from gmi_app.ui.screens.set_up import CHECK_UP, SetUpScreen
from gmi_app.ui.screens.set_up_finer import OWN_ANGLES, parse_angles
from gmi_app.ui.widgets.focus import tab_stops
from tests.storage.test_library import own, photograph
from tests.ui.practice import NOW, PATIENT, Practice
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


def leave_all_out(world: World) -> None:
    world.shelf.reload()
    world.settle()
    for picture in world.shelf.catalogue.pictures:
        world.shelf.mark(picture, MarkKind.LEFT_OUT)


def test_where_all_pictures_are_left_out_it_says_so(world: World) -> None:
    leave_all_out(world)
    screen = SetUpScreen(world.state, world.services)
    world.show(screen)
    try:
        with pytest.raises(UsageError, match="All pictures are left out of your sets"):
            screen.settings()
    finally:
        screen.close()
        screen.deleteLater()


def test_where_all_pictures_for_a_check_up_are_left_out_it_says_so(world: World) -> None:
    leave_all_out(world)
    content = photograph(1)
    world.opened.pictures.add_own_picture(own(PATIENT, content), content)
    world.shelf.reload()
    world.settle()
    screen = SetUpScreen(world.state, world.services)
    world.show(screen)
    try:
        screen.kind.choose(CHECK_UP)
        with pytest.raises(UsageError, match="All pictures for a check-up are left out"):
            screen.settings()
    finally:
        screen.close()
        screen.deleteLater()


def test_photographs_of_ones_own_are_a_kind_of_picture(world: World) -> None:
    content = photograph(1)
    world.opened.pictures.add_own_picture(own(PATIENT, content), content)
    world.shelf.reload()
    world.settle()
    screen = SetUpScreen(world.state, world.services)
    world.show(screen)
    try:
        kinds = screen.choices.picture_set
        kinds.chip(screen.choices._sets.index(PictureSet.OWN)).click()
        assert screen.settings().picture_set is PictureSet.OWN
        assert screen.start.isEnabled()
        screen.choices.part.chip(1).click()  # feet, of which there is none
        assert screen.settings().picture_set is PictureSet.PLAIN
    finally:
        screen.close()
        screen.deleteLater()


def test_postures_come_in_the_order_of_their_plain_words(screen: SetUpScreen) -> None:
    finer = screen.choices.finer
    finer.offer_postures(("crossed", "cup", "fist"))
    assert finer.postures is not None
    chips = finer.postures.chips
    assert [chip.text() for chip in chips] == ["Fist", "Holding a cup", "Legs crossed"]
    chips[1].click()
    assert finer.chosen_postures() == ("crossed", "fist")


# ---- own angles
def test_own_angles_are_read_as_people_write_them() -> None:
    assert parse_angles("0, 45; 315° 90") == (0, 45, 315, 90)


@pytest.mark.parametrize("text", ["", "north", "0, 0", "360", "-5", "1.5"])
def test_angles_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises((ValueError, UsageError)):
        parse_angles(text)


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


def test_what_makes_no_sense_is_said_where_it_was_chosen(screen: SetUpScreen) -> None:
    screen.choices.more.click()
    finer = screen.choices.finer
    assert not finer.angles_problem.isVisible()
    finer.angles.chip(OWN_ANGLES).click()
    finer.own_angles.setText("abc, 400")
    assert finer.angles_problem.isVisible()
    assert "whole numbers" in finer.angles_problem.words
    assert not finer.postures_problem.isVisible()
    finer.angles.chip(0).click()
    assert not finer.angles_problem.isVisible()
    assert finer.postures is not None
    for chip in finer.postures.chips:
        chip.click()
    assert finer.postures_problem.words == "Choose at least one posture."
    finer.postures.chips[0].click()
    assert not finer.postures_problem.isVisible()


def test_the_summary_is_no_taller_than_what_is_in_it(screen: SetUpScreen, world: World) -> None:
    screen.choices.more.click()
    screen.choices.finer.angles.chip(OWN_ANGLES).click()
    screen.choices.finer.own_angles.setText("abc, 400")
    world.settle()
    assert screen.aside.height() < screen.choices.height() / 3


def test_tab_goes_down_the_choices(screen: SetUpScreen, world: World) -> None:
    screen.choices.part.chip(1).click()  # the chips below are made anew
    screen.choices.more.click()
    world.settle()
    stops = [stop for stop in tab_stops(screen) if screen.choices.isAncestorOf(stop)]
    heights = [stop.mapTo(screen, QPoint(0, 0)).y() for stop in stops]
    assert len(stops) > 8
    assert heights[stops.index(screen.choices.more)] == max(
        heights[: stops.index(screen.choices.more) + 1]
    )
    after = stops[stops.index(screen.choices.more) + 1 :]
    assert all(screen.choices.finer.isAncestorOf(stop) for stop in after)
    below = [stop.mapTo(screen, QPoint(0, 0)).y() for stop in after]
    assert below[0] == min(below)
    assert below[-1] == max(below)


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


def shown(world: World, preset: DrillSettings | None = None) -> DrillSettings:
    """What a new screen shows once everything that it reads has come."""
    made = SetUpScreen(world.state, world.services)
    if preset is not None:
        made.show_settings(preset)
    world.show(made)
    found = made.settings()
    made.close()
    made.deleteLater()
    return found


def test_the_newest_set_of_this_person_comes_back(world: World) -> None:
    own = DrillSettings(count=35, angles=FOUR_ANGLES)
    Practice(world.journal, world.catalogue.pictures).do_set(settings=own)
    someone = replace(PATIENT, id=UUID(int=70))
    world.add_patient(someone)
    other = Practice(world.journal, world.catalogue.pictures, Random(6), someone)
    other.do_set(NOW + timedelta(hours=1), DrillSettings(count=50))
    assert shown(world) == own
    world.state.patient = someone
    assert shown(world) == DrillSettings(count=50)


def test_what_was_preset_stays(screen: SetUpScreen, world: World) -> None:
    screen.choices.count.set_value(45)
    started(screen, world)
    Practice(world.journal, world.catalogue.pictures).do_set(settings=DrillSettings(count=35))
    preset = DrillSettings(part=BodyPart.FOOT, count=50, limit_s=7.0)
    assert shown(world, preset) == preset


def test_a_choice_is_not_undone_by_a_set_that_comes_later(
    screen: SetUpScreen, world: World
) -> None:
    screen.choices.count.set_value(50)
    Practice(world.journal, world.catalogue.pictures).do_set(settings=DrillSettings(count=35))
    world.state.records_changed.emit()
    world.settle()
    assert screen.settings().count == 50


def test_an_answer_for_a_set_up_that_is_gone_is_left_out(world: World) -> None:
    screen = SetUpScreen(world.state, world.services)
    screen.deleteLater()
    QCoreApplication.sendPostedEvents(screen, QEvent.Type.DeferredDelete.value)
    world.settle()
    assert world.problems == []


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
