"""``gmi-app today``: what is due, and the suggestion with its reasons, also while the window is
open."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from uuid import uuid5

from gmi_app.clock import Moment, SystemClock
from gmi_app.exchange.calendar import calendar_of
from gmi_app.exchange.whom import the_one
from gmi_app.exchange.writing import write_whole
from gmi_app.language import tr
from gmi_app.paths import data_folder
from gmi_app.programme import reason_words
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.ready import Ready, first_plan
from gmi_app.programme.today import Due, State, Today, look, since
from gmi_app.storage.opening import open_to_read

STATES = {
    State.NOW: "now",
    State.LATER: "later",
    State.DONE: "done",
    State.ENOUGH: "enough for now",
    State.NOT_TODAY: "not today",
    State.PAUSED: "pause",
    State.REST: "day off",
}


def run(options: argparse.Namespace) -> int:
    """Prints one person's day; with ``--ics`` writes the plan for a calendar instead."""
    clock = SystemClock()
    now = on_day(clock.moment(), options.date)
    opened = open_to_read(data_folder(options.data, create=False), clock)
    try:
        person = the_one(opened.journal.patients(), options.patient)
        kept = in_force(opened.journal.plans(person.id), now.day)
        version = kept or would_be(person, now)
        if options.ics is not None:
            print(_write(Path(options.ics), calendar_of(version, now)))
            return 0
        record = opened.journal.record(person.id, since(version.plan, now.day))
        today = look(version.plan, record, now)
    finally:
        opened.close()
    print("\n".join(lines(person, version, today, planned=kept is not None)))
    return 0


def on_day(now: Moment, day: date | None) -> Moment:
    """The same time of day, on another day where one is named."""
    if day is None:
        return now
    local = datetime.combine(day, now.local.timetz())
    return Moment.of(local)


def in_force(versions: Sequence[PlanVersion], day: date) -> PlanVersion | None:
    """The plan of that day. ``versions``: newest first. Before the first one, that; None without
    any."""
    return next(
        (each for each in versions if each.at.day <= day), versions[-1] if versions else None
    )


def would_be(person: Patient, now: Moment) -> PlanVersion:
    """The gentle start, for who has no plan yet; nothing is kept. The same day gives the same."""
    numbers = iter(range(100))
    return first_plan(Ready.GENTLE, person, now, lambda: uuid5(person.id, f"item {next(numbers)}"))


def lines(
    person: Patient, version: PlanVersion, today: Today, *, planned: bool = True
) -> Iterator[str]:
    """What is printed, line by line."""
    plan = version.plan
    yield f"{person.name or person.id}, {today.day:%A} {today.day.isoformat()}"
    if not planned:
        yield tr("There is no plan yet. This is what the gentle start would ask for.")
    yield f"Stage: {reason_words.exercise(plan.stage)}, since {plan.stage_since.isoformat()}"
    yield ""
    yield from (_line(due) for due in today.due)
    if today.enough:
        yield tr("That is enough for now.")
    if today.check_up:
        yield tr("A check-up is offered: 40 pictures, about 6 minutes.")
    if today.flared:
        yield tr("There was a flare-up today: an easier day.")
    if today.help is not None:
        yield tr("Low mood or something upsetting: the help contacts are shown.")
    yield ""
    yield f"Suggestion: {reason_words.title(today.advice)}."
    yield from (f"  - {sentence}" for sentence in reason_words.why(today.advice))


def _line(due: Due) -> str:
    item = due.item
    unit = "pictures" if item.counts_pictures else "s"
    state = STATES[due.state] + (f", from {due.at:%H:%M}" if due.at is not None else "")
    amount = f"{due.planned} x {due.amount.today} {unit}"
    eased = ", an easier day" if due.amount.eased or due.amount.fewer else ""
    step = ", new amount" if due.amount.note is not None else ""
    words = reason_words.exercise(item.kind)
    return f"{words:<24}  {amount}{eased}{step}; {due.done} done; {state}"


def _write(path: Path, content: bytes) -> str:
    write_whole(path, content)
    return tr("Wrote the plan for a calendar to {0}.").format(path)
