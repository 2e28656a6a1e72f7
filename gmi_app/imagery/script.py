"""From an exercise to its timed pieces: what is said when, and for how long it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from gmi_app.imagery import lines
from gmi_app.imagery.exercise import Exercise, Ladder, Rung
from gmi_app.pictures.model import Side

SECOND_NS = 1_000_000_000
SETTLE_S = 6.0
BREATHS = 2
BREATH_S = (3.0, 4.0)
"""In and out; slower out than in. Ours."""
CLOSE_EYES_S = 6.0
SMALLER_S = 5.0
CLOSING_S = 8.0
SLOWER = 1.5
"""A smaller movement is also this much slower, with one repetition less. Ours."""
LONGEST_TIMED_S = 60.0
"""Chronometry: without a second press the session goes on after this."""


class Phase(Enum):
    READY = auto()
    SETTLE = auto()
    LOOK = auto()
    IMAGINE = auto()
    REST = auto()
    RATE = auto()
    CLOSING = auto()
    ENDED = auto()


class Tone(Enum):
    """A soft tone that goes with a line."""

    BEGIN = auto()
    GO = auto()
    BACK = auto()
    REST = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One line and how long it stands. ``counts``: a repetition is whole when it is over.
    ``timed``: the person's presses begin and end the movement. ``quiet``: shown, with its tone, but
    not spoken, because it was said often enough."""

    phase: Phase
    line: str
    length_ns: int
    tone: Tone | None = None
    repetition: int = 0
    repetitions: int = 0
    counts: bool = False
    timed: bool = False
    quiet: bool = False


def settling() -> list[Piece]:
    """Before the first exercise; it may be skipped."""
    pieces = [_piece(Phase.SETTLE, lines.settle(), SETTLE_S, Tone.BEGIN)]
    into, out = lines.breathe()
    for _ in range(BREATHS):
        pieces.append(_piece(Phase.SETTLE, into, BREATH_S[0], Tone.GO))
        pieces.append(_piece(Phase.SETTLE, out, BREATH_S[1], Tone.BACK))
    return pieces


def closing() -> list[Piece]:
    """After the last exercise."""
    return [_piece(Phase.CLOSING, lines.closing(), CLOSING_S, Tone.REST)]


def of_exercise(
    exercise: Exercise, ladder: Ladder, side: Side, *, smaller: bool = False, timed: bool = False
) -> list[Piece]:
    """Look, imagine with its repetitions, rest. ``timed``: with chronometry, where it moves."""
    timed = timed and exercise.rung is not Rung.POSTURE
    slower = SLOWER if smaller else 1.0
    times = max(1, exercise.repetitions - 1) if smaller else exercise.repetitions
    look, go, back = (ladder.said(s, side) for s in (exercise.look, exercise.go, exercise.back))
    pieces = [_piece(Phase.LOOK, look, exercise.look_s, Tone.BEGIN)]
    if smaller:
        pieces.append(_piece(Phase.LOOK, lines.smaller(), SMALLER_S))
    pieces.append(_piece(Phase.LOOK, lines.only_imagine(), CLOSE_EYES_S))
    if timed:
        go = f"{go} {lines.when_i_begin()}"
    for number in range(1, times + 1):
        going_s = LONGEST_TIMED_S if timed else exercise.go_s * slower
        pieces.append(
            Piece(
                Phase.IMAGINE,
                go,
                round(going_s * SECOND_NS),
                Tone.GO,
                number,
                times,
                counts=not back,
                timed=timed,
            )
        )
        if back:
            back_ns = round(exercise.back_s * slower * SECOND_NS)
            pieces.append(
                Piece(Phase.IMAGINE, back, back_ns, Tone.BACK, number, times, counts=True)
            )
    pieces.append(_piece(Phase.REST, lines.rest(), exercise.rest_s, Tone.REST))
    return pieces


def _piece(phase: Phase, line: str, seconds: float, tone: Tone | None = None) -> Piece:
    return Piece(phase, line, round(seconds * SECOND_NS), tone)
