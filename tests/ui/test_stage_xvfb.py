"""The stage on a real X server, answered by keys that come from outside the program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from gmi_app.laterality.drill import Drill, Phase
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.trial import KeyStamp, OnsetStamp
from tests.journeys.driver import Driver, task

pytestmark = pytest.mark.xvfb

TEN = DrillSettings(count=10, angles=FOUR_ANGLES)
NAMES = {"left": "Left", "right": "Right"}


def _answered(drill: Drill, count: int) -> bool:
    return drill.answered >= count


class Keyboard:
    """Sends keys through the X server, and gives the keyboard to a window: nobody else does."""

    def __init__(self) -> None:
        self._display = Display()

    def focus(self, window: int) -> None:
        wanted = self._display.create_resource_object("window", window)
        wanted.set_input_focus(X.RevertToPointerRoot, X.CurrentTime)
        self._display.sync()

    def press(self, name: str, *, release: bool = True) -> None:
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        xtest.fake_input(self._display, X.KeyPress, code)
        if release:
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()

    def release(self, name: str) -> None:
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()

    def close(self) -> None:
        self._display.close()


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    made = Keyboard()
    yield made
    made.close()


@pytest.fixture
def driver(qapp: QApplication, tmp_path: Path) -> Iterator[Driver]:
    made = Driver(task(tmp_path / "data", drill=TEN, start_now=True))
    yield made
    made.close()


def test_onsets_are_bounded_by_the_server_and_keys_by_their_own_time(
    driver: Driver, keyboard: Keyboard
) -> None:
    for number in range(10):
        side = driver.see()
        stage, drill = driver.session.stage, driver.session.drill
        assert drill is not None
        if number == 0:
            keyboard.focus(int(stage.winId()))
            driver.until(stage.isActiveWindow)
        keyboard.press(NAMES[side])
        driver.until(partial(_answered, drill, number + 1))
    driver.finish()
    driver.calm()
    state = driver.program.state
    assert state is not None
    assert state.patient is not None
    (summary,) = state.journal.summaries(state.patient.id)
    trials = state.journal.trials(summary.session)
    assert len(trials) == 10
    for trial in trials:
        assert trial.onset.stamp is OnsetStamp.ANSWERED
        assert trial.onset.answered_ns is not None
        assert trial.onset.painted_ns < trial.onset.onset_ns < trial.onset.answered_ns
        assert trial.press is not None
        assert trial.press.stamp is KeyStamp.CLAMPED
        assert trial.press.event_ms is not None
        assert trial.onset.painted_ns < trial.press.time_ns <= trial.press.handler_ns
        assert trial.answer is trial.side


def test_a_key_that_is_held_down_answers_one_picture_only(
    driver: Driver, keyboard: Keyboard
) -> None:
    side = driver.see()
    stage, drill = driver.session.stage, driver.session.drill
    assert drill is not None
    keyboard.focus(int(stage.winId()))
    driver.until(stage.isActiveWindow)
    keyboard.press(NAMES[side], release=False)
    driver.until(lambda: drill.answered == 1)
    driver.see()
    assert drill.answered == 1
    assert drill.phase is Phase.PICTURE
    keyboard.release(NAMES[side])
    driver.until(lambda: not driver.program._journal_lane.busy)
    assert drill.answered == 1


def test_the_stage_covers_the_whole_screen(driver: Driver) -> None:
    driver.see()
    stage = driver.session.stage
    assert stage.size() == stage.screen().size()
    assert driver.session.prepared
