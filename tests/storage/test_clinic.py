"""The clinic's list as the database gives it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.clinic.look import Why, look_at
from gmi_app.clock import Moment
from gmi_app.facts.clinic_note import Archiving, Visit
from gmi_app.facts.note import Note, NoteKind
from gmi_app.facts.rating import Correction, CorrectionKind, Rating, RatingKind, When
from gmi_app.laterality.scoring import correct_rts_s, score
from gmi_app.pictures.model import Side
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind, Plan, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.suggestion import (
    Advice,
    Decision,
    DecisionKind,
    Suggestion,
    SuggestionKind,
)
from gmi_app.storage import clinic_days, clinic_reading
from gmi_app.storage.clinic_days import prescribed
from gmi_app.storage.journal import SqliteJournal
from gmi_app.storage.opening import Opened
from gmi_app.storage.summary_rows import guessing_of, headlines_of, measures_text
from tests.storage import making
from tests.unit.making import answered, moment, session

pytestmark = pytest.mark.slow  # databases with several patients

TODAY = moment(30).day


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Opened]:
    opened = making.opened(tmp_path / "clinic")
    yield opened
    opened.close()


@pytest.fixture
def journal(data: Opened) -> SqliteJournal:
    return data.journal


@pytest.fixture
def anna(journal: SqliteJournal) -> Patient:
    patient = making.patient()
    journal.save_patient(patient)
    return patient


def plan(patient: Patient, start: int = 0) -> Plan:
    return ready_plan(Ready.GENTLE, patient, moment(start).day)


def test_a_patient_without_anything(journal: SqliteJournal, anna: Patient) -> None:
    (glimpse,) = journal.glimpses(TODAY)
    assert glimpse.patient == anna
    assert (glimpse.sessions, glimpse.last, glimpse.recent, glimpse.plan) == (0, None, (), None)
    assert glimpse.newest is None


def test_sessions_by_day_and_the_newest_sets(journal: SqliteJournal, anna: Patient) -> None:
    for day in (1, 20, 29, 29, 30):
        making.play(journal, anna, moment(day))
    (glimpse,) = journal.glimpses(TODAY)
    assert dict(glimpse.done) == {moment(20).day: 1, moment(29).day: 2, moment(30).day: 1}
    assert glimpse.sessions == 5
    assert glimpse.last == moment(30).day
    newest = journal.summaries(anna.id, limit=3)
    assert len(glimpse.recent) == len(newest)
    assert glimpse.newest is not None
    assert glimpse.newest.part is newest[0].settings.part
    for side in Side:
        measures, shown = newest[0].measures.of(side), glimpse.newest.of(side)
        assert measures.accuracy is not None
        assert measures.median_rt_s is not None
        assert shown.accuracy == measures.accuracy.value
        assert shown.median_rt_s == measures.median_rt_s.value


@pytest.mark.parametrize(("correct", "guessing"), [(0, True), (5, False), (10, False)])
def test_what_a_list_reads_of_a_set_is_what_was_measured(correct: int, guessing: bool) -> None:
    measures = score(answered(session(), left=(correct, 2.0), right=(10, 1.5)))
    text = measures_text(measures)
    assert guessing_of(text) is measures.guessing is guessing
    for side, (accuracy, median_rt_s) in zip(Side, headlines_of(text), strict=True):
        of_side = measures.of(side)
        assert of_side.accuracy is not None
        assert accuracy == of_side.accuracy.value
        assert median_rt_s == (of_side.median_rt_s and of_side.median_rt_s.value)


def test_the_last_day_counts_however_long_ago(journal: SqliteJournal, anna: Patient) -> None:
    making.play(journal, anna, moment(-200))
    (glimpse,) = journal.glimpses(TODAY)
    assert not glimpse.done
    assert glimpse.last == moment(-200).day
    assert len(glimpse.recent) == 1


def test_the_local_day_counts(journal: SqliteJournal, anna: Patient) -> None:
    late = replace(moment(29), utc=moment(29).utc + timedelta(hours=11), offset_min=120)
    making.play(journal, anna, late)
    (glimpse,) = journal.glimpses(TODAY)
    assert list(glimpse.done) == [moment(30).day]


@pytest.mark.parametrize("offset_min", [-720, -210, 0, 345, 840])
def test_the_first_and_the_last_moment_of_a_day_count_on_it(
    journal: SqliteJournal, anna: Patient, offset_min: int
) -> None:
    day = moment(29).day
    midnight = datetime.combine(day, time(), UTC) - timedelta(minutes=offset_min)
    for utc in (midnight, midnight + timedelta(days=1, microseconds=-1)):
        making.play(journal, anna, Moment(utc, offset_min), count=10)
    (glimpse,) = journal.glimpses(TODAY)
    assert dict(glimpse.done) == {day: 2}


def test_what_someone_else_did_is_left_out(journal: SqliteJournal, anna: Patient) -> None:
    played = making.play(journal, anna, moment(29))
    kind = CorrectionKind.SOMEONE_ELSE
    journal.add_correction(Correction(uuid4(), anna.id, moment(30), kind, played.id))
    (glimpse,) = journal.glimpses(TODAY)
    assert not glimpse.done
    assert not glimpse.recent


def test_pain_of_days_as_corrected(journal: SqliteJournal, anna: Patient) -> None:
    def rate(day: int, value: int, about: int | None = None) -> Rating:
        kind = RatingKind.PAIN_24H
        said = moment(about).day if about is not None else None
        rating = Rating(uuid4(), anna.id, moment(day), kind, value, When.ALONE, day=said)
        journal.add_rating(rating)
        return rating

    rate(28, 3)
    rate(28, 5)
    mended, withdrawn = rate(29, 9), rate(30, 8)
    rate(30, 2, about=27)
    at = moment(30, 60)
    for target, kind, value in (
        (mended, CorrectionKind.RATING_VALUE, 4),
        (withdrawn, CorrectionKind.RATING_WITHDRAWN, None),
    ):
        journal.add_correction(Correction(uuid4(), anna.id, at, kind, target.id, value))
    (glimpse,) = journal.glimpses(TODAY)
    expected = {moment(28).day: 5, moment(29).day: 4, moment(27).day: 2}
    assert dict(glimpse.pain) == expected


def test_the_newest_plan_and_what_it_asks_for(journal: SqliteJournal, anna: Patient) -> None:
    first = plan(anna)
    journal.save_plan(PlanVersion(uuid4(), anna.id, moment(0), first))
    rests = tuple(
        replace(item, paused=True) if item.kind is ItemKind.RELAXATION else item
        for item in first.items
    )
    second = replace(first, items=rests, review=moment(40).day)
    journal.save_plan(PlanVersion(uuid4(), anna.id, moment(1), second))
    (glimpse,) = journal.glimpses(TODAY)
    assert glimpse.plan is not None
    assert glimpse.plan.review == moment(40).day
    assert glimpse.plan.sessions == (2,) * 7
    assert glimpse.plan.accuracy == second.thresholds.accuracy


@pytest.mark.parametrize("ready", list(Ready))
def test_what_a_list_reads_of_a_plan_is_what_the_plan_says(ready: Ready) -> None:
    from gmi_app.clinic.adherence import planned_sessions
    from gmi_app.programme.plan_json import plan_text

    whole = ready_plan(ready, making.patient(), moment(0).day)
    read = prescribed(plan_text(whole))
    for day in range(7):
        assert read.planned(moment(day).day) == planned_sessions(whole, moment(day).day)
    assert read.planned(moment(-1).day) == 0


def test_a_suggestion_waits_until_somebody_decides(journal: SqliteJournal, anna: Patient) -> None:
    asked = Suggestion(uuid4(), anna.id, moment(29), Advice(SuggestionKind.NEXT_LEVEL))
    journal.add_suggestion(asked)
    (glimpse,) = journal.glimpses(TODAY)
    assert glimpse.waiting is not None
    assert glimpse.waiting.kind is SuggestionKind.NEXT_LEVEL
    decision = Decision(uuid4(), anna.id, moment(30), asked.id, DecisionKind.DECLINED)
    journal.add_decision(decision)
    (glimpse,) = journal.glimpses(TODAY)
    assert glimpse.waiting is None


def test_visits_and_who_is_put_away(journal: SqliteJournal, anna: Patient) -> None:
    making.play(journal, anna, moment(20))
    assert journal.sessions_here(anna.id) == 1

    def note(kind: NoteKind, content: Visit | Archiving) -> None:
        day = moment(25).day
        journal.add_note(Note(uuid4(), anna.id, moment(25), kind, content, day, "Mara"))

    note(NoteKind.VISIT, Visit("Good", journal.sessions_here(anna.id)))
    note(NoteKind.ARCHIVING, Archiving())
    (glimpse,) = journal.glimpses(TODAY)
    assert glimpse.visited is not None
    assert (glimpse.visited.words, glimpse.new_sessions) == ("Good", 0)
    assert glimpse.archived
    making.play(journal, anna, moment(10))
    note(NoteKind.ARCHIVING, Archiving(False))
    (glimpse,) = journal.glimpses(TODAY)
    assert not glimpse.archived
    assert Why.NEW_RESULTS in [reason.why for reason in look_at(glimpse, TODAY).reasons]


def test_everybody_is_there_and_nobody_gets_what_is_anothers(journal: SqliteJournal) -> None:
    people = [making.patient(name) for name in ("Anna", "Ben", "Cleo")]
    for number, patient in enumerate(people):
        journal.save_patient(patient)
        for _ in range(number):
            making.play(journal, patient, moment(29))
    found = {glimpse.patient.name: glimpse for glimpse in journal.glimpses(TODAY)}
    assert {name: glimpse.sessions for name, glimpse in found.items()} == {
        "Anna": 0,
        "Ben": 1,
        "Cleo": 2,
    }
    assert [len(found[name].recent) for name in ("Anna", "Ben", "Cleo")] == [0, 1, 2]


def test_trials_and_times_of_several_sets(journal: SqliteJournal, anna: Patient) -> None:
    sets = [making.play(journal, anna, moment(day)) for day in (1, 2)]
    ids = [played.id for played in sets]
    one_by_one = [trial for each in ids for trial in journal.trials(each)]
    assert sorted(journal.trials_of(ids), key=lambda t: (str(t.session), t.index)) == sorted(
        one_by_one, key=lambda t: (str(t.session), t.index)
    )
    times = journal.correct_times(ids)
    for each in ids:
        expected = sorted(correct_rts_s(journal.trials(each)))
        assert sorted(rt for _, rt in times[each]) == pytest.approx(expected)
    assert journal.trials_of([]) == []


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (clinic_reading.SETS_DONE, ("",)),
        (clinic_reading.OTHERS_DONE, ("",)),
        (clinic_reading.NEWEST_SESSION, ()),
        (clinic_reading.NEWEST, ()),
        (clinic_days.PAIN, ("",)),
    ],
)
def test_no_long_table_is_read_from_end_to_end(
    data: Opened, question: str, values: tuple[str, ...]
) -> None:
    """As little as its planner knows, SQLite would turn such a join around."""
    with data.store.questions() as database:
        steps = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {question}", values)]
    scanned = [step for step in steps if step.startswith("SCAN")]
    assert scanned == ["SCAN p USING COVERING INDEX sqlite_autoindex_patients_1"]


@given(
    st.lists(
        st.tuples(
            st.floats(-20, 3, allow_nan=False).map(lambda days: round(days, 4)),
            st.sampled_from([-720, -210, 0, 60, 345, 840]),
        ),
        max_size=12,
    )
)
def test_sets_are_counted_on_their_local_day_wherever_and_whenever(
    done: list[tuple[float, int]],
) -> None:
    """Also those of days to come, where a computer's clock was wrong."""
    database = sqlite3.connect(":memory:")
    database.executescript(
        "CREATE TABLE patients (id TEXT PRIMARY KEY);"
        "CREATE TABLE summaries (patient_id TEXT, at_utc TEXT, at_offset_min INTEGER,"
        " trials INTEGER, someone_else INTEGER);"
        "CREATE TABLE sessions (id TEXT, patient_id TEXT, at_utc TEXT, at_offset_min INTEGER,"
        " kind TEXT);"
        "CREATE TABLE steps (session_id TEXT, skipped INTEGER);"
        "CREATE TABLE corrections (target_id TEXT, kind TEXT, at_utc TEXT, number INTEGER);"
        "INSERT INTO patients VALUES ('anna');"
    )
    moments = [Moment(moment(30).utc + timedelta(days=days), away) for days, away in done]
    for at in moments:
        text = at.utc.isoformat(timespec="microseconds")
        database.execute(
            "INSERT INTO summaries VALUES ('anna', ?, ?, 20, 0)", (text, at.offset_min)
        )
    since = TODAY - timedelta(days=13)
    found = clinic_reading.read_done(database, since, TODAY)
    assert found["anna"] == Counter(at.day for at in moments if at.day >= since)
    database.close()
