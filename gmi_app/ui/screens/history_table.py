"""The sets as a table, newest first; more rows are read when the end comes into view."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from gmi_app.laterality.measures import SideMeasures
from gmi_app.progress.meaning import like_guessing
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import words
from gmi_app.ui.background import while_alive
from gmi_app.ui.screens.history_query import Page, Question, page
from gmi_app.ui.state import State
from gmi_app.ui.widgets.records import Index, RecordsModel, RecordsTable

ROWS_AT_ONCE = 60


class Column(IntEnum):
    DAY = 0
    LEFT_CORRECT = 1
    RIGHT_CORRECT = 2
    LEFT_TIME = 3
    RIGHT_TIME = 4
    PAIN = 5
    KIND = 6
    NOTE = 7


WIDTHS_EM: dict[int, float] = {
    Column.DAY: 7.4,
    Column.LEFT_CORRECT: 4.6,
    Column.RIGHT_CORRECT: 4.6,
    Column.LEFT_TIME: 4.2,
    Column.RIGHT_TIME: 4.2,
    Column.PAIN: 6.2,
    Column.KIND: 8.4,
}
NOTE_EM = 11
"""The least width of the note; it takes what is left."""


class SetsModel(RecordsModel[SessionSummary]):
    """Asks the journal itself, page by page. ``loaded``: a page came."""

    columns = Column
    numbers = frozenset(set(Column) - {Column.DAY, Column.KIND, Column.NOTE})
    loaded = Signal()

    def __init__(self, state: State, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._question: Question | None = None
        self._rows: list[SessionSummary] = []
        self._records = self._rows
        self._next: int | None = None
        self._reading = False

    def ask(self, question: Question) -> None:
        """Starts again from the newest set."""
        self.beginResetModel()
        self._rows.clear()
        self._question, self._next = question, 0
        self._today, self._reading = question.today, False
        self.endResetModel()
        self.fetchMore()

    def forget(self) -> None:
        """Empty, until it is asked again."""
        self.beginResetModel()
        self._rows.clear()
        self._question, self._next = None, None
        self.endResetModel()

    def summary(self, row: int) -> SessionSummary:
        return self._rows[row]

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return not parent.isValid() and self._next is not None and not self._reading

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008
        question, offset = self._question, self._next
        if question is None or offset is None or self._reading:
            return
        self._reading = True

        def came(found: Page) -> None:
            if self._question is not question:
                return
            first = len(self._rows)
            if found.rows:
                self.beginInsertRows(QModelIndex(), first, first + len(found.rows) - 1)
                self._rows.extend(found.rows)
                self.endInsertRows()
            self._next, self._reading = found.offset, False
            self.loaded.emit()

        self._state.read(
            lambda journal: page(journal, question, offset, ROWS_AT_ONCE), while_alive(self, came)
        )

    def heads(self) -> list[str]:
        return [
            self.tr("Day"),
            self.tr("Left\ncorrect"),
            self.tr("Right\ncorrect"),
            self.tr("Left\ntime"),
            self.tr("Right\ntime"),
            self.tr("Pain before,\nafter"),
            self.tr("Kind"),
            self.tr("Note"),
        ]

    def text(self, record: SessionSummary, column: IntEnum) -> str:
        summary, left, right = record, record.measures.left, record.measures.right
        match Column(column):
            case Column.DAY:
                return words.day_and_time(summary.at, self._today)
            case Column.KIND:
                if summary.settings.check_up:
                    return self.tr("Check-up")
                parts = words.parts(summary.settings.part)
                return self.tr("{0}, moving").format(parts) if summary.settings.moving else parts
            case Column.LEFT_CORRECT:
                return _correct(left)
            case Column.RIGHT_CORRECT:
                return _correct(right)
            case Column.LEFT_TIME:
                return _time(left, summary)
            case Column.RIGHT_TIME:
                return _time(right, summary)
            case Column.PAIN:
                return self.pain(summary)
            case Column.NOTE:
                return self._note(summary)

    def _note(self, summary: SessionSummary) -> str:
        if summary.someone_else:
            return self.tr("Someone else")
        ended = words.end(summary.end, summary.reason)
        if ended:
            return ended
        return self.tr("Like guessing") if like_guessing(summary.measures) else ""


def _correct(side: SideMeasures) -> str:
    return words.share(side.accuracy.value) if side.accuracy is not None else "–"


def _time(side: SideMeasures, summary: SessionSummary) -> str:
    if side.median_rt_s is None or summary.measures.guessing:
        return "–"
    return words.seconds(side.median_rt_s.value)


class SetsTable(RecordsTable):
    """``opened`` carries the SessionSummary of a row (Enter, double click)."""

    opened = Signal(object)

    def __init__(self, model: SetsModel) -> None:
        name = QCoreApplication.translate("SetsTable", "Sets, newest first")
        super().__init__(model, name, WIDTHS_EM, NOTE_EM, folds=False)
        self._model = model
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def open_current(self) -> None:
        if self.currentIndex().isValid():
            self._open(self.currentIndex().row())

    def _open(self, row: int) -> None:
        self.opened.emit(self._model.summary(row))
