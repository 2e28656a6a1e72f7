"""The breathing pacer: a disc that grows and shrinks, or, with reduced motion, dots that fill.

``BreathFace`` only draws. ``BreathingPacer`` runs by itself, for a moment of calm on any screen.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gmi_app.activities.pacer import Breath, breath_at
from gmi_app.activities.settings import USUAL_IN_S, USUAL_OUT_S
from gmi_app.clock import Clock
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.text import announce

SMALLEST, LARGEST = 0.42, 0.94
"""Of the room: the disc when the breath is out, and when it is in."""
FRAME_MS, STILL_MS = 33, 200
EDGE_PX = 3
SPOKEN_BREATHS = 3


class BreathFace(QWidget):
    """``show_breath`` moves it; without one it rests, half full and without a word."""

    def __init__(self) -> None:
        super().__init__()
        self.breath: Breath | None = None
        self.way_s = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Breathing"))

    def show_breath(self, breath: Breath | None, way_s: float = 0.0) -> None:
        """``way_s``: how long this way, in or out, lasts. With reduced motion it changes once a
        second."""
        before = self._seen()
        self.breath, self.way_s = breath, round(way_s)
        if not theme().reduced_motion or self._seen() != before:
            self.update()

    def word(self) -> str:
        """What to do now."""
        if self.breath is None:
            return ""
        return self.tr("In") if self.breath.into else self.tr("Out")

    @property
    def seconds_gone(self) -> int:
        """Whole seconds of this way, as the dots show them: at least the one that runs."""
        if self.breath is None:
            return 0
        return min(self.way_s, int(self.breath.share * self.way_s) + 1)

    def _seen(self) -> tuple[str, int]:
        return self.word(), self.seconds_gone

    def sizeHint(self) -> QSize:
        return QSize(theme().em(18), theme().em(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(8), theme().em(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 2 * EDGE_PX
        middle = QPointF(self.rect().center())
        still = look.reduced_motion
        full = 0.5 if self.breath is None else self.breath.fullness
        if still:
            full = 0.6
        radius = side / 2 * (SMALLEST + (LARGEST - SMALLEST) * full)
        painter.setPen(QPen(look.colour("line"), EDGE_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not still:
            painter.drawEllipse(middle, side / 2 * LARGEST, side / 2 * LARGEST)
        painter.setPen(QPen(look.colour("primary"), EDGE_PX))
        painter.setBrush(look.colour("tint"))
        painter.drawEllipse(middle, radius, radius)
        if self.breath is None:
            return
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("display"))
        high = look.em(3)
        room = QRectF(0, middle.y() - high / 2, self.width(), high)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.word())
        if still:
            self._dots(painter, middle, room.bottom())

    def _dots(self, painter: QPainter, middle: QPointF, top: float) -> None:
        """One for each second; those that are gone are filled: breathing out empties them."""
        look = theme()
        radius, gap = look.em(0.34), look.em(1.1)
        start = middle.x() - gap * (self.way_s - 1) / 2
        gone = self.seconds_gone
        into = self.breath is not None and self.breath.into
        painter.setPen(QPen(look.colour("primary"), 2))
        for at in range(self.way_s):
            filled = at < gone if into else at < self.way_s - gone
            painter.setBrush(look.colour("primary" if filled else "card"))
            x = start + gap * at
            if self.isRightToLeft():
                x = 2 * middle.x() - x
            painter.drawEllipse(QPointF(x, top + look.em(0.9)), radius, radius)


class BreathingPacer(QWidget):
    """Runs from ``start`` to ``stop``, or until it is hidden. ``turned``: True when breathing in
    begins, False when breathing out begins. Screen readers hear the first three breaths."""

    turned = Signal(bool)

    def __init__(self, clock: Clock, in_s: float = USUAL_IN_S, out_s: float = USUAL_OUT_S) -> None:
        super().__init__()
        self._clock, self._in_s, self._out_s = clock, in_s, out_s
        self._began_ns: int | None = None
        self._last: tuple[int, bool] | None = None
        self.face = BreathFace()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.face)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.show_now)

    @property
    def running(self) -> bool:
        return self._began_ns is not None

    def start(self) -> None:
        """With breathing in, from now on."""
        self._began_ns, self._last = self._clock.now_ns(), None
        self._timer.start(STILL_MS if theme().reduced_motion else FRAME_MS)
        self.show_now()

    def stop(self) -> None:
        self._timer.stop()
        self._began_ns = None
        self.face.show_breath(None)

    def show_now(self) -> None:
        """Moves the face to where the breath is now."""
        if self._began_ns is None:
            return
        passed_s = (self._clock.now_ns() - self._began_ns) / 1e9
        breath = breath_at(passed_s, self._in_s, self._out_s)
        self.face.show_breath(breath, self._in_s if breath.into else self._out_s)
        way = (breath.number, breath.into)
        if way != self._last:
            self._last = way
            if breath.number <= SPOKEN_BREATHS:
                words = self.tr("Breathe in") if breath.into else self.tr("Breathe out")
                announce(self.face, words)
            self.turned.emit(breath.into)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop()
