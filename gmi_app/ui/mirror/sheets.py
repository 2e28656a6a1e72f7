"""What lies over the mirror: paused, keep still, no camera, stop, and the blank end."""

from __future__ import annotations

from gmi_app.facts.session import StopReason
from gmi_app.mirror.camera import CameraState
from gmi_app.ui.mirror import camera_words
from gmi_app.ui.stage.sheets import Sheet

STOP_REASONS = (
    StopReason.MORE_PAIN,
    StopReason.DIZZY,
    StopReason.UPSETTING,
    StopReason.TIRED,
    StopReason.NO_TIME,
    StopReason.OTHER,
)
"""In the order in which they matter here."""


class PausedSheet(Sheet):
    """Asked for, or because the computer slept."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Paused"),
            self.tr("Take your time. The time stands still, and the picture too."),
            self.tr("Go on"),
            self.tr("Stop here"),
        )


class CameraSheet(Sheet):
    """No picture comes; it goes away by itself when one does."""

    def __init__(self, state: CameraState) -> None:
        title, words = camera_words.told(state)
        super().__init__(title, words, self.tr("Try again"), self.tr("Stop here"))
        self.state = state


class BlankSheet(Sheet):
    """The end: no picture any more. What to do depends on how it ended (clinical.md 5)."""

    def __init__(self, reason: StopReason | None) -> None:
        super().__init__(
            self.tr("Take your time to come back"), self._advice(reason), self.tr("Ready")
        )
        self.stopping = reason is not None and reason.uneasy

    def _advice(self, reason: StopReason | None) -> str:
        match reason:
            case StopReason.MORE_PAIN:
                return self.tr(
                    "Let both rest and breathe slowly. If the pain stays up, rest for today, and "
                    "next time only look."
                )
            case StopReason.DIZZY:
                return self.tr(
                    "Stay seated. Look around the room and name five things that you see. If it "
                    "does not pass, call someone, and do no mirror until you have asked your "
                    "therapist."
                )
            case StopReason.UPSETTING:
                return self.tr(
                    "Strange feelings can come with the mirror, and they pass. Look around the "
                    "room, breathe slowly, and talk to someone you trust. Your therapist would "
                    "like to know."
                )
            case _:
                return self.tr("Look around the room. Feel the chair and the floor.")

    def escape(self) -> None:
        self.accepted.emit()
