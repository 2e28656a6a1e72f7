"""Imagined movements as a table, newest first, beside the left-right sets of the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from statistics import median

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.ui import words
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.tables import calm_table, fill_with
from gmi_app.ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    DAY = 0
    WHAT = 1
    IMAGINED = 2
    DONE = 3
    CLEAR = 4
    FELT = 5
    PAIN = 6
    NOTE = 7


WIDTHS_EM = {
    Column.DAY: 7.4,
    Column.WHAT: 7.0,
    Column.IMAGINED: 8.2,
    Column.DONE: 5.4,
    Column.CLEAR: 4.2,
    Column.FELT: 4.2,
    Column.PAIN: 6.2,
}
NOTE_EM = 9


class ImageryModel(QAbstractTableModel):
    """``records``: newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: Sequence[ImageryRecord] = ()
        self._today = date.min

    def show_records(self, records: Sequence[ImageryRecord], today: date) -> None:
        self.beginResetModel()
        self._records, self._today = records, today
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return self._heads()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _heads(self) -> list[str]:
        return [
            self.tr("Day"),
            self.tr("What"),
            self.tr("Imagined"),
            self.tr("Exercises"),
            self.tr("Clear"),
            self.tr("Felt"),
            self.tr("Pain before,\nafter"),
            self.tr("How it ended"),
        ]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        record, column = self._records[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(record, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.NOTE:
            return self._text(record, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self._heads()[column].replace("\n", " ")
            return self.tr("{0}: {1}").format(head, self._text(record, column))
        if role == Qt.ItemDataRole.ForegroundRole and record.someone_else:
            return theme().colour("quiet")
        return None

    def _text(self, record: ImageryRecord, column: Column) -> str:
        match column:
            case Column.DAY:
                return words.day_and_time(record.session.at, self._today)
            case Column.WHAT:
                settings = record.session.settings
                return words.side_of(settings.part, settings.side)
            case Column.IMAGINED:
                return words.minutes(record.imagined_s)
            case Column.DONE:
                return str(len(record.done))
            case Column.CLEAR:
                return _usual(record, RatingKind.CLARITY)
            case Column.FELT:
                return _usual(record, RatingKind.FEELING)
            case Column.PAIN:
                before, after = (
                    "–" if value is None else str(value)
                    for value in (record.pain_before, record.pain_after)
                )
                return self.tr("{0}, {1}", "pain before, after").format(before, after)
            case Column.NOTE:
                return self._note(record)

    def _note(self, record: ImageryRecord) -> str:
        if record.someone_else:
            return self.tr("Someone else")
        end = record.end
        return words.end(end.kind, end.reason) if end is not None else self.tr("Open")


def _usual(record: ImageryRecord, kind: RatingKind) -> str:
    """The middle of what was said after the exercises, 1 to 5."""
    given = record.series(kind)
    return words.number(median(given)) if given else "–"


def _alignment(column: Column) -> Qt.AlignmentFlag:
    numbers = column in (Column.DONE, Column.CLEAR, Column.FELT, Column.PAIN)
    side = Qt.AlignmentFlag.AlignTrailing if numbers else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


class ImageryTable(QTableView):
    """One line a session."""

    def __init__(self, model: ImageryModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(self.tr("Imagined movements, newest first"))
        head = self.horizontalHeader()
        for column, wide in WIDTHS_EM.items():
            head.resizeSection(column, theme().em(wide))
        calm_table(self, row_em=2.7, head_em=2.9)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fill_with(self, Column.NOTE, theme().em(NOTE_EM))


class ImageryHistory(Card):
    """The table, or a word where there is nothing yet."""

    def __init__(self) -> None:
        super().__init__(pad=20, gap=8)
        self.model = ImageryModel(self)
        self.table = ImageryTable(self.model)
        self.table.setMinimumHeight(theme().em(14))
        nothing = self.tr("Imagined movements of this time will appear here.")
        self._empty = Text(nothing, "body", "quiet", wrap=True, centre=True)
        self.add(self.table, self._empty)

    def show_records(self, records: Sequence[ImageryRecord], today: date) -> None:
        """``records``: newest first."""
        self.model.show_records(records, today)
        self.table.setVisible(bool(records))
        self._empty.setVisible(not records)
        if records:
            self.table.selectRow(0)
