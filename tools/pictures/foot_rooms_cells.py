# SPDX-License-Identifier: GPL-3.0-or-later
"""Which foot rests where: the cells of the feet in rooms. No Blender here.

A foot is there in one of these ways:

flat: sole on the ground; tiptoe: on the ball of the foot; heel: on the heel, toes up; back: the
leg lies on its calf; front: the leg lies on its shin, sole up; edge: the leg lies on its outer
side, as of somebody who sits cross-legged.
"""

from .limb_rooms_job import Place

# way and view: the foot's turn on the ground (0: toes away from the camera, positive: to the left;
# from the front of a left foot), how far it varies, and the elevation of the camera
TURNS = {
    ("flat", "front"): (180.0, 30.0, (20.0, 34.0)),
    ("flat", "dorsal"): (180.0, 22.0, (44.0, 54.0)),
    ("flat", "medial"): (-104.0, 16.0, (12.0, 24.0)),
    ("flat", "lateral"): (104.0, 16.0, (14.0, 28.0)),
    ("flat", "heel"): (-42.0, 10.0, (16.0, 28.0)),
    ("tiptoe", "front"): (180.0, 28.0, (14.0, 26.0)),
    ("tiptoe", "medial"): (-104.0, 16.0, (9.0, 20.0)),
    ("tiptoe", "lateral"): (104.0, 16.0, (9.0, 20.0)),
    ("tiptoe", "heel"): (40.0, 8.0, (10.0, 18.0)),
    ("heel", "sole"): (180.0, 20.0, (8.0, 14.0)),
    ("heel", "medial"): (-120.0, 10.0, (12.0, 24.0)),
    ("heel", "lateral"): (98.0, 14.0, (14.0, 26.0)),
    ("back", "sole"): (180.0, 22.0, (12.0, 17.0)),
    ("back", "dorsal"): (0.0, 18.0, (34.0, 46.0)),
    ("back", "medial"): (-96.0, 16.0, (18.0, 34.0)),
    ("back", "lateral"): (96.0, 16.0, (18.0, 34.0)),
    ("front", "sole"): (0.0, 26.0, (38.0, 52.0)),
    ("front", "medial"): (-92.0, 16.0, (20.0, 36.0)),
    ("front", "lateral"): (92.0, 16.0, (20.0, 36.0)),
    ("edge", "sole"): (-90.0, 18.0, (24.0, 38.0)),
}

CONTEXT = (
    Place("standing", "front", "flat", "kitchen", "floor"),
    Place("standing", "dorsal", "flat", "bathroom", "bath mat"),
    Place("standing", "medial", "flat", "steps", "tread"),
    Place("standing", "lateral", "flat", "garden", "paving"),
    Place("standing", "heel", "flat", "living_room", "floorboards"),
    Place("toes_spread", "front", "flat", "beach", "sand"),
    Place("toes_spread", "dorsal", "flat", "garden", "lawn"),
    Place("toes_spread", "lateral", "flat", "bedroom", "bedside rug"),
    Place("big_toe_up", "lateral", "flat", "living_room", "rug"),
    Place("big_toe_up", "medial", "flat", "study", "floor"),
    Place("tiptoe", "front", "tiptoe", "bathroom", "bath mat"),
    Place("tiptoe", "medial", "tiptoe", "kitchen", "floor"),
    Place("tiptoe", "lateral", "tiptoe", "steps", "foot of the steps"),
    Place("tiptoe", "heel", "tiptoe", "living_room", "rug"),
    Place("flexed_up", "sole", "heel", "garden", "lawn"),
    Place("flexed_up", "medial", "heel", "study", "floor"),
    Place("flexed_up", "lateral", "heel", "living_room", "rug"),
    Place("flexed_up", "sole", "back", "beach", "towel"),
    Place("relaxed", "dorsal", "back", "bedroom", "bed"),
    Place("relaxed", "medial", "back", "bedroom", "bed"),
    Place("pointed", "lateral", "back", "garden", "lawn"),
    Place("pointed", "sole", "front", "bedroom", "bed"),
    Place("turned_in", "sole", "edge", "living_room", "rug"),
    Place("relaxed", "sole", "edge", "beach", "towel"),
)
BUSY = (
    Place("standing", "front", "flat", "study", "floor"),
    Place("standing", "lateral", "flat", "beach", "sand"),
    Place("standing", "heel", "flat", "kitchen", "floor"),
    Place("toes_spread", "dorsal", "flat", "living_room", "floorboards"),
    Place("big_toe_up", "heel", "flat", "garden", "paving"),
    Place("tiptoe", "medial", "tiptoe", "bathroom", "bath mat"),
    Place("tiptoe", "lateral", "tiptoe", "garden", "paving"),
    Place("flexed_up", "medial", "heel", "steps", "foot of the steps"),
    Place("flexed_up", "sole", "back", "bedroom", "bed"),
    Place("relaxed", "lateral", "back", "beach", "towel"),
    Place("pointed", "medial", "front", "bedroom", "bed"),
    Place("relaxed", "sole", "edge", "living_room", "rug"),
)

# asked for later, by exercises of imagery; dealt by themselves, so that the others stay as they are
LATER = (
    Place("pointed", "dorsal", "back", "living_room", "rug"),
    Place("relaxed", "lateral", "back", "bedroom", "bed"),
)
