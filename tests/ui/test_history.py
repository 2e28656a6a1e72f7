"""History: what is shown, what is compared, how it is gone through; one set with its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gmi_app.clock import Moment
from gmi_app.facts.rating import When
from gmi_app.facts.session import EventKind, SessionEvent, StopReason
from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.trial import InputMethod, Outcome
from gmi_app.pictures.model import Side
from gmi_app.progress.history import Day, pooled
from gmi_app.ui.charts.measure import Measure
from gmi_app.ui.charts.progress_charts import MOST_PLACES, SPANS_DAYS, span_days
from gmi_app.ui.screens.history import TABLE, HistoryScreen
from gmi_app.ui.screens.history_table import Column
from gmi_app.ui.screens.session_detail import PICTURES
from gmi_app.ui.screens.session_trials import Column as TrialColumn
from gmi_app.ui.widgets.text import Text
from tests.ui.practice import NOW, PATIENT, Practice, Skill
from tests.ui.world import World, draw_pictures

pytestmark = pytest.mark.gui

SURE = Skill(1.0, 1.5)


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures"))
    made.add_patient(PATIENT)
    made.state.patient = PATIENT
    yield made
    made.close()


@pytest.fixture
def practice(world: World) -> Practice:
    return Practice(world.journal, world.catalogue.pictures)


@pytest.fixture
def screen(world: World) -> Iterator[HistoryScreen]:
    """Not yet shown: a test practises first."""
    made = HistoryScreen(world.state, world.services)
    yield made
    made.close()
    made.deleteLater()


def show(screen: HistoryScreen, world: World) -> None:
    world.settle()
    screen.reload()
    world.show(screen)


def said(screen: QWidget) -> str:
    return "\n".join(text.words for text in screen.findChildren(Text) if text.isVisible())


def row(screen: HistoryScreen, at: int) -> list[str]:
    return [str(screen.model.index(at, column).data()) for column in Column]


# ---- places of the charts
@given(st.integers(1, 20_000))
def test_there_are_never_more_places_than_can_be_told_apart(days: int) -> None:
    span = span_days(days)
    assert days / span <= MOST_PLACES or span == SPANS_DAYS[-1]


@given(st.integers(1, 400), st.sampled_from(SPANS_DAYS))
def test_pooling_days_keeps_every_day_once_and_the_newest_whole(count: int, span: int) -> None:
    first = date(2026, 1, 1)
    days = [Day(first + timedelta(days=n), ()) for n in range(count)]
    places = pooled(days, span)
    assert places[-1].day + timedelta(days=span - 1) == days[-1].day
    assert len(places) == -(-count // span)
    gaps = {(b.day - a.day).days for a, b in pairwise(places)}
    assert gaps <= {span}


# ---- empty states
def test_before_the_first_set_it_says_what_will_be_here(
    screen: HistoryScreen, world: World
) -> None:
    show(screen, world)
    assert "Your sets will appear here" in said(screen)
    assert not screen.period.isVisible()


def test_a_long_pause_is_said_without_blame(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set(NOW - timedelta(days=90))
    show(screen, world)
    assert "No sets in this time" in said(screen)
    screen.period.key(2).click()
    world.settle()
    assert screen.charts.isVisible()
    assert "You practised on 1 day in all." in said(screen)


def test_charts_that_begin_after_their_period_say_since_when(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set(NOW - timedelta(days=20))
    show(screen, world)
    assert screen.charts.accuracy.says.words.startswith("Since 2 Nov. Latest: Left ")
    screen.period.key(0).click()
    practice.do_set(NOW)
    screen.reload()
    world.settle()
    assert screen.charts.accuracy.says.words.startswith("Latest: Left ")
    screen.period.key(2).click()
    world.settle()
    assert screen.charts.accuracy.says.words.startswith("Latest: Left ")


def test_a_set_without_an_answer_makes_no_day_of_practice(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set(NOW - timedelta(days=1), stopped=StopReason.TIRED, answered=0)
    show(screen, world)
    assert screen.headline.words == ""
    screen.show_view(TABLE)
    world.settle()
    assert screen.model.rowCount() == 1
    practice.do_set(NOW)
    show(screen, world)
    assert screen.headline.words == "You practised on 1 day in the last eight weeks."


# ---- charts
def test_charts_hold_both_sides_day_by_day_with_check_ups_ringed(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    turned = DrillSettings(angles=FOUR_ANGLES)
    practice.do_set(NOW - timedelta(days=4), DrillSettings.for_check_up(), SURE, SURE)
    practice.do_set(NOW - timedelta(days=3), turned, SURE, SURE)
    practice.do_set(NOW, turned, SURE, SURE)
    practice.do_set(NOW + timedelta(hours=2), turned, SURE, SURE)
    show(screen, world)
    for card, goal in ((screen.charts.accuracy, (0.8, 1.0)), (screen.charts.rt, (0.0, 2.5))):
        data = card.chart.data
        assert data.band is not None
        assert (data.band.low, data.band.high) == goal
        for series in data.series:
            assert [point.ringed for point in series.points] == [True, False, False]
            # yesterday and the day before were missed
            assert [point.joined for point in series.points] == [False, True, False]
    assert data.stops[0].lines[0] == "18 Nov, check-up"
    assert data.stops[-1].lines[0] == "22 Nov, 2 sets"
    assert "The usual goal is 2.5 s or less." in screen.charts.rt.chart.accessibleDescription()


def test_only_comparable_sets_share_a_chart_and_the_kind_can_be_chosen(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set(NOW - timedelta(days=2), method=InputMethod.MOUSE)
    practice.do_set(NOW - timedelta(days=1))
    practice.do_set(NOW, DrillSettings(limit_s=5.0))
    show(screen, world)

    def stops() -> list[str]:
        return [stop.lines[0] for stop in screen.charts.accuracy.chart.data.stops]

    assert stops() == ["22 Nov"]  # the newest kind first
    kinds = screen.charts.kinds.choice
    assert kinds.chip(2).text() == "No time limit, mouse"
    kinds.chip(2).click()
    world.settle()
    assert stops() == ["20 Nov"]
    assert kinds.at == 2
    assert "Hands, plain, upright, no time limit, mouse" in said(screen)


def test_guessed_sets_keep_their_accuracy_and_lose_their_times(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set(left=Skill(1, 1), right=Skill(0, 1))
    show(screen, world)
    assert screen.charts.accuracy.chart.data.has_points
    assert not screen.charts.rt.chart.data.has_points
    assert screen.charts.rt.chart.accessibleDescription() == "Not shown yet: too few sure answers."


def test_check_ups_only(screen: HistoryScreen, world: World, practice: Practice) -> None:
    practice.do_set(NOW - timedelta(days=1))
    show(screen, world)
    screen.check_ups.click()
    world.settle()
    assert "No check-ups in this time" in said(screen)
    practice.do_set(NOW, DrillSettings.for_check_up())
    screen.reload()
    world.settle()
    assert [len(s.points) for s in screen.charts.accuracy.chart.data.series] == [1, 1]
    screen.show_view(TABLE)
    world.settle()
    assert screen.model.rowCount() == 1


def test_enter_in_a_chart_opens_the_newest_set_of_the_day(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set(NOW - timedelta(days=1))
    newest = practice.do_set(NOW - timedelta(days=1, hours=-2))
    practice.do_set(NOW)
    show(screen, world)
    chart = screen.charts.accuracy.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    world.settle()
    assert screen.detail.isVisible()
    assert screen.detail._summary == newest
    QTest.keyClick(screen.detail, Qt.Key.Key_Escape)
    assert screen.charts.isVisible()


def test_years_are_pooled_into_places_that_name_their_weeks(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    for back in (0, 3, 90, 360):
        practice.do_set(NOW - timedelta(days=back), left=SURE, right=SURE)
    show(screen, world)
    screen.period.key(2).click()
    world.settle()
    data = screen.charts.rt.chart.data
    assert [stop.lines[0] for stop in data.stops] == [
        "24 Nov to 30 Nov",
        "24 Aug to 30 Aug",
        "16 Nov to 22 Nov, 2 sets",
    ]
    assert all(tick.label for tick in data.x.ticks)


def test_a_newcomers_chart_does_not_begin_weeks_before_they_did(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set(NOW - timedelta(days=20))
    practice.do_set(NOW)
    show(screen, world)
    axis = screen.charts.rt.chart.data.x
    assert axis.high - axis.low < 23
    screen.period.key(0).click()
    world.settle()
    assert len(screen.charts.rt.chart.data.stops) == 1


# ---- table
def test_the_table_tells_every_set_newest_first(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set(NOW - timedelta(days=400), DrillSettings.for_check_up(), SURE, SURE)
    practice.do_set(NOW - timedelta(days=2), stopped=StopReason.NO_TIME, answered=8)
    practice.do_set(NOW - timedelta(days=1), left=Skill(1, 1), right=Skill(0, 1), before=None)
    practice.do_set(NOW, left=SURE, right=SURE, before=3, after=4)
    show(screen, world)
    screen.period.key(2).click()
    screen.view.key(TABLE).click()
    world.settle()
    first = row(screen, 0)
    assert first[Column.DAY] == "Today 9:30"
    assert first[Column.LEFT_CORRECT] == "100 %"
    assert first[Column.PAIN] == "3, 4"
    assert first[Column.KIND] == "Hands"
    assert row(screen, 1)[Column.LEFT_TIME] == "–"
    assert row(screen, 1)[Column.NOTE] == "Like guessing"
    assert row(screen, 1)[Column.PAIN] == "–, –"
    assert row(screen, 2)[Column.NOTE] == "Stopped early: no time"
    assert row(screen, 3)[Column.DAY] == "18 Oct 2025 9:30"
    assert row(screen, 3)[Column.KIND] == "Check-up"
    spoken = screen.model.index(0, Column.LEFT_CORRECT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Left correct: 100 %"


def test_more_rows_are_read_when_the_end_comes_into_view(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    for back in range(70):
        practice.do_set(NOW - timedelta(hours=back), DrillSettings(count=10), answered=2)
    show(screen, world)
    screen.show_view(TABLE)
    world.settle()
    assert screen.model.rowCount() == 60
    assert screen.model.canFetchMore(QModelIndex())
    screen.table.scrollToBottom()
    world.settle()
    assert screen.model.rowCount() == 70
    assert not screen.model.canFetchMore(QModelIndex())


def test_keys_walk_the_table_and_open_a_set(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    older = practice.do_set(NOW - timedelta(days=1))
    practice.do_set(NOW)
    show(screen, world)
    screen.show_view(TABLE)
    world.settle()
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    world.settle()
    assert screen.detail._summary == older
    screen.detail.back.click()
    assert screen.table.hasFocus()
    screen.sets.open_key.click()
    world.settle()
    assert screen.detail.isVisible()


# ---- one set
def test_a_set_shows_its_trials_with_pictures_as_presented(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    settings = DrillSettings(angles=(0, 90), limit_s=1.6)
    summary = practice.do_set(NOW, settings, Skill(0.7, 1.5), Skill(0.7, 1.5))
    show(screen, world)
    screen.open_set(summary)
    screen.detail.view.key(PICTURES).click()
    world.settle()
    model = screen.detail.model
    trials = world.journal.trials(summary.session)
    assert model.rowCount() == 20
    outcomes = set()
    for at, trial in enumerate(trials):
        cells = [str(model.index(at, column).data()) for column in TrialColumn]
        assert cells[TrialColumn.SHOWN].startswith("Left" if trial.side is Side.LEFT else "Right")
        assert ("turned 90°" in cells[TrialColumn.SHOWN]) == (trial.stimulus.angle == 90)
        assert (cells[TrialColumn.TIME] == "–") == (trial.outcome is Outcome.TIME_OUT)
        outcomes.add((trial.outcome, cells[TrialColumn.OUTCOME]))
    assert (Outcome.WRONG, "The other side") in outcomes
    assert (Outcome.CORRECT, "Correct") in outcomes
    for at in range(4):  # asked for here, wherever the view has painted them
        _image(screen, at)
    world.settle()
    images = [_image(screen, at) for at in range(4)]
    assert all(_colours(image) > 20 for image in images)


def _colours(image: QImage) -> int:
    places = product(range(image.width()), range(image.height()))
    return len({image.pixel(x, y) for x, y in places})


def _image(screen: HistoryScreen, at: int) -> QImage:
    icon: QIcon = screen.detail.model.index(at, TrialColumn.PICTURE).data(
        Qt.ItemDataRole.DecorationRole
    )
    return icon.pixmap(screen.detail.table.iconSize()).toImage()


def test_a_set_tells_how_it_was_measured_and_what_happened(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    summary = practice.do_set()
    moment = Moment(NOW)
    pause = SessionEvent(UUID(int=3), summary.session, moment, EventKind.PAUSED)
    world.journal.add_event(pause)
    show(screen, world)
    screen.open_set(summary)
    world.settle()
    words = said(screen.detail)
    assert "Screen: 1920 × 1080 pixels at 60 Hz." in words
    assert "No late frames, and no less exact times." in words
    assert "Pauses: 1." in words


def test_a_mistyped_pain_is_mended_and_can_be_taken_back(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    summary = practice.do_set(before=4, after=9)
    show(screen, world)
    screen.show_view(TABLE)
    screen.open_set(summary)
    world.settle()
    after = screen.detail.mend.pains[When.AFTER]
    assert not after.scale.isVisible()
    after.change.click()
    after.scale.type_digit(5)
    world.settle()
    assert world.journal.summaries(PATIENT.id)[0].pain_after == 5
    assert "Changed from 9 to 5." in said(screen.detail)
    assert row(screen, 0)[Column.PAIN] == "4, 5"
    world.clock.now += timedelta(seconds=5)
    screen.detail.mend.undo.click()
    world.settle()
    assert world.journal.summaries(PATIENT.id)[0].pain_after == 9
    assert "Taken back." in said(screen.detail)
    assert "Pain after: 9 of 10" in said(screen.detail)


def test_a_pain_that_was_not_given_cannot_be_mended(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    show(screen, world)
    screen.open_set(practice.do_set(before=None))
    world.settle()
    assert "Pain before: not given" in said(screen.detail)
    assert not screen.detail.mend.pains[When.BEFORE].change.isVisible()


def test_a_set_that_someone_else_did_leaves_the_charts_and_comes_back(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set(NOW - timedelta(days=1))
    summary = practice.do_set(NOW)
    show(screen, world)
    screen.show_view(TABLE)
    screen.open_set(summary)
    world.settle()
    screen.detail.mend.someone_else.click()
    world.settle()
    assert [stop.lines[0] for stop in screen.charts.rt.chart.data.stops] == ["21 Nov"]
    assert row(screen, 0)[Column.NOTE] == "Someone else"
    world.clock.now += timedelta(seconds=5)
    screen.detail.mend.undo.click()
    world.settle()
    assert len(screen.charts.rt.chart.data.stops) == 2
    assert not screen.detail.mend.someone_else.isChecked()


def test_another_person_has_another_history(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    practice.do_set()
    show(screen, world)
    assert screen.charts.isVisible()
    world.state.choose_patient(None)
    world.settle()
    assert screen.answer is None
    assert screen.model.rowCount() == 0
    assert not screen.charts.isVisible()


def test_everything_that_takes_the_focus_has_a_name(
    screen: HistoryScreen, world: World, practice: Practice
) -> None:
    summary = practice.do_set()
    show(screen, world)
    for view in (0, TABLE):
        screen.show_view(view)
        _named(screen)
    screen.open_set(summary)
    world.settle()
    _named(screen)


def _named(screen: QWidget) -> None:
    for widget in screen.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_measures_are_worded_with_their_interval() -> None:
    accuracy, rt = Estimate(0.8, 0.6, 0.9), Estimate(2.34, None, None)
    assert Measure.ACCURACY.figure(Side.LEFT, accuracy) == "Left 80 % (likely 60 to 90 %)"
    assert Measure.RT.figure(Side.RIGHT, rt) == "Right 2.3 s"
