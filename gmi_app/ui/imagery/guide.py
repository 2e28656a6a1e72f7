"""One session of imagined movements on the screen."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QScreen

from gmi_app import __version__
from gmi_app.imagery.commands import Offer, ShowExercise
from gmi_app.imagery.exercise import Exercise
from gmi_app.imagery.facts import ImagerySession
from gmi_app.imagery.planner import duration_s
from gmi_app.imagery.script import Phase, Piece
from gmi_app.imagery.session import ImageryRun
from gmi_app.pictures.model import Side
from gmi_app.ui import words
from gmi_app.ui.background import while_alive
from gmi_app.ui.imagery.guiding import Guide
from gmi_app.ui.imagery.keeping import IMAGERY
from gmi_app.ui.imagery.order import ImageryOrder, ImageryWorld
from gmi_app.ui.imagery.sheets import ReadySheet
from gmi_app.ui.imagery.stage import ImageryStage


class ImageryGuide(Guide):
    """``finished`` carries the ImageryRecord, or None when no session was begun."""

    run: ImageryRun | None

    def __init__(
        self,
        order: ImageryOrder,
        world: ImageryWorld,
        screen: QScreen | None = None,
        parent: QObject | None = None,
    ) -> None:
        self._order, self._settings = order, order.settings
        self._frames = world.frames
        super().__init__(
            world,
            ImageryStage(one_key=order.settings.eyes_closed),
            IMAGERY,
            pain_before=order.pain_before,
            start_now=order.start_now,
            eyes_closed=order.settings.eyes_closed,
            screen=screen,
            parent=parent,
        )

    def ready_sheet(self) -> ReadySheet:
        order = self._order
        text = self.tr("{0} exercises, {1}. Sit or lie comfortably. Nothing has to move.")
        length = words.minutes(duration_s(order.exercises))
        return ReadySheet(
            text.format(len(order.exercises), length), eyes_closed=self._settings.eyes_closed
        )

    def new_run(self) -> tuple[ImagerySession, ImageryRun]:
        order = self._order
        session = ImagerySession(
            id=uuid4(),
            patient=order.patient,
            at=self.clock.moment(),
            settings=self._settings,
            program_version=__version__,
            screen=self.screen_facts,
            plan_item=order.plan_item,
        )
        run = ImageryRun(
            session,
            order.exercises,
            order.ladder,
            self.clock,
            order.pain_before,
            flare_rise=order.flare_rise,
        )
        return session, run

    def show_first(self) -> None:
        self._look(self._order.exercises[0], self._settings.side)

    def show(self, command: object) -> None:
        match command:
            case ShowExercise(exercise, side, number, total, _):
                self._look(exercise, side)
                self.stage.show_exercise(exercise.title, number, total)
            case Offer():
                self.say(command.line)

    def hint_of(self, piece: Piece) -> str:
        hints = {
            Phase.SETTLE: self.tr("“Next” goes on to the first exercise."),
            Phase.IMAGINE: self.tr("Only imagine it. If you notice you moved, make it smaller."),
        }
        text = hints.get(piece.phase, "")
        if piece.timed:
            text = self.tr("Press Space when you begin, and again when you are done.")
        return "" if self._settings.eyes_closed else text

    def _look(self, exercise: Exercise, side: Side) -> None:
        """Reads its picture; a session goes on without one."""
        step = self.run.step if self.run is not None else None

        def came(found: tuple[list[QImage], float]) -> None:
            still = self.run.step if self.run is not None else None
            if self.left or still != step:
                return  # it came too late
            frames, fps = found
            title = self._order.ladder.said(exercise.title, side)
            self.stage.show_frames(frames, fps, title)
            self.stage.play(self.piece is not None and self.piece.phase is Phase.LOOK)

        self.world.picture_lane.run(
            partial(self._frames, exercise, side), while_alive(self, came), lambda _: None
        )
