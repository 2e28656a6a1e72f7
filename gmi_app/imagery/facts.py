"""The facts of imagery sessions, and all of one session together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.guided import GuidedSession, Rated
from gmi_app.facts.rating import Rating, When
from gmi_app.facts.session import SessionEnd, SessionEvent
from gmi_app.imagery.settings import ImagerySettings


class Easing(IntEnum):
    """How an exercise was made easier (clinical.md 5.6)."""

    NONE = 0
    SMALLER = 1
    """Smaller and slower."""
    EASIER = 2
    """The easier exercise that it names."""
    DISTANT = 3
    """A body part further away."""


@dataclass(frozen=True, slots=True)
class ImagerySession(GuidedSession):
    settings: ImagerySettings


@dataclass(frozen=True, slots=True)
class ImageryStep:
    """One exercise as it was done. ``imagined_s``: seconds, pauses left out. ``repetitions``: whole
    ones. ``timings_s``: how long each imagined movement took by the person's own presses, empty
    without chronometry."""

    id: UUID
    session: UUID
    index: int
    exercise: str
    at: Moment
    imagined_s: float
    repetitions: int = 0
    eased: Easing = Easing.NONE
    skipped: bool = False
    timings_s: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageryRecord(Rated):
    """All that is kept of one session, as corrected. ``ratings``: oldest first."""

    session: ImagerySession
    end: SessionEnd | None
    steps: tuple[ImageryStep, ...] = ()
    events: tuple[SessionEvent, ...] = ()
    ratings: tuple[Rating, ...] = ()
    someone_else: bool = False

    @property
    def pain_after(self) -> int | None:
        """What was said after the session, else after its last exercise."""
        after = self.pain(When.AFTER)
        return after if after is not None else self.pain(When.DURING)

    @property
    def imagined_s(self) -> float:
        """Seconds, pauses left out."""
        return sum(step.imagined_s for step in self.steps)

    @property
    def done(self) -> tuple[ImageryStep, ...]:
        """Exercises that were imagined at least once, and not skipped."""
        return tuple(step for step in self.steps if step.repetitions and not step.skipped)
