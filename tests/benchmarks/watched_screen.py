"""An X server whose screen is watched from outside, without asking the server anything.

Xvfb with ``-fbdir`` keeps its screen in a mapped file; reading that costs the server nothing.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIZE = (1280, 800)
PATIENCE_S = 10.0
PR_SET_TIMERSLACK = 29


@dataclass(frozen=True, slots=True)
class Screen:
    """``display``: as in DISPLAY; ``folder``: where the screen's file is."""

    display: str
    folder: Path

    def environment(self) -> dict[str, str]:
        """For a program that shows its windows here."""
        kept = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "GMI_DATA")}
        return {**kept, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}


def pixels(folder: Path) -> NDArray[np.uint8]:
    """The live screen, (height, width, 4) BGRX."""
    with (folder / "Xvfb_screen0").open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
    head = struct.unpack(">25I", mapped[:100])  # XWDFileHeader, big-endian
    header, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
    flat = np.frombuffer(mapped, np.uint8, count=line * height, offset=header + colours * 12)
    return flat.reshape(height, line // 4, 4)[:, :width]


@contextmanager
def watched_screen(size: tuple[int, int] = SIZE) -> Iterator[Screen]:
    """Starts Xvfb and ends it. ``size`` in pixels."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gmi-screen-")))
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size[0]}x{size[1]}x24"]
        command += ["-fbdir", str(folder), "-nolisten", "tcp", "-noreset"]
        server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        stack.callback(server.wait)
        stack.callback(server.terminate)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        deadline = time.monotonic() + PATIENCE_S
        while not _complete(folder / "Xvfb_screen0", size) and time.monotonic() < deadline:
            time.sleep(0.02)
        yield Screen(f":{number}", folder)


def _complete(file: Path, size: tuple[int, int]) -> bool:
    return file.exists() and file.stat().st_size > size[0] * size[1] * 4


def precise() -> None:
    """Makes this process wake up on time: no timer slack, and first in line where it may be."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0)
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))
    except OSError:
        return  # not root: a little less precise
