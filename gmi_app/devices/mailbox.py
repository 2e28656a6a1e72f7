"""Between the camera's thread and the window: only the newest picture waits, never a queue.

A window that is slow therefore shows fewer pictures, and never older ones.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

import numpy as np

from gmi_app.mirror.camera import Shown

BUFFERS = 3
"""One that is painted, one that waits, one that is written."""


class Mailbox:
    """``dropped``: pictures that were replaced by a newer one before anybody took them."""

    def __init__(self) -> None:
        self.dropped = 0
        self._lock = Lock()
        self._buffers: list[Any] = []
        self._waiting: Shown | None = None
        self._shown: Shown | None = None
        self._woken = False

    def blank(self, shape: tuple[int, int, int]) -> Any:
        """A buffer of this shape that nobody looks at; for the camera's thread."""
        with self._lock:
            if not self._buffers or self._buffers[0].shape != shape:
                self._buffers = [np.zeros(shape, np.uint8) for _ in range(BUFFERS)]
            waiting = None if self._waiting is None else self._waiting.pixels
            painted = None if self._shown is None else self._shown.pixels
            first, second, third = self._buffers
            if first is not waiting and first is not painted:
                return first
            return second if second is not waiting and second is not painted else third

    def put(self, pixels: Any, captured_ns: int) -> bool:
        """This one waits now. True when whoever takes has to be woken."""
        with self._lock:
            if self._waiting is not None:
                self.dropped += 1
            self._waiting = Shown(pixels, captured_ns)
            wake, self._woken = not self._woken, True
            return wake

    def take(self) -> Shown | None:
        """The one that waits; it is not written again until the next is taken."""
        with self._lock:
            self._woken = False
            if self._waiting is None:
                return None
            self._shown, self._waiting = self._waiting, None
            return self._shown
