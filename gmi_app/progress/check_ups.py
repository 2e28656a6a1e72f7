"""Which check-ups are compared, and which are pooled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from gmi_app.clock import Moment
from gmi_app.laterality.check_up import CheckUpChange, compare_check_ups
from gmi_app.progress.history import comparable, latest_conditions
from gmi_app.progress.summary import SessionSummary

POOLED = timedelta(weeks=4)
"""Check-ups that the motor-imagery check pools (clinical.md 3)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two check-ups of the same conditions, and what changed between them."""

    earlier: SessionSummary
    later: SessionSummary
    change: CheckUpChange


def own_check_ups(summaries: Iterable[SessionSummary]) -> tuple[SessionSummary, ...]:
    """Check-ups under the conditions of the newest one, oldest first; someone else's left out."""
    check_ups = [summary for summary in summaries if summary.settings.check_up]
    return comparable(check_ups, latest_conditions(check_ups))


def since_the_one_before(summaries: Iterable[SessionSummary]) -> Comparison | None:
    """The newest check-up against the comparable one before it; None while there are not two."""
    return _compare(own_check_ups(summaries)[-2:])


def since_the_first(summaries: Iterable[SessionSummary]) -> Comparison | None:
    """The newest check-up against the first comparable one; None while there are not two."""
    found = own_check_ups(summaries)
    return _compare((found[0], found[-1]) if len(found) > 1 else ())


def to_pool(summaries: Iterable[SessionSummary], until: Moment) -> tuple[SessionSummary, ...]:
    """Check-ups of the four weeks up to ``until`` for the motor-imagery check: comparable, and
    told from guessing. Hand the trials of these sessions to ``imagery_check``."""
    recent = [s for s in summaries if until.utc - POOLED <= s.at.utc <= until.utc]
    return tuple(s for s in own_check_ups(recent) if not s.measures.guessing)


def _compare(pair: tuple[SessionSummary, ...]) -> Comparison | None:
    if len(pair) < 2:
        return None
    earlier, later = pair
    change = compare_check_ups(earlier.measures, later.measures)
    return None if change is None else Comparison(earlier, later, change)
