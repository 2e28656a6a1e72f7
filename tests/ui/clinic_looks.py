"""The clinic's screens for people to open: see ``tests.ui.looks``."""

from __future__ import annotations

from collections.abc import Callable

from gmi_app.ui.clinic.patient_screen import PatientScreen
from gmi_app.ui.screens.settings import Section
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


def hard(world: World) -> None:
    patient(world)
    assert world.window is not None
    screen = world.window.screen_widget
    assert isinstance(screen, PatientScreen)
    screen.hard_key.click()
    world.settle()


def plan(world: World) -> None:
    patient(world)
    assert world.window is not None
    world.window.clinic.show_plan()
    world.settle()


def one_set(world: World) -> None:
    patient(world)
    assert world.window is not None
    screen = world.window.screen_widget
    assert isinstance(screen, PatientScreen)
    assert screen.file is not None
    screen.open_set(screen.file.summaries[0])
    world.settle()


def settings(world: World) -> None:
    clinic(world)
    world.open_window().show_settings(Section.CLINIC)
    world.settle()


SCENES: dict[str, Scene] = {
    "clinic_first": first,
    "clinic_patients": patients,
    "clinic_patient": patient,
    "clinic_hard": hard,
    "clinic_plan": plan,
    "clinic_set": one_set,
    "clinic_settings": settings,
}
