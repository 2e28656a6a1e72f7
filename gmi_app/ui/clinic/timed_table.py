"""A few correct answers with their times: the picture, how it was shown, how long it took."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from gmi_app.laterality.trial import Trial
from gmi_app.ui import words
from gmi_app.ui.screens.session_trials import PICTURE_EM, Column, TrialsModel, TrialsTable
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.tables import fill_with

SHOWN: Final = (Column.PICTURE, Column.SHOWN, Column.TIME)
NAME_EM, SHOWN_EM = 8.0, 7.0
HEAD_EM, ROW_EM = 2.4, PICTURE_EM + 0.6


class TimedModel(TrialsModel):
    """The pictures are of several sets: each has its name and no number."""

    def _text(self, trial: Trial, column: Column) -> str:
        if column is Column.PICTURE:
            return words.posture(trial.stimulus.picture.posture)
        return super()._text(trial, column)


class TimedTable(TrialsTable):
    """As tall as ``rows`` rows; the time is always in view."""

    def __init__(self, model: TimedModel, name: str, rows: int) -> None:
        super().__init__(model)
        self.setAccessibleName(name)
        for column in Column:
            self.setColumnHidden(column, column not in SHOWN)
        self.horizontalHeader().resizeSection(Column.PICTURE, theme().em(PICTURE_EM + NAME_EM))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(theme().em(HEAD_EM) + rows * theme().em(ROW_EM) + theme().em(0.6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        QTableView.resizeEvent(self, event)
        fill_with(self, Column.SHOWN, theme().em(SHOWN_EM))
