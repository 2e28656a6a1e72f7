"""The window of the mirror: the picture large, what to do below it, Stop always in view.

It shows what it is told and says what the person wants; what follows is the session's matter.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from gmi_app.ui.mirror.exercise_words import Words
from gmi_app.ui.mirror.pieces import SoftBar
from gmi_app.ui.mirror.view import MirrorView
from gmi_app.ui.programme.stop_help import StopHelp
from gmi_app.ui.stage.sheets import Sheet
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import SPACE_2, SPACE_3, SPACE_5, SPACE_6
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Ground
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.picture import Picture
from gmi_app.ui.widgets.text import Text, announce

DEMONSTRATION_PX = 116
LEAST_SIZE = (800, 560)
MARGINS = (SPACE_6, SPACE_5, SPACE_6, SPACE_5)

KEYS = {
    Qt.Key.Key_Escape: "stop",
    Qt.Key.Key_P: "pause",
    Qt.Key.Key_Space: "pause",
    Qt.Key.Key_F: "still",
    Qt.Key.Key_M: "pain",
    Qt.Key.Key_N: "skip",
    Qt.Key.Key_R: "again",
    Qt.Key.Key_F11: "full",
}


class MirrorStage(Ground):
    """A window of its own. ``wants``: a word of ``KEYS``' values: stop, pause, still, pain, skip,
    again, full."""

    wants = Signal(str)

    def __init__(self, what_is_shown: str) -> None:
        super().__init__()
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Mirror"))
        self.setMinimumSize(*LEAST_SIZE)
        self._closing = False
        self.sheet: Sheet | None = None
        self.stop_help = StopHelp()
        self.page: QWidget | None = None
        self.view = MirrorView(what_is_shown)
        self.title = Text("", "heading")
        self.time = Text("", "strong")
        self.left = SoftBar(self.tr("Time left"))
        self.say = Text("", "heading" if theme().large else "title", wrap=True)
        self.more = Text("", "body", "quiet", wrap=True)
        self.pace = SoftBar(self.tr("Pace"))
        self.meter = SoftBar(self.tr("Movement"), "good")
        self.examples = [Picture(), Picture()]
        self.stop = self._control(self.tr("Stop"), "stop", "stop", self.tr("Key Escape"))
        self.pause = self._control(self.tr("Pause"), "pause", "pause", self.tr("Key P"))
        self.still = self._control(
            self.tr("Freeze"), "", "still", self.tr("Key F. The picture stands still.")
        )
        self.pain = self._control(
            self.tr("It hurts"), "pain", "pain", self.tr("Key M. Keep still and only look.")
        )
        self.skip = self._control(self.tr("Next"), "", "skip", self.tr("Key N"))
        self.again = self._control(self.tr("Repeat"), "again", "again", self.tr("Key R"))
        self._build()
        self.show_exercises(False)
        self.show_examples(0)
        self.meter.hide()

    def _control(self, words: str, icon: str, wish: str, says: str) -> Button:
        shape = icon if wish == "stop" or not theme().large else ""  # large words need the room
        button = Button(words, shape or None, height=48 if theme().large else 60)
        button.setObjectName(wish)
        button.setAccessibleDescription(says)
        button.setToolTip(says)
        button.clicked.connect(lambda: self.wants.emit(wish))
        button.installEventFilter(self)
        return button

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(*MARGINS)
        box.setSpacing(SPACE_3 + 4)
        name = column(Text(self.tr("Mirror"), "label", "primary"), self.title, gap=2)
        time = column(0, self.time, self.left, 0, gap=SPACE_2)
        large = theme().large
        moving = (self.again, self.skip)  # large words have no room for them above
        ways = boxed(row(*(() if large else moving), gap=SPACE_3))
        self._head = boxed(row(name, 0, ways, time, self.stop, gap=SPACE_6))
        box.addWidget(self._head)
        box.addWidget(self.view, 1)
        size = theme().touch(DEMONSTRATION_PX)
        for each in self.examples:
            each.setFixedSize(size, size)
        self._examples = boxed(row(*self.examples, gap=SPACE_2))
        said = column(self.say, self.more, boxed(row(self.pace, self.meter, 0, gap=24)), gap=6)
        keys = (*(moving if large else ()), self.still, self.pain, self.pause)
        self._keys = boxed(row(*keys, gap=SPACE_2 if large else SPACE_3))
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(SPACE_5)
        words = boxed(row(self._examples, said, gap=SPACE_5))
        layout = words.layout()
        assert isinstance(layout, QBoxLayout)
        layout.setStretch(1, 1)
        self._foot.addWidget(words, 1)
        bottom = Qt.AlignmentFlag(0) if large else Qt.AlignmentFlag.AlignBottom
        self._foot.addWidget(self._keys, 0, bottom)
        self._foot_holder = boxed(self._foot)
        box.addWidget(self._foot_holder)

    # ---- what is shown
    def show_words(self, words: Words, more: str = "") -> None:
        """What is done now, and what is to be done; heard by screen readers, too."""
        self.title.set(words.title)
        self.say.set(words.say)
        self.more.set(more)
        announce(self, f"{words.title}. {words.say}")

    def show_exercises(self, exercising: bool) -> None:
        """Whether an exercise can be skipped or repeated, and has a pace."""
        self.skip.setVisible(exercising)
        self.again.setVisible(exercising)
        self.pace.setVisible(exercising and not theme().reduced_motion)

    def show_examples(self, count: int) -> None:
        """How many pictures of the demonstration are shown."""
        for at, each in enumerate(self.examples):
            each.setVisible(at < count)
        self._examples.setVisible(count > 0)

    def show_page(self, page: QWidget) -> None:
        """A whole page in place of everything: the preparation."""
        self.drop_page()
        self.page = page
        for part in (self._head, self._foot_holder, self.view):
            if part.parentWidget() is self:
                part.hide()
        box = self.layout()
        assert box is not None
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page)
        page.show()

    def drop_page(self) -> None:
        """The mirror itself again."""
        if self.page is None:
            return
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.removeWidget(self.page)
        box.setContentsMargins(*MARGINS)
        box.insertWidget(1, self.view, 1)
        self.view.setMinimumHeight(0)
        self.page.hide()
        self.page.deleteLater()
        self.page = None
        for part in (self._head, self._foot_holder, self.view):
            part.show()
        self.pause.setFocus()

    def show_sheet(self, sheet: Sheet) -> None:
        """Lays a sheet over everything."""
        self.drop_sheet()
        self.sheet = sheet
        sheet.show_help(self.stop_help)
        sheet.setParent(self)
        sheet.setGeometry(self.rect())
        sheet.show()
        sheet.setFocus()

    def drop_sheet(self) -> None:
        if self.sheet is None:
            return
        self.sheet.hide()
        self.sheet.deleteLater()
        self.sheet = None
        (self.page or self.pause).setFocus()

    def toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    # ---- events
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys work wherever the focus is; Space presses the button that has it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.key() != Qt.Key.Key_Space and self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        wish = KEYS.get(Qt.Key(event.key()))
        alone = self.sheet is None and (self.page is None or wish in ("stop", "full"))
        if wish is None or event.isAutoRepeat() or not alone:
            return False
        self.wants.emit(wish)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = theme().large or self.width() < theme().em(58)
        self._foot.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
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
        self.close()
        self.deleteLater()
