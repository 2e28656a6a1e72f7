# SPDX-License-Identifier: GPL-3.0-or-later
"""Feet on a plain ground: a seeded list of jobs, the same on every computer. No Blender here."""

import random
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from .jobs import job_hash, shares
from .people import PEOPLE
from .shot import Quality, Shot

RECIPE = 1
# of single cells, instead of a new recipe for all
REVISIONS: dict[tuple[str, str], int] = {("flexed_up", "sole"): 1, ("big_toe_up", "sole"): 1}
SEED = 20251
POSTURES = (
    "relaxed",
    "pointed",
    "flexed_up",
    "toes_curled",
    "toes_spread",
    "tiptoe",
    "turned_in",
    "turned_out",
    "big_toe_up",
)
# where the camera stands as seen from the foot, in degrees: around the leg's axis (0 before the
# toes, 90 on the big toe's side) and above the sole's plane; see foot_renderer.view_matrix
VIEWS = {
    "dorsal": (0.0, 58.0),
    "sole": (180.0, -64.0),
    "medial": (78.0, 10.0),
    "lateral": (-78.0, 14.0),
    "front": (0.0, 24.0),
    "heel": (140.0, 6.0),
}
# cells that need another angle to be judged
ANGLES: dict[tuple[str, str], tuple[float, float]] = {
    ("flexed_up", "dorsal"): (0.0, 34.0),
    ("turned_out", "dorsal"): (0.0, 46.0),
    ("big_toe_up", "dorsal"): (0.0, 50.0),
    ("toes_spread", "dorsal"): (0.0, 50.0),
    ("pointed", "dorsal"): (0.0, 72.0),
    ("tiptoe", "dorsal"): (0.0, 66.0),
    ("flexed_up", "sole"): (0.0, -70.0),
    ("turned_out", "sole"): (180.0, -58.0),
    ("big_toe_up", "sole"): (180.0, -58.0),
    ("toes_spread", "sole"): (180.0, -58.0),
    ("toes_curled", "sole"): (180.0, -66.0),
    ("relaxed", "heel"): (140.0, 8.0),
    ("pointed", "heel"): (-146.0, -12.0),
    ("flexed_up", "heel"): (142.0, 24.0),
    ("toes_curled", "heel"): (-140.0, 10.0),
    ("toes_spread", "heel"): (142.0, 26.0),
    ("tiptoe", "heel"): (-148.0, -14.0),
    ("turned_in", "heel"): (172.0, -28.0),
    ("turned_out", "heel"): (150.0, 20.0),
    ("big_toe_up", "heel"): (138.0, 20.0),
}
# dark skins whose sole, seen as a whole, would look dotted; its grain is softened
EVEN_SOLES = {("flexed_up", "sole", "p05"), ("big_toe_up", "sole", "p08")}
LEFT_OUT = {("tiptoe", "sole")}  # the lifted toes hide behind the ball of the foot
JITTER = (8.0, 4.0, 6.0)  # around, above, ankle


@dataclass(frozen=True)
class FootJob:
    """One picture. Angles in degrees; `ankle` is added to the posture's plantarflexion."""

    part: ClassVar[str] = "foot"
    set: ClassVar[str] = "plain"
    frames: ClassVar[int] = 1
    fps: ClassVar[str] = ""
    direction: ClassVar[str] = ""
    turnable: ClassVar[bool] = True

    posture: str
    view: str
    person: str
    side: str
    light_side: str
    around: float
    above: float
    ankle: float
    ground: str

    @property
    def name(self) -> str:
        return f"{self.posture}_{self.view}_{self.person}"

    @property
    def file(self) -> str:
        """Path below assets/images, with forward slashes."""
        return f"foot/plain/{self.name}.webp"

    @property
    def hash(self) -> str:
        """Changes when anything changes that the picture depends on."""
        revision = REVISIONS.get((self.posture, self.view), 0)
        return job_hash([RECIPE, revision, asdict(self), repr(PEOPLE[self.person])])


@cache
def jobs() -> tuple[FootJob, ...]:
    """All jobs of this family: one picture of every posture and view that shows something."""
    cells = [(posture, view) for posture in POSTURES for view in VIEWS]
    cells = [cell for cell in cells if cell not in LEFT_OUT]
    return tuple(
        _job(*share.cell, share.person, share.side, share.light_side)
        for share in shares(cells, 1, SEED)
    )


def _job(posture: str, view: str, person: str, side: str, light_side: str) -> FootJob:
    chance = random.Random(f"{SEED}/{posture}/{view}/{person}")
    around, above = ANGLES.get((posture, view), VIEWS[view])
    steps = [chance.uniform(-1, 1) * width for width in JITTER]
    return FootJob(
        posture=posture,
        view=view,
        person=person,
        side=side,
        light_side=light_side,
        around=round(around + steps[0], 1),
        above=round(above + steps[1], 1),
        ankle=round(steps[2], 1),
        ground=chance.choice(PEOPLE[person].grounds),
    )


def shoot(job: FootJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    from .foot_renderer import shoot as render

    return render(job, quality, scratch)


def side_shown(job: FootJob) -> str:
    """The side that the posed skeleton shows; raises AssertionError where it cannot be shown."""
    from .foot_renderer import Placed

    placed = Placed(job)
    placed.camera()
    return placed.side
