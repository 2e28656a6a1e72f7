"""The trials of one set as a table, each with its picture as it was presented."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QIcon, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QTableView

from gmi_app.facts.session import ScreenFacts
from gmi_app.laterality.trial import Outcome, Trial
from gmi_app.ui import icons, words
from gmi_app.ui.screens.session_facts import flags
from gmi_app.ui.theme import theme
from gmi_app.ui.thumbnails import Thumbnails
from gmi_app.ui.widgets.tables import calm_table, fill_with

Index = QModelIndex | QPersistentModelIndex
PICTURE_EM = 3.2
SIGNS = {
    Outcome.CORRECT: ("check", "good"),
    Outcome.WRONG: ("sides", "quiet"),
    Outcome.TIME_OUT: ("clock", "quiet"),
    Outcome.ANTICIPATION: ("dash", "quiet"),
}
"""A shape for each outcome, and its tone: never a cross, never red."""


class Column(IntEnum):
    PICTURE = 0
    SHOWN = 1
    ANSWER = 2
    OUTCOME = 3
    TIME = 4
    NOTE = 5


WIDTHS_EM = {
    Column.PICTURE: PICTURE_EM + 3.2,
    Column.SHOWN: 9.0,
    Column.ANSWER: 6.4,
    Column.OUTCOME: 10.6,
    Column.TIME: 5.2,
}
NOTE_EM = 8


class TrialsModel(QAbstractTableModel):
    """Pictures come one after the other, when they are looked at."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._trials: list[Trial] = []
        self._screen: ScreenFacts | None = None
        self._ratio = 1.0
        thumbnails.loaded.connect(self._picture_came)

    def show_trials(self, trials: Sequence[Trial], screen: ScreenFacts, ratio: float) -> None:
        """``ratio``: device pixels per pixel of the screen that the table is on."""
        self._thumbnails.forget_waiting()
        self.beginResetModel()
        self._trials, self._screen, self._ratio = list(trials), screen, ratio
        self.endResetModel()

    def _picture_came(self, stimulus: object) -> None:
        for row, trial in enumerate(self._trials):
            if trial.stimulus == stimulus:
                at = self.index(row, Column.PICTURE)
                self.dataChanged.emit(at, at, [Qt.ItemDataRole.DecorationRole])

    # ---- what Qt asks for
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._trials)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    def _heads(self) -> list[str]:
        return [
            self.tr("Picture"),
            self.tr("Shown"),
            self.tr("Answer"),
            self.tr("That was"),
            self.tr("Time"),
            self.tr("Note"),
        ]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        trial, column = self._trials[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(trial, column)
            case Qt.ItemDataRole.DecorationRole if column is Column.PICTURE:
                return self._picture(trial)
            case Qt.ItemDataRole.DecorationRole if column is Column.OUTCOME:
                shape, tone = SIGNS[trial.outcome]
                return icons.icon(shape, theme().colour(tone).name(), theme().em(1.2))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.AccessibleTextRole:
                head, text = self._heads()[column], self._text(trial, column)
                return self.tr("{0}: {1}").format(head, text)
            case Qt.ItemDataRole.ToolTipRole if column is Column.PICTURE:
                return words.posture(trial.stimulus.picture.posture)
        return None

    def _text(self, trial: Trial, column: Column) -> str:
        match column:
            case Column.PICTURE:
                return str(trial.index + 1)
            case Column.SHOWN:
                side = words.answer(trial.side, trial.asked)
                if not trial.stimulus.angle:
                    return side
                return self.tr("{0}, turned {1}°").format(side, trial.stimulus.angle)
            case Column.ANSWER:
                return words.answer(trial.answer, trial.asked) if trial.answer is not None else "–"
            case Column.OUTCOME:
                return words.outcome(trial.outcome, trial.asked)
            case Column.TIME:
                rt_ns = trial.rt_ns
                return words.seconds(rt_ns / 1e9, 2) if rt_ns is not None else "–"
            case Column.NOTE:
                return flags(trial, self._screen) if self._screen is not None else ""

    def _picture(self, trial: Trial) -> QIcon | None:
        size = round(theme().em(PICTURE_EM) * self._ratio)
        image = self._thumbnails.image(trial.stimulus, size)
        if image is None:
            image = QImage(size, size, QImage.Format.Format_RGB32)
            image.fill(theme().colour("sunken"))
        image.setDevicePixelRatio(self._ratio)
        picture = QIcon()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # chosen must not tint the picture
            picture.addPixmap(QPixmap.fromImage(image), mode)
        return picture


def _alignment(column: Column) -> Qt.AlignmentFlag:
    end = column is Column.TIME
    side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


class TrialsTable(QTableView):
    """Arrow keys go through the pictures."""

    def __init__(self, model: TrialsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(self.tr("Pictures of this set, in their order"))
        side = theme().em(PICTURE_EM)
        self.setIconSize(QSize(side, side))
        head = self.horizontalHeader()
        for column, wide in WIDTHS_EM.items():
            head.resizeSection(column, theme().em(wide))
        calm_table(self, row_em=PICTURE_EM + 0.6, head_em=2.4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fill_with(self, Column.NOTE, theme().em(NOTE_EM))
