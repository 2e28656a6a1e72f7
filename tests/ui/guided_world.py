"""A guided session of any kind on a real window: a clock that the test moves, a listening voice."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gmi_app.imagery.script import Phase
from gmi_app.journal import Journal
from gmi_app.ui.imagery.guiding import Guide
from tests.clocks import FakeClock
from tests.ui.world import World

RecordT = TypeVar("RecordT")
GuideT = TypeVar("GuideT", bound=Guide)


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


class GuidedWorld(Generic[RecordT, GuideT]):
    """What the kinds have in common. ``silent``: there is no voice. ``slept``: the computer has
    slept since it was asked last."""

    world: World
    journal: Journal | None
    silent: bool
    slept: bool
    guide: GuideT

    def _get_ready(self) -> None:
        """Before the guide is made."""
        self.clock = FakeClock()
        self.sounds = ListeningSounds()
        self.voices: list[ListeningVoice] = []
        self.records: list[RecordT | None] = []
        self.failures: list[str] = []

    def _listen(self) -> None:
        self.guide.finished.connect(self.records.append)
        self.guide.failed.connect(self.failures.append)

    def _around(self) -> dict[str, Any]:
        """What every ``GuideWorld`` has."""
        lane = self.world.lane
        return {
            "clock": self.clock,
            "journal": self.journal or self.world.journal,
            "journal_lane": lane,
            "picture_lane": lane,
            "awake_lane": lane,
            "awake": lambda: nullcontext(),
            "slept": self._slept,
            "open_voice": self._voice,
            "open_sounds": lambda parent: self.sounds,
        }

    def _slept(self, late_ns: int) -> bool:
        slept, self.slept = self.slept, False
        return slept

    def _voice(self, parent: QObject) -> ListeningVoice:
        voice = ListeningVoice(parent, silent=self.silent)
        self.voices.append(voice)
        return voice

    # ---- doing
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
            lambda: self.guide.run is not None and self.guide.run.phase is not Phase.READY
        )
        self.world.settle()

    def key(self, key: Qt.Key) -> None:
        """Presses a key where the keyboard goes."""
        focused = QApplication.focusWidget() or self.guide.stage.sheet or self.guide.stage
        QTest.keyClick(focused, key)
        QCoreApplication.processEvents()

    def wake(self) -> None:
        """Lets time reach what is due."""
        assert self.guide.run is not None
        assert self.guide.run.wake_ns is not None
        self.clock.ns = max(self.clock.ns, self.guide.run.wake_ns)
        self.guide.wake()
        QCoreApplication.processEvents()

    def finish(self) -> RecordT | None:
        self.world.wait_for(lambda: bool(self.records) or bool(self.failures))
        self.world.settle()
        return self.records[-1] if self.records else None

    def close(self) -> None:
        self.guide.leave()
        self.guide.deleteLater()
        for voice in self.voices:
            voice.deleteLater()
        self.world.settle()
