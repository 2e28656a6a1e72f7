"""The sentences of a session that belong to no single exercise: shown and spoken alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gmi_app.facts.rating import RatingKind
from gmi_app.language import tr


class Choice(StrEnum):
    """What a held session can go on with."""

    GO_ON = "go_on"
    EASIER = "easier"
    AGAIN = "again"
    SKIP = "skip"
    MORE_PAIN = "more_pain"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that is offered by voice: a rating's value, or what to do."""

    value: int | Choice
    line: str


QUESTIONS = (RatingKind.CLARITY, RatingKind.FEELING, RatingKind.PAIN_NOW, RatingKind.MOVED)
"""Asked after each exercise, in this order (clinical.md 6)."""


def settle() -> str:
    return tr("I sit or lie comfortably. I breathe in slowly, and out, and my shoulders sink.")


def breathe() -> tuple[str, str]:
    return tr("I breathe in."), tr("And out, slowly.")


def only_imagine() -> str:
    return tr("I close my eyes if I like. I only imagine it; nothing has to move.")


def smaller() -> str:
    return tr("Smaller and slower now. Only the very first bit of it is enough.")


def rest() -> str:
    return tr("I let it go and rest. If I moved or tensed, I make it smaller next time.")


def closing() -> str:
    return tr("That is all. I take a deep breath, and open my eyes when I want to.")


def when_i_begin() -> str:
    return tr("I press when I begin, and again when I am done.")


def question(kind: RatingKind) -> str:
    match kind:
        case RatingKind.CLARITY:
            return tr("How clear was it? 1 is hardly there, 5 is as clear as life.")
        case RatingKind.FEELING:
            return tr("How well could I feel it? 1 is hardly, 5 is as if I did it.")
        case RatingKind.MOVED:
            return tr("Did I move or tense?")
        case _:
            return tr("How much does it hurt now? 0 is no pain, 10 is the worst there is.")


def how_to_pick() -> str:
    return tr("I press when I hear my answer.")


def options(kind: RatingKind) -> tuple[Option, ...]:
    """The answers as they are offered by voice."""
    match kind:
        case RatingKind.CLARITY | RatingKind.FEELING:
            return tuple(Option(n, str(n)) for n in range(1, 6))
        case RatingKind.MOVED:
            return Option(0, tr("No, all was still.")), Option(1, tr("Yes, a little."))
        case _:
            return tuple(Option(n, str(n)) for n in range(11))


def choice(value: Choice) -> Option:
    words = {
        Choice.GO_ON: tr("Press now to go on."),
        Choice.EASIER: tr("Press now to make it easier."),
        Choice.AGAIN: tr("Press now to do this one again."),
        Choice.SKIP: tr("Press now for the next one."),
        Choice.MORE_PAIN: tr("Press now if it hurts more."),
        Choice.STOP: tr("Press now to stop here."),
    }
    return Option(value, words[value])


def paused() -> str:
    return tr("Paused. I take my time.")


def away() -> str:
    return tr("Paused, because another window came in front.")


def slept() -> str:
    return tr("Paused, because the computer was asleep.")


def more_pain() -> str:
    return tr("More pain: noted. Stopping now is a good choice. I breathe slowly and let it rest.")


def flare() -> str:
    return tr(
        "It hurts clearly more than before. Stopping now is a good choice, "
        "or something easier comes next."
    )


def press_to_hear() -> str:
    return tr("I press to hear the choices again.")
