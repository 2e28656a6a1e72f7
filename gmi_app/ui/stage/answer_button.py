"""Left or Right: a very large key with an arrow, the word, and the keyboard key that does it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from gmi_app.pictures.model import Side
from gmi_app.ui import icons
from gmi_app.ui.stage.answers import assisted_press, pointer_press
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CARD

ICON_EM, GAP_EM, ROOM_EM = 1.9, 0.55, 0.9
"""Width of the arrow, and of the room beside it and at each edge."""


class AnswerButton(QAbstractButton):
    """``answered`` carries a Press, made when the button goes down: a click ends too late."""

    answered = Signal(object)

    def __init__(self, side: Side, word: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.side, self.key_name = side, key
        self.setText(word)
        self.setAccessibleName(word)
        self.setAccessibleDescription(self.tr("Key {0}").format(key))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._by_pointer = False
        self.pressed.connect(self._pressed)

    def sizeHint(self) -> QSize:
        """The same for every question: a longer word is written smaller, as a wider key would take
        the room from the picture."""
        return QSize(max(240, theme().em(8.4)), max(176, theme().em(6.6)))

    def _fonts(self) -> tuple[QFont, ...]:
        """Those that the word may be written in, largest first."""
        names = ("display", "title", "strong")[1 if theme().large else 0 :]
        return tuple(theme().font(name) for name in names)

    def _needs(self, font: QFont) -> int:
        """Width of the arrow, a gap and the word."""
        word = QFontMetrics(font).horizontalAdvance(self.text())
        return theme().em(ICON_EM) + theme().em(GAP_EM) + word

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            press = pointer_press(event, self.side)
            self._by_pointer = True
            self.answered.emit(press)
        super().mousePressEvent(event)

    def _pressed(self) -> None:
        """Space on the focused button, or an assistive program; a pointer has answered already."""
        if not self._by_pointer:
            self.answered.emit(assisted_press(self.side))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._by_pointer = False

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus() or self.isDown() or look.tokens.name == "contrast"
        wide = 3.0 if strong else 1.5
        rect = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.setPen(QPen(look.colour("stage_line"), wide))
        painter.setBrush(look.colour("stage_key"))
        painter.drawRoundedRect(rect, CORNER_CARD, CORNER_CARD)
        middle = rect.center().y() - look.em(0.95)
        self._paint_word(painter, rect, middle)
        self._paint_key(painter, rect, middle)
        painter.end()

    def _paint_word(self, painter: QPainter, rect: QRectF, middle: float) -> None:
        look, ink = theme(), theme().colour("stage_ink")
        icon_px, gap = look.em(ICON_EM), look.em(GAP_EM)
        fonts = self._fonts()
        room = rect.width() - look.em(ROOM_EM)
        painter.setFont(next((f for f in fonts if self._needs(f) <= room), fonts[-1]))
        width = painter.fontMetrics().horizontalAdvance(self.text())
        left = rect.center().x() - (width + gap + icon_px) / 2
        first = self.side is Side.LEFT
        word_x = left + icon_px + gap if first else left
        icon_x = left if first else left + width + gap
        icon = icons.pixmap(str(self.side), look.tokens.stage_ink, icon_px, stroke=2.0)
        painter.drawPixmap(QPointF(icon_x, middle - icon_px / 2), icon)
        painter.setPen(ink)
        line = QRectF(word_x, middle - look.em(1.6), width + 4, look.em(3.2))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_key(self, painter: QPainter, rect: QRectF, middle: float) -> None:
        look = theme()
        painter.setFont(look.font("small"))
        text = painter.fontMetrics().horizontalAdvance(self.key_name)
        width = max(look.em(1.9), text + look.em(0.9))
        top = middle + look.em(1.55 if look.large else 1.9)
        cap = QRectF(rect.center().x() - width / 2, top, width, look.em(1.55))
        painter.setPen(QPen(look.colour("stage_line"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 5, 5)
        painter.setPen(look.colour("stage_ink"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key_name)
