"""The filters of the library: one choice of each kind, and only what would show something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gmi_app.library.filters import Filter, offers
from gmi_app.library.marks import Marks
from gmi_app.pictures.model import Picture
from gmi_app.ui import library_words, words
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.tab_order import tab_in_reading_order
from gmi_app.ui.widgets.text import Text

WIDE_EM = 17
KINDS = ("part", "set", "moving", "posture", "person", "level", "used")


class _Kind(QWidget):
    """One filter: its name and its chips, "All" first; hidden while there is nothing to choose."""

    def __init__(self, name: str, say: Callable[[Any], str]) -> None:
        super().__init__()
        self.say = say
        self.values: tuple[Any, ...] = ()
        self.chips = OneOf(name, elided=True)
        self.setLayout(column(Text(name, "label"), self.chips, gap=6))

    def offer(self, values: Sequence[Any], chosen: object) -> None:
        """Chips are made anew only when there are others, so that the focus stays."""
        every = (None, *values)
        if every != self.values:
            self.values = every
            said = [self.tr("All"), *(self.say(value) for value in values)]
            self.chips.offer(said)
        self.chips.choose(every.index(chosen) if chosen in every else 0)
        self.setVisible(len(values) > 1 or chosen is not None)

    @property
    def chosen(self) -> object:
        return self.values[self.chips.at] if self.values else None


class FilterPanel(QWidget):
    """``changed``: the person chose something. ``filter``: what is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.filter = Filter()
        self._pictures: tuple[Picture, ...] = ()
        self._people: dict[str, str] = {}
        self.kinds: dict[str, _Kind] = {
            "part": _Kind(self.tr("Body part"), words.parts),
            "set": _Kind(self.tr("Kind of picture"), words.picture_set),
            "moving": _Kind(self.tr("Still or moving"), library_words.moving),
            "posture": _Kind(self.tr("Posture"), self._posture),
            "person": _Kind(self.tr("Person"), lambda name: self._people.get(name, name)),
            "level": _Kind(self.tr("Difficulty"), library_words.difficulty),
            "used": _Kind(self.tr("Use"), library_words.used),
        }
        self.clear_key = Button(self.tr("Show all"), "close", kind="quiet", height=44)
        self.clear_key.clicked.connect(self.clear)
        for name, kind in self.kinds.items():
            kind.chips.chosen.connect(lambda _, of=name: self._chosen(of))
        held = boxed(column(*self.kinds.values(), row(self.clear_key, 0), 0, gap=16))
        margins = held.layout()
        assert margins is not None
        margins.setContentsMargins(3, 3, 12, 12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(held)
        held.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._held = held
        self.setMinimumWidth(theme().em(WIDE_EM))

    def show_pictures(self, pictures: Sequence[Picture], marks: Marks) -> None:
        """Offers what there is among these."""
        if tuple(pictures) != self._pictures:
            self._pictures = tuple(pictures)
            self._people = library_words.people(pictures)
        found = offers(self._pictures, self.filter, marks)
        values: dict[str, Sequence[Any]] = {
            "part": found.parts,
            "set": found.sets,
            "moving": found.moving,
            "posture": sorted(found.postures, key=self._posture),
            "person": found.people,
            "level": found.levels,
            "used": found.used,
        }
        for name, kind in self.kinds.items():
            kind.offer(values[name], getattr(self.filter, name))
        self.clear_key.setVisible(not self.filter.is_open)
        tab_in_reading_order(self._held)

    def choose(self, by: Filter) -> None:
        """As if the person had chosen all that."""
        self.filter = by
        self.changed.emit()

    def clear(self) -> None:
        self.choose(Filter())
        first = self.kinds["part"].chips
        if first.isVisible():
            first.chip(0).setFocus()

    def _chosen(self, of: str) -> None:
        change: dict[str, Any] = {of: self.kinds[of].chosen}
        self.filter = replace(self.filter, **change)
        self.changed.emit()

    def _posture(self, word: str) -> str:
        return self.tr("Own photograph") if word == "own" else words.posture(word)
