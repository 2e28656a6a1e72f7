"""Why there is no mirror, or not yet: kindly, with the figures, and with what there is instead."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gmi_app.mirror.gate import Gate, Practised, Way
from gmi_app.ui import words
from gmi_app.ui.programme import practised_words

translate = QCoreApplication.translate


def why(gate: Gate) -> tuple[str, list[str]]:
    """A title and a few sentences; for a gate that is not open."""
    match gate.way:
        case Way.BOTH_SIDES:
            return (
                translate("gate", "The mirror needs a side that does not hurt"),
                [
                    translate(
                        "gate",
                        "A mirror shows the healthy side where the painful one would be. When both "
                        "sides hurt there is none to show, so there is no mirror for you here.",
                    ),
                    _instead(),
                ],
            )
        case Way.NO_LADDER:
            return (
                translate("gate", "The mirror is for hands and feet"),
                [
                    translate(
                        "gate",
                        "For a neck, a back, a knee or a shoulder a mirror shows nothing that "
                        "helps, so there is no mirror for you here.",
                    ),
                    _instead(),
                ],
            )
        case Way.UNKNOWN_SIDE:
            return (
                translate("gate", "Which side hurts?"),
                [
                    translate(
                        "gate",
                        "The mirror shows the healthy side where the painful one would be. Say "
                        "under “About you” which side and which part hurts, then come back.",
                    )
                ],
            )
        case Way.PAUSED:
            return (
                translate("gate", "Time for a pause"),
                [
                    translate(
                        "gate",
                        "Your pain went up after the last three mirror sessions. That can happen. "
                        "Please leave the mirror for now, and talk to your therapist about it.",
                    ),
                    translate(
                        "gate",
                        "Left or right sets and looking only are gentler. If you open the mirror "
                        "all the same, only look, and stop as soon as it hurts.",
                    ),
                ],
            )
        case _:
            return translate("gate", "The mirror comes later"), [
                translate(
                    "gate",
                    "The steps of this training build on each other: first left or right, then "
                    "imagined movements, then the mirror. Begun too early, watching a moving limb "
                    "can bring more pain, or feel strange.",
                ),
                translate(
                    "gate",
                    "It opens by itself when the two steps before go well. Left or right: in the "
                    "last {2} days sets on {0} days, {1} pictures a side, {3} right on both sides "
                    "in about {4}. Then imagined movements: on {0} days. Both without more pain.",
                ).format(*practised_words.goal(gate.practised)),
                practised_words.so_far(gate.practised),
                *_imagined(gate.practised),
                translate(
                    "gate",
                    "If your therapist has shown you the mirror, or you want to go on all the "
                    "same, you can open it here. Begin with looking only.",
                ),
            ]


def _imagined(found: Practised) -> list[str]:
    if not found.imagined_days:
        return []
    text = translate("gate", "Imagined movements so far: on {0}.")
    return [text.format(words.Counts().days(found.imagined_days))]


def _instead() -> str:
    return translate(
        "gate",
        "Left or right sets and imagined movements are for you. For people like you, imagined "
        "movements are the last step, and that is complete.",
    )
