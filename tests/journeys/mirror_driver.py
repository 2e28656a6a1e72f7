"""Drives the mirror as a person does, with a film or a camera that fails when it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from gmi_app import mirrors
from gmi_app.devices.camera import CameraThread
from gmi_app.mirror.camera import Camera, CameraName
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.mirror.session import MirrorRun, Phase
from gmi_app.ui.mirror.guide import MirrorGuide
from gmi_app.ui.mirror.prepare import PreparePage
from gmi_app.ui.mirror.set_up import MirrorSetUp
from gmi_app.ui.mirror.sheets import BlankSheet
from gmi_app.ui.stage.sheets import Sheet
from tests.cameras import FaultyCamera
from tests.journeys.driver import Driver

STRIDE_NS = 3_000_000_000
"""Time is skipped in strides: more of it at once is a computer that slept."""


class MirrorDriver:
    """Around a Driver whose program shows the mirror, or is about to."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    @property
    def guide(self) -> MirrorGuide:
        self.driver.until(lambda: self.driver.program.mirrors.guide is not None)
        guide = self.driver.program.mirrors.guide
        assert guide is not None
        return guide

    @property
    def run(self) -> MirrorRun:
        self.driver.until(lambda: self.guide.run is not None and self.guide._kept)
        assert self.guide.run is not None
        return self.guide.run

    @property
    def page(self) -> PreparePage:
        self.driver.until(lambda: self.guide.page is not None)
        assert self.guide.page is not None
        return self.guide.page

    # ---- before
    def set_up(self) -> MirrorSetUp:
        """The set-up, once it knows whether the mirror is open."""
        screen = self.driver.window.screen_widget
        assert isinstance(screen, MirrorSetUp)
        self.driver.until(lambda: screen._gate is not None)
        return screen

    def prepare(self) -> None:
        """Ticks the list, waits for the picture, and starts."""
        page = self.page
        for check in page.checks:
            check.click()
        self.driver.until(page.start.isEnabled)
        page.start.click()
        self.picture()

    def picture(self) -> None:
        """Until the session runs and there is a picture."""
        self.driver.until(lambda: self.run.running and self.guide.stage.view.has_picture)

    # ---- meanwhile
    def until_phase(self, phase: Phase) -> None:
        """Lets the time pass that the session takes."""
        for _ in range(2000):
            if self.run.phase is phase:
                return
            self.stride()
        raise AssertionError(f"{phase} did not come")

    def stride(self) -> None:
        run, clock = self.run, self.driver.clock
        if run.wake_ns is not None:
            clock.skip_to(min(run.wake_ns, clock.now_ns() + STRIDE_NS))
        self.guide.look()
        QCoreApplication.processEvents()

    def key(self, key: Qt.Key) -> None:
        stage = self.guide.stage
        QTest.keyClick(stage.sheet or stage, key)
        QCoreApplication.processEvents()

    def sheet(self, kind: type[Sheet]) -> Sheet:
        self.driver.until(lambda: isinstance(self.guide.stage.sheet, kind))
        sheet = self.guide.stage.sheet
        assert sheet is not None
        return sheet

    def click(self, name: str) -> None:
        """A button of the mirror's window, by its name."""
        button = self.guide.stage.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()
        QCoreApplication.processEvents()

    # ---- after
    def come_back(self) -> None:
        """From the blank end to the result."""
        self.sheet(BlankSheet).primary.click()
        self.driver.until(lambda: not self.driver.program.mirrors.open)
        self.driver.calm()

    def stored(self) -> list[MirrorRecord]:
        """Read again from the database, newest first."""
        self.driver.calm()
        state = self.driver.program.state
        assert state is not None
        assert state.patient is not None
        return state.journal.mirror_records(state.patient.id)


def plug_in(monkeypatch: pytest.MonkeyPatch, camera: FaultyCamera) -> None:
    """The program finds this camera, whatever is asked for; it is tried again soon."""

    def opened(cameras: list[CameraName], words: str) -> Camera:
        return CameraThread(camera, retry_s=0.02)

    monkeypatch.setattr(mirrors, "open_camera", opened)


def files_of(folder: Path) -> dict[Path, int]:
    """Every file below, with its size in bytes."""
    return {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
