"""A plan as a text, and back: strict, so that a plan is taken in whole or refused with reasons."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, time
from typing import Any, Final

from gmi_app.errors import UsageError
from gmi_app.facts.note import Contact, FlarePlan
from gmi_app.language import tr
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.programme.fields import Fields
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import (
    ItemKind,
    LateralityItem,
    Plan,
    PlanError,
    PlanItem,
    TimedItem,
)
from gmi_app.programme.plan_check import problems_of, refusal
from gmi_app.programme.thresholds import Thresholds, thresholds

FORMAT = "gmi-plan"
VERSION = 1
LONGEST = 1_000_000
"""Characters; a plan of forty exercises has about 30,000."""


def plan_text(plan: Plan) -> str:
    """As it is stored, signed and sent: the same plan always gives the same text."""
    return json.dumps(plan_values(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plan_values(plan: Plan) -> dict[str, Any]:
    """What ``plan_text`` writes: only texts, numbers, lists and null."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": plan.name,
        "affected": plan.affected and plan.affected.value,
        "parts": [part.value for part in plan.parts],
        "start": plan.start.isoformat(),
        "review": plan.review and plan.review.isoformat(),
        "stage": plan.stage.value,
        "stage_since": plan.stage_since.isoformat(),
        "opened": [stage.value for stage in plan.opened],
        "items": [_item_values(item) for item in plan.items],
        "thresholds": asdict(plan.thresholds),
        "most_s_per_day": plan.most_s_per_day,
        "day_from": _clock_text(plan.day_from),
        "day_to": _clock_text(plan.day_to),
        "note_to_patient": plan.note_to_patient,
        "therapist": plan.therapist.values(),
        "help_contacts": [contact.values() for contact in plan.help_contacts],
        "flare_plan": plan.flare_plan.values(),
    }


def read_plan(text: str) -> Plan:
    """Raises PlanError with the list of all that is wrong: damaged, newer, impossible."""
    try:
        if len(text) > LONGEST:
            raise ValueError("too long")
        values = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise PlanError(refusal(), (tr("The file is damaged, or it is no plan."),)) from error
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise PlanError(refusal(), (tr("The file is damaged, or it is no plan."),))
    version = values.get("version")
    if type(version) is int and version > VERSION:
        newer = tr("A newer version of the program wrote it. Update the program, then try again.")
        raise PlanError(refusal(), (newer,))
    fields = Fields(values, "", [])
    found = _plan_of(fields)
    if fields.problems:
        impossible = problems_of(_unchecked(found), fields.unread)
        raise PlanError(refusal(), (*fields.problems, *impossible))
    return Plan(**found)


def _unchecked(values: dict[str, Any]) -> Plan:
    """A plan that may be impossible, to find all that is."""
    plan = object.__new__(Plan)
    for name, value in values.items():
        object.__setattr__(plan, name, value)
    return plan


def _refuse_constant(word: str) -> object:
    raise ValueError(f"{word} is no number")


def _clock_text(at: time) -> str:
    return at.isoformat("minutes" if not at.second and not at.microsecond else "auto")


# ---- items


def _item_values(item: PlanItem) -> dict[str, Any]:
    return {
        "id": str(item.id),
        "kind": item.kind.value,
        "what": _sets_values(item.what)
        if isinstance(item.what, LateralityItem)
        else _timed_values(item.what),
        "per_day": item.per_day,
        "most_per_day": item.most_per_day,
        "days": list(item.days),
        "at": [_clock_text(at) for at in item.at],
        "paced": item.paced,
        "most_amount": item.most_amount,
        "paused": item.paused,
    }


def _sets_values(what: LateralityItem) -> dict[str, Any]:
    settings = what.settings
    return {
        "part": settings.part.value,
        "pictures": settings.count,
        "limit_s": settings.limit_s,
        "set": settings.picture_set.value,
        "angles": list(settings.angles),
        "postures": list(settings.postures),
        "feedback": settings.feedback,
        "practice": settings.practice,
        "easy_first": settings.easy_first,
        "moving": settings.moving,
        "task": settings.task.value,
        "allowed": {
            "sets": [each.value for each in what.sets],
            "turned": what.turned,
            "moving": what.moving,
            "shortest_limit_s": what.shortest_limit_s,
        },
    }


def _timed_values(what: TimedItem) -> dict[str, Any]:
    return {
        "part": what.part.value,
        "seconds": what.seconds,
        "level": what.level,
        "words": what.what,
    }


def _item_of(fields: Fields) -> PlanItem:
    kind = fields.word("kind", ItemKind, ItemKind.LATERALITY)
    inner = fields.inner("what")
    what = _sets_of(inner) if kind is ItemKind.LATERALITY else _timed_of(inner)
    inner.done()
    item = PlanItem(
        id=fields.identity("id"),
        kind=kind,
        what=what,
        per_day=fields.whole("per_day", 1),
        most_per_day=fields.whole("most_per_day", 1),
        days=_whole_numbers(fields, "days"),
        at=tuple(_clocks(fields, "at")),
        paced=fields.flag("paced"),
        most_amount=fields.whole("most_amount", 1),
        paused=fields.flag("paused"),
    )
    fields.done()
    return item


def _sets_of(fields: Fields) -> LateralityItem:
    allowed = fields.inner("allowed")
    values: dict[str, Any] = {
        "part": fields.word("part", BodyPart, BodyPart.HAND),
        "picture_set": fields.word("set", PictureSet, PictureSet.PLAIN),
        "count": fields.whole("pictures", 20),
        "limit_s": fields.maybe("limit_s", lambda: fields.number("limit_s", 10.0)),
        "angles": _whole_numbers(fields, "angles"),
        "postures": _texts(fields, "postures"),
        "feedback": fields.flag("feedback"),
        "practice": fields.whole("practice", 0),
        "easy_first": fields.flag("easy_first"),
        "moving": fields.flag("moving"),
        "task": fields.word("task", Task, Task.SIDE),
    }
    settings = _sound(fields, values)
    least = allowed.maybe("shortest_limit_s", lambda: allowed.number("shortest_limit_s", 5.0))
    what = LateralityItem(
        settings=settings,
        sets=allowed.words("sets", PictureSet),
        turned=allowed.flag("turned"),
        moving=allowed.flag("moving"),
        shortest_limit_s=least,
    )
    allowed.done()
    return what


def _sound(fields: Fields, values: dict[str, Any]) -> DrillSettings:
    """Settings of what can be, after a word about each value that cannot."""
    sound: dict[str, Any] = {}
    for names in _TOGETHER:
        more = {name: values[name] for name in names}
        try:
            DrillSettings(**more)
            sound |= more
        except UsageError as error:
            keys = [_KEYS.get(name, name) for name in names]
            if not any(f"{fields.where}, {key}" in fields.unread for key in keys):
                fields.wrong(keys[0], error.sentence)
    return DrillSettings(**sound)


_TOGETHER: Final = (
    ("task", "part", "moving"),
    ("count",),
    ("limit_s",),
    ("angles",),
    ("practice",),
    ("picture_set", "postures", "feedback", "easy_first"),
)
"""What is judged by itself in the settings of a set."""
_KEYS: Final = {"count": "pictures", "picture_set": "set"}
"""Where the name in the file is another one."""


def _timed_of(fields: Fields) -> TimedItem:
    return TimedItem(
        part=fields.word("part", BodyPart, BodyPart.HAND),
        seconds=fields.whole("seconds", 300),
        level=fields.maybe("level", lambda: fields.whole("level", 1)),
        what=fields.text("words"),
    )


def _whole_numbers(fields: Fields, name: str) -> tuple[int, ...]:
    found: list[int] = []
    for each in fields.several(name):
        if type(each) is int:
            found.append(each)
        else:
            fields.wrong(name, tr("{0} is no whole number").format(repr(each)[:60]))
    return tuple(found)


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    found: list[str] = []
    for each in fields.several(name):
        if isinstance(each, str):
            found.append(each)
        else:
            fields.wrong(name, tr("{0} is no text").format(repr(each)[:60]))
    return tuple(found)


def _clocks(fields: Fields, name: str) -> list[time]:
    found: list[time] = []
    for each in fields.several(name):
        one = Fields({name: each}, fields.where, fields.problems, fields.unread)
        found.append(one.clock(name, time(12)))
    return found


# ---- the whole


def _plan_of(fields: Fields) -> dict[str, Any]:
    """Reads all of it: what a plan is made of."""
    fields.text("format")
    fields.whole("version", VERSION)
    items = tuple(_item_of(each) for each in fields.objects("items"))
    today = date(2026, 1, 1)
    contacts = tuple(_contact_of(each) for each in fields.objects("help_contacts"))
    flare = fields.inner("flare_plan")
    values: dict[str, Any] = {
        "items": items,
        "start": fields.day("start", today),
        "stage_since": fields.day("stage_since", today),
        "stage": fields.word("stage", ItemKind, ItemKind.LATERALITY),
        "review": fields.maybe("review", lambda: fields.day("review", today)),
        "name": fields.text("name"),
        "affected": fields.maybe(
            "affected", lambda: fields.word("affected", AffectedSide, AffectedSide.LEFT)
        ),
        "parts": fields.words("parts", BodyPart),
        "opened": fields.words("opened", ItemKind),
        "thresholds": _thresholds_of(fields.inner("thresholds")),
        "most_s_per_day": fields.whole("most_s_per_day", 3600),
        "day_from": fields.clock("day_from", time(8)),
        "day_to": fields.clock("day_to", time(20)),
        "note_to_patient": fields.text("note_to_patient"),
        "therapist": _contact_of(fields.inner("therapist")),
        "help_contacts": contacts,
        "flare_plan": FlarePlan(flare.text("stop_when"), flare.text("helps")),
    }
    flare.done()
    fields.done()
    return values


def _contact_of(fields: Fields) -> Contact:
    contact = Contact(fields.text("who"), fields.text("how"))
    fields.done()
    return contact


def _thresholds_of(fields: Fields) -> Thresholds:
    values: dict[str, Any] = {}
    for each in thresholds():
        if each.whole:
            values[each.name] = fields.whole(each.name, int(each.usual))
        else:
            values[each.name] = fields.number(each.name, each.usual)
    fields.done()
    return Thresholds(**values)
