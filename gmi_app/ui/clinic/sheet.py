"""Figures as a plain table: behind every chart, and on its own; read, copied, saved."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QTableView

from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CELL_FRAME, CELL_PAD
from gmi_app.ui.widgets.tables import calm_table

Index = QModelIndex | QPersistentModelIndex
ROW_EM, HEAD_EM = 2.3, 2.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """``heads`` name the columns, the first of which says what a row is about; every row has as
    many texts."""

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def as_text(self) -> str:
        """With tabs between: as a spreadsheet takes it from the clipboard."""
        return "\n".join("\t".join(_one_line(c) for c in row) for row in (self.heads, *self.rows))

    def as_csv(self) -> str:
        """For a file: commas, quotes where they are needed, lines ended as spreadsheets expect."""
        stream = io.StringIO()
        csv.writer(stream).writerows([[_one_line(c) for c in r] for r in (self.heads, *self.rows)])
        return stream.getvalue()


def _one_line(text: str) -> str:
    return " ".join(text.split())


class SheetModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet()

    def show_sheet(self, sheet: Sheet) -> None:
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.sheet.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.sheet.heads[section]
        return _aligned() if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        text = self.sheet.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                head = _one_line(self.sheet.heads[index.column()])
                return self.tr("{0}: {1}").format(head, text)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _aligned()
        return None


def _aligned() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class SheetTable(QTableView):
    """As wide as it is given; columns share the room by what stands in them. Ctrl+C copies all of
    it. ``whole``: as tall as all its rows, else it scrolls."""

    def __init__(self, name: str, *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self.model_ = SheetModel(self)
        self.setModel(self.model_)
        self.setAccessibleName(name)
        calm_table(self, row_em=ROW_EM, head_em=HEAD_EM)
        self.setWordWrap(False)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def sheet(self) -> Sheet:
        return self.model_.sheet

    def show_sheet(self, sheet: Sheet) -> None:
        self.model_.show_sheet(sheet)
        if self._whole:
            height = theme().em(HEAD_EM) + theme().em(ROW_EM) * len(sheet.rows) + 6
            self.setFixedHeight(height + theme().em(0.4))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Every column gets what it needs; what is left over goes to the last, what is lacking is
        scrolled to."""
        sheet = self.sheet
        if not sheet.heads:
            return
        metrics = QFontMetricsF(theme().font("small"))
        bold = QFontMetricsF(theme().font("label"))
        pad = 2 * (CELL_PAD + CELL_FRAME) + 4
        needs: list[int] = []
        for at, head in enumerate(sheet.heads):
            texts = [row[at] for row in sheet.rows[:200]]
            lines = [bold.horizontalAdvance(line) for line in head.split("\n")]
            longest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            needs.append(round(max(longest, *lines)) + pad)
        needs[-1] = max(needs[-1], self.viewport().width() - sum(needs[:-1]))
        for at, need in enumerate(needs):
            self.horizontalHeader().resizeSection(at, need)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.sheet.as_text())
            return
        super().keyPressEvent(event)


def rows_of(pairs: Sequence[tuple[str, str]], heads: tuple[str, str]) -> Sheet:
    """Two columns: what it is, and how much."""
    return Sheet(heads, tuple(pairs))
