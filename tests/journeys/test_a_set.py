"""A left-right set from start to finish, as a person does it."""

from __future__ import annotations

import csv
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gmi_app.clock import SystemClock
from gmi_app.exchange.csv_export import export_journal
from gmi_app.facts.session import EndKind, EventKind, StopReason
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.trial import InputMethod, Outcome
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.progress.summary import SessionSummary
from gmi_app.storage.opening import open_data
from gmi_app.ui.preferences import AnswerKeys, Preferences
from gmi_app.ui.stage.sheets import PainSheet, PausedSheet, ReadySheet, StopSheet
from gmi_app.ui.window import Route
from tests.journeys.conftest import Start
from tests.journeys.driver import Driver, task

pytestmark = pytest.mark.gui

TEN = DrillSettings(count=10, angles=FOUR_ANGLES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder in which Anna is known."""
    folder = tmp_path / "data"
    folder.mkdir()
    opened = open_data(folder, SystemClock())
    moment = SystemClock().moment()
    opened.journal.save_patient(Patient(uuid4(), moment, "Anna", AffectedSide.LEFT, BodyPart.HAND))
    opened.close()
    return folder


def stored(driver: Driver) -> SessionSummary:
    """The newest set, read again from the database."""
    driver.calm()
    state = driver.program.state
    assert state is not None
    assert state.patient is not None
    return state.journal.summaries(state.patient.id)[0]


def test_from_today_to_the_result_and_found_again_tomorrow(start: Start, folder: Path) -> None:
    driver = start(task(folder))
    driver.click(driver.find("start"))
    driver.say_pain(4)
    driver.wait_for_sheet(ReadySheet)
    driver.key(Qt.Key.Key_Space)
    drill = driver.session.drill
    assert drill is not None
    count = drill.total
    for number in range(count):
        driver.answer(right=number != 3)
    driver.finish()
    assert driver.window.is_at(Route.RESULT)
    summary = stored(driver)
    assert summary.end is EndKind.COMPLETED
    assert summary.trials == count
    assert summary.method is InputMethod.ONE_HAND_KEYS
    assert summary.pain_before == 4
    sides = (summary.measures.left, summary.measures.right)
    assert sum(side.scored + side.anticipations for side in sides) == count
    driver.until(lambda: QApplication.focusWidget() is driver.window.screen_widget)
    driver.calm()  # Today, which was left, has read what it wanted: the keyboard stays here
    focused = QApplication.focusWidget()
    assert focused is driver.window.screen_widget
    QTest.keyClick(focused, Qt.Key.Key_5)
    driver.calm()
    assert stored(driver).pain_after == 5
    driver.press_words("Done")
    assert driver.window.is_at(Route.TODAY)
    driver.close()

    tomorrow = start(task(folder))
    tomorrow.calm()
    again = stored(tomorrow)
    assert again.session == summary.session
    assert again.pain_after == 5
    tomorrow.window.show_history()
    tomorrow.calm()


def test_drill_start_now_on_a_new_folder_goes_straight_to_the_pictures(
    start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    driver = start(task(folder, drill=TEN, start_now=True, seed=7))
    for _ in range(10):
        driver.answer()
    driver.finish()
    assert driver.window.route is Route.RESULT
    summary = stored(driver)
    assert summary.trials == 10
    journal = driver.program.state.journal  # type: ignore[union-attr]
    trials = journal.trials(summary.session)
    assert [t.answer for t in trials] == [t.side for t in trials]
    assert all(t.onset.painted_ns <= t.onset.onset_ns for t in trials)
    session = journal.session(summary.session)
    assert session.seed == 7
    assert session.screen.picture_px > 100
    assert session.screen.stage_grey == "#d3d3d3"


def test_the_same_seed_shows_the_same_set(start: Start, tmp_path: Path) -> None:
    orders = []
    for name in ("a", "b"):
        driver = start(task(tmp_path / name, drill=TEN, start_now=True, seed=11))
        driver.see()
        drill = driver.session.drill
        assert drill is not None
        orders.append([drill.presented, *drill.upcoming])
        driver.close()
    assert orders[0] == orders[1]


def test_stop_keeps_the_answers_and_the_reason(start: Start, folder: Path) -> None:
    driver = start(task(folder, drill=TEN))
    driver.say_pain(3)
    driver.wait_for_sheet(ReadySheet)
    driver.key(Qt.Key.Key_Return)
    for _ in range(3):
        driver.answer()
    driver.see()
    driver.key(Qt.Key.Key_Escape)
    sheet = driver.wait_for_sheet(StopSheet)
    assert isinstance(sheet, StopSheet)
    sheet.chosen.emit(StopReason.TIRED)
    driver.finish()
    summary = stored(driver)
    assert (summary.end, summary.reason) == (EndKind.STOPPED, StopReason.TIRED)
    assert summary.trials == 3
    assert driver.window.route is Route.RESULT


def test_stop_can_be_taken_back(start: Start, folder: Path) -> None:
    driver = start(task(folder, drill=TEN, start_now=True))
    driver.answer()
    driver.see()
    QTest.mouseClick(driver.session.stage.stop, Qt.MouseButton.LeftButton)
    sheet = driver.wait_for_sheet(StopSheet)
    assert sheet.other is not None
    QTest.mouseClick(sheet.other, Qt.MouseButton.LeftButton)
    for _ in range(9):
        driver.answer()
    driver.finish()
    assert stored(driver).end is EndKind.COMPLETED
    assert stored(driver).trials == 10


def test_more_pain_is_one_press_and_stopping_comes_first(start: Start, folder: Path) -> None:
    driver = start(task(folder, drill=TEN, start_now=True))
    driver.answer()
    driver.see()
    QTest.mouseClick(driver.session.stage.pain, Qt.MouseButton.LeftButton)
    driver.wait_for_sheet(PainSheet)
    driver.key(Qt.Key.Key_Space)
    driver.finish()
    summary = stored(driver)
    assert (summary.end, summary.reason) == (EndKind.STOPPED, StopReason.MORE_PAIN)
    journal = driver.program.state.journal  # type: ignore[union-attr]
    kinds = [event.kind for event in journal.events(summary.session)]
    assert kinds == [EventKind.MORE_PAIN, EventKind.TRIAL_DISCARDED]


def test_another_window_in_front_pauses(start: Start, folder: Path) -> None:
    driver = start(task(folder, drill=TEN, start_now=True))
    driver.answer()
    driver.see()
    driver.session.stage.interrupted.emit(EventKind.FOCUS_LOST)
    driver.wait_for_sheet(PausedSheet)
    driver.key(Qt.Key.Key_Left)
    driver.key(Qt.Key.Key_Space)
    for _ in range(9):
        driver.answer()
    driver.finish()
    summary = stored(driver)
    assert summary.trials == 10
    journal = driver.program.state.journal  # type: ignore[union-attr]
    kinds = [event.kind for event in journal.events(summary.session)]
    assert kinds == [EventKind.FOCUS_LOST, EventKind.TRIAL_DISCARDED, EventKind.RESUMED]


def test_a_computer_that_slept_pauses_the_set(start: Start, folder: Path) -> None:
    driver = start(task(folder, drill=TEN, start_now=True))
    side = driver.see()
    driver.clock.slept_s = 3600.0
    driver.key(Qt.Key.Key_Left if side == "left" else Qt.Key.Key_Right)
    driver.wait_for_sheet(PausedSheet)
    assert driver.session.drill is not None
    assert driver.session.drill.answered == 0


def test_another_size_pauses_and_the_pictures_fit_again(start: Start, folder: Path) -> None:
    driver = start(task(folder, drill=TEN, start_now=True))
    driver.answer()
    driver.see()
    stage = driver.session.stage
    stage.showNormal()
    stage.resize(1100, 720)
    driver.wait_for_sheet(PausedSheet)
    driver.key(Qt.Key.Key_Space)
    driver.see()
    assert driver.session.prepared
    for _ in range(9):
        driver.answer()
    driver.finish()
    assert stored(driver).trials == 10


def test_another_size_while_it_waits_for_the_person(start: Start, folder: Path) -> None:
    driver = start(task(folder, drill=TEN))
    driver.say_pain(3)
    driver.wait_for_sheet(ReadySheet)
    stage = driver.session.stage
    stage.showNormal()
    stage.resize(1100, 720)
    driver.until(lambda: not driver.session.prepared)
    driver.key(Qt.Key.Key_Space)
    for _ in range(10):
        driver.answer()
    driver.finish()
    assert stored(driver).trials == 10


def test_a_held_key_and_other_keys_are_no_answers(start: Start, folder: Path) -> None:
    driver = start(task(folder, drill=TEN, start_now=True))
    side = driver.see()
    stage = driver.session.stage
    for key in (Qt.Key.Key_A, Qt.Key.Key_Up, Qt.Key.Key_Shift):
        driver.key(key)
    held = Qt.Key.Key_Left if side == "left" else Qt.Key.Key_Right
    nothing = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(stage, QKeyEvent(QEvent.Type.KeyPress, held, nothing, "", autorep=True))
    assert driver.session.drill is not None
    assert driver.session.drill.answered == 0
    driver.key(held)
    assert driver.session.drill.answered == 1


@pytest.mark.parametrize(
    ("keys", "left", "right", "method"),
    [
        (AnswerKeys.TWO_HANDS, Qt.Key.Key_A, Qt.Key.Key_L, InputMethod.TWO_HAND_KEYS),
        (AnswerKeys.OWN, Qt.Key.Key_1, Qt.Key.Key_2, InputMethod.OWN_KEYS),
    ],
)
def test_other_keys_answer_when_they_were_chosen(
    start: Start,
    folder: Path,
    keys: AnswerKeys,
    left: Qt.Key,
    right: Qt.Key,
    method: InputMethod,
) -> None:
    preferences = Preferences(answer_keys=keys, own_left=int(left), own_right=int(right))
    opened = open_data(folder, SystemClock())
    opened.journal.save_settings(preferences.to_text())
    opened.close()
    driver = start(task(folder, drill=TEN, start_now=True))
    for _ in range(10):
        driver.key(left if driver.see() == "left" else right)
    driver.finish()
    summary = stored(driver)
    assert summary.method is method
    journal = driver.program.state.journal  # type: ignore[union-attr]
    assert all(t.answer is t.side for t in journal.trials(summary.session))


def test_the_large_buttons_answer_when_they_go_down(start: Start, folder: Path) -> None:
    driver = start(task(folder, drill=TEN, start_now=True))
    stage = driver.session.stage
    for number in range(10):
        button = stage.left if driver.see() == "left" else stage.right
        if number == 0:
            button.click()  # as a screen reader does
        else:
            QTest.mousePress(button, Qt.MouseButton.LeftButton)
            QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    driver.finish()
    summary = stored(driver)
    journal = driver.program.state.journal  # type: ignore[union-attr]
    trials = journal.trials(summary.session)
    assert [t.press.method for t in trials if t.press][1:] == [InputMethod.MOUSE] * 9
    assert all(t.outcome in (Outcome.CORRECT, Outcome.ANTICIPATION) for t in trials)


def test_practice_and_feedback(start: Start, folder: Path) -> None:
    settings = DrillSettings(count=10, practice=2, feedback=True)
    driver = start(task(folder, drill=settings, start_now=True))
    side = driver.see()
    driver.key(Qt.Key.Key_Right if side == "left" else Qt.Key.Key_Left)
    told = (f"It was {side}", f"That was very quick: it was {side}")
    assert driver.session.stage.canvas.words in told
    driver.answer()
    while not isinstance(driver.session.stage.sheet, ReadySheet):
        driver.pass_time()
    driver.key(Qt.Key.Key_Space)
    for _ in range(10):
        driver.answer()
    driver.finish()
    assert stored(driver).trials == 10


def test_the_set_is_in_the_export(start: Start, folder: Path, tmp_path: Path) -> None:
    driver = start(task(folder, drill=TEN, start_now=True, seed=3))
    for _ in range(10):
        driver.answer()
    driver.finish()
    driver.calm()
    journal = driver.program.state.journal  # type: ignore[union-attr]
    export_journal(journal, tmp_path / "out")
    with (tmp_path / "out" / "trials.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 10
    assert all(float(row["rt_ms"]) >= 0 for row in rows)
