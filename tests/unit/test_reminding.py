"""When the program reminds, and when it is quiet; contacts as lines."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.ui.programme.contact_words import contacts_of, lines_of
from gmi_app.ui.programme.reminding import DueTime, QuietHours, Reminding

DAY = datetime(2026, 11, 23)
NINE = DueTime(UUID(int=1), time(9), "Left or right?")
TEN = DueTime(UUID(int=2), time(10), "Mirror")
DUE = (NINE, TEN)


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return DAY + timedelta(days=day, hours=hour, minutes=minute)


def test_each_time_is_told_once() -> None:
    reminding = Reminding()
    assert reminding.now(DUE, at(8, 59), QuietHours()) == []
    assert reminding.now(DUE, at(9), QuietHours()) == [NINE]
    assert reminding.now(DUE, at(9, 1), QuietHours()) == []
    assert reminding.now(DUE, at(10, 5), QuietHours()) == [TEN]


def test_the_next_day_it_is_told_again() -> None:
    reminding = Reminding()
    assert reminding.now(DUE, at(9), QuietHours()) == [NINE]
    assert reminding.now(DUE, at(9, 0, day=1), QuietHours()) == [NINE]


def test_a_clock_that_is_set_back_tells_nothing_twice() -> None:
    reminding = Reminding()
    assert reminding.now(DUE, at(9, 20), QuietHours()) == [NINE]
    assert reminding.now(DUE, at(9, 0), QuietHours()) == []
    assert reminding.now(DUE, at(9, 0, day=-1), QuietHours()) == []


def test_what_was_slept_through_is_not_told() -> None:
    assert Reminding().now(DUE, at(9, 30), QuietHours()) == [NINE]
    assert Reminding().now(DUE, at(9, 31), QuietHours()) == []


def test_quiet_hours_are_quiet() -> None:
    assert Reminding().now(DUE, at(9), QuietHours(time(8, 30), time(9, 30))) == []
    late = (DueTime(UUID(int=3), time(21), "Breathing"),)
    assert Reminding().now(late, at(21), QuietHours()) == []
    assert Reminding().now(late, at(21), QuietHours(time(0), time(0))) == list(late)


@pytest.mark.parametrize(
    ("hour", "quiet"), [(19, False), (20, True), (23, True), (0, True), (7, True), (8, False)]
)
def test_quiet_hours_go_over_midnight(hour: int, quiet: bool) -> None:
    assert QuietHours().covers(time(hour)) is quiet


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59)), max_size=60))
def test_never_more_than_once_a_day_whatever_the_clock_does(looks: list[tuple[int, int]]) -> None:
    reminding = Reminding()
    told = [
        each.at
        for hour, minute in looks
        for each in reminding.now(DUE, at(hour, minute), QuietHours())
    ]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("line", "who", "how"),
    [
        ("Lea, 0170 123", "Lea", "0170 123"),
        ("Dr. Ott, Mainz", "Dr. Ott, Mainz", ""),
        ("Mara, physio, mara@example.org", "Mara, physio", "mara@example.org"),
        ("112", "112", ""),
    ],
)
def test_a_contact_is_a_line(line: str, who: str, how: str) -> None:
    contact = contacts_of(f"\n {line} \n").contacts[0]
    assert (contact.who, contact.how) == (who, how)
    assert lines_of(contacts_of(line)) == line
