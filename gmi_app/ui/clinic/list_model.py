"""The patients of the clinic as a table: all, or those who need a look, found by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gmi_app.clinic.glimpse import NewestSet
from gmi_app.clinic.look import Look
from gmi_app.pictures.model import Side
from gmi_app.ui import person_words, words
from gmi_app.ui.clinic import look_words

Index = QModelIndex | QPersistentModelIndex
LOOK_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    PATIENT = 0
    WHY = 1
    STAGE = 2
    DAYS = 3
    CORRECT = 4
    TIME = 5
    PAIN = 6
    LAST = 7


class Shown(IntEnum):
    TO_LOOK_AT = 0
    ALL = 1
    ARCHIVED = 2


class PatientsModel(QAbstractTableModel):
    """``looks``: in the order of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Look] = ()
        self._rows: list[Look] = []
        self._names: dict[int, str] = {}
        self._shown, self._words = Shown.ALL, ""
        self.today = date.min

    def show_looks(self, looks: Sequence[Look], today: date) -> None:
        self._all, self.today = looks, today
        people = [look.glimpse.patient for look in looks]
        unnamed = [p for p in people if not p.name]
        self._names = {
            id(look): p.name or person_words.name_of(p, unnamed)
            for look, p in zip(looks, people, strict=True)
        }
        self._choose()

    def choose(self, shown: Shown, found: str = "") -> None:
        """``found``: words that the name holds, in any case."""
        self._shown, self._words = shown, found.strip().casefold()
        self._choose()

    def _choose(self) -> None:
        self.beginResetModel()
        self._rows = [look for look in self._all if self._fits(look)]
        self.endResetModel()

    def _fits(self, look: Look) -> bool:
        if look.glimpse.archived != (self._shown is Shown.ARCHIVED):
            return False
        if self._shown is Shown.TO_LOOK_AT and not look.needs_look:
            return False
        told = f"{self.name(look)} {look_words.limb(look)}".casefold() if self._words else ""
        return all(word in told for word in self._words.split())

    def look(self, row: int) -> Look:
        return self._rows[row]

    def name(self, look: Look) -> str:
        return self._names[id(look)]

    # ---- what Qt asks for
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def heads(self) -> list[str]:
        return [
            self.tr("Patient"),
            self.tr("Why look"),
            self.tr("Stage"),
            self.tr("Last 14 days"),
            self.tr("Correct"),
            self.tr("Time"),
            self.tr("Pain 24 h"),
            self.tr("Last time"),
        ]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        look, column = self._rows[index.row()], Column(index.column())
        if role == LOOK_ROLE:
            return look
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(look, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{0}: {1}").format(self.heads()[column], self.text(look, column))
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.WHY:
            return "\n".join(look_words.headline(reason, look) for reason in look.reasons)
        return None

    def text(self, look: Look, column: Column) -> str:
        """What a cell says, whole."""
        match column:
            case Column.PATIENT:
                limb = look_words.limb(look)
                return f"{self.name(look)}, {limb}" if limb else self.name(look)
            case Column.WHY:
                first = look.first
                said = [look_words.headline(first, look), look_words.more(first, look)]
                return ". ".join(filter(None, said))
            case Column.STAGE:
                return look_words.stage(look)
            case Column.DAYS:
                return look_words.days(look)
            case Column.CORRECT:
                return self._sides(look, share)
            case Column.TIME:
                return self._sides(look, seconds)
            case Column.PAIN:
                return self._pain(look)
            case Column.LAST:
                return look_words.last_day(look, self.today)

    def _sides(self, look: Look, figure: object) -> str:
        assert callable(figure)
        newest = look.glimpse.newest
        if newest is None:
            return "–"
        return ", ".join(f"{words.side(side)} {figure(newest, side)}" for side in Side)

    def _pain(self, look: Look) -> str:
        if look.pain is None:
            return "–"
        now = words.number(look.pain)
        if look.pain_before is None:
            return now
        text = self.tr("{0}, the week before {1}", "pain")
        return text.format(now, words.number(look.pain_before))


def share(newest: NewestSet, side: Side) -> str:
    accuracy = newest.of(side).accuracy
    return words.share(accuracy) if accuracy is not None else "–"


def seconds(newest: NewestSet, side: Side) -> str:
    rt_s = newest.of(side).median_rt_s
    return words.seconds(rt_s) if rt_s is not None and not newest.guessing else "–"
