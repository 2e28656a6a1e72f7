"""Sessions of every kind: one at a time is on the screen, and what came of it is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QScreen

from gmi_app.asides import Asides
from gmi_app.clock import Clock
from gmi_app.errors import GmiError
from gmi_app.imageries import Imageries
from gmi_app.laterality.eligible import is_possible, why_none
from gmi_app.laterality.settings import DrillSettings
from gmi_app.mirrors import Mirrors
from gmi_app.progress.summary import SessionSummary
from gmi_app.task import Task
from gmi_app.ui.background import Lane
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.activities.facts import ActivityRecord
    from gmi_app.imagery.facts import ImageryRecord
    from gmi_app.mirror.camera import Camera
    from gmi_app.mirror.facts import MirrorRecord
    from gmi_app.ui.stage.drill_session import DrillSession
    from gmi_app.ui.window import MainWindow


Show = Callable[["MainWindow"], bool]
"""Shows on a window what came of a session; False when nothing did."""


class Sittings(QObject):
    """``failed``: a sentence why it could not begin; ``notice``: a sentence meanwhile. ``ended``
    carries a ``Show``."""

    failed = Signal(str)
    notice = Signal(str)
    ended = Signal(object)

    def __init__(self, clock: Clock, lanes: tuple[Lane, Lane, Lane], parent: QObject) -> None:
        """``lanes``: of the journal, of pictures, of keeping the display awake."""
        super().__init__(parent)
        self._clock, self._lanes = clock, lanes
        journal, _, awake = lanes
        self.session: DrillSession | None = None
        self.mirrors = Mirrors(clock, journal, awake, self)
        self.imageries = Imageries(clock, lanes, self)
        self.asides = Asides(clock, lanes, self)
        for kind in (self.mirrors, self.imageries, self.asides):
            kind.failed.connect(self.failed)
            kind.notice.connect(self.notice)
        self.mirrors.finished.connect(lambda r: self.ended.emit(partial(show_mirror, r)))
        self.imageries.finished.connect(lambda r: self.ended.emit(partial(show_imagery, r)))
        self.asides.finished.connect(lambda r: self.ended.emit(partial(show_aside, r)))

    @property
    def busy(self) -> bool:
        """Whether a session of any kind is on the screen."""
        guided = self.mirrors.open or self.imageries.open or self.asides.open
        return self.session is not None or guided

    def start_drill(
        self,
        state: State,
        services: Services,
        settings: DrillSettings,
        pain_before: int | None = None,
        plan_item: UUID | None = None,
        *,
        start_now: bool = False,
        seed: int | None = None,
        screen: QScreen | None = None,
    ) -> None:
        """Opens the stage for the present patient."""
        assert state.patient is not None
        from gmi_app.drills import Lanes, new_session

        catalogue = services.shelf.for_set(settings)
        left_out = services.shelf.left_out(settings)
        if left_out and not is_possible(catalogue.pictures, settings):
            self.failed.emit(why_none(catalogue.pictures, settings, left_out))
            return
        try:
            session = new_session(
                state.patient,
                settings,
                clock=self._clock,
                journal=state.journal,
                lanes=Lanes(*self._lanes),
                catalogue=catalogue,
                preferences=state.preferences,
                pain_before=pain_before,
                plan_item=plan_item,
                start_now=start_now,
                seed=seed,
                screen=screen,
                parent=self,
            )
        except GmiError as error:
            self.failed.emit(error.sentence)
            return
        session.failed.connect(self.failed)
        session.notice.connect(self.notice)
        session.finished.connect(self._finished)
        session.stage.stop_help = state.stop_help
        self.session = session
        session.start()

    def _finished(self, summary: SessionSummary | None) -> None:
        assert self.session is not None
        self.session.deleteLater()
        self.session = None
        self.ended.emit(partial(show_drill, summary))

    def leave(self) -> None:
        """Closes what is open; what was done is kept."""
        self.mirrors.leave()
        self.imageries.leave()
        self.asides.leave()
        if self.session is not None:
            self.session.leave()
            self.session.deleteLater()
            self.session = None


def begin_task(window: MainWindow, task: Task) -> None:
    """What the command line asked for, after the pain was asked."""
    if task.drill is not None:
        window.begin(task.drill)
    elif task.mirror is not None:
        window.mirror.begin_wish(task.mirror)
    elif task.imagery is not None:
        window.imagery.begin_wish(task.imagery)
    elif task.activity is not None:
        window.activities.begin_wish(task.activity)


def show_drill(summary: SessionSummary | None, window: MainWindow) -> bool:
    """A set of which something was answered."""
    if summary is None or not summary.trials:
        return False
    window.show_result(summary)
    return True


def show_mirror(record: MirrorRecord | None, window: MainWindow) -> bool:
    if record is None or record.watched_s <= 0:
        return False
    window.mirror.show_result(record)
    return True


def show_imagery(record: ImageryRecord | None, window: MainWindow) -> bool:
    if record is None:
        return False
    window.imagery.show_result(record)
    return True


def show_aside(record: ActivityRecord | None, window: MainWindow) -> bool:
    if record is None:
        return False
    window.activities.show_result(record)
    return True


def open_first_camera() -> Camera:
    """For a photograph; OpenCV comes with it."""
    from gmi_app.devices.camera_names import camera_names
    from gmi_app.mirrors import open_camera

    return open_camera(camera_names(), "")
