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
    MIRROR = "mirror"
    MIRROR_RESULT = "mirror_result"
    SETTINGS = "settings"
    HELP = "help"


WITH_RAIL = frozenset({Route.TODAY, Route.HISTORY, Route.LIBRARY, Route.SETTINGS})
"""Elsewhere one thing is being done, and the rail would lead away from it."""

NEED_NOBODY = frozenset({Route.FIRST_START, Route.PEOPLE, Route.HELP})
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
    }
)
"""Alt+Left does not lead back into these, except from the help."""


@dataclass(frozen=True, slots=True)
class Place:
    """A route and how its screen is built."""

    route: Route
    build: Callable[[], QWidget]
