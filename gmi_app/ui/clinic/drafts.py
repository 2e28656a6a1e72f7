"""Notes of visits that were begun: they wait until they are kept or cleared, wherever the way leads
and when the program is closed, too."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from gmi_app.ui.state import State

DRAFT_KEY: Final = "draft."
"""Setting, followed by a patient's id: the words; empty for none."""
PAUSE_MS: Final = 1000
"""After so long without a change they are written."""


class Drafts(QObject):
    """Of all patients."""

    def __init__(self, state: State, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._words: dict[UUID, str] = {}
        self._changed: set[UUID] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    def of(self, patient: UUID) -> str | None:
        """The words; None where nothing was written since the program was started."""
        return self._words.get(patient)

    def put(self, patient: UUID, words: str) -> None:
        self._words[patient] = words
        self._changed.add(patient)
        self._timer.start()

    def keep(self) -> None:
        """Writes what changed, on the lane."""
        self._timer.stop()
        values = {f"{DRAFT_KEY}{each}": self._words[each] for each in self._changed}
        self._changed.clear()
        if values:
            self._state.lane.run(lambda: self._state.journal.save_settings(values))
