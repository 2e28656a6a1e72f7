"""One of several words: chips that flow onto as many lines as they need, exactly one chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from gmi_app.ui.widgets.chip import Chip, Flow
from gmi_app.ui.widgets.focus import one_stop


class OneOf(QWidget):
    """``name`` is what the choice is about, for screen readers. ``chosen``: the index, when the
    person (not the program) changed it. The arrow keys move the choice. ``elided``: of words that
    are wider than the choice both ends are shown."""

    chosen = Signal(int)

    def __init__(
        self, name: str, words: Sequence[str] = (), at: int = 0, *, elided: bool = False
    ) -> None:
        super().__init__()
        self._name, self._elided = name, elided
        self.setAccessibleName(name)
        self.setLayout(Flow())
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.offer(words, at)

    def offer(self, words: Sequence[str], at: int = 0) -> None:
        """Replaces the words; no signal."""
        flow = self.layout()
        assert flow is not None
        for old in self._group.buttons():
            self._group.removeButton(old)
            flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        for index, word in enumerate(words):
            chip = Chip(word, elided=self._elided)
            chip.setAccessibleName(self.tr("{0}: {1}").format(self._name, word))
            self._group.addButton(chip, index)
            flow.addWidget(chip)
        if words:
            self.choose(at)
        self.updateGeometry()

    @property
    def at(self) -> int:
        """The chosen index, -1 when there is nothing to choose from."""
        return self._group.checkedId()

    def choose(self, at: int) -> None:
        """Chooses without a signal; -1 leaves nothing chosen in a choice that is new."""
        if at >= 0:
            self._group.button(at).setChecked(True)
        one_stop(self._group)

    def chip(self, at: int) -> Chip:
        chip = self._group.button(at)
        assert isinstance(chip, Chip)
        return chip
