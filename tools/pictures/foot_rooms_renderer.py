# SPDX-License-Identifier: GPL-3.0-or-later
"""One job of a foot in a room becomes one picture."""

import os
import time
from pathlib import Path

import numpy as np

from . import rooms
from .foot_posture import POSTURES
from .foot_renderer import EVEN_SOLE, MIRROR, directions, foot_of, skin_of
from .foot_rooms_jobs import RoomFootJob
from .foot_rooms_pose import settled
from .framing import chirality
from .geometry import rotation, unit
from .mesh import dense_object
from .people import PEOPLE
from .rooms import drape
from .rooms.view import RoomCamera
from .scene import empty_scene, render_rgba
from .shot import Quality, Shot

Array = np.ndarray
SHOWN_LEG_CM = 7.0
RESTING_LEG_CM = 34.0  # what of a leg that lies touches the ground
SINKS_CM = {"towel": 0.25, "sand": 0.5, "lawn": 0.5, "bed": 0.5, "rug": 0.15, "bath mat": 0.15}
TROUSERS_FROM_CM = {"context": 11.0, "busy": 7.5}  # above the ankle
TROUSERS = ("#3d4a5c", "#5a5f63", "#6d5a48", "#77806c", "#8a8f98", "#4a3f4f")
UNEVEN_CM = {"towel": 2.2, "bed": 1.4, "rug": 0.5}  # how high their folds are
CLOTHS = ("#8c4a44", "#4c6378", "#7f8a68", "#c9a15a", "#d8d3c8", "#5b4a63")


class RoomFoot:
    """The foot of a job in the room, mirrored when the job asks for a right foot."""

    def __init__(self, job: RoomFootJob) -> None:
        self.job = job
        self.foot = foot_of(job.person)
        self.flip = job.side == "right"
        self.posture = POSTURES[job.posture]
        surface = self.foot.surface(self.posture)
        resting = surface[self.foot.rest[:, 2] < RESTING_LEG_CM]
        matrix, self.lift = settled(resting, job.way, self.posture)
        self.lift -= SINKS_CM.get(job.spot, 0.0)
        self.matrix = rotation((0, 0, 1), job.turn) @ matrix
        across = (surface[self.foot.rest[:, 2] < SHOWN_LEG_CM] @ self.matrix.T)[:, :2]
        self.middle = np.array([*((across.min(0) + across.max(0)) / 2), 0.0])
        self.side = self._checked_side()

    def _checked_side(self) -> str:
        """What the skeleton says, before and after mirroring."""
        turned = directions(self.foot, self.posture) @ self.matrix.T
        after = chirality(*(turned * MIRROR if self.flip else turned))
        if chirality(*turned) != "left" or after != self.job.side:
            raise AssertionError(f"the skeleton shows a {after} foot, not a {self.job.side} one")
        return after

    def room(self, points: Array) -> Array:
        """Room places of points in the foot frame."""
        out = points @ self.matrix.T - self.middle + [0, 0, self.lift]
        return out * MIRROR if self.flip else out

    def camera(self) -> RoomCamera:
        """The camera; the end of the leg must lie outside the picture or under something."""
        job = self.job
        surface = self.room(self.foot.surface(self.posture))
        shown = surface[self.foot.rest[:, 2] < SHOWN_LEG_CM]
        camera = rooms.look_at(shown, job.azimuth, job.elevation, job.fill, job.off_centre)
        end = surface[self.foot.open_end]
        before = (end - camera.place) @ camera.axes[2] > 1
        seen = (np.abs(camera.project(end[before])) < 1.03).all(1)
        if seen.any() and not job.cover:
            raise AssertionError("the end of the leg is in the picture")
        return camera

    @property
    def leg(self) -> tuple[Array, Array]:
        """The ankle (3,) and the unit direction up the leg, in the room."""
        ankle = self.room(self.foot.joints["foot.L"][0][None])[0]
        end = self.room(self.foot.surface(self.posture)[self.foot.open_end]).mean(0)
        return ankle, unit(end - ankle)


def _cover(placed: RoomFoot, points: Array) -> None:
    """A trouser leg, or a cloth over the leg."""
    from .rooms import materials

    job = placed.job
    numbers = np.random.default_rng(job.seed)
    ankle, along = placed.leg
    if job.cover == "trousers":
        start = ankle + along * TROUSERS_FROM_CM[job.set]
        lies = job.way == "edge"
        end, loose = ankle + along * 150, 1.6 if lies else 1.7
        shape = drape.sleeve(points, start, end, numbers, loose, sag=1.0 if lies else 0.0)
        colour = TROUSERS[int(numbers.integers(len(TROUSERS)))]
        rooms.lay(shape, materials.fabric(colour, weave=5.0, depth=0.05))
        return
    turn = float(np.degrees(np.arctan2(along[1], along[0])))
    axis = np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))])
    away, aside = float(ankle[:2] @ axis), float(ankle[:2] @ [-axis[1], axis[0]])
    low, high = (away + 5.0, aside - 26), (away + (110 if job.way == "back" else 60), aside + 26)
    shape = drape.over(points, low, high, numbers, turn=turn, ground=UNEVEN_CM.get(job.spot, 0.4))
    colour = CLOTHS[int(numbers.integers(len(CLOTHS)))]
    rooms.lay(shape, materials.terry(colour))  # stripes would spread over the sides of the leg


def shoot(job: RoomFootJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    started = time.monotonic()
    scratch.mkdir(parents=True, exist_ok=True)
    placed = RoomFoot(job)
    skin = skin_of(job.person, scratch / "bake")
    skin.bake()
    vertices = placed.room(placed.foot.posed(placed.posture))
    camera = placed.camera()
    empty_scene(quality.size, quality.samples)
    quads, corners = placed.foot.fine.quads, skin.corners
    if placed.flip:
        quads = quads[:, ::-1]
        corners = corners.reshape(-1, 4, 2)[:, ::-1].reshape(-1, 2)
    material = skin.material(quality.subsurface, EVEN_SOLE if job.way == "edge" else 0.0)
    dense_object("foot", vertices, quads, corners, skin.masks, material)
    if job.cover:
        _cover(placed, vertices)
    rooms.place(
        job.place,
        job.spot,
        job.seed,
        camera,
        vertices,
        job.light_side,
        PEOPLE[job.person].tone,
        job.set == "busy",
        job.mirrored,
    )
    picture = render_rgba(scratch / f"picture-{os.getpid()}.png").convert("RGB")
    return Shot((picture,), placed.side, time.monotonic() - started)
