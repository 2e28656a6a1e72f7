"""Long work, seen: what is being done, then how it went, in one calm line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from gmi_app.errors import GmiError
from gmi_app.ui.background import Lane, while_alive
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.page import reveal
from gmi_app.ui.widgets.text import Text, announce

T = TypeVar("T")


class Task(QWidget):
    """Runs one piece of work after another on a lane. ``busy_changed``: lock what must wait."""

    busy_changed = Signal(bool)

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self._lane = lane
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._doing = Text("", "strong", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme().touch(10))
        self._box.addWidget(self._doing)
        self._box.addWidget(self._bar)
        self._told: Notice | None = None
        self._set_busy(False)

    def run(
        self,
        doing: str,
        work: Callable[[], T],
        done: Callable[[T], str],
    ) -> None:
        """``doing``: "Backing up …". ``done`` gets the answer and returns the sentence to show;
        an empty one shows nothing."""
        self.begin(doing)

        def succeeded(answer: T) -> None:
            self.end()
            sentence = done(answer)
            if sentence:  # else what ``done`` has told stays
                self.tell(sentence, good=True)

        self._lane.run(work, while_alive(self, succeeded), while_alive(self, self.fail))

    def begin(self, doing: str) -> None:
        """Shows work that is run elsewhere, until ``end`` or ``fail``."""
        self._forget()
        self._doing.set(doing)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(doing)
        announce(self, doing)
        self._set_busy(True)

    def advance(self, doing: str, at: int, of: int) -> None:
        """So much of it is done. The bar moves with the work alone, with reduced motion, too."""
        self._doing.set(doing)
        self._bar.setRange(0, of)
        self._bar.setValue(at)
        self._bar.show()

    def end(self) -> None:
        """Nothing is being done any more."""
        self._set_busy(False)

    def fail(self, error: BaseException) -> None:
        """Says what went wrong, and that nothing was changed."""
        self._set_busy(False)
        if isinstance(error, GmiError):
            self.tell(error.sentence, good=False)
            return
        if isinstance(error, OSError):
            sentence = self.tr(
                "That file or folder could not be used. Your data here is unchanged. "
                "Please try another place."
            )
            self.tell(sentence, good=False)
            return
        self.tell(self.tr("That did not work. Your data here is unchanged."), good=False)
        raise error

    def tell(self, sentence: str, *, good: bool) -> None:
        """Shows a sentence in place of the one before, scrolled into view."""
        self._forget()
        if not sentence:
            return
        self._told = Notice(sentence, "tint" if good else "attention")
        self._box.addWidget(self._told)
        announce(self, sentence)
        reveal(self._told)

    @property
    def told(self) -> bool:
        """Whether a sentence of the work before stands here."""
        return self._told is not None

    def _forget(self) -> None:
        if self._told is not None:
            self._told.hide()
            self._told.deleteLater()
            self._told = None

    def _set_busy(self, busy: bool) -> None:
        self._doing.setVisible(busy)
        self._bar.setVisible(busy and not theme().reduced_motion)
        self.busy_changed.emit(busy)
