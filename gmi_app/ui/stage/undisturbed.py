"""Nothing of the interpreter's own gets between a picture and its time stamps."""

from __future__ import annotations

import gc
import sys

SWITCH_S = 0.0005
"""The longest that another thread keeps the interpreter from the GUI thread, in seconds. Python's
own 5 ms would stand in every stamp that is taken while a picture is prepared or an answer kept."""


class Undisturbed:
    """No garbage collection and quick switches between threads, from ``begin`` to ``end``. Both may
    be called again; ``end`` without ``begin`` does nothing."""

    def __init__(self) -> None:
        self._usual_s: float | None = None
        self._thresholds = gc.get_threshold()

    def begin(self) -> None:
        if self._usual_s is not None:
            return
        self._usual_s, self._thresholds = sys.getswitchinterval(), gc.get_threshold()
        sys.setswitchinterval(SWITCH_S)
        gc.collect()
        gc.set_threshold(0)

    def end(self) -> None:
        if self._usual_s is None:
            return
        gc.set_threshold(*self._thresholds)
        sys.setswitchinterval(self._usual_s)
        self._usual_s = None
