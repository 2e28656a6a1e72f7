"""Cameras for tests: a recording that OpenCV really plays, and readers that fail when told to."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np

from gmi_app.devices.camera_source import CameraTrouble, Reader
from gmi_app.devices.opencv import cv2
from gmi_app.mirror.camera import CameraState
from gmi_app.pictures.model import Side

SIZE = (320, 240)
HANDS = {Side.LEFT: 80, Side.RIGHT: 240}
"""Where the middle of each hand is, in columns."""


def hands(number: int, moving: Side = Side.RIGHT, size: tuple[int, int] = SIZE) -> Any:
    """A table with a disc for each hand; the moving one goes up and down."""
    width, height = size
    frame = np.full((height, width, 3), (150, 170, 180), np.uint8)
    frame[:, ::7] -= 10  # some grain
    for side, across in HANDS.items():
        up = int(24 * np.sin(number / 4)) if side is moving else 0
        colour = (120, 150, 215) if side is Side.RIGHT else (60, 90, 200)
        cv2.circle(frame, (across * width // 320, height // 2 + up), height // 6, colour, -1)
    return frame


def write_recording(
    path: Path,
    *,
    moving: Side = Side.RIGHT,
    frames: int = 60,
    rate: float = 30,
    size: tuple[int, int] = SIZE,
) -> Path:
    """An MJPG file of ``hands``."""
    code = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(path), code, rate, size)
    for number in range(frames):
        writer.write(hands(number, moving, size))
    writer.release()
    return path


class FaultyCamera:
    """A camera whose cable, shutter and driver are in a test's hand.

    ``fault`` None: it works. LOST: reading fails and opening too, until it is mended; NOT_FOUND,
    IN_USE: opening fails; BLACK, FROZEN, WRONG_FORMAT: what it sends. ``opened`` counts.
    """

    detail = "320x240 at 60 Hz"

    def __init__(self, fault: CameraState | None = None, *, alive: bool = True) -> None:
        self.fault, self.alive = fault, alive
        self.opened = self.released = 0
        self.hanging = Event()
        """Set: reading hangs until it is cleared."""
        self._number = 0

    def __call__(self, stop: Event) -> Reader:
        match self.fault:
            case CameraState.LOST | CameraState.NOT_FOUND:
                raise CameraTrouble(CameraState.NOT_FOUND)
            case CameraState.IN_USE | CameraState.NO_PERMISSION:
                raise CameraTrouble(self.fault)
            case _:
                self.opened += 1
                return self

    def read(self) -> Any | None:
        breathe(0.004)  # its own rate
        while self.hanging.is_set():
            breathe()
        if self.fault in (CameraState.LOST, CameraState.NOT_FOUND, CameraState.IN_USE):
            return None
        if self.fault is CameraState.WRONG_FORMAT:
            return np.zeros((240, 320), np.uint8)
        if self.fault is CameraState.BLACK:
            return np.zeros((240, 320, 3), np.uint8)
        if self.fault is not CameraState.FROZEN:
            self._number += 1
        frame = hands(self._number)
        frame[::16, ::16] += np.uint8(self._number % 7)  # noise, as every camera has it
        return frame

    def release(self) -> None:
        self.released += 1


def wait_until(ready: Callable[[], object], patience_s: float = 8.0) -> None:
    """Until another thread has come that far; fails after a while."""
    deadline = time.monotonic() + patience_s
    while not ready():
        assert time.monotonic() < deadline, "it did not happen"
        breathe()


def breathe(pause_s: float = 0.002) -> None:
    """Lets the other threads work, between two looks at what they have done."""
    Event().wait(pause_s)
