"""Voices that speak, hang, die or are not there: the line is never waited for."""

from __future__ import annotations

import io
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from gmi_app.devices import voices
from gmi_app.devices.speaking import HANGS_AFTER_S, LETTER_S, Manner, Speaker
from gmi_app.devices.tones import LOUDEST, PITCHES_HZ, NoTones, open_tones, tone
from gmi_app.devices.voice_espeak import EspeakVoice
from gmi_app.devices.voice_qt import real_engines
from tests import waiting


class FakeEngine(QObject):
    """Remembers what it was asked for."""

    said = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.closed = False

    def voices(self) -> list[str]:
        return ["low", "high"]

    def say(self, words: str) -> None:
        self.heard.append(words)

    def stop(self) -> None:
        self.heard.append("-")

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def made(qtbot: QtBot) -> Iterator[list[FakeEngine]]:
    engines = [FakeEngine(), FakeEngine()]
    yield engines
    for engine in engines:
        engine.deleteLater()


def speaker(engines: list[FakeEngine], *, broken: bool = False) -> tuple[Speaker, list[bool]]:
    def no_engine(manner: Manner, parent: QObject) -> FakeEngine:
        raise OSError("not there")

    makers = [lambda manner, parent, e=engine: e for engine in engines]
    made = Speaker([*([no_engine] if broken else []), *makers], Manner())
    told: list[bool] = []
    made.lost.connect(lambda: told.append(True))
    return made, told


def close(one: Speaker) -> None:
    one.close()
    one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_first_engine_that_is_there_speaks(made: list[FakeEngine]) -> None:
    one, told = speaker(made, broken=True)
    assert not one.speaks
    assert one.voices() == []
    assert one.open()
    assert one.voices() == ["low", "high"]
    one.say("I breathe in.")
    one.say("")
    one.stop()
    assert made[0].heard == ["I breathe in.", "-"]
    assert made[1].heard == []
    close(one)
    assert made[0].closed
    assert told == []


def test_a_dying_engine_is_replaced_and_the_line_said_again(made: list[FakeEngine]) -> None:
    one, told = speaker(made)
    one.open()
    one.say("And out.")
    made[0].failed.emit("died")
    assert made[0].closed
    assert made[1].heard == ["And out."]
    made[1].said.emit()
    made[1].failed.emit("died, too")
    made[1].failed.emit("again")
    assert told == [True]
    one.say("Nobody says this.")
    assert made[1].heard == ["And out."]
    assert not one.speaks
    close(one)


def test_a_hanging_engine_is_given_up(made: list[FakeEngine]) -> None:
    one, _ = speaker(made)
    one.open()
    one.say("12345")
    (watch,) = one.findChildren(QTimer)
    assert watch.interval() == round((HANGS_AFTER_S + 5 * LETTER_S) * 1000)
    assert watch.isActive()
    made[0].said.emit()
    assert not watch.isActive()
    one.say("67890")
    watch.timeout.emit()
    assert made[0].closed
    assert made[1].heard == ["67890"]
    close(one)


def test_without_any_voice_it_is_silent_from_the_start(qtbot: QtBot) -> None:
    one, told = speaker([], broken=True)
    assert not one.open()
    one.say("Nobody says this.")
    one.stop()
    assert told == []
    close(one)


# ---- a process that speaks


def program(folder: Path, body: str) -> str:
    """A program in the place of espeak-ng."""
    script = folder / "speak.py"
    script.write_text(
        f"#!{sys.executable}\nimport sys, threading, pathlib\n{body}\n", encoding="utf-8"
    )
    script.chmod(0o755)
    return str(script)


def until(ready: list[str], *, count: int = 1) -> None:
    waiting.until(lambda: len(ready) >= count, 10_000)


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QObject]:
    one = QObject()
    yield one
    for voice in one.findChildren(EspeakVoice):
        voice.close()
    one.deleteLater()
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def listen(voice: EspeakVoice) -> list[str]:
    happened: list[str] = []
    voice.said.connect(lambda: happened.append("said"))
    voice.failed.connect(lambda why: happened.append("failed"))
    return happened


def test_espeak_is_given_the_words_and_the_manner(owner: QObject, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    body = f"pathlib.Path({str(heard)!r}).write_text(repr((sys.argv[1:], sys.stdin.read())))"
    voice = EspeakVoice(Manner(-2, 60), owner, language="de", program=program(tmp_path, body))
    assert voice.voices() == ["de", "de+f3", "de+m3"]
    happened = listen(voice)
    voice.say("Ich atme ein; --help")
    until(happened)
    assert happened == ["said"]
    options = ["-v", "de", "-s", "112", "-a", "60", "--stdin"]
    assert heard.read_text() == repr((options, "Ich atme ein; --help"))


def test_a_new_line_breaks_off_the_old_one(owner: QObject, tmp_path: Path) -> None:
    body = "if 'long' in sys.stdin.read(): threading.Event().wait(60)"
    voice = EspeakVoice(Manner(), owner, program=program(tmp_path, body))
    happened = listen(voice)
    voice.say("a long line")
    voice.say("a short one")
    until(happened)
    assert happened == ["said"]


def test_a_program_that_dies_or_cannot_be_started(owner: QObject, tmp_path: Path) -> None:
    voice = EspeakVoice(
        Manner(), owner, program=program(tmp_path, "sys.exit(3 if sys.stdin.read() else 0)")
    )
    happened = listen(voice)
    voice.say("hello")
    until(happened)
    (tmp_path / "speak.py").write_text("#!/nowhere/at/all\n", encoding="utf-8")
    voice.say("hello")
    until(happened, count=2)
    assert happened == ["failed", "failed"]


DEAF = "print('ALSA lib pcm.c: no\\nerror: No such file', file=sys.stderr)"
"""espeak-ng without a loudspeaker complains, and ends well."""


@pytest.mark.parametrize("body", [DEAF, "sys.exit(3)"])
def test_without_a_loudspeaker_there_is_no_voice(owner: QObject, tmp_path: Path, body: str) -> None:
    with pytest.raises(OSError, match="finds no loudspeaker"):
        EspeakVoice(Manner(), owner, program=program(tmp_path, body))


def test_a_loudspeaker_that_goes_away_takes_the_voice_along(owner: QObject, tmp_path: Path) -> None:
    body = f"if 'lost' in sys.stdin.read(): {DEAF}"
    voice = EspeakVoice(Manner(), owner, program=program(tmp_path, body))
    happened = listen(voice)
    for count, words in enumerate(("it is there", "it is lost"), 1):
        voice.say(words)
        until(happened, count=count)
    assert happened == ["said", "failed"]


def test_where_espeak_is_not_installed(owner: QObject) -> None:
    with pytest.raises(OSError, match="not installed"):
        EspeakVoice(Manner(), owner, program="no-such-program")


def test_the_silent_engine_is_never_taken(qtbot: QtBot) -> None:
    assert "mock" not in real_engines()
    assert len(voices.engines()) == len(real_engines()) + 1


# ---- tones


@pytest.mark.parametrize("pitch_hz", PITCHES_HZ.values())
def test_a_tone_is_soft_and_begins_and_ends_in_silence(pitch_hz: float) -> None:
    with wave.open(io.BytesIO(tone(pitch_hz))) as file:
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767
        rate = file.getframerate()
    assert 0.1 < np.abs(sound).max() <= LOUDEST
    assert np.abs(sound[: rate // 500]).max() < 0.02
    assert np.abs(sound[-rate // 500 :]).max() < 0.005
    strongest = np.argmax(np.abs(np.fft.rfft(sound))) * rate / len(sound)
    assert strongest == pytest.approx(pitch_hz, abs=2)


@pytest.mark.qt_log_ignore("^PulseAudioService: ")  # where there is no sound at all
def test_without_a_loudspeaker_there_is_silence(qtbot: QtBot) -> None:
    tones = open_tones(50)
    for name in PITCHES_HZ:
        tones.play(name)
    tones.close()
    NoTones().close()
