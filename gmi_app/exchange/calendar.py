"""A plan as a calendar file (.ics, RFC 5545): each session of each exercise, every week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from gmi_app.clock import Moment
from gmi_app.language import tr
from gmi_app.programme import reason_words
from gmi_app.programme.plan import LateralityItem, Plan, PlanItem, PlanVersion

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORTEST: Final = timedelta(minutes=5)
PICTURE_S: Final = 8.0


def calendar_of(version: PlanVersion, now: Moment) -> bytes:
    """The present stage and what goes beside it, from today on, to the day of the review where
    that is still to come. Times are the wall clock's, wherever the person is ("floating"), so
    neither a journey nor daylight-saving time moves them. The same plan gives the same events
    again, so a calendar that reads a newer file changes them instead of adding to them."""
    calendar = Calendar()
    calendar.add("prodid", "-//gmi//graded motor imagery//EN")
    calendar.add("version", "2.0")
    for item in version.plan.active:
        if not item.paused:
            for event in _events(version.plan, item, version.id, now):
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def times_of(plan: Plan, item: PlanItem) -> tuple[time, ...]:
    """When the sessions of a day begin: as the plan says, or spread over its day."""
    if item.at:
        return item.at
    start = datetime.combine(date.min, plan.day_from)
    span = datetime.combine(date.min, plan.day_to) - start
    spread = ((start + span * number / item.per_day).time() for number in range(item.per_day))
    return tuple(at.replace(second=0, microsecond=0) for at in spread)


def _events(plan: Plan, item: PlanItem, version: UUID, now: Moment) -> Iterator[Event]:
    first = max(plan.start, now.day)
    while first.weekday() not in item.days:
        first += timedelta(days=1)
    ends = plan.review if plan.review is not None and plan.review >= now.day else None
    if ends is not None and first > ends:
        return
    for number, at in enumerate(times_of(plan, item)):
        event = Event()
        event.add("uid", f"{uuid5(item.id, f'session {number}')}@gmi")
        event.add("dtstamp", now.utc.replace(microsecond=0))
        event.add("dtstart", datetime.combine(first, at))
        event.add("duration", _length(item))
        rule: dict[str, object] = {"freq": "weekly", "byday": [DAYS[day] for day in item.days]}
        if ends is not None:
            rule["until"] = datetime.combine(ends, time(23, 59, 59))
        event.add("rrule", rule)
        event.add("summary", _title(item))
        event.add("transp", "TRANSPARENT")
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("trigger", timedelta(0))
        reminder.add("description", _title(item))
        event.add_component(reminder)
        yield event


def _title(item: PlanItem) -> str:
    """The exercise only: a calendar is seen by others."""
    words = reason_words.exercise(item.kind)
    return tr("Exercise: {0}").format(words)


def _length(item: PlanItem) -> timedelta:
    what = item.what
    seconds = what.amount * PICTURE_S if isinstance(what, LateralityItem) else what.seconds
    return max(SHORTEST, timedelta(minutes=-(-seconds // 60)))
