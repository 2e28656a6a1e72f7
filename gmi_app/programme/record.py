"""What was recorded, as far as the programme looks: some weeks, never a whole history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.note import Note
from gmi_app.facts.rating import Rating
from gmi_app.facts.session import EndKind, StopReason
from gmi_app.laterality.measures import Measures
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.plan import ItemKind, PlanVersion
from gmi_app.programme.suggestion import Decided

HORIZON_DAYS: Final = 42
"""So many days before today are read, today included: the plateau rule looks furthest back, four
weeks and the week before. A plan that asks for more is read as far as it asks."""


@dataclass(frozen=True, slots=True)
class Practice:
    """One session of any kind, as corrected. ``item``: of the plan, None when chosen freely.
    ``amount``: pictures presented, else seconds worked (how often, of a paced activity that is
    counted). ``settings``, ``measures``: of left-right sets only. ``clarity``, ``feeling``:
    means of an imagery session, 1 to 5. ``realness``: of a mirror session, 0 to 10. Pain 0 to
    10, None: not said."""

    session: UUID
    kind: ItemKind
    at: Moment
    part: BodyPart | None = None
    item: UUID | None = None
    end: EndKind | None = None
    reason: StopReason | None = None
    pain_before: int | None = None
    pain_after: int | None = None
    someone_else: bool = False
    amount: int = 0
    duration_s: float = 0.0
    settings: DrillSettings | None = None
    measures: Measures | None = None
    clarity: float | None = None
    feeling: float | None = None
    realness: float | None = None

    @property
    def practised(self) -> bool:
        """Whether the patient did any of it."""
        return self.amount > 0 and not self.someone_else

    @property
    def day(self) -> date:
        """The calendar day on the person's wall clock, wherever they were."""
        return self.at.day


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that the rules look at, of one person. ``practice``: newest first, from ``since``
    on. ``ratings``: of days (pain over 24 hours, mood, sleep), as corrected, newest first.
    ``notes``: from ``since`` on, newest first; the newest of PACE notes of each item, of the
    flare-up plan, of the help contacts and of activities of the person's own however old.
    ``decided``: newest first. ``first_day``: of the very first session, None before it.
    ``last_day``: of the newest before ``since``, where nothing was practised since then.
    ``amounts_since``: of the plan's items whose pictures or seconds were changed, or that came
    later, since when they are as they are now: when that was written, or accepted here."""

    since: date
    practice: tuple[Practice, ...] = ()
    ratings: tuple[Rating, ...] = ()
    notes: tuple[Note, ...] = ()
    decided: tuple[Decided, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    amounts_since: Mapping[UUID, Moment] = field(default_factory=dict, hash=False)

    def done(self) -> Iterable[Practice]:
        """What the patient did, newest first."""
        return (practice for practice in self.practice if practice.practised)


@dataclass(frozen=True, slots=True)
class Followed:
    """A plan in force, and the record that its rules look at."""

    version: PlanVersion
    record: Record
