"""Which voices this computer can have, best first: the system's, then ``espeak-ng``."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale, QObject

from gmi_app.devices.speaking import MakeEngine, Manner, Speaker
from gmi_app.devices.voice_espeak import EspeakVoice
from gmi_app.devices.voice_qt import QtVoice, real_engines


def engines() -> list[MakeEngine]:
    """How each is made; making one may still fail."""
    language = QLocale().name().split("_")[0]
    makers: list[MakeEngine] = [partial(QtVoice, engine=name) for name in real_engines()]
    return [*makers, partial(EspeakVoice, language=language if language != "C" else "en")]


def open_speaker(manner: Manner, parent: QObject | None = None) -> Speaker:
    """A voice, or one that is silent where there is none (``speaks``). Blocks for a second or
    two."""
    speaker = Speaker(engines(), manner, parent)
    speaker.open()
    return speaker
