"""By keyboard alone: the focus stays where the person is, pages scroll, Esc and Alt+Left go back
step by step, and what asks something is in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gmi_app.ui.screens.settings import Section, SettingsScreen
from gmi_app.ui.screens.settings_data import DataSettings
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.window import MainWindow
from tests.ui.looks import ANNA, BEN
from tests.ui.world import World

pytestmark = pytest.mark.gui

SMALL = (1024, 640)


def opened(world: World) -> MainWindow:
    """Anna is here and Ben is known; the smallest window there is."""
    world.add_patient(ANNA)
    world.add_patient(BEN)
    world.state.choose_patient(ANNA)
    return world.open_window(*SMALL)


def settings(world: World, section: Section) -> SettingsScreen:
    window = world.window or opened(world)
    window.show_settings(section)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, SettingsScreen)
    return screen


def focused(world: World) -> QWidget:
    widget = world.app.focusWidget()
    assert widget is not None
    return widget


def press(world: World, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    modifier = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused(world), key, modifier)
    world.settle()


def in_sight(page: Page, part: QWidget) -> bool:
    """All of it is within what the page shows."""
    view = page.area.viewport()
    top = part.mapTo(view, QPoint(0, 0)).y()
    return top >= 0 and top + part.height() <= view.height()


# ---- what asks something
@pytest.mark.parametrize("everything", [False, True])
def test_the_question_before_a_deletion_is_in_sight_below_its_button(
    world: World, everything: bool
) -> None:
    screen = settings(world, Section.DATA)
    section = screen.section
    assert isinstance(section, DataSettings)
    button = section.delete_all if everything else section.delete_buttons[1]
    button.setFocus()
    world.settle()
    press(world, Qt.Key.Key_Space)
    [question] = section.findChildren(Confirm)
    assert focused(world) is question.field
    assert in_sight(screen, question)
    assert question.mapTo(section, QPoint(0, 0)).y() > button.mapTo(section, QPoint(0, 0)).y()


def test_escape_declines_and_leads_back_to_the_button(world: World) -> None:
    screen = settings(world, Section.DATA)
    section = screen.section
    assert isinstance(section, DataSettings)
    section.delete_buttons[1].setFocus()
    press(world, Qt.Key.Key_Space)
    press(world, Qt.Key.Key_Escape)
    assert not section.findChildren(Confirm)
    assert focused(world) is section.delete_buttons[1]
    assert in_sight(screen, section.delete_buttons[1])
    assert len(world.journal.patients()) == 2


def test_what_is_being_done_is_in_sight_and_the_focus_comes_back(world: World) -> None:
    screen = settings(world, Section.DATA)
    section = screen.section
    assert isinstance(section, DataSettings)
    section.export.setFocus()
    section._do_export(str(world.services.data_folder.parent / "tables"))
    world.settle()
    assert in_sight(screen, section.task)
    assert focused(world) is section.export
