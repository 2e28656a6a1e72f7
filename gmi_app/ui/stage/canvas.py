"""The place of the picture: shows it in one synchronous step and stamps when it was on the screen.

Two of a kind: a raster one, stamped after its flush and, on X11, by the server's own answer that
it has carried the picture out; and a GL one, stamped when its frame was
swapped, for screens where that waits for the vertical sync.
"""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from gmi_app.laterality.trial import Onset, OnsetStamp
from gmi_app.ui.stage.display_server import DisplayServer
from gmi_app.ui.theme import theme

CROSS_EM, CROSS_WIDTH_EM = 2.4, 0.28
LATE = 1.2
"""A frame is late when it took longer than this many refresh intervals (timing.md)."""


class Content:
    """What a canvas shows: an image, the fixation cross, a few words, or nothing."""

    def __init__(self) -> None:
        self.image: QImage | None = None
        self.cross = False
        self.words = ""

    def set(self, image: QImage | None = None, cross: bool = False, words: str = "") -> None:
        self.image, self.cross, self.words = image, cross, words

    def paint(self, painter: QPainter, size: QSize) -> None:
        if self.image is not None:
            painter.drawImage(0, 0, self.image)
            return
        whole = QRect(0, 0, size.width(), size.height())
        painter.fillRect(whole, theme().colour("stage"))
        ink: QColor = theme().colour("stage_ink")
        if self.words:
            painter.setFont(theme().font("title"))
            painter.setPen(ink)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(whole, int(flags), self.words)
        if self.cross:
            arm, width = theme().em(CROSS_EM) // 2, max(3, theme().em(CROSS_WIDTH_EM))
            middle = whole.center()
            painter.fillRect(middle.x() - arm, middle.y() - width // 2, 2 * arm, width, ink)
            painter.fillRect(middle.x() - width // 2, middle.y() - arm, width, 2 * arm, ink)


class RasterCanvas(QWidget):
    """Painted and flushed before ``show_picture`` returns."""

    shown = Signal(object)
    """Onset: the picture is on the screen."""
    hidden = Signal()
    """The window is not visible; nothing was shown."""

    surface = "raster"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._content = Content()
        self._painted_ns = 0
        self._server = DisplayServer()

    def show_picture(self, image: QImage) -> None:
        """Shows a prepared image of the canvas's own size; answers with ``shown``."""
        self._content.set(image)
        self._painted_ns = 0
        self.repaint()
        flushed_ns = time.perf_counter_ns()
        painted_ns = self._painted_ns
        if not painted_ns:
            self.hidden.emit()
        elif self._server.answers():
            answered_ns = time.perf_counter_ns()
            middle_ns = (painted_ns + answered_ns) // 2
            stamp = OnsetStamp.ANSWERED
            self.shown.emit(Onset(painted_ns, middle_ns, stamp, answered_ns=answered_ns))
        else:
            self.shown.emit(Onset(painted_ns, flushed_ns, OnsetStamp.FLUSH))

    def show_image(self, image: QImage) -> None:
        """Shows an image that is not a stimulus; nothing is stamped."""
        self._content.set(image)
        self.repaint()

    def show_cross(self) -> None:
        self._content.set(cross=True)
        self.repaint()

    @property
    def words(self) -> str:
        """What stands in the middle now."""
        return self._content.words

    def show_words(self, words: str) -> None:
        """Words in the middle; none for an empty canvas."""
        self._content.set(words=words)
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._content.paint(painter, self.size())
        painter.end()
        self._painted_ns = time.perf_counter_ns()


class GLCanvas(QOpenGLWidget):
    """Shown by the next swap; ``shown`` comes when the swap has returned."""

    shown = Signal(object)
    hidden = Signal()
    swapped = Signal(int)
    """perf_counter nanoseconds of every swap, for the probe of vertical sync."""

    surface = "gl"

    def __init__(self, parent: QWidget, refresh_hz: float) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._content = Content()
        self._refresh_ns = 1e9 / refresh_hz
        self._awaited = False
        self._painted_ns = 0
        self.frameSwapped.connect(self._frame_swapped)

    def show_picture(self, image: QImage) -> None:
        """Shows a prepared image of the canvas's own size; answers with ``shown``."""
        if not self.isVisible():
            self.hidden.emit()
            return
        self._content.set(image)
        self._painted_ns, self._awaited = 0, True
        self.update()

    def show_image(self, image: QImage) -> None:
        """Shows an image that is not a stimulus; nothing is stamped."""
        self._content.set(image)
        self._awaited = False
        self.update()

    def show_cross(self) -> None:
        self._content.set(cross=True)
        self._awaited = False
        self.update()

    @property
    def words(self) -> str:
        """What stands in the middle now."""
        return self._content.words

    def show_words(self, words: str) -> None:
        """Words in the middle; none for an empty canvas."""
        self._content.set(words=words)
        self._awaited = False
        self.update()

    def paintGL(self) -> None:
        painter = QPainter(self)
        self._content.paint(painter, self.size())
        painter.end()
        self._painted_ns = time.perf_counter_ns()

    def _frame_swapped(self) -> None:
        now_ns = time.perf_counter_ns()
        self.swapped.emit(now_ns)
        if self._awaited and self._painted_ns:
            self._awaited = False
            late = late_frames(now_ns - self._painted_ns, self._refresh_ns)
            self.shown.emit(Onset(self._painted_ns, now_ns, OnsetStamp.FRAME_SWAPPED, late))


Canvas = RasterCanvas | GLCanvas


def late_frames(took_ns: float, refresh_ns: float) -> int:
    """Whole refresh intervals missed by a frame that took this long from its paint to its swap."""
    if took_ns <= LATE * refresh_ns:
        return 0
    return max(1, round(took_ns / refresh_ns) - 1)


def as_image(pixels: Any) -> QImage:
    """A QImage over prepared pixels, (height, width, 4) BGRX uint8; it keeps them alive itself."""
    height, width = pixels.shape[:2]
    view = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
    return view.copy()
