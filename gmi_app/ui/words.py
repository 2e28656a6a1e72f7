"""Values of the core as words that a person reads: parts, sides, times, shares, dates, settings.

Every sentence goes through ``translate``; numbers and dates follow the system's own form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, QTime

from gmi_app.clock import Moment
from gmi_app.facts.session import EndKind, StopReason
from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.task import Task, asked
from gmi_app.laterality.trial import InputMethod, KeyStamp, OnsetStamp, Outcome
from gmi_app.pictures.model import BodyPart, PictureSet, Side
from gmi_app.ui.posture_words import POSTURES, VIEWS

if TYPE_CHECKING:
    from gmi_app.laterality.comparability import Conditions

translate = QCoreApplication.translate

EIGHT_ANGLES = (0, 45, 90, 135, 180, 225, 270, 315)
UPRIGHT = (0,)
UNDER_A_MINUTE_S = 45.0


class Counts(QObject):
    """What is counted. Methods, because the translator's tools see the plural only in ``tr``."""

    def pictures(self, count: int) -> str:
        return self.tr("%n pictures", "", count)

    def about_minutes(self, count: int) -> str:
        return self.tr("about %n minutes", "", count)

    def days(self, count: int) -> str:
        return self.tr("1 day") if count == 1 else self.tr("%n days", "", count)

    def sets(self, count: int) -> str:
        return self.tr("%n sets", "", count)


# ---- figures
def number(value: float, places: int = 1) -> str:
    """With the system's decimal sign, and a minus that is one. What rounds to 0 has no sign."""
    system = QLocale()
    text, nothing = (system.toString(each, "f", places) for each in (float(value), 0.0))
    return nothing if text == f"-{nothing}" else text.replace("-", "\N{MINUS SIGN}")


def seconds(value: float, places: int = 1) -> str:
    """``value`` in seconds: "2.4 s"."""
    return translate("words", "{0} s", "seconds").format(number(value, places))


def share(value: float, places: int = 0) -> str:
    """``value`` from 0 to 1: "82 %"."""
    return translate("words", "{0} %").format(number(100 * value, places))


def seconds_interval(estimate: Estimate) -> str:
    """ "likely 2.0 to 2.9 s", or why there is no interval."""
    if estimate.low is None or estimate.high is None:
        return translate("words", "too few for a range")
    low, high = number(estimate.low), number(estimate.high)
    return translate("words", "likely {0} to {1} s").format(low, high)


def share_interval(estimate: Estimate) -> str:
    """ "likely 58 to 92 %", or why there is no interval."""
    if estimate.low is None or estimate.high is None:
        return translate("words", "too few for a range")
    low, high = number(100 * estimate.low, 0), number(100 * estimate.high, 0)
    return translate("words", "likely {0} to {1} %").format(low, high)


def minutes(value_s: float) -> str:
    """A length of ``value_s`` seconds in whole minutes, rounded up: "about 3 minutes"."""
    if value_s < UNDER_A_MINUTE_S:
        return translate("words", "under a minute")
    whole = ceil(value_s / 60 - 1e-6)  # a pace times a count may be a hair above a whole minute
    if whole == 1:
        return translate("words", "about 1 minute")
    return Counts().about_minutes(whole)


# ---- days
def day(value: date) -> str:
    """ "12 Nov"."""
    return QLocale().toString(QDate(value.year, value.month, value.day), "d MMM")


def month(value: date) -> str:
    """ "Nov 26"."""
    return QLocale().toString(QDate(value.year, value.month, value.day), "MMM yy")


def full_day(value: date) -> str:
    """ "Thursday 12 November 2026"."""
    return QLocale().toString(QDate(value.year, value.month, value.day), "dddd d MMMM yyyy")


def day_and_time(moment: Moment, today: date) -> str:
    """ "Today 8:40", "12 Nov 8:40", with the year when it is another one."""
    local: datetime = moment.local
    clock = QLocale().toString(QTime(local.hour, local.minute), "H:mm")
    when = local.date()
    if when == today:
        return translate("words", "Today {0}").format(clock)
    form = "d MMM" if when.year == today.year else "d MMM yyyy"
    return f"{QLocale().toString(QDate(when.year, when.month, when.day), form)} {clock}"


# ---- parts and sides
def part(value: BodyPart) -> str:
    match value:
        case BodyPart.HAND:
            return translate("words", "Hand")
        case BodyPart.FOOT:
            return translate("words", "Foot")
        case BodyPart.KNEE:
            return translate("words", "Knee")
        case BodyPart.SHOULDER:
            return translate("words", "Shoulder")
        case BodyPart.NECK:
            return translate("words", "Neck")
        case BodyPart.BACK:
            return translate("words", "Back")


def parts(value: BodyPart) -> str:
    """Several of them, as they are chosen from: "Hands"."""
    match value:
        case BodyPart.HAND:
            return translate("words", "Hands")
        case BodyPart.FOOT:
            return translate("words", "Feet")
        case BodyPart.KNEE:
            return translate("words", "Knees")
        case BodyPart.SHOULDER:
            return translate("words", "Shoulders")
        case BodyPart.NECK:
            return translate("words", "Neck")
        case BodyPart.BACK:
            return translate("words", "Back")


def side(value: Side) -> str:
    if value is Side.LEFT:
        return translate("words", "Left")
    return translate("words", "Right")


def answer(value: Side, task: Task) -> str:
    """The answer to what is asked: "Left", or "To the left"."""
    if task is Task.SIDE:
        return side(value)
    if value is Side.LEFT:
        return translate("words", "To the left")
    return translate("words", "To the right")


def side_of(part_: BodyPart, side_: Side, task: Task = Task.SIDE) -> str:
    """ "Left hand"; where the question is the direction, "Neck to the left"."""
    left = side_ is Side.LEFT
    if asked(part_, task) is Task.DIRECTION:
        if left:
            return translate("words", "{0} to the left", "Neck to the left").format(part(part_))
        return translate("words", "{0} to the right", "Neck to the right").format(part(part_))
    match part_:
        case BodyPart.HAND:
            return translate("words", "Left hand") if left else translate("words", "Right hand")
        case BodyPart.FOOT:
            return translate("words", "Left foot") if left else translate("words", "Right foot")
        case BodyPart.KNEE:
            return translate("words", "Left knee") if left else translate("words", "Right knee")
        case _:
            if left:
                return translate("words", "Left shoulder")
            return translate("words", "Right shoulder")


# ---- settings of a set
def picture_set(value: PictureSet) -> str:
    match value:
        case PictureSet.PLAIN:
            return translate("words", "Plain")
        case PictureSet.CONTEXT:
            return translate("words", "Everyday")
        case PictureSet.BUSY:
            return translate("words", "Busy")
        case PictureSet.OWN:
            return translate("words", "Your own")


def posture(value: str) -> str:
    """The manifest's word ("turn_up") as a person reads it; a pack's words need no new program."""
    known = POSTURES.get(value)
    return known() if known else plain(value)


def view(value: str) -> str:
    """Likewise from where something is seen ("dorsal")."""
    known = VIEWS.get(value)
    return known() if known else plain(value)


def plain(value: str) -> str:
    """A word of a picture list that this program does not know: "open_palm" is "Open palm"."""
    return value.replace("_", " ").replace("-", " ").capitalize()


def pictures(count: int) -> str:
    return Counts().pictures(count)


def set_title(value: DrillSettings) -> str:
    """ "Hands: 20 pictures, plain", or "…, plain, moving"."""
    kind = picture_set(value.picture_set).lower()
    if value.moving:
        kind = translate("words", "{0}, moving", "plain, moving").format(kind)
    return translate("words", "{0}: {1}, {2}", "Hands: 20 pictures, plain").format(
        parts(value.part), pictures(value.count), kind
    )


def motion(moving: bool) -> str:
    return translate("words", "moving") if moving else translate("words", "still")


def question(task: Task) -> str:
    """What is asked of moving limbs, in two words."""
    if task is Task.SIDE:
        return translate("words", "which side")
    return translate("words", "which way")


def capital(text: str) -> str:
    """With a capital first letter, to stand alone on a line."""
    return text[:1].upper() + text[1:]


def limit(limit_s: float | None) -> str:
    if limit_s is None:
        return translate("words", "no time limit")
    return translate("words", "{0} s for each").format(
        number(limit_s, 0 if limit_s % 1 == 0 else 1)
    )


def angles(values: tuple[int, ...]) -> str:
    if tuple(sorted(values)) == UPRIGHT:
        return translate("words", "upright")
    if tuple(sorted(values)) == FOUR_ANGLES:
        return translate("words", "four angles")
    if tuple(sorted(values)) == EIGHT_ANGLES:
        return translate("words", "eight angles")
    return ", ".join(f"{value}°" for value in sorted(values))


def settings(value: DrillSettings) -> str:
    """One line: "Hands, plain, 20 pictures, no time limit, upright"."""
    words = [
        parts(value.part),
        picture_set(value.picture_set).lower(),
        *_moving(value.part, value.moving, value.task),
        pictures(value.count),
        limit(value.limit_s),
        angles(value.angles),
    ]
    return translate("words", ", ", "between the settings of a set").join(words)


def conditions(value: Conditions, among: Sequence[Conditions] = ()) -> str:
    """What sets have in common that can be compared: "Hands, plain, upright, no time limit, mouse".
    With others to tell it from, only what is not the same in all of them."""
    told = [
        text
        for text, of in _conditions(value)
        if (len({of(other) for other in among}) > 1 if among else text != motion(False))
    ]
    return capital(translate("words", ", ", "between the settings of a set").join(told))


def _conditions(value: Conditions) -> list[tuple[str, Callable[[Conditions], object]]]:
    """Each condition in words, and how it is read of others."""
    turned = translate("words", "turned") if value.turned else translate("words", "upright")
    said: list[tuple[str, Callable[[Conditions], object]]] = [
        (parts(value.part), lambda other: other.part),
        (picture_set(value.picture_set).lower(), lambda other: other.picture_set),
        (motion(value.moving), lambda other: other.moving),
        (turned, lambda other: other.turned),
        (limit(value.limit_s), lambda other: other.limit_s),
        (method(value.method), lambda other: other.method),
    ]
    if value.moving and value.part.one_sided:
        said.insert(3, (question(value.asked), lambda other: other.asked))
    return said


def _moving(part_: BodyPart, moving: bool, task: Task) -> list[str]:
    if not moving:
        return []
    return [motion(True), *([question(task)] if part_.one_sided else [])]


# ---- what happened
def outcome(value: Outcome, task: Task = Task.SIDE) -> str:
    match value:
        case Outcome.CORRECT:
            return translate("words", "Correct")
        case Outcome.WRONG if task is Task.DIRECTION:
            return translate("words", "The other way")
        case Outcome.WRONG:
            return translate("words", "The other side")
        case Outcome.TIME_OUT:
            return translate("words", "No answer in time")
        case Outcome.ANTICIPATION:
            return translate("words", "Too early to count")


def end(kind: EndKind | None, reason: StopReason | None) -> str:
    """How a set ended; empty for one that was finished."""
    match kind:
        case EndKind.STOPPED if reason is not None:
            return translate("words", "Stopped early: {0}").format(stop_reason(reason))
        case EndKind.STOPPED:
            return translate("words", "Stopped early")
        case EndKind.INTERRUPTED:
            return translate("words", "Interrupted")
        case _:
            return ""


def stop_reason(value: StopReason) -> str:
    match value:
        case StopReason.TIRED:
            return translate("words", "tired")
        case StopReason.MORE_PAIN:
            return translate("words", "more pain")
        case StopReason.NO_TIME:
            return translate("words", "no time")
        case StopReason.UPSETTING:
            return translate("words", "upsetting")
        case StopReason.DIZZY:
            return translate("words", "dizzy or sick")
        case StopReason.OTHER:
            return translate("words", "another reason")


def method(value: InputMethod | None) -> str:
    match value:
        case InputMethod.ONE_HAND_KEYS:
            return translate("words", "one hand on the arrow keys")
        case InputMethod.TWO_HAND_KEYS:
            return translate("words", "two hands on the keys")
        case InputMethod.OWN_KEYS:
            return translate("words", "own keys, pedal or switch")
        case InputMethod.MOUSE:
            return translate("words", "mouse")
        case InputMethod.TOUCH:
            return translate("words", "touch")
        case None:
            return translate("words", "several ways")


def onset_stamp(value: OnsetStamp) -> str:
    """When the clock of a picture starts, to stand after "Times start"."""
    match value:
        case OnsetStamp.FLUSH:
            return translate("words", "when the picture had been sent to the screen")
        case OnsetStamp.ANSWERED:
            return translate("words", "midway between painting and the display's answer to it")
        case OnsetStamp.FRAME_SWAPPED:
            return translate("words", "when the screen had swapped to the picture")


def key_stamp(value: KeyStamp) -> str:
    if value is KeyStamp.CLAMPED:
        return translate("words", "the device’s own time, sharpened by when it was handled")
    return translate("words", "when the press was handled")
