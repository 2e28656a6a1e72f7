"""What a session beside the three stages is ordered to be, and what it needs from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtGui import QImage

from gmi_app.activities.content import Content
from gmi_app.activities.settings import GuidedSettings
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.imagery.order import GuideWorld


@dataclass(frozen=True, slots=True)
class ActivityOrder:
    """``pain_before`` None: it was not asked. ``start_now``: without asking. ``plan_item``: of the
    plan that it is for."""

    patient: UUID
    settings: GuidedSettings
    content: Content
    pain_before: int | None = None
    start_now: bool = False
    plan_item: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityWorld(GuideWorld):
    """``still`` reads a picture of a body part for a side, blocking, on ``picture_lane``; null when
    there is none."""

    still: Callable[[BodyPart, Side], QImage]
