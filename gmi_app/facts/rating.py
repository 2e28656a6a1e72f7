"""Ratings that a person gave, and corrections that mend a mistake without rewriting the fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from gmi_app.clock import Moment


class RatingKind(StrEnum):
    PAIN_NOW = "pain_now"
    REALNESS = "realness"
    """How real a reflection felt, 0 (not at all) to 10 (like the own limb)."""


class When(StrEnum):
    """Relation to a session; ALONE is asked outside of one (on Today)."""

    BEFORE = "before"
    AFTER = "after"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Rating:
    """``value`` on the scale of its kind, 0 to 10; pain is 0 (none) to 10 (worst imaginable)."""

    id: UUID
    patient: UUID
    at: Moment
    kind: RatingKind
    value: int
    when: When
    session: UUID | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.value <= 10:
            raise ValueError("pain is rated from 0 to 10")


class CorrectionKind(StrEnum):
    RATING_VALUE = "rating_value"
    RATING_WITHDRAWN = "rating_withdrawn"
    SOMEONE_ELSE = "someone_else"
    SOMEONE_ELSE_WITHDRAWN = "someone_else_withdrawn"


@dataclass(frozen=True, slots=True)
class Correction:
    """``target`` is the rating or session that it mends. ``value``: the right value, for
    RATING_VALUE. The newest correction of a target counts."""

    id: UUID
    patient: UUID
    at: Moment
    kind: CorrectionKind
    target: UUID
    value: int | None = None
    note: str = ""
