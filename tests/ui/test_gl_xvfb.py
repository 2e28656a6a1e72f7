"""The GL canvas on an X server, drawn by the processor: what it answers, when it gives up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gmi_app import app
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import Onset, OnsetStamp, Playback
from gmi_app.ui.stage import opening, surface
from gmi_app.ui.stage.canvas import GLCanvas
from gmi_app.ui.stage.surface import SyncProbe
from tests.journeys.driver import Driver, task
from tests.ui.clips import draw_clips
from tests.ui.world import draw_pictures

pytestmark = pytest.mark.xvfb


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 300)
    return made


@pytest.fixture
def canvas(window: QWidget, qtbot: QtBot) -> GLCanvas:
    made = GLCanvas(window, 60.0)
    made.resize(300, 300)
    with qtbot.waitSignal(made.frameSwapped):
        window.show()
    return made


def picture(colour: str) -> QImage:
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_pictures_and_later_frames_are_stamped_by_their_swaps(
    canvas: GLCanvas, qtbot: QtBot
) -> None:
    frames: list[Onset] = []
    canvas.frame_shown.connect(frames.append)
    with qtbot.waitSignal(canvas.shown) as first:
        canvas.show_picture(picture("#336699"))
    assert frames == []
    with qtbot.waitSignal(canvas.frame_shown):
        canvas.show_frame(picture("#996633"))
    onset = first.args[0]
    assert onset.stamp is frames[0].stamp is OnsetStamp.FRAME_SWAPPED
    assert onset.painted_ns <= onset.onset_ns < frames[0].onset_ns
    assert canvas.grabFramebuffer().pixelColor(150, 150) == QColor("#996633")
    assert not canvas._patience.isActive()


def test_the_probe_hears_of_every_swap(canvas: GLCanvas, qtbot: QtBot) -> None:
    swaps: list[int] = []
    canvas.swapped.connect(swaps.append)
    for _ in range(3):
        with qtbot.waitSignal(canvas.swapped):
            canvas.update()
    assert swaps == sorted(swaps)
    assert abs(swaps[-1] - time.perf_counter_ns()) < 60_000_000_000
    with qtbot.waitSignal(SyncProbe(canvas, 60.0).measured) as measured:
        pass
    assert measured.args == [False]  # a processor does not wait for the screen


def test_a_swap_that_never_comes_is_given_up(canvas: GLCanvas, qtbot: QtBot) -> None:
    shown: list[Onset] = []
    canvas.shown.connect(shown.append)
    canvas._patience.setInterval(30)
    canvas.setUpdatesEnabled(False)
    with qtbot.waitSignal(canvas.hidden):
        canvas.show_picture(picture("#336699"))
    canvas.setUpdatesEnabled(True)
    with qtbot.waitSignal(canvas.frameSwapped):
        canvas.update()
    assert shown == []


def test_what_is_shown_instead_is_not_waited_for(canvas: GLCanvas, qtbot: QtBot) -> None:
    shown: list[Onset] = []
    canvas.shown.connect(shown.append)
    canvas.show_picture(picture("#336699"))
    with qtbot.waitSignal(canvas.frameSwapped):
        canvas.show_words("Yes: left")
    assert shown == []
    assert canvas.words == "Yes: left"
    assert not canvas._patience.isActive()


@pytest.mark.parametrize(
    "settings", [DrillSettings(count=10), DrillSettings(count=10, moving=True)]
)
def test_a_whole_set_on_a_screen_whose_swaps_are_taken_to_wait(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: DrillSettings
) -> None:
    folder = draw_clips(draw_pictures(tmp_path / "images"))
    monkeypatch.setattr(app, "pictures_folder", lambda: folder)
    monkeypatch.setattr(opening, "is_software", lambda _: False)
    monkeypatch.setattr(surface, "swaps_wait", lambda *_: True)
    driver = Driver(task(tmp_path / "data", drill=settings, start_now=True))
    try:
        driver.see()
        assert isinstance(driver.session.stage.canvas, GLCanvas)
        if settings.moving:
            player = driver.session._player
            driver.until(lambda: (player.playback() or Playback(0)).shown >= 4)
        for _ in range(10):
            driver.answer()
        driver.finish()
        driver.calm()
        state = driver.program.state
        assert state is not None
        assert state.patient is not None
        (summary,) = state.journal.summaries(state.patient.id)
        trials = state.journal.trials(summary.session)
        assert state.journal.session(summary.session).screen.surface == "gl"
    finally:
        driver.close()
    assert len(trials) == 10
    assert {trial.onset.stamp for trial in trials} == {OnsetStamp.FRAME_SWAPPED}
    assert all((trial.playback is not None) is settings.moving for trial in trials)
