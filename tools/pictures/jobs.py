# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be rendered: a seeded list of jobs, the same on every computer. No Blender here."""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from .people import PEOPLE

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
SIDES = ("left", "right")


@dataclass(frozen=True)
class Job:
    """One picture. Angles in degrees; `wrist` is flexion and deviation."""

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
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


CUP_COLOURS = ("#dfe3df", "#5f86a3", "#c9764f", "#7d9a78")
PEN_COLOURS = ("#24406e", "#7a2230", "#26302c", "#d9d4c8")


def _people_of_cells(rounds: int, chance: random.Random) -> dict[tuple[str, str], list[str]]:
    """For each posture and view, different people, as evenly as can be over everything."""
    cells = [(posture, view) for posture in POSTURES for view in VIEWS]
    chosen: dict[tuple[str, str], list[str]] = {cell: [] for cell in cells}
    total: Counter = Counter()
    by_posture: Counter = Counter()
    by_view: Counter = Counter()
    for _ in range(rounds):
        for posture, view in chance.sample(cells, len(cells)):
            taken = chosen[posture, view]
            free = [p for p in PEOPLE if p not in taken]
            chance.shuffle(free)
            best = min(free, key=lambda p: (total[p], by_posture[p, posture] + by_view[p, view]))
            taken.append(best)
            total[best] += 1
            by_posture[best, posture] += 1
            by_view[best, view] += 1
    return chosen


def _unevenness(counts: Counter) -> int:
    """Sum over all groups of (left - right) squared; `counts` holds left minus right."""
    return sum(difference**2 for difference in counts.values())


def _sides(
    groups: list[tuple[str, ...]], before: Counter, chance: random.Random
) -> tuple[list[str], Counter]:
    """A side for each picture, so that every group it is in is even; random otherwise.

    `groups` names the groups of each picture, a leading '-' meaning that the opposite side is
    counted there (the picture's partner in the next round). `before` holds left minus right.
    """
    signs = [chance.choice((1, -1)) for _ in groups]

    def counted(signs: list[int]) -> Counter:
        counts = before.copy()
        for sign, names in zip(signs, groups, strict=True):
            for name in names:
                counts[name.removeprefix("-")] += -sign if name.startswith("-") else sign
        return counts

    best = _unevenness(counted(signs))
    for _ in range(4000):
        i = chance.randrange(len(signs))
        signs[i] *= -1
        now = _unevenness(counted(signs))
        if now > best:
            signs[i] *= -1
        else:
            best = now
    return ["left" if sign > 0 else "right" for sign in signs], counted(signs)


def _lights(sides: list[str], chance: random.Random) -> list[str]:
    """A light side for each picture: as often left as right within either side."""
    out = [""] * len(sides)
    for side in SIDES:
        mine = [i for i, s in enumerate(sides) if s == side]
        chance.shuffle(mine)
        first = chance.randrange(2)
        for n, i in enumerate(mine):
            out[i] = SIDES[(n + first) % 2]
    return out


def job_list(rounds: int = ROUNDS) -> list[Job]:
    """All jobs. Each round adds one picture to every posture and view; the second round takes
    the other side of the first. More rounds leave the earlier jobs as they are."""
    people = _people_of_cells(max(2, rounds), random.Random(SEED))
    cells = list(people)
    jobs: list[Job] = []
    counts: Counter[str] = Counter()
    sides: list[str] = []
    for number in range(rounds):
        if number == 1:
            sides = [SIDES[1 - SIDES.index(side)] for side in sides]
        else:
            groups: list[tuple[str, ...]] = [
                (people[c][number], *c) if number else (people[c][0], "-" + people[c][1])
                for c in cells
            ]
            sides, counts = _sides(groups, counts, random.Random(f"{SEED}/side/{number}"))
        lights = _lights(sides, random.Random(f"{SEED}/light/{number}"))
        for cell, side, light in zip(cells, sides, lights, strict=True):
            jobs.append(_job(*cell, people[cell][number], side, light))
    return jobs


def _job(posture: str, view: str, person: str, side: str, light_side: str) -> Job:
    chance = random.Random(f"{SEED}/{posture}/{view}/{person}")
    yaw, pitch = ANGLES.get((posture, view), VIEWS[view])
    steps = [chance.uniform(-1, 1) * width for width in JITTER]
    flexion = FINGERTIPS_WRIST[posture] if view == "fingertips" else 0.0
    colours = {"cup": CUP_COLOURS, "pen": PEN_COLOURS}.get(posture, ("",))
    return Job(
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


def in_order(jobs: list[Job]) -> Iterator[Job]:
    """Round after round, each in a seeded order, so that any first part of them is varied."""
    cells: Counter = Counter()
    rounds = {}
    for job in jobs:
        cells[job.posture, job.view] += 1
        rounds[job.name] = cells[job.posture, job.view]
    mixed = random.Random(SEED).sample(jobs, len(jobs))
    yield from sorted(mixed, key=lambda job: rounds[job.name])
