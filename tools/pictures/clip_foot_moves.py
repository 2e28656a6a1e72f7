# SPDX-License-Identifier: GPL-3.0-or-later
"""How a foot moves in the clips: a posture of the LEFT foot for every frame. The leg is still.

No Blender here. Toes never move all alike: each has its own delay.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

from .clip_time import delayed, ease, frame_times, mixed
from .foot_posture import POSTURES, TOES, FootPosture


@dataclass(frozen=True)
class View:
    """Where the camera stands as seen from the foot at rest, as in foot_renderer.view_matrix: name
    of the view (which way is up), degrees around and above."""

    upright: str
    around: float
    above: float


Movement = Callable[[str, float], FootPosture]


def blend(a: FootPosture, b: FootPosture, share: float, toes: tuple[float, ...]) -> FootPosture:
    """From a (0) to b (1); `toes` are the shares of the five toes."""

    def of_toes(name: str) -> tuple[float, ...]:
        rows = zip(getattr(a, name), getattr(b, name), toes, strict=True)
        return tuple(mixed(x, y, toe) for x, y, toe in rows)

    return FootPosture(
        ankle=mixed(a.ankle, b.ankle, share),
        inversion=mixed(a.inversion, b.inversion, share),
        turn=mixed(a.turn, b.turn, share),
        base=of_toes("base"),
        end=of_toes("end"),
        aside=of_toes("aside"),
    )


def _one_after_another(time: float, first: float, step: float) -> tuple[float, ...]:
    """Shares of the five toes: the big toe begins, or with a negative step the little toe."""
    starts = [first + abs(step) * (i if step > 0 else 4 - i) for i in range(len(TOES))]
    return tuple(delayed(time, start, 1.0 - 0.25 * (max(starts) - start)) for start in starts)


def lifting(way: str, time: float) -> FootPosture:
    """The forefoot rises: ankle from toes down to toes up, the toes pulled back a little later."""
    toes = _one_after_another(time, 0.18, 0.04)
    down = POSTURES["relaxed"].moved(12, -2)
    return blend(down, POSTURES["flexed_up"].moved(-2, 2), delayed(time, 0.0, 0.95), toes)


def circling(way: str, time: float) -> FootPosture:
    """Once around: down, in, up, out, down. An ankle goes further down than up, and further in
    than out."""
    angle = 2 * pi * mixed(time, ease(time), 0.6)
    down, inward = cos(angle), sin(angle)
    late = cos(angle - 0.5)  # the toes follow
    ankle = 12 + 25 * down
    inversion = 4 + (20 if inward > 0 else 15) * inward
    turn = 11 * inward
    base = tuple(2 + (8 - 1.2 * i) * late for i in range(5))
    end = tuple(8 + i + 4 * late for i in range(5))
    return FootPosture(ankle, inversion, turn, base, end)


def turning(way: str, time: float) -> FootPosture:
    """The forefoot swings to one side, the sole following: 'inner' towards the other foot, or
    'outer'."""
    toes = _one_after_another(time, 0.10, 0.05 if way == "inner" else -0.05)
    inner = FootPosture(
        ankle=14, inversion=22, turn=25, base=(4, 5, 6, 8, 9), end=(6, 12, 14, 14, 14)
    )
    outer = FootPosture(
        ankle=6, inversion=-15, turn=-25, base=(-4, -4, -3, -3, -4), end=(2, 7, 8, 8, 8)
    )
    first, last = (outer, inner) if way == "inner" else (inner, outer)
    start = blend(first, last, 0.16, (0.16,) * 5)  # one begins nearer the middle
    return blend(start, last, ease(time), toes)


def curling(way: str, time: float) -> FootPosture:
    """The toes go from spread and lifted to curled, the little toe first; the ankle gives."""
    toes = _one_after_another(time, 0.0, -0.05)
    opened = POSTURES["toes_spread"]
    return blend(opened, POSTURES["toes_curled"].moved(-4), ease(time), toes)


MOVEMENTS: dict[str, Movement] = {
    "lifting": lifting,
    "circling": circling,
    "turning": turning,
    "curling": curling,
}
VIEWS = {
    ("lifting", "medial"): View("medial", 76, 8),
    ("lifting", "lateral"): View("lateral", -76, 12),
    ("circling", "front"): View("front", 14, 14),
    ("circling", "dorsal"): View("dorsal", 6, 50),
    ("turning", "dorsal"): View("dorsal", 0, 56),
    ("turning", "front"): View("front", 0, 22),
    ("curling", "medial"): View("medial", 52, 22),
    ("curling", "dorsal"): View("dorsal", -10, 44),
}


def foot_frames(movement: str, way: str) -> list[FootPosture]:
    """All frames of a movement; `way` is 'inner' or 'outer' where it goes to a side, or ''."""
    return [MOVEMENTS[movement](way, time) for time in frame_times()]
