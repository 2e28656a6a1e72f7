"""Why imagined movements are not open yet: kindly, with the figures, and with the way to open
them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gmi_app.mirror.gate import Gate, Way
from gmi_app.ui.programme import practised_words

translate = QCoreApplication.translate


def why(gate: Gate) -> tuple[str, list[str]]:
    """A title and a few sentences; for a gate that is not open."""
    if gate.way is Way.PAUSED:
        return (
            translate("imagery_gate", "Time for a pause"),
            [
                translate(
                    "imagery_gate",
                    "Your pain went up after the last three times. That can happen, and it is no "
                    "fault of yours. Please leave imagined movements for now, and talk to your "
                    "therapist about it.",
                ),
                translate(
                    "imagery_gate",
                    "Left or right sets are gentler. If you go on all the same, it begins with "
                    "the calmest exercise; stop as soon as it hurts.",
                ),
            ],
        )
    return (
        translate("imagery_gate", "Imagined movements come a little later"),
        [
            translate(
                "imagery_gate",
                "The steps of this training build on each other: first left or right, then "
                "imagined movements, then the mirror. Begun too early, even imagining a movement "
                "can bring more pain.",
            ),
            translate(
                "imagery_gate",
                "It opens by itself when left or right goes well: in the last {2} days sets on "
                "{0} days, {1} pictures a side, {3} right on both sides in about {4}, and "
                "without more pain.",
            ).format(*practised_words.goal(gate.practised)),
            practised_words.so_far(gate.practised),
            translate(
                "imagery_gate",
                "If your therapist has told you to begin, or you want to go on all the same, you "
                "can open it here. That is noted with your results.",
            ),
        ],
    )
