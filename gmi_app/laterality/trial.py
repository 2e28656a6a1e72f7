"""A trial: one stimulus presented and what came of it, with everything that was measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.laterality.task import Task, asked, right_answer
from gmi_app.pictures.model import Side, Stimulus

ANTICIPATION_NS = 300_000_000
"""RT under 300 ms is an anticipation: counted, in neither accuracy nor RT (clinical.md 3)."""


class Outcome(StrEnum):
    CORRECT = "correct"
    WRONG = "wrong"
    TIME_OUT = "time_out"
    ANTICIPATION = "anticipation"


class InputMethod(StrEnum):
    """How an answer was given. Only results of one method are compared."""

    ONE_HAND_KEYS = "one_hand_keys"
    TWO_HAND_KEYS = "two_hand_keys"
    OWN_KEYS = "own_keys"
    MOUSE = "mouse"
    TOUCH = "touch"


class OnsetStamp(StrEnum):
    """What the onset was stamped by: the return of the flush; the middle between the paint and
    the display server's answer that it has carried the picture out; the swap of a synchronised
    screen."""

    FLUSH = "flush"
    ANSWERED = "answered"
    FRAME_SWAPPED = "frame_swapped"


class KeyStamp(StrEnum):
    """Which time of the answer was used (timing.md): clamped event time, or time in the handler."""

    CLAMPED = "clamped"
    HANDLER = "handler"


@dataclass(frozen=True, slots=True)
class Onset:
    """When a picture appeared. All times are perf_counter nanoseconds.

    ``painted_ns``: painted, not yet sent to the screen: the picture cannot have been seen before.
    ``onset_ns``: the stamp that RT starts from. ``late_frames``: refresh intervals missed (0 when
    there is no vertical sync to miss). ``answered_ns``: when the picture was certainly on the
    screen; None where that is the onset itself.
    """

    painted_ns: int
    onset_ns: int
    stamp: OnsetStamp
    late_frames: int = 0
    answered_ns: int | None = None

    @property
    def bracket_ns(self) -> int:
        """Width of the interval in which the picture reached the screen."""
        end_ns = self.onset_ns if self.answered_ns is None else self.answered_ns
        return end_ns - self.painted_ns


@dataclass(frozen=True, slots=True)
class Playback:
    """How a clip was shown until the answer.

    ``shown``: frames that reached the screen, the first included. ``late``: those that came more
    than 1.2 refresh intervals after their time or not at all before it was over. ``dropped``: those
    of them that were never shown. ``worst_ns``: the latest that any shown frame came, in
    nanoseconds after its time.
    """

    shown: int
    late: int = 0
    dropped: int = 0
    worst_ns: int = 0


@dataclass(frozen=True, slots=True)
class Press:
    """An answer as the device gave it. ``time_ns`` is the stamp that RT ends at; ``handler_ns`` is
    when the program handled it; ``event_ms`` the event's own time (None where it has none)."""

    side: Side
    method: InputMethod
    time_ns: int
    handler_ns: int
    event_ms: int | None
    stamp: KeyStamp


@dataclass(frozen=True, slots=True)
class Trial:
    """A raw trial, kept until the person deletes it.

    ``index`` counts from 0 inside the session, in the order of presentation; practice trials
    count too and are marked. ``press`` is None for a time-out. ``task``: what was asked of the
    picture. ``playback`` is None for a still. Raises ValueError where the task has no answer.
    """

    id: UUID
    session: UUID
    index: int
    at: Moment
    stimulus: Stimulus
    onset: Onset
    press: Press | None
    practice: bool = False
    task: Task = Task.SIDE
    playback: Playback | None = None

    def __post_init__(self) -> None:
        right_answer(self.stimulus, self.task)

    @property
    def side(self) -> Side:
        """The right answer: the side as seen, or where the movement goes."""
        return right_answer(self.stimulus, self.task)

    @property
    def asked(self) -> Task:
        """What the person was really asked: of a neck or a back always the direction."""
        return asked(self.stimulus.picture.part, self.task)

    @property
    def late_frames(self) -> int:
        """Refresh intervals missed by the picture, and frames of a clip that were late."""
        return self.onset.late_frames + (self.playback.late if self.playback is not None else 0)

    @property
    def rt_ns(self) -> int | None:
        """Response time in nanoseconds, None for a time-out."""
        return None if self.press is None else self.press.time_ns - self.onset.onset_ns

    @property
    def rt_ms(self) -> float | None:
        """Response time in milliseconds, None for a time-out."""
        return None if self.rt_ns is None else self.rt_ns / 1e6

    @property
    def answer(self) -> Side | None:
        return None if self.press is None else self.press.side

    @property
    def outcome(self) -> Outcome:
        rt = self.rt_ns
        if rt is None:
            return Outcome.TIME_OUT
        if rt < ANTICIPATION_NS:
            return Outcome.ANTICIPATION
        return Outcome.CORRECT if self.answer is self.side else Outcome.WRONG
