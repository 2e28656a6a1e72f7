"""Moving pictures: how late their frames are, what a block of them takes, how soon one is ready."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import fmean, median
from typing import Any

from gmi_app.paths import pictures_folder
from tests.benchmarks.table import Row, percentile
from tests.benchmarks.watched_screen import watched_screen
from tests.ui.clips import draw_clips

FRAMES, FPS, SIDE_PX, EACH = 12, 12.0, 480, 4
"""Of the drawn clips: as large as the shipped ones, and as many as half a block."""
LATE_MS = 1.2 * 1000 / 60
"""1.2 refresh intervals of a usual screen."""
MEMORY_LIMIT_MB, STILLS_LIMIT_S, LATE_LIMIT_PERCENT = 150.0, 0.5, 1.0
PATIENCE_S = 600.0


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="gmi-clips-") as name, watched_screen() as screen:
        draw_clips(Path(name), frames=FRAMES, fps=FPS, each=EACH, side_px=SIDE_PX)
        command = [sys.executable, "-m", "tests.benchmarks.clip_stage", name]
        done = subprocess.run(
            [*command, str(pictures_folder())],
            env=screen.environment(),
            check=True,
            stdout=subprocess.PIPE,
            timeout=PATIENCE_S,
        )
    return rows(json.loads(done.stdout))


def rows(found: dict[str, Any]) -> list[Row]:
    """``found``: what ``clip_stage`` prints."""
    lateness_ms = found["lateness_ms"]
    frames = len(lateness_ms) + found["dropped"]
    late_percent = 100 * found["late"] / frames
    note = f"{found['dropped']} left out of {frames}, {found['side_px']} px"
    return [
        Row("lateness of a frame, mean", fmean(lateness_ms), "ms"),
        Row("lateness of a frame, 95 %", percentile(lateness_ms, 95), "ms", LATE_MS),
        Row("lateness of a frame, largest", max(lateness_ms), "ms"),
        Row("late frames", late_percent, "%", LATE_LIMIT_PERCENT, note),
        Row(
            "memory of a block of 40 clips",
            found["clips_mb"],
            "MB",
            MEMORY_LIMIT_MB,
            f"{found['reels_mb']:.0f} MB of it ready to be shown",
        ),
        Row(
            f"40 stills made ready, median of {len(found['stills_s'])}",
            median(found["stills_s"]),
            "s",
            STILLS_LIMIT_S,
            f"progress told {found['steps']} times",
        ),
        Row("40 stills made ready, longest", max(found["stills_s"]), "s"),
    ]
