"""When something is wrong: a window before there is a main window, and a sentence beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import SPACE_4, SPACE_6
from gmi_app.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from gmi_app.ui.widgets.card import Ground
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.text import Text


class BeforeWindow(Page):
    """A window before there is a main window. Closing it, and Esc, mean ``quit``."""

    quit = Signal()

    def __init__(self) -> None:
        super().__init__(side=SPACE_6, gap=SPACE_4)
        self.setWindowTitle(self.tr("Graded motor imagery"))
        self._done = False
        self.resize(theme().em(38), theme().em(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.quit.emit()
        else:
            super().keyPressEvent(event)

    def done(self) -> None:
        """Closes it without leaving the program."""
        self._done = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._done:
            self.quit.emit()


class WaitWindow(BeforeWindow):
    """While an older database is brought up to this version of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.add(Text(self.tr("Getting your results ready"), "title", wrap=True))
        self.add(
            Text(
                self.tr(
                    "They are being brought up to this version of the program. Nothing is lost: "
                    "you may also close it now, and it goes on at the next start."
                ),
                wrap=True,
            )
        )
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far it is"))
        self.add(self._bar)
        leave = QuietButton(self.tr("Close the program"))
        leave.clicked.connect(self.quit)
        self.add(leave, 0)
        self.resize(theme().em(38), theme().em(18))

    def tell(self, done: int, of: int) -> None:
        """So many of so many results are ready."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)


class ProblemWindow(BeforeWindow):
    """Says why the program cannot open, and what can be done. ``chosen`` carries the way out."""

    chosen = Signal(object)

    def __init__(
        self,
        sentence: str,
        use_backup: Callable[[], object] | None = None,
        start_empty: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.add(Text(self.tr("The program cannot open yet"), "title", wrap=True))
        self.add(Text(sentence, wrap=True))
        if use_backup is not None:
            self._way(PrimaryButton(self.tr("Go on with the backup")), use_backup)
        if start_empty is not None:
            self._way(Button(self.tr("Put the file aside and start empty")), start_empty)
        again = Button(self.tr("Try again")) if use_backup else PrimaryButton(self.tr("Try again"))
        self._way(again, _nothing)
        leave = QuietButton(self.tr("Close the program"))
        leave.clicked.connect(self.quit)
        self.add(leave, 0)

    def _way(self, button: Button, way: Callable[[], object]) -> None:
        button.clicked.connect(lambda: self.chosen.emit(way))
        self.add(button)


class Notice(Ground):
    """One sentence that must be read, in a small window over ``parent``; Enter closes it."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Please note"))
        self.setAccessibleName(sentence)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE_6, SPACE_6, SPACE_6, SPACE_6)
        box.setSpacing(SPACE_6)
        box.addWidget(Text(sentence, wrap=True), 1)
        self.button = PrimaryButton(self.tr("All right"))
        self.button.clicked.connect(self.close)
        box.addWidget(self.button)
        self.setMinimumWidth(theme().em(26))
        self.button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def tell(sentence: str, parent: QWidget | None) -> Notice:
    """Shows a notice without waiting for it."""
    notice = Notice(sentence, parent)
    notice.show()
    return notice


def _nothing() -> None:
    """To try again, nothing needs to be mended."""
