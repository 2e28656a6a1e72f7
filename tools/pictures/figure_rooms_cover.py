# SPDX-License-Identifier: GPL-3.0-or-later
"""A towel over a shoulder or a lap, as in busy rooms; it falls as clothes do. No Blender here.

Everything is in the frame of the left-sided figure, in cm.
"""

import random

import numpy as np

from .clothes import Garment
from .clothes_drape import Drape
from .figure_build import PosedFigure
from .figure_rooms_cells import has_towel
from .rooms.drape import loose
from .rooms.shapes import Shape

Array = np.ndarray
STEP = 1.2
SLOPING_CM = 5.0  # from a shoulder so much lower than the other, too
RAISED = ("overhead", "elbow_out", "behind_head", "side_raise", "front_raise", "across")
ON_SHOULDER, ON_LAP = (21.0, 62.0), (46.0, 30.0)  # width and length
HOLD = 0.35
FALL_STEPS = 70
PLEAT_CM, GATHERED = 7.5, 0.74  # of cloth in a pleat, and how wide it is then
UNCOVERED_CM = 11.0  # of the thigh above the knee
COLOURS = ("#8c4a44", "#4c6378", "#7f8a68", "#c9a15a", "#d8d3c8", "#5b4a63")


def towel(figure: PosedFigure, part: str, posture: str, seed: int) -> tuple[Shape, str] | None:
    """A towel that has fallen over the posed figure, and its colour; None where none would stay.
    It never lies on a raised arm, and on either shoulder about as often. Call after `put`."""
    if not has_towel(part, posture):
        return None
    chance = random.Random(f"towel/{seed}")
    if part == "knee":
        garment, start = _on_lap(figure)
    else:
        side = chance.choice("LR")
        higher = figure.posed_joint("upperarm01.L")[2] - figure.posed_joint("upperarm01.R")[2]
        if abs(higher) > SLOPING_CM:
            side = "L" if higher > 0 else "R"
        if part == "shoulder" and posture in RAISED:
            side = "R"
        garment, start = _on_shoulder(figure, side)
    points, normals = figure.surface
    fallen = Drape(garment).fall(start, points, normals, figure.blocks, FALL_STEPS)
    fallen = loose(fallen, garment.quads, points, normals)
    return _sewn(fallen, garment.quads), chance.choice(COLOURS)


def _flat(width: float, length: float) -> tuple[Array, Array]:
    """A flat cloth around the origin: places (n, 3) and quads."""
    across = np.linspace(-width / 2, width / 2, round(width / STEP) + 1)
    along = np.linspace(-length / 2, length / 2, round(length / STEP) + 1)
    x, y = np.meshgrid(across, along)
    columns = len(across)
    first = (np.arange(len(along) - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    quads = np.stack([first, first + 1, first + columns + 1, first + columns], 1)
    return np.stack([x.ravel(), y.ravel(), 0 * x.ravel()], 1), quads


def _garment(places: Array, quads: Array, held: Array) -> Garment:
    nothing = np.zeros((len(places), 1))
    return Garment("towel", places, quads, nothing, nothing[:, 0], held)


def _on_shoulder(figure: PosedFigure, side: str) -> tuple[Garment, Array]:
    """Over the middle of a shoulder, half in front and half behind."""
    way = 1.0 if side == "L" else -1.0
    flat, quads = _flat(*ON_SHOULDER)
    top = 0.42 * (figure.posed_joint("upperarm01.L") - figure.posed_joint("upperarm01.R")) * way
    up, forwards = (figure.transforms["spine01"][:3, :3] @ axis for axis in np.eye(3)[[2, 1]])
    outwards = np.cross(forwards, up) * way
    middle = (figure.posed_joint("upperarm01.L") + figure.posed_joint("upperarm01.R")) / 2 + top
    points, _ = figure.surface
    near = points - middle
    column = (np.abs(near @ outwards) < 3) & (np.abs(near @ forwards) < 5)
    column &= np.abs(near @ up) < 14
    highest = points[column][np.argmax(near[column] @ up)]
    middle = highest + up * 0.8
    radius = 5.5
    across, along = flat[:, 0] * GATHERED, flat[:, 1]
    angle = np.clip(along / radius, -np.pi / 2, np.pi / 2)
    hang = np.maximum(np.abs(along) - radius * np.pi / 2, 0.0)
    start = (
        middle
        + np.outer(across, outwards)
        + np.outer(radius * np.sin(angle), forwards)
        - np.outer(radius * (1 - np.cos(angle)), up)
    )
    start[:, 2] -= hang
    # in pleats, deeper towards the ends: as long across as the cloth is wide
    deep = PLEAT_CM * np.sqrt(1 / GATHERED - 1) / np.pi * np.clip(np.abs(along) / 14, 0.15, 1)
    pleat = deep * np.sin(2 * np.pi * flat[:, 0] / PLEAT_CM)
    outer = np.outer(np.sin(angle), forwards) + np.outer(np.cos(angle), up)
    start += outer * (pleat + deep)[:, None]
    held = HOLD * ((np.abs(along) < 2.0) & (np.abs(flat[:, 0]) < 3.0))
    return _garment(flat, quads, held), start


def _on_lap(figure: PosedFigure) -> tuple[Garment, Array]:
    """Across the thighs, well above the asked knee."""
    flat, quads = _flat(*ON_LAP)
    hip, knee = figure.posed_joint("upperleg01.L"), figure.posed_joint("lowerleg01.L")
    length = float(np.linalg.norm(knee - hip))
    middle = hip + (knee - hip) * (1 - (UNCOVERED_CM + ON_LAP[1] / 2) / length)
    points, _ = figure.surface
    column = np.linalg.norm(points[:, :2] - middle[:2], axis=1) < 4
    column &= np.abs(points[:, 2] - middle[2]) < 16
    top = points[column, 2].max() + 0.6
    slope = (knee[2] - hip[2]) / max(1.0, abs(knee[1] - hip[1]))
    start = flat + [middle[0] * 0.5, middle[1], top]
    start[:, 2] += np.maximum(-flat[:, 1] * slope, -4.0)
    held = HOLD * (np.linalg.norm(start[:, :2] - middle[:2], axis=1) < 3.0)
    return _garment(flat, quads, held), start


def _sewn(places: Array, quads: Array, thick: float = 0.5) -> Shape:
    """The cloth with a thickness: an upper and a lower face and a rim."""
    corners = places[quads]
    flat = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    outwards = np.zeros_like(places)
    for i in range(4):
        np.add.at(outwards, quads[:, i], flat)
    outwards /= np.maximum(np.linalg.norm(outwards, axis=1, keepdims=True), 1e-9)
    count = len(places)
    edges = np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)])
    known = {tuple(edge) for edge in edges.tolist()}
    rim = np.array([edge for edge in edges.tolist() if (edge[1], edge[0]) not in known])
    sides = np.stack([rim[:, 1], rim[:, 0], rim[:, 0] + count, rim[:, 1] + count], 1)
    vertices = np.concatenate([places + outwards * thick / 2, places - outwards * thick / 2])
    return Shape(vertices, np.concatenate([quads, quads[:, ::-1] + count, sides]))
