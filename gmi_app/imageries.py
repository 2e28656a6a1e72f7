"""Imagery sessions: builds each with all that it needs of the world, and sees it end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from gmi_app.clock import Clock
from gmi_app.errors import PictureError
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import Picture, Side
from gmi_app.ui.background import Lane
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from PIL import Image

    from gmi_app.imagery.exercise import Exercise
    from gmi_app.imagery.planner import Planned
    from gmi_app.ui.imagery.guide import ImageryGuide
    from gmi_app.ui.imagery.order import ImageryWorld, Spoken


class Imageries(QObject):
    """One session at a time. ``finished``: the ImageryRecord, or None when none was begun."""

    finished = Signal(object)
    failed = Signal(str)
    notice = Signal(str)

    def __init__(
        self, clock: Clock, lanes: tuple[Lane, Lane, Lane], parent: QObject | None = None
    ) -> None:
        """``lanes``: of the journal, of pictures, of keeping the display awake."""
        super().__init__(parent)
        self._clock = clock
        self._lanes = lanes
        self.guide: ImageryGuide | None = None

    @property
    def open(self) -> bool:
        """Whether a session is on the screen."""
        return self.guide is not None

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
        )
        guide = ImageryGuide(order, self._world(state, services.catalogue), None, self)
        guide.failed.connect(self.failed)
        guide.notice.connect(self.notice)
        guide.finished.connect(self._finished)
        guide.stage.stop_help = state.stop_help
        self.guide = guide
        guide.start()

    def _world(self, state: State, catalogue: Catalogue) -> ImageryWorld:
        from gmi_app.devices.awake import SleepWatch, keep_awake
        from gmi_app.devices.tones import open_tones
        from gmi_app.ui.imagery.order import ImageryWorld

        clock, preferences = self._clock, state.preferences
        journal_lane, picture_lane, awake_lane = self._lanes
        watch = SleepWatch(clock.now_ns(), _dated_ns(clock))
        return ImageryWorld(
            clock=clock,
            journal=state.journal,
            journal_lane=journal_lane,
            picture_lane=picture_lane,
            awake_lane=awake_lane,
            awake=keep_awake,
            slept=lambda late_ns: watch.slept(clock.now_ns(), _dated_ns(clock), late_ns),
            frames=partial(frames_of, catalogue, motion=not preferences.reduced_motion),
            open_voice=partial(open_voice, preferences),
            open_sounds=partial(open_tones, preferences.speech_volume),
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


def open_voice(preferences: Preferences, parent: QObject) -> Spoken:
    """The best voice of this computer, as the preferences want it."""
    from gmi_app.devices.speaking import RATE_RANGE, VOLUME_RANGE, Manner
    from gmi_app.devices.voices import open_speaker

    rate = min(max(preferences.speech_rate, RATE_RANGE[0]), RATE_RANGE[1])
    volume = min(max(preferences.speech_volume, VOLUME_RANGE[0]), VOLUME_RANGE[1])
    return open_speaker(Manner(rate, volume, preferences.speech_voice), parent)


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


def _dated_ns(clock: Clock) -> int:
    return round(clock.moment().utc.timestamp() * 1e9)
