"""Start of Today stays in sight: at the foot of the screen while its card is scrolled away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from gmi_app.ui.preferences import Preferences
from gmi_app.ui.programme.suggestion_card import SuggestionCard
from gmi_app.ui.routes import Route
from gmi_app.ui.screens.today import TodayScreen
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, plan_of, practise, press
from tests.ui.world import World

pytestmark = pytest.mark.gui

SMALLEST = (1024, 700)


@pytest.fixture
def large(qapp: QApplication, tmp_path: Path, drawn_pictures: Path) -> Iterator[World]:
    """With text of 200 %."""
    world = World(tmp_path, drawn_pictures, preferences=Preferences(text_percent=200))
    yield world
    world.close()


def suggested(world: World) -> TodayScreen:
    """Today in the smallest window, with a suggestion above what is due."""
    practise(world, plan_of(world), 5)
    screen = world.open_window(*SMALLEST).screen_widget
    assert isinstance(screen, TodayScreen)
    assert screen.findChild(SuggestionCard) is not None
    return screen


def button(screen: QWidget, name: str) -> QAbstractButton:
    found = screen.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def in_sight(part: QWidget) -> bool:
    """Every pixel of it can be seen in the window."""
    whole = QRect(QPoint(0, 0), part.size())
    return part.isVisible() and part.visibleRegion().boundingRect() == whole


def test_start_is_in_sight_with_the_reasons_open(large: World) -> None:
    screen = suggested(large)
    press(large, "why")
    assert not in_sight(button(screen, "start"))
    assert in_sight(button(screen, "start_below"))


def test_the_suggestion_is_seen_first_and_enter_starts(large: World) -> None:
    screen = suggested(large)
    card = screen.findChild(SuggestionCard)
    assert card is not None
    assert in_sight(card)
    below = button(screen, "start_below")
    assert below.hasFocus()
    assert below.accessibleDescription() == button(screen, "start").accessibleDescription() != ""
    QTest.keyClick(below, Qt.Key.Key_Return)
    large.settle()
    assert large.window is not None
    assert large.window.is_at(Route.PAIN_BEFORE)


def test_only_one_of_them_is_shown_and_the_focus_goes_with_it(large: World) -> None:
    screen = suggested(large)
    above, below = button(screen, "start"), button(screen, "start_below")
    scroll = screen.area.verticalScrollBar()
    QTest.keyClick(screen, Qt.Key.Key_PageDown)
    large.settle()
    assert scroll.value() > 0
    assert in_sight(above)
    assert not below.isVisible()
    assert above.hasFocus()
    QTest.keyClick(screen, Qt.Key.Key_Home)
    large.settle()
    assert scroll.value() == 0
    assert not in_sight(above)
    assert in_sight(below)
    assert below.hasFocus()
    QTest.keyClick(screen, Qt.Key.Key_End)
    large.settle()
    assert scroll.value() == scroll.maximum() > 0  # where the person went, it stays
    assert in_sight(below)


def test_who_reads_the_reasons_keeps_the_focus_on_them(large: World) -> None:
    screen = suggested(large)
    why = button(screen, "why")
    why.setFocus()
    why.click()
    large.settle()
    assert why.hasFocus()


def test_the_focus_stays_below_when_the_day_is_read_again(large: World) -> None:
    screen = suggested(large)
    large.clock.now = NOW.replace(hour=23)
    large.state.records_changed.emit()
    large.settle()
    assert button(screen, "start_below").hasFocus()


def test_where_there_is_room_start_is_on_its_card_alone(world: World) -> None:
    practise(world, plan_of(world), 5)
    screen = world.open_window().screen_widget
    assert in_sight(button(screen, "start"))
    assert not button(screen, "start_below").isVisible()


def test_without_anything_due_there_is_nothing_to_start(large: World) -> None:
    screen = suggested(large)
    press(large, "not_today")
    while screen.findChild(QAbstractButton, "not_today") is not None:
        press(large, "not_today")
    assert not button(screen, "start_below").isVisible()


def test_without_a_plan_likewise(large: World) -> None:
    large.add_patient(ANNA)
    window = large.open_window(SMALLEST[0], 640)
    screen = window.screen_widget
    above, below = button(screen, "start"), button(screen, "start_below")
    assert not in_sight(above)
    assert in_sight(below)
    below.click()
    large.settle()
    assert window.is_at(Route.PAIN_BEFORE)


def test_a_window_that_is_made_larger_or_smaller(large: World) -> None:
    screen = suggested(large)
    assert large.window is not None
    for height, below in ((1300, False), (700, True), (1300, False)):
        large.window.resize(SMALLEST[0], height)
        large.settle()
        assert button(screen, "start_below").isVisible() is below
        assert in_sight(button(screen, "start_below" if below else "start"))
