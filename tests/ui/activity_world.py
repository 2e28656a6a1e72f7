"""A session beside the stages on a real window, with a clock that the test moves and a listening
voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from gmi_app.activities.facts import ActivityRecord
from gmi_app.activities.reading import load_content
from gmi_app.activities.session import ActivityRun
from gmi_app.activities.settings import GuidedSettings, RelaxationSettings
from gmi_app.imagery.script import Phase
from gmi_app.journal import Journal
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.activities.guide import ActivityGuide
from gmi_app.ui.activities.order import ActivityOrder, ActivityWorld
from tests.ui.guided_world import GuidedWorld
from tests.ui.world import World


@dataclass
class Guided(GuidedWorld[ActivityRecord, ActivityGuide]):
    """``slept``: the computer has slept since it was asked last. ``seen``: the limbs whose pictures
    were read."""

    world: World
    patient: UUID
    settings: GuidedSettings = field(default_factory=RelaxationSettings)
    pain: int | None = 3
    silent: bool = False
    journal: Journal | None = None
    slept: bool = False
    start_now: bool = False

    def __post_init__(self) -> None:
        self._get_ready()
        self.seen: list[tuple[BodyPart, Side]] = []
        order = ActivityOrder(
            self.patient, self.settings, load_content(), self.pain, self.start_now
        )
        self.guide = ActivityGuide(order, self._outside())
        self._listen()

    def _outside(self) -> ActivityWorld:
        return ActivityWorld(**self._around(), still=self._still)

    def _still(self, part: BodyPart, side: Side) -> QImage:
        self.seen.append((part, side))
        image = QImage(64, 64, QImage.Format.Format_RGB888)
        image.fill(Qt.GlobalColor.gray)
        return image

    @property
    def run(self) -> ActivityRun:
        assert self.guide.run is not None
        return self.guide.run

    def until(self, passage: str, phase: Phase | None = None) -> None:
        """Answering 4 (2 where 4 is not to be had) on the way."""
        for _ in range(300):
            here = self.run.passage is not None and self.run.passage.id == passage
            if here and (phase is None or self.run.phase is phase):
                return
            self.on()
        raise AssertionError(f"{passage} never came")

    def on(self) -> None:
        """The next piece, or an answer."""
        if self.run.question is None:
            self.wake()
        else:
            _, high = self.run.question.scale
            self.key(Qt.Key(Qt.Key.Key_0 + min(4, high)))

    def through(self) -> None:
        while not self.run.ended:
            self.on()
