"""The lower part of a patient's page: days, course, visits, figures, other exercises, sets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.patient import Patient
from gmi_app.ui.clinic import figure_sheets
from gmi_app.ui.clinic.calendar_card import CalendarCard
from gmi_app.ui.clinic.patient_cards import CourseCard, NotesCard
from gmi_app.ui.clinic.patient_query import PatientFile
from gmi_app.ui.clinic.sheet_card import SheetCard
from gmi_app.ui.screens.history import SetsCard
from gmi_app.ui.screens.history_query import Period, Question
from gmi_app.ui.screens.history_table import SetsModel
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import Columns, clear
from gmi_app.ui.widgets.text import Text


class PatientBelow(QWidget):
    """``opened`` carries the SessionSummary of a set. ``hard_wanted``: which pictures are hard.
    ``written``: the words of a visit; ``drafted``: as far as they are written. ``name_wanted``: of
    whoever writes here."""

    opened = Signal(object)
    hard_wanted = Signal()
    written = Signal(str)
    drafted = Signal(str)
    name_wanted = Signal()

    def __init__(self, state: State, patient: Patient, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._state, self._patient = state, patient
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        self.calendar, self.course, self.notes = CalendarCard(), CourseCard(), NotesCard()
        box.addWidget(Columns(self.calendar, self.course, self.notes, from_em=52, gap=16))
        self.periods = SheetCard(self.tr("Figures of this time"), state.lane)
        self.sides = Card(pad=16, gap=6)
        self._figures = Columns(self.periods, self.sides, shares=(2, 1), from_em=52, gap=16)
        box.addWidget(self._figures)
        self.others = SheetCard(self.tr("Other exercises"), state.lane)
        box.addWidget(self.others)
        self.sets_model = SetsModel(state, self)
        self.sets = SetsCard(self.sets_model)
        self.sets.table.setMinimumHeight(theme().em(18))
        box.addWidget(self.sets)
        self.hard_key = Button(self.tr("Which pictures are hard?"), "pictures", height=48)
        self.hard_key.setObjectName("hard")
        self._sides_held = QVBoxLayout()
        self._sides_held.setSpacing(6)
        self.sides.add(Text(self.tr("Between the sides"), "strong"), self._sides_held, 8)
        self.sides.add(flowing(self.hard_key), 0)
        self.hard_key.clicked.connect(self.hard_wanted)
        self.notes.written.connect(self.written)
        self.notes.drafted.connect(self.drafted)
        self.notes.name_wanted.connect(self.name_wanted)
        self.sets.table.opened.connect(self.opened)

    def show_file(self, file: PatientFile) -> None:
        """Everything of it but the sets, which are read as far as they are scrolled to."""
        today = file.question.now.day
        for part in (self.calendar, self._figures, self.sets):
            part.setVisible(file.sessions > 0)
        self.calendar.show_days(file.days, file.now.adherence, today)
        self.course.show_file(file)
        self.course.setVisible(bool(file.entries or file.versions))
        self.notes.show_author(self._state.preferences.clinician)
        self.notes.show_visits(file.visits, today)
        self.notes.helped.show_lines(file.helped, today)
        self.periods.show_sheet(figure_sheets.of_periods(file.now, file.before))
        clear(self._sides_held)
        told = figure_sheets.between_sides(file.newest, self._patient)
        for line in (*told, figure_sheets.motor_imagery(file.imagery)):
            self._sides_held.addWidget(Text(line, "small", wrap=True))
        self.hard_key.setEnabled(file.shown is not None)
        others = figure_sheets.of_others(file.practice)
        self.others.show_sheet(others)
        self.others.setVisible(bool(others.rows))

    def read_sets(self) -> None:
        """Reads the newest sets, again."""
        today = self._state.clock.moment().day
        self.sets_model.ask(Question(self._patient.id, today, Period.ALL))
