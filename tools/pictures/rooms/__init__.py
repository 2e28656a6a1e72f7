# SPDX-License-Identifier: GPL-3.0-or-later
"""Believable places around a subject: rooms, things that stand about, and daylight.

The room frame: the subject rests on the plane z = 0 near the origin, Z up, cm; the camera stands on
the side of -Y and looks towards +Y, where the walls are. A subject faces the camera when it faces
-Y. `SPOTS` names every place and spot with what it is good for (view.Spot: kind, height above the
floor, even reach, whether the subject may be turned, azimuths and elevations of the camera):

    kind "top"    table, desk, counter, bed: hands (and feet on the bed)
    kind "floor"  feet, standing, kneeling: nothing stands within the reach
    kind "seat"   origin on the seat where somebody sits, floor at z = -height; the front edge is
                  about 20 cm towards -Y; without `turns` there is a backrest at +Y, so sit
                  facing -Y (towards the camera); stools, the pouffe and the backless bench may
                  be turned
    kind "step"   origin in the middle of a tread, see steps.py for rise and depth

How to use it, after the subject has been posed and mirrored:

    points = ...                          # (n, 3) subject in the room frame, resting on z = 0
    camera = rooms.look_at(shown, azimuth=-20, elevation=30, fill=0.62)   # shown: what to frame
    empty_scene(quality.size, quality.samples)      # of scene.py; look_at needs no scene
    dense_object("foot", points, ...)               # the subject
    rooms.place("living_room", "rug", seed=7, camera=camera, subject=points,
                light_side="left", tone="brown", busy=False, mirrored=False)
    picture = render_rgba(path).convert("RGB")      # nothing transparent is left

`place` adds walls, furniture, things, suns, sky and the camera, and sets the exposure for the tone
of the skin (do not set it yourself). Things go where the camera sees them, keep clear of the
`subject` and hide nothing of it (busy: more things, sharper or flatter light, still nothing
hidden; cover a limb with `drape.over`, and crop with fill 0.8 to 1.0 and off_centre).
`mirrored=True` builds the mirror image of the room for the same seed: draw it by chance, it
says nothing about the side; for the mirror picture of a whole shot mirror subject, camera
(azimuth), light_side and `mirrored`. `rooms.spot(place, name)` gives the facts of one spot.
"""

from importlib import import_module

import numpy as np

from ..people import TONES
from .view import FILL, RoomCamera, Spot, look_at

PLACES = (
    "kitchen",
    "living_room",
    "garden",
    "bathroom",
    "beach",
    "steps",
    "bedroom",
    "study",
)
SPOTS = {
    "kitchen": ("table", "floor", "stool"),
    "living_room": ("rug", "floorboards", "sofa", "pouffe"),
    "garden": ("bench", "backless bench", "paving", "lawn"),
    "bathroom": ("sink", "bath mat", "stool"),
    "beach": ("towel", "sand"),
    "steps": ("tread", "sitting", "foot of the steps"),
    "bedroom": ("bed", "edge of the bed", "bedside rug"),
    "study": ("desk", "floor"),
}
BRIGHTNESS = -0.15  # stops
__all__ = ["FILL", "PLACES", "SPOTS", "RoomCamera", "Spot", "lay", "look_at", "place", "spot"]


def _module(name: str):
    return import_module(f"{__name__}.{name}")


def spot(place_name: str, spot_name: str) -> Spot:
    """The facts of one spot. Needs Blender to be installed, but no scene."""
    return _module(place_name).SPOTS[spot_name][0]


def exposure(tone: str) -> float:
    """Stops for a skin: dark skins get more light, and bright rooms still do not bleach."""
    return BRIGHTNESS + 0.65 * TONES[tone].exposure


def place(
    place_name: str,
    spot_name: str,
    seed: int,
    camera: RoomCamera,
    subject: np.ndarray,
    light_side: str,
    tone: str,
    busy: bool = False,
    mirrored: bool = False,
) -> None:
    """Build a place around the subject in the present scene; see the top of this module."""
    import random

    import bpy

    from .arrange import Arrangement
    from .stage import MIRROR, Stage, daylight, place_room_camera

    module = _module(place_name)
    facts, origin = module.SPOTS[spot_name]
    inner, points = camera, np.asarray(subject, float)
    if mirrored:
        inner = RoomCamera(camera.place * MIRROR, camera.target * MIRROR, camera.half_field)
        points = points * MIRROR
    chance = random.Random(f"{place_name}/{spot_name}/{seed}")
    stage = Stage(
        spot=facts,
        spot_name=spot_name,
        chance=chance,
        numbers=np.random.default_rng(chance.randrange(2**31)),
        arrangement=Arrangement(inner, points[:: max(1, len(points) // 4000)], chance),
        busy=busy,
        skin=_lightness(tone),
        origin=np.array(origin, float),
        objects=[],
    )
    module.build(stage)
    if mirrored:
        stage.mirror()
    outdoors = getattr(module, "OUTDOORS", False)
    sharp = busy and chance.random() < (0.7 if outdoors else 0.4)
    daylight(light_side, camera, outdoors, sharp, chance.uniform(-0.08, 0.18))
    place_room_camera(camera)
    scene = bpy.context.scene
    scene.render.film_transparent = False
    scene.cycles.diffuse_bounces = 1
    scene.view_settings.exposure = exposure(tone)


def lay(shape, material, mirrored: bool = False) -> None:
    """Put one more shape (shapes.py, drape.py) with its material (materials.py) into the room,
    as a blanket or a sleeve over the subject; `mirrored` at the plane x = 0, pattern and all."""
    from mathutils import Matrix

    from ..mesh import link
    from .stage import mesh_of

    mesh = mesh_of(shape, "laid")
    mesh.materials.append(material)
    thing = link("laid", mesh)
    if shape.bevel:
        rounded = thing.modifiers.new("bevel", "BEVEL")
        rounded.width, rounded.segments = shape.bevel, 2
    if mirrored:
        thing.matrix_basis = Matrix.Diagonal((-1, 1, 1, 1))


def _lightness(tone: str) -> float:
    """Of the back of the skin, 0 to 1, as Stage.pick compares colours."""
    from ..nodes import linear

    red, green, blue, _ = linear(TONES[tone].back)
    return (0.21 * red + 0.72 * green + 0.07 * blue) ** 0.45
