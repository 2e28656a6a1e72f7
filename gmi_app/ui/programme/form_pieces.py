"""Pieces that the forms of the diary and the plan share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.text import Text


def framed(title: str, *parts: QWidget, why: str = "") -> Card:
    """A card with a heading and what belongs to it."""
    card = Card(pad=20, gap=10)
    card.add(Text(title, "heading", wrap=True))
    if why:
        card.add(Text(why, "small", "quiet", wrap=True))
    card.add(*parts)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return card


class Levels(QWidget):
    """One of a few words from low to high, counted from 1, or none. ``chosen``: it was chosen."""

    chosen = Signal(int)

    def __init__(self, name: str, words: Sequence[str], value: int | None = None) -> None:
        super().__init__()
        self.name = name
        self.choice = OneOf(name, words, -1 if value is None else value - 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.choice)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.choice.chosen.connect(lambda at: self.chosen.emit(at + 1))

    @property
    def value(self) -> int | None:
        """From 1; None for none."""
        return self.choice.at + 1 if self.choice.at >= 0 else None


def line_field(name: str, text: str = "", *, longest: int = 120, hint: str = "") -> QLineEdit:
    """One line of words."""
    field = QLineEdit(text)
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMaxLength(longest)
    field.setMinimumHeight(theme().touch(52))
    return field


def named(name: str, control: QWidget, *, from_em: float = 0) -> QWidget:
    """A control with its name before it."""
    box = QWidget()
    label = Text(name, "strong", wrap=True)
    line = row(label, control, gap=16)
    line.setStretch(0, 1)
    box.setLayout(line)
    return box
