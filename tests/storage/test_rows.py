"""Every fact comes back from its row exactly as it went in, whatever its values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, Table, create_engine, insert, select

from gmi_app.clock import Moment
from gmi_app.facts.rating import Correction, Rating, RatingKind
from gmi_app.facts.session import ScreenFacts, Session, SessionEnd, SessionEvent
from gmi_app.laterality.measures import Estimate, Measures, SideMeasures
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import Onset, Playback, Press, Trial
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side, Stimulus
from gmi_app.programme.patient import Patient, PinHash
from gmi_app.progress.summary import SessionSummary
from gmi_app.storage import rows, tables
from gmi_app.storage.summary_rows import COLUMNS, summaries_of, summary_values
from tests.examples import tries

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
NANOSECONDS = st.integers(-(2**62), 2**62)
MOMENTS = st.builds(
    Moment,
    st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC)),
    st.integers(-14 * 60, 14 * 60),
)
PICTURES = st.builds(
    Picture,
    file=WORDS,
    posture=WORDS,
    view=WORDS,
    person=WORDS,
    tone=WORDS,
    sex=WORDS,
    age_band=WORDS,
    licence=WORDS,
    source=WORDS,
    sha256=WORDS,
    frames=st.integers(1, 120),
    fps=st.floats(0, 60),
    direction=st.none() | st.sampled_from(Side),
)
STIMULI = st.builds(Stimulus, PICTURES, st.booleans(), st.integers(0, 359))
ONSETS = st.builds(
    Onset,
    painted_ns=NANOSECONDS,
    onset_ns=NANOSECONDS,
    late_frames=st.integers(0, 9),
    answered_ns=st.none() | NANOSECONDS,
)
PRESSES = st.builds(
    Press,
    time_ns=NANOSECONDS,
    handler_ns=NANOSECONDS,
    event_ms=st.none() | st.integers(0, 2**62),
)
PLAYBACKS = st.builds(Playback, *([st.integers(0, 2**31)] * 4))


def _trials(stimulus: Stimulus) -> st.SearchStrategy[Trial]:
    """A limb can be asked for its direction only where it has one."""
    tasks = list(Task) if stimulus.direction is not None else [Task.SIDE]
    return st.builds(
        Trial,
        index=st.integers(0, 120),
        at=MOMENTS,
        stimulus=st.just(stimulus),
        onset=ONSETS,
        press=st.none() | PRESSES,
        practice=st.booleans(),
        task=st.sampled_from(tasks),
        playback=st.none() | PLAYBACKS,
    )


TRIALS = STIMULI.flatmap(_trials)
STILL_SETTINGS = st.builds(
    DrillSettings,
    part=st.sampled_from(BodyPart),
    picture_set=st.sampled_from(PictureSet),
    count=st.integers(10, 100),
    limit_s=st.none() | st.floats(1, 60),
    angles=st.lists(st.integers(0, 359), min_size=1, max_size=6, unique=True).map(tuple),
    postures=st.lists(WORDS, max_size=3).map(tuple),
    feedback=st.booleans(),
    practice=st.integers(0, 10),
    check_up=st.booleans(),
)
SETTINGS = STILL_SETTINGS | st.builds(
    replace,
    STILL_SETTINGS,
    check_up=st.just(False),
    moving=st.just(True),
    task=st.sampled_from(Task),
)
SCREENS = st.builds(
    ScreenFacts,
    width_px=st.integers(1, 9999),
    height_px=st.integers(1, 9999),
    scale=st.floats(0.5, 4),
    refresh_hz=st.floats(0, 500),
    picture_px=st.integers(0, 9999),
    surface=WORDS,
    stage_grey=WORDS,
)
SESSIONS = st.builds(
    Session,
    at=MOMENTS,
    settings=SETTINGS,
    seed=st.integers(-(2**70), 2**70),
    program_version=WORDS,
    screen=SCREENS,
    author=WORDS,
)
ENDS = st.builds(SessionEnd, at=MOMENTS, note=WORDS)
EVENTS = st.builds(SessionEvent, at=MOMENTS, detail=WORDS)
RATINGS = st.sampled_from(RatingKind).flatmap(
    lambda kind: st.builds(Rating, at=MOMENTS, kind=st.just(kind), value=st.integers(*kind.scale))
)
CORRECTIONS = st.builds(Correction, at=MOMENTS, value=st.none() | st.integers(0, 10), note=WORDS)
PATIENTS = st.builds(
    Patient, at=MOMENTS, name=WORDS, pin=st.none() | st.builds(PinHash, WORDS, WORDS)
)
FIGURES = st.floats(allow_nan=False, allow_infinity=False)
MAYBE = st.none() | FIGURES
ESTIMATES = st.none() | st.builds(Estimate, FIGURES, MAYBE, MAYBE)
COUNTS = st.integers(0, 100)


def sides(side: Side) -> st.SearchStrategy[SideMeasures]:
    return st.builds(
        SideMeasures,
        st.just(side),
        COUNTS,
        COUNTS,
        COUNTS,
        COUNTS,
        ESTIMATES,
        ESTIMATES,
        MAYBE,
    )


MEASURES = st.builds(
    Measures, sides(Side.LEFT), sides(Side.RIGHT), MAYBE, st.booleans(), st.booleans(), MAYBE, MAYBE
)
SUMMARIES = st.builds(
    SessionSummary,
    at=MOMENTS,
    settings=SETTINGS,
    trials=st.integers(0, 110),
    measures=MEASURES,
    pain_before=st.none() | st.integers(0, 10),
    pain_after=st.none() | st.integers(0, 10),
    duration_s=FIGURES,
)


few = tries(25)  # of the rows with many columns


@pytest.fixture(scope="module")
def engine() -> Any:
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    yield engine
    engine.dispose()


def there_and_back(engine: Engine, table: Table, values: rows.Values) -> Any:
    """The row as a real database gives it back; nothing is kept."""
    connection: Connection
    with engine.connect() as connection:
        connection.execute(insert(table), values)
        return connection.execute(select(table)).one()


@few
@given(trial=TRIALS)
def test_trial(engine: Engine, trial: Trial) -> None:
    row = there_and_back(engine, tables.trials, rows.trial_values(trial))

    assert rows.trial_of(row) == trial
    assert (row.side, row.outcome, row.rt_ns) == (trial.side, trial.outcome, trial.rt_ns)


@few
@given(session=SESSIONS)
def test_session(engine: Engine, session: Session) -> None:
    row = there_and_back(engine, tables.sessions, rows.session_values(session))

    assert rows.session_of(row) == session


@given(end=ENDS)
def test_end(engine: Engine, end: SessionEnd) -> None:
    row = there_and_back(engine, tables.session_ends, rows.end_values(end))

    assert rows.end_of(row) == end


@given(event=EVENTS)
def test_event(engine: Engine, event: SessionEvent) -> None:
    row = there_and_back(engine, tables.session_events, rows.event_values(event))

    assert rows.event_of(row) == event


@given(rating=RATINGS)
def test_rating(engine: Engine, rating: Rating) -> None:
    row = there_and_back(engine, tables.ratings, rows.rating_values(rating))

    assert rows.rating_of(row) == rating


@given(correction=CORRECTIONS)
def test_correction(engine: Engine, correction: Correction) -> None:
    row = there_and_back(engine, tables.corrections, rows.correction_values(correction))

    assert rows.correction_of(row) == correction


@few
@given(patient=PATIENTS, version=st.uuids())
def test_patient(engine: Engine, patient: Patient, version: Any) -> None:
    values = rows.patient_version_values(patient, version)
    row = there_and_back(engine, tables.patient_versions, values)

    assert rows.patient_of(row) == patient


@few
@given(summary=SUMMARIES)
def test_summary(engine: Engine, summary: SessionSummary) -> None:
    row = there_and_back(engine, tables.summaries, summary_values(summary))

    assert list(summaries_of([tuple(row._mapping[name] for name in COLUMNS)])) == [summary]


@given(one=MOMENTS, other=MOMENTS)
def test_text_order_is_time_order(one: Moment, other: Moment) -> None:
    texts = [rows.moment_values(moment)["at_utc"] for moment in (one, other)]

    assert (texts[0] < texts[1]) == (one.utc < other.utc)
    assert len(texts[0]) == len(texts[1]) <= 32


def test_settings_of_an_earlier_program_take_defaults_for_what_is_new() -> None:
    text = '{"part":"foot","picture_set":"busy","count":30,"angles":[0,90],"postures":[]}'

    assert rows.settings_of(text) == DrillSettings(
        part=BodyPart.FOOT, picture_set=PictureSet.BUSY, count=30, angles=(0, 90)
    )
