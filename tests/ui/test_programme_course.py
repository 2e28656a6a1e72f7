"""What is known of the present person's programme, and what of it is written."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from gmi_app.clock import Moment
from gmi_app.facts.note import Contact, FlarePlan, HelpContacts, NoteKind, PaceChange, PaceNote
from gmi_app.laterality.settings import DrillSettings
from gmi_app.programme.patient import Patient
from gmi_app.programme.suggestion import Advice, LevelChange, SuggestionKind
from gmi_app.ui.programme.course import Course
from gmi_app.ui.routes import Route
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, keep, note, plan_of, practise
from tests.ui.world import World

pytestmark = pytest.mark.gui
WORDS = FlarePlan("When it burns", "Warm water")
LEA, SAM = Contact("Lea", "0170 1"), Contact("Sam", "0170 2")


def test_what_was_asked_of_one_person_is_never_shown_to_the_next(world: World) -> None:
    plan_of(world)
    course = world.open_window().programme.course
    ben = world.add_patient(Patient(UUID(int=8), Moment(NOW), "Ben"))
    shown: list[UUID] = []

    def came() -> None:
        if course.known is not None:
            shown.append(course.known.patient)

    course.changed.connect(came)
    course.read()  # on its way while the next person sits down
    world.state.choose_patient(ben)
    world.settle()
    assert set(shown) == {ben.id}


def test_only_what_was_changed_of_the_flare_plan_is_written(world: World) -> None:
    plan_of(world)
    course = world.open_window().programme.course

    def written() -> list[NoteKind]:
        world.settle()
        return [each.kind for each in world.journal.notes(ANNA.id)]

    course.keep_flare_plan(WORDS, HelpContacts())
    assert written() == [NoteKind.FLARE_PLAN]
    course.keep_flare_plan(WORDS, HelpContacts((LEA,)))
    assert sorted(written()) == [NoteKind.FLARE_PLAN, NoteKind.HELP_CONTACTS]
    course.keep_flare_plan(WORDS, HelpContacts((LEA,)))
    assert len(written()) == 2


def test_ones_own_words_come_before_those_of_the_plan(world: World) -> None:
    plan = plan_of(world)
    keep(world, replace(plan, flare_plan=WORDS, help_contacts=(SAM,)))
    course = world.open_window().programme.course
    assert (course.flare_plan, course.contacts) == (WORDS, HelpContacts((SAM,)))
    assert course.stop_help.contact_lines.splitlines()[0].startswith("Sam")
    own = FlarePlan("When it swells", "Lie down")
    course.keep_flare_plan(own, HelpContacts((LEA,)))
    world.settle()
    assert (course.flare_plan, course.contacts) == (own, HelpContacts((LEA,)))
    assert world.state.stop_help == course.stop_help


def test_what_pacing_found_is_kept_once_a_day(world: World) -> None:
    plan = plan_of(world)
    plan = replace(plan, items=plan.items[:1])
    keep(world, plan)
    practise(world, plan, 4)
    note(world, NoteKind.PACE, PaceNote(plan.items[0].id, PaceChange.BASELINE, 10, 10), 5)
    world.state.choose_patient(world.state.patients[0])
    course = Course(world.state, lambda _: True, world.state)
    world.settle()
    for _ in range(3):  # before the note that was written is read again
        course.keep_paces()
    world.settle()
    assert len(world.journal.notes(ANNA.id, [NoteKind.PACE])) == 2


def test_an_easier_step_that_is_accepted_takes_what_pacing_reached_along(world: World) -> None:
    plan = plan_of(world)
    item = plan.items[0]
    note(world, NoteKind.PACE, PaceNote(item.id, PaceChange.UP, 18, 10), 1)
    course = world.open_window().programme.course
    course.decide(
        Advice(SuggestionKind.STEP_BACK, (), item.id, change=LevelChange.COUNT), accept=True
    )
    world.settle()
    newest = world.journal.notes(ANNA.id, [NoteKind.PACE])[0].content
    assert isinstance(newest, PaceNote)
    assert newest.item == item.id
    assert newest.amount < 18


def test_a_check_up_that_is_accepted_begins(world: World) -> None:
    plan = plan_of(world)
    window = world.open_window()
    window.programme.accept(Advice(SuggestionKind.CHECK_UP))
    world.settle()
    assert window.is_at(Route.PAIN_BEFORE)
    window.screen_widget.answered.emit(2)  # type: ignore[attr-defined]
    world.settle()
    assert world.started == [(DrillSettings.for_check_up(plan.main_part), 2)]
