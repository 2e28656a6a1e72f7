"""The stage: neutral grey, one picture, two answers, and a way out. Nothing else moves.

It shows what it is told and says what the person did; what follows from it is the drill's matter.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from gmi_app.facts.session import EventKind
from gmi_app.laterality.task import Task, right_answer
from gmi_app.laterality.trial import Outcome
from gmi_app.pictures.model import Side, Stimulus
from gmi_app.ui import words
from gmi_app.ui.programme.stop_help import StopHelp
from gmi_app.ui.stage.answer_button import AnswerButton
from gmi_app.ui.stage.answers import KeyMap, key_press
from gmi_app.ui.stage.canvas import Canvas, RasterCanvas
from gmi_app.ui.stage.sheets import Sheet
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.key_names import key_name

CLEAR_PX = 4
"""Between the picture's square and a control; the circle in it is farther away."""
SETTLE_MS = 60
"""A window that is being resized settles before pictures are prepared for its new size."""


class Stage(QWidget):
    """A window of its own. ``pressed`` carries a Press; ``interrupted`` an EventKind."""

    pressed = Signal(object)
    stop_requested = Signal()
    pause_requested = Signal()
    more_pain_requested = Signal()
    interrupted = Signal(object)
    resized = Signal()
    """The circle has another size, or another screen: prepare again."""
    screen_changed = Signal()
    """It may deserve another surface there."""

    def __init__(self, keys: KeyMap, task: Task = Task.SIDE, parent: QWidget | None = None) -> None:
        """``task``: what is really asked (``DrillSettings.asked``)."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Left or right?"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(640, 480)
        self.setMouseTracking(True)
        self._keys, self._task = keys, task
        self._was_active = self._was_ever_active = False
        self._closing = False
        self.sheet: Sheet | None = None
        self.stop_help = StopHelp()
        self.canvas: Canvas = RasterCanvas(self)
        left, right = (words.answer(side, task) for side in Side)
        self.left = AnswerButton(Side.LEFT, left, key_name(keys.left), self)
        self.right = AnswerButton(Side.RIGHT, right, key_name(keys.right), self)
        for button in (self.left, self.right):
            button.answered.connect(self.pressed)
            button.installEventFilter(self)
        self.pain = self._control(self.tr("More pain"), "pain", self.more_pain_requested)
        self.pause = self._control(self.tr("Pause"), "pause", self.pause_requested)
        self.stop = self._control(self.tr("Stop"), "stop", self.stop_requested)
        self.pain.setAccessibleDescription(self.tr("Key M. The pictures wait."))
        self.pause.setAccessibleDescription(self.tr("Key P. The picture comes again later."))
        self.stop.setAccessibleDescription(self.tr("Key Escape. What you have answered is kept."))
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.resized)

    def _control(self, text: str, icon: str, signal: SignalInstance) -> Button:
        button = Button(text, icon, kind="stage", height=56)
        button.setParent(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.installEventFilter(self)
        button.clicked.connect(lambda: signal.emit())
        return button

    # ---- what is shown
    def use_canvas(self, canvas: Canvas) -> None:
        """Puts another canvas in the place of the present one."""
        self.canvas.deleteLater()
        self.canvas = canvas
        canvas.setGeometry(self.circle())
        canvas.lower()
        canvas.show()

    def show_gap(self, stimulus: Stimulus | None, outcome: Outcome | None) -> None:
        """Nothing; or, when an outcome is told, in words that do not blame."""
        self.canvas.show_words(self._feedback(stimulus, outcome) if stimulus and outcome else "")

    def _feedback(self, stimulus: Stimulus, outcome: Outcome) -> str:
        side = self._named(right_answer(stimulus, self._task))
        match outcome:
            case Outcome.CORRECT:
                return self.tr("Yes: {0}").format(side)
            case Outcome.TIME_OUT:
                return self.tr("Time is up: it was {0}").format(side)
            case Outcome.ANTICIPATION:
                return self.tr("That was very quick: it was {0}").format(side)
            case _:
                return self.tr("It was {0}").format(side)

    def _named(self, side: Side) -> str:
        """To stand after a colon or "it was"."""
        left = side is Side.LEFT
        if self._task is Task.DIRECTION:
            return self.tr("to the left") if left else self.tr("to the right")
        return self.tr("left") if left else self.tr("right")

    def show_sheet(self, sheet: Sheet) -> None:
        """Lays a sheet over the stage; the answers are out of reach meanwhile."""
        self.drop_sheet()
        self.sheet = sheet
        sheet.show_help(self.stop_help)
        sheet.setParent(self)
        sheet.installEventFilter(self)
        for control in (self.left, self.right, self.pain, self.pause, self.stop):
            control.hide()
        self.unsetCursor()
        self._place_sheet()
        sheet.show()
        sheet.setFocus()

    def drop_sheet(self) -> None:
        """Takes the sheet away; the answers are back."""
        if self.sheet is None:
            return
        self.sheet.hide()
        self.sheet.deleteLater()
        self.sheet = None
        for control in (self.left, self.right, self.pain, self.pause, self.stop):
            control.show()
        self.setCursor(Qt.CursorShape.BlankCursor)  # until the mouse moves
        self.setFocus()

    @property
    def away(self) -> bool:
        """Whether it has been in front, and another window is now."""
        return self._was_ever_active and not self.isActiveWindow()

    def circle(self) -> QRect:
        """Where the picture is: the largest square that no control touches, so that showing it
        paints nothing else."""
        width, height = self.width(), self.height()
        edge, key = self._edge(), self._key_size()
        beside = width - 2 * (edge + key.width() + CLEAR_PX)
        above = height - 2 * (edge + key.height() + CLEAR_PX)
        side = max(160, min(max(beside, above), height - round(1.6 * edge)))
        return QRect((width - side) // 2, (height - side) // 2, side, side)

    def diameter_px(self) -> int:
        """The circle's diameter in device pixels."""
        return round(self.circle().width() * self.devicePixelRatioF())

    def _key_size(self) -> QSize:
        """Of an answer; on a narrow window both still stand side by side."""
        hint = self.left.sizeHint()
        return QSize(min(hint.width(), (self.width() - 3 * self._edge()) // 2), hint.height())

    def _edge(self) -> int:
        return 32 if theme().large or self.height() < 800 else 48

    # ---- events
    def resizeEvent(self, event: QResizeEvent) -> None:
        width, height, edge = self.width(), self.height(), self._edge()
        self.canvas.setGeometry(self.circle())
        key = self._key_size()
        below = height - edge - key.height()
        self.left.setGeometry(edge, below, key.width(), key.height())
        self.right.setGeometry(width - edge - key.width(), below, key.width(), key.height())
        top = edge
        for control in (self.stop, self.pause):
            size = self._size_of(control)
            control.setGeometry(width - edge - size.width(), top, size.width(), size.height())
            top += size.height() + 16
        size = self._size_of(self.pain)
        self.pain.setGeometry(edge, edge, size.width(), size.height())
        self._place_sheet()
        self._settle.start()

    def _size_of(self, control: QWidget) -> QSize:
        size = control.sizeHint().expandedTo(control.minimumSize())
        return size.expandedTo(QSize(theme().em(7.6), 0)) if control is not self.pain else size

    def _place_sheet(self) -> None:
        if self.sheet is not None:
            self.sheet.setGeometry(self.rect())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._screen_changed, Qt.ConnectionType.UniqueConnection)
        self.activateWindow()
        self.setFocus()

    def _screen_changed(self) -> None:
        if not self._closing:
            self.screen_changed.emit()
            self.interrupted.emit(EventKind.SCREEN_CHANGED)
            self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange or self._closing:
            return
        active = self.isActiveWindow()
        if self._was_active and not active:
            self.interrupted.emit(EventKind.FOCUS_LOST)
        self._was_active = active
        self._was_ever_active |= active

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer keys and Escape work wherever the focus is."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        if self.sheet is not None:
            pain = event.key() == Qt.Key.Key_M and not event.isAutoRepeat()
            if pain:
                self.more_pain_requested.emit()
            return pain
        press = key_press(event, self._keys)
        if press is not None:
            self.pressed.emit(press)
            self.setCursor(Qt.CursorShape.BlankCursor)
            return True
        if self._keys.side(event.key()) is not None:
            return True  # the repeats of a held key are nothing
        if event.isAutoRepeat():
            return False
        match event.key():
            case Qt.Key.Key_Escape:
                self.stop_requested.emit()
            case Qt.Key.Key_P:
                self.pause_requested.emit()
            case Qt.Key.Key_M:
                self.more_pain_requested.emit()
            case _:
                return False
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.unsetCursor()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().colour("stage"))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own close button is Stop; ``leave`` really closes."""
        if self._closing:
            super().closeEvent(event)
        else:
            event.ignore()
            self.stop_requested.emit()

    def leave(self) -> None:
        """Closes the window for good."""
        self._closing = True
        self._settle.stop()
        self.close()
        self.deleteLater()
