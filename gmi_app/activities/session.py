"""A session beside the three stages as a pure state machine: desensitisation, relaxation, body
perception.

Times and events go in, commands come out; it draws nothing, says nothing, waits for nothing. Which
passage comes next is the course's matter (``courses.py``), from what was done and answered so far.

    ready -> a passage's pieces -> its questions -> the next passage ... -> ended
                 (held from any of them: paused, away, slept, more pain)

Every piece begins when the one before was due to end, not when the timer came.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from uuid import UUID, uuid4

from gmi_app.activities import lines
from gmi_app.activities.commands import Commands, ShowPassage
from gmi_app.activities.facts import ActivitySession, ActivityStep
from gmi_app.activities.passage import Course, Done, Passage
from gmi_app.clock import Clock, Moment
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import EndKind, EventKind, StopReason
from gmi_app.imagery.commands import Ask, Cue, Held, Hold, Keep, Resumed
from gmi_app.imagery.holding import EVENTS, HURTING, why_held
from gmi_app.imagery.noting import Notes
from gmi_app.imagery.script import SECOND_NS, Phase, Piece

LATE_NS = SECOND_NS
"""A piece that ends later than this is not made up for: the next one begins now."""


class ActivityRun:
    """One session. After every call read ``wake_ns``: when to call ``due`` (None: never).

    ``now_ns`` is monotonic. Calls that make no sense in the present phase change nothing.
    """

    def __init__(
        self,
        session: ActivitySession,
        course: Course,
        clock: Clock,
        new_id: Callable[[], UUID] = uuid4,
    ) -> None:
        self.session = session
        self.phase = Phase.READY
        self.hold: Hold | None = None
        self.wake_ns: int | None = None
        self.passage: Passage | None = None
        self.piece: Piece | None = None
        self.question: RatingKind | None = None
        self._course, self._clock, self._new_id = course, clock, new_id
        self._notes = Notes(session, clock, new_id)
        self._done: list[Done] = []
        self._coming: deque[Piece] = deque()
        self._questions: deque[RatingKind] = deque()
        self._answers: dict[RatingKind, int] = {}
        self._due_ns = self._began_ns = 0
        self._steps = 0
        self._at: Moment = session.at
        self._step = new_id()
        self._closed = True
        self._worked_ns = self._all_ns = self._repetitions = 0

    # ---- reading
    @property
    def step(self) -> UUID:
        """Which passage this is, among all that were begun."""
        return self._step

    @property
    def may_ease(self) -> bool:
        """Whether there is something easier: nearer to no pain, while something is touched."""
        asks = self.passage.asks if self.passage is not None else ()
        return RatingKind.COMFORT in asks and self._doing

    @property
    def asks_next(self) -> Ask | None:
        """What is asked when the present piece is over; None where something else follows."""
        if not (self._doing and self._questions) or self._coming:
            return None
        return Ask(self._questions[0], lines.question(self._questions[0]))

    @property
    def ended(self) -> bool:
        return self.phase is Phase.ENDED

    @property
    def _doing(self) -> bool:
        return self.phase not in (Phase.READY, Phase.RATE, Phase.ENDED)

    # ---- what happens
    def begin(self, now_ns: int) -> Commands:
        """The person is ready."""
        if self.phase is not Phase.READY:
            return ()
        self._due_ns = now_ns
        return self._next_passage()

    def due(self, now_ns: int) -> Commands:
        """``wake_ns`` has come."""
        if self.wake_ns is None or now_ns < self.wake_ns:
            return ()
        self._due_ns = self.wake_ns if now_ns - self.wake_ns <= LATE_NS else now_ns
        self._count(self.wake_ns)
        if self.piece is not None and self.piece.counts:
            self._repetitions += 1
        return self._next_piece()

    def press(self, now_ns: int) -> Commands:
        """The one key: begins, pauses, goes on."""
        if self.hold is not None:
            return self.go_on(now_ns)
        if self.phase is Phase.READY:
            return self.begin(now_ns)
        return self.pause(Hold.PAUSED, now_ns)

    def pause(self, why: Hold, now_ns: int) -> Commands:
        """Waits until it is told to go on; a question that is open waits, too."""
        if self.phase in (Phase.READY, Phase.ENDED) or self.hold is not None:
            return ()
        self._count(now_ns)
        self.hold, self.wake_ns = why, None
        return (self._notes.event(EVENTS[why]), Held(why, why_held(why)))

    def more_pain(self, now_ns: int) -> Commands:
        """One press, at any time: noted, and stopping is offered first."""
        if self.phase in (Phase.READY, Phase.ENDED):
            return ()
        if self.hold is None:
            return self.pause(Hold.MORE_PAIN, now_ns)
        self.hold = Hold.MORE_PAIN
        noted = self._notes.event(EventKind.MORE_PAIN)
        return (noted, Held(self.hold, why_held(self.hold)))

    def go_on(self, now_ns: int) -> Commands:
        """The piece that was broken off begins again, whole."""
        if self.hold is None:
            return ()
        self.hold, self._due_ns = None, now_ns
        resumed = self._notes.event(EventKind.RESUMED)
        if self.phase is Phase.RATE:
            return (resumed, Resumed(), *self._ask())
        assert self.piece is not None
        self._coming.appendleft(self.piece)
        return (resumed, Resumed(), *self._next_piece())

    def easier(self, now_ns: int) -> Commands:
        """Further away from the pain, at once."""
        if not self.may_ease:
            return ()
        assert self.passage is not None
        resumed = self._let_go(now_ns)
        noted = self._notes.event(EventKind.EASED, self.passage.id)
        closed = self._close_step(eased=True)
        self._over(eased=True)
        return (*resumed, noted, *closed, *self._next_passage())

    def repeat(self, now_ns: int) -> Commands:
        """The present passage from its start; during its questions, too."""
        if self.passage is None or self.phase in (Phase.READY, Phase.ENDED):
            return ()
        resumed = self._let_go(now_ns)
        closed = self._close_step() if self._worked_ns else ()
        noted = self._notes.event(EventKind.REPEATED, self.passage.id)
        return (*resumed, *closed, noted, *self._begin_passage(self.passage))

    def skip(self, now_ns: int) -> Commands:
        """On to what comes next; what was done and rated is kept."""
        if self.passage is None or self.phase in (Phase.READY, Phase.ENDED):
            return ()
        resumed = self._let_go(now_ns)
        noted = self._notes.event(EventKind.SKIPPED, self.passage.id)
        skipped = self.phase is not Phase.RATE
        closed = self._close_step(skipped=True) if skipped else ()
        self._over(skipped=skipped)
        return (*resumed, noted, *closed, *self._next_passage())

    def rate(self, kind: RatingKind, value: int | None, now_ns: int) -> Commands:
        """The answer to the present question; None for no answer."""
        if self.phase is not Phase.RATE or kind is not self.question or self.hold is not None:
            return ()
        self._due_ns = now_ns
        kept: Commands = ()
        if value is not None:
            kept = (self._notes.rating(kind, value, self._step),)
            self._answers[kind] = value
        self._questions.popleft()
        if self._questions:
            return (*kept, *self._ask())
        self._over()
        return (*kept, *self._next_passage())

    def stop(self, reason: StopReason | None = None, note: str = "") -> Commands:
        """Ends it here; nothing that was done or rated is lost."""
        if self.phase is Phase.ENDED:
            return ()
        self._count(self._clock.now_ns())
        if reason is None and self.hold in HURTING:
            reason = StopReason.MORE_PAIN
        closed = self._close_step() if self._doing else ()
        return (*closed, *self._finish(EndKind.STOPPED, reason, note))

    # ---- how
    def _next_passage(self) -> Commands:
        passage = self._course(tuple(self._done))
        if passage is None:
            return self._finish(EndKind.COMPLETED, None, "")
        self._all_ns = 0
        return self._begin_passage(passage)

    def _begin_passage(self, passage: Passage) -> Commands:
        """As a step of its own."""
        self.passage, self.question, self._closed = passage, None, False
        self._step, self._at = self._new_id(), self._clock.moment()
        self._worked_ns = self._repetitions = 0
        self._answers = {}
        self._coming, self._questions = deque(passage.pieces), deque(passage.asks)
        return (ShowPassage(passage, len(self._done) + 1), *self._next_piece())

    def _next_piece(self) -> Commands:
        if not self._coming:
            closed = self._close_step()
            if self._questions:
                self.phase, self.piece = Phase.RATE, None
                return (*closed, *self._ask())
            self._over()
            return (*closed, *self._next_passage())
        piece = self._coming.popleft()
        self.piece, self.phase = piece, piece.phase
        self._began_ns = self._due_ns
        self.wake_ns = self._due_ns + piece.length_ns
        return (Cue(piece),)

    def _ask(self) -> Commands:
        self.question, self.wake_ns = self._questions[0], None
        return (Ask(self.question, lines.question(self.question)),)

    def _over(self, *, skipped: bool = False, eased: bool = False) -> None:
        assert self.passage is not None
        answers, seconds = dict(self._answers), self._all_ns / SECOND_NS
        self._done.append(Done(self.passage, answers, skipped, eased, seconds))

    def _let_go(self, now_ns: int) -> Commands:
        """Nothing holds it any more; what follows begins now."""
        if self.hold is None:
            self._count(now_ns)
        held, self.hold, self._due_ns = self.hold, None, now_ns
        return (self._notes.event(EventKind.RESUMED), Resumed()) if held is not None else ()

    def _count(self, until_ns: int) -> None:
        """Adds what was done of the present piece."""
        if self.hold is None and self._doing:
            passed_ns = max(0, until_ns - self._began_ns)
            self._worked_ns += passed_ns
            self._all_ns += passed_ns
            self._began_ns = max(self._began_ns, until_ns)

    def _close_step(self, *, skipped: bool = False, eased: bool = False) -> Commands:
        """The fact of the passage that ends now; nothing when it is a fact already."""
        if self._closed or self.passage is None:
            return ()
        self._closed = True
        self._steps += 1
        step = ActivityStep(
            id=self._step,
            session=self.session.id,
            index=self._steps - 1,
            exercise=self.passage.id,
            at=self._at,
            done_s=self._worked_ns / SECOND_NS,
            repetitions=self._repetitions,
            skipped=skipped,
            eased=eased,
        )
        return (Keep(step),)

    def _finish(self, kind: EndKind, reason: StopReason | None, note: str) -> Commands:
        self.phase, self.hold, self.wake_ns = Phase.ENDED, None, None
        self.piece, self.question = None, None
        return (self._notes.end(kind, reason, note),)
