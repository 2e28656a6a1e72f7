"""What the clinic gives out: invitations, plans, reports; each opened again as who gets it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from gmi_app.devices.qr_code import read_qr
from gmi_app.exchange.desk import read_invitation
from gmi_app.exchange.invitation import Invitation
from gmi_app.exchange.plans import PlanOffer
from gmi_app.ui.clinic.add_screen import AddScreen
from gmi_app.ui.clinic.patient_screen import PatientScreen
from gmi_app.ui.exchange.clinic_invitation import InviteScreen
from gmi_app.ui.exchange.clinic_plan import SendPlanScreen
from gmi_app.ui.exchange.report_screen import ReportScreen
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.routes import Route
from gmi_app.ui.widgets.notice import Notice
from tests.ui.clinic_exchange_practice import AT, Home, home
from tests.ui.clinic_practice import ANNA, CLINICIAN, Clinic
from tests.ui.world import World, draw_pictures
from tests.waiting import until

PASSPHRASE = "river lamp quiet seven"
FOUR_WEEKS = 2


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures"))
    made.add_patient(ANNA)
    made.state.change_preferences(clinic=True, opens_clinic=True, clinician=CLINICIAN)
    yield made
    made.close()


@pytest.fixture
def anna(world: World, tmp_path: Path) -> Iterator[Home]:
    with home(world, tmp_path / "home", replace(ANNA, id=type(ANNA.id)(int=777))) as made:
        made.practise(3, 2, 1)
        yield made


def named(screen: QWidget, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert found is not None
    return found


def page(world: World) -> PatientScreen:
    window = world.window or world.open_window()
    window.clinic.show_patient(ANNA)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PatientScreen)
    return screen


def pressed(world: World, key: str) -> QWidget:
    """What a key of the patient's page leads to."""
    button = named(page(world), key)
    assert button.isEnabled()
    button.click()
    world.settle()
    assert world.window is not None
    assert world.window.is_at(Route.CLINIC_FILES)
    return world.window.screen_widget


def asked(screen: InviteScreen | SendPlanScreen | ReportScreen) -> QFileDialog:
    """The system's dialog, as it was opened."""
    dialog = screen.asking.dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()
    return dialog


# ---- invitations


def test_somebody_new_is_led_to_their_invitation(world: World) -> None:
    window = world.open_window()
    window.clinic.show_add()
    world.settle()
    add = window.screen_widget
    assert isinstance(add, AddScreen)
    QTest.keyClicks(add.person.name, "Ben")
    add.add_key.click()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PatientScreen)
    assert screen.nothing.isVisible()
    screen.nothing.invite.click()
    world.settle()
    invite = window.screen_widget
    assert isinstance(invite, InviteScreen)
    assert invite.made is not None
    assert invite.made.invitation.patient == world.state.patients[-1].id
    QTest.keyClick(invite, Qt.Key.Key_Escape)
    world.settle()
    assert window.is_at(Route.CLINIC_PATIENT)


def test_the_invitation_is_the_same_as_text_picture_and_file(world: World, tmp_path: Path) -> None:
    screen = pressed(world, "invite")
    assert isinstance(screen, InviteScreen)
    assert screen.made is not None
    invitation = Invitation.of(screen.text.text())
    assert invitation.patient == ANNA.id
    assert invitation.fingerprint == world.exchange.desk.fingerprint()
    named(screen, "copy_invitation").click()
    assert Invitation.of(QApplication.clipboard().text()) == invitation
    assert screen.says.words.startswith("Copied")
    for name in ("a.gmi-invitation", "a.png", "a.svg"):
        screen.write(tmp_path / name)
        world.settle()
    assert read_invitation(str(tmp_path / "a.gmi-invitation")) == invitation
    assert Invitation.of(read_qr(tmp_path / "a.png") or "") == invitation
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")
    shot = tmp_path / "screen.png"
    screen.picture.grab().save(str(shot))
    assert Invitation.of(read_qr(shot) or "") == invitation, "what is on the screen can be scanned"


def test_where_an_invitation_is_kept_is_asked_and_a_foreign_file_is_left(
    world: World, tmp_path: Path
) -> None:
    screen = pressed(world, "invite")
    assert isinstance(screen, InviteScreen)
    screen.primary.click()
    assert asked(screen).defaultSuffix() == "gmi-invitation"
    named(screen, "save_picture").click()
    assert asked(screen).defaultSuffix() == "png"
    mine = tmp_path / "mine.gmi-invitation"
    mine.write_text("my own words")
    screen.write(mine)
    world.settle()
    assert mine.read_text() == "my own words"
    assert "was not written by this program" in told(screen)


def told(screen: Step) -> str:
    return " ".join(n.words.words for n in screen.findChildren(Notice) if n.isVisible())


# ---- the plan


def test_without_a_plan_there_is_none_to_send(world: World) -> None:
    assert not page(world).send_key.isEnabled()
    assert page(world).send_key.toolTip() == "There is no plan yet."


def test_a_plan_goes_to_the_program_that_results_came_from(
    world: World, anna: Home, tmp_path: Path
) -> None:
    anna.accept(ANNA.id)
    desk = world.exchange.desk
    results = desk.open(anna.file(tmp_path / "results.gmi"))
    desk.take_in(results, None)  # type: ignore[arg-type]
    version = Clinic(world).plan(ANNA, 10, note_to_patient="A day off on Sundays.")
    screen = pressed(world, "send_plan")
    assert isinstance(screen, SendPlanScreen)
    assert screen.whom.at == 0
    assert not screen.passphrase.isVisible()
    screen.primary.click()
    assert asked(screen).defaultSuffix() == "gmi"
    path = tmp_path / "plan.gmi"
    screen.seal(path)
    world.settle()
    assert screen.saved is not None
    assert screen.saved.path == path
    offer = anna.own.desk.open(path)
    assert isinstance(offer, PlanOffer)
    assert offer.version == version.id
    assert offer.author == CLINICIAN
    assert offer.after.note_to_patient == "A day off on Sundays."
    offer.accept(anna.own.ledger, AT)
    assert anna.own.data.journal.plan(anna.person.id) is not None
    screen.primary.click()
    world.settle()
    assert world.window is not None
    assert world.window.is_at(Route.CLINIC_PATIENT)


def test_without_a_key_a_plan_goes_with_a_passphrase(
    world: World, anna: Home, tmp_path: Path
) -> None:
    Clinic(world).plan(ANNA, 10)
    screen = pressed(world, "send_plan")
    assert isinstance(screen, SendPlanScreen)
    assert "No results came" in screen.why.words
    assert not screen.primary.isEnabled()
    assert screen.passphrase.again is not None
    QTest.keyClicks(screen.passphrase.field, PASSPHRASE)
    assert not screen.primary.isEnabled()
    QTest.keyClicks(screen.passphrase.again, PASSPHRASE)
    assert screen.primary.isEnabled()
    path = tmp_path / "plan.gmi"
    screen.seal(path)
    until(lambda: not world.exchange.lane.busy, 60_000, "the passphrase took too long")
    world.settle()
    assert screen.saved is not None
    anna.accept(ANNA.id)
    assert isinstance(anna.own.desk.open(path, PASSPHRASE), PlanOffer)


def test_a_place_that_cannot_be_written_is_said(world: World, tmp_path: Path) -> None:
    Clinic(world).plan(ANNA, 10)
    screen = pressed(world, "send_plan")
    assert isinstance(screen, SendPlanScreen)
    assert screen.passphrase.again is not None
    for field in (screen.passphrase.field, screen.passphrase.again):
        field.setText(PASSPHRASE)
    screen.seal(tmp_path / "nowhere" / "plan.gmi")
    until(lambda: not world.exchange.lane.busy, 60_000, "the passphrase took too long")
    world.settle()
    assert screen.saved is None
    assert "could not be written" in told(screen)
    assert screen.primary.isEnabled()


# ---- the report


@pytest.mark.parametrize("reader", [0, 1])
@pytest.mark.parametrize("identity", [True, False])
def test_a_report_is_written_for_whom_and_when_it_was_asked(
    world: World, tmp_path: Path, reader: int, identity: bool
) -> None:
    made = Clinic(world)
    made.anna(2)
    screen = pressed(world, "report")
    assert isinstance(screen, ReportScreen)
    screen.reader.chip(reader).click()
    assert screen.period.choice.chip(0).text() == "Since the visit of 26 Oct"
    screen.period.choice.chip(FOUR_WEEKS).click()
    if not identity:
        screen.named.click()
    screen.primary.click()
    dialog = asked(screen)
    assert dialog.defaultSuffix() == "pdf"
    assert any(ANNA.name in name for name in dialog.selectedFiles()) == identity
    path = tmp_path / "report.pdf"
    screen.write(path)
    world.settle()
    assert screen.saved is not None
    words = text_of(path)
    assert (ANNA.name in words) == identity
    assert ("My practice" in words) == (reader == 0)
    assert " of 28 days" in " ".join(words.split())
    screen.primary.click()
    world.settle()
    assert world.window is not None
    assert world.window.is_at(Route.CLINIC_PATIENT)


def text_of(path: Path) -> str:
    """What a PDF says."""
    document = QPdfDocument()
    document.load(str(path))
    try:
        return "\n".join(document.getAllText(at).text() for at in range(document.pageCount()))
    finally:
        document.close()
        document.deleteLater()
