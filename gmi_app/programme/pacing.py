"""Pacing: a baseline of what was done without a flare, then small whole steps up (issue of the
programme; clinical.md 4 and 8). Inside the plan's limits, shown, and it can be declined.

What was reached is a note (``PaceNote``), so only what came since the last one has to be read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.note import Note, NoteKind, PaceChange, PaceNote
from gmi_app.facts.session import EndKind
from gmi_app.programme.levels import least_amount
from gmi_app.programme.plan import ItemKind, PlanItem
from gmi_app.programme.record import Practice
from gmi_app.programme.thresholds import Thresholds
from gmi_app.progress.flare import EASED, FlareDays

SECONDS_ROUNDED: Final = 10
SOOTHING: Final = (ItemKind.RELAXATION,)
"""What helps on such a day, and so is never made less."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much at a time today: pictures or seconds. ``usual``: without the easier day. ``eased``:
    an easier day after a flare; ``fewer``: likewise, with one session less, as there is nothing
    less at a time. ``note``: a baseline or a step up that is new today, to be kept when it is
    shown; ``declined`` takes it back. ``good_days``: since the last step."""

    today: int
    usual: int
    eased: bool = False
    fewer: bool = False
    note: PaceNote | None = None
    good_days: int = 0


def amount_of(
    item: PlanItem,
    practice: Sequence[Practice],
    notes: Iterable[Note],
    flare_days: Collection[date],
    thresholds: Thresholds,
    today: date,
    *,
    since: Moment | None = None,
) -> Amount:
    """The same facts on the same day always give the same amount, kept or not. ``since``: when
    the plan was given its amount; what was done before tells nothing about that."""
    kept = newest(notes, item, today)
    if kept is None and since is not None:
        practice = [each for each in practice if each.at.utc >= since.utc]
    usual, note, good_days = _usual(item, practice, kept, flare_days, thresholds, today)
    flared = FlareDays(frozenset(flare_days), today).easier_since is not None
    if not flared or item.kind in SOOTHING:
        return Amount(usual, usual, note=note, good_days=good_days)
    if note is not None:  # what is new today waits for a usual day; less of it does not
        usual = min(usual, note.planned if kept is None else kept[1].amount)
    eased = max(least_amount(item.kind), _whole(item, usual * EASED))
    if eased < usual:
        return Amount(eased, usual, eased=True, good_days=good_days)
    return Amount(usual, usual, fewer=item.per_day > 1, good_days=good_days)


def can_be_easier(item: PlanItem) -> bool:
    """Whether an easier day asks for less of it."""
    less = item.per_day > 1 or item.what.amount > least_amount(item.kind)
    return less and not item.paused and item.kind not in SOOTHING


def declined(note: PaceNote, before: int) -> PaceNote:
    """What is kept instead when a step is not wanted. ``before``: the amount without it."""
    return PaceNote(note.item, PaceChange.DECLINED, before, note.planned)


def before_step(item: PlanItem, note: PaceNote, thresholds: Thresholds) -> int:
    """The amount that a step up came from."""
    return max(least_amount(item.kind), note.amount - step_of(item, thresholds))


def step_of(item: PlanItem, thresholds: Thresholds) -> int:
    return thresholds.step_pictures if item.counts_pictures else thresholds.step_s


def _usual(
    item: PlanItem,
    practice: Sequence[Practice],
    kept: tuple[date, PaceNote] | None,
    flare_days: Collection[date],
    thresholds: Thresholds,
    today: date,
) -> tuple[int, PaceNote | None, int]:
    planned = item.what.amount
    if not item.paced or item.kind is ItemKind.ACTIVITY:  # those have small steps of their own
        return planned, None, 0
    calm = calm_days(item, practice, flare_days)
    before_today = [day for day in calm if day < today]
    if kept is None:
        return _baseline(item, practice, before_today, thresholds)
    since, pace = kept
    amount = min(pace.amount, max(item.most_amount, planned))
    last_flare = max((day for day in flare_days if day <= today), default=date.min)
    first = since + timedelta(days=1) if pace.change is PaceChange.DECLINED else since
    good = sum(day >= first and day > last_flare for day in before_today)
    if good < thresholds.good_days_a_step or amount >= item.most_amount:
        return amount, None, good
    more = min(item.most_amount, amount + step_of(item, thresholds))
    return more, PaceNote(item.id, PaceChange.UP, more, planned), good


def newest(notes: Iterable[Note], item: PlanItem, today: date) -> tuple[date, PaceNote] | None:
    """The pace note that counts for the item, with its day. One from before the plan changed the
    amount does not count: then the plan does."""
    for note in notes:
        content = note.content
        if note.kind is not NoteKind.PACE or not isinstance(content, PaceNote):
            continue
        day = note.day or note.at.day
        if content.item == item.id and content.planned == item.what.amount and day <= today:
            return day, content
    return None


def calm_days(
    item: PlanItem, practice: Iterable[Practice], flare_days: Collection[date]
) -> list[date]:
    """Days on which the item was practised whole, without a flare and without stopping because of
    pain, dizziness or distress; oldest first."""
    whole: set[date] = set()
    uneasy: set[date] = set()
    for each in practice:
        if not belongs(each, item) or not each.practised:
            continue
        if each.end is EndKind.COMPLETED:
            whole.add(each.day)
        if each.reason is not None and each.reason.uneasy:
            uneasy.add(each.day)
    return sorted(whole - uneasy - set(flare_days))


def belongs(practice: Practice, item: PlanItem) -> bool:
    """Whether a session counts for an item: begun from it, or chosen freely and of its kind and
    part."""
    if practice.item is not None:
        return practice.item == item.id
    return _is_alike(practice, item)


def _is_alike(practice: Practice, item: PlanItem) -> bool:
    return practice.kind.value == item.kind.value and practice.part in (None, item.part)


def item_of(practice: Practice, items: Sequence[PlanItem]) -> UUID | None:
    """The one item that a session counts for, so that nothing is counted twice. What was begun from
    an item that the plan has no longer (another plan was taken) counts for the one of its kind and
    part: what is done stays done."""
    if any(item.id == practice.item for item in items):
        return practice.item
    return next((item.id for item in items if _is_alike(practice, item)), None)


def _baseline(
    item: PlanItem,
    practice: Sequence[Practice],
    calm: Sequence[date],
    thresholds: Thresholds,
) -> tuple[int, PaceNote | None, int]:
    """The median of what was done at a time on the first calm days, never above the plan's limit;
    until then what is planned."""
    planned = item.what.amount
    if len(calm) < thresholds.baseline_days:
        return planned, None, len(calm)
    days = calm[: thresholds.baseline_days]
    done = [
        each.amount
        for each in practice
        if belongs(each, item) and each.practised and each.day in days and not _measures(each)
    ]
    found = _whole(item, median(done or [planned]))
    amount = min(max(found, least_amount(item.kind)), max(item.most_amount, planned))
    return amount, PaceNote(item.id, PaceChange.BASELINE, amount, planned), len(calm)


def _measures(practice: Practice) -> bool:
    """A check-up has its 40 pictures whatever the plan says."""
    return practice.settings is not None and practice.settings.check_up


def _whole(item: PlanItem, amount: float) -> int:
    """Whole pictures, an even number so that both sides come equally often; whole tens of
    seconds."""
    unit = 2 if item.kind is ItemKind.LATERALITY else SECONDS_ROUNDED
    return int(amount // unit) * unit
