"""The block's pictures, decoded, scaled, turned and cut before they are needed, off the GUI thread.

What fits into the budget is ready before the first trial; a larger block is refilled in the gaps,
never while a picture is shown. A clip is prepared as a reel: all its frames, ready to be shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from math import isqrt

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gmi_app.errors import PictureError
from gmi_app.pictures.imaging import frames_of, present
from gmi_app.pictures.model import Stimulus
from gmi_app.pictures.reading import Read
from gmi_app.ui.background import Lane, while_alive
from gmi_app.ui.stage.canvas import as_image

BUDGET_BYTES = 64 * 2**20
FEWEST = 6
CLIP_BUDGET_BYTES = 96 * 2**20
"""Of a block of clips: with what is being decoded, and the room that is lost between pictures of
this size, about 115 MB are taken (measured; the limit is 150)."""
FEWEST_CLIPS = 2
"""The one that is shown, and the next one."""
PIXEL_BYTES = 4

Reel = tuple[QImage, ...]
"""The frames of a clip; of a still, its one image."""


class Deck(QObject):
    """``ready``: what was asked for is prepared. ``damaged``: a stimulus whose file is not
    usable, and a sentence about it. ``progress``: prepared so far, wanted."""

    ready = Signal()
    damaged = Signal(object, str)
    progress = Signal(int, int)

    def __init__(self, read: Read, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._lane = read, lane
        self._reels: dict[Stimulus, Reel] = {}
        self._wanted: list[Stimulus] = []
        self._asked: set[Stimulus] = set()
        self._generation = 0
        self._frames = 1
        self._side_px, self._ground, self._scale = 0, (0, 0, 0), 1.0

    def prepare(
        self,
        stimuli: Iterable[Stimulus],
        side_px: int,
        ground: tuple[int, int, int],
        scale: float,
    ) -> None:
        """Starts anew for this size: the canvas's side in device pixels, the stage's grey, and the
        screen's device pixel ratio."""
        self._generation += 1
        self._reels.clear()
        self._asked.clear()
        self._wanted = list(stimuli)
        self._frames = max((s.picture.frames for s in self._wanted), default=1)
        self._side_px, self._ground, self._scale = shown_px(side_px, self._frames), ground, scale
        if not self._wanted:
            self.ready.emit()
            return
        self._ask()

    @property
    def side_px(self) -> int:
        """The side of the pictures as they are prepared, in device pixels."""
        return self._side_px

    def take(self, stimulus: Stimulus) -> Reel | None:
        """The prepared reel, or None when it is not ready (or its file is damaged)."""
        return self._reels.get(stimulus)

    def done_with(self, stimulus: Stimulus) -> None:
        """Lets one reel go and prepares the next ones; call it in a gap."""
        if stimulus in self._wanted:
            self._wanted.remove(stimulus)
        if stimulus not in self._wanted:
            self._reels.pop(stimulus, None)
            self._asked.discard(stimulus)
        self._ask()

    def _room(self) -> int:
        each = max(1, self._side_px**2 * PIXEL_BYTES * self._frames)
        if self._frames > 1:
            return max(FEWEST_CLIPS, CLIP_BUDGET_BYTES // each)
        return max(FEWEST, BUDGET_BYTES // each)

    def _ask(self) -> None:
        window = self._wanted[: self._room()]
        missing = [stimulus for stimulus in window if stimulus not in self._asked]
        for stimulus in missing:
            self._asked.add(stimulus)
            keep = partial(self._keep, stimulus, self._generation)
            leave_out = partial(self._leave_out, stimulus, self._generation)
            make = partial(make_reel, self._read, stimulus, self._side_px, self._ground)
            self._lane.run(
                partial(make, self._scale), while_alive(self, keep), while_alive(self, leave_out)
            )

    def _keep(self, stimulus: Stimulus, generation: int, reel: Reel) -> None:
        if generation != self._generation or stimulus not in self._wanted:
            return
        self._reels[stimulus] = reel
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
        return stimulus in self._wanted and stimulus not in self._reels

    @property
    def complete(self) -> bool:
        """Whether all that fits into the budget is prepared."""
        return all(stimulus in self._reels for stimulus in self._wanted[: self._room()])

    def _tell(self) -> None:
        window = self._wanted[: self._room()]
        self.progress.emit(sum(stimulus in self._reels for stimulus in window), len(window))
        if self.complete:
            self.ready.emit()


def shown_px(side_px: int, frames: int) -> int:
    """The side of a picture on a canvas of this side, in device pixels. On a very large screen a
    clip is shown smaller, so that the next one fits into the budget beside it."""
    if frames == 1:
        return side_px
    return min(side_px, isqrt(CLIP_BUDGET_BYTES // (PIXEL_BYTES * frames * FEWEST_CLIPS)))


def make_reel(
    read: Read, stimulus: Stimulus, side_px: int, ground: tuple[int, int, int], scale: float
) -> Reel:
    """For the pictures' lane: one frame after the other, so that little more is held than the reel
    itself. Raises PictureError."""
    picture = stimulus.picture
    reel = []
    for frame in frames_of(read(picture), picture.file, picture.sha256, picture.frames):
        image = as_image(present(frame, stimulus, side_px, ground))
        image.setDevicePixelRatio(scale)
        reel.append(image)
    return tuple(reel)
