# SPDX-License-Identifier: GPL-3.0-or-later
"""A bathroom: a basin in a counter, tiles, a bath mat, towels."""

import numpy as np

from . import materials as m
from .arrange import Surface
from .items import items
from .shapes import box, cloth, grid, rounded_rim, slab, turned, wall, waves
from .stage import Stage
from .view import Spot

MAT = (42.0, 28.0)
BASIN = (44.0, 2.0)  # beside the spot "sink"; mirrored by chance
SPOTS = {
    "sink": (Spot("top", 84, (22, 18), elevations=(18, 65)), (0, 0, 84)),
    "bath mat": (Spot("floor", 0, (32, 20)), (0, -60, 2.0)),
    "stool": (Spot("seat", 44, (17, 17)), (0, -60, 44)),
}


def build(stage: Stage) -> None:
    """Walls, counter or mat, and toilet things where they are seen."""
    side = stage.chance.choice((-1, 1))
    colour = stage.chance.choice(
        (
            ("#cfdcdc", "#bfd0d1"),
            ("#e4e2da", "#d8d5ca"),
            ("#b9cbbd", "#aabfb0"),
            ("#c4d0dc", "#b4c3d2"),
        )
    )
    stage.built(
        wall((-500, 62, 0), (500, 62, 420)), m.tiles(*colour, "#e9e8e3", (20, 10), "y", 0.15)
    )
    floor = m.tiles(stage.pick("#8a8f90", "#d4d0c6", "#5f6a6e"), "#9a9c99", "#c6c3bb", (30, 30))
    stage.built(wall((-500, -700, 0), (500, 62, 0)), floor)
    if stage.spot_name == "sink":
        _counter(stage, side)
        free = [Surface((-75, -20), (75, 56))]
        bowl = np.array([side * BASIN[0], BASIN[1], 0])
        stage.arrangement.keep_clear(bowl, 25.0)
        names = ["soap", "pump", "beaker", "plant", "rolled towel", "candle", "folded towels"]
        stage.chance.shuffle(names)
        stage.strew(items(*names), free, 6 if stage.busy else 3)
        return
    _bath(stage)
    if stage.spot_name == "bath mat":
        _mat(stage)
    else:
        _stool(stage)
    low = -stage.origin[2]
    names = ["basket", "plant", "folded towels", "rolled towel", "bucket", "ball"]
    stage.chance.shuffle(names)
    ground = [Surface((-130, -40), (130, 55), low)]
    stage.strew(items(*names), ground, 5 if stage.busy else 3)


def _counter(stage: Stage, side: int) -> None:
    kinds = {"#8a6a4b": "#64492f", "#d9cdb8": "#c2b294", "#6f7673": "#565c5a"}
    light = stage.pick(*kinds)
    top = m.stone(light, kinds[light]) if light == "#6f7673" else m.wood(light, kinds[light], 16)
    stage.built(box((-160, -26, 79.5), (160, 62, 84), 0.7), top)
    stage.built(box((-158, -23, 20), (158, 60, 79.5), 0.4), m.plain("#d9d6ce", 0.5))
    out = [(0, 0), (12, 0), (19, 5), (22.5, 11), (23.2, 12.2), (22.4, 12.6), (21.3, 11)]
    basin = turned([*out, (17.5, 5.5), (11, 2.2), (2.2, 1.7), (0, 1.6)], 72)
    at = (side * BASIN[0], BASIN[1] + 6, 84)
    stage.built(basin.moved(at), m.plain("#f0efea", 0.12))
    chrome = m.metal("#d5d8da", 0.12)
    x, y = at[0], at[1] + 29
    stage.built(
        turned([(0, 0), (3, 0), (3, 1), (1.9, 1.6), (1.9, 25), (1.5, 26), (0, 26.2)]).moved(
            (x, y, 84)
        ),
        chrome,
    )
    stage.built(box((x - 1.2, y - 18, 106), (x + 1.2, y + 1, 108.4), 0.8), chrome)
    stage.built(box((x - 1.1, y - 18, 102.5), (x + 1.1, y - 15.8, 107), 0.6), chrome)
    stage.built(turned([(0, 0), (1.4, 0), (1.4, 3), (0, 3.3)]).moved((x, y, 110)), chrome)
    rail = -side * 52
    stage.built(box((rail - 24, 55, 132), (rail + 24, 57, 133.6), 0.6), chrome)
    x_, z_ = grid((-20, 0), (20, 42), 1.2)
    hang = 1.2 + 0.7 * np.sin(x_ * 0.55) * np.clip((42 - z_) / 20, 0, 1)
    towel = slab(x_, z_, hang, -1.2)
    upright = np.array([[1, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])
    stage.built(
        towel.carried(upright, (rail, 55.5, 92)),
        m.terry(stage.chance.choice(("#c98f6b", "#6d8a92", "#d8cfba")), "#efece4", 14),
    )


def _bath(stage: Stage) -> None:
    stage.built(box((-190, 8, 0), (70, 70, 52), 4), m.plain("#efeeea", 0.2))
    shape = cloth((24, 30), stage.numbers, 0.9, 0.5)
    over = np.array([[1, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])
    stage.built(
        shape.carried(over, (-60, 7.6, 30)),
        m.terry(stage.chance.choice(("#b56d62", "#6d7f9a", "#7c9487")), "#efece4", 16),
    )


def _mat(stage: Stage) -> None:
    x, y = grid((-MAT[0], -MAT[1]), MAT, 0.8)
    rim = rounded_rim(x, y, MAT, 1.4)
    z = rim * (1.7 + 0.25 * waves(stage.numbers, 2.2, 12)(x, y))
    colour = stage.pick("#c7d2cf", "#5f7886", "#b98a74", "#8b9a7e", "#e6e0d2")
    stage.put(slab(x, y, z, 0.0), m.terry(colour), np.array([0, 0, -2.0]))


def _stool(stage: Stage) -> None:
    timber = m.wood("#b98655", "#8a5f38", 40)
    x, y, z = stage.origin
    stage.built(box((x - 19, y - 16, z - 4), (x + 19, y + 16, z), 1.2), timber)
    for way in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        leg = box((-1.9, -1.9, 0), (1.9, 1.9, z - 3.5), 0.5)
        stage.built(leg.moved((x + 15 * way[0], y + 12 * way[1], 0)), timber)
