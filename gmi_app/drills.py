"""Sets on the stage: builds one session with all that it needs of the world.

Imported when the first set is started: the stage brings NumPy, which the first screen does without.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import SystemRandom
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QScreen

from gmi_app.clock import Clock
from gmi_app.devices.awake import keep_awake, sleep_told
from gmi_app.errors import UsageError
from gmi_app.journal import Journal
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.programme.patient import Patient
from gmi_app.ui.background import Lane
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.stage.answers import KeyMap
from gmi_app.ui.stage.drill_session import DrillSession
from gmi_app.ui.stage.stage import Stage
from gmi_app.ui.stage.world import DrillOrder, World

SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where the work off the GUI thread is done, each in order."""

    journal: Lane
    pictures: Lane
    awake: Lane


def new_session(
    patient: Patient,
    settings: DrillSettings,
    *,
    clock: Clock,
    journal: Journal,
    lanes: Lanes,
    catalogue: Catalogue,
    preferences: Preferences,
    pain_before: int | None,
    plan_item: UUID | None,
    start_now: bool,
    seed: int | None,
    screen: QScreen | None,
    parent: QObject,
) -> DrillSession:
    """A session that waits for ``start``. ``seed`` None takes a random one. Raises UsageError when
    no picture fits the settings."""
    chosen = SystemRandom().randrange(SEEDS) if seed is None else seed
    order = DrillOrder(patient.id, settings, chosen, start_now, pain_before, plan_item)
    world = World(
        clock=clock,
        journal=journal,
        journal_lane=lanes.journal,
        picture_lane=lanes.pictures,
        awake_lane=lanes.awake,
        awake=keep_awake,
        slept=sleep_told(clock),
        pictures=catalogue.pictures,
        read=catalogue.content,
    )
    if settings.moving and preferences.reduced_motion:
        raise UsageError(
            QCoreApplication.translate(
                "Drills",
                "Moving pictures are off while “Reduced motion” is on. Change it in the settings, "
                "or choose still pictures.",
            )
        )
    stage = Stage(KeyMap.of(preferences), settings.asked)
    try:
        return DrillSession(order, stage, world, screen, parent)
    except BaseException:
        stage.leave()
        raise
