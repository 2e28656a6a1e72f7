"""What a session commands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol
from uuid import UUID

from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import SessionEnd
from gmi_app.imagery.exercise import Exercise
from gmi_app.imagery.facts import Easing
from gmi_app.imagery.lines import Option
from gmi_app.imagery.script import Piece
from gmi_app.pictures.model import Side


class Hold(Enum):
    """Why the session waits."""

    PAUSED = auto()
    AWAY = auto()
    """Another window is in front, or the screen is locked."""
    SLEPT = auto()
    MORE_PAIN = auto()
    FLARE = auto()
    """It hurts clearly more than before the session (clinical.md 5.2)."""


@dataclass(frozen=True, slots=True)
class ShowExercise:
    """This exercise begins: the ``number``-th of ``total``, for the limb of this side."""

    exercise: Exercise
    side: Side
    number: int
    total: int
    easing: Easing


@dataclass(frozen=True, slots=True)
class Cue:
    """A timed piece begins."""

    piece: Piece

    @property
    def line(self) -> str:
        return self.piece.line


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask this; the answer goes to ``rate``."""

    question: RatingKind
    line: str


@dataclass(frozen=True, slots=True)
class Offer:
    """By voice: pressing now picks this."""

    option: Option

    @property
    def line(self) -> str:
        return self.option.line


@dataclass(frozen=True, slots=True)
class Held:
    """The session waits."""

    why: Hold
    line: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """Nothing holds it any more."""


class Fact(Protocol):
    """A step, a rating or an event."""

    @property
    def id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class Keep:
    """Make this fact durable."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Ended:
    """Make the end durable; nothing comes after it."""

    end: SessionEnd


Command = ShowExercise | Cue | Ask | Offer | Held | Resumed | Keep | Ended
Commands = tuple[Command, ...]
