"""Ratings that a person gave, and corrections that mend a mistake without rewriting the fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from gmi_app.clock import Moment


class RatingKind(StrEnum):
    PAIN_NOW = "pain_now"
    PAIN_24H = "pain_24h"
    """The average over the past 24 hours, asked once a day, 0 to 10 (clinical.md 5.1)."""
    MOOD = "mood"
    """Of the day, 1 (very low) to 5 (very good)."""
    SLEEP = "sleep"
    """Of the last night, 1 (very bad) to 5 (very good)."""
    REALNESS = "realness"
    """How real a reflection felt, 0 (not at all) to 10 (like the own limb)."""
    CLARITY = "clarity"
    """How clearly a movement was imagined, 1 (hardly) to 5."""
    FEELING = "feeling"
    """How well it was felt, 1 (hardly) to 5."""
    MOVED = "moved"
    """Whether the limb moved or tensed meanwhile, 0 or 1."""
    COMFORT = "comfort"
    """How comfortable a touch was, 1 (not at all) to 5 (quite)."""
    CALM = "calm"
    """How calm the body is after relaxing, 1 (not at all) to 5 (very)."""
    NOTICED = "noticed"
    """How clearly a part of the body was noticed, 1 (hardly) to 5 (as clear as any)."""
    LOCATED = "located"
    """Whether a touch was where it was thought to be: 0 elsewhere, 1 nearly, 2 just there."""
    HOW_WELL = "how_well"
    """How well an activity could be done, 0 (not at all) to 10 (as I would like to)."""

    @property
    def scale(self) -> tuple[int, int]:
        """The lowest and the highest value."""
        match self:
            case RatingKind.CLARITY | RatingKind.FEELING | RatingKind.MOOD | RatingKind.SLEEP:
                return 1, 5
            case RatingKind.COMFORT | RatingKind.CALM | RatingKind.NOTICED:
                return 1, 5
            case RatingKind.LOCATED:
                return 0, 2
            case RatingKind.MOVED:
                return 0, 1
            case _:
                return 0, 10


OF_DAYS: Final = (RatingKind.PAIN_24H, RatingKind.MOOD, RatingKind.SLEEP)
"""What is asked once a day."""


class When(StrEnum):
    """Relation to a session; ALONE is asked outside of one (on Today), DURING after a step."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Rating:
    """``value`` on the scale of its kind; pain is 0 (none) to 10 (worst imaginable). ``step``: the
    exercise of the session that it is about, None for the session as a whole. ``day``: the local
    day that it is about, for what is asked once a day; the newest of a day counts."""

    id: UUID
    patient: UUID
    at: Moment
    kind: RatingKind
    value: int
    when: When
    session: UUID | None = None
    step: UUID | None = None
    day: date | None = None

    def __post_init__(self) -> None:
        low, high = self.kind.scale
        if not low <= self.value <= high:
            raise ValueError(f"{self.kind} is rated from {low} to {high}")


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
