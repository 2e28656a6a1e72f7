"""The clinic's screens for people to open: see ``tests.ui.looks``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from gmi_app.programme.patient import Patient
from gmi_app.ui.clinic.patient_screen import PatientScreen
from gmi_app.ui.exchange.clinic_plan import SendPlanScreen
from gmi_app.ui.exchange.clinic_results import TakeInScreen
from gmi_app.ui.exchange.clinic_ways import ClinicFiles
from gmi_app.ui.exchange.clinic_whom import SAME
from gmi_app.ui.screens.settings import Section
from tests.ui.clinic_exchange_practice import SOFIA, home
from tests.ui.clinic_practice import ANNA, MEI, clinic
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
    screen.below.hard_key.click()
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


def new_patient(world: World) -> None:
    """Somebody from whom nothing has come in."""
    world.add_patient(SOFIA)
    world.state.change_preferences(clinic=True, opens_clinic=True)
    world.open_window().clinic.show_patient(SOFIA)
    world.settle()


def files_of(patient: Patient, way: Callable[[ClinicFiles, Patient], None]) -> Scene:
    def scene(world: World) -> None:
        clinic(world)
        window = world.open_window()
        world.state.look_at(patient)
        way(window.clinic.files, patient)
        world.settle()

    return scene


def results(world: World, *, invited: bool = False, passphrase: str | None = None) -> None:
    """A file from Sofia's computer; ``invited``: she is Mei here, and known."""
    clinic(world)
    window, folder = world.open_window(), world.services.data_folder.parent
    with home(world, folder / "home") as sofia:
        sofia.practise(*range(9, 0, -1))
        if invited:
            sofia.accept(MEI.id)
        path = sofia.file(folder / "Results Sofia.gmi", passphrase=passphrase)
    window.clinic.files.take_in([path])
    world.settle()


def taken(world: World) -> None:
    results(world, invited=True)
    _screen(world, TakeInScreen).primary.click()
    world.settle()


def same_as(world: World) -> None:
    results(world)
    whom = _screen(world, TakeInScreen).whom
    assert whom is not None
    whom.choice.row(SAME).click()
    whom.found.chip(1).click()
    world.settle()


def refused(world: World) -> None:
    clinic(world)
    path = world.services.data_folder.parent / "Letter.gmi"
    path.write_text("Dear Mara")
    world.open_window().clinic.files.take_in([path])
    world.settle()


def plan_saved(world: World) -> None:
    files_of(ANNA, ClinicFiles.send_plan)(world)
    screen = _screen(world, SendPlanScreen)
    screen._show_saved(Path("/home/mara/Documents/Plan for Anna Lindqvist.gmi"), sealed_to_key=True)
    world.settle()


T = TypeVar("T", bound=QWidget)


def _screen(world: World, kind: type[T]) -> T:
    assert world.window is not None
    screen = world.window.screen_widget
    assert isinstance(screen, kind)
    return screen


SCENES: dict[str, Scene] = {
    "clinic_first": first,
    "clinic_patients": patients,
    "clinic_patient": patient,
    "clinic_hard": hard,
    "clinic_plan": plan,
    "clinic_set": one_set,
    "clinic_settings": settings,
    "clinic_new": new_patient,
    "clinic_invite": files_of(ANNA, ClinicFiles.invite),
    "clinic_send_plan": files_of(ANNA, ClinicFiles.send_plan),
    "clinic_report": files_of(ANNA, ClinicFiles.report),
    "clinic_plan_saved": plan_saved,
    "clinic_results": results,
    "clinic_results_same": same_as,
    "clinic_results_secret": lambda world: results(world, passphrase="river lamp quiet seven"),
    "clinic_results_taken": taken,
    "clinic_results_refused": refused,
}
