"""What an imagery session is ordered to be, and what it needs from outside."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QImage

from gmi_app.clock import Clock
from gmi_app.imagery.exercise import Exercise, Ladder
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.journal import Journal
from gmi_app.pictures.model import Side
from gmi_app.progress.flare import FLARE_RISE
from gmi_app.ui.background import Lane


class Spoken(Protocol):
    """A voice that may be silent from the start, or be lost on the way; see devices/speaking.py."""

    @property
    def speaks(self) -> bool: ...

    @property
    def lost(self) -> SignalInstance: ...

    def voices(self) -> list[str]: ...

    def say(self, words: str) -> None: ...

    def stop(self) -> None: ...

    def close(self) -> None: ...


class Sounds(Protocol):
    def play(self, name: str) -> None:
        """One of begin, go, back, rest."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ImageryOrder:
    """What is to be done. ``pain_before`` None: it was not asked. ``start_now``: without asking.
    ``plan_item``: of the plan that it is for. ``flare_rise``: what is a flare, in points."""

    patient: UUID
    settings: ImagerySettings
    exercises: tuple[Exercise, ...]
    ladder: Ladder
    pain_before: int | None = None
    start_now: bool = False
    plan_item: UUID | None = None
    flare_rise: int = FLARE_RISE


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideWorld:
    """What a guided session needs from outside. ``slept``: see stage/world.py. ``open_voice`` may
    block for a second or two."""

    clock: Clock
    journal: Journal
    journal_lane: Lane
    picture_lane: Lane
    awake_lane: Lane
    awake: Callable[[], AbstractContextManager[object]]
    slept: Callable[[int], bool]
    open_voice: Callable[[QObject], Spoken]
    open_sounds: Callable[[QObject], Sounds]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageryWorld(GuideWorld):
    """``frames`` reads the picture of an exercise for a side (a clip: all its frames, and how many
    come in a second), blocking, on ``picture_lane``; empty when there is none."""

    frames: Callable[[Exercise, Side], tuple[list[QImage], float]]
