"""A person in words: their name, what hurts, what they are greeted with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gmi_app.clock import Moment
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, AgeBand, Handedness, Patient

translate = QCoreApplication.translate


def name_of(patient: Patient, patients: Sequence[Patient]) -> str:
    """The name or code; "Person 2" for the second one of this computer who gave none."""
    if patient.name:
        return patient.name
    order = next((i for i, p in enumerate(patients) if p.id == patient.id), 0)
    return translate("person", "Person {0}").format(order + 1)


def greeting(moment: Moment, name: str) -> str:
    hour = moment.local.hour
    if 5 <= hour < 12:
        plain = translate("person", "Good morning")
        named = translate("person", "Good morning, {0}")
    elif 12 <= hour < 18:
        plain = translate("person", "Good afternoon")
        named = translate("person", "Good afternoon, {0}")
    else:
        plain = translate("person", "Good evening")
        named = translate("person", "Good evening, {0}")
    return named.format(name) if name else plain


def affected(value: AffectedSide) -> str:
    match value:
        case AffectedSide.LEFT:
            return translate("person", "Left")
        case AffectedSide.RIGHT:
            return translate("person", "Right")
        case AffectedSide.BOTH:
            return translate("person", "Both")


def handedness(value: Handedness) -> str:
    match value:
        case Handedness.LEFT:
            return translate("person", "Left hand")
        case Handedness.RIGHT:
            return translate("person", "Right hand")
        case Handedness.BOTH:
            return translate("person", "Both alike")


def age_band(value: AgeBand) -> str:
    match value:
        case AgeBand.UNDER_16:
            return translate("person", "Under 16")
        case AgeBand.FROM_16:
            return translate("person", "16 to 39")
        case AgeBand.FROM_40:
            return translate("person", "40 to 64")
        case AgeBand.FROM_65:
            return translate("person", "65 or older")


def limb(side: AffectedSide | None, part: BodyPart | None) -> str:
    """What hurts, as it stands in a sentence: "left hand", "both feet", "back"; empty when the
    person did not say."""
    match part:
        case BodyPart.NECK:
            return translate("person", "neck")
        case BodyPart.BACK:
            return translate("person", "back")
        case BodyPart.HAND:
            words = (
                translate("person", "left hand"),
                translate("person", "right hand"),
                translate("person", "hands"),
            )
        case BodyPart.FOOT:
            words = (
                translate("person", "left foot"),
                translate("person", "right foot"),
                translate("person", "feet"),
            )
        case BodyPart.KNEE:
            words = (
                translate("person", "left knee"),
                translate("person", "right knee"),
                translate("person", "knees"),
            )
        case BodyPart.SHOULDER:
            words = (
                translate("person", "left shoulder"),
                translate("person", "right shoulder"),
                translate("person", "shoulders"),
            )
        case None:
            return ""
    order = (AffectedSide.LEFT, AffectedSide.RIGHT, AffectedSide.BOTH)
    return words[order.index(side)] if side is not None else ""


def pain_question(patient: Patient | None) -> str:
    """Asks for the pain now, naming the limb where it is known."""
    where = limb(patient.affected, patient.part) if patient is not None else ""
    if not where:
        return translate("person", "How is the pain right now?")
    return translate("person", "How is the pain in your {0} right now?").format(where)


def is_this(settings: DrillSettings) -> str:
    """What a set asks of every picture."""
    if settings.moving and settings.asked is Task.DIRECTION:
        return _does_it_move(settings.part)
    match settings.part:
        case BodyPart.HAND:
            return translate("person", "Is each hand a left or a right one?")
        case BodyPart.FOOT:
            return translate("person", "Is each foot a left or a right one?")
        case BodyPart.KNEE:
            return translate("person", "Is each knee a left or a right one?")
        case BodyPart.SHOULDER:
            return translate("person", "Is each shoulder a left or a right one?")
        case BodyPart.NECK:
            return translate("person", "Is each head turned or bent to the left or to the right?")
        case BodyPart.BACK:
            return translate("person", "Is each back turned or bent to the left or to the right?")


def _does_it_move(part: BodyPart) -> str:
    match part:
        case BodyPart.HAND:
            return translate("person", "Does each hand move to the left or to the right?")
        case BodyPart.FOOT:
            return translate("person", "Does each foot move to the left or to the right?")
        case BodyPart.KNEE:
            return translate("person", "Does each knee move to the left or to the right?")
        case BodyPart.SHOULDER:
            return translate("person", "Does each shoulder move to the left or to the right?")
        case BodyPart.NECK:
            return translate("person", "Does each head move to the left or to the right?")
        case BodyPart.BACK:
            return translate("person", "Does each back move to the left or to the right?")


def keep_still(part: BodyPart) -> str:
    """The advice before a set: finding out by moving along is not the exercise."""
    if part is BodyPart.HAND:
        return translate("person", "Rest your hands. Do not turn your own hand to find out.")
    return translate("person", "Rest, and keep still. Do not move along to find out.")


def whose_left(task: Task) -> str:
    """Whose left and right a direction is; empty where a side is asked for."""
    if task is Task.SIDE:
        return ""
    return translate("person", "Left and right are those of the person in the picture.")
