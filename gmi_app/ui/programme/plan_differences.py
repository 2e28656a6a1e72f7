"""What two versions of a plan do not have in common, a sentence each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from gmi_app.programme.plan import ItemKind, LateralityItem, Plan, PlanItem, TimedItem
from gmi_app.programme.plan_check import LEVELS
from gmi_app.programme.thresholds import NAMES, Threshold, Unit, thresholds
from gmi_app.ui import person_words, words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.contact_words import line_of

translate = QCoreApplication.translate
HARDLY = 0.05
"""Of a percentage: less is not shown."""
NAMED = (ItemKind.ACTIVITY, ItemKind.DESENSITISATION)
"""Whose own words are the name of something."""


def figure(threshold: Threshold, value: float) -> str:
    """A threshold's value as it is read: "80 %", "2.5 s", "3"."""
    places = 0 if float(value).is_integer() else 1  # as it stands in the stepper
    match threshold.unit:
        case Unit.SHARE:
            whole = abs(100 * value - round(100 * value)) < HARDLY
            return words.share(value, 0 if whole else 1)
        case Unit.SECONDS:
            return words.seconds(value, places)
        case _:
            return words.number(value, places)


def differences(old: Plan, new: Plan) -> list[str]:
    """In the order in which the plan is read; empty for equal plans."""
    return [*_items(old, new), *_whole(old, new), *_thresholds(old, new)]


def _to(name: str, before: str, after: str) -> str:
    none = translate("plan_differences", "none")
    text = translate("plan_differences", "{0}: {1} (before: {2})")
    return text.format(name, after or none, before or none)


def _items(old: Plan, new: Plan) -> Iterator[str]:
    for item in new.items:
        before = old.item(item.id)
        if before is None:
            text = translate("plan_differences", "New: {0}, {1}, {2}")
            yield text.format(
                plan_words.title(item, new), plan_words.details(item), plan_words.often(item)
            )
        elif before != item:
            name = plan_words.title(item, new)
            for what, was, is_ in _item(before, item):
                yield _to(translate("plan_differences", "{0} – {1}").format(name, what), was, is_)
    for item in old.items:
        if new.item(item.id) is None:
            text = translate("plan_differences", "Taken out: {0}")
            yield text.format(plan_words.title(item, old))


def _item(old: PlanItem, new: PlanItem) -> Iterator[tuple[str, str, str]]:
    """What it is about, before, after."""
    for name, of in _of_item():
        was, is_ = of(old), of(new)
        if was != is_:
            yield name, was, is_


def item_lines(item: PlanItem) -> list[tuple[str, str]]:
    """Everything that the plan says of an exercise: what it is about, and what is said; without
    what it says nothing of."""
    return [(name, of(item)) for name, of in _of_item() if of(item)]


def plan_lines(plan: Plan) -> list[tuple[str, str]]:
    """Likewise, of the whole."""
    return [(name, of(plan)) for name, of in _of_plan() if of(plan)]


def threshold_lines(plan: Plan) -> list[tuple[str, str]]:
    """Likewise, of its targets."""
    by_name = {each.name: each for each in thresholds()}
    return [
        (by_name[name].title, figure(by_name[name], getattr(plan.thresholds, name)))
        for name in NAMES
    ]


def _of_item() -> tuple[tuple[str, Callable[[PlanItem], str]], ...]:
    return (
        (translate("plan_differences", "how much"), plan_words.details),
        (translate("plan_differences", "how often"), plan_words.often),
        (translate("plan_differences", "when"), plan_words.times),
        (translate("plan_differences", "most in a day"), lambda i: str(i.most_per_day)),
        (translate("plan_differences", "body part"), lambda i: words.part(i.part)),
        (translate("plan_differences", "small steps"), _pace),
        (translate("plan_differences", "pictures"), _pictures),
        (translate("plan_differences", "level"), _level),
        (translate("plan_differences", "activity"), lambda i: _own(i, ItemKind.ACTIVITY)),
        (
            translate("plan_differences", "up to which material"),
            lambda i: _own(i, ItemKind.DESENSITISATION),
        ),
        (translate("plan_differences", "in words"), _in_words),
        (translate("plan_differences", "rests"), _rests),
    )


def _pace(item: PlanItem) -> str:
    if not item.paced:
        return translate("plan_differences", "off")
    return translate("plan_differences", "up to {0}").format(
        plan_words.amount(item, item.most_amount)
    )


def _pictures(item: PlanItem) -> str:
    if not isinstance(item.what, LateralityItem):
        return ""
    what = item.what
    moving = words.motion(what.settings.moving)
    parts = [
        words.picture_set(what.settings.picture_set).lower(),
        words.angles(what.settings.angles),
        moving,
        translate("plan_differences", "later also {0}").format(plan_words.pictures_allowed(what)),
    ]
    return ", ".join(parts)


def _level(item: PlanItem) -> str:
    """The highest rung; empty for what has no ladder."""
    if not isinstance(item.what, TimedItem) or item.kind not in LEVELS:
        return ""
    if item.what.level is None:
        return translate("plan_differences", "step by step, as it goes well")
    return str(item.what.level)


def _own(item: PlanItem, kind: ItemKind) -> str:
    """What is named in own words where the exercise is of that kind."""
    if item.kind is not kind or not isinstance(item.what, TimedItem):
        return ""
    return item.what.what


def _in_words(item: PlanItem) -> str:
    """Likewise, of the other kinds."""
    return "" if item.kind in NAMED else _own(item, item.kind)


def _rests(item: PlanItem) -> str:
    if item.paused:
        return translate("plan_differences", "yes")
    return translate("plan_differences", "no")


def _whole(old: Plan, new: Plan) -> Iterator[str]:
    for name, of in _of_plan():
        was, is_ = of(old), of(new)
        if was != is_:
            yield _to(name, was, is_)


def _of_plan() -> tuple[tuple[str, Callable[[Plan], str]], ...]:
    return (
        (translate("plan_differences", "Stage"), lambda p: plan_words.kind(p.stage)),
        (translate("plan_differences", "Opened early"), _opened),
        (
            translate("plan_differences", "Painful side"),
            lambda p: person_words.affected(p.affected) if p.affected else "",
        ),
        (
            translate("plan_differences", "Body parts"),
            lambda p: ", ".join(words.part(part) for part in p.parts),
        ),
        (translate("plan_differences", "Start"), lambda p: words.full_day(p.start)),
        (
            translate("plan_differences", "Review"),
            lambda p: words.full_day(p.review) if p.review else "",
        ),
        (
            translate("plan_differences", "Most in a day"),
            lambda p: words.minutes(p.most_s_per_day),
        ),
        (translate("plan_differences", "Note"), lambda p: p.note_to_patient),
        (translate("plan_differences", "Therapist"), lambda p: line_of(p.therapist)),
        (
            translate("plan_differences", "Help contacts"),
            lambda p: "\n".join(map(line_of, p.help_contacts)),
        ),
        (translate("plan_differences", "When I stop"), lambda p: p.flare_plan.stop_when),
        (translate("plan_differences", "What helps me"), lambda p: p.flare_plan.helps),
        (translate("plan_differences", "Between"), _hours),
    )


def _hours(plan: Plan) -> str:
    """What is spread over the day lies between them."""
    text = translate("plan_differences", "{0} and {1}", "two times of the day")
    return text.format(plan_words.clock(plan.day_from), plan_words.clock(plan.day_to))


def _opened(plan: Plan) -> str:
    return ", ".join(plan_words.kind(stage) for stage in plan.opened)


def _thresholds(old: Plan, new: Plan) -> Iterator[str]:
    by_name = {each.name: each for each in thresholds()}
    for name in NAMES:
        was, is_ = getattr(old.thresholds, name), getattr(new.thresholds, name)
        if was != is_:
            each = by_name[name]
            yield _to(each.title, figure(each, was), figure(each, is_))
