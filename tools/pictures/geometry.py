# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pieces of geometry shared by the other modules. Arrays are float64, lengths in cm."""

from itertools import pairwise

import numpy as np

Array = np.ndarray


def unit(vector: Array) -> Array:
    """The vector scaled to length one."""
    vector = np.asarray(vector, float)
    return vector / np.linalg.norm(vector)


def rotation(axis: Array, degrees: float) -> Array:
    """3x3 matrix that turns by an angle about an axis (right-hand rule)."""
    x, y, z = unit(axis)
    angle = np.radians(degrees)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def quaternion(matrix: Array) -> Array:
    """Unit quaternion (w, x, y, z) of a 3x3 rotation matrix."""
    trace = np.trace(matrix)
    if trace > 0:
        s = 2 * np.sqrt(trace + 1)
        axis = [
            matrix[2, 1] - matrix[1, 2],
            matrix[0, 2] - matrix[2, 0],
            matrix[1, 0] - matrix[0, 1],
        ]
        return np.array([s / 4, *(np.array(axis) / s)])
    i = int(np.argmax(np.diag(matrix)))
    j, k = (i + 1) % 3, (i + 2) % 3
    s = 2 * np.sqrt(max(1e-12, matrix[i, i] - matrix[j, j] - matrix[k, k] + 1))
    out = np.zeros(4)
    out[0] = (matrix[k, j] - matrix[j, k]) / s
    out[1 + i] = s / 4
    out[1 + j] = (matrix[j, i] + matrix[i, j]) / s
    out[1 + k] = (matrix[k, i] + matrix[i, k]) / s
    return out


def quaternion_product(a: Array, b: Array) -> Array:
    """Product of quaternions, shape (..., 4)."""
    w1, v1 = a[..., :1], a[..., 1:]
    w2, v2 = b[..., :1], b[..., 1:]
    scalar = w1 * w2 - (v1 * v2).sum(-1, keepdims=True)
    vector = w1 * v2 + w2 * v1 + np.cross(v1, v2)
    return np.concatenate([scalar, vector], -1)


def smoothstep(values: Array, low: float, high: float) -> Array:
    """0 at `low`, 1 at `high`, smooth in between and flat outside."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def bell(values: Array, width: float) -> Array:
    """1 at zero, falling off like a Gaussian."""
    return np.exp(-((values / width) ** 2))


def distance_to_polyline(points: Array, line: Array) -> Array:
    """Distance of each point (n, d) from a polyline (m, d)."""
    best = np.full(len(points), np.inf)
    for start, end in pairwise(line):
        step = end - start
        t = np.clip((points - start) @ step / (step @ step), 0, 1)
        best = np.minimum(best, np.linalg.norm(points - start - t[:, None] * step, axis=1))
    return best


def catmull_rom(knots: Array, samples: int = 14) -> Array:
    """A smooth curve (samples, d) through the knots (m, d)."""
    knots = np.asarray(knots, float)
    padded = np.concatenate([knots[:1], knots, knots[-1:]])
    out = []
    for x in np.linspace(0, len(knots) - 1, samples):
        i = min(int(x), len(knots) - 2)
        u = x - i
        a, b, c, d = padded[i : i + 4]
        out.append(
            0.5
            * (
                2 * b
                + (c - a) * u
                + (2 * a - 5 * b + 4 * c - d) * u**2
                + (3 * b - 3 * c + d - a) * u**3
            )
        )
    return np.array(out)


def distance_to_axis(points: Array, through: Array, axis: Array) -> Array:
    """Distance of each point (n, 3) from the line through a point along a unit axis."""
    offset = np.asarray(points) - through
    return np.linalg.norm(offset - (offset @ axis)[..., None] * axis, axis=-1)


def enclosing_circle(points: Array, rounds: int = 300) -> tuple[Array, float]:
    """Centre (2,) and radius of (nearly) the smallest circle around points (n, 2)."""
    centre = (points.min(0) + points.max(0)) / 2
    for i in range(1, rounds + 1):
        far = points[np.argmax(((points - centre) ** 2).sum(1))]
        centre = centre + (far - centre) / (i + 1)
    return centre, float(np.sqrt(((points - centre) ** 2).sum(1).max()))
