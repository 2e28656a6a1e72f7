# SPDX-License-Identifier: GPL-3.0-or-later
"""The contact postures of one hand: closed, fist, point, thumb up, pinch, OK, cup and pen."""

from dataclasses import replace
from functools import partial

import numpy as np

from .contact import (
    THUMB,
    Dial,
    Marks,
    Solution,
    depth_in_finger,
    distance_to_rod,
    finger_dials,
    outward,
    owned,
    side_gaps,
    solve,
)
from .geometry import unit
from .hand import Hand
from .posture import FINGERS, NAMES, START, Posture

Array = np.ndarray
CUP_RADIUS = 2.95
PEN_RADIUS = 0.42
PEN_THUMB: list[Dial] = [  # opposed, and not folded at its root
    ("thumb", 0, -10, 60),
    ("thumb", 1, -40, 8),
    ("thumb", 2, 0, 70),
    ("thumb", 3, 0, 35),
    ("thumb", 4, 0, 50),
]
ACROSS = np.array([-0.8, 0.5, -0.3])


def _asides(limit: float) -> list:
    return [(NAMES[f], 3, -limit, limit) for f in FINGERS]


def _thumb_flesh(hand: Hand) -> Array:
    return owned(hand, ["finger1-2.L", "finger1-3.L"])


def _palm_surface(hand: Hand) -> Array:
    """Vertices of the palm between wrist and fingers, the thumb's ball left out."""
    bones = [f"metacarpal{i}.L" for i in range(1, 5)] + ["wrist.L"]
    surface = hand.limit @ hand.rest
    mine = owned(hand, bones, 0.7)
    middle = (hand.joints["finger3-1.L"][0] + hand.joints["wrist.L"][0])[2] / 2
    return mine[surface[mine, 2] < middle - 0.3]


def closed(hand: Hand) -> Solution:
    """Straight fingers, side by side."""

    def errors(marks: Marks, surface: Array, thing: Array) -> Array:
        return side_gaps(marks, parts=("2", "3")) + 0.02

    return solve(hand, START["closed"], _asides(25), errors, stay=0.002)


def folded(hand: Hand, start: Posture, fingers: tuple[int, ...]) -> Solution:
    """Fingers rolled in, side by side. Their tips press a little into the palm, unseen."""

    def errors(marks: Marks, surface: Array, thing: Array) -> Array:
        return side_gaps(marks, fingers[:-1]) + 0.03

    dials = [(NAMES[f], 3, -14, 22) for f in fingers]
    return solve(hand, start, dials, errors, stay=0.006)


def thumb_across(hand: Hand, start: Posture, shares: dict[int, float]) -> Solution:
    """The thumb's pad laid on the backs of the middle phalanges of folded fingers."""
    flesh = _thumb_flesh(hand)

    def errors(marks: Marks, surface: Array, thing: Array) -> Array:
        goal = sum(share * marks[f"{f}-2-back"] for f, share in shares.items())
        out = sum(share * outward(marks, f"{f}-2", "back") for f, share in shares.items())
        facing = 0.4 * (outward(marks, "1-3", "back") - out)
        deep = [depth_in_finger(surface[flesh], marks, f) for f in (2, 3, 4)]
        along = unit(marks["1-tip-back"] - marks["1-3-back"])
        return np.concatenate(
            [1.5 * (marks["1-3-palm"] - goal), facing, 0.8 * (along - ACROSS), *deep]
        )

    return solve(hand, start, THUMB, errors, stay=0.003, tries=400)


def fist(hand: Hand) -> Solution:
    posture = folded(hand, START["fist"], (2, 3, 4, 5)).posture
    return thumb_across(hand, posture, {2: 0.45, 3: 0.55})


def point(hand: Hand) -> Solution:
    posture = folded(hand, START["point"], (3, 4, 5)).posture
    return thumb_across(hand, posture, {3: 1.0})


def thumb_up(hand: Hand) -> Solution:
    return folded(hand, START["thumb_up"], (2, 3, 4, 5))


def tip_to_tip(hand: Hand, name: str) -> Solution:
    """Thumb and index finger touching with their tips (pinch, OK)."""
    flesh = _thumb_flesh(hand)

    def errors(marks: Marks, surface: Array, thing: Array) -> Array:
        touch = 2 * (marks["1-tip-palm"] - marks["2-tip-palm"])
        facing = 0.4 * (outward(marks, "1-3", "back") + outward(marks, "2-3", "back"))
        deep = depth_in_finger(surface[flesh], marks, 2)
        return np.concatenate([touch, facing, deep])

    return solve(hand, START[name], THUMB + finger_dials(2), errors)


def cup(hand: Hand) -> Solution:
    """All fingers around a cup; the thing is the axis of the cup as two points."""
    palm = _palm_surface(hand)
    fingers = owned(hand, [f"finger{f}-{k}.L" for f in range(1, 6) for k in (1, 2, 3)])
    dials = list(THUMB)
    for f in FINGERS:
        dials += finger_dials(f, middle=70, end=38)
    middle = np.array([0.3, hand.joints["finger3-1.L"][0][1] - 0.6, -CUP_RADIUS - 1.6])

    def axis(thing: Array) -> tuple[Array, Array]:
        start = middle + [0, thing[0], thing[1]]
        return start, start + [1.0, 0.22, 0.0]

    def errors(marks: Marks, surface: Array, thing: Array) -> Array:
        def away(name: str) -> float:
            return float(distance_to_rod(marks[name][None], *axis(thing), CUP_RADIUS)[0])

        touch = [away(f"{f}-{k}-palm") for f in FINGERS for k in ("3", "2")]
        touch += [0.5 * away(f"{f}-1-palm") for f in FINGERS]
        touch += [2 * away("1-3-palm"), 0.6 * away("1-2-palm")]
        at_palm = distance_to_rod(surface[palm], *axis(thing), CUP_RADIUS)
        in_hand = distance_to_rod(surface[fingers], *axis(thing), CUP_RADIUS)
        deep = np.minimum(0, np.concatenate([at_palm, in_hand]) + 0.05)
        return np.concatenate([touch, [at_palm.min()], deep])

    place = (np.zeros(2), np.full(2, -3.0), np.full(2, 3.0))
    found = solve(hand, START["cup"], dials, errors, stay=0.01, thing=place)
    return replace(found, thing=np.array(axis(found.thing)))


def pen(hand: Hand) -> Solution:
    """A tripod grip; the thing is the pen's axis, between the pads and above the index
    finger's knuckle, as two points."""
    bones = [f"finger{f}-{k}.L" for f in (1, 2, 3) for k in (1, 2, 3)]
    flesh = owned(hand, [*bones, "metacarpal1.L"], 0.6)
    thumb_flesh = _thumb_flesh(hand)
    start = START["pen"]
    surface = hand.surface(start)
    at = {name: surface[i] for name, i in hand.landmarks.items()}
    pads = (at["1-3-palm"] + at["2-3-palm"]) / 2
    rest = at["2-1-thumb"] + [PEN_RADIUS, 0, 0]
    dials = PEN_THUMB + finger_dials(2, aside=12) + finger_dials(3, aside=8)

    def errors(marks: Marks, surface: Array, thing: Array) -> Array:
        low, high = thing[:3], thing[3:]
        along = (high - low) / np.linalg.norm(high - low)

        def radial(name: str) -> tuple[Array, float, float]:
            offset = marks[name] - low
            t = offset @ along
            aside = offset - t * along
            length = np.linalg.norm(aside)
            return aside / max(length, 1e-6), float(length - PEN_RADIUS), float(t)

        ways, gaps, places = zip(
            *(radial(n) for n in ("1-3-palm", "2-3-palm", "3-3-thumb", "2-1-thumb")), strict=True
        )
        normals = (
            outward(marks, "1-3", "back"),
            outward(marks, "2-3", "back"),
            outward(marks, "3-3", "little"),
        )
        facing = [0.35 * (n - w) for n, w in zip(normals, ways, strict=False)]
        spread = 0.3 * sum(ways[:3])
        lengths = [
            (places[0] + places[1]) / 2,
            0.5 * (places[0] - places[1]),
            0.7 * (places[2] - places[1] + 0.5),
            places[3] - np.linalg.norm(high - low),
        ]
        deep = np.minimum(0, distance_to_rod(surface[flesh], low, high, PEN_RADIUS) + 0.04)
        other = [depth_in_finger(surface[thumb_flesh], marks, f) for f in (2, 3)]
        neighbours = np.minimum(0, side_gaps(marks, (2,)))
        return np.concatenate(
            [2 * np.array(gaps), *facing, spread, lengths, 2 * deep, *other, neighbours]
        )

    place = np.concatenate([pads, rest])
    found = solve(hand, start, dials, errors, stay=0.004, thing=(place, place - 4, place + 4))
    knuckle, middle, end, _ = found.posture.middle
    posture = replace(
        found.posture,
        ring=(min(knuckle + 6, 90), middle + 12, end + 6, 3),
        little=(min(knuckle + 8, 90), middle + 14, end + 8, 7),
    )

    def together(marks: Marks, surface: Array, thing: Array) -> Array:
        return side_gaps(marks, (3, 4)) + 0.03

    settled = solve(hand, posture, _asides(20)[2:], together, stay=0.002)
    return Solution(settled.posture, found.error, found.thing.reshape(2, 3))


SOLVERS = {
    "closed": closed,
    "fist": fist,
    "point": point,
    "thumb_up": thumb_up,
    "pinch": partial(tip_to_tip, name="pinch"),
    "ok": partial(tip_to_tip, name="ok"),
    "cup": cup,
    "pen": pen,
}


def posture_of(hand: Hand, name: str) -> Solution:
    """A posture by name, solved for this hand where things touch."""
    if name in SOLVERS:
        return SOLVERS[name](hand)
    return Solution(START[name], 0.0)
