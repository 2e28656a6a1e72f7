"""How hard a picture is, from 0 (easiest) to 1, to put easy ones first and to sort the library.

What is published: it takes longer the more awkward it would be to bring one's own limb there, for
hands and feet (Parsons 1987, doi 10.1016/0010-0285(87)90011-9, and 1994, doi
10.1037/0096-1523.20.4.709), that is, turned further from one's own comfortable posture, and for
palms laterally more than medially. What is a rule of grading (clinical.md 4): easy postures before
awkward ones, upright before turned, plain before context before busy. No source ranks postures, and
none says how much each of these adds for pictures like ours. So every number below is **ours**, and
so is the order of the postures of a part: by how far they are from a limb at rest; of a neck and a
back, where the question is the direction, by how little of it is seen. It is an order to practise
in, never a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side, Stimulus

LEVELS: Final = 5
UNKNOWN: Final = 0.5
"""For a posture or a view that this program does not know, as of packs and own photographs."""

OF_POSTURE, OF_VIEW, OF_SET, OF_TURN = 0.30, 0.20, 0.20, 0.30
"""The most that each adds; together 1."""

MEDIAL_SHARE: Final = 0.6
"""What a palm turned towards the body's midline counts of one turned away from it: ours."""

_POSTURES: Final = MappingProxyType(
    {
        BodyPart.HAND: {
            "flat": 0.0,
            "spread": 0.0,
            "open": 0.0,
            "relaxed": 0.1,
            "closed": 0.2,
            "thumb_up": 0.3,
            "point": 0.4,
            "cup": 0.5,
            "fist": 0.5,
            "ok": 0.6,
            "pinch": 0.6,
            "pen": 0.8,
            "claw": 0.9,
            "reaching": 0.2,
            "reaching_sideways": 0.3,
            "tapping": 0.4,
            "tilting": 0.4,
            "open_close": 0.5,
            "pinching": 0.6,
            "turning_over": 0.7,
        },
        BodyPart.FOOT: {
            "relaxed": 0.0,
            "standing": 0.1,
            "toes_spread": 0.2,
            "big_toe_up": 0.3,
            "flexed_up": 0.3,
            "pointed": 0.3,
            "tiptoe": 0.4,
            "toes_curled": 0.5,
            "turned_in": 0.8,
            "turned_out": 0.8,
            "lifting": 0.3,
            "curling": 0.5,
            "turning": 0.8,
            "circling": 0.9,
        },
        BodyPart.KNEE: {
            "straight": 0.0,
            "bent": 0.2,
            "extended": 0.2,
            "step": 0.4,
            "knee_up": 0.4,
            "lifted": 0.5,
            "heel_back": 0.7,
            "kneeling": 0.7,
            "crossed": 1.0,
            "bending": 0.2,
            "lifting": 0.5,
        },
        BodyPart.SHOULDER: {
            "hanging": 0.0,
            "front_raise": 0.2,
            "side_raise": 0.2,
            "shrugged": 0.3,
            "on_hip": 0.4,
            "overhead": 0.5,
            "elbow_out": 0.6,
            "across": 0.7,
            "behind_head": 0.8,
            "behind_back": 1.0,
            "raising_forward": 0.2,
            "raising_sideways": 0.2,
            "lifting": 0.3,
        },
        BodyPart.NECK: {
            "turn_far": 0.0,
            "tilt_far": 0.1,
            "turn": 0.3,
            "tilt": 0.4,
            "turn_up": 0.7,
            "turn_down": 0.7,
            "turning": 0.0,
            "bending": 0.1,
        },
        BodyPart.BACK: {
            "bend": 0.1,
            "turn": 0.2,
            "bend_reach": 0.4,
            "bend_hip": 0.4,
            "seated_turn": 0.6,
            "turn_folded": 0.7,
            "bending": 0.1,
            "turning": 0.2,
        },
    }
)
"""Each part's postures, then the movements of its clips. A movement counts as the hardest posture
that it goes through, of a neck and a back as the furthest one; that, too, is **ours**. Clips and
stills never come in one set, so that "still before moving" (clinical.md 4) needs no number."""

_FROM_BEHIND: Final = MappingProxyType(
    {"behind": 0.0, "behind_same_side": 0.3, "behind_other_side": 0.4, "side": 0.5, "front": 1.0}
)

_VIEWS: Final[Mapping[BodyPart, Mapping[str, float]]] = MappingProxyType(
    {
        # Seen as one sees one's own is easiest; for neck and trunk that is from behind, where the
        # depicted person's left is also on the left. Seen from the front it is the other way round.
        BodyPart.HAND: {
            "back": 0.0,
            "palm": 0.4,
            "thumb_side": 0.5,
            "little_finger_side": 0.7,
            "fingertips": 1.0,
        },
        BodyPart.FOOT: {
            "dorsal": 0.0,
            "medial": 0.5,
            "lateral": 0.5,
            "heel": 0.6,
            "sole": 0.8,
            "front": 1.0,
        },
        BodyPart.KNEE: {
            "above": 0.0,
            "side": 0.5,
            "behind": 0.6,
            "inner_side": 0.7,
            "front": 1.0,
        },
        BodyPart.SHOULDER: {"behind": 0.0, "side": 0.5, "front": 1.0},
        BodyPart.NECK: _FROM_BEHIND,
        BodyPart.BACK: _FROM_BEHIND,
    }
)

_SETS: Final = MappingProxyType(
    {PictureSet.PLAIN: 0.0, PictureSet.OWN: 0.25, PictureSet.CONTEXT: 0.5, PictureSet.BUSY: 1.0}
)

PALM = "palm"


def of_stimulus(stimulus: Stimulus) -> float:
    """The difficulty of a picture as it is presented, 0 to 1."""
    return _still(stimulus.picture) + OF_TURN * _turn(stimulus)


def of_picture(picture: Picture) -> float:
    """The difficulty of a picture as it is kept, upright, 0 to 1 (1: everything but turning)."""
    return _still(picture) / (1 - OF_TURN)


def level(difficulty: float) -> int:
    """1 (easiest) to 5, five equal steps of 0 to 1."""
    return min(LEVELS, int(difficulty * LEVELS) + 1)


def _still(picture: Picture) -> float:
    view = _VIEWS[picture.part].get(picture.view, UNKNOWN)
    posture = _POSTURES[picture.part].get(picture.posture, UNKNOWN)
    return OF_POSTURE * posture + OF_VIEW * view + OF_SET * _SETS[picture.set]


def _turn(stimulus: Stimulus) -> float:
    """0 upright to 1 upside down, as far as one's own limb would have to turn."""
    angle, picture = stimulus.angle, stimulus.picture
    away = min(angle, 360 - angle) / 180
    if picture.part is not BodyPart.HAND or picture.view != PALM or angle % 180 == 0:
        return away
    laterally = (angle < 180) == (stimulus.side is Side.RIGHT)
    return away if laterally else away * MEDIAL_SHARE
