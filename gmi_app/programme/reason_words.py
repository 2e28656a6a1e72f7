"""Suggestions and their reasons as sentences: calm, in numbers, without blame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from gmi_app.language import tr
from gmi_app.pictures.model import Side
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.suggestion import Advice, LevelChange, Reason, ReasonKind, SuggestionKind

MOST_PLACES: Final = 4
"""Decimals, at most, of a figure that stands close beside its goal."""


def exercise(kind: ItemKind | None) -> str:
    """An exercise in the middle of a sentence."""
    match kind:
        case ItemKind.LATERALITY:
            return tr("left or right")
        case ItemKind.IMAGERY:
            return tr("imagined movements")
        case ItemKind.MIRROR:
            return tr("the mirror")
        case ItemKind.DESENSITISATION:
            return tr("soft touch")
        case ItemKind.RELAXATION:
            return tr("breathing and resting")
        case ItemKind.PERCEPTION:
            return tr("noticing")
        case ItemKind.ACTIVITY:
            return tr("what matters to you")
        case _:
            return tr("an exercise")


def title(advice: Advice) -> str:
    """What is suggested, in one short sentence."""
    match advice.kind:
        case SuggestionKind.PAUSE:
            return tr("Let this exercise rest, and talk to your therapist")
        case SuggestionKind.STEP_BACK if advice.stage is not None:
            return tr("Go back to {0} for a while").format(exercise(advice.stage))
        case SuggestionKind.STEP_BACK:
            return tr("Make it easier for a while: {0}").format(change(advice.change, easier=True))
        case SuggestionKind.TALK:
            return tr("A good time to talk to your therapist")
        case SuggestionKind.CHECK_UP:
            return tr("Begin again with a check-up")
        case SuggestionKind.NEXT_LEVEL:
            return tr("Try the next level: {0}").format(change(advice.change, easier=False))
        case SuggestionKind.NEXT_STAGE:
            return tr("Go on to {0}").format(exercise(advice.stage))
        case SuggestionKind.CONTINUE if ReasonKind.PAUSED in {r.kind for r in advice.reasons}:
            return tr("Let it rest until you take it up again")
        case _:
            return tr("Go on as it is")


def change(value: LevelChange | None, *, easier: bool) -> str:
    """What becomes different in a level."""
    match value:
        case LevelChange.COUNT:
            return tr("fewer pictures") if easier else tr("more pictures")
        case LevelChange.LIMIT:
            return tr("more time for each picture") if easier else tr("a time limit")
        case LevelChange.CONTEXT:
            return tr("plainer pictures") if easier else tr("pictures with more around them")
        case LevelChange.ROTATION:
            return tr("upright pictures") if easier else tr("turned pictures")
        case LevelChange.MOVING:
            return tr("still pictures") if easier else tr("moving pictures")
        case LevelChange.SESSIONS:
            return tr("fewer times a day") if easier else tr("more times a day")
        case LevelChange.DOSE:
            return tr("shorter sessions") if easier else tr("longer sessions")
        case _:
            return tr("less than now")


def why(advice: Advice) -> list[str]:
    """The reasons, a sentence each, with their numbers."""
    return [sentence(reason) for reason in advice.reasons]


def sentence(reason: Reason) -> str:
    """One reason with its numbers; what is met and what is not yet read alike."""
    value, limit = reason.value, reason.limit
    match reason.kind:
        case ReasonKind.ACCURACY if reason.side is None:
            text = tr("{0} correct on that day; easier below {1}.")
            return text.format(*_shares(value, limit))
        case ReasonKind.ACCURACY if value is None:
            return tr("{0}: no answers yet; the goal is {1} correct.").format(
                _side(reason.side), _percent(_as_given(100 * (limit or 0)))
            )
        case ReasonKind.ACCURACY:
            text = tr("{0}: {1} correct; the goal is {2}.")
            return text.format(_side(reason.side), *_shares(value, limit))
        case ReasonKind.SURE:
            text = tr(
                "{0}: {1} correct. From {2} on, or with more pictures, the goal of {3} is surely "
                "reached."
            )
            if reason.beside is None:
                text = tr(
                    "{0}: {1} correct. From {2} on, or with more pictures, the goal is surely "
                    "reached."
                )
            goal = 100 * (reason.beside or 0)
            figures = _between(100 * (value or 0), goal, 100 * (limit or 0))
            return text.format(_side(reason.side), *map(_percent, figures))
        case ReasonKind.RT if value is None:
            return tr("{0}: no usual time yet; the goal is {1}.").format(
                _side(reason.side), _seconds(_as_given(limit or 0, 1))
            )
        case ReasonKind.RT:
            text = tr("{0}: the usual time is {1}; the goal is {2} or less.")
            said = map(_seconds, _beside(value or 0, limit or 0, 1, at_most=True))
            return text.format(_side(reason.side), *said)
        case ReasonKind.TRIALS:
            text = tr("{0}: {1} pictures; {2} tell enough.")
            if value == 1:
                text = tr("{0}: 1 picture; {2} tell enough.")
            return text.format(_side(reason.side), _number(value), _number(limit))
        case ReasonKind.GUESSING:
            return tr("The answers cannot be told from guessing, so nothing is read from them.")
        case _:
            return _of_days(reason)


def _of_days(reason: Reason) -> str:
    value, limit, beside = map(_number, (reason.value, reason.limit, reason.beside))
    match reason.kind:
        case ReasonKind.PRACTICE_DAYS if beside:
            text = tr("Days with practice among the {2} that are looked at: {0}; the goal is {1}.")
        case ReasonKind.PRACTICE_DAYS:
            text = tr("Days with practice among those that are looked at: {0}; the goal is {1}.")
        case ReasonKind.STAGE_DAYS:
            text = tr("Days in this stage: {0}; the plan gives it {1} or more.")
        case ReasonKind.CLARITY:
            value, limit = _beside(reason.value or 0, reason.limit or 0, 1)
            value, limit = value.removesuffix(".0"), limit.removesuffix(".0")
            text = tr("How clear the movements were: {0} of 5; the goal is {1}.")
        case ReasonKind.NO_FLARE:
            text = tr("Days without a flare-up: {0}; the goal is {1}.")
        case ReasonKind.LEVEL_DAYS:
            text = tr("Days on this level: {0}; the goal is {1}.")
        case ReasonKind.FLARE_DAYS if beside:
            text = tr(
                "Days with a flare-up among the {2} that are looked at: {0}. From {1}, a talk."
            )
        case ReasonKind.FLARE_DAYS:
            text = tr("Days with a flare-up among those that are looked at: {0}. From {1}, a talk.")
        case ReasonKind.LOW_ACCURACY_DAYS:
            text = tr("It was hard on {0} practice days in a row.")
            if reason.value == 1:
                text = tr("It was hard on the last practice day.")
        case ReasonKind.AWAY:
            text = tr("The last practice was {0} days ago. From {1} days, a check-up comes first.")
        case ReasonKind.PLATEAU:
            text = tr("{0} days in this stage with practice, and no step forward.")
        case ReasonKind.DECIDED:
            text = tr("You decided about this {0} days ago. It is asked again after {1} days.")
            if reason.value == 0:
                text = tr("You decided about this today. It is asked again after {1} days.")
            elif reason.value == 1:
                text = tr("You decided about this yesterday. It is asked again after {1} days.")
        case _:
            return _of_flares(reason)
    return text.format(value, limit, beside)


def _of_flares(reason: Reason) -> str:
    value, what = _number(reason.value), exercise(reason.exercise)
    match reason.kind:
        case ReasonKind.FLARE_SESSION:
            text = tr("Pain rose by {0} points during {1}.")
            if reason.value == 1:
                text = tr("Pain rose by 1 point during {1}.")
        case ReasonKind.FLARE_DAY:
            text = tr("The pain of the day was {0} points above the usual of the week before.")
            if reason.value == 1:
                text = tr("The pain of the day was 1 point above the usual of the week before.")
        case ReasonKind.FLARE_SAID:
            text = tr("You noted a flare-up.")
        case ReasonKind.FLARES_IN_A_ROW:
            text = tr("Pain rose {0} times in a row with {1}.")
            if reason.value == 1:
                text = tr("Pain rose the last time with {1}.")
        case ReasonKind.NOTHING_EASIER:
            text = tr("There is nothing easier left for {1} in the plan.")
        case ReasonKind.LAST_STAGE:
            text = tr("This is the last stage of the plan.")
        case ReasonKind.PAUSED:
            text = tr("There is a pause with {1}.")
        case _:
            text = tr("The first days are for finding a good start.")
    return text.format(value, what)


def in_one(sentences: Sequence[str]) -> str:
    """Several sentences in one line."""
    return " ".join(sentences)


def _side(side: Side | None) -> str:
    return tr("Left") if side is Side.LEFT else tr("Right")


def _shares(value: float | None, goal: float | None) -> Iterable[str]:
    """Two shares from 0 to 1 in percent."""
    return map(_percent, _beside(100 * (value or 0), 100 * (goal or 0)))


def _beside(
    value: float, goal: float, places: int = 0, *, at_most: bool = False
) -> tuple[str, str]:
    """A figure and its goal, with ``places`` decimals or as many more as it takes for what does not
    meet the goal not to read as if it did, nor the other way round. ``at_most``: less is met."""
    value, goal = (round(-each if at_most else each, 6) for each in (value, goal))
    said_goal = _as_given(goal, places)
    said = f"{value:.{places}f}"
    for more in range(places, MOST_PLACES + 1):
        said = f"{value:.{more}f}"
        if (float(said) >= float(said_goal)) is (value >= goal):
            break
    return (said.removeprefix("-"), said_goal.removeprefix("-")) if at_most else (said, said_goal)


def _between(value: float, goal: float, enough: float) -> tuple[str, str, str]:
    """Likewise, of what is at the goal and below ``enough``, which was reckoned: rounded up, as
    what is said to be enough is so. The figure, ``enough``, the goal."""
    said_goal = _as_given(goal)
    said, said_enough = "", ""
    for places in range(MOST_PLACES + 1):
        unit = 10**places
        said = f"{value:.{places}f}"
        said_enough = _as_given(ceil(round(enough * unit, 6)) / unit)
        if float(said_goal) <= float(said) < float(said_enough):
            break
    return said, said_enough, said_goal


def _as_given(goal: float, places: int = 0) -> str:
    """With ``places`` decimals, or with all that it has."""
    exact = f"{goal:.{MOST_PLACES}f}".rstrip("0").rstrip(".")
    return max(f"{goal:.{places}f}", exact, key=len)


def _percent(figure: str) -> str:
    return tr("{0} %").format(figure)


def _seconds(figure: str) -> str:
    return tr("{0} s").format(figure)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".removesuffix(".0")
