"""The window of imagined movements: the picture large, one sentence at a time, Stop in view.

It shows what it is told and says what the person wants; what follows is the session's matter.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from gmi_app.ui.imagery.ring import PaceRing
from gmi_app.ui.programme.stop_help import StopHelp
from gmi_app.ui.stage.sheets import Sheet
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CARD, SPACE_3, SPACE_4, SPACE_5, SPACE_7
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Ground
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.picture import Picture
from gmi_app.ui.widgets.step_dots import StepDots
from gmi_app.ui.widgets.text import Text, announce

LEAST_SIZE = (860, 600)
MOST_DOTS = 12
DIMMED_ALPHA = 215
KEYS = {
    Qt.Key.Key_Escape: "stop",
    Qt.Key.Key_Space: "press",
    Qt.Key.Key_P: "pause",
    Qt.Key.Key_E: "easier",
    Qt.Key.Key_R: "again",
    Qt.Key.Key_N: "skip",
    Qt.Key.Key_M: "pain",
    Qt.Key.Key_F11: "full",
}
CONTROLS = ("pause", "easier", "again", "skip", "pain")
NEVER_THE_ONE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class Dim(QWidget):
    """Darkness over everything but Stop: the eyes are closed, and light comes through lids."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(0, 0, 0, DIMMED_ALPHA))
        painter.end()


class Square(QWidget):
    """Holds a picture as a square in its middle, so that nothing of it is cut off."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._picture = picture
        picture.setParent(self)

    def minimumSizeHint(self) -> QSize:
        return self._picture.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = min(self.width(), self.height())
        corner = QPoint((self.width() - side) // 2, (self.height() - side) // 2)
        self._picture.setGeometry(QRect(corner, QSize(side, side)))


class ImageryStage(Ground):
    """A window of its own. ``wants``: a word of ``KEYS``' values. ``away``: another window came in
    front, or the screen was locked. With ``one_key`` every key but Escape, and every click, is
    "press". ``heading``: the kind of session, for others than imagined movements. ``face``: what
    stands in the place of the picture. ``offers``: the controls that make sense beside Stop."""

    wants = Signal(str)
    away = Signal()

    def __init__(
        self,
        *,
        one_key: bool,
        heading: str = "",
        face: QWidget | None = None,
        offers: Collection[str] = CONTROLS,
    ) -> None:
        super().__init__()
        self.setWindowFlag(Qt.WindowType.Window)
        self._heading = heading or self.tr("Imagined movements")
        self.setWindowTitle(self._heading)
        self.setMinimumSize(*LEAST_SIZE)
        self._one_key, self._offers = one_key, offers
        self._closing = False
        self.timing = False
        """Whether Space times a movement now, wherever the focus is."""
        self.sheet: Sheet | None = None
        self.stop_help = StopHelp()
        self.picture = Picture(radius=CORNER_CARD)
        if face is not None:
            self.picture.setParent(self)
            self.picture.hide()
        self._face = face or Square(self.picture)
        self.title = Text("", "heading", wrap=True)
        self.dots: StepDots | None = None
        self._dots_box = row(gap=SPACE_4)
        self.count = Text("", "small", "quiet")
        self.caption = Text("", "heading" if theme().large else "title", wrap=True)
        self.hint = Text("", "body", "quiet", wrap=True)
        self.notice = Text("", "small", "attention", wrap=True)
        self.notice.hide()
        self.ring = PaceRing()
        self.times = Text("", "body", "quiet")
        self.stop = self._control(self.tr("Stop"), "stop", "stop", self.tr("Key Escape"))
        self.pause = self._control(self.tr("Pause"), "pause", "pause", self.tr("Key P or Space"))
        self.easier = self._control(self.tr("Easier"), "easier", "easier", self.tr("Key E"))
        self.again = self._control(self.tr("Repeat"), "again", "again", self.tr("Key R"))
        self.skip = self._control(self.tr("Next"), "right", "skip", self.tr("Key N"))
        self.pain = self._control(self.tr("More pain"), "pain", "pain", self.tr("Key M"))
        self._frames: Sequence[QImage] = ()
        self._frame = 0
        self._player = QTimer(self)
        self._player.timeout.connect(self._next_frame)
        self._build()
        self.dim = Dim(self)
        for control in (self.pause, self.easier, self.again, self.skip, self.pain):
            control.setVisible(not one_key and control.objectName() in offers)

    def _control(self, words: str, icon: str, wish: str, says: str) -> Button:
        button = Button(words, icon, height=60)
        button.setObjectName(wish)
        button.setAccessibleDescription(says)
        button.setToolTip(says)
        button.clicked.connect(lambda: self.wants.emit(wish))
        button.installEventFilter(self)
        return button

    def _build(self) -> None:
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        edge = SPACE_5 if theme().large else SPACE_7
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._box.setSpacing(edge)
        head = row(
            column(Text(self._heading, "label", "primary"), self.title, gap=4),
            gap=SPACE_4,
        )
        head.setStretch(0, 1)
        head.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        self._dots_box.addWidget(self.count)
        self._dots_box.addStretch(1)
        first = self._keys(self.pause, self.easier)
        second = self._keys(self.again, self.skip)
        pace = row(self.ring, self.times, 0, gap=SPACE_5)
        left, right = column(gap=SPACE_3), column(head, SPACE_4, self._dots_box, SPACE_4)
        left.addWidget(self._face, 1)
        for text in (self.caption, self.hint, self.notice):
            right.addWidget(text)
            right.addSpacing(SPACE_3)
        right.addStretch(1)
        right.addLayout(pace)
        right.addStretch(1)
        right.addLayout(first)
        if theme().large:  # the words need the room: less under them, more under the picture
            left.addLayout(second)
            left.addWidget(self.pain)
        else:
            right.addSpacing(SPACE_3)
            right.addLayout(second)
            right.addSpacing(SPACE_3)
            right.addWidget(self.pain)
        self._box.addWidget(boxed(left), 9 if theme().large else 12)
        self._box.addWidget(boxed(right), 11)

    @staticmethod
    def _keys(*controls: Button) -> QHBoxLayout:
        """Side by side, equally wide."""
        line = row(*controls, gap=SPACE_3)
        for place in range(len(controls)):
            line.setStretch(place, 1)
        return line

    # ---- what is shown
    def show_title(self, title: str, count: str) -> None:
        """What begins, and which of how many it is, in words."""
        self.title.set(title)
        self.count.set(count)

    def show_exercise(self, title: str, number: int, total: int) -> None:
        """The ``number``-th of ``total`` begins."""
        self.show_title(title, self.tr("Exercise {0} of {1}").format(number, total))
        if self.dots is not None:
            self.dots.hide()
            self.dots.deleteLater()
            self.dots = None
        if total <= MOST_DOTS:
            self.dots = StepDots(total, number - 1)
            self._dots_box.insertWidget(0, self.dots)
        self.show_frames((), 0.0, "")

    def show_line(self, line: str) -> None:
        """One sentence, as it is spoken; a screen reader says it, too."""
        self.caption.set(line)
        announce(self, line)

    def show_hint(self, words: str) -> None:
        """What helps here; there is no room for it at large text."""
        self.hint.set(words)
        self.hint.setVisible(bool(words) and not theme().large)

    def show_notice(self, sentence: str) -> None:
        """Something that happened; it stays."""
        self.notice.set(sentence)
        self.notice.show()
        announce(self.notice, sentence)

    def show_frames(self, frames: Sequence[QImage], fps: float, words: str) -> None:
        """A picture, or a clip that goes there and back; empty for none."""
        self._player.stop()
        self._frames, self._frame = frames, 0
        self.picture.setAccessibleName(words)
        self.picture.set_image(frames[0] if frames else QImage())
        if len(frames) > 1 and fps > 0:
            self._player.setInterval(round(1000 / fps))

    def play(self, on: bool) -> None:
        """Whether the clip moves; stills never do."""
        if on and len(self._frames) > 1 and not theme().reduced_motion:
            self._player.start()
        else:
            self._player.stop()

    def _next_frame(self) -> None:
        """There and back: 0 … n−1 … 1."""
        last = len(self._frames) - 1
        self._frame = (self._frame + 1) % (2 * last)
        self.picture.set_image(self._frames[min(self._frame, 2 * last - self._frame)])

    def set_dim(self, on: bool) -> None:
        self.dim.setGeometry(self.rect())
        self.dim.setVisible(on)
        self.dim.raise_()
        self.stop.raise_()
        if self.sheet is not None:
            self.sheet.raise_()

    def show_sheet(self, sheet: Sheet) -> None:
        """Lays a sheet over everything."""
        self._remove_sheet()
        self.sheet = sheet
        sheet.show_help(self.stop_help)
        sheet.setParent(self)
        sheet.setGeometry(self.rect())
        sheet.show()
        sheet.raise_()
        sheet.setFocus()

    def drop_sheet(self) -> None:
        if self.sheet is not None:
            self._remove_sheet()
            (self.stop if self._one_key else self.pause).setFocus()

    def _remove_sheet(self) -> None:
        if self.sheet is not None:
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None

    def toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    # ---- events
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._one_key and self.sheet is None:
            self.wants.emit("press")
        else:
            super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys work wherever the focus is; Space presses the button that has it, unless one key
        does everything."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            own = event.key() == Qt.Key.Key_Space and not (self._one_key or self.timing)
            return not own and self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() or self.sheet is not None:
            return False
        key = Qt.Key(event.key())
        wish = KEYS.get(key)
        if self._one_key and wish not in ("stop", "full"):
            wish = None if key in NEVER_THE_ONE else "press"
        if wish is None or (wish in CONTROLS and wish not in self._offers):
            return False
        self.wants.emit(wish)
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if left and self.isVisible() and not self._closing:
            self.away.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        tall = self.height() > self.width()
        self._box.setDirection(directions.TopToBottom if tall else directions.LeftToRight)
        self.dim.setGeometry(self.rect())
        if self.sheet is not None:
            self.sheet.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own close button is Stop; ``leave`` really closes."""
        if self._closing:
            super().closeEvent(event)
        else:
            event.ignore()
            self.wants.emit("stop")

    def leave(self) -> None:
        """Closes the window for good."""
        self._closing = True
        self._player.stop()
        self.close()
        self.deleteLater()
