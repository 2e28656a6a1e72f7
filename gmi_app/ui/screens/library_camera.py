"""Taking a photograph of one's own with the camera: a finder, a shutter, and one that waits, so
that both hands are free. Nothing is kept until the photograph is framed and named."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.mirror.camera import Camera, CameraState
from gmi_app.mirror.settings import CameraPosition, ViewMode, ViewSettings
from gmi_app.ui.background import Lane
from gmi_app.ui.mirror.camera_words import told
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.text import Text, announce

WAKE = QEvent.Type(QEvent.registerEventType())
WHOLE_PICTURE = ViewSettings(mode=ViewMode.WHOLE, position=CameraPosition.OVER_SHOULDER)
"""All of the camera's picture, upright and reflected, as in a mirror on the wall."""
ROOM = (1600, 1200)
"""The most pixels that are asked for."""
WAIT_S = 5
LOOK_MS = 300


class Finder(QWidget):
    """The camera's picture, as in a mirror: that is how people find the place."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("What the camera sees"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._camera: Camera | None = None
        self._image: QImage | None = None

    def use(self, camera: Camera | None) -> None:
        """Starts this camera; None shows nothing any more."""
        self._camera, self._image = camera, None
        if camera is not None:
            camera.show(WHOLE_PICTURE, ROOM)
            camera.start(self._wake)
        self.update()

    def picture(self) -> QImage | None:
        """As the camera itself sees it: what is left in the picture is left in the room."""
        if self._image is None:
            return None
        return self._image.flipped(Qt.Orientation.Horizontal)

    def _wake(self) -> None:
        """On the camera's thread."""
        QCoreApplication.postEvent(self, QEvent(WAKE))

    def event(self, event: QEvent) -> bool:
        if event.type() != WAKE:
            return super().event(event)
        shown = self._camera.take() if self._camera is not None else None
        if shown is not None:
            height, width = shown.pixels.shape[:2]
            rgb = QImage.Format.Format_RGB32
            self._image = QImage(shown.pixels.data, width, height, 4 * width, rgb).copy()
            self.update()
        return True

    def sizeHint(self) -> QSize:
        return QSize(theme().touch(480), theme().touch(360))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme().touch(300))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("sunken"))
        if self._image is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(target, self._image)


class CameraCard(Card):
    """``taken`` carries a QImage. The camera is closed as soon as the card is hidden."""

    taken = Signal(object)

    def __init__(self, lane: Lane) -> None:
        super().__init__(gap=12)
        self._lane = lane
        self._camera: Camera | None = None
        self._left_s = 0
        self.finder = Finder()
        self.said = Text("", "strong", wrap=True)
        self.now = Button(self.tr("Take it now"), height=56)
        self.later = Button(self.tr("Take it in 5 seconds"), "clock", height=56)
        self.close_key = Button(self.tr("Close the camera"), kind="quiet", height=56)
        self.add(self.finder, self.said, flowing(self.later, self.now, self.close_key))
        self.box.setStretch(0, 1)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)
        self.counting = QTimer(self)
        self.counting.setInterval(1000)
        self.counting.timeout.connect(self._count)
        self.now.clicked.connect(self._take)
        self.later.clicked.connect(self._begin_count)
        self.close_key.clicked.connect(self.hide)

    def open(self, camera: Camera) -> None:
        """Shows what this camera sees."""
        self._close()
        self._camera = camera
        self.show()
        self.finder.use(camera)
        self._looking.start()
        self._look()
        self.later.setFocus()

    def _look(self) -> None:
        """Says what is the matter, where there is no picture."""
        if self._camera is None:
            return
        live = self._camera.news().state is CameraState.LIVE
        title, sentence = told(self._camera.news().state)
        ready = live and self.finder.picture() is not None
        if not self.counting.isActive():
            words = self.tr("Put what you want to show into the middle.")
            self._say(words if live else f"{title}. {sentence}")
        self.now.setEnabled(ready)
        self.later.setEnabled(ready and not self.counting.isActive())

    def _say(self, words: str) -> None:
        if words != self.said.words:
            self.said.set(words)
            announce(self, words)

    def _begin_count(self) -> None:
        self._left_s = WAIT_S
        self.later.setEnabled(False)
        self._say(str(self._left_s))
        self.counting.start()

    def _count(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self._say(str(self._left_s))
        else:
            self._take()

    def _take(self) -> None:
        self.counting.stop()
        picture = self.finder.picture()
        if picture is None:
            return
        self.hide()
        self.taken.emit(picture)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._close()

    def _close(self) -> None:
        """Waiting for the camera's thread is not for the window's."""
        self._looking.stop()
        self.counting.stop()
        camera, self._camera = self._camera, None
        self.finder.use(None)
        if camera is not None:
            self._lane.run(camera.close)
