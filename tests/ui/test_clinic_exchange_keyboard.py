"""The exchange by keyboard alone, at the clinic and at home: from the list to what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from gmi_app.exchange.desk import ResultsOffer, read_invitation
from gmi_app.exchange.plans import PlanOffer
from gmi_app.facts.note import NoteKind, PlanAnswer
from gmi_app.ui.exchange.clinic_results import TakeInScreen
from gmi_app.ui.routes import Route
from tests.ui.clinic_exchange_practice import AT, SOFIA, Home, home
from tests.ui.clinic_practice import ANNA, CLINICIAN, Clinic
from tests.ui.exchange_practice import ClinicElsewhere, clinic_elsewhere, twice_a_day
from tests.ui.looks import ANNA as AT_HOME
from tests.ui.practice import NOW, Practice
from tests.ui.pressing import name_file
from tests.ui.world import World
from tests.waiting import until

pytestmark = pytest.mark.gui

CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "violet kettle window"
MOST_TABS = 60


class Keyboard:
    """Presses keys where the keyboard is, and nothing else."""

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def on(self) -> QWidget:
        widget = self.world.app.focusWidget()
        assert widget is not None, "the keyboard is nowhere"
        return widget

    def press(
        self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            QTest.keyClick(self.on, key, held)
            self.settle()

    def type(self, words: str) -> None:
        QTest.keyClicks(self.on, words)
        self.settle()

    def settle(self) -> None:
        """A passphrase takes some seconds."""
        until(lambda: not self.world.exchange.lane.busy, 60_000, "it took too long")
        self.world.settle()

    def tab_to(self, wanted: str) -> QWidget:
        """By Tab alone; ``wanted``: what it is called or says."""
        for _ in range(MOST_TABS):
            if wanted in self._called():
                return self.on
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {wanted}; last: {self._called()}")

    def _called(self) -> tuple[str, ...]:
        on = self.on
        says = on.text() if isinstance(on, QAbstractButton) else ""
        return on.objectName(), on.accessibleName(), says

    def go_to(self, wanted: str) -> None:
        """Tab, then Space."""
        self.tab_to(wanted)
        self.press(Qt.Key.Key_Space)

    def name_file(self, path: Path) -> None:
        """In the dialog that asks: the name, and Enter."""
        name_file(path, self.world.wait_for)
        window = self.world.window
        assert window is not None
        window.activateWindow()  # as a window manager does; there is none here
        self.world.wait_for(window.isActiveWindow)
        self.settle()


@pytest.fixture
def keys(world: World) -> Keyboard:
    return Keyboard(world)


def is_at(world: World, route: Route) -> bool:
    assert world.window is not None
    return world.window.is_at(route)


# ---- at the clinic


@pytest.fixture
def at_clinic(world: World) -> World:
    """Anna is known there."""
    world.add_patient(ANNA)
    world.state.change_preferences(clinic=True, opens_clinic=True, clinician=CLINICIAN)
    world.open_window()
    return world


@pytest.fixture
def sofia(at_clinic: World, tmp_path: Path) -> Iterator[Home]:
    with home(at_clinic, tmp_path / "home") as made:
        made.practise(5, 3, 1)
        yield made


def test_results_are_taken_in_for_somebody_new(
    at_clinic: World, keys: Keyboard, sofia: Home, tmp_path: Path
) -> None:
    path = sofia.file(tmp_path / "results.gmi")
    keys.press(Qt.Key.Key_O, held=CTRL)
    keys.name_file(path)
    assert keys.on.accessibleName() == "Who is it?: A new patient"
    keys.tab_to("exchange_go_on")
    keys.press(Qt.Key.Key_Return)
    assert at_clinic.journal.sessions_here(SOFIA.id) == 3
    keys.press(Qt.Key.Key_Return)
    assert is_at(at_clinic, Route.CLINIC_PATIENT)
    assert at_clinic.state.patient is not None
    assert at_clinic.state.patient.id == SOFIA.id


def test_results_are_taken_in_as_the_same_as_somebody_here(
    at_clinic: World, keys: Keyboard, sofia: Home, tmp_path: Path
) -> None:
    path = sofia.file(tmp_path / "results.gmi")
    keys.press(Qt.Key.Key_O, held=CTRL)
    keys.name_file(path)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Tab)
    assert keys.on.objectName() == "whom_search"
    keys.type("lind")
    keys.press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    keys.tab_to("exchange_go_on")
    keys.press(Qt.Key.Key_Space)
    assert at_clinic.journal.sessions_here(ANNA.id) == 3
    assert [p.id for p in at_clinic.journal.patients()] == [ANNA.id]
    assert at_clinic.opened.ledger.links(ANNA.id) == frozenset({SOFIA.id})
    keys.go_to("another_file")
    keys.name_file(path)
    screen = at_clinic.window and at_clinic.window.screen_widget
    assert isinstance(screen, TakeInScreen)
    assert screen.whom is None, "it is asked only once"
    keys.press(Qt.Key.Key_Escape)
    assert is_at(at_clinic, Route.CLINIC)


def test_a_passphrase_is_typed_and_mended(
    at_clinic: World, keys: Keyboard, sofia: Home, tmp_path: Path
) -> None:
    path = sofia.file(tmp_path / "results.gmi", passphrase=WORDS)
    keys.press(Qt.Key.Key_O, held=CTRL)
    keys.name_file(path)
    keys.type("violet kettle")
    keys.press(Qt.Key.Key_Return)
    assert isinstance(keys.on, QLineEdit), "it is typed again where it was typed"
    keys.type(WORDS)
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("exchange_go_on")
    keys.press(Qt.Key.Key_Return)
    assert at_clinic.journal.sessions_here(SOFIA.id) == 3


def open_anna(keys: Keyboard) -> None:
    """From the list."""
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert is_at(keys.world, Route.CLINIC_PATIENT)


def test_an_invitation_is_copied_and_saved(
    at_clinic: World, keys: Keyboard, tmp_path: Path
) -> None:
    open_anna(keys)
    keys.go_to("invite")
    keys.go_to("copy_invitation")
    copied = read_invitation(QGuiApplication.clipboard().text())
    keys.go_to("save_picture")
    keys.name_file(tmp_path / "anna.png")
    keys.go_to("exchange_go_on")
    keys.name_file(tmp_path / "anna.gmi-invitation")
    assert read_invitation(str(tmp_path / "anna.gmi-invitation")) == copied
    assert copied.patient == ANNA.id
    assert (tmp_path / "anna.png").stat().st_size > 0
    keys.press(Qt.Key.Key_Escape)
    assert is_at(at_clinic, Route.CLINIC_PATIENT)


def test_a_plan_is_sent_to_their_program(at_clinic: World, keys: Keyboard, tmp_path: Path) -> None:
    with home(at_clinic, tmp_path / "home", replace(ANNA, id=UUID(int=777))) as anna:
        anna.practise(2)
        anna.accept(ANNA.id)
        keys.press(Qt.Key.Key_O, held=CTRL)
        keys.name_file(anna.file(tmp_path / "results.gmi"))
        keys.press(Qt.Key.Key_Return)
        version = Clinic(at_clinic).plan(ANNA, 10)
        keys.press(Qt.Key.Key_Return)
        assert is_at(at_clinic, Route.CLINIC_PATIENT)
        keys.go_to("send_plan")
        keys.go_to("exchange_go_on")
        keys.name_file(tmp_path / "plan.gmi")
        offer = anna.own.desk.open(tmp_path / "plan.gmi")
        assert isinstance(offer, PlanOffer)
        assert offer.version == version.id
        keys.press(Qt.Key.Key_Return)
        assert is_at(at_clinic, Route.CLINIC_PATIENT)


def test_a_plan_is_sealed_with_a_passphrase(
    at_clinic: World, keys: Keyboard, tmp_path: Path
) -> None:
    version = Clinic(at_clinic).plan(ANNA, 10)
    open_anna(keys)
    keys.go_to("send_plan")
    keys.tab_to("Passphrase")
    keys.type(WORDS)
    keys.tab_to("The same once more")
    keys.type(WORDS)
    keys.press(Qt.Key.Key_Return)
    keys.name_file(tmp_path / "plan.gmi")
    with home(at_clinic, tmp_path / "home", ANNA) as anna:
        anna.accept(ANNA.id)
        offer = anna.own.desk.open(tmp_path / "plan.gmi", WORDS)
        assert isinstance(offer, PlanOffer)
        assert offer.version == version.id


def test_a_report_is_saved_for_a_patient(at_clinic: World, keys: Keyboard, tmp_path: Path) -> None:
    Clinic(at_clinic).anna(1)
    open_anna(keys)
    keys.go_to("report")
    keys.tab_to("Who reads it: A professional, with the figures")
    keys.press(Qt.Key.Key_Left)
    assert keys.on.accessibleName() == "Who reads it: The patient, in plain words"
    keys.tab_to("Which days: Since the visit of 26 Oct")
    keys.press(Qt.Key.Key_Right)
    assert keys.on.accessibleName() == "Which days: 2 weeks"
    keys.go_to("With the name")
    keys.go_to("exchange_go_on")
    keys.name_file(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    keys.press(Qt.Key.Key_Return)
    assert is_at(at_clinic, Route.CLINIC_PATIENT)


# ---- at home


@pytest.fixture
def clinic(world: World, tmp_path: Path) -> Iterator[ClinicElsewhere]:
    """Anna has practised for a week and is here; her clinic is on another computer."""
    world.add_patient(AT_HOME)
    Practice(world.journal, world.catalogue.pictures, patient=AT_HOME).weeks(1)
    with clinic_elsewhere(world, tmp_path / "clinic", AT_HOME) as made:
        yield made


def my_clinic(keys: Keyboard) -> None:
    """From Today, by way of the settings."""
    if keys.world.window is None:
        keys.world.open_window()
    keys.press(Qt.Key.Key_4, held=CTRL)
    keys.tab_to("Settings: Look")
    keys.press(*[Qt.Key.Key_Right] * 7)
    assert keys.on.accessibleName() == "Settings: Your data"
    keys.go_to("Open “My clinic and me”")
    assert is_at(keys.world, Route.SHARE)


def test_an_invitation_is_read_compared_and_accepted(
    world: World, clinic: ClinicElsewhere, keys: Keyboard
) -> None:
    my_clinic(keys)
    keys.go_to("exchange_invitation")
    assert keys.on.objectName() == "invitation_text"
    QGuiApplication.clipboard().setText(clinic.invitation.text)
    keys.press(Qt.Key.Key_V, held=CTRL)
    keys.tab_to("exchange_go_on")
    keys.press(Qt.Key.Key_Return)
    assert world.exchange.desk.invitations(AT_HOME.id) == ()
    assert keys.on.objectName() == "exchange_go_on"
    keys.press(Qt.Key.Key_Return)
    assert is_at(world, Route.SHARE)
    [kept] = world.exchange.desk.invitations(AT_HOME.id)
    assert kept.text == clinic.invitation.text


def test_an_invitation_that_is_not_the_same_is_left(
    world: World, clinic: ClinicElsewhere, keys: Keyboard, tmp_path: Path
) -> None:
    path = tmp_path / "anna.gmi-invitation"
    path.write_text(clinic.invitation.text)
    my_clinic(keys)
    keys.go_to("exchange_invitation")
    keys.go_to("Open a file or a QR picture")
    keys.name_file(path)
    keys.go_to("It is not the same")
    assert world.exchange.desk.invitations(AT_HOME.id) == ()
    keys.press(Qt.Key.Key_Escape)
    assert is_at(world, Route.SHARE)


def test_results_are_sealed_with_a_passphrase_at_home(
    world: World, clinic: ClinicElsewhere, keys: Keyboard, tmp_path: Path
) -> None:
    clinic.accepted()
    my_clinic(keys)
    keys.go_to("exchange_send")
    keys.press(Qt.Key.Key_Right)
    assert keys.on.accessibleName() == "Who can open it: Whoever knows a passphrase"
    keys.press(Qt.Key.Key_Tab)
    keys.type(WORDS)
    keys.press(Qt.Key.Key_Tab)
    keys.type(WORDS)
    keys.press(Qt.Key.Key_Return)
    keys.name_file(tmp_path / "results.gmi")
    offer = clinic.own.desk.open(tmp_path / "results.gmi", WORDS)
    assert isinstance(offer, ResultsOffer)
    assert offer.contents.sessions == 6
    keys.press(Qt.Key.Key_Return)
    assert is_at(world, Route.SHARE)


@pytest.mark.parametrize("takes", [True, False])
def test_a_plan_is_answered_with_a_word(
    world: World, clinic: ClinicElsewhere, keys: Keyboard, tmp_path: Path, takes: bool
) -> None:
    clinic.accepted()
    clinic.bring_results()
    first = clinic.write_plan()
    offer = clinic.home.open(clinic.plan_file(tmp_path / "first.gmi"))
    assert isinstance(offer, PlanOffer)
    offer.accept(world.opened.ledger, AT)
    newer = clinic.write_plan(items=twice_a_day(first.plan).items)
    path = clinic.plan_file(tmp_path / "plan.gmi")
    my_clinic(keys)
    keys.go_to("exchange_open")
    keys.press(Qt.Key.Key_Return)
    keys.name_file(path)
    keys.tab_to("A word to your clinic")
    keys.type("Thank you")
    keys.go_to("Take this plan" if takes else "Keep my plan")
    present = world.journal.plan(AT_HOME.id)
    assert present is not None
    assert present.id == (newer if takes else first).id
    notes = [note.content for note in world.journal.notes(AT_HOME.id, [NoteKind.PLAN_ANSWER])]
    answers = [(n.accepted, n.words, n.version) for n in notes if isinstance(n, PlanAnswer)]
    assert (takes, "Thank you", newer.id) in answers
    assert is_at(world, Route.TODAY if takes else Route.SHARE)


def test_a_plan_with_a_passphrase_is_opened(
    world: World, clinic: ClinicElsewhere, keys: Keyboard, tmp_path: Path
) -> None:
    clinic.accepted()
    version = clinic.write_plan()
    path = clinic.plan_file(tmp_path / "plan.gmi", passphrase=WORDS)
    my_clinic(keys)
    keys.go_to("exchange_open")
    keys.press(Qt.Key.Key_Return)
    keys.name_file(path)
    keys.type(WORDS)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    present = world.journal.plan(AT_HOME.id)
    assert present is not None
    assert present.id == version.id


def test_own_results_from_another_computer_are_taken_in(
    world: World, clinic: ClinicElsewhere, keys: Keyboard, tmp_path: Path
) -> None:
    with clinic_elsewhere(world, tmp_path / "laptop", AT_HOME) as laptop:
        journal = laptop.own.data.journal
        journal.save_patient(AT_HOME)
        practice = Practice(journal, world.catalogue.pictures, patient=AT_HOME)
        practice.random.seed(77)
        practice.do_set(NOW)
        to = laptop.home.keys.public.encryption
        laptop.own.desk.results(AT_HOME.id, AT).seal(tmp_path / "laptop.gmi", to=to)
    my_clinic(keys)
    keys.go_to("exchange_open")
    keys.press(Qt.Key.Key_Return)
    keys.name_file(tmp_path / "laptop.gmi")
    keys.press(Qt.Key.Key_Return)
    assert world.journal.count_sessions(AT_HOME.id) == 7
    assert is_at(world, Route.SHARE)


def test_a_report_is_saved_at_home(
    world: World, clinic: ClinicElsewhere, keys: Keyboard, tmp_path: Path
) -> None:
    my_clinic(keys)
    keys.go_to("exchange_report")
    keys.go_to("exchange_go_on")
    keys.name_file(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    keys.tab_to("Copy where it is")
    keys.press(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == str(tmp_path / "report.pdf")
    keys.go_to("exchange_go_on")
    assert is_at(world, Route.SHARE)
