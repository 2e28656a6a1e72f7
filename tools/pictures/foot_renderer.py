# SPDX-License-Identifier: GPL-3.0-or-later
"""One job of a foot becomes one picture."""

import inspect
import os
import time
from functools import cache
from pathlib import Path

import numpy as np

from .foot import Foot
from .foot_jobs import EVEN_SOLES, FootJob
from .foot_masks import foot_masks
from .foot_posture import FORWARD, POSTURES, UP, FootPosture, foot_rotation
from .framing import Camera, chirality, frame
from .geometry import unit
from .hand_renderer import base_mesh
from .mesh import dense_object
from .people import PEOPLE, TONES
from .scene import empty_scene, light_hand, on_ground, place_camera, render_rgba
from .shot import Quality, Shot
from .skin import Skin

Array = np.ndarray
MIRROR = np.array([-1.0, 1.0, 1.0])
SHOWN_LEG_CM = 7.0
EVEN_SOLE = 0.65


@cache
def foot_of(person: str) -> Foot:
    return Foot(base_mesh(), PEOPLE[person].morph)


@cache
def skin_of(person: str, folder: Path) -> Skin:
    """The skin of a person's left foot, not yet baked."""
    foot = foot_of(person)
    source = inspect.getsource(foot_masks)
    corners = packed(foot.fine.texture_points)
    return Skin(PEOPLE[person], foot.fine, foot_masks(foot), corners, folder, "foot", source)


def packed(corners: Array) -> Array:
    """Texture points of the corners (4m, 2), moved so that foot and leg, which lie in different
    islands, both get a good share of the image."""
    quads = corners.reshape(-1, 4, 2).copy()
    leg = quads[:, :, 0].mean(1) > 0.42
    for chosen, low, high in ((~leg, 0.01, 0.76), (leg, 0.78, 0.99)):
        part = quads[chosen]
        least, most = part.reshape(-1, 2).min(0), part.reshape(-1, 2).max(0)
        part = (part - least) / (most - least)
        quads[chosen] = part * [0.98, high - low] + [0.01, low]
    return quads.reshape(-1, 2)


def view_matrix(view: str, around: float, above: float, leg: Array) -> Array:
    """Foot to world (camera along +Y, Z up in the picture).

    `around` and `above` (degrees) say where the camera stands; `leg` (3,) is the direction of the
    leg in the same axes. Upright is: toes up in the views of instep and sole; leg from below and
    toes up, as one sees one's own raised foot, from the sides; leg up from before and behind.
    """
    a, e = np.radians((around, above))
    towards = np.array([np.sin(a) * np.cos(e), np.cos(a) * np.cos(e), np.sin(e)])
    across = {"medial": FORWARD - leg, "lateral": FORWARD - leg, "front": leg, "heel": leg}
    upright = across.get(view, FORWARD)
    up = unit(upright - towards * (upright @ towards))
    return np.stack([np.cross(-towards, up), -towards, up])


def directions(foot: Foot, posture: FootPosture) -> Array:
    """Rows: towards the big toe, towards the toes, out of the instep, as the skeleton says."""
    joints = foot.posed_joints(posture)
    surface = foot.surface(posture)
    marks = foot.landmarks
    return np.array(
        [
            joints["toe1-1.L"] - joints["toe5-1.L"],
            joints["toe3-1.L"] - surface[marks["heel"]],
            surface[marks["dorsum"]] - surface[marks["sole"]],
        ]
    )


class Placed:
    """The foot of a job in world places, mirrored when the job asks for a right foot."""

    def __init__(self, job: FootJob) -> None:
        self.foot = foot_of(job.person)
        self.posture = POSTURES[job.posture].moved(job.ankle)
        self.flip = job.side == "right"
        turn = foot_rotation(self.posture)  # the views are those of the foot, wherever the leg is
        seen = view_matrix(job.view, job.around, job.above, turn.T @ UP)
        self.matrix = seen @ turn.T
        self.side = self._checked_side(job.side)

    def world(self, points: Array) -> Array:
        """World places of points in the foot frame."""
        out = points @ self.matrix.T
        return out * MIRROR if self.flip else out

    def _checked_side(self, side: str) -> str:
        """What the skeleton says, before and after mirroring."""
        seen = directions(self.foot, self.posture)
        before = chirality(*(seen @ self.matrix.T))
        after = chirality(*self.world(seen))
        if before != "left" or after != side:
            raise AssertionError(f"the skeleton shows a {after} foot, the job says {side}")
        return after

    def camera(self) -> Camera:
        """The camera for this foot; the leg's end must lie outside the circle."""
        surface = self.foot.surface(self.posture)
        shown = self.foot.rest[:, 2] < SHOWN_LEG_CM
        camera = frame(self.world(surface[shown]))
        ends = self.world(surface[self.foot.open_end])
        before = ends[:, 1] > camera.place[1] + 1
        if before.any() and np.linalg.norm(camera.project(ends[before]), axis=1).min() < 1.05:
            raise AssertionError("the end of the leg is in the picture")
        return camera


def shoot(job: FootJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    started = time.monotonic()
    scratch.mkdir(parents=True, exist_ok=True)
    placed = Placed(job)
    skin = skin_of(job.person, scratch / "bake")
    skin.bake()
    vertices = placed.world(placed.foot.posed(placed.posture))
    camera = placed.camera()
    empty_scene(quality.size, quality.samples, TONES[PEOPLE[job.person].tone].exposure)
    quads, corners = placed.foot.fine.quads, skin.corners
    if placed.flip:
        quads = quads[:, ::-1]
        corners = corners.reshape(-1, 4, 2)[:, ::-1].reshape(-1, 2)
    even = EVEN_SOLE if (job.posture, job.view, job.person) in EVEN_SOLES else 0.0
    material = skin.material(quality.subsurface, even)
    dense_object("foot", vertices, quads, corners, skin.masks, material)
    place_camera(camera)
    light_hand(camera, job.light_side)
    rgba = render_rgba(scratch / f"picture-{os.getpid()}.png")
    return Shot((on_ground(rgba, job.ground),), placed.side, time.monotonic() - started)
