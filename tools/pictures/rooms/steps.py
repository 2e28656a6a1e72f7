# SPDX-License-Identifier: GPL-3.0-or-later
"""Stone steps in front of a house, going up towards +Y.

The tread at the spot lies at z = 0 from y = -16 to 16; each tread is 32 cm deep and 16 cm above the
one before, so that the next lower one lies at z = -16 from y = -48 to -16.
"""

import numpy as np

from . import materials as m
from .arrange import Surface
from .items import items
from .shapes import box, wall
from .stage import Stage
from .view import Spot

DEPTH, RISE = 32.0, 16.0
SPOTS = {
    "tread": (Spot("step", RISE, (70, 13), elevations=(8, 60)), (0, 0, 0)),
    "sitting": (Spot("seat", 2 * RISE, (60, 13), False, elevations=(4, 50)), (0, 0, 0)),
    "foot of the steps": (Spot("floor", 0, (80, 40)), (0, -120, -3 * RISE)),
}
OUTDOORS = True


def build(stage: Stage) -> None:
    """Treads, side walls, the house, and pots beside the way."""
    kinds = {"#b8b0a2": "#968d7f", "#cfc6b4": "#ada28d", "#86837f": "#6a6764"}
    light = stage.pick(*kinds)
    grey = m.stone(light, kinds[light])
    bottom = -3
    for i in range(bottom + 1, 5):
        y = (i - 0.5) * DEPTH
        stage.built(box((-150, y, (i - 1) * RISE - 2), (150, y + DEPTH + 3, i * RISE), 0.9), grey)
    top = 4 * RISE
    stage.built(box((-300, 4.4 * DEPTH, top - 4), (300, 330, top), 0.8), grey)
    ground = bottom * RISE
    paving = m.stone("#a39a8c", "#857c6e")
    stage.built(wall((-600, -900, ground), (600, 400, ground)), paving)
    house = m.plaster(stage.chance.choice(("#d9c7a8", "#c9b9a6", "#b9c3bd", "#d8cfc0")))
    stage.built(wall((-600, 330, top), (600, 330, 520)), house)
    door = m.wood("#5d7a72", "#4a645d", 14, "z", 0.5)
    stage.built(box((-55, 324, top), (55, 331, top + 205), 0.8), door)
    frame = m.plain("#e6e1d6", 0.6)
    for x in (-62, 55):
        stage.built(box((x, 322, top), (x + 7, 331, top + 212), 0.6), frame)
    side = m.plaster("#cabfae")
    for x in (-190, 150):
        for i in range(bottom + 1, 5):
            y = (i - 0.5) * DEPTH
            stage.built(box((x, y, ground), (x + 40, y + DEPTH, i * RISE + 26), 0.8), side)
    _things(stage)


def _things(stage: Stage) -> None:
    """Pots and leaves on the treads that are seen."""
    surfaces = []
    for i in range(-2, 5):
        low = (i - 0.5) * DEPTH
        height = i * RISE - stage.origin[2]
        shift = stage.origin[1]
        surfaces.append(Surface((-148, low + 1 - shift), (148, low + DEPTH - 1 - shift), height))
    if stage.spot_name == "foot of the steps":
        surfaces.append(Surface((-140, -40), (140, 60)))
    names = ["flower pot", "plant", "basket", "flower pot", "ball", "plant", "bucket"]
    stage.chance.shuffle(names)
    small = ["leaves", "pebbles", "fruit", "books", "leaves"]
    seen = np.array([s.height for s in surfaces]).max()
    stage.strew(items(*small), surfaces, 4 if stage.busy else 2)
    stage.strew(items(*names), [s for s in surfaces if s.height <= seen], 4 if stage.busy else 2)
