"""Keys as a keyboard sends them that QTest does not know."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def held(key: Qt.Key) -> QKeyEvent:
    """The press that repeats by itself while a key is held down."""
    none = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, int(key), none, chr(int(key)), True)
