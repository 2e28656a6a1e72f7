"""Keys as a keyboard sends them that QTest does not know, and names typed into Qt's own dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit


def held(key: Qt.Key) -> QKeyEvent:
    """The press that repeats by itself while a key is held down."""
    none = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, int(key), none, chr(int(key)), True)


def name_file(path: Path, wait_for: Callable[[Callable[[], bool]], object]) -> None:
    """In the dialog that asks for a file: its name, and Enter."""
    wait_for(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(str(path))
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_for(lambda: QApplication.activeModalWidget() is None)
