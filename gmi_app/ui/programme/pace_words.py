"""What pacing did to an amount, in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from gmi_app.facts.note import NoteKind, PaceChange, PaceNote
from gmi_app.programme.pacing import before_step
from gmi_app.programme.plan import Plan
from gmi_app.programme.record import Record
from gmi_app.programme.today import Due, Today
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words

translate = QCoreApplication.translate


def new_today(due: Due, record: Record, day: date) -> PaceNote | None:
    """The baseline or the step up that is new today, kept or not."""
    shown = (PaceChange.BASELINE, PaceChange.UP)
    fresh = due.amount.note
    if fresh is not None and fresh.change in shown:
        return fresh
    for note in record.notes:
        content = note.content
        if note.kind is not NoteKind.PACE or not isinstance(content, PaceNote):
            continue
        if content.item == due.item.id:
            new = (note.day or note.at.day) == day and content.change in shown
            return content if new and content.planned == due.item.what.amount else None
    return None


def pace(due: Due, record: Record, today: Today, plan: Plan) -> tuple[str, int | None]:
    """What pacing did, and the amount to stay at where that can be declined."""
    amount = plan_words.much(due)
    if due.own is not None:
        usual = plan_words.of_activity(due.own.goal, due.own.goal.amount)
        easier = translate("today", "An easier day: {0} instead of {1}").format(amount, usual)
        return easier if due.own.eased else "", None
    if due.amount.eased:
        usual = plan_words.amount(due.item, due.amount.usual)
        text = translate("today", "An easier day: {0} instead of {1}")
        return text.format(amount, usual), None
    if due.amount.fewer and due.planned:
        return _fewer(due), None
    new = new_today(due, record, today.day)
    if new is None:
        return "", None
    if new.change is PaceChange.BASELINE:
        return _found(due, new)
    before = before_step(due.item, new, plan.thresholds)
    text = translate("today", "A small step up: {0}, before {1}")
    return text.format(amount, plan_words.amount(due.item, before)), before


def _found(due: Due, new: PaceNote) -> tuple[str, int | None]:
    """Nothing where the baseline is what was planned, as far as it can be said."""
    found, planned = (plan_words.amount(due.item, value) for value in (new.amount, new.planned))
    if found == planned:
        return "", None
    text = translate("today", "Found in your first days: {0}, planned {1}")
    return text.format(found, planned), new.planned


def _fewer(due: Due) -> str:
    """ "An easier day: 1 set instead of 2"."""
    now, usual = due.planned, due.item.per_day
    if due.item.counts_pictures:
        text = translate("today", "An easier day: {0} instead of {1}")
        return text.format(words.Counts().sets(now), usual)
    return translate("today", "An easier day: {0} times instead of {1}").format(now, usual)
