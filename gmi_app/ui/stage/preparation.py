"""Making a block ready to be shown: its surface, its pictures, and a new block without the
pictures whose files turn out to be damaged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QScreen

from gmi_app.errors import GmiError
from gmi_app.laterality.block import Block, make_block
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import Picture, Stimulus
from gmi_app.pictures.reading import Read
from gmi_app.ui.background import Lane
from gmi_app.ui.stage.deck import Deck, Reel
from gmi_app.ui.stage.opening import StageOpening
from gmi_app.ui.stage.stage import Stage


class Preparation(QObject):
    """``ready``: what comes next is prepared. ``impossible``: a sentence why there is no block.
    ``notice``: a sentence about a picture that was left out. ``progress``: done, wanted."""

    ready = Signal()
    impossible = Signal(str)
    notice = Signal(str)
    progress = Signal(int, int)
    canvas_changed = Signal()

    def __init__(
        self,
        stage: Stage,
        screen: QScreen | None,
        settings: DrillSettings,
        seed: int,
        pictures: Sequence[Picture],
        read: Read,
        lane: Lane,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._stage, self._settings, self._seed = stage, settings, seed
        self._pictures = tuple(pictures)
        self._damaged: set[str] = set()
        self._begun = False
        self.block: Block = self._make_block()
        self._upcoming: Sequence[Stimulus] = self._whole_block()
        self.canvas_px = 0
        self.opening = StageOpening(stage, screen, self)
        self.opening.settled.connect(self._prepare)
        self.opening.canvas_changed.connect(self.canvas_changed)
        self._deck = Deck(read, lane, self)
        self._deck.damaged.connect(self._leave_out)
        self._deck.ready.connect(self.ready)
        self._deck.progress.connect(self.progress)

    def begin(self) -> None:
        """Opens the stage and prepares the block; answers with ``ready``."""
        self.opening.begin()

    def again(self, upcoming: Sequence[Stimulus]) -> None:
        """Prepares what is still to come for the canvas as it is now, on the screen that it is on;
        answers with ``ready``."""
        self._begun = True
        self._upcoming = upcoming
        if self.opening.stale:
            self.opening.choose()
        else:
            self._prepare()

    @property
    def fits(self) -> bool:
        """Whether the prepared pictures are still for a canvas of this size, on this screen."""
        return self.canvas_px == self._stage.diameter_px() and not self.opening.stale

    @property
    def picture_px(self) -> int:
        """The side of the pictures as they are shown, in device pixels."""
        return self._deck.side_px

    @property
    def complete(self) -> bool:
        """Whether all that fits into the budget is prepared."""
        return self._deck.complete

    def reel(self, stimulus: Stimulus) -> Reel | None:
        """The prepared frames, of a still only one; None when its file cannot be used."""
        return self._deck.take(stimulus)

    def image(self, stimulus: Stimulus) -> QImage | None:
        """The first of the prepared frames."""
        reel = self._deck.take(stimulus)
        return reel[0] if reel else None

    def is_coming(self, stimulus: Stimulus) -> bool:
        """Whether its image is not there yet but will be."""
        return self._deck.is_coming(stimulus)

    def done_with(self, stimulus: Stimulus) -> None:
        """Makes room for the next ones; call it in a gap."""
        self._deck.done_with(stimulus)

    def _make_block(self) -> Block:
        usable = [p for p in self._pictures if p.file not in self._damaged]
        return make_block(usable, self._settings, self._seed)

    def _whole_block(self) -> tuple[Stimulus, ...]:
        return self.block.practice + self.block.stimuli

    def _prepare(self) -> None:
        self.canvas_px = self._stage.diameter_px()
        ratio = self._stage.devicePixelRatioF()
        self._deck.prepare(self._upcoming, self.canvas_px, self.opening.ground(), ratio)

    def _leave_out(self, stimulus: Stimulus, sentence: str) -> None:
        first_time = stimulus.picture.file not in self._damaged
        self._damaged.add(stimulus.picture.file)
        if first_time:
            self.notice.emit(sentence)
        if self._begun or not first_time:
            return
        try:
            self.block = self._make_block()
        except GmiError as error:
            self.impossible.emit(error.sentence)
            return
        self._upcoming = self._whole_block()
        self._prepare()

    def started(self) -> None:
        """The first trial begins: from now on a damaged picture is only left out."""
        self._begun = True
