"""Numbers and names as a report writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import floor
from statistics import median

from gmi_app.facts.session import StopReason
from gmi_app.language import tr
from gmi_app.laterality.measures import Estimate
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.pictures.words import part_name
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import ItemKind, PlanItem
from gmi_app.programme.record import Practice

NOTHING = "–"


_MINUS = "\N{MINUS SIGN}"


def share(value: float) -> str:
    return f"{100 * value:.0f} %"


def seconds(value: float) -> str:
    return f"{value:.1f} s".replace("-", _MINUS)


def minutes(value_s: float) -> str:
    """Whole minutes, at least one."""
    return tr("{0} min").format(max(1, round(value_s / 60)))


def altogether(practice: Iterable[Practice]) -> str:
    """How much of one kind of exercise was done: pictures, or the minutes from start to end. What
    took no time on the clock was counted: "24 min, 6 times"."""
    done = list(practice)
    if any(each.kind is ItemKind.LATERALITY for each in done):
        return tr("{0} pictures").format(sum(each.amount for each in done))
    timed_s = [each.duration_s for each in done if each.duration_s > 0]
    times = sum(each.amount for each in done if each.duration_s <= 0)
    told = []
    if timed_s:
        told.append(tr("{0} min").format(floor(sum(timed_s) / 60 + 0.5)))
    if times:
        told.append(tr("once") if times == 1 else tr("{0} times").format(times))
    return ", ".join(told)


def with_interval(found: Estimate | None, of: str) -> str:
    """A figure with its 95 % interval; ``of`` is "share" or "seconds"."""
    say = share if of == "share" else seconds
    if found is None:
        return NOTHING
    if found.low is None or found.high is None:
        return say(found.value)
    return tr("{0} ({1} to {2})").format(say(found.value), say(found.low), say(found.high))


def day(value: date) -> str:
    return f"{short_day(value)} {value.year}"


def short_day(value: date) -> str:
    """Without its year."""
    return f"{value.day} {_month(value)}"


def month(value: date) -> str:
    """Without its day."""
    return f"{_month(value)} {value.year}"


def _month(value: date) -> str:
    names = (
        tr("Jan"),
        tr("Feb"),
        tr("Mar"),
        tr("Apr"),
        tr("May"),
        tr("Jun"),
        tr("Jul"),
        tr("Aug"),
        tr("Sep"),
        tr("Oct"),
        tr("Nov"),
        tr("Dec"),
    )
    return names[value.month - 1]


def middle(values: Sequence[int]) -> str:
    """The median; a dash without any."""
    return f"{median(values):g}" if values else NOTHING


def side(value: Side) -> str:
    return tr("Left") if value is Side.LEFT else tr("Right")


def where(affected: AffectedSide | None, part: BodyPart | None) -> str:
    """The painful side and part; a dash when neither was said."""
    match affected:
        case AffectedSide.LEFT:
            which = tr("left")
        case AffectedSide.RIGHT:
            which = tr("right")
        case AffectedSide.BOTH:
            which = tr("both sides")
        case _:
            which = ""
    return " ".join(filter(None, (which, "" if part is None else part_name(part)))) or NOTHING


def exercise(kind: ItemKind) -> str:
    """An exercise as the head of a line."""
    match kind:
        case ItemKind.LATERALITY:
            return tr("Left or right")
        case ItemKind.IMAGERY:
            return tr("Imagined movements")
        case ItemKind.MIRROR:
            return tr("Mirror")
        case ItemKind.DESENSITISATION:
            return tr("Soft touch")
        case ItemKind.RELAXATION:
            return tr("Breathing and resting")
        case ItemKind.PERCEPTION:
            return tr("Noticing")
        case ItemKind.ACTIVITY:
            return tr("Something that matters")


def prescribed(item: PlanItem) -> str:
    """One exercise of a plan on a line."""
    amount = (
        tr("{0} pictures").format(item.what.amount)
        if item.counts_pictures
        else minutes(item.what.amount)
    )
    often = tr("{0} a day").format(item.per_day)
    days = tr("every day") if len(item.days) == 7 else tr("{0} days a week").format(len(item.days))
    resting = tr("; resting") if item.paused else ""
    what = exercise(item.kind)
    if item.kind not in (ItemKind.ACTIVITY, ItemKind.RELAXATION):  # they are for the whole person
        what = f"{what}, {part_name(item.part)}"
    return f"{what}: {amount}, {often}, {days}{resting}"


def reason(value: StopReason) -> str:
    match value:
        case StopReason.TIRED:
            return tr("tired")
        case StopReason.MORE_PAIN:
            return tr("more pain")
        case StopReason.NO_TIME:
            return tr("no time")
        case StopReason.UPSETTING:
            return tr("upsetting")
        case StopReason.DIZZY:
            return tr("dizzy or sick")
        case StopReason.OTHER:
            return tr("another reason")


def points_apart(found: Estimate | None) -> str:
    """A difference of two shares, in percentage points with a sign."""
    if found is None:
        return NOTHING
    known = [value for value in (found.value, found.low, found.high) if value is not None]
    told = [f"{100 * value:+.0f}".replace("-", _MINUS) for value in known]
    return told[0] if len(told) < 3 else tr("{0} ({1} to {2})").format(*told)
