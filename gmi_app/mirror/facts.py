"""The facts of mirror sessions. Nothing of what the camera saw is among them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.guided import Ending, GuidedSession
from gmi_app.facts.session import EventKind, SessionEnd, SessionEvent
from gmi_app.mirror.exercises import Rung, exercise, rung_of
from gmi_app.mirror.settings import MirrorSettings

WATCH_STEP = "watch"
WIND_DOWN_STEP = "wind_down"


@dataclass(frozen=True, slots=True)
class MirrorSession(GuidedSession):
    settings: MirrorSettings


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise of a session as it was done. ``exercise``: an id of the ladder, or ``watch`` or
    ``wind_down``. ``watched_s``: seconds, pauses left out. ``movement``: mean share of changed
    pixels on the healthy side, 0 to 1; None where it was not measured."""

    id: UUID
    session: UUID
    index: int
    exercise: str
    at: Moment
    watched_s: float
    repetitions: int = 0
    skipped: bool = False
    movement: float | None = None


@dataclass(frozen=True, slots=True)
class MirrorRecord(Ending):
    """All that is kept of one session, as corrected. Pain and realness 0 to 10, None: not said."""

    session: MirrorSession
    end: SessionEnd | None
    steps: tuple[Step, ...] = ()
    events: tuple[SessionEvent, ...] = ()
    pain_before: int | None = None
    pain_after: int | None = None
    realness: int | None = None
    someone_else: bool = False

    @property
    def watched_s(self) -> float:
        """Seconds, pauses left out."""
        return sum(step.watched_s for step in self.steps)

    @property
    def done(self) -> tuple[Step, ...]:
        """Exercises of the ladder that were done at least once, and not skipped."""
        return tuple(
            s for s in self.steps if exercise(s.exercise) and s.repetitions and not s.skipped
        )

    @property
    def rung(self) -> Rung:
        """The highest rung that the session was made for."""
        return rung_of(self.session.settings.exercises)

    @property
    def pauses(self) -> int:
        return sum(event.kind is EventKind.PAUSED for event in self.events)

    @property
    def note(self) -> str:
        """What the person wrote last."""
        notes = [event.detail for event in self.events if event.kind is EventKind.NOTE]
        return notes[-1] if notes else ""
