"""An activity that matters to a person, and how much of it is planned at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self
from uuid import UUID

LONGEST_NAME: Final = 60
MOST: Final = 600


class Unit(StrEnum):
    """How an activity is counted."""

    MINUTES = "minutes"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class ActivityGoal:
    """``goal`` stays the same when the rest changes; the newest counts. ``name``: in own words, 1
    to 60 letters. ``baseline``: what can be done on most days without a flare-up; ``amount``: what
    is planned now; ``step``: how much it grows at a time. All three 1 to 600 of ``unit``. Not
    ``active``: put away. Other values raise ValueError."""

    goal: UUID
    name: str
    unit: Unit
    baseline: int
    amount: int
    step: int = 1
    active: bool = True

    def __post_init__(self) -> None:
        if not 1 <= len(self.name.strip()) <= LONGEST_NAME:
            raise ValueError(f"a name has 1 to {LONGEST_NAME} letters")
        for number in (self.baseline, self.amount, self.step):
            if type(number) is not int or not 1 <= number <= MOST:
                raise ValueError(f"an amount is a whole number from 1 to {MOST}")

    def values(self) -> dict[str, Any]:
        return {
            "goal": str(self.goal),
            "name": self.name,
            "unit": self.unit.value,
            "baseline": self.baseline,
            "amount": self.amount,
            "step": self.step,
            "active": self.active,
        }

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        if not isinstance(values["active"], bool) or not isinstance(values["name"], str):
            raise TypeError("active or not, and a name in words")
        return cls(
            UUID(values["goal"]),
            values["name"],
            Unit(values["unit"]),
            values["baseline"],
            values["amount"],
            values["step"],
            values["active"],
        )
