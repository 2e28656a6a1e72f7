"""Who needs a look, and why: reasons in the order of their weight, and the list sorted by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean
from typing import Final

from gmi_app.clinic.adherence import DayMark, mark_of
from gmi_app.clinic.glimpse import SHOWN_DAYS, Glimpse
from gmi_app.programme.suggestion import SuggestionKind
from gmi_app.progress.flare import FLARE_RISE, is_flare

PAIN_RISE: Final = 1.0
"""Points that the mean of seven days must lie above that of the seven before. Ours: half of the
rise that makes a flare (clinical.md 5.2)."""
PAIN_DAYS: Final = 3
"""Days with a value that each of these weeks needs. Ours."""
FLARES: Final = 2
"""Newest sets in a row after which pain had risen. Ours: one fewer than pauses the exercise."""
ABSENT_DAYS: Final = 5
"""Days without practice from which a look is due, and fewer where the plan says so. Ours: before
the week after which the program itself suggests a check-up (clinical.md 4)."""
ENDS_WITHIN: Final = timedelta(days=7)
"""The plan's day of review is that near, or over. Ours."""
CAREFUL: Final = (SuggestionKind.PAUSE, SuggestionKind.STEP_BACK, SuggestionKind.TALK)
"""Suggestions that something may be wrong."""
WEEK: Final = 7
PAIN_TREND: Final = 0.5
"""A weekly mean that moves by less is shown as unchanged. Ours."""


class Why(StrEnum):
    """In the order of their weight. ``value`` of a Reason is said in the comment."""

    PAIN_AFTER_SETS = "pain_after_sets"  # newest sets in a row after which pain had risen
    PAIN_RISING = "pain_rising"  # points, this week's mean above last week's
    CAREFUL = "careful"  # pause, talk, or step back is suggested
    ABSENT = "absent"  # days since the last practice
    GUESSING = "guessing"  # newest sets in a row that cannot be told from guessing
    SUGGESTION = "suggestion"  # next level, next stage, a check-up
    PLAN_ENDS = "plan_ends"  # days until the review; below 0: so many days ago
    NEW_RESULTS = "new_results"  # sessions since the last visit
    NO_PLAN = "no_plan"
    ON_PLAN = "on_plan"

    @property
    def rank(self) -> int:
        return _RANKS[self]

    @property
    def urgent(self) -> bool:
        """Whether something may be wrong."""
        return self.rank <= Why.GUESSING.rank

    @property
    def needs_look(self) -> bool:
        return self.rank <= Why.NEW_RESULTS.rank


_RANKS: Final = {why: rank for rank, why in enumerate(Why)}


@dataclass(frozen=True, slots=True)
class Reason:
    why: Why
    value: float = 0.0

    @property
    def urgency(self) -> float:
        """More is more urgent, among reasons of the same kind."""
        return -self.value if self.why is Why.PLAN_ENDS else self.value


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the list, as it is ``today``. ``reasons``: at least one, the weightiest first.
    ``pain``: the mean 24-hour value of the newest seven days that have one, ``pain_before`` of the
    seven before."""

    glimpse: Glimpse
    today: date
    reasons: tuple[Reason, ...]
    pain: float | None
    pain_before: float | None

    @property
    def first(self) -> Reason:
        return self.reasons[0]

    @property
    def needs_look(self) -> bool:
        return self.first.why.needs_look

    @property
    def days(self) -> tuple[tuple[date, DayMark], ...]:
        """The last ``SHOWN_DAYS``, today included, oldest first. Reckoned when they are looked at:
        of five hundred lines a dozen are in sight."""
        return _days(self.glimpse, self.today)

    @property
    def pain_trend(self) -> int:
        """1 rising, -1 falling, 0 unchanged or unknown."""
        if self.pain is None or self.pain_before is None:
            return 0
        change = self.pain - self.pain_before
        return 0 if abs(change) < PAIN_TREND else 1 if change > 0 else -1


def look_at(glimpse: Glimpse, today: date) -> Look:
    """What the list says of one patient."""
    pain, before = _weeks(glimpse.pain, today)
    reasons = sorted(_reasons(glimpse, today, pain, before), key=lambda r: r.why.rank)
    if not any(reason.why.needs_look for reason in reasons) and glimpse.plan is not None:
        reasons.append(Reason(Why.ON_PLAN))
    return Look(glimpse, today, tuple(reasons), pain, before)


def in_order(looks: Iterable[Look]) -> list[Look]:
    """Who needs a look first: by the weight of the reason, then by how much of it, then by
    name."""

    def key(look: Look) -> tuple[int, float, str, str]:
        patient = look.glimpse.patient
        return (look.first.why.rank, -look.first.urgency, patient.name.casefold(), str(patient.id))

    return sorted(looks, key=key)


def _reasons(
    glimpse: Glimpse, today: date, pain: float | None, before: float | None
) -> list[Reason]:
    plan = glimpse.plan
    found: list[Reason] = []
    rise = plan.flare_rise if plan is not None else FLARE_RISE
    flares = _in_a_row(is_flare(s.pain_before, s.pain_after, rise) for s in glimpse.recent)
    if flares >= FLARES:
        found.append(Reason(Why.PAIN_AFTER_SETS, flares))
    if pain is not None and before is not None and pain - before >= PAIN_RISE:
        found.append(Reason(Why.PAIN_RISING, pain - before))
    waiting = glimpse.waiting
    if waiting is not None and waiting.kind.to_decide:
        careful = waiting.kind in CAREFUL
        found.append(Reason(Why.CAREFUL if careful else Why.SUGGESTION))
    away = _away(glimpse, today)
    if away is not None:
        found.append(Reason(Why.ABSENT, away))
    guessed = _in_a_row(s.guessing for s in glimpse.recent)
    if guessed >= FLARES:
        found.append(Reason(Why.GUESSING, guessed))
    if plan is None:
        found.append(Reason(Why.NO_PLAN))
    elif plan.review is not None and plan.review - today <= ENDS_WITHIN:
        found.append(Reason(Why.PLAN_ENDS, (plan.review - today).days))
    if glimpse.new_sessions:
        found.append(Reason(Why.NEW_RESULTS, glimpse.new_sessions))
    return found


def _in_a_row(newest: Iterable[bool]) -> int:
    """How many hold, from the newest on, before one that does not."""
    count = 0
    for holds in newest:
        if not holds:
            break
        count += 1
    return count


def _away(glimpse: Glimpse, today: date) -> int | None:
    """Days since the last practice, where that is worth a look: somebody without a plan may do as
    they like, and a day off is not counted."""
    plan = glimpse.plan
    if plan is None or today < plan.start:
        return None
    since = max(plan.start - timedelta(days=1), glimpse.last or plan.start - timedelta(days=1))
    away = (today - since).days
    missed = sum(
        plan.planned(since + timedelta(days=n)) > 0 for n in range(1, min(away, SHOWN_DAYS) + 1)
    )
    return away if away >= min(ABSENT_DAYS, plan.absent_days) and missed > 1 else None


def _days(glimpse: Glimpse, today: date) -> tuple[tuple[date, DayMark], ...]:
    plan = glimpse.plan
    found = []
    for back in range(SHOWN_DAYS - 1, -1, -1):
        day = today - timedelta(days=back)
        planned = None if plan is None or day < plan.start else plan.planned(day)
        found.append((day, mark_of(glimpse.done.get(day, 0), planned, today=day == today)))
    return tuple(found)


def _weeks(pain: Mapping[date, int], today: date) -> tuple[float | None, float | None]:
    """Means of the last seven days and of the seven before, where enough days have a value."""
    weeks: tuple[list[int], list[int]] = ([], [])
    for day, value in pain.items():
        back = (today - day).days
        if 0 <= back < 2 * WEEK:
            weeks[back // WEEK].append(value)
    now, before = (fmean(week) if len(week) >= PAIN_DAYS else None for week in weeks)
    return now, before
