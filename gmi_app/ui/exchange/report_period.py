"""Over what time a report goes: since the last visit, some weeks, everything, or days of one's
own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.clinic.periods import Period
from gmi_app.facts.note import NoteKind
from gmi_app.journal import Journal
from gmi_app.programme.patient import Patient
from gmi_app.ui import words
from gmi_app.ui.clinic.day_field import DayField
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.text import Text

WEEKS = (2, 4, 8)
USUAL_WEEKS = 8
"""Where no visit is noted; as many as the patient's page shows. Ours."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back a report can look on the day ``today``. ``begun``: the day of the first session,
    None without any. ``visited``: the day of the last visit before today; a visit of today is the
    one that the report is made at."""

    today: date
    begun: date | None = None
    visited: date | None = None


def reach(journal: Journal, patient: Patient, today: date) -> Reach:
    """Asks the journal, on its lane."""
    visits = journal.notes(patient.id, (NoteKind.VISIT,))
    days = (note.day or note.at.day for note in visits)
    visited = max((day for day in days if day < today), default=None)
    return Reach(today, journal.record(patient.id, today).first_day, visited)


class ReportPeriod(QWidget):
    """Ready-made times, and two days that say what they are, or are typed. ``shown``: the days that
    are chosen, both included."""

    def __init__(self, known: Reach) -> None:
        super().__init__()
        self._today = today = known.today
        begun = min(known.begun or today, today)
        self._times: list[Period] = []
        names: list[str] = []
        if known.visited is not None:
            form = words.day if known.visited.year == today.year else words.full_day
            names.append(self.tr("Since the visit of {0}").format(form(known.visited)))
            self._times.append(Period(known.visited, today))
        for weeks in WEEKS:
            names.append(self.tr("{0} weeks").format(weeks))
            self._times.append(Period(today - timedelta(days=7 * weeks - 1), today))
        names.append(self.tr("All"))
        self._times.append(Period(begun, today))
        names.append(self.tr("Other days"))
        at = 0 if known.visited is not None else WEEKS.index(USUAL_WEEKS)
        self.choice = OneOf(self.tr("Which days"), names, at)
        self.first, self.last = DayField(self.tr("From")), DayField(self.tr("To"))
        self.first.setObjectName("report_first")
        self.last.setObjectName("report_last")
        self._earliest = min(time.first for time in self._times)
        between = Text(self.tr("to"), "small", "quiet")
        days = boxed(row(self.first, between, self.last, gap=8))
        self.setLayout(column(self.choice, flowing(days), gap=12))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.choice.chosen.connect(self._choose)
        self.first.chosen.connect(lambda day: self._own(self.shown.moved(today, first=day)))
        self.last.chosen.connect(lambda day: self._own(self.shown.moved(today, last=day)))
        self._show(self._times[at])

    @property
    def others(self) -> int:
        """The place of days of one's own among the choices."""
        return len(self._times)

    def _choose(self, at: int) -> None:
        if at < self.others:
            self._show(self._times[at])
        else:
            self.first.setFocus()
            self.first.selectAll()

    def _own(self, shown: Period) -> None:
        self._show(shown)
        self.choice.choose(self.others)

    def _show(self, shown: Period) -> None:
        self.shown = shown
        self.first.show_day(shown.first, self._earliest, self._today)
        self.last.show_day(shown.last, self._earliest, self._today)
