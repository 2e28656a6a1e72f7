"""Sections of one screen as a line of words that flows; exactly one is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from gmi_app.ui.widgets.chip import Chip, Flow
from gmi_app.ui.widgets.focus import one_stop


class Tabs(QWidget):
    """The arrow keys move between the sections. ``chosen``: the index."""

    chosen = Signal(int)

    def __init__(self, name: str, words: Sequence[str], at: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        flow = Flow()
        for i, word in enumerate(words):
            tab = Chip(word, i == at)
            tab.setObjectName(f"tab_{i}")
            self._group.addButton(tab, i)
            flow.addWidget(tab)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        one_stop(self._group)
        self._group.idClicked.connect(self.chosen)

    @property
    def at(self) -> int:
        return self._group.checkedId()

    def tab(self, at: int) -> Chip:
        tab = self._group.button(at)
        assert isinstance(tab, Chip)
        return tab
