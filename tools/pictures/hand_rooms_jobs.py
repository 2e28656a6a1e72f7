# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands in rooms: a seeded list of jobs, the same on every computer. No Blender here."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from .hand_rooms_cells import (
    ANGLES,
    BUSY,
    CONTEXT,
    COVERS,
    HAND_TURNS,
    HIGHER,
    INSTEAD_OF,
    LATER,
    LATER_SHARE,
)
from .jobs import Share
from .limb_rooms_job import LimbRoomJob, Place, dealt
from .shot import Quality, Shot

RECIPE = 1
# of single pictures that were thrown out and made again with another room or another angle
REVISIONS = {
    "busy/closed_back_steps": 1,
    "busy/relaxed_palm_bedroom": 8,
}
SEED = 20260
CUP_COLOURS = ("#dfe3df", "#5f86a3", "#c9764f", "#7d9a78")
PEN_COLOURS = ("#24406e", "#7a2230", "#26302c")
FINAL = Quality(768, 5, True)  # denoised; a room fills the whole picture, so samples are dear
LIVELY = {"context": (0.57, 0.64), "busy": (0.66, 0.82)}  # how much of the picture the hand fills


@dataclass(frozen=True)
class RoomHandJob(LimbRoomJob):
    """One picture; `colour` is that of what the hand holds, or ""."""

    part: ClassVar[str] = "hand"
    recipe: ClassVar[int] = RECIPE
    revisions: ClassVar[dict[str, int]] = REVISIONS

    colour: str


@cache
def jobs() -> tuple[RoomHandJob, ...]:
    """All jobs of this family, one of each cell."""
    sets = {"context": CONTEXT, "busy": BUSY}
    first = (_job(*one) for one in dealt(sets, SEED, INSTEAD_OF))
    return (*first, _job("context", LATER, LATER_SHARE))


def _job(kind: str, cell: Place, share: Share) -> RoomHandJob:
    key = f"{kind}/{cell.posture}_{cell.view}_{cell.place}"
    revision = REVISIONS.get(key, 0)
    chance = random.Random(f"{SEED}/{key}/{revision}")
    turn, spread = HAND_TURNS[cell.way, cell.view]
    angles = ANGLES[cell.way, cell.view]
    busy = kind == "busy"
    colours = {"cup": CUP_COLOURS, "pen": PEN_COLOURS}.get(cell.posture, ("",))
    aside = 0.16 if busy else 0.06
    cover = chance.choice(COVERS[cell.way])
    if not busy:
        cover = (
            "sleeve"
            if cell.view == "fingertips" or chance.random() < 0.25 or cell.way == "pour"
            else ""
        )
    return RoomHandJob(
        set=kind,
        posture=cell.posture,
        view=cell.view,
        person=share.person,
        side=share.side,
        light_side=share.light_side,
        place=cell.place,
        spot=cell.spot,
        way=cell.way,
        cover=cover,
        turn=round(turn + chance.uniform(-spread, spread), 1),
        azimuth=round(chance.uniform(-24, 24) if busy else chance.uniform(-14, 14), 1),
        elevation=round(chance.uniform(*angles) + HIGHER.get((cell.posture, cell.view), 0.0), 1),
        fill=round(chance.uniform(*LIVELY[kind]), 2),
        off_centre=(
            round(chance.uniform(-aside, aside), 2),
            round(chance.uniform(-aside, aside) - 0.05, 2),
        ),
        mirrored=chance.random() < 0.5,
        seed=chance.randrange(10**6),
        colour=chance.choice(colours),
    )


def shoot(job: RoomHandJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    from .hand_rooms_renderer import shoot as render

    return render(job, quality, scratch)


def side_shown(job: RoomHandJob) -> str:
    """The side that the posed skeleton shows; raises AssertionError where it cannot be shown."""
    from .hand_rooms_renderer import RoomHand

    placed = RoomHand(job)
    placed.camera()
    return placed.side
