"""A plan as a calendar file (iCalendar, RFC 5545): one weekly event for each session of a day.

Times are "floating": nine o'clock stays nine o'clock, wherever the person travels.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from gmi_app.clock import Moment
from gmi_app.language import tr
from gmi_app.programme.plan import ItemKind, Plan, PlanItem

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FOLD_OCTETS: Final = 75
_PICTURE_S: Final = 8
"""Seconds for one picture, about. Ours."""
_LEAST_MIN: Final = 5
_WITHOUT_REVIEW: Final = timedelta(weeks=12)
"""How long the events go on where the plan names no day to look at it again. Ours."""
_STEP_MIN: Final = 15
"""Times that are spread over the day are whole quarters of an hour."""


def spread(item: PlanItem, plan: Plan) -> tuple[time, ...]:
    """The times of an item's sessions: its own, else evenly over the plan's day."""
    if item.at:
        return item.at
    begin = plan.day_from.hour * 60 + plan.day_from.minute
    end = plan.day_to.hour * 60 + plan.day_to.minute
    share = (end - begin) / item.per_day
    found = []
    for n in range(item.per_day):
        minute = round((begin + share * (n + 0.5)) / _STEP_MIN) * _STEP_MIN
        found.append(time(minute // 60, minute % 60))
    return tuple(found)


def calendar_text(plan: Plan, made: Moment) -> str:
    """The whole file, for what is practised now. The events end with the review."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//gmi//graded motor imagery//EN",
        "CALSCALE:GREGORIAN",
    ]
    first = max(plan.start, made.day)
    last = max(plan.review or first + _WITHOUT_REVIEW, first)
    for item in plan.active:
        if item.paused:
            continue
        for n, at in enumerate(spread(item, plan)):
            lines += _event(item, n, at, _first_day(item, first), last, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _first_day(item: PlanItem, first: date) -> date:
    """The item's first day of the week from ``first`` on."""
    ahead = (first + timedelta(days=n) for n in range(7))
    return next(day for day in ahead if day.weekday() in item.days)


def _event(
    item: PlanItem, number: int, at: time, first: date, last: date, made: Moment
) -> Iterator[str]:
    much = item.what.amount * (_PICTURE_S if item.counts_pictures else 1)
    minutes = max(_LEAST_MIN, -(-much // 60))
    days = ",".join(_DAYS[day] for day in item.days)
    until = datetime.combine(last, time(23, 59, 59))
    yield "BEGIN:VEVENT"
    yield f"UID:{item.id}-{number}@gmi"
    yield f"DTSTAMP:{made.utc:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART:{datetime.combine(first, at):%Y%m%dT%H%M%S}"
    yield f"DURATION:PT{minutes}M"
    yield f"RRULE:FREQ=WEEKLY;BYDAY={days};UNTIL={until:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_escaped(_title(item.kind))}"
    yield "END:VEVENT"


def _title(kind: ItemKind) -> str:
    """Neutral words: others may see the calendar."""
    match kind:
        case ItemKind.LATERALITY:
            return tr("Left or right?")
        case ItemKind.IMAGERY:
            return tr("Imagined movements")
        case ItemKind.MIRROR:
            return tr("Mirror")
        case _:
            return tr("Exercise")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """No line longer than 75 octets; what goes on begins with a space. No sign is cut in two."""
    room, part = _FOLD_OCTETS, ""
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield part
            part, room = " ", _FOLD_OCTETS - 1
        part, room = part + sign, room - size
    yield part
