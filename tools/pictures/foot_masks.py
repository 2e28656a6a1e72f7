# SPDX-License-Identifier: GPL-3.0-or-later
"""Where on a foot the skin shader finds sole, creases, tendons, veins and nails.

The same masks as those of the hand (masks.py), "palm" being the sole.
"""

import numpy as np

from .foot import Foot
from .foot_posture import TOES
from .geometry import bell, catmull_rom, distance_to_polyline, smoothstep, unit

Array = np.ndarray
FAR = 9.0


def foot_masks(foot: Foot) -> dict[str, Array]:
    """All masks by the names that skin.py reads (see masks.skin_masks), at the foot at rest."""
    rest, normals = foot.fine.vertices, foot.fine.normals
    share = foot.toe_share
    upward = normals[:, 2]
    distance = np.full(len(rest), FAR)
    creases, flush, along_nail, tendon = np.zeros((4, len(rest)))
    for toe in TOES:
        last = 2 if toe == 1 else 3
        joints = [foot.joints[f"toe{toe}-{k}.L"][0] for k in range(1, last + 1)]
        joints.append(foot.joints[f"toe{toe}-{last}.L"][1])
        owned = smoothstep(share[:, toe - 1], 0.35, 0.65)
        _measure_nail(foot, toe, unit(joints[-1] - joints[-2]), along_nail)
        for joint in joints[1:-1]:
            along = (rest - joint) @ unit(joints[-1] - joints[0])
            nearer = (owned > 0.3) & (np.abs(along) < np.abs(distance))
            distance[nearer] = along[nearer]
            creases = np.maximum(creases, owned * bell(along, 0.26))
        tip = ((rest - joints[-1]) ** 2).sum(1)
        flush = np.maximum(flush, 0.9 * owned * np.exp(-tip / 1.4))
        knuckle = ((rest - joints[1]) ** 2).sum(1)
        flush = np.maximum(flush, 0.5 * owned * np.exp(-knuckle / 0.5) * smoothstep(upward, 0, 0.7))
        tendon = np.maximum(tendon, _tendon(rest, joints[0], upward))
    bottom = rest[:, 2].min()
    height = rest[:, 2] - bottom
    leg = smoothstep(share[:, 5], 0.3, 0.8)
    in_toe = np.clip(share[:, :5].sum(1), 0, 1)
    low = 1 - smoothstep(height, 1.2, 3.4)
    sole = smoothstep(-upward, -0.12, 0.65) * low
    heel = smoothstep(-rest[:, 1], 2.0, 4.6) * (1 - smoothstep(height, 1.5, 4.0))
    ball = bell(rest[:, 1] - foot.joints["toe3-1.L"][0][1] + 0.4, 1.8) * sole
    outer = smoothstep(-rest[:, 0], 1.0, 3.4) * sole
    pressed = np.maximum.reduce([0.75 * heel, 0.7 * ball, 0.4 * outer])
    ankle_bones = _ankle_bones(foot)
    vein = smoothstep(upward, -0.1, 0.5) * (1 - in_toe) * (1 - sole) * (1 - 0.75 * leg)
    return {
        "rest": rest,
        "nail": foot.nail,
        "along_nail": along_nail,
        "palm": sole,
        "crease_distance": distance,
        "back_creases": 0.8 * creases * smoothstep(upward, 0.1, 0.6),
        "palm_creases": 0.6 * creases * smoothstep(-upward, 0.05, 0.5),
        "flush": np.maximum.reduce([0.85 * flush, pressed, 0.3 * ankle_bones, 0.15 * sole]),
        "tendon": tendon * (1 - leg),
        "vein": vein,
        "palm_line_distance": np.where(sole > 0.3, _sole_lines(foot) + 0.05, FAR),
    }


def _measure_nail(foot: Foot, toe: int, along: Array, out: Array) -> None:
    owned = foot.toe_share[:, toe - 1] > 0.4
    t = foot.fine.vertices @ along
    sure = t[owned & (foot.nail > 0.5)]
    if len(sure):
        where = owned & (foot.nail > 0.05)
        out[where] = (t[where] - sure.min()) / (sure.max() - sure.min())


def _tendon(rest: Array, root: Array, upward: Array) -> Array:
    """The tendon that lifts a toe, from the front of the ankle to the toe's root."""
    start = np.array([0.4, 1.5, 0.8])
    length = np.linalg.norm(root - start)
    along = unit(root - start)
    t = (rest - start) @ along
    aside = np.abs((rest - start - t[:, None] * along)[:, 0])
    reach = smoothstep(t, length * 0.4, length * 0.7)
    reach *= 1 - smoothstep(t, length * 0.92, length * 1.06)
    return bell(aside, 0.24) * reach * smoothstep(upward, 0.3, 0.8)


def _ankle_bones(foot: Foot) -> Array:
    """The two bumps at the sides of the ankle, where the skin is thin."""
    rest, normals = foot.fine.vertices, foot.fine.normals
    near = np.exp(-(rest[:, 1] ** 2 + (rest[:, 2] - 0.5) ** 2) / 3.0)
    return near * smoothstep(np.abs(normals[:, 0]), 0.6, 0.95)


def _sole_lines(foot: Foot) -> Array:
    """Distance (cm), seen from below, from a few faint lines across the arch."""
    root = foot.joints["toe3-1.L"][0]
    inner = foot.joints["toe1-1.L"][0]
    lines = [
        [
            (inner[0] + 0.2, root[1] - 4.2),
            (root[0] + 0.6, root[1] - 3.6),
            (root[0] - 0.6, root[1] - 4.3),
        ],
        [
            (inner[0] - 0.4, root[1] - 6.0),
            (root[0] + 0.2, root[1] - 5.6),
            (root[0] - 0.9, root[1] - 6.4),
        ],
    ]
    plane = foot.fine.vertices[:, :2]
    return np.minimum.reduce([distance_to_polyline(plane, catmull_rom(np.array(k))) for k in lines])
