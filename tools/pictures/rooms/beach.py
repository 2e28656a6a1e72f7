# SPDX-License-Identifier: GPL-3.0-or-later
"""A beach: sand, a towel, the sea and the sky."""

import numpy as np

from . import materials as m
from .arrange import Surface
from .items import items
from .shapes import field, grid, rounded_rim, slab, wall, waves
from .stage import Stage
from .view import Spot

TOWEL = (75.0, 42.0)
SPOTS = {
    "towel": (Spot("floor", 0, (55, 30), elevations=(10, 65)), (0, 0, 0.9)),
    "sand": (Spot("floor", 0, (90, 60), elevations=(6, 65)), (0, 0, 0)),
}
OUTDOORS = True


def build(stage: Stage) -> None:
    """Sand with dents, sea and sky, and toys and shells where they are seen."""
    _sand(stage)
    stage.built(wall((-9000, 420, -8), (9000, 60000, -8)), m.water())
    x, y = grid((-420, 395), (420, 425), 4)
    foam = -6.2 + 1.6 * waves(stage.numbers, 60)(x, y)
    stage.built(field(x, y, foam), m.plain("#eef2f0", 0.6))
    if stage.spot_name == "towel":
        _towel(stage)
    names = ["ball", "bucket", "basket", "shells", "pebbles"]
    stage.chance.shuffle(names)
    level = -stage.origin[2]
    ground = [Surface((-170, -45), (170, 260), level + 0.3)]
    small = items("shells", "pebbles", "shells", "pebbles")
    if stage.spot_name == "towel":
        on = [Surface((-72, -38), (72, 38))]
        stage.strew(
            items("books", "crumpled cloth", "rolled towel", "fruit"), on, 3 if stage.busy else 1
        )
        ground = [Surface((-170, 46), (170, 260), level + 0.3)]
    stage.strew(items(*names), ground, 5 if stage.busy else 3)
    stage.strew(small, ground, 3 if stage.busy else 1)


def _sand(stage: Stage) -> None:
    sand = m.sand()
    x, y = grid((-150, -130), (150, 170), 1.5)
    hills = 1.6 * waves(stage.numbers, 34)(x, y) + 0.7 * waves(stage.numbers, 11)(x, y)
    away = np.hypot(x, y)
    flat = 1 - np.exp(-((away / 45) ** 4))
    if stage.spot_name == "towel":
        flat = 1 - rounded_rim(x, y, (TOWEL[0] + 12, TOWEL[1] + 12), 14)
    z = (hills - 1.2) * flat
    if stage.spot_name == "sand":
        z = np.maximum(z, -3) + _pressed(stage, x, y)
    stage.built(field(x, y, z), sand)
    x, y = grid((-2400, -900), (2400, 420), 40)
    z = -2.6 - 6.5 * np.clip((y - 150) / 270, 0, 1) + 1.2 * waves(stage.numbers, 160)(x, y)
    stage.built(field(x, y, z), sand)


def _pressed(stage: Stage, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The sand gives way under what rests on it, and rises a little around."""
    low = stage.arrangement.subject
    low = low[low[:, 2] < 1.2][::6, :2]
    if not len(low):
        return np.zeros_like(x)
    out = np.zeros_like(x)
    near = (np.abs(x) < low[:, 0].max() + 12) & (np.abs(x) < 80) & (np.abs(y) < 80)
    places = np.stack([x[near], y[near]], 1)
    away = np.concatenate(
        [
            np.linalg.norm(part[:, None] - low[None], axis=2).min(1)
            for part in np.array_split(places, max(1, len(places) // 2000))
        ]
    )
    out[near] = -0.25 * np.exp(-((away / 1.5) ** 2)) + 0.55 * np.exp(-(((away - 2.6) / 1.3) ** 2))
    return out


def _towel(stage: Stage) -> None:
    x, y = grid((-TOWEL[0], -TOWEL[1]), TOWEL, 1.2)
    rim = rounded_rim(x, y, TOWEL, 0.8)
    away = np.clip((np.hypot(x, y * 1.3) - 22) / 30, 0, 1)
    folds = np.clip(waves(stage.numbers, 30)(x, y) + 0.3, 0, None) * away * 1.3
    folds = folds + 0.1 * waves(stage.numbers, 7)(x, y)
    kinds = {
        "#5d86a0": "#e9e4da",
        "#c96f52": "#efdcc0",
        "#e6dfcf": "#7f9f96",
        "#7a9a86": "#e9e4d6",
        "#3f5872": "#d9cba8",
    }
    colour = stage.pick(*kinds)
    bent = y + 1.5 * waves(stage.numbers, 60)(x, y)
    shape = slab(
        x + 1.2 * waves(stage.numbers, 50)(y, x), bent, 0.3 + rim * 0.6 + folds, folds - 0.4
    )
    stage.built(shape, m.terry(colour, kinds[colour], 12))
