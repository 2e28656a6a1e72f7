"""Which cameras and voices this computer has; an empty list where it has none, never an error."""

from __future__ import annotations

from ctypes.util import find_library

from PySide6.QtCore import QLoggingCategory, QObject

SILENT = "mock"
"""An engine of Qt's for tests: it says nothing."""
SPEECHD = "speechd"
"""An engine that loads only where the library of that name is."""
QUIET = "qt.multimedia.*=false\nqt.speech.*=false"
"""What is missing is told in the table, not by the libraries."""


def cameras() -> list[str]:
    """The names of the cameras. Needs a QApplication."""
    QLoggingCategory.setFilterRules(QUIET)
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return []
    return [device.description() for device in QMediaDevices.videoInputs()]


def voices() -> list[str]:
    """The speech engines that a session could speak with: they have a voice, and a loudspeaker.
    Asking takes a second or two. Needs a QApplication."""
    QLoggingCategory.setFilterRules(QUIET)
    names = ["espeak-ng"] if _espeak_is_heard() else []
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError:
        return names
    for name in QTextToSpeech.availableEngines():
        if name == SILENT or (name == SPEECHD and find_library(SPEECHD) is None):
            continue
        engine = QTextToSpeech(name)
        if engine.state() != QTextToSpeech.State.Error and engine.availableVoices():
            names.append(name)
    return names


def _espeak_is_heard() -> bool:
    from gmi_app.devices.speaking import Manner
    from gmi_app.devices.voice_espeak import EspeakVoice

    owner = QObject()
    try:
        EspeakVoice(Manner(), owner).close()
    except OSError:
        return False
    return True
