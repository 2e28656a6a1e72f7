"""Several people on one computer, with and without a PIN."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from gmi_app.clock import Moment
from gmi_app.laterality.settings import DrillSettings
from gmi_app.programme.patient import Patient
from gmi_app.programme.pin import hash_pin
from gmi_app.ui.screens.first_start import FirstStartScreen
from gmi_app.ui.screens.people import PeopleScreen
from gmi_app.ui.screens.settings import Section
from gmi_app.ui.widgets.choice_card import ChoiceRow
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.window import MainWindow, Route
from tests.ui.looks import ANNA, BEN
from tests.ui.practice import NOW
from tests.ui.world import World

pytestmark = pytest.mark.gui

PIN = "2468"
GUARDED = replace(ANNA, pin=hash_pin(PIN))


def people(window: MainWindow) -> PeopleScreen:
    screen = window.screen_widget
    assert isinstance(screen, PeopleScreen)
    return screen


def pick(world: World, name: str) -> None:
    assert world.window is not None
    rows = people(world.window).findChildren(ChoiceRow)
    row = next(r for r in rows if r.text() == name and r.isVisible())
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    world.settle()


def test_one_person_without_a_pin_is_let_in(world: World) -> None:
    world.add_patient(ANNA)
    assert world.open_window().is_at(Route.TODAY)
    assert world.state.patient == ANNA


def test_several_people_are_asked_who_is_there(world: World) -> None:
    world.add_patient(ANNA)
    world.add_patient(BEN)
    world.add_patient(Patient(UUID(int=9), Moment(NOW)))
    window = world.open_window()
    assert window.is_at(Route.PEOPLE)
    names = [row.text() for row in people(window).findChildren(ChoiceRow)]
    assert names == ["Anna", "Ben", "Person 3"]
    pick(world, "Ben")
    assert window.is_at(Route.TODAY)
    assert world.state.patient == BEN
    assert world.journal.settings()["last_patient"] == str(BEN.id)


def test_the_first_person_has_the_focus(world: World) -> None:
    world.add_patient(ANNA)
    world.add_patient(BEN)
    window = world.open_window()
    QTest.keyClick(world.app.focusWidget() or window, Qt.Key.Key_Return)
    world.settle()
    assert world.state.patient == ANNA


def test_the_pin_opens(world: World) -> None:
    world.add_patient(GUARDED)
    window = world.open_window()
    field = world.app.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, PIN)
    QTest.keyClick(field, Qt.Key.Key_Return)
    world.settle()
    assert window.is_at(Route.TODAY)
    assert world.state.patient == GUARDED


def test_a_person_handed_in_is_asked_for_the_pin_all_the_same(world: World) -> None:
    world.state.patient = world.add_patient(GUARDED)
    window = world.open_window()
    assert window.is_at(Route.PEOPLE)
    assert world.state.patient is None


def test_a_wrong_pin_says_so_calmly(world: World) -> None:
    world.add_patient(GUARDED)
    window = world.open_window()
    screen = people(window)
    QTest.keyClicks(screen.pin, "1111")
    screen.open.click()
    world.settle()
    assert window.is_at(Route.PEOPLE)
    assert screen.says.words == "That is not the PIN. You can try again."
    assert screen.pin.text() == ""
    assert world.app.focusWidget() is screen.pin


def test_too_short_a_pin_cannot_be_tried(world: World) -> None:
    world.add_patient(GUARDED)
    screen = people(world.open_window())
    QTest.keyClicks(screen.pin, "246x")
    assert screen.pin.text() == "246"
    assert not screen.open.isEnabled()


def test_a_forgotten_pin_goes_by_typing_the_name(world: World) -> None:
    world.add_patient(GUARDED)
    window = world.open_window()
    people(window).forgot.click()
    question = people(window).findChild(Confirm)
    assert question is not None
    assert question.field is not None
    assert not question.button.isEnabled()
    QTest.keyClicks(question.field, " anna ")
    QTest.keyClick(question.field, Qt.Key.Key_Return)
    world.settle()
    assert window.is_at(Route.TODAY)
    [kept] = world.journal.patients()
    assert kept.pin is None
    assert kept.id == ANNA.id


def test_forgetting_may_be_taken_back(world: World) -> None:
    world.add_patient(GUARDED)
    window = world.open_window()
    people(window).forgot.click()
    question = people(window).findChild(Confirm)
    assert question is not None
    question.cancel.click()
    world.settle()
    pick(world, "Anna")
    assert people(window).pin.isVisible()


def test_shortcuts_do_not_lead_past_the_question(world: World) -> None:
    world.add_patient(GUARDED)
    window = world.open_window()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    world.settle()
    assert window.is_at(Route.PEOPLE)


def test_help_is_there_before_anyone_is_chosen(world: World) -> None:
    world.add_patient(GUARDED)
    window = world.open_window()
    QTest.keyClick(window, Qt.Key.Key_F1)
    world.settle()
    assert window.is_at(Route.HELP)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    world.wait_for(lambda: window.is_at(Route.PEOPLE))


def test_somebody_new_may_be_added(world: World) -> None:
    world.add_patient(ANNA)
    world.add_patient(BEN)
    window = world.open_window()
    people(window).add.click()
    world.settle()
    assert window.is_at(Route.FIRST_START)


# ---- whoever has left has left
CONTROL = Qt.KeyboardModifier.ControlModifier


def left_for_people(world: World) -> MainWindow:
    """Anna, who has a PIN, was here; somebody else is to be chosen."""
    world.add_patient(GUARDED)
    world.add_patient(BEN)
    window = world.open_window()
    world.state.choose_patient(GUARDED)
    window.show_today()
    window.show_people()
    world.settle()
    return window


def test_who_goes_to_the_people_is_not_here_any_more(world: World) -> None:
    window = left_for_people(world)
    assert world.state.patient is None
    assert window.is_at(Route.PEOPLE)
    assert world.journal.settings()["last_patient"] == str(ANNA.id)


def test_no_way_leads_from_the_help_past_the_pin(world: World) -> None:
    window = left_for_people(world)
    QTest.keyClick(window, Qt.Key.Key_F1)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        QTest.keyClick(window, key, CONTROL)
        world.settle()
        assert window.is_at(Route.HELP)
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    world.settle()
    assert window.is_at(Route.PEOPLE)


def test_adding_nobody_leads_back_to_the_people(world: World) -> None:
    window = left_for_people(world)
    people(window).add.click()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, FirstStartScreen)
    screen.back.click()
    world.settle()
    assert window.is_at(Route.PEOPLE)
    assert world.state.patient is None


def test_after_a_deletion_the_pin_of_who_is_left_is_asked_for(world: World) -> None:
    world.add_patient(GUARDED)
    world.add_patient(BEN)
    window = world.open_window()
    pick(world, "Ben")
    window.show_settings(Section.DATA)
    world.settle()
    world.state.delete_patient(BEN, lambda: None)
    world.settle()
    assert world.state.patients == [GUARDED]
    assert world.state.patient is None
    assert window.is_at(Route.PEOPLE)
    assert people(window).pin.isVisible()
    assert world.state.preferences.last_patient == ""


def test_after_a_deletion_the_only_one_without_a_pin_is_let_in(world: World) -> None:
    world.add_patient(ANNA)
    world.add_patient(BEN)
    window = world.open_window()
    pick(world, "Ben")
    window.show_settings(Section.DATA)
    world.settle()
    world.state.delete_patient(BEN, lambda: None)
    world.settle()
    assert window.is_at(Route.TODAY)
    assert world.state.patient == ANNA
    assert world.journal.settings()["last_patient"] == str(ANNA.id)


def test_a_set_does_not_begin_for_who_has_left_meanwhile(world: World) -> None:
    world.add_patient(GUARDED)
    world.add_patient(BEN)
    window = world.open_window()
    world.state.choose_patient(GUARDED)
    window.show_today()
    world.settle()
    window.begin(DrillSettings())
    window.show_people()
    world.settle()
    assert window.is_at(Route.PEOPLE)
    assert world.started == []
