"""The rail: where I am, as icon, word and a filled shape; the mark on top, settings below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.ui import icons
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import SPACE_4
from gmi_app.ui.widgets.painted_button import PaintedButton


class RailItem(PaintedButton):
    """One place to go. ``shortcut``: the keys that go there too, told to whoever hovers or
    listens."""

    def __init__(self, icon: str, words: str, shortcut: str = "") -> None:
        super().__init__(words)
        self._icon = icon
        if shortcut:
            keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            self.setToolTip(f"{words} ({keys})")
            self.setAccessibleDescription(keys)

    def nextCheckState(self) -> None:
        """Where we are is said by the window that went there, not by the click."""

    def sizeHint(self) -> QSize:
        return QSize(theme().em(5.0), theme().em(2.9 if theme().large else 3.6))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        size = look.em(1.2 if look.large else 1.35)
        pill_x = rect.center().x() - look.em(1.6)
        pill = QRectF(pill_x, look.em(0.15 if look.large else 0.4), look.em(3.2), size + 8)
        here = self.isChecked()
        if here or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("primary" if here else "tint"))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        tint = look.tokens.on_primary if here else look.tokens.quiet
        corner = QPointF(pill.center().x() - size / 2, pill.center().y() - size / 2)
        painter.drawPixmap(corner, icons.pixmap(self._icon, tint, size))
        font = look.font("caption")
        font.setBold(here)
        painter.setFont(font)
        painter.setPen(look.colour("ink" if here else "quiet"))
        words = QRectF(0, pill.bottom() + 3, rect.width(), look.em(1.2))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 3))
            painter.drawRoundedRect(rect.adjusted(4, 2, -4, -2), 8, 8)


class Mark(QWidget):
    """The program's sign: two sides and the line between, a disc and a square."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(44, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("left"))
        painter.drawEllipse(QRectF(0, 6, 16, 16))
        painter.setBrush(look.colour("right"))
        painter.drawRoundedRect(QRectF(28, 6, 16, 16), 2, 2)
        line = QPen(look.colour("ink"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(line)
        painter.drawLine(QPointF(22, 3), QPointF(22, 25))


class Rail(QWidget):
    """``places`` stand above, ``foot`` below; one (or none) of them is where we are. Tab reaches
    each: an exclusive group would be left by Tab once it had the focus."""

    def __init__(self, places: list[RailItem], foot: list[RailItem]) -> None:
        super().__init__()
        self.setFixedWidth(max(96, theme().em(5.3)))
        self._items = [*places, *foot]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, SPACE_4 + 8, 0, SPACE_4)
        box.setSpacing(0)
        if not theme().large:  # then the places need the room
            box.addWidget(Mark(), 0, Qt.AlignmentFlag.AlignHCenter)
            box.addSpacing(20)
        for item in places:
            box.addWidget(item)
        box.addStretch(1)
        for item in foot:
            box.addWidget(item)

    def go(self, here: RailItem | None) -> None:
        """Marks where we are; None when it is nowhere on the rail."""
        for item in self._items:
            item.setChecked(item is here)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("card"))
        wide = look.tokens.border
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0 if mirrored else self.width() - wide
        painter.fillRect(x, 0, wide, self.height(), look.colour("line"))
