"""An imagery session on a real window, with a clock that the test moves and a listening voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from gmi_app.imagery.exercise import Exercise
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.imagery.ladders import load_ladder
from gmi_app.imagery.script import Phase
from gmi_app.imagery.session import ImageryRun
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.journal import Journal
from gmi_app.pictures.model import Side
from gmi_app.ui.imagery.guide import ImageryGuide
from gmi_app.ui.imagery.order import ImageryOrder, ImageryWorld
from tests.ui.guided_world import GuidedWorld
from tests.ui.world import World


def grey(exercise: Exercise, side: Side) -> tuple[list[QImage], float]:
    """A picture in the place of one of the library."""
    image = QImage(64, 64, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.gray)
    return [image], 0.0


@dataclass
class Guided(GuidedWorld[ImageryRecord, ImageryGuide]):
    """Imagined movements, with grey pictures."""

    world: World
    patient: UUID
    exercises: tuple[str, ...] = ("hand_rest", "hand_open")
    settings: ImagerySettings = field(default_factory=ImagerySettings)
    pain: int | None = 3
    silent: bool = False
    frames: Callable[[Exercise, Side], tuple[list[QImage], float]] = grey
    journal: Journal | None = None
    slept: bool = False

    def __post_init__(self) -> None:
        self._get_ready()
        ladder = load_ladder(self.settings.part)
        chosen = tuple(e for each in self.exercises if (e := ladder.exercise(each)) is not None)
        order = ImageryOrder(self.patient, self.settings, chosen, ladder, self.pain)
        self.guide = ImageryGuide(order, self._outside())
        self._listen()

    def _outside(self) -> ImageryWorld:
        return ImageryWorld(**self._around(), frames=self.frames)

    @property
    def run(self) -> ImageryRun:
        assert self.guide.run is not None
        return self.guide.run

    def until(self, phase: Phase) -> None:
        for _ in range(300):
            if self.run.phase is phase:
                return
            self.wake()
        raise AssertionError(f"{phase} never came")
