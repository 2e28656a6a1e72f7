# SPDX-License-Identifier: GPL-3.0-or-later
"""A garden: a slatted bench, a lawn, paving stones, flower pots and a hedge."""

import numpy as np

from . import materials as m
from .arrange import Surface
from .items import items
from .shapes import Shape, box, scattered, wall
from .stage import Stage
from .view import Spot

SPOTS = {
    "bench": (Spot("seat", 45, (60, 17), False, elevations=(8, 60)), (0, 0, 45)),
    "backless bench": (Spot("seat", 45, (60, 17)), (0, 0, 45)),
    "paving": (Spot("floor", 0, (70, 60)), (0, -60, 0)),
    "lawn": (Spot("floor", 0, (90, 90), elevations=(12, 65)), (0, -60, 0.4)),
}
OUTDOORS = True


def build(stage: Stage) -> None:
    """Ground, hedge and bench, and pots and leaves where they are seen."""
    lawn = m.green("#7f9f55", "#54793a", 0.06)
    stage.built(wall((-900, -900, -0.6), (900, 900, -0.6)), lawn)
    _hedge(stage)
    _grass(stage, (-230, 60), (230, 215), 16000, 6.0)
    if stage.spot_name == "lawn":
        reach = min(220.0, 3.2 * stage.arrangement.camera.half_width + 20)
        _grass(stage, (-reach, -60 - reach * 0.9), (reach, min(60, -60 + reach)), 26000, 3.2)
    else:
        _paving(stage)
    if stage.spot_name in ("bench", "backless bench"):
        _bench(stage, stage.spot_name == "bench")
        top = [Surface((-72, -19), (72, 19))]
        names = ["books", "beaker", "leaves", "fruit", "flowers", "crumpled cloth", "flower pot"]
        stage.chance.shuffle(names)
        stage.strew(items(*names), top, 5 if stage.busy else 2)
    low = -stage.origin[2]
    ground = [Surface((-150, 30), (150, 150), low)]
    names = ["flower pot", "basket", "plant", "flower pot", "bucket", "plant"]
    if stage.spot.kind == "floor":
        ground = [Surface((-140, -50), (140, 150), low)]
        names = ["flower pot", "plant", "ball", "bucket", "leaves", "pebbles", "basket"]
        stage.chance.shuffle(names)
    stage.strew(items(*names), ground, 5 if stage.busy else 3)


def _grass(stage: Stage, low: tuple, high: tuple, count: int, length: float) -> None:
    places = np.concatenate(
        [stage.numbers.uniform(low, high, (count, 2)), np.full((count, 1), -0.6)], 1
    )
    ways = np.tile([0, 0, 1.6], (count, 1))
    stage.built(
        scattered(places, ways, length, 0.55, stage.numbers), m.green("#86a95a", "#4f7a38", 0.05)
    )


def _hedge(stage: Stage) -> None:
    stage.built(box((-600, 245, 0), (600, 330, 190), 8), m.plain("#2c4326", 0.9))
    count = 9000
    places = np.stack(
        [
            stage.numbers.uniform(-380, 380, count),
            stage.numbers.normal(243, 5, count),
            stage.numbers.uniform(0, 195, count),
        ],
        1,
    )
    ways = np.tile([0, -1.0, 0.35], (count, 1)) + stage.numbers.normal(0, 0.4, (count, 3))
    stage.built(scattered(places, ways, 11, 6, stage.numbers), m.green("#6d9150", "#3f6434", 0.03))


def _paving(stage: Stage) -> None:
    colours = (("#b3aca0", "#928a7e"), ("#c8bfae", "#a69c8a"), ("#8f8c88", "#726f6c"))
    kinds = [m.stone(*pair) for pair in colours]
    first = stage.chance.randrange(3)
    for i in range(-5, 5):
        for j in range(-6, 2):
            x, y = i * 50 + (25 if j % 2 else 0), j * 40
            drop = stage.chance.uniform(0, 0.25)
            slab = box((x + 0.6, y + 0.6, -4), (x + 49.4, y + 39.4, -drop), 0.7)
            stage.built(slab, kinds[(first + (stage.chance.random() < 0.25)) % 3])


def _bench(stage: Stage, back: bool) -> None:
    kinds = {"#a77a4e": "#7a5433", "#8f8a80": "#6a655d", "#c9a574": "#a07d50"}
    light = stage.pick(*kinds)
    timber = m.wood(light, kinds[light], 200, rough=0.55)
    for i in range(5):
        y = -20 + i * 8.1
        slat: Shape = box((-78, y, 42.2), (78, y + 7.2, 45), 0.5)
        stage.built(slat, timber)
    iron = m.plain("#2f3331", 0.5)
    for x in (-66, 66):
        stage.built(box((x - 2.5, -18, 0), (x + 2.5, -13, 42.2), 0.5), iron)
        stage.built(box((x - 2.5, 13, 0), (x + 2.5, 18, 90 if back else 42.2), 0.5), iron)
        stage.built(box((x - 2.5, -18, 38.5), (x + 2.5, 18, 42.2), 0.5), iron)
    if back:
        for z in (58, 68, 78):
            stage.built(box((-78, 20, z), (78, 22.6, z + 7.4), 0.5), timber)
        for x in (-66, 66):
            stage.built(box((x - 2.5, 18, 45), (x + 2.5, 20.2, 88), 0.3), iron)
