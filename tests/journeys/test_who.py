"""Who a set is for: one person, several, one with a PIN, nobody yet."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from gmi_app import app
from gmi_app.clock import SystemClock
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import Patient
from gmi_app.programme.pin import hash_pin
from gmi_app.storage.opening import open_data
from gmi_app.storage.places import DATABASE
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.problem import Notice, ProblemWindow
from gmi_app.ui.stage.sheets import ReadySheet
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.window import Route
from tests.journeys.conftest import Start
from tests.journeys.driver import Driver, task
from tests.storage import making

pytestmark = pytest.mark.gui

TEN = DrillSettings(count=10)
ROOT = Path(__file__).parents[2]


def keep(folder: Path, *people: Patient, last: Patient | None = None) -> Path:
    """A folder that knows these people, the last of whom practised last."""
    folder.mkdir()
    opened = open_data(folder, SystemClock())
    for person in people:
        opened.journal.save_patient(person)
    if last is not None:
        opened.journal.save_settings(Preferences(last_patient=str(last.id)).to_text())
    opened.close()
    return folder


def problem_words(driver: Driver) -> str:
    driver.until(lambda: driver.program.problem is not None)
    window = driver.program.problem
    assert window is not None
    return " ".join(text.words for text in window.findChildren(Text))


def notices(driver: Driver) -> list[str]:
    """What is said; it is closed again."""
    found = driver.window.findChildren(Notice)
    said = [notice.accessibleName() for notice in found]
    for notice in found:
        notice.close()
    driver.until(lambda: not driver.window.findChildren(Notice))
    return said


@pytest.fixture
def two() -> tuple[Patient, Patient]:
    return making.patient("Anna"), making.patient("Ben")


def test_a_set_is_for_the_one_who_practised_last(
    start: Start, tmp_path: Path, two: tuple[Patient, Patient]
) -> None:
    driver = start(task(keep(tmp_path / "data", *two, last=two[1]), drill=TEN))
    driver.say_pain(3)
    driver.wait_for_sheet(ReadySheet)
    assert driver.program.state is not None
    assert driver.program.state.patient == two[1]


@pytest.mark.parametrize("by_id", [False, True])
def test_a_set_is_for_the_one_who_was_named(
    start: Start, tmp_path: Path, two: tuple[Patient, Patient], by_id: bool
) -> None:
    named = str(two[0].id) if by_id else two[0].name
    folder = keep(tmp_path / "data", *two, last=two[1])
    driver = start(task(folder, drill=TEN, patient=named))
    driver.say_pain(3)
    driver.wait_for_sheet(ReadySheet)
    assert driver.program.state is not None
    assert driver.program.state.patient == two[0]


def test_a_name_that_several_have_asks_for_the_id(start: Start, tmp_path: Path) -> None:
    folder = keep(tmp_path / "data", making.patient("Anna"), making.patient("Anna"))
    driver = start(task(folder, patient="Anna"))
    assert "Several people are called Anna" in problem_words(driver)


def test_where_several_are_known_the_set_waits_until_one_was_chosen(
    start: Start, tmp_path: Path, two: tuple[Patient, Patient]
) -> None:
    driver = start(task(keep(tmp_path / "data", *two), drill=TEN))
    driver.calm()
    assert driver.window.isVisible()
    assert driver.program.session is None
    assert driver.program.state is not None
    driver.program.state.choose_patient(two[0])
    driver.say_pain(3)
    driver.wait_for_sheet(ReadySheet)


def test_a_pin_comes_before_the_set(start: Start, tmp_path: Path) -> None:
    locked = replace(making.patient("Anna"), pin=hash_pin("2468"))
    driver = start(task(keep(tmp_path / "data", locked), drill=TEN, start_now=True))
    driver.calm()
    assert driver.program.session is None
    assert driver.program.state is not None
    assert driver.program.state.patient is None


def test_settings_that_no_picture_fits_are_said_and_the_window_stays(
    start: Start, tmp_path: Path
) -> None:
    driver = start(task(keep(tmp_path / "data", making.patient("Anna"))))
    window = driver.window
    driver.program.start_drill(DrillSettings(postures=("no such posture",)))
    driver.until(lambda: driver.window.findChildren(Notice))
    assert driver.program.session is None
    (said,) = notices(driver)
    assert "picture" in said
    assert window.isVisible()


@pytest.mark.parametrize("named", ["Nobody", ""])
def test_what_is_on_the_screen_is_not_waited_for(start: Start, tmp_path: Path, named: str) -> None:
    """A name that nobody has, or a set that no picture fits, of a folder that was seen before."""
    folder = keep(tmp_path / "data", making.patient("Anna"))
    turned = DrillSettings(part=BodyPart.BACK, angles=(45,), moving=True)
    driver = start(task(folder, patient=named, drill=turned, start_now=True))
    program = driver.program
    driver.until(lambda: program.problem is not None or program.window is not None)
    driver.calm()
    assert program._before.wait is None
    assert not program._before._patience.isActive()


def test_a_program_that_closes_takes_a_stage_with_it_that_is_not_ready_yet(
    start: Start, tmp_path: Path
) -> None:
    folder = keep(tmp_path / "data", making.patient("Anna"))
    driver = start(task(folder, drill=TEN, start_now=True))
    session = driver.session
    assert session.drill is None  # it is being prepared
    stage = session.stage
    driver.close()
    assert not isValid(stage)


def test_a_second_set_at_the_same_time_is_not_begun(start: Start, tmp_path: Path) -> None:
    folder = keep(tmp_path / "data", making.patient("Anna"))
    driver = start(task(folder, drill=TEN, start_now=True))
    session = driver.session
    driver.program.start_drill(TEN)
    assert driver.program.session is session


def test_without_a_person_no_set_begins(start: Start, tmp_path: Path) -> None:
    driver = start(task(tmp_path / "data"))
    assert driver.window.isVisible()
    driver.program.start_drill(TEN)
    assert driver.program.session is None


def test_stopping_before_the_first_answer_leads_to_today(start: Start, tmp_path: Path) -> None:
    driver = start(task(keep(tmp_path / "data", making.patient("Anna")), drill=TEN))
    driver.say_pain(3)
    driver.wait_for_sheet(ReadySheet)
    driver.key(Qt.Key.Key_Escape)
    driver.finish()
    assert driver.window.is_at(Route.TODAY)


def test_our_bug_while_opening_is_said_without_its_words(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(folder: Path, clock: object) -> object:
        raise ValueError("our bug")

    monkeypatch.setattr(app, "open_folder", broken)
    driver = start(task(tmp_path / "data"))
    said = problem_words(driver)
    assert "could not open its data" in said
    assert "our bug" not in said
    driver.program.show_error(ValueError("what follows from it"))
    assert problem_words(driver) == said


CLOSED_WHEN_PAINTED = """
import sys
from pathlib import Path
from gmi_app import app
from gmi_app.ui.first_paint import FirstPaint

class Brief(app.Program):
    def open(self):
        super().open()
        window = self.show_window()
        FirstPaint(window).happened.connect(window.close)

app.Program = Brief
sys.exit(app.run(app.Task(Path(sys.argv[1]))))
"""


@pytest.mark.gui
def test_the_program_runs_until_its_window_is_closed(tmp_path: Path) -> None:
    """In a process of its own: an event loop that was quitted leaves Qt quitting."""
    folder = keep(tmp_path / "data", making.patient("Anna"))
    command = [sys.executable, "-c", CLOSED_WHEN_PAINTED, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in folder.glob("*.sqlite*")] == [DATABASE]


def test_escape_closes_a_program_that_cannot_open(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[bool] = []
    monkeypatch.setattr(app.Program, "quit", lambda program: left.append(True))
    driver = start(task(tmp_path / "data", patient="Nobody"))
    problem_words(driver)
    window = driver.program.problem
    assert isinstance(window, ProblemWindow)
    window.close()
    assert left == [True]
    driver.program.catch(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert left == [True, True]
