"""What is impossible in a plan, as a list of sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from gmi_app.language import tr
from gmi_app.laterality.settings import COUNT_RANGE, LIMIT_RANGE_S
from gmi_app.mirror.settings import WITH_MIRROR
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import (
    STAGES,
    ItemKind,
    LateralityItem,
    Plan,
    PlanError,
    PlanItem,
    TimedItem,
)
from gmi_app.programme.thresholds import thresholds

PER_DAY_RANGE = (1, 12)
SECONDS: dict[ItemKind, tuple[int, int]] = {
    ItemKind.IMAGERY: (180, 900),
    ItemKind.MIRROR: (60, 600),
    ItemKind.DESENSITISATION: (60, 300),
    ItemKind.RELAXATION: (60, 1800),
    ItemKind.PERCEPTION: (30, 900),
    ItemKind.ACTIVITY: (30, 7200),
}
"""A session's shortest and longest. The mirror: 10 minutes at most (clinical.md 5.5; EFIC how-to).
Desensitisation: 5 minutes or less (clinical.md 8). The others are ours."""
LEVELS: dict[ItemKind, tuple[int, int]] = {ItemKind.IMAGERY: (1, 6), ItemKind.MIRROR: (0, 4)}
MOST_S_RANGE = (60, 4 * 3600)
LONGEST_TEXT = 4000
MOST_ITEMS = 40
LONGEST_PLAN = timedelta(days=3653)

_Found = tuple[tuple[str, ...], str]
"""What a problem is about, by the names in a plan file, and its sentence."""


def refuse_impossible(plan: Plan) -> None:
    """Raises PlanError with all that is wrong."""
    problems = tuple(problems_of(plan))
    if problems:
        raise PlanError(refusal(), problems)


def refusal() -> str:
    """What is said above the list of what is wrong."""
    return tr("This plan cannot be used as it is. The plan from before stays as it was.")


def problems_of(plan: Plan, unread: Collection[str] = ()) -> Iterator[str]:
    """All that is impossible in it, a sentence each; nothing for a good plan. ``unread``: paths in
    the file it came from of what something stands in for; nothing is said about that."""
    lost = [path.split(", ") for path in unread]
    for names, problem in (*_of_the_whole(plan), *_of_thresholds(plan)):
        if not any(_is_lost(name.split(", "), lost) for name in names):
            yield problem
    for number, item in enumerate(plan.items, start=1):
        for names, problem in (*_of_times(item), *_of_content(item, plan)):
            inside = ([f"items {number}", *name.split(", ")] for name in names)
            if not any(_is_lost(name, lost) for name in inside):
                yield tr("Exercise {0}: {1}").format(number, problem)


def _is_lost(name: list[str], lost: list[list[str]]) -> bool:
    """Whether it or what it is in could not be read. "items" stands for every item."""

    def same(part: str, there: str) -> bool:
        return part == there or (part == "items" and there.startswith("items "))

    return any(
        len(path) <= len(name) and all(map(same, name, path))  # an outer one holds all within
        for path in lost
    )


def _of_the_whole(plan: Plan) -> Iterator[_Found]:
    if not plan.items:
        yield ("items",), tr("There is no exercise in it.")
    if len(plan.items) > MOST_ITEMS:
        yield (), tr("There are more than {0} exercises in it.").format(MOST_ITEMS)
    if len({item.id for item in plan.items}) < len(plan.items):
        yield ("items, id",), tr("Two exercises have the same name inside the file.")
    if not plan.parts:
        yield ("parts",), tr("No part of the body is named.")
    if plan.stage not in STAGES:
        yield ("stage",), tr("The present stage is none of the three.")
    elif plan.items and plan.stages and plan.stage not in plan.stages:
        yield ("stage", "items, kind"), tr("There is no exercise for the present stage.")
    if any(stage not in STAGES for stage in plan.opened):
        yield (), tr("Only the three stages can be opened.")
    if plan.review is not None and not plan.start <= plan.review <= plan.start + LONGEST_PLAN:
        yield (
            ("start", "review"),
            tr("The day of the review is before the start, or years after it."),
        )
    if plan.stage_since < plan.start:
        yield ("start", "stage_since"), tr("The present stage begins before the plan.")
    if plan.day_from >= plan.day_to:
        yield ("day_from", "day_to"), tr("The day ends before it begins.")
    if not MOST_S_RANGE[0] <= plan.most_s_per_day <= MOST_S_RANGE[1]:
        yield ("most_s_per_day",), tr("The most in a day must be from 1 minute to 4 hours.")
    own_words = [plan.name, plan.note_to_patient, plan.flare_plan.stop_when, plan.flare_plan.helps]
    own_words += [c.who + c.how for c in (plan.therapist, *plan.help_contacts)]
    if any(len(text) > LONGEST_TEXT for text in own_words):
        yield (), tr("A text is longer than {0} characters.").format(LONGEST_TEXT)


def _of_thresholds(plan: Plan) -> Iterator[_Found]:
    values = plan.thresholds
    for each in thresholds():
        value = getattr(values, each.name)
        if not each.low <= value <= each.high:
            text = tr("“{0}” must be from {1} to {2}, and is {3}.")
            yield (
                (f"thresholds, {each.name}",),
                text.format(each.title, f"{each.low:g}", f"{each.high:g}", f"{value:g}"),
            )
    if values.practice_days > values.window_days:
        yield (
            ("thresholds, practice_days", "thresholds, window_days"),
            tr("More days with practice are asked for than are looked at."),
        )
    if values.back_accuracy >= values.accuracy:
        yield (
            ("thresholds, back_accuracy", "thresholds, accuracy"),
            tr("Going back must be at fewer correct answers than going on."),
        )


def _of_times(item: PlanItem) -> Iterator[_Found]:
    low, high = PER_DAY_RANGE
    if not low <= item.per_day <= high:
        yield ("per_day",), tr("It must be from {0} to {1} times a day.").format(low, high)
    if not item.per_day <= item.most_per_day <= 2 * high:
        yield (
            ("per_day", "most_per_day"),
            tr("The most in a day must not be less than what is planned."),
        )
    if not item.days or sorted(set(item.days)) != list(item.days):
        yield ("days",), tr("Name at least one day of the week, each one once and in order.")
    elif not all(0 <= day <= 6 for day in item.days):
        yield ("days",), tr("A day of the week is a number from 0 (Monday) to 6 (Sunday).")
    if item.at and (len(item.at) != item.per_day or sorted(set(item.at)) != list(item.at)):
        yield ("per_day", "at"), tr("There must be one time of day for each session, in order.")


def _of_content(item: PlanItem, plan: Plan) -> Iterator[_Found]:
    what = item.what
    if item.kind is ItemKind.LATERALITY and isinstance(what, LateralityItem):
        yield from _of_sets(item, what)
    elif item.kind is not ItemKind.LATERALITY and isinstance(what, TimedItem):
        yield from _of_minutes(item, what, plan)
    else:
        yield ("kind", "what"), tr("Its settings belong to another kind of exercise.")


def _of_sets(item: PlanItem, what: LateralityItem) -> Iterator[_Found]:
    if not what.amount <= item.most_amount <= COUNT_RANGE[1]:
        yield (
            ("kind", "what, pictures", "most_amount"),
            tr("The most pictures must be from the number in a set to {0}.").format(COUNT_RANGE[1]),
        )
    if what.settings.check_up:
        yield ("kind",), tr("A check-up is offered every week, and is not part of a plan.")
    if what.settings.moving and not what.moving:
        yield (
            ("kind", "what, moving", "what, allowed, moving"),
            tr("Moving pictures are not chosen."),
        )
    if what.settings.picture_set not in what.sets:
        yield (
            ("kind", "what, set", "what, allowed, sets"),
            tr("The set of pictures is not among the chosen ones."),
        )
    limit = what.shortest_limit_s
    if limit is not None and not LIMIT_RANGE_S[0] <= limit <= LIMIT_RANGE_S[1]:
        yield (
            ("kind", "what, allowed, shortest_limit_s"),
            tr("The shortest time limit must be from 1 to 60 seconds, or none."),
        )


def _of_minutes(item: PlanItem, what: TimedItem, plan: Plan) -> Iterator[_Found]:
    low, high = SECONDS[item.kind]
    if not low <= what.seconds <= high:
        yield (
            ("kind", "what, seconds"),
            tr("A session must last from {0} to {1} seconds.").format(low, high),
        )
    if not what.seconds <= item.most_amount <= high:
        yield (
            ("kind", "what, seconds", "most_amount"),
            tr("The longest session must be from what is planned now to {0} seconds.").format(high),
        )
    if what.level is not None:
        lowest, highest = LEVELS.get(item.kind, (0, 0))
        if not lowest <= what.level <= highest:
            yield (
                ("kind", "what, level"),
                tr("The level must be from {0} to {1}.").format(lowest, highest),
            )
    if len(what.what) > LONGEST_TEXT:
        yield (), tr("A text is longer than {0} characters.").format(LONGEST_TEXT)
    if item.kind is ItemKind.MIRROR:
        if what.part not in WITH_MIRROR:
            yield ("kind", "what, part"), tr("There is a mirror for hands and feet only.")
        if plan.affected is AffectedSide.BOTH:
            yield ("kind",), tr("There is no mirror where both sides hurt.")
