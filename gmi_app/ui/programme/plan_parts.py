"""The parts of a plan as a list to choose from: stages, what goes beside them, the plan itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from gmi_app.programme.plan import STAGES, Plan, PlanItem, TimedItem
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.widgets.choice_card import ChoiceRow
from gmi_app.ui.widgets.focus import one_stop
from gmi_app.ui.widgets.layout import clear
from gmi_app.ui.widgets.text import Text

translate = QCoreApplication.translate


class Section(StrEnum):
    """What is not one exercise."""

    ABOUT = "about"
    TARGETS = "targets"
    MORE = "more"
    READY = "ready"
    VERSIONS = "versions"


Key = UUID | Section


@dataclass(frozen=True, slots=True)
class _Row:
    key: Key
    title: str
    why: str


def stage_state(item: PlanItem, plan: Plan) -> str:
    """How a stage stands, in a few words."""
    if item.paused:
        return translate("plan_parts", "Rests")
    if item.kind is plan.stage:
        return translate("plan_parts", "Now, since {0}").format(words.day(plan.stage_since))
    if STAGES.index(item.kind) < STAGES.index(plan.stage):
        return translate("plan_parts", "Done before")
    if item.kind in plan.opened:
        return translate("plan_parts", "Opened early")
    return translate("plan_parts", "Comes later")


class PlanParts(QWidget):
    """``chosen``: a Key."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._rows[at].key))
        self._rows: list[_Row] = []

    def show_plan(self, items: tuple[PlanItem, ...], plan: Plan, key: Key) -> None:
        """``key``: what is open. The focus stays in the list where it was there."""
        focused = any(button.hasFocus() for button in self._group.buttons())
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._box)
        self._rows = []
        staged = [
            _Row(i.id, plan_words.title(i, plan), stage_state(i, plan))
            for i in items
            if i.kind.staged
        ]
        beside = [
            _Row(i.id, plan_words.kind(i.kind), self._beside(i)) for i in items if not i.kind.staged
        ]
        whole = [
            _Row(Section.ABOUT, self.tr("About the plan"), self.tr("Side, days, therapist")),
            _Row(Section.TARGETS, self.tr("Targets and safety"), self.tr("Most are as usual")),
            _Row(Section.READY, self.tr("Ready-made plans"), self.tr("Begin with another one")),
            _Row(Section.VERSIONS, self.tr("Earlier versions"), self.tr("What was changed")),
        ]
        self._add(self.tr("Stages"), staged, key)
        more = _Row(Section.MORE, self.tr("Add or take out"), self.tr("Exercises of this plan"))
        self._add(self.tr("Beside them"), [*beside, more], key)
        self._add(self.tr("The whole plan"), whole, key)
        self._box.addStretch(1)
        one_stop(self._group)
        present = self._group.checkedButton()
        if focused and present is not None:
            present.setFocus()

    def _beside(self, item: PlanItem) -> str:
        """How often, and which one it is, where that is in the person's own words."""
        often = self.tr("rests") if item.paused else plan_words.often(item)
        if isinstance(item.what, TimedItem) and item.what.what:
            return self.tr("{0}: {1}", "what: how often").format(item.what.what, often)
        return words.capital(often)

    def _add(self, title: str, rows: list[_Row], key: Key) -> None:
        if not rows:
            return
        if self._rows:
            self._box.addSpacing(8)
        self._box.addWidget(Text(title, "heading", wrap=True))
        for row in rows:
            button = ChoiceRow(row.title, row.why)
            button.setObjectName(f"part_{row.key}")
            button.setChecked(row.key == key)
            self._group.addButton(button, len(self._rows))
            self._rows.append(row)
            self._box.addWidget(button)

    def button(self, key: Key) -> ChoiceRow:
        """The row of a part."""
        at = next(i for i, row in enumerate(self._rows) if row.key == key)
        found = self._group.button(at)
        assert isinstance(found, ChoiceRow)
        return found
