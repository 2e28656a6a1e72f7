"""The picture of the mirror: the newest frame, painted at once, letterboxed, never stretched.

The camera's thread composes a picture for exactly the room that there is and wakes this widget at
most once until it is taken. A slow screen therefore skips pictures and never shows old ones.
"""

from __future__ import annotations

import time
from math import ceil
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.mirror.camera import Camera, Shown
from gmi_app.mirror.settings import ViewSettings
from gmi_app.ui.stage.display_server import X11
from gmi_app.ui.theme import theme

WAKE = QEvent.Type(QEvent.registerEventType())
SOON = Qt.EventPriority.HighEventPriority.value
BGRX = QImage.Format.Format_RGB32
MOST_IMAGES = 3


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
        self._images: dict[int, tuple[Any, QImage]] = {}
        self._place = QRect()
        """Where the picture is; empty while that has to be found out."""
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
        self._images.clear()
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

    @property
    def fills(self) -> bool:
        """Whether the picture is made for the room that there is now, not for that of before."""
        if self._image is None:
            return False
        size = self._image.deviceIndependentSize()
        left, below = self.width() - size.width(), self.height() - size.height()
        return 0 <= min(left, below) < 2

    # ---- how
    def _wake(self) -> None:
        """On the camera's thread."""
        QCoreApplication.postEvent(self, QEvent(WAKE), SOON)

    def customEvent(self, event: QEvent) -> None:
        if not self._still:
            self._take()

    def _take(self) -> None:
        """What is done here is done for each picture, between camera and screen: as little as can
        be."""
        shown = self._camera.take() if self._camera is not None else None
        if shown is None:
            return
        self._shown = shown
        before, self._image = self._image, self._image_of(shown.pixels)
        if before is None or before.size() != self._image.size():
            self._place = QRect()
        if not self.isVisible() or self._blank:
            return
        if self._place.isEmpty():
            self._place = self._placed(self._image)
            self.repaint()
        else:
            self.repaint(self._place)
        self.painted.emit(shown.captured_ns, time.perf_counter_ns())
        if self._waits:
            self._wait_for_the_server()

    def _image_of(self, pixels: Any) -> QImage:
        """The camera fills a few buffers over and over: their images are kept."""
        known = self._images.get(id(pixels))
        if known is None or known[0] is not pixels:
            height, width = pixels.shape[:2]
            image = QImage(pixels.data, width, height, 4 * width, BGRX)
            image.setDevicePixelRatio(self.devicePixelRatioF())
            if len(self._images) == MOST_IMAGES:
                self._images.clear()  # those of another size
            self._images[id(pixels)] = known = pixels, image
        return known[1]

    def _wait_for_the_server(self) -> None:
        """On X11 Qt does not paint over what the server has not read yet: beginning to paint waits
        for it. Waiting here, with this picture out already, keeps that out of the next one's way.
        """
        corner = self.mapTo(self.window(), QPoint())
        store = self.backingStore()
        store.beginPaint(QRegion(self.rect().translated(corner)))
        store.endPaint()

    def _placed(self, image: QImage) -> QRect:
        """In the middle; a pixel that is only partly covered belongs to it."""
        size = image.deviceIndependentSize()
        place = QRect(0, 0, ceil(size.width()), ceil(size.height()))
        place.moveTopLeft(
            QPoint(
                (self.width() - round(size.width())) // 2,
                (self.height() - round(size.height())) // 2,
            )
        )
        return place

    def _tell_room(self) -> None:
        if self._camera is None:
            return
        ratio = self.devicePixelRatioF()
        room = (max(32, int(self.width() * ratio)), max(32, int(self.height() * ratio)))
        self._images.clear()
        self._camera.show(self._view, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place = QRect()
        self._tell_room()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        image = None if self._blank else self._image
        if image is not None and self._place.isEmpty():
            self._place = self._placed(image)
        if image is None or not self._place.contains(event.rect()):
            painter.fillRect(event.rect(), theme().colour("sunken"))
        if image is not None:
            painter.drawImage(self._place.topLeft(), image)
