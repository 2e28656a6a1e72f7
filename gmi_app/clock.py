"""Two clocks: a monotonic one that measures and a dated one that remembers where it was read.

Measured times are integers in nanoseconds of ``time.perf_counter_ns``. Dated times are UTC with
the local offset kept, so that "in the evening" can still be told after a journey.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol, Self


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A dated time: ``utc`` is aware and in UTC; ``offset_min`` is the local offset in minutes."""

    utc: datetime
    offset_min: int = 0

    def __post_init__(self) -> None:
        if self.utc.utcoffset() != timedelta(0):
            raise ValueError("Moment.utc must be aware and in UTC")

    @classmethod
    def of(cls, local: datetime) -> Self:
        """From any aware datetime; naive ones raise ValueError."""
        offset = local.utcoffset()
        if offset is None:
            raise ValueError("a dated time needs its offset")
        return cls(local.astimezone(UTC), round(offset.total_seconds() / 60))

    @property
    def local(self) -> datetime:
        """The aware datetime as the person's wall clock showed it."""
        return self.utc.astimezone(timezone(timedelta(minutes=self.offset_min)))

    @property
    def day(self) -> date:
        """The calendar day on the person's wall clock."""
        return (self.utc + timedelta(minutes=self.offset_min)).date()


class Clock(Protocol):
    """Where the program reads time; tests hand in one that they move themselves."""

    def now_ns(self) -> int:
        """Monotonic nanoseconds (``time.perf_counter_ns``), for measuring."""
        ...

    def moment(self) -> Moment:
        """The dated time, for remembering."""
        ...


class SystemClock:
    """The computer's own clocks."""

    def now_ns(self) -> int:
        return time.perf_counter_ns()

    def moment(self) -> Moment:
        return Moment.of(datetime.now().astimezone())
