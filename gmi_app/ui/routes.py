"""The window's screens by name, and what holds for each: the rail beside it, the way back to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QWidget

REMEMBERED = 20
"""How many steps back Alt+Left goes."""


class Route(StrEnum):
    """Every screen of the window."""

    FIRST_START = "first_start"
    PEOPLE = "people"
    TODAY = "today"
    PAIN_BEFORE = "pain_before"
    SET_UP = "set_up"
    RESULT = "result"
    HISTORY = "history"
    LIBRARY = "library"
    IMAGERY = "imagery"
    IMAGERY_RESULT = "imagery_result"
    BESIDE = "beside"
    BESIDE_SET_UP = "beside_set_up"
    BESIDE_RESULT = "beside_result"
    PACING = "pacing"
    MIRROR = "mirror"
    MIRROR_RESULT = "mirror_result"
    PLAN = "plan"
    DAY = "day"
    FLARE = "flare"
    FLARE_PLAN = "flare_plan"
    SETTINGS = "settings"
    SHARE = "share"
    SHARE_INVITATION = "share_invitation"
    SHARE_SEND = "share_send"
    SHARE_OPEN = "share_open"
    SHARE_REPORT = "share_report"
    HELP = "help"
    CLINIC = "clinic"
    CLINIC_ADD = "clinic_add"
    CLINIC_PATIENT = "clinic_patient"
    CLINIC_HARD = "clinic_hard"
    CLINIC_PLAN = "clinic_plan"
    CLINIC_FILES = "clinic_files"


IN_CLINIC = frozenset(
    {
        Route.CLINIC,
        Route.CLINIC_ADD,
        Route.CLINIC_PATIENT,
        Route.CLINIC_HARD,
        Route.CLINIC_PLAN,
        Route.CLINIC_FILES,
    }
)
"""The clinic's own screens; they stand beside the clinic's rail."""

WITH_RAIL = IN_CLINIC | {
    Route.TODAY,
    Route.HISTORY,
    Route.LIBRARY,
    Route.SETTINGS,
    Route.SHARE,
}
"""Elsewhere one thing is being done, and the rail would lead away from it."""

NEED_NOBODY = frozenset(
    {
        Route.FIRST_START,
        Route.PEOPLE,
        Route.HELP,
        Route.CLINIC,
        Route.CLINIC_ADD,
        Route.CLINIC_FILES,
    }
)
"""Screens that may be open while no person is chosen."""

ASKING = (Route.FIRST_START, Route.PEOPLE)

NO_WAY_BACK = frozenset(
    {
        Route.FIRST_START,
        Route.PEOPLE,
        Route.PAIN_BEFORE,
        Route.RESULT,
        Route.IMAGERY_RESULT,
        Route.MIRROR_RESULT,
        Route.BESIDE_RESULT,
        Route.PLAN,
        Route.DAY,
        Route.FLARE,
        Route.SHARE_INVITATION,
        Route.SHARE_SEND,
        Route.SHARE_OPEN,
        Route.SHARE_REPORT,
        Route.CLINIC_FILES,
    }
)
"""Alt+Left does not lead back into these, except from the help."""


@dataclass(frozen=True, slots=True)
class Place:
    """A route and how its screen is built."""

    route: Route
    build: Callable[[], QWidget]
