"""Every exercise as it stands on the screen, for people to open: ``python -m tests.ui.imagery_looks
OUT [PART …]`` writes a contact sheet for each file of exercises.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from gmi_app.imageries import frames_of
from gmi_app.imagery.exercise import Exercise, Ladder
from gmi_app.imagery.ladders import load_ladders
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import Catalogue, load_catalogue
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.imagery.stage import ImageryStage
from gmi_app.ui.theme import Theme, apply

SIZE = (1280, 800)
ACROSS, CELL = 4, (480, 300)


@contextmanager
def imagery_stage(
    ladder: Ladder, exercise: Exercise, catalogue: Catalogue | None, side: Side = Side.LEFT
) -> Iterator[ImageryStage]:
    """In the middle of an exercise; closed again afterwards."""
    stage = ImageryStage(one_key=False)
    stage.resize(*SIZE)
    every = [*ladder.exercises, ladder.distant]
    stage.show_exercise(exercise.title, 2, 4)
    images: Sequence[QImage] = ()
    if catalogue is not None:
        images, _ = frames_of(catalogue, exercise, side, motion=True)
    assert exercise in every
    stage.show_frames(images[len(images) // 2 :], 0, exercise.title)
    stage.show_line(ladder.said(exercise.go, side))
    stage.show_hint("Only imagine it. If you notice you moved, make it smaller.")
    stage.times.set("2 of 3 times")
    stage.ring.show_time(0.4, exercise.go_s * 0.6)
    try:
        stage.show()
        for _ in range(3):
            QCoreApplication.processEvents()
        yield stage
    finally:
        stage.leave()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def imagery_picture() -> QPixmap:
    """For the guide."""
    ladders, catalogue = load_ladders(), load_catalogue(pictures_folder())
    ladder = ladders.of_part[BodyPart.HAND]
    exercise = ladder.exercise("hand_open")
    assert exercise is not None
    with imagery_stage(ladder, exercise, catalogue) as stage:
        return stage.grab()


def contact_sheet(ladder: Ladder, catalogue: Catalogue | None) -> QImage:
    """Every exercise of a ladder, its distant one last."""
    every = [*ladder.exercises, ladder.distant]
    rows = -(-len(every) // ACROSS)
    sheet = QImage(ACROSS * CELL[0], rows * CELL[1], QImage.Format.Format_RGB888)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    for at, exercise in enumerate(every):
        with imagery_stage(ladder, exercise, catalogue) as stage:
            seen = stage.grab().toImage()
        small = seen.scaled(*CELL, mode=Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(at % ACROSS * CELL[0], at // ACROSS * CELL[1], small)
    painter.end()
    return sheet


def main(words: Sequence[str]) -> int:
    from gmi_app.ui.application import make_application

    if not words:
        print(__doc__)
        return 2
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    apply(application, Theme())
    out = Path(words[0])
    out.mkdir(parents=True, exist_ok=True)
    catalogue = load_catalogue(pictures_folder())
    for part, ladder in load_ladders().of_part.items():
        if not words[1:] or part in words[1:]:
            contact_sheet(ladder, catalogue).save(str(out / f"imagery_{part}.png"))
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
