"""One mirror session on the screen: between the run, the window, the camera and the journal.

The run decides; this carries out its commands and tells it what happened.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QScreen

from gmi_app import __version__
from gmi_app.errors import GmiError
from gmi_app.facts.session import EventKind, SessionEnd, StopReason
from gmi_app.mirror.camera import Camera, CameraState
from gmi_app.mirror.facts import MirrorRecord, MirrorSession
from gmi_app.mirror.movement import healthy_share
from gmi_app.mirror.session import (
    Commands,
    Ended,
    Hold,
    Keep,
    MirrorRun,
    Phase,
    ShowExercise,
    ShowGoesOn,
    ShowHeld,
    ShowRepetition,
    ShowRest,
    ShowWatch,
    ShowWindDown,
)
from gmi_app.mirror.settings import ViewSettings
from gmi_app.ui.background import while_alive
from gmi_app.ui.mirror import exercise_words
from gmi_app.ui.mirror.delay_sheet import DelaySheet
from gmi_app.ui.mirror.keeping import Keeper, keep_beginning
from gmi_app.ui.mirror.order import MirrorOrder, MirrorWorld
from gmi_app.ui.mirror.prepare import PreparePage
from gmi_app.ui.mirror.sheets import STOP_REASONS, BlankSheet, CameraSheet
from gmi_app.ui.mirror.showing import Showing, again
from gmi_app.ui.mirror.stage import MirrorStage
from gmi_app.ui.stage.keeping import sentence_of
from gmi_app.ui.stage.sheets import NotKeptSheet, StopSheet

AWAITED = (CameraState.NOT_FOUND, CameraState.LOST, CameraState.IN_USE)
LOOK_MS = 100
"""How often the time, the pace and the camera are looked at."""
SLEPT_LATE_NS = 5_000_000_000
MOVEMENT_FULL = 0.15
"""A share of changed pixels that fills the meter's bar. Ours."""


class MirrorGuide(QObject):
    """``finished`` carries the MirrorRecord, or None when no session was begun. ``failed``: a
    sentence why. ``view_kept``: the ViewSettings and the camera, to be used again next time."""

    finished = Signal(object)
    failed = Signal(str)
    notice = Signal(str)
    view_kept = Signal(object, str)

    def __init__(
        self,
        order: MirrorOrder,
        world: MirrorWorld,
        screen: QScreen | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._order, self._world, self._clock = order, world, world.clock
        self._settings, self._screen = order.settings, screen
        self._camera_words = order.camera
        self.run: MirrorRun | None = None
        self.camera: Camera | None = None
        self.page: PreparePage | None = None
        self._camera_state = CameraState.OPENING
        self._repetition_ns = 0
        self._looked_ns = 0
        self._left = self._kept = False
        self._awake = ExitStack()
        self.stage = MirrorStage(exercise_words.shown(order.settings))
        self._keeper = Keeper(world.journal, world.journal_lane, self)
        self._keeper.ended.connect(self._ended)
        self._keeper.failed.connect(self._not_ended)
        self._showing = Showing(self.stage, world, order.settings)
        self._wishes: dict[str, Callable[[], None]] = {
            "stop": self._ask_to_stop,
            "pause": self._pause,
            "still": partial(self._toggle, Hold.STILL),
            "pain": self._hurts,
            "skip": partial(self._now, MirrorRun.skip),
            "again": partial(self._now, MirrorRun.repeat),
            "full": self.stage.toggle_full_screen,
        }
        self.stage.wants.connect(lambda wish: self._wishes[wish]())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)

    # ---- beginning
    def start(self) -> None:
        """Opens the window and the camera. A source that cannot be is said, and nothing begins."""
        world = self._world
        try:
            self.camera = world.open_camera(self._camera_words)
        except GmiError as error:
            self._give_up(error.sentence)
            return
        world.awake_lane.run(
            lambda: self._awake.enter_context(world.awake()),
            failed=lambda _: None,  # a display that dims is no reason not to begin
        )
        if self._screen is not None:
            self.stage.setScreen(self._screen)
            self.stage.setGeometry(self._screen.availableGeometry())
        self._showing.open()
        if not self._order.start_now:
            self._prepare()
        self.stage.showFullScreen()
        self.stage.activateWindow()
        self._timer.start()
        self._looked_ns = self._clock.now_ns()
        world.watch_cameras(self, self._plugged)
        world.permitted(self, while_alive(self, self._may_see))

    def _may_see(self, allowed: bool) -> None:
        if self._left or self.camera is None:
            return
        if not allowed:
            self._tell_camera(CameraState.NO_PERMISSION)
            return
        self.camera.watch_movement(self.page is not None or self._settings.meter)
        self.stage.view.use(self.camera, self._settings.view)
        if self._order.start_now:
            self._begin()

    def _prepare(self) -> None:
        page = PreparePage(self._settings, self.stage.view, self._world.cameras, self._camera_words)
        page.begin.connect(self._begin)
        page.back.connect(self._go_back)
        page.view_changed.connect(self._change_view)
        page.camera_chosen.connect(self._change_camera)
        page.delay_wanted.connect(self._measure_delay)
        self.page = page
        self.stage.show_page(page)

    def _measure_delay(self) -> None:
        sheet = DelaySheet(self.stage.view, self._clock)
        sheet.declined.connect(self.stage.drop_sheet)
        self.stage.show_sheet(sheet)

    def _change_view(self, view: ViewSettings) -> None:
        self._settings = replace(self._settings, view=view)
        self.stage.view.set_view(view)

    def _change_camera(self, name: str) -> None:
        try:
            camera = self._world.open_camera(name)
        except GmiError as error:
            self.notice.emit(error.sentence)
            return
        self._camera_words = name
        self.stage.view.leave()
        if self.camera is not None:
            self.camera.close()
        self.camera = camera
        camera.watch_movement(True)
        self.stage.view.use(camera, self._settings.view)

    def _go_back(self) -> None:
        self.leave()
        self.finished.emit(None)

    def _begin(self) -> None:
        """Everything is in place: the session begins as soon as it is kept."""
        if self.run is not None:
            return
        self.page = None
        self.stage.drop_page()
        self.view_kept.emit(self._settings.view, self._camera_words)
        assert self.camera is not None
        self.camera.watch_movement(self._settings.meter)
        self.stage.meter.setVisible(self._settings.meter)
        size = self.stage.screen().size()
        session = MirrorSession(
            id=uuid4(),
            patient=self._order.patient,
            at=self._clock.moment(),
            settings=self._settings,
            program_version=__version__,
            screen=(size.width(), size.height(), self.stage.devicePixelRatioF()),
            plan_item=self._order.plan_item,
        )
        self.run = MirrorRun(session, self._clock)
        self._world.journal_lane.run(
            partial(keep_beginning, self._world.journal, session, self._order.pain_before),
            while_alive(self, self._begun),
            while_alive(self, self._not_begun),
        )

    def _begun(self, _: object) -> None:
        assert self.run is not None
        self._kept = True
        if self.run.phase is not Phase.PREPARE:
            return
        self._looked_ns = self._clock.now_ns()
        assert self.camera is not None
        news = self.camera.news()
        if news.state is CameraState.LIVE:
            self._do(self.run.note_event(EventKind.CAMERA_OPENED, news.detail))
        self._tell_camera(news.state)  # without a picture no time passes, not even a moment
        self._do(self.run.begin(self._clock.now_ns()))

    def _not_begun(self, error: BaseException) -> None:
        self.run = None
        self._give_up(sentence_of(error))

    def _give_up(self, sentence: str) -> None:
        self.leave()
        self.failed.emit(sentence)
        self.finished.emit(None)

    # ---- what the run commands
    def _do(self, commands: Commands) -> None:
        for command in commands:
            match command:
                case ShowWatch():
                    self._showing.watch(guided=bool(self.run and self.run.exercises))
                case ShowExercise(exercise, _):
                    self._showing.exercise(exercise)
                case ShowRepetition(number):
                    self._repetition_ns = self._clock.now_ns()
                    self._showing.repetition(self.run.present if self.run else None, number)
                case ShowRest(coming):
                    self._showing.rest(coming)
                case ShowWindDown():
                    self._showing.wind_down()
                case ShowHeld(holds):
                    self._show_held(holds)
                case ShowGoesOn():
                    self._showing.goes_on()
                    self._repetition_ns = self._clock.now_ns()
                case Keep(fact):
                    self._keeper.keep(fact)
                case Ended(end):
                    self._blank(end)

    def _show_held(self, holds: frozenset[Hold]) -> None:
        sheet = self._showing.held(holds, self._camera_state)
        if sheet is not None:
            on = self._reopen if isinstance(sheet, CameraSheet) else self._resume
            sheet.accepted.connect(on)
            sheet.declined.connect(self._ask_to_stop)

    def _blank(self, end: SessionEnd) -> None:
        """The picture goes, the camera too; the end is kept meanwhile."""
        self.stage.view.set_blank(True)
        self._timer.stop()
        self._close_camera()
        self._keeper.end(end)
        self._showing.quiet()
        sheet = BlankSheet(end.reason)
        sheet.accepted.connect(self._keeper.finish)
        self.stage.show_sheet(sheet)

    def _ended(self, record: MirrorRecord | None) -> None:
        self.leave()
        self.finished.emit(record)

    def _not_ended(self, sentence: str) -> None:
        sheet = NotKeptSheet(sentence)
        sheet.accepted.connect(self._keeper.finish)
        sheet.declined.connect(partial(self._ended, None))
        self.stage.show_sheet(sheet)

    # ---- time and camera
    def look(self) -> None:
        """Ten times a second: the camera, the time, the pace, what moved."""
        if self._left or self.camera is None:
            return
        now_ns, run = self._clock.now_ns(), self.run
        before_ns, self._looked_ns = self._looked_ns, now_ns
        if run is not None and run.running and now_ns - before_ns > SLEPT_LATE_NS:
            self._do(run.hold(Hold.PAUSED, before_ns))  # the computer slept
        self._tell_camera(self.camera.news().state)
        self._look_at_movement()
        if run is None or run.phase is Phase.PREPARE or not self._kept:
            return
        if run.wake_ns is not None and now_ns >= run.wake_ns:
            self._do(run.due(now_ns))
        self._showing.time(run, now_ns, self._repetition_ns)

    def _tell_camera(self, state: CameraState) -> None:
        before, self._camera_state = self._camera_state, state
        if self.page is not None:
            self.page.show_camera(state)
            return
        run = self.run
        if run is None or not self._kept:
            if self._order.start_now and state is CameraState.NO_PERMISSION:
                self._show_no_camera()
            return
        now_ns = self._clock.now_ns()
        if state is CameraState.LIVE:
            self._do(run.go_on(Hold.CAMERA, now_ns))
        elif Hold.CAMERA not in run.holds:
            self._do(run.hold(Hold.CAMERA, now_ns))
        elif state is not before and isinstance(self.stage.sheet, CameraSheet):
            self._show_held(run.holds)

    def _show_no_camera(self) -> None:
        sheet = CameraSheet(self._camera_state)
        sheet.primary.hide()
        sheet.declined.connect(self._go_back)
        self.stage.show_sheet(sheet)

    def _plugged(self) -> None:
        """Cameras came or went; one that is awaited may have another number now."""
        if self.camera is not None and self._camera_state in AWAITED:
            self._reopen()

    def _reopen(self) -> None:
        """The camera is tried again every second anyway; a new opening helps where it hangs."""
        self._change_camera(self._camera_words)
        if self.camera is not None:
            self.camera.watch_movement(self._settings.meter)

    def _look_at_movement(self) -> None:
        assert self.camera is not None
        for moved in self.camera.moved():
            if self.page is not None:
                self.page.look(moved)
            elif self.run is not None and self._settings.meter:
                share = healthy_share(moved, self._settings.view)
                self.run.moved(share)
                self.stage.meter.show_share(share / MOVEMENT_FULL)

    # ---- what the person wants
    def _now(self, act: Callable[[MirrorRun, int], Commands]) -> None:
        if self.run is not None and self._kept:
            self._do(act(self.run, self._clock.now_ns()))

    def _pause(self) -> None:
        self._now(lambda run, now: run.hold(Hold.PAUSED, now))

    def _resume(self) -> None:
        self._now(lambda run, now: run.go_on(Hold.PAUSED, now))

    def _toggle(self, why: Hold) -> None:
        self._now(lambda run, now: run.go_on(why, now) if why in run.holds else run.hold(why, now))

    def _hurts(self) -> None:
        self._toggle(Hold.SETTLING)
        if self.run is not None and Hold.SETTLING not in self.run.holds:
            self._do(again(self.run))

    def _ask_to_stop(self) -> None:
        run = self.run
        if run is None or not self._kept:
            self._go_back()
            return
        if run.phase is Phase.AFTER:
            return
        self._pause()
        sheet = StopSheet(reasons=STOP_REASONS)
        sheet.chosen.connect(self._stop)
        sheet.declined.connect(self._resume)
        self.stage.show_sheet(sheet)

    def _stop(self, reason: StopReason | None) -> None:
        self._now(lambda run, now: run.stop(now, reason))

    # ---- leaving
    def _close_camera(self) -> None:
        self.stage.view.leave()
        if self.camera is not None:
            self.camera.close()
            self.camera = None

    def leave(self) -> None:
        """Gives everything back; a session that goes on is ended by the next start."""
        if self._left:
            return
        self._left = True
        self._timer.stop()
        self._close_camera()
        self._showing.close()
        self._world.awake_lane.run(self._awake.close, failed=lambda _: None)
        self.stage.leave()
