"""The later stages of the simulated patient: in order, openly simulated, the same each time."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gmi_app.imagery.facts import ImageryRecord
from gmi_app.imagery.ladders import load_ladder
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.plan import STAGES
from gmi_app.simulation.later_stages import LaterStages, SimulatedMirror
from tests.unit.test_simulation import simulated

LADDER = load_ladder(BodyPart.HAND)
Later = list[ImageryRecord | SimulatedMirror | None]


def later(days: int = 12, seed: int = 1) -> Later:
    person = simulated(days)
    stages = LaterStages(person.patient, days, "0", LADDER, seed)
    return [
        stages.of_day(number, day, STAGES[number * len(STAGES) // days])
        for number, day in enumerate(person.days())
    ]


@pytest.fixture(scope="module")
def course() -> Later:
    return later()


def test_one_stage_follows_the_other(course: Later) -> None:
    days = list(simulated(12).days())
    for number, (found, day) in enumerate(zip(course, days, strict=True)):
        if not day.sessions or number < 4:
            assert found is None
        else:
            assert isinstance(found, ImageryRecord if number < 8 else SimulatedMirror)


def test_facts_belong_together_and_follow_the_days_sets(course: Later) -> None:
    ids = []
    for found, day in zip(course, simulated(12).days(), strict=True):
        if found is None:
            continue
        session, end = found.session, found.end
        assert end is not None
        assert session.author == "simulation"
        assert session.at.utc > day.sessions[-1].end.at.utc
        assert session.at.day == day.day
        times = [session.at, *(step.at for step in found.steps), end.at]
        assert all(a.utc <= b.utc for a, b in pairwise(times))
        assert {step.session for step in found.steps} == {session.id} == {end.session}
        assert {rating.session for rating in found.ratings} == {session.id}
        assert {rating.patient for rating in found.ratings} == {session.patient}
        assert [step.index for step in found.steps] == list(range(len(found.steps)))
        ids += [session.id, end.id, *(s.id for s in found.steps), *(r.id for r in found.ratings)]
    assert len(set(ids)) == len(ids) > 40


def test_they_read_as_sessions_that_were_done(course: Later) -> None:
    imagined = [found for found in course if isinstance(found, ImageryRecord)]
    mirrors = [found for found in course if isinstance(found, SimulatedMirror)]
    assert imagined
    assert mirrors
    for record in imagined:
        assert record.completed
        assert record.done
        assert record.pain_before is not None
    for mirror in mirrors:
        read = MirrorRecord(mirror.session, mirror.end, mirror.steps)
        assert read.done
        assert 100 < read.watched_s <= mirror.session.settings.minutes * 60


def test_the_same_seed_gives_the_same_facts(course: Later) -> None:
    assert later() == course
    assert later(seed=2) != course
