"""A report as a PDF: for whom, over what time, then where it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal

from gmi_app.facts.exchanging import ReportReader
from gmi_app.programme.patient import Patient
from gmi_app.ui.exchange.files import FileAsking
from gmi_app.ui.exchange.report_period import Reach, ReportPeriod
from gmi_app.ui.exchange.saved_card import SavedCard
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.services import Exchange
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.one_of import OneOf

READERS = (ReportReader.PATIENT, ReportReader.COLLEAGUE)


class ReportScreen(Step):
    """``known``: how far back there is anything. ``whose``: the patient's name where a clinic makes
    it, empty where they make it themselves.
    ``done``: the report is written, and read about."""

    done = Signal()

    def __init__(
        self,
        exchange: Exchange,
        patient: Patient,
        known: Reach,
        reader: ReportReader = ReportReader.PATIENT,
        whose: str = "",
    ) -> None:
        super().__init__(
            exchange,
            whose or self.tr("My clinic and me"),
            self.tr("A report to print"),
            self.tr("One or two pages: the plan, what was done, and what changed."),
        )
        self._exchange, self._patient, self._whose = exchange, patient, whose
        self.saved: SavedCard | None = None
        self.asking = FileAsking(self)
        self.reader = OneOf(
            self.tr("Who reads it"),
            [
                self.tr("The patient, in plain words")
                if whose
                else self.tr("I do, in plain words"),
                self.tr("A professional, with the figures"),
            ],
            READERS.index(reader),
        )
        self.period = ReportPeriod(known)
        self.named = CheckRow(
            self.tr("With the name"),
            self.tr("Without it, notes in own words are left out, too."),
            checked=True,
        )
        self.show_parts(
            framed(self.tr("Who reads it"), self.reader),
            framed(self.tr("Which days"), self.period),
            framed(
                self.tr("Name and notes"),
                self.named,
            ),
        )
        self.offer(self.tr("Save the report …"), "save")

    def go_on(self) -> None:
        if self.saved is not None:
            self.done.emit()
            return
        words = [self.tr("Report"), self.period.shown.last.isoformat()]
        if self._whose and self.named.isChecked():
            words.insert(1, self._whose.replace("/", "-"))
        self.asking.to_save(
            self.tr("Save the report"),
            " ".join(words) + ".pdf",
            [self.tr("PDF files ({0})").format("*.pdf")],
            "pdf",
            self.write,
        )

    def write(self, path: Path) -> None:
        """Lays the report out and writes it; a second or so."""
        desk, patient = self._exchange.desk, self._patient
        reader, days = READERS[self.reader.at], self.period.shown
        identity = self.named.isChecked()

        def done(_: None) -> str:
            self._show_saved(path)
            return ""

        self.task.run(
            self.tr("Writing the report …"),
            lambda: desk.write_report(
                path, patient, reader, first=days.first, last=days.last, identity=identity
            ),
            done,
        )

    def _show_saved(self, path: Path) -> None:
        steps = (self.tr("It is not sealed: whoever has the file can read it."),)
        self.saved = SavedCard(self.tr("The report is ready"), path, steps, opens=True)
        self.say_why("")
        self.show_parts(self.saved)
        self.leave.hide()
        self.offer(self.tr("Done"))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
