"""Python's garbage is collected on the GUI thread, and nowhere else.

Python collects wherever it happens to allocate, so a lane's or the camera's thread would delete a
closed window of Qt's. Qt forbids that.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

LOOK_MS = 2000
OLDEST = 2


class Garbage(QObject):
    """Turns automatic collection off and does it itself, by Python's own thresholds. While
    ``busy``, as in a session, the oldest generation waits: it takes long."""

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._busy = busy
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Not before the first screen is painted: until then there is nothing to collect."""
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Collects the oldest generation that is due, and the younger ones with it. A threshold of
        0 keeps everything, as Python has it."""
        counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [age for age, (count, threshold) in enumerate(counted) if count > threshold > 0]
        due = [age for age in due if age < OLDEST or not self._busy()]
        if due:
            gc.collect(max(due))
