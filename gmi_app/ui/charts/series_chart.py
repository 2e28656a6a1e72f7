"""A chart over time that is read with the eyes, the mouse, the arrow keys or a screen reader.

Painted with QPainter: about a hundred points need no plotting library, and none is loaded.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.ui.charts.bubble import draw_bubble
from gmi_app.ui.charts.data import ChartData
from gmi_app.ui.charts.plot import CENTRE, Plot
from gmi_app.ui.charts.scale import Scale
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CONTROL

NOTHING = ChartData(Scale(0, 1), Scale(0, 1))
NO_STOP = -1


class SeriesChart(QWidget):
    """``opened`` carries the index of the stop that was double-clicked or confirmed with Enter."""

    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = NOTHING
        self._plot: Plot | None = None
        self._picture: QPixmap | None = None
        self._stop = NO_STOP
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # ---- what it shows
    @property
    def data(self) -> ChartData:
        return self._data

    @property
    def stop(self) -> int:
        """Where the cursor stands, -1 when it is nowhere."""
        return self._stop

    def show_data(self, data: ChartData) -> None:
        """Shows these points; the cursor goes away."""
        self._data, self._stop = data, NO_STOP
        self._forget()
        self.setAccessibleDescription(data.words if data.has_points else data.empty)
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if data.stops else Qt.FocusPolicy.NoFocus,
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(20), theme().em(9))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(11), theme().em(7))

    # ---- the cursor
    def move_to(self, stop: int) -> None:
        """Puts the cursor on a stop (held to the first and last) and says what is there."""
        if not self._data.stops:
            return
        stop = min(max(stop, 0), len(self._data.stops) - 1)
        if stop == self._stop:
            return
        self._stop = stop
        words = ". ".join(self._data.stops[stop].lines)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.setAccessibleDescription(f"{words}. {self._data.words}")
        self.update()

    def clear_cursor(self) -> None:
        if self._stop != NO_STOP:
            self._stop = NO_STOP
            self.setAccessibleDescription(self._data.words)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._data.stops) - 1
        step = -1 if self._mirrored() else 1
        here = self._stop
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if here == NO_STOP:
                self.move_to(last)
            case Qt.Key.Key_Left:
                self.move_to(here - step)
            case Qt.Key.Key_Right:
                self.move_to(here + step)
            case Qt.Key.Key_Home:
                self.move_to(0)
            case Qt.Key.Key_End:
                self.move_to(last)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self._stop != NO_STOP:
                self.opened.emit(self._stop)
            case Qt.Key.Key_Escape if self._stop != NO_STOP:
                self.clear_cursor()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.move_to(len(self._data.stops) - 1)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clear_cursor()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position().x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position().x())
        if self._stop != NO_STOP:
            self.opened.emit(self._stop)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.clear_cursor()

    def _point_at(self, x: float) -> None:
        plot = self._fitted()
        stops = self._data.stops
        if stops:
            self.move_to(min(range(len(stops)), key=lambda n: abs(plot.x(stops[n].x) - x)))

    # ---- painting
    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _fitted(self) -> Plot:
        if self._plot is None:
            self._plot = Plot.fit(self._data, self.width(), self.height(), self._mirrored())
        return self._plot

    def event(self, event: QEvent) -> bool:
        if event.type() in (
            QEvent.Type.Resize,
            QEvent.Type.StyleChange,
            QEvent.Type.FontChange,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._forget()
        return super().event(event)

    def _forget(self) -> None:
        self._plot = self._picture = None

    def _painted(self, plot: Plot) -> QPixmap:
        """The chart without its cursor, kept: only a new size or new data paints it again."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            plot.paint(painter)
            painter.end()
        return self._picture

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plot = self._fitted()
        if not self._data.has_points:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setFont(theme().font("body"))
            painter.setPen(theme().colour("quiet"))
            words = Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), CENTRE | words, self._data.empty)
            self._ring(painter)
            painter.end()
            return
        painter.drawPixmap(0, 0, self._painted(plot))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._stop != NO_STOP:
            stop = self._data.stops[self._stop]
            x = round(plot.x(stop.x)) + 0.5
            painter.setPen(QPen(theme().colour("ink"), 1))
            painter.drawLine(QPointF(x, plot.area.top()), QPointF(x, plot.area.bottom()))
            draw_bubble(painter, stop.lines, x, plot.area, self._mirrored())
        self._ring(painter)
        painter.end()

    def _ring(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().colour("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = self.rect().adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(inside, CORNER_CONTROL, CORNER_CONTROL)
