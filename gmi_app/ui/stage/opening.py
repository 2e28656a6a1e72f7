"""Opening the stage: on which screen, with which surface, and what that screen is like."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QScreen

from gmi_app.facts.session import ScreenFacts
from gmi_app.ui.stage.canvas import GLCanvas, RasterCanvas
from gmi_app.ui.stage.stage import Stage
from gmi_app.ui.stage.surface import SyncProbe, gl_renderer, is_software
from gmi_app.ui.theme import theme

USUAL_HZ = 60.0


class StageOpening(QObject):
    """``settled``: the stage has its size and its surface; pictures can be prepared for it."""

    settled = Signal()
    canvas_changed = Signal()

    def __init__(self, stage: Stage, screen: QScreen | None, parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._wanted_screen = stage, screen
        self._vertical_sync = False
        self.stale = False
        """Whether the stage has come to another screen since its surface was chosen."""

    def begin(self) -> None:
        """Shows the stage, full screen, on the screen where the program's window stands."""
        screen = self._wanted_screen or self._screen()
        self._stage.screen_changed.connect(self._screen_changed)
        self._stage.setScreen(screen)
        self._stage.setGeometry(screen.geometry())  # where no window manager does it
        self._stage.resized.connect(self._resized)
        self._stage.showFullScreen()

    def _resized(self) -> None:
        """The window has come to rest for the first time."""
        self._stage.resized.disconnect(self._resized)
        self.choose()

    def _screen_changed(self) -> None:
        self.stale = True

    def choose(self) -> None:
        """Finds the surface that the present screen deserves; answers with ``settled``."""
        self.stale = False
        if is_software(gl_renderer()):
            if isinstance(self._stage.canvas, GLCanvas):
                self._measured(False)
            else:
                self._settle(False)
            return
        canvas = GLCanvas(self._stage, self.refresh_hz)
        self._stage.use_canvas(canvas)
        SyncProbe(canvas, self.refresh_hz).measured.connect(self._measured)

    def _measured(self, waits: bool) -> None:
        if not waits:
            self._stage.use_canvas(RasterCanvas(self._stage))
        self.canvas_changed.emit()
        self._settle(waits)

    def _settle(self, vertical_sync: bool) -> None:
        self._vertical_sync = vertical_sync
        self.settled.emit()

    def _screen(self) -> QScreen:
        return self._stage.screen()

    @property
    def refresh_hz(self) -> float:
        """Of the screen that the stage is on; the usual rate where the system does not say."""
        rate = self._screen().refreshRate()
        return rate if rate > 0 else USUAL_HZ

    def ground(self) -> tuple[int, int, int]:
        """The stage's grey (R, G, B)."""
        colour = theme().colour("stage")
        return colour.red(), colour.green(), colour.blue()

    def facts(self) -> ScreenFacts:
        """What is stored with the session; sizes in device pixels."""
        screen = self._screen()
        scale = self._stage.devicePixelRatioF()
        size = screen.size() * scale
        return ScreenFacts(
            width_px=size.width(),
            height_px=size.height(),
            scale=scale,
            refresh_hz=round(screen.refreshRate(), 3),
            vertical_sync=self._vertical_sync,
            surface=self._stage.canvas.surface,
            stage_grey=theme().colour("stage").name(),
            picture_px=self._stage.diameter_px(),
        )
