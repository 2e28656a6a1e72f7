"""When the mirror is open, what is suggested, and what a record says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEnd, SessionEvent, StopReason
from gmi_app.imagery.facts import ImageryRecord, ImagerySession, ImageryStep
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.mirror.exercises import Rung, on_rung
from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step
from gmi_app.mirror.gate import (
    FLARES_TO_PAUSE,
    SESSIONS_A_RUNG,
    Way,
    flares_in_a_row,
    gate,
    practised,
    suggested_rung,
)
from gmi_app.mirror.settings import MirrorSettings, Opened
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.progress.flare import FlareDays
from gmi_app.progress.summarise import summarise
from gmi_app.progress.summary import SessionSummary
from tests.unit.making import answered, end, session

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = NOW.date()
ANNA = Patient(uuid4(), Moment(NOW), "Anna", AffectedSide.LEFT, BodyPart.HAND)


def a_summary(at: Moment, *, correct: int, scored: int, rt_s: float = 2.0) -> SessionSummary:
    """A set with so many right answers of so many pictures on each side."""
    one = session(at=at)
    trials = answered(one, left=(correct, rt_s), right=(correct, rt_s), each=scored)
    return summarise(one, end(one), trials)


def week(**changes: object) -> list[SessionSummary]:
    """Sets on five of the last seven days that meet the rule."""
    sets = [
        a_summary(Moment(NOW - timedelta(days=day)), correct=14, scored=15, rt_s=2.0)
        for day in (0, 1, 3, 4, 6)
    ]
    return [replace(one, **changes) for one in sets]  # type: ignore[arg-type]


def record(
    rung: Rung = Rung.SIMPLE,
    *,
    before: int | None = 3,
    after: int | None = 3,
    kind: EndKind = EndKind.COMPLETED,
    reason: StopReason | None = None,
    opened: Opened = Opened.READ_WHY,
) -> MirrorRecord:
    exercises = tuple(e.id for e in on_rung(BodyPart.HAND, rung))
    settings = MirrorSettings(exercises=exercises, opened=opened)
    session = MirrorSession(uuid4(), ANNA.id, Moment(NOW), settings, "1.0")
    end = SessionEnd(uuid4(), session.id, Moment(NOW), kind, reason)
    return MirrorRecord(session, end, pain_before=before, pain_after=after)


def test_the_rule_is_met() -> None:
    found = practised(week(), TODAY)
    assert (found.days, found.trials) == (5, 75)
    assert found.accuracy == pytest.approx(14 / 15)
    assert found.rt_s == pytest.approx(2.0)
    assert found.met
    opened = gate(ANNA, week(), [], TODAY, imagined())
    assert (opened.way, opened.opened) == (Way.OPEN, Opened.MET)
    assert opened.practised.imagined_days == 5


def test_imagined_movements_come_first() -> None:
    assert gate(ANNA, week(), [], TODAY).way is Way.LOCKED
    assert gate(ANNA, week(), [], TODAY, imagined()[:4]).way is Way.LOCKED
    assert gate(ANNA, [], [], TODAY, imagined()).way is Way.OPEN
    long_ago = [imagined_on(day + 7) for day in range(7)]
    assert gate(ANNA, week(), [], TODAY, long_ago).way is Way.LOCKED
    stopped = [imagined_on(day, EndKind.STOPPED) for day in range(7)]
    assert gate(ANNA, week(), [], TODAY, stopped).way is Way.LOCKED
    other = [replace(r, someone_else=True) for r in imagined()]
    assert gate(ANNA, week(), [], TODAY, other).way is Way.LOCKED
    flared = [imagined_on(0, pain=(2, 4)), *imagined()]
    assert gate(ANNA, week(), [], TODAY, flared).way is Way.LOCKED
    unclear = [imagined_on(day, clarity=2) for day in range(6)]
    assert gate(ANNA, week(), [], TODAY, unclear).way is Way.LOCKED
    clear = [imagined_on(day, clarity=3) for day in range(6)]
    assert gate(ANNA, week(), [], TODAY, clear).way is Way.OPEN


def test_a_plan_opens_the_mirror_or_says_by_what_it_opens() -> None:
    plan = ready_plan(Ready.STANDARD, ANNA, TODAY)
    assert gate(ANNA, week(), [], TODAY, plan=plan).way is Way.LOCKED
    reached = replace(plan, stage=ItemKind.MIRROR)
    assert gate(ANNA, [], [], TODAY, plan=reached).way is Way.OPEN
    named = replace(plan, opened=(ItemKind.MIRROR,))
    assert gate(ANNA, [], [], TODAY, plan=named).way is Way.OPEN
    fewer = replace(plan, thresholds=replace(plan.thresholds, practice_days=2))
    assert gate(ANNA, [], [], TODAY, imagined()[:2], fewer).way is Way.OPEN
    flared = [record(before=2, after=5)] * FLARES_TO_PAUSE
    assert gate(ANNA, [], flared, TODAY, plan=reached).way is Way.PAUSED
    patient = replace(plan, thresholds=replace(plan.thresholds, flare_rise=4))
    assert gate(ANNA, [], flared, TODAY, plan=patient).way is Way.OPEN


def imagined_on(
    day: int,
    kind: EndKind = EndKind.COMPLETED,
    *,
    pain: tuple[int, int] | None = None,
    clarity: int | None = None,
) -> ImageryRecord:
    at = Moment(NOW - timedelta(days=day))
    one = ImagerySession(uuid4(), ANNA.id, at, ImagerySettings(), "1")
    step = ImageryStep(uuid4(), one.id, 0, "a", at, 60.0, 3)
    said = []
    if pain is not None:
        for value, when in zip(pain, (When.BEFORE, When.AFTER), strict=True):
            said.append(Rating(uuid4(), ANNA.id, at, RatingKind.PAIN_NOW, value, when, one.id))
    if clarity is not None:
        during, kind_of = When.DURING, RatingKind.CLARITY
        said.append(Rating(uuid4(), ANNA.id, at, kind_of, clarity, during, one.id, step.id))
    end = SessionEnd(uuid4(), one.id, at, kind)
    return ImageryRecord(one, end, (step,), ratings=tuple(said))


def imagined() -> list[ImageryRecord]:
    """Whole sessions on five of the last seven days, newest first."""
    return [imagined_on(day) for day in (0, 1, 3, 4, 6)]


@pytest.mark.parametrize(
    "sets",
    [
        [],
        week()[:4],
        [replace(s, pain_before=2, pain_after=4) for s in week()],
        [a_summary(Moment(NOW - timedelta(days=d)), correct=11, scored=15) for d in range(7)],
        [
            a_summary(Moment(NOW - timedelta(days=d)), correct=14, scored=15, rt_s=2.6)
            for d in range(7)
        ],
        [a_summary(Moment(NOW - timedelta(days=d)), correct=8, scored=8) for d in range(7)],
        [replace(s, someone_else=True) for s in week()],
        [replace(s, at=Moment(s.at.utc - timedelta(days=7))) for s in week()],
    ],
    ids=["none", "days", "flare", "accuracy", "time", "trials", "someone else", "long ago"],
)
def test_what_keeps_it_locked(sets: list[SessionSummary]) -> None:
    assert not practised(sets, TODAY, BodyPart.HAND).met
    found = gate(ANNA, sets, [], TODAY)
    assert found.way is Way.LOCKED
    assert found.opened is Opened.READ_WHY
    assert found.possible


def test_once_opened_it_stays_open_and_says_how() -> None:
    found = gate(ANNA, [], [record()], TODAY)
    assert (found.way, found.opened) == (Way.OPEN, Opened.READ_WHY)
    assert gate(ANNA, [], [record(opened=Opened.COMMAND)], TODAY).way is Way.LOCKED


@pytest.mark.parametrize(
    ("affected", "part", "way"),
    [
        (AffectedSide.BOTH, BodyPart.HAND, Way.BOTH_SIDES),
        (AffectedSide.BOTH, BodyPart.NECK, Way.NO_LADDER),
        (AffectedSide.LEFT, BodyPart.SHOULDER, Way.NO_LADDER),
        (AffectedSide.RIGHT, BodyPart.KNEE, Way.NO_LADDER),
        (None, BodyPart.BACK, Way.NO_LADDER),
        (None, BodyPart.HAND, Way.UNKNOWN_SIDE),
        (AffectedSide.LEFT, None, Way.UNKNOWN_SIDE),
    ],
)
def test_for_whom_there_is_no_mirror(
    affected: AffectedSide | None, part: BodyPart | None, way: Way
) -> None:
    found = gate(replace(ANNA, affected=affected, part=part), week(), [], TODAY)
    assert found.way is way
    assert not found.possible


def test_three_flares_in_a_row_pause_it() -> None:
    flared = [record(before=2, after=5)] * FLARES_TO_PAUSE
    assert flares_in_a_row(flared) == 3
    assert gate(ANNA, week(), flared, TODAY).way is Way.PAUSED
    assert gate(ANNA, week(), [record(), *flared], TODAY).way is Way.OPEN
    other = [replace(r, someone_else=True) for r in flared]
    assert gate(ANNA, week(), other, TODAY, imagined()).way is Way.OPEN


def test_the_ladder_is_climbed_slowly_and_stepped_down_after_trouble() -> None:
    assert suggested_rung([]) is Rung.WATCH
    assert suggested_rung([record()] * (SESSIONS_A_RUNG - 1)) is Rung.SIMPLE
    assert suggested_rung([record()] * SESSIONS_A_RUNG) is Rung.LARGER
    assert suggested_rung([record(Rung.OBJECT)] * 9) is Rung.OBJECT
    stopped = record(kind=EndKind.STOPPED, reason=StopReason.TIRED)
    assert suggested_rung([record(), record(), stopped, record()]) is Rung.SIMPLE
    assert suggested_rung([record(before=2, after=4), *[record()] * 9]) is Rung.WATCH
    assert suggested_rung([record(before=2, after=4), *[record()] * 9], rise=3) is Rung.LARGER
    for reason in (StopReason.DIZZY, StopReason.MORE_PAIN, StopReason.UPSETTING):
        uneasy = record(Rung.LARGER, kind=EndKind.STOPPED, reason=reason)
        assert suggested_rung([uneasy]) is Rung.SIMPLE
    assert suggested_rung([replace(record(), someone_else=True)]) is Rung.WATCH


def test_what_a_record_says() -> None:
    one = record(Rung.LARGER)
    session = one.session.id
    steps = (
        Step(uuid4(), session, 0, "watch", Moment(NOW), 20),
        Step(uuid4(), session, 1, "hand_fist", Moment(NOW), 30, 4),
        Step(uuid4(), session, 2, "hand_wide", Moment(NOW), 5, 1, skipped=True),
        Step(uuid4(), session, 3, "hand_slide", Moment(NOW), 2),
    )
    events = tuple(
        SessionEvent(UUID(int=n), session, Moment(NOW), kind, words)
        for n, (kind, words) in enumerate(
            [
                (EventKind.PAUSED, ""),
                (EventKind.NOTE, "odd"),
                (EventKind.PAUSED, ""),
                (EventKind.NOTE, "odd at first"),
            ]
        )
    )
    full = replace(one, steps=steps, events=events)
    assert full.watched_s == 57
    assert full.done == (steps[1],)
    assert full.pauses == 2
    assert full.note == "odd at first"
    assert full.rung is Rung.LARGER
    assert full.completed
    unended = replace(one, end=None)
    assert (unended.completed, unended.reason, unended.note) == (False, None, "")


def test_a_plan_names_the_part_that_the_mirror_is_for() -> None:
    plan = replace(ready_plan(Ready.STANDARD, ANNA, TODAY), stage=ItemKind.MIRROR)
    unsaid, knee = replace(ANNA, part=None), replace(ANNA, part=BodyPart.KNEE)
    assert gate(unsaid, [], [], TODAY).way is Way.UNKNOWN_SIDE
    assert gate(knee, [], [], TODAY).way is Way.NO_LADDER
    for patient in (unsaid, knee):
        assert gate(patient, [], [], TODAY, plan=plan).way is Way.OPEN
    without = replace(plan, stage=ItemKind.IMAGERY, items=plan.items[:2])
    assert gate(knee, [], [], TODAY, plan=without).way is Way.NO_LADDER


def on_day(back: int, rung: Rung = Rung.SIMPLE) -> MirrorRecord:
    """A calm session so many days ago."""
    one = record(rung)
    at = Moment(NOW - timedelta(days=back))
    return replace(one, session=replace(one.session, at=at))


def flared(*days_ago: int) -> FlareDays:
    return FlareDays(frozenset(TODAY - timedelta(days=back) for back in days_ago), TODAY)


@pytest.mark.parametrize(
    ("records", "days_ago", "rung"),
    [
        ([on_day(1), on_day(2), on_day(3)], (0,), Rung.WATCH),
        ([on_day(1), on_day(2), on_day(3)], (1,), Rung.WATCH),
        ([on_day(0, Rung.WATCH), on_day(1), on_day(2)], (0,), Rung.WATCH),
        # not one easier with every session of such a day
        ([on_day(0, Rung.FINER), on_day(1, Rung.OBJECT)], (0,), Rung.FINER),
        ([on_day(0, Rung.FINER), on_day(1, Rung.OBJECT)], (1,), Rung.FINER),
        ([on_day(1, Rung.OBJECT), on_day(2, Rung.FINER)], (1,), Rung.FINER),
        # the days before it count for nothing further
        ([on_day(3), on_day(4), on_day(5)], (2,), Rung.SIMPLE),
        ([on_day(0), on_day(1), on_day(2)], (3,), Rung.LARGER),
        ([on_day(1), on_day(2), on_day(3)], (-1,), Rung.LARGER),
        ([], (0,), Rung.WATCH),
    ],
)
def test_a_flare_of_any_kind_makes_the_mirror_easier(
    records: list[MirrorRecord], days_ago: tuple[int, ...], rung: Rung
) -> None:
    assert suggested_rung(records, flares=flared(*days_ago)) is rung


@given(
    st.lists(st.builds(on_day, st.integers(0, 6), st.sampled_from(Rung)), max_size=8),
    st.sets(st.integers(0, 9)),
)
def test_a_flare_never_makes_the_mirror_harder(
    records: list[MirrorRecord], days_ago: set[int]
) -> None:
    newest_first = sorted(records, key=lambda r: r.session.at.utc, reverse=True)
    found = suggested_rung(newest_first, flares=flared(*days_ago))
    assert found <= suggested_rung(newest_first)
    if newest_first and days_ago & {0, 1}:
        assert found <= newest_first[0].rung
