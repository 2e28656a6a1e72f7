"""A plan as a calendar file: its times, its lines, and nothing lost by folding."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.clock import Moment
from gmi_app.programme.calendar_file import _folded, calendar_text, spread
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import Plan, PlanItem
from gmi_app.programme.ready import Ready, ready_plan

TODAY = date(2026, 11, 23)  # a Monday
MADE = Moment(datetime(2026, 11, 23, 8, tzinfo=UTC), 60)


def plan(ready: Ready = Ready.GENTLE) -> Plan:
    numbers = iter(range(1, 40))
    return ready_plan(ready, Patient(UUID(int=7), MADE), TODAY, lambda: UUID(int=next(numbers)))


def with_first(changed: PlanItem) -> Plan:
    return plan().with_item(changed)


def events(text: str) -> list[str]:
    return re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL)


def test_one_weekly_event_for_each_session_of_a_day() -> None:
    text = calendar_text(plan(), MADE)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    found = events(text)
    assert len(found) == 3  # two sets, breathing once; the later stages are not due
    assert "DTSTART:20261123T110000\r\n" in found[0]
    assert "DTSTART:20261123T170000\r\n" in found[1]
    assert "DTSTART:20261123T140000\r\n" in found[2]
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;UNTIL=20270104T235959\r\n" in found[0]
    assert "SUMMARY:Left or right?\r\n" in found[0]
    assert len(set(re.findall(r"UID:(.*)\r\n", text))) == 3


def test_fixed_times_and_days_are_kept() -> None:
    item = plan().items[0]
    changed = replace(item, days=(2, 4), at=(time(9, 5), time(18)))
    found = events(calendar_text(with_first(changed), MADE))
    assert "DTSTART:20261125T090500\r\n" in found[0]  # the first Wednesday
    assert "BYDAY=WE,FR;" in found[0]
    assert "DTSTART:20261125T180000\r\n" in found[1]


def test_what_rests_is_left_out() -> None:
    item = plan().items[0]
    assert len(events(calendar_text(with_first(replace(item, paused=True)), MADE))) == 1


def test_a_plan_that_begins_later_begins_later() -> None:
    later = replace(plan(), start=date(2026, 12, 1), stage_since=date(2026, 12, 1))
    assert "DTSTART:20261201T110000\r\n" in calendar_text(later, MADE)


def test_without_a_review_it_ends_after_twelve_weeks() -> None:
    assert "UNTIL=20270215T235959" in calendar_text(replace(plan(), review=None), MADE)


@pytest.mark.parametrize(
    ("per_day", "wanted"),
    [(1, [time(14)]), (2, [time(11), time(17)]), (3, [time(10), time(14), time(18)])],
)
def test_sessions_are_spread_evenly(per_day: int, wanted: list[time]) -> None:
    item = replace(plan().items[0], per_day=per_day, most_per_day=per_day)
    assert list(spread(item, plan())) == wanted


@given(st.integers(1, 12), st.integers(0, 22), st.integers(1, 23))
def test_spread_times_are_in_order_and_inside_the_day(count: int, begin: int, end: int) -> None:
    if begin >= end:
        return
    item = replace(plan().items[0], per_day=count, most_per_day=24)
    found = spread(item, replace(plan(), day_from=time(begin), day_to=time(end)))
    assert len(found) == count
    assert list(found) == sorted(found)
    assert all(time(begin) <= at <= time(end) for at in found)


@given(st.text(min_size=1, max_size=300).filter(lambda text: "\n" not in text and "\r" not in text))
def test_folded_lines_are_short_and_lose_nothing(line: str) -> None:
    parts = list(_folded(line))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
