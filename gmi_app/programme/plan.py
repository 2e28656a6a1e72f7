"""A plan: what is prescribed to one person. A chain of versions; none is ever changed.

A plan is made whole or not at all: an impossible one raises ``PlanError`` with the list of all that
is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Final
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.errors import UsageError
from gmi_app.facts.note import Contact, FlarePlan
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.thresholds import Thresholds

HALF_A_MINUTE_S: Final = 30
"""What sessions of imagined movements and the mirror grow by: a step of pacing."""
EVERY_DAY: Final = (0, 1, 2, 3, 4, 5, 6)
"""Days of the week, 0 for Monday."""


class PlanError(UsageError):
    """A plan that cannot be. ``problems``: all that is wrong, a sentence each."""

    def __init__(self, sentence: str, problems: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.problems = problems


class ItemKind(StrEnum):
    """The words are those of ``SessionKind``."""

    LATERALITY = "laterality"
    IMAGERY = "imagery"
    MIRROR = "mirror"
    DESENSITISATION = "desensitisation"
    RELAXATION = "relaxation"
    PERCEPTION = "perception"
    ACTIVITY = "activity"

    @property
    def staged(self) -> bool:
        """Whether it is one of the three stages; the others go beside them."""
        return self in STAGES


STAGES: Final = (ItemKind.LATERALITY, ItemKind.IMAGERY, ItemKind.MIRROR)


@dataclass(frozen=True, slots=True)
class LateralityItem:
    """``settings``: a set as it is now. The others limit what a next level may ask for: the sets of
    pictures, turned ones, moving ones, the shortest limit in seconds (None: never a limit)."""

    settings: DrillSettings = field(default_factory=DrillSettings)
    sets: tuple[PictureSet, ...] = (PictureSet.PLAIN, PictureSet.CONTEXT, PictureSet.BUSY)
    turned: bool = True
    moving: bool = False
    shortest_limit_s: float | None = 5.0

    @property
    def part(self) -> BodyPart:
        return self.settings.part

    @property
    def amount(self) -> int:
        """Pictures in a set."""
        return self.settings.count

    @property
    def level(self) -> int | None:
        """Its levels are those of the settings; there is no ladder."""
        return None


@dataclass(frozen=True, slots=True)
class TimedItem:
    """Imagery, mirror and home activities. ``seconds`` of a session. ``level``: the highest rung
    of the ladder (imagery 1 to 6, mirror 0 to 4); None: as the person goes along. ``what``: in own
    words (a texture, the name of an activity)."""

    part: BodyPart = BodyPart.HAND
    seconds: int = 300
    level: int | None = None
    what: str = ""

    @property
    def amount(self) -> int:
        return self.seconds


def half_minutes(seconds: float) -> float:
    """Whole and half minutes, as sessions are given in: never more than ``seconds``, at least one.
    Whole ones are whole numbers, and so read."""
    halves = max(2, int(seconds // HALF_A_MINUTE_S))
    return halves / 2 if halves % 2 else halves // 2


@dataclass(frozen=True, slots=True)
class PlanItem:
    """``id`` stays the same in every version. ``per_day``: sessions on each of ``days``.
    ``at``: local wall-clock times; empty: spread over the day. ``most_per_day``: the cap, "enough
    for now" after it. ``paced``: the amount grows in small steps up to ``most_amount`` (pictures or
    seconds). ``paused``: rests after flares until somebody takes it up again."""

    id: UUID
    kind: ItemKind
    what: LateralityItem | TimedItem
    per_day: int = 1
    most_per_day: int = 3
    days: tuple[int, ...] = EVERY_DAY
    at: tuple[time, ...] = ()
    paced: bool = True
    most_amount: int = 40
    paused: bool = False

    @property
    def part(self) -> BodyPart:
        return self.what.part

    @property
    def counts_pictures(self) -> bool:
        """Whether amounts are pictures; else they are seconds."""
        return self.kind is ItemKind.LATERALITY


@dataclass(frozen=True, slots=True)
class Plan:
    """What a version says. ``stage``: which of the three is practised now, since ``stage_since``.
    ``opened``: stages that somebody opened though the one before is not met. ``most_s_per_day``:
    the cap of everything together, in seconds. ``day_from``/``day_to``: what is spread over the day
    lies between them. ``name``: of the ready-made plan it came from, or the author's own."""

    items: tuple[PlanItem, ...]
    start: date
    stage_since: date
    stage: ItemKind = ItemKind.LATERALITY
    review: date | None = None
    name: str = ""
    affected: AffectedSide | None = None
    parts: tuple[BodyPart, ...] = (BodyPart.HAND,)
    opened: tuple[ItemKind, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    most_s_per_day: int = 3600
    day_from: time = time(8)
    day_to: time = time(20)
    note_to_patient: str = ""
    therapist: Contact = field(default_factory=Contact)
    help_contacts: tuple[Contact, ...] = ()
    flare_plan: FlarePlan = field(default_factory=FlarePlan)

    def __post_init__(self) -> None:
        from gmi_app.programme.plan_check import refuse_impossible

        refuse_impossible(self)

    def item(self, identity: UUID | None) -> PlanItem | None:
        return next((item for item in self.items if item.id == identity), None)

    def highest(self, kind: ItemKind, part: BodyPart) -> int | None:
        """The rung that the plan ends the ladder of an exercise at; None: nowhere."""
        return next((i.what.level for i in self.of_kind(kind) if i.part is part), None)

    def part_of(self, kind: str) -> BodyPart | None:
        """The part of the first exercise of a kind; None without one. ``kind``: an ItemKind's
        value."""
        return next((item.part for item in self.items if item.kind == kind), None)

    def of_kind(self, kind: ItemKind) -> tuple[PlanItem, ...]:
        return tuple(item for item in self.items if item.kind is kind)

    @property
    def main_part(self) -> BodyPart:
        """The part of the first left-right item, else the first that is named."""
        sets = self.of_kind(ItemKind.LATERALITY)
        return sets[0].part if sets else self.parts[0]

    @property
    def stages(self) -> tuple[ItemKind, ...]:
        """Those of the three that the plan has something for, in their order."""
        return tuple(stage for stage in STAGES if self.of_kind(stage))

    @property
    def next_stage(self) -> ItemKind | None:
        """What comes after the present stage; None for the last one."""
        later = STAGES[STAGES.index(self.stage) + 1 :]
        return next((stage for stage in later if stage in self.stages), None)

    @property
    def stage_before(self) -> ItemKind | None:
        earlier = STAGES[: STAGES.index(self.stage)]
        return next((stage for stage in reversed(earlier) if stage in self.stages), None)

    @property
    def active(self) -> tuple[PlanItem, ...]:
        """What is practised now: the present stage, and what goes beside the stages."""
        return tuple(i for i in self.items if i.kind is self.stage or not i.kind.staged)

    def with_item(self, changed: PlanItem) -> Plan:
        """The same plan with the item of that id changed."""
        items = tuple(changed if item.id == changed.id else item for item in self.items)
        return replace(self, items=items)


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """``parent``: the version that this one changes, None for the first. ``author``: who wrote it
    ("patient", "program" for a ready-made one, else a name). ``signature``: of a clinician's plan
    that came as a file."""

    id: UUID
    patient: UUID
    at: Moment
    plan: Plan
    author: str = "patient"
    parent: UUID | None = None
    signature: str | None = None


TURNED: Final = FOUR_ANGLES
"""The angles of a level with turned pictures."""
