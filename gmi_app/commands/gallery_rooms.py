"""The windows of the mirror and of imagined movements for the gallery, with what is shipped: no
camera is opened and nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain

from PySide6.QtWidgets import QWidget

from gmi_app.facts.rating import RatingKind
from gmi_app.imageries import frames_of
from gmi_app.imagery.ladders import load_ladder
from gmi_app.imagery.lines import question
from gmi_app.mirror.camera import CameraState
from gmi_app.mirror.exercises import Rung, session_of
from gmi_app.mirror.settings import MirrorSettings
from gmi_app.mirrors import demonstration, open_camera
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import Catalogue, load_catalogue
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.imagery.sheets import RatingSheet
from gmi_app.ui.imagery.stage import ImageryStage
from gmi_app.ui.mirror.exercise_words import shown, words_of
from gmi_app.ui.mirror.prepare import EXAMPLE, PreparePage
from gmi_app.ui.mirror.stage import MirrorStage

Settle = Callable[[Callable[[], bool]], None]
MINUTES = 5
SHARE_LEFT, SHARE_OF_A_MOVEMENT = 0.6, 0.4


def guided_stages(size: tuple[int, int], settle: Settle) -> Iterator[tuple[str, QWidget]]:
    """One window after the other, with the name of its picture; each is closed when the next one
    is asked for. ``settle`` runs the events until something is so."""
    catalogue = load_catalogue(pictures_folder())
    yield from chain(_mirror(size, settle, catalogue), _imagery(size, settle, catalogue))


def _mirror(
    size: tuple[int, int], settle: Settle, catalogue: Catalogue
) -> Iterator[tuple[str, QWidget]]:
    """Preparing, then in the middle of an exercise, with the film that is shipped."""
    exercises = session_of(BodyPart.HAND, Rung.SIMPLE, MINUTES)
    settings = MirrorSettings(exercises=tuple(each.id for each in exercises), minutes=MINUTES)
    present = exercises[-1]
    stage = MirrorStage(shown(settings))
    stage.resize(*size)
    with closing(open_camera([], EXAMPLE)) as camera:
        try:
            page = PreparePage(settings, stage.view, [], EXAMPLE)
            stage.show_page(page)
            stage.show()
            stage.view.use(camera, settings.view)
            settle(lambda: stage.view.has_picture)
            page.show_camera(CameraState.LIVE)
            yield "mirror_prepare", stage
            stage.drop_page()
            stage.show_words(words_of(present))
            stage.show_exercises(True)
            stage.left.show_share(SHARE_LEFT)
            stage.pace.show_share(SHARE_OF_A_MOVEMENT)
            images = demonstration(catalogue, present, settings.view.healthy).images[-1:]
            for picture, image in zip(stage.examples, images, strict=False):
                picture.set_image(image)
            stage.show_examples(len(images))
            settle(lambda: stage.view.fills)
            yield "mirror", stage
        finally:
            stage.view.leave()
            stage.leave()


def _imagery(
    size: tuple[int, int], settle: Settle, catalogue: Catalogue
) -> Iterator[tuple[str, QWidget]]:
    """In the middle of an exercise, then the question after it."""
    ladder, side = load_ladder(BodyPart.HAND), Side.LEFT
    present = ladder.exercises[0]
    stage = ImageryStage(one_key=False)
    stage.resize(*size)
    try:
        stage.show_exercise(ladder.said(present.title, side), 1, len(ladder.exercises[:4]))
        images, fps = frames_of(catalogue, present, side, motion=False)
        stage.show_frames(images, fps, ladder.said(present.title, side))
        stage.show_line(ladder.said(present.go, side))
        stage.ring.show_time(SHARE_OF_A_MOVEMENT, present.go_s * SHARE_LEFT)
        stage.show()
        settle(lambda: True)
        yield "imagery", stage
        stage.show_sheet(RatingSheet(RatingKind.CLARITY, question(RatingKind.CLARITY)))
        settle(lambda: True)
        yield "imagery_rating", stage
    finally:
        stage.leave()
