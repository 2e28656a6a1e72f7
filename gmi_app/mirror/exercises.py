"""The ladder of exercises (clinical.md 7): look without moving, then slow and simple, larger,
finer, with an object. Each later rung asks for more.

Titles and sentences are in ``ui/mirror/exercise_words.py``. Paces, repetitions and rests are ours:
slow, as EFIC's how-to asks, and few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from gmi_app.pictures.model import BodyPart


class Rung(IntEnum):
    WATCH = 0
    SIMPLE = 1
    LARGER = 2
    FINER = 3
    OBJECT = 4


@dataclass(frozen=True, slots=True)
class Exercise:
    """``pace_s``: seconds that one repetition lasts, there and back. ``rest_s`` follows the last
    one. ``postures``: the manifest's words for the demonstration, from the one to the other;
    ``clip``: its word for a moving picture that shows it, empty where there is none.
    ``both``: both limbs move the same way; False: only the healthy one does."""

    id: str
    part: BodyPart
    rung: Rung
    repetitions: int
    pace_s: float
    rest_s: float
    postures: tuple[str, ...] = ()
    both: bool = True
    clip: str = ""

    @property
    def duration_s(self) -> float:
        return self.repetitions * self.pace_s

    @property
    def moves(self) -> bool:
        return self.rung is not Rung.WATCH


H, F = BodyPart.HAND, BodyPart.FOOT

LADDER: tuple[Exercise, ...] = (
    Exercise("hand_look", H, Rung.WATCH, 1, 40, 5, ("relaxed",)),
    Exercise("hand_breathe", H, Rung.WATCH, 5, 10, 5, ("flat",)),
    Exercise("hand_open_close", H, Rung.SIMPLE, 8, 6, 15, ("relaxed", "spread"), clip="open_close"),
    Exercise("hand_turn_over", H, Rung.SIMPLE, 6, 8, 15, ("flat", "flat"), clip="turning_over"),
    Exercise("hand_lift_fingers", H, Rung.SIMPLE, 6, 6, 15, ("flat", "relaxed")),
    Exercise("hand_wide", H, Rung.LARGER, 8, 6, 15, ("closed", "spread")),
    Exercise("hand_fist", H, Rung.LARGER, 8, 7, 15, ("spread", "fist")),
    Exercise("hand_wrist", H, Rung.LARGER, 8, 6, 15, ("flat", "cup")),
    Exercise("hand_slide", H, Rung.LARGER, 6, 8, 15, ("flat", "flat")),
    Exercise(
        "hand_thumb_to_fingers", H, Rung.FINER, 4, 12, 20, ("spread", "pinch"), clip="pinching"
    ),
    Exercise("hand_ring", H, Rung.FINER, 6, 7, 20, ("spread", "ok")),
    Exercise("hand_point", H, Rung.FINER, 6, 7, 20, ("fist", "point")),
    Exercise("hand_piano", H, Rung.FINER, 4, 10, 20, ("relaxed", "claw"), clip="tapping"),
    Exercise("hand_ball", H, Rung.OBJECT, 6, 8, 20, ("cup", "fist")),
    Exercise("hand_pen", H, Rung.OBJECT, 4, 12, 20, ("relaxed", "pen")),
    Exercise("hand_cloth", H, Rung.OBJECT, 6, 8, 20, ("spread", "fist")),
    Exercise(
        "hand_alone", H, Rung.SIMPLE, 6, 6, 15, ("relaxed", "spread"), both=False, clip="open_close"
    ),
    Exercise("foot_look", F, Rung.WATCH, 1, 40, 5, ("relaxed",)),
    Exercise("foot_breathe", F, Rung.WATCH, 5, 10, 5, ("relaxed",)),
    Exercise("foot_up_down", F, Rung.SIMPLE, 8, 6, 15, ("pointed", "flexed_up"), clip="lifting"),
    Exercise("foot_heels", F, Rung.SIMPLE, 6, 7, 15, ("relaxed", "tiptoe")),
    Exercise("foot_slide", F, Rung.LARGER, 6, 8, 15, ("relaxed", "relaxed")),
    Exercise("foot_circle", F, Rung.LARGER, 6, 8, 15, ("pointed", "flexed_up"), clip="circling"),
    Exercise("foot_curl", F, Rung.FINER, 6, 7, 20, ("relaxed", "toes_curled"), clip="curling"),
    Exercise("foot_spread", F, Rung.FINER, 6, 7, 20, ("relaxed", "toes_spread")),
    Exercise("foot_ball", F, Rung.OBJECT, 6, 8, 20, ("relaxed", "pointed")),
    Exercise(
        "foot_cloth", F, Rung.OBJECT, 6, 8, 20, ("toes_spread", "toes_curled"), clip="curling"
    ),
    Exercise(
        "foot_alone", F, Rung.SIMPLE, 6, 6, 15, ("pointed", "flexed_up"), both=False, clip="lifting"
    ),
)
WARM_UPS = 1
"""Exercises of the rung below that begin a session."""


def exercise(identity: str) -> Exercise | None:
    """By its id; None for one that this version does not know."""
    return next((e for e in LADDER if e.id == identity), None)


def on_rung(part: BodyPart, rung: Rung, *, alone: bool = False) -> tuple[Exercise, ...]:
    """The exercises of one rung, easiest first. ``alone``: also those in which only the healthy
    limb moves, which have to be unlocked (clinical.md 5.5)."""
    return tuple(e for e in LADDER if e.part is part and e.rung is rung and (e.both or alone))


def session_of(
    part: BodyPart, rung: Rung, minutes: float, *, alone: bool = False
) -> tuple[Exercise, ...]:
    """What a session on a rung consists of, as far as it fits into ``minutes``: something from the
    rung below first, then this rung's own. There is always at least one. ``alone``: before all
    that moves, what only the healthy limb does (clinical.md 5.5: never unasked)."""
    single = [e for e in LADDER if e.part is part and not e.both and alone and e.rung <= rung]
    below = on_rung(part, Rung(rung - 1))[:WARM_UPS] if rung > Rung.SIMPLE else ()
    chosen: list[Exercise] = []
    left_s = minutes * 60.0
    for each in (*single, *below, *on_rung(part, rung)):
        left_s -= each.duration_s + each.rest_s
        if chosen and left_s < 0:
            break
        chosen.append(each)
    return tuple(chosen)


def up_to(rung: Rung, highest: int | None) -> Rung:
    """``rung``, or the one that a plan ends the ladder at, where that is lower."""
    return rung if highest is None else Rung(min(rung, highest))


def rung_of(exercises: Sequence[str]) -> Rung:
    """The highest rung among these ids; WATCH for none."""
    found = [known.rung for each in exercises if (known := exercise(each)) is not None]
    return max(found, default=Rung.WATCH)
