"""A baseline that pacing found is said on Today, and can be declined."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QAbstractButton

from gmi_app.activities.facts import ActivitySession, ActivityStep
from gmi_app.activities.settings import RelaxationSettings
from gmi_app.clock import Moment
from gmi_app.facts.note import FlareNote, NoteKind, PaceChange, PaceNote
from gmi_app.facts.session import EndKind, SessionEnd
from gmi_app.programme.levels import with_amount
from gmi_app.programme.plan import EVERY_DAY, ItemKind, PlanItem
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, keep, note, plan_of, practise, press
from tests.ui.test_programme_today import only_sets, said
from tests.ui.world import World

pytestmark = pytest.mark.gui


@pytest.mark.parametrize(
    ("count", "done", "said_so", "stay"),
    [
        (10, 20, "Found in your first days: 20 pictures, planned 10 pictures", "10 pictures"),
        (20, 12, "Found in your first days: 12 pictures, planned 20 pictures", "20 pictures"),
        (10, 60, "Found in your first days: 20 pictures, planned 10 pictures", "10 pictures"),
    ],
)
def test_what_was_found_in_the_first_days_is_said_and_can_be_declined(
    world: World, count: int, done: int, said_so: str, stay: str
) -> None:
    plan = only_sets(plan_of(world))
    item = with_amount(plan.items[0], count)
    more = plan.with_item(replace(with_amount(item, done), most_amount=60))
    practise(world, more, 3)
    keep(world, plan.with_item(item), 9)
    world.open_window()
    assert said_so in said(world)
    (kept,) = world.journal.notes(ANNA.id, [NoteKind.PACE])
    assert isinstance(kept.content, PaceNote)
    assert kept.content.change is PaceChange.BASELINE  # shown, so kept: once
    assert world.window is not None
    key = world.window.screen_widget.findChild(QAbstractButton, "stay")
    assert isinstance(key, QAbstractButton)
    assert key.text() == f"Stay at {stay}"
    press(world, "stay")
    world.settle()
    newest = world.journal.notes(ANNA.id, [NoteKind.PACE])[0].content
    assert newest == PaceNote(item.id, PaceChange.DECLINED, count, count)
    assert not any("Found in your first days" in line for line in said(world))
    known = world.window.programme.course.known
    assert known is not None
    assert known.today is not None
    assert known.today.due[0].amount.today == count


def test_the_same_as_was_planned_is_not_said(world: World) -> None:
    plan = only_sets(plan_of(world))
    keep(world, plan, 9)
    practise(world, plan, 3)
    world.open_window()
    assert len(world.journal.notes(ANNA.id, [NoteKind.PACE])) == 1
    assert not any("Found in your first days" in line for line in said(world))


def test_on_a_day_of_rest_nothing_new_is_kept_unsaid(world: World) -> None:
    plan = only_sets(plan_of(world))
    item = replace(plan.items[0], days=((NOW.weekday() + 1) % 7,))
    keep(world, plan.with_item(item), 9)
    practise(world, plan.with_item(with_amount(item, 20)), 3)
    world.open_window()
    assert world.journal.notes(ANNA.id, [NoteKind.PACE]) == []


def test_what_was_found_of_the_mirror_is_said_in_minutes(world: World) -> None:
    plan = plan_of(world)
    item = replace(with_amount(plan.of_kind(ItemKind.MIRROR)[0], 180), most_amount=600)
    keep(world, replace(plan, items=(item,), stage=ItemKind.MIRROR), 9)
    note(world, NoteKind.PACE, PaceNote(item.id, PaceChange.BASELINE, 300, 180))
    world.open_window()
    assert "Found in your first days: about 5 minutes, planned about 3 minutes" in said(world)
    press(world, "stay")
    newest = world.journal.notes(ANNA.id, [NoteKind.PACE])[0].content
    assert newest == PaceNote(item.id, PaceChange.DECLINED, 180, 180)


def test_what_was_found_is_said_on_a_usual_day(world: World) -> None:
    plan = only_sets(plan_of(world))
    keep(world, plan, 9)
    practise(world, plan.with_item(with_amount(plan.items[0], 20)), 3)
    note(world, NoteKind.FLARE, FlareNote())
    world.open_window()
    assert world.journal.notes(ANNA.id, [NoteKind.PACE]) == []
    assert not any("20 pictures" in line for line in said(world))


def two_that_are_paced(world: World) -> PlanItem:
    """Sets, and relaxing, of which something new was found; it is not what comes next."""
    plan = plan_of(world)
    sets = plan.items[0]
    (rest,) = plan.of_kind(ItemKind.RELAXATION)
    rest = replace(with_amount(rest, 180), most_amount=600, paced=True, days=EVERY_DAY)
    keep(world, replace(plan, items=(sets, rest)), 9)
    for back in (3, 2, 1):
        at = Moment(NOW - timedelta(days=back))
        begun = ActivitySession(uuid4(), ANNA.id, at, RelaxationSettings(), "1", plan_item=rest.id)
        world.journal.begin_activity(begun)
        step = ActivityStep(uuid4(), begun.id, 0, "breathing", at, 300.0, 20)
        world.journal.add_activity_step(step)
        world.journal.end_activity(SessionEnd(uuid4(), begun.id, at, EndKind.COMPLETED))
    return rest


def test_what_was_found_of_another_exercise_is_said_in_its_line_and_kept_when_it_can_be_declined(
    world: World,
) -> None:
    item = two_that_are_paced(world)
    world.open_window()
    new = "Found in your first days: about 5 minutes, planned about 3 minutes"
    assert any(new in line for line in said(world))
    assert world.journal.notes(ANNA.id, [NoteKind.PACE]) == []
    press(world, "not_today")  # the sets; then the other one comes
    assert new in said(world)
    (kept,) = world.journal.notes(ANNA.id, [NoteKind.PACE])
    assert kept.content == PaceNote(item.id, PaceChange.BASELINE, 300, 180)
