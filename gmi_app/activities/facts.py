"""The facts of sessions beside the three stages, and all of one session together."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gmi_app.activities.settings import ActivitySettings
from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, SessionEvent, SessionKind, StopReason
from gmi_app.progress.flare import is_flare


@dataclass(frozen=True, slots=True)
class ActivitySession:
    """Written before the first line. ``screen``: width, height in pixels and scale. ``plan_item``:
    of the plan, None when it was chosen freely."""

    id: UUID
    patient: UUID
    at: Moment
    settings: ActivitySettings
    program_version: str
    screen: tuple[int, int, float] = (0, 0, 1.0)
    author: str = "program"
    plan_item: UUID | None = None

    @property
    def kind(self) -> SessionKind:
        return self.settings.kind


@dataclass(frozen=True, slots=True)
class ActivityStep:
    """One passage as it was done. ``exercise``: its id. ``done_s``: seconds, pauses left out.
    ``repetitions``: breaths, or how often a paced activity was done. ``eased``: made easier."""

    id: UUID
    session: UUID
    index: int
    exercise: str
    at: Moment
    done_s: float
    repetitions: int = 0
    skipped: bool = False
    eased: bool = False


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """All that is kept of one session, as corrected. ``ratings``: oldest first."""

    session: ActivitySession
    end: SessionEnd | None
    steps: tuple[ActivityStep, ...] = ()
    events: tuple[SessionEvent, ...] = ()
    ratings: tuple[Rating, ...] = ()
    someone_else: bool = False

    @property
    def kind(self) -> SessionKind:
        return self.session.kind

    def rated(self, step: ActivityStep, kind: RatingKind) -> int | None:
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
        return self.pain(When.AFTER)

    @property
    def flared(self) -> bool:
        """Pain 2 or more above the start (clinical.md 5.2)."""
        return is_flare(self.pain_before, self.pain_after)

    @property
    def uneasy(self) -> bool:
        """Whether the next time asks for something gentler."""
        return self.flared or (self.reason is not None and self.reason.uneasy)

    @property
    def done_s(self) -> float:
        """Seconds, pauses left out."""
        return sum(step.done_s for step in self.steps)

    @property
    def done(self) -> tuple[ActivityStep, ...]:
        """Passages of which something was done."""
        return tuple(s for s in self.steps if not s.skipped and (s.done_s > 0 or s.repetitions))

    @property
    def completed(self) -> bool:
        return self.end is not None and self.end.kind is EndKind.COMPLETED

    @property
    def reason(self) -> StopReason | None:
        return self.end.reason if self.end is not None else None
