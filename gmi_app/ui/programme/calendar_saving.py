"""A plan saved as a file for a calendar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from gmi_app.clock import Moment
from gmi_app.programme.plan import PlanVersion
from gmi_app.ui.background import while_alive
from gmi_app.ui.problem import tell
from gmi_app.ui.state import State

translate = QCoreApplication.translate
FILE_NAME = "exercises.ics"


def ask_where(parent: QWidget) -> Path | None:
    """Where to save it; None when the person did not choose a place."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    title = translate("calendar", "Save the plan for a calendar")
    kinds = translate("calendar", "Calendar files (*.ics)")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / FILE_NAME), kinds)
    return Path(chosen) if chosen else None


def save_calendar(
    parent: QWidget,
    state: State,
    make: Callable[[PlanVersion, Moment], bytes],
    version: PlanVersion,
    ask: Callable[[QWidget], Path | None] = ask_where,
) -> None:
    """Asks where, writes it off the GUI thread, and says how it went."""
    target = ask(parent)
    if target is None:
        return
    now = state.clock.moment()

    def work() -> None:
        target.write_bytes(make(version, now))

    def done(_: None) -> None:
        text = translate("calendar", "Saved as {0}. Open it with your calendar to take it in.")
        tell(text.format(target.name), parent)

    def failed(error: BaseException) -> None:
        if not isinstance(error, OSError):
            raise error
        text = translate(
            "calendar", "It could not be saved there. Nothing was changed. Try another place."
        )
        tell(text, parent)

    state.lane.run(work, while_alive(parent, done), while_alive(parent, failed))
