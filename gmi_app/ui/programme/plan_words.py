"""Plans in words: exercises, days, times, amounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from gmi_app.facts.activity_goal import ActivityGoal
from gmi_app.mirror.settings import WITH_MIRROR
from gmi_app.pictures.model import PictureSet
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import (
    EVERY_DAY,
    ItemKind,
    LateralityItem,
    Plan,
    PlanItem,
    TimedItem,
    half_minutes,
)
from gmi_app.programme.today import Due
from gmi_app.ui import words

translate = QCoreApplication.translate
PICTURE_S = 8.0
"""What a picture takes, about, in seconds, before anything is known of the person. Ours."""

ICONS = {
    ItemKind.LATERALITY: "sides",
    ItemKind.IMAGERY: "person",
    ItemKind.MIRROR: "pictures",
    ItemKind.DESENSITISATION: "pain",
    ItemKind.RELAXATION: "clock",
    ItemKind.PERCEPTION: "help",
    ItemKind.ACTIVITY: "progress",
}


def kind(value: ItemKind) -> str:
    """The exercise, as it is called everywhere."""
    match value:
        case ItemKind.LATERALITY:
            return translate("plan", "Left or right?")
        case ItemKind.IMAGERY:
            return translate("plan", "Imagined movements")
        case ItemKind.MIRROR:
            return translate("plan", "Mirror")
        case ItemKind.DESENSITISATION:
            return translate("plan", "Soft touch")
        case ItemKind.RELAXATION:
            return translate("plan", "Breathing and resting")
        case ItemKind.PERCEPTION:
            return translate("plan", "Noticing")
        case ItemKind.ACTIVITY:
            return translate("plan", "Something that matters")


def damaged(*, followed: bool) -> str:
    """That the newest version cannot be read. ``followed``: there is one before it."""
    if followed:
        return translate(
            "plan",
            "The newest version of the plan cannot be read. The one before it is followed. "
            "Nothing was deleted.",
        )
    return translate(
        "plan",
        "The plan cannot be read. Nothing was deleted. Choose one again, or take in the file "
        "that it came with.",
    )


def last_stage(stage: ItemKind, plan: Plan) -> str:
    """That no other stage follows, and why where there could be a mirror; empty where one does."""
    if not plan.stages or stage is not plan.stages[-1]:
        return ""
    last = translate("plan", "This is the last stage of the plan.")
    if stage is ItemKind.MIRROR:
        return last
    if plan.affected is AffectedSide.BOTH:
        return translate("plan", "{0} Where both sides hurt, no mirror follows.").format(last)
    if plan.main_part not in WITH_MIRROR:
        return translate("plan", "{0} No mirror follows: it is made for hands and feet.").format(
            last
        )
    return last


def title(item: PlanItem, plan: Plan | None = None) -> str:
    """ "Mirror", with the body part where the plan has several of a kind."""
    name = kind(item.kind)
    if isinstance(item.what, TimedItem) and item.what.what and not item.kind.staged:
        return translate("plan", "{0}: {1}", "exercise: what").format(name, item.what.what)
    if plan is not None and len(plan.of_kind(item.kind)) > 1:
        part = words.parts(item.part).lower()
        return translate("plan", "{0}: {1}", "exercise: what").format(name, part)
    return name


def amount(item: PlanItem, value: int | None = None) -> str:
    """How much at a time: "20 pictures", "about 5 minutes". ``value``: another amount than the
    plan's, in pictures or seconds."""
    much = item.what.amount if value is None else value
    return words.pictures(much) if item.counts_pictures else minutes(much)


def minutes(value_s: float) -> str:
    """A length that is planned, in whole and half minutes, as the session will have it: "about 5½
    minutes"."""
    length = half_minutes(value_s)
    if value_s < 60 or length == int(length):
        return words.minutes(min(value_s, length * 60))
    return translate("plan", "about {0}½ minutes").format(int(length))


def length(due: Due) -> str:
    """How long the next session takes: as planned, or as the pictures will take, about."""
    if due.item.counts_pictures:
        return words.minutes(due.duration_s)
    return much(due)


def much(due: Due) -> str:
    """How much at a time today: "20 pictures", "about 5 minutes", or of the person's own activity
    what that says: "15 minutes", "4 times"."""
    if due.own is None:
        return amount(due.item, due.amount.today)
    return of_activity(due.own.goal, due.own.amount)


def of_activity(goal: ActivityGoal, value: int) -> str:
    """An amount of it in its unit: "15 minutes", "4 times"."""
    from gmi_app.ui.activities import activity_words  # the first screen is shown without it

    return activity_words.amount(value, goal.unit)


def session_s(item: PlanItem, value: int | None = None, picture_s: float = PICTURE_S) -> float:
    """About how long one session takes, in seconds."""
    much = item.what.amount if value is None else value
    return much * picture_s if item.counts_pictures else float(much)


def details(item: PlanItem, value: int | None = None) -> str:
    """ "20 pictures, no time limit", or the minutes."""
    if isinstance(item.what, LateralityItem):
        limit = words.limit(item.what.settings.limit_s)
        return translate("plan", "{0}, {1}").format(amount(item, value), limit)
    return words.capital(amount(item, value))


def often(item: PlanItem) -> str:
    """ "3 sets a day, Mon, Wed"."""
    count = item.per_day
    if item.counts_pictures:
        much = translate("plan", "{0} a day", "3 sets a day").format(words.Counts().sets(count))
        if count == 1:
            much = translate("plan", "one set a day")
    elif count == 1:
        much = translate("plan", "once a day")
    else:
        much = translate("plan", "{0} times a day").format(count)
    return translate("plan", "{0}, {1}").format(much, days(item.days))


def day_names() -> list[str]:
    """Monday to Sunday, short."""
    form = QLocale.FormatType.ShortFormat
    return [QLocale().standaloneDayName(day, form) for day in range(1, 8)]


def days(value: Sequence[int]) -> str:
    if tuple(value) == EVERY_DAY:
        return translate("plan", "every day")
    names = day_names()
    return translate("plan", ", ", "between days").join(names[day] for day in value)


def clock(value: time) -> str:
    """ "9:00"."""
    return QLocale().toString(QTime(value.hour, value.minute), "H:mm")


def times(item: PlanItem) -> str:
    if not item.at:
        return translate("plan", "spread over the day")
    return translate("plan", ", ", "between days").join(clock(at) for at in item.at)


def pictures_allowed(what: LateralityItem) -> str:
    """The sets of pictures that may come."""
    named = [words.picture_set(each).lower() for each in PictureSet if each in what.sets]
    return translate("plan", ", ", "between days").join(named)


def sessions_a_week(plan: Plan) -> int:
    return sum(item.per_day * len(item.days) for item in plan.active)


def rest_days(plan: Plan) -> int:
    """Days of a week on which nothing is planned."""
    busy = {day for item in plan.active for day in item.days}
    return 7 - len(busy)


def week_s(plan: Plan) -> float:
    """About how long a week's practice takes, in seconds."""
    return sum(session_s(item) * item.per_day * len(item.days) for item in plan.active)


def week_from(today: date) -> list[date]:
    """Today and the six days after it."""
    return [today + timedelta(days=ahead) for ahead in range(7)]
