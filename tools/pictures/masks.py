# SPDX-License-Identifier: GPL-3.0-or-later
"""Where on a hand the skin shader finds palm, creases, tendons, veins and palm lines.

Each mask is a number per fine vertex (n,), worked out once on the hand at rest.
"""

import numpy as np

from .geometry import bell, catmull_rom, distance_to_polyline, smoothstep, unit
from .hand import Hand

Array = np.ndarray
FAR = 9.0


def skin_masks(hand: Hand) -> dict[str, Array]:
    """All masks by the names that skin.py reads.

    rest: place at rest (n, 3); nail; along_nail: 0 at the root to 1 at the free edge;
    palm; crease_distance: signed distance (cm) along the finger from the nearest joint line;
    back_creases, palm_creases: where such lines show; flush: redder skin; tendon; vein;
    palm_line_distance (cm).
    """
    rest, normals = hand.fine.vertices, hand.fine.normals
    share = hand.finger_share
    back_facing = normals[:, 2].copy()
    distance = np.full(len(rest), FAR)
    creases, base_creases, flush, along_nail, tendon = np.zeros((5, len(rest)))
    for finger in range(1, 6):
        joints = [hand.joints[f"finger{finger}-{k}.L"][0] for k in (1, 2, 3)]
        joints.append(hand.joints[f"finger{finger}-3.L"][1])
        owned = smoothstep(share[:, finger - 1], 0.35, 0.65)
        facing = normals[:, 2]
        if finger == 1:
            facing = normals @ hand.thumb_back
            back_facing = back_facing * (1 - owned) + facing * owned
        _measure_nail(hand, finger, unit(joints[3] - joints[2]), along_nail)
        for k, width in ((1, 0.42), (2, 0.30)):
            t = (rest - joints[k]) @ unit(joints[k + 1] - joints[k - 1])
            _nearest(distance, t, owned > 0.3)
            creases = np.maximum(creases, owned * bell(t, width))
            reddened = owned * bell(t, 0.7) * smoothstep(facing, 0, 0.7)
            flush = np.maximum(flush, 0.7 * reddened)
        tip = ((rest - joints[3]) ** 2).sum(1)
        flush = np.maximum(flush, 0.9 * owned * np.exp(-tip / 1.2))
        if finger > 1:
            t = (rest - joints[0]) @ unit(joints[1] - joints[0])
            t = t - 0.52 * np.linalg.norm(joints[1] - joints[0])
            _nearest(distance, t, owned > 0.3)
            base_creases = np.maximum(base_creases, owned * bell(t, 0.25))
            knuckle = np.exp(-((rest - joints[0]) ** 2).sum(1) / 1.6)
            flush = np.maximum(flush, 0.8 * knuckle * smoothstep(facing, 0.2, 0.8))
            tendon = np.maximum(tendon, _tendon(hand, joints[0], facing))
    forearm = smoothstep(share[:, 5], 0.3, 0.8)
    palm = smoothstep(-back_facing, -0.05, 0.45) * smoothstep(rest[:, 1], -3.2, 1.2)
    in_finger = np.clip(share[:, :5].sum(1), 0, 1)
    vein = smoothstep(back_facing, 0.1, 0.6) * (1 - 0.9 * in_finger) * (1 - palm)
    vein = vein + 0.6 * forearm * smoothstep(-back_facing, 0.2, 0.7)
    return {
        "rest": rest,
        "nail": hand.nail,
        "along_nail": along_nail,
        "palm": palm,
        "crease_distance": distance,
        "back_creases": creases * smoothstep(back_facing, 0.1, 0.6),
        "palm_creases": np.maximum(creases, base_creases) * smoothstep(-back_facing, 0.05, 0.5),
        "flush": np.maximum(flush, 0.25 * palm),
        "tendon": tendon * (1 - forearm),
        "vein": vein,
        "palm_line_distance": np.where(palm > 0.02, _palm_lines(hand), FAR),
    }


def _nearest(distance: Array, candidate: Array, where: Array) -> None:
    """Take over the candidate where it is nearer to zero."""
    closer = where & (np.abs(candidate) < np.abs(distance))
    distance[closer] = candidate[closer]


def _measure_nail(hand: Hand, finger: int, along: Array, out: Array) -> None:
    owned = hand.finger_share[:, finger - 1] > 0.5
    t = hand.fine.vertices @ along
    sure = t[owned & (hand.nail > 0.5)]
    if len(sure):
        where = owned & (hand.nail > 0.05)
        out[where] = (t[where] - sure.min()) / (sure.max() - sure.min())


def _tendon(hand: Hand, knuckle: Array, facing: Array) -> Array:
    """The extensor tendon on the back of the hand, from the wrist to a knuckle."""
    rest = hand.fine.vertices
    length = np.linalg.norm(knuckle)
    along = knuckle / length
    t = rest @ along
    aside = np.abs((rest - t[:, None] * along)[:, 0])
    reach = smoothstep(t, length * 0.35, length * 0.7)
    reach *= 1 - smoothstep(t, length * 0.95, length * 1.08)
    return bell(aside, 0.22) * reach * smoothstep(facing, 0.4, 0.8)


def _palm_lines(hand: Hand) -> Array:
    """Distance (cm) in the palm plane from the heart, head and life lines."""
    x = {f: hand.joints[f"finger{f}-1.L"][0][0] for f in (2, 3, 4, 5)}
    y = hand.joints["finger3-1.L"][0][1]
    heart = [
        (x[5] - 1.3, y - 2.6),
        (x[4] - 0.4, y - 1.9),
        (x[3], y - 1.2),
        ((x[2] + x[3]) / 2 + 0.1, y - 0.1),
    ]
    head = [
        (x[2] + 1.1, y - 2.2),
        (x[3] + 0.6, y - 2.9),
        (x[4], y - 4.0),
        (x[5] - 0.4, y - 5.3),
    ]
    life = [
        (x[2] + 1.1, y - 2.3),
        (x[2] - 0.2, y - 3.4),
        (x[3] + 0.5, y - 5.2),
        (x[3] + 0.45, y - 7.2),
        (x[3] + 1.0, y - 9.0),
    ]
    plane = hand.fine.vertices[:, :2]
    return np.minimum.reduce(
        [distance_to_polyline(plane, catmull_rom(np.array(k))) for k in (heart, head, life)]
    )
