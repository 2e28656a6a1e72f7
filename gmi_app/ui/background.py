"""Work off the GUI thread: success or failure comes back on it; shutdown is bounded.

One lane does its jobs in order on one thread: the database has such a lane, so that facts are
written in the order in which they happened.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

log = logging.getLogger(__name__)
T = TypeVar("T")

Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]


def _lives(call: object) -> bool:
    """False for a method of a Qt object that was deleted."""
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def while_alive(owner: QObject, call: Callable[[T], None]) -> Callable[[T], None]:
    """``call``, as long as ``owner`` lives: a screen may be gone before its answer comes."""

    def guarded(answer: T) -> None:
        if isValid(owner):
            call(answer)

    return guarded


class Lane(QObject):
    """A queue of jobs and the one thread that does them in order; with more ``threads`` they are
    begun in order.

    ``failed`` of a job is called with whatever it raised; a job without one sends it to
    ``unhandled``, which the composition root connects to what shows errors.
    """

    unhandled = Signal(object)
    _finished = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None, *, threads: int = 1) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._pending: set[Future[Any]] = set()
        self._open = True
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Does ``work`` on the lane's thread; ``done`` or ``failed`` follows on the GUI thread.

        A method of a widget that is gone by then is left out.
        """
        if not self._open:
            return
        future = self._pool.submit(work)
        self._pending.add(future)
        future.add_done_callback(lambda f: self._finished.emit(f, done, failed))

    @Slot(object, object, object)
    def _deliver(self, future: Future[Any], done: Done | None, failed: Failed | None) -> None:
        self._pending.discard(future)
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            if done is not None and _lives(done):
                done(future.result())
        elif failed is not None:
            if _lives(failed):
                failed(error)
        else:
            log.error("background work failed", exc_info=error)
            self.unhandled.emit(error)

    @property
    def busy(self) -> bool:
        """Whether a job is waiting, running, or finished but not yet delivered."""
        return bool(self._pending)

    def close(self, timeout_s: float = 5.0) -> bool:
        """Takes no more jobs, waits for those that were given; False when they took too long."""
        self._open = False
        _, late = wait(list(self._pending), timeout=timeout_s)
        self._pool.shutdown(wait=not late, cancel_futures=True)
        return not late
