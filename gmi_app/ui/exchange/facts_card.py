"""Names and values, side by side: what is in a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gmi_app.ui.exchange.contents_words import Line
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed, clear, column
from gmi_app.ui.widgets.text import Text


class Facts(QWidget):
    """Each name beside its value; with large text below it. ``lines``: what is shown now."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12 if theme().large else 6)
        self._grid.setColumnStretch(1, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_lines(lines or [("", self.tr("Looking what there is …"))])

    def show_lines(self, lines: Sequence[Line]) -> None:
        """In place of those before."""
        self.lines = list(lines)
        clear(self._grid)
        for number, (name, value) in enumerate(lines):
            title, text = Text(name, "body", "quiet", wrap=True), Text(value, wrap=True)
            title.ensurePolished()
            title.setMinimumWidth(title.fontMetrics().horizontalAdvance(name) + 4)
            text.setAccessibleName(f"{name}: {value}" if name else value)
            if theme().large:
                title.setMinimumWidth(0)
                if not name:
                    title.hide()
                self._grid.addWidget(boxed(column(title, text)), number, 0, 1, 2)
            else:
                self._grid.addWidget(title, number, 0)
                self._grid.addWidget(text, number, 1)


class FactsCard(Card):
    """``why``: a quieter sentence under the title."""

    def __init__(self, title: str, lines: Sequence[Line], why: str = "") -> None:
        super().__init__(pad=20, gap=10)
        self.add(Text(title, "heading", wrap=True))
        if why:
            self.add(Text(why, "small", "quiet", wrap=True))
        self.facts = Facts(lines)
        self.add(self.facts)
