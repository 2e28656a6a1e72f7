"""The mirror's window with a picture in it, for tests and for the guide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent
from PySide6.QtGui import QImage, QPixmap

from gmi_app.devices.camera import CameraThread
from gmi_app.devices.camera_source import recording
from gmi_app.mirror.exercises import exercise
from gmi_app.mirror.settings import ViewSettings
from gmi_app.mirrors import RECORDING, demonstration
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import Side
from gmi_app.ui.mirror.exercise_words import words_of
from gmi_app.ui.mirror.stage import MirrorStage

PATIENCE_MS = 10_000


@contextmanager
def mirror_stage(
    film: Path, size: tuple[int, int] = (1280, 800), images: tuple[QImage, ...] = ()
) -> Iterator[MirrorStage]:
    """In the middle of an exercise; closed again afterwards."""
    stage = MirrorStage("Your right hand and its reflection, side by side")
    stage.resize(*size)
    present = exercise("hand_open_close")
    assert present is not None
    stage.show_words(words_of(present), "3 of 8 times. If it hurts, keep still and only look.")
    stage.show_exercises(True)
    stage.time.set("about 3 minutes left")
    stage.left.show_share(0.6)
    stage.pace.show_share(0.7)
    for picture, image in zip(stage.examples, images, strict=False):
        picture.set_image(image)
    stage.show_examples(len(images))
    camera = CameraThread(recording(film))
    try:
        stage.show()
        QCoreApplication.processEvents()
        stage.view.use(camera, ViewSettings())
        settle(stage)
        yield stage
    finally:
        stage.view.leave()
        camera.close()
        stage.leave()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def settle(stage: MirrorStage) -> None:
    """Until there is a picture of the present size."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    seen = 0

    def count(captured_ns: int, painted_ns: int) -> None:
        nonlocal seen
        seen += 1

    stage.view.painted.connect(count)
    while seen < 3:
        QCoreApplication.processEvents()
        assert not deadline.hasExpired(), "no picture came"
    stage.view.painted.disconnect(count)


def mirror_picture() -> QPixmap:
    """With the film that is shipped."""
    present = exercise("hand_open_close")
    assert present is not None
    folder = pictures_folder()
    images = demonstration(load_catalogue(folder), present, Side.RIGHT).images
    with mirror_stage(folder / RECORDING, images=images[-1:]) as stage:
        return stage.grab()
