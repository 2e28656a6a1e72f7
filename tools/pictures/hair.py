# SPDX-License-Identifier: GPL-3.0-or-later
"""Strands of hair in a few styles, grown on the scalp at rest with numpy and a seeded chance.

A strand is a row of points (cm, rest place of the head); the head carries them rigidly.
"""

import zlib

import numpy as np
from scipy.spatial import cKDTree

from .figure_body import FigureBody

Array = np.ndarray
POINTS = 9
LAYER_CM = 0.9  # thickness of combed hair
COUNTS = {"cropped": 26000, "short": 30000, "bun": 26000, "ponytail": 26000}


class Scalp:
    """The hairy part of a head: roots, directions and a surface to stay outside of."""

    def __init__(self, body: FigureBody, count: int, chance: np.random.Generator) -> None:
        fine, density = body.fine, body.scalp
        low, high = body.joints["head"]
        near = (fine.vertices[:, 2] > low[2] - 6) & (np.abs(fine.vertices[:, 0]) < 12)
        quads = fine.quads[near[fine.quads].all(1)]
        self.surface = fine.vertices[near]
        self.normals = fine.normals[near]
        self.tree = cKDTree(self.surface)
        self.middle = (low + high) / 2 + np.array([0, 1.5, 1.0])
        on_scalp = density[quads].mean(1) > 0.15
        quads = quads[on_scalp]
        corners = fine.vertices[quads]
        sides = np.cross(corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0])
        area = np.linalg.norm(sides, axis=1) * density[quads].mean(1)
        chosen = chance.choice(len(quads), count, p=area / area.sum())
        u, v = chance.random((2, count, 1))
        c = corners[chosen]
        top, bottom = c[:, 0] * (1 - u) + c[:, 1] * u, c[:, 3] * (1 - u) + c[:, 2] * u
        self.roots = top * (1 - v) + bottom * v
        normals = fine.normals[quads[chosen]].mean(1)
        self.out = normals / np.linalg.norm(normals, axis=1, keepdims=True)
        self.full = density[quads[chosen]].mean(1)

    def outside(self, place: Array, layer: Array) -> Array:
        """Places moved out of the head to at least the layer (n,) above it."""
        _, near = self.tree.query(place)
        depth = ((place - self.surface[near]) * self.normals[near]).sum(1)
        return place + self.normals[near] * np.maximum(layer - depth, 0)[:, None]


def _normed(vectors: Array) -> Array:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _cropped(scalp: Scalp, length: float, chance: np.random.Generator) -> Array:
    """Short hair that stands up, with a wave of its own."""
    way = _normed(scalp.out + chance.normal(0, 0.35, scalp.out.shape))
    size = length * chance.uniform(0.5, 1.1, (len(way), 1)) * (0.35 + 0.65 * scalp.full[:, None])
    curl = _normed(np.cross(way, chance.normal(0, 1, way.shape)))
    other = np.cross(way, curl)
    steps = np.linspace(0, 1, POINTS)
    turn = chance.uniform(0, 6.3, (len(way), 1))
    rows = []
    for t in steps:
        wave = curl * np.cos(turn + 7 * t) + other * np.sin(turn + 7 * t)
        rows.append(scalp.roots + way * size * t + wave * 0.14 * min(1, 3 * t))
    return np.stack(rows, 1)


def _short(scalp: Scalp, length: float, chance: np.random.Generator) -> Array:
    """Hair that falls from the crown forwards, sideways and down, in locks."""
    crown = scalp.middle + np.array([0, 3.5, 8.0])
    size = length * chance.uniform(0.55, 1.1, len(scalp.roots))
    below = np.clip((scalp.middle[2] - 1 - scalp.roots[:, 2]) / 6, 0, 1)
    size *= (1 - 0.72 * below) * (0.3 + 0.7 * scalp.full)
    locks = scalp.roots[chance.choice(len(scalp.roots), 420)]
    lock = cKDTree(locks).query(scalp.roots)[1]
    own_way = chance.normal(0, 0.30, (len(locks), 3))[lock]
    lift = (0.55 + 0.35 * chance.random(len(locks)))[lock]
    place = scalp.roots.copy()
    rows = [place]
    for number in range(1, POINTS):
        t = number / (POINTS - 1)
        away = place - crown
        along = _normed(away - scalp.out * (away * scalp.out).sum(1, keepdims=True))
        along = along + np.array([0, 0.10, -0.45 * t]) + own_way
        rise = lift * (1 - t) ** 2
        along = _normed(along) + scalp.out * rise[:, None]
        along += chance.normal(0, 0.10, place.shape)
        place = place + _normed(along) * (size / (POINTS - 1))[:, None]
        layer = np.minimum(LAYER_CM * (0.15 + 0.85 * chance.random(len(place))), size * t * 0.5)
        place = scalp.outside(place, np.minimum(layer, 0.10 + layer * (1 - 0.7 * below)))
        rows.append(place)
    return np.stack(rows, 1)


def _combed(scalp: Scalp, gather: Array, chance: np.random.Generator) -> Array:
    """Hair combed over the head to one place."""
    count = len(scalp.roots)
    place = scalp.roots.copy()
    locks = scalp.roots[chance.choice(count, 300)]
    lock = cKDTree(locks).query(scalp.roots)[1]
    own_way = chance.normal(0, 0.16, (300, 3))[lock] + chance.normal(0, 0.04, (count, 3))
    heights = chance.random(300)[lock] * 0.5 + chance.random(count) * 0.5
    layer = 0.10 + 0.65 * heights * (0.3 + 0.7 * scalp.full)
    rows = [place]
    for number in range(1, POINTS):
        left = gather - place
        step = left / (POINTS - number)
        place = place + step + own_way * (1 if number < POINTS - 2 else 0)
        height = layer * min(1.0, 2.5 * number / POINTS)
        place = scalp.outside(place, height)
        rows.append(place)
    rows[-1] = gather + chance.normal(0, 0.35, place.shape)
    return np.stack(rows, 1)


def _bun(gather: Array, out: Array, chance: np.random.Generator) -> Array:
    """Strands wound into a knot."""
    count = 5200
    aside = np.array([1.0, 0, 0])
    up = np.cross(out, aside)
    start = chance.uniform(0, 2 * np.pi, count)
    around = chance.uniform(0, 2 * np.pi, count)
    thick = 1.5 * np.sqrt(chance.uniform(0.5, 1, count))
    rows = []
    for t in np.linspace(0, 1, POINTS):
        turn = start + 1.9 * t
        tilt = around + 1.5 * t
        ring = 1.05 + thick * np.cos(tilt)
        rows.append(
            gather
            + out * (0.9 + 0.8 * thick * np.sin(tilt))[:, None]
            + aside * (ring * np.cos(turn))[:, None]
            + up * (ring * np.sin(turn))[:, None]
        )
    return np.stack(rows, 1)


def _tail(gather: Array, length: float, chance: np.random.Generator) -> Array:
    """A bundle that leaves the gathering place backwards and hangs down."""
    count = 5200
    size = length * chance.uniform(0.75, 1.05, count)
    spread = chance.normal(0, 0.5, (count, 3)) * [1.0, 0.8, 0.5]
    place = gather + 0.5 * spread
    rows = [place]
    for number in range(1, POINTS):
        t = number / (POINTS - 1)
        down = np.array([0, 1.1 * (1 - t) ** 2.5 - 0.02, -0.35 - 1.1 * t])
        way = down / np.linalg.norm(down)
        fan = spread * (0.55 if t < 0.5 else 0.10 if t < 0.8 else -0.45)
        place = place + way * (size / (POINTS - 1))[:, None] + fan * 0.45
        rows.append(place + 0.12 * np.sin(5 * t + spread[:, :1] * 4))
    return np.stack(rows, 1)


def grown_hair(body: FigureBody) -> Array:
    """Strands (n, POINTS, 3) of the person at rest."""
    hair = body.figure.hair
    chance = np.random.default_rng(zlib.crc32(body.figure.name.encode()))
    scalp = Scalp(body, COUNTS[hair.style], chance)
    if hair.style == "cropped":
        return _cropped(scalp, hair.length, chance)
    if hair.style == "short":
        return _short(scalp, hair.length, chance)
    height = 2.2 if hair.style == "bun" else 3.4
    start = scalp.middle + np.array([0, 14.0, height])
    _, near = scalp.tree.query(start)
    out = scalp.normals[near] * [0, 1, 1]
    out = out / np.linalg.norm(out)
    gather = scalp.surface[near] * [0, 1, 1] + out * 0.5
    combed = _combed(scalp, gather, chance)
    if hair.style == "bun":
        return np.concatenate([combed, _bun(gather, out, chance)])
    return np.concatenate([combed, _tail(gather + out * 0.4, hair.length, chance)])
