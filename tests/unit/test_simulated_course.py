"""The programme of the simulated patient: in order, openly simulated, the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import mean

import pytest

from gmi_app.activities.reading import load_content
from gmi_app.clock import Moment
from gmi_app.facts.note import NoteKind
from gmi_app.facts.rating import RatingKind, When
from gmi_app.facts.session import EndKind
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.imagery.ladders import load_ladder
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.figures import practice_of
from gmi_app.programme.pacing import item_of
from gmi_app.programme.plan import STAGES, ItemKind, Plan, PlanVersion
from gmi_app.programme.plan_json import plan_text, read_plan
from gmi_app.programme.record import Practice, Record
from gmi_app.programme.suggest import advise
from gmi_app.programme.suggestion import Decided, DecisionKind, ReasonKind, SuggestionKind
from gmi_app.programme.today import since
from gmi_app.progress.flare import is_flare
from gmi_app.simulation.beside import Beside
from gmi_app.simulation.course import Answered, SaidOfDay, SimulatedCourse
from gmi_app.simulation.later_stages import LaterStages, SimulatedMirror
from gmi_app.simulation.patient import AUTHOR, Asked, SimulatedDay, SimulatedPatient
from gmi_app.simulation.persona import Persona
from tests.unit.making import pictures
from tests.unit.test_simulation import NOW, simulated, summary

pytestmark = pytest.mark.slow  # lives many weeks

DAYS = 60


@dataclass
class Lived:
    """What was kept of some weeks, in its order."""

    versions: list[PlanVersion]
    answers: list[Answered]
    said: list[SaidOfDay]
    asked: list[tuple[Plan, Record, Moment]]
    days: list[SimulatedDay]
    later: list[tuple[date, ImageryRecord | SimulatedMirror]]


def lived(persona: Persona = Persona.IMPROVES, days: int = DAYS) -> Lived:
    """As the demonstration lives it, but for what goes beside the stages."""
    person = SimulatedPatient(pictures(96), days=days, now=NOW, version="0", persona=persona)
    course = SimulatedCourse(person.patient, days, persona=persona)
    stages = LaterStages(person.patient, days, "0", load_ladder(BodyPart.HAND), persona=persona)
    found = Lived([course.begin()], [], [], [], [], [])
    practice: list[Practice] = []

    def morning(number: int) -> Asked | None:
        again = course.resume(number)
        found.versions += [again] if again is not None else []
        at = person.morning(number)
        record = Record(
            since(course.version.plan, at.day),
            tuple(reversed(practice)),
            tuple(reversed([r for said in found.said for r in said.ratings])),
            tuple(reversed([n for said in found.said for n in said.notes])),
            tuple(Decided(a.suggestion, a.decision) for a in reversed(found.answers)),
        )
        plan = course.version.plan
        answered = course.decide(number, at, record)
        if answered is not None:
            found.asked.append((plan, record, at))
            found.answers.append(answered)
            found.versions += [answered.version] if answered.version is not None else []
        return course.asked(number)

    for number, day in enumerate(person.days(morning)):
        found.said.append(course.of_day(number, day))
        found.days.append(day)
        practice += [practice_of(summary(each)) for each in day.sessions]
        done = stages.of_day(number, day, course.version.plan.stage)
        if done is not None:
            found.later.append((day.day, done))
            practice.append(practised(done))
    return found


def kind_of(done: ImageryRecord | SimulatedMirror) -> ItemKind:
    return ItemKind.IMAGERY if isinstance(done, ImageryRecord) else ItemKind.MIRROR


def practised(done: ImageryRecord | SimulatedMirror) -> Practice:
    """A session of a later stage, as far as the programme looks."""
    pains = [r for r in done.ratings if r.kind is RatingKind.PAIN_NOW]
    pain = {r.when: r.value for r in pains}
    clear = [r.value for r in done.ratings if r.kind is RatingKind.CLARITY]
    return Practice(
        done.session.id,
        kind_of(done),
        done.session.at,
        part=BodyPart.HAND,
        end=EndKind.COMPLETED,
        pain_before=pain.get(When.BEFORE),
        pain_after=pain.get(When.AFTER),
        amount=300,
        duration_s=300.0,
        clarity=mean(clear) if clear else None,
    )


@cache
def life(persona: Persona = Persona.IMPROVES) -> Lived:
    return lived(persona)


def kinds_of(persona: Persona) -> list[SuggestionKind]:
    return [each.suggestion.advice.kind for each in life(persona).answers]


@pytest.mark.parametrize("persona", list(Persona))
def test_every_suggestion_is_the_programs_own(persona: Persona) -> None:
    lives = life(persona)
    assert lives.answers
    for (plan, record, at), each in zip(lives.asked, lives.answers, strict=True):
        assert each.suggestion.advice == advise(plan, record, at)
        assert each.suggestion.advice.reasons
        assert each.decision.suggestion == each.suggestion.id


@pytest.mark.parametrize("persona", list(Persona))
def test_the_plan_is_a_chain_that_is_followed(persona: Persona) -> None:
    lives = life(persona)
    first, *later = lives.versions
    assert first.parent is None
    for before, version in zip(lives.versions, later, strict=False):
        assert version.parent == before.id
        assert read_plan(plan_text(version.plan)) == version.plan
    assert {version.author for version in lives.versions} == {AUTHOR}
    followed = [
        next(v for v in reversed(lives.versions) if v.at.utc <= session.session.at.utc).plan
        for day in lives.days
        for session in day.sessions
    ]
    sets = [each.session.settings for day in lives.days for each in day.sessions]
    for plan, settings in zip(followed, sets, strict=True):
        assert settings.check_up or settings == plan.items[0].what.settings  # type: ignore[union-attr]


def test_who_improves_goes_on_beyond_luck() -> None:
    (onward,) = [
        each.suggestion.advice
        for each in life().answers
        if each.suggestion.advice.stage is ItemKind.IMAGERY
        and each.decision.kind is DecisionKind.ACCEPTED
    ]
    assert onward.kind is SuggestionKind.NEXT_STAGE
    shares = [r.value for r in onward.reasons if r.kind is ReasonKind.ACCURACY]
    assert len(shares) == 2
    assert all(share is not None and share >= 0.8 for share in shares)


def test_each_kind_of_person_is_told_what_fits() -> None:
    for persona in (Persona.PLATEAU, Persona.GUESSES):
        assert SuggestionKind.NEXT_STAGE not in kinds_of(persona)
    assert SuggestionKind.NEXT_LEVEL not in kinds_of(Persona.GUESSES)
    assert SuggestionKind.CHECK_UP in kinds_of(Persona.FORGETS)
    assert kinds_of(Persona.FLARES).count(SuggestionKind.STEP_BACK) > 2
    flares, improves = (kinds_of(p) for p in (Persona.FLARES, Persona.IMPROVES))
    assert flares.count(SuggestionKind.STEP_BACK) > improves.count(SuggestionKind.STEP_BACK)


def test_a_pause_is_a_rest_and_is_taken_up_again() -> None:
    lives = lived(Persona.FLARES, 150)
    pauses = [a for a in lives.answers if a.suggestion.advice.kind is SuggestionKind.PAUSE]
    assert pauses
    for pause in pauses:
        assert pause.version is not None
        later = [v for v in lives.versions if v.parent == pause.version.id]
        assert any(item.paused for item in pause.version.plan.items)
        assert all(not item.paused for version in later for item in version.plan.items)
        rest = [d for d in lives.days if d.day == pause.suggestion.at.day]
        assert not rest[0].sessions
        assert rest[0].began is None


@pytest.mark.parametrize("persona", [Persona.IMPROVES, Persona.FLARES])
def test_nothing_is_done_that_the_plan_does_not_ask_for(persona: Persona) -> None:
    """In the later stages no left-right sets: only the check-up of the week."""
    lives = life(persona)
    stages = set()
    for day in lives.days:
        plan = next(v for v in reversed(lives.versions) if v.at.day <= day.day).plan
        stages.add(plan.stage)
        sets = [each for each in day.sessions if not each.session.settings.check_up]
        assert plan.stage is ItemKind.LATERALITY or not sets
        if day.began is not None:
            done = {kind_of(each) for on, each in lives.later if on == day.day}
            assert done == {plan.stage} - {ItemKind.LATERALITY}
    if persona is Persona.IMPROVES:
        assert stages == set(STAGES)


def test_who_flares_flares_in_the_later_stages_too() -> None:
    ladder = load_ladder(BodyPart.HAND)
    risen = {}
    for persona in (Persona.IMPROVES, Persona.FLARES):
        stages = LaterStages(simulated(DAYS).patient, DAYS, "0", ladder, persona=persona)
        made = [stages.of_day(n, d, ItemKind.IMAGERY) for n, d in enumerate(simulated(DAYS).days())]
        done = [practised(each) for each in made if each is not None]
        risen[persona] = sum(is_flare(each.pain_before, each.pain_after) for each in done)
    assert risen[Persona.IMPROVES] == 0
    assert risen[Persona.FLARES] > 2


def test_the_plan_asks_for_what_is_done_beside_the_stages_on_the_days_that_it_is_done() -> None:
    """Each session counts for an item, so that Today shows it as due and then as done."""
    person = simulated(DAYS)
    plan = life().versions[0].plan
    asked = [item for item in plan.items if not item.kind.staged]
    assert {item.kind for item in asked} == {kind for kind in ItemKind if not kind.staged}
    activities = Beside(person.patient, DAYS, "0", load_content())
    for number, day in enumerate(person.days()):
        due = {item.kind.value for item in asked if day.day.weekday() in item.days}
        assert len(due) == 2
        for record in activities.of_day(number, day).records:
            assert record.kind.value in due
            done = Practice(
                record.session.id,
                ItemKind(record.kind.value),
                record.session.at,
                part=getattr(record.session.settings, "part", None),
            )
            item = plan.item(item_of(done, plan.items))
            assert item is not None
            assert item.kind.value == record.kind.value


def test_the_days_of_what_is_said_are_those_of_the_sessions() -> None:
    lives = life()
    for day, said in zip(lives.days, lives.said, strict=True):
        assert {rating.day for rating in said.ratings} <= {day.day}
        assert {note.day for note in said.notes} <= {day.day}


def test_not_everything_is_said_every_day_and_the_same_each_time() -> None:
    lives = life()
    assert lived() == lives
    answered = sum(bool(day.ratings) for day in lives.said)
    assert DAYS / 2 < answered < DAYS
    kinds = {note.kind for day in life(Persona.FLARES).said for note in day.notes}
    assert kinds == {NoteKind.FLARE, NoteKind.DAILY}


def test_a_single_day_has_the_first_plan_only() -> None:
    alone = lived(days=1)
    (version,) = alone.versions
    assert not alone.answers
    assert version.plan.stage is STAGES[0]
