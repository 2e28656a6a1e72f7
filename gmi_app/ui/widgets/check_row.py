"""A large, forgiving check box: the whole row is the target; its words wrap."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from gmi_app.ui import icons
from gmi_app.ui.theme import Theme, theme
from gmi_app.ui.tokens import CORNER_CONTROL
from gmi_app.ui.widgets.painted_button import PaintedButton

_START = 16
_FAR = 100_000
MOST_WIDTHS = 64
"""For how many widths the heights are remembered."""


class CheckRow(PaintedButton):
    """``words``: what is switched; ``why``: one quieter sentence about it."""

    def __init__(self, words: str, why: str = "", checked: bool = False) -> None:
        super().__init__(words)
        self._why = why
        self._measured: dict[tuple[Theme, int, str], tuple[int, int]] = {}
        self.setChecked(checked)
        self.setAccessibleDescription(why)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, why = self._heights(width)
        return max(theme().touch(64), title + why + theme().em(1.2))

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme().touch(64))

    def _words_start(self) -> int:
        return _START + theme().touch(28) + 16

    def _heights(self, width: int) -> tuple[int, int]:
        """Of both texts, wrapped; measured once for each width, as layouts ask again and again."""
        key = (theme(), width, self.text())
        if key not in self._measured:
            if len(self._measured) >= MOST_WIDTHS:
                self._measured.clear()
            self._measured[key] = self._measure(width)
        return self._measured[key]

    def _measure(self, width: int) -> tuple[int, int]:
        room = max(80, width - self._words_start() - 16)
        wrap = int(Qt.TextFlag.TextWordWrap)
        look = theme()
        title = QFontMetrics(look.font("strong")).boundingRect(0, 0, room, _FAR, wrap, self.text())
        if not self._why:
            return title.height(), 0
        why = QFontMetrics(look.font("small")).boundingRect(0, 0, room, _FAR, wrap, self._why)
        return title.height(), why.height() + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = 3.0 if self.hasFocus() else 2.0 if look.tokens.outlined else 1.2
        rect = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.setPen(QPen(look.colour("focus" if self.hasFocus() else "control"), edge))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(rect, CORNER_CONTROL, CORNER_CONTROL)
        size = look.touch(28)
        square = self.seen(QRectF(_START, rect.center().y() - size / 2, size, size))
        painter.setPen(QPen(look.colour("primary" if on else "control"), 2))
        painter.setBrush(look.colour("primary") if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square, 6, 6)
        if on:
            tick = round(size * 0.8)
            corner = square.center() - QPointF(tick / 2, tick / 2)
            painter.drawPixmap(corner, icons.pixmap("check", look.tokens.on_primary, tick, 3.0))
        title, why = self._heights(self.width())
        start = self._words_start()
        top = (self.height() - title - why) / 2
        flags = int(self.reading_side) | int(Qt.TextFlag.TextWordWrap)
        room = self.width() - start - 16
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("strong"))
        painter.drawText(self.seen(QRectF(start, top, room, title)), flags, self.text())
        if self._why:
            painter.setPen(look.colour("quiet"))
            painter.setFont(look.font("small"))
            below = self.seen(QRectF(start, top + title + 4, room, why))
            painter.drawText(below, flags, self._why)
