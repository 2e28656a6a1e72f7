"""Pieces that the forms of the diary and the plan share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed, column
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


class Asked(QWidget):
    """A control with its name before it, and a quieter line under the name; where it gets narrow,
    the control comes below."""

    def __init__(self, name: str, control: QWidget, why: str = "") -> None:
        super().__init__()
        self._control = control
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        said: list[QWidget] = [Text(name, "strong", wrap=True)]
        if why:
            said.append(Text(why, "small", "quiet", wrap=True))
            control.setAccessibleDescription(why)
        self._box.addWidget(boxed(column(*said, gap=2)), 1)
        self._box.addWidget(control, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _turn(self, width: int) -> None:
        wide = width >= self._control.minimumSizeHint().width() + theme().em(9)
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        least = self._control.minimumSizeHint()
        return QSize(least.width(), super().minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._turn(width)
        if self._box.hasHeightForWidth():
            return self._box.totalHeightForWidth(width)
        return self._box.totalSizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn(event.size().width())
        super().resizeEvent(event)


def asked(name: str, control: QWidget, why: str = "") -> Asked:
    """See ``Asked``."""
    return Asked(name, control, why)
