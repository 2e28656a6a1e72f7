"""The composition root: builds everything, hands it over, and closes it again.

The window is built while the database is being opened on its lane; then both are put together.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from types import TracebackType
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gmi_app import __version__
from gmi_app.clock import Clock, SystemClock
from gmi_app.devices.awake import SleepWatch, keep_awake
from gmi_app.errors import GmiError
from gmi_app.laterality.settings import DrillSettings
from gmi_app.opening import OpenFolder, open_folder, ways_out
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import Catalogue, load_catalogue
from gmi_app.programme.patient import Patient
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import theme
from gmi_app.ui.background import Lane
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.problem import ProblemWindow, tell
from gmi_app.ui.services import Services
from gmi_app.ui.stage.answers import KeyMap
from gmi_app.ui.stage.drill_session import DrillOrder, DrillSession, World
from gmi_app.ui.stage.stage import Stage
from gmi_app.ui.state import State
from gmi_app.ui.window import MainWindow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """What the program is started for. ``drill``: open the stage with these settings, beginning
    at once with ``start_now``. ``patient``: a name or an id, empty for the only or the last one."""

    folder: Path
    patient: str = ""
    drill: DrillSettings | None = None
    seed: int | None = None
    start_now: bool = False


def make_application() -> QApplication:
    """The one QApplication, named and in the program's own look."""
    QCoreApplication.setApplicationName("gmi")
    QCoreApplication.setApplicationVersion(__version__)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    qt = QApplication(sys.argv[:1])
    qt.setQuitOnLastWindowClosed(False)
    return qt


class Program(QObject):
    """Everything that lives while a window is open."""

    def __init__(self, task: Task, clock: Clock | None = None) -> None:
        super().__init__()
        self._task, self._clock = task, clock or SystemClock()
        self._journal_lane = Lane("journal", self)
        self._picture_lane = Lane("pictures", self)
        self._awake_lane = Lane("awake", self)
        for lane in (self._journal_lane, self._picture_lane, self._awake_lane):
            lane.unhandled.connect(self.show_error)
        self._folder: OpenFolder | None = None
        self._catalogue: Catalogue | None = None
        self._services: Services | None = None
        self.state: State | None = None
        self.window: MainWindow | None = None
        self.session: DrillSession | None = None
        self.problem: ProblemWindow | None = None

    # ---- opening
    def open(self) -> None:
        """Opens the data folder in the background and reads the catalogue meanwhile."""
        folder, clock = self._task.folder, self._clock
        self._journal_lane.run(lambda: open_folder(folder, clock), self._opened, self._not_opened)
        try:
            self._catalogue = load_catalogue(pictures_folder())
        except GmiError as error:
            self._not_opened(error)

    def _opened(self, folder: OpenFolder) -> None:
        self._folder = folder
        if self._catalogue is None:
            return  # the problem with the pictures is already on the screen
        preferences = Preferences.from_text(folder.settings)
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        theme.apply(qt, theme.Theme.from_preferences(preferences))
        lane, patients = self._journal_lane, folder.patients
        self.state = State(folder.journal, lane, self._clock, patients, preferences, self)
        try:
            patient = self._choose(patients, preferences)
        except GmiError as error:
            self._not_opened(error)
            return
        self.state.patient = patient
        self._services = Services(
            catalogue=self._catalogue,
            pictures_folder=self._catalogue.folder,
            vault=folder.vault,
            export_csv=folder.export_csv,
            data_folder=self._task.folder,
            start_drill=self.start_drill,
            notices=(*folder.notices, *self._catalogue.notices),
        )
        self._begin(patient)
        lane.run(
            folder.back_up_daily, failed=lambda error: log.warning("no backup", exc_info=error)
        )

    def _choose(self, patients: list[Patient], preferences: Preferences) -> Patient | None:
        """The patient to begin with; None when the person has to say."""
        wanted = self._task.patient
        if wanted:
            named = [p for p in patients if wanted in (p.name, str(p.id))]
            if len(named) == 1:
                return named[0]
            raise GmiError(
                f"There is no one called {wanted} here."
                if not named
                else f"Several people are called {wanted}; use the id instead."
            )
        if len(patients) == 1:
            return patients[0]
        if not patients and self._task.start_now:
            assert self.state is not None
            self.state.save_patient(Patient(uuid4(), self._clock.moment()))
            return self.state.patient
        last = [p for p in patients if str(p.id) == preferences.last_patient]
        return last[0] if last and self._task.drill else None

    def _begin(self, patient: Patient | None) -> None:
        drill = self._task.drill
        if drill is None:
            self.show_window()
        elif patient is not None and patient.pin is None:
            self.start_drill(drill, None, self._task.start_now, self._task.seed)
        else:
            assert self.state is not None
            self.state.patient_changed.connect(
                lambda: self.start_drill(drill, None, seed=self._task.seed),
                Qt.ConnectionType.SingleShotConnection,
            )
            self.show_window()

    def show_window(self) -> MainWindow:
        """The main window, made when it is first needed."""
        if self.window is None:
            assert self.state is not None
            assert self._services is not None
            self.window = MainWindow(self.state, self._services)
            self.window.closed.connect(self.quit)
        self.window.show()
        self.window.activateWindow()
        return self.window

    # ---- a session
    def start_drill(
        self,
        settings: DrillSettings,
        pain_before: int | None = None,
        start_now: bool = False,
        seed: int | None = None,
    ) -> None:
        """Opens the stage for the present patient; one session at a time."""
        state, catalogue = self.state, self._catalogue
        if self.session is not None or state is None or catalogue is None:
            return
        if state.patient is None:
            return
        chosen = seed if seed is not None else SystemRandom().randrange(2**31)
        order = DrillOrder(state.patient.id, settings, chosen, start_now, pain_before)
        stage = Stage(KeyMap.of(state.preferences))
        screen = self.window.screen() if self.window else None
        try:
            session = DrillSession(order, stage, self._world(state, catalogue), screen, self)
        except GmiError as error:
            stage.leave()
            self._tell(error.sentence)
            return
        session.failed.connect(self._tell)
        session.finished.connect(self._finished)
        self.session = session
        session.start()

    def _world(self, state: State, catalogue: Catalogue) -> World:
        watch = SleepWatch(self._clock.now_ns(), _dated_ns(self._clock))
        return World(
            clock=self._clock,
            journal=state.journal,
            journal_lane=self._journal_lane,
            picture_lane=self._picture_lane,
            awake_lane=self._awake_lane,
            awake=keep_awake,
            slept=lambda late_ns: watch.slept(
                self._clock.now_ns(), _dated_ns(self._clock), late_ns
            ),
            pictures=catalogue.pictures,
            pictures_folder=catalogue.folder,
        )

    def _finished(self, summary: SessionSummary | None) -> None:
        assert self.session is not None
        self.session.deleteLater()
        self.session = None
        window = self.show_window()
        if summary is not None and summary.trials:
            window.show_result(summary)
        else:
            window.show_today()
        assert self.state is not None
        self.state.records_changed.emit()

    # ---- trouble
    def _not_opened(self, error: BaseException) -> None:
        if not isinstance(error, GmiError):
            log.error("opening failed", exc_info=error)
            error = GmiError(
                QCoreApplication.translate(
                    "Program",
                    "The program could not open its data. Nothing was changed. Please report it.",
                )
            )
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        theme.apply(qt, theme.theme())
        ways = ways_out(error, self._task.folder, self._clock)
        self.problem = ProblemWindow(error.sentence, ways.use_backup, ways.start_empty)
        self.problem.chosen.connect(self._retry)
        self.problem.quit.connect(self.quit)
        self.problem.show()

    def _retry(self, mend: Callable[[], object]) -> None:
        """A way out was chosen: do it off the GUI thread, then open again."""
        assert self.problem is not None
        self.problem.done()
        self.problem = None
        self._journal_lane.run(mend, lambda _: self.open(), self._not_opened)

    def show_error(self, error: BaseException) -> None:
        """Something failed in the background, or unexpectedly: say so and go on."""
        if isinstance(error, GmiError):
            self._tell(error.sentence)
            return
        log.error("unexpected", exc_info=error)
        self._tell(
            QCoreApplication.translate(
                "Program",
                "Something went wrong inside the program. Your answers up to now are kept. "
                "If it happens again, close the program and start it anew.",
            )
        )

    def _tell(self, sentence: str) -> None:
        tell(sentence, self.window)

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """The except hook: our bugs are written to the log, said, and survived where possible."""
        if issubclass(kind, KeyboardInterrupt):
            self.quit()
            return
        self.show_error(error.with_traceback(trace))

    # ---- closing
    def quit(self) -> None:
        """Leaves the event loop; ``close`` follows it."""
        QCoreApplication.quit()

    def close(self) -> None:
        """Finishes what is being written, closes the database, and lets go of the folder."""
        gc.enable()
        if self.session is not None:
            self.session.abandon()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        for lane in (self._awake_lane, self._picture_lane, self._journal_lane):
            lane.close()
        if self._folder is not None:
            self._folder.close()


def _dated_ns(clock: Clock) -> int:
    return round(clock.moment().utc.timestamp() * 1e9)


def run(task: Task) -> int:
    """Runs the program until its window is closed; returns the exit code."""
    qt = make_application()
    program = Program(task)
    before = sys.excepthook
    sys.excepthook = program.catch
    try:
        program.open()
        return qt.exec()
    finally:
        sys.excepthook = before
        program.close()
