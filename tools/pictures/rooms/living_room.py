# SPDX-License-Identifier: GPL-3.0-or-later
"""A living room: a rug on a wooden floor, a sofa, a lamp, plants and a picture-less wall."""

import numpy as np

from . import materials as m
from .arrange import Surface
from .items import items
from .shapes import box, grid, pillow, rounded_rim, slab, turned, wall, waves
from .stage import Stage
from .view import Spot

RUG = (112.0, 78.0)
SOFA_Y = 100.0
SPOTS = {
    "rug": (Spot("floor", 0, (80, 55)), (0, -30, 1.6)),
    "floorboards": (Spot("floor", 0, (60, 45)), (0, -150, 0)),
    "sofa": (Spot("seat", 43, (60, 24), False, elevations=(8, 60)), (-20, SOFA_Y + 34, 43)),
    "pouffe": (Spot("seat", 42, (24, 24)), (0, -20, 42)),
}


def build(stage: Stage) -> None:
    """The room with its furniture, and things where they are seen."""
    boards = stage.pick("#b98a5c", "#7a5235", "#d8bd96")
    dark = {"#b98a5c": "#8c6038", "#7a5235": "#53351f", "#d8bd96": "#b5946a"}[boards]
    stage.built(wall((-600, -700, 0), (600, 240, 0)), m.wood(boards, dark, 14, rough=0.5))
    stage.built(
        wall((-600, 240, 0), (600, 240, 420)),
        m.plaster(stage.chance.choice(("#dcd6c9", "#c9d3d0", "#d9cdbf"))),
    )
    stage.built(box((-600, 238.5, 0), (600, 240, 9), 0.4), m.plain("#efece4", 0.5))
    _sofa(stage)
    _lamp(stage, 195 if stage.chance.random() < 0.5 else -195)
    if stage.spot_name in ("rug", "pouffe"):
        _rug(stage)
    if stage.spot_name == "pouffe":
        _pouffe(stage)
    level = -stage.origin[2]
    if stage.spot_name == "sofa":
        names = ["books", "cushion", "crumpled cloth", "basket", "ball"]
        stage.chance.shuffle(names)
        seat = [Surface((-100, -18), (140, 36))]
        stage.strew(items(*names, "crumpled cloth", "fruit"), seat, 4 if stage.busy else 2)
        return
    rug = 1.6 if stage.spot_name in ("rug", "pouffe") else 0.0
    low = np.array([-105.0, -78.0]) - stage.origin[:2]
    high = np.array([105.0, 74.0]) - stage.origin[:2]
    if stage.spot_name == "floorboards":
        low, high = np.array([-150.0, -70.0]), np.array([150.0, 120.0])
    floor = [Surface(tuple(low), tuple(high), level + rug)]
    names = ["books", "basket", "cushion", "ball", "plant", "blocks", "folded towels"]
    stage.chance.shuffle(names)
    stage.strew(items(*names), floor, 5 if stage.busy else 3)
    if stage.busy:
        stage.strew(items("blocks", "crumpled cloth", "fruit"), floor, 3)


def _sofa(stage: Stage) -> None:
    colour = stage.pick("#5d7886", "#a86f52", "#8c9272", "#d3c8b4", "#47566b")
    cover = m.fabric(colour, weave=2.4, depth=0.08)
    y = SOFA_Y
    stage.built(box((-125, y + 4, 8), (125, y + 92, 30), 3), cover)
    for i in range(3):
        x = -105 + 70 * i
        stage.built(box((x + 0.6, y, 29), (x + 69.4, y + 64, 43), 3.2), cover)
        stage.built(box((x + 0.6, y + 60, 40), (x + 69.4, y + 80, 84), 5), cover)
    for x in (-128, 106):
        stage.built(box((x, y + 2, 6), (x + 22, y + 92, 62), 5), cover)
    for x in (-115, 112):
        stage.built(box((x, y + 10, 0), (x + 5, y + 15, 9), 0.4), m.wood("#7a5235", "#53351f"))
    pillow_cover = m.fabric(
        stage.chance.choice(("#d9a441", "#c98f6b", "#e5dfd2", "#7c9487")), weave=2.0, depth=0.1
    )
    for x in (-84, 84):
        shape = pillow((21, 21), 15, stage.numbers)
        tilt = np.array([[1, 0, 0], [0, 0.3, 0.95], [0, 0.95, -0.3]])
        stage.built(shape.carried(tilt @ np.diag([1, 1, -1.0]), (x, y + 46, 62)), pillow_cover)


def _lamp(stage: Stage, x: float) -> None:
    stand = turned([(0, 0), (14, 0), (14, 1.5), (1.2, 2.5), (1.2, 130), (0, 130)], 32)
    shade = turned([(22, 122), (15, 158), (14.6, 158), (21.6, 122)], 48)
    stage.built(stand.moved((x, 195, 0)), m.metal("#5a5248", 0.4))
    stage.built(shade.moved((x, 195, 0)), m.fabric("#ece2cc"))


def _rug(stage: Stage) -> None:
    x, y = grid((-RUG[0], -RUG[1]), RUG, 1.6)
    rim = rounded_rim(x, y, RUG, 1.2)
    z = 1.5 * rim + 0.12 * waves(stage.numbers, 5.0)(x, y) * rim
    kinds = (
        ("#e2d9c6", "#8f5f4b", "#5b6f78"),
        ("#7e8f94", "#e3dccb", "#c29a62"),
        ("#a4523f", "#e0cfa8", "#3d4c5f"),
        ("#c8b48f", "#6d7f68", "#efe8d8"),
    )
    base = stage.pick(*(k[0] for k in kinds))
    colours = next(k for k in kinds if k[0] == base)
    stage.built(slab(x, y, z, 0.0), m.pile(*colours, RUG))


def _pouffe(stage: Stage) -> None:
    x, y, z = stage.origin
    side = [(0, 0), (24, 0), (27, 4), (28, z / 2), (27, z - 5), (23, z - 0.5), (0, z)]
    t = np.linspace(0, 1, 40)
    height = np.interp(t, np.linspace(0, 1, 7), [h for _, h in side])
    radius = np.interp(t, np.linspace(0, 1, 7), [r for r, _ in side])
    stage.built(
        turned(list(zip(radius, height, strict=True)), 64).moved((x, y, 0)),
        m.fabric(stage.pick("#8f9c86", "#c2a37c", "#55677f"), weave=1.2, depth=0.25),
    )
