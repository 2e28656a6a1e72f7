"""What is on the screen while there is no main window: that opening goes on, or why it cannot."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from gmi_app.clock import Clock
from gmi_app.errors import GmiError
from gmi_app.opening import WaysOut, ways_out
from gmi_app.ui import theme
from gmi_app.ui.application import wear

if TYPE_CHECKING:  # there is mostly nothing to wait for
    from gmi_app.ui.problem import ProblemWindow, WaitWindow

log = logging.getLogger(__name__)

PATIENCE_MS = 400
"""An opening that takes longer than this shows that it goes on."""


class Before(QObject):
    """``mend``: a way out was chosen; do this off the GUI thread, then open again. ``quit``: the
    program is to be closed."""

    mend = Signal(object)
    quit = Signal()

    def __init__(self, folder: Path, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._clock = folder, clock
        self.wait: WaitWindow | None = None
        self.problem: ProblemWindow | None = None
        self.ways = WaysOut()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_wait)

    def begin(self) -> None:
        """Opening has begun, with nothing on the screen."""
        self._patience.start()

    def _show_wait(self) -> None:
        from gmi_app.ui.problem import WaitWindow

        wear(theme.theme())
        self.wait = WaitWindow()
        self.wait.quit.connect(self.quit)
        self.wait.show()

    def tell_progress(self, done: int, of: int) -> None:
        """So many of so many results are brought up to date."""
        if self.wait is not None:
            self.wait.tell(done, of)

    def show_problem(self, error: BaseException) -> None:
        """Only the problem is on the screen now, with the ways out that there are."""
        self.drop()
        if not isinstance(error, GmiError):
            log.error("opening failed", exc_info=error)
            error = GmiError(
                QCoreApplication.translate(
                    "Program",
                    "The program could not open its data. Nothing was changed. Please report it.",
                )
            )
        print(error.sentence, file=sys.stderr)
        from gmi_app.ui.problem import ProblemWindow

        wear(theme.theme())
        self.ways = ways_out(error, self._folder, self._clock)
        problem = ProblemWindow(error.sentence, self.ways.use_backup, self.ways.start_empty)
        problem.chosen.connect(self._chosen)
        problem.quit.connect(self.quit)
        problem.show()
        self.problem = problem

    def _chosen(self, mend: Callable[[], object]) -> None:
        self.drop()
        self.mend.emit(mend)

    def drop(self) -> None:
        """Takes everything away: there is a main window, or the program closes."""
        self._patience.stop()
        for window in (self.wait, self.problem):
            if window is not None:
                window.done()
        self.wait = self.problem = None
