# SPDX-License-Identifier: GPL-3.0-or-later
"""A kitchen: a wooden table, a tiled floor, cupboards and a tiled wall behind."""

import numpy as np

from . import materials as m
from .arrange import Surface
from .items import items
from .shapes import box, turned, wall
from .stage import Stage
from .view import Spot

SPOTS = {
    "table": (Spot("top", 75, (40, 22), elevations=(16, 65)), (0, -16, 75)),
    "floor": (Spot("floor", 0, (70, 50)), (0, -40, 0)),
    "stool": (Spot("seat", 46, (17, 17)), (0, -40, 46)),
}
CUPBOARDS = ("#5f7d78", "#6b7f94", "#e3dfd5", "#8b8f7a", "#3f5560")


def build(stage: Stage) -> None:
    """The room, and crockery and fruit where they are seen."""
    _walls(stage)
    if stage.spot_name == "table":
        _table(stage)
        top = [Surface((-84, -24), (84, 58))]
        names = ["bowl of fruit", "jug", "beaker", "bread", "plate", "flowers", "fruit", "jar"]
        stage.chance.shuffle(names)
        few = ["fruit", "crumpled cloth", "beaker"]
        stage.strew(items(*names), top, 5 if stage.busy else 3)
        stage.strew(items(*few, "fruit", "bowl"), top, 4 if stage.busy else 1)
    else:
        if stage.spot_name == "stool":
            _stool(stage)
        low = -stage.origin[2]
        floor = [Surface((-160, -40), (160, 110), low)]
        names = ["basket", "flower pot", "plant", "bucket", "ball"]
        stage.chance.shuffle(names)
        stage.strew(items(*names), floor, 4 if stage.busy else 2)


def _walls(stage: Stage) -> None:
    floor = m.tiles(
        stage.pick("#b9b3a6", "#8f8577", "#d8d4ca", "#7f8688"), "#a39b8d", "#8c857a", (33, 33)
    )
    stage.built(wall((-500, -600, 0), (500, 160, 0)), floor)
    splash = m.tiles("#dfe4df", "#cfd9d6", "#b4b7b2", (15, 7.5), "y", 0.2)
    stage.built(wall((-500, 160, 90), (500, 160, 150)), splash)
    stage.built(wall((-500, 160, 150), (500, 160, 420)), m.plaster("#e6dfd2"))
    front = m.plain(stage.chance.choice(CUPBOARDS), 0.5)
    for i in range(-6, 6):
        stage.built(box((i * 60 + 0.4, 101, 10), (i * 60 + 59.6, 104, 86), 0.5), front)
        knob = turned([(0, 0), (0.8, 0), (1.6, 1.5), (1.4, 2.6), (0, 2.8)], 24)
        upright = np.array([[1, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])
        stage.built(knob.carried(upright, (i * 60 + 54, 101, 76)), m.metal(rough=0.35))
    stage.built(wall((-500, 103, 0), (500, 103, 90)), m.plain("#2d2b28", 0.9))
    top = m.wood("#c49a68", "#9a7043", 12, rough=0.4)
    stage.built(box((-500, 99, 86), (500, 160, 90), 0.6), top)
    spread = stage.chance.sample(range(-9, 10), 7)
    for slot, item in zip(
        sorted(spread), items("jar", "jug", "bread", "plant", "jar", "bowl", "flowers"), strict=True
    ):
        at = (slot * 21 + stage.chance.uniform(-4, 4), stage.chance.uniform(122, 145), 90)
        for shape, material in item.make(stage.chance, stage.numbers):
            stage.put(shape, material, np.array(at) - stage.origin)


def _table(stage: Stage) -> None:
    kinds = {
        "#c08d5a": "#8f6238",
        "#e0c49a": "#c09a68",
        "#7d5233": "#54341f",
        "#d9b98c": "#b08a5a",
    }
    light = stage.pick(*kinds)
    top = m.wood(light, kinds[light], 14)
    stage.built(box((-90, -44, 71.5), (90, 46, 75), 0.8), top)
    for x in (-84, 84):
        for y in (-38, 40):
            stage.built(box((x - 4, y - 4, 0), (x + 4, y + 4, 71.5), 0.5), top)
    stage.built(box((-80, -36, 62), (80, 38, 71.5), 0.3), top)


def _stool(stage: Stage) -> None:
    timber = m.wood("#b98655", "#8a5f38", 40)
    x, y, z = stage.origin
    seat = turned([(0, -4), (17.5, -4), (18.5, -3), (18.5, -1), (17.5, 0), (0, 0)], 64)
    stage.built(seat.moved((x, y, z)), timber)
    for way in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        leg = box((-1.7, -1.7, 0), (1.7, 1.7, z - 3), 0.5)
        stage.built(leg.moved((x + 12 * way[0], y + 12 * way[1], 0)), timber)
