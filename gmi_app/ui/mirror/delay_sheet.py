"""Measuring how late the own camera's picture is: the camera looks at a square on the screen."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.clock import Clock
from gmi_app.mirror.delay import TURNS, Delay, DelayMeter, Verdict
from gmi_app.ui import words
from gmi_app.ui.mirror.view import MirrorView
from gmi_app.ui.stage.sheets import Sheet
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.text import Text, announce

TURN_MS = (700, 1000)
"""Slow enough to be no flicker, and never in step with the camera."""
MOST_TURNS = 3 * TURNS


class Square(QWidget):
    """Light or dark, nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.light = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("The square for the camera"))
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)

    def turn(self) -> None:
        """Painted and flushed when this returns."""
        self.light = not self.light
        self.repaint()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(20), theme().em(11))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = Qt.GlobalColor.white if self.light else Qt.GlobalColor.black
        painter.fillRect(self.rect(), shade)


class DelaySheet(Sheet):
    """``declined``: back. The view goes on painting below; each picture is judged by its middle."""

    def __init__(self, view: MirrorView, clock: Clock) -> None:
        super().__init__(
            self.tr("How late is the picture?"),
            self.tr(
                "Point the camera at the square, close by, so that the square fills the picture. "
                "Then press Begin, and hold it still for ten seconds."
            ),
            self.tr("Begin"),
            self.tr("Back"),
        )
        self._view, self._clock = view, clock
        self.meter: DelayMeter | None = None
        self._turns = 0
        self._random = Random(3)
        self.square = Square()
        self.says = Text("", "strong", wrap=True)
        self.insert(self.square, self.says)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.turn)
        self.accepted.connect(self._begin)
        view.painted.connect(self._painted)

    def _begin(self) -> None:
        self.meter, self._turns = DelayMeter(), 0
        self.primary.setEnabled(False)
        self.says.set(self.tr("Measuring …"))
        self.turn()

    def turn(self) -> None:
        """The square turns, and the next time is set."""
        if self.meter is None:
            return
        self.square.turn()
        self.meter.turned(self._clock.now_ns(), light=self.square.light)
        self._turns += 1
        if self._turns > MOST_TURNS:
            self._tell(None)
        else:
            self._timer.start(self._random.randint(*TURN_MS))

    def _painted(self, captured_ns: int, painted_ns: int) -> None:
        if self.meter is None:
            return
        self.meter.saw(self._clock.now_ns(), self._view.brightness())
        found = self.meter.result()
        if found is not None:
            self._tell(found)

    def _tell(self, found: Delay | None) -> None:
        """The figure, and what it means."""
        self._timer.stop()
        self.meter = None
        self.primary.setText(self.tr("Again"))
        self.primary.setEnabled(True)
        self.says.set(self._sentence(found))
        announce(self, self.says.words)

    def _sentence(self, found: Delay | None) -> str:
        if found is None:
            return self.tr(
                "The camera did not see the square. Bring it closer, so that nothing else is in "
                "the picture, and try again."
            )
        delay = self.tr("{0} ms").format(words.number(found.median_ms, 0))
        match found.verdict:
            case Verdict.GOOD:
                return self.tr("{0} from your hand to the screen: good.").format(delay)
            case Verdict.LATE:
                return self.tr(
                    "{0} from your hand to the screen. Under 100 ms is better: more light, another "
                    "camera or a cable in place of a radio link can help."
                ).format(delay)
            case Verdict.TOO_LATE:
                return self.tr(
                    "{0} from your hand to the screen. Above 200 ms the reflection may not feel "
                    "like yours. Try more light, another camera, or a real mirror."
                ).format(delay)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self.meter = None
        super().hideEvent(event)
