"""The clamped time of an answer: within the event's millisecond, never after the handler."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.laterality.trial import KeyStamp
from gmi_app.ui.stage.stamps import DELIVERY_NS, MS_NS, WRAP_MS, press_time

DAY_NS = 86_400_000_000_000


@given(
    true_ns=st.integers(1_000 * MS_NS, 400 * DAY_NS),
    delay_ns=st.integers(0, 98 * MS_NS),
    wraps=st.booleans(),
)
def test_a_trusted_event_is_at_most_a_millisecond_wrong_however_late_it_is_handled(
    true_ns: int, delay_ns: int, wraps: bool
) -> None:
    event_ms = true_ns // MS_NS % WRAP_MS if wraps else true_ns // MS_NS
    if not event_ms:
        return
    time_ns, stamp = press_time(event_ms, true_ns + delay_ns, "linux")
    assert stamp is KeyStamp.CLAMPED
    assert abs(time_ns - true_ns) <= MS_NS
    assert time_ns <= true_ns + delay_ns
    if delay_ns <= 2 * DELIVERY_NS:
        assert abs(time_ns - true_ns) <= DELIVERY_NS


@pytest.mark.parametrize("age_ms", [-5, 101, 60_000])
def test_an_event_of_another_clock_is_not_trusted(age_ms: int) -> None:
    handler_ns = 5_000_000 * MS_NS
    assert press_time(5_000_000 - age_ms, handler_ns, "linux") == (handler_ns, KeyStamp.HANDLER)


def test_without_a_time_and_on_windows_the_handler_counts() -> None:
    assert press_time(0, 77, "linux") == (77, KeyStamp.HANDLER)
    assert press_time(1000, 1000 * MS_NS, "win32") == (1000 * MS_NS, KeyStamp.HANDLER)
    assert press_time(1000, 1001 * MS_NS, "darwin")[1] is KeyStamp.CLAMPED
