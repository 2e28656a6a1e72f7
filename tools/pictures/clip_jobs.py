# SPDX-License-Identifier: GPL-3.0-or-later
"""The family of clips: a fixed list with seeded details. No Blender at the head of this module.

People, sides and directions are dealt by hand, because there are few clips: every person appears
about as often as every other, sides are even for each part, and for limbs a movement goes as often
towards the limb's own side as away from it. The light is dealt against the side.
"""

import random
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from .clip_time import FPS, FRAMES
from .jobs import CLIP_SIZE_PX, even_lights, job_hash
from .people import PEOPLE
from .shot import Quality, Shot

RECIPE = 1
REVISIONS = {  # of (part, movement, view), instead of a new recipe for all
    ("hand", "tapping", "back"): 1,
    ("hand", "tapping", "thumb_side"): 1,
    ("hand", "reaching", "back"): 1,
    ("knee", "bending", "side"): 1,
    ("shoulder", "raising_sideways", "behind"): 1,
    ("shoulder", "raising_forward", "side"): 1,
    ("neck", "turning", "behind_same_side"): 2,
    ("back", "bending", "behind"): 1,
}
SEED = 20251
JITTER = (5.0, 3.0)  # yaw, pitch
DRAFT = Quality(160, 4, False)
FINAL = Quality(CLIP_SIZE_PX, 6, True)


@dataclass(frozen=True)
class ClipJob:
    """One clip. `posture` is the movement; `direction` is the depicted person's own left or right,
    or empty; angles in degrees."""

    part: str
    posture: str
    view: str
    person: str
    side: str
    direction: str
    light_side: str
    yaw: float
    pitch: float
    ground: str

    set = "plain"
    frames = FRAMES
    fps = str(FPS)

    @property
    def turnable(self) -> bool:
        """Only clips of hands and feet are shown turned, and none that move to a side: turned
        round, left and right would change places for the eye."""
        return self.part in ("hand", "foot") and not self.direction

    @property
    def name(self) -> str:
        return f"{self.posture}_{self.view}_{self.person}"

    @property
    def file(self) -> str:
        """Path below assets/images, with forward slashes."""
        return f"{self.part}/moving/{self.name}.webp"

    @property
    def hash(self) -> str:
        """Changes when anything changes that the clip depends on."""
        facts = [RECIPE, asdict(self), FRAMES, FPS, repr(PEOPLE[self.person])]
        facts.append(REVISIONS.get((self.part, self.posture, self.view), 0))
        return job_hash(facts)


# movement, view, person, side, direction
Line = tuple[str, str, str, str, str]
HAND: tuple[Line, ...] = (
    ("turning_over", "back", "p01", "left", ""),
    ("turning_over", "palm", "p06", "right", ""),
    ("turning_over", "back", "p08", "right", ""),
    ("open_close", "palm", "p02", "left", ""),
    ("open_close", "thumb_side", "p05", "right", ""),
    ("open_close", "back", "p04", "left", ""),
    ("pinching", "thumb_side", "p07", "left", ""),
    ("tapping", "back", "p03", "right", ""),
    ("tapping", "thumb_side", "p06", "left", ""),
    ("reaching", "back", "p07", "right", ""),
    ("reaching", "thumb_side", "p01", "left", ""),
    ("reaching_sideways", "back", "p02", "left", "right"),
    ("reaching_sideways", "back", "p05", "right", "right"),
    ("tilting", "back", "p08", "left", "left"),
    ("tilting", "back", "p03", "right", "left"),
)
FOOT: tuple[Line, ...] = (
    ("lifting", "medial", "p04", "right", ""),
    ("lifting", "lateral", "p05", "left", ""),
    ("circling", "front", "p01", "left", ""),
    ("circling", "dorsal", "p08", "right", ""),
    ("turning", "dorsal", "p02", "left", "left"),
    ("turning", "front", "p07", "right", "left"),
    ("curling", "medial", "p03", "left", ""),
    ("curling", "dorsal", "p06", "right", ""),
)
KNEE: tuple[Line, ...] = (
    ("bending", "side", "p02", "left", ""),
    ("bending", "inner_side", "p05", "right", ""),
    ("heel_back", "behind", "p03", "right", ""),
    ("lifting", "front", "p06", "left", ""),
)
SHOULDER: tuple[Line, ...] = (
    ("lifting", "behind", "p04", "left", ""),
    ("raising_sideways", "behind", "p01", "right", ""),
    ("raising_forward", "side", "p08", "left", ""),
    ("lifting", "front", "p07", "right", ""),
)
NECK: tuple[Line, ...] = (
    ("turning", "behind", "p03", "left", "left"),
    ("turning", "behind_same_side", "p06", "right", "right"),
    ("bending", "behind", "p02", "right", "right"),
    ("bending", "behind", "p05", "left", "left"),
)
BACK: tuple[Line, ...] = (
    ("turning", "behind", "p07", "right", "right"),
    ("turning", "behind_other_side", "p04", "left", "left"),
    ("bending", "behind", "p01", "left", "left"),
    ("bending", "behind_same_side", "p08", "right", "right"),
)
LISTS: dict[str, tuple[Line, ...]] = {
    "hand": HAND,
    "foot": FOOT,
    "knee": KNEE,
    "shoulder": SHOULDER,
    "neck": NECK,
    "back": BACK,
}


@cache
def jobs() -> tuple[ClipJob, ...]:
    """All clips, part after part."""
    out = []
    for part, lines in LISTS.items():
        lights = even_lights([line[3] for line in lines], random.Random(f"{SEED}/{part}"))
        for (movement, view, person, side, direction), light in zip(lines, lights, strict=True):
            chance = random.Random(f"{SEED}/{part}/{movement}/{view}/{person}")
            out.append(
                ClipJob(
                    part=part,
                    posture=movement,
                    view=view,
                    person=person,
                    side=side,
                    direction=direction,
                    light_side=light,
                    yaw=round(chance.uniform(-1, 1) * JITTER[0], 1),
                    pitch=round(chance.uniform(-1, 1) * JITTER[1], 1),
                    ground=chance.choice(PEOPLE[person].grounds),
                )
            )
    return tuple(out)


def shoot(job: ClipJob, quality: Quality, scratch: Path) -> Shot:
    """All frames of one clip."""
    from . import clip_shoot

    return clip_shoot.shoot(job, quality, scratch)


def side_shown(job: ClipJob) -> str:
    """The side that the posed skeleton shows in every frame; its direction is asserted, too."""
    from . import clip_shoot

    return clip_shoot.placed(job).side
