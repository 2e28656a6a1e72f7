"""What the simulated patient does beside the stages: openly simulated, offered as the program
offers it, the same each time."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gmi_app.activities.facts import ActivityRecord
from gmi_app.activities.pacing import amount_done, of_goal
from gmi_app.activities.reading import load_content
from gmi_app.activities.settings import (
    KINDS,
    DesensitisationSettings,
    PacingSettings,
    PerceptionSettings,
)
from gmi_app.facts.activity_goal import ActivityGoal
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import SessionKind
from gmi_app.simulation.beside import Beside, SimulatedBeside
from tests.unit.test_simulation import simulated

pytestmark = pytest.mark.slow  # lives many weeks

CONTENT = load_content()
DAYS = 42


def beside(days: int = DAYS, seed: int = 1) -> list[SimulatedBeside]:
    person = simulated(days)
    found = Beside(person.patient, days, "0", CONTENT, seed)
    return [found.of_day(number, day) for number, day in enumerate(person.days())]


@pytest.fixture(scope="module")
def weeks() -> list[SimulatedBeside]:
    return beside()


def records(weeks: list[SimulatedBeside]) -> list[ActivityRecord]:
    return [record for day in weeks for record in day.records]


def of_kind(weeks: list[SimulatedBeside], kind: SessionKind) -> list[ActivityRecord]:
    return [record for record in records(weeks) if record.kind is kind]


def test_every_kind_comes_and_nothing_on_a_missed_day(weeks: list[SimulatedBeside]) -> None:
    assert {record.kind for record in records(weeks)} == set(KINDS)
    for found, day in zip(weeks, simulated(DAYS).days(), strict=True):
        assert bool(found.records) == bool(day.sessions)
        guided = [record for record in found.records if record.kind is not SessionKind.ACTIVITY]
        assert len(guided) == bool(day.sessions)


def test_facts_belong_together_between_the_sets_of_their_day(weeks: list[SimulatedBeside]) -> None:
    ids = []
    for found, day in zip(weeks, simulated(DAYS).days(), strict=True):
        for record in found.records:
            session, end = record.session, record.end
            assert end is not None
            assert session.author == "simulation"
            assert day.sessions[0].end.at.utc < session.at.utc < end.at.utc
            assert end.at.utc < day.sessions[1].session.at.utc
            times = [session.at, *(step.at for step in record.steps), end.at]
            assert all(a.utc <= b.utc for a, b in pairwise(times))
            assert {step.session for step in record.steps} == {session.id} == {end.session}
            assert {rating.session for rating in record.ratings} == {session.id}
            assert [step.index for step in record.steps] == list(range(len(record.steps)))
            assert (record.pain_before, record.pain_after) != (None, None)
            ids += [session.id, end.id, *(s.id for s in record.steps)]
            ids += [rating.id for rating in record.ratings]
        for one, other in pairwise(found.records):
            assert one.end is not None
            assert one.end.at.utc < other.session.at.utc
        ids += [note.id for note in found.notes]
    assert len(set(ids)) == len(ids) > 200


def test_they_read_as_sessions_that_were_done(weeks: list[SimulatedBeside]) -> None:
    for record in records(weeks):
        assert record.completed
        assert record.done == record.steps != ()
        assert record.done_s > 30
    for breathing in of_kind(weeks, SessionKind.RELAXATION):
        assert breathing.steps[0].repetitions >= 3
        assert len(breathing.series(RatingKind.CALM)) == 1
    for touched in of_kind(weeks, SessionKind.DESENSITISATION):
        assert touched.done_s <= 300  # five minutes at most (clinical.md 8)
        assert [step.exercise for step in touched.steps][:3] == ["relax", "healthy", "remember"]
        assert touched.series(RatingKind.COMFORT)


def test_what_is_touched_gets_coarser_a_texture_at_a_time(weeks: list[SimulatedBeside]) -> None:
    order = [texture.id for texture in CONTENT.touch.textures]
    found = []
    for record in of_kind(weeks, SessionKind.DESENSITISATION):
        settings = record.session.settings
        assert isinstance(settings, DesensitisationSettings)
        found.append(order.index(settings.texture))
    assert found[0] == 0
    assert max(found) > 0
    assert all(abs(a - b) <= 1 for a, b in pairwise(found))


def test_what_is_noticed_changes(weeks: list[SimulatedBeside]) -> None:
    asked = []
    for record in of_kind(weeks, SessionKind.PERCEPTION):
        settings = record.session.settings
        assert isinstance(settings, PerceptionSettings)
        assert tuple(step.exercise for step in record.steps) == settings.prompts
        asked.append(settings.prompts)
    assert len(set(asked)) > 1


def test_the_walk_grows_by_its_steps_and_is_done_as_planned(weeks: list[SimulatedBeside]) -> None:
    goals = [note.content for day in weeks for note in day.notes]
    assert all(isinstance(goal, ActivityGoal) for goal in goals)
    amounts = [goal.amount for goal in goals if isinstance(goal, ActivityGoal)]
    assert amounts[0] == 10
    assert max(amounts) > 10
    assert all(abs(a - b) == 1 for a, b in pairwise(amounts))
    assert len({goal.goal for goal in goals if isinstance(goal, ActivityGoal)}) == 1
    walked = of_kind(weeks, SessionKind.ACTIVITY)
    first = goals[0]
    assert isinstance(first, ActivityGoal)
    assert of_goal(walked, first.goal) == walked
    planned = [
        w.session.settings.planned for w in walked if isinstance(w.session.settings, PacingSettings)
    ]
    less = [p - amount_done(w) for p, w in zip(planned, walked, strict=True)]
    assert set(less) == {0, 2}


def test_the_same_seed_gives_the_same_facts(weeks: list[SimulatedBeside]) -> None:
    assert beside() == weeks
    assert beside(seed=2) != weeks


def test_a_single_day_is_enough() -> None:
    assert len(beside(days=1)) == 1
