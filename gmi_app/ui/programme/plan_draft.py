"""A plan that is being changed: what was chosen so far, whether it is possible, what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from gmi_app.errors import UsageError
from gmi_app.laterality.settings import DrillSettings
from gmi_app.mirror.settings import WITH_MIRROR
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import (
    STAGES,
    ItemKind,
    LateralityItem,
    Plan,
    PlanError,
    PlanItem,
    TimedItem,
)
from gmi_app.programme.thresholds import Thresholds
from gmi_app.ui.programme.plan_differences import differences

USUAL_S = {
    ItemKind.IMAGERY: 180,
    ItemKind.MIRROR: 180,
    ItemKind.DESENSITISATION: 180,
    ItemKind.RELAXATION: 180,
    ItemKind.PERCEPTION: 120,
    ItemKind.ACTIVITY: 300,
}


class PlanDraft:
    """``plan`` is the newest possible state; ``problems`` says, a sentence each, why what is chosen
    now is not one, and then nothing can be kept."""

    def __init__(self, plan: Plan) -> None:
        self.kept = plan
        self.plan = plan
        self.problems: tuple[str, ...] = ()
        self._chosen: dict[str, Any] = {}

    @property
    def differences(self) -> list[str]:
        """From what is kept to what is chosen."""
        return differences(self.kept, self.plan)

    @property
    def changed(self) -> bool:
        return bool(self.problems) or self.plan != self.kept

    def change(self, **chosen: object) -> None:
        """Chooses fields of the plan. What is impossible stays chosen, with the reasons."""
        self._chosen |= chosen
        try:
            self.plan = replace(self.plan, **self._chosen)
        except PlanError as error:
            self.problems = error.problems
            return
        self._chosen, self.problems = {}, ()

    def start_again(self, plan: Plan) -> None:
        """From another plan, as if nothing had been chosen."""
        self.kept = self.plan = plan
        self.problems, self._chosen = (), {}

    @property
    def items(self) -> tuple[PlanItem, ...]:
        """As chosen, possible or not."""
        items: tuple[PlanItem, ...] = self._chosen.get("items", self.plan.items)
        return items

    def put(self, item: PlanItem) -> None:
        """Changes the exercise of that id."""
        self.change(items=tuple(item if i.id == item.id else i for i in self.items))

    def remove(self, identity: UUID) -> None:
        self.change(items=tuple(item for item in self.items if item.id != identity))

    def add(self, kind: ItemKind, part: BodyPart) -> PlanItem:
        """A gentle exercise more, after those of its kind."""
        what: LateralityItem | TimedItem
        if kind is ItemKind.LATERALITY:
            what = LateralityItem(DrillSettings(part, count=10))
        else:
            what = TimedItem(part, USUAL_S[kind])
        item = PlanItem(uuid4(), kind, what, 1, 3, most_amount=_most(kind, what.amount))
        item = replace(item, paced=kind.staged)
        order = list(ItemKind)
        items = sorted([*self.items, item], key=lambda each: order.index(each.kind))
        self.change(items=tuple(items))
        return item

    def set_parts(self, parts: tuple[BodyPart, ...]) -> None:
        """Exercises of a part that is no longer named become those of the first one that is."""
        if not parts:
            self.change(parts=parts)
            return
        items = [i if i.part in parts else moved(i, parts[0]) for i in self.items]
        items = [i for i in items if i.kind is not ItemKind.MIRROR or i.part in WITH_MIRROR]
        self.change(parts=parts, items=tuple(items))

    def set_side(self, affected: AffectedSide) -> None:
        """Where both sides hurt, there is no mirror."""
        items = self.items
        if affected is AffectedSide.BOTH:
            items = tuple(i for i in items if i.kind is not ItemKind.MIRROR)
        self.change(affected=affected, items=items)

    def practise(self, stage: ItemKind, today: date, *, early: bool) -> None:
        """Goes to a stage. ``early``: though the stage before is not met; that is recorded."""
        opened = self.plan.opened
        if early and stage not in opened:
            opened = tuple(each for each in STAGES if each in (*opened, stage))
        since = max(today, self.plan.start)
        self.change(stage=stage, stage_since=since, opened=opened)

    def set_threshold(self, name: str, value: float) -> None:
        chosen: Thresholds = self._chosen.get("thresholds", self.plan.thresholds)
        named: dict[str, Any] = {name: value}
        self.change(thresholds=replace(chosen, **named))


def _most(kind: ItemKind, amount: int) -> int:
    """How far it may grow at first."""
    most = {ItemKind.LATERALITY: 20, ItemKind.DESENSITISATION: 300, ItemKind.MIRROR: 300}
    return max(amount, most.get(kind, 600))


def moved(item: PlanItem, part: BodyPart) -> PlanItem:
    """The same exercise for another part of the body."""
    if isinstance(item.what, TimedItem):
        return replace(item, what=replace(item.what, part=part))
    settings = item.what.settings
    try:
        return replace(item, what=replace(item.what, settings=replace(settings, part=part)))
    except UsageError:  # what only some parts can be asked
        plain = DrillSettings(part, settings.picture_set, settings.count, settings.limit_s)
        return replace(item, what=replace(item.what, settings=plain))
