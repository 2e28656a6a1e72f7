"""A block of clips on the real stage, in a process of its own, with two folders of pictures:
``python -m tests.benchmarks.clip_stage CLIPS STILLS`` prints what was measured as JSON.

``lateness_ms``: when each frame was on the screen, after its time. ``dropped``: frames left out.
``clips_mb``: the most memory that the block took. ``reels_mb``: of that, what is ready to be shown.
``stills_s``: seconds from nothing to forty pictures that are ready, several times. ``steps``: how
often it was told how many are ready, the last time.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer

from gmi_app.app import PICTURE_THREADS
from gmi_app.laterality.block import make_block
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.trial import Onset
from gmi_app.pictures.catalogue import Catalogue, load_catalogue
from gmi_app.pictures.model import Stimulus
from gmi_app.ui import theme
from gmi_app.ui.application import make_application, wear
from gmi_app.ui.background import Lane
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.stage.answers import KeyMap
from gmi_app.ui.stage.deck import Deck
from gmi_app.ui.stage.opening import StageOpening
from gmi_app.ui.stage.player import Player
from gmi_app.ui.stage.stage import Stage

COUNT, TIMES = 40, 5
SHOWN_S, GAP_S = 1.5, 1.2
"""How long each clip plays, and the gap and cross after it."""
PATIENCE_MS = 120_000


def memory_mb(what: str) -> float:
    """``VmRSS``: now; ``VmHWM``: the most so far (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def until(ready: Callable[[], bool]) -> None:
    """Handles events until something is so."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not ready():
        if deadline.hasExpired():
            raise TimeoutError("it did not happen")
        QCoreApplication.processEvents()
        time.sleep(0.0005)


def pause(seconds: float) -> None:
    end = time.perf_counter() + seconds
    until(lambda: time.perf_counter() >= end)


class Bench:
    """The stage, and what makes its pictures ready."""

    def __init__(self) -> None:
        self.stage = Stage(KeyMap.of(Preferences()))
        self.opening = StageOpening(self.stage, None, self.stage)
        settled: list[bool] = []
        self.opening.settled.connect(lambda: settled.append(True))
        self.opening.begin()
        until(lambda: bool(settled))
        self.lane = Lane("pictures", threads=PICTURE_THREADS)
        self.stage.drop_sheet()
        self.steps = 0

    def deck(self, catalogue: Catalogue, stimuli: tuple[Stimulus, ...]) -> Deck:
        """Ready to be shown."""
        deck = Deck(catalogue.content, self.lane, self.stage)
        ready: list[bool] = []
        deck.ready.connect(lambda: ready.append(True))
        self.steps = 0
        deck.progress.connect(self._count)
        scale = self.stage.devicePixelRatioF()
        deck.prepare(stimuli, self.stage.diameter_px(), self.opening.ground(), scale)
        until(lambda: bool(ready))
        return deck

    def _count(self, *_: int) -> None:
        self.steps += 1

    def clips(self, catalogue: Catalogue) -> dict[str, object]:
        stimuli = make_block(catalogue.pictures, DrillSettings(moving=True, count=COUNT), 1).stimuli
        before_mb, player = memory_mb("VmRSS"), Player(self.stage)
        deck = self.deck(catalogue, stimuli)
        reels = [deck.take(stimulus) or () for stimulus in stimuli]
        ready_bytes = sum(image.sizeInBytes() for reel in reels for image in reel)
        del reels
        lateness_ms: list[float] = []
        late = dropped = 0
        for stimulus in stimuli:
            until(lambda s=stimulus: deck.take(s) is not None)  # type: ignore[misc]
            reel = deck.take(stimulus)
            assert reel is not None

            def begin(onset: Onset, stimulus: Stimulus = stimulus) -> None:
                held = deck.take(stimulus)
                assert held is not None
                hz = self.opening.refresh_hz
                player.start(self.stage.canvas, held, stimulus.picture, onset, hz)

            first = reel[0]
            del reel  # the deck alone decides how long it is held
            self.stage.canvas.shown.connect(begin)
            self.stage.canvas.show_picture(first)
            pause(SHOWN_S)
            self.stage.canvas.shown.disconnect(begin)
            playback = player.playback()
            assert playback is not None
            late, dropped = late + playback.late, dropped + playback.dropped
            player.stop()
            stamps = islice(player.stamps, 1, None)
            lateness_ms += [(shown_ns - due_ns) / 1e6 for due_ns, shown_ns in stamps]
            self.stage.canvas.show_cross()
            deck.done_with(stimulus)
            pause(GAP_S)
        return {
            "lateness_ms": lateness_ms,
            "late": late,
            "dropped": dropped,
            "clips_mb": memory_mb("VmHWM") - before_mb,
            "reels_mb": ready_bytes / 2**20,
            "side_px": deck.side_px,
        }

    def stills(self, catalogue: Catalogue) -> list[float]:
        """Seconds, each time of other pictures; nothing is known of them before, but their list."""
        settings, found = DrillSettings(count=COUNT, angles=FOUR_ANGLES), []
        for seed in range(1, TIMES + 1):
            stimuli = make_block(catalogue.pictures, settings, seed).stimuli
            begun = time.perf_counter()
            self.deck(catalogue, stimuli)
            found.append(time.perf_counter() - begun)
        return found

    def close(self) -> None:
        self.stage.leave()
        self.lane.close()


def main(clips: str, stills: str) -> None:
    application = make_application()
    wear(theme.Theme())
    bench = Bench()
    gc.collect()
    found = bench.clips(load_catalogue(Path(clips)))
    found["stills_s"] = bench.stills(load_catalogue(Path(stills)))
    found["steps"] = bench.steps
    bench.close()
    application.processEvents()
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:3])
