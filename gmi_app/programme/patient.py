"""A patient: a person who exercises. Everything but the id is optional and may change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.pictures.model import BodyPart, Side


class AffectedSide(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def healthy(self) -> Side | None:
        """The healthy side; there is none when both hurt."""
        match self:
            case AffectedSide.LEFT:
                return Side.RIGHT
            case AffectedSide.RIGHT:
                return Side.LEFT
            case _:
                return None


class Handedness(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class AgeBand(StrEnum):
    UNDER_16 = "under_16"
    FROM_16 = "16_39"
    FROM_40 = "40_64"
    FROM_65 = "65_plus"


@dataclass(frozen=True, slots=True)
class PinHash:
    """A salted scrypt hash, hex; the PIN itself is never kept."""

    salt: str
    hash: str


@dataclass(frozen=True, slots=True)
class Patient:
    """The newest version of one patient's record.

    ``at`` dates this version. ``name`` is a name or a code, and may be empty.
    ``part`` is the body part that hurts. ``pin`` is None when there is none.
    """

    id: UUID
    at: Moment
    name: str = ""
    affected: AffectedSide | None = None
    part: BodyPart | None = None
    handedness: Handedness | None = None
    age_band: AgeBand | None = None
    pin: PinHash | None = None
    simulated: bool = False
