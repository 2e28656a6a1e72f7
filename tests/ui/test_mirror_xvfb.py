"""The mirror's picture on a real X server, read off the screen from outside."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from Xlib import X
from Xlib.display import Display

from gmi_app.mirror.camera import CameraNews, CameraState, Moved, Shown
from gmi_app.mirror.settings import ViewSettings
from gmi_app.ui.mirror.view import MirrorView
from tests.waiting import until

pytestmark = pytest.mark.xvfb

SIZE = (320, 240)
COLOURS = ((200, 40, 10), (20, 180, 60), (90, 90, 240), (10, 200, 200))
"""Blue, green, red."""


class Slides:
    """A camera whose pictures a test puts up one by one, in two buffers as a mailbox would."""

    def __init__(self) -> None:
        self._buffers = [np.zeros((SIZE[1], SIZE[0], 4), np.uint8) for _ in range(2)]
        self._waiting: Shown | None = None
        self._wake: Callable[[], None] = lambda: None

    def put_up(self, number: int) -> None:
        buffer = self._buffers[number % 2]
        buffer[:, :, :3] = COLOURS[number]
        self._waiting = Shown(buffer, number)
        self._wake()

    def start(self, wake: Callable[[], None]) -> None:
        self._wake = wake

    def take(self) -> Shown | None:
        shown, self._waiting = self._waiting, None
        return shown

    def show(self, view: ViewSettings, room: tuple[int, int]) -> None:
        """Every room gets the same pictures."""

    def watch_movement(self, on: bool) -> None:
        """Nothing moves."""

    def news(self) -> CameraNews:
        return CameraNews(CameraState.LIVE, 0)

    def moved(self) -> list[Moved]:
        return []

    def close(self) -> None:
        """There is nothing to close."""


def on_screen(x: int, y: int) -> tuple[int, ...]:
    """Blue, green and red of one pixel."""
    display = Display()
    image = display.screen().root.get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFFFF)
    display.close()
    return tuple(image.data[:3])


def wait_for(ready: Callable[[], bool]) -> None:
    until(ready, 8000)


def test_each_picture_is_on_the_screen_and_what_is_beside_it_stays(qapp: QApplication) -> None:
    window, beside, view = QWidget(), QWidget(), MirrorView("a mirror")
    beside.setStyleSheet("background: rgb(7, 8, 9)")
    beside.setFixedHeight(60)
    view.setFixedSize(SIZE[0] + 40, SIZE[1] + 20)
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(beside)
    box.addWidget(view)
    camera = Slides()
    view.use(camera, ViewSettings())
    window.move(0, 0)
    window.show()
    wait_for(lambda: on_screen(5, 5) == (9, 8, 7))
    for number, colour in enumerate(COLOURS):
        camera.put_up(number)
        wait_for(lambda colour=colour: on_screen(180, 190) == colour)  # type: ignore[misc]
        assert on_screen(21, 71) == colour  # its upper left corner, in the middle of the room
        assert on_screen(18, 190) != colour  # letterboxed
        assert on_screen(5, 5) == (9, 8, 7)
    view.leave()
    window.close()
