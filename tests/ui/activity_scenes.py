"""Screens of what goes beside the exercises, as scenes for ``looks.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gmi_app.facts.session import SessionKind
from gmi_app.pictures.model import BodyPart
from gmi_app.ui.activities.pacing import PacingScreen
from gmi_app.ui.screens.history import BESIDE, HistoryScreen
from tests.ui import activity_practice as practice
from tests.ui.practice import PATIENT
from tests.ui.world import World

ANNA = replace(PATIENT, part=BodyPart.HAND)
Scene = Callable[[World], None]


def overview(world: World) -> None:
    world.add_patient(ANNA)
    practice.activity_days(world.journal, ANNA.id)
    world.open_window().activities.show()
    world.settle()


def set_up(kind: SessionKind) -> Scene:
    def scene(world: World) -> None:
        world.add_patient(ANNA)
        practice.activity_days(world.journal, ANNA.id)
        world.open_window().activities.show_set_up(kind)
        world.settle()

    return scene


def pacing_with(step: Callable[[PacingScreen], object]) -> Scene:
    def scene(world: World) -> None:
        set_up(SessionKind.ACTIVITY)(world)
        assert world.window is not None
        screen = world.window.screen_widget
        assert isinstance(screen, PacingScreen)
        step(screen)
        world.settle()

    return scene


def result(world: World) -> None:
    world.add_patient(ANNA)
    record = practice.touched(world.journal, ANNA.id, pain=(4, 4))
    world.open_window().activities.show_result(record)
    world.settle()


def result_risen(world: World) -> None:
    world.add_patient(ANNA)
    record = practice.touched(world.journal, ANNA.id, pain=(3, 6), comfort=2)
    world.open_window().activities.show_result(record)
    world.settle()


def history(world: World) -> None:
    world.add_patient(ANNA)
    practice.activity_days(world.journal, ANNA.id)
    window = world.open_window()
    window.show_history()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, HistoryScreen)
    screen.show_view(BESIDE)
    world.settle()


SCENES: dict[str, Scene] = {
    "beside_history": history,
    "beside": overview,
    "beside_relaxation": set_up(SessionKind.RELAXATION),
    "beside_touch": set_up(SessionKind.DESENSITISATION),
    "beside_perception": set_up(SessionKind.PERCEPTION),
    "beside_pacing": set_up(SessionKind.ACTIVITY),
    "beside_pacing_tick": pacing_with(lambda screen: screen.cards[0].show_form()),
    "beside_pacing_new": pacing_with(lambda screen: screen.show_form()),
    "beside_result": result,
    "beside_result_risen": result_risen,
}
