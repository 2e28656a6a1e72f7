# SPDX-License-Identifier: GPL-3.0-or-later
"""Feet in believable places: a seeded list of jobs. No Blender here."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from .foot_rooms_cells import BUSY, CONTEXT, LATER, TURNS
from .jobs import Share
from .limb_rooms_job import LimbRoomJob, Place, dealt
from .shot import Quality, Shot

FINAL = Quality(768, 6, True)  # a room needs few samples once it is denoised
RECIPE = 1
# of "set/posture_view_place", instead of a new recipe for all
REVISIONS: dict[str, int] = {
    "context/flexed_up_sole_beach": 1,
    "context/relaxed_sole_beach": 3,
    "context/turned_in_sole_living_room": 2,
    "busy/flexed_up_sole_bedroom": 1,
    "busy/relaxed_sole_living_room": 1,
}
LATER_SEED = 20265
SEED = 20254
FILLS = {"context": (0.6, 0.7), "busy": (0.7, 0.86)}
LYING = ("back", "front", "edge")
COVERED = (
    ("front", "sole"),
    ("edge", "sole"),
    ("back", "sole"),
)  # ways and views that would show where the leg ends


@dataclass(frozen=True)
class RoomFootJob(LimbRoomJob):
    """One picture."""

    part: ClassVar[str] = "foot"
    recipe: ClassVar[int] = RECIPE
    revisions: ClassVar[dict[str, int]] = REVISIONS


@cache
def jobs() -> tuple[RoomFootJob, ...]:
    """All jobs of this family, one of each cell."""
    sets = {"context": CONTEXT, "busy": BUSY}
    later = dealt({"context": LATER}, LATER_SEED)
    return tuple(_job(*one) for one in (*dealt(sets, SEED), *later))


def _job(kind: str, cell: Place, share: Share) -> RoomFootJob:
    key = f"{kind}/{cell.posture}_{cell.view}_{cell.place}"
    chance = random.Random(f"{SEED}/{key}/{REVISIONS.get(key, 0)}")
    turn, spread, elevations = TURNS[cell.way, cell.view]
    busy = kind == "busy"
    aside = 0.14 if busy else 0.05
    covers = ("trousers", "trousers", "cloth") if cell.way in LYING else ("trousers",)
    if (cell.way, cell.view) == ("back", "sole"):
        covers = ("cloth",)  # trousers would be seen end on
    covered = busy or (cell.way, cell.view) in COVERED or chance.random() < 0.4
    return RoomFootJob(
        set=kind,
        posture=cell.posture,
        view=cell.view,
        person=share.person,
        side=share.side,
        light_side=share.light_side,
        place=cell.place,
        spot=cell.spot,
        way=cell.way,
        cover=chance.choice(covers) if covered else "",
        turn=round(turn + chance.uniform(-spread, spread), 1),
        azimuth=round(chance.uniform(-20, 20) if busy else chance.uniform(-12, 12), 1),
        elevation=round(chance.uniform(*elevations), 1),
        fill=round(chance.uniform(*FILLS[kind]), 2),
        off_centre=(
            round(chance.uniform(-aside, aside), 2),
            round(chance.uniform(-aside, aside) - 0.08, 2),
        ),
        mirrored=chance.random() < 0.5,
        seed=chance.randrange(10**6),
    )


def shoot(job: RoomFootJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    from .foot_rooms_renderer import shoot as render

    return render(job, quality, scratch)


def side_shown(job: RoomFootJob) -> str:
    """The side that the posed skeleton shows; raises AssertionError where it cannot be shown."""
    from .foot_rooms_renderer import RoomFoot

    placed = RoomFoot(job)
    placed.camera()
    return placed.side
