"""The library with 600 pictures: opening it, scrolling from end to end, and reading the tiles.

Measured on Qt's offscreen screen at 1280 x 800, in the window and coming from Today for the first
time: opening, until the grid is painted, and until the filters are there, too. Then how long each
step of the scroll bar takes until the grid is painted, once while no tile has come and once when
they are kept. The person's screen comes on top.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent
from PySide6.QtWidgets import QApplication

from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import Catalogue, load_catalogue
from gmi_app.ui.background import Lane
from gmi_app.ui.first_paint import FirstPaint
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.services import Services
from gmi_app.ui.shelf import Shelf
from gmi_app.ui.state import State
from gmi_app.ui.theme import Theme, apply
from gmi_app.ui.window import MainWindow
from tests.benchmarks.table import Row, percentile
from tests.storage import making
from tests.ui.practice import StillClock

if TYPE_CHECKING:  # its first import is part of the first opening
    from gmi_app.ui.screens.library import LibraryScreen

PICTURES = 600
SIZE = (1280, 800)
STEP_PX = 60
FRAME_MS = 1000 / 60
PATIENCE_MS = 120_000


def run() -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, Theme())
    with tempfile.TemporaryDirectory(prefix="gmi-bench-") as name:
        data = making.opened(Path(name))
        anna = making.patient()
        data.journal.save_patient(anna)
        lane = Lane("journal")
        state = State(data.journal, lane, StillClock(), [anna], Preferences())
        state.patient = anna
        shelf = Shelf(_many(), state, data.pictures, Path(name) / "packs", state)
        services = Services(shelf, data.vault, lambda _: None, Path(name), lambda *_: None)
        try:
            return _measure(state, services, lane)
        finally:
            lane.close()
            data.close()


def _many() -> Catalogue:
    """600 pictures; where fewer are shipped, some again under other hashes: each one is read."""
    shipped = load_catalogue(pictures_folder())
    pictures = shipped.pictures
    rounds = -(-PICTURES // len(pictures))
    many = [
        replace(picture, sha256=f"{turn:064}") if turn else picture
        for turn in range(rounds)
        for picture in pictures
    ]
    return replace(shipped, pictures=tuple(many[:PICTURES]))


def _measure(state: State, services: Services, lane: Lane) -> list[Row]:
    window = MainWindow(state, services)
    window.resize(*SIZE)
    window.show()
    _settle(lane)
    begun = time.perf_counter()
    window.show_library()
    screen = cast("LibraryScreen", window.screen_widget)
    painted: list[float] = []
    first_paint = FirstPaint(screen.grid.viewport())  # asked later, so it answers before the screen
    first_paint.happened.connect(lambda: painted.append(time.perf_counter()))
    parts = screen.panel.kinds["part"]
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not (painted and parts.values):
        QCoreApplication.processEvents()
        assert not deadline.hasExpired(), "the library was not painted"
    opening, offered = ((at - begun) * 1000 for at in (painted[0], time.perf_counter()))
    _settle(lane)
    first = (time.perf_counter() - begun) * 1000
    empty = _scroll(screen)
    begun = time.perf_counter()
    _settle(lane)
    kept, kept_bytes = _scroll(screen), screen.tiles.kept_bytes
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    steps = f"{len(kept)} steps of {STEP_PX} px"
    return [
        Row(f"Open the library with {PICTURES} pictures", opening, "ms", 100.0),
        Row("Until its filters are there, too", offered, "ms"),
        Row("Until the first screen of tiles is there", first, "ms", 1000.0),
        Row("Scroll step, tiles to come, 95 %", percentile(empty, 95), "ms", FRAME_MS, steps),
        Row("Scroll step, tiles to come, longest", max(empty), "ms"),
        Row("Scroll step, tiles kept, 95 %", percentile(kept, 95), "ms", FRAME_MS, steps),
        Row("Scroll step, tiles kept, longest", max(kept), "ms"),
        Row("Tiles kept", kept_bytes / 2**20, "MB", 48.0),
    ]


def _scroll(screen: LibraryScreen) -> list[float]:
    """Milliseconds of each step, from the order until it is painted."""
    bar = screen.grid.verticalScrollBar()
    times = []
    for value in range(0, bar.maximum(), STEP_PX):
        begun = time.perf_counter()
        bar.setValue(value)
        screen.grid.viewport().repaint()
        times.append((time.perf_counter() - begun) * 1000)
        QCoreApplication.processEvents()
    bar.setValue(0)
    return times


def _settle(lane: Lane) -> None:
    deadline = QDeadlineTimer(PATIENCE_MS)
    while lane.busy:
        QCoreApplication.processEvents()
        assert not deadline.hasExpired(), "the lane took too long"
    QCoreApplication.processEvents()
