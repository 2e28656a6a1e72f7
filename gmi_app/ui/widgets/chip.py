"""Chips: small choices that flow onto as many lines as they need; chosen adds tick and edge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from gmi_app.ui import icons
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Key

TICK_GAP = 4  # Fusion's, between icon and words
PADDING, WIDEST_EDGE = 14, 3
"""Of a chip in the style sheet; the edge is widest with the focus."""


LEAST_EM = 6
"""The room for words that an elided chip has at least."""


class Chip(Key):
    """A word that is chosen or not. ``elided``: where there is no room for all of it, both its ends
    stand there, and all of it in the tool tip; else the chip is as wide as its word."""

    def __init__(self, word: str, chosen: bool = False, *, elided: bool = False) -> None:
        super().__init__(word, "chip", 44)
        self.word, self._elided = word, elided
        if elided:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)
        self.toggled.connect(self._mark)
        self.setChecked(chosen)
        self._mark(chosen)

    def _mark(self, on: bool) -> None:
        size = theme().em(0.95)
        tick = icons.icon("check", theme().tokens.primary, size, 2.8, gap=2) if on else QIcon()
        self.setIcon(tick)
        self.setIconSize(QSize(size + 2, size))
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go along the words where one of them is chosen, from line to line; Qt
        itself would stop at the end of a line."""
        group, key = self.group(), event.key()
        if key not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or group is None:
            super().keyPressEvent(event)
            return
        onward = (key == Qt.Key.Key_Right) == self.isLeftToRight()
        chips = group.buttons()
        at = chips.index(self) + (1 if onward else -1)
        if 0 <= at < len(chips):
            chips[at].setFocus(Qt.FocusReason.TabFocusReason)
            chips[at].click()

    def sizeHint(self) -> QSize:
        """As wide without the tick and the ring of the focus as with them, so that its neighbours
        stay where they are."""
        self.ensurePolished()
        words = self.fontMetrics().horizontalAdvance(self.word)
        return QSize(words + self._beside, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        if not self._elided:
            return wanted
        return QSize(min(wanted.width(), theme().em(LEAST_EM) + self._beside), wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._elided:
            return
        shown = self.word
        if self.width() < self.sizeHint().width():  # elidedText rounds otherwise than a size hint
            room, middle = self.width() - self._beside, Qt.TextElideMode.ElideMiddle
            shown = self.fontMetrics().elidedText(self.word, middle, room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(self.word if shown != self.word else "")

    @property
    def _beside(self) -> int:
        """What is not words across, in pixels."""
        return self.iconSize().width() + TICK_GAP + 2 * (PADDING + WIDEST_EDGE)


class Flow(QLayout):
    """Lays widgets out like words, from the side where reading starts, line by line."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None

    def invalidate(self) -> None:
        """Something came, went, or needs other room: what was reckoned does not hold any more."""
        self._heights.clear()
        self._least = None
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # layouts ask again and again
            self._heights[width] = self._lay(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    def _lay(self, rect: QRect, *, place: bool) -> int:
        x = y = line = 0
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if size.width() > rect.width():
                size.setWidth(max(rect.width(), item.minimumSize().width()))
            if x and x + size.width() > rect.width():
                x, y, line = 0, y + line + self._gap, 0
            if place:
                left = rect.width() - x - size.width() if mirrored else x
                item.setGeometry(QRect(rect.topLeft() + QPoint(left, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line


def flowing(*widgets: QWidget, gap: int = 12) -> QWidget:
    """Widgets side by side, on as many lines as they need."""
    box = QWidget()
    flow = Flow(gap)
    flow.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        flow.addWidget(widget)
    box.setLayout(flow)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box


class Chips(QWidget):
    """Any number of ``words`` may be chosen. ``changed``: the person chose or unchose one."""

    changed = Signal()

    def __init__(self, name: str, words: Sequence[str], chosen: Sequence[int] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.chips = [Chip(word, i in chosen) for i, word in enumerate(words)]
        flow = Flow()
        for chip in self.chips:
            flow.addWidget(chip)
            chip.clicked.connect(self.changed)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The chosen indices, in order."""
        return tuple(i for i, chip in enumerate(self.chips) if chip.isChecked())
