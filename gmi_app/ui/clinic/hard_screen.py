"""Which pictures are hard for one patient: what is confused, the slowest and the fastest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gmi_app.clinic.confusion import By, Group, fastest, groups, in_turn, slowest
from gmi_app.facts.session import ScreenFacts
from gmi_app.journal import Journal
from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.trial import Trial
from gmi_app.pictures.model import Side
from gmi_app.progress.history import comparable
from gmi_app.ui import person_words, words
from gmi_app.ui.background import while_alive
from gmi_app.ui.clinic.patient_query import PatientFile
from gmi_app.ui.clinic.sheet import Sheet
from gmi_app.ui.clinic.sheet_card import SheetCard
from gmi_app.ui.clinic.timed_table import TimedModel, TimedTable
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.thumbnails import Thumbnails
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import Columns, column, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.text import Text

SHOWN = 6
CHOICES = (By.POSTURE, By.VIEW, By.ROTATION, By.SIDE)
NO_SCREEN = ScreenFacts(0, 0, 1.0, 0.0, False, "", "#D3D3D3", 0)


class HardScreen(Page):
    """Of the sets that the patient's page compares. ``closed``: back to it."""

    closed = Signal()

    def __init__(self, state: State, services: Services, file: PatientFile) -> None:
        super().__init__(top=20, gap=16, side=32)
        self._state, self._file = state, file
        self.trials: Sequence[Trial] = ()
        self.back = Button(self.tr("Back"), "left", height=48)
        self.says = Text("", "small", "quiet", wrap=True)
        name = person_words.name_of(file.question.patient, state.patients)
        title = self.tr("Which pictures are hard for {0}").format(name)
        names = [
            self.tr("Posture"),
            self.tr("View"),
            self.tr("Rotation"),
            self.tr("Side"),
        ]
        self.by = OneOf(self.tr("Sorted by"), names)
        self.groups = SheetCard(self.tr("Hardest first"), state.lane)
        self._tables: list[TimedModel] = []
        thumbnails = Thumbnails(services.catalogue.content, state.lane, self)
        cards = [
            self._pictures(self.tr("Took longest"), thumbnails),
            self._pictures(self.tr("Were quickest"), thumbnails),
        ]
        self.add(row(self.back, 0))
        self.add(column(Text(title, "title", wrap=True), self.says, gap=2))
        self.add(self.by, self.groups, Columns(*cards, from_em=60, gap=16), 0)
        self.back.clicked.connect(self.closed)
        self.by.chosen.connect(self._show)
        self._read()

    def _pictures(self, title: str, thumbnails: Thumbnails) -> Card:
        model = TimedModel(thumbnails, self)
        self._tables.append(model)
        card = Card(pad=16, gap=6)
        return card.add(Text(title, "strong", wrap=True), TimedTable(model, title, SHOWN), 0)

    def _read(self) -> None:
        file = self._file
        inside = [s for s in file.summaries if file.period.holds(s.at.day)]
        sets = comparable(inside, file.shown)
        ids = [summary.session for summary in sets]
        when = self.tr("{0} to {1}").format(
            words.day(file.period.first), words.day(file.period.last)
        )
        kind = words.conditions(file.shown) if file.shown is not None else ""
        self.says.set(f"{when}. {words.Counts().sets(len(ids))}. {kind}")

        def look_up(journal: Journal) -> list[Trial]:
            return journal.trials_of(ids)

        self._state.read(look_up, while_alive(self, self._came))

    def _came(self, trials: list[Trial]) -> None:
        self.trials = trials
        self._show()
        ratio = self.devicePixelRatioF()
        for model, shown in zip(
            self._tables, (slowest(trials, SHOWN), fastest(trials, SHOWN)), strict=True
        ):
            model.show_trials(shown, NO_SCREEN, ratio)

    def _show(self) -> None:
        by = CHOICES[max(0, self.by.at)]
        found = groups(self.trials, by)
        turned = by is By.ROTATION
        if turned:
            found = in_turn(found)
        self.groups.name(self.tr("Clockwise, from 0°") if turned else self.tr("Hardest first"))
        heads = (
            self.tr("Pictures"),
            self.tr("Correct"),
            self.tr("Likely"),
            self.tr("How often"),
            self.tr("No answer in time"),
            self.tr("Median time"),
            self.tr("Against all others"),
        )
        self.groups.show_sheet(Sheet(heads, tuple(self._row(group, by) for group in found)))
        if any(group.harder for group in found):
            self.groups.tell(
                self.tr("Of twenty groups, one stands out by chance: look at several weeks.")
            )
        else:
            self.groups.tell(self.tr("No group stands out by more than chance."))

    def _row(self, group: Group, by: By) -> tuple[str, ...]:
        accuracy, rt = group.accuracy, group.median_rt_s
        return (
            _name(group.name, by),
            "–" if accuracy is None else words.share(accuracy.value),
            _likely(accuracy),
            str(group.scored),
            str(group.timed_out),
            "–" if rt is None else words.seconds(rt.value),
            self.tr("harder, by more than chance") if group.harder else "",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _likely(accuracy: Estimate | None) -> str:
    if accuracy is None or accuracy.low is None or accuracy.high is None:
        return "–"
    return f"{words.number(100 * accuracy.low, 0)} – {words.share(accuracy.high)}"


def _name(name: str, by: By) -> str:
    match by:
        case By.ROTATION:
            return f"{name}°"
        case By.SIDE:
            return words.side(Side(name))
        case By.VIEW:
            return words.view(name)
        case By.POSTURE:
            return words.posture(name)
