"""Soft tones that pace what is imagined: made here, so that no sound file has to be shipped."""

from __future__ import annotations

import io
import logging
import tempfile
import wave
from pathlib import Path
from typing import Protocol

import numpy as np
from PySide6.QtCore import QLoggingCategory, QObject, QUrl

from gmi_app.devices.presence import QUIET

log = logging.getLogger(__name__)

RATE_HZ = 22_050
LENGTH_S = 0.9
LOUDEST = 0.25
"""Of full scale: nobody is to be startled."""
RISE_S = 0.08
PITCHES_HZ = {"begin": 392.0, "go": 523.25, "back": 440.0, "rest": 329.63}
"""A gentle chord, so that each is known by its pitch: G4, C5, A4, E4."""


class Tones(Protocol):
    def play(self, name: str) -> None:
        """One of ``PITCHES_HZ``. Never waits."""
        ...

    def close(self) -> None: ...


class NoTones:
    """Where there is no loudspeaker."""

    def play(self, name: str) -> None:
        """Silence."""

    def close(self) -> None:
        """Nothing to give back."""


def tone(pitch_hz: float) -> bytes:
    """A WAV file: one soft tone (mono, 16 bit) that swells and fades to nothing."""
    time_s = np.arange(round(RATE_HZ * LENGTH_S)) / RATE_HZ
    swell = np.minimum(1, time_s / RISE_S) * np.exp(-3.5 * time_s / LENGTH_S)
    fade = np.minimum(1, (LENGTH_S - time_s) / (2 * RISE_S))
    sound = np.sin(2 * np.pi * pitch_hz * time_s) * swell * fade * LOUDEST
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes((sound * 32767).astype("<i2").tobytes())
    return file.getvalue()


class SoftTones(QObject):
    """Through QSoundEffect, which reads files only: they live in a folder that goes with it."""

    def __init__(self, volume: int, parent: QObject | None = None) -> None:
        """``volume`` 0 to 100."""
        from PySide6.QtMultimedia import QSoundEffect

        super().__init__(parent)
        self._folder = tempfile.TemporaryDirectory(prefix="gmi-tones-")
        self._effects: dict[str, QSoundEffect] = {}
        for name, pitch_hz in PITCHES_HZ.items():
            file = Path(self._folder.name) / f"{name}.wav"
            file.write_bytes(tone(pitch_hz))
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(file)))
            effect.setVolume(volume / 100)
            self._effects[name] = effect

    def play(self, name: str) -> None:
        self._effects[name].play()

    def close(self) -> None:
        for effect in self._effects.values():
            effect.stop()
        self._effects.clear()
        self._folder.cleanup()
        self.deleteLater()


def open_tones(volume: int, parent: QObject | None = None) -> Tones:
    """Tones where there is a loudspeaker, else silence; never an error."""
    QLoggingCategory.setFilterRules(QUIET)
    try:
        from PySide6.QtMultimedia import QMediaDevices

        if QMediaDevices.audioOutputs():
            return SoftTones(volume, parent)
    except (ImportError, OSError) as error:
        log.info("no tones: %s", error)
    return NoTones()
