# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's whole body: mesh, rig, posed surfaces, masks for skin and hair.

World of the body: X to the person's left, the person faces -Y, Z up, cm. Right-sided pictures are
mirrored at the end (figure_scene.py).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .body import BaseMesh, Rig
from .figure_masks import blurred_mask
from .figure_people import Figure
from .geometry import catmull_rom, distance_to_polyline, smoothstep
from .hand import check_body_sides, sample
from .mesh import Subdivided, subdivide, subdivide_values

Array = np.ndarray
LEVEL = 2
FAR = 9.0
ARM_BONES = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")


@dataclass(frozen=True)
class Part:
    """Some faces of the base mesh: their vertices (indices into it), quads and texture points."""

    used: Array
    quads: list
    corners: Array


def part_of(base: BaseMesh, *groups: str) -> Part:
    """The faces of the named groups with their own numbering."""
    faces = [face for group in groups for face in base.faces[group]]
    used = sorted({v for face in faces for v, _ in face})
    place = {v: i for i, v in enumerate(used)}
    quads = [[place[v] for v, _ in face] for face in faces]
    corners = np.array([base.texture_points[t] for face in faces for _, t in face])
    return Part(np.array(used), quads, corners)


class FigureBody:
    """A body at rest (arms half raised, as the rig has it) and what is needed to pose it."""

    def __init__(self, base: BaseMesh, figure: Figure) -> None:
        self.base = base
        self.figure = figure
        self.vertices = base.shaped(figure.morph)
        self.joints = base.joints(self.vertices)
        check_body_sides(self.joints)
        rest_share = np.zeros((len(base.weights), 1))
        self.rig = Rig(
            {bone: self.joints[bone][0] for bone in base.bones},
            {bone: base.rig[bone]["parent"] or None for bone in base.bones},
            np.concatenate([base.weights, rest_share], 1),
        )
        self.skin = part_of(base, "body")
        self.tights = part_of(base, "helper-tights")
        self.eyes = part_of(base, "helper-l-eye", "helper-r-eye")
        self.lashes = part_of(
            base, *(f"helper-{side}-eyelashes-{n}" for side in "lr" for n in (1, 2))
        )

    def posed(self, rotations: dict[str, Array]) -> Array:
        """All vertices of the base mesh (n, 3) in a posture."""
        return self.rig.skin(self.vertices, rotations)

    def share(self, *prefixes: str) -> Array:
        """(n,) how much each vertex of the base mesh belongs to bones with these prefixes."""
        columns = [i for bone, i in self.base.bone_index.items() if bone.startswith(prefixes)]
        return self.base.weights[:, columns].sum(1)

    @cached_property
    def fine(self) -> Subdivided:
        """The skin at rest, subdivided."""
        skin = self.skin
        return subdivide(self.vertices[skin.used], skin.quads, LEVEL, skin.corners)

    def fine_values(self, values: Array) -> Array:
        """Values at the vertices of the base mesh (n,) as values at the fine skin."""
        chosen = values[self.skin.used]
        return subdivide_values(chosen[:, None], self.skin.quads, LEVEL)[:, 0]

    @cached_property
    def arm_share(self) -> Array:
        """How much each fine vertex belongs to the arms."""
        return self.fine_values(self.share(*ARM_BONES))

    @cached_property
    def texture_points(self) -> Array:
        """(n, 2) texture point of each fine vertex."""
        out = np.zeros((len(self.fine.vertices), 2))
        out[self.fine.quads.ravel()] = self.fine.texture_points
        return out

    def painted(self, image: str, blur: float = 1.2) -> Array:
        """A mask image of the data folder at the fine vertices, 0 to 1."""
        return sample(blurred_mask(image, blur), self.texture_points)

    @cached_property
    def scalp(self) -> Array:
        """1 where hair grows, 0 elsewhere: above a line from forehead over the ears to the nape."""
        place = self.fine.vertices
        low, high = self.joints["head"]
        on_head = place[:, 2] > low[2]
        front, back = place[on_head, 1].min(), place[on_head, 1].max()
        ear = low[2] + 0.30 * (high[2] - low[2])
        line = np.interp(
            place[:, 1],
            [front, front + 2.2, low[1] - 1.0, low[1] + 3.0, back],
            [high[2] - 2.4, high[2] - 3.8, ear + 2.0, low[2] - 0.5, low[2] - 2.0],
        )
        outside_ears = 1 - smoothstep(self.painted("mpfb_ears.jpg", 2.0), 0.05, 0.4)
        near = np.abs(place[:, 0]) < FAR
        return smoothstep(place[:, 2] - line, -0.4, 0.5) * near * outside_ears

    @cached_property
    def brows(self) -> Array:
        """1 on the eyebrows."""
        place = self.fine.vertices
        out = np.zeros(len(place))
        for side, way in (("L", 1), ("R", -1)):
            eye = self.joints[f"eye.{side}"][0]
            offsets = ((-1.55, 1.55), (-0.2, 2.05), (1.2, 2.0), (2.3, 1.35))
            knots = np.array([(eye[0] + way * x, eye[2] + z) for x, z in offsets])
            near = smoothstep(
                -distance_to_polyline(place[:, [0, 2]], catmull_rom(knots)), -0.4, -0.1
            )
            out = np.maximum(out, near * (place[:, 1] < eye[1] + 1.5))
        return out

    @cached_property
    def masks(self) -> dict[str, Array]:
        """What the skin shader reads at each fine vertex."""
        place = self.fine.vertices
        nails = np.maximum(self.painted("mpfb_fingernails.jpg"), self.painted("mpfb_toenails.jpg"))
        flush = np.zeros(len(place))
        bony = (("lowerleg01", 4.5, 0.75), ("lowerarm01", 3.2, 0.7), ("foot", 4.0, 0.4))
        for bone, radius, strength in bony:
            for side in "LR":
                offset = place - self.joints[f"{bone}.{side}"][0]
                near = strength * np.exp(-(offset**2).sum(1) / (2 * radius**2))
                flush = np.maximum(flush, near)
        ears = self.painted("mpfb_ears.jpg", 2.0)
        return {
            "rest": place,
            "flush": np.maximum(flush, 0.5 * ears + self.painted("mpfb_aureolae.jpg", 2.0)),
            "lips": self.painted("mpfb_lips.jpg"),
            "nail": nails,
            "scalp": self.scalp,
            "brow": self.brows,
        }
