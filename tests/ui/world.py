"""A whole small world for the screens: a real data folder, pictures, a clock, a window."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PIL import Image, ImageDraw
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from gmi_app.exchange.csv_export import export_journal
from gmi_app.exchanges import exchange
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.catalogue import COLUMNS, MANIFEST, Catalogue, load_catalogue
from gmi_app.programme.patient import Patient
from gmi_app.storage.places import PACKS
from gmi_app.ui.background import Lane
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.services import Services
from gmi_app.ui.shelf import Shelf
from gmi_app.ui.state import State
from gmi_app.ui.theme import Theme, apply
from gmi_app.ui.window import MainWindow
from tests.storage.making import opened as opened_folder
from tests.ui.practice import StillClock
from tests.waiting import until

PATIENCE_MS = 10_000


def draw_pictures(folder: Path, parts: Sequence[str] = ("hand",)) -> Path:
    """A picture folder of plain shapes: a disc with a thumb on one side, two people a side."""
    rows = []
    for part in parts:
        for side in ("left", "right"):
            for posture in ("spread", "fist"):
                name = f"{part}/plain/{side}_{posture}.png"
                file = folder / name
                file.parent.mkdir(parents=True, exist_ok=True)
                image = Image.new("RGB", (160, 160), (200, 200, 200))
                draw = ImageDraw.Draw(image)
                draw.ellipse((50, 40, 110, 150), fill=(210, 160, 130))
                thumb = (105, 70, 145, 95) if side == "left" else (15, 70, 55, 95)
                draw.ellipse(thumb, fill=(210, 160, 130))
                image.save(file)
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                known = {
                    "file": name,
                    "part": part,
                    "side": side,
                    "set": "plain",
                    "posture": posture,
                    "view": "back",
                    "person": "p1",
                    "tone": "light",
                    "sex": "female",
                    "age_band": "adult",
                    "turnable": "1",
                    "licence": "CC0-1.0",
                    "source": "test",
                    "sha256": digest,
                }
                rows.append([known[column] for column in COLUMNS])
    with (folder / MANIFEST).open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([COLUMNS, *rows])
    return folder


class World:
    """Opens everything for real; ``started`` collects what the stage was asked for, ``items`` of
    the plan."""

    def __init__(
        self,
        folder: Path,
        pictures: Path,
        *,
        preferences: Preferences | None = None,
        notices: tuple[str, ...] = (),
    ) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.clock = StillClock()
        self.opened = opened_folder(folder, self.clock)
        self.journal = self.opened.journal
        self.lane = Lane("journal")
        self.problems: list[BaseException] = []
        self.lane.unhandled.connect(self.problems.append)
        stored = Preferences.from_text(self.journal.settings())
        self.state = State(
            self.journal,
            self.lane,
            self.clock,
            self.journal.patients(),
            preferences or stored,
        )
        self.catalogue: Catalogue = load_catalogue(pictures)
        self.started: list[tuple[DrillSettings, int | None]] = []
        self.items: list[UUID | None] = []
        packs = folder / PACKS
        opened = self.opened
        self.exchange = exchange(
            folder,
            self.clock,
            lambda: (opened.journal, opened.pictures, opened.ledger),
            self.lane,
        )
        self.exchange.lane.unhandled.connect(self.problems.append)
        self.shelf = Shelf(self.catalogue, self.state, self.opened.pictures, packs, self.state)
        self.services = Services(
            self.shelf,
            self.opened.vault,
            lambda target: export_journal(
                self.journal, target, book=self.opened.pictures, for_spreadsheet=True
            ),
            folder,
            self._start,
            notices,
            exchange=self.exchange,
        )
        self.window: MainWindow | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.app = app
        apply(app, Theme.from_preferences(self.state.preferences))

    def _start(
        self, settings: DrillSettings, pain: int | None, *, plan_item: UUID | None = None
    ) -> None:
        self.started.append((settings, pain))
        self.items.append(plan_item)

    def add_patient(self, patient: Patient) -> Patient:
        """Present, but not chosen."""
        self.journal.save_patient(patient)
        self.state.patients = self.journal.patients()
        return patient

    def open_window(self, width: int = 1280, height: int = 800) -> MainWindow:
        self.window = MainWindow(self.state, self.services)
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        self.wait_for(self.window.isActiveWindow)
        self.settle()
        return self.window

    def show(self, widget: QWidget, width: int = 1280, height: int = 800) -> None:
        widget.resize(width, height)
        widget.show()
        self.settle()

    @property
    def _busy(self) -> bool:
        return self.exchange.lane.busy or self.lane.busy or self.shelf.desk.busy

    def settle(self) -> None:
        """Until the lanes have nothing left to do and the layouts have come to rest."""
        for _ in range(3):
            until(lambda: not self._busy, PATIENCE_MS, "the lane took too long")
            for _ in range(4):
                QCoreApplication.processEvents()
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def wait_for(self, ready: Callable[[], bool]) -> None:
        """Until something is so; fails after a few seconds."""
        until(ready, PATIENCE_MS)

    def close(self) -> None:
        self.settle()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        for lane in (self.shelf, self.exchange.lane, self.lane):
            lane.close()
        QCoreApplication.processEvents()
        self.exchange.lane.deleteLater()
        self.lane.deleteLater()
        self.state.deleteLater()
        self.opened.close()
        self.app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        apply(self.app, Theme())
        assert not self.problems, self.problems
