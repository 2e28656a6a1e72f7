# SPDX-License-Identifier: GPL-3.0-or-later
"""Small things that stand or lie about in rooms. None has text or a left and a right.

Each item makes its pieces around (0, 0, 0) on the plane z = 0, in cm.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from . import materials as m
from .shapes import Shape, ball, box, cloth, pillow, rounded_rim, scattered, slab, turned, waves

Pieces = list[tuple[Shape, "m.Material"]]
Maker = Callable[[random.Random, np.random.Generator], Pieces]
GLAZES = ("#e8e4da", "#5d8089", "#b37663", "#c9ad6c", "#8aa083", "#6b7a8d")
CLOTHS = ("#b9c7cf", "#c98f6b", "#7c9487", "#d9d2c2", "#6d7f9a", "#b56d62")


@dataclass(frozen=True)
class Item:
    """A thing with the radius and height (cm) that it takes, and how it is made."""

    radius: float
    height: float
    make: Maker


def _turned_item(profile: list, colours: tuple[str, ...], rough: float = 0.3) -> Item:
    def make(chance: random.Random, numbers: np.random.Generator) -> Pieces:
        return [(turned(profile), m.plain(chance.choice(colours), rough))]

    return Item(max(r for r, _ in profile), max(z for _, z in profile), make)


def _bowl_profile(radius: float, height: float) -> list[tuple[float, float]]:
    outer = [(0, 0.0), (radius * 0.42, 0.0), (radius * 0.44, 0.5)]
    t = np.linspace(0.08, 1, 10)
    outer += [(radius * (0.42 + 0.58 * np.sin(k * 1.45)), 0.5 + (height - 0.5) * k) for k in t]
    inner = [(r - 0.55, z + 0.15) for r, z in reversed(outer[3:])]
    return [*outer, (outer[-1][0] - 0.25, height + 0.2), *inner, (0, 1.2)]


def _bowl_of_fruit(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    out: Pieces = [(turned(_bowl_profile(12, 6.5)), m.plain(chance.choice(GLAZES), 0.3))]
    kinds = [
        m.fruit("#c9402c", "#d98a3a"),
        m.fruit("#e0892a", "#d9741c"),
        m.fruit("#a9b648", "#c9b44a"),
    ]
    chance.shuffle(kinds)
    ring = [(5.2 * np.cos(a), 5.2 * np.sin(a), 2.2) for a in np.arange(5) * 1.257]
    for i, (x, y, z) in enumerate([*ring, (0.4, -0.2, 6.2)]):
        fruit = ball(chance.uniform(3.5, 3.9), chance.uniform(0.88, 0.98))
        out.append((fruit.moved((x, y, z)), kinds[i % 3]))
    return out


def _fruit(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    colours = chance.choice(
        [("#c9402c", "#d98a3a"), ("#e0892a", "#d9741c"), ("#a9b648", "#c9b44a")]
    )
    stalk = turned([(0.12, 0), (0.1, 1.2), (0, 1.3)]).moved((0, 0, 6.0))
    return [(ball(3.6, 0.92), m.fruit(*colours)), (stalk, m.plain("#5b4126", 0.8))]


def _plant(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    pot = [(0, 0), (4.6, 0), (6.0, 8.6), (6.4, 8.6), (6.5, 10), (5.6, 10), (5.3, 8.8), (0, 8.6)]
    colour = chance.choice(("#b0603f", "#d8d3c6", "#55677f"))
    ways = numbers.normal(0, 1, (150, 3)) * [1, 1, 0.5] + [0, 0, 0.75]
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    places = np.array([0, 0, 9.5]) + ways * numbers.uniform(0.5, 6.5, (150, 1))
    leaves = scattered(places, ways, 6.5, 3.2, numbers)
    return [
        (turned(pot), m.plain(colour, 0.75)),
        (leaves, m.green("#6f9a4c", "#3d6a35", 0.4)),
    ]


def _flowers(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    vase = [
        (0, 0),
        (3.6, 0),
        (5.0, 4),
        (4.6, 9),
        (2.4, 14),
        (2.9, 16.5),
        (2.6, 16.4),
        (2.1, 14),
        (0, 9),
    ]
    ways = numbers.normal(0, 0.55, (9, 3)) * [1, 1, 0] + [0, 0, 1.5]
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    tips = np.array([0, 0, 15]) + ways * numbers.uniform(7, 13, (9, 1))
    petals = np.repeat(tips, 26, 0)
    out = numbers.normal(0, 1, petals.shape) + [0, 0, 0.6]
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    stems = np.concatenate([np.array([0, 0, 15]) + ways * k for k in np.linspace(0, 9, 7)])
    colour = chance.choice((("#e7c7c9", "#c66f7d"), ("#f0e3b4", "#d9a93b"), ("#d7d3e8", "#8f86bf")))
    return [
        (turned(vase), m.plain(chance.choice(GLAZES), 0.3)),
        (scattered(petals, out, 2.6, 1.9, numbers), m.green(*colour, 0.8)),
        (
            scattered(stems, np.repeat(ways, 7, 0).reshape(-1, 3), 4.5, 1.6, numbers),
            m.green("#7c9d58", "#4c7440", 0.5),
        ),
    ]


def _board(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    loaf = ball(6.0, 0.62, 48)
    shape = Shape(loaf.vertices * [1.65, 0.8, 0.9], loaf.faces)
    board = box((-12, -8, 0), (12, 8, 1.6), 0.6)
    return [
        (board, m.wood("#cfa26c", "#a87744", 30, rough=0.6)),
        (shape.moved((0, 0, 1.5)), m.fruit("#b9793a", "#8a5426")),
    ]


def _books(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    out: Pieces = []
    height = 0.0
    for colour in chance.sample(("#7b3b34", "#31506b", "#8d8a5c", "#d1c8b4", "#4a5a4c"), 3):
        thick, w, d = chance.uniform(1.6, 3.2), chance.uniform(8, 10), chance.uniform(6, 7.4)
        turn = chance.uniform(-12, 12)
        page = box((-w + 0.3, -d + 0.3, 0.25), (w - 0.3, d - 0.3, thick - 0.25), 0.02)
        out.append((page.moved((0, 0, height), turn), m.plain("#e9e2d0", 0.9)))
        for z in (0.0, thick - 0.25):
            cover = box((-w, -d, z), (w, d, z + 0.25), 0.08)
            out.append((cover.moved((0, 0, height), turn), m.plain(colour, 0.6)))
        spine = box((-w, -d - 0.1, 0), (w, -d + 0.25, thick), 0.1)
        out.append((spine.moved((0, 0, height), turn), m.plain(colour, 0.6)))
        height += thick
    return out


def _pencils(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    tub = [(0, 0), (3.8, 0), (4, 0.4), (4, 10), (3.75, 10), (3.7, 0.8), (0, 0.8)]
    out: Pieces = [(turned(tub), m.plain(chance.choice(GLAZES), 0.4))]
    for colour in ("#b23b34", "#2f5f8a", "#d8a733", "#4b7b4f"):
        a, lean = chance.uniform(0, 6.28), chance.uniform(0.1, 0.22)
        stick = turned([(0.36, 0), (0.36, 15), (0.1, 16.6), (0, 16.7)], 8).vertices
        top = np.array([np.cos(a), np.sin(a)])
        stick[:, :2] += stick[:, 2:] * lean * top + top
        out.append((Shape(stick, turned([(0, 0)] * 4, 8).faces), m.plain(colour, 0.5)))
    return out


def _folded(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    out: Pieces = []
    height = 0.0
    for colour in chance.sample(CLOTHS, 3):
        half = (chance.uniform(11, 12), chance.uniform(8.4, 9.2))
        for _ in range(2):
            x, y = np.meshgrid(
                np.linspace(-half[0], half[0], 40), np.linspace(-half[1], half[1], 32)
            )
            rim = rounded_rim(x, y, half, 0.9)
            top = height + 0.5 + rim * 0.65 + 0.12 * waves(numbers, 12)(x, y)
            shape = slab(x, y, top, height + 0.5 - rim * 0.45)
            out.append((shape, m.terry(colour)))
            height += 1.15
    return out


def _roll(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    profile = [(0, -11), (3.2, -11), (4.2, -10.4), (4.3, 10.4), (3.2, 11), (0, 11)]
    lying = turned(profile).vertices[:, [2, 0, 1]] + [0, 0, 4.3]
    swirl = turned([(1.0, 11.1), (2.1, 11.25), (3.0, 11.1)]).vertices[:, [2, 0, 1]] + [0, 0, 4.3]
    cover = m.terry(chance.choice(CLOTHS), "#efece4", 7.0)
    return [
        (Shape(lying, turned(profile).faces), cover),
        (Shape(swirl, turned([(1, 0), (2, 0), (3, 0)]).faces), cover),
    ]


def _crumpled(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    colour, other = chance.sample(CLOTHS, 2)
    return [(cloth((9, 7), numbers, 0.5, 2.4), m.fabric(colour, other, "checks", 4.0))]


def _ball(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    return [(ball(7.5, 1.0, 48), m.plain(chance.choice(("#d05a41", "#3e7fa3", "#e0b13f")), 0.45))]


def _shells(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    out: Pieces = []
    for _ in range(3):
        u = np.linspace(0, np.pi, 25)
        t = np.linspace(0.02, 1, 14)
        angle, way = np.meshgrid(u, t)
        ribs = 1 + 0.05 * np.cos(angle * 22)
        x = 2.6 * way * np.cos(angle) * ribs
        y = 2.8 * way * np.sin(angle) ** 0.8 * ribs - 1.4
        z = (
            1.15
            * np.sqrt(np.clip(1 - (2 * way - 0.75) ** 2 / 1.6, 0, 1))
            * (1 + 0.08 * np.cos(angle * 22))
        )
        shape = slab(x, y, z, 0.0)
        place = (chance.uniform(-3, 3), chance.uniform(-3, 3), 0)
        colour = chance.choice(
            (("#e9d9c4", "#c99a7c"), ("#e8e0d2", "#a8907c"), ("#d9b7a2", "#b07f6d"))
        )
        out.append((shape.moved(place, chance.uniform(0, 360)), m.fruit(*colour)))
    return out


def _pebbles(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    out: Pieces = []
    for i in range(5):
        size = chance.uniform(1.0, 2.4)
        stone = ball(size, 0.55, 24)
        a = i * 1.3
        place = (3.2 * np.cos(a), 3.2 * np.sin(a), -0.25 * size)
        shape = Shape(stone.vertices * [chance.uniform(1, 1.4), 1, 1], stone.faces)
        grey = chance.choice(
            (("#a7a298", "#837d74"), ("#8d8579", "#5f5a54"), ("#cfc6b8", "#aaa091"))
        )
        out.append((shape.moved(place, chance.uniform(0, 180)), m.stone(*grey)))
    return out


def _bucket(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    wall = [
        (0, 0),
        (6.5, 0),
        (6.8, 0.4),
        (8.6, 14),
        (9.2, 14),
        (9.2, 15),
        (8.4, 15),
        (6.5, 1),
        (0, 1),
    ]
    return [(turned(wall), m.plain(chance.choice(("#d8523f", "#3f86b0", "#e3b63f")), 0.4))]


def _soap(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    dish = [(0, 0), (4.2, 0), (5.6, 1.5), (5.3, 1.7), (4.0, 0.6), (0, 0.6)]
    soap = ball(2.9, 0.42, 32)
    return [
        (turned(dish), m.plain("#e9e6df", 0.25)),
        (
            Shape(soap.vertices * [1.25, 0.85, 1], soap.faces).moved((0, 0, 0.6)),
            m.plain(chance.choice(("#d9b9a6", "#a9c2b1", "#cdb8cf")), 0.4),
        ),
    ]


def _pump(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    flask = [(0, 0), (3.4, 0), (3.7, 0.5), (3.7, 10), (3.0, 12), (1.5, 12.8), (1.5, 14), (0, 14)]
    top = [(0.5, 14), (0.5, 16.5), (1.5, 16.5), (1.5, 17.4), (0, 17.5)]
    spout = box((-0.5, -4.0, 16.6), (0.5, 0, 17.3), 0.2)
    colour = chance.choice(("#c7d3d6", "#8a6a4b", "#7f9c95", "#e3ddd0"))
    return [
        (turned(flask), m.plain(colour, 0.25)),
        (turned(top), m.metal()),
        (spout, m.metal()),
    ]


def _basket(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    side = [
        (0, 0),
        (11, 0),
        (13, 7),
        (14, 15),
        (14.4, 15.6),
        (13.6, 15.8),
        (12.2, 7),
        (10, 1),
        (0, 1),
    ]
    out: Pieces = [(turned(side, 64), m.wicker())]
    inside = cloth((8.5, 8.5), numbers, 1.0, 3.0)
    out.append((inside.moved((0, 0, 11)), m.fabric(chance.choice(CLOTHS))))
    return out


def _cushion(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    return [(pillow((20, 20), 14, numbers), m.fabric(chance.choice(CLOTHS), weave=2.2, depth=0.12))]


def _blocks(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    out: Pieces = []
    for i, colour in enumerate(("#c94f3d", "#e0b13f", "#3e7fa3", "#6f9a5c")):
        place = (3.4 * np.cos(i * 1.6), 3.4 * np.sin(i * 1.6), 0)
        block = box((-1.9, -1.9, 0), (1.9, 1.9, 3.8), 0.25)
        out.append((block.moved(place, chance.uniform(0, 90)), m.plain(colour, 0.55)))
    return out


def _leaves(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    places = np.concatenate([numbers.uniform(-7, 7, (9, 2)), np.full((9, 1), 0.3)], 1)
    ways = numbers.normal(0, 1, (9, 3)) * [1, 1, 0.12] + [0, 0, 0.1]
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    return [(scattered(places, ways, 5.0, 2.6, numbers), m.green("#b98a3a", "#8c6a2c", 0.5))]


def _plate(chance: random.Random, numbers: np.random.Generator) -> Pieces:
    rim = [(0, 0), (6, 0), (6.6, 0.4), (11, 1.7), (11.2, 2.0), (10.8, 2.1), (7, 0.9), (0, 0.7)]
    out: Pieces = [(turned(rim), m.plain(chance.choice(("#ebe8e0", "#cfd9dc", "#d9c9a8")), 0.25))]
    for x, y in ((-2.4, 1.0), (2.2, 1.6), (0.2, -2.6)):
        biscuit = [(0, 0), (2.6, 0), (2.8, 0.4), (2.5, 0.9), (0, 1.1)]
        out.append((turned(biscuit).moved((x, y, 0.9)), m.fruit("#c99a58", "#a87436")))
    return out


ITEMS: dict[str, Item] = {
    "bowl of fruit": Item(12.2, 12, _bowl_of_fruit),
    "fruit": Item(3.7, 7, _fruit),
    "plant": Item(9, 22, _plant),
    "flowers": Item(7.5, 30, _flowers),
    "bread": Item(13, 9, _board),
    "books": Item(11.5, 8, _books),
    "pencils": Item(5, 17, _pencils),
    "folded towels": Item(14, 7, _folded),
    "rolled towel": Item(11.5, 8.6, _roll),
    "crumpled cloth": Item(10.5, 4, _crumpled),
    "ball": Item(7.5, 15, _ball),
    "shells": Item(5.5, 2, _shells),
    "pebbles": Item(6, 2.5, _pebbles),
    "bucket": Item(9.2, 15, _bucket),
    "soap": Item(5.6, 3, _soap),
    "pump": Item(4, 17.5, _pump),
    "basket": Item(14.4, 17, _basket),
    "cushion": Item(24, 14, _cushion),
    "blocks": Item(6.2, 4, _blocks),
    "leaves": Item(8, 1.5, _leaves),
    "plate": Item(11.2, 3, _plate),
    "beaker": _turned_item(
        [(0, 0), (3, 0), (3.2, 0.4), (4, 9), (3.8, 9.1), (3, 0.9), (0, 0.9)], GLAZES
    ),
    "jar": _turned_item(
        [
            (0, 0),
            (4.5, 0),
            (5, 1),
            (5, 11),
            (4.2, 12),
            (4.6, 12),
            (4.6, 13),
            (1, 13.6),
            (0.9, 15),
            (0, 15.2),
        ],
        GLAZES,
    ),
    "jug": _turned_item(
        [
            (0, 0),
            (5, 0),
            (6.6, 5),
            (6, 10),
            (4, 15),
            (4.4, 18),
            (4.1, 18),
            (3.6, 15),
            (5.4, 9),
            (0, 2),
        ],
        GLAZES,
    ),
    "bowl": _turned_item(_bowl_profile(8, 5), GLAZES),
    "candle": _turned_item(
        [(0, 0), (3.6, 0), (3.6, 7.4), (3.2, 7.5), (2.9, 7.0), (0, 7.0)],
        ("#e8dcc0", "#b98a7a", "#8aa0a0"),
        0.6,
    ),
    "flower pot": _turned_item(
        [(0, 0), (6, 0), (8, 12), (8.6, 12), (8.7, 14), (7.9, 14), (7.6, 12.4), (0, 12)],
        ("#b0603f", "#a8583a"),
        0.8,
    ),
}


def items(*names: str) -> list[Item]:
    """Items by their names."""
    return [ITEMS[name] for name in names]
