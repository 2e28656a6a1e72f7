"""Opening the history of somebody with 10,000 sets: until the first page and the charts are there.

Measured on Qt's offscreen screen at 1280 x 800, from the order to open it until the charts with
their points are painted (and, for the table, its rows), with the database on its own lane and the
garbage collected as in the program. The window's frame and the person's screen come on top.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QTimer,
)
from PySide6.QtWidgets import QApplication

from gmi_app.pictures.catalogue import Catalogue
from gmi_app.programme.patient import Patient
from gmi_app.storage.opening import Opened
from gmi_app.ui.background import Lane
from gmi_app.ui.garbage import Garbage
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.screens.history import CHARTS, TABLE, HistoryScreen
from gmi_app.ui.screens.history_query import Answer
from gmi_app.ui.services import Services
from gmi_app.ui.shelf import Shelf
from gmi_app.ui.state import State
from gmi_app.ui.theme import Theme, apply
from tests.benchmarks.bench_storage import SETS, fill
from tests.benchmarks.table import Row, percentile
from tests.storage import making
from tests.ui.practice import StillClock

TIMES = 15
SIZE = (1280, 800)
LIMIT_MS = 100.0
PATIENCE_MS, ALARM_MS = 60_000, 500


def run() -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, Theme())
    with tempfile.TemporaryDirectory(prefix="gmi-bench-") as name:
        folder = Path(name)
        data = making.opened(folder)
        anna = making.patient()
        data.journal.save_patient(anna)
        fill(data, anna)
        try:
            return _measure(data, anna, folder)
        finally:
            data.close()


def _measure(data: Opened, anna: Patient, folder: Path) -> list[Row]:
    newest = data.journal.summaries(anna.id, limit=1)[0]
    lane = Lane("journal")
    clock = StillClock(newest.at.utc + timedelta(hours=1))
    state = State(data.journal, lane, clock, [anna], Preferences())
    state.patient = anna
    shelf = Shelf(Catalogue(folder, ()), state, data.pictures, folder / "packs", state)
    services = Services(shelf, data.vault, lambda _: None, folder, lambda *_: None)
    opening: list[float] = []
    table: list[float] = []
    everything: list[float] = []
    one_set: list[float] = []
    processor: list[float] = []
    garbage = Garbage(lambda: False)
    garbage.begin()
    for _ in range(TIMES):
        spent, begun = time.process_time_ns(), time.perf_counter_ns()
        screen = HistoryScreen(state, services)
        screen.resize(*SIZE)
        screen.show()
        _until(partial(_answered, screen, None))
        opening.append(_ms(begun))
        processor.append((time.process_time_ns() - spent) / 1e6)
        begun = time.perf_counter_ns()
        screen.show_view(TABLE)
        _until(partial(_has_rows, screen.model))
        table.append(_ms(begun))
        begun = time.perf_counter_ns()
        screen.open_set(newest)
        _until(partial(_has_rows, screen.detail.model))
        one_set.append(_ms(begun))
        screen.close_set()
        screen.show_view(CHARTS)
        begun = time.perf_counter_ns()
        shown = screen.answer
        screen.period.key(2).click()
        _until(partial(_answered, screen, shown))
        everything.append(_ms(begun))
        _until(partial(_is_idle, lane))
        screen.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    garbage.end()
    garbage.deleteLater()
    gc.enable()
    lane.close()
    note = f"{SETS} sets, 1280 x 800"
    return [
        replace(
            _row("Open the history, median", opening, 50, LIMIT_MS, note),
            ratio=f"{percentile(processor, 50):.0f} ms of processor time",
        ),
        _row("Open the history, longest", opening, 100, None, f"the first of {TIMES} included"),
        _row("Show the table", table, 50, LIMIT_MS, note),
        _row("Open one set", one_set, 50, LIMIT_MS, note),
        _row("Charts of all sets", everything, 50, None, "worked out off the GUI thread"),
    ]


def _answered(screen: HistoryScreen, before: Answer | None) -> bool:
    return screen.answer is not before


def _has_rows(model: QAbstractTableModel) -> bool:
    return model.rowCount() > 0


def _is_idle(lane: Lane) -> bool:
    return not lane.busy


def _row(name: str, values: list[float], percent: float, limit: float | None, note: str) -> Row:
    return replace(Row(name, percentile(values, percent), "ms", limit), note=note)


def _until(ready: Callable[[], bool]) -> None:
    """Runs the events until it is so, and until what came is painted. Waits as the program does,
    asleep: a loop that only asks again would take the processor from the database's thread."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    alarm = QTimer()
    alarm.start(ALARM_MS)
    while not ready():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if deadline.hasExpired():
            raise TimeoutError("the history did not come")
    alarm.stop()
    for _ in range(3):  # layouts settle, then it is painted
        QCoreApplication.processEvents()


def _ms(begun_ns: int) -> float:
    return (time.perf_counter_ns() - begun_ns) / 1e6
