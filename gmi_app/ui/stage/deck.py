"""The block's pictures, decoded, scaled, turned and cut before they are needed, off the GUI thread.

What fits into the budget is ready before the first trial; a larger block is refilled in the gaps,
never while a picture is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PIL import Image
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gmi_app.errors import PictureError
from gmi_app.pictures.imaging import Pixels, decode, present
from gmi_app.pictures.model import Stimulus
from gmi_app.pictures.reading import Read
from gmi_app.ui.background import Lane, while_alive
from gmi_app.ui.stage.canvas import as_image

BUDGET_BYTES = 64 * 2**20
FEWEST = 6


class Deck(QObject):
    """``ready``: what was asked for is prepared. ``damaged``: a stimulus whose file is not
    usable, and a sentence about it. ``progress``: prepared so far, wanted."""

    ready = Signal()
    damaged = Signal(object, str)
    progress = Signal(int, int)

    def __init__(self, read: Read, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._lane = read, lane
        self._images: dict[Stimulus, QImage] = {}
        self._wanted: list[Stimulus] = []
        self._asked: set[Stimulus] = set()
        self._generation = 0
        self._diameter_px, self._ground, self._scale = 0, (0, 0, 0), 1.0

    def prepare(
        self,
        stimuli: Iterable[Stimulus],
        diameter_px: int,
        ground: tuple[int, int, int],
        scale: float,
    ) -> None:
        """Starts anew for this size: the circle's diameter in device pixels, the stage's grey, and
        the screen's device pixel ratio."""
        self._generation += 1
        self._images.clear()
        self._asked.clear()
        self._diameter_px, self._ground, self._scale = diameter_px, ground, scale
        self._wanted = list(stimuli)
        if not self._wanted:
            self.ready.emit()
            return
        self._ask()

    def take(self, stimulus: Stimulus) -> QImage | None:
        """The prepared image, or None when it is not ready (or its file is damaged)."""
        return self._images.get(stimulus)

    def done_with(self, stimulus: Stimulus) -> None:
        """Lets one image go and prepares the next ones; call it in a gap."""
        if stimulus in self._wanted:
            self._wanted.remove(stimulus)
        if stimulus not in self._wanted:
            self._images.pop(stimulus, None)
            self._asked.discard(stimulus)
        self._ask()

    def _room(self) -> int:
        each = max(1, self._diameter_px**2 * 4)
        return max(FEWEST, BUDGET_BYTES // each)

    def _ask(self) -> None:
        window = self._wanted[: self._room()]
        missing = [stimulus for stimulus in window if stimulus not in self._asked]
        for stimulus in missing:
            self._asked.add(stimulus)
            keep = partial(self._keep, stimulus, self._generation)
            leave_out = partial(self._leave_out, stimulus, self._generation)
            self._lane.run(
                partial(self._make, stimulus),
                while_alive(self, keep),
                while_alive(self, leave_out),
            )

    def _make(self, stimulus: Stimulus) -> Pixels:
        picture = stimulus.picture
        image: Image.Image = decode(self._read(picture), picture.file, picture.sha256)
        return present(image, stimulus, self._diameter_px, self._ground)

    def _keep(self, stimulus: Stimulus, generation: int, pixels: Pixels) -> None:
        if generation != self._generation or stimulus not in self._wanted:
            return
        image = as_image(pixels)
        image.setDevicePixelRatio(self._scale)
        self._images[stimulus] = image
        self._tell()

    def _leave_out(self, stimulus: Stimulus, generation: int, error: BaseException) -> None:
        if generation != self._generation:
            return
        if not isinstance(error, PictureError):
            raise error
        self._wanted = [wanted for wanted in self._wanted if wanted != stimulus]
        self.damaged.emit(stimulus, error.sentence)
        self._ask()
        self._tell()

    def is_coming(self, stimulus: Stimulus) -> bool:
        """Whether it is being prepared, or will be."""
        return stimulus in self._wanted and stimulus not in self._images

    @property
    def complete(self) -> bool:
        """Whether all that fits into the budget is prepared."""
        return all(stimulus in self._images for stimulus in self._wanted[: self._room()])

    def _tell(self) -> None:
        window = self._wanted[: self._room()]
        self.progress.emit(sum(stimulus in self._images for stimulus in window), len(window))
        if self.complete:
            self.ready.emit()
