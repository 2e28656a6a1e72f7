"""The facts of sessions beside the three stages, and all of one session together."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gmi_app.activities.settings import ActivitySettings
from gmi_app.clock import Moment
from gmi_app.facts.guided import GuidedSession, Rated
from gmi_app.facts.rating import Rating, When
from gmi_app.facts.session import SessionEnd, SessionEvent, SessionKind
from gmi_app.progress.flare import FLARE_RISE, is_flare


@dataclass(frozen=True, slots=True)
class ActivitySession(GuidedSession):
    settings: ActivitySettings

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
class ActivityRecord(Rated):
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

    @property
    def pain_after(self) -> int | None:
        return self.pain(When.AFTER)

    def flared(self, rise: int = FLARE_RISE) -> bool:
        """Pain ``rise`` points or more above the start (clinical.md 5.2)."""
        return is_flare(self.pain_before, self.pain_after, rise)

    def uneasy(self, rise: int = FLARE_RISE) -> bool:
        """Whether the next time asks for something gentler."""
        return self.flared(rise) or (self.reason is not None and self.reason.uneasy)

    @property
    def done_s(self) -> float:
        """Seconds, pauses left out."""
        return sum(step.done_s for step in self.steps)

    @property
    def done(self) -> tuple[ActivityStep, ...]:
        """Passages of which something was done."""
        return tuple(s for s in self.steps if not s.skipped and (s.done_s > 0 or s.repetitions))
