"""One imagery session on the screen: between the run, its window, the voice and the journal.

The run decides; this carries out its commands and tells it what happened. The run's time is kept by
one timer; the voice and the tones are told and never waited for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QScreen

from gmi_app import __version__
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import SessionEnd, StopReason
from gmi_app.imagery.commands import (
    Ask,
    Commands,
    Cue,
    Ended,
    Held,
    Hold,
    Keep,
    Offer,
    Resumed,
    ShowExercise,
)
from gmi_app.imagery.exercise import Exercise
from gmi_app.imagery.facts import ImageryRecord, ImagerySession
from gmi_app.imagery.planner import duration_s
from gmi_app.imagery.script import Phase, Piece
from gmi_app.imagery.session import ImageryRun
from gmi_app.pictures.model import Side
from gmi_app.ui import words
from gmi_app.ui.background import while_alive
from gmi_app.ui.imagery.kept import Kept
from gmi_app.ui.imagery.order import ImageryOrder, ImageryWorld, Sounds, Spoken
from gmi_app.ui.imagery.sheets import HeldSheet, RatingSheet, ReadySheet
from gmi_app.ui.imagery.stage import ImageryStage
from gmi_app.ui.stage.sheets import NotKeptSheet, StopSheet

RING_MS = 100


class ImageryGuide(QObject):
    """``finished`` carries the ImageryRecord, or None when no session was begun. ``failed``: a
    sentence why it could not begin. ``notice``: a sentence meanwhile."""

    finished = Signal(object)
    failed = Signal(str)
    notice = Signal(str)

    def __init__(
        self,
        order: ImageryOrder,
        world: ImageryWorld,
        screen: QScreen | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._order, self._world, self._clock = order, world, world.clock
        self._settings, self._screen = order.settings, screen
        self.run: ImageryRun | None = None
        self.voice: Spoken | None = None
        self.sounds: Sounds | None = None
        self.stage = ImageryStage(one_key=self._settings.eyes_closed)
        self.said: list[str] = []
        """Every line that was shown, and given to the voice, in order."""
        self._goes = self._left = False
        self._kept = Kept(world.journal, world.journal_lane, self)
        self._kept.begun.connect(self._begun)
        self._kept.not_begun.connect(self._not_begun)
        self._kept.ended.connect(self._ended)
        self._kept.not_ended.connect(self._not_ended)
        self._kept.late.connect(self.stage.show_notice)
        self._began_ns = 0
        self._piece: Piece | None = None
        self._awake = ExitStack()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.wake)
        self._ring = QTimer(self)
        self._ring.setInterval(RING_MS)
        self._ring.timeout.connect(self.show_time)
        self._wishes: dict[str, Callable[[], None]] = {
            "stop": self.ask_to_stop,
            "press": lambda: self._now(lambda run, now: run.press(now)),
            "pause": self._toggle_pause,
            "easier": lambda: self._now(lambda run, now: run.easier(now)),
            "again": lambda: self._now(lambda run, now: run.repeat(now)),
            "skip": lambda: self._now(lambda run, now: run.skip(now)),
            "pain": lambda: self._now(lambda run, now: run.more_pain(now)),
            "full": self.stage.toggle_full_screen,
        }
        self.stage.wants.connect(lambda wish: self._wishes[wish]())
        self.stage.away.connect(lambda: self._hold(Hold.AWAY))

    # ---- beginning
    def start(self) -> None:
        """Opens the window; the voice is opened behind the first sheet."""
        world, order = self._world, self._order
        world.awake_lane.run(
            lambda: self._awake.enter_context(world.awake()),
            failed=lambda _: None,  # a display that dims is no reason not to begin
        )
        if self._screen is not None:
            self.stage.setScreen(self._screen)
            self.stage.setGeometry(self._screen.availableGeometry())
        length = words.minutes(duration_s(order.exercises))
        sheet = ReadySheet(len(order.exercises), length, eyes_closed=self._settings.eyes_closed)
        sheet.accepted.connect(self.begin)
        sheet.declined.connect(self._go_back)
        self.stage.show_sheet(sheet)
        self._look(order.exercises[0], self._settings.side)
        self.stage.showFullScreen()
        self.stage.activateWindow()
        QTimer.singleShot(0, self, self._open_voice)

    def _open_voice(self) -> None:
        """It may take a second: now, and never later."""
        if self._left or self.voice is not None:
            return
        self.voice = self._world.open_voice(self)
        self.sounds = self._world.open_sounds(self)
        self.voice.lost.connect(self._voice_lost)
        sheet = self.stage.sheet
        if not self.voice.speaks and isinstance(sheet, ReadySheet):
            sheet.say_silent()
        if self._order.start_now:
            self.begin()

    def begin(self) -> None:
        """The person is ready: the session begins as soon as it is kept."""
        if self.run is not None or self._left:
            return
        self._open_voice()
        order, size = self._order, self.stage.screen().size()
        session = ImagerySession(
            id=uuid4(),
            patient=order.patient,
            at=self._clock.moment(),
            settings=self._settings,
            program_version=__version__,
            screen=(size.width(), size.height(), self.stage.devicePixelRatioF()),
            plan_item=order.plan_item,
        )
        self.run = ImageryRun(
            session, order.exercises, order.ladder, self._clock, order.pain_before
        )
        self._kept.begin(session, order.pain_before)

    def _begun(self) -> None:
        if self._left:
            return
        self._goes = True
        self.stage.drop_sheet()
        self.stage.set_dim(self._dims)
        self._world.slept(0)
        self._ring.start()
        self._now(lambda run, now: run.begin(now))
        if not self.stage.isActiveWindow() and self.stage.isVisible():
            self._hold(Hold.AWAY)

    def _not_begun(self, sentence: str) -> None:
        self.run = None
        self.leave()
        self.failed.emit(sentence)
        self.finished.emit(None)

    def _go_back(self) -> None:
        self.leave()
        self.finished.emit(None)

    @property
    def _dims(self) -> bool:
        """The screen is dark while everything is spoken."""
        return self._settings.eyes_closed and self.voice is not None and self.voice.speaks

    # ---- what the run commands
    def do(self, commands: Commands) -> None:
        """Carries them out, and sets the timer to what comes next."""
        for command in commands:
            match command:
                case ShowExercise(exercise, side, number, total, _):
                    self._look(exercise, side)
                    self.stage.show_exercise(exercise.title, number, total)
                case Cue(piece):
                    self._cue(piece)
                case Ask(question, line):
                    self._ask(question, line)
                case Offer():
                    self._line(command.line)
                case Held(why, line):
                    self._held(why, line)
                case Resumed():
                    self.stage.drop_sheet()
                    self.stage.show_hint("")
                case Keep(fact):
                    self._kept.keep(fact)
                case Ended(end):
                    self._quiet()
                    self._kept.end(end)
        self._arm()

    def _arm(self) -> None:
        wake_ns = self.run.wake_ns if self.run is not None else None
        if wake_ns is None:
            self._timer.stop()
            return
        left_ns = wake_ns - self._clock.now_ns()
        self._timer.start(max(0, -(-left_ns // 1_000_000)))

    def _line(self, line: str) -> None:
        """Shown, heard by screen readers, and spoken: the same words."""
        self.said.append(line)
        self.stage.show_line(line)
        if self.voice is not None:
            self.voice.say(line)

    def _cue(self, piece: Piece) -> None:
        self.stage.drop_sheet()
        self._piece, self._began_ns = piece, self._clock.now_ns()
        if self.sounds is not None and piece.tone is not None:
            self.sounds.play(piece.tone.name.lower())
        repeats = self.tr("{0} of {1} times").format(piece.repetition, piece.repetitions)
        self.stage.times.set(repeats if piece.repetition else "")
        self.stage.ring.setVisible(not piece.timed)
        self.stage.timing = piece.timed
        self.stage.play(piece.phase is Phase.LOOK)
        self._hint(piece)
        self._line(piece.line)
        self.show_time()

    def _hint(self, piece: Piece) -> None:
        hints = {
            Phase.SETTLE: self.tr("“Next” goes on to the first exercise."),
            Phase.IMAGINE: self.tr("Only imagine it. If you notice you moved, make it smaller."),
        }
        text = hints.get(piece.phase, "")
        if piece.timed:
            text = self.tr("Press Space when you begin, and again when you are done.")
        self.stage.show_hint("" if self._settings.eyes_closed else text)

    def _ask(self, question: RatingKind, line: str) -> None:
        self._piece, self.stage.timing = None, False
        self.show_time()
        self.stage.times.set("")
        self.stage.show_hint("")
        self.stage.play(False)
        self._line(line)
        if self._settings.eyes_closed:
            return
        sheet = RatingSheet(question, line)
        sheet.rated.connect(
            lambda value: self._now(lambda run, now: run.rate(question, value, now))
        )
        sheet.stop_wanted.connect(self.ask_to_stop)
        sheet.pain_wanted.connect(self._wishes["pain"])
        self.stage.show_sheet(sheet)

    def _held(self, why: Hold, line: str) -> None:
        self._line(line)
        self.stage.play(False)
        if self._settings.eyes_closed:
            return
        may_ease = self.run is not None and self.run.may_ease
        sheet = HeldSheet(why, line, may_ease=may_ease)
        sheet.go_on.connect(lambda: self._now(lambda run, now: run.go_on(now)))
        sheet.easier.connect(self._wishes["easier"])
        sheet.more_pain.connect(self._wishes["pain"])
        sheet.stop.connect(partial(self._stop_from, sheet))
        self.stage.show_sheet(sheet)

    def _look(self, exercise: Exercise, side: Side) -> None:
        """Reads its picture; a session goes on without one."""
        step = self.run.step if self.run is not None else None

        def came(found: tuple[list[QImage], float]) -> None:
            still = self.run.step if self.run is not None else None
            if self._left or still != step:
                return  # it came too late
            frames, fps = found
            title = self._order.ladder.said(exercise.title, side)
            self.stage.show_frames(frames, fps, title)
            self.stage.play(self._piece is not None and self._piece.phase is Phase.LOOK)

        self._world.picture_lane.run(
            partial(self._world.frames, exercise, side), while_alive(self, came), lambda _: None
        )

    def show_time(self) -> None:
        """Moves the ring."""
        run, piece = self.run, self._piece
        if run is None or piece is None or run.hold is not None:
            if piece is None:
                self.stage.ring.show_time(0, 0)
            return
        passed_ns = self._clock.now_ns() - self._began_ns
        left_s = max(0, piece.length_ns - passed_ns) / 1e9
        self.stage.ring.show_time(passed_ns / piece.length_ns, left_s)

    # ---- the end
    def _ended(self, record: ImageryRecord | None) -> None:
        self.leave()
        self.finished.emit(record)

    def _not_ended(self, end: SessionEnd, sentence: str) -> None:
        self.stage.set_dim(False)
        sheet = NotKeptSheet(sentence)
        sheet.accepted.connect(partial(self._kept.end, end))
        sheet.declined.connect(partial(self._ended, None))
        self.stage.show_sheet(sheet)

    # ---- what happens
    def wake(self) -> None:
        """The run's time has come, or the timer's."""
        run = self.run
        if run is None or run.wake_ns is None or self._left:
            return
        now_ns = self._clock.now_ns()
        if self._world.slept(now_ns - run.wake_ns):
            self._hold(Hold.SLEPT)
            return
        self.do(run.due(now_ns))

    def _now(self, act: Callable[[ImageryRun, int], Commands]) -> None:
        if self.run is not None and self._goes and not self._left:
            self.do(act(self.run, self._clock.now_ns()))

    def _hold(self, why: Hold) -> None:
        if self.run is not None and self.run.phase is Phase.ENDED:
            return
        self._now(lambda run, now: run.pause(why, now))

    def _toggle_pause(self) -> None:
        if self.run is not None and self.run.hold is not None:
            self._now(lambda run, now: run.go_on(now))
        else:
            self._hold(Hold.PAUSED)

    def ask_to_stop(self) -> None:
        """Escape, Stop, or the window's close button."""
        run = self.run
        if run is None or not self._goes:
            self._go_back()
            return
        if run.phase is Phase.ENDED:
            return
        self._hold(Hold.PAUSED)
        self.stage.set_dim(False)
        sheet = StopSheet(0)
        sheet.chosen.connect(self._stop)
        sheet.declined.connect(self._not_stopping)
        self.stage.show_sheet(sheet)

    def _not_stopping(self) -> None:
        self.stage.drop_sheet()
        self.stage.set_dim(self._dims)
        self._now(lambda run, now: run.go_on(now))

    def _stop_from(self, sheet: HeldSheet) -> None:
        if sheet.hurts:
            self._stop(StopReason.MORE_PAIN)
        else:
            self.ask_to_stop()

    def _stop(self, reason: StopReason | None) -> None:
        self._now(lambda run, _: run.stop(reason))

    def _voice_lost(self) -> None:
        """Said once, kindly; the captions go on, in the light."""
        self.stage.set_dim(False)
        sentence = self.tr("The voice has stopped. Every sentence is here to read; it goes on.")
        self.stage.show_notice(sentence)
        self.notice.emit(self.tr("The voice stopped during the last session. Nothing was lost."))

    def _quiet(self) -> None:
        self._timer.stop()
        self._ring.stop()
        self.stage.play(False)
        if self.voice is not None:
            self.voice.stop()

    def leave(self) -> None:
        """Closes the window and gives back what the session held; what was rated is kept."""
        if self._left:
            return
        self._left = True
        self._quiet()
        for device in (self.voice, self.sounds):
            if device is not None:
                device.close()
        self.voice = self.sounds = None
        self._world.awake_lane.run(self._awake.close, failed=lambda _: None)
        self.stage.leave()
