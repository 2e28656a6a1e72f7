"""Today, with a real journal behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import StopReason
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.ui.screens.set_up import SetUpScreen
from gmi_app.ui.screens.today import TodayScreen
from gmi_app.ui.screens.today_cards import CheckUpCard, DueCard, ResultCard
from gmi_app.ui.shelf import Shelf
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.window import MainWindow, Route
from tests.ui.looks import ANNA
from tests.ui.practice import NOW, Practice
from tests.ui.pressing import held
from tests.ui.world import World

pytestmark = pytest.mark.gui


def words_of(widget: QWidget) -> list[str]:
    return [text.words for text in widget.findChildren(Text) if text.isVisible()]


def opened(world: World) -> tuple[MainWindow, TodayScreen]:
    world.add_patient(ANNA)
    window = world.open_window()
    screen = window.screen_widget
    assert isinstance(screen, TodayScreen)
    return window, screen


def press(screen: QWidget, name: str) -> None:
    button = screen.findChild(Button, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("hour", "hello"),
    [
        (4, "Good evening, Anna"),
        (5, "Good morning, Anna"),
        (12, "Good afternoon, Anna"),
        (18, "Good evening, Anna"),
    ],
)
def test_greets_by_the_time_of_day(world: World, hour: int, hello: str) -> None:
    world.clock.now = NOW.replace(hour=hour, minute=0)
    _, screen = opened(world)
    assert hello in words_of(screen)


def test_before_the_first_set_it_says_what_comes(world: World) -> None:
    _, screen = opened(world)
    said = words_of(screen)
    assert "20 pictures, no time limit" in said
    assert "About 3 minutes" in said
    assert "Nothing here yet" in said
    assert screen.findChild(CheckUpCard) is None


def test_a_glimpse_is_shown_before_the_database_answers(world: World) -> None:
    anna = world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=anna)
    practice.do_set(NOW - timedelta(hours=5))
    practice.do_set(NOW - timedelta(hours=2))
    world.state.patient = anna
    world.state.expect(world.journal.summaries(anna.id))
    held = Event()
    world.lane.run(held.wait)  # the database is still being opened
    screen = TodayScreen(world.state, world.services)
    try:
        assert screen.findChild(Button, "start") is not None
        card = screen.findChild(DueCard)
        assert len(screen.findChildren(ResultCard)) == 2
    finally:
        held.set()
    world.settle()
    assert screen.findChild(DueCard) is card  # the same sets: nothing is built anew
    assert world.state.take_glimpse() is None
    screen.deleteLater()


def test_start_asks_for_the_pain_and_then_starts(world: World) -> None:
    window, screen = opened(world)
    press(screen, "start")
    world.settle()
    assert window.is_at(Route.PAIN_BEFORE)
    QTest.keyClick(world.app.focusWidget() or window, Qt.Key.Key_6)
    assert world.started == [(DrillSettings(), 6)]
    assert window.is_at(Route.TODAY)


def test_enter_starts(world: World) -> None:
    _, screen = opened(world)
    button = screen.findChild(Button, "start")
    assert button is not None
    assert world.app.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Return)
    world.settle()
    QTest.keyClick(world.app.focusWidget() or screen, Qt.Key.Key_0)
    assert world.started == [(DrillSettings(), 0)]


def test_pain_of_a_short_while_ago_is_not_asked_again(world: World) -> None:
    _, screen = opened(world)
    QTest.keyClick(screen, Qt.Key.Key_3)
    world.clock.now = NOW + timedelta(minutes=29)
    press(screen, "start")
    world.settle()
    assert world.started == [(DrillSettings(), 3)]


def test_after_half_an_hour_it_is_asked_again(world: World) -> None:
    window, screen = opened(world)
    QTest.keyClick(screen, Qt.Key.Key_3)
    world.clock.now = NOW + timedelta(minutes=31)
    press(screen, "start")
    world.settle()
    assert window.is_at(Route.PAIN_BEFORE)
    assert world.started == []


def test_change_opens_the_set_up(world: World) -> None:
    window, screen = opened(world)
    press(screen, "change")
    assert window.is_at(Route.SET_UP)


def test_change_starts_from_what_is_due(world: World) -> None:
    world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    practice.do_set(NOW - timedelta(hours=2), DrillSettings(count=30))
    practice.do_set(NOW - timedelta(hours=1), DrillSettings.for_check_up())
    window = world.open_window()
    press(window.screen_widget, "change")
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, SetUpScreen)
    assert screen.settings() == DrillSettings(count=30)


def pains(world: World) -> list[int]:
    world.settle()
    return [rating.value for rating in world.journal.ratings(ANNA.id)]


def test_pain_is_noted_with_one_press_and_undone_with_another(world: World) -> None:
    _, screen = opened(world)
    key = screen.pain.scale.findChildren(QWidget)
    four = next(w for w in key if w.accessibleName() == "Pain 4 of 10")
    QTest.mouseClick(four, Qt.MouseButton.LeftButton)
    assert pains(world) == [4]
    assert "Noted 4 at 9:30." in words_of(screen)
    QTest.mouseClick(screen.pain.undo, Qt.MouseButton.LeftButton)
    assert pains(world) == []
    assert screen.pain.scale.value is None
    assert not any(said.startswith("Noted") for said in words_of(screen))


def test_a_held_digit_is_one_rating(world: World) -> None:
    _, screen = opened(world)
    QTest.keyPress(screen, Qt.Key.Key_4)
    world.clock.now += timedelta(minutes=3)  # from then on a digit is a rating of its own
    for _ in range(3):
        QApplication.sendEvent(screen, held(Qt.Key.Key_4))
    assert pains(world) == [4]


def test_a_digit_held_at_the_question_answers_it_once(world: World) -> None:
    window, _ = opened(world)
    window.begin(DrillSettings())
    world.settle()
    answers: list[object] = []
    window.screen_widget.answered.connect(answers.append)  # type: ignore[attr-defined]
    QApplication.sendEvent(window.screen_widget, held(Qt.Key.Key_4))
    assert answers == []


def test_a_mistyped_value_is_mended_not_added(world: World) -> None:
    _, screen = opened(world)
    QTest.keyClick(screen, Qt.Key.Key_4)
    world.clock.now = NOW + timedelta(seconds=90)
    QTest.keyClick(screen, Qt.Key.Key_5)
    assert pains(world) == [5]
    assert len(world.journal.corrections(ANNA.id)) == 1
    assert "Noted 5 at 9:30." in words_of(screen)


def test_a_later_value_is_a_rating_of_its_own(world: World) -> None:
    _, screen = opened(world)
    QTest.keyClick(screen, Qt.Key.Key_4)
    world.clock.now = NOW + timedelta(minutes=3)
    QTest.keyClick(screen, Qt.Key.Key_5)
    assert pains(world) == [5, 4]


def test_a_rating_of_a_set_is_not_mended_from_here(world: World) -> None:
    world.add_patient(ANNA)
    session = Practice(world.journal, world.catalogue.pictures, patient=ANNA).do_set(NOW).session
    rating = Rating(UUID(int=5), ANNA.id, Moment(NOW), RatingKind.PAIN_NOW, 7, When.AFTER, session)
    world.journal.add_rating(rating)
    window = world.open_window()
    QTest.keyClick(window.screen_widget, Qt.Key.Key_2)
    world.settle()
    assert world.journal.corrections(ANNA.id) == []
    assert world.journal.ratings(ANNA.id, limit=1)[0].value == 2


def test_last_results_and_the_check_up(world: World) -> None:
    world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    for days in (3, 2, 1):
        practice.do_set(NOW - timedelta(days=days))
    practice.do_set(NOW - timedelta(hours=1), stopped=StopReason.TIRED, answered=8)
    window = world.open_window()
    cards = window.screen_widget.findChildren(ResultCard)
    titles = [words_of(card)[0] for card in cards]
    assert titles == ["Today 8:30, stopped early", "Yesterday 9:30"]
    assert cards[1].accessibleName().startswith("Yesterday 9:30. Left ")
    press(window.screen_widget, "check_up")
    world.settle()
    QTest.keyClick(world.app.focusWidget() or window, Qt.Key.Key_2)
    assert world.started == [(DrillSettings.for_check_up(), 2)]


def test_a_set_without_an_answer_is_no_result(world: World) -> None:
    world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    for _ in range(3):
        practice.do_set(NOW, stopped=StopReason.TIRED, answered=0)
    screen = world.open_window().screen_widget
    assert screen.findChildren(ResultCard) == []
    assert screen.findChildren(CheckUpCard) == []
    assert "Nothing here yet" in words_of(screen)
    assert not any("done today" in words for words in words_of(screen))


def test_all_results_lead_to_the_history(world: World) -> None:
    world.add_patient(ANNA)
    Practice(world.journal, world.catalogue.pictures, patient=ANNA).do_set(NOW)
    window = world.open_window()
    press(window.screen_widget, "all_results")
    world.settle()
    assert window.is_at(Route.HISTORY)


def test_a_new_set_shows_without_losing_the_focus_in_the_scale(world: World) -> None:
    _, screen = opened(world)
    screen.pain.scale.setFocus()
    focused = world.app.focusWidget()
    Practice(world.journal, world.catalogue.pictures, patient=ANNA).do_set(NOW)
    world.state.records_changed.emit()
    world.settle()
    assert len(screen.findChildren(ResultCard)) == 1
    assert world.app.focusWidget() is focused


def test_notices_are_shown_until_they_are_put_away(world: World) -> None:
    sentence = "A set was interrupted. What was answered is kept."
    world.services = replace(world.services, notices=(sentence,))
    window, screen = opened(world)
    notice = screen.findChild(Notice)
    assert notice is not None
    assert notice.words.words == sentence
    close = notice.findChild(Button)
    assert close is not None
    close.click()
    assert not notice.isVisible()
    window.show_today()
    world.settle()
    assert window.screen_widget.findChild(Notice) is None


def test_without_pictures_it_says_what_to_do(world: World) -> None:
    none = Catalogue(world.catalogue.folder, ())
    packs = world.services.data_folder / "none"
    shelf = Shelf(none, world.state, world.opened.pictures, packs, world.state)
    world.services = replace(world.services, shelf=shelf)
    _, screen = opened(world)
    card = screen.findChild(DueCard)
    assert card is not None
    assert not card.start_button.isVisible()
    assert any("install the program again" in said for said in words_of(card))
