"""Exercises put into a plan, and taken out of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.mirror.settings import WITH_MIRROR
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import ItemKind
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.form_pieces import asked, framed
from gmi_app.ui.programme.plan_draft import PlanDraft
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.one_of import OneOf


class PlanMore(QWidget):
    """Changes a draft. ``added``: the PlanItem; ``removed``: something was taken out."""

    added = Signal(object)
    removed = Signal()

    def __init__(self, draft: PlanDraft) -> None:
        super().__init__()
        self._draft = draft
        plan = draft.plan
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        self._parts = plan.parts
        self.part = OneOf(self.tr("Body part"), [words.parts(part) for part in plan.parts])
        keys = []
        for kind in self._possible():
            key = Button(plan_words.kind(kind), "plus", height=48)
            key.setObjectName(f"add_{kind}")
            key.setAccessibleName(self.tr("Add: {0}").format(plan_words.kind(kind)))
            key.clicked.connect(lambda _=False, kind=kind: self._add(kind))
            keys.append(key)
        add = framed(self.tr("Add an exercise"), flowing(*keys))
        add.box.insertWidget(1, self.part)
        self.part.setVisible(len(self._parts) > 1)
        rows = []
        for item in draft.items:
            key = Button(self.tr("Take out"), "close", height=44)
            name = plan_words.title(item, plan)
            key.setAccessibleName(self.tr("Take out: {0}").format(name))
            key.setEnabled(len(draft.items) > 1)
            key.clicked.connect(lambda _=False, which=item.id: self._remove(which))
            rows.append(asked(name, key, plan_words.details(item)))
        box.addWidget(add)
        box.addWidget(framed(self.tr("In this plan"), *rows))
        box.addStretch(1)

    def _possible(self) -> list[ItemKind]:
        """Not a mirror where there is none."""
        plan = self._draft.plan
        limbs = any(part in WITH_MIRROR for part in plan.parts)
        mirror = limbs and plan.affected is not AffectedSide.BOTH
        return [kind for kind in ItemKind if kind is not ItemKind.MIRROR or mirror]

    def _add(self, kind: ItemKind) -> None:
        part = self._parts[max(0, self.part.at)]
        if kind is ItemKind.MIRROR and part not in WITH_MIRROR:
            part = next(each for each in self._parts if each in WITH_MIRROR)
        self.added.emit(self._draft.add(kind, part))

    def _remove(self, which: object) -> None:
        item = next(each for each in self._draft.items if each.id == which)
        self._draft.remove(item.id)
        self.removed.emit()
