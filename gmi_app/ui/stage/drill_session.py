"""One laterality session on the stage: between the drill, the stage, the pictures and the journal.

The drill decides; this carries out its commands and tells it what happened.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QScreen

from gmi_app import __version__
from gmi_app.facts.session import EventKind, Session, SessionKind, StopReason
from gmi_app.laterality.drill import (
    Commands,
    Drill,
    Ended,
    Fact,
    Keep,
    Phase,
    ShowFixation,
    ShowGap,
    ShowPaused,
    ShowPicture,
    ShowReady,
)
from gmi_app.laterality.trial import Onset, Press
from gmi_app.pictures.model import Stimulus
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui.background import while_alive
from gmi_app.ui.stage.asking import Asking
from gmi_app.ui.stage.keeping import keep, keep_beginning, keep_end, sentence_of
from gmi_app.ui.stage.player import Player
from gmi_app.ui.stage.preparation import Preparation
from gmi_app.ui.stage.stage import Stage
from gmi_app.ui.stage.undisturbed import Undisturbed
from gmi_app.ui.stage.world import DrillOrder, World


class DrillSession(QObject):
    """``finished`` carries the SessionSummary, or None when no session was begun.

    ``failed``: a sentence why it could not begin or end properly. ``notice``: a sentence meanwhile.
    """

    finished = Signal(object)
    failed = Signal(str)
    notice = Signal(str)

    def __init__(
        self,
        order: DrillOrder,
        stage: Stage,
        world: World,
        screen: QScreen | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Raises UsageError when no picture fits the settings."""
        super().__init__(parent)
        self.stage = stage
        self.drill: Drill | None = None
        self._order, self._world, self._clock = order, world, world.clock
        self._present: Stimulus | None = None
        self._kept = self._awaited = self._left = False
        self._last_facts: list[Fact] = []
        self._preparation = Preparation(
            stage,
            screen,
            order.settings,
            order.seed,
            world.pictures,
            world.read,
            world.picture_lane,
            self,
        )
        self._asking = Asking(stage, order.settings, self)
        self._player = Player(self)
        self._ended_by: Ended | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.wake)
        self._awake = ExitStack()
        self._undisturbed = Undisturbed()
        self._connect()

    def _connect(self) -> None:
        stage, preparation = self.stage, self._preparation
        stage.pressed.connect(self._pressed)
        stage.stop_requested.connect(self._ask_to_stop)
        stage.pause_requested.connect(lambda: self._pause(EventKind.PAUSED))
        stage.more_pain_requested.connect(self._more_pain)
        stage.interrupted.connect(self._pause)
        stage.resized.connect(self._resized)
        preparation.canvas_changed.connect(self._connect_canvas)
        preparation.ready.connect(self._prepared)
        preparation.notice.connect(self.notice)
        preparation.notice.connect(self._arrived)
        preparation.progress.connect(self._arrived)
        preparation.impossible.connect(self._give_up)
        self._connect_asking()
        self._connect_canvas()

    def _connect_asking(self) -> None:
        asking = self._asking
        asking.ready.connect(self._ready)
        asking.go_on.connect(self._go_on)
        asking.stop_wanted.connect(self._ask_to_stop)
        asking.stopped.connect(self._stop)
        asking.more_pain.connect(self._more_pain)
        asking.back_to_ready.connect(self._back_to_ready)
        asking.try_again.connect(self._end)
        asking.give_up.connect(lambda: self._ended(None))

    def _connect_canvas(self) -> None:
        self.stage.canvas.shown.connect(self._shown)
        self.stage.canvas.hidden.connect(lambda: self._pause(EventKind.FOCUS_LOST))

    # ---- beginning
    def start(self) -> None:
        """Opens the stage, makes the pictures ready, and begins."""
        world = self._world
        world.awake_lane.run(
            lambda: self._awake.enter_context(world.awake()),
            failed=lambda _: None,  # a display that dims is no reason not to begin
        )
        self._wait()
        self._preparation.begin()

    def _wait(self) -> None:
        self._preparation.progress.connect(self._asking.wait().tell)

    def _prepared(self) -> None:
        if self._left or not self._asking.waits:
            return
        if not self._preparation.fits:
            self._prepare_again()
        elif self.stage.away:
            self._asking.show_paused(EventKind.FOCUS_LOST, "")
        elif self.drill is None:
            self._begin()
        elif not self._kept:
            return  # the session itself is being kept; what follows begins it
        elif self.drill.phase is Phase.READY:
            self._do(self.drill.begin(self._clock.now_ns()))
        else:
            self._do(self.drill.resume(self._clock.now_ns()))

    def _begin(self) -> None:
        order, preparation = self._order, self._preparation
        preparation.started()
        session = Session(
            id=uuid4(),
            patient=order.patient,
            kind=SessionKind.LATERALITY,
            at=self._clock.moment(),
            settings=order.settings,
            seed=order.seed,
            program_version=__version__,
            screen=replace(preparation.opening.facts(), picture_px=preparation.picture_px),
            plan_item=order.plan_item,
        )
        self.drill = Drill(session, preparation.block, self._clock)
        self._world.journal_lane.run(
            partial(keep_beginning, self._world.journal, session, order.pain_before),
            self._begun,
            self._not_begun,
        )

    def _begun(self, _: object) -> None:
        assert self.drill is not None
        if self._left or self.drill.phase is Phase.ENDED:
            return
        self._kept = True
        self._world.slept(0)
        self._undisturbed.begin()
        if self._order.start_now:
            self._do(self.drill.begin(self._clock.now_ns()))
        else:
            self._do(self.drill.ready())

    def _not_begun(self, error: BaseException) -> None:
        self.drill = None
        self._give_up(sentence_of(error))

    def _give_up(self, sentence: str) -> None:
        self.leave()
        self.failed.emit(sentence)
        self.finished.emit(None)

    def image(self, stimulus: Stimulus) -> QImage | None:
        """The prepared picture, for those who draw the stage without a drill."""
        return self._preparation.image(stimulus)

    @property
    def prepared(self) -> bool:
        """Whether what comes next is ready for the circle as it is now."""
        return self._preparation.fits and self._preparation.complete

    # ---- what the drill commands
    def _do(self, commands: Commands) -> None:
        for command in commands:
            match command:
                case ShowFixation():
                    self.stage.drop_sheet()
                    self.stage.canvas.show_cross()
                case ShowPicture(stimulus):
                    self._show_picture(stimulus)
                case ShowGap(outcome):
                    self._player.stop()
                    self.stage.show_gap(self._present, outcome)
                    self._drop_present()
                case Keep(fact) if self._drill_ended:
                    self._last_facts.append(fact)
                case Keep(fact):
                    self._keep(fact)
                case ShowReady(after_practice):
                    self._asking.ask_ready(after_practice=after_practice)
                case ShowPaused(why, sentence):
                    self._player.stop()
                    self._present, self._awaited = None, False
                    self._asking.show_paused(why, sentence)
                case Ended():
                    self._ended_by = command
                    self._end()
        self._arm()

    def _arm(self) -> None:
        """Sets the one timer to when the drill wants to be woken."""
        wake_ns = self.drill.wake_ns if self.drill else None
        if wake_ns is None:
            self._timer.stop()
            return
        left_ns = wake_ns - self._clock.now_ns()
        self._timer.start(max(0, -(-left_ns // 1_000_000)))

    def _show_picture(self, stimulus: Stimulus) -> None:
        assert self.drill is not None
        self._present = stimulus
        image = self._preparation.image(stimulus)
        self._awaited = image is None and self._preparation.is_coming(stimulus)
        if self._awaited:
            return
        if image is not None:
            self.stage.canvas.show_picture(image)
            return
        self._drop_present()
        self._do(self.drill.not_shown(self._clock.now_ns()))

    def _arrived(self) -> None:
        """A picture that was due before it was prepared may be there now."""
        if self._awaited and self._present is not None:
            self._show_picture(self._present)

    def _drop_present(self) -> None:
        if self._present is not None:
            self._preparation.done_with(self._present)
            self._present = None

    def _keep(self, fact: Fact) -> None:
        drill, journal = self.drill, self._world.journal
        assert drill is not None
        self._world.journal_lane.run(
            partial(keep, journal, fact),
            while_alive(self, lambda _: self._do(drill.stored(fact.id, self._clock.now_ns()))),
            while_alive(self, lambda error: self._do(drill.not_stored(sentence_of(error)))),
        )

    @property
    def _drill_ended(self) -> bool:
        return self.drill is not None and self.drill.phase is Phase.ENDED

    def _end(self) -> None:
        """Keeps what is not known to be kept, then the end; leaves the stage when that is done."""
        world, facts, ended = self._world, tuple(self._last_facts), self._ended_by
        assert ended is not None
        self._timer.stop()
        self._player.stop()
        world.journal_lane.run(
            partial(keep_end, world.journal, facts, ended.end),
            while_alive(self, self._ended),
            while_alive(self, lambda error: self._asking.say_not_kept(sentence_of(error))),
        )

    def _ended(self, summary: SessionSummary | None) -> None:
        self.leave()
        self.finished.emit(summary)

    def leave(self) -> None:
        """Closes the stage and gives back what the session held. What was answered is kept; of a
        session without an end the next start says so."""
        self._left = True
        self._timer.stop()
        self._player.stop()
        self._undisturbed.end()
        self._world.awake_lane.run(self._awake.close, failed=lambda _: None)
        self.stage.leave()

    # ---- what happens
    def wake(self) -> None:
        """The drill's time has come, or the timer's."""
        drill = self.drill
        if drill is None or drill.wake_ns is None:
            return
        now_ns = self._clock.now_ns()
        if self._world.slept(now_ns - drill.wake_ns):
            self._pause(EventKind.SLEPT)
            return
        self._tell_playback(None)
        self._do(drill.due(now_ns))

    def _shown(self, onset: Onset) -> None:
        if self.drill is None:
            return
        self._do(self.drill.shown(onset))
        shown = self.drill.presented
        if shown is not None and shown.picture.moving:
            reel, hz = self._preparation.reel(shown), self._preparation.opening.refresh_hz
            assert reel is not None  # its first frame is on the screen
            self._player.start(self.stage.canvas, reel, shown.picture, onset, hz)

    def _tell_playback(self, until_ns: int | None) -> None:
        """Before what may end the trial: how its clip went until then (None: until now)."""
        playback = self._player.playback(until_ns)
        if playback is not None and self.drill is not None:
            self.drill.played(playback)

    def _pressed(self, press: Press) -> None:
        if self.drill is None:
            return
        if self._world.slept(0):
            self._pause(EventKind.SLEPT)
            return
        self._tell_playback(press.time_ns)
        self._do(self.drill.press(press))

    def _pause(self, why: EventKind) -> None:
        if self.drill is not None:
            self._do(self.drill.pause(why))

    def _more_pain(self) -> None:
        if self.drill is not None:
            self._do(self.drill.more_pain())

    def _resized(self) -> None:
        """Pictures of the old size are of no use."""
        if self.drill is None or self._preparation.fits:
            return
        if self.drill.phase is Phase.READY:
            self._prepare_again()
        else:
            self._pause(EventKind.SCREEN_CHANGED)

    def _prepare_again(self) -> None:
        block = self._preparation.block
        upcoming = self.drill.upcoming if self.drill else block.practice + block.stimuli
        self._preparation.again(upcoming)

    # ---- what is asked
    def _ready(self) -> None:
        assert self.drill is not None
        if self.prepared and not self.stage.away:
            self._do(self.drill.begin(self._clock.now_ns()))
        else:
            self._go_on()  # the window has changed its size, or is not in front

    def _go_on(self) -> None:
        self._wait()
        self._prepare_again()

    def _ask_to_stop(self) -> None:
        drill = self.drill
        if self._drill_ended:
            return
        if drill is None:
            self.leave()
            self.finished.emit(None)
            return
        self._do(drill.pause())
        self._asking.ask_to_stop(drill.durable, paused=drill.phase is Phase.PAUSED)

    def _back_to_ready(self) -> None:
        after_practice = self.drill is not None and self.drill.answered > 0
        self._asking.ask_ready(after_practice=after_practice)

    def _stop(self, reason: StopReason | None) -> None:
        assert self.drill is not None
        self._do(self.drill.stop(reason))
