"""The composition root: builds everything, hands it over, and closes it again.

A first glance at the data folder is enough for the first screen; the database is opened behind it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from gmi_app.before import Before
from gmi_app.clock import Clock, SystemClock
from gmi_app.errors import GmiError
from gmi_app.exchanges import exchange, opened_by
from gmi_app.guided import open_voice
from gmi_app.journal import Journal, Vault
from gmi_app.later import later
from gmi_app.laterality.settings import DrillSettings
from gmi_app.library.book import PictureBook
from gmi_app.opening import OpenFolder, calendar_file, open_folder
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import Catalogue, load_catalogue
from gmi_app.programme.patient import Patient
from gmi_app.sittings import Show, Sittings, begin_task, open_first_camera
from gmi_app.storage.glance import Glance, glance
from gmi_app.storage.places import PACKS
from gmi_app.task import Task as Task
from gmi_app.ui import theme
from gmi_app.ui.application import make_application, wear
from gmi_app.ui.background import Lane
from gmi_app.ui.first_paint import FirstPaint
from gmi_app.ui.garbage import Garbage
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.services import Services
from gmi_app.ui.shelf import Shelf
from gmi_app.ui.state import State
from gmi_app.ui.window import MainWindow

if TYPE_CHECKING:
    from gmi_app.ui.problem import ProblemWindow
    from gmi_app.ui.stage.drill_session import DrillSession

log = logging.getLogger(__name__)

PICTURE_THREADS = 2
"""Decoding leaves the interpreter free, so two pictures are made ready at a time."""

PAINT_S = 2.0
"""The database is opened after this long (seconds) even if nothing was painted."""


class Program(QObject):
    """Everything that lives while a window is open."""

    _bringing_up = Signal(int, int)
    """From the journal's lane: so many of so many results are brought up to date."""

    def __init__(self, task: Task, clock: Clock | None = None) -> None:
        super().__init__()
        self._task, self._clock = task, clock or SystemClock()
        self._journal_lane = Lane("journal", self)
        self._picture_lane = Lane("pictures", self, threads=PICTURE_THREADS)
        self._awake_lane = Lane("awake", self)
        self._lanes = (self._journal_lane, self._picture_lane, self._awake_lane)
        self._folder: OpenFolder | None = None
        opened = opened_by(lambda: self._folder)
        self._exchange = exchange(task.folder, self._clock, opened, self._journal_lane, self)
        for lane in (*self._lanes, self._exchange.lane):
            lane.unhandled.connect(self.show_error)
        self._catalogue: Catalogue | None = None
        self._services: Services | None = None
        self.state: State | None = None
        self.window: MainWindow | None = None
        self.sittings = Sittings(self._clock, self._lanes, self)
        self.mirrors, self.imageries = self.sittings.mirrors, self.sittings.imageries
        self.sittings.failed.connect(self._tell)
        self.sittings.notice.connect(lambda text: self._late_notices.append(text))
        self.sittings.ended.connect(self._ended)
        self._before = Before(task.folder, self._clock, self)
        self._before.mend.connect(self._retry)
        self._before.quit.connect(self.quit)
        self._bringing_up.connect(self._before.tell_progress)
        self._garbage = Garbage(lambda: self.sittings.busy, self)
        self._closing = False
        self._late_notices: list[str] = []
        self.exit_code = 0
        self._log: logging.Handler | None = None

    @property
    def problem(self) -> ProblemWindow | None:
        """What keeps the program from opening, while it is on the screen."""
        return self._before.problem

    # ---- opening
    def open(self) -> None:
        """Shows what was asked for, and opens the data folder behind it."""
        try:
            self._catalogue = load_catalogue(pictures_folder())
        except GmiError as error:
            self._not_opened(error)
            return
        seen = glance(self._task.folder, self._clock.moment().day)
        painted = Event()
        self._open_folder(painted)
        if seen is not None:
            self._show(seen.patients, Preferences.from_text(seen.settings), seen)
        if self.window is None:
            self._garbage.begin()
            painted.set()
            if not self.sittings.busy and self.problem is None:  # else there is something to see
                self._before.begin()
        else:
            shown = FirstPaint(self.window).happened
            shown.connect(self._garbage.begin)
            shown.connect(painted.set)

    def _open_folder(self, painted: Event) -> None:
        """The lane's first job, so that every other one finds the folder open. It waits until the
        first screen is painted: both need the interpreter."""
        folder, clock = self._task.folder, self._clock

        def work() -> OpenFolder:
            painted.wait(PAINT_S)
            self._folder = open_folder(folder, clock, self._bringing_up.emit)
            return self._folder

        self._journal_lane.run(work, self._opened, self._not_opened)

    def _opened(self, folder: OpenFolder) -> None:
        if self.problem is not None or self._closing:
            return
        from gmi_app.reports import keep_log  # not needed before there is something to report

        self._log = keep_log(self._task.folder)
        if self.state is None:
            self._show(folder.patients, Preferences.from_text(folder.settings))
        else:
            self.state.expect()  # from now on it is read
        self._late_notices += folder.notices
        self._tell_late_notices()
        self._journal_lane.run(
            folder.back_up_daily, failed=lambda error: log.warning("no backup", exc_info=error)
        )

    def _show(
        self, patients: list[Patient], preferences: Preferences, seen: Glance | None = None
    ) -> None:
        assert self._catalogue is not None
        self._before.drop()
        wear(theme.Theme.from_preferences(preferences))
        journal: Journal = later(lambda: self._folder.journal if self._folder else None)
        vault: Vault = later(lambda: self._folder.vault if self._folder else None)
        self.state = State(journal, self._journal_lane, self._clock, patients, preferences, self)
        try:
            patient = self._choose(self.state)
        except GmiError as error:
            self._not_opened(error)
            return
        self.state.patient = patient
        if seen is not None:
            self.state.expect(seen.summaries, seen.followed)
        book: PictureBook = later(lambda: self._folder.pictures if self._folder else None)
        packs = self._task.folder / PACKS
        shelf = Shelf(self._catalogue, self.state, book, packs, self.state)
        self._services = Services(
            shelf=shelf,
            vault=vault,
            export_csv=self._export,
            data_folder=self._task.folder,
            start_drill=self.start_drill,
            start_mirror=partial(self._start, self.mirrors.start),
            start_imagery=partial(self._start, self.imageries.start),
            start_aside=partial(self._start, self.sittings.asides.start),
            open_voice=open_voice,
            open_camera=open_first_camera,
            calendar=calendar_file,
            exchange=self._exchange,
            notices=(*self._catalogue.notices, *shelf.notices),
        )
        self._begin(patient)

    def _export(self, target: Path) -> object:
        """On the journal's lane."""
        assert self._folder is not None
        return self._folder.export_csv(target)

    def _choose(self, state: State) -> Patient | None:
        """The patient to begin with; None when the person has to say."""
        if not state.patients and not self._task.patient and self._task.start_now:
            state.save_patient(Patient(uuid4(), self._clock.moment()))
            return state.patient
        return self._task.choose(state.patients, state.preferences.last_patient)

    def _begin(self, patient: Patient | None) -> None:
        drill, mirror = self._task.drill, self._task.mirror
        known = patient is not None and patient.pin is None
        if not self._task.direct:
            self.show_window()
        elif known and self._task.start_now and drill is not None:
            self.start_drill(drill, None, start_now=True)
        elif known and self._task.start_now and mirror is not None and patient is not None:
            assert self.state is not None and self._services is not None  # noqa: PT018
            self._before.drop()
            settings = mirror.settings(patient)
            self.mirrors.start(self.state, self._services, settings, mirror.camera, at_once=True)
        elif known:
            begin_task(self.show_window(), self._task)
        else:
            assert self.state is not None
            self.state.patient = None
            window, once = self.show_window(), Qt.ConnectionType.SingleShotConnection
            self.state.patient_changed.connect(lambda: begin_task(window, self._task), once)

    def show_window(self) -> MainWindow:
        """The main window, made when it is first needed."""
        if self.window is None:
            assert self.state is not None and self._services is not None  # noqa: PT018
            self._before.drop()
            self.window = MainWindow(self.state, self._services)
            self.window.closed.connect(self.quit)
        self.window.show()
        self.window.activateWindow()
        return self.window

    def _tell_late_notices(self) -> None:
        """Today shows what came up meanwhile; during a set it waits."""
        if self.window is not None and not self.sittings.busy:
            self.window.add_notices(self._late_notices)
            self._late_notices.clear()

    # ---- a session
    @property
    def session(self) -> DrillSession | None:
        """The left-right set that is on the screen."""
        return self.sittings.session

    def start_drill(
        self,
        settings: DrillSettings,
        pain_before: int | None = None,
        start_now: bool = False,
        seed: int | None = None,
        plan_item: UUID | None = None,
    ) -> None:
        """Opens the stage for the present patient; one session at a time."""
        state, services = self.state, self._services
        if self.sittings.busy or state is None or services is None or state.patient is None:
            return
        if not services.shelf.known:  # what the person left out is still being read
            again = partial(self.start_drill, settings, pain_before, start_now, seed, plan_item)
            services.shelf.when_known(again)
            return
        if seed is None and settings == self._task.drill:
            seed = self._task.seed
        self.sittings.start_drill(
            state,
            services,
            settings,
            pain_before,
            plan_item,
            start_now=start_now,
            seed=seed,
            screen=self.window.screen() if self.window else None,
        )
        self._begun()

    def _start(self, start: Callable[..., None], *what: object, **more: object) -> None:
        """Opens a session of another kind for the present patient; one session at a time."""
        if not self.sittings.busy and self.state is not None and self._services is not None:
            start(self.state, self._services, *what, **more)
            self._begun()

    def _begun(self) -> None:
        """Nobody may change the person, or close the program, while a session is on the screen."""
        if not self.sittings.busy:
            return
        self._before.drop()
        if self.window is not None:
            self.window.hide()

    def _ended(self, show: Show) -> None:
        window = self.show_window()
        self._tell_late_notices()
        if not show(window):
            window.show_today()
        assert self.state is not None
        self.state.records_changed.emit()

    # ---- trouble
    def _not_opened(self, error: BaseException) -> None:
        """Nothing can be done before this is mended: only the problem stays on the screen."""
        if self._closing:
            return
        self.exit_code = 1
        self._drop_window()
        self._before.show_problem(error)

    def _drop_window(self) -> None:
        self.sittings.leave()
        if self.window is not None:
            self.window.closed.disconnect(self.quit)
            self.window.close()
            self.window.deleteLater()
            self.window = None
        if self.state is not None:
            if self._services is not None:
                self._services.shelf.close()
            self.state.deleteLater()
            self.state = None

    def _retry(self, mend: Callable[[], object]) -> None:
        """A way out was chosen: do it off the GUI thread, then open again."""
        self.exit_code = 0
        ways = self._before.ways
        if mend is ways.use_backup:
            sentence = QCoreApplication.translate(
                "Program", "These are the results of the backup of {0}. The damaged file is kept."
            )
            self._late_notices.append(sentence.format(ways.backup_at))

        def work() -> None:
            folder, self._folder = self._folder, None
            if folder is not None:
                folder.close()
            mend()

        self._journal_lane.run(work, lambda _: self.open(), self._not_opened)

    def show_error(self, error: BaseException) -> None:
        """Something failed in the background, or unexpectedly: say so and go on."""
        if self.problem is not None or self.state is None:
            log.error("while nothing is open", exc_info=error)  # what it follows from is said
            return
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
        from gmi_app.ui.problem import tell  # there is mostly none

        tell(sentence, self.window or self.show_window())

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
        self._garbage.end()
        self._closing = True
        self._before.drop()
        self._drop_window()
        lanes = (self._exchange.lane, *reversed(self._lanes))
        late = [lane for lane in lanes if not lane.close()]
        if self._folder is not None and not late:
            self._folder.close()  # else a job still uses it, and the process's end closes it
        if self._log is not None:
            from gmi_app.reports import end_log

            end_log(self._log)


def run(task: Task) -> int:
    """Runs the program until its window is closed; returns the exit code."""
    qt = make_application()
    program = Program(task)
    before = sys.excepthook
    sys.excepthook = program.catch
    try:
        program.open()
        return qt.exec() or program.exit_code
    finally:
        sys.excepthook = before
        program.close()
