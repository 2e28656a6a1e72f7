"""What the history shows: read and worked out on the journal's lane, handed over as one value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from gmi_app.activities.facts import ActivityRecord
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.journal import Journal
from gmi_app.laterality.comparability import Conditions
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.progress.goals import goal_of
from gmi_app.progress.history import by_day, conditions_of, pooled, series
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui.charts.data import ChartData
from gmi_app.ui.charts.measure import Measure
from gmi_app.ui.charts.progress_charts import of_days, span_days

PAGE, LARGEST_PAGE = 120, 2_000
"""Summaries that are read at a time."""

SHORTEST_CHART_DAYS = 14

MOST_KINDS = 6
"""Kinds of set that can be chosen from: the newest ones."""


class Period(Enum):
    """``days`` up to today, None for all."""

    TWO_WEEKS = 14
    EIGHT_WEEKS = 56
    ALL = None

    def first(self, today: date) -> date | None:
        return None if self.value is None else today - timedelta(days=self.value - 1)


@dataclass(frozen=True, slots=True)
class Question:
    """What the person chose. ``wanted`` None: the kind of set that they did last."""

    patient: UUID
    today: date
    period: Period = Period.EIGHT_WEEKS
    check_ups_only: bool = False
    wanted: Conditions | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """``kinds``: what can be compared, newest first; ``shown`` is the one in the charts.
    ``places``: the newest set at each stop of the charts. ``days_practised`` and ``sets`` count
    everything in the period, comparable or not, but a set without a picture makes no day;
    ``ever``: whether there is any set at all."""

    question: Question
    ever: bool
    sets: int
    days_practised: int
    kinds: tuple[Conditions, ...]
    shown: Conditions | None
    charts: dict[Measure, ChartData]
    places: tuple[SessionSummary, ...]
    latest: SessionSummary | None
    since: date | None = None
    """Where the charts begin, when that is later than the period does."""
    mirror: tuple[MirrorRecord, ...] = ()
    """Mirror sessions of the period, newest first; their days count as practised, too."""
    imagery: tuple[ImageryRecord, ...] = ()
    """Imagined movements, likewise."""
    beside: tuple[ActivityRecord, ...] = ()
    """What goes beside the exercises, likewise."""


def ask(journal: Journal, question: Question, empty: str) -> Answer:
    """Reads what is needed and no more. ``empty``: the words of a chart without points."""
    read = list(_of_period(journal, question))
    found = [summary for summary in read if _asked(summary, question)]
    begin = question.period.first(question.today)
    imagery = tuple(journal.imagery_records(question.patient, since=begin))
    mirror = tuple(journal.mirror_records(question.patient, since=begin))
    beside = tuple(journal.activity_records(question.patient, since=begin))
    own = [summary for summary in found if not summary.someone_else]
    kinds = tuple(dict.fromkeys(k for s in own if (k := conditions_of(s)) is not None))
    shown = question.wanted if question.wanted in kinds else next(iter(kinds), None)
    charts: dict[Measure, ChartData] = {}
    places: tuple[SessionSummary, ...] = ()
    latest, since = None, None
    if shown is not None:
        points = series(own, shown)
        first = _first_day(journal, question, points[0].at.day, read)
        whole = question.period.first(question.today)
        since = first if whole is not None and first > whole else None
        span = span_days((question.today - first).days + 1)
        days = pooled(by_day(points, first, question.today), span)
        goal = goal_of(shown.part, moving=shown.moving)
        charts = {m: of_days(days, span, m, goal, empty, shown.asked) for m in Measure}
        by_id = {summary.session: summary for summary in own}
        places = tuple(by_id[day.points[-1].session] for day in days if day.points)
        latest = places[-1]
    return Answer(
        question,
        bool(found or mirror or imagery or beside) or _ever(journal, question.patient),
        len(found),
        len(
            {summary.at.day for summary in own if summary.practised}
            | {r.session.at.day for r in mirror if r.watched_s and not r.someone_else}
            | {r.session.at.day for r in imagery if r.done and not r.someone_else}
            | {r.session.at.day for r in beside if r.done and not r.someone_else}
        ),
        kinds[:MOST_KINDS],
        shown,
        charts,
        places,
        latest,
        since,
        mirror,
        imagery,
        beside,
    )


def _ever(journal: Journal, patient: UUID) -> bool:
    """Whether there is any session at all; asked only where the period has none."""
    return journal.count_sessions(patient) > 0 or any(
        records(patient, limit=1)
        for records in (journal.mirror_records, journal.imagery_records, journal.activity_records)
    )


def _first_day(
    journal: Journal, question: Question, first_set: date, read: Sequence[SessionSummary]
) -> date:
    """Where the charts begin: with the period, but not long before the person did. ``read``: all
    sets of the period, at least one."""
    first = question.period.first(question.today)
    if first is None:
        return first_set
    if journal.summaries(question.patient, limit=1, offset=len(read)):
        return first  # there are older ones
    latest_start = question.today - timedelta(days=SHORTEST_CHART_DAYS - 1)
    return max(first, min(read[-1].at.day, latest_start))


def _of_period(journal: Journal, question: Question) -> Iterator[SessionSummary]:
    """All sets of it, newest first."""
    first = question.period.first(question.today)
    if first is None:
        return newest_first(journal, question.patient)
    return iter(journal.summaries(question.patient, since=first))


def _asked(summary: SessionSummary, question: Question) -> bool:
    return summary.settings.check_up or not question.check_ups_only


def newest_first(journal: Journal, patient: UUID, offset: int = 0) -> Iterator[SessionSummary]:
    """As far as it is iterated, in pages that grow: few are read for few, and many at once."""
    size = PAGE
    while page := journal.summaries(patient, limit=size, offset=offset):
        yield from page
        if len(page) < size:
            return
        offset += size
        size = min(2 * size, LARGEST_PAGE)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of the table. ``offset``: where the next one starts; None: there are no more."""

    rows: tuple[SessionSummary, ...]
    offset: int | None


def page(journal: Journal, question: Question, offset: int, wanted: int) -> Page:
    """The next ``wanted`` rows from ``offset`` on, fewer at the end."""
    first = question.period.first(question.today)
    rows: list[SessionSummary] = []
    for summary in newest_first(journal, question.patient, offset):
        if first is not None and summary.at.day < first:
            return Page(tuple(rows), None)
        offset += 1
        if summary.settings.check_up or not question.check_ups_only:
            rows.append(summary)
            if len(rows) == wanted:
                return Page(tuple(rows), offset)
    return Page(tuple(rows), None)
