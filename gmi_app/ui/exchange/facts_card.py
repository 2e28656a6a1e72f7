"""A card of names and values, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from gmi_app.ui.exchange.contents_words import Line
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed
from gmi_app.ui.widgets.text import Text


def facts(lines: Sequence[Line]) -> QWidget:
    """Each name beside its value; with large text below it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(2 if theme().large else 8)
    grid.setColumnStretch(1, 1)
    for number, (name, value) in enumerate(lines):
        title, text = Text(name, "body", "quiet", wrap=theme().large), Text(value, wrap=True)
        text.setAccessibleName(f"{name}: {value}")
        if theme().large:
            grid.addWidget(title, 2 * number, 0, 1, 2)
            grid.addWidget(text, 2 * number + 1, 0, 1, 2)
        else:
            grid.addWidget(title, number, 0)
            grid.addWidget(text, number, 1)
    return boxed(grid)


class FactsCard(Card):
    """``why``: a quieter sentence under the title."""

    def __init__(self, title: str, lines: Sequence[Line], why: str = "") -> None:
        super().__init__(pad=20, gap=10)
        self.lines = list(lines)
        self.add(Text(title, "heading", wrap=True))
        if why:
            self.add(Text(why, "small", "quiet", wrap=True))
        self.add(facts(lines))
