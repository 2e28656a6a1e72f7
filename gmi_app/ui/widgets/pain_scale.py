"""Pain 0 to 10 in one press: eleven equal keys with words at both ends.

Arrow keys move along the keys, Space or Enter gives the rating; with the focus anywhere in the
scale the digits give it at once. 10 is typed as 1 and 0: a typed 1 waits a moment for the 0.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from gmi_app.ui.widgets.buttons import Key
from gmi_app.ui.widgets.layout import row
from gmi_app.ui.widgets.text import Text

WORST = 10
ZERO_AFTER_ONE_MS = 700


class _PainKey(Key):
    """A key that leaves the arrows to the scale: moving along it must not rate anything."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() in arrows:
            event.ignore()
            return
        super().keyPressEvent(event)


class PainScale(QWidget):
    """``chosen``: the value that the person gave, 0 to 10; given again when they change it.

    ``name``: the question, for screen readers. ``ends``: the words at 0 and at 10, when something
    else than pain is rated; ``key``: what a key is called then, with the number as {0}.
    """

    chosen = Signal(int)

    def __init__(
        self,
        name: str,
        value: int | None = None,
        *,
        ends: tuple[str, str] | None = None,
        key: str = "",
    ) -> None:
        super().__init__()
        least, most = self.tr("No pain"), self.tr("Worst pain you can imagine")
        end = self.tr("Worst you can imagine")
        if ends is not None:
            least, most = ends
            end = most
        called = key or self.tr("Pain {0} of 10")
        self.setAccessibleName(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        box.addLayout(self._grid)
        self._group = QButtonGroup(self)
        for n in range(WORST + 1):
            button = _PainKey(self.locale().toString(n), "pain", 56)
            button.setCheckable(True)
            button.setMinimumWidth(44)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setAccessibleName(called.format(n))
            self._group.addButton(button, n)
            self._grid.addWidget(button, 0, n)
        self._key(0).setAccessibleDescription(least)
        self._key(WORST).setAccessibleDescription(most)
        self._group.idClicked.connect(self._clicked)
        box.addLayout(row(Text(least, "small", "quiet"), 0, Text(end, "small", "quiet"), gap=8))
        self._one = QTimer(self)
        self._one.setSingleShot(True)
        self._one.setInterval(ZERO_AFTER_ONE_MS)
        self._one.timeout.connect(lambda: self.chosen.emit(1))
        self.set(value)

    @property
    def value(self) -> int | None:
        """The value shown, None when none was given."""
        return self._group.checkedId() if self._group.checkedId() >= 0 else None

    @property
    def keys(self) -> list[Key]:
        """From 0 to 10."""
        return [self._key(n) for n in range(WORST + 1)]

    def set(self, value: int | None) -> None:
        """Shows a value, or none, without a signal."""
        self._one.stop()
        self._group.setExclusive(False)
        for n in range(WORST + 1):
            self._key(n).setChecked(n == value)
        self._group.setExclusive(True)
        self._stop_at(value or 0)

    def type_digit(self, digit: int, *, held: bool = False) -> None:
        """What a typed digit does, 0 to 9. ``held``: the key repeats by itself, which is the same
        rating still."""
        if held:
            return
        if digit == 0 and self._one.isActive():
            self._choose(WORST)
        elif digit == 1:
            self._mark(1)
            self._one.start()
        else:
            self._choose(digit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and plain:
            self.type_digit(key - Qt.Key.Key_0, held=event.isAutoRepeat())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._move(key)
        elif key == Qt.Key.Key_Home:
            self._go(0)
        elif key == Qt.Key.Key_End:
            self._go(WORST)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._one.isActive():
            self._choose(1)
        super().hideEvent(event)

    def _key(self, n: int) -> Key:
        key = self._group.button(n)
        assert isinstance(key, Key)
        return key

    def _stop_at(self, n: int) -> None:
        """Tab stops once in the scale, at this key; arrows go on from there."""
        self.setFocusProxy(self._key(n))
        for i in range(WORST + 1):
            policy = Qt.FocusPolicy.StrongFocus if i == n else Qt.FocusPolicy.ClickFocus
            self._key(i).setFocusPolicy(policy)

    def _move(self, key: int) -> None:
        focused = next((n for n in range(WORST + 1) if self._key(n).hasFocus()), None)
        if focused is None:
            return
        back = key in (Qt.Key.Key_Left, Qt.Key.Key_Down)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and key in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        ):
            back = not back
        self._go(min(max(focused + (-1 if back else 1), 0), WORST))

    def _go(self, n: int) -> None:
        self._stop_at(n)
        self._key(n).setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self, n: int) -> None:
        self.set(n)
        if any(self._key(i).hasFocus() for i in range(WORST + 1)):
            self._go(n)

    def _clicked(self, n: int) -> None:
        self._one.stop()
        self._stop_at(n)
        self.chosen.emit(n)

    def _choose(self, n: int) -> None:
        self._mark(n)
        self.chosen.emit(n)
