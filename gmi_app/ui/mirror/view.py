"""The picture of the mirror: the newest frame, painted at once, letterboxed, never stretched.

The camera's thread composes a picture for exactly the room that there is and wakes this widget at
most once until it is taken. A slow screen therefore skips pictures and never shows old ones.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.mirror.camera import Camera, Shown
from gmi_app.mirror.settings import ViewSettings
from gmi_app.ui.stage.display_server import X11
from gmi_app.ui.theme import theme

WAKE = QEvent.Type(QEvent.registerEventType())


class MirrorView(QWidget):
    """``painted``: a new picture is on the screen; carries monotonic nanoseconds of its capture and
    of its painting."""

    painted = Signal(object, object)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._camera: Camera | None = None
        self._view = ViewSettings()
        self._shown: Shown | None = None
        self._image: QImage | None = None
        self._still = self._blank = False
        self._waits = QGuiApplication.platformName() == X11

    # ---- what is shown
    def use(self, camera: Camera, view: ViewSettings) -> None:
        """Shows this camera from now on; starts it."""
        self._camera, self._view = camera, view
        self._shown = self._image = None
        self._tell_room()
        camera.start(self._wake)

    def leave(self) -> None:
        """Takes nothing more of the camera; what is shown goes."""
        self._camera = self._shown = self._image = None
        self.update()

    def set_view(self, view: ViewSettings) -> None:
        """Another way of showing, from the next frame on."""
        self._view = view
        self._tell_room()

    def set_still(self, still: bool) -> None:
        """The picture stands still; the camera goes on, unseen."""
        self._still = still
        if not still:
            self._take()

    def set_blank(self, blank: bool) -> None:
        """Nothing is shown, as at the end."""
        self._blank = blank
        self.update()

    def brightness(self) -> float:
        """Of the middle of the picture, 0 to 255; to measure how late it is."""
        if self._shown is None:
            return 0.0
        pixels = self._shown.pixels
        height, width = pixels.shape[:2]
        middle = pixels[height // 4 : -(height // 4) : 8, width // 4 : -(width // 4) : 8, 1]
        return float(middle.mean())

    @property
    def has_picture(self) -> bool:
        return self._image is not None and not self._blank

    # ---- how
    def _wake(self) -> None:
        """On the camera's thread."""
        QCoreApplication.postEvent(self, QEvent(WAKE), Qt.EventPriority.HighEventPriority.value)

    def event(self, event: QEvent) -> bool:
        if event.type() == WAKE:
            if not self._still:
                self._take()
            return True
        return super().event(event)

    def _take(self) -> None:
        shown = self._camera.take() if self._camera is not None else None
        if shown is None:
            return
        again = self._image is None or self._shown is None
        again = again or shown.pixels.shape != getattr(self._shown, "pixels", shown.pixels).shape
        self._shown = shown
        height, width = shown.pixels.shape[:2]
        kind = QImage.Format.Format_RGB32
        self._image = QImage(shown.pixels.data, width, height, 4 * width, kind)
        self._image.setDevicePixelRatio(self.devicePixelRatioF())
        if not self.isVisible() or self._blank:
            return
        if again:
            self.repaint()
        else:
            corner, size = self._place(self._image)
            self.repaint(corner[0], corner[1], size.width() + 1, size.height() + 1)
        self.painted.emit(shown.captured_ns, time.perf_counter_ns())
        if self._waits:
            self._wait_for_the_server()

    def _wait_for_the_server(self) -> None:
        """On X11 Qt does not paint over what the server has not read yet: beginning to paint waits
        for it. Waiting here, with this picture out already, keeps that out of the next one's way.
        """
        corner = self.mapTo(self.window(), QPoint())
        store = self.backingStore()
        store.beginPaint(QRegion(self.rect().translated(corner)))
        store.endPaint()

    def _place(self, image: QImage) -> tuple[tuple[int, int], QSize]:
        ratio = image.devicePixelRatio()
        size = QSize(round(image.width() / ratio), round(image.height() / ratio))
        return ((self.width() - size.width()) // 2, (self.height() - size.height()) // 2), size

    def _tell_room(self) -> None:
        if self._camera is None:
            return
        ratio = self.devicePixelRatioF()
        room = (max(32, int(self.width() * ratio)), max(32, int(self.height() * ratio)))
        self._camera.show(self._view, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_room()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        image = None if self._blank else self._image
        if image is None:
            painter.fillRect(event.rect(), theme().colour("sunken"))
            return
        (left, top), size = self._place(image)
        ground = theme().colour("sunken")
        right, below = left + size.width(), top + size.height()
        painter.fillRect(0, 0, self.width(), top, ground)
        painter.fillRect(0, below, self.width(), self.height() - below, ground)
        painter.fillRect(0, top, left, size.height(), ground)
        painter.fillRect(right, top, self.width() - right, size.height(), ground)
        painter.drawImage(left, top, image)
