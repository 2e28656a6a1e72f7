# SPDX-License-Identifier: GPL-3.0-or-later
"""Shirts, vests and shorts cut from the base mesh's tights and widened, at rest.

A garment is cut where a measure (cm inside its edges) is positive, then widened so that it hangs
from its widest place as cloth does; clothes_drape.py lets it fall over the posed body.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from .figure_body import ARM_BONES, FigureBody
from .geometry import smoothstep
from .mesh import subdivide, subdivide_values

Array = np.ndarray
LEVEL = 2


@dataclass(frozen=True)
class Cut:
    """Where a top ends, in cm: half width and depths of the neck line in front and behind, ease
    of the trunk, length of the sleeve as a share of the upper arm (0: no sleeves)."""

    neck_half_width: float
    neck_front: float
    neck_back: float
    ease: float
    sleeve: float
    sleeve_ease: float
    below_hip: float


CUTS = {
    "shirt": Cut(7.6, 5.2, 1.6, 2.2, 0.62, 2.0, 6.0),
    "vest": Cut(8.4, 9.5, 4.6, 1.8, 0.0, 0.0, 5.0),
    "sports": Cut(8.2, 9.5, 6.0, 0.35, 0.0, 0.0, -18.0),
    "singlet": Cut(8.2, 8.5, 5.0, 1.3, 0.0, 0.0, 5.0),  # close about the arm holes, loose below
}
CLOSE_CM = 0.5
SHORTS = ("shorts", "close shorts")


@dataclass(frozen=True)
class Garment:
    """Cloth at rest: vertices (n, 3) and quads; `weights` (n, base vertices) are not kept, but
    `corners`, the tights' vertices that each comes from, are in `blend`. `edge` is the distance
    (cm) from the nearest hem, `held` how firmly a vertex stays where the body takes it."""

    name: str
    vertices: Array
    quads: Array
    weights: Array
    edge: Array
    held: Array


def _iso_cut(quads: Array, measure: Array) -> tuple[Array, Array, object]:
    """Quads that touch measure > 0, with their outer vertices slid onto the line of zero.

    Returns the used vertices, the quads in their numbering, and a function that moves values.
    """
    kept = quads[(measure[quads] > 0).any(1)]
    edges = np.concatenate([kept[:, [i, (i + 1) % 4]] for i in range(4)])
    edges = np.concatenate([edges, edges[:, ::-1]])
    edges = edges[(measure[edges[:, 0]] > 0) & (measure[edges[:, 1]] <= 0)]
    t = measure[edges[:, 0]] / (measure[edges[:, 0]] - measure[edges[:, 1]])
    used = np.unique(kept)
    place = np.full(len(measure), -1)
    place[used] = np.arange(len(used))
    moved = np.zeros(len(measure), bool)
    moved[edges[:, 1]] = True
    corners = [v for v in used if measure[v] <= 0 and not moved[v]]
    beside: dict[int, list[int]] = {v: [] for v in corners}
    for quad in kept:
        for i in range(4):
            if quad[i] in beside:
                beside[quad[i]] += [quad[i - 1], quad[(i + 1) % 4]]

    def snap(values: Array) -> Array:
        total = np.zeros_like(values)
        count = np.zeros(len(values))
        along = values[edges[:, 0]] + t[:, None] * (values[edges[:, 1]] - values[edges[:, 0]])
        np.add.at(total, edges[:, 1], along)
        np.add.at(count, edges[:, 1], 1)
        out = values.copy()
        out[count > 0] = total[count > 0] / count[count > 0, None]
        for v, near in beside.items():
            sure = [n for n in near if moved[n] or measure[n] > 0]
            if sure:
                out[v] = out[sure].mean(0)
        return out[used]

    return used, place[kept], snap


class Tailor:
    """Measures a body once and cuts garments for it."""

    def __init__(self, body: FigureBody) -> None:
        self.body = body
        joints = body.joints
        self.neck = joints["neck01"][0]
        self.shoulder, elbow = joints["upperarm01.L"][0], joints["lowerarm01.L"][0]
        self.arm_length = float(np.linalg.norm(elbow - self.shoulder))
        self.arm_way = (elbow - self.shoulder) / self.arm_length
        self.hip = joints["upperleg01.L"][0]
        self.knee = joints["lowerleg01.L"][0]
        tights = body.tights
        fine = subdivide(body.vertices[tights.used], tights.quads, LEVEL)
        self.place, self.quads, self.normals = fine.vertices, fine.quads, fine.normals
        used = body.base.weights[tights.used]
        self.columns = np.flatnonzero(used.sum(0) > 1e-6)
        self.weights = subdivide_values(used[:, self.columns], tights.quads, LEVEL)
        names = [body.base.bones[i] for i in self.columns]
        arms = [i for i, bone in enumerate(names) if bone.startswith(ARM_BONES)]
        self.arm = self.weights[:, arms].sum(1)

    def _top_measure(self, cut: Cut, place: Array, arm: Array) -> Array:
        """How far inside a top's edges (cm) a place at rest lies."""
        x, y, z = np.abs(place[:, 0]), place[:, 1], place[:, 2]
        front = smoothstep(-(y - self.neck[1]), -3, 3)
        depth = front * cut.neck_front + (1 - front) * cut.neck_back
        rounded = np.sqrt(np.clip(1 - (x / cut.neck_half_width) ** 2, 0, 1))
        line = self.neck[2] + 0.8 - depth * rounded
        inside = np.where(x < cut.neck_half_width, line, self.neck[2] + 6) - z
        inside = np.minimum(inside, z - (self.hip[2] - cut.below_hip))
        mirrored = place * np.where(place[:, :1] < 0, [-1.0, 1, 1], [1.0, 1, 1])
        if cut.sleeve:
            along = (mirrored - self.shoulder) @ self.arm_way
            sleeve = np.where(arm > 0.04, cut.sleeve * self.arm_length - along, 9.0)
        else:
            below = np.clip((self.shoulder[2] - 4.5 - z) * 0.9, 0, 99)
            sleeve = np.minimum(self.shoulder[0] - 4.4 - x + below, 20)
        return np.minimum(inside, sleeve)

    def _shorts_measure(self, place: Array, arm: Array) -> Array:
        z = place[:, 2]
        hem = self.hip[2] - 0.56 * (self.hip[2] - self.knee[2])
        inside = np.minimum(self.hip[2] + 8.0 - z, z - hem)
        return np.minimum(inside, np.where(arm < 0.3, 9.0, -9.0))

    def measure(self, name: str, place: Array, arm: Array) -> Array:
        """How far inside the edges of the named garment (cm) a place at rest lies."""
        if name in SHORTS:
            return self._shorts_measure(place, arm)
        return self._top_measure(CUTS[name], place, arm)

    def inside(self, name: str) -> Array:
        """(n,) how far inside the garment's edges (cm) each fine vertex of the skin lies."""
        return self.measure(name, self.body.fine.vertices, self.body.arm_share)

    def garment(self, name: str) -> Garment:
        """The named garment, widened, at rest."""
        measure = self.measure(name, self.place, self.arm)
        wide = self._wide_shorts(name) if name in SHORTS else self._wide_top(CUTS[name], measure)
        wide = self._close_top(wide) if name == "singlet" else wide
        used, quads, snap = _iso_cut(self.quads, measure)
        edge = np.maximum(measure[used], 0)
        return Garment(
            name, snap(wide), quads, snap(self.weights), edge, self._held(name, used, measure)
        )

    def _held(self, name: str, used: Array, measure: Array) -> Array:
        z = self.place[used, 2]
        if name == "shorts":
            return smoothstep(z, self.hip[2] + 3.0, self.hip[2] + 6.0)
        if name in ("sports", "close shorts"):
            return np.full(len(used), 0.9)
        if name == "singlet":
            return 0.9 * smoothstep(z, self.shoulder[2] - 24, self.shoulder[2] - 12)
        x = np.abs(self.place[used, 0])
        on_shoulder = smoothstep(self.place[used, 2], self.shoulder[2] + 2, self.shoulder[2] + 5)
        return 0.25 * on_shoulder * (x < self.shoulder[0])

    def _hanging(self, place: Array, top: float) -> Array:
        """Radius about the middle line that each place has if cloth hangs from above it."""
        middle = np.array([0.0, np.median(place[:, 1])])
        offset = place[:, :2] - middle
        radius = np.linalg.norm(offset, axis=1)
        angle = np.arctan2(offset[:, 1], offset[:, 0])
        sectors, height = 48, 1.5
        sector = ((angle + np.pi) / (2 * np.pi) * sectors).astype(int) % sectors
        low = place[:, 2].min()
        row = ((place[:, 2] - low) / height).astype(int)
        table = np.zeros((row.max() + 1, sectors))
        np.maximum.at(table, (row, sector), np.where(place[:, 2] < top, radius, 0))
        for _ in range(2):  # empty cells, then smooth around
            wide = np.maximum(np.roll(table, 1, 1), np.roll(table, -1, 1))
            table = np.where(table == 0, wide, table)
        hung = np.maximum.accumulate(table[::-1], 0)[::-1]
        for _ in range(3):
            hung = (np.roll(hung, 1, 1) + 2 * hung + np.roll(hung, -1, 1)) / 4
        return hung[row, sector] - radius

    def _on_skin(self, away: float) -> Array:
        """The tights laid on the skin itself, from which they stand off here and there, at a
        distance (cm)."""
        skin, normals = self.body.fine.vertices, self.body.fine.normals
        near = cKDTree(skin).query(self.place)[1]
        out = normals[near]
        off = ((self.place - skin[near]) * out).sum(1)
        return self.place + out * (away - off)[:, None]

    def _close_top(self, loose: Array) -> Array:
        """A top that lies on the skin about the arm holes and hangs as a loose one below."""
        below = smoothstep(self.shoulder[2] - self.place[:, 2], 8.0, 26.0)[:, None]
        return (1 - below) * self._on_skin(CLOSE_CM) + below * loose

    def _wide_top(self, cut: Cut, measure: Array) -> Array:
        place, normals = self.place, self.normals
        trunk = 1 - smoothstep(self.arm, 0.2, 0.7)
        inside = measure > -4
        armpit = self.shoulder[2] - 6.0
        chosen = inside & (trunk > 0.5)
        more = np.zeros(len(place))
        more[chosen] = np.clip(self._hanging(place[chosen], armpit), 0, 9)
        lower = smoothstep(armpit - place[:, 2], -4, 8)
        outwards = np.stack([place[:, 0], place[:, 1] - np.median(place[chosen, 1])], 1)
        outwards /= np.maximum(np.linalg.norm(outwards, axis=1, keepdims=True), 1e-6)
        loose = 0.45 + (cut.ease - 0.45) * lower
        wide = place + normals * loose[:, None]
        share = 0.8 if cut.ease > 1 else 0.0
        wide[:, :2] += outwards * (more * lower * trunk * share)[:, None]
        if cut.sleeve:
            mirrored = place * np.where(place[:, :1] < 0, [-1.0, 1, 1], [1.0, 1, 1])
            along = (mirrored - self.shoulder) @ self.arm_way / self.arm_length
            ease = cut.sleeve_ease * smoothstep(along, -0.1, cut.sleeve)
            wide += normals * (ease * smoothstep(self.arm, 0.3, 0.9))[:, None]
        return wide

    def _wide_shorts(self, name: str) -> Array:
        place, normals = self.place, self.normals
        if name == "close shorts":
            return self._on_skin(CLOSE_CM)
        down = smoothstep(self.hip[2] + 7.0 - place[:, 2], 0, 26)
        inner = smoothstep(-normals[:, 0] * np.sign(place[:, 0]), 0.2, 0.9)
        ease = 0.5 + 2.6 * down * (1 - 0.55 * inner)
        return place + normals * ease[:, None]
