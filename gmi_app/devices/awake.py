"""Keeping the display awake while pictures are shown."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from gmi_app.clock import Clock

if TYPE_CHECKING:
    from wakepy import DBusAdapter

log = logging.getLogger(__name__)


@contextmanager
def keep_awake() -> Iterator[None]:
    """A context in which the display stays on, where the platform can; else it does nothing.

    To be entered and left on one thread, which is not the GUI thread: it may ask the session bus.
    """
    from wakepy import keep  # 0.2 s: only when a session begins

    with ExitStack() as connections:
        adapter = _closing_adapter(connections) if sys.platform == "linux" else None
        with keep.presenting(
            on_fail=lambda result: log.info("the display may sleep: %s", result),
            dbus_adapter=adapter,
        ):
            yield


def _closing_adapter(connections: ExitStack) -> type[DBusAdapter]:
    """wakepy's way to the session bus, closed again with ``connections``: it leaves it open."""
    from wakepy.dbus_adapters.jeepney import JeepneyDBusAdapter

    class Closing(JeepneyDBusAdapter):
        def __init__(self) -> None:
            super().__init__()
            connections.callback(self.close_connections)

    return Closing


class SleepWatch:
    """Tells that the computer slept between two readings.

    A monotonic clock stands still while a computer sleeps (Linux, macOS) and a dated one goes on;
    where the monotonic one goes on too (Windows), a timer that comes much too late tells it.
    """

    TOLERANCE_NS = 2_000_000_000

    def __init__(self, now_ns: int, dated_ns: int) -> None:
        self._apart_ns = dated_ns - now_ns

    def slept(self, now_ns: int, dated_ns: int, late_ns: int = 0) -> bool:
        """Both clocks' readings, and by how much the awaited timer is late, in nanoseconds."""
        apart_ns = dated_ns - now_ns
        jumped = abs(apart_ns - self._apart_ns) > self.TOLERANCE_NS
        self._apart_ns = apart_ns
        return jumped or late_ns > self.TOLERANCE_NS


def sleep_told(clock: Clock) -> Callable[[int], bool]:
    """From now on: whether the computer slept since the last time that it was asked. It is asked
    with how many nanoseconds late a timer came."""
    watch = SleepWatch(clock.now_ns(), _dated_ns(clock))
    return lambda late_ns: watch.slept(clock.now_ns(), _dated_ns(clock), late_ns)


def _dated_ns(clock: Clock) -> int:
    return round(clock.moment().utc.timestamp() * 1e9)
