"""The stage by itself: layout, surfaces, and what its canvases stamp."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gmi_app.facts.session import EventKind
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import Onset, OnsetStamp
from gmi_app.ui import theme
from gmi_app.ui.preferences import Appearance, Preferences
from gmi_app.ui.stage.answers import KeyMap
from gmi_app.ui.stage.canvas import RasterCanvas, as_image, late_frames
from gmi_app.ui.stage.sheets import PainSheet, PausedSheet, ReadySheet, Sheet, StopSheet
from gmi_app.ui.stage.stage import Stage
from gmi_app.ui.stage.surface import is_software, may_have_a_card, swaps_wait
from gmi_app.ui.widgets.key_names import key_name

HZ = 60.0
PERIOD_NS = 1e9 / HZ


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(KeyMap.of(Preferences()))
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.leave()


def swaps(period_ns: float, count: int = 20, first_ns: int = 5_000_000) -> list[int]:
    """A few quick swaps while the pipeline fills, then steady ones."""
    quick = [first_ns, first_ns + 300_000, first_ns + 500_000]
    return quick + [round(first_ns + 1e6 + period_ns * i) for i in range(count)]


@pytest.mark.parametrize(
    ("times", "waits"),
    [
        (swaps(PERIOD_NS), True),
        (swaps(PERIOD_NS * 1.1), True),
        (swaps(PERIOD_NS * 2), False),
        (swaps(200_000), False),
        (swaps(PERIOD_NS, count=4), False),
        ([], False),
    ],
)
def test_vertical_sync_is_believed_only_when_swaps_keep_the_screens_pace(
    times: list[int], waits: bool
) -> None:
    assert swaps_wait(times, HZ) is waits


def test_a_screen_without_a_refresh_rate_has_no_sync() -> None:
    assert not swaps_wait(swaps(PERIOD_NS), 0)


@pytest.mark.parametrize(
    ("renderer", "software"),
    [
        ("", True),
        ("llvmpipe (LLVM 15.0.6, 256 bits)", True),
        ("SVGA3D; build: RELEASE", False),
        ("Mesa Intel(R) UHD Graphics 620", False),
        ("Microsoft Basic Render Driver", True),
    ],
)
def test_what_draws_on_the_processor(renderer: str, software: bool) -> None:
    assert is_software(renderer) is software


@pytest.mark.parametrize("device", ["dri/card0", "dri/renderD128", "nvidiactl", "dxg"])
def test_where_linux_shows_no_card_gl_is_not_asked(tmp_path: Path, device: str) -> None:
    assert not may_have_a_card(tmp_path, "linux")
    assert may_have_a_card(tmp_path, "win32")
    (tmp_path / device).parent.mkdir(exist_ok=True)
    (tmp_path / device).touch()
    assert may_have_a_card(tmp_path, "linux")


@pytest.mark.parametrize(
    ("took", "late"), [(0.3, 0), (1.0, 0), (1.19, 0), (1.3, 1), (2.0, 1), (3.1, 2)]
)
def test_frames_that_were_late_are_counted(took: float, late: int) -> None:
    assert late_frames(took * PERIOD_NS, PERIOD_NS) == late


def picture(size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    return image


def test_a_picture_is_shown_at_once_and_stamped_after_it_was_painted(stage: Stage) -> None:
    onsets: list[Onset] = []
    stage.canvas.shown.connect(onsets.append)
    stage.canvas.show_picture(picture(stage.circle().width()))
    (onset,) = onsets
    assert onset.painted_ns < onset.onset_ns
    assert onset.stamp is OnsetStamp.FLUSH  # this platform has no server to answer
    assert onset.bracket_ns == onset.onset_ns - onset.painted_ns
    middle = stage.circle().center()
    assert stage.grab().toImage().pixelColor(middle) == QColor("#336699")
    stage.canvas.show_words("")
    assert stage.grab().toImage().pixelColor(middle) == theme.theme().colour("stage")


def test_nothing_is_shown_on_a_window_that_is_not_there(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    canvas = RasterCanvas(window)
    shown: list[Onset] = []
    hidden: list[bool] = []
    canvas.shown.connect(shown.append)
    canvas.hidden.connect(lambda: hidden.append(True))
    canvas.show_picture(picture(10))
    assert (shown, hidden) == ([], [True])


def test_prepared_pixels_become_an_image_of_the_same_colours() -> None:
    import numpy as np

    pixels = np.zeros((3, 2, 4), np.uint8)
    pixels[2, 1] = (10, 20, 30, 255)
    image = as_image(pixels)
    assert (image.width(), image.height()) == (2, 3)
    assert image.pixelColor(1, 2) == QColor(30, 20, 10)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (1920, 1080), (3840, 2160), (640, 480)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_picture_touches_no_control_on_any_screen(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int], percent: int
) -> None:
    theme.apply(qapp, theme.Theme.from_preferences(Preferences(text_percent=percent)))
    made = Stage(KeyMap.of(Preferences()))
    try:
        made.resize(*size)
        made.show()
        qtbot.waitExposed(made)
        circle = made.circle()
        assert made.rect().contains(circle)
        if size != (640, 480):
            for button in (made.left, made.right):
                assert not circle.intersects(button.geometry())
            assert circle.width() >= 0.3 * size[1]
        for control in (made.left, made.right, made.stop, made.pause, made.pain):
            assert made.rect().contains(control.geometry())
        assert not made.left.geometry().intersects(made.right.geometry())
    finally:
        made.leave()
        theme.apply(qapp, theme.Theme())


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_longer_answer_takes_no_room_from_the_picture(
    qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    theme.apply(qapp, theme.Theme.from_preferences(Preferences(text_percent=percent)))
    sizes = []
    for task in Task:
        made = Stage(KeyMap.of(Preferences()), task)
        made.resize(1280, 800)
        made.show()
        qtbot.waitExposed(made)
        sizes.append((made.circle(), made.left.size(), made.right.size()))
        for button in (made.left, made.right):
            assert button._needs(button._fonts()[-1]) < button.width()
        made.leave()
    assert sizes[0] == sizes[1]
    theme.apply(qapp, theme.Theme())


def test_keys_are_named_as_they_are_printed() -> None:
    assert key_name(int(Qt.Key.Key_Left)) == "←"
    assert key_name(int(Qt.Key.Key_Right)) == "→"
    assert key_name(int(Qt.Key.Key_A)) == "A"


def test_every_control_has_a_name_and_says_its_key(stage: Stage) -> None:
    for control in (stage.left, stage.right, stage.stop, stage.pause, stage.pain):
        assert control.accessibleName() or control.text()
        assert "ey " in control.accessibleDescription()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Escape, "stop_requested"),
        (Qt.Key.Key_P, "pause_requested"),
        (Qt.Key.Key_M, "more_pain_requested"),
    ],
)
def test_keys_work_wherever_the_focus_is(
    stage: Stage, qtbot: QtBot, key: Qt.Key, signal: str
) -> None:
    for target in (stage, stage.stop, stage.pain):
        with qtbot.waitSignal(getattr(stage, signal)):
            QTest.keyClick(target, key)


def test_arrow_keys_answer_also_when_a_button_has_the_focus(stage: Stage, qtbot: QtBot) -> None:
    stage.pause.setFocus()
    with qtbot.waitSignal(stage.pressed) as caught:
        QTest.keyClick(stage.pause, Qt.Key.Key_Left)
    assert caught.args[0].side == "left"


def test_the_mouse_pointer_is_gone_until_the_mouse_moves(stage: Stage) -> None:
    stage.show_sheet(PainSheet())
    assert stage.cursor().shape() is not Qt.CursorShape.BlankCursor
    stage.drop_sheet()
    assert stage.cursor().shape() is Qt.CursorShape.BlankCursor
    QTest.mouseMove(stage, QPoint(20, 300))
    QTest.mouseMove(stage, QPoint(30, 310))
    QApplication.processEvents()
    assert stage.cursor().shape() is not Qt.CursorShape.BlankCursor


@pytest.mark.parametrize("name", ["left", "right"])
def test_arrow_keys_answer_also_when_an_answer_has_the_focus(
    stage: Stage, qtbot: QtBot, name: str
) -> None:
    button = getattr(stage, name)
    button.setFocus()
    with qtbot.waitSignal(stage.pressed) as caught:
        QTest.keyClick(button, Qt.Key.Key_Right)
    assert caught.args[0].side == "right"
    with qtbot.waitSignal(stage.pressed) as caught:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert caught.args[0].side == name


def test_closing_the_window_is_stop_and_not_an_end(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.stop_requested):
        stage.close()
    assert stage.isVisible()


def test_a_window_that_is_no_longer_in_front_interrupts(stage: Stage, qtbot: QtBot) -> None:
    stage.activateWindow()
    qtbot.waitUntil(stage.isActiveWindow)
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitSignal(stage.interrupted) as caught:
        other.show()
        other.activateWindow()
    assert caught.args == [EventKind.FOCUS_LOST]


ASKED = "Is each back turned or bent to the left or to the right? Left and right are their own."
SHEETS: list[Callable[[], Sheet]] = [
    lambda: ReadySheet(ASKED, "Press ← for left.", "Rest your hands.", after_practice=False),
    lambda: ReadySheet(ASKED, "Press A for left.", "Rest your hands.", after_practice=True),
    lambda: PausedSheet(EventKind.SCREEN_CHANGED),
    lambda: PausedSheet(EventKind.PAUSED, "The disk is full."),
    PainSheet,
    lambda: StopSheet(7),
    lambda: StopSheet(0),
]


@pytest.mark.parametrize("number", range(len(SHEETS)))
@pytest.mark.parametrize("percent", [100, 200])
def test_sheets_fit_and_their_primary_button_is_the_space_bar(
    stage: Stage, qapp: QApplication, qtbot: QtBot, number: int, percent: int
) -> None:
    look = Preferences(appearance=Appearance.DARK, text_percent=percent)
    theme.apply(qapp, theme.Theme.from_preferences(look))
    sheet = SHEETS[number]()
    stage.resize(1024, 700)
    stage.show_sheet(sheet)
    QApplication.processEvents()
    bottom = sheet.primary.mapTo(stage, QPoint(0, sheet.primary.height()))
    assert stage.rect().contains(bottom)
    assert not stage.left.isVisible()
    with qtbot.waitSignal(sheet.accepted):
        QTest.keyClick(sheet, Qt.Key.Key_Space)
    stage.drop_sheet()
    assert stage.left.isVisible()
    theme.apply(qapp, theme.Theme())
