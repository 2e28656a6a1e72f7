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


class _Job:
    """What was given to a lane. Its thread keeps nothing but this, and this is emptied on the GUI
    thread: work may refer to windows, which must not die anywhere else."""

    def __init__(self, work: Callable[[], Any], done: Done | None, failed: Failed | None) -> None:
        self._work: Callable[[], Any] | None = work
        self._done, self._failed = done, failed
        self._result: Any = None
        self._error: BaseException | None = None
        self.future: Future[None] | None = None

    def do(self) -> None:
        """On the lane's thread."""
        assert self._work is not None
        try:
            self._result = self._work()
        except BaseException as error:
            self._error = error

    def take(self) -> tuple[Any, BaseException | None, Done | None, Failed | None]:
        """What came of it, and who waits for that; the job forgets both."""
        taken = self._result, self._error, self._done, self._failed
        self._work = self._result = self._error = self._done = self._failed = None
        return taken


class Lane(QObject):
    """A queue of jobs and the one thread that does them in order; with more ``threads`` they are
    begun in order.

    ``failed`` of a job is called with whatever it raised; a job without one sends it to
    ``unhandled``, which the composition root connects to what shows errors.
    """

    unhandled = Signal(object)
    _finished = Signal(int)

    def __init__(self, name: str, parent: QObject | None = None, *, threads: int = 1) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._jobs: dict[int, _Job] = {}
        self._given = 0
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
        self._given += 1
        number = self._given
        job = self._jobs[number] = _Job(work, done, failed)
        job.future = self._pool.submit(job.do)
        job.future.add_done_callback(lambda _: self._finished.emit(number))

    @Slot(int)
    def _deliver(self, number: int) -> None:
        job = self._jobs.pop(number)
        cancelled = job.future is not None and job.future.cancelled()
        result, error, done, failed = job.take()
        if cancelled:
            return
        if error is None:
            if done is not None and _lives(done):
                done(result)
        elif failed is not None:
            if _lives(failed):
                failed(error)
        else:
            log.error("background work failed", exc_info=error)
            self.unhandled.emit(error)

    @property
    def busy(self) -> bool:
        """Whether a job is waiting, running, or finished but not yet delivered."""
        return bool(self._jobs)

    def close(self, timeout_s: float = 5.0) -> bool:
        """Takes no more jobs, waits for those that were given; False when they took too long."""
        self._open = False
        given = [job.future for job in self._jobs.values() if job.future is not None]
        _, late = wait(given, timeout=timeout_s)
        self._pool.shutdown(wait=not late, cancel_futures=True)
        return not late
