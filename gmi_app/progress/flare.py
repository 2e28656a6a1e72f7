"""The first of the flare rules: pain that rose during a set; and how long any flare makes days
easier (clinical.md 5.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

FLARE_RISE = 2
"""Points on the 0-10 scale, pain at the end above pain at the start (ours; editable in a plan)."""
EASIER_FOR: Final = timedelta(days=1)
"""The day after a flare is an easier day, too. Ours."""
EASED: Final = 2 / 3
"""On a day of a flare and the day after, so much of the amount. Ours."""


def pain_rise(before: int | None, after: int | None) -> int | None:
    """Points that pain rose by (below 0: it fell); None when either was not given."""
    return None if before is None or after is None else after - before


def is_flare(before: int | None, after: int | None, rise: int = FLARE_RISE) -> bool:
    """Whether pain rose by ``rise`` or more; what was not given is no flare."""
    risen = pain_rise(before, after)
    return risen is not None and risen >= rise


@dataclass(frozen=True, slots=True)
class FlareDays:
    """The days of all flares that are known (of a session of any kind, of a day, noted), as seen
    on ``today``."""

    days: frozenset[date] = frozenset()
    today: date = date.max

    @property
    def easier_since(self) -> date | None:
        """The first day of a flare of today or yesterday: then today is an easier day; else
        None."""
        recent = (day for day in self.days if timedelta(0) <= self.today - day <= EASIER_FOR)
        return min(recent, default=None)

    def is_after(self, day: date) -> bool:
        """Whether no flare came on that day or since: only such days count towards a step up."""
        return all(day > flare for flare in self.days if flare <= self.today)

    def eased_from(self, steps: Iterable[tuple[date, int]]) -> int | None:
        """The step that an easier day begins below: the highest since the flare, or the newest
        before it; so that nothing gets easier with every session of such a day. None on a usual
        day, and where nothing was done. ``steps``: day and step of sessions, newest first."""
        first, found = self.easier_since, None
        if first is None:
            return None
        for day, step in steps:
            found = step if found is None else max(found, step)
            if day < first:
                break
        return found


NO_FLARES: Final = FlareDays()
