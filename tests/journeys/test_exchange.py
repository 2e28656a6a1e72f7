"""A person and their clinic, each with the whole program: practise, seal, take in, review, change
the plan, accept it, practise on."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from gmi_app.commands.demo import fill
from gmi_app.facts.note import NoteKind, PlanAnswer
from gmi_app.facts.session import SessionKind
from gmi_app.journal import Journal
from gmi_app.laterality.settings import DrillSettings
from gmi_app.programme.patient import Patient
from gmi_app.ui.clinic.add_screen import AddScreen
from gmi_app.ui.clinic.patient_screen import PatientScreen
from gmi_app.ui.exchange.clinic_invitation import InviteScreen
from gmi_app.ui.exchange.clinic_plan import SendPlanScreen
from gmi_app.ui.exchange.clinic_results import TakeInScreen
from gmi_app.ui.exchange.hub import ShareScreen
from gmi_app.ui.exchange.invitation_screen import InvitationScreen
from gmi_app.ui.exchange.open_screen import OpenScreen
from gmi_app.ui.exchange.plan_part import PlanPart
from gmi_app.ui.exchange.send_screen import SendScreen
from gmi_app.ui.programme.plan_screen import PlanScreen
from gmi_app.ui.routes import Route
from gmi_app.ui.screens.settings import Section, SettingsScreen
from gmi_app.ui.screens.settings_data import DataSettings
from gmi_app.ui.stage.sheets import ReadySheet
from gmi_app.ui.widgets.stepper import Stepper
from tests.journeys.conftest import Start
from tests.journeys.driver import Driver, task
from tests.ui.pressing import name_file

pytestmark = [pytest.mark.gui, pytest.mark.slow]

S = TypeVar("S", bound=QWidget)
DAYS = 40
CODE = "A. L., hand"
NOTE = "Well done. One set more, and a rest day when you need it."


class Program:
    """One computer, opened; closed at the end of the block."""

    def __init__(self, start: Start, folder: Path) -> None:
        self.driver: Driver = start(task(folder))
        self.calm()

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        self.calm()
        self.driver.close()

    @property
    def journal(self) -> Journal:
        state = self.driver.program.state
        assert state is not None
        return state.journal

    @property
    def person(self) -> Patient:
        state = self.driver.program.state
        assert state is not None
        assert state.patient is not None
        return state.patient

    def calm(self) -> None:
        """Until neither lane has anything left to do."""
        program = self.driver.program
        lanes = (program._exchange.lane, program._journal_lane)
        self.driver.until(lambda: self.driver.window.isVisible())
        for _ in range(3):
            self.driver.until(lambda: not any(lane.busy for lane in lanes))

    def screen(self, kind: type[S]) -> S:
        self.calm()
        found = self.driver.window.screen_widget
        assert isinstance(found, kind), found
        return found

    def press(self, key: QAbstractButton) -> None:
        assert key.isVisible()
        assert key.isEnabled()
        key.click()
        self.calm()

    def press_named(self, name: str) -> None:
        key = self.driver.window.screen_widget.findChild(QAbstractButton, name)
        assert key is not None, name
        self.press(key)

    def name_file(self, path: Path) -> None:
        """Types the name into the dialog that is open, and Enter."""
        name_file(path, self.driver.until)
        self.calm()

    def type_keys(self, *keys: Qt.Key) -> None:
        """Where the keyboard goes."""
        for key in keys:
            QTest.keyClick(self.driver.window.focusWidget(), key)
            self.calm()

    # ---- at home
    def my_clinic(self) -> ShareScreen:
        """By way of the settings."""
        self.driver.window.show_settings(Section.DATA)
        data = self.screen(SettingsScreen).section
        assert isinstance(data, DataSettings)
        self.press(data.share)
        return self.screen(ShareScreen)

    def do_a_set(self) -> None:
        """Ten pictures, all answered."""
        driver = self.driver
        driver.window.begin(DrillSettings(count=10))
        driver.say_pain(3)
        driver.wait_for_sheet(ReadySheet)
        driver.key(Qt.Key.Key_Space)
        for _ in range(10):
            driver.answer()
        driver.finish()
        assert driver.window.is_at(Route.RESULT)
        driver.press_words("Done")
        self.calm()

    def send_results(self, path: Path) -> None:
        """With the keyboard alone: the overview, the file's name, done."""
        hub = self.my_clinic()
        hub.send.key.setFocus()
        self.type_keys(Qt.Key.Key_Return)
        step = self.screen(SendScreen)
        assert self.driver.window.focusWidget() is step.whom.chip(0)
        self.reach(step.primary)
        self.type_keys(Qt.Key.Key_Return)
        self.name_file(path)
        assert step.saved is not None
        self.type_keys(Qt.Key.Key_Return)
        self.screen(ShareScreen)

    def reach(self, wanted: QWidget) -> None:
        """By Tab."""
        for _ in range(20):
            if self.driver.window.focusWidget() is wanted:
                return
            self.type_keys(Qt.Key.Key_Tab)
        raise AssertionError("Tab does not lead there")

    # ---- in the clinic
    def take_in(self, path: Path) -> TakeInScreen:
        self.press_named("take_in")
        self.name_file(path)
        step = self.screen(TakeInScreen)
        self.press(step.primary)
        return step


def _invited(start: Start, folder: Path) -> str:
    """The clinic's first start, its first patient, and the invitation for them."""
    with Program(start, folder) as clinic:
        clinic.press_named("clinic")
        clinic.press_named("next")
        clinic.press_named("add")
        adding = clinic.screen(AddScreen)
        QTest.keyClicks(adding.person.name, CODE)
        clinic.press(adding.add_key)
        clinic.press(clinic.screen(PatientScreen).invite_key)
        made = clinic.screen(InviteScreen).made
        assert made is not None
        return made.invitation.text


def _accept(start: Start, folder: Path, text: str, results: Path) -> None:
    with Program(start, folder) as home:
        hub = home.my_clinic()
        home.press(hub.invitation.key)
        step = home.screen(InvitationScreen)
        assert step.field is not None
        step.field.setPlainText(text)
        home.press(step.primary)
        assert step.seen is not None
        home.press(step.primary)
        home.screen(ShareScreen)
        home.send_results(results)


def _review(start: Start, folder: Path, results: Path, plan: Path) -> int:
    """The clinic takes the results in, looks, changes the plan and sends it; how many sets."""
    with Program(start, folder) as clinic:
        step = clinic.take_in(results)
        assert step.whom is None  # the invitation says who it is
        clinic.press(step.primary)
        page = clinic.screen(PatientScreen)
        sets = clinic.journal.count_sessions(clinic.person.id)
        clinic.press(page.plan_key)
        editor = clinic.screen(PlanScreen)
        [more, *_] = [s for s in editor.findChildren(Stepper) if s.isVisible()]
        more.more.click()
        editor.draft.change(note_to_patient=NOTE)
        editor._show()
        clinic.press(editor.save)
        assert clinic.journal.plans(clinic.person.id)[0].plan.note_to_patient == NOTE
        clinic.driver.window.clinic.show_patient(clinic.person)
        clinic.press(clinic.screen(PatientScreen).send_key)
        sending = clinic.screen(SendPlanScreen)
        clinic.press(sending.primary)
        clinic.name_file(plan)
        assert sending.saved is not None
        return sets


def _take_plan(start: Start, folder: Path, plan: Path, results: Path) -> None:
    """What changes is shown; it is taken, practised, and the results are sealed again."""
    with Program(start, folder) as home:
        before = home.journal.plan(home.person.id)
        assert before is not None
        hub = home.my_clinic()
        home.press(hub.open.key)
        step = home.screen(OpenScreen)
        home.press(step.primary)
        home.name_file(plan)
        assert isinstance(step.part, PlanPart)
        assert any(NOTE in each for each in step.part.changes)
        assert len(step.part.changes) == 2
        assert home.journal.plan(home.person.id) == before
        step.part.field.setPlainText("Thank you.")
        home.press(step.primary)
        assert home.driver.window.is_at(Route.TODAY)
        known = home.driver.window.programme.course.known
        assert known is not None
        assert known.plan is not None
        assert known.plan.note_to_patient == NOTE
        home.do_a_set()
        home.send_results(results)


@pytest.mark.timeout(300)
def test_results_go_out_and_a_plan_comes_back(start: Start, tmp_path: Path) -> None:
    home, clinic = tmp_path / "home", tmp_path / "clinic"
    home.mkdir()
    fill(home, DAYS)
    first, plan, second = (tmp_path / name for name in ("first.gmi", "plan.gmi", "second.gmi"))

    text = _invited(start, clinic)
    _accept(start, home, text, first)
    sets = _review(start, clinic, first, plan)
    _take_plan(start, home, plan, second)

    with Program(start, clinic) as again:
        step = again.take_in(second)
        again.press(step.primary)
        [person] = again.journal.patients()
        assert person.name == CODE  # the clinic's word for them is newer than theirs
        assert person.simulated
        assert again.journal.count_sessions(person.id) == sets + 1
        newest = again.journal.summaries(person.id, limit=1)[0]
        assert newest.kind is SessionKind.LATERALITY
        assert newest.trials == 10
        present = again.journal.plan(person.id)
        assert present is not None
        assert present.plan.note_to_patient == NOTE
        [note] = again.journal.notes(person.id, [NoteKind.PLAN_ANSWER])
        assert isinstance(note.content, PlanAnswer)
        assert (note.content.accepted, note.content.words) == (True, "Thank you.")
        assert note.content.version == present.id
