"""A session beside the stages on a real window, with a clock that the test moves and a listening
voice."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gmi_app.activities.facts import ActivityRecord
from gmi_app.activities.reading import load_content
from gmi_app.activities.session import ActivityRun
from gmi_app.activities.settings import GuidedSettings, RelaxationSettings
from gmi_app.imagery.script import Phase
from gmi_app.journal import Journal
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.activities.guide import ActivityGuide
from gmi_app.ui.activities.order import ActivityOrder, ActivityWorld
from tests.clocks import FakeClock
from tests.ui.imagery_world import ListeningSounds, ListeningVoice
from tests.ui.world import World


@dataclass
class Guided:
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
        self.clock = FakeClock()
        self.sounds = ListeningSounds()
        self.voices: list[ListeningVoice] = []
        self.records: list[ActivityRecord | None] = []
        self.failures: list[str] = []
        self.seen: list[tuple[BodyPart, Side]] = []
        order = ActivityOrder(
            self.patient, self.settings, load_content(), self.pain, self.start_now
        )
        self.guide = ActivityGuide(order, self._outside())
        self.guide.finished.connect(self.records.append)
        self.guide.failed.connect(self.failures.append)

    def _outside(self) -> ActivityWorld:
        lane = self.world.lane
        return ActivityWorld(
            clock=self.clock,
            journal=self.journal or self.world.journal,
            journal_lane=lane,
            picture_lane=lane,
            awake_lane=lane,
            awake=lambda: nullcontext(),
            slept=self._slept,
            open_voice=self._voice,
            open_sounds=lambda parent: self.sounds,
            still=self._still,
        )

    def _still(self, part: BodyPart, side: Side) -> QImage:
        self.seen.append((part, side))
        image = QImage(64, 64, QImage.Format.Format_RGB888)
        image.fill(Qt.GlobalColor.gray)
        return image

    def _slept(self, late_ns: int) -> bool:
        slept, self.slept = self.slept, False
        return slept

    def _voice(self, parent: QObject) -> ListeningVoice:
        voice = ListeningVoice(parent, silent=self.silent)
        self.voices.append(voice)
        return voice

    # ---- doing
    @property
    def run(self) -> ActivityRun:
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

    def finish(self) -> ActivityRecord | None:
        self.world.wait_for(lambda: bool(self.records) or bool(self.failures))
        self.world.settle()
        return self.records[-1] if self.records else None

    def close(self) -> None:
        self.guide.leave()
        self.guide.deleteLater()
        for voice in self.voices:
            voice.deleteLater()
        self.world.settle()
