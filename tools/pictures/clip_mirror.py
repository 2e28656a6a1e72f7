# SPDX-License-Identifier: GPL-3.0-or-later
"""The recording with which the mirror can be tried without a camera: two hands on a table.

The person's own view from above, fingers away: the left hand lies still, the right hand closes and
opens, then turns over and back. The end joins the beginning. Run from the root of the repository:

python -m tools.pictures.clip_mirror [--draft STRIP.png] [--scratch FOLDER]
python -m tools.pictures.clip_recording FOLDER/mirror   # in an environment with OpenCV
"""

import argparse
import os
from dataclasses import dataclass, replace
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector
from PIL import Image

from .clip_hand import longer
from .clip_hand_moves import FINGER_NAMES, blend
from .clip_recording import CLOSING, SIZE_PX, TURNING
from .clip_shoot import move_vertices
from .clip_time import bump, delayed, ease, frame_times, mixed
from .framing import view_matrix
from .hand_renderer import MIRROR, hand_of, skin_of, solution_of
from .mesh import dense_object, link, plain_mesh
from .nodes import Nodes, linear
from .people import PEOPLE, TONES
from .posture import Posture
from .scene import _area_light, empty_scene, render_rgba

Array = np.ndarray
PERSON = "p02"
SAMPLES = 10
APART_CM = 11.5  # each hand from the middle of the table
WIDTH_CM = 50.0  # of the table in the picture
CAMERA_CM, CAMERA_TILT = 110.0, 22.0  # distance, and degrees from straight above
SINK_CM = 0.12  # soft skin on wood


@dataclass(frozen=True)
class Lying:
    """A hand on the table: its posture, how far it is turned over (degrees) and lifted (cm)."""

    posture: Posture
    yaw: float = 0.0
    lift: float = 0.0


def resting(person: str) -> Posture:
    """A hand at ease on a table."""
    flat, relaxed = (solution_of(person, name).posture for name in ("flat", "relaxed"))
    shares = {"index": 0.42, "middle": 0.45, "ring": 0.5, "little": 0.55, "thumb": 0.5}
    return blend(flat, relaxed, shares, 0.4).bent(-4, 0)


def closing(person: str, time: float) -> Lying:
    """From rest (0) to a loose fist on the table (1)."""
    shares = {
        name: delayed(time, 0.04 * i, 0.88 + 0.03 * i)
        for i, name in enumerate(reversed(FINGER_NAMES))
    }
    shares["thumb"] = delayed(time, 0.25, 1.0)
    fist = solution_of(person, "fist").posture
    posture = blend(resting(person), fist, shares, ease(time))
    return Lying(posture.bent(mixed(-4, -14, ease(time)), 0), lift=0.5 * bump(time, 0.5, 0.5))


def turning(person: str, time: float) -> Lying:
    """From rest (0) over the little finger's side onto the back of the hand (1)."""
    rest, share = resting(person), ease(time)
    relaxed = solution_of(person, "relaxed").posture
    shares = {name: mixed(0, 0.35 + 0.1 * i, share) for i, name in enumerate(FINGER_NAMES)}
    posture = blend(rest, replace(relaxed, wrist=(2, 0)), {**shares, "thumb": 0.5 * share}, share)
    return Lying(posture, yaw=-172 * share, lift=1.2 * bump(time, 0.5, 0.5))


def motion() -> list[Lying]:
    """The different pictures, in the order of clip_recording.playing_order."""
    close = [closing(PERSON, time) for time in frame_times(CLOSING)]
    return close + [turning(PERSON, time) for time in frame_times(TURNING)]


def on_table(lying: Lying, side: str) -> Array:
    """World places (n, 3) of the fine surface. The table is the plane y = 0."""
    hand = hand_of(PERSON)
    rest = hand.fine.vertices
    matrix = view_matrix(lying.yaw, -5, 9)
    placed = longer(hand.posed(lying.posture)) @ matrix.T
    in_hand = rest[:, 1] > -1.0
    placed[:, 1] += SINK_CM - lying.lift - placed[in_hand, 1].max()
    placed += [-APART_CM, 0, -4.5]
    return placed * MIRROR if side == "right" else placed


def _table() -> None:
    """Boards of light wood, grain across."""
    corners = [(-90, 0, -60), (90, 0, -60), (90, 0, 60), (-90, 0, 60)]
    mesh = plain_mesh("table", np.array(corners, float), [[0, 1, 2, 3]])
    n = Nodes("wood")
    place = n.add("ShaderNodeTexCoord").outputs["Object"]
    grain = n.noise(n.stretched(place, (0.05, 1.0, 0.9)), 1.0, 5, 0.65)
    fine = n.noise(n.stretched(place, (0.4, 1.0, 7.0)), 1.0, 3, 0.6)
    colour = n.mix(n.ramp(grain, 0.3, 0.7), linear("#8f6a47"), linear("#a98560"))
    colour = n.mix(n.times(n.ramp(fine, 0.45, 0.75), 0.35), colour, linear("#755437"))
    inputs = {"Base Color": colour, "Roughness": 0.5, "Specular IOR Level": 0.35}
    mesh.materials.append(n.finish(n.add("ShaderNodeBsdfPrincipled", inputs)))
    link("table", mesh)


def _camera_and_light() -> None:
    data = bpy.data.cameras.new("camera")
    data.sensor_width = 36
    data.lens = 36 * CAMERA_CM / WIDTH_CM
    data.clip_end = 1000
    camera = bpy.data.objects.new("camera", data)
    bpy.context.scene.collection.objects.link(camera)
    tilt = np.radians(CAMERA_TILT)
    target = np.array([0.0, -1.5, 0.0])
    camera.location = target + CAMERA_CM * np.array([0, -np.cos(tilt), -np.sin(tilt)])
    direction = Vector(target) - camera.location
    camera.rotation_euler = direction.to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.camera = camera
    _area_light(np.array([-70.0, -75.0, 60.0]), target, 60, 190000, (1, 0.96, 0.9))
    _area_light(np.array([80.0, -80.0, 10.0]), target, 80, 60000, (0.9, 0.95, 1))
    sky = bpy.data.worlds.new("sky")
    bpy.context.scene.world = sky
    sky.use_nodes = True
    background = sky.node_tree.nodes.get("Background") or sky.node_tree.nodes.new(
        "ShaderNodeBackground"
    )
    background.inputs[0].default_value = (0.9, 0.94, 1.0, 1.0)
    background.inputs[1].default_value = 0.35


def pictures(scratch: Path, every: int, share: float, samples: int) -> list[Image.Image]:
    """The different pictures of the recording, every so many of them, at a share of the size."""
    chosen = motion()[::every]
    skin = skin_of(PERSON, scratch / "bake")
    skin.bake()
    still = on_table(Lying(resting(PERSON)), "left")
    places = [on_table(lying, "right") for lying in chosen]
    scene = empty_scene(SIZE_PX[0], samples, TONES[PEOPLE[PERSON].tone].exposure - 0.5)
    scene.render.resolution_x, scene.render.resolution_y = (round(px * share) for px in SIZE_PX)
    scene.render.use_persistent_data = True
    quads, corners = hand_of(PERSON).fine.quads, skin.corners
    flipped = corners.reshape(-1, 4, 2)[:, ::-1].reshape(-1, 2)
    material = skin.material(subsurface=share == 1)
    dense_object("left", still, quads, corners, skin.masks, material)
    right = dense_object("right", places[0], quads[:, ::-1], flipped, skin.masks, material)
    _table()
    _camera_and_light()
    out = []
    for vertices in places:
        move_vertices(right, vertices)
        out.append(render_rgba(scratch / f"mirror-{os.getpid()}.png").convert("RGB"))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draft", type=Path, help="a strip of small pictures instead")
    parser.add_argument("--scratch", type=Path, default=os.environ.get("PICTURES_SCRATCH"))
    args = parser.parse_args()
    scratch = Path(args.scratch)
    if args.draft is None:
        folder = scratch / "mirror"
        folder.mkdir(parents=True, exist_ok=True)
        for i, picture in enumerate(pictures(scratch, 1, 1.0, SAMPLES)):
            picture.save(folder / f"{i:02d}.png")
        return
    small = pictures(scratch, 4, 0.5, 4)
    columns = 3
    width, height = small[0].size
    strip = Image.new("RGB", (columns * width, -(-len(small) // columns) * height))
    for i, picture in enumerate(small):
        strip.paste(picture, (i % columns * width, i // columns * height))
    strip.save(args.draft)


if __name__ == "__main__":
    main()
