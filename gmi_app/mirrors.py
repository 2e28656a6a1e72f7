"""Mirror sessions: builds each with all that it needs of the world, and sees it end.

What brings OpenCV is imported when the first mirror is started: it is slow to load.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage

from gmi_app.clock import Clock
from gmi_app.errors import PictureError
from gmi_app.guided import GuidedSessions, open_voice
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import Picture, PictureSet, Side
from gmi_app.ui.background import Lane
from gmi_app.ui.pictures import read_image
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.mirror.camera import Camera, CameraName
    from gmi_app.mirror.exercises import Exercise
    from gmi_app.mirror.settings import MirrorSettings
    from gmi_app.ui.mirror.guide import MirrorGuide
    from gmi_app.ui.mirror.order import Demonstration, MirrorWorld

RECORDING = Path("mirror") / "two-hands.avi"
"""Below the picture folder: two hands on a table, one moving, to try the mirror without a
camera."""
CLIP_PX = 240


class Mirrors(GuidedSessions):
    """``finished``: the MirrorRecord, or None when none was begun."""

    guide: MirrorGuide | None

    def __init__(self, clock: Clock, journal: Lane, awake: Lane, parent: QObject) -> None:
        super().__init__(clock, parent)
        self._journal_lane, self._awake_lane = journal, awake

    def start(
        self,
        state: State,
        services: Services,
        settings: MirrorSettings,
        camera: str,
        pain_before: int | None = None,
        plan_item: UUID | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """For the present patient. ``at_once``: straight to the picture."""
        if self.guide is not None or state.patient is None:
            return
        from gmi_app.ui.mirror.guide import MirrorGuide
        from gmi_app.ui.mirror.order import MirrorOrder
        from gmi_app.ui.mirror.remembering import keep_view

        order = MirrorOrder(state.patient.id, settings, camera, at_once, pain_before, plan_item)
        guide = MirrorGuide(order, self._world(state, services.catalogue), None, self)
        guide.view_kept.connect(partial(keep_view, state))
        self._go(guide, state)

    def _world(self, state: State, catalogue: Catalogue) -> MirrorWorld:
        from gmi_app.devices.awake import keep_awake
        from gmi_app.devices.camera_names import ask_for_camera, camera_names, watch_cameras
        from gmi_app.devices.tones import open_tones
        from gmi_app.ui.mirror.order import MirrorWorld

        return MirrorWorld(
            clock=self._clock,
            journal=state.journal,
            journal_lane=self._journal_lane,
            awake_lane=self._awake_lane,
            awake=keep_awake,
            open_camera=lambda words: open_camera(camera_names(), words),
            cameras=camera_names(),
            watch_cameras=watch_cameras,
            permitted=ask_for_camera,
            demonstration=partial(
                demonstration, catalogue, motion=not state.preferences.reduced_motion
            ),
            open_voice=partial(open_voice, state.preferences),
            open_tones=partial(open_tones, state.preferences.speech_volume),
        )


def open_camera(cameras: list[CameraName], words: str) -> Camera:
    """``words``: an index, a name, a file, or "example" for the recording that is shipped. Raises
    GmiError with a sentence."""
    from gmi_app.devices.camera import CameraThread
    from gmi_app.devices.camera_source import opener_of
    from gmi_app.ui.mirror.prepare import EXAMPLE

    if words == EXAMPLE:
        words = str(pictures_folder() / RECORDING)
    return CameraThread(opener_of(words, cameras))


def demonstration(
    catalogue: Catalogue, exercise: Exercise, healthy: Side, *, motion: bool = True
) -> Demonstration:
    """Pictures of an exercise, of the healthy side: a clip of it where there is one and ``motion``
    is wanted, else the postures that it goes between. Blocks."""
    from gmi_app.imageries import read_frames
    from gmi_app.ui.mirror.order import Demonstration

    clips = catalogue.select(part=exercise.part, postures=(exercise.clip,), moving=True)
    if clips and exercise.clip and motion:
        best = min(clips, key=_seen_best)
        frames = read_frames(catalogue, best, mirrored=best.side is not healthy)
        if len(frames) > 1:
            return Demonstration(tuple(_small(frame) for frame in frames), moving=True)
    images = []
    for posture in dict.fromkeys(exercise.postures):
        found = catalogue.select(part=exercise.part, picture_set=PictureSet.PLAIN, moving=False)
        fitting = [p for p in found if p.posture == posture]
        if not fitting:
            continue
        best = min(fitting, key=_seen_best)
        try:
            content = catalogue.content(best)
        except PictureError:
            continue
        images.append(read_image(content, mirrored=best.side is not healthy))
    return Demonstration(tuple(image for image in images if not image.isNull()))


def _seen_best(picture: Picture) -> tuple[bool, str, str]:
    """From the back of the hand or foot, as the person sees their own."""
    return picture.view not in ("back", "dorsal"), picture.person, picture.file


def _small(frame: QImage) -> QImage:
    """What a demonstration needs, on a large screen, too: a dozen frames are kept."""
    return frame.scaledToWidth(CLIP_PX, Qt.TransformationMode.SmoothTransformation)
