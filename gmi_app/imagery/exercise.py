"""Values: an exercise of a ladder, and the ladder of one body part.

Where the words come from is ``reading.py``; what is done with them is ``session.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from gmi_app.pictures.model import BodyPart, PictureSet, Side

DIFFICULTY_RANGE = (1, 10)
REPETITIONS_RANGE = (1, 10)
SECONDS_RANGE = (2.0, 60.0)
"""Of one look, one way of a movement, one rest."""
LOOK_S = 10.0
REST_S = 10.0


class Rung(IntEnum):
    """The hierarchy of clinical.md 6, easiest first."""

    POSTURE = 1
    MOVEMENT = 2
    COMBINED = 3
    OBJECT = 4
    EVERYDAY = 5
    BUSY = 6


@dataclass(frozen=True, slots=True)
class PictureWish:
    """Which picture of the library goes with an exercise, in the manifest's words; ``view`` empty
    for any. ``moving``: a clip, where the person likes moving pictures."""

    part: BodyPart
    posture: str
    view: str = ""
    set: PictureSet = PictureSet.PLAIN
    moving: bool = False


@dataclass(frozen=True, slots=True)
class Exercise:
    """Times in seconds. ``go_s`` is the way into the movement (or how long a posture is held in the
    mind), ``back_s`` the way back, 0 where there is none; both together are one repetition.
    ``look``, ``go`` and ``back`` are said in the first person; {side} stands for left or right.
    ``difficulty``: 1 to 10. ``easier``: the id of a smaller or calmer one, empty for none.
    """

    id: str
    rung: Rung
    difficulty: int
    title: str
    look: str
    go: str
    back: str
    picture: PictureWish
    go_s: float
    back_s: float
    repetitions: int
    look_s: float = LOOK_S
    rest_s: float = REST_S
    easier: str = ""

    @property
    def duration_s(self) -> float:
        """From the look to the end of the rest, unhurried; ratings left out."""
        imagined = (self.go_s + self.back_s) * self.repetitions
        return self.look_s + imagined + self.rest_s

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that a person reads or hears of it, as written."""
        return tuple(s for s in (self.title, self.look, self.go, self.back) if s)


@dataclass(frozen=True)
class Ladder:
    """All exercises of one part, easiest first. ``distant``: an exercise with a body part further
    away, for when imagining this one hurts (clinical.md 5.6). ``side_words``: how left and right
    are said in the ladder's language."""

    part: BodyPart
    exercises: tuple[Exercise, ...]
    distant: Exercise
    side_words: Mapping[Side, str] = field(
        default_factory=lambda: {Side.LEFT: "left", Side.RIGHT: "right"}
    )

    @cached_property
    def _by_id(self) -> dict[str, Exercise]:
        return {each.id: each for each in (*self.exercises, self.distant)}

    def exercise(self, identity: str) -> Exercise | None:
        """By its id, the distant one too; None for one that this ladder does not have."""
        return self._by_id.get(identity)

    def said(self, sentence: str, side: Side) -> str:
        """The sentence for the limb of this side."""
        return sentence.replace("{side}", self.side_words[side])
