"""Sessions beside the three stages: builds each with all that it needs of the world, and sees it
end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QImage

from gmi_app.clock import Clock
from gmi_app.guided import GuidedSessions, Lanes, around
from gmi_app.imageries import frames_of
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.background import while_alive
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.activities.content import Content
    from gmi_app.activities.settings import GuidedSettings
    from gmi_app.ui.activities.guide import ActivityGuide
    from gmi_app.ui.activities.order import ActivityOrder, ActivityWorld


class Asides(GuidedSessions):
    """``finished``: the ActivityRecord, or None when none was begun."""

    guide: ActivityGuide | None

    def __init__(self, clock: Clock, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(clock, parent)
        self._lanes = lanes
        self._coming = False

    @property
    def open(self) -> bool:
        return super().open or self._coming

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
        self._go(guide, state)

    def _world(self, state: State, catalogue: Catalogue) -> ActivityWorld:
        from gmi_app.ui.activities.order import ActivityWorld

        return ActivityWorld(
            **around(self._clock, self._lanes, state), still=partial(still_of, catalogue)
        )


def still_of(catalogue: Catalogue, part: BodyPart, side: Side) -> QImage:
    """The limb at rest, as the ladder of imagined movements begins; null when there is no such
    picture. Blocks."""
    from gmi_app.imagery.ladders import load_ladder

    images, _ = frames_of(catalogue, load_ladder(part).exercises[0], side, motion=False)
    return images[0] if images else QImage()
