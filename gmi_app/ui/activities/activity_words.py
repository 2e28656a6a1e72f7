"""Words for what goes beside the exercises: names, ways, records."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gmi_app.activities.courses import AT
from gmi_app.activities.facts import ActivityRecord, ActivityStep
from gmi_app.activities.pacing import amount_done
from gmi_app.activities.settings import (
    DesensitisationSettings,
    PacingSettings,
    PerceptionSettings,
    RelaxationSettings,
    Way,
)
from gmi_app.facts.activity_goal import Unit
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import SessionKind
from gmi_app.ui import words

translate = QCoreApplication.translate


def name(kind: SessionKind) -> str:
    """Of a kind, as a title."""
    match kind:
        case SessionKind.RELAXATION:
            return translate("activities", "Relaxing")
        case SessionKind.DESENSITISATION:
            return translate("activities", "Getting used to touch")
        case SessionKind.PERCEPTION:
            return translate("activities", "Noticing my body")
        case _:
            return translate("activities", "Doing a little more")


def about(kind: SessionKind) -> str:
    """What it is good for, in a sentence or two."""
    match kind:
        case SessionKind.RELAXATION:
            return translate(
                "activities", "Breathe slowly, or let go muscle by muscle. Also good when it hurts."
            )
        case SessionKind.DESENSITISATION:
            return translate(
                "activities", "Soft things touch your skin, first where it does not hurt."
            )
        case SessionKind.PERCEPTION:
            return translate(
                "activities", "Short questions bring the painful part back to your mind."
            )
        case _:
            return translate(
                "activities",
                "Choose something that matters to you. It grows in small steps.",
            )


def icon(kind: SessionKind) -> str:
    """A name of icons.py."""
    return {
        SessionKind.RELAXATION: "clock",
        SessionKind.DESENSITISATION: "easier",
        SessionKind.PERCEPTION: "person",
    }.get(kind, "progress")


def way(of: Way) -> str:
    match of:
        case Way.BREATHING:
            return translate("activities", "Breathing")
        case Way.MUSCLES:
            return translate("activities", "Muscle by muscle")
        case Way.BOTH:
            return translate("activities", "Both")


def amount(number: int, unit: Unit) -> str:
    """ "12 minutes", "4 times"."""
    match unit, number:
        case Unit.MINUTES, 1:
            return translate("activities", "1 minute")
        case Unit.MINUTES, _:
            return translate("activities", "{0} minutes").format(number)
        case _, 1:
            return translate("activities", "once")
        case _:
            return translate("activities", "{0} times").format(number)


def sentence(record: ActivityRecord) -> str:
    """What was done, in one sentence that never blames."""
    settings = record.session.settings
    if isinstance(settings, PacingSettings):
        text = translate("activities", "{0}: {1}. Well done.")
        return text.format(settings.name, amount(amount_done(record), settings.unit))
    if not record.done:
        return translate("activities", "You took a moment for yourself. That counts, too.")
    length = words.minutes(record.done_s)
    match settings:
        case RelaxationSettings():
            return translate("activities", "You took {0} to let go.").format(length)
        case DesensitisationSettings():
            return translate("activities", "You practised touch for {0}.").format(length)
        case _:
            return translate("activities", "You gave your body your attention for {0}.").format(
                length
            )


def what(record: ActivityRecord) -> str:
    """In a few words, for a table."""
    settings = record.session.settings
    match settings:
        case PacingSettings():
            return settings.name
        case RelaxationSettings():
            return way(settings.way)
        case DesensitisationSettings() | PerceptionSettings():
            return words.side_of(settings.part, settings.side)


def rated(record: ActivityRecord) -> str:
    """What was said about it; "–" for nothing."""
    given = said(record)
    return given or "–"


def said(record: ActivityRecord) -> str:
    match record.kind:
        case SessionKind.RELAXATION:
            calm = record.series(RatingKind.CALM)
            return translate("activities", "calm {0} of 5").format(calm[-1]) if calm else ""
        case SessionKind.DESENSITISATION:
            comfort = record.series(RatingKind.COMFORT)
            text = translate("activities", "comfortable {0} of 5")
            return text.format(comfort[-1]) if comfort else ""
        case SessionKind.PERCEPTION:
            return _perceived(record)
        case _:
            well = record.series(RatingKind.HOW_WELL)
            return translate("activities", "how well: {0} of 10").format(well[-1]) if well else ""


def _perceived(record: ActivityRecord) -> str:
    found, noticed = record.series(RatingKind.LOCATED), record.series(RatingKind.NOTICED)
    parts = []
    if noticed:
        parts.append(
            translate("activities", "felt {0} of 5").format(
                words.number(sum(noticed) / len(noticed))
            )
        )
    if found:
        right = sum(value == 2 for value in found)
        parts.append(translate("activities", "found {0} of {1}").format(right, len(found)))
    return ", ".join(parts)


def place(step: ActivityStep, names: dict[str, str]) -> str:
    """Where a round of touch was; empty for what came before. ``names``: of the places by id."""
    if not step.exercise.startswith(AT):
        return ""
    return names.get(step.exercise.removeprefix(AT), "")
