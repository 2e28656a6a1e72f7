"""Asking for a file by the system's own dialog, without waiting for the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

Then = Callable[[Path], object]


def documents() -> Path:
    """Where a person keeps their files."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


class FileAsking(QObject):
    """One dialog at a time, over ``parent``; ``then`` gets the file that was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.dialog: QFileDialog | None = None

    def to_save(self, title: str, name: str, kinds: Sequence[str], suffix: str, then: Then) -> None:
        """``name``: proposed; ``kinds``: "Sealed files (*.gmi)"; ``suffix``: of a name without."""
        dialog = self._new(title, kinds, then)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(str(documents() / name))
        dialog.open()

    def to_open(self, title: str, kinds: Sequence[str], then: Then) -> None:
        dialog = self._new(title, kinds, then)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def _new(self, title: str, kinds: Sequence[str], then: Then) -> QFileDialog:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = QFileDialog(self._parent, title, str(documents()))
        self.dialog.setNameFilters(list(kinds))
        self.dialog.fileSelected.connect(lambda path: then(Path(path)))
        return self.dialog
