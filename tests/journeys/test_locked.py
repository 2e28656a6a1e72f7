"""Another program holds the file with the results while a set begins or ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from gmi_app.clock import SystemClock
from gmi_app.facts.session import EndKind, StopReason
from gmi_app.laterality.settings import DrillSettings
from gmi_app.progress.summary import SessionSummary
from gmi_app.storage.opening import open_data
from gmi_app.storage.places import DATABASE
from gmi_app.ui.problem import Notice
from gmi_app.ui.stage.sheets import NotKeptSheet, StopSheet
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.window import Route
from tests.journeys.conftest import Start
from tests.journeys.driver import Driver, task
from tests.storage import making

pytestmark = pytest.mark.gui

TEN = DrillSettings(count=10)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that knows Anna."""
    folder = tmp_path / "data"
    opened = making.opened(folder)
    opened.journal.save_patient(making.patient())
    opened.close()
    return folder


@contextmanager
def held(driver: Driver, folder: Path) -> Iterator[None]:
    """Another program writes; ours gives up waiting at once."""
    driver.calm()
    opened = driver.program._folder
    assert opened is not None
    opened.journal._store.raw.execute("PRAGMA busy_timeout = 1")  # type: ignore[attr-defined]
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def said(driver: Driver) -> str:
    """What the notice says, which is closed."""
    driver.until(lambda: driver.window.findChildren(Notice))
    (notice,) = driver.window.findChildren(Notice)
    sentence = notice.accessibleName()
    notice.close()
    driver.until(lambda: not driver.window.findChildren(Notice))
    return sentence


def test_a_set_that_cannot_be_kept_is_not_begun(start: Start, folder: Path) -> None:
    driver = start(task(folder))
    assert driver.window.isVisible()
    with held(driver, folder):
        driver.program.start_drill(TEN, start_now=True)
        driver.until(lambda: driver.program.session is None)
        assert "Another program is using the file" in said(driver)
    assert driver.window.is_at(Route.TODAY)
    driver.program.start_drill(TEN, start_now=True)
    driver.answer()


def stopped(driver: Driver) -> NotKeptSheet:
    """Stops it while the file is held; the sheet that says so."""
    sheet = driver.wait_for_sheet(StopSheet)
    assert isinstance(sheet, StopSheet)
    sheet.chosen.emit(StopReason.TIRED)
    asking = driver.wait_for_sheet(NotKeptSheet)
    assert isinstance(asking, NotKeptSheet)
    said = " ".join(text.words for text in asking.findChildren(Text))
    assert "Another program is using the file" in said
    return asking


@pytest.fixture
def stopping(start: Start, folder: Path) -> Driver:
    """A set with three answers, and the question why it is stopped."""
    driver = start(task(folder, drill=TEN, start_now=True))
    for _ in range(3):
        driver.answer()
    driver.see()
    driver.key(Qt.Key.Key_Escape)
    driver.wait_for_sheet(StopSheet)
    return driver


def newest(folder: Path) -> SessionSummary:
    """The newest set, after the next start."""
    opened = open_data(folder, SystemClock())
    (anna,) = opened.journal.patients()
    summary = opened.journal.summaries(anna.id)[0]
    opened.close()
    return summary


def test_an_end_is_kept_as_soon_as_the_file_is_free(stopping: Driver, folder: Path) -> None:
    with held(stopping, folder):
        sheet = stopped(stopping)
    sheet.accepted.emit()
    stopping.finish()
    stopping.close()
    summary = newest(folder)
    assert (summary.trials, summary.end, summary.reason) == (3, EndKind.STOPPED, StopReason.TIRED)


def test_whoever_leaves_without_the_end_finds_the_answers_again(
    stopping: Driver, folder: Path
) -> None:
    with held(stopping, folder):
        stopped(stopping).declined.emit()
        stopping.finish()
        assert stopping.window.is_at(Route.TODAY)
    stopping.close()
    summary = newest(folder)
    assert (summary.trials, summary.end) == (3, EndKind.INTERRUPTED)


def test_a_program_that_closes_then_takes_the_stage_with_it(stopping: Driver, folder: Path) -> None:
    with held(stopping, folder):
        stopped(stopping)
        stage = stopping.session.stage
        stopping.close()
    assert not isValid(stage)
    assert newest(folder).trials == 3
