"""A session of imagined movements as a pure state machine.

Times and events go in, commands come out; it draws nothing, says nothing, waits for nothing.

    ready -> settle -> look -> imagine -> rest -> rate -> look ... -> closing -> ended
                 (held from any of them: paused, away, slept, more pain, a flare)

Every piece begins when the one before was due to end, not when the timer came: lateness never adds
up, and speech, which may still be talking, has no say in it. Every command that a person is to
notice carries its ``line``: what is shown is what is said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

from gmi_app.clock import Clock
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import EndKind, EventKind, StopReason
from gmi_app.imagery import lines
from gmi_app.imagery.commands import (
    Ask,
    Commands,
    Cue,
    Held,
    Hold,
    Keep,
    Offer,
    Resumed,
    ShowExercise,
)
from gmi_app.imagery.exercise import Exercise, Ladder
from gmi_app.imagery.facts import Easing, ImagerySession
from gmi_app.imagery.holding import EVENTS, HURTING, choices, why_held
from gmi_app.imagery.lines import QUESTIONS, Choice
from gmi_app.imagery.noting import Notes
from gmi_app.imagery.open_step import OpenStep, eased
from gmi_app.imagery.scan import Scan
from gmi_app.imagery.script import SECOND_NS, Phase, Piece, closing, of_exercise, settling
from gmi_app.imagery.weighing import Weighing
from gmi_app.pictures.model import Side
from gmi_app.progress.flare import FLARE_RISE

DOING = (Phase.LOOK, Phase.IMAGINE, Phase.REST)
LATE_NS = SECOND_NS
"""A piece that ends later than this is not made up for: the next one begins now."""


class ImageryRun:
    """One session. After every call read ``wake_ns``: when to call ``due`` (None: never).

    ``now_ns`` is monotonic. Calls that make no sense in the present phase change nothing.
    """

    def __init__(
        self,
        session: ImagerySession,
        exercises: Sequence[Exercise],
        ladder: Ladder,
        clock: Clock,
        pain_before: int | None = None,
        new_id: Callable[[], UUID] = uuid4,
        *,
        flare_rise: int = FLARE_RISE,
    ) -> None:
        """``exercises``: at least one, in order. ``pain_before``: 0 to 10, None when not said.
        ``flare_rise``: what the plan calls a flare, in points of pain."""
        if not exercises:
            raise ValueError("a session needs an exercise")
        self.session, self.exercises = session, tuple(exercises)
        self.phase = Phase.READY
        self.hold: Hold | None = None
        self.wake_ns: int | None = None
        self.at = -1
        self.piece: Piece | None = None
        self.question: RatingKind | None = None
        self.scan: Scan | None = None
        self.awaits_press = False
        """Chronometry: the person says when the movement begins and ends."""
        self._ladder, self._clock, self._new_id = ladder, clock, new_id
        self._notes = Notes(session, clock, new_id)
        self._eyes_closed = session.settings.eyes_closed
        self._weighing = Weighing(pain_before, flare_rise)
        self._coming: deque[Piece] = deque()
        self._due_ns = self._began_ns = 0
        self._step: OpenStep | None = None
        self._steps = 0

    # ---- reading
    @property
    def exercise(self) -> Exercise | None:
        """What is imagined now: the planned one, or one easier in its place."""
        return self._step.exercise if self._step is not None else None

    @property
    def side(self) -> Side:
        """The limb's; of a neck or a back the direction, which changes with each exercise."""
        chosen = self.session.settings.side
        alternates = not self._ladder.part.one_sided and self.at % 2 == 1
        return chosen.other if alternates else chosen

    @property
    def step(self) -> UUID | None:
        """Which exercise this is, among all that were begun."""
        return self._step.id if self._step is not None else None

    @property
    def may_ease(self) -> bool:
        return self.phase in DOING

    @property
    def asks_next(self) -> Ask | None:
        """What is asked when the present piece is over; None where something else follows."""
        last = self.phase in DOING and not self._coming
        return Ask(QUESTIONS[0], lines.question(QUESTIONS[0])) if last else None

    @property
    def ended(self) -> bool:
        return self.phase is Phase.ENDED

    # ---- what happens
    def begin(self, now_ns: int) -> Commands:
        """The person is ready."""
        if self.phase is not Phase.READY:
            return ()
        self._due_ns = now_ns
        self._coming = deque(settling())
        return self._next_piece()

    def due(self, now_ns: int) -> Commands:
        """``wake_ns`` has come."""
        if self.wake_ns is None or now_ns < self.wake_ns:
            return ()
        self._due_ns = self.wake_ns if now_ns - self.wake_ns <= LATE_NS else now_ns
        if self.scan is not None:
            return self._scan_on()
        self._count(self.wake_ns)
        if not self.awaits_press:
            self._whole()
        return self._next_piece()

    def press(self, now_ns: int) -> Commands:
        """The one key: picks what is offered, times a movement, skips the settling, else pauses or
        goes on."""
        if self.scan is not None:
            return self._pick(now_ns)
        if self.awaits_press and self._step is not None and self.hold is None:
            if not self._step.time(now_ns):
                return ()
            self._count(now_ns)
            self._due_ns = now_ns
            self._whole()
            return self._next_piece()
        if self.hold is not None:
            return self._offer_choices() if self._eyes_closed else self.go_on(now_ns)
        if self.phase is Phase.READY:
            return self.begin(now_ns)
        if self.phase is Phase.SETTLE:
            return self.skip(now_ns)
        return self.pause(Hold.PAUSED, now_ns)

    def pause(self, why: Hold, now_ns: int) -> Commands:
        """Waits until it is told to go on; a question that is open waits, too."""
        if self.phase in (Phase.READY, Phase.ENDED) or self.hold is not None:
            return ()
        self._count(now_ns)
        self.hold, self.wake_ns, self.scan = why, None, None
        noted = self._notes.event(EVENTS[why], "flare" if why is Hold.FLARE else "")
        return (noted, Held(why, why_held(why)), *self._offer_choices())

    def more_pain(self, now_ns: int) -> Commands:
        """One press, at any time: noted, and stopping is offered first."""
        if self.phase in (Phase.READY, Phase.ENDED):
            return ()
        if self.hold is not None:
            self.hold, self.scan = Hold.MORE_PAIN, None
            noted = self._notes.event(EventKind.MORE_PAIN)
            return (noted, Held(self.hold, why_held(self.hold)), *self._offer_choices())
        return self.pause(Hold.MORE_PAIN, now_ns)

    def go_on(self, now_ns: int) -> Commands:
        """The piece that was broken off begins again, whole."""
        if self.hold is None:
            return ()
        self.hold, self.scan, self._due_ns = None, None, now_ns
        resumed = self._notes.event(EventKind.RESUMED)
        if self.phase is Phase.RATE:
            asked = self._ask() if self.question is not None else self._next_exercise()
            return (resumed, Resumed(), *asked)
        assert self.piece is not None
        self._coming.appendleft(self.piece)
        return (resumed, Resumed(), *self._next_piece())

    def easier(self, now_ns: int) -> Commands:
        """Smaller and slower; then the easier exercise; then a body part further away."""
        if self._step is None or self.phase not in DOING:
            return ()
        resumed = self._let_go(now_ns)
        wanted = Easing(min(self._step.easing + 1, Easing.DISTANT))
        closed = self._close_step() if self._step.begun else ()
        return (*resumed, *closed, *self._ease(wanted))

    def repeat(self, now_ns: int) -> Commands:
        """The present exercise from its start; during the questions, the one that they are
        about."""
        step = self._step
        if step is None or self.phase not in (*DOING, Phase.RATE):
            return ()
        resumed = self._let_go(now_ns)
        closed = self._close_step() if step.begun else ()
        noted = self._notes.event(EventKind.REPEATED, step.exercise.id)
        return (*resumed, *closed, noted, *self._restart(step.exercise, step.easing))

    def skip(self, now_ns: int) -> Commands:
        """On to what comes next; what was done and rated is kept."""
        if self.phase in (Phase.READY, Phase.ENDED):
            return ()
        resumed = self._let_go(now_ns)
        if self.phase is Phase.SETTLE:
            return (*resumed, *self._next_exercise())
        if self.phase is Phase.CLOSING:
            return (*resumed, *self._finish(EndKind.COMPLETED, None, ""))
        named = self.exercise.id if self.exercise is not None else ""
        noted = self._notes.event(EventKind.SKIPPED, named)
        closed = () if self.phase is Phase.RATE else self._close_step(skipped=True)
        return (*resumed, noted, *closed, *self._next_exercise())

    def rate(self, kind: RatingKind, value: int | None, now_ns: int) -> Commands:
        """The answer to the present question; None for no answer."""
        if self.phase is not Phase.RATE or kind is not self.question or self.hold is not None:
            return ()
        self._due_ns, self.scan = now_ns, None
        kept: Commands = ()
        if value is not None:
            kept = (self._notes.rating(kind, value, self.step),)
            self._weighing.weigh(kind, value)
        self.question = self._after(kind)
        if self.question is not None:
            return (*kept, *self._ask())
        if self._weighing.take_flare():
            return (*kept, *self.pause(Hold.FLARE, now_ns))
        return (*kept, *self._next_exercise())

    def stop(self, reason: StopReason | None = None, note: str = "") -> Commands:
        """Ends it here; nothing that was done or rated is lost."""
        if self.phase is Phase.ENDED:
            return ()
        self._count(self._clock.now_ns())
        closed = self._close_step() if self.phase in DOING else ()
        return (*closed, *self._finish(EndKind.STOPPED, reason, note))

    # ---- how: pieces
    def _next_piece(self) -> Commands:
        if not self._coming:
            match self.phase:
                case Phase.SETTLE:
                    return self._next_exercise()
                case Phase.CLOSING:
                    return self._finish(EndKind.COMPLETED, None, "")
                case _:
                    return (*self._close_step(), *self._begin_rating())
        piece = self._coming.popleft()
        self.piece, self.phase = piece, piece.phase
        self._began_ns = self._due_ns
        self.wake_ns = self._due_ns + piece.length_ns
        self.awaits_press = piece.timed
        if self._step is not None:
            self._step.pressed_ns = None
        return (Cue(piece),)

    def _next_exercise(self) -> Commands:
        self.question, self.piece = None, None
        if self.at + 1 == len(self.exercises):
            self._step, self.phase = None, Phase.CLOSING
            self._coming = deque(closing())
            return self._next_piece()
        self.at += 1
        gentler = self._weighing.take_gentler()
        return self._ease(gentler) if gentler else self._restart(self._planned, Easing.NONE)

    @property
    def _planned(self) -> Exercise:
        return self.exercises[self.at]

    def _ease(self, wanted: Easing) -> Commands:
        easing, exercise = eased(self._planned, self._ladder, wanted)
        noted = self._notes.event(EventKind.EASED, f"{easing.name.lower()} {exercise.id}")
        return (noted, *self._restart(exercise, easing))

    def _restart(self, exercise: Exercise, easing: Easing) -> Commands:
        """The exercise from its look on, as a step of its own."""
        self.question, self.phase = None, Phase.LOOK
        self._step = OpenStep(self._new_id(), self._clock.moment(), exercise, easing)
        smaller = easing is Easing.SMALLER
        timed = self.session.settings.chronometry
        pieces = of_exercise(exercise, self._ladder, self.side, smaller=smaller, timed=timed)
        self._coming = deque(pieces)
        shown = ShowExercise(exercise, self.side, self.at + 1, len(self.exercises), easing)
        return (shown, *self._next_piece())

    def _let_go(self, now_ns: int) -> Commands:
        """Nothing holds it any more; what follows begins now."""
        if self.hold is None:
            self._count(now_ns)
        held, self.hold, self.scan = self.hold, None, None
        self._due_ns = now_ns
        self.piece = None
        return (self._notes.event(EventKind.RESUMED), Resumed()) if held is not None else ()

    def _count(self, until_ns: int) -> None:
        """Adds what was imagined of the present piece."""
        if self.hold is None and self._step is not None and self.phase is Phase.IMAGINE:
            self._step.imagined_ns += max(0, until_ns - self._began_ns)
            self._began_ns = max(self._began_ns, until_ns)

    def _whole(self) -> None:
        """The piece is over; with the last one of a repetition that one is whole."""
        if self.piece is not None and self.piece.counts and self._step is not None:
            self._step.repetitions += 1

    # ---- how: ratings
    def _begin_rating(self) -> Commands:
        self.phase, self.piece = Phase.RATE, None
        self.question = QUESTIONS[0]
        return self._ask()

    def _ask(self) -> Commands:
        assert self.question is not None
        self.wake_ns = None
        question = Ask(self.question, lines.question(self.question))
        if not self._eyes_closed:
            return (question,)
        spoken = f"{question.line} {lines.how_to_pick()}"
        self.scan = Scan(lines.options(self.question))
        self.wake_ns = self._due_ns + self.scan.wait_ns
        return (Ask(self.question, spoken),)

    def _after(self, kind: RatingKind) -> RatingKind | None:
        place = QUESTIONS.index(kind) + 1
        return QUESTIONS[place] if place < len(QUESTIONS) else None

    # ---- how: choosing by voice
    def _offer_choices(self) -> Commands:
        """With the eyes closed, what to do is offered one after the other."""
        if self._eyes_closed and self.hold is not None:
            self.scan = Scan(choices(self.hold))
            self.wake_ns = self._clock.now_ns() + self.scan.wait_ns
        return ()

    def _scan_on(self) -> Commands:
        assert self.scan is not None
        offered = self.scan.advance()
        if offered is not None:
            self.wake_ns = self._due_ns + self.scan.wait_ns
            return (Offer(offered),)
        self.scan, self.wake_ns = None, None
        if self.hold is not None:
            return (Held(self.hold, lines.press_to_hear()),)
        assert self.question is not None
        return self.rate(self.question, None, self._due_ns)

    def _pick(self, now_ns: int) -> Commands:
        assert self.scan is not None
        picked = self.scan.offered
        if picked is None:
            return ()  # nothing was offered yet
        if not isinstance(picked.value, Choice):
            assert self.question is not None
            return self.rate(self.question, picked.value, now_ns)
        match picked.value:
            case Choice.GO_ON:
                return self.go_on(now_ns)
            case Choice.EASIER:
                return self.easier(now_ns) or self.go_on(now_ns)
            case Choice.AGAIN:
                return self.repeat(now_ns) or self.go_on(now_ns)
            case Choice.SKIP:
                return self.skip(now_ns)
            case Choice.MORE_PAIN:
                return self.more_pain(now_ns)
            case Choice.STOP:
                return self.stop(StopReason.MORE_PAIN if self.hold in HURTING else None)

    # ---- how: facts
    def _close_step(self, *, skipped: bool = False) -> Commands:
        """The fact of the exercise that ends now; nothing when it is a fact already."""
        if self._step is None or self._step.closed:
            return ()
        self._steps += 1
        return (Keep(self._step.close(self.session.id, self._steps - 1, skipped=skipped)),)

    def _finish(self, kind: EndKind, reason: StopReason | None, note: str) -> Commands:
        self.phase, self.hold, self.wake_ns = Phase.ENDED, None, None
        self.scan, self.piece, self.awaits_press = None, None, False
        return (self._notes.end(kind, reason, note),)
