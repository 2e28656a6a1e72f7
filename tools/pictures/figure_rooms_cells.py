# SPDX-License-Identifier: GPL-3.0-or-later
"""Which figure is shown in which room: posture, view (figure_views.py), place and spot.

Spots without `turns` (sofa, bench, edge of the bed) face the camera, so only views from in front
are asked there. No Blender here.
"""

from typing import NamedTuple


class Cell(NamedTuple):
    """One picture of a part: what is seen, and where."""

    posture: str
    view: str
    place: str
    spot: str


def _cells(lines: str) -> tuple[Cell, ...]:
    """Cells from lines of 'posture view place: spot'."""
    out = []
    for line in lines.strip().splitlines():
        what, spot = line.split(": ")
        out.append(Cell(*what.split(), spot.strip()))
    return tuple(out)


CONTEXT = {
    "knee": _cells("""
        lifted front study: floor
        bent side kitchen: stool
        bent inner_side kitchen: stool
        crossed front garden: bench
        crossed side living_room: pouffe
        extended front bedroom: edge of the bed
        extended side bathroom: stool
        knee_up side living_room: rug
        knee_up front living_room: floorboards
        kneeling front beach: sand
        kneeling behind garden: lawn
        heel_back side kitchen: floor
    """),
    "shoulder": _cells("""
        hanging front kitchen: floor
        hanging side beach: sand
        front_raise side living_room: floorboards
        front_raise behind bedroom: bedside rug
        side_raise behind garden: lawn
        overhead front bathroom: bath mat
        on_hip behind beach: sand
        on_hip side steps: foot of the steps
        across front study: floor
        behind_head front bedroom: bedside rug
        elbow_out behind garden: paving
        behind_back behind kitchen: floor
    """),
    "neck": _cells("""
        turn behind kitchen: floor
        turn front bathroom: bath mat
        turn_far behind living_room: rug
        turn behind_same_side steps: foot of the steps
        tilt behind garden: lawn
        tilt front garden: paving
        tilt behind_other_side living_room: floorboards
        tilt_far behind_same_side beach: sand
        turn_down behind study: floor
        turn_down front kitchen: floor
        turn_up behind beach: sand
        turn_up behind_other_side bedroom: bedside rug
    """),
    "back": _cells("""
        turn behind kitchen: floor
        turn front living_room: floorboards
        turn_folded behind beach: sand
        turn_folded behind_same_side study: floor
        bend behind garden: lawn
        bend front bathroom: bath mat
        bend_hip behind living_room: rug
        bend_hip behind_other_side steps: foot of the steps
        bend_reach behind garden: paving
        bend_reach behind_same_side bedroom: bedside rug
        seated_turn behind kitchen: stool
        seated_turn behind_same_side living_room: pouffe
    """),
}

BUSY = {
    "knee": _cells("""
        crossed front living_room: sofa
        crossed side kitchen: stool
        knee_up front garden: lawn
        kneeling side living_room: rug
        extended front garden: bench
        heel_back behind beach: sand
    """),
    "shoulder": _cells("""
        overhead side kitchen: floor
        across side living_room: rug
        elbow_out front garden: lawn
        behind_head behind bathroom: bath mat
        on_hip front study: floor
        behind_back side beach: sand
    """),
    "neck": _cells("""
        turn behind_same_side garden: lawn
        turn_far front kitchen: floor
        tilt behind study: floor
        tilt_far front living_room: rug
        turn_down behind_other_side beach: sand
        turn_up behind_same_side bathroom: bath mat
    """),
    "back": _cells("""
        turn behind_other_side garden: lawn
        turn_folded front kitchen: floor
        bend behind_same_side beach: sand
        bend_hip front study: floor
        bend_reach behind_other_side living_room: rug
        seated_turn behind_other_side garden: backless bench
    """),
}

SETS = {"context": CONTEXT, "busy": BUSY}

# asked for later, by exercises of imagery; dealt by themselves, so that the others stay as they are
LATER = {
    "knee": _cells("""
        lifted side living_room: floorboards
    """),
    "shoulder": _cells("""
        overhead side kitchen: floor
        side_raise side garden: lawn
    """),
    "neck": _cells("""
        turn_up front kitchen: floor
        turn_far behind_other_side steps: foot of the steps
    """),
    "back": _cells("""
        turn behind_other_side kitchen: floor
        bend behind_same_side garden: paving
        bend_reach front living_room: rug
    """),
}

# asked for last, and dealt by hand: set, cell, person, side and the side of the light
BY_HAND = (
    ("context", Cell("step", "side", "garden", "paving"), "p08", "left", "right"),
    ("busy", Cell("step", "front", "kitchen", "floor"), "p05", "left", "left"),
)

# where a towel lies across the thighs in busy rooms, and where none would stay on a shoulder: one
# is raised, and from the other it would slide
LAPS = ("extended", "knee_up", "bent")
NO_SHOULDER = ("bend_reach",)
# of the towel on the far shoulder only a dark edge would be seen
TOWEL_OUT_OF_SIGHT = (("shoulder", "across", "side"), ("shoulder", "behind_back", "side"))


def has_towel(part: str, posture: str) -> bool:
    """Whether a towel stays where one puts it on this figure."""
    return posture in LAPS if part == "knee" else posture not in NO_SHOULDER
