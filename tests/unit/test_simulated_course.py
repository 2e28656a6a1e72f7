"""The programme of the simulated patient: in order, openly simulated, the same each time."""

from __future__ import annotations

from functools import cache

import pytest

from gmi_app.activities.reading import load_content
from gmi_app.facts.note import NoteKind
from gmi_app.programme.pacing import item_of
from gmi_app.programme.plan import STAGES, ItemKind
from gmi_app.programme.plan_json import plan_text, read_plan
from gmi_app.programme.record import Practice
from gmi_app.programme.suggestion import DecisionKind, SuggestionKind
from gmi_app.simulation.beside import Beside
from gmi_app.simulation.course import SaidOfDay, SimulatedCourse
from gmi_app.simulation.patient import AUTHOR
from tests.unit.test_simulation import simulated

pytestmark = pytest.mark.slow  # lives many weeks

DAYS = 60


def simulated_course(days: int = DAYS) -> list[SaidOfDay]:
    person = simulated(days)
    said = SimulatedCourse(person.patient, days)
    return [said.of_day(number, day) for number, day in enumerate(person.days())]


@cache
def course() -> tuple[SaidOfDay, ...]:
    return tuple(simulated_course())


def test_it_goes_through_the_stages_by_accepted_suggestions() -> None:
    begun = [day.begun for day in course() if day.begun is not None]
    assert [each.version.plan.stage for each in begun] == list(STAGES)
    first, *later = begun
    assert first.suggestion is None
    assert first.version.parent is None
    for before, each in zip(begun, later, strict=False):
        assert each.suggestion is not None
        assert each.decision is not None
        assert each.suggestion.advice.kind is SuggestionKind.NEXT_STAGE
        assert each.suggestion.plan_version == before.version.id == each.version.parent
        assert each.decision.kind is DecisionKind.ACCEPTED
        assert read_plan(plan_text(each.version.plan)) == each.version.plan
    assert {each.version.author for each in begun} == {AUTHOR}


def test_the_plan_asks_for_what_is_done_beside_the_stages_on_the_days_that_it_is_done() -> None:
    """Each session counts for an item, so that Today shows it as due and then as done."""
    person = simulated(DAYS)
    begun = course()[0].begun
    assert begun is not None
    plan = begun.version.plan
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
    person = simulated(DAYS)
    for day, said in zip(person.days(), course(), strict=True):
        assert {rating.day for rating in said.ratings} <= {day.day}
        assert {note.day for note in said.notes} <= {day.day}


def test_not_everything_is_said_every_day_and_the_same_each_time() -> None:
    days = course()
    assert list(days) == simulated_course()
    answered = sum(bool(day.ratings) for day in days)
    assert DAYS / 2 < answered < DAYS
    kinds = {note.kind for day in days for note in day.notes}
    assert kinds == {NoteKind.FLARE, NoteKind.DAILY}


def test_a_single_day_has_the_first_plan_only() -> None:
    (day,) = simulated_course(1)
    assert day.begun is not None
    assert day.begun.version.plan.stage is STAGES[0]
