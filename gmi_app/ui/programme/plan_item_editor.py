"""One exercise of a plan, editable: what it is like, how often, when, and how it may grow."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.laterality.settings import COUNT_RANGE
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.plan import ItemKind, LateralityItem, PlanItem, TimedItem
from gmi_app.programme.plan_check import PER_DAY_RANGE, SECONDS
from gmi_app.ui import words
from gmi_app.ui.programme.form_pieces import asked, framed
from gmi_app.ui.programme.plan_content_editors import SetsEditor, TimedEditor
from gmi_app.ui.programme.plan_when import WhenEditor
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.tab_order import tab_in_reading_order

HALF_MINUTE_S = 30


class ItemEditor(QWidget):
    """``changed``: a PlanItem, each time that something was chosen. ``removed``: take it out."""

    changed = Signal(object)

    def __init__(self, item: PlanItem, parts: tuple[BodyPart, ...]) -> None:
        super().__init__()
        self.item = item
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        low, high = PER_DAY_RANGE
        often = self.tr("Sets a day") if item.counts_pictures else self.tr("Times a day")
        self.per_day = Stepper(often, item.per_day, low, high, height=44)
        self.cap = Stepper(self.tr("At most in a day"), item.most_per_day, low, 2 * high, height=44)
        self._parts = tuple(part for part in BodyPart if part in (*parts, item.part))
        names = [words.parts(part) for part in self._parts]
        self.part = OneOf(self.tr("Body part"), names, self._parts.index(item.part))
        self.content: SetsEditor | TimedEditor
        if isinstance(item.what, LateralityItem):
            self.content = SetsEditor(item.what)
        else:
            self.content = TimedEditor(item.what, item.kind)
        self.when = WhenEditor(item)
        self.paced = CheckRow(
            self.tr("Grow in small steps"),
            self.tr("A little more every third good day. It is shown, and can be declined."),
            item.paced,
        )
        self.most = self._most(item)
        self.rests = CheckRow(
            self.tr("Let it rest"),
            self.tr("It stays in the plan and is not due, until you take this off."),
            item.paused,
        )
        how_often = framed(
            self.tr("How often"),
            asked(often, self.per_day),
            asked(
                self.tr("At most in a day"),
                self.cap,
                self.tr("After so many the program says: enough for now."),
            ),
            self.when,
        )
        growing = framed(
            self.tr("Small steps"),
            self.paced,
            asked(self.tr("At most"), self.most, self.tr("It never grows beyond this.")),
            self.rests,
        )
        practice = framed(self.tr("Practice"), self.content)
        practice.box.insertWidget(1, self.part)
        self.part.setVisible(len(self._parts) > 1)
        for card in (practice, how_often, growing):
            box.addWidget(card)
        self.part.chosen.connect(self._tell)
        self.per_day.changed.connect(self._raise_cap)
        for stepper in (self.cap, self.most):
            stepper.changed.connect(self._tell)
        for signal in (self.content.changed, self.when.changed):
            signal.connect(self._tell)
        for row in (self.paced, self.rests):
            row.clicked.connect(self._tell)
        tab_in_reading_order(self)

    def _most(self, item: PlanItem) -> Stepper:
        name = self.tr("At most")
        if item.counts_pictures:
            least, most = COUNT_RANGE
            return Stepper(name, item.most_amount, least, most, step=2, height=44)
        low, high = SECONDS[item.kind]
        return Stepper(
            name,
            round(item.most_amount / 6),
            round(low / 6),
            round(high / 6),
            step=5,
            suffix=self.tr(" min"),
            tenths=True,
            height=44,
        )

    def _raise_cap(self, value: int) -> None:
        """The cap is never below what is planned."""
        if self.cap.value < value:
            self.cap.set_value(value)
        self.when.set_count(value)
        self._tell()

    def _tell(self, _: object = None) -> None:
        what = self.content.what
        part = self._parts[self.part.at]
        if isinstance(what, LateralityItem):
            what = replace(what, settings=replace(what.settings, part=part))
        elif isinstance(what, TimedItem):
            what = replace(what, part=part)
        most = self.most.value * (1 if self.item.kind is ItemKind.LATERALITY else 6)
        if most < what.amount:
            most = what.amount
            shown = most if self.item.counts_pictures else round(most / 6)
            self.most.blockSignals(True)
            self.most.set_value(shown)
            self.most.blockSignals(False)
        days, at = self.when.days, self.when.at
        changed = replace(
            self.item,
            what=what,
            per_day=self.per_day.value,
            most_per_day=max(self.cap.value, self.per_day.value),
            days=days,
            at=at,
            paced=self.paced.isChecked(),
            most_amount=most,
            paused=self.rests.isChecked(),
        )
        if changed != self.item:
            self.item = changed
            self.changed.emit(changed)
