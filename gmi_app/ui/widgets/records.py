"""Sessions of one kind as a table, newest first: what all such tables share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.tables import calm_table, fill_with
from gmi_app.ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex
ROW_EM = 2.7
PAD_EM = 0.8
"""More than the style sheet's padding of a cell."""


class Record(Protocol):
    """What the table needs to know of a session."""

    @property
    def pain_before(self) -> int | None: ...

    @property
    def pain_after(self) -> int | None: ...

    @property
    def someone_else(self) -> bool: ...


R = TypeVar("R", bound=Record)


class RecordsModel(QAbstractTableModel, Generic[R]):
    """Subclasses name the columns (the last one, the note, takes the room that is left) and say
    what stands in each; ``numbers`` are those aligned as figures."""

    columns: type[IntEnum]
    numbers: frozenset[IntEnum]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: Sequence[R] = ()
        self._today = date.min
        self._folded = False

    def heads(self) -> list[str]:
        """The heading of each column."""
        raise NotImplementedError

    def text(self, record: R, column: IntEnum) -> str:
        """What stands in a cell."""
        raise NotImplementedError

    @property
    def folded(self) -> bool:
        """Whether the last column says everything but the day, where the others have no room."""
        return self._folded

    def fold(self, folded: bool) -> None:
        self._folded = folded
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, self.note, self.note)
        if self._records:
            last = self.index(self.rowCount() - 1, self.note)
            self.dataChanged.emit(self.index(0, self.note), last)

    def all_whole(self) -> set[str]:
        """Everything that stands in the folded column, each once."""
        heads = self.heads()
        return {self.whole(record, heads) for record in self._records}

    def whole(self, record: R, heads: Sequence[str]) -> str:
        """All but the day: what is said in words, the figures with their names, the note."""
        words, figures = [], []
        for column in list(self.columns)[1 : self.note]:
            text = self.text(record, column)
            if column in self.numbers:
                head = heads[column].replace("\n", " ")
                figures.append(self.tr("{0}: {1}").format(head, text))
            elif text not in ("", "–"):
                words.append(text)
        note = self.text(record, self.columns(self.note))
        return "\n".join(filter(None, (", ".join(words), "; ".join(figures), note)))

    @property
    def note(self) -> int:
        """The last column."""
        return len(self.columns) - 1

    def show_records(self, records: Sequence[R], today: date) -> None:
        """``records``: newest first."""
        self.beginResetModel()
        self._records, self._today = records, today
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(self.columns(section))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        folded = self._folded and section == self.note
        return self.tr("What was done") if folded else self.heads()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        record, column = self._records[index.row()], self.columns(index.column())
        if self._folded and column == self.note:
            told = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            if role in told:
                return self.whole(record, self.heads())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(record, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column == self.note:
            return self.text(record, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.heads()[column].replace("\n", " ")
            return self.tr("{0}: {1}").format(head, self.text(record, column))
        if role == Qt.ItemDataRole.ForegroundRole and record.someone_else:
            return theme().colour("quiet")
        return None

    def pain(self, record: R) -> str:
        """Before and after."""
        before, after = (
            "–" if value is None else str(value)
            for value in (record.pain_before, record.pain_after)
        )
        return self.tr("{0}, {1}", "pain before, after").format(before, after)

    def _alignment(self, column: IntEnum) -> Qt.AlignmentFlag:
        leads = column not in self.numbers
        side = Qt.AlignmentFlag.AlignLeading if leads else Qt.AlignmentFlag.AlignTrailing
        return side | Qt.AlignmentFlag.AlignVCenter


class RecordsTable(QTableView):
    """One line a session. ``widths_em`` of all columns but the note, which gets ``note_em`` at
    least. ``folds``: where it is too narrow for them, the day and everything else in one column,
    line below line, instead of a table that is wider than what is seen of it."""

    def __init__(
        self,
        model: RecordsModel[R],
        name: str,
        widths_em: Mapping[int, float],
        note_em: float,
        *,
        folds: bool = True,
    ) -> None:
        super().__init__()
        self._records_model, self._folds = model, folds
        self._note, self._note_em = model.note, note_em
        self._needed = theme().em(sum(widths_em.values()) + note_em)
        self.setModel(model)
        self.setAccessibleName(name)
        head = self.horizontalHeader()
        for column, wide in widths_em.items():
            head.resizeSection(column, theme().em(wide))
        calm_table(self, row_em=ROW_EM, head_em=2.9)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._fit_rows)

    def _fold(self, folded: bool) -> None:
        for column in range(1, self._note):
            self.setColumnHidden(column, folded)
        self._records_model.fold(folded)

    def _fit_rows(self) -> None:
        """All of one height, which what stands in every one has room in. Equal words are measured
        once: a history has thousands of rows."""
        height = theme().em(ROW_EM)
        if self._records_model.folded:
            pad = theme().em(PAD_EM)
            width, flags = self.columnWidth(self._note) - 2 * pad, Qt.TextFlag.TextWordWrap
            measure = self.fontMetrics().boundingRect
            for words in self._records_model.all_whole():
                room = measure(0, 0, width, 1 << 20, flags, words)
                height = max(height, room.height() + pad)
        if height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self._folds and self.viewport().width() < self._needed
        if narrow != self._records_model.folded:
            self._fold(narrow)
        fill_with(self, self._note, 0 if narrow else theme().em(self._note_em))
        self._fit_rows()


class RecordsHistory(Card, Generic[R]):
    """The table, or ``nothing`` in words where there is none yet."""

    def __init__(self, model: RecordsModel[R], table: RecordsTable, nothing: str) -> None:
        super().__init__(pad=20, gap=8)
        self.model, self.table = model, table
        model.setParent(self)
        table.setMinimumHeight(theme().em(14))
        self._empty = Text(nothing, "body", "quiet", wrap=True, centre=True)
        self.add(table, self._empty)

    def show_records(self, records: Sequence[R], today: date) -> None:
        """``records``: newest first."""
        self.model.show_records(records, today)
        self.table.setVisible(bool(records))
        self._empty.setVisible(not records)
        if records:
            self.table.selectRow(0)
