"""What stands on the rail, in which order, and which keys lead to the same places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gmi_app.ui.routes import WITH_RAIL, Route
from gmi_app.ui.state import State
from gmi_app.ui.widgets.rail import Rail, RailItem

if TYPE_CHECKING:
    from gmi_app.ui.window import MainWindow

translate = QCoreApplication.translate

MOST_PLACES = 5
"""Places of a rail that Ctrl and a number lead to."""


@dataclass(frozen=True, slots=True)
class RailPlace:
    """One place of the rail: Ctrl and its number, counted from 1, leads there, too."""

    route: Route
    icon: str
    words: str
    go: Callable[[], None]
    also: frozenset[Route] = frozenset()
    """Screens that were reached from there."""

    def holds(self, route: Route) -> bool:
        return route is self.route or route in self.also


def places_of(window: MainWindow, state: State) -> list[RailPlace]:
    """The places of the face that is open: the clinic, or one's own exercises. The last one stands
    at the foot."""
    if state.preferences.opens_clinic:
        return window.clinic.places()
    return [
        RailPlace(Route.TODAY, "today", translate("MainWindow", "Today"), window.show_today),
        RailPlace(
            Route.HISTORY, "progress", translate("MainWindow", "Progress"), window.show_history
        ),
        RailPlace(
            Route.LIBRARY, "pictures", translate("MainWindow", "Pictures"), window.show_library
        ),
        RailPlace(
            Route.SETTINGS,
            "settings",
            translate("MainWindow", "Settings"),
            window.show_settings,
            frozenset({Route.SHARE}),
        ),
    ]


def make_rail(window: MainWindow, state: State, route: Route) -> Rail | None:
    """The rail beside a screen, None where there is none."""
    if route not in WITH_RAIL:
        return None
    places = places_of(window, state)
    items = []
    for at, place in enumerate(places, 1):
        item = RailItem(place.icon, place.words, f"Ctrl+{at}")
        item.clicked.connect(lambda _=False, go=place.go: window.leave_for(go))
        items.append(item)
    help_ = RailItem("help", translate("MainWindow", "Help"), "F1")
    help_.clicked.connect(lambda: window.leave_for(window.show_help))
    foot = [*_other_ways(window, state), help_, items[-1]]
    rail = Rail(items[:-1], foot)
    here = [item for item, place in zip(items, places, strict=True) if place.holds(route)]
    rail.go(here[0] if here else None)
    return rail


def _other_ways(window: MainWindow, state: State) -> list[RailItem]:
    """To the other face, where this computer has a clinic, and to another person."""
    ways = []
    in_clinic = state.preferences.opens_clinic
    if in_clinic:
        exercises = RailItem("today", translate("MainWindow", "Exercises"))
        exercises.setToolTip(translate("MainWindow", "Go to the exercises of a person"))
        exercises.clicked.connect(lambda: window.leave_for(window.clinic.leave))
        ways.append(exercises)
    elif any(p.pin for p in state.patients) or len(state.patients) > 1:
        people = RailItem("people", translate("MainWindow", "People"))
        people.setToolTip(translate("MainWindow", "Someone else is exercising"))
        people.clicked.connect(lambda: window.leave_for(window.show_people))
        ways.append(people)
    if state.preferences.clinic and not in_clinic:
        clinic = RailItem("note", translate("MainWindow", "Clinic"))
        clinic.setToolTip(translate("MainWindow", "Go to the patients of the clinic"))
        clinic.clicked.connect(lambda: window.leave_for(window.clinic.enter))
        ways.append(clinic)
    return ways
