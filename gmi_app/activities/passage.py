"""Values: a passage of a session, and the course that a session takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.script import SECOND_NS, Phase, Piece, Tone


@dataclass(frozen=True, slots=True)
class Passage:
    """Timed lines, and then questions. ``id``: what the step is called among the facts. ``title``:
    in words. ``breathes``: its pieces are breaths, in and out in turn."""

    id: str
    title: str
    pieces: tuple[Piece, ...]
    asks: tuple[RatingKind, ...] = ()
    breathes: bool = False

    @property
    def length_s(self) -> float:
        """Seconds, questions left out."""
        return sum(piece.length_ns for piece in self.pieces) / SECOND_NS


@dataclass(frozen=True, slots=True)
class Done:
    """A passage that is over. ``answers``: what was said to its questions; what was left out is
    not in it. ``eased``: the person asked for something easier. ``seconds`` really done, repeats
    too, pauses left out."""

    passage: Passage
    answers: Mapping[RatingKind, int] = field(default_factory=dict)
    skipped: bool = False
    eased: bool = False
    seconds: float = 0.0


Course = Callable[[Sequence[Done]], Passage | None]
"""From what was done so far to what comes next; None: nothing more. The same for the same."""


def listed(passages: Sequence[Passage]) -> Course:
    """One after the other, whatever is answered."""
    return lambda done: passages[len(done)] if len(done) < len(passages) else None


def line(text: str, seconds: float, tone: Tone | None = None, phase: Phase = Phase.LOOK) -> Piece:
    """A sentence and how long it stands."""
    return Piece(phase, text, round(seconds * SECOND_NS), tone)
