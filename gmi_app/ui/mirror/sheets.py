"""What lies over the mirror: paused, keep still, no camera, stop, and the blank end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gmi_app.facts.session import StopReason
from gmi_app.mirror.camera import CameraState
from gmi_app.ui.mirror import camera_words
from gmi_app.ui.stage.sheets import Sheet
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import SPACE_3
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.text import Text


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


class StopSheet(Sheet):
    """Stopping is fine; why is welcome and not needed. ``chosen``: a StopReason or None."""

    chosen = Signal(object)
    stopping = True

    def __init__(self) -> None:
        words = self.tr("Stopping early is fine. What you did is kept.")
        super().__init__(self.tr("Stop here?"), words, self.tr("Stop here"), self.tr("Go on"))
        self.insert(Text(self.tr("If you like, say why:"), "small"), self._reasons())
        self.insert(Text(self.tr("Escape stops here, too."), "small", "quiet"))
        self.accepted.connect(lambda: self.chosen.emit(None))

    def _reasons(self) -> QWidget:
        names = {
            StopReason.MORE_PAIN: self.tr("More pain"),
            StopReason.DIZZY: self.tr("Dizzy or sick"),
            StopReason.UPSETTING: self.tr("It upsets me"),
            StopReason.TIRED: self.tr("Tired"),
            StopReason.NO_TIME: self.tr("No time"),
            StopReason.OTHER: self.tr("Something else"),
        }
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_3)
        columns = 2 if theme().large else 3
        for place, (reason, name) in enumerate(names.items()):
            button = Button(name, kind="secondary", height=48)
            button.setObjectName(f"why_{reason.value}")
            button.clicked.connect(lambda _=False, r=reason: self.chosen.emit(r))
            grid.addWidget(button, place // columns, place % columns)
        return holder

    def escape(self) -> None:
        self.primary.click()


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


class NotKeptSheet(Sheet):
    """The end of the session could not be kept: nothing is dropped unasked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(
            self.tr("Not kept yet"),
            self.tr("{0} What was kept before is safe.").format(sentence),
            self.tr("Try again"),
            self.tr("Leave without it"),
        )

    def escape(self) -> None:
        """Escape must not throw anything away."""
