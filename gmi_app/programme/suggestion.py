"""What the program suggests, why in numbers, and what a person decided. Never automatic."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.pictures.model import Side
from gmi_app.programme.plan import ItemKind


class SuggestionKind(StrEnum):
    PAUSE = "pause"
    STEP_BACK = "step_back"
    TALK = "talk"
    CHECK_UP = "check_up"
    CONTINUE = "continue"
    NEXT_LEVEL = "next_level"
    NEXT_STAGE = "next_stage"

    @property
    def rank(self) -> int:
        """From the most careful, 0, to the furthest forward."""
        return list(SuggestionKind).index(self)

    @property
    def forward(self) -> bool:
        return self in (SuggestionKind.NEXT_LEVEL, SuggestionKind.NEXT_STAGE)

    @property
    def to_decide(self) -> bool:
        """Whether there is something to accept or decline."""
        return self is not SuggestionKind.CONTINUE


class LevelChange(StrEnum):
    """Inside a stage, easiest first (clinical.md 4)."""

    COUNT = "count"
    LIMIT = "limit"
    CONTEXT = "context"
    ROTATION = "rotation"
    MOVING = "moving"
    SESSIONS = "sessions"
    """Fewer a day, where the level has nothing left to ease."""
    DOSE = "dose"
    """Shorter ones, where there is one a day."""


class ReasonKind(StrEnum):
    """``value`` against ``limit`` unless it says otherwise."""

    ACCURACY = "accuracy"  # share, of ``side``
    SURE = "sure"  # share, of ``side``, at the goal, beside; limit: from where on surely
    RT = "rt"  # seconds, of ``side``
    PRACTICE_DAYS = "practice_days"  # beside: days that are looked at
    TRIALS = "trials"  # of ``side``
    STAGE_DAYS = "stage_days"
    CLARITY = "clarity"
    NO_FLARE = "no_flare"  # value: days without one that were looked at
    FLARE_SESSION = "flare_session"  # value: points that pain rose by
    FLARE_DAY = "flare_day"  # value: points above the median of the days before
    FLARE_SAID = "flare_said"
    FLARES_IN_A_ROW = "flares_in_a_row"
    FLARE_DAYS = "flare_days"  # beside: days that are looked at
    LOW_ACCURACY_DAYS = "low_accuracy_days"
    AWAY = "away"  # value: days since the last practice
    GUESSING = "guessing"  # value: p of the test
    LEVEL_DAYS = "level_days"
    PLATEAU = "plateau"  # value: days
    NOTHING_EASIER = "nothing_easier"
    LAST_STAGE = "last_stage"
    PAUSED = "paused"
    NEW = "new"
    DECIDED = "decided"
    """There was such a suggestion a short while ago; value: days ago."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in numbers. ``exercise``: which kind of exercise it is about. ``beside``: a third
    figure of some kinds; None where nobody noted it."""

    kind: ReasonKind
    value: float | None = None
    limit: float | None = None
    side: Side | None = None
    exercise: ItemKind | None = None
    beside: float | None = None

    def values(self) -> dict[str, Any]:
        values = {
            "kind": self.kind.value,
            "value": self.value,
            "limit": self.limit,
            "side": self.side and self.side.value,
            "exercise": self.exercise and self.exercise.value,
        }
        return values if self.beside is None else {**values, "beside": self.beside}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        side, exercise = values["side"], values["exercise"]
        return cls(
            ReasonKind(values["kind"]),
            values["value"],
            values["limit"],
            None if side is None else Side(side),
            None if exercise is None else ItemKind(exercise),
            values.get("beside"),
        )


@dataclass(frozen=True, slots=True)
class Advice:
    """What the rule says. ``item``: the item of the plan that it is about. ``stage``: of NEXT_STAGE
    and a step back to an earlier stage. ``change``: of NEXT_LEVEL and of a step back in a level."""

    kind: SuggestionKind
    reasons: tuple[Reason, ...] = ()
    item: UUID | None = None
    stage: ItemKind | None = None
    change: LevelChange | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An advice as it was shown. ``plan_version``: the version it was made from."""

    id: UUID
    patient: UUID
    at: Moment
    advice: Advice
    plan_version: UUID | None = None
    author: str = "program"


class DecisionKind(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Decision:
    """``note``: why, in own words. ``author``: who decided."""

    id: UUID
    patient: UUID
    at: Moment
    suggestion: UUID
    kind: DecisionKind
    note: str = ""
    author: str = "patient"


@dataclass(frozen=True, slots=True)
class Decided:
    """A suggestion with the newest decision about it; None while it is open."""

    suggestion: Suggestion
    decision: Decision | None = None


def advice_text(advice: Advice) -> str:
    """As it is stored, without the kind, which has a column of its own."""
    values = {
        "reasons": [reason.values() for reason in advice.reasons],
        "item": None if advice.item is None else str(advice.item),
        "stage": advice.stage and advice.stage.value,
        "change": advice.change and advice.change.value,
    }
    return json.dumps(values, separators=(",", ":"))


def advice_of(kind: str, text: str) -> Advice:
    """Raises ValueError, KeyError or TypeError for what ``advice_text`` did not write."""
    values = json.loads(text)
    item, stage, change = values["item"], values["stage"], values["change"]
    return Advice(
        SuggestionKind(kind),
        tuple(Reason.of(each) for each in values["reasons"]),
        None if item is None else UUID(item),
        None if stage is None else ItemKind(stage),
        None if change is None else LevelChange(change),
    )
