# SPDX-License-Identifier: GPL-3.0-or-later
"""How the people of people.py look as whole figures: hair and wardrobe. No Blender here."""

from dataclasses import dataclass, replace

from .body import Morph
from .people import PEOPLE


@dataclass(frozen=True)
class Hair:
    """Style (see hair.py), colour of the strands, and length in cm."""

    style: str
    colour: str
    length: float


@dataclass(frozen=True)
class Figure:
    """A person as a whole figure. Colours are the choices for tops and shorts; `patterned` tops
    have horizontal stripes in the second of two colours."""

    name: str
    morph: Morph
    hair: Hair
    tops: tuple[str, ...]
    shorts: tuple[str, ...]
    bare: bool


def _figure(
    name: str,
    hair: Hair,
    tops: tuple[str, ...],
    shorts: tuple[str, ...],
    bare: bool = False,
    **more,
) -> Figure:
    return Figure(name, replace(PEOPLE[name].morph, **more), hair, tops, shorts, bare)


# pictures (part, set, posture and view) in which loose clothes would gape or crumple
CLOSE_FITTING = frozenset(
    {
        "knee/plain/crossed_front",
        "knee/plain/kneeling_front",
        "knee/plain/knee_up_front",
        "knee/plain/knee_up_inner_side",
        "knee/plain/lifted_front",
        "knee/plain/lifted_inner_side",
        "knee/context/crossed_side",
        "knee/busy/crossed_side",
        "knee/busy/knee_up_front",
        "shoulder/plain/behind_back_behind",
        "shoulder/plain/behind_back_front",
        "shoulder/plain/behind_back_side",
        "shoulder/plain/on_hip_front",
        "shoulder/plain/overhead_behind",
        "shoulder/plain/side_raise_behind",
        "shoulder/context/behind_back_behind",
        "shoulder/context/front_raise_behind",
        "shoulder/busy/across_side",
        "shoulder/busy/behind_back_side",
        "shoulder/context/on_hip_side",
        "back/plain/seated_turn_front",
        "back/moving/bending_behind",
    }
)


# of a man, in which the lifted arm would tear an arm hole open
BARE = frozenset({"shoulder/plain/overhead_front"})


def shorts_of(cell: str) -> str:
    """Which shorts are worn in a picture (part/set/posture_view)."""
    return "close shorts" if cell in CLOSE_FITTING else "shorts"


def top_of(cell: str, top: str) -> str:
    """What is worn in a picture instead of a top; "" for nothing."""
    if cell in BARE:
        return ""
    return "singlet" if top == "vest" and cell in CLOSE_FITTING else top


FIGURES = {
    figure.name: figure
    for figure in (
        _figure(
            "p01",
            Hair("bun", "#6b4526", 22),
            ("#8fa8b8", "#d6d0c4", "#b56b5a"),
            ("#3c4654", "#6d7276"),
        ),
        _figure(
            "p02",
            Hair("short", "#4a3220", 3.2),
            ("#cfd0cc", "#5d7388", "#7c8a6a"),
            ("#2f3946", "#77705f"),
            bare=True,
            muscle=0.75,
        ),
        _figure(
            "p03",
            Hair("short", "#b9b5ae", 4.6),
            ("#6f7fa0", "#c9bfae", "#8a6f86"),
            ("#4b4f58", "#8b8577"),
        ),
        _figure(
            "p04",
            Hair("short", "#77726c", 2.4),
            ("#a9b4a4", "#d2cdc0", "#56687a"),
            ("#39424d", "#6c6658"),
            bare=True,
        ),
        _figure(
            "p05",
            Hair("bun", "#17120f", 20),
            ("#c7934a", "#cfc8bb", "#4f7f84"),
            ("#44495a", "#7b6f66"),
        ),
        _figure(
            "p06",
            Hair("cropped", "#17130f", 0.9),
            ("#c9c6bd", "#6b8f9c", "#a4604e"),
            ("#323a46", "#808179"),
            bare=True,
        ),
        _figure(
            "p07",
            Hair("ponytail", "#2c1d14", 24),
            ("#9a6f7e", "#d8d4c8", "#5f7c74"),
            ("#3a414b", "#716a6a"),
            weight=0.8,
        ),
        _figure(
            "p08",
            Hair("cropped", "#6b665f", 0.8),
            ("#b8b3a4", "#6479a0", "#8c9a86"),
            ("#3a3f47", "#857c6c"),
            bare=True,
        ),
    )
}
