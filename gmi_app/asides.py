"""Sessions beside the three stages: builds each with all that it needs of the world, and sees it
end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QImage

from gmi_app.clock import Clock
from gmi_app.imageries import frames_of, open_voice
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.background import Lane, while_alive
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.activities.content import Content
    from gmi_app.activities.settings import GuidedSettings
    from gmi_app.ui.activities.guide import ActivityGuide
    from gmi_app.ui.activities.order import ActivityOrder, ActivityWorld


class Asides(QObject):
    """One session at a time. ``finished``: the ActivityRecord, or None when none was begun."""

    finished = Signal(object)
    failed = Signal(str)
    notice = Signal(str)

    def __init__(
        self, clock: Clock, lanes: tuple[Lane, Lane, Lane], parent: QObject | None = None
    ) -> None:
        """``lanes``: of the journal, of pictures, of keeping the display awake."""
        super().__init__(parent)
        self._clock, self._lanes = clock, lanes
        self._coming = False
        self.guide: ActivityGuide | None = None

    @property
    def open(self) -> bool:
        """Whether a session is on the screen, or about to be."""
        return self.guide is not None or self._coming

    def start(
        self,
        state: State,
        services: Services,
        settings: GuidedSettings,
        pain_before: int | None = None,
        plan_item: UUID | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """For the present patient, as soon as what is said is read. ``at_once``: without asking
        whether they are ready."""
        if self.open or state.patient is None:
            return
        from gmi_app.activities.reading import load_content
        from gmi_app.ui.activities.order import ActivityOrder
        from gmi_app.ui.stage.keeping import sentence_of

        patient, language = state.patient.id, QLocale().name().split("_")[0]

        def came(content: Content) -> None:
            self._coming = False
            self._begin(
                state,
                services,
                ActivityOrder(patient, settings, content, pain_before, at_once, plan_item),
            )

        def lost(error: BaseException) -> None:
            self._coming = False
            self.failed.emit(sentence_of(error))
            self.finished.emit(None)

        self._coming = True
        _, pictures, _ = self._lanes
        pictures.run(
            partial(load_content, language), while_alive(self, came), while_alive(self, lost)
        )

    def _begin(self, state: State, services: Services, order: ActivityOrder) -> None:
        from gmi_app.ui.activities.guide import ActivityGuide

        guide = ActivityGuide(order, self._world(state, services.catalogue), None, self)
        guide.failed.connect(self.failed)
        guide.notice.connect(self.notice)
        guide.finished.connect(self._finished)
        guide.stage.stop_help = state.stop_help
        self.guide = guide
        guide.start()

    def _world(self, state: State, catalogue: Catalogue) -> ActivityWorld:
        from gmi_app.devices.awake import SleepWatch, keep_awake
        from gmi_app.devices.tones import open_tones
        from gmi_app.ui.activities.order import ActivityWorld

        clock, preferences = self._clock, state.preferences
        journal_lane, picture_lane, awake_lane = self._lanes
        watch = SleepWatch(clock.now_ns(), _dated_ns(clock))
        return ActivityWorld(
            clock=clock,
            journal=state.journal,
            journal_lane=journal_lane,
            picture_lane=picture_lane,
            awake_lane=awake_lane,
            awake=keep_awake,
            slept=lambda late_ns: watch.slept(clock.now_ns(), _dated_ns(clock), late_ns),
            open_voice=partial(open_voice, preferences),
            open_sounds=partial(open_tones, preferences.speech_volume),
            still=partial(still_of, catalogue),
        )

    def _finished(self, record: object) -> None:
        self.leave()
        self.finished.emit(record)

    def leave(self) -> None:
        """Closes what is open; what was rated is kept."""
        guide, self.guide = self.guide, None
        if guide is not None:
            guide.leave()
            guide.deleteLater()


def still_of(catalogue: Catalogue, part: BodyPart, side: Side) -> QImage:
    """The limb at rest, as the ladder of imagined movements begins; null when there is no such
    picture. Blocks."""
    from gmi_app.imagery.ladders import load_ladder

    images, _ = frames_of(catalogue, load_ladder(part).exercises[0], side, motion=False)
    return images[0] if images else QImage()


def _dated_ns(clock: Clock) -> int:
    return round(clock.moment().utc.timestamp() * 1e9)
