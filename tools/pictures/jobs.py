# SPDX-License-Identifier: GPL-3.0-or-later
"""What every kind of picture has in common: the job, and fair shares of people, sides and light.

No Blender here. Everything is seeded, the same on every computer.
"""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from .people import PEOPLE

SIDES = ("left", "right")
OTHER = {"left": "right", "right": "left", "": ""}
STILL_SIZE_PX = 768
CLIP_SIZE_PX = 480

Cell = tuple[str, ...]


class Job(Protocol):
    """One picture or clip to be made. Each family has its own frozen dataclass of this shape.

    side: left or right of the depicted person, as the picture will be shown unmirrored; in neck
        and back the direction of the movement.
    light_side: side of the picture that the main light comes from.
    frames, fps: 1 and "" for a still. direction: where a clip moves, as the depicted person's own
        left or right, or "". turnable: may be turned to any angle.
    name, file: unique; file is the path below assets/images, with forward slashes.
    hash: changes when anything changes that the picture depends on (see job_hash).
    """

    @property
    def part(self) -> str: ...
    @property
    def set(self) -> str: ...
    @property
    def posture(self) -> str: ...
    @property
    def view(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def light_side(self) -> str: ...
    @property
    def frames(self) -> int: ...
    @property
    def fps(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def turnable(self) -> bool: ...
    @property
    def name(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def hash(self) -> str: ...


def job_hash(facts: list[Any]) -> str:
    """A short hash of what a picture depends on: begin with the family's recipe number."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


def mirrored(job: Any) -> Any:
    """The same picture in a mirror: other side, other direction, light from the other side. A job
    with more to mirror, such as a room, names it in a method `in_mirror`."""
    changed = {"side": OTHER[job.side], "light_side": OTHER[job.light_side]}
    if job.direction:
        changed["direction"] = OTHER[job.direction]
    if hasattr(job, "in_mirror"):
        changed |= job.in_mirror()
    return replace(job, **changed)


@dataclass(frozen=True)
class Share:
    """What one picture of a cell (such as a posture and a view) gets."""

    cell: Cell
    person: str
    side: str
    light_side: str


def shares(
    cells: Sequence[Cell], rounds: int, seed: Any, people: Sequence[str] = ()
) -> list[Share]:
    """A person, a side and a light side for every cell, round after round.

    Different people in each cell; people even over everything and over each word of a cell; sides
    even over people and, but for the first two rounds, over each word; the second round takes the
    other side of the first. Light as often left as right within either side. From two rounds on,
    more rounds leave the earlier ones as they are.
    """
    who = people_of_cells(cells, max(2, rounds), random.Random(seed), people or tuple(PEOPLE))
    out: list[Share] = []
    counts: Counter[str] = Counter()
    sides: list[str] = []
    for number in range(rounds):
        if number == 1:
            sides = [OTHER[side] for side in sides]
        else:
            pairs = number == 0 and rounds > 1  # a person, and the partner on the other side
            groups: list[Cell] = [
                (who[c][0], "-" + who[c][1]) if pairs else (who[c][number], *c) for c in cells
            ]
            sides, counts = even_sides(groups, counts, random.Random(f"{seed}/side/{number}"))
        lights = even_lights(sides, random.Random(f"{seed}/light/{number}"))
        for cell, side, light in zip(cells, sides, lights, strict=True):
            out.append(Share(cell, who[cell][number], side, light))
    return out


def people_of_cells(
    cells: Sequence[Cell], rounds: int, chance: random.Random, people: Sequence[str]
) -> dict[Cell, list[str]]:
    """For each cell, different people, as evenly as can be over everything."""
    chosen: dict[Cell, list[str]] = {cell: [] for cell in cells}
    total: Counter[str] = Counter()
    by_word: Counter[tuple[str, int, str]] = Counter()
    for _ in range(rounds):
        for cell in chance.sample(cells, len(cells)):
            taken = chosen[cell]
            free = [p for p in people if p not in taken]
            chance.shuffle(free)
            best = min(free, key=lambda p: (total[p], sum(by_word[p, *w] for w in enumerate(cell))))
            taken.append(best)
            total[best] += 1
            for place, word in enumerate(cell):
                by_word[best, place, word] += 1
    return chosen


def _unevenness(counts: Counter[str]) -> int:
    """Sum over all groups of (left - right) squared; `counts` holds left minus right."""
    return sum(difference**2 for difference in counts.values())


def even_sides(
    groups: list[Cell], before: Counter[str], chance: random.Random
) -> tuple[list[str], Counter[str]]:
    """A side for each picture, so that every group it is in is even; random otherwise.

    `groups` names the groups of each picture, a leading '-' meaning that the opposite side is
    counted there (the picture's partner in the next round). `before` holds left minus right.
    """
    signs = [chance.choice((1, -1)) for _ in groups]

    def counted(signs: list[int]) -> Counter[str]:
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


def even_lights(sides: list[str], chance: random.Random) -> list[str]:
    """A light side for each picture: as often left as right within either side."""
    out = [""] * len(sides)
    for side in SIDES:
        mine = [i for i, s in enumerate(sides) if s == side]
        chance.shuffle(mine)
        first = chance.randrange(2)
        for n, i in enumerate(mine):
            out[i] = SIDES[(n + first) % 2]
    return out


def in_order(jobs: Sequence[Job], seed: Any = 20250) -> Iterator[Job]:
    """Round after round, each in a seeded order, so that any first part of them is varied."""
    cells: Counter[tuple[str, str]] = Counter()
    rounds = {}
    for job in jobs:
        cells[job.posture, job.view] += 1
        rounds[job.file] = cells[job.posture, job.view]
    mixed = random.Random(seed).sample(jobs, len(jobs))
    yield from sorted(mixed, key=lambda job: rounds[job.file])
