"""The place of the picture: shows it in one synchronous step and stamps when it was on the screen.

Two of a kind: a raster one, stamped after its flush and, on X11, by the server's own answer that
it has carried the picture out; and a GL one, stamped when its frame was
swapped, for screens where that waits for the vertical sync.
"""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from gmi_app.laterality.playing import LATE
from gmi_app.laterality.trial import Onset, OnsetStamp
from gmi_app.ui.stage.display_server import DisplayServer
from gmi_app.ui.theme import theme

CROSS_EM, CROSS_WIDTH_EM = 2.4, 0.28
PATIENCE_MS = 1000
"""No screen takes so long to swap: the window is covered, or the screen is off."""


class Content:
    """What a canvas shows: an image, the fixation cross, a few words, or nothing."""

    def __init__(self) -> None:
        self.image: QImage | None = None
        self.cross = False
        self.words = ""

    def set(self, image: QImage | None = None, cross: bool = False, words: str = "") -> None:
        self.image, self.cross, self.words = image, cross, words

    def paint(self, painter: QPainter, size: QSize) -> None:
        whole = QRect(0, 0, size.width(), size.height())
        if self.image is not None:
            beside = size.width() - self.image.deviceIndependentSize().width()
            if beside >= 1:  # a clip on a very large screen
                painter.fillRect(whole, theme().colour("stage"))
                painter.drawImage(QPointF(beside // 2, beside // 2), self.image)
            else:
                painter.drawImage(0, 0, self.image)
            return
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


class Untimed:
    """What both canvases do alike: showing what nobody stamps."""

    _content: Content

    def _put(self) -> None:
        """Brings the content to the screen, soon."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """What stands in the middle now."""
        return self._content.words

    def show_image(self, image: QImage) -> None:
        """Shows an image that is not a stimulus."""
        self._content.set(image)
        self._put()

    def show_cross(self) -> None:
        self._content.set(cross=True)
        self._put()

    def show_words(self, words: str) -> None:
        """Words in the middle; none for an empty canvas."""
        self._content.set(words=words)
        self._put()


class RasterCanvas(Untimed, QWidget):
    """Painted and flushed before ``show_picture`` returns."""

    shown = Signal(object)
    """Onset: the picture is on the screen."""
    hidden = Signal()
    """The window is not visible; nothing was shown."""
    frame_shown = Signal(object)
    """Onset of a later frame of a clip."""

    surface = "raster"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._content = Content()
        self._painted_ns = 0
        self._server = DisplayServer()

    def show_picture(self, image: QImage) -> None:
        """Shows a prepared image no larger than the canvas; answers with ``shown``."""
        onset = self._present(image)
        if onset is None:
            self.hidden.emit()
        else:
            self.shown.emit(onset)

    def show_frame(self, image: QImage) -> None:
        """Shows a later frame of the clip; answers with ``frame_shown`` when it was shown."""
        onset = self._present(image)
        if onset is not None:
            self.frame_shown.emit(onset)

    def _present(self, image: QImage) -> Onset | None:
        """On the screen when it returns; None when the window is not visible."""
        self._content.set(image)
        self._painted_ns = 0
        self.repaint()
        flushed_ns = time.perf_counter_ns()
        painted_ns = self._painted_ns
        if not painted_ns:
            return None
        if self._server.answers():
            answered_ns = time.perf_counter_ns()
            middle_ns = (painted_ns + answered_ns) // 2
            return Onset(painted_ns, middle_ns, OnsetStamp.ANSWERED, answered_ns=answered_ns)
        return Onset(painted_ns, flushed_ns, OnsetStamp.FLUSH)

    def _put(self) -> None:
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._content.paint(painter, self.size())
        painter.end()
        self._painted_ns = time.perf_counter_ns()


class GLCanvas(Untimed, QOpenGLWidget):
    """Shown by the next swap; ``shown`` comes when the swap has returned. A swap that does not come
    in ``PATIENCE_MS`` is taken for a window that is not visible."""

    shown = Signal(object)
    hidden = Signal()
    frame_shown = Signal(object)
    swapped = Signal(object)
    """perf_counter nanoseconds of every swap, for the probe of vertical sync. They do not fit into
    the 32 bits that a signal's int has."""

    surface = "gl"

    def __init__(self, parent: QWidget, refresh_hz: float) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._content = Content()
        self._refresh_ns = 1e9 / refresh_hz
        self._answer: SignalInstance | None = None
        self._painted_ns = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._swap_never_came)
        self.frameSwapped.connect(self._frame_swapped)

    def show_picture(self, image: QImage) -> None:
        """Shows a prepared image no larger than the canvas; answers with ``shown``."""
        self._present(image, self.shown)

    def show_frame(self, image: QImage) -> None:
        """Shows a later frame of the clip; answers with ``frame_shown``."""
        self._present(image, self.frame_shown)

    def _present(self, image: QImage, answer: SignalInstance) -> None:
        if not self.isVisible():
            self.hidden.emit()
            return
        self._content.set(image)
        self._painted_ns, self._answer = 0, answer
        self._patience.start()
        self.update()

    def _put(self) -> None:
        self._answer = None
        self._patience.stop()
        self.update()

    def paintGL(self) -> None:
        painter = QPainter(self)
        self._content.paint(painter, self.size())
        painter.end()
        self._painted_ns = time.perf_counter_ns()

    def _frame_swapped(self) -> None:
        now_ns = time.perf_counter_ns()
        self.swapped.emit(now_ns)
        answer = self._answer
        if answer is not None and self._painted_ns:
            self._answer = None
            self._patience.stop()
            late = late_frames(now_ns - self._painted_ns, self._refresh_ns)
            answer.emit(Onset(self._painted_ns, now_ns, OnsetStamp.FRAME_SWAPPED, late))

    def _swap_never_came(self) -> None:
        self._answer = None
        self.hidden.emit()


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
