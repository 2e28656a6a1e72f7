"""A session: one sitting of one exercise; how it ended; what happened meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.laterality.settings import DrillSettings


class SessionKind(StrEnum):
    LATERALITY = "laterality"
    MIRROR = "mirror"
    IMAGERY = "imagery"
    DESENSITISATION = "desensitisation"
    RELAXATION = "relaxation"
    PERCEPTION = "perception"
    ACTIVITY = "activity"
    """An activity of the day that is paced."""


@dataclass(frozen=True, slots=True)
class ScreenFacts:
    """The screen that a session was shown on. ``refresh_hz`` as the system reports it;
    ``vertical_sync``: whether swaps were measured to wait for it; ``stage_grey``: #RRGGBB;
    ``picture_px``: the circle's diameter in device pixels."""

    width_px: int
    height_px: int
    scale: float
    refresh_hz: float
    vertical_sync: bool
    surface: str
    stage_grey: str
    picture_px: int


@dataclass(frozen=True, slots=True)
class Session:
    """Written before the first picture. ``seed`` makes its block again. ``plan_item``: what of the
    plan it was begun from; None for one that the person chose freely."""

    id: UUID
    patient: UUID
    kind: SessionKind
    at: Moment
    settings: DrillSettings
    seed: int
    program_version: str
    screen: ScreenFacts
    author: str = "program"
    plan_item: UUID | None = None


class EndKind(StrEnum):
    COMPLETED = "completed"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


class StopReason(StrEnum):
    """Why a person stopped; none of them is a failure."""

    TIRED = "tired"
    MORE_PAIN = "more_pain"
    NO_TIME = "no_time"
    UPSETTING = "upsetting"
    OTHER = "other"
    DIZZY = "dizzy"
    """Dizzy, sick, or a strange feeling: of the mirror."""

    @property
    def uneasy(self) -> bool:
        """Whether something gentler is called for the next time."""
        return self in (StopReason.MORE_PAIN, StopReason.UPSETTING, StopReason.DIZZY)


@dataclass(frozen=True, slots=True)
class SessionEnd:
    id: UUID
    session: UUID
    at: Moment
    kind: EndKind
    reason: StopReason | None = None
    note: str = ""


class EventKind(StrEnum):
    PAUSED = "paused"
    RESUMED = "resumed"
    PREMATURE_PRESS = "premature_press"
    MORE_PAIN = "more_pain"
    FOCUS_LOST = "focus_lost"
    SCREEN_CHANGED = "screen_changed"
    SLEPT = "slept"
    TRIAL_DISCARDED = "trial_discarded"
    CAMERA_OPENED = "camera_opened"
    CAMERA_LOST = "camera_lost"
    CAMERA_BACK = "camera_back"
    KEPT_STILL = "kept_still"
    SKIPPED = "skipped"
    REPEATED = "repeated"
    SWAPPED = "swapped"
    EASED = "eased"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class SessionEvent:
    """``detail`` is a few words for the record (the key, the stimulus that was discarded)."""

    id: UUID
    session: UUID
    at: Moment
    kind: EventKind
    detail: str = ""
