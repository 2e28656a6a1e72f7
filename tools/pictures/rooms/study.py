# SPDX-License-Identifier: GPL-3.0-or-later
"""A study: a desk in front of a wall with a shelf, blank paper, books and pencils."""

import numpy as np

from . import materials as m
from .arrange import Surface
from .items import items
from .shapes import box, wall
from .stage import Stage
from .view import Spot

SPOTS = {
    "desk": (Spot("top", 74, (40, 22), elevations=(16, 65)), (0, 0, 74)),
    "floor": (Spot("floor", 0, (70, 40)), (0, -110, 0)),
}


def build(stage: Stage) -> None:
    """Desk and shelf, and things on the desk where they are seen."""
    stage.built(wall((-500, -700, 0), (500, 110, 0)), m.wood("#9a7148", "#74502f", 12, rough=0.5))
    stage.built(
        wall((-500, 110, 0), (500, 110, 420)),
        m.plaster(stage.chance.choice(("#c7d0cf", "#d6cdbd", "#b9c4c9"))),
    )
    kinds = {"#d8bb90": "#b5935f", "#8a5c3b": "#5f3d25", "#b7835a": "#8a5d3a", "#e2ddd2": "#d2cbbb"}
    light = stage.pick(*kinds)
    top = m.wood(light, kinds[light], 24)
    stage.built(box((-95, -34, 71), (95, 62, 74), 0.6), top)
    for x in (-92, 58):
        stage.built(box((x, -30, 0), (x + 34, 58, 71), 0.5), top)
    stage.built(box((-95, 86, 128), (95, 109, 131), 0.4), top)
    row = items("books", "plant", "jar", "books", "basket")
    for item, x in zip(row, (-74, -38, -4, 30, 66), strict=True):
        for shape, material in item.make(stage.chance, stage.numbers):
            stage.put(shape, material, np.array([x, 97, 131]) - stage.origin)
    if stage.spot_name == "desk":
        _on_desk(stage)
    else:
        low = [Surface((-120, -40), (120, 60), 0.0)]
        stage.strew(
            items("basket", "books", "plant", "ball", "blocks"), low, 4 if stage.busy else 2
        )


def _on_desk(stage: Stage) -> None:
    surface = [Surface((-92, -30), (92, 58))]
    names = ["pencils", "books", "plant", "beaker", "jar", "flowers", "bowl"]
    stage.chance.shuffle(names)
    stage.strew(items(*names), surface, 5 if stage.busy else 3)
    if stage.busy:
        stage.strew(items("blocks", "fruit", "crumpled cloth", "pebbles"), surface, 3)
