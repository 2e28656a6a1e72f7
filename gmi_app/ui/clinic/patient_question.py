"""What is asked of one patient's page: which days, and which kind of set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from gmi_app.clinic.periods import Period
from gmi_app.clock import Moment
from gmi_app.laterality.comparability import Conditions
from gmi_app.programme.patient import Patient


class Span(Enum):
    """``days`` up to today, None for all."""

    FOUR_WEEKS = 28
    EIGHT_WEEKS = 56
    HALF_A_YEAR = 182
    ALL = None


@dataclass(frozen=True, slots=True)
class Question:
    """``span`` counts back from ``until`` (None: today), unless ``since`` names the first day.
    ``wanted`` None: the kind of set that was done last."""

    patient: Patient
    now: Moment
    span: Span = Span.EIGHT_WEEKS
    wanted: Conditions | None = None
    until: date | None = None
    since: date | None = None

    @property
    def last(self) -> date:
        return self.until or self.now.day

    @property
    def days(self) -> int | None:
        """How many are asked for; None for all."""
        if self.since is None:
            days: int | None = self.span.value
            return days
        return Period(self.since, self.last).days


def asked_again(question: Question, **changed: object) -> Question:
    """The same question with something else chosen."""
    return replace(question, **changed)  # type: ignore[arg-type]


def moved(question: Question, shown: Period, first: date | None, last: date | None) -> Question:
    """With another first or last day than is ``shown``; no day lies after today."""
    today = question.now.day
    chosen = shown.moved(today, first, last)
    until = None if chosen.last == today else chosen.last
    return replace(question, since=chosen.first, until=until)


def stepped(question: Question, way: int) -> Question:
    """As many days earlier (-1) or later (1) as are shown, never past today; all stays all."""
    days = question.days
    if days is None:
        return question
    today = question.now.day
    until = min(question.last + timedelta(days=way * days), today)
    since = None if question.since is None else until - timedelta(days=days - 1)
    return replace(question, since=since, until=None if until == today else until)
