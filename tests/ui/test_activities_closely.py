"""Beside the exercises, looked at closely: what is said, what is preset, what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from gmi_app.activities import settings as activity_settings
from gmi_app.activities.pacing import Offer, Way
from gmi_app.activities.settings import (
    DesensitisationSettings,
    PerceptionSettings,
    RelaxationSettings,
)
from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import Unit
from gmi_app.facts.note import Contact, FlarePlan, HelpContacts, NoteKind
from gmi_app.facts.session import SessionKind
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide
from gmi_app.ui.activities.forms import Limb, RelaxationForm, TouchForm
from gmi_app.ui.activities.guide import ActivityGuide
from gmi_app.ui.activities.overview import ActivitiesScreen
from gmi_app.ui.activities.pacing import PacingScreen, facts_of
from gmi_app.ui.activities.pacing_cards import Done, GoalCard, GoalForm
from gmi_app.ui.activities.result import ActivityResult
from gmi_app.ui.activities.set_up import ActivitySetUp
from gmi_app.ui.imagery.guiding import RING_MS
from gmi_app.ui.theme import Theme, apply
from gmi_app.ui.widgets.text import Text
from tests.ui import activity_practice as practice
from tests.ui.activity_world import Guided
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, note
from tests.ui.world import World

pytestmark = pytest.mark.gui
TOUCH = DesensitisationSettings(seconds=60)
Make = Callable[..., Guided]


@pytest.fixture
def make(world: World) -> Iterator[Make]:
    made: list[Guided] = []
    world.add_patient(ANNA)

    def one(settings: object, **named: object) -> Guided:
        made.append(Guided(world, ANNA.id, settings, **named))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for guided in made:
        guided.close()


def texts(part: QWidget) -> list[str]:
    return [text.words for text in part.findChildren(Text) if not text.isHidden()]


# ---- sessions


@pytest.mark.parametrize("settings", [TOUCH, RelaxationSettings(seconds=60), PerceptionSettings()])
def test_only_touch_can_be_made_easier(make: Make, settings: object) -> None:
    guided = make(settings)
    guided.begin()
    stage = guided.guide.stage
    found = stage.findChild(QAbstractButton, "easier")
    shown = isinstance(found, QAbstractButton) and not found.isHidden()
    assert shown is (settings is TOUCH)


@pytest.mark.parametrize("healthy", [True, False])
def test_the_other_limb_is_only_shown_where_it_is_healthy(
    make: Make, world: World, healthy: bool
) -> None:
    guided = make(replace(TOUCH, healthy=healthy))
    guided.begin()
    for passage in ("healthy", "remember", "at_far"):
        guided.until(passage)
        world.settle()
    both = [(BodyPart.HAND, Side.LEFT), (BodyPart.HAND, Side.RIGHT), (BodyPart.HAND, Side.LEFT)]
    assert guided.seen == (both if healthy else both[:1])


def test_a_picture_that_comes_too_late_is_not_shown(make: Make, world: World) -> None:
    guided = make(TOUCH)
    guided.begin()
    shown: list[str] = []
    guided.guide.stage.show_frames = lambda *what: shown.append(what[-1])  # type: ignore[method-assign]
    gate = Event()
    world.lane.run(gate.wait)  # the disk is slow
    guided.until("at_far")
    gate.set()
    world.settle()
    assert guided.seen[-2:] == [(BodyPart.HAND, Side.RIGHT), (BodyPart.HAND, Side.LEFT)]
    assert shown == ["Left hand"]


@pytest.mark.parametrize("reduced", [False, True])
def test_reduced_motion_breathes_at_a_slower_pace(make: Make, world: World, reduced: bool) -> None:
    apply(world.app, replace(Theme(), reduced_motion=reduced))
    guided = make(RelaxationSettings(seconds=60))
    paces: list[int] = []
    guided.guide.set_pace = paces.append  # type: ignore[assignment]
    guided.begin()
    guided.until("breathing")
    guided.wake()
    assert not guided.guide.stage.ring.isVisible()
    assert (paces[-1] == RING_MS) is reduced


def test_a_session_remembers_the_item_of_the_plan(make: Make) -> None:
    guided = make(TOUCH)
    guide = guided.guide
    guide._order = replace(guide._order, plan_item=UUID(int=5))
    session, _ = guide.new_run()
    assert session.plan_item == UUID(int=5)
    assert isinstance(guide, ActivityGuide)


# ---- beginning


def begun(world: World) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    found: list[tuple[tuple[Any, ...], dict[str, Any]]] = []

    def begin(*what: Any, **how: Any) -> None:
        found.append((what, how))

    world.services = replace(world.services, start_aside=begin)
    return found


def test_breathing_for_a_moment_of_pain_begins_at_once(world: World) -> None:
    world.add_patient(ANNA)
    found = begun(world)
    world.open_window().activities.breathe()
    assert found == [((RelaxationSettings(seconds=180), None), {"at_once": True})]


@pytest.mark.parametrize(
    ("kind", "seconds", "expected"),
    [
        (SessionKind.DESENSITISATION, 900, 300),
        (SessionKind.PERCEPTION, 5, 30),
        (SessionKind.RELAXATION, 240, 240),
    ],
)
def test_what_a_plan_asks_for_is_kept_to_what_the_kind_allows(
    world: World, kind: SessionKind, seconds: int, expected: int
) -> None:
    world.add_patient(ANNA)
    practice.relaxed(world.journal, ANNA.id)
    lengths: list[int] = []
    window = world.open_window()
    window.activities._with_usual(kind, seconds, lambda settings: lengths.append(settings.seconds))
    world.settle()
    assert lengths == [expected]


def set_up(world: World, kind: SessionKind) -> ActivitySetUp:
    window = world.open_window()
    window.activities.show_set_up(kind)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, ActivitySetUp)
    return screen


def test_breaths_are_preset_as_the_last_time(world: World) -> None:
    world.add_patient(ANNA)
    said: practice.Said = (("breathing", 180.0, 16, None, 0),)
    last = RelaxationSettings(seconds=300, in_s=3.0, out_s=4.0)
    practice.kept(world.journal, ANNA.id, last, said, days_ago=1)
    form = set_up(world, SessionKind.RELAXATION).form
    assert isinstance(form, RelaxationForm)
    assert form.pace.at == 0
    assert form.settings() == last


def test_what_a_short_time_has_room_for_is_said(world: World) -> None:
    world.add_patient(ANNA)
    form = set_up(world, SessionKind.RELAXATION).form
    assert isinstance(form, RelaxationForm)
    only = "So short a time has room for breathing only."
    form.length.set_value(1)
    assert only not in form.says.words
    form.way.chip(tuple(activity_settings.Way).index(activity_settings.Way.BOTH)).click()
    assert only in form.says.words
    form.length.set_value(2)
    assert only not in form.says.words


def test_without_a_healthy_side_there_is_none_to_begin_with(world: World) -> None:
    world.add_patient(replace(ANNA, affected=AffectedSide.BOTH))
    form = set_up(world, SessionKind.DESENSITISATION).form
    assert isinstance(form, TouchForm)
    assert not form.settings().healthy


def test_a_neck_has_no_side_to_choose(qtbot: QtBot) -> None:
    limb = Limb(BodyPart.NECK, Side.LEFT)
    qtbot.addWidget(limb)
    assert limb._line.isHidden()
    limb.part.chip(0).click()
    assert not limb._line.isHidden()


def test_nothing_is_said_of_a_pause_after_calm_times(world: World) -> None:
    world.add_patient(ANNA)
    practice.touched(world.journal, ANNA.id)
    form = set_up(world, SessionKind.DESENSITISATION).form
    assert form is not None
    assert not any("talk to your therapist" in line for line in texts(form))


def test_the_overview_says_how_it_was(world: World) -> None:
    world.add_patient(ANNA)
    practice.relaxed(world.journal, ANNA.id)
    window = world.open_window()
    window.activities.show()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, ActivitiesScreen)
    assert screen.cards[SessionKind.RELAXATION].last.words.endswith(", calm 4 of 5")
    assert screen.cards[SessionKind.PERCEPTION].last.words == ""


# ---- activity pacing


def test_an_activity_needs_a_name_and_its_unit_begins_gently(qtbot: QtBot) -> None:
    form = GoalForm()
    qtbot.addWidget(form)
    assert not form.keep.isEnabled()
    form.name.setText("   ")
    assert not form.keep.isEnabled()
    form.name.setText("Knit")
    assert form.keep.isEnabled()
    assert form.baseline.value == 10
    form.unit.key(1).click()
    assert form.baseline.value == 3
    assert "It begins with 3 times" in form.says.words
    form.unit.key(0).click()
    assert form.baseline.value == 10


def test_what_was_ticked_off_yesterday_was_not_today(world: World) -> None:
    world.add_patient(ANNA)
    for goal in (practice.WALK, practice.CUPS):
        practice.named(world.journal, ANNA.id, goal)
    practice.walked(world.journal, ANNA.id, 1)
    practice.walked(world.journal, ANNA.id, 0, goal=practice.CUPS)
    window = world.open_window()
    window.activities.show_set_up(SessionKind.ACTIVITY)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PacingScreen)
    ticked = {card._goal.name: "Ticked off today." in texts(card) for card in screen.cards}
    assert ticked == {practice.WALK.name: False, practice.CUPS.name: True}


def test_while_something_is_ticked_off_nothing_new_is_named(world: World) -> None:
    world.add_patient(ANNA)
    practice.named(world.journal, ANNA.id, practice.WALK)
    window = world.open_window()
    window.activities.show_set_up(SessionKind.ACTIVITY)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PacingScreen)
    screen.cards[0].tick.click()
    assert not screen.add_key.isVisible()
    screen.cards[0]._close()
    assert screen.add_key.isVisible()
    assert screen.cards[0].tick.hasFocus()


def test_times_are_no_minutes() -> None:
    at = Moment(NOW)
    _, times, ratings, _ = facts_of(practice.CUPS, Done(2), ANNA.id, at)
    assert (times.repetitions, times.done_s) == (2, 0.0)
    assert ratings == []
    _, minutes, _, _ = facts_of(practice.WALK, Done(9, how_well=4), ANNA.id, at)
    assert practice.WALK.unit is Unit.MINUTES
    assert (minutes.repetitions, minutes.done_s) == (0, 540.0)


@pytest.mark.parametrize(("way", "amount"), [(Way.UP, 13), (Way.STAY, 12), (Way.DOWN, 11)])
def test_a_step_is_offered_in_its_own_words(qtbot: QtBot, way: Way, amount: int) -> None:
    card = GoalCard(practice.WALK, Offer(way, amount, 3), 0)
    qtbot.addWidget(card)
    said = " ".join(texts(card))
    assert ("went well on 3 days" in said) is (way is Way.UP)
    assert ("It hurt more" in said) is (way is Way.DOWN)
    offered = card.findChild(QAbstractButton, "accept")
    assert (offered is None) is (way is Way.STAY)


# ---- afterwards


def test_a_rise_shows_the_flare_plan_and_what_fits_the_kind(world: World) -> None:
    world.add_patient(ANNA)
    note(world, NoteKind.FLARE_PLAN, FlarePlan("When it burns", "Warm water"))
    note(world, NoteKind.HELP_CONTACTS, HelpContacts((Contact("Lea", "0170 1"),)))
    records = {
        "softer": practice.touched(world.journal, ANNA.id, pain=(3, 6)),
        "a little less of it": practice.walked(world.journal, ANNA.id, 1, pain=(3, 6)),
        "make it shorter": practice.relaxed(world.journal, ANNA.id),
    }
    window = world.open_window()
    for words, record in records.items():
        window.activities.show_result(record)
        world.settle()
        screen = window.screen_widget
        assert isinstance(screen, ActivityResult)
        said = texts(screen.rise)
        assert {"When it burns", "Warm water"} <= set(said)
        assert any("Lea" in line for line in said)
        assert any(words in line for line in said)
        assert screen.rise.isVisible() is record.flared()


def test_what_somebody_else_did_is_said_in_the_history(world: World) -> None:
    from gmi_app.ui.activities.history import ActivityModel, Column

    record = practice.relaxed(world.journal, world.add_patient(ANNA).id)
    model = ActivityModel()
    assert model.text(replace(record, someone_else=True), Column.NOTE) == "Someone else"
    assert model.text(record, Column.NOTE) != "Someone else"
    assert model.text(replace(record, end=None), Column.NOTE) == "Open"
