# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes of furniture and things as vertices (n, 3) and faces, in cm. No Blender here."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray
ROUND = 48
BOX_FACES = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]


@dataclass(frozen=True)
class Shape:
    """Vertices (n, 3), faces (m, 3 or 4); `smooth` shading; `bevel` rounds edges by so many cm."""

    vertices: Array
    faces: Array
    smooth: bool = True
    bevel: float = 0.0

    def moved(self, place: tuple[float, float, float], turn: float = 0.0) -> "Shape":
        """Turned about Z by degrees, then moved."""
        a = np.radians(turn)
        matrix = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
        return self.carried(matrix, place)

    def carried(self, matrix: Array, place: tuple[float, float, float] | Array) -> "Shape":
        """Turned by a matrix (3, 3), then moved."""
        vertices = self.vertices @ matrix.T + np.asarray(place, float)
        return Shape(vertices, self.faces, self.smooth, self.bevel)


def box(low: tuple, high: tuple, bevel: float = 0.4) -> Shape:
    """A box between two corners, its edges rounded."""
    corners = np.array([low, high], float)
    vertices = [
        (corners[i, 0], corners[j, 1], corners[k, 2])
        for k in (0, 1)
        for j in (0, 1)
        for i in (0, 1)
    ]
    return Shape(np.array(vertices), np.array(BOX_FACES), False, bevel)


def wall(low: tuple, high: tuple) -> Shape:
    """One upright or lying rectangle between two corners that share a coordinate."""
    a, b = np.array(low, float), np.array(high, float)
    flat = int(np.argmin(np.abs(b - a)))
    i, j = (k for k in range(3) if k != flat)
    vertices = np.array([a, a, b, b])
    vertices[1, i], vertices[3, i] = b[i], a[i]
    vertices[1, j], vertices[3, j] = a[j], b[j]
    return Shape(vertices, np.array([[0, 1, 2, 3]]), False)


def turned(profile: list[tuple[float, float]], count: int = ROUND) -> Shape:
    """A body of revolution about Z from (radius, height) pairs, from below to above."""
    rows = np.array(profile, float)
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    ring = np.stack([np.cos(angles), np.sin(angles)], 1)
    radii = np.maximum(rows[:, 0], 1e-3)
    flat = radii[:, None, None] * ring[None]
    heights = np.broadcast_to(rows[:, 1][:, None, None], (len(rows), count, 1))
    vertices = np.concatenate([flat, heights], 2).reshape(-1, 3)
    here = np.arange(count)
    there = (here + 1) % count
    faces = [
        np.stack([k + here, k + there, k + count + there, k + count + here], 1)
        for k in range(0, (len(rows) - 1) * count, count)
    ]
    return Shape(vertices, np.concatenate(faces))


def ball(radius: float, squash: float = 1.0, count: int = 36) -> Shape:
    """A ball that lies on z = 0."""
    angles = np.linspace(-np.pi / 2, np.pi / 2, count // 2)
    return turned([(radius * np.cos(a), radius * squash * (1 + np.sin(a))) for a in angles], count)


def grid(low: tuple[float, float], high: tuple[float, float], step: float) -> tuple[Array, Array]:
    """Places x and y, both (rows, columns), about `step` apart."""
    columns = max(2, round((high[0] - low[0]) / step) + 1)
    rows = max(2, round((high[1] - low[1]) / step) + 1)
    return np.meshgrid(np.linspace(low[0], high[0], columns), np.linspace(low[1], high[1], rows))


def _grid_faces(rows: int, columns: int) -> Array:
    index = np.arange(rows * columns).reshape(rows, columns)
    return np.stack([index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]], -1).reshape(
        -1, 4
    )


def field(x: Array, y: Array, z: Array) -> Shape:
    """A surface of heights over a grid."""
    return Shape(np.stack([x, y, z], -1).reshape(-1, 3), _grid_faces(*x.shape))


def slab(x: Array, y: Array, z: Array, below: Array | float) -> Shape:
    """A surface with an underside and closed rims: cloth, rugs, mats."""
    rows, columns = x.shape
    count = rows * columns
    under = np.broadcast_to(np.asarray(below, float), z.shape)
    vertices = np.concatenate(
        [np.stack([x, y, h], -1).reshape(-1, 3) for h in (z, np.minimum(under, z))]
    )
    top = _grid_faces(rows, columns)
    index = np.arange(count).reshape(rows, columns)
    rim = np.concatenate([index[0], index[1:, -1], index[-1, -2::-1], index[-2:0:-1, 0]])
    after = np.roll(rim, -1)
    sides = np.stack([rim, rim + count, after + count, after], 1)
    return Shape(vertices, np.concatenate([top, top[:, ::-1] + count, sides]))


def waves(chance: np.random.Generator, length: float, count: int = 7) -> Callable:
    """A smooth random height f(x, y), about -1 to 1, whose hills are about `length` apart."""
    angles = chance.uniform(0, 2 * np.pi, count)
    number = 2 * np.pi / (length * chance.uniform(0.7, 1.8, count))
    phases = chance.uniform(0, 2 * np.pi, count)

    def height(x: Array, y: Array) -> Array:
        total = np.zeros(np.shape(x))
        for angle, k, phase in zip(angles, number, phases, strict=True):
            total = total + np.sin(k * (x * np.cos(angle) + y * np.sin(angle)) + phase)
        return total / np.sqrt(count)

    return height


def rounded_rim(x: Array, y: Array, half: tuple[float, float], width: float) -> Array:
    """0 at the rim of a rectangle about the origin, 1 from `width` further in."""
    inside = np.minimum(half[0] - np.abs(x), half[1] - np.abs(y)) / width
    return np.sqrt(np.clip(1 - (1 - np.clip(inside, 0, 1)) ** 2, 0, 1))


def cloth(
    half: tuple[float, float], chance: np.random.Generator, thick: float = 0.5, folds: float = 0.5
) -> Shape:
    """A cloth lying on z = 0, a little crumpled; `folds` is the height of its waves in cm."""
    x, y = grid((-half[0], -half[1]), half, min(half) / 40)
    high = waves(chance, min(half) * 0.9)(x, y)
    low = waves(chance, min(half) * 0.35)(x, y)
    rim = rounded_rim(x, y, half, thick * 0.9)
    crumple = folds * np.clip(0.6 * high + 0.25 * low, 0, None)
    edge = 0.025 * min(half)
    bent_x = x + edge * waves(chance, half[1])(y, y * 0.3)
    bent_y = y + edge * waves(chance, half[0])(x, x * 0.3)
    return slab(bent_x, bent_y, rim * thick + crumple, crumple * 0.9)


def pillow(half: tuple[float, float], thick: float, chance: np.random.Generator) -> Shape:
    """A stuffed cushion that lies on z = 0, corners pointed, with a few dents."""
    t = np.linspace(-1, 1, 41)
    u, v = np.meshgrid(t, t)
    swell = ((1 - np.abs(u) ** 2.6) * (1 - np.abs(v) ** 2.6)) ** 0.55
    dents = 1 + 0.08 * waves(chance, 0.8)(u, v)
    pinch = 1 - 0.06 * (1 - np.abs(v) ** 2) * np.abs(u) ** 6
    pinch_y = 1 - 0.06 * (1 - np.abs(u) ** 2) * np.abs(v) ** 6
    z = thick / 2 * swell * dents
    x, y = u * half[0] * pinch, v * half[1] * pinch_y
    return slab(x, y, thick / 2 + z, thick / 2 - 0.8 * z)


def scattered(
    places: Array, normals: Array, length: float, width: float, chance: np.random.Generator
) -> Shape:
    """Small leaves or blades of grass at places (n, 3), each a folded quad pointing along its
    normal, more or less."""
    count = len(places)
    ways = normals + chance.normal(0, 0.35, (count, 3))
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    aside = np.cross(ways, chance.normal(0, 1, (count, 3)))
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    size = chance.uniform(0.6, 1.25, (count, 1))
    tip = places + ways * length * size
    middle = places + ways * length * size * 0.5
    bow = np.cross(ways, aside) * width * 0.35
    corners = np.stack(
        [
            places,
            middle + aside * width * size / 2 + bow,
            tip,
            middle - aside * width * size / 2 + bow,
        ],
        1,
    )
    return Shape(corners.reshape(-1, 3), np.arange(4 * count).reshape(-1, 4), False)
