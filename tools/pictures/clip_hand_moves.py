# SPDX-License-Identifier: GPL-3.0-or-later
"""How a hand moves in the clips: a posture and a place of the LEFT hand for every frame.

No Blender here. Fingers never move all alike: each has its own delay, and a finger that lifts takes
its neighbours along a little.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .clip_time import bump, delayed, ease, frame_times, mixed
from .posture import NAMES, Posture

ELBOW_CM = 26.0  # from the wrist, against the fingers
Solve = Callable[[str], Posture]
FINGER_NAMES = ("index", "middle", "ring", "little")


@dataclass(frozen=True)
class HandFrame:
    """One frame of a left hand. Yaw and pitch in degrees as in framing.view_matrix; `swing` turns
    the forearm about the elbow in the plane of the palm, positive towards the thumb side; `forward`
    is a shift along the forearm in cm."""

    posture: Posture
    yaw: float
    pitch: float
    swing: float = 0.0
    forward: float = 0.0


@dataclass(frozen=True)
class View:
    """The middle direction from which a movement is seen (degrees)."""

    yaw: float
    pitch: float


Movement = Callable[[Solve, View, str, float], HandFrame]


def blend(a: Posture, b: Posture, shares: dict[str, float], rest: float) -> Posture:
    """From a (0) to b (1); `shares` names fingers, 'thumb', 'palm' or 'wrist', `rest` is for all
    that are not named."""
    parts = {}
    for name in (*FINGER_NAMES, "thumb", "palm", "wrist"):
        share = shares.get(name, rest)
        pairs = zip(getattr(a, name), getattr(b, name), strict=True)
        parts[name] = tuple(mixed(x, y, share) for x, y in pairs)
    return replace(a, **parts)


def _with_wrist(posture: Posture, flexion: float, deviation: float) -> Posture:
    return posture.bent(posture.wrist[0] + flexion, posture.wrist[1] + deviation)


def turning_over(solve: Solve, view: View, way: str, time: float) -> HandFrame:
    """From back to palm with the thumb side passing the viewer; the fingers give a little."""
    share = ease(time)
    slack = bump(time, 0.5, 0.5)
    posture = blend(solve("flat"), solve("relaxed"), {"thumb": 0.25 + 0.45 * slack}, 0.1)
    posture = blend(
        posture,
        solve("relaxed"),
        {"index": 0.25 * slack, "middle": 0.4 * slack, "ring": 0.55 * slack, "little": 0.7 * slack},
        0.0,
    )
    posture = _with_wrist(posture, mixed(-4, 3, share), 5 * slack)
    first, last = (6, -186) if view.yaw == 0 else (-186, 6)
    yaw = mixed(first, last, share)
    return HandFrame(posture, yaw, view.pitch, swing=mixed(-3, 3, share))


def open_close(solve: Solve, view: View, way: str, time: float) -> HandFrame:
    """From a spread hand to a fist: little finger first, the thumb last, over the others."""
    opened = blend(solve("spread"), solve("flat"), {"thumb": 0.3}, 0.35)
    shares = {
        "little": delayed(time, 0.0, 0.86),
        "ring": delayed(time, 0.02, 0.90),
        "middle": delayed(time, 0.04, 0.94),
        "index": delayed(time, 0.07, 0.97),
        "thumb": delayed(time, 0.28, 1.0),
        "palm": delayed(time, 0.2, 0.9),
    }
    posture = blend(opened, solve("fist"), shares, ease(time))
    posture = _with_wrist(posture, mixed(6, -12, ease(time)), mixed(0, 3, ease(time)))
    return HandFrame(posture, view.yaw, view.pitch)


def pinching(solve: Solve, view: View, way: str, time: float) -> HandFrame:
    """Thumb and index finger part and meet; the other fingers follow only a little."""
    pinch = solve("pinch")
    opened = replace(
        pinch,
        index=(-4, 8, 4, 5),
        thumb=(-4, 12, 4, -6, -6),
        middle=(8, 14, 8, 1),
        ring=(12, 16, 10, 0),
        little=(6, 14, 8, -3),
    )
    shares = {
        "index": delayed(time, 0.0, 0.95),
        "thumb": delayed(time, 0.05, 1.0),
        "middle": delayed(time, 0.05, 0.9),
        "ring": delayed(time, 0.1, 0.9),
        "little": delayed(time, 0.15, 0.95),
    }
    return HandFrame(blend(opened, pinch, shares, 0.0), view.yaw, view.pitch)


TAPS = {"little": 0.2, "ring": 0.4, "middle": 0.6, "index": 0.8}
TAP_HEIGHT = {"little": 38, "ring": 32, "middle": 38, "index": 44}  # a ring finger lifts least
NEIGHBOURS = {
    "little": ("ring",),
    "ring": ("little", "middle"),
    "middle": ("ring", "index"),
    "index": ("middle",),
}


def tapping(solve: Solve, view: View, way: str, time: float) -> HandFrame:
    """One finger after another lifts and comes down, little finger first; the neighbours of a
    lifted finger come up a little with it."""
    base = Posture(
        index=(26, 26, 12, 2),
        middle=(28, 30, 13, 0),
        ring=(28, 30, 13, -1),
        little=(26, 26, 12, -4),
        thumb=(8, -4, 8, 4, 8),
        wrist=(-14, 2),
    )
    lift = {name: bump(time, TAPS[name], 0.2) for name in FINGER_NAMES}
    parts = {}
    for name in FINGER_NAMES:
        up = min(1.0, lift[name] + 0.2 * sum(lift[other] for other in NEIGHBOURS[name]))
        knuckle, middle, end, aside = getattr(base, name)
        parts[name] = (knuckle - TAP_HEIGHT[name] * up, middle - 14 * up, end - 6 * up, aside)
    sway = mixed(-2.0, 2.0, ease(time))  # the weight moves along with the taps
    posture = _with_wrist(replace(base, **parts), 0, sway)
    return HandFrame(posture, view.yaw, view.pitch)


def reaching(solve: Solve, view: View, way: str, time: float) -> HandFrame:
    """Forward, as if for a glass: the hand goes away from the body and opens on the way, widest
    before it arrives (as grasping hands do: Jeannerod 1984, J Mot Behav 16:235)."""
    share = ease(time)
    near = replace(
        solve("relaxed"),
        index=(34, 38, 18, 0),
        middle=(38, 42, 20, 0),
        ring=(40, 44, 22, 1),
        little=(40, 42, 22, 3),
        thumb=(8, -12, 12, 14, 18),
    )
    wide = replace(
        solve("cup"),
        index=(4, 16, 8, 5),
        middle=(8, 20, 10, 1),
        ring=(10, 22, 11, -3),
        little=(8, 20, 11, -8),
        thumb=(26, 16, 16, 0, 4),
        palm=(0, 2, 4),
    )
    shares = {
        "thumb": delayed(time, 0.05, 0.85),
        "index": delayed(time, 0.08, 0.88),
        "middle": delayed(time, 0.14, 0.92),
        "ring": delayed(time, 0.20, 0.96),
        "little": delayed(time, 0.24, 1.0),
    }
    posture = blend(near, wide, shares, share)
    posture = _with_wrist(posture, mixed(22, -16, delayed(time, 0.1, 1.0)), mixed(4, -4, share))
    return HandFrame(posture, view.yaw, mixed(view.pitch + 16, view.pitch, share), 0, 7.5 * share)


def reaching_sideways(solve: Solve, view: View, way: str, time: float) -> HandFrame:
    """The forearm swings about the elbow towards the thumb side or away; the hand trails behind
    and catches up, the fingers open."""
    sign = 1 if way == "thumb" else -1
    share = delayed(time, 0.0, 0.92)
    late = delayed(time, 0.10, 1.0)
    shares = {
        "index": delayed(time, 0.1, 0.9),
        "middle": delayed(time, 0.16, 0.94),
        "ring": delayed(time, 0.22, 0.98),
        "little": delayed(time, 0.28, 1.0),
        "thumb": delayed(time, 0.05, 0.9),
    }
    posture = blend(solve("relaxed"), solve("flat"), shares, share)
    posture = _with_wrist(posture, mixed(10, -4, share), sign * mixed(-9, 11, late))
    swing = sign * mixed(-13, 12, share)
    return HandFrame(posture, view.yaw, view.pitch, swing)


def tilting(solve: Solve, view: View, way: str, time: float) -> HandFrame:
    """The hand tilts at the wrist towards the thumb side or the little finger's side, as far as a
    wrist goes (about 20 and 30 degrees)."""
    sign = 1 if way == "thumb" else -1
    end = 21 if way == "thumb" else 31
    share = delayed(time, 0.0, 0.95)
    fingers = blend(solve("flat"), solve("relaxed"), {"thumb": 0.4}, 0.3)
    fan = {f: 3.5 * sign * delayed(time, 0.15, 1.0) for f in NAMES.values()}
    parts = {
        name: (*getattr(fingers, name)[:3], getattr(fingers, name)[3] + fan[name])
        for name in FINGER_NAMES
    }
    posture = replace(fingers, **parts).bent(mixed(4, -6, share), sign * mixed(-9, end, share))
    return HandFrame(posture, view.yaw, view.pitch, sign * mixed(2, -4, share))


MOVEMENTS: dict[str, Movement] = {
    "turning_over": turning_over,
    "open_close": open_close,
    "pinching": pinching,
    "tapping": tapping,
    "reaching": reaching,
    "reaching_sideways": reaching_sideways,
    "tilting": tilting,
}
VIEWS = {
    ("turning_over", "back"): View(0, 5),
    ("turning_over", "palm"): View(-180, 5),
    ("open_close", "back"): View(8, 8),
    ("open_close", "palm"): View(188, 8),
    ("open_close", "thumb_side"): View(-118, 6),
    ("pinching", "thumb_side"): View(-78, 8),
    ("pinching", "palm"): View(205, 10),
    ("tapping", "back"): View(-14, 34),
    ("tapping", "thumb_side"): View(-58, 20),
    ("tapping", "little_finger_side"): View(55, 20),
    ("reaching", "back"): View(-36, 16),  # so that the thumb is seen
    ("reaching", "thumb_side"): View(-66, 6),
    ("reaching_sideways", "back"): View(0, 10),
    ("tilting", "back"): View(0, 8),
}


def hand_frames(solve: Solve, movement: str, view: View, way: str) -> list[HandFrame]:
    """All frames of a movement; `way` is 'thumb' or 'little' where it goes to a side, or ''."""
    move = MOVEMENTS[movement]
    return [move(solve, view, way, time) for time in frame_times()]
