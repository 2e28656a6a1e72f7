"""Which canvas a screen deserves: GL where swaps really wait for the screen, raster otherwise.

What a driver claims does not count: swaps are timed. A software renderer never waits.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext

from gmi_app.ui.stage.canvas import GLCanvas

GL_RENDERER = 0x1F01
SOFTWARE = ("llvmpipe", "softpipe", "swrast", "swiftshader", "software", "gdi generic", "basic")
FRAMES = 20
TOLERANCE = 0.15
GIVE_UP_MS = 1500
WITHOUT_SCREEN = ("offscreen", "minimal", "vnc")
CARDS = ("dri/card*", "dri/renderD*", "nvidiactl", "dxg")
"""Where Linux shows that there is something to draw on but the processor (the last: in Windows)."""


def swaps_wait(swaps_ns: Sequence[int], refresh_hz: float) -> bool:
    """Whether the times of consecutive swaps (ns) keep the pace of the screen.

    The median interval must lie within 15 % of the refresh period; the first three swaps, while
    the pipeline fills, do not count.
    """
    steady = swaps_ns[3:]
    if len(steady) < 8 or refresh_hz <= 0:
        return False
    intervals = [b - a for a, b in pairwise(steady)]
    period_ns = 1e9 / refresh_hz
    return abs(median(intervals) - period_ns) <= TOLERANCE * period_ns


def is_software(renderer: str) -> bool:
    """Whether this GL_RENDERER draws on the processor."""
    return not renderer or any(name in renderer.lower() for name in SOFTWARE)


def may_have_a_card(devices: Path = Path("/dev"), system: str = sys.platform) -> bool:
    """False where GL could only be drawn by the processor. Asking GL itself would load a compiler
    into the program: 60 MB that stay (Mesa with LLVM)."""
    return system != "linux" or any(any(devices.glob(pattern)) for pattern in CARDS)


def gl_renderer() -> str:
    """The name of the GL renderer, empty when there is none but the processor."""
    if QGuiApplication.platformName() in WITHOUT_SCREEN or not may_have_a_card():
        return ""
    surface, context = QOffscreenSurface(), QOpenGLContext()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return ""
    try:
        return str(context.functions().glGetString(GL_RENDERER) or "")
    finally:
        context.doneCurrent()


class SyncProbe(QObject):
    """Times the swaps of a visible GL canvas; ``measured`` tells whether they wait."""

    measured = Signal(bool)

    def __init__(self, canvas: GLCanvas, refresh_hz: float) -> None:
        super().__init__(canvas)
        self._canvas, self._refresh_hz = canvas, refresh_hz
        self._swaps: list[int] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._finish)
        canvas.swapped.connect(self._swapped)
        self._timer.start(GIVE_UP_MS)
        canvas.update()

    def _swapped(self, now_ns: int) -> None:
        self._swaps.append(now_ns)
        if len(self._swaps) < FRAMES:
            self._canvas.update()
        else:
            self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        self._canvas.swapped.disconnect(self._swapped)
        self.measured.emit(swaps_wait(self._swaps, self._refresh_hz))
        self.deleteLater()
