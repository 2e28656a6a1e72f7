# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a garment fall over a posed body: position-based dynamics in numpy, the same everywhere.

Distances between neighbours (threads, diagonals, and every second vertex against sharp bends) are
kept as they were in the garment at rest; gravity pulls, the body pushes the cloth out of itself.
Lengths in cm, time in steps of 1/30 s.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from .clothes import Garment
from .figure_props import Block

Array = np.ndarray
STEPS = 26
SWEEPS = 5
GRAVITY = 0.22  # cm a step squared
DAMPING = 0.92
SLACK = 1.01
ANCHORS = 60
THICKNESS = 0.38
REACH = 5.0
SHEAR, BEND = 0.5, 0.35


def _pairs(quads: Array, count: int) -> list[tuple[Array, float]]:
    """Groups of pairs (m, 2) with their stiffness."""
    threads = np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)])
    threads = np.unique(np.sort(threads, 1), axis=0)
    diagonals = np.concatenate([quads[:, [0, 2]], quads[:, [1, 3]]])
    across = _across(quads, count)
    return [(threads, 1.0), (diagonals, SHEAR), (across, BEND)]


def _across(quads: Array, count: int) -> Array:
    """Pairs of vertices that lie opposite each other about a vertex with four quads."""
    beside: list[set[int]] = [set() for _ in range(count)]
    shares: list[set[int]] = [set() for _ in range(count)]
    for number, quad in enumerate(quads.tolist()):
        for i in range(4):
            beside[quad[i]].update((quad[i - 1], quad[(i + 1) % 4]))
            shares[quad[i]].add(number)
    out = []
    for v in range(count):
        if len(shares[v]) != 4 or len(beside[v]) != 4:
            continue
        for a in beside[v]:
            for b in beside[v]:
                if a < b and not shares[a] & shares[b]:
                    out.append((a, b))
    return np.array(sorted(set(out)))


def _coloured(pairs: Array, count: int) -> list[Array]:
    """The pairs in groups in which no vertex comes twice."""
    taken: list[int] = [0] * count
    groups: list[list[int]] = []
    for number, (a, b) in enumerate(pairs.tolist()):
        free = ~(taken[a] | taken[b])
        colour = (free & -free).bit_length() - 1
        taken[a] |= 1 << colour
        taken[b] |= 1 << colour
        while len(groups) <= colour:
            groups.append([])
        groups[colour].append(number)
    return [np.array(group) for group in groups]


class Drape:
    """The threads of one garment, ready to fall in any posture."""

    def __init__(self, garment: Garment) -> None:
        self.garment = garment
        count = len(garment.vertices)
        self.batches: list[tuple[Array, Array, Array, float]] = []
        for pairs, stiffness in _pairs(garment.quads, count):
            lengths = np.linalg.norm(
                garment.vertices[pairs[:, 0]] - garment.vertices[pairs[:, 1]], axis=1
            )
            for group in _coloured(pairs, count):
                chosen = pairs[group]
                batch = (chosen[:, 0], chosen[:, 1], lengths[group], stiffness)
                self.batches.append(batch)
        self.anchors, self.reach = self._leashes(count)

    def _leashes(self, count: int) -> tuple[Array, Array]:
        """For each vertex the nearest vertices that are held (n, 3), and how far along the cloth
        they are (n, 3): cloth is not longer than that, however often gravity pulls."""
        threads, _ = _pairs(self.garment.quads, count)[0]
        diagonals, _ = _pairs(self.garment.quads, count)[1]
        pairs = np.concatenate([threads, diagonals])
        places = self.garment.vertices
        lengths = np.linalg.norm(places[pairs[:, 0]] - places[pairs[:, 1]], axis=1)
        graph = csr_matrix((lengths, (pairs[:, 0], pairs[:, 1])), (count, count))
        held = np.flatnonzero(self.garment.held > 0.2)
        held = held[np.unique(np.linspace(0, len(held) - 1, ANCHORS).astype(int))]
        away = dijkstra(graph, directed=False, indices=held)
        order = np.argsort(away, 0)[:3]
        return held[order].T, np.take_along_axis(away, order, 0).T * SLACK

    def fall(
        self,
        start: Array,
        body: Array,
        normals: Array,
        blocks: Sequence[Block] = (),
        steps: int = STEPS,
    ) -> Array:
        """Places (n, 3) of the cloth after it fell from `start` over the body's points and onto
        the blocks; a few steps do for cloth that nearly lies."""
        place, before = start.copy(), start.copy()
        held = self.garment.held[:, None]
        tree = cKDTree(body)
        for step in range(steps):
            speed = (place - before) * (DAMPING if step < steps - 10 else 0.6)
            before = place.copy()
            place = place + speed * (1 - held)
            place[:, 2] -= GRAVITY * (1 - held[:, 0])
            for _ in range(SWEEPS):
                for first, second, length, stiffness in self.batches:
                    way = place[second] - place[first]
                    now = np.sqrt(np.einsum("ij,ij->i", way, way)) + 1e-9
                    move = way * (0.5 * stiffness * (now - length) / now)[:, None]
                    place[first] += move
                    place[second] -= move
                place += (start - place) * held
                self._leash(place)
            place = self._out_of(tree, body, normals, place, before)
            for block in blocks:
                block.push_out(place)
        return place

    def _leash(self, place: Array) -> None:
        for k in range(self.anchors.shape[1]):
            way = place - place[self.anchors[:, k]]
            now = np.sqrt(np.einsum("ij,ij->i", way, way)) + 1e-9
            too_far = np.minimum(self.reach[:, k] / now, 1.0) - 1.0
            place += way * too_far[:, None]

    @staticmethod
    def _out_of(tree: cKDTree, body: Array, normals: Array, place: Array, before: Array) -> Array:
        """Push what is in the body out of it; what touches it hardly slides."""
        distance, near = tree.query(place)
        outwards = normals[near]
        depth = ((place - body[near]) * outwards).sum(1)
        push = np.where((depth < THICKNESS) & (distance < REACH), THICKNESS - depth, 0.0)
        out = place + outwards * push[:, None]
        touching = (push > 0)[:, None]
        slid = out - before
        along = slid - outwards * (slid * outwards).sum(1, keepdims=True)
        return out - np.where(touching, 0.55 * along, 0.0)
