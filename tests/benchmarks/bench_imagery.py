"""Imagined movements: how late each line comes while a voice speaks, memory, and a long ladder.

The session runs in real time on Qt's offscreen screen, with lines shortened to a second so that a
minute holds many of them, and with a voice that is a process for each line, as ``espeak-ng`` is.
``GMI_BENCH_MINUTES`` sets how long it runs: 1 by default, 15 for the agreed figure of memory.
``GMI_BENCH_VOICE=espeak-ng`` lets the real program speak, where it is installed and finds a
loudspeaker (a null sink will do).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from gmi_app.clock import SystemClock
from gmi_app.devices.speaking import Manner, Speaker
from gmi_app.devices.tones import NoTones
from gmi_app.devices.voice_espeak import EspeakVoice
from gmi_app.facts.rating import RatingKind
from gmi_app.imageries import frames_of
from gmi_app.imagery.exercise import Exercise
from gmi_app.imagery.ladders import load_ladder, load_ladders
from gmi_app.imagery.planner import plan
from gmi_app.imagery.script import Phase
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import BodyPart
from gmi_app.ui.background import Lane
from gmi_app.ui.imagery.guide import ImageryGuide
from gmi_app.ui.imagery.order import ImageryOrder, ImageryWorld
from gmi_app.ui.theme import Theme, apply
from tests.benchmarks.table import Row, percentile
from tests.storage import making

LATE_MS, MEMORY_MB, LADDER_MS = 20.0, 300.0, 100.0
EXERCISES, TIMES = 200, 15
SPEAKS = "import sys, time; sys.stdin.read(); time.sleep(0.8)"


def run() -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, Theme())
    minutes = float(os.environ.get("GMI_BENCH_MINUTES", "1"))
    with tempfile.TemporaryDirectory(prefix="gmi-bench-") as name:
        late_ms, memory_mb = _session(Path(name), minutes)
        ladder_ms = _ladder(Path(name) / "exercises")
    voice = os.environ.get("GMI_BENCH_VOICE", "a voice")
    note = f"{len(late_ms)} lines in {minutes:g} min, {voice} speaking"
    return [
        Row("imagery: a line after its time, p95", percentile(late_ms, 95), "ms", None, note),
        Row("imagery: a line after its time, worst", max(late_ms), "ms", LATE_MS, note),
        Row(f"imagery: memory over {minutes:g} min", memory_mb, "MB", MEMORY_MB, "15 is agreed"),
        Row(f"imagery: ladder of {EXERCISES} opened", percentile(ladder_ms, 95), "ms", LADDER_MS),
    ]


class TimedGuide(ImageryGuide):
    """Notes how long after its due time each line is on the screen: laid out and painted."""

    def __init__(self, order: ImageryOrder, world: ImageryWorld) -> None:
        super().__init__(order, world)
        self.late_ms: list[float] = []

    def wake(self) -> None:
        due_ns = self.run.wake_ns if self.run is not None else None
        before = len(self.said)
        super().wake()
        if due_ns is not None and len(self.said) > before:
            QCoreApplication.sendPostedEvents()
            self.late_ms.append((time.perf_counter_ns() - due_ns) / 1e6)


def _session(folder: Path, minutes: float) -> tuple[list[float], float]:
    clock, lane = SystemClock(), Lane("journal")
    data = making.opened(folder)
    anna = making.patient()
    data.journal.save_patient(anna)
    catalogue = load_catalogue(pictures_folder())
    ladder = load_ladder(BodyPart.HAND)
    quick = [replace(e, look_s=2.0, go_s=1.0, back_s=1.0, rest_s=2.0) for e in ladder.exercises]
    world = ImageryWorld(
        clock=clock,
        journal=data.journal,
        journal_lane=lane,
        picture_lane=lane,
        awake_lane=lane,
        awake=lambda: nullcontext(),
        slept=lambda late_ns: False,
        frames=partial(frames_of, catalogue, motion=True),
        open_voice=partial(_voice, folder),
        open_sounds=lambda parent: NoTones(),
    )
    order = ImageryOrder(anna.id, ImagerySettings(minutes=15), tuple(quick * 12), ladder, 2, True)
    guide = TimedGuide(order, world)
    guide.stage.away.disconnect()
    guide.start()
    here, used = psutil.Process(), [0.0]
    loop, looks = QEventLoop(), QTimer()
    until = time.monotonic() + minutes * 60

    def look() -> None:
        used.append(here.memory_info().rss / 1e6)
        _answer(guide)
        if time.monotonic() >= until:
            loop.quit()

    looks.timeout.connect(look)
    looks.start(200)
    loop.exec()
    looks.stop()
    guide.leave()
    guide.deleteLater()
    while lane.busy:
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    lane.close()
    data.close()
    return guide.late_ms, max(used)


def _answer(guide: ImageryGuide) -> None:
    run = guide.run
    if run is not None and run.phase is Phase.RATE and run.question is not None:
        value = 0 if run.question is RatingKind.MOVED else 2
        guide.do(run.rate(run.question, value, time.perf_counter_ns()))


def _voice(folder: Path, parent: QObject) -> Speaker:
    """Every line is a process that lives almost as long as the line."""
    real = os.environ.get("GMI_BENCH_VOICE")
    if real:
        speaker = Speaker([partial(EspeakVoice, program=real)], Manner(), parent)
        assert speaker.open(), f"{real} cannot speak here"
        return speaker
    program = folder / "speaks"
    program.write_text(f"#!{sys.executable}\n{SPEAKS}\n", encoding="utf-8")
    program.chmod(0o755)
    speaker = Speaker([partial(EspeakVoice, program=str(program))], Manner(), parent)
    speaker.open()
    return speaker


def _ladder(own: Path) -> list[float]:
    """A clinic's files bring the hand's ladder to 200 exercises; read, checked and planned."""
    own.mkdir()
    shipped = load_ladder(BodyPart.HAND).exercises
    tables = (_table(shipped[n % len(shipped)], n) for n in range(EXERCISES - len(shipped)))
    (own / "own.toml").write_text('part = "hand"\n' + "\n".join(tables), encoding="utf-8")
    times: list[float] = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ladders = load_ladders(own, parts=[BodyPart.HAND])
        plan(ladders.of_part[BodyPart.HAND], [], 15)
        times.append((time.perf_counter() - begun) * 1e3)
        found: Sequence[Exercise] = ladders.of_part[BodyPart.HAND].exercises
        assert len(found) == EXERCISES, ladders.notices
    return times


def _table(like: Exercise, number: int) -> str:
    return "\n".join(
        [
            "[[exercise]]",
            f'id = "own_{number:03}"',
            f'rung = "{like.rung.name.lower()}"',
            f"difficulty = {like.difficulty}",
            f'title = "{like.title}"',
            f'picture = {{ posture = "{like.picture.posture}" }}',
            f'look = "{like.look}"',
            f'go = "{like.go}"',
            f'back = "{like.back}"',
            f"go_s = {like.go_s}",
            f"back_s = {like.back_s}",
            f"repetitions = {like.repetitions}",
        ]
    )
