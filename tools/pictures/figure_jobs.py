# SPDX-License-Identifier: GPL-3.0-or-later
"""Knees, shoulders, necks and backs on a plain ground: a seeded list of jobs. No Blender here.

The side of a knee or a shoulder is the depicted person's own; the side of a neck or a back is the
direction in which it is turned or bent, as the depicted person's own left or right.
"""

import random
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from .figure_people import FIGURES, shorts_of, top_of
from .figure_postures import STAGED
from .figure_views import VIEWS
from .jobs import STILL_SIZE_PX, Share, job_hash, shares
from .people import PEOPLE
from .shot import Quality, Shot

FINAL = Quality(STILL_SIZE_PX, 5, False)  # at this scale light hardly shines through skin
RECIPE = 1
# of parts, postures or cells: (part, posture, view)
REVISIONS: dict[tuple[str, ...], int] = {
    ("shoulder",): 1,
    ("back",): 1,
    ("knee", "kneeling"): 2,
}
SEED = 20252
# postures that came later: dealt by hand, so that the others stay as they are
LATER = {
    "shoulder": (
        Share(("shrugged", "front"), "p05", "left", "right"),
        Share(("shrugged", "side"), "p07", "right", "left"),
        Share(("shrugged", "behind"), "p01", "left", "left"),
    )
}
LATER_POSTURES = {share.cell[0] for later in LATER.values() for share in later}
JITTER = (5.0, 2.5, 0.03)  # azimuth, elevation, share of the width
TOPS = {
    "knee": ("shirt",),
    "shoulder": ("vest", "vest", "vest", "bare"),
    "neck": ("shirt", "shirt", "vest", "bare"),
    "back": ("shirt", "vest", "bare"),
}


@dataclass(frozen=True)
class FigureJob:
    """One picture. Angles in degrees, width in cm; `top` is a garment or ""."""

    set: ClassVar[str] = "plain"
    frames: ClassVar[int] = 1
    fps: ClassVar[str] = ""
    direction: ClassVar[str] = ""
    turnable: ClassVar[bool] = True

    part: str
    posture: str
    view: str
    person: str
    side: str
    light_side: str
    azimuth: float
    elevation: float
    half_width: float
    top: str
    top_colour: str
    stripes: str
    shorts_colour: str
    ground: str

    @property
    def name(self) -> str:
        return f"{self.posture}_{self.view}_{self.person}"

    @property
    def file(self) -> str:
        """Path below assets/images, with forward slashes."""
        return f"{self.part}/plain/{self.name}.webp"

    @property
    def hash(self) -> str:
        """Changes when anything changes that the picture depends on."""
        cell = (self.part, self.posture, self.view)
        revisions = [REVISIONS.get(cell[:n], 0) for n in (1, 2, 3)]
        stage = repr((STAGED[self.part][self.posture], VIEWS[self.part][self.posture][self.view]))
        people = repr((PEOPLE[self.person], FIGURES[self.person]))
        facts = [RECIPE, revisions, asdict(self), stage, people]
        return job_hash(facts if self.shorts == "shorts" else [*facts, self.shorts])

    @property
    def shorts(self) -> str:
        """Which shorts are worn, loose or close-fitting ones."""
        return shorts_of(f"{self.part}/plain/{self.posture}_{self.view}")


@cache
def jobs() -> tuple[FigureJob, ...]:
    """All jobs of this family: one picture of every posture and view of every part."""
    out = []
    for part, postures in VIEWS.items():
        cells = [(posture, view) for posture, views in postures.items() for view in views]
        first = [cell for cell in cells if cell[0] not in LATER_POSTURES]
        dealt = [*shares(first, 1, f"{SEED}/{part}"), *LATER.get(part, ())]
        for share in dealt:
            out.append(_job(part, *share.cell, share.person, share.side, share.light_side))
    return tuple(out)


def clothes_of(
    part: str, view: str, person: str, chance: random.Random
) -> tuple[str, str, str, str]:
    """Top ("" for none), its colour, its stripes' colour ("" for none) and the shorts' colour."""
    figure = FIGURES[person]
    top = chance.choice(TOPS[part])
    if top == "bare" and not (figure.bare and view.startswith("behind")):
        top = "vest"
    colour, other = chance.sample(figure.tops, 2)
    striped = top == "shirt" and chance.random() < 0.25
    shorts = chance.choice(figure.shorts)
    if part in ("shoulder", "neck"):
        shorts = ""  # out of the picture
    return ("" if top == "bare" else top), colour, (other if striped else ""), shorts


def _job(part: str, posture: str, view: str, person: str, side: str, light_side: str) -> FigureJob:
    chance = random.Random(f"{SEED}/{part}/{posture}/{view}/{person}")
    seen = VIEWS[part][posture][view]
    around, above, width = (chance.uniform(-1, 1) * step for step in JITTER)
    top, top_colour, stripes, shorts_colour = clothes_of(part, view, person, chance)
    return FigureJob(
        part=part,
        posture=posture,
        view=view,
        person=person,
        side=side,
        light_side=light_side,
        azimuth=round(seen.azimuth + around, 1),
        elevation=round(seen.elevation + above, 1),
        half_width=round(seen.half_width * (1 + width), 1),
        top=top_of(f"{part}/plain/{posture}_{view}", top),
        top_colour=top_colour,
        stripes=stripes,
        shorts_colour=shorts_colour,
        ground=chance.choice(PEOPLE[person].grounds),
    )


def shoot(job: FigureJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    from .figure_renderer import shoot as render

    return render(job, quality, scratch)


def side_shown(job: FigureJob) -> str:
    """The side that the posed skeleton shows; raises AssertionError where it cannot be shown."""
    from .figure_renderer import Placed

    return Placed(job, Path()).side
