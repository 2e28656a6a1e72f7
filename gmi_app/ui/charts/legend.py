"""What the marks of a chart mean, in one line that breaks where the room ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.pictures.model import Side
from gmi_app.ui.charts.plot import CENTRE
from gmi_app.ui.charts.ring import draw_ring
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.marker import draw_marker, side_pen


class Sign(Enum):
    LEFT = auto()
    RIGHT = auto()
    CHECK_UP = auto()
    GOAL = auto()
    CHANGE = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    sign: Sign
    word: str


class Legend(QWidget):
    """One node for a screen reader: it reads the words one after the other."""

    def __init__(self, entries: tuple[Entry, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_entries(entries)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Explains these marks from now on."""
        self._entries = entries
        self._kept: dict[tuple[float, float], tuple[tuple[Entry, QRectF], ...]] = {}
        self.setAccessibleName(", ".join(entry.word for entry in entries))
        self.updateGeometry()
        self.update()

    def _places(self, width: float) -> tuple[tuple[Entry, QRectF], ...]:
        """Each entry and its box, broken into lines; layouts ask for it over and over."""
        key = (width, theme().scale)
        if key not in self._kept:
            self._kept[key] = tuple(self._lay(width))
        return self._kept[key]

    def _lay(self, width: float) -> Iterator[tuple[Entry, QRectF]]:
        metrics = QFontMetricsF(theme().font("small"))
        line = metrics.height() * 1.25
        x = y = 0.0
        for entry in self._entries:
            wide = (
                self._sign_width(entry.sign)
                + theme().em(0.5)
                + metrics.horizontalAdvance(entry.word)
                + 2
            )
            if x and x + wide > width:
                x, y = 0.0, y + line
            yield entry, QRectF(x, y, wide, line)
            x += wide + theme().em(1.1)

    def _sign_width(self, sign: Sign) -> float:
        return theme().em(1.1 if sign in (Sign.CHECK_UP, Sign.CHANGE) else 1.9)

    def heightForWidth(self, width: int) -> int:
        return round(max((box.bottom() for _, box in self._places(width)), default=0))

    def sizeHint(self) -> QSize:
        boxes = [box for _, box in self._places(1e6)]
        right = max((box.right() for box in boxes), default=0)
        return QSize(round(right) + 1, self.heightForWidth(round(right) + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(7), self.heightForWidth(max(self.width(), theme().em(7))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font("small"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for entry, place in self._places(self.width()):
            box, wide = QRectF(place), self._sign_width(entry.sign)
            if mirrored:
                box.moveLeft(self.width() - place.right())
            sign = QRectF(
                box.right() - wide if mirrored else box.left(), box.top(), wide, box.height()
            )
            self._draw(painter, entry.sign, sign)
            painter.setPen(theme().colour("ink"))
            gap = wide + theme().em(0.5)
            text = box.adjusted(0, 0, -gap, 0) if mirrored else box.adjusted(gap, 0, 0, 0)
            painter.drawText(text, CENTRE, entry.word)
        painter.end()

    def _draw(self, painter: QPainter, sign: Sign, box: QRectF) -> None:
        centre, radius = box.center(), theme().grow(5.5)
        match sign:
            case Sign.LEFT | Sign.RIGHT:
                side = Side.LEFT if sign is Sign.LEFT else Side.RIGHT
                painter.setPen(side_pen(side, theme().grow(2.2)))
                painter.drawLine(QPointF(box.left(), centre.y()), QPointF(box.right(), centre.y()))
                draw_marker(
                    painter,
                    side,
                    centre,
                    radius,
                    theme().colour(side.value),
                    theme().colour("card"),
                )
            case Sign.CHECK_UP:
                draw_ring(painter, centre, theme().grow(4.6))
            case Sign.CHANGE:
                x, top = box.left() + radius, box.top() + theme().em(0.25)
                painter.setPen(
                    QPen(theme().colour("quiet"), theme().grow(1.4), Qt.PenStyle.DotLine)
                )
                painter.drawLine(QPointF(x, top), QPointF(x, box.bottom() - theme().em(0.25)))
                flag = [QPointF(x, top), QPointF(x + radius, top + radius / 2)]
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme().colour("quiet"))
                painter.drawPolygon([*flag, QPointF(x, top + radius)])
            case Sign.GOAL:
                height = theme().em(0.8)
                swatch = QRectF(box.left(), centre.y() - height / 2, box.width(), height)
                painter.setPen(
                    QPen(theme().colour("good"), theme().grow(1.4), Qt.PenStyle.DashLine)
                )
                painter.setBrush(theme().colour("good", 0.16))
                painter.drawRoundedRect(swatch, 3, 3)
