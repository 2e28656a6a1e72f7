"""Start at the foot of Today, for as long as the one on its card is out of sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.page import Bar
from gmi_app.ui.widgets.text import Text


class StartBar(Bar):
    """Below the scrolling ``area`` of a screen: what is due, and its Start. ``follow`` tells which
    button it stands in for.

    Whether that one is in sight is judged with the height that both have together, so that the
    bar's own coming and going changes nothing about it.
    """

    def __init__(self, area: QScrollArea) -> None:
        self._what = Text("", "strong", wrap=True)
        self.start = PrimaryButton(self.tr("Start"), "play")
        self.start.setObjectName("start_below")
        super().__init__(self._what, self.start)
        self._area = area
        self._for: Button | None = None
        self._first = False
        self._asked = False
        self.start.clicked.connect(self._press)
        scroll = area.verticalScrollBar()
        scroll.valueChanged.connect(self.look_again)
        scroll.rangeChanged.connect(self.look_again)
        scroll.actionTriggered.connect(self._scrolled)  # by the person, not by the program
        self.hide()

    def follow(self, button: Button | None, what: str) -> None:
        """``button`` begins ``what``; None: there is nothing to begin."""
        self._for = button
        self._first = button is not None
        self._what.set(what)
        self.start.setAccessibleDescription(button.accessibleDescription() if button else what)
        self.look_again()

    def look_again(self) -> None:
        """As soon as the layouts have come to rest."""
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self, self._look)

    def _scrolled(self) -> None:
        self._first = False

    def _look(self) -> None:
        self._asked = False
        if self._first and self._for is not None and self._for.hasFocus():
            # the page went down to the button with the focus: what is above it comes first
            self._area.verticalScrollBar().setValue(0)
        wanted = self._for is not None and self._for.isVisible() and not self._in_sight(self._for)
        if wanted == (not self.isHidden()):
            return
        had_focus = self.start.hasFocus()
        self.setVisible(wanted)
        if self._for is None:
            return
        if wanted and self._for.hasFocus():
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus and not wanted:
            self._for.setFocus(Qt.FocusReason.OtherFocusReason)

    def _in_sight(self, button: QWidget) -> bool:
        """Whole, between the top of the area and where the bar ends."""
        frame = self.parentWidget()
        if frame is None:
            return True
        top = button.mapTo(frame, QPoint(0, 0)).y()
        return top >= 0 and top + button.height() <= frame.height()

    def _press(self) -> None:
        if self._for is not None:
            self._for.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a line above, as the content goes on below it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), max(1, theme().tokens.border), theme().colour("line"))
