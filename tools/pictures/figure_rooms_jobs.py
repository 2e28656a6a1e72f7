# SPDX-License-Identifier: GPL-3.0-or-later
"""Knees, shoulders, necks and backs in rooms: a seeded list of jobs. No Blender here."""

import random
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from .figure_jobs import clothes_of
from .figure_people import FIGURES, shorts_of, top_of
from .figure_postures import staged
from .figure_rooms_cells import BY_HAND, LATER, SETS, Cell
from .figure_views import VIEWS
from .jobs import STILL_SIZE_PX, job_hash, shares
from .people import PEOPLE
from .shot import Quality, Shot

FINAL = Quality(STILL_SIZE_PX, 4, False)  # denoised; a room fills the whole picture
RECIPE = 2
BUSY_RECIPE = 1  # of the towels
# of single pictures made again with another room
REVISIONS: dict[str, int] = {
    "shoulder/context/front_raise_side": 1,
    "knee/busy/kneeling_side": 7,
    "neck/busy/tilt_behind": 1,
    "neck/busy/turn_behind_same_side": 1,
    "neck/busy/turn_down_behind_other_side": 2,
}
SEED = 20262
JITTER = (4.0, 2.0)  # azimuth, elevation
WIDER = {"context": (1.22, 1.36), "busy": (1.02, 1.18)}  # than the plain picture of the same cell
ASIDE = {"context": 0.06, "busy": 0.18}


@dataclass(frozen=True)
class RoomFigureJob:
    """One picture. `azimuth` of the camera as seen from the body and `around` of the camera in the
    room, in degrees; `half_width` in cm; `mirrored` is the room's."""

    frames: ClassVar[int] = 1
    fps: ClassVar[str] = ""
    direction: ClassVar[str] = ""
    turnable: ClassVar[bool] = False

    part: str
    set: str
    posture: str
    view: str
    person: str
    side: str
    light_side: str
    place: str
    spot: str
    azimuth: float
    around: float
    elevation: float
    half_width: float
    off_centre: tuple[float, float]
    mirrored: bool
    seed: int
    top: str
    top_colour: str
    stripes: str
    shorts_colour: str

    @property
    def name(self) -> str:
        return f"{self.posture}_{self.view}_{self.place}_{self.person}"

    @property
    def file(self) -> str:
        """Path below assets/images, with forward slashes."""
        return f"{self.part}/{self.set}/{self.name}.webp"

    @property
    def hash(self) -> str:
        """Changes when anything changes that the picture depends on."""
        posed = staged(self.part, self.set, self.posture, self.view)
        stage = repr((posed, VIEWS[self.part][self.posture][self.view]))
        people = repr((PEOPLE[self.person], FIGURES[self.person]))
        revision = REVISIONS.get(f"{self.part}/{self.set}/{self.posture}_{self.view}", 0)
        recipe = [RECIPE, BUSY_RECIPE] if self.set == "busy" else RECIPE
        facts = [recipe, revision, asdict(self), stage, people]
        return job_hash(facts if self.shorts == "shorts" else [*facts, self.shorts])

    @property
    def shorts(self) -> str:
        """Which shorts are worn, loose or close-fitting ones."""
        return shorts_of(f"{self.part}/{self.set}/{self.posture}_{self.view}")

    def in_mirror(self) -> dict[str, object]:
        """What else is the other way round in the mirror picture; the azimuth is counted towards
        the asked side."""
        x, y = self.off_centre
        return {"around": -self.around, "off_centre": (-x, y), "mirrored": not self.mirrored}


@cache
def jobs() -> tuple[RoomFigureJob, ...]:
    """All jobs of this family, one of each cell."""
    out = []
    for kind, parts in SETS.items():
        for part, cells in parts.items():
            for share in shares(list(cells), 1, f"{SEED}/{kind}/{part}"):
                cell = Cell(*share.cell)
                out.append(_job(part, kind, cell, share.person, share.side, share.light_side))
    later = [(part, *cell) for part, cells in LATER.items() for cell in cells]
    for share in shares(later, 1, f"{SEED}/later"):
        part, *words = share.cell
        who = (share.person, share.side, share.light_side)
        out.append(_job(part, "context", Cell(*words), *who))
    out += [_job("knee", *one) for one in BY_HAND]
    return tuple(out)


def _job(
    part: str, kind: str, cell: Cell, person: str, side: str, light_side: str
) -> RoomFigureJob:
    key = f"{part}/{kind}/{cell.posture}_{cell.view}"
    chance = random.Random(f"{SEED}/{key}/{cell.place}/{person}/{REVISIONS.get(key, 0)}")
    seen = VIEWS[part][cell.posture][cell.view]
    turned, above = (chance.uniform(-1, 1) * step for step in JITTER)
    top, top_colour, stripes, shorts_colour = clothes_of(part, cell.view, person, chance)
    aside = ASIDE[kind]
    return RoomFigureJob(
        part=part,
        set=kind,
        posture=cell.posture,
        view=cell.view,
        person=person,
        side=side,
        light_side=light_side,
        place=cell.place,
        spot=cell.spot,
        azimuth=round(seen.azimuth + turned, 1),
        around=round(chance.uniform(-14, 14), 1),
        elevation=round(max(seen.elevation, 8) + above, 1),
        half_width=round(seen.half_width * chance.uniform(*WIDER[kind]), 1),
        off_centre=(
            round(chance.uniform(-aside, aside), 2),
            round(chance.uniform(-aside, aside) * 0.5, 2),
        ),
        mirrored=chance.random() < 0.5,
        seed=chance.randrange(10**6),
        top=top_of(key, top),
        top_colour=top_colour,
        stripes=stripes,
        shorts_colour=shorts_colour or chance.choice(FIGURES[person].shorts),
    )


def shoot(job: RoomFigureJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    from .figure_rooms_renderer import shoot as render

    return render(job, quality, scratch)


def side_shown(job: RoomFigureJob) -> str:
    """The side that the posed skeleton shows; raises AssertionError where it cannot be shown."""
    from .figure_rooms_renderer import RoomFigure

    return RoomFigure(job, Path()).side
