"""The days of a page: ready-made times, steps, and a first and last day of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gmi_app.clinic.periods import Period
from gmi_app.clock import Moment
from gmi_app.ui.clinic.day_field import day_of
from gmi_app.ui.clinic.day_field import shown as written
from gmi_app.ui.clinic.patient_question import Question, Span, moved, stepped
from gmi_app.ui.clinic.patient_screen import PatientScreen
from tests.ui.clinic_practice import ANNA, TODAY, clinic
from tests.ui.practice import NOW
from tests.ui.world import World, draw_pictures

days_back = st.integers(0, 400).map(lambda n: TODAY - timedelta(days=n))
any_day = st.integers(-400, 400).map(lambda n: TODAY - timedelta(days=n))


def asked(span: Span = Span.EIGHT_WEEKS) -> Question:
    return Question(ANNA, Moment(NOW), span)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = sorted([draw(days_back), draw(days_back)])
    return Period(first, last)


@given(periods(), any_day, st.booleans())
def test_a_day_of_ones_own_is_kept_and_the_other_never_crosses_it(
    shown: Period, day: date, first: bool
) -> None:
    question = moved(asked(), shown, day if first else None, None if first else day)
    assert question.since is not None
    assert question.since <= question.last <= TODAY
    wanted = min(day, TODAY)
    assert (question.since if first else question.last) == wanted
    if shown.holds(wanted):
        other = question.last if first else question.since
        assert other == (shown.last if first else shown.first)
    assert question.days == (question.last - question.since).days + 1


@given(periods(), st.integers(1, 6))
def test_steps_back_and_forth_lead_to_the_same_days(shown: Period, steps: int) -> None:
    question = moved(asked(), shown, shown.first, None)
    question = moved(question, shown, None, shown.last)
    away = question
    for _ in range(steps):
        away = stepped(away, -1)
        assert away.days == shown.days
    assert (question.last - away.last).days == steps * shown.days
    for _ in range(steps):
        away = stepped(away, 1)
    assert (away.since, away.last) == (shown.first, shown.last)


def test_steps_stop_at_today_and_all_stays_all() -> None:
    four = asked(Span.FOUR_WEEKS)
    assert stepped(four, 1).until is None
    assert stepped(stepped(four, -1), 1).until is None
    assert stepped(asked(Span.ALL), -1) == asked(Span.ALL)


# ---- on the page


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[World, PatientScreen]]:
    world = World(tmp_path / "data", draw_pictures(tmp_path / "pictures"))
    clinic(world)
    window = world.open_window()
    window.clinic.show_patient(ANNA)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PatientScreen)
    yield world, screen
    world.close()


def shown(screen: PatientScreen) -> tuple[date, date]:
    assert screen.file is not None
    period = screen.file.period
    assert (screen.first.day, screen.last.day) == (period.first, period.last)
    return period.first, period.last


def type_day(screen: PatientScreen, last: bool, words: str) -> None:
    field = screen.last if last else screen.first
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_days_are_typed_and_everything_is_of_them(page: tuple[World, PatientScreen]) -> None:
    world, screen = page
    assert screen.span.at == 1
    type_day(screen, False, "10 Oct 2026")
    world.settle()
    type_day(screen, True, "20 Oct 2026")
    world.settle()
    first, last = date(2026, 10, 10), date(2026, 10, 20)
    assert shown(screen) == (first, last)
    assert screen.span.at == -1
    assert screen.file is not None
    assert {d.day for d in screen.file.days} <= {first + timedelta(days=n) for n in range(11)}
    assert all(first <= p.day <= last for p in screen.file.practice)
    assert screen.file.before is not None, "as many days before are compared"
    screen.earlier.click()
    world.settle()
    assert shown(screen) == (date(2026, 9, 29), date(2026, 10, 9))
    screen.span.key(0).click()
    world.settle()
    assert shown(screen) == (TODAY - timedelta(days=27), TODAY)


def test_arrow_keys_go_by_days_and_weeks(page: tuple[World, PatientScreen]) -> None:
    world, screen = page
    first, last = shown(screen)
    screen.first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(screen.first, Qt.Key.Key_Down)
    world.settle()
    assert shown(screen) == (max(first - timedelta(days=1), first), last), "nobody began earlier"
    QTest.keyClick(screen.first, Qt.Key.Key_Up)
    world.settle()
    assert shown(screen)[0] == first + timedelta(days=1)
    QTest.keyClick(screen.first, Qt.Key.Key_PageUp)
    world.settle()
    assert shown(screen)[0] == first + timedelta(days=8)


def test_what_is_no_day_goes_away_again(page: tuple[World, PatientScreen]) -> None:
    world, screen = page
    before = shown(screen)
    type_day(screen, False, "soon")
    world.settle()
    assert day_of(screen.first.text()) == before[0]
    screen.first.selectAll()
    QTest.keyClicks(screen.first, "1.10.2026")
    QTest.keyClick(screen.first, Qt.Key.Key_Escape)
    assert day_of(screen.first.text()) == before[0]
    screen.first.selectAll()
    QTest.keyClicks(screen.first, "1.10.2026")
    screen.last.setFocus(Qt.FocusReason.TabFocusReason)
    world.settle()
    assert shown(screen) == (date(2026, 10, 1), before[1])


@given(any_day)
@pytest.mark.parametrize("form", ["{0:%d.%m.%Y}", "{0:%Y-%m-%d}", "  {0.day}  {0:%b} {0:%Y} "])
def test_a_day_is_read_as_people_write_it(form: str, day: date) -> None:
    assert day_of(form.format(day)) == day
    assert day_of(written(day)) == day


def test_a_first_day_after_the_last_takes_it_along(page: tuple[World, PatientScreen]) -> None:
    world, screen = page
    type_day(screen, True, "1 Oct 2026")
    world.settle()
    length = shown(screen)[1] - shown(screen)[0]
    type_day(screen, False, "5 Oct 2026")
    world.settle()
    assert shown(screen) == (date(2026, 10, 5), date(2026, 10, 5) + length)


def test_tab_goes_through_the_days_as_they_are_read(page: tuple[World, PatientScreen]) -> None:
    world, screen = page
    screen.earlier.setEnabled(True)
    screen.later.setEnabled(True)
    stops = [screen.span.key(screen.span.at), screen.earlier, screen.first, screen.last]
    stops += [screen.later, screen.kind.chip(screen.kind.at)]
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    for before, after in pairwise(stops):
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert world.app.focusWidget() is after
