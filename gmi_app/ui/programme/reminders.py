"""Reminders while the program runs: a note of the system where there is one, else a quiet banner on
Today. Off by one press, and never in the quiet hours or during a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from gmi_app.ui.programme.course import Course
from gmi_app.ui.programme.reminding import DueTime, QuietHours, Reminding
from gmi_app.ui.state import State

LOOK_MS = 60_000
translate = QCoreApplication.translate
Tell = Callable[[str, str], bool]
"""Shows a title and a line outside the window; False where that cannot be."""


class Tray(QObject):
    """The system's own notes, made when the first one is shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None

    def tell(self, title: str, line: str) -> bool:
        there = QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
        if not there:
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._icon.messageClicked.connect(self._window.activateWindow)
            self._icon.show()
        self._icon.showMessage(title, line)
        return True


class Reminders(QObject):
    """``look`` is asked every minute. ``banner``: a sentence for Today, where the system shows no
    notes."""

    banner = Signal(str)

    def __init__(self, window: QWidget, state: State, course: Course, tell: Tell) -> None:
        super().__init__(window)
        self._window, self._state, self._course, self._tell = window, state, course, tell
        self._reminding = Reminding()
        self._due: tuple[DueTime, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        course.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        """The times of today that are still to come; what passes is reminded of from these."""
        from gmi_app.ui.programme import plan_words

        known = self._course.known
        if known is None or known.today is None or known.plan is None:
            self._due = ()
            self._timer.stop()
            return
        self._due = tuple(
            DueTime(due.item.id, due.at, plan_words.title(due.item, known.plan))
            for due in known.today.due
            if due.at is not None
        )
        if not self._timer.isActive():
            self._timer.start()

    def look(self) -> None:
        """Reminds of what has become due; a session on the screen is left alone."""
        preferences = self._state.preferences
        if self._window.isHidden():
            return
        local = self._state.clock.moment().local
        quiet = QuietHours(time(preferences.quiet_from % 24), time(preferences.quiet_to % 24))
        now = self._reminding.now(self._due, local, quiet) if preferences.reminders else []
        if now:
            self._remind(now)
        known = self._course.known
        today = known.today if known is not None else None
        if self._due or (today is not None and today.day != local.date()):
            self._course.read()  # what was later may be now

    def _remind(self, now: list[DueTime]) -> None:
        names = ", ".join(each.words for each in now)
        title = translate("reminders", "Time for a little practice?")
        if not self._tell(title, names):
            sentence = translate("reminders", "If you like, it is time for this: {0}")
            self.banner.emit(sentence.format(names))
            QApplication.alert(self._window)
