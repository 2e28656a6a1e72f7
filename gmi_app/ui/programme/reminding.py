"""When to remind of what is due: once for each time, never in the quiet hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

LATE_AT_MOST = timedelta(minutes=30)
"""A time that passed longer ago than this is not reminded of any more: the program was closed, or
the computer slept."""


@dataclass(frozen=True, slots=True)
class DueTime:
    """One session that is due at a local time of today. ``words``: what it is."""

    item: UUID
    at: time
    words: str


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one local time to another, over midnight where the first is the later one. Equal times
    mean that no hour is quiet."""

    begin: time = time(20)
    end: time = time(8)

    def covers(self, at: time) -> bool:
        if self.begin <= self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end


class Reminding:
    """Remembers what was reminded of today."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._told: set[tuple[UUID, time]] = set()

    def now(self, due: tuple[DueTime, ...], local: datetime, quiet: QuietHours) -> list[DueTime]:
        """What to remind of at this local moment; asked again it says nothing."""
        if self._day is None or local.date() > self._day:
            self._day, self._told = local.date(), set()
        found = []
        for each in due:
            late = local.replace(tzinfo=None) - datetime.combine(local.date(), each.at)
            fresh = (each.item, each.at) not in self._told
            if fresh and timedelta() <= late <= LATE_AT_MOST and not quiet.covers(local.time()):
                found.append(each)
                self._told.add((each.item, each.at))
        return found
