"""Reminders while the program runs: by the system where it can, else a banner; never in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gmi_app.clock import Moment
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import Plan
from gmi_app.ui.programme.reminder_settings import ReminderSettings
from gmi_app.ui.programme.reminders import Reminders, Tray
from gmi_app.ui.screens.settings import Section
from gmi_app.ui.widgets.notice import Notice
from tests.ui.practice import NOW
from tests.ui.programme_looks import keep, plan_of
from tests.ui.world import World

pytestmark = pytest.mark.gui


def at_ten(world: World) -> Plan:
    """One set at 10:00; it is 9:30."""
    plan = plan_of(world)
    item = replace(plan.items[0], per_day=1, at=(time(10),))
    plan = replace(plan, items=(item,))
    keep(world, plan)
    return plan


def reminders(world: World, told: list[tuple[str, str]], *, works: bool = True) -> Reminders:
    at_ten(world)
    window = world.open_window()

    def tell(title: str, line: str) -> bool:
        told.append((title, line))
        return works

    made = Reminders(window, world.state, window.programme.course, tell)
    made.banner.connect(lambda text: window.add_notices([text]))
    return made


def test_it_reminds_once_when_the_time_comes(world: World) -> None:
    told: list[tuple[str, str]] = []
    made = reminders(world, told)
    made.look()
    assert told == []
    world.clock.now = NOW + timedelta(minutes=30)
    made.look()
    made.look()
    assert told == [("Time for a little practice?", "Left or right?")]
    world.settle()
    assert world.window is not None
    assert world.window.findChildren(Notice) == []


def test_where_the_system_shows_no_notes_there_is_a_banner(world: World) -> None:
    made = reminders(world, [], works=False)
    world.clock.now = NOW + timedelta(minutes=31)
    made.look()
    world.settle()
    assert world.window is not None
    notices = world.window.screen_widget.findChildren(Notice)
    assert [n.words.words for n in notices] == ["If you like, it is time for this: Left or right?"]


def test_quiet_hours_and_off(world: World) -> None:
    told: list[tuple[str, str]] = []
    made = reminders(world, told)
    world.state.change_preferences(quiet_from=9, quiet_to=11)
    world.clock.now = NOW + timedelta(minutes=30)
    made.look()
    assert told == []
    world.state.change_preferences(quiet_from=20, quiet_to=8, reminders=False)
    made.look()
    assert told == []


def test_during_a_session_nothing_is_said(world: World) -> None:
    told: list[tuple[str, str]] = []
    made = reminders(world, told)
    world.clock.now = NOW + timedelta(minutes=30)
    assert world.window is not None
    world.window.hide()
    made.look()
    assert told == []


def test_of_another_person_nothing_is_said(world: World) -> None:
    told: list[tuple[str, str]] = []
    made = reminders(world, told)
    world.add_patient(Patient(UUID(int=8), Moment(NOW), "Ben"))
    world.state.choose_patient(world.state.patients[-1])
    world.settle()
    world.clock.now = NOW + timedelta(minutes=30)
    made.look()
    assert told == []


def test_at_midnight_the_day_is_another_one(world: World) -> None:
    made = reminders(world, [])
    world.clock.now = NOW + timedelta(days=1)
    made.look()
    world.settle()
    assert world.window is not None
    known = world.window.programme.course.known
    assert known is not None
    assert known.today is not None
    assert known.today.day == world.clock.moment().day


def test_off_by_one_press(world: World) -> None:
    at_ten(world)
    window = world.open_window()
    window.show_settings(Section.REMINDERS)
    form = window.screen_widget.findChild(ReminderSettings)
    assert form is not None
    assert world.state.preferences.reminders
    QTest.keyClick(form.on, Qt.Key.Key_Space)
    assert not world.state.preferences.reminders
    form.begin.set_value(22)
    form.end.set_value(7)
    world.settle()
    assert (world.state.preferences.quiet_from, world.state.preferences.quiet_to) == (22, 7)


def test_without_a_tray_the_system_is_not_asked(world: World) -> None:
    at_ten(world)
    window = world.open_window()
    assert Tray(window).tell("a", "b") is False  # the offscreen screen has none


def test_the_window_reminds_by_itself_once_there_is_a_plan(world: World) -> None:
    at_ten(world)
    window = world.open_window()
    assert window.programme.reminders is not None
