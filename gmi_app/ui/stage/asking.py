"""What a session asks between the pictures: each question is a sheet over the stage."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gmi_app.facts.session import EventKind, StopReason
from gmi_app.laterality.settings import DrillSettings
from gmi_app.ui import person_words
from gmi_app.ui.stage.sheets import (
    NotKeptSheet,
    PainSheet,
    PausedSheet,
    ReadySheet,
    StopSheet,
    WaitSheet,
)
from gmi_app.ui.stage.stage import Stage


class Asking(QObject):
    """``ready``: begin. ``go_on``: after a pause. ``stop_wanted``: the person thinks of stopping.
    ``stopped`` carries a StopReason or None. ``more_pain``: pressed on a sheet. ``back_to_ready``:
    not stopping, before the first picture. ``try_again`` and ``give_up``: the end was not kept."""

    ready = Signal()
    go_on = Signal()
    stop_wanted = Signal()
    stopped = Signal(object)
    more_pain = Signal()
    back_to_ready = Signal()
    try_again = Signal()
    give_up = Signal()

    def __init__(self, stage: Stage, settings: DrillSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._settings = stage, settings

    @property
    def waits(self) -> bool:
        """Whether the pictures are being made ready."""
        return isinstance(self._stage.sheet, WaitSheet)

    def wait(self) -> WaitSheet:
        """While the pictures are made ready."""
        sheet = WaitSheet()
        sheet.declined.connect(self.stop_wanted)
        self._stage.show_sheet(sheet)
        return sheet

    def ask_ready(self, *, after_practice: bool) -> None:
        sheet = ReadySheet(
            self._question(), self._how(), self._hint(), after_practice=after_practice
        )
        sheet.accepted.connect(self.ready)
        if after_practice:
            sheet.declined.connect(self.stop_wanted)
        else:
            sheet.declined.connect(lambda: self.stopped.emit(None))
        self._stage.show_sheet(sheet)

    def _question(self) -> str:
        asked = self._settings.asked
        said = (person_words.is_this(self._settings), person_words.whose_left(asked))
        return " ".join(filter(None, said))

    def _how(self) -> str:
        keys = self._stage.left.key_name, self._stage.right.key_name
        text = self.tr("Press {0} for left and {1} for right, or the large buttons.")
        return text.format(*keys)

    def _hint(self) -> str:
        return person_words.keep_still(self._settings.part)

    def show_paused(self, why: EventKind, sentence: str) -> None:
        """The drill waits; more pain makes stopping the first thing on offer."""
        if why is EventKind.MORE_PAIN:
            pain = PainSheet()
            pain.accepted.connect(lambda: self.stopped.emit(StopReason.MORE_PAIN))
            pain.declined.connect(self.go_on)
            self._stage.show_sheet(pain)
            return
        sheet = PausedSheet(why, sentence)
        sheet.pain.clicked.connect(lambda: self.more_pain.emit())
        sheet.accepted.connect(self.go_on)
        sheet.declined.connect(self.stop_wanted)
        self._stage.show_sheet(sheet)

    def ask_to_stop(self, kept: int, *, paused: bool) -> None:
        """``kept``: answers that are kept. ``paused``: a set is going on, not about to begin."""
        sheet = StopSheet(kept)
        sheet.chosen.connect(self.stopped)
        sheet.declined.connect(self.go_on if paused else self.back_to_ready)
        self._stage.show_sheet(sheet)

    def say_not_kept(self, sentence: str) -> None:
        """The end of the set could not be kept."""
        sheet = NotKeptSheet(sentence)
        sheet.accepted.connect(self.try_again)
        sheet.declined.connect(self.give_up)
        self._stage.show_sheet(sheet)
