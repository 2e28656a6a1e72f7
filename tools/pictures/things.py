# SPDX-License-Identifier: GPL-3.0-or-later
"""Things that a hand holds: bodies of revolution, given by a profile along an axis, in cm."""

from dataclasses import dataclass

import numpy as np

from .geometry import unit
from .grips import CUP_RADIUS, PEN_RADIUS

Array = np.ndarray
ROUND = 96


@dataclass(frozen=True)
class Thing:
    """Vertices (n, 3), quads (m, 4), a colour, and a roughness."""

    vertices: Array
    quads: Array
    colour: str
    roughness: float


def revolve(axis: Array, profile: list, colour: str, roughness: float = 0.3) -> Thing:
    """Turn a profile of (height, radius) about the axis given by two points (2, 3)."""
    along = unit(axis[1] - axis[0])
    first = unit(np.cross(along, [0.3, 0.2, 1.0]))
    second = np.cross(along, first)
    turn = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)
    ring = np.cos(turn)[:, None] * first + np.sin(turn)[:, None] * second
    rows = [axis[0] + along * height + ring * max(radius, 1e-3) for height, radius in profile]
    here = np.arange(ROUND)
    there = (here + 1) % ROUND
    quads = [
        np.stack([row + here, row + there, row + ROUND + there, row + ROUND + here], 1)
        for row in range(0, (len(profile) - 1) * ROUND, ROUND)
    ]
    return Thing(np.concatenate(rows), np.concatenate(quads), colour, roughness)


def cup(axis: Array, colour: str) -> list[Thing]:
    """A beaker, open at the thumb's end and white inside."""
    wall = 0.25
    radius = CUP_RADIUS - 0.04
    outside = [
        (-5.25, 0.0),
        (-5.25, radius * 0.70),
        (-5.6, radius * 0.73),
        (-5.65, radius * 0.78),
        (-5.6, radius * 0.84),
        (-5.45, radius * 0.86),
        (-5.35, radius * 0.94),
        (-5.1, radius * 0.97),
        (-4.0, radius),
        (4.4, radius),
        (4.5, radius - 0.06),
    ]
    inside = [
        (4.5, radius - 0.06),
        (4.5, radius - wall + 0.06),
        (4.4, radius - wall),
        (-4.7, radius - wall),
        (-4.9, radius - wall - 0.2),
        (-4.9, 0.0),
    ]
    return [revolve(axis, outside, colour, 0.5), revolve(axis, inside, "#e4e2da", 0.4)]


def pen(axis: Array, colour: str) -> list[Thing]:
    """A ball pen; its tip lies below the first point of the axis."""
    r = PEN_RADIUS
    metal = [(-4.0, 0.03), (-3.7, 0.08), (-3.5, 0.12), (-2.9, 0.22), (-2.9, 0.0)]
    barrel = [
        (-2.9, 0.0),
        (-2.9, 0.24),
        (-2.0, r * 0.92),
        (-1.7, r),
        (8.6, r),
        (8.9, r * 0.9),
        (9.0, r * 0.7),
        (9.0, 0.0),
    ]
    return [revolve(axis, metal, "#b9bcc0", 0.25), revolve(axis, barrel, colour, 0.3)]
