# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands in rooms: a seeded list of jobs, the same on every computer. No Blender here."""

import random
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from .hand_rooms_cells import ANGLES, BUSY, CONTEXT, COVERS, HAND_TURNS, HIGHER, INSTEAD_OF, Place
from .jobs import job_hash, shares
from .people import PEOPLE
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
class RoomHandJob:
    """One picture. Angles in degrees: `turn` of the hand on its surface, azimuth and elevation of
    the camera; `way` and `cover` as in hand_rooms_cells.py; `mirrored` is the room's."""

    part: ClassVar[str] = "hand"
    frames: ClassVar[int] = 1
    fps: ClassVar[str] = ""
    direction: ClassVar[str] = ""
    turnable: ClassVar[bool] = False

    set: str
    posture: str
    view: str
    person: str
    side: str
    light_side: str
    place: str
    spot: str
    way: str
    cover: str
    turn: float
    azimuth: float
    elevation: float
    fill: float
    off_centre: tuple[float, float]
    mirrored: bool
    seed: int
    colour: str

    @property
    def name(self) -> str:
        return f"{self.posture}_{self.view}_{self.place}_{self.person}"

    @property
    def file(self) -> str:
        """Path below assets/images, with forward slashes."""
        return f"hand/{self.set}/{self.name}.webp"

    @property
    def hash(self) -> str:
        """Changes when anything changes that the picture depends on."""
        revision = REVISIONS.get(f"{self.set}/{self.posture}_{self.view}_{self.place}", 0)
        return job_hash([RECIPE, revision, asdict(self), repr(PEOPLE[self.person])])

    def in_mirror(self) -> dict[str, object]:
        """What else is the other way round in the mirror picture."""
        x, y = self.off_centre
        return {"azimuth": -self.azimuth, "off_centre": (-x, y), "mirrored": not self.mirrored}


@cache
def jobs() -> tuple[RoomHandJob, ...]:
    """All jobs of this family, one of each cell."""
    out = []
    for kind, places in (("context", CONTEXT), ("busy", BUSY)):
        keys = {(p.posture, p.view, p.place): p for p in places}
        cells = {INSTEAD_OF.get(key, key): place for key, place in keys.items()}
        if len(cells) != len(places):
            raise AssertionError("two cells are the same")
        for share in shares(list(cells), 1, SEED + (kind == "busy")):
            out.append(_job(kind, cells[share.cell], share.person, share.side, share.light_side))
    return tuple(out)


def _job(kind: str, cell: Place, person: str, side: str, light_side: str) -> RoomHandJob:
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
        cover = "sleeve" if cell.view == "fingertips" or chance.random() < 0.25 else ""
    return RoomHandJob(
        set=kind,
        posture=cell.posture,
        view=cell.view,
        person=person,
        side=side,
        light_side=light_side,
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
