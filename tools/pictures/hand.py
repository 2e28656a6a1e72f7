# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's left hand with its forearm: mesh, rig, masks for the skin, landmarks."""

from functools import cached_property

import numpy as np
from PIL import Image, ImageFilter

from .body import BaseMesh, Morph, Rig, data_folder
from .geometry import unit
from .mesh import Subdivided, limit_matrix, subdivide, subdivide_values
from .posture import BACK, Posture, bone_rotations

Array = np.ndarray
ARM = ("lowerarm01.L", "lowerarm02.L", "wrist.L")
METACARPALS = tuple(f"metacarpal{i}.L" for i in range(1, 5))
PHALANGES = tuple(f"finger{f}-{k}.L" for f in range(1, 6) for k in (1, 2, 3))
BONES = ARM + METACARPALS + PHALANGES
LEVEL = 3
FOREARM_STRETCH_FROM = -9.0
FOREARM_STRETCH = 2.6


def check_body_sides(joints: dict) -> None:
    """The person faces -Y with Z up, so the left side is +X, and .L bones lie there."""
    toes, foot = joints["toe1-1.L"][1], joints["foot.L"][0]
    eye, head = joints["eye.L"][0], joints["head"][0]
    faces_minus_y = toes[1] < foot[1] and eye[1] < head[1]
    stands_up = head[2] > foot[2]
    left_is_plus_x = joints["wrist.L"][0][0] > 0 > joints["wrist.R"][0][0]
    if not (faces_minus_y and stands_up and left_is_plus_x):
        raise AssertionError("the rig's left is not the person's left")


def hand_frame(joints: dict) -> tuple[Array, Array]:
    """Origin (3,) and axes (columns of a 3x3) of the left hand: thumb side, fingers, back."""
    wrist = joints["wrist.L"][0]
    along = unit(joints["finger3-1.L"][0] - wrist)
    across = joints["finger5-1.L"][0] - joints["finger2-1.L"][0]
    back = unit(np.cross(along, across))
    return wrist, np.stack([np.cross(along, back), along, back], 1)


class Hand:
    """A left hand in its hand frame (see posture.py); right hands are mirrored at the end."""

    def __init__(self, base: BaseMesh, morph: Morph) -> None:
        body = base.shaped(morph)
        joints = base.joints(body)
        check_body_sides(joints)
        origin, axes = hand_frame(joints)
        columns = [base.bone_index[bone] for bone in BONES]
        keep = base.weights[:, columns].sum(1) > 0.35
        faces = [f for f in base.faces["body"] if all(keep[v] for v, _ in f)]
        used = sorted({v for face in faces for v, _ in face})
        place = {v: i for i, v in enumerate(used)}
        self.quads = [[place[v] for v, _ in face] for face in faces]
        self.corners = np.array([base.texture_points[t] for face in faces for _, t in face])
        self.rest = (body[used] - origin) @ axes
        below = self.rest[:, 1] < FOREARM_STRETCH_FROM  # so that its end is never in the picture
        self.rest[below, 1] -= (FOREARM_STRETCH - 1) * (FOREARM_STRETCH_FROM - self.rest[below, 1])
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
        edges: dict[tuple[int, int], int] = {}
        for quad in self.quads:
            for i in range(4):
                edge = tuple(sorted((quad[i - 1], quad[i])))
                edges[edge] = edges.get(edge, 0) + 1
        self.open_end = sorted({v for edge, n in edges.items() if n == 1 for v in edge})

    @cached_property
    def fine(self) -> Subdivided:
        """The subdivided hand at rest."""
        return subdivide(self.rest, self.quads, LEVEL, self.corners)

    @cached_property
    def fine_texture_points(self) -> Array:
        """(n, 2) texture point of each fine vertex."""
        out = np.zeros((len(self.fine.vertices), 2))
        out[self.fine.quads.ravel()] = self.fine.texture_points
        return out

    @cached_property
    def finger_share(self) -> Array:
        """(n, 6): how much each fine vertex belongs to fingers 1 to 5 and to the forearm."""
        groups = [[f"finger{f}-{k}.L" for k in (1, 2, 3)] for f in range(1, 6)]
        groups.append(["lowerarm01.L", "lowerarm02.L"])
        coarse = np.stack([sum(self.weights[b] for b in group) for group in groups], 1)
        return subdivide_values(coarse, self.quads, LEVEL)

    @cached_property
    def nail(self) -> Array:
        """(n,) 1 on the finger nails, 0 elsewhere, soft at the edge."""
        path = data_folder() / "textures/mpfb_fingernails.jpg"
        mask = Image.open(path).convert("L").resize((4096, 4096), Image.Resampling.BICUBIC)
        image = np.asarray(mask.filter(ImageFilter.GaussianBlur(2.4)), float) / 255
        return sample(image, self.fine_texture_points)

    @cached_property
    def thumb_back(self) -> Array:
        """Direction in which the thumb nail looks at rest."""
        chosen = (self.nail > 0.5) & (self.finger_share[:, 0] > 0.5)
        return unit(self.fine.normals[chosen].mean(0))

    def coarse(self, posture: Posture) -> Array:
        """Posed coarse vertices."""
        return self.rig.skin(self.rest, bone_rotations(self.joints, posture, self.thumb_back))

    def surface(self, posture: Posture) -> Array:
        """Posed coarse vertices moved onto the surface that the renderer shows."""
        return self.limit @ self.coarse(posture)

    def posed(self, posture: Posture) -> Array:
        """Posed fine vertices."""
        return subdivide(self.coarse(posture), self.quads, LEVEL).vertices

    def posed_joints(self, posture: Posture) -> dict[str, Array]:
        """Bone name to the place (3,) of its head in this posture."""
        rotations = bone_rotations(self.joints, posture, self.thumb_back)
        transforms = self.rig.transforms(rotations)
        return {
            bone: transforms[i][:3, :3] @ self.joints[bone][0] + transforms[i][:3, 3]
            for i, bone in enumerate(BONES)
        }

    @cached_property
    def landmarks(self) -> dict[str, int]:
        """Coarse vertices on the phalanges: '<finger>-<part>-<palm|back|thumb|little>', the part
        1 to 3 or 'tip', and on the middle metacarpal 'hand-palm' and 'hand-back'."""
        surface = self.limit @ self.rest
        out = {}
        for finger in range(1, 6):
            back = self.thumb_back if finger == 1 else BACK
            for part, bone, along in (
                ("1", 1, 0.6),
                ("2", 2, 0.5),
                ("3", 3, 0.55),
                ("tip", 3, 0.92),
            ):
                name = f"finger{finger}-{bone}.L"
                head, tail = self.joints[name]
                direction = unit(tail - head)
                up = unit(back - direction * (back @ direction))
                thumbward = np.cross(direction, up)
                ways = {"back": up, "palm": -up, "thumb": thumbward, "little": -thumbward}
                owned = np.flatnonzero(self.weights[name] > 0.3)
                for way, normal in ways.items():
                    offset = surface[owned] - (head + (tail - head) * along)
                    out_of = offset @ normal
                    astray = np.linalg.norm(offset - out_of[:, None] * normal, axis=1)
                    lengthwise = np.abs(offset @ direction)
                    best = np.argmax(out_of - lengthwise - astray)
                    out[f"{finger}-{part}-{way}"] = int(owned[best])
        centre = (self.joints["finger3-1.L"][0] + self.joints["wrist.L"][0]) / 2
        for way, normal in (("back", BACK), ("palm", -BACK)):
            offset = surface - centre
            score = offset @ normal - 2 * np.linalg.norm(offset[:, :2], axis=1)
            out[f"hand-{way}"] = int(np.argmax(score))
        return out


def sample(image: Array, points: Array) -> Array:
    """Bilinear look-up of an image (h, w) at texture points (n, 2), the origin at bottom left."""
    height, width = image.shape
    x = np.clip(points[:, 0] * width - 0.5, 0, width - 1.001)
    y = np.clip((1 - points[:, 1]) * height - 0.5, 0, height - 1.001)
    i, j = y.astype(int), x.astype(int)
    v, u = y - i, x - j
    top = image[i, j] * (1 - u) + image[i, j + 1] * u
    bottom = image[i + 1, j] * (1 - u) + image[i + 1, j + 1] * u
    return top * (1 - v) + bottom * v
