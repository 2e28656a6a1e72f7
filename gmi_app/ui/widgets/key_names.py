"""How keys are named to people."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence


def key_name(key: int) -> str:
    """As it is printed on a keyboard: "F", "←", "Page Down"."""
    arrows = {
        int(Qt.Key.Key_Left): "←",
        int(Qt.Key.Key_Right): "→",
        int(Qt.Key.Key_Up): "↑",
        int(Qt.Key.Key_Down): "↓",
    }
    form = QKeySequence.SequenceFormat.NativeText
    return arrows.get(key) or QKeySequence(key).toString(form)
