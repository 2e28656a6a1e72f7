"""Pictures of every screen in every look, made without a display from a copy of a data folder."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from gmi_app.app import Program, Task
from gmi_app.commands.gallery_rooms import guided_stages
from gmi_app.errors import GmiError
from gmi_app.facts.session import EventKind
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.language import tr
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.ui import theme
from gmi_app.ui.application import present_application, wear
from gmi_app.ui.exchange.clinic_invitation import InviteScreen
from gmi_app.ui.exchange.send_screen import SendScreen
from gmi_app.ui.preferences import Appearance, Preferences
from gmi_app.ui.screens.history import IMAGERY, MIRROR, TABLE, HistoryScreen
from gmi_app.ui.stage.drill_session import DrillSession
from gmi_app.ui.stage.sheets import PainSheet, PausedSheet, ReadySheet, Sheet, StopSheet
from gmi_app.ui.state import State
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


def write_pictures(folder: Path, out: Path, looks: Sequence[Look] = LOOKS) -> list[str]:
    """Writes PNG files named ``screen_look.png`` into ``out``; returns the names. Raises GmiError
    when the program does not open."""
    _held = present_application()  # nobody else holds it
    names = []
    for look in looks:
        with tempfile.TemporaryDirectory() as copy, _opened(folder, Path(copy), look) as program:
            scenes = [*_screens(program), *_stage(program)]
            names += [_save(widget(), out, name, look) for name, widget in scenes]
            names += [_save(seen, out, name, look) for name, seen in guided_stages(SIZE, _settle)]
    return names


@contextmanager
def _opened(folder: Path, copy: Path, look: Look) -> Iterator[Program]:
    """The program on a copy of the folder, in this look."""
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    program = Program(Task(copy))
    try:
        program.open()
        _settle(lambda: program.window is not None or program.problem is not None)
        if program.window is None or program.state is None:
            raise GmiError(tr("The demonstration could not be opened. Nothing was changed."))
        preferences = replace(
            Preferences(), appearance=look.appearance, text_percent=look.text_percent
        )
        program.state.preferences = preferences
        wear(theme.Theme.from_preferences(preferences))
        program.window.resize(*SIZE)
        yield program
    finally:
        program.close()
        program.deleteLater()
        _settle(lambda: True)


def _screens(program: Program) -> list[tuple[str, Callable[[], QWidget]]]:
    """Each screen of the window: its name, and what brings it up."""
    window, state = program.window, program.state
    assert window is not None
    assert state is not None

    def shown(go: Callable[[], None]) -> QWidget:
        go()
        _settle(lambda: not state.lane.busy)
        return window

    return [(name, lambda go=go: shown(go)) for name, go in _ways(window, program)]  # type: ignore[misc]


def _ways(window: MainWindow, program: Program) -> list[tuple[str, Callable[[], None]]]:
    def newest() -> None:
        state = program.state
        assert state is not None
        assert state.patient is not None
        patient = state.patient.id
        state.read(lambda journal: journal.summaries(patient, limit=1)[0], window.show_result)

    def history(view: int) -> None:
        window.show_history()
        screen = window.screen_widget
        assert isinstance(screen, HistoryScreen)
        screen.show_view(view)

    return [
        ("today", window.show_today),
        ("set_up", window.show_set_up),
        ("result", newest),
        ("history", window.show_history),
        ("history_table", lambda: history(TABLE)),
        ("history_imagery", lambda: history(IMAGERY)),
        ("history_mirror", lambda: history(MIRROR)),
        ("library", window.show_library),
        ("imagery_set_up", window.imagery.show_set_up),
        ("mirror_set_up", window.mirror.show_set_up),
        *_results(window, program.state),
        ("exchange", window.exchange.show),
        ("exchange_send", lambda: _send(window)),
        ("settings", window.show_settings),
        ("help", window.show_help),
        ("first_start", window.show_first_start),
        *_clinic(window, program.state),
    ]


def _send(window: MainWindow) -> None:
    """With what is in the file."""
    window.exchange.show_send()
    screen = window.screen_widget
    assert isinstance(screen, SendScreen)
    _settle(lambda: screen.ready and screen.whom.at >= 0)


def _clinic(window: MainWindow, state: State | None) -> list[tuple[str, Callable[[], None]]]:
    """The other face: the list, one patient's page, and their invitation."""
    assert state is not None
    patient = state.patient
    assert patient is not None

    def invite() -> None:
        window.clinic.files.invite(patient)
        screen = window.screen_widget
        assert isinstance(screen, InviteScreen)
        _settle(lambda: screen.made is not None)

    return [
        ("clinic_patients", window.clinic.enter),
        ("clinic_patient", lambda: window.clinic.show_patient(patient)),
        ("clinic_invite", invite),
    ]


def _results(window: MainWindow, state: State | None) -> list[tuple[str, Callable[[], None]]]:
    """Of the later stages; a short demonstration has none yet."""
    assert state is not None
    assert state.patient is not None
    patient = state.patient.id
    imagined: list[Sequence[ImageryRecord]] = []
    mirrored: list[Sequence[MirrorRecord]] = []
    state.read(lambda journal: journal.imagery_records(patient), imagined.append)
    state.read(lambda journal: journal.mirror_records(patient), mirrored.append)
    _settle(lambda: bool(imagined and mirrored))
    found: list[tuple[str, Callable[[], None]]] = []
    for imagery in imagined[0][:1]:
        found.append(("imagery_result", partial(window.imagery.show_result, imagery)))
    for mirror in mirrored[0][:1]:
        found.append(("mirror_result", partial(window.mirror.show_result, mirror)))
    return found


def _stage(program: Program) -> list[tuple[str, Callable[[], QWidget]]]:
    """The stage in its states; the first one opens it."""

    def ready() -> QWidget:
        program.start_drill(DrillSettings(count=10, angles=FOUR_ANGLES), seed=4)
        stage = _session(program).stage
        _settle(lambda: isinstance(stage.sheet, ReadySheet))
        stage.showNormal()
        stage.resize(*SIZE)
        _settle(lambda: _session(program).prepared)
        return stage

    def fixation() -> QWidget:
        stage = _session(program).stage
        stage.drop_sheet()
        stage.canvas.show_cross()
        return stage

    def picture() -> QWidget:
        session = _session(program)
        assert session.drill is not None
        image = session.image(session.drill.upcoming[1])
        assert image is not None
        session.stage.canvas.show_image(image)
        return session.stage

    def sheet(make: Callable[[], Sheet]) -> QWidget:
        stage = _session(program).stage
        stage.show_sheet(make())
        return stage

    return [
        ("stage_ready", ready),
        ("stage_fixation", fixation),
        ("stage", picture),
        ("stage_paused", lambda: sheet(lambda: PausedSheet(EventKind.PAUSED))),
        ("stage_pain", lambda: sheet(PainSheet)),
        ("stage_stop", lambda: sheet(lambda: StopSheet(7))),
    ]


def _session(program: Program) -> DrillSession:
    assert program.session is not None
    return program.session


def _save(widget: QWidget, out: Path, name: str, look: Look) -> str:
    _settle(lambda: True)
    file = f"{name}_{look.name}.png"
    if not widget.grab().save(str(out / file)):
        raise GmiError(
            tr("The picture {0} cannot be written. Is the disk full?").format(out / file)
        )
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
            raise GmiError(tr("A screen took too long to appear. Nothing was changed. Try again."))
