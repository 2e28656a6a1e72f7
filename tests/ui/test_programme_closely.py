"""The diary and the plan, looked at closely: what is shown when, and what a change takes along."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.plan import ItemKind, LateralityItem, PlanItem, TimedItem
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.ui.programme.flare_screen import FlareScreen
from gmi_app.ui.programme.plan_content_editors import SetsEditor, TimedEditor
from gmi_app.ui.programme.plan_draft import PlanDraft
from gmi_app.ui.programme.plan_parts import PlanParts
from gmi_app.ui.programme.plan_screen import PlanScreen
from gmi_app.ui.programme.plan_stage_card import StageCard
from gmi_app.ui.programme.plan_week import PlanWeek
from gmi_app.ui.programme.plan_when import WhenEditor, read_times
from gmi_app.ui.programme.stop_help import StopHelp
from gmi_app.ui.widgets.text import Text
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, numbered, plan_of, press
from tests.ui.world import World

pytestmark = pytest.mark.gui
TODAY = NOW.date()
GENTLE = ready_plan(Ready.GENTLE, ANNA, TODAY, numbered())


# ---- the diary


def test_after_a_flare_up_is_noted_there_is_nothing_to_go_back_from(qtbot: QtBot) -> None:
    screen = FlareScreen(StopHelp(), breathing=False, eased=False)
    qtbot.addWidget(screen)
    screen.show()
    kept: list[object] = []
    done: list[bool] = []
    screen.kept.connect(kept.append)
    screen.done.connect(lambda: done.append(True))
    assert screen._leave.isVisible()
    screen.keep.click()
    assert not screen._leave.isVisible()
    assert screen.keep.text() == "Done"
    assert (len(kept), done) == (1, [])
    screen.keep.click()
    assert (len(kept), done) == (1, [True])


def test_the_breathing_pacer_is_one_press_from_a_flare_up(world: World) -> None:
    plan_of(world)
    begun: list[dict[str, Any]] = []
    world.services = replace(world.services, start_aside=lambda *_, **how: begun.append(how))
    world.open_window()
    press(world, "flare")
    press(world, "keep_flare")
    press(world, "breathe")
    assert begun == [{"at_once": True}]


# ---- the plan


def test_what_matters_is_named_in_own_words_below_the_exercise(qtbot: QtBot) -> None:
    """So that the name of the exercise is never cut off by them."""
    plan = ready_plan(Ready.GENTLE, ANNA, TODAY, numbered())
    walk = PlanItem(
        uuid4(),
        ItemKind.ACTIVITY,
        TimedItem(seconds=600, what="Walk to the shop and back"),
        days=(1, 4),
        paced=False,
        most_amount=600,
    )
    plan = replace(plan, items=(*plan.items, walk))
    parts = PlanParts()
    qtbot.addWidget(parts)
    parts.show_plan(plan.items, plan, walk.id)
    row = parts.button(walk.id)
    assert row.text() == "Something that matters"
    assert row.accessibleDescription() == "Walk to the shop and back: once a day, Tue, Fri"
    resting = tuple(replace(item, paused=item.id == walk.id) for item in plan.items)
    parts.show_plan(resting, plan, walk.id)
    assert parts.button(walk.id).accessibleDescription() == "Walk to the shop and back: rests"
    (breathing,) = plan.of_kind(ItemKind.RELAXATION)
    assert parts.button(breathing.id).accessibleDescription() == "Once a day, every day"


@pytest.mark.parametrize("narrow", [True, False])
def test_where_it_is_narrow_what_was_asked_for_is_in_view(world: World, narrow: bool) -> None:
    """A locked stage says on Today that its reason is in the plan: it is not below the list."""
    plan = plan_of(world)
    window = world.open_window()
    window.resize(600 if narrow else 1280, 700)
    window.programme.show_plan(plan.of_kind(ItemKind.MIRROR)[0].id)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PlanScreen)
    (card,) = screen.findChildren(StageCard)
    top = card.mapTo(screen.area.viewport(), card.rect().topLeft()).y()
    assert 0 <= top < screen.area.viewport().height() / 2


@pytest.mark.parametrize("there", [True, False])
def test_a_calendar_is_offered_where_one_can_be_written(world: World, there: bool) -> None:
    plan_of(world)
    calendar = (lambda version, now: b"") if there else None
    world.services = replace(world.services, calendar=calendar)
    window = world.open_window()
    window.programme.show_plan()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PlanScreen)
    assert screen.calendar.isHidden() is not there


def test_a_knee_has_no_mirror_and_a_hand_keeps_it() -> None:
    draft = PlanDraft(GENTLE)
    draft.set_parts((BodyPart.HAND, BodyPart.KNEE))
    assert ItemKind.MIRROR in [item.kind for item in draft.plan.items]
    draft.set_parts((BodyPart.KNEE,))
    assert not draft.problems
    assert ItemKind.MIRROR not in [item.kind for item in draft.plan.items]


def test_a_stage_does_not_begin_before_the_plan() -> None:
    later = TODAY + timedelta(days=3)
    draft = PlanDraft(replace(GENTLE, start=later, stage_since=later))
    draft.practise(ItemKind.IMAGERY, TODAY, early=True)
    assert not draft.problems
    assert draft.plan.stage_since == later
    assert draft.plan.opened == (ItemKind.IMAGERY,)


@pytest.mark.parametrize("kind", [ItemKind.IMAGERY, ItemKind.PERCEPTION, ItemKind.ACTIVITY])
def test_only_stages_grow_by_themselves_when_they_are_added(kind: ItemKind) -> None:
    draft = PlanDraft(GENTLE)
    added = draft.add(kind, BodyPart.HAND)
    assert not draft.problems
    assert added.paced is kind.staged
    assert added in draft.plan.items


def week(qtbot: QtBot, *items: PlanItem) -> list[str]:
    """What the seven days say."""
    shown = PlanWeek(replace(GENTLE, items=items), TODAY)
    qtbot.addWidget(shown)
    return [text.words for text in shown.findChildren(Text)]


def test_what_nobody_moves_keeps_its_parts_of_a_second_and_a_minute(qtbot: QtBot) -> None:
    """A step back may lie between the steps of the editors."""
    imagery = TimedItem(BodyPart.HAND, 200)
    timed = TimedEditor(imagery, ItemKind.IMAGERY)
    qtbot.addWidget(timed)
    assert timed.what == imagery
    timed.length.set_value(30)
    assert timed.what.seconds == 180
    sets = LateralityItem(DrillSettings(limit_s=2.5), shortest_limit_s=1.5)
    editor = SetsEditor(sets)
    qtbot.addWidget(editor)
    assert editor.what == sets
    editor.limit.set_value(4)
    assert editor.what.settings.limit_s == 4.0


def test_the_week_leaves_out_what_is_paused_and_says_the_times(qtbot: QtBot) -> None:
    sets = GENTLE.items[0]
    assert week(qtbot, sets).count("Left or right?, 2 times") == 7
    assert week(qtbot, replace(sets, paused=True)).count("A day of rest") == 7
    fixed = replace(sets, per_day=1, at=(time(9, 30),), days=(TODAY.weekday(),))
    said = week(qtbot, fixed)
    assert said.count("Left or right? at 9:30") == 1
    assert said.count("A day of rest") == 6
    assert "Days of rest: 6" in said


@pytest.mark.parametrize("text", ["24", "24:00", "23:60", "7:5", "7 30"])
def test_what_no_clock_shows_is_no_time(text: str) -> None:
    assert read_times(text) is None


def test_times_count_when_there_is_one_for_each_session(qtbot: QtBot) -> None:
    editor = WhenEditor(replace(GENTLE.items[0], per_day=2))
    qtbot.addWidget(editor)
    assert not editor.at
    editor.way.chip(1).click()
    editor.times.setText("9")
    editor.set_count(2)
    assert not editor.at
    assert not editor.problem.isHidden()
    assert "2 in all" in editor.problem.words
    editor.times.setText("13:30, 9")
    editor.set_count(2)
    assert editor.at == (time(9), time(13, 30))
    assert editor.problem.isHidden()
    assert isinstance(editor.way.chip(0), QAbstractButton)
    editor.way.chip(0).click()
    assert not editor.at
