"""One session beside the three stages on the screen."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QScreen

from gmi_app import __version__
from gmi_app.activities.commands import ShowPassage
from gmi_app.activities.courses import AT, course
from gmi_app.activities.facts import ActivitySession
from gmi_app.activities.pacer import Breath
from gmi_app.activities.passage import Passage
from gmi_app.activities.session import ActivityRun
from gmi_app.activities.settings import DesensitisationSettings, RelaxationSettings
from gmi_app.facts.session import SessionKind
from gmi_app.imagery.script import SECOND_NS, Phase, Piece
from gmi_app.pictures.model import Side
from gmi_app.ui import words
from gmi_app.ui.activities import activity_words
from gmi_app.ui.activities.breathing import FRAME_MS, BreathFace
from gmi_app.ui.activities.keeping import ACTIVITY
from gmi_app.ui.activities.order import ActivityOrder, ActivityWorld
from gmi_app.ui.background import while_alive
from gmi_app.ui.imagery.guiding import RING_MS, Guide
from gmi_app.ui.imagery.sheets import ReadySheet
from gmi_app.ui.imagery.stage import CONTROLS, ImageryStage
from gmi_app.ui.theme import theme


class ActivityGuide(Guide):
    """``finished`` carries the ActivityRecord, or None when no session was begun."""

    run: ActivityRun | None

    def __init__(
        self,
        order: ActivityOrder,
        world: ActivityWorld,
        screen: QScreen | None = None,
        parent: QObject | None = None,
    ) -> None:
        self._order, self._settings = order, order.settings
        self._still = world.still
        self._side: Side | None = None
        relaxes = isinstance(order.settings, RelaxationSettings)
        self.face = BreathFace() if relaxes else None
        eases = isinstance(order.settings, DesensitisationSettings)
        stage = ImageryStage(
            one_key=False,
            heading=activity_words.name(order.settings.kind),
            face=self.face,
            offers=[control for control in CONTROLS if eases or control != "easier"],
        )
        super().__init__(
            world,
            stage,
            ACTIVITY,
            pain_before=order.pain_before,
            start_now=order.start_now,
            screen=screen,
            parent=parent,
        )

    @property
    def passage(self) -> Passage | None:
        """The one that goes on."""
        return self.run.passage if self.run is not None else None

    def ready_sheet(self) -> ReadySheet:
        length = words.capital(words.minutes(self._settings.seconds))
        match self._settings.kind:
            case SessionKind.RELAXATION:
                text = self.tr("{0}. Sit or lie comfortably. You can close your eyes.")
            case SessionKind.DESENSITISATION:
                text = self.tr(
                    "{0} at most. Lay ready: {1}. Touch only as far as it is bearable; it may feel "
                    "odd, but it should not hurt clearly more."
                )
            case _:
                text = self.tr(
                    "{0}. Sit comfortably. For some questions lay something soft ready, or have "
                    "somebody with you."
                )
        return ReadySheet(text.format(length, self._texture), eyes_closed=False)

    @property
    def _texture(self) -> str:
        settings = self._settings
        if not isinstance(settings, DesensitisationSettings):
            return ""
        return self._order.content.touch.texture(settings.texture).name

    def new_run(self) -> tuple[ActivitySession, ActivityRun]:
        order = self._order
        session = ActivitySession(
            id=uuid4(),
            patient=order.patient,
            at=self.clock.moment(),
            settings=self._settings,
            program_version=__version__,
            screen=self.screen_facts,
            plan_item=order.plan_item,
        )
        return session, ActivityRun(session, course(self._settings, order.content), self.clock)

    def show_first(self) -> None:
        self._look(None)

    def show(self, command: object) -> None:
        if isinstance(command, ShowPassage):
            self.stage.show_title(command.passage.title, self._count(command))
            self._look(command.passage)

    def _count(self, command: ShowPassage) -> str:
        """Where it is touched, or which question it is."""
        passage = command.passage
        if passage.id.startswith(AT):
            zones = {zone.id: zone.name for zone in self._order.content.touch.zones}
            return words.capital(zones[passage.id.removeprefix(AT)])
        if self._settings.kind is SessionKind.PERCEPTION:
            return self.tr("Number {0}").format(command.number)
        return ""

    # ---- what is seen beside the words
    def _look(self, passage: Passage | None) -> None:
        """A picture of the limb that it is about; a session goes on without one."""
        settings = self._settings
        if isinstance(settings, RelaxationSettings):
            return
        side = settings.side
        elsewhere = passage is not None and passage.id in ("healthy", "remember")
        if isinstance(settings, DesensitisationSettings) and settings.healthy and elsewhere:
            side = side.other
        if side is self._side:
            return
        self._side = side

        def came(image: QImage) -> None:
            if not self.left and self._side is side:
                limb = words.side_of(settings.part, side)
                self.stage.show_frames([] if image.isNull() else [image], 0.0, limb)

        read = partial(self._still, settings.part, side)
        self.world.picture_lane.run(read, while_alive(self, came), lambda _: None)

    def times_of(self, piece: Piece) -> str:
        if not piece.repetition:
            return ""
        return self.tr("Breath {0} of {1}").format(piece.repetition, piece.repetitions)

    def hint_of(self, piece: Piece) -> str:
        if isinstance(self._settings, RelaxationSettings):
            return ""
        if self.passage is not None and self.passage.id.startswith(AT):
            return self.tr("“Easier” goes further away from the pain, at any time.")
        return ""

    def cued(self, piece: Piece) -> None:
        """The face breathes in the place of the ring."""
        breathes = self.face is not None and bool(piece.repetition)
        self.stage.ring.setVisible(not breathes)
        moves = breathes and not theme().reduced_motion
        self.set_pace(FRAME_MS if moves else RING_MS)

    def show_time(self) -> None:
        super().show_time()
        if self.face is None:
            return
        piece, run = self.piece, self.run
        if piece is None or run is None or not piece.repetition or run.phase is Phase.RATE:
            self.face.show_breath(None)
        elif run.hold is None:
            way_s = piece.length_ns / SECOND_NS
            share = min(max(self.passed_s / way_s, 0.0), 1.0)
            breath = Breath(piece.repetition, not piece.counts, share, way_s * (1 - share))
            self.face.show_breath(breath, way_s)
