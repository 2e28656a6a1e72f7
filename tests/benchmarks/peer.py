"""PsychoPy, the field's reference, judged by the same observer in the same run, if it is there.

Set PSYCHOPY_PYTHON to an interpreter that has it, or install it beside the program.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.observer import errors_of
from tests.benchmarks.watched_screen import watched_screen

SCRIPT = Path(__file__).with_name("psychopy_peer.py")
PATIENCE_S = 600.0


def interpreter() -> str | None:
    """The Python that has PsychoPy, or None."""
    named = os.environ.get("PSYCHOPY_PYTHON")
    if named:
        return named
    return sys.executable if importlib.util.find_spec("psychopy") else None


def peer_errors(trials: int) -> list[float]:
    """PsychoPy's own RT minus the observer's, in milliseconds, where that is sure; empty without
    PsychoPy."""
    python = interpreter()
    if python is None:
        return []
    with watched_screen() as screen, tempfile.TemporaryDirectory() as name:
        out, records = Path(name) / "rt.csv", Path(name) / "seen.json"
        environment = {**screen.environment(), "LIBGL_ALWAYS_SOFTWARE": "1", "HOME": name}
        command = [python, str(SCRIPT), str(trials), str(out)]
        program = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        words = [str(screen.folder), screen.display, str(trials), str(records), "space"]
        observer = [sys.executable, "-m", "tests.benchmarks.observer", *words]
        try:
            subprocess.run(observer, check=True, timeout=PATIENCE_S)
            program.wait(30)
        finally:
            program.kill()
            program.wait()
        with out.open(encoding="utf-8", newline="") as file:
            theirs = [float(row["rt_ms"]) for row in csv.DictReader(file)]
        seen = json.loads(records.read_text())
    return errors_of(theirs, seen)[0]
