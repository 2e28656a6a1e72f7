"""The sheet with the next question, built before its time has come."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gmi_app.imagery.commands import Ask
from gmi_app.ui.imagery.sheets import RatingSheet


class SheetAhead:
    """A sheet takes longer to build (some 10 ms) than a line should be late. It waits, hidden, in
    ``stage``, and goes with it when it was never asked for."""

    def __init__(self, stage: QWidget) -> None:
        self._stage = stage
        self._sheet: RatingSheet | None = None

    def prepare(self, ask: Ask) -> None:
        """This will be asked soon. What was prepared for it already stays."""
        if self._sheet is not None and self._sheet.kind is ask.question:
            return
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = RatingSheet(ask.question, ask.line)
        self._sheet.setParent(self._stage)

    def take(self, ask: Ask) -> RatingSheet:
        """The sheet for it: the one that waits, else a new one."""
        if self._sheet is None or self._sheet.kind is not ask.question:
            return RatingSheet(ask.question, ask.line)
        sheet, self._sheet = self._sheet, None
        return sheet
