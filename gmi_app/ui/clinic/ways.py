"""The ways of the clinic: to it and out of it, the list, one patient, their plan."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gmi_app.programme.patient import Patient
from gmi_app.ui.background import while_alive
from gmi_app.ui.clinic.drafts import Drafts
from gmi_app.ui.clinic.writing import Writing
from gmi_app.ui.routes import IN_CLINIC, Route
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.window_rail import RailPlace

if TYPE_CHECKING:
    from gmi_app.journal import Journal
    from gmi_app.programme.plan import Plan, PlanVersion
    from gmi_app.ui.clinic.patient_query import PatientFile
    from gmi_app.ui.exchange.clinic_ways import ClinicFiles
    from gmi_app.ui.window import MainWindow


class ClinicWays(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, state: State, services: Services) -> None:
        super().__init__(window)
        self._window, self._state, self._services = window, state, services
        self._drafts = Drafts(state, self)
        window.closed.connect(self._drafts.keep)

    @cached_property
    def files(self) -> ClinicFiles:
        """What leaves and enters."""
        from gmi_app.ui.exchange.clinic_ways import ClinicFiles

        return ClinicFiles(self._window, self._state, self._services)

    # ---- in and out
    def begin(self) -> None:
        """From the first start: this computer has a clinic from now on."""
        self._state.change_preferences(clinic=True, opens_clinic=True, first_start_done=True)
        self.show_list()

    def enter(self) -> None:
        """From somebody's exercises."""
        self._state.change_preferences(opens_clinic=True)
        self.show_list()

    def leave(self) -> None:
        """To the exercises; who exercises is asked for, unless there is only one."""
        self._state.change_preferences(opens_clinic=False)
        self._state.look_at(None)
        self._window.start()

    def places(self) -> list[RailPlace]:
        """What stands on the rail."""
        window = self._window
        return [
            RailPlace(
                Route.CLINIC,
                "people",
                self.tr("Patients"),
                self.show_list,
                IN_CLINIC,
            ),
            RailPlace(Route.LIBRARY, "pictures", self.tr("Pictures"), window.show_library),
            RailPlace(Route.SETTINGS, "settings", self.tr("Settings"), window.show_settings),
        ]

    # ---- the list
    def show_list(self) -> None:
        """Nobody is present in the list."""
        self._window.open_screen(Route.CLINIC, self._build_list)
        if self._state.patient is not None:
            self._state.look_at(None)

    def _build_list(self) -> QWidget:
        from gmi_app.ui.clinic.list_screen import PatientsScreen

        screen = PatientsScreen(self._state)
        screen.opened.connect(self.show_patient)
        screen.add_wanted.connect(self.show_add)
        screen.results_wanted.connect(self.files.choose_results)
        screen.dropped.connect(self.files.take_in)
        return screen

    def show_add(self) -> None:
        """Somebody new."""
        self._window.open_screen(Route.CLINIC_ADD, self._build_add)

    def _build_add(self) -> QWidget:
        from gmi_app.ui.clinic.add_screen import AddScreen

        screen = AddScreen(self._state, self._services)
        screen.added.connect(self._add)
        screen.cancelled.connect(self.show_list)
        return screen

    def _add(self, patient: Patient) -> None:
        """The next start does not open on them, as it would after their own first start."""
        state = self._state
        state.lane.run(lambda: state.journal.save_patient(patient))
        state.patients = [*state.patients, patient]
        state.patients_changed.emit()
        self.show_patient(patient)

    # ---- one patient
    def show_patient(self, patient: Patient) -> None:
        self._state.look_at(patient)
        self._window.open_screen(Route.CLINIC_PATIENT, self._build_patient)

    def _build_patient(self) -> QWidget:
        from gmi_app.ui.clinic.patient_screen import PatientScreen

        patient = self._state.patient
        assert patient is not None
        draft = self._drafts.of(patient.id)
        screen = PatientScreen(self._state, self._services, patient, draft)
        writing = Writing(self._state, patient, screen)
        screen.written.connect(writing.visit)
        screen.drafted.connect(lambda words: self._drafts.put(patient.id, words))
        screen.put_away.connect(writing.put_away)
        screen.accepted.connect(lambda decided: writing.decide(decided, accept=True))
        screen.declined.connect(lambda decided: writing.decide(decided, accept=False))
        screen.hard_wanted.connect(self.show_hard)
        screen.plan_wanted.connect(self.show_plan)
        screen.name_wanted.connect(self._enter_name)
        screen.invite_wanted.connect(lambda: self.files.invite(patient))
        screen.send_wanted.connect(lambda: self.files.send_plan(patient))
        screen.report_wanted.connect(lambda: self.files.report(patient))
        return screen

    def _enter_name(self) -> None:
        from gmi_app.ui.screens.settings import Section

        self._window.show_settings(Section.CLINIC)

    def show_hard(self, file: PatientFile) -> None:
        """Which pictures are hard for the present patient."""
        self._window.open_screen(Route.CLINIC_HARD, lambda: self._build_hard(file))

    def _build_hard(self, file: PatientFile) -> QWidget:
        from gmi_app.ui.clinic.hard_screen import HardScreen

        screen = HardScreen(self._state, self._services, file)
        patient = file.question.patient
        screen.closed.connect(lambda: self.show_patient(patient))
        return screen

    # ---- the plan
    def show_plan(self) -> None:
        """The present patient's; without one, the ready-made ones to begin with."""
        from gmi_app.facts.note import NoteKind
        from gmi_app.programme.in_force import in_force
        from gmi_app.ui import words
        from gmi_app.ui.clinic import course_words
        from gmi_app.ui.programme import plan_words
        from gmi_app.ui.programme.course import is_damaged

        patient = self._state.patient
        if patient is None:
            return

        def query(journal: Journal) -> tuple[list[PlanVersion], list[str]]:
            versions = journal.plans(patient.id)
            newest, notices = versions[0] if versions else None, []
            if is_damaged(journal, patient.id, newest):
                notices.append(plan_words.damaged(followed=True))
            answers = journal.notes(patient.id, (NoteKind.PLAN_ANSWER,))
            why = in_force(versions, answers, journal.settings()).unheld
            if why is not None and newest is not None:
                day = words.day(newest.at.day)
                notices.append(f"{course_words.unheld(why).format(day)}.")
            return versions, notices

        def came(found: tuple[list[PlanVersion], list[str]]) -> None:
            self._open_plan(patient, *found)

        self._state.read(query, while_alive(self, came))

    def _open_plan(
        self,
        patient: Patient,
        versions: list[PlanVersion],
        notices: Sequence[str] = (),
        *,
        just_kept: bool = False,
    ) -> None:
        present = self._state.patient
        if present is None or present.id != patient.id:
            return
        self._window.open_screen(
            Route.CLINIC_PLAN, lambda: self._build_plan(patient, versions, notices, just_kept)
        )

    def _build_plan(
        self,
        patient: Patient,
        versions: list[PlanVersion],
        notices: Sequence[str],
        just_kept: bool,
    ) -> QWidget:
        today = self._state.clock.moment().day
        writing = Writing(self._state, patient, self)

        def keep(plan: Plan) -> None:
            parent = versions[0] if versions else None
            version = writing.plan(plan, parent)
            self._open_plan(patient, [version, *versions], just_kept=True)

        if not versions:
            from gmi_app.ui.programme.plan_choice_screen import PlanChoiceScreen

            choice = PlanChoiceScreen(patient, today)
            choice.chosen.connect(keep)
            choice.cancelled.connect(lambda: self.show_patient(patient))
            return choice
        from gmi_app.ui.programme.plan_screen import PlanScreen

        screen = PlanScreen(patient, versions, today, just_kept=just_kept, notices=notices)
        screen.kept.connect(keep)
        screen.undo_wanted.connect(lambda: keep(versions[1].plan))
        screen.calendar.hide()
        screen.closed.connect(lambda: self.show_patient(patient))
        return screen
