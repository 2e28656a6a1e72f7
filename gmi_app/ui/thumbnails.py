"""Small pictures as they were presented, loaded off the GUI thread, one at a time.

They share the journal's lane. The next one is asked for only when the one before has come, so a
fact that is to be written never waits for more than one picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gmi_app.errors import PictureError
from gmi_app.pictures.model import Stimulus
from gmi_app.pictures.reading import Read
from gmi_app.ui.background import Lane
from gmi_app.ui.theme import theme

if TYPE_CHECKING:
    from gmi_app.pictures.imaging import Pixels

KEPT = 240
Wanted = tuple[Stimulus, int, str]


class Thumbnails(QObject):
    """``loaded`` carries the stimulus whose picture came; ask for it again then."""

    loaded = Signal(object)

    def __init__(self, read: Read, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._lane = read, lane
        self._images: dict[Wanted, QImage | None] = {}
        self._waiting: list[Wanted] = []
        self._busy = False

    def image(self, stimulus: Stimulus, size_px: int, ground: str = "card") -> QImage | None:
        """The round picture, or None: it comes later, or (after ``loaded``) it cannot be read.

        ``size_px`` in device pixels; ``ground``: the token that it lies on.
        """
        wanted = (stimulus, size_px, theme().colour(ground).name())
        if wanted in self._images:
            return self._images[wanted]
        if wanted not in self._waiting:
            self._waiting.append(wanted)
            self._next()
        return None

    def forget_waiting(self) -> None:
        """Drops what was asked for and has not come: nobody looks at it any more."""
        del self._waiting[1 if self._busy else 0 :]

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        stimulus, size_px, ground = self._waiting[0]
        read, picture = self._read, stimulus.picture
        red, green, blue = (int(ground[i : i + 2], 16) for i in (1, 3, 5))

        def work() -> Pixels:
            from gmi_app.pictures.imaging import decode, present  # numpy: not before it is needed

            return present(
                decode(read(picture), picture.file), stimulus, size_px, (red, green, blue)
            )

        self._lane.run(work, self._came, self._failed)

    def _came(self, pixels: Pixels) -> None:
        height, width = pixels.shape[:2]
        kind = QImage.Format.Format_RGB32
        self._keep(QImage(pixels.tobytes(), width, height, width * 4, kind).copy())

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, PictureError):
            self._lane.unhandled.emit(error)
        self._keep(None)

    def _keep(self, image: QImage | None) -> None:
        wanted = self._waiting.pop(0)
        while len(self._images) >= KEPT:
            del self._images[next(iter(self._images))]
        self._images[wanted] = image
        self._busy = False
        self.loaded.emit(wanted[0])
        self._next()
