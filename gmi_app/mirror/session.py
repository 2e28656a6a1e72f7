"""A guided mirror session as a pure state machine.

Times and events go in, commands come out; it draws nothing, waits for nothing and writes nothing.

    prepare -> watch -> exercise -> rest -> exercise ... -> wind down -> after
                (held from any of them: paused, settling, still, or without a camera)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from uuid import UUID, uuid4

from gmi_app.clock import Clock, Moment
from gmi_app.facts.session import EndKind, EventKind, SessionEnd, SessionEvent, StopReason
from gmi_app.mirror.exercises import Exercise, exercise
from gmi_app.mirror.facts import WATCH_STEP, WIND_DOWN_STEP, MirrorSession, Step

SECOND_NS = 1_000_000_000
WATCH_S = 20.0
"""Looking without moving comes first (clinical.md 7); how long is ours."""
WIND_DOWN_S = 20.0
"""Both limbs rest, and the picture is still there. Ours."""


class Phase(Enum):
    PREPARE = auto()
    WATCH = auto()
    EXERCISE = auto()
    REST = auto()
    WIND_DOWN = auto()
    AFTER = auto()
    """Over: the screen is blank, and the pain after is asked."""


class Hold(Enum):
    """Why the session waits. Several may hold at the same time."""

    PAUSED = auto()
    SETTLING = auto()
    """It hurts: keep still and only look until it settles (clinical.md 5.5)."""
    STILL = auto()
    """The picture stands still, on request."""
    CAMERA = auto()
    """No picture comes."""


HELD_EVENTS = {
    Hold.PAUSED: EventKind.PAUSED,
    Hold.SETTLING: EventKind.MORE_PAIN,
    Hold.STILL: EventKind.KEPT_STILL,
    Hold.CAMERA: EventKind.CAMERA_LOST,
}
GO_ON_EVENTS = {
    Hold.PAUSED: EventKind.RESUMED,
    Hold.SETTLING: EventKind.RESUMED,
    Hold.STILL: EventKind.RESUMED,
    Hold.CAMERA: EventKind.CAMERA_BACK,
}
ENDING_REASONS = frozenset({StopReason.DIZZY, StopReason.UPSETTING})
"""Dizziness and distress end a session and are noted (clinical.md 5.5)."""


# ---- commands
@dataclass(frozen=True, slots=True)
class ShowWatch:
    """Look, without moving."""


@dataclass(frozen=True, slots=True)
class ShowExercise:
    """This exercise begins; ``left``: how many come after it."""

    exercise: Exercise
    left: int


@dataclass(frozen=True, slots=True)
class ShowRepetition:
    """The repetition ``number`` (from 1) of the exercise begins."""

    number: int


@dataclass(frozen=True, slots=True)
class ShowRest:
    """Rest; ``coming`` is next."""

    coming: Exercise


@dataclass(frozen=True, slots=True)
class ShowWindDown:
    """Both limbs rest; look once more."""


@dataclass(frozen=True, slots=True)
class ShowHeld:
    """The session waits, for these reasons."""

    holds: frozenset[Hold]


@dataclass(frozen=True, slots=True)
class ShowGoesOn:
    """Nothing holds the session any more."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Make this fact durable."""

    fact: Step | SessionEvent


@dataclass(frozen=True, slots=True)
class Ended:
    """Make the end durable; the screen is blank now."""

    end: SessionEnd


Fact = Step | SessionEvent
Command = (
    ShowWatch
    | ShowExercise
    | ShowRepetition
    | ShowRest
    | ShowWindDown
    | ShowHeld
    | ShowGoesOn
    | Keep
    | Ended
)
Commands = tuple[Command, ...]


class MirrorRun:
    """One session. After every call read ``wake_ns``: when to call ``due`` (None: never).

    ``now_ns`` is monotonic. Calls that make no sense in the present phase change nothing.
    """

    def __init__(
        self, session: MirrorSession, clock: Clock, new_id: Callable[[], UUID] = uuid4
    ) -> None:
        """Exercises that this version does not know are left out."""
        self.session = session
        self.phase = Phase.PREPARE
        self.holds: frozenset[Hold] = frozenset()
        self.wake_ns: int | None = None
        settings = session.settings
        known = [exercise(identity) for identity in settings.exercises]
        self.exercises = tuple(e for e in known if e is not None) if settings.guided else ()
        self.at = -1
        """Index of the present exercise (during a rest: of the one before)."""
        self.repetition = 0
        self._clock, self._new_id = clock, new_id
        self._cap_ns = round(settings.minutes * 60 * SECOND_NS)
        self._watched_ns = 0
        self._step_ns = 0
        self._step_at: Moment | None = None
        self._steps = 0
        self._since_ns: int | None = None
        self._left_ns: int | None = None
        self._movement: list[float] = []

    # ---- reading
    @property
    def present(self) -> Exercise | None:
        """The exercise that is being done."""
        return self.exercises[self.at] if self.phase is Phase.EXERCISE else None

    @property
    def running(self) -> bool:
        """Whether time is counted now."""
        return self._since_ns is not None

    def left_s(self, now_ns: int) -> float:
        """Seconds that may still be watched."""
        passed = 0 if self._since_ns is None else now_ns - self._since_ns
        return max(0, self._cap_ns - self._watched_ns - passed) / SECOND_NS

    # ---- what happens
    def begin(self, now_ns: int) -> Commands:
        """Everything is prepared."""
        if self.phase is not Phase.PREPARE:
            return ()
        self.phase = Phase.WATCH
        self._open_step()
        if self.holds:
            self._left_ns = self._phase_ns()
        else:
            self._run(now_ns, self._phase_ns())
        return (ShowWatch(),)

    def due(self, now_ns: int) -> Commands:
        """``wake_ns`` has come."""
        if self.wake_ns is None or now_ns < self.wake_ns:
            return ()
        self._count(now_ns)
        if self.phase is Phase.WIND_DOWN:
            return self._finish(EndKind.COMPLETED, None, "")
        if self._watched_ns >= self._cap_ns - self._wind_down_ns():
            return self._wind_down(now_ns)
        if self.phase is Phase.EXERCISE:
            return self._repetition_over(now_ns)
        return self._next(now_ns)  # after the watching, after a rest

    def hold(self, why: Hold, now_ns: int) -> Commands:
        """The session waits until ``go_on`` was said for every reason."""
        if self.phase is Phase.AFTER or why in self.holds:
            return ()
        self._halt(now_ns)
        self.holds |= {why}
        return (self._event(HELD_EVENTS[why]), ShowHeld(self.holds))

    def go_on(self, why: Hold, now_ns: int) -> Commands:
        """This reason is no more."""
        if why not in self.holds or self.phase is Phase.AFTER:
            return ()
        self.holds -= {why}
        noted = self._event(GO_ON_EVENTS[why])
        if self.holds:
            return (noted, ShowHeld(self.holds))
        if self._left_ns is not None:
            self._run(now_ns, self._left_ns)
        return (noted, ShowGoesOn())

    def skip(self, now_ns: int) -> Commands:
        """On to what comes next; what was done of this exercise is kept."""
        if self.holds or self.phase not in (Phase.WATCH, Phase.EXERCISE, Phase.REST):
            return ()
        self._count(now_ns)
        noted = self._event(EventKind.SKIPPED, self._step_name())
        return (noted, *self._next(now_ns, skipped=self.phase is Phase.EXERCISE))

    def repeat(self, now_ns: int) -> Commands:
        """The present exercise (during a rest: the one before) once more from its start."""
        if self.holds or self.phase not in (Phase.EXERCISE, Phase.REST):
            return ()
        self._count(now_ns)
        noted = self._event(EventKind.REPEATED, self.exercises[self.at].id)
        kept = self._close_step()
        return (noted, *kept, *self._start(now_ns))

    def wind_down(self, now_ns: int) -> Commands:
        """Enough for today: on to the quiet end."""
        if self.holds or self.phase not in (Phase.WATCH, Phase.EXERCISE, Phase.REST):
            return ()
        self._count(now_ns)
        return self._wind_down(now_ns)

    def moved(self, share: float) -> None:
        """How much the healthy limb moved: the share of changed pixels, 0 to 1."""
        if self.running and self.phase is Phase.EXERCISE and self.session.settings.meter:
            self._movement.append(share)

    def note_event(self, kind: EventKind, detail: str = "") -> Commands:
        """Something else that belongs on the record."""
        return (self._event(kind, detail),)

    def stop(self, now_ns: int, reason: StopReason | None = None, note: str = "") -> Commands:
        """Ends it here; nothing that was done is lost."""
        if self.phase is Phase.AFTER:
            return ()
        self._halt(now_ns)
        return self._finish(EndKind.STOPPED, reason, note)

    # ---- how
    def _phase_ns(self) -> int:
        """How long what is present lasts, until the next look at it."""
        room = max(0, self._cap_ns - self._watched_ns)
        match self.phase:
            case Phase.WATCH if not self.exercises:
                return max(0, room - self._wind_down_ns())
            case Phase.WATCH:
                return min(round(WATCH_S * SECOND_NS), room)
            case Phase.EXERCISE:
                return min(round(self.exercises[self.at].pace_s * SECOND_NS), room)
            case Phase.REST:
                return min(round(self.exercises[self.at].rest_s * SECOND_NS), room)
            case _:
                return min(self._wind_down_ns(), room)

    def _wind_down_ns(self) -> int:
        return round(WIND_DOWN_S * SECOND_NS) if self.session.settings.guided else 0

    def _run(self, now_ns: int, length_ns: int) -> None:
        self._since_ns, self._left_ns = now_ns, None
        self.wake_ns = now_ns + length_ns

    def _count(self, now_ns: int) -> None:
        """Adds the time since it was counted last."""
        if self._since_ns is not None:
            passed = max(0, now_ns - self._since_ns)
            passed = min(passed, self._cap_ns - self._watched_ns)
            self._watched_ns += passed
            self._step_ns += passed
            self._since_ns = now_ns

    def _halt(self, now_ns: int) -> None:
        if self._since_ns is None:
            return
        self._count(now_ns)
        assert self.wake_ns is not None
        self._left_ns = max(0, self.wake_ns - now_ns)
        self._since_ns = self.wake_ns = None

    def _repetition_over(self, now_ns: int) -> Commands:
        present = self.exercises[self.at]
        if self.repetition < present.repetitions:
            self.repetition += 1
            self._run(now_ns, self._phase_ns())
            return (ShowRepetition(self.repetition),)
        last = self.at + 1 == len(self.exercises)
        if last:
            return self._wind_down(now_ns)
        kept = self._close_step()
        self.phase = Phase.REST
        self._run(now_ns, self._phase_ns())
        self._open_step()
        return (*kept, ShowRest(self.exercises[self.at + 1]))

    def _next(self, now_ns: int, *, skipped: bool = False) -> Commands:
        """The next exercise, or the quiet end after the last one."""
        if self.at + 1 == len(self.exercises):
            return self._wind_down(now_ns, skipped=skipped)
        kept = self._close_step(skipped=skipped)
        self.at += 1
        return (*kept, *self._start(now_ns))

    def _start(self, now_ns: int) -> Commands:
        """The exercise ``at``, from its first repetition."""
        self.phase, self.repetition = Phase.EXERCISE, 1
        self._movement = []
        self._run(now_ns, self._phase_ns())
        self._open_step()
        present = self.exercises[self.at]
        left = len(self.exercises) - self.at - 1
        return (ShowExercise(present, left), ShowRepetition(1))

    def _wind_down(self, now_ns: int, *, skipped: bool = False) -> Commands:
        kept = self._close_step(skipped=skipped)
        self.phase = Phase.WIND_DOWN
        self._run(now_ns, self._phase_ns())
        self._open_step()
        return (*kept, ShowWindDown())

    def _finish(self, kind: EndKind, reason: StopReason | None, note: str) -> Commands:
        kept = self._close_step() if self.phase is not Phase.PREPARE else ()
        self.phase, self.wake_ns = Phase.AFTER, None
        self._since_ns = self._left_ns = None
        moment = self._clock.moment()
        end = SessionEnd(self._new_id(), self.session.id, moment, kind, reason, note)
        return (*kept, Ended(end))

    def _open_step(self) -> None:
        self._step_at, self._step_ns = self._clock.moment(), 0

    def _step_name(self) -> str:
        match self.phase:
            case Phase.WATCH:
                return WATCH_STEP
            case Phase.WIND_DOWN:
                return WIND_DOWN_STEP
            case _:
                return self.exercises[self.at].id

    def _close_step(self, *, skipped: bool = False) -> Commands:
        """The fact of what ends now; a rest is counted with the watching but is no exercise."""
        assert self._step_at is not None
        exercising = self.phase is Phase.EXERCISE
        name = "rest" if self.phase is Phase.REST else self._step_name()
        moved = self._movement if exercising else []
        step = Step(
            id=self._new_id(),
            session=self.session.id,
            index=self._steps,
            exercise=name,
            at=self._step_at,
            watched_s=self._step_ns / SECOND_NS,
            repetitions=self._repetitions_done() if exercising else 0,
            skipped=skipped,
            movement=sum(moved) / len(moved) if moved else None,
        )
        self._steps += 1
        return (Keep(step),)

    def _repetitions_done(self) -> int:
        """Whole ones, by the time that was counted."""
        pace_ns = self.exercises[self.at].pace_s * SECOND_NS
        return min(self.exercises[self.at].repetitions, int(self._step_ns / pace_ns + 1e-6))

    def _event(self, kind: EventKind, detail: str = "") -> Keep:
        moment = self._clock.moment()
        return Keep(SessionEvent(self._new_id(), self.session.id, moment, kind, detail))
