"""What the facts of all guided sessions have in common: of imagined movements, the mirror, and what
goes beside the stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, StopReason


@dataclass(frozen=True, slots=True)
class GuidedSession:
    """Written before the first line or picture. ``settings``: of its kind. ``screen``: width,
    height in pixels and scale. ``plan_item``: of the plan, None when it was chosen freely."""

    id: UUID
    patient: UUID
    at: Moment
    settings: object
    program_version: str
    screen: tuple[int, int, float] = (0, 0, 1.0)
    author: str = "program"
    plan_item: UUID | None = None


class GuidedStep(Protocol):
    """One part of a session as it was done. ``exercise``: its id. ``index``: from 0, in order."""

    @property
    def id(self) -> UUID: ...
    @property
    def session(self) -> UUID: ...
    @property
    def index(self) -> int: ...
    @property
    def exercise(self) -> str: ...
    @property
    def at(self) -> Moment: ...
    @property
    def repetitions(self) -> int: ...
    @property
    def skipped(self) -> bool: ...


class Ending:
    """Of a record: how the session ended."""

    __slots__ = ()
    end: SessionEnd | None

    @property
    def completed(self) -> bool:
        return self.end is not None and self.end.kind is EndKind.COMPLETED

    @property
    def reason(self) -> StopReason | None:
        return self.end.reason if self.end is not None else None


class Rated(Ending):
    """Of a record: what was rated. ``ratings``: as corrected, oldest first."""

    __slots__ = ()
    steps: tuple[GuidedStep, ...]
    ratings: tuple[Rating, ...]

    def rated(self, step: GuidedStep, kind: RatingKind) -> int | None:
        """The newest rating of a step; None when it was not given."""
        given = [r.value for r in self.ratings if r.step == step.id and r.kind is kind]
        return given[-1] if given else None

    def series(self, kind: RatingKind) -> tuple[int, ...]:
        """The ratings of a kind that were given for the steps, in order."""
        every = (self.rated(step, kind) for step in self.steps)
        return tuple(value for value in every if value is not None)

    def pain(self, when: When) -> int | None:
        """0 to 10 before, during or after; None when it was not given."""
        given = [r for r in self.ratings if r.kind is RatingKind.PAIN_NOW and r.when is when]
        return given[-1].value if given else None

    @property
    def pain_before(self) -> int | None:
        return self.pain(When.BEFORE)
