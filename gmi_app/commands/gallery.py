"""Pictures of every screen in every look, made from a data folder without a display."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from gmi_app.app import Program, Task, make_application
from gmi_app.errors import GmiError
from gmi_app.facts.session import EventKind
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.ui import theme
from gmi_app.ui.preferences import Appearance, Preferences
from gmi_app.ui.stage.sheets import PainSheet, PausedSheet, ReadySheet, StopSheet
from gmi_app.ui.window import MainWindow

SIZE = (1280, 800)
PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Look:
    name: str
    appearance: Appearance
    text_percent: int


LOOKS = (
    Look("light", Appearance.LIGHT, 100),
    Look("dark", Appearance.DARK, 100),
    Look("contrast", Appearance.CONTRAST, 100),
    Look("200", Appearance.LIGHT, 200),
)


def write_pictures(folder: Path, out: Path) -> list[str]:
    """Writes PNG files named ``screen_look.png`` into ``out``; returns the names. Raises GmiError
    when the program does not open."""
    application = QApplication.instance()
    application = application if isinstance(application, QApplication) else make_application()
    names = []
    for look in LOOKS:
        program = Program(Task(folder))
        try:
            names += [_save(widget, out, name, look) for name, widget in _scenes(program, look)]
        finally:
            program.close()
            program.deleteLater()
            _settle(lambda: True)
    return names


def _scenes(program: Program, look: Look) -> Iterator[tuple[str, QWidget]]:
    """Each screen in turn, settled; the caller takes its picture before the next one."""
    program.open()
    _settle(lambda: program.window is not None or program.problem is not None)
    if program.window is None or program.state is None:
        raise GmiError("The demonstration could not be opened. Nothing was changed.")
    window, state = program.window, program.state
    stored = state.preferences
    state.preferences = Preferences(
        appearance=look.appearance,
        text_percent=look.text_percent,
        first_start_done=True,
        last_patient=stored.last_patient,
    )
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Theme.from_preferences(state.preferences))
    window.resize(*SIZE)
    for name, go in _ways(window, program):
        go()
        _settle(lambda: not state.lane.busy)
        yield name, window
    yield from _stage_scenes(program)


def _ways(window: MainWindow, program: Program) -> list[tuple[str, Callable[[], None]]]:
    def newest() -> None:
        state = program.state
        assert state is not None
        assert state.patient is not None
        patient = state.patient.id
        state.read(lambda journal: journal.summaries(patient, limit=1)[0], window.show_result)

    return [
        ("today", window.show_today),
        ("set_up", window.show_set_up),
        ("result", newest),
        ("history", window.show_history),
        ("settings", window.show_settings),
        ("help", window.show_help),
        ("first_start", window.show_first_start),
    ]


def _stage_scenes(program: Program) -> Iterator[tuple[str, QWidget]]:
    settings = DrillSettings(count=10, angles=FOUR_ANGLES)
    program.start_drill(settings, seed=4)
    session = program.session
    assert session is not None
    stage = session.stage
    stage.resize(*SIZE)
    _settle(lambda: isinstance(stage.sheet, ReadySheet))
    yield "stage_ready", stage
    assert session.drill is not None
    stimulus = session.drill.upcoming[1]
    stage.drop_sheet()
    stage.canvas.show_cross()
    yield "stage_fixation", stage
    image = session.image(stimulus)
    assert image is not None
    stage.canvas.show_picture(image)
    yield "stage", stage
    for name, sheet in (
        ("stage_paused", PausedSheet(EventKind.PAUSED)),
        ("stage_pain", PainSheet()),
        ("stage_stop", StopSheet(7)),
    ):
        stage.show_sheet(sheet)
        yield name, stage


def _save(widget: QWidget, out: Path, name: str, look: Look) -> str:
    _settle(lambda: True)
    file = f"{name}_{look.name}.png"
    if not widget.grab().save(str(out / file)):
        raise GmiError(f"The picture {out / file} cannot be written. Is the disk full?")
    return file


def _settle(ready: Callable[[], bool]) -> None:
    """Lets the windows do what waits, until it is ready and calm."""
    end = time.monotonic() + PATIENCE_S
    calm = 0
    while calm < 5:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        calm = calm + 1 if ready() else 0
        if time.monotonic() > end:
            raise GmiError("A screen took too long to appear. Nothing was changed. Try again.")
