# SPDX-License-Identifier: GPL-3.0-or-later
"""Cloth laid over a limb, and sleeves. No Blender here: shapes for Stage or `lay`.

shape = drape.over(points, low=(-30, -40), high=(30, -6), numbers=np.random.default_rng(3))
rooms.lay(shape, materials.terry("#7c9487"))      # after rooms.place
"""

import numpy as np
from scipy.ndimage import maximum_filter, uniform_filter
from scipy.spatial import cKDTree

from ..geometry import smoothstep
from .shapes import Shape, grid, slab, waves

Array = np.ndarray
STEP_CM = 0.6
SMOOTHINGS = 12
LYING_CM, RESTING_CM = 0.3, 0.5  # of a sagging sleeve above the ground, and above the limb
LOOSE_CM = 0.9  # shirts are thick, too
RISING_CM = 9.0  # from its rim inwards a cloth rises to the height of uneven ground


def over(
    points: Array,
    low: tuple[float, float],
    high: tuple[float, float],
    numbers: np.random.Generator,
    thick: float = 0.5,
    folds: float = 0.8,
    turn: float = 0.0,
    ground: float = 0.0,
) -> Shape:
    """A cloth over everything of the subject (n, 3) that lies under the rectangle from low to high
    (x, y), itself turned about the origin by degrees, and on the ground z = 0 elsewhere. Its
    rims hang in soft waves; `folds` is the height of the folds in cm. On a ground that is not flat
    the cloth lies as high above z = 0 as its highest places: `ground` in cm."""
    angle = np.radians(turn)
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    x, y = grid(low, high, STEP_CM)
    flat = points[:, :2] @ matrix
    inside = ((flat > np.array(low) - 1) & (flat < np.array(high) + 1)).all(1)
    edge = np.minimum.reduce([x - low[0], high[0] - x, y - low[1], high[1] - y])
    floor = ground * (0.4 + 0.6 * smoothstep(edge, 0.0, RISING_CM))
    column = np.clip(((flat[inside, 0] - low[0]) / STEP_CM).round().astype(int), 0, x.shape[1] - 1)
    row = np.clip(((flat[inside, 1] - low[1]) / STEP_CM).round().astype(int), 0, x.shape[0] - 1)
    np.maximum.at(floor, (row, column), points[inside, 2] + 0.15)
    floor = maximum_filter(floor, 3)
    middle = np.array([low, high]).mean(0)
    span = np.array(high) - np.array(low)
    wrinkles = waves(numbers, 0.45 * span.min())(x, y) + 0.5 * waves(numbers, 0.2 * span.min())(
        x, y
    )
    slack = folds * np.clip(wrinkles, 0, None)
    height = maximum_filter(floor, 5) + slack
    for _ in range(60):
        height = np.maximum(floor + 0.35 * slack, 0.97 * uniform_filter(height, 3, mode="nearest"))
    height = np.maximum(uniform_filter(height, 3, mode="nearest"), floor) + 0.35 * slack
    rounded = np.sqrt(np.clip(1 - (1 - np.clip(edge / (1.2 * thick), 0, 1)) ** 2, 0, 1))
    top = height + thick * rounded
    sway = 0.03 * span.min()
    x = x + sway * waves(numbers, span[1])(y, x) * np.abs(x - middle[0]) / span[0]
    y = y + sway * waves(numbers, span[0])(x, y) * np.abs(y - middle[1]) / span[1]
    shape = slab(x, y, top, height * 0.98 - 0.8 * ground)
    out = shape.vertices.copy()
    out[:, :2] = out[:, :2] @ matrix.T
    return Shape(out, shape.faces)


def loose(places: Array, quads: Array, points: Array, normals: Array) -> Array:
    """Fallen cloth (n, 3) without crumples, and clear of the body (m, 3) and of shirts on it."""
    count = len(places)
    pairs = np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)])
    pairs = np.unique(np.sort(pairs, 1), axis=0)
    both = np.concatenate([pairs, pairs[:, ::-1]])
    inner = np.bincount(both[:, 0], minlength=count) == 4
    rim, ends = _rim(quads)
    tree = cKDTree(points)
    out = places.copy()
    for _ in range(SMOOTHINGS):
        beside = np.zeros_like(out)
        np.add.at(beside, both[:, 0], out[both[:, 1]] / 4)
        out[inner] += 0.5 * (beside - out)[inner]
        out[rim] += 0.5 * (out[ends].mean(1) - out[rim])
        away, near = tree.query(out)
        depth = ((out - points[near]) * normals[near]).sum(1)
        out += normals[near] * np.where(away < 3.0, np.clip(LOOSE_CM - depth, 0, 3), 0.0)[:, None]
    return out


def _rim(quads: Array) -> tuple[Array, Array]:
    """The vertices (k,) on the rim of a cloth but its corners, and their two neighbours on it
    (k, 2)."""
    edges = np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)])
    known = {tuple(sorted(edge)) for edge in edges.tolist()}
    count = dict.fromkeys(known, 0)
    for edge in edges.tolist():
        count[tuple(sorted(edge))] += 1
    beside: dict[int, list[int]] = {}
    for (a, b), faces in count.items():
        if faces == 1:
            beside.setdefault(a, []).append(b)
            beside.setdefault(b, []).append(a)
    corners = np.bincount(quads.ravel())
    rim = sorted(v for v in beside if corners[v] > 1)
    return np.array(rim), np.array([beside[v] for v in rim])


def sleeve(
    points: Array,
    start: Array,
    end: Array,
    numbers: np.random.Generator,
    loose: float = 1.15,
    sag: float = 0.0,
) -> Shape:
    """A sleeve around the part of the subject (n, 3) along the line from the cuff at `start` to
    `end` (far up the arm): an uneven tube, its cuff turned in. With a `sag` (0 to 1) it rests on
    what is in it, hangs below, and lies on the ground z = 0."""
    along = end - start
    length = float(np.linalg.norm(along))
    along = along / length
    first = np.cross(along, [0, 0, 1.0])
    first = first / np.linalg.norm(first)
    second = np.cross(first, along)
    offset = points - start
    place = offset @ along
    across = np.stack([offset @ first, offset @ second], 1)
    stations = np.arange(0.0, length, 0.35)
    angles = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    rings, radii, centres = [], [], []
    for s in stations:
        near = np.abs(place - s) < 1.5
        near &= np.linalg.norm(across, axis=1) < 9
        if near.sum() > 8:
            low, high = np.quantile(across[near], [0.01, 0.99], axis=0)
            centres.append((low + high) / 2)
            radii.append((high - low) / 2)
        elif centres:
            centres.append(centres[-1])
            radii.append(radii[-1])
        else:
            centres.append(np.zeros(2))
            radii.append(np.full(2, 2.8))
    middle = _smoothed(np.array(centres))
    radius = _smoothed(np.array(radii))
    crease = waves(numbers, 3.4, 9)
    pile = waves(numbers, 9.0, 5)
    for s, c, r in zip(stations, middle, radius, strict=True):
        wrinkle = (0.28 + 0.3 * sag) * crease(
            s + 1.5 * np.sin(angles + 0.4), 3.2 * np.sin(angles) + 2 * np.cos(angles)
        )
        droop = 0.35 * pile(np.full(72, s), 4 * np.cos(angles))
        puff = loose + 0.5 * (wrinkle + droop) * min(1.0, s / 3 + 0.25)
        x = c[0] + np.cos(angles) * (r[0] + puff * (1 + 0.3 * sag * (np.sin(angles) < 0)))
        spare = max(0.0, 0.9 * float(puff[np.sin(angles) > 0].min()) - RESTING_CM)
        y = c[1] + np.sin(angles) * (r[1] + puff * 0.9) - sag * spare
        ring = start + along * s + np.outer(x, first) + np.outer(y, second)
        if sag:
            ring[:, 2] = np.maximum(ring[:, 2], LYING_CM)
        rings.append(ring)
    inner = [rings[0] * 0.0 + _shrunk(rings[k], 0.28) for k in (8, 4, 1)]
    lip = [_shrunk(rings[0], 0.22) - along * 0.05, _shrunk(rings[0], 0.08) - along * 0.14]
    rows = [*inner, *lip, *rings]
    here = np.arange(72)
    there = (here + 1) % 72
    faces = [
        np.stack([k + here, k + there, k + 72 + there, k + 72 + here], 1)
        for k in range(0, (len(rows) - 1) * 72, 72)
    ]
    return Shape(np.concatenate(rows), np.concatenate(faces))


def _smoothed(rows: Array) -> Array:
    return uniform_filter(rows, (9, 1), mode="nearest")


def _shrunk(ring: Array, by: float) -> Array:
    middle = ring.mean(0)
    way = ring - middle
    length = np.linalg.norm(way, axis=1, keepdims=True)
    return middle + way * (1 - by / length)
