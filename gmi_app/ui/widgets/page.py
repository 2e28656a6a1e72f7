"""The frame of a screen: a scrolling ground as tall as its wrapped text needs, and a bottom bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import SPACE_3, SPACE_5, SPACE_6, SPACE_7
from gmi_app.ui.widgets.card import Ground
from gmi_app.ui.widgets.layout import Item, fill

WIDEST_EM = 72
"""Content gets no wider, so that lines stay readable on very large screens."""

_SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def side_margin(wanted: int = SPACE_7) -> int:
    """The space left and right of a screen's content: less of it with large text."""
    return min(wanted, SPACE_6) if theme().large else wanted


class _Scrolled(Ground):
    """QScrollArea ignores height-for-width: this asks for the height its text really needs."""

    def __init__(self) -> None:
        super().__init__()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.held = QWidget()
        self.held.setMaximumWidth(theme().em(WIDEST_EM))
        outer.addStretch(1)
        outer.addWidget(self.held, 1000)
        outer.addStretch(1)

    def fit(self, width: int) -> None:
        inner = self.held.layout()
        across = min(width, self.held.maximumWidth())
        if inner is not None and inner.hasHeightForWidth():
            self.setMinimumHeight(inner.totalHeightForWidth(across))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(event.size().width())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit(self.width())
        return done


class Page(QWidget):
    """A screen: ``add`` fills it from above; ``bar`` stays at the bottom, in view.

    ``side``, ``top`` and ``gap`` in pixels. What gets the keyboard focus is scrolled into view, and
    the keys that nothing on the screen uses scroll it.
    """

    def __init__(
        self,
        *,
        side: int = SPACE_7,
        top: int = SPACE_6,
        gap: int = SPACE_5,
        bar: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        outer = self._frame = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._content = _Scrolled()
        self._side, self._top, self._bottom = side_margin(side), top, SPACE_3 if bar else top
        self.box = QVBoxLayout(self._content.held)
        self.box.setSpacing(gap)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._content)
        self.area.verticalScrollBar().rangeChanged.connect(self._set_margins)
        self.area.verticalScrollBar().setSingleStep(theme().em(3))
        self._set_margins()
        outer.addWidget(self.area, 1)
        if bar is not None:
            outer.addWidget(bar)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focused)

    def add(self, *items: Item) -> None:
        fill(self.box, *items)

    def set_bar(self, bar: QWidget) -> None:
        """A bar that comes and goes; one that always stays is handed to the page at first."""
        self._frame.addWidget(bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        """A scroll bar takes its room from the margin beside it, so that the content keeps its
        width and stays in line with the bottom bar."""
        bar = self.area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        if self.width() > theme().em(WIDEST_EM) + 2 * taken:  # centred: half on either side
            start, end = self._side + taken // 2, self._side - taken // 2
        else:
            start, end = self._side, self._side - taken
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        self.box.setContentsMargins(start, self._top, end, self._bottom)

    def scroll_to_top(self) -> None:
        self.area.verticalScrollBar().setValue(0)

    def scroll_by(self, event: QKeyEvent) -> bool:
        """Scrolls for an arrow up or down, Page up or down, Home or End; whether it was one."""
        action = _SCROLLS.get(Qt.Key(event.key())) if event.modifiers() in _PLAIN else None
        if action is not None:
            self.area.verticalScrollBar().triggerAction(action)
        return action is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.scroll_by(event):
            super().keyPressEvent(event)

    def show_whole(self, part: QWidget) -> None:
        """Scrolls a part of the content into view: its top before its foot, the focus before
        both."""
        if not self._content.isAncestorOf(part):
            return
        at = part.mapTo(self._content, part.rect().topLeft()).y()
        self.area.ensureVisible(0, at + part.height(), 0, SPACE_5)
        self.area.ensureVisible(0, at, 0, SPACE_5)
        focused = QApplication.focusWidget()
        if focused is not None and part.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, SPACE_5)

    def show_at_the_top(self, part: QWidget) -> None:
        """Scrolls so that a part of the content begins where the view begins, or as near as it
        goes."""
        if self._content.isAncestorOf(part):
            at = part.mapTo(self._content, part.rect().topLeft()).y()
            self.area.verticalScrollBar().setValue(max(0, at - SPACE_5))

    def _show_focused(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._content.isAncestorOf(now):
            return
        self.area.ensureWidgetVisible(now, 0, SPACE_5)
        QTimer.singleShot(0, self, self._show_settled)  # what is new has no place before

    def _show_settled(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self._content.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, SPACE_5)


def reveal(part: QWidget) -> None:
    """Scrolls a part that was just shown into view, as soon as it has its place."""

    _once_settled(part, Page.show_whole)


def at_the_top(part: QWidget) -> None:
    """Likewise, where what comes below it is to be read, too: the view begins with it."""
    _once_settled(part, Page.show_at_the_top)


def _once_settled(part: QWidget, show: Callable[[Page, QWidget], None]) -> None:
    def settled() -> None:
        above = part.parentWidget()
        while above is not None and not isinstance(above, Page):
            above = above.parentWidget()
        if isinstance(above, Page) and part.isVisible():
            show(above, part)

    QTimer.singleShot(0, part, settled)


class Bar(Ground):
    """The bottom bar, where a hand rests: one primary button, at the end of the line."""

    def __init__(self, *items: Item, side: int = SPACE_7) -> None:
        super().__init__()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        held = QWidget()
        held.setMaximumWidth(theme().em(WIDEST_EM))
        outer.addStretch(1)
        outer.addWidget(held, 1000)
        outer.addStretch(1)
        box = QHBoxLayout(held)
        side = side_margin(side)
        box.setContentsMargins(side, 16, side, 24)
        box.setSpacing(16)
        fill(box, *items)
