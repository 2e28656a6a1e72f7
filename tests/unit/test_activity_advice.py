"""What is offered the next time: touch, prompts, and small steps of an activity."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.activities.advice import (
    flares_in_a_row,
    own,
    recent_prompts,
    touch_advice,
    went_well,
)
from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep
from gmi_app.activities.pacing import (
    GOOD_DAYS,
    Goal,
    Planned,
    Way,
    amount_done,
    eased,
    goal_of,
    goals,
    offer,
    usual_step,
)
from gmi_app.activities.reading import load_content
from gmi_app.activities.settings import (
    ActivitySettings,
    DesensitisationSettings,
    PacingSettings,
    PerceptionSettings,
    RelaxationSettings,
)
from gmi_app.activities.wish import ActivityWish, has_healthy_limb
from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import MOST, ActivityGoal, Unit
from gmi_app.facts.note import Daily, Note, NoteKind
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, SessionKind, StopReason
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.thresholds import Thresholds
from gmi_app.progress.flare import NO_FLARES, FlareDays
from tests.clocks import START

TOUCH = load_content().touch
PATIENT = UUID(int=1)
GOAL = ActivityGoal(UUID(int=5), "Walk", Unit.MINUTES, 10, 12, 2)


def moment(day: int = 0, hour: int = 0) -> Moment:
    return Moment(START + timedelta(days=day, hours=hour), 60)


def record(
    settings: ActivitySettings,
    steps: tuple[tuple[str, float, int, int | None], ...] = (),
    *,
    day: int = 0,
    hour: int = 0,
    pain: tuple[int, int] = (3, 3),
    reason: StopReason | None = None,
    someone_else: bool = False,
    kind: RatingKind = RatingKind.COMFORT,
) -> ActivityRecord:
    """A session with these steps: exercise, seconds, times, rating."""
    at, one = moment(day, hour), uuid4()
    session = ActivitySession(one, PATIENT, at, settings, "1.0")
    made = tuple(
        ActivityStep(uuid4(), one, index, exercise, at, seconds, times)
        for index, (exercise, seconds, times, _) in enumerate(steps)
    )
    given = [
        Rating(uuid4(), PATIENT, at, RatingKind.PAIN_NOW, value, when, one)
        for value, when in zip(pain, (When.BEFORE, When.AFTER), strict=True)
    ]
    given += [
        Rating(uuid4(), PATIENT, at, kind, said, When.DURING, one, step.id)
        for step, (_, _, _, said) in zip(made, steps, strict=True)
        if said is not None
    ]
    ended = EndKind.STOPPED if reason else EndKind.COMPLETED
    end = SessionEnd(uuid4(), one, at, ended, reason)
    return ActivityRecord(session, end, made, (), tuple(given), someone_else)


def touched(
    texture: str = "silk",
    stroke: str = "light",
    *,
    place: str = "edge",
    comfort: int | None = 4,
    pain: tuple[int, int] = (3, 3),
    reason: StopReason | None = None,
    someone_else: bool = False,
    day: int = 0,
) -> ActivityRecord:
    settings = DesensitisationSettings(texture=texture, stroke=stroke)
    return record(
        settings,
        ((f"at_{place}", 30.0, 0, comfort),),
        day=day,
        pain=pain,
        reason=reason,
        someone_else=someone_else,
    )


def advice(*records: ActivityRecord) -> tuple[str, str, bool]:
    found = touch_advice(records, TOUCH)
    return found.texture.id, found.stroke.id, found.paused


GOOD, FLARED = touched(), touched("felt", "firm", pain=(3, 5))


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], ("silk", "light", False)),
        ([GOOD], ("silk", "light", False)),
        ([GOOD, GOOD], ("cotton_wool", "light", False)),
        ([GOOD, touched(place="far", comfort=5)], ("silk", "light", False)),
        ([GOOD, touched(comfort=3)], ("silk", "light", False)),
        ([GOOD, touched(comfort=None)], ("silk", "light", False)),
        ([touched("felt"), GOOD], ("felt", "light", False)),
        ([touched("felt", "firm", place="painful")] * 2, ("corduroy", "firm", False)),
        ([touched("sand")] * 2, ("sand", "firm", False)),
        ([touched("sand", "circular")] * 2, ("sand", "circular", False)),
        ([FLARED, GOOD, GOOD], ("cotton", "light", False)),
        ([touched("silk", "firm", pain=(1, 8))], ("silk", "light", False)),
        ([touched("felt", reason=StopReason.UPSETTING)], ("cotton", "light", False)),
        ([touched("felt", reason=StopReason.TIRED)], ("felt", "light", False)),
        ([FLARED, FLARED], ("cotton", "light", False)),
        ([FLARED, FLARED, FLARED], ("cotton", "light", True)),
        ([touched("felt", someone_else=True), GOOD, GOOD], ("cotton_wool", "light", False)),
        ([record(RelaxationSettings()), GOOD, GOOD], ("cotton_wool", "light", False)),
        ([touched("unknown")], ("silk", "light", False)),
    ],
)
def test_the_next_texture(records: list[ActivityRecord], expected: tuple[str, str, bool]) -> None:
    assert advice(*records) == expected


def test_what_the_plan_calls_a_flare_counts() -> None:
    patient = Thresholds(flare_rise=3, flares_to_pause=2)
    assert touch_advice([FLARED, FLARED], TOUCH, patient).texture.id == "corduroy"
    hurting = [touched("felt", "firm", pain=(3, 6))] * 2
    assert touch_advice(hurting, TOUCH, patient).paused
    assert not touch_advice(hurting[:1], TOUCH, patient).paused


def test_two_good_times_at_another_limb_do_not_count_together() -> None:
    foot = DesensitisationSettings(BodyPart.FOOT)
    other = record(foot, (("at_edge", 30.0, 0, 4),))
    assert advice(GOOD, other) == ("silk", "light", False)


TIMES = st.lists(
    st.builds(
        touched,
        st.sampled_from([rung.id for rung in TOUCH.textures]),
        st.sampled_from([rung.id for rung in TOUCH.strokes]),
        place=st.sampled_from([zone.id for zone in TOUCH.zones]),
        comfort=st.one_of(st.none(), st.integers(1, 5)),
        pain=st.tuples(st.integers(0, 10), st.integers(0, 10)),
    ),
    min_size=1,
    max_size=6,
)


@given(TIMES)
def test_never_rougher_after_an_uneasy_time_and_never_by_more_than_one(
    records: list[ActivityRecord],
) -> None:
    found = touch_advice(records, TOUCH)
    last = records[0].session.settings
    assert isinstance(last, DesensitisationSettings)
    ladder = [rung.id for rung in TOUCH.textures]
    strokes = [rung.id for rung in TOUCH.strokes]
    change = ladder.index(found.texture.id) - ladder.index(last.texture)
    stroke = strokes.index(found.stroke.id) - strokes.index(last.stroke)
    assert change <= 1
    assert change <= 0 or stroke <= 0
    if records[0].uneasy():
        assert change <= 0
        assert stroke <= 0
    if change > 0 or stroke > 0:
        assert all(went_well(each) for each in records[:2])
    assert found.paused == (flares_in_a_row(records) >= 3)


def flared(*days: int, today: int = 4) -> FlareDays:
    return FlareDays(frozenset(moment(day).day for day in days), moment(today).day)


@pytest.mark.parametrize(
    ("records", "days", "expected"),
    [
        ([touched("felt", "firm", day=n) for n in (3, 2)], (4,), ("cotton", "light")),
        ([touched("felt", "firm", day=n) for n in (3, 2)], (3,), ("cotton", "light")),
        ([touched("cotton", day=4), touched("felt", day=3)], (4,), ("cotton", "light")),
        ([touched("felt", "firm", day=n) for n in (2, 1)], (2,), ("felt", "firm")),
        ([touched("felt", "firm", day=n) for n in (4, 3)], (2,), ("corduroy", "firm")),
        ([touched("felt", "firm", day=n) for n in (3, 2)], (5,), ("corduroy", "firm")),
        ([], (4,), ("silk", "light")),
    ],
)
def test_a_flare_of_any_kind_makes_touch_softer(
    records: list[ActivityRecord], days: tuple[int, ...], expected: tuple[str, str]
) -> None:
    found = touch_advice(records, TOUCH, flares=flared(*days))
    assert (found.texture.id, found.stroke.id) == expected


@given(TIMES, st.sets(st.integers(-3, 4)), st.integers(0, 4))
def test_a_flare_never_makes_touch_rougher(
    records: list[ActivityRecord], days: set[int], today: int
) -> None:
    calm, found = (
        touch_advice(records, TOUCH, flares=each)
        for each in (NO_FLARES, flared(*days, today=today))
    )
    assert TOUCH.textures.index(found.texture) <= TOUCH.textures.index(calm.texture)
    if TOUCH.textures.index(found.texture) == TOUCH.textures.index(calm.texture):
        assert TOUCH.strokes.index(found.stroke) <= TOUCH.strokes.index(calm.stroke)
    assert found.paused == calm.paused


def test_prompts_that_were_asked_newest_first() -> None:
    new = record(PerceptionSettings(), (("warmth", 20.0, 0, 3), ("weight", 20.0, 0, None)))
    old = record(PerceptionSettings(), (("touches", 20.0, 0, 3),))
    strange = replace(old, someone_else=True)
    assert recent_prompts([new, strange, GOOD, old]) == ["weight", "warmth", "touches"]
    assert own([new, strange, GOOD], SessionKind.PERCEPTION) == [new]


# ---- activity pacing
def done(
    amount: int | None = None,
    *,
    day: int,
    hour: int = 0,
    goal: ActivityGoal = GOAL,
    pain: tuple[int, int] = (3, 3),
    someone_else: bool = False,
) -> ActivityRecord:
    settings = PacingSettings(goal.goal, goal.name, goal.unit, goal.amount)
    how_much = goal.amount if amount is None else amount
    step = ("paced", how_much * 60.0, 0, None)
    if goal.unit is Unit.TIMES:
        step = ("paced", 0.0, how_much, None)
    return record(settings, (step,), day=day, hour=hour, pain=pain, someone_else=someone_else)


SINCE = Goal(GOAL, moment(0))


def offered(*records: ActivityRecord, goal: Goal = SINCE) -> tuple[Way, int, int]:
    newest_first = sorted(records, key=lambda r: r.session.at.utc, reverse=True)
    found = offer(goal, newest_first)
    return found.way, found.amount, found.good_days


def test_after_a_flare_of_any_kind_the_good_days_begin_again() -> None:
    newest_first = [done(day=n) for n in (4, 2, 1)]
    way = {
        day: offer(SINCE, newest_first, flares=flared(day, today=5)).way for day in (0, 3, 4, 5, 6)
    }
    assert way == {0: Way.UP, 3: Way.STAY, 4: Way.STAY, 5: Way.STAY, 6: Way.UP}
    assert offer(SINCE, newest_first, flares=flared(3, today=5)).good_days == 1
    hurt = [done(day=5, pain=(3, 5)), *newest_first]
    assert offer(SINCE, hurt, flares=flared(5, today=5)).way is Way.DOWN


def test_an_item_of_the_plan_is_done_with_the_activity_of_its_name_else_with_a_free_one() -> None:
    walk, own = Planned(UUID(int=11), "walk", 5), Planned(UUID(int=12), "In the house", 5)
    cooking = Goal(replace(GOAL, goal=UUID(int=6), name="Cooking"), moment(1))
    for goals_, walked, other in (
        ([SINCE, cooking], SINCE, cooking),
        ([cooking, SINCE], SINCE, cooking),
        ([cooking], cooking, cooking),
        ([SINCE], SINCE, None),
        ([], None, None),
    ):
        assert goal_of(walk.item, [walk, own], goals_) == walked
        assert goal_of(own.item, [walk, own], goals_) == other


def test_an_easier_day_has_two_thirds_and_at_least_one() -> None:
    assert [eased(n, flared(4)) for n in (15, 3, 2, 1)] == [10, 2, 1, 1]
    assert [eased(n, flared(3)) for n in (15, 1)] == [10, 1]
    assert [eased(n, flared(2)) for n in (15, 1)] == [15, 1]


def test_a_step_up_after_three_good_days_in_a_row() -> None:
    days = [done(day=n) for n in (1, 2, 4)]
    assert offered() == (Way.STAY, 12, 0)
    assert offered(*days[:2]) == (Way.STAY, 12, 2)
    assert offered(*days) == (Way.UP, 14, GOOD_DAYS)
    assert offered(done(day=1), done(day=1, hour=3), done(day=2)) == (Way.STAY, 12, 2)


@pytest.mark.parametrize(
    "spoilt",
    [
        done(8, day=2),
        done(day=2, pain=(3, 5)),
    ],
)
def test_a_day_that_was_less_or_hurt_begins_the_count_again(spoilt: ActivityRecord) -> None:
    assert offered(done(day=0, hour=1), done(day=1), spoilt, done(day=3)) == (Way.STAY, 12, 1)
    same_day = (done(day=2, hour=-2), spoilt, done(day=2, hour=2))
    assert offered(*same_day, done(day=3), done(day=4)) == (Way.STAY, 12, 2)


def test_a_flare_offers_less_at_once_but_never_nothing() -> None:
    days = [done(day=n) for n in (1, 2, 3)]
    assert offered(*days, done(day=4, pain=(2, 4))) == (Way.DOWN, 10, 0)
    small = Goal(replace(GOAL, amount=1, step=5), moment(0))
    assert offered(done(day=4, pain=(2, 4)), goal=small)[:2] == (Way.DOWN, 1)


def test_less_is_offered_by_what_the_plan_calls_a_flare() -> None:
    goal, risen = Goal(GOAL, moment(0)), [done(day=4, pain=(2, 4))]
    assert offer(goal, risen, 2).way is Way.DOWN
    assert offer(goal, risen, 3).way is Way.STAY


def test_only_the_own_times_since_the_amount_was_set_count() -> None:
    days = [done(day=n) for n in (1, 2, 3)]
    changed = Goal(GOAL, moment(2))
    assert offered(*days, goal=changed) == (Way.STAY, 12, 2)
    assert offered(*days[:2], done(day=3, someone_else=True)) == (Way.STAY, 12, 2)
    other = replace(GOAL, goal=UUID(int=6))
    assert offered(*days[:2], done(day=3, goal=other), record(RelaxationSettings())) == (
        Way.STAY,
        12,
        2,
    )


def test_there_is_a_most() -> None:
    full = replace(GOAL, amount=MOST)
    days = [done(day=n, goal=full) for n in (1, 2, 3)]
    assert offered(*days, goal=Goal(full, moment(0)))[:2] == (Way.STAY, MOST)
    nearly = replace(GOAL, amount=MOST - 1)
    days = [done(day=n, goal=nearly) for n in (1, 2, 3)]
    assert offered(*days, goal=Goal(nearly, moment(0)))[:2] == (Way.UP, MOST)


def test_times_are_counted_and_minutes_rounded() -> None:
    times = replace(GOAL, unit=Unit.TIMES, amount=4)
    assert amount_done(done(3, day=1, goal=times)) == 3
    assert amount_done(done(7, day=1)) == 7


DAYS = st.lists(
    st.builds(
        done,
        st.integers(0, 20),
        day=st.integers(0, 9),
        hour=st.integers(0, 5),
        pain=st.tuples(st.integers(0, 10), st.integers(0, 10)),
    ),
    max_size=12,
)


@given(DAYS)
def test_no_step_up_after_a_flare_and_steps_are_small(records: list[ActivityRecord]) -> None:
    way, amount, good_days = offered(*records)
    assert abs(amount - GOAL.amount) <= GOAL.step
    newest = sorted(records, key=lambda r: r.session.at.utc, reverse=True)
    if way is Way.UP:
        assert good_days >= GOOD_DAYS
        last_days = sorted({r.session.at.day for r in newest}, reverse=True)[:GOOD_DAYS]
        assert len(last_days) == GOOD_DAYS
        assert not any(r.flared() for r in newest if r.session.at.day in last_days)
    if newest and newest[0].flared():
        assert way is Way.DOWN


def note(what: ActivityGoal, day: int) -> Note:
    return Note(uuid4(), PATIENT, moment(day), NoteKind.ACTIVITY_GOAL, what)


def test_the_newest_note_of_each_goal_counts_and_what_is_put_away_is_gone() -> None:
    other = ActivityGoal(UUID(int=6), "Cups", Unit.TIMES, 3, 3)
    gone = ActivityGoal(UUID(int=7), "Stairs", Unit.TIMES, 3, 3)
    notes = [
        note(replace(GOAL, amount=14), 5),
        note(replace(gone, active=False), 4),
        note(other, 3),
        note(gone, 2),
        note(GOAL, 1),
        Note(uuid4(), PATIENT, moment(0), NoteKind.DAILY, Daily("a bath")),
    ]
    found = goals(notes)
    assert [(g.what.name, g.what.amount, g.since) for g in found] == [
        ("Walk", 14, moment(5)),
        ("Cups", 3, moment(3)),
    ]


@pytest.mark.parametrize(("baseline", "step"), [(1, 1), (10, 1), (20, 2), (47, 5)])
def test_a_step_is_about_a_tenth(baseline: int, step: int) -> None:
    assert usual_step(baseline) == step


# ---- what the command line asks for
@pytest.mark.parametrize(
    ("kind", "minutes", "seconds"),
    [
        (SessionKind.RELAXATION, None, None),
        (SessionKind.RELAXATION, 10, 600),
        (SessionKind.DESENSITISATION, 30, 300),
        (SessionKind.PERCEPTION, 30, 900),
        (SessionKind.ACTIVITY, 10, None),
    ],
)
def test_a_wish_keeps_to_what_the_kind_allows(
    kind: SessionKind, minutes: int | None, seconds: int | None
) -> None:
    assert ActivityWish(kind, minutes).seconds == seconds


@pytest.mark.parametrize(
    ("affected", "part", "expected"),
    [
        (AffectedSide.LEFT, BodyPart.HAND, True),
        (AffectedSide.RIGHT, None, True),
        (AffectedSide.BOTH, BodyPart.HAND, False),
        (AffectedSide.LEFT, BodyPart.BACK, False),
        (None, BodyPart.HAND, False),
    ],
)
def test_who_has_a_healthy_limb(
    affected: AffectedSide | None, part: BodyPart | None, expected: bool
) -> None:
    patient = Patient(PATIENT, moment(), "Anna", affected, part)
    assert has_healthy_limb(patient) is expected


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("silk", "silk"),
        ("Towel", "towel"),
        ("a towel ", "towel"),
        ("rice", "rice"),
        ("sand", "sand"),
        ("", "sand"),
        ("my old jumper", "sand"),
        ("ol", "sand"),
    ],
)
def test_the_plan_names_the_coarsest_texture_in_its_own_words(words: str, most: str) -> None:
    """What is softer anyway stays as it is; words that name none change nothing."""
    ids = [each.id for each in TOUCH.textures]
    for each in TOUCH.textures:
        found = TOUCH.up_to(each, words)
        assert ids.index(found.id) == min(ids.index(each.id), ids.index(most))
