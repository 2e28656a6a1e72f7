"""Rows and columns in few words, and a row that turns into a column when it gets narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gmi_app.ui.theme import theme

Item = QWidget | QLayout | int


def fill(box: QBoxLayout, *items: Item) -> None:
    """Adds widgets, layouts, fixed gaps (a positive int, in pixels) and stretches (0)."""
    for item in items:
        if isinstance(item, int):
            if item:
                box.addSpacing(item)
            else:
                box.addStretch(1)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)


def row(*items: Item, gap: int = 0) -> QHBoxLayout:
    """Side by side, ``gap`` pixels apart."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    fill(box, *items)
    return box


def column(*items: Item, gap: int = 0) -> QVBoxLayout:
    """One below the other, ``gap`` pixels apart."""
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    fill(box, *items)
    return box


def boxed(layout: QLayout, parent: QWidget | None = None) -> QWidget:
    """A plain widget that holds a layout, so that it can be shown, hidden or stacked."""
    box = QWidget(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    box.setLayout(layout)
    if layout.hasHeightForWidth():
        policy = box.sizePolicy()
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
    return box


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout; its widgets are hidden at once and deleted."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def least_widths(layout: QLayout) -> list[int]:
    """What every visible part of a layout needs across, in pixels."""
    items = [layout.itemAt(i) for i in range(layout.count())]
    return [item.minimumSize().width() for item in items if item is not None]


class Columns(QWidget):
    """Widgets side by side where there is room, one below the other where there is not.

    ``from_em``: the width, in em, from which they stand side by side. ``shares``: relative widths.
    """

    def __init__(
        self, *widgets: QWidget, shares: tuple[int, ...] = (), from_em: float = 46, gap: int = 24
    ) -> None:
        super().__init__()
        self._from_em = from_em
        self._shares = shares or (1,) * len(widgets)
        self.box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(gap)
        for widget in widgets:
            self.box.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def side_by_side(self) -> bool:
        return self.box.direction() is QBoxLayout.Direction.LeftToRight

    def _turn(self, width: int) -> None:
        wide = width >= theme().em(self._from_em) and width >= self._needed()
        if wide == self.side_by_side:
            return
        directions = QBoxLayout.Direction
        self.box.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        for i, share in enumerate(self._shares):
            self.box.setStretch(i, share if wide else 0)

    def _needed(self) -> int:
        return sum(least_widths(self.box)) + self.box.spacing() * (self.box.count() - 1)

    def minimumSizeHint(self) -> QSize:
        """That of the column, so that it can get narrow enough to become one."""
        return QSize(max(least_widths(self.box), default=0), super().minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Only with content that has: a box layout without any answers -1 to its item."""
        return self.box.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        self._turn(width)
        return self.box.totalHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn(event.size().width())
        super().resizeEvent(event)


def restyle(widget: QWidget) -> None:
    """Makes the style sheet see a property that changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.updateGeometry()


class Board(QWidget):
    """A main part with a narrower part beside it and a wide one below both; where it gets narrow,
    all three in one column, what stood beside coming last.

    ``from_em``: the width, in em, from which the parts stand side by side. ``tallest_em``: it
    takes no more height than that, unless its content needs it.
    """

    def __init__(
        self,
        main: QWidget,
        aside: QWidget,
        below: QWidget,
        *,
        shares: tuple[int, int] = (25, 13),
        from_em: float = 50,
        tallest_em: float = 42,
        gap: int = 24,
    ) -> None:
        super().__init__()
        self._parts, self._shares, self._from_em = (main, aside, below), shares, from_em
        self._tallest_em = tallest_em
        self._wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._turn(0)

    def _turn(self, width: int) -> None:
        main, aside, below = self._parts
        wide = width >= theme().em(self._from_em) and width >= self._needed()
        if wide == self._wide:
            return
        self._wide = wide
        for part in self._parts:
            self._grid.removeWidget(part)
        self._grid.addWidget(main, 0, 0)
        if wide:
            self._grid.addWidget(aside, 0, 1)
            self._grid.addWidget(below, 1, 0, 1, 2)
        else:
            self._grid.addWidget(below, 1, 0)
            self._grid.addWidget(aside, 2, 0)
        self._grid.setColumnStretch(0, self._shares[0])
        self._grid.setColumnStretch(1, self._shares[1] if wide else 0)
        self._grid.setRowStretch(0, 1 if wide else 0)

    def _needed(self) -> int:
        """Not asked before there is a width: the parts would be polished once for nothing."""
        main, aside, _ = self._parts
        needed = main.minimumSizeHint().width() + aside.minimumSizeHint().width()
        return needed + self._grid.spacing()

    def minimumSizeHint(self) -> QSize:
        """That of the column, so that it can get narrow enough to become one."""
        return QSize(max(least_widths(self._grid), default=0), super().minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Only with content that has: a layout without any answers -1 to its item."""
        return self._grid.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        self._turn(width)
        return self._grid.totalHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        self._turn(width)
        self.setMaximumHeight(max(theme().em(self._tallest_em), self.heightForWidth(width)))
        super().resizeEvent(event)
