"""The mirror from Today to its result, with a film that OpenCV really plays, and with every fault
of a camera at every moment."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

import gmi_app
from gmi_app.clock import SystemClock
from gmi_app.errors import StorageError
from gmi_app.facts.session import EndKind, EventKind, SessionEnd, StopReason
from gmi_app.mirror.camera import CameraState
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.mirror.session import Hold, Phase
from gmi_app.mirror.settings import CameraPosition, MirrorWish, Opened, ViewMode
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.storage.journal import SqliteJournal
from gmi_app.storage.opening import open_data
from gmi_app.ui.mirror.delay_sheet import DelaySheet
from gmi_app.ui.mirror.result import MirrorResult
from gmi_app.ui.mirror.sheets import BlankSheet, CameraSheet, PausedSheet
from gmi_app.ui.stage.sheets import NotKeptSheet, StopSheet
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.window import Route
from tests.cameras import FaultyCamera, write_recording
from tests.journeys.conftest import Start
from tests.journeys.driver import task
from tests.journeys.mirror_driver import MirrorDriver, files_of, plug_in

MOST_GROWN_BYTES = 200_000


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The right hand moves."""
    return write_recording(tmp_path_factory.mktemp("film") / "right.avi")


def folder_of(
    folder: Path, affected: AffectedSide | None = AffectedSide.LEFT, part: BodyPart = BodyPart.HAND
) -> Path:
    folder.mkdir()
    opened = open_data(folder, SystemClock())
    moment = SystemClock().moment()
    opened.journal.save_patient(Patient(uuid4(), moment, "Anna", affected, part))
    opened.close()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "data")


def start_now(start: Start, folder: Path, camera: object = "", **named: Any) -> MirrorDriver:
    wish = MirrorWish(str(camera), **named)
    return MirrorDriver(start(task(folder, mirror=wish, start_now=True)))


def test_nothing_lies_over_a_mirror_that_begins_at_once(
    start: Start, folder: Path, film: Path
) -> None:
    """The database of somebody who is known already is opened behind it."""
    one = start_now(start, folder, film)
    one.picture()
    before = one.driver.program._before
    assert before.wait is None
    assert not before._patience.isActive()


# ---- the whole way
def test_from_the_set_up_to_the_result_and_found_again(
    start: Start, folder: Path, film: Path
) -> None:
    driver = start(task(folder))
    one = MirrorDriver(driver)
    assert driver.program.state is not None
    driver.program.state.change_preferences(camera=str(film))
    driver.window.mirror.show_set_up()
    screen = one.set_up()
    assert not screen.go.isEnabled()  # locked: the reasons are read first
    driver.click(driver.find("read_why"))
    driver.click(screen.go)
    assert screen.form is not None
    screen.form.rung.chip(1).click()
    driver.click(screen.go)
    driver.say_pain(4)
    page = one.page
    driver.until(lambda: "Good" in page.half.words)
    assert not page.start.isEnabled()
    one.prepare()
    exercises = [each.id for each in one.run.exercises]
    assert len(exercises) >= 3
    one.until_phase(Phase.EXERCISE)
    assert one.guide.stage.say.words
    example = one.guide.stage.examples[0]  # of a movement that there is a clip of
    driver.until(lambda: example._image is not None and one.guide._showing._clip)
    frames = set()
    for _ in range(4):
        one.stride()
        assert example._image is not None
        frames.add(example._image.cacheKey())
    assert len(frames) >= 2  # it goes along with the pace
    assert not one.guide.stage.examples[1].isVisible()
    one.until_phase(Phase.WIND_DOWN)
    one.until_phase(Phase.AFTER)
    assert not one.guide.stage.view.has_picture
    one.come_back()
    result = driver.window.screen_widget
    assert isinstance(result, MirrorResult)
    QTest.keyClick(result.pain.scale, Qt.Key.Key_5)
    QTest.keyClick(result.real, Qt.Key.Key_7)
    result.note.setText("the thumb felt mine")
    driver.click(result.finish)
    assert driver.window.is_at(Route.TODAY)
    driver.close()

    tomorrow = MirrorDriver(start(task(folder)))
    (record,) = tomorrow.stored()
    assert record.completed
    assert [step.exercise for step in record.done] == exercises
    assert (record.pain_before, record.pain_after, record.realness) == (4, 5, 7)
    assert record.note == "the thumb felt mine"
    view = record.session.settings.view
    assert (view.affected, view.position, view.mode) == (
        Side.LEFT,
        CameraPosition.OVER_SHOULDER,
        ViewMode.HALF,
    )
    assert record.session.settings.opened is Opened.READ_WHY
    kinds = [event.kind for event in record.events]
    assert EventKind.CAMERA_OPENED in kinds
    tomorrow.driver.window.mirror.show_set_up()
    assert tomorrow.set_up().form is not None  # once opened it stays open


def test_straight_to_the_picture_on_a_new_folder(start: Start, tmp_path: Path, film: Path) -> None:
    one = start_now(start, tmp_path / "new", film)
    one.picture()
    shown = one.guide.stage.view._shown
    assert shown is not None
    assert np.array_equal(shown.pixels, shown.pixels[:, ::-1])
    one.driver.until(lambda: one.guide.stage.view.has_picture)
    one.stride()
    one.key(Qt.Key.Key_Escape)
    sheet = one.sheet(StopSheet)
    assert one.run.wake_ns is None  # the time stands still meanwhile
    sheet.primary.click()
    one.come_back()
    (record,) = one.stored()
    assert record.end is not None
    assert record.end.kind is EndKind.STOPPED
    assert not record.session.settings.guided
    assert record.session.settings.opened is Opened.COMMAND


@pytest.mark.parametrize(
    ("affected", "part", "words"),
    [
        (AffectedSide.BOTH, BodyPart.HAND, "no mirror for you"),
        (AffectedSide.LEFT, BodyPart.KNEE, "no mirror for you"),
        (AffectedSide.RIGHT, BodyPart.NECK, "no mirror for you"),
        (None, BodyPart.HAND, "About you"),
    ],
)
def test_for_whom_there_is_no_mirror_it_is_said_kindly(
    start: Start, tmp_path: Path, affected: AffectedSide | None, part: BodyPart, words: str
) -> None:
    driver = start(task(folder_of(tmp_path / "data", affected, part)))
    driver.window.mirror.show_set_up()
    one = MirrorDriver(driver)
    screen = one.set_up()
    said = " ".join(text.words for text in screen.findChildren(Text))
    assert words in said
    assert screen.form is None


def test_the_healthy_side_alone_is_offered_where_the_camera_sees_it_alone(
    start: Start, folder: Path
) -> None:
    driver = start(task(folder))
    driver.window.mirror.show_set_up()
    screen = MirrorDriver(driver).set_up()
    driver.click(driver.find("read_why"))
    driver.click(screen.go)
    form = screen.form
    assert form is not None
    whole, half = (list(ViewMode).index(mode) for mode in (ViewMode.WHOLE, ViewMode.HALF))
    form.mode.row(whole).click()
    assert form.alone.isHidden()  # nothing moves yet: only looking
    form.rung.chip(1).click()
    assert not form.alone.isHidden()
    assert "hand_alone" not in form.settings().exercises
    form.alone.click()
    assert form.settings().exercises[0] == "hand_alone"
    form.mode.row(half).click()
    assert form.alone.isHidden()
    assert "hand_alone" not in form.settings().exercises
    driver.close()


# ---- what the person wants
def test_pause_freeze_hurts_next_and_repeat(start: Start, folder: Path, film: Path) -> None:
    driver = start(task(folder, mirror=MirrorWish(str(film))))
    one = MirrorDriver(driver)
    driver.say_pain(2)
    one.prepare()
    one.click("skip")
    assert one.run.phase is Phase.EXERCISE
    one.key(Qt.Key.Key_P)
    one.sheet(PausedSheet).primary.click()
    assert one.run.running
    one.key(Qt.Key.Key_F)
    assert one.run.holds == {Hold.STILL}
    shown = one.guide.stage.view._shown
    one.driver.until(lambda: one.guide.camera and one.guide.camera.mailbox.dropped)  # type: ignore[attr-defined]
    assert one.guide.stage.view._shown is shown  # it stands still
    one.key(Qt.Key.Key_F)
    one.driver.until(lambda: one.guide.stage.view._shown is not shown)
    one.key(Qt.Key.Key_M)
    assert one.run.holds == {Hold.SETTLING}
    assert "only look" in one.guide.stage.say.words
    moving = one.guide.stage.view._shown
    one.driver.until(lambda: one.guide.stage.view._shown is not moving)  # the picture goes on
    one.key(Qt.Key.Key_M)
    assert one.run.running
    one.click("again")
    one.key(Qt.Key.Key_Escape)
    one.click("why_dizzy")
    blank = one.sheet(BlankSheet)
    assert "name five things" in blank.accessibleDescription()
    one.come_back()
    (record,) = one.stored()
    assert record.reason is StopReason.DIZZY
    kinds = [event.kind for event in record.events]
    for kind in (
        EventKind.SKIPPED,
        EventKind.PAUSED,
        EventKind.KEPT_STILL,
        EventKind.MORE_PAIN,
        EventKind.REPEATED,
    ):
        assert kind in kinds, kind


def test_the_wrong_half_is_noticed_and_swapped(start: Start, folder: Path, tmp_path: Path) -> None:
    wrong = write_recording(tmp_path / "left.avi", moving=Side.LEFT)
    driver = start(task(folder, mirror=MirrorWish(str(wrong))))
    one = MirrorDriver(driver)
    driver.say_pain(2)
    page = one.page
    driver.until(lambda: "other half moved" in page.half.words)
    page.swap.click()
    driver.until(lambda: "Good" in page.half.words)
    one.prepare()
    assert one.run.session.settings.view.swapped
    driver.close()
    again = start(task(folder))
    assert again.program.state is not None
    assert '"swapped":true' in again.program.state.preferences.mirror_view


def test_leaving_the_preparation_begins_nothing(start: Start, folder: Path, film: Path) -> None:
    driver = start(task(folder, mirror=MirrorWish(str(film))))
    one = MirrorDriver(driver)
    driver.say_pain(2)
    one.page.back.emit()
    driver.until(lambda: not driver.program.mirrors.open)
    assert one.stored() == []
    assert driver.window.is_at(Route.TODAY)


def test_a_camera_that_nobody_has_is_a_sentence(start: Start, folder: Path) -> None:
    driver = start(task(folder, mirror=MirrorWish("owl"), start_now=True))
    driver.until(lambda: driver.program.window is not None)
    assert not driver.program.mirrors.open
    driver.until(lambda: any("owl" in text for text in all_texts()))


def all_texts() -> list[str]:
    tops = QApplication.topLevelWidgets()
    return [label.text() for top in tops for label in top.findChildren(QLabel)]


# ---- faults
FAULTS = [
    CameraState.LOST,
    CameraState.BLACK,
    CameraState.FROZEN,
    CameraState.WRONG_FORMAT,
    CameraState.IN_USE,
]
PHASES = [Phase.WATCH, Phase.EXERCISE, Phase.REST, Phase.WIND_DOWN]


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_holds_the_time_and_goes_on_by_itself(
    start: Start,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: CameraState,
    phase: Phase,
) -> None:
    camera = FaultyCamera()
    plug_in(monkeypatch, camera)
    driver = start(task(folder, mirror=MirrorWish()))
    one = MirrorDriver(driver)
    driver.say_pain(2)
    one.prepare()
    one.until_phase(phase)
    camera.fault = fault
    sheet = one.sheet(CameraSheet)
    assert Hold.CAMERA in one.run.holds
    assert one.run.wake_ns is None
    assert sheet.accessibleName()
    left = one.run.left_s(driver.clock.now_ns())
    driver.clock.skip_to(driver.clock.now_ns() + 60_000_000_000)
    assert one.run.left_s(driver.clock.now_ns()) == left
    camera.fault = None
    driver.until(lambda: one.guide.stage.sheet is None)
    assert one.run.phase is phase
    one.picture()
    driver.calm()
    kinds = [event.kind for event in one.stored()[0].events]
    assert kinds.count(EventKind.CAMERA_LOST) == kinds.count(EventKind.CAMERA_BACK) >= 1


@pytest.mark.parametrize(
    "fault", [CameraState.NOT_FOUND, CameraState.IN_USE, CameraState.NO_PERMISSION]
)
def test_a_fault_before_the_start_is_said_and_the_start_waits(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch, fault: CameraState
) -> None:
    camera = FaultyCamera(fault)
    plug_in(monkeypatch, camera)
    driver = start(task(folder, mirror=MirrorWish()))
    one = MirrorDriver(driver)
    driver.say_pain(2)
    page = one.page
    for check in page.checks:
        check.click()
    driver.until(lambda: one.guide.camera is not None and one.guide.camera.news().state is fault)
    one.guide.look()
    assert not page.start.isEnabled()
    camera.fault = None
    driver.until(page.start.isEnabled)


def test_a_camera_that_is_gone_can_be_left_by_stopping(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera = FaultyCamera()
    plug_in(monkeypatch, camera)
    one = start_now(start, folder)
    one.picture()
    one.stride()
    camera.fault = CameraState.LOST
    one.sheet(CameraSheet).declined.emit()
    one.sheet(StopSheet).primary.click()
    one.come_back()
    assert one.stored()[0].end is not None


def test_a_camera_that_never_showed_a_picture_was_not_looked_into(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    text = tmp_path / "film.avi"
    text.write_text("no film at all")
    one = start_now(start, folder, text)
    one.driver.until(lambda: one.guide._camera_state is CameraState.WRONG_FORMAT)
    one.sheet(CameraSheet).declined.emit()
    one.sheet(StopSheet).primary.click()
    one.come_back()
    assert one.stored()[0].watched_s == 0
    assert one.driver.window.is_at(Route.TODAY)


def test_closing_the_program_in_the_middle_keeps_what_was_done(
    start: Start, folder: Path, film: Path
) -> None:
    one = start_now(start, folder, film)
    one.picture()
    one.stride()
    one.driver.close()
    again = MirrorDriver(start(task(folder)))
    (record,) = again.stored()
    assert record.end is not None
    assert record.end.kind is EndKind.INTERRUPTED


def test_an_end_that_cannot_be_kept_is_said_and_tried_again(
    start: Start, folder: Path, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = start_now(start, folder, film)
    one.picture()
    one.stride()
    kept = SqliteJournal.end_mirror

    def full(self: SqliteJournal, end: SessionEnd) -> MirrorRecord:
        raise StorageError("The disk is full. Make some room.")

    monkeypatch.setattr(SqliteJournal, "end_mirror", full)
    one.key(Qt.Key.Key_Escape)
    one.sheet(StopSheet).primary.click()
    one.sheet(BlankSheet).primary.click()
    sheet = one.sheet(NotKeptSheet)
    assert "disk is full" in sheet.accessibleDescription()
    monkeypatch.setattr(SqliteJournal, "end_mirror", kept)
    sheet.primary.click()
    one.driver.until(lambda: not one.driver.program.mirrors.open)
    assert one.stored()[0].end is not None


# ---- privacy
def test_nothing_of_what_the_camera_saw_leaves_the_memory(
    start: Start, folder: Path, film: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only the database and its log grow, by little and without a picture; no internet socket is
    opened. What Python opens for writing is watched by the interpreter itself."""
    written: set[Path] = set()
    watching = [True]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if watching[0] and event == "open" and isinstance(arguments[0], str):
            mode = str(arguments[1] or "")
            if any(letter in mode for letter in "wax+"):
                written.add(Path(arguments[0]))

    internet: list[int] = []
    made = socket.socket.__init__

    def noted(self: socket.socket, family: int = -1, *rest: Any, **named: Any) -> None:
        if family in (socket.AF_INET, socket.AF_INET6):
            internet.append(family)
        made(self, family, *rest, **named)

    monkeypatch.setattr(socket.socket, "__init__", noted)
    one = start_now(start, folder, film)
    one.driver.calm()
    before = files_of(tmp_path)
    sys.addaudithook(watch)
    one.picture()
    for _ in range(60):
        one.stride()
    one.key(Qt.Key.Key_Escape)
    one.sheet(StopSheet).primary.click()
    one.come_back()
    one.driver.close()
    watching[0] = False
    after = files_of(tmp_path)
    grown = {path: size - before.get(path, 0) for path, size in after.items()}
    grown = {path: size for path, size in grown.items() if size > 0}
    assert all(path.name.startswith(("gmi.sqlite", "gmi.log")) for path in grown), grown
    assert sum(grown.values()) < MOST_GROWN_BYTES
    assert all(path.is_relative_to(folder) or not path.exists() for path in written), written
    assert internet == []
    for path in after:
        if path.is_relative_to(folder):
            content = path.read_bytes()
            for picture in (b"\xff\xd8\xff", b"\x89PNG", b"RIFF"):
                assert picture not in content, path


def test_no_line_of_the_program_writes_a_picture_of_the_camera() -> None:
    root = Path(gmi_app.__file__).parent
    writers = re.compile(r"imwrite|imencode|VideoWriter\(|FileStorage|np\.save|tofile\(")
    for path in [*(root / "mirror").glob("*.py"), *(root / "devices").glob("*.py")]:
        assert not writers.search(path.read_text(encoding="utf-8")), path
    for path in (root / "ui" / "mirror").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\.save\(|\.grab\(|toImage|bits\(\)", text), path


def test_the_shipped_film_plays_and_its_right_hand_moves(start: Start, folder: Path) -> None:
    driver = start(task(folder, mirror=MirrorWish("example")))
    one = MirrorDriver(driver)
    driver.say_pain(2)
    driver.until(lambda: "Good" in one.page.half.words)


# ---- how late the picture is
class SquareCamera(FaultyCamera):
    """Looks at the square on the screen; ``light`` says how it is."""

    def __init__(self) -> None:
        super().__init__(alive=False)
        self.light: Callable[[], bool] = lambda: False

    def read(self) -> Any | None:
        frame = super().read()
        frame[:] = 230 if self.light() else 20  # type: ignore[index]
        return frame


def test_the_delay_of_the_own_camera_is_measured(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera = SquareCamera()
    plug_in(monkeypatch, camera)
    driver = start(task(folder, mirror=MirrorWish()))
    one = MirrorDriver(driver)
    driver.say_pain(2)
    driver.until(lambda: one.guide.stage.view.has_picture or one.page.isVisible())
    one.click("delay")
    sheet = one.sheet(DelaySheet)
    assert isinstance(sheet, DelaySheet)
    camera.light = lambda: sheet.square.light
    sheet.primary.click()
    while sheet.meter is not None:
        seen = sheet.meter.seen
        driver.until(lambda: sheet.meter is None or sheet.meter.seen > seen)  # noqa: B023
        sheet.turn()
    assert "good" in sheet.says.words
    camera.light = lambda: False
    sheet.primary.click()
    for _ in range(40):
        sheet.turn()
    assert "did not see the square" in sheet.says.words
    sheet.declined.emit()
    assert one.guide.stage.sheet is None


class Said:
    """A voice and tones that remember; ``closed``: given back."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tones: list[str] = []
        self.closed = 0

    def say(self, words: str) -> None:
        self.lines.append(words)

    def stop(self) -> None:
        self.lines.append("")

    def play(self, name: str) -> None:
        self.tones.append(name)

    def close(self) -> None:
        self.closed += 1


def test_captions_are_spoken_and_repetitions_sound_when_that_is_wanted(
    start: Start, folder: Path, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Said()
    monkeypatch.setattr("gmi_app.mirrors.open_voice", lambda preferences, parent: said)
    monkeypatch.setattr("gmi_app.devices.tones.open_tones", lambda volume, parent: said)
    driver = start(task(folder))
    one = MirrorDriver(driver)
    assert driver.program.state is not None
    driver.program.state.change_preferences(camera=str(film))
    driver.window.mirror.show_set_up()
    screen = one.set_up()
    driver.click(driver.find("read_why"))
    driver.click(screen.go)
    assert screen.form is not None
    screen.form.rung.chip(1).click()
    for check in (screen.form.spoken, screen.form.sound):
        check.click()
    driver.click(screen.go)
    driver.say_pain(3)
    one.prepare()
    one.click("skip")
    assert said.lines[-1] == one.guide.stage.say.words
    assert said.tones == ["go"]
    one.key(Qt.Key.Key_Escape)
    assert said.lines[-1] == ""  # silent while it is held
    one.sheet(StopSheet).primary.click()
    one.come_back()
    assert said.closed == 2
    assert one.stored()[0].session.settings.spoken


def test_a_camera_that_is_plugged_in_again_is_opened_anew(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have another number by then, so its name is looked up again."""
    plugged: list[Callable[[], None]] = []
    monkeypatch.setattr(
        "gmi_app.devices.camera_names.watch_cameras", lambda owner, changed: plugged.append(changed)
    )
    gone, back = FaultyCamera(), FaultyCamera()
    plug_in(monkeypatch, gone)
    one = start_now(start, folder)
    one.picture()
    gone.fault = CameraState.LOST
    one.sheet(CameraSheet)
    plug_in(monkeypatch, back)
    plugged[0]()
    one.picture()
    assert back.opened == 1
    assert one.guide.stage.sheet is None
    plugged[0]()  # another camera: the one in use stays
    assert back.opened == 1
