"""How long Today takes over two years of facts: reading them, and the suggestion."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert

from gmi_app.clock import Moment
from gmi_app.facts.note import FlareNote, Note, NoteKind, PaceChange, PaceNote
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd
from gmi_app.mirror.facts import MirrorSession, Step
from gmi_app.mirror.settings import MirrorSettings
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.suggest import advise
from gmi_app.programme.suggestion import (
    Advice,
    Decision,
    DecisionKind,
    Suggestion,
    SuggestionKind,
)
from gmi_app.programme.today import look, since
from gmi_app.progress.summarise import summarise
from gmi_app.storage import mirror_rows, programme_rows, rows, tables
from gmi_app.storage.opening import Opened
from gmi_app.storage.summary_rows import summary_values
from tests.benchmarks.table import Row, percentile
from tests.storage import making

DAYS = 730
SETS_A_DAY = 3
MIRRORS_A_DAY = 2
NOW = Moment(datetime(2026, 3, 2, 18, tzinfo=UTC))
TURNS = 30


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="gmi-bench-") as name:
        data = making.opened(Path(name) / "data")
        anna = making.patient(at=Moment(NOW.utc - timedelta(days=DAYS)))
        data.journal.save_patient(anna)
        version = fill(data, anna)
        found = measure(data, anna, version)
        data.close()
        return found


def measure(data: Opened, anna: Patient, version: PlanVersion) -> list[Row]:
    journal, plan = data.journal, version.plan
    first = since(plan, NOW.day)
    record = journal.record(anna.id, first)
    short = NOW.day - timedelta(days=20)
    note = f"{DAYS} days, {DAYS * (SETS_A_DAY + MIRRORS_A_DAY)} sessions"
    of_these = f"{note}; {len(record.practice)} of them looked at"
    return [
        Row("Read the plan", _ms(lambda: journal.plan(anna.id)), "ms", None, note),
        Row("Read the record", _ms(lambda: journal.record(anna.id, first)), "ms", None, of_these),
        Row("Read half of it", _ms(lambda: journal.record(anna.id, short)), "ms", None, note),
        Row("The suggestion", _ms(lambda: advise(plan, record, NOW)), "ms", 50.0, of_these),
        Row("All of Today", _ms(lambda: look(plan, record, NOW)), "ms", 50.0, of_these),
        Row(
            "Read and look",
            _ms(lambda: look(plan, journal.record(anna.id, first), NOW)),
            "ms",
            100.0,
            of_these,
        ),
    ]


def fill(data: Opened, anna: Patient) -> PlanVersion:
    """Two years of days: sets, mirror sessions, ratings, notes and decisions, in few transactions;
    the summaries are derived as the journal would."""
    start = NOW.day - timedelta(days=DAYS)
    plan = ready_plan(Ready.STANDARD, anna, start)
    version = PlanVersion(uuid4(), anna.id, Moment(NOW.utc - timedelta(days=DAYS)), plan)
    data.journal.save_plan(version)
    number = 0
    for begin in range(0, DAYS, 50):
        several: defaultdict[str, list[rows.Values]] = defaultdict(list)
        for back in range(begin, min(begin + 50, DAYS)):
            for turn in range(SETS_A_DAY):
                number += 1
                _set(several, anna, _at(back, 8 + turn), number, plan.items[0].id)
            for turn in range(MIRRORS_A_DAY):
                _mirror(several, anna, _at(back, 12 + turn))
            _day(several, anna, _at(back, 16), back, plan.items[0].id)
        with data.store.transaction() as connection:
            for name, values in several.items():
                connection.execute(insert(tables.metadata.tables[name]), values)
    return version


_Rows = defaultdict[str, list[rows.Values]]


def _at(back: int, hour: int) -> Moment:
    midnight = NOW.utc.replace(hour=0) - timedelta(days=back)
    return Moment(midnight + timedelta(hours=hour))


def _set(to: _Rows, anna: Patient, at: Moment, number: int, item: UUID) -> None:
    session = replace(making.session(anna, at), plan_item=item)
    end = making.end(session)
    to["sessions"].append(rows.session_values(session))
    to["session_ends"].append(rows.end_values(end))
    summary = summarise(session, end, making.trials(session, 20, number % 20))
    to["summaries"].append({"number": 10 * number, **summary_values(summary)})


def _mirror(to: _Rows, anna: Patient, at: Moment) -> None:
    session = MirrorSession(uuid4(), anna.id, at, MirrorSettings(), "1")
    to["sessions"].append(mirror_rows.session_values(session))
    for index in range(4):
        step = Step(uuid4(), session.id, index, "hand_look", at, 60.0, 1)
        to["steps"].append(mirror_rows.step_values(step))
    for when in (When.BEFORE, When.AFTER):
        rating = Rating(uuid4(), anna.id, at, RatingKind.PAIN_NOW, 4, when, session.id)
        to["ratings"].append(rows.rating_values(rating))
    end = SessionEnd(uuid4(), session.id, at, EndKind.COMPLETED)
    to["session_ends"].append(rows.end_values(end))


def _day(to: _Rows, anna: Patient, at: Moment, back: int, item: UUID) -> None:
    for kind, value in ((RatingKind.PAIN_24H, 4), (RatingKind.MOOD, 3), (RatingKind.SLEEP, 3)):
        rating = Rating(uuid4(), anna.id, at, kind, value, When.ALONE, day=at.day)
        to["ratings"].append(rows.rating_values(rating))
    if back % 20 == 10:
        flare = Note(uuid4(), anna.id, at, NoteKind.FLARE, FlareNote())
        to["notes"].append(programme_rows.note_values(flare))
        kind_of = SuggestionKind.STEP_BACK
        suggestion = Suggestion(uuid4(), anna.id, at, Advice(kind_of))
        decision = Decision(uuid4(), anna.id, at, suggestion.id, DecisionKind.DECLINED)
        to["suggestions"].append(programme_rows.suggestion_values(suggestion))
        to["decisions"].append(programme_rows.decision_values(decision))
    if back % 4 == 1:
        pace = PaceNote(item, PaceChange.DECLINED, 20, 20)
        note = Note(uuid4(), anna.id, at, NoteKind.PACE, pace)
        to["notes"].append(programme_rows.note_values(note))


def _ms(work: Callable[[], object]) -> float:
    """The median of some turns."""
    figures = []
    for _ in range(TURNS):
        begun = time.perf_counter_ns()
        work()
        figures.append((time.perf_counter_ns() - begun) / 1e6)
    return percentile(figures, 50)
