"""An imagery session on a real window, with a clock that the test moves and a listening voice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

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
from tests.clocks import FakeClock
from tests.ui.world import World


class ListeningVoice(QObject):
    """Remembers what it was to say; ``silent``: there is no voice."""

    lost = Signal()

    def __init__(self, parent: QObject | None = None, *, silent: bool = False) -> None:
        super().__init__(parent)
        self.heard: list[str] = []
        self.speaks = not silent
        self.closed = False

    def voices(self) -> list[str]:
        return ["Anna", "Ben"]

    def say(self, words: str) -> None:
        self.heard.append(words)

    def stop(self) -> None:
        """Silent at once."""

    def close(self) -> None:
        self.closed = True


class ListeningSounds:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def play(self, name: str) -> None:
        self.heard.append(name)

    def close(self) -> None:
        """Nothing to give back."""


def grey(exercise: Exercise, side: Side) -> tuple[list[QImage], float]:
    """A picture in the place of one of the library."""
    image = QImage(64, 64, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.gray)
    return [image], 0.0


@dataclass
class Guided:
    """``slept``: the computer has slept since it was asked last."""

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
        self.clock = FakeClock()
        self.sounds = ListeningSounds()
        self.voices: list[ListeningVoice] = []
        self.records: list[ImageryRecord | None] = []
        self.failures: list[str] = []
        ladder = load_ladder(self.settings.part)
        chosen = tuple(e for each in self.exercises if (e := ladder.exercise(each)) is not None)
        order = ImageryOrder(self.patient, self.settings, chosen, ladder, self.pain)
        self.guide = ImageryGuide(order, self._outside())
        self.guide.finished.connect(self.records.append)
        self.guide.failed.connect(self.failures.append)

    def _outside(self) -> ImageryWorld:
        lane = self.world.lane
        return ImageryWorld(
            clock=self.clock,
            journal=self.journal or self.world.journal,
            journal_lane=lane,
            picture_lane=lane,
            awake_lane=lane,
            awake=lambda: nullcontext(),
            slept=self._slept,
            frames=self.frames,
            open_voice=self._voice,
            open_sounds=lambda parent: self.sounds,
        )

    def _slept(self, late_ns: int) -> bool:
        slept, self.slept = self.slept, False
        return slept

    def _voice(self, parent: QObject) -> ListeningVoice:
        voice = ListeningVoice(parent, silent=self.silent)
        self.voices.append(voice)
        return voice

    # ---- doing
    @property
    def run(self) -> ImageryRun:
        assert self.guide.run is not None
        return self.guide.run

    @property
    def voice(self) -> ListeningVoice:
        return self.voices[-1]

    def open(self) -> None:
        """Until the ready sheet stands, and the window is in front."""
        self.guide.start()
        self.world.wait_for(self.guide.stage.isActiveWindow)
        self.world.wait_for(lambda: bool(self.voices))
        self.world.settle()

    def begin(self) -> None:
        self.open()
        self.guide.begin()
        self.world.wait_for(
            lambda: self.guide.run is not None and self.run.phase is not Phase.READY
        )
        self.world.settle()

    def key(self, key: Qt.Key) -> None:
        """Presses a key where the keyboard goes."""
        focused = QApplication.focusWidget() or self.guide.stage.sheet or self.guide.stage
        QTest.keyClick(focused, key)
        QCoreApplication.processEvents()

    def wake(self) -> None:
        """Lets time reach what is due."""
        assert self.run.wake_ns is not None
        self.clock.ns = max(self.clock.ns, self.run.wake_ns)
        self.guide.wake()
        QCoreApplication.processEvents()

    def until(self, phase: Phase) -> None:
        for _ in range(300):
            if self.run.phase is phase:
                return
            self.wake()
        raise AssertionError(f"{phase} never came")

    def finish(self) -> ImageryRecord | None:
        self.world.wait_for(lambda: bool(self.records) or bool(self.failures))
        self.world.settle()
        return self.records[-1] if self.records else None

    def close(self) -> None:
        self.guide.leave()
        self.guide.deleteLater()
        for voice in self.voices:
            voice.deleteLater()
        self.world.settle()
