"""Today with a plan before the database is open: seen at the first glance, then read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton

from gmi_app.facts.note import Choice, Contact, DayChoice, HelpContacts, NoteKind
from gmi_app.programme.patient import Patient
from gmi_app.programme.record import Followed
from gmi_app.programme.today import since
from gmi_app.ui.programme.planned_board import PlannedBoard
from gmi_app.ui.programme.planned_card import NothingDueCard, PlannedCard
from gmi_app.ui.routes import Route
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.window import MainWindow
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, keep, note, plan_of, practise
from tests.ui.world import World

pytestmark = pytest.mark.gui


def followed(world: World) -> Followed:
    """What the glance sees: the storage tests hold it against the journal."""
    version = world.journal.plan(ANNA.id)
    assert version is not None
    return Followed(version, world.journal.record(ANNA.id, since(version.plan, NOW.date())))


@contextmanager
def still_opening(world: World, patient: Patient = ANNA) -> Iterator[MainWindow]:
    """The window, while the lane is busy with opening the database."""
    opened = Event()
    world.lane.run(opened.wait)
    try:
        world.state.patient = patient
        window = MainWindow(world.state, world.services)
        world.window = window
        window.show()
        QCoreApplication.processEvents()
        yield window
    finally:
        opened.set()
        world.settle()


def board(window: MainWindow) -> PlannedBoard:
    (found,) = window.screen_widget.findChildren(PlannedBoard)
    return found


def said(window: MainWindow) -> list[str]:
    return [text.words for text in board(window).findChildren(Text) if text.isVisible()]


def press(window: MainWindow, name: str) -> None:
    button = window.screen_widget.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible()
    button.click()


def test_the_plan_is_there_at_once_and_nothing_jumps(world: World) -> None:
    plan_of(world)
    contacts = HelpContacts((Contact("Dr Weber", "0170 1"),))
    note(world, NoteKind.HELP_CONTACTS, contacts)
    world.state.expect(followed=followed(world))
    with still_opening(world) as window:
        first = board(window)
        assert window.screen_widget.findChild(PlannedCard) is not None
        assert "Dr Weber" in world.state.stop_help.contact_lines
    assert board(window) is first  # the read confirms it: nothing is built anew
    assert first.isVisible()


def test_a_fresh_step_of_pacing_says_the_same_when_it_is_kept(world: World) -> None:
    plan = plan_of(world)
    practise(world, plan, 5)
    world.state.expect(followed=followed(world))
    with still_opening(world) as window:
        at_once = said(window)
        assert world.journal.notes(ANNA.id, [NoteKind.PACE]) == []
    assert world.journal.notes(ANNA.id, [NoteKind.PACE])
    assert said(window) == at_once


def test_a_suggestion_is_kept_when_it_is_shown_and_nothing_jumps(world: World) -> None:
    plan = plan_of(world)
    sets, *others = plan.items
    keep(world, replace(plan, items=(replace(sets, paced=False), *others)), 9)
    practise(world, plan, 5, today=1)
    world.state.expect(followed=followed(world))
    with still_opening(world) as window:
        first = board(window)
        assert first.suggestion is not None
        assert world.journal.decided(ANNA.id) == []
    (kept,) = world.journal.decided(ANNA.id)
    assert kept.suggestion.advice == first.suggestion.advice
    assert board(window) is first


def test_start_pressed_before_the_database_is_open_begins_what_is_due(world: World) -> None:
    plan = plan_of(world)
    world.state.expect(followed=followed(world))
    with still_opening(world) as window:
        press(window, "start")
        QCoreApplication.processEvents()
        assert window.is_at(Route.TODAY)
    assert window.is_at(Route.PAIN_BEFORE)
    window.screen_widget.answered.emit(4)  # type: ignore[attr-defined]
    world.settle()
    assert world.items == [plan.items[0].id]


def test_put_off_before_the_database_is_open_is_kept(world: World) -> None:
    plan = plan_of(world)
    world.state.expect(followed=followed(world))
    with still_opening(world) as window:
        press(window, "not_today")
    (kept,) = world.journal.notes(ANNA.id, [NoteKind.DAY_CHOICE])
    assert kept.content == DayChoice(plan.items[0].id, Choice.NOT_TODAY)


def test_what_the_read_finds_otherwise_replaces_it(world: World) -> None:
    plan = plan_of(world)
    world.state.expect(followed=followed(world))
    practise(world, plan, 0, today=2)  # by another way, since the glance
    for item in plan.items:
        note(world, NoteKind.DAY_CHOICE, DayChoice(item.id, Choice.NOT_TODAY))
    with still_opening(world) as window:
        assert window.screen_widget.findChild(PlannedCard) is not None
    assert window.screen_widget.findChild(PlannedCard) is None
    assert window.screen_widget.findChild(NothingDueCard) is not None


def test_what_was_seen_of_somebody_else_is_not_shown(world: World) -> None:
    plan_of(world)
    world.state.expect(followed=followed(world))
    ben = world.add_patient(replace(ANNA, id=uuid4(), name="Ben"))
    with still_opening(world, ben) as window:
        assert window.screen_widget.findChildren(PlannedBoard) == []
        assert window.programme.course.known is None
    assert window.screen_widget.findChildren(PlannedBoard) == []


def test_once_the_database_is_open_nothing_is_expected_any_more(world: World) -> None:
    plan_of(world)
    seen = followed(world)
    world.state.expect(followed=seen)
    world.state.expect()
    world.clock.now = NOW + timedelta(hours=1)
    with still_opening(world) as window:
        assert window.screen_widget.findChildren(PlannedBoard) == []
    assert board(window).isVisible()
