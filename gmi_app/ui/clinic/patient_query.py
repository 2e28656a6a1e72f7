"""Everything that one patient's page shows: read and worked out on the journal's lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gmi_app.clinic.adherence import PlannedDay, calendar
from gmi_app.clinic.course import Entry, course
from gmi_app.clinic.periods import Period, PeriodFigures, figures
from gmi_app.clinic.places import MOST_SETS, with_times
from gmi_app.clinic.since import Begins, Since, since
from gmi_app.facts.clinic_note import Archiving, Visit
from gmi_app.facts.note import Daily, Note, NoteKind
from gmi_app.facts.rating import RatingKind
from gmi_app.journal import Journal
from gmi_app.laterality.comparability import Conditions
from gmi_app.laterality.imagery_check import ImageryCheck, imagery_check
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.in_force import InForce, in_force
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.record import Practice, Record
from gmi_app.programme.suggestion import Decided
from gmi_app.progress.check_ups import to_pool
from gmi_app.progress.flare import FLARE_RISE
from gmi_app.progress.history import Day, by_day, conditions_of, pooled, series
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui.clinic.drafts import DRAFT_KEY
from gmi_app.ui.clinic.patient_question import Question
from gmi_app.ui.screens.history_query import MOST_KINDS, newest_first

BEFORE_VISIT: Final = timedelta(days=60)
"""So far before a visit a check-up is looked for to compare with. Ours."""
LONG_AGO: Final = date(1970, 1, 2)
SHORTEST: Final = timedelta(days=13)
MOST_PLACES: Final = 28
"""Places of a chart in a third of the page's width."""
PLACES_DAYS: Final = (1, 7, 28, 91)


@dataclass(frozen=True, slots=True)
class PatientFile:
    """``held``: the versions to which days are held. ``period``: the days shown; ``before``: as
    many days before it, None where nobody practised then. ``summaries``: of both, newest first.
    ``days``: the calendar of the period. ``newest``: the newest check-up under the shown
    conditions, else the newest set. ``sessions``: all that are here. ``draft``: the words of a
    visit that were begun."""

    question: Question
    versions: tuple[PlanVersion, ...]
    held: InForce
    record: Record
    summaries: tuple[SessionSummary, ...]
    kinds: tuple[Conditions, ...]
    shown: Conditions | None
    period: Period
    now: PeriodFigures
    before: PeriodFigures | None
    days: tuple[PlannedDay, ...]
    since: Since
    imagery: ImageryCheck | None
    newest: SessionSummary | None
    entries: tuple[Entry, ...]
    visits: tuple[Note, ...]
    waiting: Decided | None
    archived: bool
    sessions: int
    draft: str
    pain: dict[date, int]
    places: tuple[Day, ...] = ()
    """What the charts show: days, or as many days as ``place_days`` in one place."""
    place_days: int = 1

    @property
    def plan(self) -> PlanVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def practice(self) -> tuple[Practice, ...]:
        """Of the period, newest first."""
        return tuple(p for p in self.record.practice if self.period.holds(p.day))

    @property
    def helped(self) -> tuple[tuple[date, str], ...]:
        """What helped, in the patient's words, of the period's days, newest first; of each day what
        was said last."""
        found: dict[date, str] = {}
        for note in self.record.notes:
            if isinstance(note.content, Daily):
                found.setdefault(note.day or note.at.day, note.content.helped.strip())
        days = sorted((day for day in found if found[day] and self.period.holds(day)), reverse=True)
        return tuple((day, found[day]) for day in days)


def ask(journal: Journal, question: Question) -> PatientFile:
    """Reads what is needed and no more."""
    patient, today = question.patient, question.now.day
    versions = tuple(journal.plans(patient.id))
    kinds_of_notes = (NoteKind.VISIT, NoteKind.ARCHIVING, NoteKind.FLARE, NoteKind.PLAN_ANSWER)
    notes = journal.notes(patient.id, kinds_of_notes)
    settings = journal.settings()
    held = in_force(versions, notes, settings)
    visits = tuple(n for n in notes if isinstance(n.content, Visit))
    visited = (visits[0].day or visits[0].at.day) if visits else None
    asked = question.days
    first = LONG_AGO if asked is None else question.last - timedelta(days=asked - 1)
    back = first - (question.last - first) - timedelta(days=1) if asked is not None else LONG_AGO
    read_from = min(back, visited - BEFORE_VISIT) if visited is not None else back
    record = journal.record(patient.id, max(read_from, LONG_AGO))
    begun = record.first_day or today
    first = max(first, min(begun, question.last - SHORTEST))
    period = Period(first, question.last)
    summaries = tuple(_summaries(journal, patient, read_from))
    own = [s for s in summaries if not s.someone_else]
    inside = [s for s in own if period.holds(s.at.day)]
    kinds = tuple(dict.fromkeys(k for s in inside if (k := conditions_of(s)) is not None))
    shown = question.wanted if question.wanted in kinds else next(iter(kinds), None)
    pain = _pain(record)
    since_day, begins = _since_when(visited, begun, read_from, first)
    days = calendar(held.versions, record.practice, min(first, since_day), today, today)
    present = held.present
    rise = FLARE_RISE if present is None else present.plan.thresholds.flare_rise

    def of(some: Period) -> PeriodFigures:
        return figures(
            some,
            summaries=summaries,
            wanted=shown,
            practice=record.practice,
            pain=pain,
            days=calendar(held.versions, record.practice, some.first, some.last, today),
            flare_rise=rise,
        )

    earlier = Period(first - timedelta(days=period.days), first - timedelta(days=1))
    shows_before = asked is not None and begun <= earlier.last
    place_days = next(
        n for n in PLACES_DAYS if period.days <= n * MOST_PLACES or n == PLACES_DAYS[-1]
    )
    places = _places(journal, inside, shown, period, place_days)
    decided = journal.decided(patient.id)
    newest_suggestion = decided[0] if decided else None
    waits = newest_suggestion is not None and newest_suggestion.decision is None
    asks = waits and newest_suggestion.suggestion.advice.kind.to_decide  # type: ignore[union-attr]
    return PatientFile(
        question=question,
        versions=versions,
        held=held,
        record=record,
        summaries=summaries,
        kinds=kinds[:MOST_KINDS],
        shown=shown,
        period=period,
        now=of(period),
        before=of(earlier) if shows_before else None,
        days=tuple(day for day in days if period.holds(day.day)),
        since=since(
            since_day,
            today,
            begins=begins,
            check_ups=(s for s in own if s.settings.check_up),
            practice=record.practice,
            pain=pain,
            days=days,
            rise=rise,
        ),
        imagery=_imagery(journal, own, question),
        newest=_newest(inside, shown),
        entries=course(versions, decided, notes),
        visits=visits,
        waiting=newest_suggestion if asks else None,
        archived=_archived(notes),
        sessions=journal.sessions_here(patient.id),
        draft=settings.get(f"{DRAFT_KEY}{patient.id}", ""),
        pain=pain,
        places=places,
        place_days=place_days,
    )


def _since_when(
    visited: date | None, begun: date, read_from: date, first: date
) -> tuple[date, Begins]:
    """The day after which it counts what changed; without a visit, as far as everything is read."""
    if visited is not None:
        return visited, Begins.VISIT
    if begun >= read_from:
        return begun - timedelta(days=1), Begins.FIRST
    return first - timedelta(days=1), Begins.SHOWN


def _places(
    journal: Journal,
    inside: Sequence[SessionSummary],
    shown: Conditions | None,
    period: Period,
    place_days: int,
) -> tuple[Day, ...]:
    points = series(inside, shown)
    days = pooled(by_day(points, period.first, period.last), place_days)
    if not points or len(points) > MOST_SETS:
        return days
    return with_times(days, journal.correct_times([point.session for point in points]))


def _summaries(journal: Journal, patient: Patient, read_from: date) -> list[SessionSummary]:
    found: list[SessionSummary] = []
    for summary in newest_first(journal, patient.id):
        if summary.at.day < read_from:
            break
        found.append(summary)
    return found


def _pain(record: Record) -> dict[date, int]:
    """Of each day the newest value."""
    found: dict[date, int] = {}
    for rating in record.ratings:
        if rating.kind is RatingKind.PAIN_24H:
            found.setdefault(rating.day or rating.at.day, rating.value)
    return found


def _imagery(
    journal: Journal, own: Sequence[SessionSummary], question: Question
) -> ImageryCheck | None:
    """Hands only; None where no check-up of these four weeks can be pooled."""
    hands = [s for s in own if s.settings.check_up and s.settings.part is BodyPart.HAND]
    pooled = to_pool(hands, question.now)
    return imagery_check(journal.trials_of([s.session for s in pooled])) if pooled else None


def _newest(inside: Sequence[SessionSummary], shown: Conditions | None) -> SessionSummary | None:
    fitting = [s for s in inside if shown is not None and conditions_of(s) == shown]
    check_ups = (s for s in inside if s.settings.check_up and s.measures.left.scored)
    return next(check_ups, next(iter(fitting), None))


def _archived(notes: Sequence[Note]) -> bool:
    newest = (n.content for n in notes if isinstance(n.content, Archiving))
    content = next(newest, None)
    return content is not None and content.archived
