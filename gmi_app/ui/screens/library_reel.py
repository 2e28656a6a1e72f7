"""A clip on a screen where nothing is measured: the way it goes is that of the stage."""

from __future__ import annotations

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
    and back without a direction; with one once, and the last frame is held. A clip that cannot be
    read shows nothing."""

    shown = Signal(QImage)

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

    def play(self, stimulus: Stimulus, side_px: int, ground: str) -> None:
        """``side_px`` in device pixels; ``ground``: the token that it lies on. Decoded on the
        lane."""
        self.stop()
        self._stimulus = stimulus
        read, picture = self._read, stimulus.picture
        colour = theme().colour(ground)
        around = colour.red(), colour.green(), colour.blue()

        def work() -> list[Pixels]:
            from gmi_app.pictures.imaging import frames_of, present  # numpy: not before it is due

            try:
                frames = frames_of(read(picture), picture.file, picture.sha256, picture.frames)
                return [present(f, stimulus, side_px, around) for f in frames]
            except PictureError:
                return []

        def came(frames: list[Pixels]) -> None:
            if self._stimulus is stimulus and frames:
                self._begin(frames)

        self._lane.run(work, while_alive(self, came))

    def stop(self) -> None:
        """Nothing more is shown of it."""
        self._timer.stop()
        self._stimulus, self._frames = None, []

    def step(self) -> None:
        """The next frame's time has come."""
        assert self._stimulus is not None
        self._slot += 1
        count, back = len(self._frames), self._stimulus.direction is None
        if not back and self._slot >= count - 1:
            self._timer.stop()
        self.shown.emit(self._frames[frame_at(self._slot, count, there_and_back=back)])

    def _begin(self, frames: list[Pixels]) -> None:
        assert self._stimulus is not None
        self._frames, self._slot = [_image(frame) for frame in frames], 0
        self.shown.emit(self._frames[0])
        self._timer.start(round(1000 / self._stimulus.picture.fps))


def _image(pixels: Pixels) -> QImage:
    height, width = pixels.shape[:2]
    kind = QImage.Format.Format_RGB32
    return QImage(pixels.tobytes(), width, height, width * 4, kind).copy()
