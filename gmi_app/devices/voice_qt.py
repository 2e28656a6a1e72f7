"""The voice of the system, through QtTextToSpeech; never its engine for tests, which is silent."""

from __future__ import annotations

import time
from ctypes.util import find_library

from PySide6.QtCore import QLocale, QLoggingCategory, QObject, Signal

from gmi_app.devices.presence import QUIET, SILENT, SPEECHD
from gmi_app.devices.speaking import Manner

BLOCKS_S = 0.25
"""An engine that keeps ``say`` for longer than this is given up: it would hold up the program."""


def real_engines() -> list[str]:
    """The system's engines that make a sound; none where Qt has no speech."""
    QLoggingCategory.setFilterRules(QUIET)
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError:
        return []
    names = [name for name in QTextToSpeech.availableEngines() if name != SILENT]
    if find_library(SPEECHD) is None and SPEECHD in names:
        names.remove(SPEECHD)
    return names


class QtVoice(QObject):
    """Raises RuntimeError when the engine has no voice."""

    said = Signal()
    failed = Signal(str)

    def __init__(self, manner: Manner, parent: QObject, *, engine: str) -> None:
        from PySide6.QtTextToSpeech import QTextToSpeech

        super().__init__(parent)
        self._states = QTextToSpeech.State
        self._engine = QTextToSpeech(engine, self)
        if self._engine.state() == self._states.Error or not self._engine.availableVoices():
            self.deleteLater()
            raise RuntimeError(f"{engine} has no voice")
        self._engine.setLocale(QLocale())
        self._engine.setRate(manner.rate / 10)
        self._engine.setVolume(manner.volume / 100)
        named = [v for v in self._engine.availableVoices() if v.name() == manner.voice]
        if named:
            self._engine.setVoice(named[0])
        self._speaking = False
        self._engine.stateChanged.connect(self._changed)

    def voices(self) -> list[str]:
        names = [voice.name() for voice in self._engine.availableVoices()]
        return names if len(names) > 1 else []

    def say(self, words: str) -> None:
        begun = time.perf_counter()
        self._engine.stop()
        self._engine.say(words)
        if time.perf_counter() - begun > BLOCKS_S:
            self.failed.emit("it blocks")

    def stop(self) -> None:
        self._speaking = False
        self._engine.stop()

    def close(self) -> None:
        self._engine.stateChanged.disconnect(self._changed)
        self._engine.stop()
        self.deleteLater()

    def _changed(self, state: object) -> None:
        if state == self._states.Error:
            self.failed.emit(self._engine.errorString())
        elif state == self._states.Speaking:
            self._speaking = True
        elif state == self._states.Ready and self._speaking:
            self._speaking = False
            self.said.emit()
