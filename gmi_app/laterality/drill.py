"""The drill: a laterality session as a pure state machine.

Times and events go in, commands come out; it draws nothing, waits for nothing and writes nothing.

    ready -> fixation -> picture -> gap -> fixation -> ... -> ended
                (paused from any of them, and back to fixation)

The next picture waits until the trial before it is durable (``stored``).
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from uuid import UUID, uuid4

from gmi_app.clock import Clock
from gmi_app.facts.session import (
    EndKind,
    EventKind,
    Session,
    SessionEnd,
    SessionEvent,
    StopReason,
)
from gmi_app.laterality.block import Block, with_later
from gmi_app.laterality.trial import Onset, Outcome, Playback, Press, Trial
from gmi_app.pictures.model import Stimulus

SECOND_NS = 1_000_000_000
FIXATION_NS = (600_000_000, 1_000_000_000)
"""The cross stands for 0.6 to 1.0 s, jittered, so that the picture cannot be anticipated."""
GAP_NS = 400_000_000
FEEDBACK_NS = 900_000_000
TIME_OUT_GRACE_NS = 40_000_000
"""A press made in time may be handled a little late: the time-out waits for it this long."""


class Phase(Enum):
    READY = auto()
    FIXATION = auto()
    PICTURE = auto()
    GAP = auto()
    PAUSED = auto()
    ENDED = auto()


# ---- commands
@dataclass(frozen=True, slots=True)
class ShowReady:
    """Say that it begins; wait for the person. ``after_practice``: the practice is over."""

    after_practice: bool


@dataclass(frozen=True, slots=True)
class ShowFixation:
    """The cross; nothing of the next picture yet."""


@dataclass(frozen=True, slots=True)
class ShowPicture:
    """Show this now and answer with ``shown(onset)``."""

    stimulus: Stimulus


@dataclass(frozen=True, slots=True)
class ShowGap:
    """Nothing; or, with ``outcome``, whether that was right."""

    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class ShowPaused:
    """Hide the picture and offer to go on or to stop."""

    why: EventKind
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Keep:
    """Make this fact durable and answer with ``stored`` or ``not_stored``."""

    fact: Trial | SessionEvent


@dataclass(frozen=True, slots=True)
class Ended:
    """Make the end durable; nothing comes after it."""

    end: SessionEnd


Fact = Trial | SessionEvent
Command = ShowReady | ShowFixation | ShowPicture | ShowGap | ShowPaused | Keep | Ended
Commands = tuple[Command, ...]


class Drill:
    """One session. After every call read ``wake_ns``: when to call ``due`` (None: never).

    ``now_ns`` is monotonic. Calls that make no sense in the present phase change nothing.
    """

    def __init__(
        self,
        session: Session,
        block: Block,
        clock: Clock,
        new_id: Callable[[], UUID] = uuid4,
    ) -> None:
        self.session = session
        self.phase = Phase.READY
        self.wake_ns: int | None = None
        self.answered = 0
        """Trials recorded so far, practice included."""
        self._clock = clock
        self._new_id = new_id
        self._random = random.Random(session.seed ^ 0x5EED)
        self._practice = deque(block.practice)
        self._rest = deque(block.stimuli)
        self._present: Stimulus | None = None
        self._present_is_practice = False
        self._onset: Onset | None = None
        self._playback: Playback | None = None
        self._unstored: dict[UUID, Fact] = {}
        self._gap_over = False
        self._past: deque[Stimulus] = deque(maxlen=3)

    @property
    def total(self) -> int:
        """Trials in all, practice included, those still to come among them."""
        return self.answered + len(self._practice) + len(self._rest) + (self._present is not None)

    @property
    def durable(self) -> int:
        """Trials that are known to be kept."""
        return self.answered - sum(isinstance(fact, Trial) for fact in self._unstored.values())

    @property
    def presented(self) -> Stimulus | None:
        """The stimulus that is on the screen, from the moment of its onset."""
        return self._present if self._onset is not None else None

    @property
    def upcoming(self) -> tuple[Stimulus, ...]:
        """What is still to be presented, in order; not the one that is shown."""
        return (*self._practice, *self._rest)

    # ---- what happens
    def ready(self) -> Commands:
        """The first command, when the person is to say that they are ready."""
        return (ShowReady(after_practice=False),) if self.phase is Phase.READY else ()

    def begin(self, now_ns: int) -> Commands:
        """The person is ready (also after the practice)."""
        return self._fixation(now_ns) if self.phase is Phase.READY else ()

    def due(self, now_ns: int) -> Commands:
        """``wake_ns`` has come."""
        if self.wake_ns is None or now_ns < self.wake_ns:
            return ()
        match self.phase:
            case Phase.FIXATION:
                self.phase, self.wake_ns = Phase.PICTURE, None
                queue = self._practice or self._rest
                self._present, self._onset = queue.popleft(), None
                self._present_is_practice = queue is self._practice
                return (ShowPicture(self._present),)
            case Phase.PICTURE:
                return self._record(None)
            case Phase.GAP:
                self._gap_over, self.wake_ns = True, None
                return self._after_gap(now_ns)
            case _:
                return ()

    def shown(self, onset: Onset) -> Commands:
        """The picture reached the screen."""
        if self.phase is Phase.PICTURE and self._present is not None:
            self._onset, self._playback = onset, None
            if self.session.settings.limit_s is not None:
                limit = round(self.session.settings.limit_s * SECOND_NS)
                self.wake_ns = self._clock.now_ns() + limit + TIME_OUT_GRACE_NS
        return ()

    def played(self, playback: Playback) -> None:
        """How the clip that is shown has gone so far; say it before what may end the trial."""
        if self.presented is not None:
            self._playback = playback

    def not_shown(self, now_ns: int) -> Commands:
        """The picture cannot be shown (its file is damaged): it is left out, and the next comes."""
        if self.phase is not Phase.PICTURE or self._present is None:
            return ()
        left_out = self._event(EventKind.TRIAL_DISCARDED, f"damaged {self._present.picture.file}")
        self._present = self._onset = None
        self.phase, self._gap_over = Phase.GAP, True
        return (left_out, *self._after_gap(now_ns))

    def press(self, press: Press) -> Commands:
        """An answer was given; auto-repeats of a held key must not come here."""
        if self.phase is Phase.PICTURE and self._onset is not None:
            if press.time_ns >= self._onset.painted_ns:
                return self._record(press)
        elif self.phase not in (Phase.FIXATION, Phase.GAP):
            return ()
        where = self.phase.name.lower()
        return (self._event(EventKind.PREMATURE_PRESS, f"{press.side} in {where}"),)

    def stored(self, fact: UUID, now_ns: int) -> Commands:
        """The fact with this id is durable."""
        self._unstored.pop(fact, None)
        return self._after_gap(now_ns) if self.phase is Phase.GAP else ()

    def not_stored(self, sentence: str) -> Commands:
        """Keeping a fact failed; it is tried again when the person goes on."""
        if self.phase is Phase.ENDED:
            return ()
        self.phase, self.wake_ns = Phase.PAUSED, None
        requeued = self._requeue()
        return (*requeued, ShowPaused(EventKind.PAUSED, sentence))

    def pause(self, why: EventKind = EventKind.PAUSED) -> Commands:
        """A picture that is shown is discarded and comes again later."""
        if self.phase in (Phase.READY, Phase.PAUSED, Phase.ENDED):
            return ()
        noted = self._event(why)
        requeued = self._requeue()
        self.phase, self.wake_ns = Phase.PAUSED, None
        return (noted, *requeued, ShowPaused(why))

    def more_pain(self) -> Commands:
        """One press: noted, and the drill waits."""
        if self.phase is Phase.ENDED:
            return ()
        noted = self._event(EventKind.MORE_PAIN)
        requeued = self._requeue()
        self.phase, self.wake_ns = Phase.PAUSED, None
        return (noted, *requeued, ShowPaused(EventKind.MORE_PAIN))

    def resume(self, now_ns: int) -> Commands:
        """Goes on with a new fixation; facts that could not be kept are tried again."""
        if self.phase is not Phase.PAUSED:
            return ()
        again = self._keep_again()
        resumed = self._event(EventKind.RESUMED)
        if not self._practice and not self._rest:
            self.phase, self._gap_over = Phase.GAP, True
            return (resumed, *again, *self._after_gap(now_ns))
        return (resumed, *again, *self._fixation(now_ns))

    def stop(self, reason: StopReason | None = None, note: str = "") -> Commands:
        """Ends it here; every answered trial is kept."""
        return () if self.phase is Phase.ENDED else self._end(EndKind.STOPPED, reason, note)

    # ---- how
    def _fixation(self, now_ns: int) -> Commands:
        self.phase = Phase.FIXATION
        self.wake_ns = now_ns + self._random.randint(*FIXATION_NS)
        return (ShowFixation(),)

    def _record(self, press: Press | None) -> Commands:
        assert self._present is not None
        assert self._onset is not None
        settings = self.session.settings
        if press is not None and settings.limit_s is not None:
            late = press.time_ns - self._onset.onset_ns > settings.limit_s * SECOND_NS
            press = None if late else press
        practice = self._present_is_practice
        trial = Trial(
            id=self._new_id(),
            session=self.session.id,
            index=self.answered,
            at=self._clock.moment(),
            stimulus=self._present,
            onset=self._onset,
            press=press,
            practice=practice,
            task=settings.task,
            playback=self._playback,
        )
        self.answered += 1
        self._past.append(self._present)
        self._present = self._onset = None
        told = settings.feedback or practice
        self.phase, self._gap_over = Phase.GAP, False
        self.wake_ns = self._clock.now_ns() + (FEEDBACK_NS if told else GAP_NS)
        return (ShowGap(trial.outcome if told else None), self._keep(trial))

    def _after_gap(self, now_ns: int) -> Commands:
        if not self._gap_over or self._unstored:
            return ()
        if self._practice:
            return self._fixation(now_ns)
        if not self._rest:
            return self._end(EndKind.COMPLETED, None, "")
        if self._practice_just_ended():
            self.phase = Phase.READY
            return (ShowReady(after_practice=True),)
        return self._fixation(now_ns)

    def _practice_just_ended(self) -> bool:
        return 0 < self.answered == self.session.settings.practice

    def _requeue(self) -> Commands:
        """Puts the picture that is shown back among those to come."""
        if self._present is None:
            return ()
        queue = self._practice if self._present_is_practice else self._rest
        again = with_later(
            list(queue),
            self._present,
            self._random,
            before=tuple(self._past),
            task=self.session.settings.task,
        )
        queue.clear()
        queue.extend(again)
        discarded = self._event(EventKind.TRIAL_DISCARDED, self._present.picture.file)
        self._present = self._onset = None
        return (discarded,)

    def _event(self, kind: EventKind, detail: str = "") -> Keep:
        moment = self._clock.moment()
        return self._keep(SessionEvent(self._new_id(), self.session.id, moment, kind, detail))

    def _keep(self, fact: Fact) -> Keep:
        self._unstored[fact.id] = fact
        return Keep(fact)

    def _keep_again(self) -> Commands:
        """What is not known to be durable; keeping a fact twice keeps it once."""
        return tuple(Keep(fact) for fact in self._unstored.values())

    def _end(self, kind: EndKind, reason: StopReason | None, note: str) -> Commands:
        self.phase, self.wake_ns = Phase.ENDED, None
        again = self._keep_again()
        moment = self._clock.moment()
        return (
            *again,
            Ended(SessionEnd(self._new_id(), self.session.id, moment, kind, reason, note)),
        )
