"""What goes beside the exercises in the whole program: from the overview and the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from gmi_app.activities.settings import KINDS, PacingSettings, RelaxationSettings
from gmi_app.activities.wish import ActivityWish
from gmi_app.commands.words import BESIDE, activity_wish, parse
from gmi_app.errors import UsageError
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import EndKind, SessionKind, StopReason
from gmi_app.imagery.script import Phase
from gmi_app.journal import Journal
from gmi_app.ui.activities.guide import ActivityGuide
from gmi_app.ui.activities.result import ActivityResult
from gmi_app.ui.routes import Route
from gmi_app.ui.stage.sheets import StopSheet
from tests.journeys.conftest import Start
from tests.journeys.driver import Driver, task
from tests.ui.practice import PATIENT

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("^PulseAudioService: "),  # where there is no sound at all
]


def anna(driver: Driver) -> None:
    driver.until(lambda: driver.window.is_at(Route.FIRST_START))
    state = driver.program.state
    assert state is not None
    state.save_patient(PATIENT)
    state.choose_patient(PATIENT)
    driver.window.show_today()
    driver.calm()


def journal(driver: Driver) -> Journal:
    assert driver.program.state is not None
    return driver.program.state.journal


def begin(driver: Driver, *, at_once: bool = False) -> ActivityGuide:
    asides = driver.program.sittings.asides
    driver.until(lambda: asides.guide is not None)
    guide = asides.guide
    assert guide is not None
    driver.until(lambda: guide.stage.isActiveWindow() and guide.voice is not None)
    if not at_once:
        guide.begin()
    driver.until(lambda: guide.run is not None and guide.run.phase is not Phase.READY)
    return guide


def press(guide: ActivityGuide, key: Qt.Key) -> None:
    focused = QApplication.focusWidget() or guide.stage.sheet or guide.stage
    QTest.keyClick(focused, key)
    QCoreApplication.processEvents()


def go_through(driver: Driver, guide: ActivityGuide) -> None:
    run = guide.run
    assert run is not None
    while not run.ended:
        if run.question is not None:
            press(guide, Qt.Key.Key_2)
        elif run.wake_ns is not None:
            driver.clock.skip_to(run.wake_ns)
            guide.wake()
            QCoreApplication.processEvents()
    driver.until(lambda: driver.program.sittings.asides.guide is None)
    driver.calm()


def test_touch_from_the_overview_to_the_result(start: Start, data_folder: Path) -> None:
    driver = start(task(data_folder))
    anna(driver)
    driver.window.activities.show()
    driver.click(driver.find("beside_desensitisation"))
    driver.until(lambda: driver.window.is_at(Route.BESIDE_SET_UP))
    driver.click(driver.find("go"))
    driver.say_pain(3)
    guide = begin(driver)
    assert not driver.window.isVisible()
    go_through(driver, guide)
    driver.until(lambda: driver.window.is_at(Route.BESIDE_RESULT))
    (record,) = journal(driver).activity_records(PATIENT.id)
    assert record.completed
    assert record.pain_before == 3
    assert set(record.series(RatingKind.COMFORT)) == {2}
    assert {s.exercise for s in record.steps[3:]} == {"at_far", "at_beside"}
    screen = driver.window.screen_widget
    assert isinstance(screen, ActivityResult)
    driver.click(screen.pain.scale.keys[6])
    (record,) = journal(driver).activity_records(PATIENT.id)
    assert record.flared()
    driver.window.activities.show_set_up(SessionKind.DESENSITISATION)
    driver.calm()


def test_the_command_begins_and_stopping_is_kept(start: Start, data_folder: Path) -> None:
    first = start(task(data_folder))
    anna(first)
    first.close()
    wish = ActivityWish(SessionKind.RELAXATION, 2)
    driver = start(task(data_folder, activity=wish))
    driver.say_pain(2)
    guide = begin(driver)
    press(guide, Qt.Key.Key_Escape)
    sheet = guide.stage.sheet
    assert isinstance(sheet, StopSheet)
    sheet.chosen.emit(StopReason.NO_TIME)
    driver.until(lambda: driver.window.is_at(Route.BESIDE_RESULT))
    (record,) = journal(driver).activity_records(PATIENT.id)
    assert record.session.settings == RelaxationSettings(seconds=120)
    assert record.end is not None
    assert (record.end.kind, record.reason) == (EndKind.STOPPED, StopReason.NO_TIME)


def test_the_command_without_a_length_opens_the_choices(start: Start, data_folder: Path) -> None:
    first = start(task(data_folder))
    anna(first)
    first.close()
    driver = start(task(data_folder, activity=ActivityWish(SessionKind.PERCEPTION)))
    driver.until(lambda: driver.window.is_at(Route.BESIDE_SET_UP))
    driver.calm()


def test_breathing_at_a_moment_of_pain_asks_nothing(start: Start, data_folder: Path) -> None:
    driver = start(task(data_folder))
    anna(driver)
    driver.window.activities.breathe()
    guide = begin(driver, at_once=True)
    assert guide.face is not None
    driver.close()
    again = start(task(data_folder))
    again.until(lambda: again.window.is_at(Route.TODAY))
    again.calm()
    (record,) = journal(again).activity_records(PATIENT.id)
    assert record.pain_before is None
    assert record.end is not None
    assert record.end.kind is EndKind.INTERRUPTED


def test_an_activity_over_some_days(start: Start, data_folder: Path) -> None:
    driver = start(task(data_folder))
    anna(driver)
    driver.window.activities.show_set_up(SessionKind.ACTIVITY)
    driver.click(driver.find("add_goal"))
    name = driver.find("goal_name")
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, "Water the flowers")
    driver.click(driver.find("keep_goal"))
    driver.until(lambda: driver.window.screen_widget.findChild(QAbstractButton, "tick") is not None)
    for _ in range(3):
        driver.window.activities.show_set_up(SessionKind.ACTIVITY)
        driver.calm()
        driver.click(driver.find("tick"))
        driver.click(driver.find("keep_tick"))
        driver.until(lambda: driver.window.is_at(Route.BESIDE_RESULT))
        driver.clock.skipped_ns += 24 * 3600 * 1_000_000_000
    driver.window.activities.show_set_up(SessionKind.ACTIVITY)
    driver.calm()
    accept = driver.find("accept")
    assert isinstance(accept, QAbstractButton)
    assert accept.text() == "Yes, 11 minutes"
    driver.click(accept)
    driver.until(lambda: driver.window.screen_widget.findChild(QAbstractButton, "accept") is None)
    records = journal(driver).activity_records(PATIENT.id)
    planned = {
        r.session.settings.planned
        for r in records
        if isinstance(r.session.settings, PacingSettings)
    }
    assert (len(records), planned) == (3, {10})


@pytest.mark.parametrize(
    ("words", "kind", "minutes"),
    [
        (["activity"], SessionKind.RELAXATION, None),
        (["activity", "--kind", "perception", "--minutes", "4"], SessionKind.PERCEPTION, 4),
    ],
)
def test_the_words_of_the_command(words: list[str], kind: SessionKind, minutes: int | None) -> None:
    assert activity_wish(parse(words)) == ActivityWish(kind, minutes)


def test_the_command_knows_every_kind() -> None:
    assert set(BESIDE) == {kind.value for kind in KINDS}


@pytest.mark.parametrize("words", [["--minutes", "0"], ["--minutes", "x"], ["--kind", "nap"]])
def test_wrong_words_are_refused(words: list[str]) -> None:
    with pytest.raises(UsageError):
        parse(["activity", *words])
