"""What the run says, put into words and pictures on the window, and spoken by a voice."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from gmi_app.devices.speech import Silence, Voice
from gmi_app.devices.tones import NoTones, Tones
from gmi_app.mirror.camera import CameraState
from gmi_app.mirror.exercises import Exercise
from gmi_app.mirror.session import (
    Commands,
    Hold,
    MirrorRun,
    Phase,
    ShowExercise,
    ShowRepetition,
    ShowRest,
    ShowWatch,
    ShowWindDown,
)
from gmi_app.mirror.settings import MirrorSettings
from gmi_app.ui import words
from gmi_app.ui.background import while_alive
from gmi_app.ui.mirror import exercise_words
from gmi_app.ui.mirror.exercise_words import Words
from gmi_app.ui.mirror.order import Demonstration, MirrorWorld
from gmi_app.ui.mirror.pieces import pace_share
from gmi_app.ui.mirror.sheets import CameraSheet, PausedSheet
from gmi_app.ui.mirror.stage import MirrorStage
from gmi_app.ui.stage.sheets import Sheet


class Showing(QObject):
    """Shows one thing after the other; decides nothing."""

    def __init__(self, stage: MirrorStage, world: MirrorWorld, settings: MirrorSettings) -> None:
        super().__init__(stage)
        self._stage, self._world, self._settings = stage, world, settings
        self._voice: Voice = Silence()
        self._tones: Tones = NoTones()
        self._clip: tuple[QImage, ...] = ()
        self._frame = -1
        self._pace_s = 1.0

    def open(self) -> None:
        """The voice and the tones that were asked for; may take a second or two."""
        if self._settings.spoken:
            self._voice = self._world.open_voice(self)
        if self._settings.sound:
            self._tones = self._world.open_tones(self)

    def close(self) -> None:
        self._voice.close()
        self._tones.close()

    def quiet(self) -> None:
        """Nothing more is said of what is held or over now."""
        self._voice.stop()

    def watch(self, *, guided: bool) -> None:
        part = self._settings.part
        self._show(exercise_words.watch(part) if guided else exercise_words.alone())
        self._stage.show_exercises(guided)
        self._stage.again.hide()
        self._stage.pace.hide()

    def exercise(self, exercise: Exercise) -> None:
        self._show(exercise_words.words_of(exercise))
        self._stage.show_exercises(True)
        if exercise.repetitions == 1:
            self._stage.pace.hide()
        self._demonstrate(exercise)

    def repetition(self, present: Exercise | None, number: int) -> None:
        """``number`` counts from 1."""
        self._tones.play("go")
        if present is not None and present.repetitions > 1:
            times = self.tr("{0} of {1} times.").format(number, present.repetitions)
            self._stage.more.set(f"{times} {self._gentle()}")

    def rest(self, coming: Exercise) -> None:
        self._show(exercise_words.rest(coming))
        self._stage.pace.hide()
        self._demonstrate(coming)

    def wind_down(self) -> None:
        self._clip = ()
        self._show(exercise_words.wind_down())
        self._stage.show_exercises(False)
        self._stage.show_examples(0)

    def settling(self) -> None:
        """It hurts: what helps, and that stopping is as good as going on."""
        said = Words(self.tr("It may settle"), self.tr("Keep still and only look."))
        more = self.tr("Press “It hurts” again to go on, or Stop to end. Both are fine.")
        self._stage.show_words(said, more)
        self._voice.say(said.say)

    def held(self, holds: frozenset[Hold], state: CameraState) -> Sheet | None:
        """The one sheet that matters most; keeping still has none, the picture is the point."""
        stage = self._stage
        stage.view.set_still(Hold.STILL in holds or Hold.PAUSED in holds)
        sheet: Sheet | None = None
        if Hold.CAMERA in holds:
            sheet = CameraSheet(state)
        elif Hold.PAUSED in holds:
            sheet = PausedSheet()
        if sheet is not None:
            self.quiet()
            stage.show_sheet(sheet)
            return sheet
        stage.drop_sheet()
        if Hold.SETTLING in holds:
            self.settling()
        else:
            stage.still.setText(self.tr("Go on"))
        return None

    def goes_on(self) -> None:
        """Nothing holds the session any more."""
        self._stage.view.set_still(False)
        self._stage.still.setText(self.tr("Freeze"))
        self._stage.drop_sheet()

    def time(self, run: MirrorRun, now_ns: int, repetition_ns: int) -> None:
        """What is left of the session, and how far the repetition is that began then."""
        left_s = run.left_s(now_ns)
        text = self.tr("{0} left").format(words.minutes(left_s))
        if text != self._stage.time.words:
            self._stage.time.set(text)
        self._stage.left.show_share(left_s / (60 * self._settings.minutes))
        if not run.running:
            return
        if run.present is not None:
            share = pace_share((now_ns - repetition_ns) / 1e9, run.present.pace_s)
            self._stage.pace.show_share(share)
        else:  # a rest: what comes is shown in its own time
            share = pace_share(now_ns / 1e9, self._pace_s)
        self._move(share)

    def _move(self, share: float) -> None:
        """The demonstration goes along with the pace."""
        frame = round(share * (len(self._clip) - 1))
        if self._clip and frame != self._frame:
            self._frame = frame
            self._stage.examples[0].set_image(self._clip[frame])

    def _show(self, said: Words) -> None:
        self._stage.show_words(said, self._gentle())
        self._voice.say(said.say)

    def _gentle(self) -> str:
        return self.tr("If it hurts, keep still and only look.")

    def _demonstrate(self, exercise: Exercise) -> None:
        """Pictures of it, as soon as they are read; the captions say it all without them."""
        self._stage.show_examples(0)
        self._clip, self._frame, self._pace_s = (), -1, exercise.pace_s

        def came(found: Demonstration) -> None:
            self._clip = found.images if found.moving else ()
            shown = found.images[:1] if found.moving else found.images[:2]
            for picture, image in zip(self._stage.examples, shown, strict=False):
                picture.set_image(image)
            self._stage.show_examples(len(shown))

        work = partial(self._world.demonstration, exercise, self._settings.view.healthy)
        self._world.journal_lane.run(work, while_alive(self, came), lambda _: None)


def again(run: MirrorRun) -> Commands:
    """What was shown before something else was said."""
    match run.phase:
        case Phase.WATCH:
            return (ShowWatch(),)
        case Phase.EXERCISE:
            left = len(run.exercises) - run.at - 1
            return (ShowExercise(run.exercises[run.at], left), ShowRepetition(run.repetition))
        case Phase.REST:
            return (ShowRest(run.exercises[run.at + 1]),)
        case Phase.WIND_DOWN:
            return (ShowWindDown(),)
        case _:
            return ()
