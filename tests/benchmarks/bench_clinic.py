"""Opening the clinic with many patients, and one of them; and how that grows.

Measured on Qt's offscreen screen at 1280 x 800, from the order to open it until what came is
painted, with the database on its own lane and the garbage collected as in the program. A patient's
page counts until its first screenful is there with all its data: what changed since the last visit,
the choices, the charts. The page makes the rest after that (tests/ui/test_clinic.py holds that the
first screenful is painted then, and stays as it is); a row of its own says when all of it is there,
the newest sets among it.
"""

from __future__ import annotations

import gc
import os
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter_ns

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from gmi_app.pictures.catalogue import Catalogue
from gmi_app.ui.background import Lane
from gmi_app.ui.clinic.list_screen import PatientsScreen
from gmi_app.ui.clinic.patient_screen import PatientScreen
from gmi_app.ui.garbage import Garbage
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.services import Services
from gmi_app.ui.shelf import Shelf
from gmi_app.ui.state import State
from gmi_app.ui.theme import Theme, apply
from tests.benchmarks.bench_history import SIZE, _is_idle, _ms, _until
from tests.benchmarks.clinic_data import PER_SET, SETS, fill
from tests.benchmarks.table import Row, percentile
from tests.storage import making
from tests.ui.practice import NOW, StillClock

PATIENTS = (100, 500)
TIMES = 9
LIST_MS, PATIENT_MS = 300.0, 150.0


class Watched(PatientScreen):
    """Notes when the program turns to the rest of the page: nothing is left to paint then."""

    top_ns = 0

    def complete(self) -> None:
        self.top_ns = self.top_ns or perf_counter_ns()
        super().complete()


def run() -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, Theme())
    rows: list[Row] = []
    small = 0.0
    for patients in PATIENTS:
        with tempfile.TemporaryDirectory(prefix="gmi-bench-") as name:
            listed, opened, whole = _measure(Path(name), patients)
        note = f"{patients} patients, {patients * SETS * PER_SET} trials"
        grown = f"{listed / small:.1f} x for {patients / PATIENTS[0]:.0f} x" if small else ""
        limit = LIST_MS if patients == PATIENTS[-1] else None
        rows.append(Row("Open the list of patients", listed, "ms", limit, note, grown))
        rows.append(Row("Open one patient", opened, "ms", PATIENT_MS, note))
        rows.append(Row("Until the whole page is there", whole, "ms", None, note))
        small = small or listed
    return rows


def _measure(folder: Path, patients: int) -> tuple[float, float, float]:
    """Medians in milliseconds: the list, the top of one patient's page, and all of it."""
    data = making.opened(folder)
    people = fill(data, patients, NOW)
    lane = Lane("journal")
    state = State(data.journal, lane, StillClock(NOW), people, Preferences(clinic=True))
    shelf = Shelf(Catalogue(folder, ()), state, data.pictures, folder / "packs", state)
    services = Services(shelf, data.vault, lambda _: None, folder, lambda *_: None)
    listed: list[float] = []
    opened: list[float] = []
    whole: list[float] = []
    garbage = Garbage(lambda: False)
    garbage.begin()
    for turn in range(TIMES):
        begun = perf_counter_ns()
        screen = PatientsScreen(state)
        _show(screen)
        _until(partial(_has_looks, screen))
        listed.append(_ms(begun))
        _close(screen, lane)
        begun = perf_counter_ns()
        page = Watched(state, services, people[turn * 7])
        _show(page)
        _until(partial(_is_whole, page))
        whole.append(_ms(begun))
        opened.append((page.top_ns - begun) / 1e6)
        _close(page, lane)
    garbage.end()
    garbage.deleteLater()
    gc.enable()
    lane.close()
    data.close()
    return percentile(listed, 50), percentile(opened, 50), percentile(whole, 50)


def _show(screen: QWidget) -> None:
    screen.resize(*SIZE)
    screen.show()


def _has_looks(screen: PatientsScreen) -> bool:
    return screen.looks is not None


def _is_whole(screen: PatientScreen) -> bool:
    return screen.is_whole and screen.below.sets_model.rowCount() > 0


def _close(screen: QWidget, lane: Lane) -> None:
    _until(partial(_is_idle, lane))
    screen.close()
    screen.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
