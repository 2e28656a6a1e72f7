"""Which exercises come: at the person's level, about three new ones, within the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, StopReason
from gmi_app.imagery.exercise import Exercise
from gmi_app.imagery.facts import Easing, ImageryRecord, ImagerySession, ImageryStep
from gmi_app.imagery.ladders import load_ladders
from gmi_app.imagery.planner import (
    NEW_AT_A_TIME,
    duration_s,
    familiar,
    gentle,
    plan,
    planned,
    up_to,
)
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.pictures.model import BodyPart
from gmi_app.progress.flare import FlareDays
from tests.clocks import START

LADDERS = load_ladders().of_part
HAND = LADDERS[BodyPart.HAND]
PATIENT = UUID(int=1)
NOW = Moment(START)


def rated(session: UUID, step: UUID | None, kind: RatingKind, value: int, when: When) -> Rating:
    return Rating(uuid4(), PATIENT, NOW, kind, value, when, session, step)


def record(
    *exercises: Exercise,
    clarity: int | None = 4,
    feeling: int | None = 3,
    pain: int = 3,
    before: int = 3,
    moved: int = 0,
    reason: StopReason | None = None,
    **changes: object,
) -> ImageryRecord:
    """A session with these, all rated alike."""
    one = uuid4()
    session = ImagerySession(one, PATIENT, NOW, ImagerySettings(), "1.0")
    steps, ratings = [], [rated(one, None, RatingKind.PAIN_NOW, before, When.BEFORE)]
    for index, exercise in enumerate(exercises):
        step = ImageryStep(uuid4(), one, index, exercise.id, NOW, 30, 3)
        steps.append(replace(step, **changes))  # type: ignore[arg-type]
        for kind, value in (
            (RatingKind.CLARITY, clarity),
            (RatingKind.FEELING, feeling),
            (RatingKind.PAIN_NOW, pain),
            (RatingKind.MOVED, moved),
        ):
            if value is not None:
                ratings.append(rated(one, step.id, kind, value, When.DURING))
    how = EndKind.COMPLETED if reason is None else EndKind.STOPPED
    end = SessionEnd(uuid4(), one, NOW, how, reason)
    return ImageryRecord(session, end, tuple(steps), (), tuple(ratings))


def test_the_first_session_begins_at_the_foot_of_the_ladder() -> None:
    chosen = plan(HAND, [], 5)
    assert [e.id for e in chosen][:3] == [e.id for e in HAND.exercises[:3]]
    assert set(chosen) == set(HAND.exercises[:3])


def test_twice_well_is_familiar_and_the_next_ones_come() -> None:
    first = HAND.exercises[:3]
    assert familiar([record(*first)]) == frozenset()
    well = [record(*first), record(*first)]
    assert familiar(well) == {e.id for e in first}
    chosen = plan(HAND, well, 10)
    assert chosen[0] in first
    new = [e for e in dict.fromkeys(chosen) if e not in first]
    assert new == list(HAND.exercises[3:6])


def test_what_keeps_an_exercise_from_being_familiar() -> None:
    first = HAND.exercises[0]
    for poor in (
        record(first, clarity=2),
        record(first, feeling=2),
        record(first, clarity=None),
        record(first, moved=1),
        record(first, pain=5, before=3),
        record(first, skipped=True),
        record(first, repetitions=0),
        record(first, eased=Easing.SMALLER),
        replace(record(first), someone_else=True),
    ):
        assert familiar([poor, record(first)]) == frozenset()
    assert familiar([record(first), record(first), record(first, clarity=1)]) == {first.id}


def test_after_a_flare_nothing_new_comes() -> None:
    known = HAND.exercises[:6]
    well = [record(*known), record(*known)]
    assert not gentle([])
    assert not gentle(well)
    flared = record(before=3, reason=StopReason.MORE_PAIN)
    risen = record(HAND.exercises[0], before=2, pain=4)
    for last in (flared, risen, record(reason=StopReason.UPSETTING)):
        assert gentle([last, *well])
        calm = familiar([last, *well])
        easier_half = [e for e in known if e.id in calm][:3]
        assert set(plan(HAND, [last, *well], 15)) == set(easier_half)
    assert plan(HAND, [flared], 15)[0] is HAND.exercises[0]
    assert set(plan(HAND, [flared], 15)) == {HAND.exercises[0]}
    assert not gentle([record(reason=StopReason.NO_TIME)])
    assert not gentle([replace(flared, someone_else=True)])


def test_a_plan_says_what_a_flare_is() -> None:
    first = HAND.exercises[0]
    risen = [record(first, before=2, pain=4)] * 2
    assert gentle(risen)
    assert familiar(risen) == frozenset()
    assert not gentle(risen, rise=3)
    assert familiar(risen, rise=3) == {first.id}
    settings = ImagerySettings()
    usual, named = planned(settings, HAND, risen), planned(settings, HAND, risen, rise=3)
    assert set(usual.exercises) == {first}
    assert len(set(named.exercises)) > 1


def test_all_of_the_ladder_is_familiar_at_last() -> None:
    whole = [record(*HAND.exercises), record(*HAND.exercises)]
    assert set(plan(HAND, whole, 15)) <= set(HAND.exercises[-5:])


@given(
    part=st.sampled_from(BodyPart),
    minutes=st.integers(3, 15),
    known=st.integers(0, 24),
    flared=st.booleans(),
)
def test_every_plan_fits_and_asks_for_little_that_is_new(
    part: BodyPart, minutes: int, known: int, flared: bool
) -> None:
    ladder = LADDERS[part]
    done = ladder.exercises[:known]
    records = [record(*done), record(*done)] if done else []
    if flared:
        records = [record(reason=StopReason.MORE_PAIN), *records]
    chosen = plan(ladder, records, minutes)
    assert chosen
    assert duration_s(chosen) <= minutes * 60
    assert set(chosen) <= set(ladder.exercises)
    new = {e.id for e in chosen} - {e.id for e in done}
    assert len(new) <= NEW_AT_A_TIME
    assert duration_s(chosen) > minutes * 30


def flared(days_ago: int) -> FlareDays:
    today = NOW.local.date()
    return FlareDays(frozenset({today - timedelta(days=days_ago)}), today)


def test_a_flare_of_any_kind_brings_nothing_new_and_less_that_is_hard() -> None:
    done = HAND.exercises[:4]
    calm = [record(*done), record(*done)]
    for days_ago in (0, 1):
        assert set(plan(HAND, calm, 15, flares=flared(days_ago))) == set(done[:2])
        assert set(plan(HAND, [], 15, flares=flared(days_ago))) == {HAND.exercises[0]}
    for days_ago in (-1, 2):
        assert plan(HAND, calm, 15, flares=flared(days_ago)) == plan(HAND, calm, 15)
    settings = ImagerySettings()
    assert planned(settings, HAND, calm, None, flares=flared(0)) != planned(settings, HAND, calm)


@given(
    part=st.sampled_from(sorted(LADDERS)),
    minutes=st.floats(0.5, 15),
    known=st.sets(st.integers(0, 30)),
    days_ago=st.integers(0, 1),
)
def test_a_flare_never_makes_imagined_movements_harder(
    part: BodyPart, minutes: float, known: set[int], days_ago: int
) -> None:
    ladder = LADDERS[part]
    done = [e for n, e in enumerate(ladder.exercises) if n in known]
    records = [record(*done), record(*done)] if done else []
    usual, eased = (
        plan(ladder, records, minutes),
        plan(ladder, records, minutes, flares=flared(days_ago)),
    )
    assert max(map(ladder.exercises.index, eased)) <= max(map(ladder.exercises.index, usual))
    assert not {e.id for e in eased} - {e.id for e in done} or not done


def test_a_record_says_what_it_holds() -> None:
    one = record(*HAND.exercises[:2], clarity=4, before=2, pain=3)
    assert one.series(RatingKind.CLARITY) == (4, 4)
    assert (one.pain_before, one.pain_after) == (2, 3)
    after = rated(one.session.id, None, RatingKind.PAIN_NOW, 1, When.AFTER)
    assert replace(one, ratings=(*one.ratings, after)).pain_after == 1
    assert one.imagined_s == 60
    assert len(one.done) == 2
    assert one.completed
    assert one.reason is None
    unended = replace(one, end=None, ratings=())
    assert (unended.completed, unended.reason, unended.pain_before) == (False, None, None)
    assert unended.series(RatingKind.CLARITY) == ()


@given(st.integers(1, 6), st.sampled_from(sorted(LADDERS)), st.floats(3, 15))
def test_a_plan_ends_the_ladder(highest: int, part: BodyPart, minutes: float) -> None:
    """Also for who knows all of it; and what is familiar below stays familiar."""
    ladder = LADDERS[part]
    everything = [record(*ladder.exercises), record(*ladder.exercises)]
    settings = ImagerySettings(part=part, minutes=minutes)
    for records in ([], everything):
        found = planned(settings, ladder, records, highest)
        assert {each.rung for each in found.exercises} <= set(range(1, highest + 1))
        assert found.ladder is ladder  # what is easier, or further away, is found in all of it
        assert found.settings.exercises == tuple(each.id for each in found.exercises)
    assert planned(settings, ladder, [], None).exercises == plan(ladder, [], minutes)


def test_a_ladder_never_ends_before_its_first_exercise() -> None:
    assert up_to(HAND, 0).exercises == HAND.exercises[:1]
    assert up_to(HAND, None) is HAND
