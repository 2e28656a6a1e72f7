"""What accepting a suggestion makes of a plan. Nothing is changed until a person accepts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gmi_app.facts.note import PaceChange, PaceNote
from gmi_app.programme.levels import easier, harder, with_amount
from gmi_app.programme.plan import STAGES, ItemKind, Plan, PlanItem
from gmi_app.programme.suggestion import Advice, SuggestionKind


@dataclass(frozen=True, slots=True)
class Accepted:
    """``plan``: the next version's, the same one where nothing changes (talk, check-up, go on).
    ``pace``: a note to keep with it, where the amount became smaller."""

    plan: Plan
    pace: PaceNote | None = None


def accepted(plan: Plan, advice: Advice, today: date, amount: int | None = None) -> Accepted:
    """``amount``: what pacing had reached for the item (``Due.usual``); None: what is planned.

    An advice that does not fit the plan any more (it was changed meanwhile) changes nothing.
    """
    if advice.stage is not None:
        return Accepted(_in_stage(plan, advice.stage, today))
    item = plan.item(advice.item)
    if item is None:
        return Accepted(plan)
    match advice.kind:
        case SuggestionKind.PAUSE:
            return Accepted(plan.with_item(replace(item, paused=True)))
        case SuggestionKind.NEXT_LEVEL:
            above = (harder_item for kind, harder_item in harder(item) if kind is advice.change)
            return Accepted(plan.with_item(next(above, item)))
        case SuggestionKind.STEP_BACK:
            return _easier(plan, item, advice, amount)
        case _:
            return Accepted(plan)


def resumed(plan: Plan, item: PlanItem) -> Plan:
    """The item is taken up again after a pause."""
    return plan.with_item(replace(item, paused=False))


def opened(plan: Plan, stage: ItemKind) -> Plan:
    """A stage is opened though the one before is not met (clinical.md 4)."""
    if stage in plan.opened:
        return plan
    return replace(plan, opened=tuple(each for each in STAGES if each in (*plan.opened, stage)))


def _in_stage(plan: Plan, stage: ItemKind, today: date) -> Plan:
    if stage not in plan.stages or stage is plan.stage:
        return plan
    return replace(plan, stage=stage, stage_since=max(today, plan.start))


def _easier(plan: Plan, item: PlanItem, advice: Advice, amount: int | None) -> Accepted:
    current = item if amount is None else with_amount(item, amount)
    step = easier(current)
    if step is None or step[0] is not advice.change:
        return Accepted(plan)
    below = step[1]
    if below.what.amount == current.what.amount:  # another level; the amount stays as it was paced
        return Accepted(plan.with_item(with_amount(below, item.what.amount)))
    note = PaceNote(item.id, PaceChange.DOWN, below.what.amount, below.what.amount)
    return Accepted(plan.with_item(below), note)
