"""Imagined movements in the whole program: from Today, from the command line, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import StopReason
from gmi_app.imagery.gate import ImageryWish
from gmi_app.imagery.script import Phase
from gmi_app.mirror.settings import Opened
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.imagery.guide import ImageryGuide
from gmi_app.ui.imagery.result import ImageryResult
from gmi_app.ui.imagery.set_up import ImagerySetUp
from gmi_app.ui.imagery.sheets import ReadySheet
from gmi_app.ui.routes import Route
from gmi_app.ui.widgets.text import Text
from tests.journeys.driver import Driver, task
from tests.ui.practice import PATIENT

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("^PulseAudioService: "),  # where there is no sound at all
]

ANSWERS = {
    RatingKind.CLARITY: Qt.Key.Key_5,
    RatingKind.FEELING: Qt.Key.Key_4,
    RatingKind.PAIN_NOW: Qt.Key.Key_2,
    RatingKind.MOVED: Qt.Key.Key_0,
}


def guide_of(driver: Driver) -> ImageryGuide:
    driver.until(lambda: driver.program.imageries.guide is not None)
    guide = driver.program.imageries.guide
    assert guide is not None
    return guide


def press(guide: ImageryGuide, key: Qt.Key) -> None:
    focused = QApplication.focusWidget() or guide.stage.sheet or guide.stage
    QTest.keyClick(focused, key)
    QCoreApplication.processEvents()


def begin(driver: Driver) -> ImageryGuide:
    guide = guide_of(driver)
    driver.until(lambda: guide.stage.isActiveWindow() and guide.voice is not None)
    assert isinstance(guide.stage.sheet, ReadySheet)
    guide.begin()
    driver.until(lambda: guide.run is not None and guide.run.phase is Phase.SETTLE)
    return guide


def go_through(driver: Driver, guide: ImageryGuide) -> None:
    run = guide.run
    assert run is not None
    while run.phase is not Phase.ENDED:
        if run.question is not None:
            press(guide, ANSWERS[run.question])
        elif run.wake_ns is not None:
            driver.clock.skip_to(run.wake_ns)
            guide.wake()
            QCoreApplication.processEvents()
    driver.until(lambda: driver.program.imageries.guide is None)
    driver.calm()


@pytest.fixture
def driver(qapp: QApplication, data_folder: Path) -> Driver:
    driver = Driver(task(data_folder))
    return driver


def anna(driver: Driver) -> None:
    driver.until(lambda: driver.window.is_at(Route.FIRST_START))
    state = driver.program.state
    assert state is not None
    state.save_patient(PATIENT)
    state.choose_patient(PATIENT)
    driver.window.show_today()
    driver.calm()


def test_from_today_after_reading_why(driver: Driver) -> None:
    try:
        anna(driver)
        button = driver.find("imagery")
        driver.click(button)
        driver.until(lambda: driver.window.is_at(Route.IMAGERY))
        go = driver.find("go")
        assert not go.isEnabled()
        read = driver.find("read_why")
        assert isinstance(read, QAbstractButton)
        read.click()
        driver.click(go)
        screen = driver.window.screen_widget
        assert isinstance(screen, ImagerySetUp)
        assert screen.form is not None
        assert screen.form.plan().settings.side is Side.LEFT
        driver.click(driver.find("try_voice"))
        driver.click(go)
        driver.say_pain(3)
        guide = begin(driver)
        assert not driver.window.isVisible()
        go_through(driver, guide)
        assert driver.window.is_at(Route.IMAGERY_RESULT)
        texts = [text.words for text in driver.window.screen_widget.findChildren(Text)]
        assert "Before, you said 3." in texts  # only left-right sets are called sets
        journal = driver.program.state.journal  # type: ignore[union-attr]
        (record,) = journal.imagery_records(PATIENT.id)
        assert record.completed
        assert record.session.settings.opened is Opened.READ_WHY
        assert set(record.series(RatingKind.CLARITY)) == {5}
        assert (record.pain_before, record.pain_after) == (3, 2)
        result = driver.window.screen_widget
        assert isinstance(result, ImageryResult)
        QTest.keyClick(result.pain.scale, Qt.Key.Key_6)
        driver.calm()
        advice = " ".join(t.words for t in result.rise.findChildren(Text) if t.isVisible())
        assert "smaller and slower" in advice
        assert "Left or right sets are gentler" in advice
        assert "pictures" not in advice
        # once opened it stays open
        driver.window.imagery.show_set_up()
        driver.calm()
        screen = driver.window.screen_widget
        assert isinstance(screen, ImagerySetUp)
        assert screen.form is not None
    finally:
        driver.close()


def test_the_command_opens_it_and_stopping_is_kept(qapp: QApplication, data_folder: Path) -> None:
    first = Driver(task(data_folder))
    anna(first)
    first.close()
    wish = ImageryWish(BodyPart.FOOT, 3, eyes_closed=True)
    driver = Driver(task(data_folder, imagery=wish))
    try:
        driver.say_pain(2)
        guide = begin(driver)
        press(guide, Qt.Key.Key_A)
        press(guide, Qt.Key.Key_Escape)
        sheet = guide.stage.sheet
        assert sheet is not None
        sheet.chosen.emit(StopReason.TIRED)  # type: ignore[attr-defined]
        driver.until(lambda: driver.program.imageries.guide is None)
        driver.calm()
        journal = driver.program.state.journal  # type: ignore[union-attr]
        (record,) = journal.imagery_records(PATIENT.id)
        assert record.reason is StopReason.TIRED
        settings = record.session.settings
        assert (settings.part, settings.minutes, settings.eyes_closed) == (BodyPart.FOOT, 3, True)
        assert settings.opened is Opened.COMMAND
        assert driver.window.is_at(Route.IMAGERY_RESULT)
    finally:
        driver.close()


def test_closing_the_program_in_the_middle_loses_nothing(
    qapp: QApplication, data_folder: Path
) -> None:
    driver = Driver(task(data_folder))
    anna(driver)
    driver.window.imagery.begin_wish(ImageryWish(BodyPart.HAND))
    driver.say_pain(1)
    guide = begin(driver)
    run = guide.run
    assert run is not None
    while run.question is not RatingKind.FEELING:
        if run.question is not None:
            press(guide, ANSWERS[run.question])
        elif run.wake_ns is not None:
            driver.clock.skip_to(run.wake_ns)
            guide.wake()
    driver.close()
    again = Driver(task(data_folder))
    try:
        again.until(lambda: again.window.is_at(Route.TODAY))
        again.calm()
        journal = again.program.state.journal  # type: ignore[union-attr]
        (record,) = journal.imagery_records(PATIENT.id)
        assert record.series(RatingKind.CLARITY) == (5,)
        assert record.end is not None
        assert record.end.kind == "interrupted"
    finally:
        again.close()
