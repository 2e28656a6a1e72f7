"""Drives the whole real program as a person does: real folder, real pictures, real windows."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from gmi_app.app import Program, Task
from gmi_app.clock import Moment
from gmi_app.laterality.drill import Phase
from gmi_app.laterality.task import right_answer
from gmi_app.pictures.model import Side
from gmi_app.ui.stage.drill_session import DrillSession
from gmi_app.ui.stage.sheets import Sheet
from gmi_app.ui.theme import Theme, apply
from gmi_app.ui.window import MainWindow, Route
from tests.waiting import until

PATIENCE_MS = 20_000
KEYS = {Side.LEFT: Qt.Key.Key_Left, Side.RIGHT: Qt.Key.Key_Right}


class SkippingClock:
    """The computer's own clocks, which tests may put forward instead of waiting. ``slept_s``
    passes on the dated one only, as when the computer sleeps."""

    def __init__(self) -> None:
        self.skipped_ns = 0
        self.slept_s = 0.0

    def now_ns(self) -> int:
        return time.perf_counter_ns() + self.skipped_ns

    def moment(self) -> Moment:
        passed_s = self.skipped_ns / 1e9 + self.slept_s
        return Moment.of(datetime.now().astimezone() + timedelta(seconds=passed_s))

    def skip_to(self, now_ns: int) -> None:
        self.skipped_ns += max(0, now_ns - self.now_ns())


class Driver:
    """``ended``: the program wanted to quit."""

    def __init__(self, task: Task) -> None:
        self.clock = SkippingClock()
        self.program = Program(task, self.clock)
        self.errors: list[BaseException] = []
        for lane in (self.program._journal_lane, self.program._picture_lane):
            lane.unhandled.connect(self.errors.append)
        self._closed = False
        self.program.open()

    def until(self, ready: Callable[[], object]) -> None:
        """Lets the program work until something is so; fails after a while."""
        until(ready, PATIENCE_MS)
        QCoreApplication.processEvents()

    # ---- the window
    @property
    def window(self) -> MainWindow:
        self.until(lambda: self.program.window is not None)
        assert self.program.window is not None
        return self.program.window

    def calm(self) -> None:
        """Until nothing is being read or written."""
        self.until(lambda: not self.program._journal_lane.busy)

    def find(self, name: str) -> QWidget:
        """The widget of this name on the open screen."""
        self.calm()
        found = self.window.screen_widget.findChild(QWidget, name)
        assert found is not None, f"there is no {name}"
        return found

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.calm()

    def press_words(self, words: str) -> None:
        """Clicks the button that says this."""
        self.calm()
        buttons = self.window.screen_widget.findChildren(QAbstractButton)
        found = [b for b in buttons if b.text() == words and b.isVisible()]
        assert found, f"no button says {words}"
        self.click(found[0])

    def say_pain(self, value: int) -> None:
        """Answers the question before a set, 0 to 9."""
        self.until(lambda: self.window.is_at(Route.PAIN_BEFORE))
        QTest.keyClick(self.window.screen_widget, Qt.Key(Qt.Key.Key_0 + value))
        self.calm()

    # ---- the stage
    @property
    def session(self) -> DrillSession:
        self.until(lambda: self.program.session is not None)
        assert self.program.session is not None
        return self.program.session

    def wait_for_sheet(self, kind: type[Sheet]) -> Sheet:
        self.until(lambda: isinstance(self.session.stage.sheet, kind))
        sheet = self.session.stage.sheet
        assert isinstance(sheet, kind)
        return sheet

    def key(self, key: Qt.Key) -> None:
        """Presses a key where the keyboard goes: on the sheet, else on the stage."""
        stage = self.session.stage
        QTest.keyClick(stage.sheet or stage, key)
        QCoreApplication.processEvents()

    @property
    def phase(self) -> Phase | None:
        session = self.program.session
        return session.drill.phase if session is not None and session.drill is not None else None

    def see(self) -> Side:
        """Waits for the next picture; the right answer to it."""
        while self.phase is not Phase.PICTURE:
            self.pass_time()
        drill = self.session.drill
        assert drill is not None
        self.until(lambda: drill.presented is not None)
        assert drill.presented is not None
        return right_answer(drill.presented, drill.session.settings.task)

    def pass_time(self) -> None:
        """Lets the clock reach what the drill waits for."""
        session = self.program.session
        if session is not None and session.drill is not None and session.drill.wake_ns is not None:
            self.clock.skip_to(session.drill.wake_ns)
            session.wake()
        QCoreApplication.processEvents()

    def answer(self, *, right: bool = True) -> None:
        side = self.see()
        self.key(KEYS[side if right else side.other])

    def finish(self) -> None:
        """After the last answer: until the stage is gone."""
        self.until(lambda: self._gone())

    def _gone(self) -> bool:
        if self.program.session is None:
            return True
        self.pass_time()
        return False

    def close(self) -> None:
        """Closes the program; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        self.program.close()
        self.program.deleteLater()
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply(application, Theme())
        assert not self.errors, self.errors


def task(folder: Path, **named: object) -> Task:
    folder.mkdir(parents=True, exist_ok=True)
    return Task(folder, **named)  # type: ignore[arg-type]
