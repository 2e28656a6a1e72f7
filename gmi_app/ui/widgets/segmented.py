"""Two to five exclusive choices in one control; the arrow keys move the choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from gmi_app.ui.widgets.buttons import Key
from gmi_app.ui.widgets.focus import one_stop
from gmi_app.ui.widgets.layout import restyle


class Segmented(QWidget):
    """``name`` is what the choice is about, for screen readers. ``chosen``: the index, when the
    person (not the program) changed it. ``at`` may be -1: nothing chosen yet."""

    chosen = Signal(int)

    def __init__(self, name: str, words: Sequence[str], at: int = 0, height: int = 48) -> None:
        super().__init__()
        self.setAccessibleName(name)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._group = QButtonGroup(self)
        for i, word in enumerate(words):
            key = Key(word, "segment", height)
            key.setCheckable(True)
            key.setAccessibleName(self.tr("{0}: {1}").format(name, word))
            self._group.addButton(key, i)
            box.addWidget(key)
        self._place()
        if at >= 0:
            self.choose(at)
        one_stop(self._group)
        self._group.idClicked.connect(self.chosen)

    @property
    def at(self) -> int:
        """The chosen index, -1 for none."""
        return self._group.checkedId()

    def choose(self, at: int) -> None:
        """Chooses without a signal; -1: nothing, and Tab stops at the first."""
        if at >= 0:
            self._group.button(at).setChecked(True)
            one_stop(self._group)
            return
        self._group.setExclusive(False)
        for i, button in enumerate(self._group.buttons()):
            button.setChecked(False)
            policy = Qt.FocusPolicy.ClickFocus if i else Qt.FocusPolicy.StrongFocus
            button.setFocusPolicy(policy)
        self._group.setExclusive(True)

    def key(self, at: int) -> Key:
        key = self._group.button(at)
        assert isinstance(key, Key)
        return key

    def _place(self) -> None:
        """Rounds the outer corners; which those are depends on the direction of reading."""
        count = len(self._group.buttons())
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for i in range(count):
            seen = count - 1 - i if right_to_left else i
            place = "left" if seen == 0 else "right" if seen == count - 1 else "middle"
            key = self.key(i)
            key.setProperty("place", "alone" if count == 1 else place)
            restyle(key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()
