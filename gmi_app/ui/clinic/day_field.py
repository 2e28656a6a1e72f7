"""A day in one field: typed as people write it, or stepped through with the arrow keys."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from gmi_app.ui.programme.plan_about import read_day
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.text import announce

FORM = "d MMM yyyy"
"""Day and month cannot be taken for each other."""
FORMS = (FORM, "d MMMM yyyy")
_DAYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


def day_of(text: str) -> date | None:
    """ "5 Oct 2026", "5.10.2026", "2026-10-05" and as this computer writes days; None for anything
    else."""
    tidy = " ".join(text.split())
    for form in FORMS:
        found = QLocale().toDate(tidy, form)
        if found.isValid():
            return date(found.year(), found.month(), found.day())
    return read_day(tidy)


def shown(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), FORM)


class DayField(QLineEdit):
    """``name``: which day it is, for screen readers. Enter takes what was typed; up and down go a
    day on or back, Page up and Page down a week; Esc takes back what was typed. What is no day goes
    away when the field is left. ``chosen``: the day, when the person (not the program) changed it.
    """

    chosen = Signal(object)

    def __init__(self, name: str, *, height: int = 44) -> None:
        super().__init__()
        self._day, self._first, self._last = date.min, date.min, date.max
        self.setAccessibleName(name)
        how = self.tr("Type a day, as 5.10.2026. Up and down: a day. Page up and down: a week.")
        self.setAccessibleDescription(how)
        self.setToolTip(how)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(theme().touch(height))
        self.setFixedWidth(theme().em(7.4))
        self.returnPressed.connect(self._typed)

    @property
    def day(self) -> date:
        return self._day

    def show_day(self, day: date, first: date, last: date) -> None:
        """``first``, ``last``: before and after which there is nothing to choose. What is being
        typed stays as long as the day is the same."""
        changed = day != self._day
        self._day, self._first, self._last = day, first, last
        if changed:
            self.setText(shown(day))

    def _typed(self) -> None:
        day = day_of(self.text())
        if day is None:
            self.setText(shown(self._day))
            announce(self, self.tr("That is no day. It is {0} as before.").format(self.text()))
        else:
            self._choose(day)
        self.selectAll()

    def _choose(self, day: date) -> None:
        day = min(max(day, self._first), self._last)
        self.setText(shown(day))
        if day != self._day:
            self._day = day
            self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = _DAYS.get(Qt.Key(event.key()))
        if days is not None:
            self._choose((day_of(self.text()) or self._day) + timedelta(days=days))
        elif event.key() == Qt.Key.Key_Escape and self.text() != shown(self._day):
            self.setText(shown(self._day))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._choose(day_of(self.text()) or self._day)
