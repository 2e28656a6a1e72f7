"""A number with large minus and plus keys; the middle is a real spin box."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QFrame, QHBoxLayout, QSpinBox, QWidget

from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import SPACE_1
from gmi_app.ui.widgets.buttons import IconButton
from gmi_app.ui.widgets.layout import restyle


class Tenths(QSpinBox):
    """Seconds kept as whole tenths, so that no rounding ever changes a limit."""

    def textFromValue(self, value: int) -> str:
        return self.locale().toString(value / 10, "f", 1 if value % 10 else 0)

    def valueFromText(self, text: str) -> int:
        number, understood = self.locale().toDouble(self._bare(text))
        return round(number * 10) if understood else self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """QSpinBox itself would refuse the decimal sign."""
        bare = self._bare(text)
        number, understood = self.locale().toDouble(bare)
        state = QValidator.State.Acceptable
        if not bare or (understood and round(number * 10) < self.minimum()):
            state = QValidator.State.Intermediate
        elif not understood or round(number * 10) > self.maximum():
            state = QValidator.State.Invalid
        return state, text, position

    def _bare(self, text: str) -> str:
        return text.removesuffix(self.suffix()).strip()


class _Field(QFrame):
    """Draws the edge of the spin box: an edge on QSpinBox itself, without arrow buttons, would
    shrink its editor to one pixel."""

    def __init__(self, spin: QSpinBox) -> None:
        super().__init__()
        self.setProperty("field", "rest")
        box = QHBoxLayout(self)
        box.setContentsMargins(4, 3, 4, 3)
        box.addWidget(spin)
        spin.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            focused = event.type() == QEvent.Type.FocusIn
            self.setProperty("field", "focus" if focused else "rest")
            restyle(self)
        return super().eventFilter(watched, event)


class Stepper(QWidget):
    """``name``: what the number is, for screen readers. ``tenths``: values are tenths of a unit.

    ``changed``: the new value, from the keys, the field or ``set_value``.
    """

    changed = Signal(int)

    def __init__(
        self,
        name: str,
        value: int,
        low: int,
        high: int,
        *,
        step: int = 1,
        suffix: str = "",
        tenths: bool = False,
        height: int = 48,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_1)
        self.spin = Tenths() if tenths else QSpinBox()
        self.spin.setRange(low, high)
        self.spin.setSingleStep(step)
        self.spin.setSuffix(suffix)
        self.spin.setValue(value)
        self.spin.setAccessibleName(name)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.spin.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.spin.setFrame(False)
        self.spin.valueChanged.connect(self._changed)
        field = _Field(self.spin)
        field.setFixedHeight(theme().touch(height))
        field.setMinimumWidth(theme().em(5.6))
        self.less = IconButton(
            "minus", self.tr("{0}: less").format(name), kind="compact", height=height
        )
        self.more = IconButton(
            "plus", self.tr("{0}: more").format(name), kind="compact", height=height
        )
        self.less.clicked.connect(self.spin.stepDown)
        self.more.clicked.connect(self.spin.stepUp)
        for key in (self.less, self.more):
            key.setAutoRepeat(True)
        box.addWidget(self.less)
        box.addWidget(field, 1)
        box.addWidget(self.more)
        self._changed(value)

    @property
    def value(self) -> int:
        return self.spin.value()

    def set_value(self, value: int) -> None:
        self.spin.setValue(value)

    def _changed(self, value: int) -> None:
        self.less.setEnabled(value > self.spin.minimum())
        self.more.setEnabled(value < self.spin.maximum())
        self.changed.emit(value)
