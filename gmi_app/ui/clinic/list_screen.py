"""The patients of the clinic: who needs a look, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QTableView

from gmi_app.clinic.look import Look, Why, in_order, look_at
from gmi_app.journal import Journal
from gmi_app.ui.background import while_alive
from gmi_app.ui.clinic import look_words
from gmi_app.ui.clinic.list_model import Column, PatientsModel, Shown
from gmi_app.ui.clinic.list_paint import ROW_EM, LookDelegate
from gmi_app.ui.clinic.search_field import SearchField
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.tables import calm_table, fill_with
from gmi_app.ui.widgets.text import Text, announce

WIDTHS_EM = {
    Column.PATIENT: 9.4,
    Column.STAGE: 5.6,
    Column.DAYS: 9.6,
    Column.CORRECT: 4.7,
    Column.TIME: 4.7,
    Column.PAIN: 5.4,
    Column.LAST: 5.2,
}
LEAST_WHY_EM = 14
SEALED = ".gmi"
FIRST_TO_GO = (Column.LAST, Column.STAGE, Column.PAIN, Column.TIME, Column.CORRECT, Column.DAYS)
"""Where there is no room: the reason stays whole, the figures are one press away."""


def sealed_files(data: QMimeData) -> list[Path]:
    """The sealed files of this computer among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == SEALED]


class PatientsTable(QTableView):
    """``opened`` carries the Look of a line (Enter, double click)."""

    opened = Signal(object)

    def __init__(self, model: PatientsModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(LookDelegate(self))
        self.setAccessibleName(self.tr("Patients, who needs a look first"))
        calm_table(self, row_em=ROW_EM, head_em=2.6)
        self.setMinimumHeight(theme().em(14))
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        head = self.horizontalHeader()
        room = self.viewport().width() - theme().em(LEAST_WHY_EM)
        shown = dict(WIDTHS_EM)
        for column_ in FIRST_TO_GO:
            if sum(theme().em(wide) for wide in shown.values()) > room:
                del shown[column_]
        for column_, wide in WIDTHS_EM.items():
            self.setColumnHidden(column_, column_ not in shown)
            head.resizeSection(column_, theme().em(wide))
        fill_with(self, Column.WHY, theme().em(LEAST_WHY_EM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
            return
        super().keyPressEvent(event)

    def open_current(self) -> None:
        if self.currentIndex().isValid():
            self._open(self.currentIndex().row())

    def _open(self, row: int) -> None:
        self.opened.emit(self._model.look(row))


class PatientsScreen(Page):
    """``opened`` carries the Patient. ``add_wanted``: somebody new. ``results_wanted``: files are
    to be chosen; ``dropped`` carries the list of Paths that were let go here."""

    opened = Signal(object)
    add_wanted = Signal()
    results_wanted = Signal()
    dropped = Signal(object)

    def __init__(self, state: State) -> None:
        super().__init__(top=24, gap=16, side=40)
        self._state = state
        self.looks: list[Look] | None = None
        self.model = PatientsModel(self)
        self.table = PatientsTable(self.model)
        self.search = SearchField(self.tr("Find a patient"))
        self.search.setObjectName("search")
        self.search.setMaximumWidth(theme().em(18))
        self.search.setMinimumWidth(theme().em(13))
        self.shown = Segmented(
            self.tr("Which patients"),
            [self.tr("To look at"), self.tr("All"), self.tr("Put away")],
            Shown.ALL,
        )
        self.add_key = Button(self.tr("Add a patient"), "plus", height=48)
        self.add_key.setObjectName("add")
        self.take_in_key = Button(self.tr("Take in results"), "folder", height=48)
        self.take_in_key.setObjectName("take_in")
        self.setAcceptDrops(True)
        self.says = Text("", "body", "quiet", wrap=True)
        self.foot = Text("", "small", "quiet", wrap=True)
        self.empty = Card(gap=8)
        self.empty_title = Text("", "heading", wrap=True, centre=True)
        self.empty_more = Text("", "body", "quiet", wrap=True, centre=True)
        self.empty.add(0, self.empty_title, self.empty_more, 0)
        self._lay()
        self._connect()
        self.setFocusProxy(self.table)
        self.reload()

    def _lay(self) -> None:
        head = column(Text(self.tr("Patients"), "title"), self.says, gap=2)
        ways = (self.take_in_key, self.add_key)
        if theme().large:
            self.add(head, flowing(*ways), self.search, boxed(row(self.shown, 0)))
        else:
            title = row(boxed(head), *ways, gap=12)
            title.setStretch(0, 1)
            self.add(title, row(self.search, self.shown, 0, gap=12))
        self.card = Card(pad=0)
        self.card.box.setContentsMargins(2, 6, 2, 2)
        self.card.add(self.table)
        self.add(self.card, self.empty, self.foot)
        for part in (self.card, self.empty):
            self.box.setStretchFactor(part, 1)
        self.card.hide()
        self.empty.hide()

    def _connect(self) -> None:
        self.table.opened.connect(lambda look: self.opened.emit(look.glimpse.patient))
        self.search.textChanged.connect(self._choose)
        self.search.returnPressed.connect(self._to_table)
        self.shown.chosen.connect(self._choose)
        self.add_key.clicked.connect(self.add_wanted)
        self.take_in_key.clicked.connect(self.results_wanted)
        keys = QKeySequence.StandardKey
        QShortcut(keys.Find, self).activated.connect(self.search.setFocus)
        for key, button in ((keys.Open, self.take_in_key), (keys.New, self.add_key)):
            QShortcut(key, self).activated.connect(button.click)
            button.setToolTip(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
        self._state.patients_changed.connect(self.reload)
        self._state.records_changed.connect(self.reload)

    # ---- reading
    def reload(self) -> None:
        """Reads the list again; the line that is chosen stays chosen."""
        today = self._state.clock.moment().day

        def read(journal: Journal) -> list[Look]:
            return in_order(look_at(each, today) for each in journal.glimpses(today))

        self._state.read(read, while_alive(self, self._came))

    def _came(self, looks: Sequence[Look]) -> None:
        first, kept = self.looks is None, self._chosen()
        self.looks = [look for look in looks if look.glimpse.patient.pin is None]
        self.model.show_looks(self.looks, self._state.clock.moment().day)
        self._choose()
        locked = len(looks) - len(self.looks)
        foot = self.tr("Sorted by who needs a look first. Underlined figures miss the target.")
        if locked:
            more = self.tr("People with a PIN are not shown here: {0}.").format(locked)
            foot = f"{foot} {more}"
        self.foot.set(foot)
        rows = range(self.model.rowCount())
        at = next((r for r in rows if self.model.look(r).glimpse.patient.id == kept), 0)
        if self.model.rowCount():
            self._select(at)
        if first and self.model.rowCount() and not self.search.hasFocus():
            self.table.setFocus()

    def _chosen(self) -> object:
        index = self.table.currentIndex()
        return self.model.look(index.row()).glimpse.patient.id if index.isValid() else None

    def _select(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.model.index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    # ---- showing
    def _choose(self) -> None:
        if self.looks is None:
            return
        self.model.choose(Shown(self.shown.at), self.search.text())
        here = [look for look in self.looks if not look.glimpse.archived]
        self._say(here)
        rows = self.model.rowCount()
        self.card.setVisible(rows > 0)
        self.foot.setVisible(rows > 0)
        self.empty.setVisible(rows == 0)
        if rows:
            self._select(0)
            return
        self.empty_title.set(self._nobody(bool(self.looks)))
        self.empty_more.set(
            self.tr(
                "Add a patient and give them an invitation, or take in a file with results. You "
                "can also drag the file here."
            )
            if not self.looks
            else self.tr("Try other words, or look at all patients.")
        )
        announce(self.empty, self.empty_title.words)

    def _nobody(self, somebody: bool) -> str:
        if not somebody:
            return self.tr("Your patients will appear here")
        if self.search.text().strip():
            return self.tr("Nobody is found")
        if self.shown.at == Shown.TO_LOOK_AT:
            return self.tr("Nobody needs a look just now")
        return self.tr("Nobody is put away")

    def _say(self, here: Sequence[Look]) -> None:
        counts = look_words.Counts()
        need = sum(look.needs_look for look in here)
        waiting = sum(
            any(r.why in (Why.SUGGESTION, Why.CAREFUL) for r in look.reasons) for look in here
        )
        told = [counts.need_a_look(need)]
        if waiting:
            told.append(counts.waiting(waiting))
        self.says.set(", ".join(told) if here else "")
        self.shown.key(Shown.ALL).setText(self.tr("All {0}").format(len(here)))

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- files that are dragged here
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if sealed_files(event.mimeData()):
            event.acceptProposedAction()
            self.says.set(self.tr("Let go here: what is in the file is shown first."))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._choose()

    def dropEvent(self, event: QDropEvent) -> None:
        files = sealed_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self._choose()
            self.dropped.emit(files)

    def step_back(self) -> bool:
        """Empties the search; False when it is empty."""
        found = bool(self.search.text())
        self.search.clear()
        return found
