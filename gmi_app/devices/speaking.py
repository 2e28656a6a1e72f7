"""A voice that can be abandoned: one engine after the other, and at last silence.

Whoever speaks has timers of their own and never waits for a word. An engine that hangs, dies or
takes its time is dropped, and the next one says the line again; when there is none left, that is
said once, and captions go on.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

log = logging.getLogger(__name__)

RATE_RANGE = (-5, 5)
"""0 is the engine's usual pace; each step is a tenth faster or slower."""
VOLUME_RANGE = (0, 100)
HANGS_AFTER_S = 4.0
LETTER_S = 0.2
"""A line that is still being said after 4 s and 0.2 s a letter hangs: three times as long as a
slow voice needs."""


@dataclass(frozen=True, slots=True)
class Manner:
    """``rate`` -5 to 5, ``volume`` 0 to 100; ``voice``: a name of the engine's, empty for its usual
    one."""

    rate: int = 0
    volume: int = 80
    voice: str = ""


class Engine(Protocol):
    """Says one line at a time. ``failed``: it cannot any more. ``said``: the line is over."""

    @property
    def failed(self) -> SignalInstance: ...

    @property
    def said(self) -> SignalInstance: ...

    def voices(self) -> list[str]:
        """Names to choose from; empty where there is only one."""
        ...

    def say(self, words: str) -> None: ...

    def stop(self) -> None: ...

    def close(self) -> None:
        """Gives everything back, at once."""
        ...


MakeEngine = Callable[[Manner, QObject], Engine]
"""May block for a second or two; raises OSError or RuntimeError when there is no such engine."""


class Speaker(QObject):
    """A voice (``devices.speech.Voice``) made of engines. ``lost``: there was a voice, or should
    have been, and there is none any more; emitted once at most."""

    lost = Signal()

    def __init__(
        self, makers: Sequence[MakeEngine], manner: Manner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._makers, self._manner = deque(makers), manner
        self._engine: Engine | None = None
        self._words = ""
        self._closed = False
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(self._hangs)

    @property
    def speaks(self) -> bool:
        """Whether there is an engine now."""
        return self._engine is not None

    def open(self) -> bool:
        """Starts the first engine that can be had; False when there is none. Blocks for a second or
        two: before a session, not in it."""
        while self._engine is None and self._makers and not self._closed:
            make = self._makers.popleft()
            try:
                engine = make(self._manner, self)
            except (OSError, RuntimeError) as error:
                log.info("a voice cannot be had: %s", error)
                continue
            engine.failed.connect(self._failed)
            engine.said.connect(self._said)
            self._engine = engine
        return self._engine is not None

    def voices(self) -> list[str]:
        """Names of the engine's voices; empty where there is nothing to choose."""
        return self._engine.voices() if self._engine is not None else []

    def say(self, words: str) -> None:
        """Begins to say this, in place of what is being said."""
        self._words = words
        if self._engine is None or not words:
            return
        self._watch.start(round((HANGS_AFTER_S + LETTER_S * len(words)) * 1000))
        self._engine.say(words)

    def stop(self) -> None:
        """Falls silent."""
        self._words = ""
        self._watch.stop()
        if self._engine is not None:
            self._engine.stop()

    def close(self) -> None:
        """Silent for good."""
        self._closed = True
        self._watch.stop()
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def _said(self) -> None:
        self._watch.stop()
        self._words = ""

    def _hangs(self) -> None:
        self._failed("it hangs")

    def _failed(self, why: str) -> None:
        if self._engine is None:
            return
        log.warning("a voice was given up: %s", why)
        self._watch.stop()
        engine, self._engine = self._engine, None
        engine.close()
        if self.open():
            self.say(self._words)
        elif not self._closed:
            self.lost.emit()
