"""What goes beside the exercises, in every look, for people to open: ``python -m
tests.ui.activity_looks OUT``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from gmi_app.activities.courses import course
from gmi_app.activities.pacer import breath_at
from gmi_app.activities.reading import load_content
from gmi_app.activities.settings import DesensitisationSettings
from gmi_app.asides import still_of
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import SessionKind
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.activities import activity_words
from gmi_app.ui.activities.breathing import BreathFace
from gmi_app.ui.imagery.sheets import RatingSheet
from gmi_app.ui.imagery.stage import CONTROLS, ImageryStage
from gmi_app.ui.theme import Theme, apply, theme
from tests.ui.activity_scenes import SCENES
from tests.ui.looks import LOOKS, SIZE, Look, scene_in


@contextmanager
def stage_of(kind: SessionKind, *, seconds: float = 2.4) -> Iterator[ImageryStage]:
    """In the middle of a session; closed again afterwards."""
    relaxes = kind is SessionKind.RELAXATION
    face = BreathFace() if relaxes else None
    eases = kind is SessionKind.DESENSITISATION
    offers = [each for each in CONTROLS if eases or each != "easier"]
    stage = ImageryStage(one_key=False, heading=activity_words.name(kind), face=face, offers=offers)
    stage.resize(*SIZE)
    content = load_content()
    if face is not None:
        breath = breath_at(seconds)
        face.show_breath(breath, 4)
        stage.show_title(content.breathing.title, "")
        stage.show_line(content.breathing.into)
        stage.times.set("Breath 3 of 16")
        stage.ring.hide()
    else:
        passages = course(DesensitisationSettings(seconds=300), content)
        done = passages(())
        assert done is not None
        limb = content.limb(BodyPart.HAND, Side.LEFT)
        stage.show_title("Where it hurts", "Well away from the pain")
        stage.show_line(f"Now {limb}, well away from the pain: silk, light strokes.")
        stage.show_hint("“Easier” goes further away from the pain, at any time.")
        still = still_of(load_catalogue(pictures_folder()), BodyPart.HAND, Side.LEFT)
        stage.show_frames([still], 0, "Left hand")
        stage.ring.show_time(0.4, 5)
    try:
        stage.show()
        for _ in range(3):
            QCoreApplication.processEvents()
        yield stage
    finally:
        stage.leave()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def breathing_picture() -> QPixmap:
    """For the guide."""
    with stage_of(SessionKind.RELAXATION) as stage:
        return stage.grab()


def _stages(out: Path, look: Look, application: QApplication) -> None:
    apply(application, Theme.from_preferences(look.preferences))
    for name, kind in (
        ("breathing", SessionKind.RELAXATION),
        ("touch", SessionKind.DESENSITISATION),
    ):
        with stage_of(kind) as stage:
            stage.grab().save(str(out / f"stage_{name}_{look.name}.png"))
    with stage_of(SessionKind.DESENSITISATION) as stage:
        question = "How comfortable was that? 1 is not at all, 5 is quite comfortable."
        stage.show_sheet(RatingSheet(RatingKind.COMFORT, question))
        QCoreApplication.processEvents()
        stage.grab().save(str(out / f"stage_rating_{look.name}.png"))
    apply(application, replace(theme(), reduced_motion=True))
    with stage_of(SessionKind.RELAXATION) as stage:
        stage.grab().save(str(out / f"stage_still_{look.name}.png"))
    apply(application, Theme())


def main(words: list[str]) -> None:
    from gmi_app.ui.application import make_application

    out = Path(words[0])
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    wanted = [look for look in LOOKS if look.name in words] or list(LOOKS[:4])
    with tempfile.TemporaryDirectory():
        for look in wanted:
            for name, scene in SCENES.items():
                with scene_in(look, scene, pictures_folder()) as window:
                    window.grab().save(str(out / f"{name}_{look.name}.png"))
            _stages(out, look, application)


if __name__ == "__main__":
    main(sys.argv[1:])
