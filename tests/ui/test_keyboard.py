"""By keyboard alone: the focus stays where the person is, pages scroll, Esc and Alt+Left go back
step by step, and what asks something is in sight."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.facts.rating import When
from gmi_app.ui.preferences import Appearance, Preferences
from gmi_app.ui.screens.history import TABLE, HistoryScreen
from gmi_app.ui.screens.result import ResultScreen
from gmi_app.ui.screens.session_detail import SessionDetail
from gmi_app.ui.screens.settings import Section, SettingsScreen
from gmi_app.ui.screens.settings_data import DataSettings
from gmi_app.ui.screens.settings_person import PersonSettings
from gmi_app.ui.theme import Theme, apply
from gmi_app.ui.widgets.buttons import Button, Key
from gmi_app.ui.widgets.choice_card import ChoiceRow
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.focus import tab_stops
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.window import MainWindow, Route
from gmi_app.ui.window_room import first_size
from tests.ui.looks import ANNA, BEN, SCENES
from tests.ui.practice import NOW, Practice
from tests.ui.world import World

pytestmark = pytest.mark.gui

SMALL = (1024, 640)
ALT = Qt.KeyboardModifier.AltModifier


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


# ---- the size
@pytest.mark.parametrize(
    ("room", "wanted"),
    [
        ((1920, 1040), (1280, 800)),
        ((1366, 728), (1280, 698)),
        ((1024, 640), (1024, 640)),
        ((800, 600), (1024, 640)),
    ],
)
def test_the_window_opens_no_larger_than_the_screen_has_room(
    room: tuple[int, int], wanted: tuple[int, int]
) -> None:
    assert first_size(QSize(*room), 30) == QSize(*wanted)


def test_the_first_window_takes_the_room_of_its_screen(world: World) -> None:
    window = MainWindow(world.state, world.services)
    room = window.screen().availableGeometry().size()
    assert window.height() <= room.height()
    assert window.width() <= max(room.width(), 1024)
    window.deleteLater()


# ---- scrolling
@pytest.mark.parametrize("where", ["help", "privacy", "privacy_rail", "result"])
def test_a_page_scrolls_by_keys(world: World, where: str) -> None:
    window = opened(world)
    world.state.change_preferences(text_percent=150)
    world.settle()
    if where == "help":
        window.show_help()
        world.settle()
    elif where == "result":
        practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
        window.show_result(practice.do_set(NOW))
        world.settle()
    else:
        screen = settings(world, Section.PRIVACY)
        rail = window.rail
        assert rail is not None
        (tab_stops(rail)[0] if where == "privacy_rail" else screen.tabs.chip(5)).setFocus()
    screen_widget = window.screen_widget
    pages = [screen_widget] if isinstance(screen_widget, Page) else []
    page = (pages or screen_widget.findChildren(Page))[0]
    bar = page.area.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0
    was = focused(world)
    press(world, Qt.Key.Key_PageDown)
    once = bar.value()
    assert once > 0
    press(world, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    press(world, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    press(world, Qt.Key.Key_Home)
    assert bar.value() == 0
    if not where.startswith("privacy"):  # there, the arrows go through sections and places
        press(world, Qt.Key.Key_Down)
        assert 0 < bar.value() < once
        press(world, Qt.Key.Key_Up)
        assert bar.value() == 0
    assert focused(world) is was


# ---- the look
def test_the_text_size_of_the_first_start_goes_on_by_keyboard(world: World) -> None:
    window = world.open_window()
    key = window.screen_widget.findChild(QWidget, "text_100")
    assert key is not None
    key.setFocus()
    for percent in (125, 150, 175, 200):
        press(world, Qt.Key.Key_Right)
        assert focused(world).objectName() == f"text_{percent}"
        assert world.state.preferences.text_percent == percent
    press(world, Qt.Key.Key_Left)
    assert focused(world).objectName() == "text_175"
    assert focused(world).focusPolicy() & Qt.FocusPolicy.TabFocus
    page = next(p for p in window.screen_widget.findChildren(Page) if p.isVisible())
    assert in_sight(page, focused(world))


def test_the_look_goes_on_by_keyboard(world: World) -> None:
    screen = settings(world, Section.LOOK)
    light = screen.findChild(QWidget, "look_light")
    assert light is not None
    light.setFocus()
    for look in ("dark", "contrast"):
        press(world, Qt.Key.Key_Right)
        assert focused(world).objectName() == f"look_{look}"
        assert world.state.preferences.appearance == look
    assert world.window is not None
    motion = world.window.screen_widget.findChild(QWidget, "reduced_motion")
    assert motion is not None
    motion.setFocus()
    for on in (True, False):
        press(world, Qt.Key.Key_Space)
        assert world.state.preferences.reduced_motion is on
        assert focused(world).objectName() == "reduced_motion"


# ---- one step back
@pytest.mark.parametrize("on_the_rail", [False, True])
@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Left])
def test_from_an_opened_set_back_to_the_list_first(
    world: World, key: Qt.Key, on_the_rail: bool
) -> None:
    world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    summary = practice.do_set(NOW)
    window = world.open_window()
    window.show_history()
    world.settle()
    history = window.screen_widget
    assert isinstance(history, HistoryScreen)
    history.show_view(TABLE)
    history.table.setFocus()
    history.open_set(summary)
    world.settle()
    assert focused(world) is history.detail.back
    if on_the_rail:
        assert window.rail is not None
        tab_stops(window.rail)[0].setFocus()
    press(world, key, *([ALT] if key == Qt.Key.Key_Left else []))
    assert window.is_at(Route.HISTORY)
    assert window.screen_widget is history
    assert history.table.isVisible()
    assert focused(world) is history.table
    press(world, key, *([ALT] if key == Qt.Key.Key_Left else []))
    assert window.is_at(Route.HISTORY if key == Qt.Key.Key_Escape else Route.TODAY)


# ---- rebuilt in its place
def test_the_keyboard_stays_at_the_pin(world: World) -> None:
    section = settings(world, Section.PERSON).section
    assert isinstance(section, PersonSettings)
    pin = section.pin
    pin.set_button.setFocus()
    press(world, Qt.Key.Key_Space)
    QTest.keyClicks(pin.first, "1357")
    QTest.keyClicks(pin.again, "1357")
    pin.keep_button.setFocus()
    press(world, Qt.Key.Key_Space)
    assert focused(world) is pin.set_button
    press(world, Qt.Key.Key_Space)
    assert focused(world) is pin.first
    cancel = next(b for b in pin.findChildren(Button) if b.text() == "Cancel")
    cancel.setFocus()
    press(world, Qt.Key.Key_Space)
    assert focused(world) is pin.set_button
    pin.remove_button.setFocus()
    press(world, Qt.Key.Key_Space)
    assert focused(world) is pin.set_button


def set_opened(world: World, after: int | None) -> SessionDetail:
    world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    summary = practice.do_set(NOW, before=4, after=after)
    window = world.open_window()
    window.show_history()
    world.settle()
    history = window.screen_widget
    assert isinstance(history, HistoryScreen)
    history.open_set(summary)
    world.settle()
    return history.detail


def test_a_pain_is_changed_by_digits_and_the_keyboard_stays(world: World) -> None:
    detail = set_opened(world, after=9)
    after = detail.mend.pains[When.AFTER]
    after.change.setFocus()
    press(world, Qt.Key.Key_Space)
    assert after.scale.isAncestorOf(focused(world))
    press(world, Qt.Key.Key_Escape)
    assert detail.isVisible()
    assert focused(world) is after.change
    press(world, Qt.Key.Key_Space)
    press(world, Qt.Key.Key_5)
    assert world.journal.summaries(ANNA.id)[0].pain_after == 5
    assert focused(world) is after.change


def test_a_pain_after_that_was_not_given_is_added(world: World) -> None:
    detail = set_opened(world, after=None)
    after = detail.mend.pains[When.AFTER]
    assert after.change.text() == "Add"
    after.change.setFocus()
    press(world, Qt.Key.Key_Space)
    press(world, Qt.Key.Key_3)
    assert world.journal.summaries(ANNA.id)[0].pain_after == 3
    assert after.change.text() == "Change"
    world.clock.now += timedelta(seconds=5)
    press(world, Qt.Key.Key_Space)
    press(world, Qt.Key.Key_2)
    assert world.journal.summaries(ANNA.id)[0].pain_after == 2


# ---- the order of a result
def test_tab_reaches_the_pain_first_then_what_comes_next(world: World) -> None:
    world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    window = world.open_window()
    window.show_result(practice.do_set(NOW))
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, ResultScreen)
    assert focused(world) is screen
    press(world, Qt.Key.Key_Tab)
    assert screen.pain.scale.isAncestorOf(focused(world))
    for stop in (screen.again, screen.finish):
        press(world, Qt.Key.Key_Tab)
        assert focused(world) is stop
    press(world, Qt.Key.Key_Tab)
    assert screen.trend.isAncestorOf(focused(world))


# ---- the ring
@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("kind", ["secondary", "quiet", "chip", "segment", "grave"])
def test_only_our_own_ring_shows_the_focus(world: World, kind: str, appearance: Appearance) -> None:
    apply(world.app, Theme.from_preferences(Preferences(appearance=appearance)))
    holder = QWidget()
    box = QVBoxLayout(holder)
    keys = [Key("", kind, 56, holder) for _ in range(2)]
    for key in keys:
        box.addWidget(key)
    world.show(holder, 200, 160)
    holder.activateWindow()
    world.wait_for(holder.isActiveWindow)
    keys[0].setFocus()
    QTest.keyClick(keys[0], Qt.Key.Key_Tab)
    assert keys[1].hasFocus()
    holder.setAutoFillBackground(True)
    image = holder.grab(keys[1].geometry()).toImage()
    wide, tall = image.width(), image.height()
    across = {image.pixel(x, tall // 2) for x in range(5, wide - 5)}
    down = {image.pixel(wide // 2, y) for y in range(5, tall - 5)}
    assert across == down == {image.pixel(wide // 2, tall // 2)}
    holder.close()
    holder.deleteLater()


def test_the_arrows_go_through_the_people(world: World) -> None:
    window = opened(world)
    window.show_people()
    world.settle()
    first = focused(world)
    press(world, Qt.Key.Key_Down)
    assert isinstance(focused(world), ChoiceRow)
    assert focused(world) is not first
    press(world, Qt.Key.Key_Up)
    assert focused(world) is first


# ---- Tab
@pytest.mark.parametrize(
    "scene",
    [
        "clinic_patients",
        "exchange_2_invitation",
        "exchange_4_open_plan",
        "first_start_1_welcome",
        "flare",
        "library",
        "planned_suggestion",
    ],
)
def test_tab_comes_by_everything_wherever_the_keyboard_begins(world: World, scene: str) -> None:
    SCENES[scene](world)
    assert world.window is not None
    met: list[QWidget] = []
    while focused(world) not in met:
        met.append(focused(world))
        press(world, Qt.Key.Key_Tab)
    assert focused(world) is met[0]
    stops = tab_stops(world.window.screen_widget)
    assert len(stops) > 2
    assert [stop for stop in stops if stop not in met] == []
    press(world, Qt.Key.Key_Backtab)
    assert focused(world) is met[-1]
