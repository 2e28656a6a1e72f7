# SPDX-License-Identifier: GPL-3.0-or-later
"""One clip becomes twelve pictures. The scene is built once; only vertices move between frames."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import bpy
import numpy as np
from PIL import Image

from .clip_hand import HandClip
from .clip_jobs import ClipJob
from .hand_renderer import skin_of
from .mesh import dense_object
from .people import PEOPLE, TONES
from .scene import empty_scene, light_hand, on_ground, place_camera, render_rgba
from .shot import Quality, Shot

Array = np.ndarray


def move_vertices(thing: bpy.types.Object, vertices: Array) -> None:
    """Give a mesh other places for its vertices (n, 3)."""
    thing.data.vertices.foreach_set("co", vertices.astype(np.float32).ravel())
    thing.data.update()


def hand_pictures(clip: HandClip, quality: Quality, scratch: Path) -> Iterator[Image.Image]:
    """The frames of a hand's clip, one after another."""
    job = clip.job
    skin = skin_of(job.person, scratch / "bake")
    skin.bake()
    camera = clip.camera()
    places = [clip.vertices(one) for one in clip.frames]
    empty_scene(quality.size, quality.samples, TONES[PEOPLE[job.person].tone].exposure)
    bpy.context.scene.render.use_persistent_data = True
    quads, corners = clip.hand.fine.quads, skin.corners
    if job.side == "right":
        quads = quads[:, ::-1]
        corners = corners.reshape(-1, 4, 2)[:, ::-1].reshape(-1, 2)
    material = skin.material(quality.subsurface)
    hand = dense_object("hand", places[0], quads, corners, skin.masks, material)
    place_camera(camera)
    light_hand(camera, job.light_side)
    for vertices in places:
        move_vertices(hand, vertices)
        rgba = render_rgba(scratch / f"clip-{os.getpid()}.png")
        yield on_ground(rgba, job.ground)


def placed(job: ClipJob) -> HandClip:
    """The limb of a clip in all its frames, with `side` and `direction` as its skeleton shows."""
    return HandClip(job)


def shoot(job: ClipJob, quality: Quality, scratch: Path) -> Shot:
    """Render one clip; the seconds are those of the processor."""
    started = time.process_time()
    scratch.mkdir(parents=True, exist_ok=True)
    clip = placed(job)
    pictures = tuple(hand_pictures(clip, quality, scratch))
    return Shot(pictures, clip.side, time.process_time() - started, clip.direction)
