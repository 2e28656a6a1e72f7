"""What a session is ordered to be, and what it needs from outside."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from gmi_app.clock import Clock
from gmi_app.journal import Journal
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import Picture
from gmi_app.pictures.reading import Read
from gmi_app.ui.background import Lane


@dataclass(frozen=True, slots=True)
class DrillOrder:
    """What is to be done. ``start_now``: begin with the first fixation, without asking;
    ``pain_before``: 0 to 10, None when it was not asked. ``plan_item``: what of the plan it is."""

    patient: UUID
    settings: DrillSettings
    seed: int
    start_now: bool = False
    pain_before: int | None = None
    plan_item: UUID | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What sessions need from outside. ``slept(late_ns)``: whether the computer slept since it was
    asked last, with how late a timer is; ``awake`` makes a context that keeps the display on,
    entered and left on ``awake_lane``."""

    clock: Clock
    journal: Journal
    journal_lane: Lane
    picture_lane: Lane
    awake_lane: Lane
    awake: Callable[[], AbstractContextManager[object]]
    slept: Callable[[int], bool]
    pictures: tuple[Picture, ...]
    read: Read
