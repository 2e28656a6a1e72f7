# SPDX-License-Identifier: GPL-3.0-or-later
"""Which hand lies where: the cells of the hands in rooms. No Blender here.

A hand is there in one of these ways:

down: on its palm; up: on its back; edge: on the side of the little finger, thumb up; cup: as edge,
around a cup that stands upright; pour: so, in the air, the cup tipped;
write: a pen's tip on paper; raised: in the air, fingers up.
"""

from .jobs import Share
from .limb_rooms_job import Place

# way and view: the hand's turn on its surface (0: fingers away from the camera, positive: to the
# left), and how far it varies
HAND_TURNS = {
    ("down", "back"): (0.0, 38.0),
    ("down", "fingertips"): (180.0, 26.0),
    ("down", "thumb_side"): (-90.0, 18.0),
    ("down", "little_finger_side"): (90.0, 18.0),
    ("up", "palm"): (0.0, 38.0),
    ("up", "fingertips"): (180.0, 24.0),
    ("edge", "back"): (90.0, 22.0),
    ("edge", "palm"): (-90.0, 22.0),
    ("edge", "thumb_side"): (0.0, 34.0),
    ("cup", "back"): (90.0, 22.0),
    ("cup", "palm"): (-90.0, 22.0),
    ("cup", "thumb_side"): (0.0, 34.0),
    ("cup", "fingertips"): (180.0, 22.0),
    ("pour", "little_finger_side"): (90.0, 10.0),
    ("write", "back"): (0.0, 24.0),
    ("write", "thumb_side"): (-75.0, 15.0),
    ("write", "little_finger_side"): (100.0, 15.0),
    ("raised", "back"): (0.0, 16.0),
    ("raised", "palm"): (180.0, 16.0),
    ("raised", "thumb_side"): (-75.0, 12.0),
    ("raised", "little_finger_side"): (70.0, 12.0),
}
# elevation of the camera
ANGLES = {
    ("down", "back"): (34.0, 52.0),
    ("down", "fingertips"): (40.0, 50.0),
    ("down", "thumb_side"): (18.0, 32.0),
    ("down", "little_finger_side"): (20.0, 34.0),
    ("up", "palm"): (36.0, 54.0),
    ("up", "fingertips"): (42.0, 52.0),
    ("edge", "back"): (16.0, 32.0),
    ("edge", "palm"): (18.0, 34.0),
    ("edge", "thumb_side"): (42.0, 56.0),
    ("cup", "back"): (16.0, 30.0),
    ("cup", "palm"): (18.0, 34.0),
    ("cup", "thumb_side"): (38.0, 52.0),
    ("cup", "fingertips"): (36.0, 46.0),
    ("pour", "little_finger_side"): (8.0, 18.0),
    ("write", "back"): (38.0, 52.0),
    ("write", "thumb_side"): (24.0, 36.0),
    ("write", "little_finger_side"): (24.0, 36.0),
    ("raised", "back"): (8.0, 18.0),
    ("raised", "palm"): (8.0, 18.0),
    ("raised", "thumb_side"): (8.0, 18.0),
    ("raised", "little_finger_side"): (8.0, 18.0),
}
# curved fingers hide themselves and the thumb unless the camera stands higher
HIGHER = {("relaxed", "back"): 9.0, ("claw", "back"): 9.0, ("fist", "thumb_side"): 4.0}
# what covers the forearm in busy pictures
COVERS = {
    "down": ("sleeve", "sleeve", "cloth"),
    "up": ("sleeve", "cloth"),
    "edge": ("sleeve",),
    "cup": ("sleeve",),
    "pour": ("sleeve",),
    "write": ("sleeve",),
    "raised": ("sleeve",),
}

# Cells that have taken the place of others which were thrown out: people, sides and light are dealt
# out for the old ones, so that all other pictures stay. A fist on its palm hides its thumb.
INSTEAD_OF = {
    ("fist", "palm", "steps"): ("fist", "back", "steps"),
    ("fist", "palm", "beach"): ("fist", "back", "beach"),
}

CONTEXT = (
    Place("flat", "back", "down", "kitchen", "table"),
    Place("flat", "back", "down", "beach", "towel"),
    Place("flat", "fingertips", "down", "bathroom", "sink"),
    Place("flat", "thumb_side", "down", "garden", "bench"),
    Place("spread", "back", "down", "living_room", "sofa"),
    Place("spread", "back", "down", "beach", "sand"),
    Place("spread", "fingertips", "down", "study", "desk"),
    Place("relaxed", "back", "down", "bedroom", "bed"),
    Place("relaxed", "back", "down", "bathroom", "sink"),
    Place("relaxed", "fingertips", "down", "kitchen", "table"),
    Place("relaxed", "thumb_side", "down", "living_room", "sofa"),
    Place("relaxed", "little_finger_side", "down", "study", "desk"),
    Place("closed", "back", "down", "garden", "backless bench"),
    Place("closed", "fingertips", "down", "bedroom", "bed"),
    Place("claw", "back", "down", "beach", "sand"),
    Place("claw", "thumb_side", "down", "bathroom", "sink"),
    Place("fist", "palm", "up", "steps", "tread"),
    Place("fist", "fingertips", "down", "kitchen", "table"),
    Place("point", "back", "down", "study", "desk"),
    Place("point", "thumb_side", "down", "kitchen", "table"),
    Place("point", "fingertips", "down", "garden", "backless bench"),
    Place("relaxed", "palm", "up", "living_room", "sofa"),
    Place("relaxed", "palm", "up", "beach", "towel"),
    Place("flat", "palm", "up", "bedroom", "bed"),
    Place("spread", "palm", "up", "garden", "lawn"),
    Place("cup", "back", "cup", "kitchen", "table"),
    Place("cup", "thumb_side", "cup", "garden", "backless bench"),
    Place("cup", "palm", "cup", "study", "desk"),
    Place("thumb_up", "back", "edge", "garden", "backless bench"),
    Place("thumb_up", "palm", "edge", "living_room", "sofa"),
    Place("fist", "thumb_side", "edge", "steps", "tread"),
    Place("pen", "back", "write", "study", "desk"),
    Place("pen", "thumb_side", "write", "kitchen", "table"),
    Place("flat", "palm", "raised", "beach", "sand"),
    Place("ok", "back", "raised", "bathroom", "sink"),
    Place("pinch", "thumb_side", "raised", "garden", "bench"),
)

# asked for later, by an exercise of imagery, and dealt by hand
LATER = Place("cup", "little_finger_side", "pour", "garden", "backless bench")
LATER_SHARE = Share((), "p04", "left", "right")

BUSY = (
    Place("flat", "back", "down", "study", "desk"),
    Place("flat", "fingertips", "down", "living_room", "sofa"),
    Place("flat", "palm", "up", "kitchen", "table"),
    Place("spread", "back", "down", "garden", "backless bench"),
    Place("spread", "palm", "raised", "bathroom", "sink"),
    Place("relaxed", "back", "down", "kitchen", "table"),
    Place("relaxed", "fingertips", "down", "beach", "towel"),
    Place("relaxed", "palm", "up", "bedroom", "bed"),
    Place("relaxed", "thumb_side", "down", "bathroom", "sink"),
    Place("relaxed", "little_finger_side", "down", "living_room", "sofa"),
    Place("closed", "back", "down", "steps", "tread"),
    Place("closed", "palm", "up", "study", "desk"),
    Place("claw", "back", "down", "bedroom", "bed"),
    Place("claw", "fingertips", "down", "garden", "backless bench"),
    Place("fist", "palm", "up", "beach", "sand"),
    Place("fist", "thumb_side", "edge", "bathroom", "sink"),
    Place("point", "back", "down", "kitchen", "table"),
    Place("point", "thumb_side", "raised", "study", "desk"),
    Place("thumb_up", "back", "edge", "steps", "tread"),
    Place("ok", "palm", "raised", "living_room", "sofa"),
    Place("cup", "back", "cup", "bedroom", "bed"),
    Place("cup", "thumb_side", "cup", "kitchen", "table"),
    Place("pen", "back", "write", "study", "desk"),
    Place("pinch", "back", "raised", "beach", "sand"),
)
