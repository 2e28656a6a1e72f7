"""The frame of a screen of the exchange: a heading, what is asked now, and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.ui.services import Exchange
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.layout import clear, column
from gmi_app.ui.widgets.page import Bar, Page, reveal
from gmi_app.ui.widgets.tab_order import tab_in_reading_order
from gmi_app.ui.widgets.task import Task
from gmi_app.ui.widgets.text import Text


class Step(Page):
    """``label``: whose screen it is; ``title``: what is done here. ``show_parts`` says what is
    asked now, ``offer`` what the primary button does; ``beside`` stand before it. ``cancelled``:
    back; nothing was changed."""

    cancelled = Signal()

    def __init__(
        self, exchange: Exchange, label: str, title: str, why: str, *beside: QWidget
    ) -> None:
        self.leave = Button(self.tr("Back"), height=64)
        self.primary = PrimaryButton("")
        self.primary.setObjectName("exchange_go_on")
        super().__init__(bar=Bar(self.leave, 0, *beside, self.primary), top=28, gap=18)
        self.task = Task(exchange.lane)
        self.task.busy_changed.connect(self._lock)
        self._title = Text(title, "title", wrap=True)
        self._why = Text(why, "body", "quiet", wrap=True)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(18)
        self._allowed = True
        if not why:
            self._why.hide()
        head = column(Text(label, "label", "primary"), self._title, self._why, gap=4)
        self._held = QWidget()
        self._held.setLayout(self._parts)
        self._parts.setContentsMargins(0, 0, 0, 0)
        policy = self._held.sizePolicy()
        policy.setHeightForWidth(True)
        self._held.setSizePolicy(policy)
        self.add(head, self._held, self.task, 0)
        self.area.verticalScrollBar().rangeChanged.connect(self._reveal)
        self.leave.clicked.connect(self.cancelled)
        self.primary.clicked.connect(self.go_on)

    # ---- what stands here
    def say_title(self, words: str) -> None:
        """Replaces what is done here."""
        self._title.set(words)

    def say_why(self, words: str) -> None:
        """Replaces the sentence under the title; none hides it."""
        self._why.set(words)
        self._why.setVisible(bool(words))

    def show_parts(self, *parts: QWidget) -> None:
        """In place of what stood here before."""
        clear(self._parts)
        for part in parts:
            self._parts.addWidget(part)
            part.show()
        self.order_tabs()
        self.scroll_to_top()

    def order_tabs(self) -> None:
        """Tab goes through what stands here as it is read, also after something new came."""
        tab_in_reading_order(self._held)

    def offer(self, words: str, icon: str | None = None, *, enabled: bool = True) -> None:
        """What the primary button says; no words hide it."""
        self.primary.setText(words)
        self.primary.set_icon(icon)
        self.primary.setVisible(bool(words))
        self.allow(enabled)

    def allow(self, enabled: bool) -> None:
        """Whether the primary button can be pressed, when nothing is being done."""
        self._allowed = enabled
        self.primary.setEnabled(enabled and self._held.isEnabled())

    def go_on(self) -> None:
        """The primary button was pressed."""
        raise NotImplementedError

    def home(self) -> QWidget:
        """Where the keyboard is after some work; what is locked meanwhile loses it."""
        return self.primary

    def _lock(self, busy: bool) -> None:
        self._held.setEnabled(not busy)
        self.allow(self._allowed)
        if not busy:
            self.home().setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """What is being done, or how it went, may stand below what is seen."""
        if self.task.told or not self._held.isEnabled():
            reveal(self.task)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
