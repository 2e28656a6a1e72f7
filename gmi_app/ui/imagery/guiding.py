"""A guided session on the screen: between the run, its window, the voice and the journal.

The run decides; this carries out its commands and tells it what happened. The run's time is kept by
one timer; the voice and the tones are told and never waited for. What is different between kinds of
session (imagined movements, and what goes beside the exercises) is in the subclasses.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QScreen

from gmi_app.facts.session import SessionEnd, StopReason
from gmi_app.imagery.commands import Ask, Cue, Ended, Held, Hold, Keep, Resumed
from gmi_app.imagery.noting import Sitting
from gmi_app.imagery.script import Phase, Piece
from gmi_app.ui.imagery.ahead import SheetAhead
from gmi_app.ui.imagery.kept import Keeping, Kept
from gmi_app.ui.imagery.order import GuideWorld, Sounds, Spoken
from gmi_app.ui.imagery.running import Did, Run
from gmi_app.ui.imagery.sheets import HeldSheet, ReadySheet
from gmi_app.ui.imagery.stage import ImageryStage
from gmi_app.ui.stage.sheets import NotKeptSheet, StopSheet

RING_MS = 100


class Guide(QObject):
    """``finished`` carries the session's record, or None when no session was begun. ``failed``: a
    sentence why it could not begin. ``notice``: a sentence meanwhile."""

    finished = Signal(object)
    failed = Signal(str)
    notice = Signal(str)
    run: Run | None

    def __init__(
        self,
        world: GuideWorld,
        stage: ImageryStage,
        keeping: Keeping,
        *,
        pain_before: int | None = None,
        start_now: bool = False,
        eyes_closed: bool = False,
        screen: QScreen | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.world, self.clock, self.stage = world, world.clock, stage
        self._pain_before, self._start_now = pain_before, start_now
        self._eyes_closed, self._screen = eyes_closed, screen
        self.run = None
        self.voice: Spoken | None = None
        self.sounds: Sounds | None = None
        self.said: list[str] = []
        """Every line that was shown, and given to the voice, in order."""
        self._goes = self.left = False
        self._kept = Kept(world.journal, world.journal_lane, keeping, self)
        self._kept.begun.connect(self._begun)
        self._kept.not_begun.connect(self._not_begun)
        self._kept.ended.connect(self._ended)
        self._kept.not_ended.connect(self._not_ended)
        self._kept.late.connect(self.stage.show_notice)
        self._began_ns = 0
        self.piece: Piece | None = None
        self._awake = ExitStack()
        self._ahead = SheetAhead(stage)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.wake)
        self._ring = QTimer(self)
        self._ring.setInterval(RING_MS)
        self._ring.timeout.connect(self._look_ahead)
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
        world = self.world
        world.awake_lane.run(
            lambda: self._awake.enter_context(world.awake()),
            failed=lambda _: None,  # a display that dims is no reason not to begin
        )
        if self._screen is not None:
            self.stage.setScreen(self._screen)
            self.stage.setGeometry(self._screen.availableGeometry())
        sheet = self.ready_sheet()
        sheet.accepted.connect(self.begin)
        sheet.declined.connect(self._go_back)
        self.stage.show_sheet(sheet)
        self.show_first()
        self.stage.showFullScreen()
        self.stage.activateWindow()
        QTimer.singleShot(0, self, self._open_voice)

    def _open_voice(self) -> None:
        """It may take a second: now, and never later."""
        if self.left or self.voice is not None:
            return
        self.voice = self.world.open_voice(self)
        self.sounds = self.world.open_sounds(self)
        self.voice.lost.connect(self._voice_lost)
        sheet = self.stage.sheet
        if not self.voice.speaks and isinstance(sheet, ReadySheet):
            sheet.say_silent()
        if self._start_now:
            self.begin()

    def begin(self) -> None:
        """The person is ready: the session begins as soon as it is kept."""
        if self.run is not None or self.left:
            return
        self._open_voice()
        session, self.run = self.new_run()
        self._kept.begin(session, self._pain_before)

    @property
    def screen_facts(self) -> tuple[int, int, float]:
        """Width and height in pixels, and scale."""
        size = self.stage.screen().size()
        return size.width(), size.height(), self.stage.devicePixelRatioF()

    def _begun(self) -> None:
        if self.left:
            return
        self._goes = True
        self.stage.drop_sheet()
        self.stage.set_dim(self._dims)
        self.world.slept(0)
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
        return self._eyes_closed and self.voice is not None and self.voice.speaks

    # ---- what is different between kinds
    def new_run(self) -> tuple[Sitting, Run]:
        """The session that begins now, and its run."""
        raise NotImplementedError

    def ready_sheet(self) -> ReadySheet:
        """What is said before the first line."""
        raise NotImplementedError

    def show(self, command: object) -> None:
        """Carries out a command that only this kind has."""
        raise NotImplementedError

    def show_first(self) -> None:
        """What stands beside the first sheet already."""

    def hint_of(self, piece: Piece) -> str:
        """A quieter sentence below the line; empty for none."""
        return ""

    def times_of(self, piece: Piece) -> str:
        """Which of how many times it is."""
        repeats = self.tr("{0} of {1} times").format(piece.repetition, piece.repetitions)
        return repeats if piece.repetition else ""

    def cued(self, piece: Piece) -> None:
        """A piece has begun, and its line is there."""

    # ---- what the run commands
    def do(self, commands: Did) -> None:
        """Carries them out, and sets the timer to what comes next."""
        for command in commands:
            match command:
                case Cue(piece):
                    self._cue(piece)
                case Ask():
                    self._ask(command)
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
                case _:
                    self.show(command)
        self._arm()

    def _arm(self) -> None:
        wake_ns = self.run.wake_ns if self.run is not None else None
        if wake_ns is None:
            self._timer.stop()
            return
        left_ns = wake_ns - self.clock.now_ns()
        self._timer.start(max(0, -(-left_ns // 1_000_000)))

    def say(self, line: str) -> None:
        """Shown, heard by screen readers, and spoken: the same words."""
        self.said.append(line)
        self.stage.show_line(line)
        if self.voice is not None:
            self.voice.say(line)

    def _cue(self, piece: Piece) -> None:
        self.stage.drop_sheet()
        self.piece, self._began_ns = piece, self.clock.now_ns()
        if self.sounds is not None and piece.tone is not None:
            self.sounds.play(piece.tone.name.lower())
        self.stage.times.set(self.times_of(piece))
        self.stage.ring.setVisible(not piece.timed)
        self.stage.timing = piece.timed
        self.stage.play(piece.phase is Phase.LOOK)
        self.stage.show_hint(self.hint_of(piece))
        if piece.quiet:
            self.stage.caption.set(piece.line)
        else:
            self.say(piece.line)
        self.cued(piece)
        self.show_time()

    def _look_ahead(self) -> None:
        asks = self.run.asks_next if self.run is not None else None
        if asks is not None and not self._eyes_closed:
            self._ahead.prepare(asks)

    def _ask(self, ask: Ask) -> None:
        self.piece, self.stage.timing = None, False
        self.show_time()
        self.stage.times.set("")
        self.stage.show_hint("")
        self.stage.play(False)
        self.say(ask.line)
        if self._eyes_closed:
            return
        sheet = self._ahead.take(ask)
        sheet.rated.connect(
            lambda value: self._now(lambda run, now: run.rate(ask.question, value, now))
        )
        sheet.stop_wanted.connect(self.ask_to_stop)
        sheet.pain_wanted.connect(self._wishes["pain"])
        self.stage.show_sheet(sheet)

    def _held(self, why: Hold, line: str) -> None:
        self.say(line)
        self.stage.play(False)
        if self._eyes_closed:
            return
        may_ease = self.run is not None and self.run.may_ease
        sheet = HeldSheet(why, line, may_ease=may_ease)
        sheet.go_on.connect(lambda: self._now(lambda run, now: run.go_on(now)))
        sheet.easier.connect(self._wishes["easier"])
        sheet.more_pain.connect(self._wishes["pain"])
        sheet.stop.connect(partial(self._stop_from, sheet))
        self.stage.show_sheet(sheet)

    def show_time(self) -> None:
        """Moves the ring."""
        run, piece = self.run, self.piece
        if run is None or piece is None or run.hold is not None:
            if piece is None:
                self.stage.ring.show_time(0, 0)
            return
        length_s = piece.length_ns / 1e9
        self.stage.ring.show_time(self.passed_s / length_s, max(0.0, length_s - self.passed_s))

    @property
    def passed_s(self) -> float:
        """Seconds since the present piece began."""
        return (self.clock.now_ns() - self._began_ns) / 1e9

    def set_pace(self, interval_ms: int) -> None:
        """How often the time is shown."""
        if self._ring.interval() != interval_ms:
            self._ring.setInterval(interval_ms)

    # ---- the end
    def _ended(self, record: object) -> None:
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
        if run is None or run.wake_ns is None or self.left:
            return
        now_ns = self.clock.now_ns()
        if self.world.slept(now_ns - run.wake_ns):
            self._hold(Hold.SLEPT)
            return
        self.do(run.due(now_ns))

    def _now(self, act: Callable[[Run, int], Did]) -> None:
        if self.run is not None and self._goes and not self.left:
            self.do(act(self.run, self.clock.now_ns()))

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
        sheet = StopSheet()
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
        if self.left:
            return
        self.left = True
        self._quiet()
        for device in (self.voice, self.sounds):
            if device is not None:
                device.close()
        self.voice = self.sounds = None
        self.world.awake_lane.run(self._awake.close, failed=lambda _: None)
        self.stage.leave()
