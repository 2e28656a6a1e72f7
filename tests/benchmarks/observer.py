"""The person in front of the screen, as a process of its own: sees a picture, presses a key.

``python -m tests.benchmarks.observer FOLDER DISPLAY TRIALS OUT [KEY ...]`` writes a JSON list with,
for each picture, when it was ``seen`` and the key ``sent``: monotonic nanoseconds, as perf_counter
reads on Linux. A picture is seen when any of a few pixels around the middle leaves the grey.
``unsure`` says how far off that may be, in nanoseconds: how long the observer had not looked when
it saw the picture, and how long it took until the server had the key.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from gmi_app.ui.tokens import LIGHT
from tests.benchmarks.watched_screen import pixels, precise

POLL_S = 50e-6
SPIN_S = 3e-4
DELAY_S = (0.33, 0.63)
HELD_S = 0.03
PATIENCE_S = 30.0
DIFFERENCE = 4
SURE_NS = 1_000_000
"""Off by no more than this, by its own account; usual is 0.45 ms, most of it the way to the server
and back."""
REACH_PX = (75, 120)
LEAST_WIDTH = 600


class Eye:
    """Watches a few pixels around the middle of the screen."""

    def __init__(self, folder: Path) -> None:
        self._screen: NDArray[np.uint8] = pixels(folder)
        height, width = self._screen.shape[:2]
        near, far = REACH_PX
        offsets = [(x, y) for x in (-near, near) for y in (-near, near)]
        offsets += [(-far, 0), (far, 0), (0, -far), (0, far)]
        self._x = np.array([width // 2 + x for x, _ in offsets])
        self._y = np.array([height // 2 + y for _, y in offsets])
        grey = bytes.fromhex(LIGHT.stage.lstrip("#"))[::-1]
        self._grey = np.frombuffer(grey, np.uint8).astype(np.int16)

    def empty(self) -> bool:
        """Whether there is nothing but the grey."""
        looked = self._screen[self._y, self._x, :3].astype(np.int16)
        return bool(np.abs(looked - self._grey).max() <= DIFFERENCE)

    def wait(self, *, empty: bool) -> tuple[int, int]:
        """When it was looked at and was not so yet, and when it was so, in nanoseconds; raises
        TimeoutError after half a minute."""
        looked_ns = time.monotonic_ns()
        give_up_ns = looked_ns + round(PATIENCE_S * 1e9)
        while self.empty() is not empty:
            time.sleep(POLL_S)
            if looked_ns > give_up_ns:
                raise TimeoutError("nothing changed on the screen")
            looked_ns = time.monotonic_ns()
        return looked_ns, time.monotonic_ns()


class Finger:
    """Presses keys where the program cannot tell it from a keyboard."""

    def __init__(self, display: str, keys: list[str]) -> None:
        self._display = Display(display)
        codes = [self._display.keysym_to_keycode(XK.string_to_keysym(key)) for key in keys]
        self._codes = codes

    def focus(self) -> None:
        """Gives the keyboard to the large window: there is no window manager to do it."""
        for window in self._display.screen().root.query_tree().children:
            shown = window.get_attributes().map_state == X.IsViewable
            if shown and window.get_geometry().width > LEAST_WIDTH:
                window.set_input_focus(X.RevertToPointerRoot, X.CurrentTime)
        xtest.fake_input(self._display, X.MotionNotify, x=2, y=2)
        self._display.sync()

    def press(self) -> tuple[int, int]:
        """Presses one of the keys; returns when it was sent, and when the server had it for sure,
        in nanoseconds."""
        code = random.choice(self._codes)
        xtest.fake_input(self._display, X.KeyPress, code)
        sent_ns = time.monotonic_ns()
        self._display.sync()
        there_ns = time.monotonic_ns()
        time.sleep(HELD_S)
        xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()
        return sent_ns, there_ns


def errors_of(
    rts_ms: Sequence[float], records: Sequence[dict[str, int]]
) -> tuple[list[float], list[float]]:
    """What a program says of each answer minus what was seen and sent, in milliseconds: of those
    that the observer is sure of, and of the others."""
    sure: list[float] = []
    unsure: list[float] = []
    for rt_ms, record in zip(rts_ms, records, strict=True):
        error = rt_ms - (record["sent"] - record["seen"]) / 1e6
        (sure if record["unsure"] <= SURE_NS else unsure).append(error)
    return sure, unsure


def main(folder: str, display: str, trials: str, out: str, *keys: str) -> None:
    precise()
    eye, finger = Eye(Path(folder)), Finger(display, list(keys) or ["Left", "Right"])
    eye.wait(empty=True)
    finger.focus()
    records = []
    for _ in range(int(trials)):
        eye.wait(empty=True)
        looked_ns, seen_ns = eye.wait(empty=False)
        _sleep_until(seen_ns + round(random.uniform(*DELAY_S) * 1e9))
        sent_ns, there_ns = finger.press()
        unsure_ns = seen_ns - looked_ns + there_ns - sent_ns
        records.append({"seen": seen_ns, "sent": sent_ns, "unsure": unsure_ns})
    Path(out).write_text(json.dumps(records))


def _sleep_until(due_ns: int) -> None:
    while (left_s := (due_ns - time.monotonic_ns()) / 1e9) > 0:
        time.sleep(left_s - SPIN_S if left_s > SPIN_S else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
