"""Settings of the clinic: on or off on this computer, and in whose name is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from gmi_app.facts.note import NoteKind
from gmi_app.ui.clinic.clinic_settings import ClinicSettings
from gmi_app.ui.clinic.patient_screen import PatientScreen
from gmi_app.ui.clinic.writing import UNNAMED, Writing
from gmi_app.ui.routes import Route
from gmi_app.ui.screens.settings import Section, SettingsScreen
from gmi_app.ui.widgets.rail import RailItem
from tests.ui.clinic_practice import ANNA, CLINICIAN, clinic
from tests.ui.looks import BEN
from tests.ui.world import World, draw_pictures


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures"))
    yield made
    made.close()


def opened(world: World) -> ClinicSettings:
    assert world.window is not None
    world.window.show_settings(Section.CLINIC)
    world.settle()
    screen = world.window.screen_widget
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.section, ClinicSettings)
    return screen.section


def rail(world: World) -> list[str]:
    assert world.window is not None
    assert world.window.rail is not None
    return [item.text() for item in world.window.rail.findChildren(RailItem)]


def test_a_computer_of_a_patient_gets_a_clinic(world: World) -> None:
    world.add_patient(BEN)
    world.open_window()
    section = opened(world)
    assert not section.who.isVisible()
    assert "Clinic" not in rail(world)
    QTest.keyClick(section.on, Qt.Key.Key_Space)
    world.settle()
    assert section.who.isVisible()
    assert "Clinic" in rail(world)
    kept = world.journal.settings()
    assert (kept["clinic"], kept["opens_clinic"]) == ("1", "0")
    assert world.window is not None
    assert world.window.route is Route.SETTINGS


def test_turned_off_inside_it_leads_to_the_exercises_and_deletes_nobody(world: World) -> None:
    clinic(world)
    before = world.journal.patients()
    window = world.open_window()
    opened(world).on.click()
    world.settle()
    assert window.route is Route.PEOPLE
    kept = world.journal.settings()
    assert (kept["clinic"], kept["opens_clinic"]) == ("0", "0")
    assert kept["clinician"] == CLINICIAN
    assert world.journal.patients() == before


def test_turned_off_among_the_exercises_one_stays_there(world: World) -> None:
    world.add_patient(BEN)
    world.state.change_preferences(clinic=True)
    window = world.open_window()
    section = opened(world)
    assert "Clinic" in rail(world)
    section.on.click()
    world.settle()
    assert window.route is Route.SETTINGS
    assert "Clinic" not in rail(world)


@pytest.mark.parametrize("leave", [True, False])
def test_the_name_is_kept_by_leaving_the_field_or_the_screen(world: World, leave: bool) -> None:
    world.state.change_preferences(clinic=True, opens_clinic=True)
    window = world.open_window()
    section = opened(world)
    section.name.setFocus()
    QTest.keyClicks(section.name, "  Mara   Stein, physio ")
    if leave:
        window.show_library()
    else:
        QTest.keyClick(section.name, Qt.Key.Key_Return)
    world.settle()
    assert world.journal.settings()["clinician"] == "Mara Stein, physio"
    assert opened(world).name.text() == "Mara Stein, physio"


@pytest.mark.parametrize(
    ("clinician", "place", "author"),
    [
        ("Mara Stein", "Hand clinic", "Mara Stein, Hand clinic"),
        ("", "Hand clinic", "Hand clinic"),
        ("", "", UNNAMED),
    ],
)
def test_plans_are_signed_with_both_names(
    world: World, clinician: str, place: str, author: str
) -> None:
    clinic(world)
    world.open_window()
    names = opened(world).names
    for field, text in ((names.clinician, clinician), (names.clinic, place)):
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    world.settle()
    assert world.journal.settings()["clinic_name"] == place
    writing = Writing(world.state, ANNA, world.state)
    before = world.journal.plan(ANNA.id)
    assert before is not None
    assert writing.plan(before.plan, before).author == author
    assert writing.author == (clinician or UNNAMED)
    world.settle()


def test_notes_without_a_name_say_so_and_lead_to_where_it_is_entered(world: World) -> None:
    clinic(world)
    world.state.preferences = replace(world.state.preferences, clinician="")
    window = world.open_window()
    window.clinic.show_patient(ANNA)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PatientScreen)
    screen.below.notes.keep.click()
    world.settle()
    assert world.journal.notes(ANNA.id, [NoteKind.VISIT])[0].author == UNNAMED
    ask = screen.findChild(QPushButton, "enter_name")
    assert ask is not None
    assert ask.isVisible()
    ask.click()
    world.settle()
    settings = window.screen_widget
    assert isinstance(settings, SettingsScreen)
    assert isinstance(settings.section, ClinicSettings)
    settings.section.name.setText("Mara")
    settings.section.keep()
    window.back()
    world.settle()
    again = window.screen_widget
    assert isinstance(again, PatientScreen)
    assert not again.below.notes.name.isVisible()
