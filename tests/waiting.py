"""How tests of windows wait: until something is so, and no longer than their patience."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QTimer

BEAT_MS = 2
"""What comes about without an event of Qt's is seen so much later at the latest."""

WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def until(
    ready: Callable[[], object], patience_ms: int, otherwise: str = "it did not happen"
) -> None:
    """Handles events until ``ready()``; fails with ``otherwise`` after ``patience_ms``. Meanwhile
    it rests until the next event: a loop that only looks would take the processor, and Python's
    lock, from the threads that it waits for."""
    if ready():
        return
    QCoreApplication.processEvents()
    deadline, beat = QDeadlineTimer(patience_ms), QTimer()
    beat.start(BEAT_MS)
    while not ready():
        QCoreApplication.processEvents(WAITING)
        assert not deadline.hasExpired(), otherwise
