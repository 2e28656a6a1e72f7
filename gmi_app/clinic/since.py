"""What changed since the last visit: only check-ups are held against the measurement error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from statistics import fmean
from typing import Final

from gmi_app.clinic.adherence import Adherence, PlannedDay, adherence
from gmi_app.facts.session import StopReason
from gmi_app.laterality.check_up import compare_check_ups
from gmi_app.programme.record import Practice
from gmi_app.progress.check_ups import Comparison, own_check_ups
from gmi_app.progress.flare import FLARE_RISE, is_flare
from gmi_app.progress.summary import SessionSummary

WEEK: Final = timedelta(days=7)
LEAST_DAYS: Final = 3
"""Days with a value that a mean of pain needs. Ours."""


@dataclass(frozen=True, slots=True)
class PainChange:
    """Means of the 24-hour values, 0 to 10: of the week up to the visit, and of the newest week.
    What of it is more than chance, nobody has published for such means: no claim is made."""

    before: float
    now: float

    @property
    def change(self) -> float:
        return self.now - self.before


class Begins(Enum):
    """With what the time begins of which this tells."""

    VISIT = auto()
    FIRST = auto()
    """With the first session: nobody noted a visit yet."""
    SHOWN = auto()
    """With the first day that is shown: without a visit, what is older is not read."""


@dataclass(frozen=True, slots=True)
class Since:
    """``day``: of the last visit, else the day before ``begins``. ``check_ups``: the newest against
    the last one up to that day (the first one after it, where there was none); None without two.
    ``newest_check_up``: the day of the newest one since then. ``rises``: sessions after which
    pain was ``rise`` points or more higher, the plan's figure. ``stops``: sessions that ended
    early, by reason."""

    day: date
    begins: Begins
    check_ups: Comparison | None
    newest_check_up: date | None
    pain: PainChange | None
    adherence: Adherence
    sessions: int
    rises: int
    rise: int
    stops: Mapping[StopReason, int]


def since(
    day: date,
    today: date,
    *,
    begins: Begins,
    check_ups: Iterable[SessionSummary],
    practice: Iterable[Practice],
    pain: Mapping[date, int],
    days: Iterable[PlannedDay],
    rise: int = FLARE_RISE,
) -> Since:
    """``check_ups``: all sets may be among them. ``pain``: 24-hour values by day. ``days``: the
    calendar, at least from ``day`` on."""
    own = own_check_ups(check_ups)
    later = [p for p in practice if p.practised and p.day > day]
    stops = Counter(p.reason for p in later if p.reason is not None)
    newest = own[-1].at.day if own and own[-1].at.day > day else None
    return Since(
        day=day,
        begins=begins,
        check_ups=_compared(own, day),
        newest_check_up=newest,
        pain=_pain(pain, day, today),
        adherence=adherence(d for d in days if d.day > day),
        sessions=len(later),
        rises=sum(is_flare(p.pain_before, p.pain_after, rise) for p in later),
        rise=rise,
        stops=stops,
    )


def _compared(own: Sequence[SessionSummary], day: date) -> Comparison | None:
    """``own``: comparable, oldest first."""
    if len(own) < 2 or own[-1].at.day <= day:
        return None
    until = [summary for summary in own if summary.at.day <= day]
    earlier, later = (until or own)[-1 if until else 0], own[-1]
    change = compare_check_ups(earlier.measures, later.measures)
    return None if change is None or earlier is later else Comparison(earlier, later, change)


def _pain(pain: Mapping[date, int], day: date, today: date) -> PainChange | None:
    before = [value for at, value in pain.items() if day - WEEK < at <= day]
    now = [value for at, value in pain.items() if max(day, today - WEEK) < at <= today]
    if min(len(before), len(now)) < LEAST_DAYS:
        return None
    return PainChange(fmean(before), fmean(now))
