"""What the list of patients knows of each: a few figures, however long the history is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gmi_app.clock import Moment
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.suggestion import SuggestionKind

SHOWN_DAYS: Final = 14
"""Days of practice that the list shows, today included."""

READ_DAYS: Final = 14
"""Days that are read for it: pain of this week and of the one before. Ours."""

NEWEST_SETS: Final = 3
"""Newest left-right sets that are looked at."""


@dataclass(frozen=True, slots=True)
class RecentSet:
    """One of the newest left-right sets that were the patient's own. ``guessing``: it cannot be
    told from it. Pain 0 to 10, None: not said."""

    guessing: bool
    pain_before: int | None = None
    pain_after: int | None = None


@dataclass(frozen=True, slots=True)
class SideGlimpse:
    """One side of a set: a share of correct answers and a median time in seconds, None without."""

    accuracy: float | None
    median_rt_s: float | None


@dataclass(frozen=True, slots=True)
class NewestSet:
    """The figures of the newest of those sets."""

    part: BodyPart
    moving: bool
    guessing: bool
    left: SideGlimpse
    right: SideGlimpse

    def of(self, side: Side) -> SideGlimpse:
        return self.left if side is Side.LEFT else self.right


@dataclass(frozen=True, slots=True)
class Prescribed:
    """What the list needs of a plan. ``sessions``: how many are planned on each day of the week,
    Monday first. Accuracy as a share, RT in seconds."""

    stage: ItemKind
    start: date
    review: date | None
    sessions: tuple[int, int, int, int, int, int, int]
    accuracy: float
    rt_limb_s: float
    rt_trunk_s: float
    absent_days: int
    flare_rise: int

    def rt_s(self, part: BodyPart) -> float:
        """The slowest median time that meets the plan's target, in seconds."""
        return self.rt_limb_s if part.one_sided else self.rt_trunk_s

    def planned(self, day: date) -> int:
        """Sessions of that day; 0 before the plan begins."""
        return self.sessions[day.weekday()] if day >= self.start else 0


@dataclass(frozen=True, slots=True)
class Visited:
    """The newest visit: its day, the sessions that were here then, and its words."""

    day: date
    sessions: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The newest suggestion that nobody decided about yet."""

    kind: SuggestionKind
    at: Moment
    stage: ItemKind | None = None


@dataclass(frozen=True, slots=True)
class Glimpse:
    """``done``: sessions with something done, by local day, of the last ``READ_DAYS`` days.
    ``sessions``: all that are here. ``last``: the day of the newest session. ``recent``: sets,
    newest first; ``newest``: figures of the first of them. ``pain``: the 24-hour value of each day
    that has one, 0 to 10."""

    patient: Patient
    done: Mapping[date, int] = field(default_factory=dict)
    sessions: int = 0
    last: date | None = None
    recent: tuple[RecentSet, ...] = ()
    newest: NewestSet | None = None
    pain: Mapping[date, int] = field(default_factory=dict)
    plan: Prescribed | None = None
    waiting: Waiting | None = None
    visited: Visited | None = None
    archived: bool = False

    @property
    def new_sessions(self) -> int:
        """How many came since the last visit; all of them before the first one."""
        seen = self.visited.sessions if self.visited is not None else 0
        return max(0, self.sessions - seen)
