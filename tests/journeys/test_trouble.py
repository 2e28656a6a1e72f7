"""What goes wrong around a set: a clear sentence, nothing lost, and a way on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from gmi_app import app
from gmi_app.clock import SystemClock
from gmi_app.errors import StorageError
from gmi_app.facts.session import EndKind
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import Trial
from gmi_app.paths import pictures_folder
from gmi_app.storage.opening import open_data
from gmi_app.storage.places import DATABASE, SET_ASIDE
from gmi_app.ui.problem import Notice, ProblemWindow
from gmi_app.ui.stage.sheets import PausedSheet, WaitSheet
from gmi_app.ui.widgets.text import Text
from tests.journeys.conftest import Start
from tests.journeys.driver import Driver, task
from tests.storage import making

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
    again.until(lambda: again.program._services is not None and again.program._services.notices)
    assert again.program._services is not None
    assert any("4 answers are kept" in notice for notice in again.program._services.notices)


def test_our_bugs_are_in_the_log_and_nothing_of_anybody(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    driver = start(task(folder))
    window = driver.window
    driver.calm()
    driver.program.catch(ValueError, ValueError("our bug"), None)
    for notice in window.findChildren(Notice):
        notice.close()
    written = (folder / "gmi.log").read_text(encoding="utf-8")
    assert "our bug" in written
    assert "gmi 0." in written
