"""Exclusive choices as lines of words, in one column or more; the arrow keys move the choice."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.choice_card import ChoiceRow
from gmi_app.ui.widgets.focus import one_stop


class Choices(QWidget):
    """``name``: what the choice is about, for screen readers. ``least_em``: the width, in em, that
    a choice needs; as many stand side by side as fit, up to ``columns``. ``at`` -1: none yet.

    ``chosen``: the index, when the person (not the program) changed it.
    """

    chosen = Signal(int)

    def __init__(
        self,
        name: str,
        words: Sequence[str],
        at: int = -1,
        *,
        whys: Sequence[str] = (),
        columns: int = 1,
        least_em: float = 14,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._most, self._least_em, self._columns = columns, least_em, 0
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        for i, word in enumerate(words):
            row = ChoiceRow(word, whys[i] if whys else "")
            row.setAccessibleName(self.tr("{0}: {1}").format(name, word))
            self._group.addButton(row, i)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._arrange(columns)
        if at >= 0:
            self._group.button(at).setChecked(True)
        one_stop(self._group)
        self._group.idClicked.connect(self.chosen)

    @property
    def at(self) -> int:
        """The chosen index, -1 for none."""
        return self._group.checkedId()

    def row(self, at: int) -> ChoiceRow:
        row = self._group.button(at)
        assert isinstance(row, ChoiceRow)
        return row

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for i, row in enumerate(self._group.buttons()):
            self._grid.removeWidget(row)
            self._grid.addWidget(row, i // columns, i % columns)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        fitting = event.size().width() // theme().em(self._least_em)
        most = min(max(fitting, 1), self._most)
        lines = ceil(len(self._group.buttons()) / most)
        self._arrange(ceil(len(self._group.buttons()) / lines))  # no line with a single orphan
        super().resizeEvent(event)
