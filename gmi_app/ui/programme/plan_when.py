"""On which days, and at which times: days as chips, times as a person writes them."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.plan import PlanItem
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.form_pieces import line_field
from gmi_app.ui.widgets.chip import Chips
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.text import Text

_ONE_TIME = re.compile(r"\s*(\d{1,2})(?:[:.h](\d{2}))?\s*$")


def read_times(text: str) -> tuple[time, ...] | None:
    """ "9, 13:30" as times in order, without repeats; None when a piece of it is no time."""
    found = set()
    for piece in re.split(r"[,;]", text):
        if not piece.strip():
            continue
        match = _ONE_TIME.match(piece)
        if match is None:
            return None
        hour, minute = int(match[1]), int(match[2] or 0)
        if hour > 23 or minute > 59:
            return None
        found.add(time(hour, minute))
    return tuple(sorted(found))


class WhenEditor(QWidget):
    """``changed``: days or times were chosen. ``days`` and ``at`` are those of the plan's item;
    ``at`` is empty for "spread over the day", and while the times make no sense."""

    changed = Signal()

    def __init__(self, item: PlanItem) -> None:
        super().__init__()
        self._count = item.per_day
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self.chips = Chips(self.tr("Days"), plan_words.day_names(), item.days)
        self.way = OneOf(
            self.tr("When"),
            [self.tr("Spread over the day"), self.tr("At fixed times")],
            1 if item.at else 0,
        )
        self.times = line_field(
            self.tr("Times of day"),
            ", ".join(plan_words.clock(at) for at in item.at),
            hint=self.tr("9:00, 13:30"),
        )
        self.problem = Text("", "small", "attention", wrap=True)
        for each in (
            Text(self.tr("Days"), "strong"),
            self.chips,
            Text(self.tr("When"), "strong"),
            self.way,
            self.times,
            self.problem,
        ):
            box.addWidget(each)
        self.chips.changed.connect(self._tell)
        self.way.chosen.connect(self._tell)
        self.times.textChanged.connect(self._tell)
        self._look()

    @property
    def days(self) -> tuple[int, ...]:
        return self.chips.chosen

    @property
    def at(self) -> tuple[time, ...]:
        if self.way.at == 0:
            return ()
        found = read_times(self.times.text())
        return found if found is not None and len(found) == self._count else ()

    def set_count(self, count: int) -> None:
        """There is one time for each session."""
        self._count = count
        self._look()

    def _look(self) -> None:
        fixed = self.way.at == 1
        self.times.setVisible(fixed)
        wrong = fixed and len(self.at) != self._count
        self.problem.set(
            self.tr(
                "Write one time for each session, {0} in all, as 9:00, 13:30. Until then they are "
                "spread over the day."
            ).format(self._count)
            if wrong
            else ""
        )
        self.problem.setVisible(wrong)

    def _tell(self, _: object = None) -> None:
        self._look()
        self.changed.emit()
