"""Clarity and feeling over the exercises of one session: a small chart, with words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.ui.theme import theme

LOW, HIGH = 1, 5
Values = Sequence[int | None]


class RatingsChart(QWidget):
    """``clarity`` as circles on a solid line, ``feeling`` as squares on a dashed one; None is a
    gap. 1 is below, 5 above."""

    def __init__(self, clarity: Values, feeling: Values) -> None:
        super().__init__()
        self._clarity, self._feeling = clarity, feeling
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Clarity and feeling, from 1 to 5"))
        listed = [
            self._listed(self.tr("Clarity"), clarity),
            self._listed(self.tr("Feeling"), feeling),
        ]
        self.setAccessibleDescription(" ".join(listed))

    @staticmethod
    def _listed(name: str, values: Values) -> str:
        return f"{name}: {', '.join('–' if v is None else str(v) for v in values)}."

    def sizeHint(self) -> QSize:
        return QSize(theme().em(24), theme().em(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start = look.em(1.6)
        room = QRectF(self.rect()).adjusted(start, look.em(0.8), -look.em(0.8), -look.em(0.8))
        painter.setFont(look.font("small"))
        for value in range(LOW, HIGH + 1):
            y = self._y(room, value)
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            if value in (LOW, HIGH):
                painter.setPen(look.colour("quiet"))
                label = QRectF(0, y - look.em(0.7), start - look.em(0.5), look.em(1.4))
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(value))
        self._series(painter, room, self._clarity, "left", square=False)
        self._series(painter, room, self._feeling, "right", square=True)

    def _y(self, room: QRectF, value: int) -> float:
        return room.bottom() - room.height() * (value - LOW) / (HIGH - LOW)

    def _series(
        self, painter: QPainter, room: QRectF, values: Values, role: str, *, square: bool
    ) -> None:
        count = len(values)
        aside = theme().em(0.22) * (1 if square else -1)  # equal values stay apart
        spots = [
            (room.left() + room.width() * (at + 0.5) / count + aside, value)
            for at, value in enumerate(values)
            if value is not None
        ]
        if self.isRightToLeft():
            spots = [(room.left() + room.right() - x, value) for x, value in spots]
        points = [QPointF(x, self._y(room, value)) for x, value in spots]
        colour = theme().colour(role)
        style = Qt.PenStyle.DashLine if square else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        radius = theme().em(0.34)
        for point in points:
            box = QRectF(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius)
            if square:
                painter.drawRect(box)
            else:
                painter.drawEllipse(box)
