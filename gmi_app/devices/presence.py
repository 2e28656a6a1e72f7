"""Which cameras and voices this computer has; an empty list where it has none, never an error."""

from __future__ import annotations

import shutil

SILENT = "mock"
"""An engine of Qt's for tests: it says nothing."""


def cameras() -> list[str]:
    """The names of the cameras."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return []
    return [device.description() for device in QMediaDevices.videoInputs()]


def voices() -> list[str]:
    """The names of the speech engines that make a sound."""
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech

        engines = [name for name in QTextToSpeech.availableEngines() if name != SILENT]
    except ImportError:
        engines = []
    return engines + [name for name in ("espeak-ng",) if shutil.which(name)]
