"""What a mirror session is ordered to be, and what it needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from gmi_app.clock import Clock
from gmi_app.devices.speech import Voice
from gmi_app.devices.tones import Tones
from gmi_app.journal import Journal
from gmi_app.mirror.camera import Camera, CameraName
from gmi_app.mirror.exercises import Exercise
from gmi_app.mirror.settings import MirrorSettings
from gmi_app.pictures.model import Side
from gmi_app.ui.background import Lane


@dataclass(frozen=True, slots=True)
class MirrorOrder:
    """What is to be done. ``camera``: index, name or file, empty for the first. ``start_now``:
    straight to the picture. ``pain_before`` None: it was not asked. ``plan_item``: of the plan
    that it is for."""

    patient: UUID
    settings: MirrorSettings
    camera: str = ""
    start_now: bool = False
    pain_before: int | None = None
    plan_item: UUID | None = None


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Pictures of an exercise: where it begins and where it goes, or, ``moving``, all that a
    movement goes through from the one to the other. Empty where there are none."""

    images: tuple[QImage, ...] = ()
    moving: bool = False


@dataclass(frozen=True, slots=True)
class MirrorWorld:
    """What a session needs from outside. ``open_camera`` raises GmiError for a source that cannot
    be; ``watch_cameras`` tells when one was plugged in or out; ``permitted`` asks the system and
    tells the answer; ``demonstration`` reads pictures of an exercise, blocking, on
    ``journal_lane``; ``open_voice`` may block for a second or two; ``open_tones`` is silence
    without a loudspeaker."""

    clock: Clock
    journal: Journal
    journal_lane: Lane
    awake_lane: Lane
    awake: Callable[[], AbstractContextManager[object]]
    open_camera: Callable[[str], Camera]
    cameras: Sequence[CameraName]
    watch_cameras: Callable[[QObject, Callable[[], None]], None]
    permitted: Callable[[QObject, Callable[[bool], None]], None]
    demonstration: Callable[[Exercise, Side], Demonstration]
    open_voice: Callable[[QObject], Voice]
    open_tones: Callable[[QObject], Tones]
