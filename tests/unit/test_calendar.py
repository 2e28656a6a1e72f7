"""A plan as a calendar file, read by a reader of calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar

from gmi_app.exchange.calendar import calendar_of, times_of
from gmi_app.facts.note import Contact
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import ItemKind, Plan, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from tests.unit.making import moment

TODAY = moment().day  # a Monday
ANNA = Patient(UUID(int=2), moment(), "Anna", AffectedSide.LEFT, BodyPart.HAND)


def plan_of(ready: Ready = Ready.GENTLE) -> Plan:
    numbers = iter(range(1, 100))
    return ready_plan(ready, ANNA, TODAY, lambda: UUID(int=next(numbers)))


def events(plan: Plan, day: int = 0) -> list[dict[str, object]]:
    version = PlanVersion(UUID(int=1), ANNA.id, moment(), plan)
    read = Calendar.from_ical(calendar_of(version, moment(day)))
    return [
        {
            "uid": str(event["uid"]),
            "summary": str(event["summary"]),
            "start": event.decoded("dtstart"),
            "length": event.decoded("duration"),
            "rule": event["rrule"],
        }
        for event in read.walk("VEVENT")
    ]


def test_each_session_of_the_present_stage_is_an_event_of_every_week() -> None:
    found = events(plan_of())
    assert [each["summary"] for each in found] == [
        "Exercise: left or right",
        "Exercise: left or right",
        "Exercise: breathing and resting",
    ]
    start = datetime.combine(TODAY, time(8))
    assert [each["start"] for each in found] == [start, start + timedelta(hours=6), start]
    assert found[0]["rule"] == {
        "FREQ": ["WEEKLY"],
        "BYDAY": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"],
        "UNTIL": [datetime.combine(TODAY + timedelta(weeks=6), time(23, 59, 59))],
    }
    assert all(each["length"] == timedelta(minutes=5) for each in found)


def test_times_are_the_wall_clocks_wherever_the_person_is() -> None:
    for each in events(plan_of()):
        start = each["start"]
        assert isinstance(start, datetime)
        assert start.tzinfo is None


def test_the_same_plan_gives_the_same_events_and_a_later_one_begins_later() -> None:
    first, again, later = events(plan_of()), events(plan_of()), events(plan_of(), day=3)
    assert first == again
    assert len({each["uid"] for each in first}) == len(first)
    assert [each["uid"] for each in later] == [each["uid"] for each in first]
    assert all(
        isinstance(each["start"], datetime) and each["start"].date() == TODAY + timedelta(days=3)
        for each in later
    )


def test_days_and_times_of_the_plan_are_kept() -> None:
    plan = plan_of(Ready.MAINTENANCE)
    (first, *_) = events(plan, day=1)
    assert first["start"] == datetime.combine(TODAY + timedelta(days=2), time(8))
    rule = first["rule"]
    assert isinstance(rule, dict)
    assert rule["BYDAY"] == ["MO", "WE", "FR"]
    item = replace(plan.items[0], at=(time(19, 45),))
    assert times_of(plan, item) == (time(19, 45),)
    assert events(plan.with_item(item))[0]["start"] == datetime.combine(TODAY, time(19, 45))


def test_what_is_paused_is_left_out_and_what_is_over_ends() -> None:
    plan = plan_of()
    paused = plan.with_item(replace(plan.items[0], paused=True))
    assert len(events(paused)) == 1
    endless = replace(plan, review=None)
    rule = events(endless)[0]["rule"]
    assert isinstance(rule, dict)
    assert "UNTIL" not in rule
    long_ago = replace(plan, start=date(2026, 1, 1), stage_since=date(2026, 1, 1), review=TODAY)
    assert "UNTIL" in str(events(long_ago)[0]["rule"])


def test_what_comes_after_the_review_only_is_left_out_and_an_overdue_plan_goes_on() -> None:
    plan = replace(plan_of(), review=TODAY)
    wednesdays = plan.with_item(replace(plan.items[0], days=(2,)))
    assert {each["summary"] for each in events(wednesdays)} == {"Exercise: breathing and resting"}
    overdue = events(wednesdays, day=1)
    assert len(overdue) == 3
    assert all("UNTIL" not in str(each["rule"]) for each in overdue)


@pytest.mark.parametrize("stage", [ItemKind.IMAGERY, ItemKind.MIRROR])
def test_a_calendar_is_seen_by_others_so_it_says_little(stage: ItemKind) -> None:
    plan = replace(
        plan_of(Ready.STANDARD), stage=stage, therapist=Contact("Lea", "0170"), note_to_patient="x"
    )
    content = calendar_of(PlanVersion(UUID(int=1), ANNA.id, moment(), plan), moment())
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    for secret in (b"Lea", b"0170", b"Anna", b"pain", b"hand"):
        assert secret not in content
