# SPDX-License-Identifier: GPL-3.0-or-later
"""One clip becomes twelve pictures. The scene is built once; only vertices move between frames."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import bpy
import numpy as np
from PIL import Image

from .clip_jobs import ClipJob
from .framing import Camera
from .mesh import dense_object
from .people import PEOPLE, TONES
from .scene import empty_scene, light_hand, on_ground, place_camera, render_rgba
from .shot import Quality, Shot
from .skin import Skin

Array = np.ndarray


class Clip(Protocol):
    """What moves, in all frames."""

    side: str
    direction: str

    def pictures(self, quality: Quality, scratch: Path) -> Iterator[Image.Image]: ...


class LimbClip(Protocol):
    """A hand or foot in all frames; see clip_hand.py and clip_foot.py."""

    job: ClipJob
    side: str
    direction: str

    @property
    def quads(self) -> Array: ...
    def skin(self, folder: Path) -> Skin: ...
    def places(self) -> list[Array]: ...
    def camera(self) -> Camera: ...


def move_vertices(thing: bpy.types.Object, vertices: Array) -> None:
    """Give a mesh other places for its vertices (n, 3)."""
    thing.data.vertices.foreach_set("co", vertices.astype(np.float32).ravel())
    thing.data.update()


def limb_pictures(clip: LimbClip, quality: Quality, scratch: Path) -> Iterator[Image.Image]:
    """The frames of a clip of a hand or foot, one after another."""
    job = clip.job
    skin = clip.skin(scratch / "bake")
    skin.bake()
    camera = clip.camera()
    places = clip.places()
    empty_scene(quality.size, quality.samples, TONES[PEOPLE[job.person].tone].exposure)
    bpy.context.scene.render.use_persistent_data = True
    quads, corners = clip.quads, skin.corners
    if job.side == "right":
        quads = quads[:, ::-1]
        corners = corners.reshape(-1, 4, 2)[:, ::-1].reshape(-1, 2)
    material = skin.material(quality.subsurface)
    limb = dense_object("limb", places[0], quads, corners, skin.masks, material)
    place_camera(camera)
    light_hand(camera, job.light_side)
    for vertices in places:
        move_vertices(limb, vertices)
        rgba = render_rgba(scratch / f"clip-{os.getpid()}.png")
        yield on_ground(rgba, job.ground)


class LimbPictures:
    """A clip of a hand or foot that can be rendered."""

    def __init__(self, clip: LimbClip) -> None:
        self.clip, self.side, self.direction = clip, clip.side, clip.direction

    def pictures(self, quality: Quality, scratch: Path) -> Iterator[Image.Image]:
        return limb_pictures(self.clip, quality, scratch)


def placed(job: ClipJob) -> Clip:
    """The limb or figure of a clip in all its frames, with `side` and `direction` as its skeleton
    shows."""
    if job.part == "hand":
        from .clip_hand import HandClip

        return LimbPictures(HandClip(job))
    if job.part == "foot":
        from .clip_foot import FootClip

        return LimbPictures(FootClip(job))
    from .clip_figure import FigureClip

    return FigureClip(job)


def shoot(job: ClipJob, quality: Quality, scratch: Path) -> Shot:
    """Render one clip; the seconds are those of the processor."""
    started = time.process_time()
    scratch.mkdir(parents=True, exist_ok=True)
    clip = placed(job)
    pictures = tuple(clip.pictures(quality, scratch))
    return Shot(pictures, clip.side, time.process_time() - started, clip.direction)
