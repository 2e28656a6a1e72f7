"""What would change, before it is kept: a card with a sentence for each difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import clear
from gmi_app.ui.widgets.text import Text

FEW: Final = 4
"""So many are shown at first; one more than that is shown, too."""


class PlanChanges(Card):
    """Hidden while there are none."""

    def __init__(self) -> None:
        super().__init__("tint", pad=20, gap=8)
        self.setObjectName("plan_changes")
        self._told: tuple[str, ...] = ()
        self._all = False
        self.title = Text(self.tr("What changes"), "heading", wrap=True)
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.more = Button("", "chevron", kind="compact", height=44)
        self.more.setObjectName("more_changes")
        self.more.clicked.connect(self._turn)
        self._more = flowing(self.more)
        self.add(self.title, self._list, self._more)
        self.hide()

    @property
    def shown(self) -> list[str]:
        """The sentences that are seen now."""
        few = len(self._told) if self._all or len(self._told) <= FEW + 1 else FEW
        return list(self._told[:few])

    def show_changes(self, sentences: Sequence[str]) -> None:
        """In their order; what is shown already stays as it is."""
        if tuple(sentences) == self._told:
            return
        self._told = tuple(sentences)
        self._draw()

    def _turn(self) -> None:
        self._all = not self._all
        self._draw()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self) -> None:
        clear(self._lines)
        for sentence in self.shown:
            self._lines.addWidget(Text(f"• {sentence}", "small", wrap=True))
        self._more.setVisible(len(self._told) > FEW + 1)
        self.more.setText(
            self.tr("Show fewer") if self._all else self.tr("Show all {0}").format(len(self._told))
        )
        self.setAccessibleName(" ".join([self.title.words, *self._told]))
        self.setVisible(bool(self._told))
