"""What stands on the rail, in which order, and which keys lead to the same places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gmi_app.ui.routes import WITH_RAIL, Route
from gmi_app.ui.widgets.rail import Rail, RailItem

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class RailPlace:
    """One place of the rail: Ctrl and its number, counted from 1, leads there, too."""

    route: Route
    icon: str
    words: str
    go: Callable[[], None]


def make_rail(
    route: Route,
    places: list[RailPlace],
    show_help: Callable[[], None],
    show_people: Callable[[], None] | None,
) -> Rail | None:
    """The rail beside a screen, None where there is none. The last of ``places`` stands at the
    foot. ``show_people`` None: there is nobody to change to."""
    if route not in WITH_RAIL:
        return None
    items = []
    for at, place in enumerate(places, 1):
        item = RailItem(place.icon, place.words, f"Ctrl+{at}")
        item.clicked.connect(lambda _=False, go=place.go: go())
        items.append(item)
    help_ = RailItem("help", translate("MainWindow", "Help"), "F1")
    help_.clicked.connect(show_help)
    foot = [help_, items[-1]]
    if show_people is not None:
        people = RailItem("people", translate("MainWindow", "People"))
        people.setToolTip(translate("MainWindow", "Someone else is exercising"))
        people.clicked.connect(show_people)
        foot.insert(0, people)
    rail = Rail(items[:-1], foot)
    here = [item for item, place in zip(items, places, strict=True) if place.route is route]
    rail.go(here[0] if here else None)
    return rail
