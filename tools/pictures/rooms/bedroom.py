# SPDX-License-Identifier: GPL-3.0-or-later
"""A bedroom: a made bed with a blanket and pillows, a bedside table, a small rug."""

import numpy as np

from . import materials as m
from .arrange import Surface
from .items import items
from .shapes import box, grid, pillow, rounded_rim, slab, turned, wall, waves
from .stage import Stage
from .view import Spot

BED = (100.0, 75.0)
TOP = 50.0
SPOTS = {
    "bed": (Spot("top", TOP, (60, 35), elevations=(12, 65)), (0, -12, TOP)),
    "edge of the bed": (Spot("seat", TOP, (60, 20), False), (0, -52, TOP)),
    "bedside rug": (Spot("floor", 0, (45, 25)), (0, -130, 1.4)),
}


def build(stage: Stage) -> None:
    """The room, and things on the bed or beside it."""
    stage.built(wall((-500, -700, 0), (500, 170, 0)), m.wood("#a97c52", "#7d5735", 13, rough=0.5))
    stage.built(
        wall((-500, 170, 0), (500, 170, 420)),
        m.plaster(stage.chance.choice(("#cfd6d8", "#ddd3c4", "#c3ccbd"))),
    )
    _bed(stage)
    _table(stage)
    if stage.spot_name == "bedside rug":
        _rug(stage)
    if stage.spot.kind == "floor":
        names = ["books", "basket", "ball", "folded towels", "plant"]
        stage.chance.shuffle(names)
        floor = [Surface((-120, -50), (120, 50), -stage.origin[2])]
        stage.strew(items(*names), floor, 4 if stage.busy else 2)
        return
    names = ["books", "cushion", "crumpled cloth", "folded towels", "rolled towel"]
    stage.chance.shuffle(names)
    y = stage.origin[1]
    top = [Surface((-90, -66 - y), (90, 60 - y))]
    stage.strew(items(*names, "crumpled cloth"), top, 4 if stage.busy else 2)


def _bed(stage: Stage) -> None:
    frame = m.wood("#8f6744", "#664729", 30)
    stage.built(box((-BED[0] - 3, -BED[1] - 1, 14), (BED[0] + 3, BED[1] + 2, 30), 1), frame)
    stage.built(box((-BED[0] - 3, BED[1] + 2, 0), (BED[0] + 3, BED[1] + 7, 100), 1.5), frame)
    for x in (-BED[0], BED[0] - 6):
        for y in (-BED[1] + 3, BED[1] - 8):
            stage.built(box((x, y, 0), (x + 6, y + 6, 15), 0.5), frame)
    stage.built(box((-BED[0], -BED[1], 30), (BED[0], BED[1], TOP - 3), 4), m.fabric("#e6e3dc"))
    x, y = grid((-BED[0] - 4, -BED[1] - 4), (BED[0] + 4, BED[1] - 34), 2.0)
    middle = np.array([0, -19.0])
    rim = rounded_rim(x - middle[0], y - middle[1], (BED[0] + 4, BED[1] - 15), 7)
    away = np.clip((np.hypot(x - stage.origin[0], y - stage.origin[1]) - 18) / 30, 0, 1)
    puff = (1.2 * waves(stage.numbers, 26)(x, y) - 0.6) * away + 0.25 * waves(stage.numbers, 12)(
        x, y
    ) * (0.3 + away)
    z = TOP - 9 + 9 * rim + puff * rim
    kinds = {
        "#7f93a3": "#5f7485",
        "#d8cfbf": "#b9a98f",
        "#a9755c": "#dcc3a4",
        "#5f7466": "#c9cdb8",
        "#e4e0d6": "#9fb0b5",
    }
    colour = stage.pick(*kinds)
    stage.built(
        slab(x, y, z, 27.0), m.fabric(colour, kinds[colour], "checks", 13, weave=1.5, depth=0.16)
    )
    for side in (-50, 50):
        shape = pillow((36, 22), 18, stage.numbers)
        stage.built(
            shape.moved((side, 54, TOP - 5), stage.chance.uniform(-4, 4)),
            m.fabric("#ece9e2", weave=2.5),
        )


def _table(stage: Stage) -> None:
    for x in (-138, 138):
        stage.built(box((x - 24, 115, 0), (x + 24, 160, 52), 1.0), m.wood("#8f6744", "#664729", 26))
        foot = turned([(0, 0), (7, 0), (7, 1), (2, 3), (4, 12), (1, 20), (0, 20)])
        shade = turned([(15, 17), (10, 38), (9.7, 38), (14.6, 17)])
        stage.built(foot.moved((x, 140, 52)), m.plain("#b0603f", 0.4))
        stage.built(shade.moved((x, 140, 52)), m.fabric("#ece2cc"))


def _rug(stage: Stage) -> None:
    half = (60.0, 34.0)
    x, y = grid((-half[0], -half[1]), half, 1.2)
    z = rounded_rim(x, y, half, 1.2) * (1.3 + 0.12 * waves(stage.numbers, 4)(x, y))
    kinds = {
        "#e2d9c6": ("#8f5f4b", "#5b6f78"),
        "#7e8f94": ("#e3dccb", "#c29a62"),
        "#6b4a3c": ("#d3b48a", "#e6dccb"),
    }
    base = stage.pick(*kinds)
    stage.put(slab(x, y, z, 0.0), m.pile(base, *kinds[base], half), np.array([0, 6.0, -1.4]))
