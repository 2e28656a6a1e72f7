"""A report about a patient as PDF: for them in plain words, or for a colleague with the figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal

from gmi_app.facts.exchanging import ReportReader
from gmi_app.programme.patient import Patient
from gmi_app.ui import person_words
from gmi_app.ui.exchange.files import FileAsking
from gmi_app.ui.exchange.saved_card import SavedCard
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.services import Exchange
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.choices import Choices
from gmi_app.ui.widgets.one_of import OneOf

translate = QCoreApplication.translate

READERS = (ReportReader.PATIENT, ReportReader.COLLEAGUE)
WEEKS = (4, 6, 12, 26, 52)
USUAL = 1


class ClinicReportScreen(Step):
    """``done``: back to the patient."""

    done = Signal()

    def __init__(self, exchange: Exchange, patient: Patient, patients: Sequence[Patient]) -> None:
        name = person_words.name_of(patient, patients)
        super().__init__(
            exchange,
            name,
            translate("ClinicReportScreen", "Report"),
            translate(
                "ClinicReportScreen",
                "One or two pages: plan, what was done, charts of both sides, pain, what changed.",
            ),
        )
        self._exchange, self._patient, self._name = exchange, patient, name
        self.saved: SavedCard | None = None
        self.asking = FileAsking(self)
        self.reader = Choices(
            self.tr("Who reads it?"),
            [self.tr("The patient"), self.tr("A colleague")],
            1,
            whys=[
                self.tr("In plain words, about practice and pain."),
                self.tr("With figures, intervals and reasons for stopping."),
            ],
            columns=2,
        )
        self.weeks = OneOf(
            self.tr("Which weeks"),
            [
                self.tr("4 weeks"),
                self.tr("6 weeks"),
                self.tr("12 weeks"),
                self.tr("Half a year"),
                self.tr("A year"),
            ],
            USUAL,
        )
        self.named = CheckRow(
            self.tr("With the name and the notes"),
            self.tr("Without them nothing in it says who it is, and nobody's own words are in it."),
            checked=True,
        )
        self.show_parts(
            framed(self.tr("Who reads it?"), self.reader),
            framed(self.tr("Which weeks, up to today"), self.weeks),
            self.named,
        )
        self.offer(self.tr("Save the report …"), "save")
        self.setFocusProxy(self.reader.row(1))

    def go_on(self) -> None:
        if self.saved is not None:
            self.done.emit()
            return
        who = self._name if self.named.isChecked() else self.tr("without a name")
        name = self.tr("Report {0}").format(who).replace("/", "-") + ".pdf"
        kinds = [self.tr("PDF ({0})").format("*.pdf")]
        self.asking.to_save(self.tr("Save the report"), name, kinds, "pdf", self.write)

    def write(self, path: Path) -> None:
        """Lays it out and writes the file."""
        desk, patient = self._exchange.desk, self._patient
        reader, weeks = READERS[self.reader.at], WEEKS[self.weeks.at]
        identity = self.named.isChecked()

        def work() -> None:
            desk.write_report(path, patient, reader, weeks=weeks, identity=identity)

        def done(_: None) -> str:
            self._show_saved(path)
            return ""

        self.task.run(self.tr("Making the report …"), work, done)

    def _show_saved(self, path: Path) -> None:
        steps = (self.tr("It is not sealed: whoever has the file can read it."),)
        self.saved = SavedCard(self.tr("The report is ready"), path, steps, opens=True)
        self.say_why("")
        self.show_parts(self.saved)
        self.leave.hide()
        self.offer(self.tr("Done"))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
