"""A clock that tests move themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gmi_app.clock import Moment

START = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


class FakeClock:
    """Monotonic and dated time move together, from ``advance`` only."""

    def __init__(self, start: datetime = START, offset_min: int = 60) -> None:
        self.ns = 1_000_000_000_000
        self.start, self.offset_min = start, offset_min
        self._begun_ns = self.ns

    def now_ns(self) -> int:
        return self.ns

    def moment(self) -> Moment:
        passed = timedelta(microseconds=(self.ns - self._begun_ns) / 1000)
        return Moment(self.start + passed, self.offset_min)

    def advance(self, seconds: float) -> int:
        """Lets time pass; returns the new monotonic reading."""
        self.ns += round(seconds * 1e9)
        return self.ns
