# SPDX-License-Identifier: GPL-3.0-or-later
"""Postures in which parts of the hand touch each other or a thing, solved for one hand.

A posture is found by least squares over some joint angles: landmarks of the surface are drawn to
where they should touch, vertices that would go into something are pushed out again, and all
angles are held near the hand-made start. Lengths are cm in the hand frame.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import least_squares

from .geometry import distance_to_axis, unit
from .hand import Hand
from .posture import NAMES, Posture

Array = np.ndarray
Marks = dict[str, Array]
Dial = tuple[str, int, float, float]

THUMB: list[Dial] = [
    ("thumb", 0, -20, 60),
    ("thumb", 1, -55, 35),
    ("thumb", 2, -20, 70),
    ("thumb", 3, -5, 65),
    ("thumb", 4, -10, 80),
]


def finger_dials(number: int, middle: float = 105, end: float = 60, aside: float = 0) -> list[Dial]:
    """The angles of one finger with their limits."""
    name = NAMES[number]
    dials: list[Dial] = [(name, 0, -10, 92), (name, 1, 0, middle), (name, 2, 0, end)]
    if aside:
        dials.append((name, 3, -aside, aside))
    return dials


def turned(posture: Posture, dials: list[Dial], angles: Array) -> Posture:
    """The posture with these angles."""
    values = {name: list(getattr(posture, name)) for name, *_ in dials}
    for (name, i, *_), angle in zip(dials, angles, strict=True):
        values[name][i] = float(angle)
    return replace(posture, **{name: tuple(v) for name, v in values.items()})


@dataclass(frozen=True)
class Solution:
    """A posture, the largest remaining error (cm), and the thing's place if one is held."""

    posture: Posture
    error: float
    thing: Array | None = None


def solve(
    hand: Hand,
    start: Posture,
    dials: list[Dial],
    errors: Callable[[Marks, Array, Array], Array],
    stay: float = 0.02,
    thing: tuple[Array, Array, Array] | None = None,
    tries: int = 0,
) -> Solution:
    """Least squares over dials, and over the place of a thing when given as start, low, high.

    `errors(marks, surface, thing)` returns the errors in cm; `stay` is the weight in cm per
    degree of leaving the start. With `tries`, so many random settings of the dials are looked at
    first, and the search sets out from the best of them as well as from the start.
    """
    low = np.array([d[2] for d in dials], float)
    high = np.array([d[3] for d in dials], float)
    first = np.array([getattr(start, d[0])[d[1]] for d in dials], float)
    first = np.clip(first, low + 0.5, high - 0.5)
    count = len(dials)
    extra = np.zeros((3, 0)) if thing is None else np.array(thing, float)
    scale = np.concatenate([np.full(count, 10.0), np.ones(extra.shape[1])])
    begin = np.concatenate([first, extra[0]])

    def measure(x: Array) -> Array:
        surface = hand.surface(turned(start, dials, x[:count]))
        marks = {name: surface[i] for name, i in hand.landmarks.items()}
        return np.ravel(errors(marks, surface, x[count:]))

    def target(x: Array) -> Array:
        return np.concatenate([measure(x), stay * (x - begin)[:count]])

    bounds = (np.concatenate([low, extra[1]]), np.concatenate([high, extra[2]]))
    chance = np.random.default_rng(1)
    samples = [chance.uniform(*bounds) for _ in range(tries)]
    samples.sort(key=lambda x: float((target(x) ** 2).sum()))
    searches = [
        least_squares(target, x, bounds=bounds, x_scale=scale, diff_step=1e-3, max_nfev=60)
        for x in (begin, *samples[:4])
    ]
    found = min(searches, key=lambda search: search.cost)
    left = float(np.abs(measure(found.x)).max())
    place = None if thing is None else found.x[count:]
    return Solution(turned(start, dials, found.x[:count]), left, place)


def side_gaps(
    marks: Marks, fingers: tuple[int, ...] = (2, 3, 4), parts: tuple[str, ...] = ("1", "2", "3")
) -> Array:
    """How far (cm, sideways) each finger is from its neighbour on the little-finger side."""
    return np.array(
        [
            marks[f"{f}-{part}-little"][0] - marks[f"{f + 1}-{part}-thumb"][0]
            for f in fingers
            for part in parts
        ]
    )


def outward(marks: Marks, name: str, way: str) -> Array:
    """Unit direction out of a phalanx on one of its four sides."""
    other = {"palm": "back", "back": "palm", "thumb": "little", "little": "thumb"}[way]
    return unit(marks[f"{name}-{way}"] - marks[f"{name}-{other}"])


def depth_in_finger(points: Array, marks: Marks, finger: int, give: float = 0.06) -> Array:
    """How deep (cm, as negative numbers) points (n, 3) are inside a finger, beyond `give`."""
    names = [f"{finger}-{part}" for part in ("1", "2", "3", "tip")]
    middles = [(marks[f"{n}-palm"] + marks[f"{n}-back"]) / 2 for n in names]
    radii = [np.linalg.norm(marks[f"{n}-palm"] - marks[f"{n}-back"]) / 2 for n in names]
    best = np.full(len(points), np.inf)
    for i in range(3):
        step = middles[i + 1] - middles[i]
        t = np.clip((points - middles[i]) @ step / (step @ step), 0, 1)
        radius = radii[i] * (1 - t) + radii[i + 1] * t
        away = np.linalg.norm(points - middles[i] - t[:, None] * step, axis=1)
        best = np.minimum(best, away - radius)
    return np.minimum(0, best + give)


def owned(hand: Hand, bones: list[str], share: float = 0.5) -> Array:
    """Indices of the coarse vertices that belong to these bones."""
    return np.flatnonzero(sum(hand.weights[bone] for bone in bones) > share)


def distance_to_rod(points: Array, start: Array, end: Array, radius: float) -> Array:
    """Distance (cm) of points (n, 3) from the surface of an endless rod."""
    return distance_to_axis(points, start, unit(end - start)) - radius
