"""A button that learns a key: press it, then press the key (a pedal or a switch sends one, too)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.key_names import key_name

TAKEN = (Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_P, Qt.Key.Key_M)
"""They stop, go on, pause and say "more pain" during a set."""

NOT_ALONE = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
)


class KeyCatcher(Button):
    """``name``: what the key is for. ``other``: the Qt key code that must stay different.

    ``caught``: the new Qt key code. ``refused``: a sentence that says why a key cannot be used.
    """

    caught = Signal(int)
    refused = Signal(str)

    _listening = False  # events come before __init__ has gone through

    def __init__(self, name: str, key: int, other: int) -> None:
        super().__init__("", "keyboard")
        self._name, self._key, self.other = name, key, other
        self.clicked.connect(self._listen)
        self._say()

    @property
    def key(self) -> int:
        return self._key

    @property
    def listening(self) -> bool:
        """Whether the next key is taken."""
        return self._listening

    def _say(self) -> None:
        words = self.tr("Press a key …") if self._listening else key_name(self._key)
        self.setText(self.tr("{0}: {1}").format(self._name, words))
        self._draw_icon()  # its distance from the words is drawn with it
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self.tr("Press this button, then the key that you want"))

    def _listen(self) -> None:
        self._listening = True
        self._say()

    def _end(self) -> None:
        self._listening = False
        self._say()

    def event(self, event: QEvent) -> bool:
        """Takes keys before shortcuts do, while it listens."""
        if self._listening and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._listening:
            super().keyPressEvent(event)
            return
        if event.isAutoRepeat() or event.key() in NOT_ALONE:
            return
        self._end()
        if event.key() == Qt.Key.Key_Escape:
            return
        if event.key() in TAKEN:
            self.refused.emit(
                self.tr(
                    "{0} is taken: Esc, Space, P and M stop, go on, pause and say “more pain” "
                    "during a set."
                ).format(key_name(event.key()))
            )
        elif event.key() == self.other:
            why = self.tr("{0} is the other answer already. Please choose a different key.")
            self.refused.emit(why.format(key_name(event.key())))
        else:
            self._key = event.key()
            self._say()
            self.caught.emit(self._key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._listening:
            self._end()
        super().focusOutEvent(event)
