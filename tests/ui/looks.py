"""Pictures of screens in every look, for people to open: ``python -m tests.ui.looks OUT [NAME …]``.

``tools/screenshots.py`` makes the pictures of the user guide with the same scenes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import StopReason
from gmi_app.laterality.settings import DrillSettings
from gmi_app.library.filters import Filter
from gmi_app.library.likeness import Likeness
from gmi_app.library.marks import MarkKind
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.pin import hash_pin
from gmi_app.ui.language import load_language
from gmi_app.ui.preferences import AnswerKeys, Appearance, Preferences
from gmi_app.ui.screens.first_start import FirstStartScreen
from gmi_app.ui.screens.history import MIRROR, HistoryScreen
from gmi_app.ui.screens.library import LibraryScreen
from gmi_app.ui.screens.library_packs import PacksPage
from gmi_app.ui.screens.library_photograph import PhotographPage
from gmi_app.ui.screens.people import PeopleScreen
from gmi_app.ui.screens.settings import Section
from tests.ui import activity_scenes, clinic_looks, exchange_looks, programme_looks
from tests.ui.copying import filled
from tests.ui.imagery_practice import imagery_days
from tests.ui.mirror_practice import mirror_days
from tests.ui.practice import NOW, PATIENT, Practice, Skill
from tests.ui.world import World

ANNA = replace(PATIENT, part=BodyPart.HAND)
BEN = Patient(UUID(int=8), Moment(NOW), "Ben", AffectedSide.RIGHT, BodyPart.FOOT)
SIZE = (1280, 800)


@dataclass(frozen=True)
class Look:
    """One way to look at a screen."""

    name: str
    appearance: Appearance = Appearance.LIGHT
    percent: int = 100
    mirrored: bool = False
    size: tuple[int, int] = SIZE

    @property
    def preferences(self) -> Preferences:
        return Preferences(appearance=self.appearance, text_percent=self.percent)


LOOKS = (
    Look("light"),
    Look("dark", Appearance.DARK),
    Look("contrast", Appearance.CONTRAST),
    Look("200", percent=200),
    Look("150", percent=150),
    Look("mirrored", mirrored=True),
    Look("small", size=(1024, 700)),
    Look("small_200", percent=200, size=(1024, 700)),
    Look("dark_200", Appearance.DARK, 200),
    Look("4k", size=(3840, 2160)),
    Look("4k_200", percent=200, size=(3840, 2160)),
)

Scene = Callable[[World], None]


def practised(world: World, weeks: int = 1) -> Practice:
    """Anna, with some practice behind her."""
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)

    def write() -> tuple[Any, ...]:
        world.add_patient(ANNA)
        practice.weeks(weeks)
        return practice.random.getstate()

    practice.random.setstate(filled(world, ("practised", weeks), write))
    world.state.patients = world.journal.patients()
    return practice


def today(world: World) -> None:
    practised(world)
    world.open_window()


def today_new(world: World) -> None:
    world.add_patient(ANNA)
    world.open_window()


def today_noted(world: World) -> None:
    practised(world)
    rating = Rating(
        UUID(int=99),
        ANNA.id,
        Moment(NOW - timedelta(minutes=12)),
        RatingKind.PAIN_NOW,
        4,
        When.ALONE,
    )
    world.journal.add_rating(rating)
    world.open_window()


def today_check_up(world: World) -> None:
    world.add_patient(ANNA)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    for day in (5, 3, 2, 1):
        practice.do_set(NOW - timedelta(days=day), after=4)
    practice.do_set(
        NOW - timedelta(hours=1), stopped=StopReason.TIRED, answered=7, left=Skill(0.5, 3.0)
    )
    world.open_window()


def today_notice(world: World) -> None:
    practised(world)
    window = world.open_window()
    window._notices = (
        "The set of 21 November at 18:10 was interrupted after 12 answers. They are kept.",
    )
    window.show_today()
    world.settle()


def first_start(step: int) -> Scene:
    def scene(world: World) -> None:
        window = world.open_window()
        screen = window.screen_widget
        assert isinstance(screen, FirstStartScreen)
        for at in range(step):
            screen.next.click()
            name = {0: "side_left", 1: "part_hand"}.get(at)
            card = screen.findChild(QWidget, name) if name else None
            if card is not None:
                card.click()  # type: ignore[attr-defined]
        world.settle()

    return scene


def first_start_clinic(world: World) -> None:
    screen = world.open_window().screen_widget
    assert isinstance(screen, FirstStartScreen)
    key = screen.findChild(QPushButton, "clinic")
    assert key is not None
    key.click()
    world.settle()


def answer_own_keys(world: World) -> None:
    world.add_patient(ANNA)
    world.state.preferences = replace(world.state.preferences, answer_keys=AnswerKeys.OWN)
    window = world.open_window()
    window.show_settings(Section.KEYS)
    world.settle()


def people(world: World) -> None:
    world.add_patient(replace(ANNA, pin=hash_pin("2468")))
    world.add_patient(BEN)
    world.add_patient(Patient(UUID(int=9), Moment(NOW)))
    world.open_window()


def people_pin(world: World) -> None:
    people(world)
    assert world.window is not None
    screen = world.window.screen_widget
    assert isinstance(screen, PeopleScreen)
    pin = ANNA.id
    screen._choose(next(p for p in world.state.patients if p.id == pin))
    screen.pin.setText("1111")
    screen.open.click()
    world.settle()


def people_forgot(world: World) -> None:
    people_pin(world)
    assert world.window is not None
    screen = world.window.screen_widget
    assert isinstance(screen, PeopleScreen)
    screen.forgot.click()
    world.settle()


def settings(section: Section) -> Scene:
    def scene(world: World) -> None:
        practised(world)
        world.add_patient(BEN)
        world.state.patient = ANNA
        world.opened.vault.back_up()
        window = world.open_window()
        window.show_settings(section)
        world.settle()

    return scene


def settings_delete(world: World) -> None:
    settings(Section.DATA)(world)
    assert world.window is not None
    screen = world.window.screen_widget
    screen.section.delete_buttons[0].click()  # type: ignore[attr-defined]
    world.settle()


def pain_before(world: World) -> None:
    world.add_patient(ANNA)
    window = world.open_window()
    window.begin(DrillSettings())
    world.settle()


def help_(world: World) -> None:
    world.add_patient(ANNA)
    window = world.open_window()
    window.show_help()
    world.settle()


def set_up(world: World) -> None:
    practised(world)
    window = world.open_window()
    window.show_set_up()
    world.settle()


def result(world: World) -> None:
    practice = practised(world)
    summary = practice.do_set(NOW)
    window = world.open_window()
    window.show_result(summary)
    world.settle()


def imagery_why(world: World) -> None:
    world.add_patient(ANNA)
    world.open_window().imagery.show_set_up()
    world.settle()


def imagery_set_up(world: World) -> None:
    world.add_patient(ANNA)
    imagery_days(world.journal, ANNA.id)
    world.open_window().imagery.show_set_up()
    world.settle()


def imagery_result(world: World) -> None:
    world.add_patient(ANNA)
    record = imagery_days(world.journal, ANNA.id)[0]
    world.open_window().imagery.show_result(record)
    world.settle()


def mirror_why(world: World) -> None:
    world.add_patient(ANNA)
    world.open_window().mirror.show_set_up()
    world.settle()


def mirror_set_up(world: World) -> None:
    practised(world)
    mirror_days(world.journal, ANNA.id)
    world.open_window().mirror.show_set_up()
    world.settle()


def mirror_result(world: World) -> None:
    practised(world)
    record = mirror_days(world.journal, ANNA.id)[0]
    world.open_window().mirror.show_result(record)
    world.settle()


def mirror_history(world: World) -> None:
    practised(world)
    mirror_days(world.journal, ANNA.id)
    window = world.open_window()
    window.show_history()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, HistoryScreen)
    screen.show_view(MIRROR)
    world.settle()


def history(world: World) -> None:
    practised(world, 2)
    window = world.open_window()
    window.show_history()
    world.settle()


def library(world: World) -> None:
    world.add_patient(ANNA)
    window = world.open_window()
    window.show_library()
    world.settle()


def library_with(step: Callable[[LibraryScreen], object]) -> Scene:
    """The library with something opened in it."""

    def scene(world: World) -> None:
        library(world)
        assert world.window is not None
        screen = world.window.screen_widget
        assert isinstance(screen, LibraryScreen)
        step(screen)
        world.settle()

    return scene


def some_left_out(screen: LibraryScreen) -> None:
    for at, kind in enumerate((MarkKind.LEFT_OUT, MarkKind.UNCLEAR)):
        screen._shelf.mark(screen.model.pictures[at + 1], kind)


def open_first(screen: LibraryScreen) -> None:
    screen.open_picture(screen.model.pictures[0])


def open_clip(screen: LibraryScreen) -> None:
    """A limb that moves to a side, where there is one."""
    pictures = screen.model.pictures
    directed = [p for p in pictures if p.direction is not None and p.part.one_sided]
    screen.open_picture((directed or pictures)[0])


def some_people(screen: LibraryScreen) -> None:
    screen._shelf.choose(Likeness(sexes=("male",), age_bands=("older",)))
    screen.open_likeness()


def frame_photograph(screen: LibraryScreen) -> None:
    screen.open_photograph()
    page = screen.stack.currentWidget()
    assert isinstance(page, PhotographPage)
    picture = screen.model.pictures[0]
    image = QImage.fromData(screen._shelf.catalogue.content(picture))
    page.open_image(image.scaled(640, 640))


def refused_pack(screen: LibraryScreen) -> None:
    screen.open_packs()
    page = screen.stack.currentWidget()
    assert isinstance(page, PacksPage)
    page.add_pack(str(screen._services.data_folder))


SCENES: dict[str, Scene] = {
    "library": library,
    "library_empty": library_with(lambda s: s.show_only(Filter(set=PictureSet.OWN))),
    "library_left_out": library_with(some_left_out),
    "library_picture": library_with(open_first),
    "library_clip": library_with(open_clip),
    "library_people": library_with(some_people),
    "library_photograph": library_with(lambda s: s.open_photograph()),
    "library_framing": library_with(frame_photograph),
    "library_packs": library_with(lambda s: s.open_packs()),
    "library_refused": library_with(refused_pack),
    "library_trying": library_with(lambda s: s.open_trying()),
    "today": today,
    "today_new": today_new,
    "today_noted": today_noted,
    "today_check_up": today_check_up,
    "today_notice": today_notice,
    "first_start_1_welcome": first_start(0),
    "first_start_2_side": first_start(1),
    "first_start_3_part": first_start(2),
    "first_start_4_you": first_start(3),
    "first_start_5_answers": first_start(4),
    "first_start_clinic": first_start_clinic,
    "answer_own_keys": answer_own_keys,
    "people": people,
    "people_pin": people_pin,
    "people_forgot": people_forgot,
    "pain_before": pain_before,
    "set_up": set_up,
    "result": result,
    "history": history,
    "imagery_why": imagery_why,
    "imagery_set_up": imagery_set_up,
    "imagery_result": imagery_result,
    "mirror_why": mirror_why,
    "mirror_set_up": mirror_set_up,
    "mirror_result": mirror_result,
    "mirror_history": mirror_history,
    "help": help_,
    "settings_1_look": settings(Section.LOOK),
    "settings_2_keys": settings(Section.KEYS),
    "settings_2_voice": settings(Section.VOICE),
    "settings_3_reminders": settings(Section.REMINDERS),
    "settings_3_person": settings(Section.PERSON),
    "settings_4_people": settings(Section.PEOPLE),
    "settings_5_data": settings(Section.DATA),
    "settings_5_data_delete": settings_delete,
    "settings_6_privacy": settings(Section.PRIVACY),
    **programme_looks.SCENES,
    **activity_scenes.SCENES,
    **clinic_looks.SCENES,
    **exchange_looks.SCENES,
}


@contextmanager
def scene_in(look: Look, scene: Scene, pictures: Path) -> Iterator[QWidget]:
    """The window with a scene in it, in a look; closed again afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "data", pictures, preferences=look.preferences)
        direction = Qt.LayoutDirection
        world.app.setLayoutDirection(
            direction.RightToLeft if look.mirrored else direction.LeftToRight
        )
        try:
            scene(world)
            assert world.window is not None
            world.window.resize(*look.size)
            world.settle()
            yield world.window
        finally:
            world.close()


def make_pictures(
    target: Path,
    pictures: Path,
    names: Iterable[str] = SCENES,
    looks: Iterable[Look] = LOOKS,
) -> list[Path]:
    """Saves one PNG for every scene and look; returns their paths."""
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for name in names:
        for look in looks:
            with scene_in(look, SCENES[name], pictures) as window:
                file = target / f"{name}_{look.name}.png"
                window.grab().save(str(file))
                made.append(file)
    return made


def main(arguments: list[str]) -> None:
    from gmi_app.paths import pictures_folder

    target = Path(arguments[0] if arguments else os.environ["GMI_LOOKS"])
    words = arguments[1:]
    looks = [look for look in LOOKS if look.name in words] or LOOKS[:4]
    scenes = [name for name in SCENES if any(name.startswith(w) for w in words)]
    folder = os.environ.get("GMI_LOOKS_PICTURES")
    pictures = Path(folder) if folder else pictures_folder()
    for file in make_pictures(target, pictures, scenes or SCENES, looks):
        print(file)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    load_language(application)
    main(sys.argv[1:])
