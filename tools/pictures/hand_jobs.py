# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands on a plain ground: a seeded list of jobs, the same on every computer. No Blender here."""

import random
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from .jobs import job_hash, shares
from .people import PEOPLE
from .shot import Quality, Shot

RECIPE = 1
REVISIONS = {"pen": 1, "cup": 2, "closed": 1}  # of single postures, instead of a new recipe for all
SEED = 20250
ROUNDS = 3  # pictures of each posture and view
POSTURES = (
    "flat",
    "closed",
    "spread",
    "fist",
    "point",
    "thumb_up",
    "pinch",
    "ok",
    "relaxed",
    "cup",
    "pen",
    "claw",
)
# yaw, pitch (degrees) of the middle of each view, see framing.view_matrix
VIEWS = {
    "back": (0, 6),
    "palm": (180, 6),
    "thumb_side": (-90, 4),
    "little_finger_side": (90, 4),
    "fingertips": (180, 48),
}
# cells that need another angle to be judged, or to be turned out of a silhouette
ANGLES = {
    ("flat", "thumb_side"): (-62, 5),
    ("closed", "thumb_side"): (-116, 5),
    ("spread", "thumb_side"): (-116, 5),
    ("flat", "little_finger_side"): (64, 5),
    ("closed", "little_finger_side"): (116, 5),
    ("spread", "little_finger_side"): (64, 5),
    ("thumb_up", "thumb_side"): (-58, 8),
    ("thumb_up", "little_finger_side"): (130, 6),
    ("fist", "little_finger_side"): (108, 5),
}
# flexion of the wrist in the view of the fingertips, which lets the forearm come from below; less
# of it where thumb and palm would be hidden
FINGERTIPS_WRIST = {
    "flat": 56.0,
    "closed": 56.0,
    "spread": 56.0,
    "fist": 44.0,
    "point": 46.0,
    "thumb_up": 44.0,
    "pinch": 14.0,
    "ok": 22.0,
    "relaxed": 26.0,
    "cup": 16.0,
    "pen": 44.0,
    "claw": 32.0,
}
JITTER = (7.0, 5.0, 5.0)  # yaw, pitch, deviation of the wrist


@dataclass(frozen=True)
class HandJob:
    """One picture. Angles in degrees; `wrist` is flexion and deviation."""

    part: ClassVar[str] = "hand"
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
    yaw: float
    pitch: float
    wrist: tuple[float, float]
    ground: str
    colour: str

    @property
    def name(self) -> str:
        return f"{self.posture}_{self.view}_{self.person}"

    @property
    def file(self) -> str:
        """Path below assets/images, with forward slashes."""
        return f"hand/plain/{self.name}.webp"

    @property
    def hash(self) -> str:
        """Changes when anything changes that the picture depends on."""
        facts = [RECIPE, asdict(self), repr(PEOPLE[self.person])]
        if self.posture in REVISIONS:
            facts.append(REVISIONS[self.posture])
        return job_hash(facts)


CUP_COLOURS = ("#dfe3df", "#5f86a3", "#c9764f", "#7d9a78")
PEN_COLOURS = ("#24406e", "#7a2230", "#26302c", "#d9d4c8")


@cache
def job_list(rounds: int = ROUNDS) -> tuple[HandJob, ...]:
    """All jobs. Each round adds one picture to every posture and view; the second round takes
    the other side of the first. More rounds leave the earlier jobs as they are."""
    cells = [(posture, view) for posture in POSTURES for view in VIEWS]
    return tuple(
        _job(*share.cell, share.person, share.side, share.light_side)
        for share in shares(cells, rounds, SEED)
    )


def jobs() -> tuple[HandJob, ...]:
    """All jobs of this family."""
    return job_list()


def shoot(job: HandJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    from .hand_renderer import shoot as render

    return render(job, quality, scratch)


def side_shown(job: HandJob) -> str:
    """The side that the posed skeleton shows; raises AssertionError where it cannot be shown."""
    from .hand_renderer import Placed

    placed = Placed(job)
    placed.camera()
    return placed.side


def _job(posture: str, view: str, person: str, side: str, light_side: str) -> HandJob:
    chance = random.Random(f"{SEED}/{posture}/{view}/{person}")
    yaw, pitch = ANGLES.get((posture, view), VIEWS[view])
    steps = [chance.uniform(-1, 1) * width for width in JITTER]
    flexion = FINGERTIPS_WRIST[posture] if view == "fingertips" else 0.0
    colours = {"cup": CUP_COLOURS, "pen": PEN_COLOURS}.get(posture, ("",))
    return HandJob(
        posture=posture,
        view=view,
        person=person,
        side=side,
        light_side=light_side,
        yaw=round(yaw + steps[0], 1),
        pitch=round(pitch + steps[1], 1),
        wrist=(flexion, round(steps[2], 1)),
        ground=chance.choice(PEOPLE[person].grounds),
        colour=chance.choice(colours),
    )
