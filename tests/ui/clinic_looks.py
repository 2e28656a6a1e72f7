"""The clinic's screens for people to open: see ``tests.ui.looks``."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.clinic_practice import ANNA, clinic
from tests.ui.world import World

Scene = Callable[[World], None]


def first(world: World) -> None:
    """The clinic before its first patient."""
    world.state.change_preferences(clinic=True, opens_clinic=True)
    world.open_window()


def patients(world: World) -> None:
    clinic(world)
    world.open_window()


def patient(world: World) -> None:
    clinic(world)
    world.open_window().clinic.show_patient(ANNA)
    world.settle()


SCENES: dict[str, Scene] = {
    "clinic_first": first,
    "clinic_patients": patients,
    "clinic_patient": patient,
}
