"""``gmi-app check``'s look at the screen, and the patch for people who own a photodiode."""

from __future__ import annotations

import random

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.trial import Onset
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.ui import theme
from gmi_app.ui.application import present_application, wear
from gmi_app.ui.background import Lane
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.stage.answers import KeyMap
from gmi_app.ui.stage.opening import StageOpening
from gmi_app.ui.stage.preparation import Preparation
from gmi_app.ui.stage.stage import Stage
from gmi_app.ui.stage.surface import gl_renderer, is_software

PICTURES = 40
SHOWN_MS, HIDDEN_MS = 900, (600, 1000)
"""Slow enough to be no flicker."""
PATCH_SHARE = 0.12


def screen_words(app: QApplication) -> str:
    """Size, scale and refresh rate of every screen."""
    return "; ".join(
        f"{screen.name() or app.platformName()} {size.width()}x{size.height()} px at "
        f"{screen.devicePixelRatio():.2g}, {screen.refreshRate():.1f} Hz"
        for screen in app.screens()
        for size in [screen.size() * screen.devicePixelRatio()]
    )


def vertical_sync(app: QApplication) -> tuple[bool, str]:
    """Whether swaps wait for the screen, measured; and the surface that the stage will use."""
    renderer = gl_renderer()
    if is_software(renderer):
        return False, f"drawn on the processor ({renderer or 'no GL'}): raster window"
    wear(theme.Theme())
    stage = Stage(KeyMap.of(Preferences()))
    opening = StageOpening(stage, None, stage)
    loop = QEventLoop()
    opening.settled.connect(loop.quit)
    opening.begin()
    loop.exec()
    facts = opening.facts()
    stage.leave()
    if facts.vertical_sync:
        return True, f"real, at {facts.refresh_hz:.1f} Hz ({renderer}): GL surface"
    return False, f"swaps do not wait ({renderer}): raster window"


class Patched(QObject):
    """Shows pictures with a white patch in their corner, black between them, and prints when each
    was on the screen by the program's own stamp."""

    finished = Signal()

    def __init__(self, stage: Stage, preparation: Preparation) -> None:
        super().__init__(stage)
        self._stage, self._preparation = stage, preparation
        self._rest = list(preparation.block.stimuli)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        self._random = random.Random(1)
        self._showing = False

    def start(self) -> None:
        """Prints the head of the table and begins."""
        print("picture,onset_ns,bracket_ns,stamp,late_frames")
        self._stage.canvas.shown.connect(self._shown)
        self._stage.drop_sheet()
        self._next()

    def stop(self) -> None:
        self._timer.stop()
        self.finished.emit()

    def _next(self) -> None:
        if self._showing:
            self._showing = False
            self._stage.canvas.show_image(self._patched(None, Qt.GlobalColor.black))
            self._timer.start(self._random.randint(*HIDDEN_MS))
            return
        if not self._rest:
            self.stop()
            return
        stimulus = self._rest.pop(0)
        self._showing = True
        image = self._preparation.image(stimulus)
        self._stage.canvas.show_picture(self._patched(image, Qt.GlobalColor.white))
        self._timer.start(SHOWN_MS)

    def _shown(self, onset: Onset) -> None:
        index = PICTURES - len(self._rest)
        print(
            f"{index},{onset.onset_ns},{onset.bracket_ns},{onset.stamp},{onset.late_frames}",
            flush=True,
        )

    def _patched(self, image: QImage | None, colour: Qt.GlobalColor) -> QImage:
        side = self._preparation.picture_px
        result = QImage(side, side, QImage.Format.Format_RGB32)
        result.fill(theme.theme().colour("stage"))
        painter = QPainter(result)
        if image is not None:
            plain = QImage(image)
            plain.setDevicePixelRatio(1.0)
            painter.drawImage(0, 0, plain)
        patch = round(side * PATCH_SHARE)
        painter.fillRect(0, side - patch, patch, patch, colour)
        painter.end()
        result.setDevicePixelRatio(self._stage.devicePixelRatioF())
        return result


def run_display_check() -> int:
    """Opens the stage and shows 40 pictures with the patch at their lower left; Escape ends it."""
    _held = present_application()  # nobody else holds it
    wear(theme.Theme())
    catalogue = load_catalogue(pictures_folder())
    stage, lane = Stage(KeyMap.of(Preferences())), Lane("pictures")
    settings = DrillSettings(count=PICTURES, angles=FOUR_ANGLES)
    preparation = Preparation(
        stage, None, settings, 1, catalogue.pictures, catalogue.content, lane, stage
    )
    patched = Patched(stage, preparation)
    loop = QEventLoop()
    patched.finished.connect(loop.quit)
    preparation.ready.connect(patched.start, Qt.ConnectionType.SingleShotConnection)
    stage.stop_requested.connect(patched.stop)
    preparation.begin()
    loop.exec()
    stage.leave()
    lane.close()
    return 0
