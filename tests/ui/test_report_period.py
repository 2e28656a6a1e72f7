"""Over what time a report goes: chosen with a press, or typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gmi_app.clinic.periods import Period
from gmi_app.ui.clinic.day_field import DayField, shown
from gmi_app.ui.exchange.report_period import Reach, ReportPeriod, reach
from tests.ui.clinic_practice import ANNA, TODAY, Clinic
from tests.ui.world import World, draw_pictures

pytestmark = pytest.mark.gui

BEGUN, VISITED = date(2026, 3, 2), date(2026, 10, 26)
BEHIND_VISIT = ["2 weeks", "4 weeks", "8 weeks", "All", "Other days"]


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures"))
    yield made
    made.close()


@pytest.fixture
def period(world: World) -> Iterator[ReportPeriod]:
    made = ReportPeriod(Reach(TODAY, BEGUN, VISITED))
    world.show(made, 800, 300)
    yield made
    made.close()
    made.deleteLater()


def words(made: ReportPeriod) -> list[str]:
    return [made.choice.chip(at).text() for at in range(made.others + 1)]


def typed(field: DayField, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def weeks(count: int) -> Period:
    return Period(TODAY - timedelta(days=7 * count - 1), TODAY)


def test_the_last_visit_is_what_is_usually_meant(period: ReportPeriod) -> None:
    assert words(period) == ["Since the visit of 26 Oct", *BEHIND_VISIT]
    assert period.choice.at == 0
    assert period.shown == Period(VISITED, TODAY)


def test_every_ready_made_time_shows_its_days(period: ReportPeriod) -> None:
    expected = [weeks(2), weeks(4), weeks(8), Period(BEGUN, TODAY)]
    for at, time in enumerate(expected, 1):
        period.choice.chip(at).click()
        assert period.shown == time
        assert (period.first.text(), period.last.text()) == (shown(time.first), shown(time.last))


def test_without_a_visit_eight_weeks_are_shown(world: World) -> None:
    made = ReportPeriod(Reach(TODAY))
    assert words(made) == BEHIND_VISIT
    assert made.shown == weeks(8)
    made.choice.chip(3).click()
    assert made.shown == Period(TODAY, TODAY), "nothing has been done yet"
    made.deleteLater()


def test_days_of_ones_own_are_typed(period: ReportPeriod) -> None:
    period.choice.chip(period.others).click()
    assert period.first.hasFocus()
    assert period.shown == Period(VISITED, TODAY), "until a day is typed"
    typed(period.first, "2026-09-01")
    typed(period.last, "2026-09-30")
    assert period.shown == Period(date(2026, 9, 1), date(2026, 9, 30))
    assert period.choice.at == period.others


def test_a_typed_day_is_a_choice_of_its_own_and_never_crosses_the_other(
    period: ReportPeriod,
) -> None:
    typed(period.last, "2026-10-01")
    assert period.choice.at == period.others
    away = TODAY - VISITED
    assert period.shown == Period(date(2026, 10, 1) - away, date(2026, 10, 1))
    typed(period.first, "2026-11-20")
    assert period.shown == Period(date(2026, 11, 20), TODAY), "no day lies after today"


def test_a_visit_of_today_is_the_one_that_the_report_is_for(world: World) -> None:
    made = Clinic(world)
    made.anna(2)
    before = reach(world.journal, ANNA, TODAY)
    assert before.visited == TODAY - timedelta(days=27)
    assert before.begun is not None
    made.visit(ANNA, "", 0, 30)
    assert reach(world.journal, ANNA, TODAY) == before
