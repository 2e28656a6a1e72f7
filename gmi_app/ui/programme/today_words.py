"""What is due today, in words."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from gmi_app.programme.plan import ItemKind, Plan
from gmi_app.programme.today import Due, State, Today
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.screens.today_cards import clock_time

translate = QCoreApplication.translate
WEEK = 7
"""Days."""


def when(due: Due) -> str:
    """The line above a title: "Due now", "From 15:00 on"."""
    if due.state is State.NOW:
        return translate("today", "Due now")
    if due.at is not None:
        return translate("today", "From {0} on").format(plan_words.clock(due.at))
    return translate("today", "Later today")


def state(due: Due) -> str:
    """How an exercise stands today, in a few words."""
    match due.state:
        case State.NOW:
            return translate("today", "Due now")
        case State.LATER:
            return when(due)
        case State.DONE | State.ENOUGH if due.last is not None:
            done = translate("today", "Done at {0}").format(clock_time(due.last))
            if due.done > 1:
                done = translate("today", "{0} times, last at {1}").format(
                    due.done, clock_time(due.last)
                )
            if due.state is State.ENOUGH:
                done = translate("today", "{0}. Enough for today.").format(done)
            return done
        case State.ENOUGH:
            return translate("today", "Enough for today")
        case State.NOT_TODAY:
            return translate("today", "Not today, that is fine")
        case State.PAUSED:
            return translate("today", "Rests for now")
        case _:
            return translate("today", "Not on this day")


def how_many(due: Due) -> str:
    """ "Set 2 of 3 today"; empty where there is one only."""
    number = min(due.done + 1, max(due.planned, 1))
    if due.planned <= 1 or due.done >= due.planned:
        return ""
    if due.item.counts_pictures:
        return translate("today", "Set {0} of {1} today").format(number, due.planned)
    return translate("today", "Session {0} of {1} today").format(number, due.planned)


def much(due: Due) -> str:
    """ "Today: 3 sets of 12 pictures"."""
    amount = plan_words.much(due)
    if due.item.counts_pictures and due.planned > 1:
        text = translate("today", "Today: {0} of {1}", "3 sets of 12 pictures")
        return text.format(words.Counts().sets(due.planned), amount)
    if due.planned > 1:
        text = translate("today", "Today: {0} times {1}", "3 times about 5 minutes")
        return text.format(due.planned, amount)
    return translate("today", "Today: {0}").format(amount)


def check_up(plan: Plan, length_s: float) -> str:
    """How often the plan asks for one, and how long it takes, in seconds: "Once a week, about 6
    minutes"."""
    days, length = plan.thresholds.check_up_days, words.minutes(length_s)
    if days == WEEK:
        return translate("today", "Once a week, {0}").format(length)
    text = translate("today", "Every {0}, {1}", "28 days, about 6 minutes")
    return text.format(words.Counts().days(days), length)


def nothing(today: Today, plan: Plan) -> tuple[str, str]:
    """A title and a sentence for when nothing is due any more."""
    states = {due.state for due in today.due}
    if today.day < plan.start:
        return (
            translate("today", "Your plan begins soon"),
            translate("today", "It starts on {0}.").format(words.full_day(plan.start)),
        )
    if today.enough:
        return (
            translate("today", "Enough for today"),
            translate("today", "You have done what the plan gives a day at most. Rest now."),
        )
    if State.PAUSED in states and states <= {State.REST, State.PAUSED, State.DONE}:
        return (
            translate("today", "Your exercise rests"),
            translate(
                "today",
                "It rests until you take it up again, when you feel ready. Talk to your therapist "
                "first if pain went up. Breathing and resting are always fine.",
            ),
        )
    if states <= {State.REST}:
        return (
            translate("today", "A day of rest"),
            translate("today", "Nothing is planned today. Resting is part of the plan."),
        )
    if State.DONE in states:
        return (
            translate("today", "That is all for today"),
            translate("today", "Resting now is part of the plan."),
        )
    return (
        translate("today", "Nothing more today"),
        translate("today", "A missed day is a missed day. Tomorrow is a new one."),
    )


def tomorrow(today: Today, plan: Plan) -> str:
    """ "Tomorrow: left or right, breathing"; what is planned for the next day."""
    day = today.day + timedelta(days=1)
    if day < plan.start:
        return ""
    coming = [i for i in plan.active if day.weekday() in i.days and not i.paused]
    if not coming:
        return translate("today", "Tomorrow is a day of rest.")
    length = sum(plan_words.session_s(item) * item.per_day for item in coming)
    names = ", ".join(plan_words.title(item, plan) for item in coming)
    text = translate("today", "Tomorrow: {0}; {1}.", "exercises; about 9 minutes")
    return text.format(names, words.minutes(length))


def question(kind: ItemKind) -> str:
    """One quiet sentence under the title of an exercise that is not a set."""
    match kind:
        case ItemKind.IMAGERY:
            return translate("today", "Imagine the movement. Nothing has to move.")
        case ItemKind.MIRROR:
            return translate("today", "Watch the healthy side where the painful one would be.")
        case ItemKind.DESENSITISATION:
            return translate("today", "Touch with soft things, and notice how it feels.")
        case ItemKind.RELAXATION:
            return translate("today", "Breathe slowly and let go.")
        case ItemKind.PERCEPTION:
            return translate("today", "Notice how this part of you feels.")
        case _:
            return translate("today", "A small, steady amount of what you like to do.")
