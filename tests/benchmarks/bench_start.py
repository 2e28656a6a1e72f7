"""From typing the command to a first screen that can be used, as seen from outside.

Python's compiled files are there, as an installation has them: a first start each, not counted,
writes them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import numpy as np

from gmi_app.ui.tokens import LIGHT
from tests.benchmarks.table import Row
from tests.benchmarks.watched_screen import pixels, watched_screen

RUNS = 5
POLL_S = 0.004
PATIENCE_S = 20.0
DAYS = 28
START_BUTTON_PX = 60
"""So many of every eighth pixel in the primary colour: Today's Start button is there."""

EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setStyleSheet("background: {colour}")
window.resize(1280, 800)
window.show()
app.exec()
"""


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="gmi-start-") as name:
        data = Path(name) / "data"
        demo = [sys.executable, "-m", "gmi_app", "demo", "--days", str(DAYS), "--data", str(data)]
        subprocess.run([*demo, "--out", name], check=True, stdout=subprocess.DEVNULL)
        compiled = Path(name) / "compiled"
        ours, empty = [], []
        for _ in range(1 + RUNS):  # in turn, so that both meet the same machine
            program = [sys.executable, "-m", "gmi_app", "--data", str(data)]
            ours.append(shown_after(program, compiled))
            window = EMPTY.format(colour=LIGHT.primary)
            empty.append(shown_after([sys.executable, "-c", window], compiled))
        del ours[0], empty[0]
    ratio = median(ours) / median(empty)
    return [
        Row("start to a usable Today", median(ours), "s", 1.0, f"{DAYS} days of results"),
        Row("the same / an empty PySide6 window", ratio, "", 3.0, f"empty {median(empty):.2f} s"),
    ]


def shown_after(command: Sequence[str], compiled: Path) -> float:
    """Seconds until enough of the screen has the primary colour."""
    colour = bytes.fromhex(LIGHT.primary.lstrip("#"))[::-1]
    wanted = np.frombuffer(colour, np.uint8)
    with watched_screen() as screen:
        eye = pixels(screen.folder)[::8, ::8, :3]
        environment = screen.environment() | {"PYTHONPYCACHEPREFIX": str(compiled)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        begun = time.monotonic()
        program = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            while (eye == wanted).all(axis=2).sum() < START_BUTTON_PX:
                time.sleep(POLL_S)
                if time.monotonic() - begun > PATIENCE_S:
                    raise TimeoutError("no screen appeared")
            return time.monotonic() - begun
        finally:
            program.terminate()
            program.wait()
