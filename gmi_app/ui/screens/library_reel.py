"""A clip on a screen where nothing is measured: the way it goes is that of the stage."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from gmi_app.errors import PictureError
from gmi_app.laterality.playing import frame_at
from gmi_app.pictures.model import Stimulus
from gmi_app.pictures.reading import Read
from gmi_app.ui.background import Lane, while_alive
from gmi_app.ui.theme import theme

if TYPE_CHECKING:
    from gmi_app.pictures.imaging import Pixels


class Reel(QObject):
    """``shown`` carries each frame when it is due, the first one as soon as the clip is read. There
    and back without a direction; with one once, and the last frame is held. ``changed``: it began,
    is held, goes on or is over. A clip that cannot be read shows nothing: ``failed``."""

    shown = Signal(QImage)
    changed = Signal()
    failed = Signal()

    def __init__(self, read: Read, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._read, self._lane = read, lane
        self._stimulus: Stimulus | None = None
        self._frames: list[QImage] = []
        self._slot = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.step)

    @property
    def running(self) -> bool:
        """Whether another frame follows."""
        return self._timer.isActive()

    @property
    def is_over(self) -> bool:
        """The last frame is held, and nothing follows by itself."""
        directed = self._stimulus is not None and self._stimulus.direction is not None
        return directed and bool(self._frames) and self._slot >= len(self._frames) - 1

    def play(
        self, stimulus: Stimulus, side_px: int, ground: str, *, only_first: bool = False
    ) -> None:
        """``side_px`` in device pixels; ``ground``: the token that it lies on. Decoded on the
        lane. ``only_first``: the first frame stays."""
        self.stop()
        self._stimulus = stimulus
        read, picture = self._read, stimulus.picture
        colour = theme().colour(ground)
        around = colour.red(), colour.green(), colour.blue()

        def work() -> list[Pixels]:
            from gmi_app.pictures.imaging import frames_of, present  # numpy: not before it is due

            try:
                frames = frames_of(read(picture), picture.file, picture.sha256, picture.frames)
                some = islice(frames, 1 if only_first else None)
                return [present(f, stimulus, side_px, around) for f in some]
            except PictureError:
                return []

        def came(frames: list[Pixels]) -> None:
            if self._stimulus is not stimulus:
                return
            if frames:
                self._begin(frames)
            else:
                self.failed.emit()

        self._lane.run(work, while_alive(self, came))

    def stop(self) -> None:
        """Nothing more is shown of it."""
        self._timer.stop()
        self._stimulus, self._frames = None, []

    def hold(self) -> None:
        """The frame that is shown stays."""
        self._timer.stop()
        self.changed.emit()

    def go_on(self) -> None:
        """From the frame that is held; from the first one when it was over."""
        if self._stimulus is None or len(self._frames) < 2:
            return
        if self.is_over:
            self._slot = 0
            self.shown.emit(self._frames[0])
        self._timer.start(round(1000 / self._stimulus.picture.fps))
        self.changed.emit()

    def step(self) -> None:
        """The next frame's time has come."""
        assert self._stimulus is not None
        self._slot += 1
        count, back = len(self._frames), self._stimulus.direction is None
        if self.is_over:
            self._timer.stop()
        self.shown.emit(self._frames[frame_at(self._slot, count, there_and_back=back)])
        if self.is_over:
            self.changed.emit()

    def _begin(self, frames: list[Pixels]) -> None:
        self._frames, self._slot = [_image(frame) for frame in frames], 0
        self.shown.emit(self._frames[0])
        self.go_on()


def _image(pixels: Pixels) -> QImage:
    height, width = pixels.shape[:2]
    kind = QImage.Format.Format_RGB32
    return QImage(pixels.tobytes(), width, height, width * 4, kind).copy()
