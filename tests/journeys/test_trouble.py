"""What goes wrong around a set: a clear sentence, nothing lost, and a way on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from threading import Event

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from gmi_app import app, opening
from gmi_app.clock import Clock, SystemClock
from gmi_app.errors import StorageError
from gmi_app.facts.session import EndKind
from gmi_app.laterality.drill import Phase
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import Trial
from gmi_app.paths import pictures_folder
from gmi_app.storage.opening import open_data
from gmi_app.storage.places import DATABASE, DERIVATION, SET_ASIDE
from gmi_app.ui.problem import Notice, ProblemWindow
from gmi_app.ui.stage.sheets import NotKeptSheet, PausedSheet, ReadySheet, StopSheet, WaitSheet
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.window import Route
from tests.journeys.conftest import Start
from tests.journeys.driver import Driver, task
from tests.storage import making

pytestmark = pytest.mark.gui

TEN = DrillSettings(count=10)


def problem(driver: Driver) -> ProblemWindow:
    driver.until(lambda: driver.program.problem is not None)
    assert driver.program.problem is not None
    return driver.program.problem


def words(window: ProblemWindow) -> str:
    return " ".join(text.words for text in window.findChildren(Text))


def press(window: ProblemWindow, said: str) -> None:
    (button,) = (b for b in window.findChildren(QAbstractButton) if b.text() == said)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def told(driver: Driver) -> list[str]:
    """What Today says at its top."""
    driver.until(lambda: driver.window.is_at(Route.TODAY))
    driver.calm()
    return [text.words for text in driver.window.screen_widget.findChildren(Text)]


def with_a_backup(folder: Path) -> None:
    """A folder with a person and a backup, and then a damaged database."""
    folder.mkdir()
    opened = open_data(folder, SystemClock())
    opened.journal.save_patient(making.patient())
    opened.vault.back_up()
    opened.close()
    (folder / DATABASE).write_bytes(b"not a database" * 1000)


def test_a_damaged_database_is_put_aside_and_the_backup_goes_on(
    start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    with_a_backup(folder)
    driver = start(task(folder))
    window = problem(driver)
    assert "damaged" in words(window)
    press(window, "Go on with the backup")
    driver.until(lambda: driver.program.window is not None)
    driver.calm()
    assert driver.program.state is not None
    assert len(driver.program.state.patients) == 1
    assert any("results of the backup" in sentence for sentence in told(driver))
    assert list((folder / SET_ASIDE).iterdir())


def test_starting_empty_keeps_the_damaged_file(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with_a_backup(folder)
    driver = start(task(folder))
    press(problem(driver), "Put the file aside and start empty")
    driver.until(lambda: driver.program.window is not None)
    driver.calm()
    assert driver.program.state is not None
    assert driver.program.state.patients == []
    assert list((folder / SET_ASIDE).iterdir())


def test_an_older_database_is_brought_up_to_date_in_view(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making.filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA user_version = {DERIVATION + 1}")
    go_on = Event()

    def slowly(
        folder: Path, clock: Clock, progress: Callable[[int, int], None]
    ) -> opening.OpenFolder:
        progress(1, 2)
        go_on.wait()
        return opening.open_folder(folder, clock, progress)

    monkeypatch.setattr(app, "open_folder", slowly)
    driver = start(task(tmp_path))
    try:
        driver.until(lambda: driver.program._before.wait is not None)
        assert driver.program.window is None
    finally:
        go_on.set()
    assert "Last results" in told(driver)
    assert driver.program._before.wait is None


def test_a_second_copy_is_refused_and_may_try_again(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    first = open_data(folder, SystemClock())
    driver = start(task(folder))
    window = problem(driver)
    assert "already open" in words(window)
    first.close()
    press(window, "Try again")
    driver.until(lambda: driver.program.window is not None)
    driver.calm()


def test_without_pictures_the_program_says_so(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(app, "pictures_folder", lambda: tmp_path / "empty")
    driver = start(task(tmp_path / "data"))
    assert words(problem(driver))


def some_pictures(folder: Path) -> Path:
    """A copy of the shipped pictures, for doing harm to it."""
    shutil.copytree(pictures_folder(), folder)
    return folder


def test_damaged_pictures_are_left_out_and_the_set_is_complete(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = some_pictures(tmp_path / "images")
    files = sorted((pictures / "hand" / "plain").iterdir())
    for file in files[::2]:
        file.write_bytes(file.read_bytes()[:200])
    files[1].unlink()
    monkeypatch.setattr(app, "pictures_folder", lambda: pictures)
    driver = start(task(tmp_path / "data", drill=TEN, start_now=True))
    for _ in range(10):
        driver.answer()
    driver.finish()
    driver.calm()
    assert driver.program.state is not None
    patient = driver.program.state.patient
    assert patient is not None
    journal = driver.program.state.journal
    (summary,) = journal.summaries(patient.id)
    assert (summary.trials, summary.end) == (10, EndKind.COMPLETED)
    hurt = {file.name for file in files[::2]}
    shown = {Path(t.stimulus.picture.file).name for t in journal.trials(summary.session)}
    assert not shown & hurt


def test_no_usable_picture_at_all_ends_kindly(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = some_pictures(tmp_path / "images")
    for file in (pictures / "hand" / "plain").iterdir():
        Image.new("RGB", (4, 4)).save(file, "PNG")
        file.write_bytes(file.read_bytes()[:20])
    monkeypatch.setattr(app, "pictures_folder", lambda: pictures)
    driver = start(task(tmp_path / "data", drill=TEN, start_now=True))
    driver.until(lambda: driver.program.session is None)
    notices = driver.window.findChildren(Notice)
    assert notices
    for notice in notices:
        notice.close()


def test_a_full_disk_pauses_the_set_and_loses_no_answer(start: Start, tmp_path: Path) -> None:
    forty = DrillSettings(count=40)
    driver = start(task(tmp_path / "data", drill=forty, start_now=True))
    driver.answer()
    driver.see()
    opened = driver.program._folder
    assert opened is not None
    database = opened.journal._store.raw  # type: ignore[attr-defined]
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    while not isinstance(driver.session.stage.sheet, PausedSheet):
        driver.answer()
        driver.calm()
    said = " ".join(text.words for text in driver.session.stage.sheet.findChildren(Text))
    assert "disk is full" in said
    database.execute("PRAGMA max_page_count = 1000000")
    driver.key(Qt.Key.Key_Space)
    driver.until(lambda: not isinstance(driver.session.stage.sheet, PausedSheet | WaitSheet))
    drill = driver.session.drill
    assert drill is not None
    while drill.answered < 40:
        driver.answer()
    driver.finish()
    driver.calm()
    assert driver.program.state is not None
    patient = driver.program.state.patient
    assert patient is not None
    journal = driver.program.state.journal
    (summary,) = journal.summaries(patient.id)
    trials: list[Trial] = journal.trials(summary.session)
    assert [trial.index for trial in trials] == list(range(40))


def test_an_unexpected_error_is_said_and_survived(start: Start, tmp_path: Path) -> None:
    driver = start(task(tmp_path / "data"))
    window = driver.window
    driver.program.catch(ValueError, ValueError("our bug"), None)
    driver.program.show_error(StorageError("The disk is full."))
    said = [notice.accessibleName() for notice in window.findChildren(Notice)]
    assert "The disk is full." in said
    assert any("went wrong inside the program" in sentence for sentence in said)
    for notice in window.findChildren(Notice):
        QTest.keyClick(notice, Qt.Key.Key_Escape)
    driver.until(lambda: not window.findChildren(Notice))


def test_a_wrong_person_is_said(start: Start, tmp_path: Path) -> None:
    driver = start(task(tmp_path / "data", patient="Nobody"))
    assert "no one called Nobody" in words(problem(driver))


def test_closing_in_the_middle_keeps_the_answers_and_the_next_start_says_so(
    start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    driver = start(task(folder, drill=TEN, start_now=True))
    for _ in range(4):
        driver.answer()
    driver.see()
    driver.close()
    again = start(task(folder))
    again.calm()
    assert any("4 answers are kept" in sentence for sentence in told(again))


def test_our_bugs_are_in_the_log_and_nothing_of_anybody(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    driver = start(task(folder))
    window = driver.window
    driver.calm()
    driver.program.catch(ValueError, ValueError("our bug"), None)
    for notice in window.findChildren(Notice):
        notice.close()
    written = (folder / "gmi.log").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "our bug" not in written  # a message could name somebody
    assert "gmi 0." in written


def kept_answers(driver: Driver) -> list[Trial]:
    """The answers of the newest set, read again."""
    driver.calm()
    assert driver.program.state is not None
    patient = driver.program.state.patient
    assert patient is not None
    journal = driver.program.state.journal
    return journal.trials(journal.summaries(patient.id)[0].session)


def full(driver: Driver) -> Connection:
    """The disk is full from now on."""
    opened = driver.program._folder
    assert opened is not None
    database: Connection = opened.journal._store.raw  # type: ignore[attr-defined]
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    return database


def test_stopping_on_a_full_disk_loses_no_answer(start: Start, tmp_path: Path) -> None:
    driver = start(task(tmp_path / "data", drill=DrillSettings(count=40), start_now=True))
    driver.answer()
    driver.see()
    database = full(driver)
    while not isinstance(driver.session.stage.sheet, PausedSheet):
        driver.answer()
        driver.calm()
    drill = driver.session.drill
    assert drill is not None
    answered = drill.answered
    assert drill.durable < answered
    driver.key(Qt.Key.Key_Escape)
    stop = driver.wait_for_sheet(StopSheet)
    assert f"{drill.durable} answer" in stop.accessibleDescription()
    driver.key(Qt.Key.Key_Escape)
    driver.wait_for_sheet(NotKeptSheet)
    driver.key(Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_Space)
    driver.calm()
    driver.wait_for_sheet(NotKeptSheet)
    database.execute("PRAGMA max_page_count = 1000000")
    driver.key(Qt.Key.Key_Space)
    driver.finish()
    assert len(kept_answers(driver)) == answered


def test_a_fault_of_ours_while_keeping_pauses_and_nothing_is_stuck(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start(task(tmp_path / "data", drill=TEN, start_now=True))
    driver.answer()
    driver.see()
    journal = driver.program._folder.journal  # type: ignore[union-attr]
    with monkeypatch.context() as broken:
        broken.setattr(journal, "add_trial", lambda trial: 1 / 0)
        driver.answer()
        driver.wait_for_sheet(PausedSheet)
    driver.key(Qt.Key.Key_Space)
    for _ in range(8):
        driver.answer()
    driver.finish()
    assert [trial.index for trial in kept_answers(driver)] == list(range(10))


def test_a_window_resized_while_it_is_prepared_shows_pictures_of_the_right_size(
    start: Start, tmp_path: Path
) -> None:
    driver = start(task(tmp_path / "data", drill=TEN, start_now=True))
    driver.wait_for_sheet(WaitSheet)
    stage = driver.session.stage
    stage.showNormal()
    stage.resize(1100, 720)
    driver.see()
    assert driver.session.prepared
    drill = driver.session.drill
    assert drill is not None
    assert drill.presented is not None
    image = driver.session.image(drill.presented)
    assert image is not None
    assert image.width() == stage.diameter_px()
    assert drill.session.screen.picture_px == stage.diameter_px()


def test_a_set_does_not_begin_behind_another_window(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    opened = open_data(folder, SystemClock())
    opened.journal.save_patient(making.patient())
    opened.close()
    driver = start(task(folder, drill=DrillSettings(count=10, limit_s=1.0)))
    driver.say_pain(2)
    driver.wait_for_sheet(ReadySheet)
    stage = driver.session.stage
    stage.activateWindow()
    driver.until(stage.isActiveWindow)
    other = QWidget()
    other.show()
    other.activateWindow()
    driver.until(lambda: not stage.isActiveWindow())
    QTest.mouseClick(stage.sheet.primary, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    driver.until(lambda: isinstance(stage.sheet, PausedSheet) or driver.phase is Phase.FIXATION)
    assert isinstance(stage.sheet, PausedSheet)
    other.close()
    other.deleteLater()


def test_the_main_window_is_out_of_reach_during_a_set(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    opened = open_data(folder, SystemClock())
    opened.journal.save_patient(making.patient())
    opened.close()
    driver = start(task(folder, drill=TEN))
    driver.say_pain(2)
    driver.wait_for_sheet(ReadySheet)
    assert not driver.window.isVisible()
    driver.key(Qt.Key.Key_Escape)
    driver.finish()
    assert driver.window.isVisible()
