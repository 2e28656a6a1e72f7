"""The words of the shipped picture list as people say them: postures, movements, and views. Asked
for with ``words.posture`` and ``words.view``, which know what to do with any other word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
Say = Callable[[], str]

POSTURES: Final[dict[str, Say]] = {
    # hands
    "claw": lambda: translate("words", "Claw"),
    "closed": lambda: translate("words", "Fingers together"),
    "cup": lambda: translate("words", "Holding a cup"),
    "fist": lambda: translate("words", "Fist"),
    "flat": lambda: translate("words", "Flat"),
    "ok": lambda: translate("words", "OK sign"),
    "open_close": lambda: translate("words", "Opening and closing"),
    "pen": lambda: translate("words", "Holding a pen"),
    "pinch": lambda: translate("words", "Finger and thumb together"),
    "pinching": lambda: translate("words", "Finger to thumb"),
    "point": lambda: translate("words", "Pointing"),
    "reaching": lambda: translate("words", "Reaching"),
    "reaching_sideways": lambda: translate("words", "Reaching sideways"),
    "relaxed": lambda: translate("words", "Relaxed"),
    "spread": lambda: translate("words", "Spread"),
    "tapping": lambda: translate("words", "Tapping the fingers"),
    "thumb_up": lambda: translate("words", "Thumb up"),
    "tilting": lambda: translate("words", "Tilting sideways"),
    "turning_over": lambda: translate("words", "Turning over"),
    # feet
    "big_toe_up": lambda: translate("words", "Big toe up"),
    "circling": lambda: translate("words", "Circling"),
    "curling": lambda: translate("words", "Curling the toes"),
    "flexed_up": lambda: translate("words", "Pulled up"),
    "pointed": lambda: translate("words", "Pointed down"),
    "standing": lambda: translate("words", "Standing"),
    "tiptoe": lambda: translate("words", "On tiptoe"),
    "toes_curled": lambda: translate("words", "Toes curled"),
    "toes_spread": lambda: translate("words", "Toes spread"),
    "turned_in": lambda: translate("words", "Turned in"),
    "turned_out": lambda: translate("words", "Turned out"),
    # knees
    "bent": lambda: translate("words", "Bent"),
    "crossed": lambda: translate("words", "Legs crossed"),
    "extended": lambda: translate("words", "Stretched out, sitting"),
    "heel_back": lambda: translate("words", "Heel to the back"),
    "knee_up": lambda: translate("words", "Kneeling on the other one"),
    "kneeling": lambda: translate("words", "Kneeling"),
    "lifted": lambda: translate("words", "Lifted"),
    "step": lambda: translate("words", "Foot on a step"),
    "straight": lambda: translate("words", "Straight"),
    # shoulders
    "across": lambda: translate("words", "Arm across the chest"),
    "behind_back": lambda: translate("words", "Hand behind the back"),
    "behind_head": lambda: translate("words", "Hand behind the head"),
    "elbow_out": lambda: translate("words", "Elbow out to the side"),
    "front_raise": lambda: translate("words", "Arm raised forwards"),
    "hanging": lambda: translate("words", "Arm hanging down"),
    "on_hip": lambda: translate("words", "Hand on the hip"),
    "overhead": lambda: translate("words", "Arm above the head"),
    "raising_forward": lambda: translate("words", "Raising the arm forwards"),
    "raising_sideways": lambda: translate("words", "Raising the arm sideways"),
    "shrugged": lambda: translate("words", "Shrugged"),
    "side_raise": lambda: translate("words", "Arm raised sideways"),
    # necks and backs
    "bend": lambda: translate("words", "Bent sideways"),
    "bend_hip": lambda: translate("words", "Bent, hands on the hips"),
    "bend_reach": lambda: translate("words", "Bent, arm above the head"),
    "seated_turn": lambda: translate("words", "Turned, sitting"),
    "tilt": lambda: translate("words", "Tilted"),
    "tilt_far": lambda: translate("words", "Tilted far"),
    "turn": lambda: translate("words", "Turned"),
    "turn_down": lambda: translate("words", "Turned, looking down"),
    "turn_far": lambda: translate("words", "Turned far"),
    "turn_folded": lambda: translate("words", "Turned, arms folded"),
    "turn_up": lambda: translate("words", "Turned, looking up"),
    # movements of several parts
    "bending": lambda: translate("words", "Bending"),
    "lifting": lambda: translate("words", "Lifting"),
    "turning": lambda: translate("words", "Turning"),
}
"""By the manifest's word."""

VIEWS: Final[dict[str, Say]] = {
    "above": lambda: translate("words", "From above"),
    "back": lambda: translate("words", "Back of the hand"),
    "behind": lambda: translate("words", "From behind"),
    "behind_other_side": lambda: translate("words", "From behind, from the other side"),
    "behind_same_side": lambda: translate("words", "From behind, from the side it goes to"),
    "dorsal": lambda: translate("words", "Top of the foot"),
    "fingertips": lambda: translate("words", "From the fingertips"),
    "front": lambda: translate("words", "From the front"),
    "heel": lambda: translate("words", "From the heel"),
    "inner_side": lambda: translate("words", "Inner side"),
    "lateral": lambda: translate("words", "Outer side of the foot"),
    "little_finger_side": lambda: translate("words", "Little-finger side"),
    "medial": lambda: translate("words", "Inner side of the foot"),
    "palm": lambda: translate("words", "Palm"),
    "side": lambda: translate("words", "From the side"),
    "sole": lambda: translate("words", "Sole"),
    "thumb_side": lambda: translate("words", "Thumb side"),
}
