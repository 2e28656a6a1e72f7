"""``gmi-app today``: what is due, and the suggestion with its reasons, also while the window is
open."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid5

from gmi_app.clock import Moment, SystemClock
from gmi_app.exchange.calendar import calendar_of
from gmi_app.exchange.whom import the_one
from gmi_app.exchange.writing import write_whole
from gmi_app.facts.activity_goal import Unit
from gmi_app.facts.note import NoteKind, PaceChange
from gmi_app.language import tr
from gmi_app.laterality.eligible import is_possible
from gmi_app.paths import data_folder, pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.programme import reason_words
from gmi_app.programme.in_force import in_force
from gmi_app.programme.pacing import before_step, belongs
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import Plan, PlanItem, PlanVersion, half_minutes
from gmi_app.programme.ready import Ready, first_plan
from gmi_app.programme.record import Record
from gmi_app.programme.today import Due, State, Today, look, since
from gmi_app.storage.opening import open_to_read
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.programme.course import is_damaged
from gmi_app.ui.programme.pace_words import new_today
from gmi_app.ui.programme.plan_words import damaged as damaged_plan


def run(options: argparse.Namespace) -> int:
    """Prints one person's day; with ``--ics`` writes the plan for a calendar instead."""
    clock = SystemClock()
    now = on_day(clock.moment(), options.date)
    opened = open_to_read(data_folder(options.data, create=False), clock)
    try:
        person = the_one(opened.journal.patients(), options.patient)
        versions = opened.journal.plans(person.id)
        answers = opened.journal.notes(person.id, (NoteKind.PLAN_ANSWER,))
        held = in_force(versions, answers, opened.journal.settings()).versions
        kept = plan_on(held, options.date)
        damaged = is_damaged(opened.journal, person.id, versions[0] if versions else None)
        if damaged and not versions:
            print(heading(person, now.day), damaged_plan(followed=False), sep="\n")
            return 0 if options.ics is None else 1
        version = kept or would_be(person, now)
        if options.ics is not None:
            print(_write(Path(options.ics), calendar_of(version, now)))
            return 0
        record = opened.journal.record(person.id, since(version.plan, now.day))
        reduced = Preferences.from_text(opened.journal.settings()).reduced_motion
        pictures = load_catalogue(pictures_folder()).pictures
        today = look(version.plan, record, now, partial(is_possible, pictures, motion=not reduced))
    finally:
        opened.close()
    if damaged:
        print(damaged_plan(followed=True))
    print("\n".join(lines(person, version, today, record, planned=kept is not None)))
    return 0


def on_day(now: Moment, day: date | None) -> Moment:
    """The same time of day, on another day where one is named."""
    if day is None:
        return now
    local = datetime.combine(day, now.local.timetz())
    return Moment.of(local)


def plan_on(versions: Sequence[PlanVersion], day: date | None) -> PlanVersion | None:
    """The plan of that day. ``versions``: those that held, newest first. Before the first one,
    that; None without any. Of no day in particular the newest, as in the window, whatever the clock
    says."""
    if day is None:
        return versions[0] if versions else None
    return next(
        (each for each in versions if each.at.day <= day), versions[-1] if versions else None
    )


def would_be(person: Patient, now: Moment) -> PlanVersion:
    """The gentle start, for who has no plan yet; nothing is kept. The same day gives the same."""
    numbers = iter(range(100))
    return first_plan(Ready.GENTLE, person, now, lambda: uuid5(person.id, f"item {next(numbers)}"))


def heading(person: Patient, day: date) -> str:
    """Whose day it is, and which."""
    return tr("{0}, {1} {2}").format(person.name or person.id, _weekday(day), day.isoformat())


def lines(
    person: Patient, version: PlanVersion, today: Today, record: Record, *, planned: bool = True
) -> Iterator[str]:
    """What is printed, line by line."""
    plan = version.plan
    yield heading(person, today.day)
    if not planned:
        yield tr("There is no plan yet. This is what the gentle start would ask for.")
    stage, began = reason_words.exercise(plan.stage), plan.stage_since.isoformat()
    yield tr("Stage: {0}, since {1}").format(stage, began)
    yield ""
    yield from (_line(due, plan, record, today.day) for due in today.due)
    if today.enough:
        yield tr("That is enough for now.")
    if today.check_up:
        yield tr("A check-up is offered: 40 pictures, about 6 minutes.")
    if today.flared:
        yield tr("There was a flare-up today: an easier day.")
    if today.help is not None:
        yield tr("Low mood or something upsetting: the help contacts are shown.")
    yield ""
    yield tr("Suggestion: {0}.").format(reason_words.title(today.advice))
    item = plan.item(today.advice.item)
    if item is not None:
        yield "  - " + tr("It is about {0}.").format(reason_words.exercise(item.kind))
    yield from (f"  - {sentence}" for sentence in reason_words.why(today.advice))


def _weekday(day: date) -> str:
    names = (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )
    return names[day.weekday()]


def _line(due: Due, plan: Plan, record: Record, day: date) -> str:
    item, words = due.item, f"{reason_words.exercise(due.item.kind):<24}"
    if not due.planned and not due.done:
        return tr("{0}  {1}").format(words, _state(due.state))
    said = [f"{due.planned} x {_amount(item, due.amount.today)}"]
    if due.own is not None:
        text = tr("{0} minutes") if due.own.goal.unit is Unit.MINUTES else tr("{0} times")
        said = [text.format(f"{due.planned} x {due.own.amount}")]
        if due.own.eased:
            usual = text.format(due.own.goal.amount)
            said.append(tr("an easier day, else {0}").format(usual))
    elif due.amount.eased:
        said.append(tr("an easier day, else {0}").format(_amount(item, due.amount.usual)))
    if due.amount.fewer and due.planned:
        said.append(tr("an easier day, else {0} x").format(item.per_day))
    said += _new(due, plan, record, day)
    state = _state(due.state)
    if due.at is not None:
        state = tr("{0}, from {1} on").format(state, f"{due.at:%H:%M}")
    return tr("{0}  {1}; {2} done; {3}").format(words, ", ".join(said), due.done, state)


def _amount(item: PlanItem, amount: int) -> str:
    """``amount``: pictures, or seconds, which are said as they will be given: whole and half
    minutes."""
    if item.counts_pictures:
        return tr("{0} pictures").format(amount)
    if amount < 60:
        return tr("{0} s").format(amount)
    length = half_minutes(amount)
    half = "" if length == int(length) else "½"
    return tr("{0} min").format(f"{int(length)}{half}")


def _new(due: Due, plan: Plan, record: Record, day: date) -> Iterator[str]:
    """Where an amount comes from that is new today, kept or not."""
    note = new_today(due, record, day)
    if note is None or due.own is not None or due.amount.eased or due.amount.fewer:
        return
    if note.change is PaceChange.UP:
        before = before_step(due.item, note, plan.thresholds)
        yield tr("a small step up, before {0}").format(_amount(due.item, before))
        return
    found, planned = _amount(due.item, note.amount), _amount(due.item, note.planned)
    if found != planned and (due.amount.note is None or _just_found(due, plan, record, day)):
        yield tr("found in the first days, planned {0}").format(planned)


def _just_found(due: Due, plan: Plan, record: Record, day: date) -> bool:
    """Whether this is the first day of the exercise after those that made the baseline."""
    item = due.item
    days = {each.day for each in record.done() if belongs(each, item) and each.day < day}
    if due.amount.good_days > plan.thresholds.baseline_days or not days:
        return False
    since = (day - max(days)).days
    return not any((day - timedelta(days=back)).weekday() in item.days for back in range(1, since))


def _state(state: State) -> str:
    match state:
        case State.NOW:
            return tr("now")
        case State.LATER:
            return tr("later")
        case State.DONE:
            return tr("done")
        case State.ENOUGH:
            return tr("enough for now")
        case State.NOT_TODAY:
            return tr("not today")
        case State.PAUSED:
            return tr("rests")
        case State.REST:
            return tr("day off")


def _write(path: Path, content: bytes) -> str:
    write_whole(path, content)
    return tr("Wrote the plan for a calendar to {0}.").format(path)
