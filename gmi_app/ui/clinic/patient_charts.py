"""The three charts of a patient's page, with the plan's targets and changes marked in them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gmi_app.laterality.task import Task
from gmi_app.pictures.model import Side
from gmi_app.progress.goals import Goal, goal_of
from gmi_app.progress.history import Day
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import words
from gmi_app.ui.background import Lane
from gmi_app.ui.charts.data import ChartData
from gmi_app.ui.charts.legend import Entry, Legend, Sign
from gmi_app.ui.charts.measure import Measure
from gmi_app.ui.charts.progress_charts import of_days
from gmi_app.ui.charts.series_chart import NOTHING, SeriesChart
from gmi_app.ui.clinic import figure_sheets, pain_chart
from gmi_app.ui.clinic.chart_card import ChartCard
from gmi_app.ui.clinic.pain_chart import PainChart
from gmi_app.ui.clinic.patient_query import PatientFile
from gmi_app.ui.clinic.sheet import Sheet
from gmi_app.ui.widgets.layout import Columns, column


def target(file: PatientFile) -> Goal | None:
    """The plan's, else the usual goal; none for moving pictures."""
    shown = file.shown
    if shown is None:
        return None
    usual = goal_of(shown.part, moving=shown.moving)
    present = file.held.present
    if usual is None or present is None:
        return usual
    chosen = present.plan.thresholds
    return Goal(chosen.accuracy, chosen.rt_s(shown.part), 0.0)


class PatientCharts(QWidget):
    """``opened`` carries the SessionSummary of a place in a chart."""

    opened = Signal(object)

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self.accuracy = ChartCard(self.tr("Correct"), SeriesChart(self.tr("Correct answers")), lane)
        self.rt = ChartCard(self.tr("Time to answer"), SeriesChart(self.tr("Time to answer")), lane)
        self.pain = ChartCard(self.tr("Pain"), PainChart(self.tr("Pain over 24 hours")), lane)
        self.legend = Legend(())
        self._places: tuple[SessionSummary, ...] = ()
        columns = Columns(self.accuracy, self.rt, self.pain, from_em=52, gap=16)
        self.setLayout(column(self.legend, columns, gap=10))
        for card in (self.accuracy, self.rt):
            card.opened.connect(lambda at: self.opened.emit(self._places[at]))

    def show_file(self, file: PatientFile) -> None:
        days, span = file.places, file.place_days
        changes = self._changes(file)
        asked = file.shown.asked if file.shown is not None else Task.SIDE
        empty = self.tr("No sets in this time.")
        for measure, card in ((Measure.ACCURACY, self.accuracy), (Measure.RT, self.rt)):
            data = NOTHING
            sheet = Sheet()
            if any(day.points for day in days):
                data = of_days(days, span, measure, target(file), empty, asked)
                data = self._targeted(data, file, changes)
                sheet = figure_sheets.of_days(days, span, measure)
            else:
                data = replace(data, empty=empty)
            card.show_data(data, sheet, self._latest(days, measure, asked))
        self._places = self._newest_of(days, file)
        self._show_pain(file, changes)
        self.legend.show_entries(self._entries(asked))

    def _changes(self, file: PatientFile) -> tuple[float, ...]:
        """Where a version of the plan began to hold, the first one left out."""
        later = (version.at.day for version in file.held.versions[:-1])
        return tuple(sorted({day.toordinal() for day in later if file.period.holds(day)}))

    def _targeted(
        self, data: ChartData, file: PatientFile, changes: tuple[float, ...]
    ) -> ChartData:
        if data.band is not None and file.held.present is not None:
            data = replace(data, band=replace(data.band, label=self.tr("target")))
        said = data.words
        if changes:
            text = self.tr("The plan was changed {0} times in it.").format(len(changes))
            said = f"{said} {text}"
        return replace(data, changes=changes, words=said)

    def _latest(self, days: tuple[Day, ...], measure: Measure, asked: Task) -> str:
        """The newest figure of each side with its interval."""
        told = []
        for side in Side:
            found = (e for d in reversed(days) if (e := measure.of_day(d, side)) is not None)
            newest = next(found, None)
            if newest is not None:
                told.append(measure.figure(side, newest, asked))
        return ", ".join(told)

    def _newest_of(self, days: tuple[Day, ...], file: PatientFile) -> tuple[SessionSummary, ...]:
        """The newest set at each stop of the charts."""
        by_id = {summary.session: summary for summary in file.summaries}
        return tuple(by_id[day.points[-1].session] for day in days if day.points)

    def _show_pain(self, file: PatientFile, changes: tuple[float, ...]) -> None:
        empty = self.tr("No pain was noted in this time.")
        days = pain_chart.pain_days(file.pain, file.record.practice)
        days = tuple(day for day in days if file.period.holds(day.day))
        shown = pain_chart.pooled_pain(days, file.period.last, file.place_days)
        data = pain_chart.chart_of(
            shown, file.period.first, file.period.last, empty, file.place_days
        )
        says = ""
        if file.now.pain is not None:
            says = self.tr("{0} a day on average").format(words.number(file.now.pain))
            if file.before is not None and file.before.pain is not None:
                text = self.tr("{0}, {1} in the time before")
                says = text.format(says, words.number(file.before.pain))
        sheet = pain_chart.sheet_of(days)
        self.pain.show_data(replace(data, changes=changes), sheet, says)

    def _entries(self, asked: Task) -> tuple[Entry, ...]:
        return (
            Entry(Sign.LEFT, words.answer(Side.LEFT, asked)),
            Entry(Sign.RIGHT, words.answer(Side.RIGHT, asked)),
            Entry(Sign.CHECK_UP, self.tr("Check-up")),
            Entry(Sign.GOAL, self.tr("Target")),
            Entry(Sign.CHANGE, self.tr("The plan was changed")),
        )
