"""Forty days with a plan, on a clock that tests move: from the choice of a plan to the next stage,
through a flare-up and a week away."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from gmi_app.facts.note import FlareNote, NoteKind
from gmi_app.programme.plan import ItemKind, LateralityItem
from gmi_app.programme.suggestion import DecisionKind, SuggestionKind
from gmi_app.programme.today import State
from gmi_app.ui.programme.planned_board import PlannedBoard
from gmi_app.ui.screens.pain_before import PainBeforeScreen
from gmi_app.ui.stage.sheets import ReadySheet
from gmi_app.ui.window import Route
from tests.journeys.driver import Driver, task
from tests.ui.practice import NOW, Practice, Skill
from tests.ui.programme_looks import ANNA
from tests.ui.world import World, draw_pictures

pytestmark = pytest.mark.gui
GOOD = Skill(0.93, 1.8)
WEEK_AWAY = range(28, 36)
FLARE_DAY = 12


class Days:
    """Lives through days: opens Today in the morning, decides, practises."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.window = world.open_window()
        self.practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
        self.suggested: dict[int, SuggestionKind] = {}
        self.amounts: dict[int, int] = {}

    def morning(self, day: int) -> datetime:
        self.world.clock.now = NOW + timedelta(days=day)
        self.window.show_today()
        self.world.settle()
        return self.world.clock.now

    @property
    def board(self) -> PlannedBoard:
        boards = self.window.screen_widget.findChildren(PlannedBoard)
        shown = [board for board in boards if board.isVisible()]
        assert len(shown) == 1
        return shown[0]

    def press(self, name: str) -> None:
        button = self.window.screen_widget.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton), name
        button.click()
        self.world.settle()

    def decide(self, day: int) -> None:
        """A new stage is taken, everything else is left as it is."""
        card = self.board.suggestion
        if card is None:
            return
        self.suggested[day] = card.advice.kind
        self.press("accept" if card.advice.kind is SuggestionKind.NEXT_STAGE else "decline")

    def practise(self, day: int, at: datetime) -> None:
        known = self.window.programme.course.known
        assert known is not None
        assert known.plan is not None
        assert known.today is not None
        if known.plan.stage is not ItemKind.LATERALITY:
            return
        due = known.today.due[0]
        assert isinstance(due.item.what, LateralityItem)
        assert due.settings is not None
        self.amounts[day] = due.settings.count
        for hours in (0, 5):
            when = at + timedelta(hours=hours)
            self.practice.do_set(when, due.settings, GOOD, GOOD, before=3, after=3)
        self.world.clock.now = at + timedelta(hours=6)
        self.world.state.records_changed.emit()
        self.world.settle()
        known = self.window.programme.course.known
        assert known is not None
        assert known.today is not None
        assert known.today.due[0].done == 2  # each set counts once, on its day
        assert known.today.due[0].state is State.DONE


@pytest.mark.timeout(180)
def test_forty_days(qapp: QApplication, data_folder: Path, tmp_path: Path) -> None:
    world = World(data_folder, draw_pictures(tmp_path / "pictures"))
    try:
        world.add_patient(ANNA)
        days = Days(world)
        days.press("choose_plan")
        days.press("take_gentle")
        for day in range(40):
            at = days.morning(day)
            days.decide(day)
            if day == FLARE_DAY:
                days.window.programme.course.keep_note(NoteKind.FLARE, FlareNote())
                world.settle()
            if day not in WEEK_AWAY:
                days.practise(day, at)
        _look_back(world, days)
    finally:
        world.close()


def _look_back(world: World, days: Days) -> None:
    suggested = days.suggested
    forward = [day for day, kind in suggested.items() if kind is SuggestionKind.NEXT_STAGE]
    assert len(forward) == 1
    assert 21 <= forward[0] < WEEK_AWAY[0]  # the gentle plan gives a stage three weeks
    after = range(FLARE_DAY + 1, FLARE_DAY + 7)  # it is noted after the day's decision
    assert not any(suggested[day].forward for day in after if day in suggested)
    assert days.amounts[FLARE_DAY - 1] > days.amounts[0]  # it has grown
    assert days.amounts[FLARE_DAY + 1] < days.amounts[FLARE_DAY - 1]  # easier after the flare
    assert any(
        kind is SuggestionKind.CHECK_UP for day, kind in suggested.items() if day in WEEK_AWAY
    )
    versions = world.journal.plans(ANNA.id)
    assert [version.plan.stage for version in versions] == [
        ItemKind.IMAGERY,
        ItemKind.LATERALITY,
    ]
    known = days.window.programme.course.known
    assert known is not None
    assert known.today is not None
    assert known.today.due[0].item.kind is ItemKind.IMAGERY  # the next stage is due
    decided = world.journal.decided(ANNA.id)
    shown = [(each.suggestion.at.day, each.suggestion.advice) for each in decided]
    assert all(shown.count(each) == 1 for each in shown)  # kept once a day, however often shown
    accepted = [d for d in decided if d.decision and d.decision.kind is DecisionKind.ACCEPTED]
    assert [each.suggestion.advice.kind for each in accepted] == [SuggestionKind.NEXT_STAGE]


def test_a_set_from_the_plan_is_done_on_the_stage_and_counted(
    qapp: QApplication, data_folder: Path
) -> None:
    driver = Driver(task(data_folder, start_now=True))
    try:
        window = driver.window
        state = driver.program.state
        assert state is not None
        driver.until(lambda: not state.lane.busy)
        driver.press_words("Choose")
        driver.until(lambda: window.is_at(Route.PLAN))
        button = window.screen_widget.findChild(QAbstractButton, "take_gentle")
        assert isinstance(button, QAbstractButton)
        driver.click(button)
        course = window.programme.course
        driver.until(lambda: course.known is not None and course.known.plan is not None)
        driver.until(lambda: window.screen_widget.findChildren(PlannedBoard))
        start = window.screen_widget.findChild(QAbstractButton, "start")
        assert isinstance(start, QAbstractButton)
        driver.click(start)
        driver.until(lambda: isinstance(window.screen_widget, PainBeforeScreen))
        driver.say_pain(3)
        driver.wait_for_sheet(ReadySheet)
        driver.key(Qt.Key.Key_Return)
        for _ in range(10):
            driver.answer()
        driver.finish()
        driver.until(lambda: window.is_at(Route.RESULT))
        driver.until(lambda: not state.lane.busy)
        known = course.known
        assert known is not None
        assert known.today is not None
        assert known.plan is not None
        practised = known.record.practice[0]
        assert practised.item == known.plan.items[0].id
        assert known.today.due[0].done == 1
        assert known.today.due[0].state is State.LATER
    finally:
        driver.close()
