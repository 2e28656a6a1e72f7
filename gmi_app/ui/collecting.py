"""Python's collection of cycles, on the GUI thread only.

Python collects on whichever thread happens to make objects. What is left of a screen (its wrappers,
pixmaps, painters) would then go on the journal's lane while the GUI thread paints with the same
libraries, and the process ends with a fault. Screens as large as the clinic's make that likely.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collector(QObject):
    """Between ``begin`` and ``end`` nothing is collected elsewhere."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.destroyed.connect(enable)

    def begin(self) -> None:
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Collects the generations that are due, by Python's own thresholds."""
        gc.disable()  # the opening enables it once the first screen is painted
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
        if due:
            gc.collect(due[-1])


def enable() -> None:
    """As Python begins."""
    gc.enable()
