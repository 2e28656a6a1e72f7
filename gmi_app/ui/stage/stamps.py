"""When an answer was given: the clamped time of an input event (docs/decisions, timing).

An event's own time is true to the millisecond but truncated; the time in its handler is fine but
late. So take handler - 0.5 ms, held between the event's millisecond and the next one: precise when
the GUI thread is quick, immune when it is not.
"""

from __future__ import annotations

import sys

from gmi_app.laterality.trial import KeyStamp

MS_NS = 1_000_000
DELIVERY_NS = 500_000
"""Usual time from the device to the handler on a quick GUI thread, measured (0.5 ms)."""
TRUSTED_NS = 100 * MS_NS
"""An event older than this, or from the future, is not on the monotonic clock."""
WRAP_MS = 1 << 32
"""X11 event times are 32 bits of CLOCK_MONOTONIC in milliseconds: they wrap after 49.7 days."""


def press_time(
    event_ms: int, handler_ns: int, platform: str = sys.platform
) -> tuple[int, KeyStamp]:
    """The time of an answer in perf_counter nanoseconds, and which stamp it is.

    ``event_ms``: ``QInputEvent.timestamp()``, 0 when it has none. ``handler_ns``: perf_counter in
    the handler. Windows stamps at dispatch, so its event time is no better than the handler's.
    """
    if not event_ms or platform == "win32":
        return handler_ns, KeyStamp.HANDLER
    handler_ms = handler_ns // MS_NS
    age_ms = (handler_ms - event_ms) % WRAP_MS if platform == "linux" else handler_ms - event_ms
    event_ns = (handler_ms - age_ms) * MS_NS
    if not 0 <= handler_ns - event_ns < TRUSTED_NS:
        return handler_ns, KeyStamp.HANDLER
    clamped = min(max(handler_ns - DELIVERY_NS, event_ns), event_ns + MS_NS)
    return min(clamped, handler_ns), KeyStamp.CLAMPED
