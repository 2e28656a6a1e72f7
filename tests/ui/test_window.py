"""The ways between screens, and the look that follows the preferences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gmi_app.laterality.settings import DrillSettings
from gmi_app.ui.preferences import Appearance
from gmi_app.ui.screens.result import ResultScreen
from gmi_app.ui.screens.set_up import SetUpScreen
from gmi_app.ui.screens.settings import Section, SettingsScreen
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.rail import RailItem
from gmi_app.ui.window import MainWindow, Route
from tests.ui.looks import ANNA, BEN
from tests.ui.practice import NOW, Practice
from tests.ui.world import World

pytestmark = pytest.mark.gui

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def opened(world: World) -> MainWindow:
    world.add_patient(ANNA)
    return world.open_window()


def press(world: World, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    assert world.window is not None
    QTest.keyClick(world.window, key, modifier)
    world.settle()


def test_shortcuts_of_the_rail_and_the_way_back(world: World) -> None:
    window = opened(world)
    press(world, Qt.Key.Key_2, CONTROL)
    assert window.is_at(Route.HISTORY)
    press(world, Qt.Key.Key_3, CONTROL)
    assert window.is_at(Route.LIBRARY)
    press(world, Qt.Key.Key_4, CONTROL)
    assert window.is_at(Route.SETTINGS)
    press(world, Qt.Key.Key_Left, ALT)
    assert window.is_at(Route.LIBRARY)
    press(world, Qt.Key.Key_Left, ALT)
    assert window.is_at(Route.HISTORY)
    press(world, Qt.Key.Key_Left, ALT)
    assert window.is_at(Route.TODAY)
    press(world, Qt.Key.Key_Left, ALT)
    assert window.is_at(Route.TODAY)


def test_the_rail_says_where_we_are(world: World) -> None:
    window = opened(world)
    places = {
        "Progress": Route.HISTORY,
        "Pictures": Route.LIBRARY,
        "Settings": Route.SETTINGS,
    }
    for name, route in places.items():
        assert window.rail is not None
        items = {item.text(): item for item in window.rail.findChildren(RailItem)}
        assert "People" not in items
        items[name].click()
        world.settle()
        assert window.is_at(route)
        here = [i.text() for i in window.rail.findChildren(RailItem) if i.isChecked()]
        assert here == [name]


def test_the_rail_offers_people_when_there_are_several(world: World) -> None:
    world.add_patient(BEN)
    window = opened(world)
    world.state.choose_patient(ANNA)
    window.show_today()
    world.settle()
    assert window.rail is not None
    items = {item.text(): item for item in window.rail.findChildren(RailItem)}
    items["People"].click()
    world.settle()
    assert window.is_at(Route.PEOPLE)


def test_set_up_starts_what_it_shows(world: World) -> None:
    window = opened(world)
    wanted = DrillSettings(count=30, limit_s=8.0)
    window.show_set_up(wanted)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, SetUpScreen)
    assert window.rail is None
    screen.choices.count.set_value(40)
    screen.start.click()
    world.settle()
    assert window.is_at(Route.PAIN_BEFORE)
    QTest.keyClick(world.app.focusWidget() or window, Qt.Key.Key_Escape)
    world.settle()
    assert window.is_at(Route.SET_UP)
    assert world.started == []
    again = window.screen_widget
    assert isinstance(again, SetUpScreen)
    assert again.settings() == replace(wanted, count=40)


def test_a_set_may_start_without_an_answer_about_pain(world: World) -> None:
    window = opened(world)
    window.begin(DrillSettings())
    world.settle()
    window.screen_widget.answered.emit(None)  # type: ignore[attr-defined]
    assert world.started == [(DrillSettings(), None)]


def test_a_result_leads_to_today_or_to_another_set(world: World) -> None:
    world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    summary = practice.do_set(NOW, after=4)
    window = world.open_window()
    window.show_result(summary)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, ResultScreen)
    screen.again.click()
    world.settle()
    assert world.started == [(summary.settings, 4)]
    window.show_result(summary)
    world.settle()
    window.screen_widget.done.emit()  # type: ignore[attr-defined]
    world.settle()
    assert window.is_at(Route.TODAY)
    window.back()
    assert not window.is_at(Route.RESULT)


def test_the_look_follows_at_once_and_the_focus_stays(world: World) -> None:
    window = opened(world)
    window.show_settings(Section.LOOK)
    world.settle()
    before = window.screen_widget
    dark = before.findChild(QWidget, "look_dark")
    assert dark is not None
    QTest.mouseClick(dark, Qt.MouseButton.LeftButton)
    world.settle()
    assert theme().tokens.name == "dark"
    assert window.screen_widget is not before
    focused = world.app.focusWidget()
    assert focused is not None
    assert focused.objectName() == "look_dark"
    assert world.journal.settings()["appearance"] == "dark"
    assert window.is_at(Route.SETTINGS)


def test_every_screen_survives_a_change_of_the_look(world: World) -> None:
    world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    summary = practice.do_set(NOW)
    window = world.open_window()
    ways = (
        window.show_today,
        window.show_history,
        window.show_settings,
        window.show_set_up,
        lambda: window.show_result(summary),
        window.show_help,
        window.show_people,
        window.show_first_start,
    )
    looks = (Appearance.DARK, Appearance.CONTRAST, Appearance.LIGHT)
    for i, way in enumerate(ways):
        way()
        world.settle()
        route = window.route
        world.state.change_preferences(appearance=looks[i % 3], text_percent=200 if i % 2 else 100)
        world.settle()
        assert window.is_at(route)
        assert theme().scale == (2.0 if i % 2 else 1.0)


def test_reduced_motion_changes_without_building_again(world: World) -> None:
    window = opened(world)
    before = window.screen_widget
    world.state.change_preferences(reduced_motion=True)
    world.settle()
    assert theme().reduced_motion
    assert theme().fade_ms == 0
    assert window.screen_widget is before


def test_the_open_section_of_the_settings_is_remembered(world: World) -> None:
    window = opened(world)
    window.show_settings()
    screen = window.screen_widget
    assert isinstance(screen, SettingsScreen)
    screen.tabs.chip(Section.PRIVACY).click()
    window.show_today()
    window.show_settings()
    again = window.screen_widget
    assert isinstance(again, SettingsScreen)
    assert again.tabs.at == Section.PRIVACY


def test_when_the_person_is_gone_it_starts_again(world: World) -> None:
    world.add_patient(BEN)
    window = opened(world)
    world.state.choose_patient(ANNA)
    window.show_history()
    world.settle()
    world.state.patient = None
    world.state.patient_changed.emit()
    world.settle()
    assert window.is_at(Route.PEOPLE)


def test_closing_tells_the_program(world: World) -> None:
    window = opened(world)
    told: list[bool] = []
    window.closed.connect(lambda: told.append(True))
    window.close()
    assert told == [True]
