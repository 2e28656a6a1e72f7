"""How true response times are: the real ``drill`` command against an observer outside of it.

Error = what trials.csv says - what the observer saw and did, in milliseconds. Answers for which the
observer itself was held up (it says by how much) tell nothing about the program: they are counted
and left out, and the SD with them is printed beside.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean, stdev

from tests.benchmarks.observer import errors_of
from tests.benchmarks.peer import peer_errors
from tests.benchmarks.table import Row, percentile
from tests.benchmarks.watched_screen import Screen, watched_screen

SETS, PICTURES = 2, 100
PEER_PICTURES = 100
PATIENCE_S = 600.0
RESULT_S = 3.0
"""The set ends and its result is on the screen."""
MEAN_LIMIT_MS, SD_LIMIT_MS, MEMORY_LIMIT_MB = 0.4, 0.3, 300.0


def run() -> list[Row]:
    rows: list[Row] = []
    for state, burning in (("idle", False), ("one core loaded", True)):
        with loaded(burning), tempfile.TemporaryDirectory(prefix="gmi-rt-") as name:
            errors, unsure, memory_mb = measured(Path(name), state)
            peer = peer_errors(PEER_PICTURES)
        rows += _rows(f"RT error, {state}", errors, peer)
        with_them = f"SD with them {stdev([*errors, *unsure]):.3g} ms"
        name = f"answers the observer was late for, {state}"
        rows.append(Row(name, len(unsure), "", note=with_them))
        if not burning:
            rows.append(Row("memory in a drill", memory_mb, "MB", MEMORY_LIMIT_MB, "peak resident"))
    return rows


def measured(folder: Path, state: str) -> tuple[list[float], list[float], float]:
    """Errors in milliseconds, one a picture: those that the observer is sure of, and the others;
    and the most memory in MB."""
    errors: list[float] = []
    unsure: list[float] = []
    memory_mb = 0.0
    for number in range(SETS):
        data = folder / f"data-{number}"
        records, peak_mb = one_set(data, number)
        memory_mb = max(memory_mb, peak_mb)
        export = [sys.executable, "-m", "gmi_app", "export", "--csv", str(folder / str(number))]
        subprocess.run([*export, "--data", str(data)], check=True, stdout=subprocess.DEVNULL)
        with (folder / str(number) / "trials.csv").open(encoding="utf-8", newline="") as file:
            trials = list(csv.DictReader(file))
        if len(trials) != len(records):
            raise RuntimeError(f"{state}: {len(records)} were answered, {len(trials)} are stored")
        sure, others = errors_of([float(trial["rt_ms"]) for trial in trials], records)
        errors += sure
        unsure += others
    return errors, unsure, memory_mb


def one_set(data: Path, seed: int) -> tuple[list[dict[str, int]], float]:
    """Lets the observer do one set; its records, and the program's peak memory in MB."""
    with watched_screen() as screen:
        out = data.with_suffix(".json")
        words = ["--count", str(PICTURES), "--angles", "0,90,180,270", "--seed", str(seed)]
        command = [sys.executable, "-m", "gmi_app", "--data", str(data), "drill", "--start-now"]
        program = subprocess.Popen([*command, *words], env=screen.environment())
        try:
            observe(screen, PICTURES, out)
            time.sleep(RESULT_S)
            peak_mb = peak_memory_mb(program.pid)
        finally:
            program.terminate()
            program.wait()
    records: list[dict[str, int]] = json.loads(out.read_text())
    return records, peak_mb


def observe(screen: Screen, pictures: int, out: Path, *keys: str) -> None:
    """Runs the observer until it has answered all pictures."""
    words = [str(screen.folder), screen.display, str(pictures), str(out), *keys]
    command = [sys.executable, "-m", "tests.benchmarks.observer", *words]
    subprocess.run(command, check=True, timeout=PATIENCE_S)


def peak_memory_mb(process: int) -> float:
    """The most memory that a process has held so far (Linux)."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def loaded(burning: bool) -> Iterator[None]:
    """Keeps one core busy at the same priority."""
    if not burning:
        yield
        return
    core = max(os.sched_getaffinity(0))
    burn = f"import os\nos.sched_setaffinity(0, {{{core}}})\nwhile True: pass"
    process = subprocess.Popen([sys.executable, "-c", burn])
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _rows(name: str, errors: Sequence[float], peer: Sequence[float]) -> list[Row]:
    figures: list[tuple[str, Callable[[Sequence[float]], float], float | None]] = [
        ("mean", fmean, MEAN_LIMIT_MS),
        ("SD", stdev, SD_LIMIT_MS),
        ("95 % of |error|", lambda e: percentile([abs(x) for x in e], 95), None),
        ("largest |error|", lambda e: max(abs(x) for x in e), None),
    ]
    rows = []
    for label, figure, limit in figures:
        value = figure(errors)
        note = f"n = {len(errors)}, mean {value:+.3f}" if label == "mean" else ""
        beside = f"PsychoPy {figure(peer):+.2f}" if peer else ""
        rows.append(Row(f"{name}, {label}", abs(value), "ms", limit, note, beside))
    return rows
