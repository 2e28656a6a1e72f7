"""The facts of imagery sessions, and all of one session together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, SessionEvent, StopReason
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
class ImagerySession:
    """Written before the first line. ``screen``: width, height in pixels and scale."""

    id: UUID
    patient: UUID
    at: Moment
    settings: ImagerySettings
    program_version: str
    screen: tuple[int, int, float] = (0, 0, 1.0)
    author: str = "program"
    plan_item: UUID | None = None


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
class ImageryRecord:
    """All that is kept of one session, as corrected. ``ratings``: oldest first."""

    session: ImagerySession
    end: SessionEnd | None
    steps: tuple[ImageryStep, ...] = ()
    events: tuple[SessionEvent, ...] = ()
    ratings: tuple[Rating, ...] = ()
    someone_else: bool = False

    def rated(self, step: ImageryStep, kind: RatingKind) -> int | None:
        """The newest rating of a step; None when it was not given."""
        given = [r.value for r in self.ratings if r.step == step.id and r.kind is kind]
        return given[-1] if given else None

    def series(self, kind: RatingKind) -> tuple[int, ...]:
        """The ratings of a kind that were given for the steps, in order."""
        every = (self.rated(step, kind) for step in self.steps)
        return tuple(value for value in every if value is not None)

    def pain(self, when: When) -> int | None:
        """0 to 10 before or after; None when it was not given."""
        given = [r for r in self.ratings if r.kind is RatingKind.PAIN_NOW and r.when is when]
        return given[-1].value if given else None

    @property
    def pain_before(self) -> int | None:
        return self.pain(When.BEFORE)

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

    @property
    def completed(self) -> bool:
        return self.end is not None and self.end.kind is EndKind.COMPLETED

    @property
    def reason(self) -> StopReason | None:
        return self.end.reason if self.end is not None else None
