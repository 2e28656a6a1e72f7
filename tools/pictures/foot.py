# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's left foot with its lower leg: mesh, rig, landmarks."""

from functools import cached_property

import numpy as np
from PIL import Image, ImageFilter
from scipy.spatial import cKDTree

from .body import BaseMesh, Morph, Rig, data_folder
from .foot_posture import TOES, FootPosture, bone_rotations
from .geometry import unit
from .hand import check_body_sides, sample
from .mesh import Subdivided, limit_matrix, subdivide, subdivide_values

Array = np.ndarray
LEG = ("lowerleg01.L", "lowerleg02.L")
TOE_BONES = tuple(f"toe{toe}-{k}.L" for toe in TOES for k in ((1, 2) if toe == 1 else (1, 2, 3)))
BONES = (*LEG, "foot.L", *TOE_BONES)
LEVEL = 3
LEG_STRETCH_FROM_CM = 16.0
LEG_STRETCH = 1.8
GAP_CM = 0.06


def foot_frame(joints: dict) -> tuple[Array, Array]:
    """Origin (3,) and axes (columns of a 3x3) of the left foot: inward, forward, up."""
    ankle = joints["foot.L"][0]
    along = joints["toe3-1.L"][0] - ankle
    up = np.array([0.0, 0.0, 1.0])
    forward = unit(along - up * (along @ up))
    return ankle, np.stack([np.cross(forward, up), forward, up], 1)


class Foot:
    """A left foot in its foot frame (see foot_posture.py); right feet are mirrored at the end."""

    def __init__(self, base: BaseMesh, morph: Morph) -> None:
        body = base.shaped(morph)
        joints = base.joints(body)
        check_body_sides(joints)
        origin, axes = foot_frame(joints)
        columns = [base.bone_index[bone] for bone in BONES]
        keep = base.weights[:, columns].sum(1) > 0.5
        faces = [f for f in base.faces["body"] if all(keep[v] for v, _ in f)]
        used = sorted({v for face in faces for v, _ in face})
        place = {v: i for i, v in enumerate(used)}
        self.quads = [[place[v] for v, _ in face] for face in faces]
        self.corners = np.array([base.texture_points[t] for face in faces for _, t in face])
        self.rest = (body[used] - origin) @ axes
        above = self.rest[:, 2] > LEG_STRETCH_FROM_CM  # so that its end is never in the picture
        self.rest[above, 2] += (LEG_STRETCH - 1) * (self.rest[above, 2] - LEG_STRETCH_FROM_CM)
        self.joints = {
            bone: ((joints[bone][0] - origin) @ axes, (joints[bone][1] - origin) @ axes)
            for bone in BONES
        }
        weights = base.weights[used][:, columns]
        self.weights = dict(zip(BONES, weights.T, strict=True))
        parents = {bone: base.rig[bone]["parent"] for bone in BONES}
        self.rig = Rig(
            {bone: self.joints[bone][0] for bone in BONES},
            {bone: parent if parent in BONES else None for bone, parent in parents.items()},
            np.concatenate([weights, 1 - weights.sum(1, keepdims=True)], 1),
        )
        self.limit = limit_matrix(self.quads, len(self.rest))

    @cached_property
    def fine(self) -> Subdivided:
        """The subdivided foot at rest."""
        return subdivide(self.rest, self.quads, LEVEL, self.corners)

    @cached_property
    def fine_texture_points(self) -> Array:
        """(n, 2) texture point of each fine vertex."""
        out = np.zeros((len(self.fine.vertices), 2))
        out[self.fine.quads.ravel()] = self.fine.texture_points
        return out

    @cached_property
    def toe_share(self) -> Array:
        """(n, 6): how much each fine vertex belongs to toes 1 to 5 and to the leg."""
        groups = [[b for b in TOE_BONES if b.startswith(f"toe{toe}")] for toe in TOES]
        coarse = np.stack([sum(self.weights[b] for b in group) for group in [*groups, LEG]], 1)
        return subdivide_values(coarse, self.quads, LEVEL)

    @cached_property
    def nail(self) -> Array:
        """(n,) 1 on the toe nails, 0 elsewhere, soft at the edge."""
        path = data_folder() / "textures/mpfb_toenails.jpg"
        mask = Image.open(path).convert("L").resize((4096, 4096), Image.Resampling.BICUBIC)
        image = np.asarray(mask.filter(ImageFilter.GaussianBlur(2.4)), float) / 255
        return sample(image, self.fine_texture_points)

    @cached_property
    def together(self) -> Array:
        """(5,) degrees aside that bring the toes of this foot nearly into touch."""
        found = np.zeros(5)
        owned = [
            np.flatnonzero(sum(self.weights[b] for b in TOE_BONES if b.startswith(f"toe{t}")) > 0.6)
            for t in TOES
        ]

        def gap(inner: int, angles: Array) -> float:
            surface = self.limit @ self.rig.skin(self.rest, bone_rotations(FootPosture(), angles))
            near, other = surface[owned[inner]], surface[owned[inner + 1]]
            if inner == 0:
                near, other = other, near
            front = other[other[:, 1] > np.quantile(other[:, 1], 0.4)]
            return float(cKDTree(near).query(front)[0].min())

        # the second toe stays; the big toe comes to it, each other toe to its inner neighbour
        for inner, moved, way in ((0, 0, -1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 4, 1.0)):
            for _ in range(40):
                if gap(inner, found) <= GAP_CM + 0.1 or abs(found[moved]) > 9:
                    break
                found[moved : 5 if moved else 1] += 0.5 * way
        return found

    def _rotations(self, posture: FootPosture) -> dict[str, Array]:
        return bone_rotations(posture, self.together)

    def coarse(self, posture: FootPosture) -> Array:
        """Posed coarse vertices."""
        return self.rig.skin(self.rest, self._rotations(posture))

    def surface(self, posture: FootPosture) -> Array:
        """Posed coarse vertices moved onto the surface that the renderer shows."""
        return self.limit @ self.coarse(posture)

    def posed(self, posture: FootPosture) -> Array:
        """Posed fine vertices."""
        return subdivide(self.coarse(posture), self.quads, LEVEL).vertices

    def posed_joints(self, posture: FootPosture) -> dict[str, Array]:
        """Bone name to the place (3,) of its head in this posture."""
        transforms = self.rig.transforms(self._rotations(posture))
        return {
            bone: transforms[i][:3, :3] @ self.joints[bone][0] + transforms[i][:3, 3]
            for i, bone in enumerate(BONES)
        }

    @cached_property
    def open_end(self) -> list[int]:
        """Coarse vertices at the cut of the leg."""
        edges: dict[tuple[int, int], int] = {}
        for quad in self.quads:
            for i in range(4):
                edge = tuple(sorted((quad[i - 1], quad[i])))
                edges[edge] = edges.get(edge, 0) + 1
        return sorted({v for edge, n in edges.items() if n == 1 for v in edge})

    @cached_property
    def landmarks(self) -> dict[str, int]:
        """Coarse vertices in the middle of the instep ('dorsum') and below it ('sole'), and at the
        back of the heel ('heel')."""
        surface = self.limit @ self.rest
        middle = 0.6 * self.joints["toe3-1.L"][0]
        out = {}
        for name, way in (("dorsum", 1.0), ("sole", -1.0)):
            offset = surface - middle
            score = way * offset[:, 2] - 2 * np.linalg.norm(offset[:, :2], axis=1)
            out[name] = int(np.argmax(score))
        low = surface[:, 2] < -2
        out["heel"] = int(np.flatnonzero(low)[np.argmin(surface[low, 1])])
        return out
