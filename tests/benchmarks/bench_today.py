"""How long Today takes to open with a plan and two years of facts: from the press on the rail to
its cards, and until what was read anew has been shown."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_programme import DAYS, MIRRORS_A_DAY, NOW, SETS_A_DAY, fill
from tests.benchmarks.table import Row
from tests.storage import making
from tests.ui.world import World, draw_pictures

LIMIT_MS = 100.0
TURNS = 20


def run() -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(prefix="gmi-bench-") as name:
        folder = Path(name) / "data"
        data = making.opened(folder)
        anna = making.patient(at=NOW)
        data.journal.save_patient(anna)
        fill(data, anna)
        data.close()
        world = World(folder, draw_pictures(Path(name) / "pictures"))
        world.clock.now = NOW.utc
        window = world.open_window()
        shown, settled = [], []
        for _ in range(TURNS):
            window.show_history()
            world.settle()
            begun = time.perf_counter()
            window.show_today()
            window.repaint()
            shown.append(1000 * (time.perf_counter() - begun))
            while world.lane.busy:
                QCoreApplication.processEvents()
            window.repaint()
            settled.append(1000 * (time.perf_counter() - begun))
            world.settle()
        world.close()
    assert application is not None
    note = f"{DAYS} days, {DAYS * (SETS_A_DAY + MIRRORS_A_DAY)} sessions, offscreen"
    return [
        Row("Today with a plan opens", median(shown), "ms", LIMIT_MS, note),
        Row("and is read anew", median(settled), "ms", None, note),
    ]
