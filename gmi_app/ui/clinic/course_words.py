"""The course of a treatment in words: what happened, when, by whom, and what was decided."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gmi_app.clinic.course import Entry, Happened
from gmi_app.facts.clinic_note import Visit
from gmi_app.facts.note import FlareNote, PlanAnswer
from gmi_app.programme import reason_words
from gmi_app.programme.in_force import Unheld
from gmi_app.programme.suggestion import Decided, DecisionKind
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.plan_differences import differences

translate = QCoreApplication.translate


def title(entry: Entry) -> str:
    """What happened, in a few words."""
    stage = plan_words.kind(entry.stage) if entry.stage is not None else ""
    match entry.happened:
        case Happened.BEGAN:
            return translate("course", "The plan began: {0}").format(stage)
        case Happened.STAGE:
            return translate("course", "Next stage: {0}").format(stage)
        case Happened.CHANGED:
            return translate("course", "The plan was changed")
        case Happened.SUGGESTED if entry.decided is not None:
            return reason_words.title(entry.decided.suggestion.advice)
        case Happened.VISITED:
            return translate("course", "Visit")
        case Happened.ANSWERED if entry.note and isinstance(entry.note.content, PlanAnswer):
            return _answered(entry, accepted=entry.note.content.accepted)
        case _:
            return translate("course", "A flare-up")


def unheld(why: Unheld) -> str:
    """Why the newest plan, of the day {0}, is not the one that the patient follows."""
    match why:
        case Unheld.WAITING:
            return translate("course", "Plan of {0}: not answered yet")
        case Unheld.DECLINED:
            return translate("course", "Plan of {0}: not accepted")
        case Unheld.REPLACED:
            return translate("course", "Plan of {0}: another one is followed since")


def more(entry: Entry) -> str:
    """What stands below it; empty for nothing."""
    match entry.happened:
        case Happened.CHANGED | Happened.STAGE if entry.version and entry.before:
            return "\n".join(differences(entry.before.plan, entry.version.plan)[:3])
        case Happened.SUGGESTED if entry.decided is not None:
            return decision(entry.decided)
    content = entry.note.content if entry.note is not None else None
    if isinstance(content, Visit):
        return content.words
    if isinstance(content, PlanAnswer):
        return content.words
    if isinstance(content, FlareNote):
        return " ".join(filter(None, (content.words, content.before)))
    return ""


def _answered(entry: Entry, *, accepted: bool) -> str:
    if entry.version is None:
        if accepted:
            return translate("course", "The patient accepted the plan")
        return translate("course", "The patient did not accept the plan")
    text = (
        translate("course", "The patient accepted the plan of {0}")
        if accepted
        else translate("course", "The patient did not accept the plan of {0}")
    )
    return text.format(words.day(entry.version.at.day))


def decision(decided: Decided) -> str:
    made = decided.decision
    if made is None:
        return translate("course", "Nobody has decided yet")
    who = author(made.author)
    if made.kind is DecisionKind.ACCEPTED:
        text = translate("course", "Accepted by {0}").format(who)
    else:
        text = translate("course", "Declined by {0}").format(who)
    return f"{text}: {made.note}" if made.note else text


def author(name: str) -> str:
    """Who wrote it."""
    match name:
        case "patient":
            return translate("course", "the patient")
        case "program":
            return translate("course", "the program")
        case "simulation":
            return translate("course", "the simulated patient")
        case "clinician":
            return translate("course", "a clinician")
        case _:
            return name
