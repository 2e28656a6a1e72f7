"""Ready-made plans to begin with. Their doses are ours, but for what is named beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from gmi_app.clock import Moment
from gmi_app.language import tr
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.mirror.settings import WITH_MIRROR
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import (
    ItemKind,
    LateralityItem,
    Plan,
    PlanItem,
    PlanVersion,
    TimedItem,
)
from gmi_app.programme.thresholds import Thresholds

REVIEW_AFTER = timedelta(weeks=6)


class Ready(StrEnum):
    GENTLE = "gentle"
    STANDARD = "standard"
    MAINTENANCE = "maintenance"


def title(ready: Ready) -> str:
    match ready:
        case Ready.GENTLE:
            return tr("A gentle start")
        case Ready.STANDARD:
            return tr("Two weeks for each stage")
        case _:
            return tr("Keeping it up")


def explanation(ready: Ready) -> str:
    """What the plan is, and for whom, in a few sentences."""
    match ready:
        case Ready.GENTLE:
            return tr(
                "Two short sets of 10 pictures a day, without a time limit. On good days they grow "
                "slowly. Each stage lasts three weeks or longer. A good choice if you start "
                "without a therapist, or if pain rises easily."
            )
        case Ready.STANDARD:
            return tr(
                "Three times a day, and at least two weeks for each stage: left or right, then "
                "imagined movements, then the mirror. This is the order and the length of the "
                "first studies (Moseley 2004 and 2006). It asks for more than the gentle start."
            )
        case _:
            return tr(
                "One set of 20 pictures on three days a week, to keep what you have reached. "
                "A check-up every four weeks shows if it is time for more again."
            )


def ready_plan(
    ready: Ready,
    patient: Patient,
    today: date,
    new_id: Callable[[], UUID] = uuid4,
) -> Plan:
    """The plan for this person from ``today`` on. Without a mirror where there is none for them
    (clinical.md 4). A part that nobody named is the hand."""
    part = patient.part or BodyPart.HAND
    mirror = part in WITH_MIRROR and patient.affected is not AffectedSide.BOTH
    items = tuple(
        replace(item, id=new_id())
        for item in _items(ready, part)
        if mirror or item.kind is not ItemKind.MIRROR
    )
    return Plan(
        items=items,
        start=today,
        stage_since=today,
        review=today + REVIEW_AFTER,
        name=ready.value,
        affected=patient.affected,
        parts=(part,),
        thresholds=_thresholds(ready),
    )


def first_plan(
    ready: Ready, patient: Patient, now: Moment, new_id: Callable[[], UUID] = uuid4
) -> PlanVersion:
    """To begin with, as the program offers it."""
    plan = ready_plan(ready, patient, now.day, new_id)
    return PlanVersion(new_id(), patient.id, now, plan, author="program")


def for_another_limb(
    version: PlanVersion, patient: Patient, now: Moment, new_id: Callable[[], UUID] = uuid4
) -> PlanVersion | None:
    """A first plan that nobody has changed, made anew for the limb that the person names now; None
    where it is for that one, or is somebody's own."""
    plan = version.plan
    limb = (patient.affected, (patient.part or BodyPart.HAND,))
    if (plan.affected, plan.parts) == limb or not _is_untouched(version, patient):
        return None
    return replace(first_plan(Ready(plan.name), patient, now, new_id), parent=version.id)


def _is_untouched(version: PlanVersion, patient: Patient) -> bool:
    plan = version.plan
    if version.author != "program" or plan.name not in list(Ready) or len(plan.parts) != 1:
        return False
    theirs = replace(patient, affected=plan.affected, part=plan.parts[0])
    made = ready_plan(Ready(plan.name), theirs, plan.start)
    same_items = [replace(item, id=_NO_ID) for item in plan.items] == [
        replace(item, id=_NO_ID) for item in made.items
    ]
    return same_items and replace(plan, items=made.items) == made


def _thresholds(ready: Ready) -> Thresholds:
    match ready:
        case Ready.GENTLE:
            return Thresholds(stage_days=21)
        case Ready.STANDARD:
            return Thresholds(stage_days=14)
        case _:
            return Thresholds(practice_days=3, window_days=14, absent_days=14, check_up_days=28)


_NO_ID = UUID(int=0)


def _items(ready: Ready, part: BodyPart) -> Iterator[PlanItem]:
    match ready:
        case Ready.GENTLE:
            yield _sets(DrillSettings(part, count=10), per_day=2, most=4, most_amount=20)
            yield _timed(ItemKind.IMAGERY, part, 180, per_day=1, most=3, most_amount=600)
            yield _timed(ItemKind.MIRROR, part, 180, per_day=1, most=3, most_amount=300)
            yield _timed(ItemKind.RELAXATION, part, 180, per_day=1, most=6, most_amount=600)
        case Ready.STANDARD:
            turned = DrillSettings(part, count=20, angles=FOUR_ANGLES if part.one_sided else (0,))
            yield _sets(turned, per_day=3, most=6, most_amount=40)
            yield _timed(ItemKind.IMAGERY, part, 300, per_day=3, most=6, most_amount=900)
            # 5 to 10 minutes, 3 to 10 times a day: EFIC how-to, crps.europeanpainfederation.eu
            yield _timed(ItemKind.MIRROR, part, 300, per_day=3, most=10, most_amount=600)
        case _:
            keep = _sets(DrillSettings(part, count=20), per_day=1, most=3, most_amount=20)
            yield replace(keep, days=(0, 2, 4), paced=False)
            yield _timed(ItemKind.RELAXATION, part, 300, per_day=1, most=6, most_amount=600)


def _sets(settings: DrillSettings, *, per_day: int, most: int, most_amount: int) -> PlanItem:
    what = LateralityItem(settings)
    return PlanItem(_NO_ID, ItemKind.LATERALITY, what, per_day, most, most_amount=most_amount)


def _timed(
    kind: ItemKind, part: BodyPart, seconds: int, *, per_day: int, most: int, most_amount: int
) -> PlanItem:
    what = TimedItem(part, seconds)
    paced = kind.staged
    return PlanItem(_NO_ID, kind, what, per_day, most, paced=paced, most_amount=most_amount)
