"""Imagery sessions: builds each with all that it needs of the world, and sees it end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage

from gmi_app.clock import Clock
from gmi_app.errors import PictureError
from gmi_app.guided import GuidedSessions, Lanes, around
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import Picture, Side
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from PIL import Image

    from gmi_app.imagery.exercise import Exercise
    from gmi_app.imagery.planner import Planned
    from gmi_app.ui.imagery.guide import ImageryGuide
    from gmi_app.ui.imagery.order import ImageryWorld


class Imageries(GuidedSessions):
    """``finished``: the ImageryRecord, or None when none was begun."""

    guide: ImageryGuide | None

    def __init__(self, clock: Clock, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(clock, parent)
        self._lanes = lanes

    def start(
        self,
        state: State,
        services: Services,
        planned: Planned,
        pain_before: int | None = None,
        plan_item: UUID | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """For the present patient. ``at_once``: without asking whether they are ready."""
        if self.guide is not None or state.patient is None:
            return
        from gmi_app.ui.imagery.guide import ImageryGuide
        from gmi_app.ui.imagery.order import ImageryOrder

        order = ImageryOrder(
            state.patient.id,
            planned.settings,
            planned.exercises,
            planned.ladder,
            pain_before,
            at_once,
            plan_item,
            state.stop_help.flare_rise,
        )
        guide = ImageryGuide(order, self._world(state, services.catalogue), None, self)
        self._go(guide, state)

    def _world(self, state: State, catalogue: Catalogue) -> ImageryWorld:
        from gmi_app.ui.imagery.order import ImageryWorld

        motion = not state.preferences.reduced_motion
        return ImageryWorld(
            **around(self._clock, self._lanes, state),
            frames=partial(frames_of, catalogue, motion=motion),
        )


def frames_of(
    catalogue: Catalogue, exercise: Exercise, side: Side, *, motion: bool
) -> tuple[list[QImage], float]:
    """The picture of an exercise for a side, decoded: one image, or all of a clip and how many come
    in a second. Empty when there is none that can be read. Blocks."""
    from gmi_app.imagery.choosing import choose

    found = choose(catalogue.pictures, exercise.picture, side, motion=motion)
    if found is None:
        return [], 0.0
    images = read_frames(catalogue, found.picture, mirrored=found.mirrored)
    return images, found.picture.fps if images else 0.0


def read_frames(catalogue: Catalogue, picture: Picture, *, mirrored: bool) -> list[QImage]:
    """Every frame of a picture, decoded; empty when it cannot be read. Blocks."""
    from gmi_app.pictures.imaging import frames_of as decoded  # Pillow: not at the start

    try:
        content = catalogue.content(picture)
        decoding = decoded(content, picture.file, picture.sha256, picture.frames)
        return [_image(frame, mirrored=mirrored) for frame in decoding]
    except PictureError:
        return []


def _image(frame: Image.Image, *, mirrored: bool) -> QImage:
    """A copy of its own, so that nothing of the decoder lives on."""
    size = (frame.width, frame.height)
    raw = frame.convert("RGB").tobytes()
    image = QImage(raw, *size, 3 * size[0], QImage.Format.Format_RGB888)
    if mirrored:
        return image.flipped(Qt.Orientation.Horizontal)
    return image.copy()
