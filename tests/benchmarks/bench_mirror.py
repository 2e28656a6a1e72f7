"""The mirror from outside: how old its picture is, beside cv2.imshow in the same run; what it
costs; and the memory of the real command over minutes.

GMI_MIRROR_SECONDS shortens each look (usually 20), GMI_MIRROR_MINUTES the memory's (usually 10).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import median
from time import monotonic

from tests.benchmarks.mirror_app import write_clip
from tests.benchmarks.mirror_watch import WARM_UP_S
from tests.benchmarks.table import Row, percentile
from tests.benchmarks.watched_screen import watched_screen

SECONDS = float(os.environ.get("GMI_MIRROR_SECONDS", "20"))
MINUTES = float(os.environ.get("GMI_MIRROR_MINUTES", "10"))
BLOCKS = 2 if SECONDS >= 10 else 1
SIZES = ((1280, 720, 30), (640, 480, 60))
CPU_LIMIT, UNSHOWN_LIMIT, GROWTH_LIMIT_MB = 15.0, 0.5, 5.0
START_S = 2.5
TRIES = 3
READ_S = 4.0
SETTLED_S = 15.0
"""Memory is read for the first time when caches are filled."""


@dataclass
class Looks:
    """What was seen of one way of showing, over all blocks."""

    ages_ms: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    expected: float = 0.0


def run() -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="gmi-mirror-") as name:
        folder = Path(name)
        for (width, height, rate), film in product(SIZES, (True, False)):
            clip = "-"
            if film:
                clip = str(folder / f"{width}.avi")
                write_clip(Path(clip), width, height, rate)
            found = {"ours": Looks(), "imshow": Looks()}
            reading: list[float] = []
            for _ in range(BLOCKS):
                for how, looks in found.items():  # in turn, so that both meet the same machine
                    look(how, (width, height, rate), clip, folder, looks)
                reading.append(read_alone((width, height, rate), clip, folder))
            name = f"mirror {height}p{rate}, {'film' if film else 'synthetic'}"
            rows += _rows(name, found["ours"], found["imshow"], median(reading))
        rows += memory(folder)
    return rows


def look(how: str, size: tuple[int, int, int], clip: str, folder: Path, looks: Looks) -> None:
    """Watches one way of showing for a while; again where its window came up elsewhere on the
    screen, as OpenCV's sometimes does, so that nothing could be read off it."""
    for _ in range(TRIES):
        ages_ms, cpu = _seen(how, size, clip, folder)
        if ages_ms:
            break
    looks.ages_ms += ages_ms
    looks.cpu.append(cpu)
    looks.expected += SECONDS * size[2]


def _seen(
    how: str, size: tuple[int, int, int], clip: str, folder: Path
) -> tuple[list[float], float]:
    """The ages of the pictures, and percent of a core."""
    width, height, rate = size
    seen, told = folder / "seen.json", folder / "told.json"
    length_s = SECONDS + WARM_UP_S + START_S
    with watched_screen((1280, 800)) as screen:
        words = [how, str(width), str(height), str(rate), str(length_s), clip, str(told)]
        environment = {**screen.environment(), "LIBGL_ALWAYS_SOFTWARE": "1"}
        app = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.mirror_app", *words],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        watch = ["tests.benchmarks.mirror_watch", str(screen.folder), str(width), str(SECONDS)]
        try:
            subprocess.run([sys.executable, "-m", *watch, str(seen)], check=True)
            app.wait(60)
        finally:
            app.kill()
            app.wait()
    return json.loads(seen.read_text()), float(json.loads(told.read_text())["cpu_percent"])


def read_alone(size: tuple[int, int, int], clip: str, folder: Path) -> float:
    """What the source costs when nothing is shown, percent of a core: decoding, and writing the
    time into each frame."""
    told = folder / "told.json"
    words = ["nothing", *(str(part) for part in size), str(READ_S), clip, str(told)]
    subprocess.run([sys.executable, "-m", "tests.benchmarks.mirror_app", *words], check=True)
    return float(json.loads(told.read_text())["cpu_percent"])


def _rows(name: str, ours: Looks, peer: Looks, reading: float) -> list[Row]:
    rows = []
    for label, percent in (("median", 50), ("95 %", 95)):
        theirs = percentile(peer.ages_ms, percent)
        note = f"n = {len(ours.ages_ms)}"
        value = percentile(ours.ages_ms, percent)
        beside = f"imshow {theirs:.2f} ms"
        rows.append(Row(f"{name}, read to screen, {label}", value, "ms", theirs, note, beside))
    unshown = max(0.0, 100 * (1 - len(ours.ages_ms) / ours.expected))
    peers = max(0.0, 100 * (1 - len(peer.ages_ms) / peer.expected))
    beside = f"imshow {peers:.2f} %"
    rows.append(Row(f"{name}, not shown", unshown, "%", UNSHOWN_LIMIT, "", beside))
    limit = CPU_LIMIT if "720p30" in name else None
    total, theirs = median(ours.cpu), median(peer.cpu)
    note = f"reading alone {reading:.1f} %"
    rows.append(Row(f"{name}, of a core", total, "%", limit, note, f"imshow {theirs:.1f} %"))
    beside = f"imshow {theirs - reading:.1f} %"
    rows.append(Row(f"{name}, of a core, the view", total - reading, "%", limit, "", beside))
    return rows


def memory(folder: Path) -> list[Row]:
    """The real command with a film: what it holds soon after the start, and at the end."""
    clip = folder / "memory.avi"
    write_clip(clip, 1280, 720, 30)
    with watched_screen((1280, 800)) as screen:
        words = ["mirror", "--camera", str(clip), "--start-now", "--minutes", "10"]
        command = [sys.executable, "-m", "gmi_app", "--data", str(folder / "data"), *words]
        program = subprocess.Popen(command, env=screen.environment(), stderr=subprocess.DEVNULL)
        try:
            time.sleep(min(SETTLED_S, MINUTES * 20))
            early_mb, early_s, begun_s = resident_mb(program.pid), cpu_s(program.pid), monotonic()
            time.sleep(max(1.0, MINUTES * 60 - 2 * SETTLED_S))
            late_mb = resident_mb(program.pid)
            cpu = 100 * (cpu_s(program.pid) - early_s) / (monotonic() - begun_s)
        finally:
            program.terminate()
            program.wait()
    note = f"from {early_mb:.0f} to {late_mb:.0f} MB in {MINUTES:g} minutes"
    return [
        Row("mirror, memory grows by", late_mb - early_mb, "MB", GROWTH_LIMIT_MB, note),
        Row("mirror command 720p30, of a core", cpu, "%", CPU_LIMIT, "decoding and guidance, too"),
    ]


def resident_mb(process: int) -> float:
    """What a process holds now (Linux)."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def cpu_s(process: int) -> float:
    """The processor time of a process up to now (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
