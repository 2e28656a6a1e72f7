"""Today with a plan: what is offered, what is begun, what is put off, what is suggested."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from gmi_app.facts.note import Choice, DayChoice, FlareNote, NoteKind, PaceChange, PaceNote
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import StopReason
from gmi_app.programme.plan import ItemKind, LateralityItem, Plan
from gmi_app.programme.ready import Ready
from gmi_app.programme.suggestion import DecisionKind, SuggestionKind
from gmi_app.storage.journal import SqliteJournal
from gmi_app.ui.programme.low_mood import LowMoodCard
from gmi_app.ui.programme.plan_screen import PlanScreen
from gmi_app.ui.programme.planned_card import NothingDueCard, PlannedCard
from gmi_app.ui.programme.suggestion_card import SuggestionCard
from gmi_app.ui.routes import Route
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.words import Counts
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, keep, note, plan_of, practise, press, rate
from tests.ui.world import World

pytestmark = pytest.mark.gui


def said(world: World) -> list[str]:
    assert world.window is not None
    texts = world.window.screen_widget.findChildren(Text)
    return [text.words for text in texts if text.isVisible()]


def buttons(world: World) -> dict[str, QAbstractButton]:
    assert world.window is not None
    found = world.window.screen_widget.findChildren(QAbstractButton)
    return {button.objectName(): button for button in found if button.isVisible()}


def has(world: World, kind: type[QWidget]) -> bool:
    assert world.window is not None
    return any(each.isVisible() for each in world.window.screen_widget.findChildren(kind))


def only_sets(plan: Plan) -> Plan:
    return replace(plan, items=plan.items[:1])


def test_without_a_plan_one_is_offered_and_explained(world: World) -> None:
    world.add_patient(ANNA)
    world.open_window()
    assert "Would you like a plan?" in said(world)
    press(world, "choose_plan")
    assert world.window is not None
    assert world.window.is_at(Route.PLAN)
    assert "A gentle start" in said(world)
    press(world, "take_gentle")
    assert world.window.is_at(Route.TODAY)
    version = world.journal.plan(ANNA.id)
    assert version is not None
    assert version.plan.name == Ready.GENTLE
    assert version.author == "program"
    assert "Set 1 of 2 today. Today: 2 sets of 10 pictures" in said(world)


def test_start_begins_what_is_due_and_knows_the_item(world: World) -> None:
    plan = plan_of(world)
    window = world.open_window()
    press(world, "start")
    assert window.is_at(Route.PAIN_BEFORE)
    window.screen_widget.answered.emit(4)  # type: ignore[attr-defined]
    world.settle()
    item = plan.items[0]
    assert isinstance(item.what, LateralityItem)
    assert world.started == [(item.what.settings, 4)]
    assert world.items == [item.id]


def test_not_today_and_after_all(world: World) -> None:
    plan = plan_of(world)
    world.open_window()
    press(world, "not_today")
    kept = world.journal.notes(ANNA.id, [NoteKind.DAY_CHOICE])
    assert kept[0].content == DayChoice(plan.items[0].id, Choice.NOT_TODAY)
    assert "Not today, that is fine" in said(world)
    press(world, "due_laterality")
    kept = world.journal.notes(ANNA.id, [NoteKind.DAY_CHOICE])
    assert kept[0].content == DayChoice(plan.items[0].id, Choice.AFTER_ALL)
    assert world.window is not None
    assert world.window.is_at(Route.TODAY)  # taken back, and not begun
    assert "Not today, that is fine" not in said(world)


def test_later_comes_again_in_an_hour(world: World) -> None:
    plan = only_sets(plan_of(world))
    keep(world, plan)
    world.open_window()
    press(world, "later")
    choice = world.journal.notes(ANNA.id, [NoteKind.DAY_CHOICE])[0].content
    assert isinstance(choice, DayChoice)
    assert choice.until is not None
    assert choice.until.strftime("%H:%M") == "10:30"
    assert "From 10:30 on" in said(world)
    world.clock.now = NOW + timedelta(minutes=60)
    assert world.window is not None
    world.window.show_today()
    world.settle()
    assert "Due now" in said(world)


def test_when_all_is_done_it_says_so_and_more_is_fine(world: World) -> None:
    plan = only_sets(plan_of(world))
    keep(world, plan)
    practise(world, plan, 0, today=2)
    window = world.open_window()
    assert has(world, NothingDueCard)
    assert "That is all for today" in said(world)
    press(world, "more")
    assert window.is_at(Route.SET_UP)


def test_enough_for_now_at_the_cap(world: World) -> None:
    plan = only_sets(plan_of(world))
    keep(world, replace(plan, most_s_per_day=60))
    practise(world, plan, 0, today=2)
    world.open_window()
    assert "Enough for today" in said(world)
    assert "more" not in buttons(world)
    assert "start" not in buttons(world)


def test_a_day_of_rest(world: World) -> None:
    plan = only_sets(plan_of(world))
    keep(world, plan.with_item(replace(plan.items[0], days=(0, 2))))  # NOW is a Sunday
    world.open_window()
    assert "A day of rest" in said(world)


def test_the_plan_begins_later(world: World) -> None:
    plan = plan_of(world)
    later = NOW.date() + timedelta(days=2)
    keep(world, replace(plan, start=later, stage_since=later))
    world.open_window()
    assert "Your plan begins soon" in said(world)


def test_a_suggestion_is_kept_when_shown_and_accepting_makes_the_next_stage_due(
    world: World,
) -> None:
    plan = plan_of(world, days_ago=30)
    item = plan.items[0]
    assert isinstance(item.what, LateralityItem)
    wide = replace(item.what, settings=replace(item.what.settings, count=20))
    plan = plan.with_item(replace(item, what=wide, most_amount=40))
    keep(world, plan, 29)
    practise(world, plan, 7)
    world.open_window()
    assert "Go on to imagined movements" in said(world)
    decided = world.journal.decided(ANNA.id)
    assert [each.suggestion.advice.kind for each in decided] == [SuggestionKind.NEXT_STAGE]
    assert decided[0].decision is None
    press(world, "why")
    assert any("90 % correct" in line or "% correct" in line for line in said(world))
    press(world, "accept")
    world.settle()
    decided = world.journal.decided(ANNA.id)
    assert len(decided) == 1
    assert decided[0].decision is not None
    assert decided[0].decision.kind is DecisionKind.ACCEPTED
    version = world.journal.plan(ANNA.id)
    assert version is not None
    assert version.plan.stage is ItemKind.IMAGERY
    assert "Imagined movements" in said(world)
    assert not has(world, SuggestionCard)


def test_a_declined_suggestion_changes_nothing_and_goes_away(world: World) -> None:
    plan = plan_of(world)
    practise(world, plan, 5)
    world.open_window()
    assert has(world, SuggestionCard)
    press(world, "decline")
    world.settle()
    assert not has(world, SuggestionCard)
    decision = world.journal.decided(ANNA.id)[0].decision
    assert decision is not None
    assert decision.kind is DecisionKind.DECLINED
    assert len(world.journal.plans(ANNA.id)) == 1


def test_a_step_up_is_shown_and_can_be_declined(world: World) -> None:
    plan = only_sets(plan_of(world))
    item = plan.items[0]
    keep(world, plan)
    practise(world, plan, 4)
    note(world, NoteKind.PACE, PaceNote(item.id, PaceChange.BASELINE, 10, 10), days_ago=5)
    world.open_window()
    assert "A small step up: 12 pictures, before 10 pictures" in said(world)
    kept = world.journal.notes(ANNA.id, [NoteKind.PACE])
    assert kept[0].content == PaceNote(item.id, PaceChange.UP, 12, 10)  # shown, so kept: once
    assert len(kept) == 2
    press(world, "stay")
    world.settle()
    newest = world.journal.notes(ANNA.id, [NoteKind.PACE])[0].content
    assert newest == PaceNote(item.id, PaceChange.DECLINED, 10, 10)
    assert not any("A small step up" in line for line in said(world))


def test_after_a_flare_the_day_is_easier(world: World) -> None:
    plan = only_sets(plan_of(world))
    item = plan.items[0]
    assert isinstance(item.what, LateralityItem)
    wide = replace(item.what, settings=replace(item.what.settings, count=30))
    keep(world, plan.with_item(replace(item, what=wide, most_amount=40)))
    note(world, NoteKind.FLARE, FlareNote())
    world.open_window()
    assert "An easier day: 20 pictures instead of 30 pictures" in said(world)


def test_after_a_flare_the_smallest_sets_are_fewer(world: World) -> None:
    keep(world, only_sets(plan_of(world)))
    note(world, NoteKind.FLARE, FlareNote())
    world.open_window()
    assert f"An easier day: {Counts().sets(1)} instead of 2" in said(world)


def test_low_mood_for_three_days_shows_whom_to_ask(world: World) -> None:
    plan_of(world)
    for back in range(3):
        rate(world, RatingKind.MOOD, 1, back)
    world.open_window()
    assert has(world, LowMoodCard)
    assert "Mara Stein, 030 5550 12" in said(world)
    others = [line for line in said(world) if "family doctor" in line]
    assert len(others) == 1
    assert "crisis line" in others[0]
    assert "emergency number" in others[0]
    press(world, "mood_seen")
    assert not has(world, LowMoodCard)
    assert world.window is not None
    world.window.show_today()
    world.settle()
    assert not has(world, LowMoodCard)


def test_two_days_of_low_mood_show_nothing(world: World) -> None:
    plan_of(world)
    for back in range(2):
        rate(world, RatingKind.MOOD, 1, back)
    world.open_window()
    assert not has(world, LowMoodCard)


def test_an_upsetting_exercise_shows_whom_to_ask(world: World) -> None:
    plan = plan_of(world)
    practice = practise(world, plan, 0)
    practice.do_set(NOW - timedelta(hours=2), stopped=StopReason.UPSETTING, answered=4)
    world.open_window()
    assert has(world, LowMoodCard)
    press(world, "write_contacts")
    assert world.window is not None
    assert world.window.is_at(Route.FLARE_PLAN)


def test_why_a_stage_waits_leads_to_the_plan(world: World) -> None:
    plan_of(world)
    window = world.open_window()
    press(world, "why_locked")
    assert window.is_at(Route.PLAN)
    assert "It comes a little later" in said(world)


def damage_newest(world: World) -> None:
    assert isinstance(world.journal, SqliteJournal)
    newest = "(SELECT max(number) FROM plan_versions WHERE json_valid(content))"
    with world.journal._store.alone() as raw:
        raw.execute(f"UPDATE plan_versions SET content = 'x' WHERE number = {newest}")
        raw.commit()
    world.state.records_changed.emit()
    world.settle()


def test_a_plan_that_cannot_be_read_is_said_and_the_one_before_is_followed(world: World) -> None:
    plan = only_sets(plan_of(world))
    keep(world, plan)
    window = world.open_window()
    one_before = (
        "The newest version of the plan cannot be read. The one before it is followed. "
        "Nothing was deleted."
    )
    assert one_before not in said(world)
    assert not has(world, LowMoodCard)
    damage_newest(world)
    assert one_before in said(world)
    assert "Breathing and resting" in said(world)  # of the version before
    window.programme.show_plan()
    world.settle()
    assert one_before in said(world)
    assert isinstance(window.screen_widget, PlanScreen)
    window.screen_widget.kept.emit(plan)
    world.settle()
    assert one_before not in said(world)
    window.show_today()
    world.settle()
    assert one_before not in said(world)

    for _ in range(2):
        damage_newest(world)
    assert any("The plan cannot be read. Nothing was deleted." in line for line in said(world))
    assert "Would you like a plan?" in said(world)
    press(world, "choose_plan")
    assert window.is_at(Route.PLAN)


def test_another_day_is_shown_when_today_is_opened_again(world: World) -> None:
    plan = only_sets(plan_of(world))
    keep(world, plan)
    practise(world, plan, 0, today=2)
    window = world.open_window()
    assert has(world, NothingDueCard)
    world.clock.now = NOW + timedelta(days=1)
    window.show_today()
    world.settle()
    assert has(world, PlannedCard)


@pytest.mark.parametrize(("days", "often"), [(7, "Once a week"), (28, "Every 28 days")])
def test_a_check_up_comes_as_often_as_the_plan_says(world: World, days: int, often: str) -> None:
    plan = plan_of(world)
    keep(world, replace(plan, thresholds=replace(plan.thresholds, check_up_days=days)))
    practise(world, plan, 4)
    world.open_window()
    assert f"{often}, about 6 minutes" in said(world)


def test_what_rests_is_not_said_to_rest_because_of_pain(world: World) -> None:
    """Somebody may have let it rest for any reason."""
    plan = only_sets(plan_of(world))
    keep(world, plan.with_item(replace(plan.items[0], paused=True)))
    world.open_window()
    assert "Your exercise rests" in said(world)
    assert not any("because" in line for line in said(world))
