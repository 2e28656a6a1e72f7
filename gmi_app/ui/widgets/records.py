"""Sessions of one kind as a table, newest first: what all such tables share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.tables import calm_table, fill_with
from gmi_app.ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex


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

    def heads(self) -> list[str]:
        """The heading of each column."""
        raise NotImplementedError

    def text(self, record: R, column: IntEnum) -> str:
        """What stands in a cell."""
        raise NotImplementedError

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
        return self.heads()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        record, column = self._records[index.row()], self.columns(index.column())
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
    least."""

    def __init__(
        self, model: RecordsModel[R], name: str, widths_em: Mapping[int, float], note_em: float
    ) -> None:
        super().__init__()
        self._note, self._note_em = model.note, note_em
        self.setModel(model)
        self.setAccessibleName(name)
        head = self.horizontalHeader()
        for column, wide in widths_em.items():
            head.resizeSection(column, theme().em(wide))
        calm_table(self, row_em=2.7, head_em=2.9)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fill_with(self, self._note, theme().em(self._note_em))


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
