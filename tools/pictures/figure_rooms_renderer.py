# SPDX-License-Identifier: GPL-3.0-or-later
"""One job of a figure in a room becomes one picture."""

import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from . import rooms
from .figure_build import Outfit, PosedFigure
from .figure_postures import staged
from .figure_rooms_cells import TOWEL_OUT_OF_SIGHT
from .figure_rooms_cover import towel
from .figure_rooms_jobs import RoomFigureJob
from .figure_side import side_of
from .figure_views import ASKED_BONE, VIEWS
from .geometry import rotation, unit
from .people import PEOPLE
from .rooms.shapes import Shape
from .rooms.view import HALF_FIELD, RoomCamera, Spot
from .scene import empty_scene, render_rgba
from .shot import Quality, Shot

Array = np.ndarray
SEAT_FORWARD_CM = 9.0  # from the hips to the middle of the seat
OVER_EDGE_CM = 13.0
OUTSIDE = 1.06
FACING = 0.12
OUTDOORS = ("garden", "beach", "steps")
ASKED_WITHIN = 0.72
RENDERED = 2 / 3  # of the size; enlarged afterwards: at 300 px it looks the same


class RoomFigure:
    """The figure of a job in the room, and the camera that looks at it."""

    def __init__(self, job: RoomFigureJob, scratch: Path) -> None:
        self.job = job
        stage = staged(job.part, job.set, job.posture, job.view)
        outfit = Outfit(
            job.top or None, job.top_colour, job.shorts_colour, job.stripes or None, job.shorts
        )
        self.way = -1 if job.side == "right" else 1
        self.figure = PosedFigure(
            job.person, stage.posture, outfit, self.way < 0, scratch, stage.props
        )
        spot = rooms.spot(job.place, job.spot)
        self.turn = job.around * self.way - job.azimuth if spot.turns else 0.0
        self._rest(spot)
        self.side = side_of(self.figure, job.part)
        if self.side != job.side:
            raise AssertionError(f"the skeleton shows {self.side}, the job says {job.side}")
        around = job.around if spot.turns else self.way * job.azimuth
        self.camera = self._camera(around, spot.elevations)

    def _rest(self, spot: Spot) -> None:
        """Turn the figure and set it down on the spot."""
        figure = self.figure
        skin = figure.coarse[figure.body.skin.used]
        turned = rotation((0, 0, 1), self.turn)
        foot, hip = figure.posed_joint("foot.L"), figure.posed_joint("upperleg01.L")
        other, other_hip = figure.posed_joint("foot.R"), figure.posed_joint("upperleg01.R")
        rest = (foot + other) / 2
        rest[2] = skin[:, 2].min()
        if spot.kind == "seat":
            rest = (hip + other_hip) / 2 + [0, -SEAT_FORWARD_CM, 0]
            if not spot.turns:  # the knees hang over the front edge
                knee = figure.posed_joint("lowerleg01.R")
                rest[1] = knee[1] + spot.reach[1] + OVER_EDGE_CM
            rest[2] = figure.blocks[0].high[2]
        figure.put_at(turned, -turned @ rest)

    def _camera(self, around: float, elevations: tuple[float, float]) -> RoomCamera:
        job = self.job
        outwards, forwards, upwards = VIEWS[job.part][job.posture][job.view].offset
        turned = rotation((0, 0, 1), self.turn)
        offset = turned @ np.array([outwards, -forwards, upwards])
        target = self.figure.joint(ASKED_BONE[job.part]) + offset * [self.way, 1, 1]
        a = np.radians(around)
        e = np.radians(np.clip(job.elevation, *elevations))
        back = np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])
        camera = RoomCamera(target + back * job.half_width / HALF_FIELD, target)
        right, up, _ = camera.axes
        aside = job.off_centre[0] * right + job.off_centre[1] * up
        camera = self._moved(camera, -aside * job.half_width)
        camera = self._without_eyes(camera)
        asked = self.figure.joint(ASKED_BONE[job.part])
        seen = float(np.abs(camera.project(asked[None])).max())
        if seen > ASKED_WITHIN:
            raise AssertionError(f"{job.file}: the asked joint is {seen:.2f} off the middle")
        return camera

    @staticmethod
    def _moved(camera: RoomCamera, step: Array) -> RoomCamera:
        return replace(camera, place=camera.place + step, target=camera.target + step)

    def _without_eyes(self, camera: RoomCamera) -> RoomCamera:
        """The camera, lowered until the eyes are out of the picture."""
        look = self.figure.direction("head", (0, -1, 0))
        if look @ unit(camera.place - camera.target) < FACING:
            return camera
        eyes = np.array([self.figure.joint(f"eye.{side}") for side in "LR"])
        for _ in range(80):
            seen = camera.project(eyes)
            if (np.abs(seen).max(1) > OUTSIDE).all():
                return camera
            camera = self._moved(camera, -0.6 * camera.axes[1])
        raise AssertionError("the eyes cannot be kept out of the picture")


def _lay_towel(placed: RoomFigure) -> Array:
    """Lay a towel over part of the figure; its places (n, 3) in the room."""
    from .rooms import materials

    job = placed.job
    found = towel(placed.figure, job.part, job.posture, job.seed)
    if found is None or (job.part, job.posture, job.view) in TOWEL_OUT_OF_SIGHT:
        return np.zeros((0, 3))
    shape, colour = found
    vertices = placed.figure.shown(shape.vertices)
    faces = shape.faces[:, ::-1] if placed.figure.flip else shape.faces
    rooms.lay(Shape(vertices, faces), materials.terry(colour))
    return vertices


def _lay_step(placed: RoomFigure) -> Array:
    """What the foot of somebody who climbs a step stands on: stone outdoors, else a stool of
    wood. Its places (n, 3) in the room."""
    from .rooms import materials
    from .rooms.shapes import box

    figure = placed.figure
    (x0, y0, _), (x1, y1, top) = figure.blocks[0].low, figure.blocks[0].high
    floor = float(figure.coarse[figure.body.skin.used][:, 2].min())
    outdoors = placed.job.place in OUTDOORS
    if outdoors:
        material = materials.stone("#d6cbb8", "#b3a78f")
        parts = [box((x0 - 14, y0 - 26, floor), (x1 + 14, y1, top), 1.2)]
    else:
        material = materials.wood("#c79a66", "#9a7043", 30)
        parts = [box((x0, y0, top - 3.0), (x1, y1, top), 0.7)]
        parts += [
            box((x, y0 + 2, floor), (x + 3.0, y1 - 2, top - 3.0), 0.5) for x in (x0 + 3, x1 - 6)
        ]
        parts.append(box((x0 + 6, y0 + 5, top - 9), (x1 - 6, y0 + 7, top - 3), 0.4))
    shown = []
    for part in parts:
        vertices = figure.shown(part.vertices)
        faces = part.faces[:, ::-1] if figure.flip else part.faces
        rooms.lay(Shape(vertices, faces, part.smooth, part.bevel), material)
        shown.append(vertices)
    return np.concatenate(shown)


def shoot(job: RoomFigureJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    started = time.monotonic()
    scratch.mkdir(parents=True, exist_ok=True)
    placed = RoomFigure(job, scratch)
    empty_scene(round(quality.size * RENDERED), quality.samples)
    hair = job.part != "knee"  # whose head is not seen
    points = placed.figure.put(quality.subsurface, blocks=False, hair=hair)
    if job.posture == "step":
        points = np.concatenate([points, _lay_step(placed)])
    if job.set == "busy":
        points = np.concatenate([points, _lay_towel(placed)])
    rooms.place(
        job.place,
        job.spot,
        job.seed,
        placed.camera,
        points,
        job.light_side,
        PEOPLE[job.person].tone,
        job.set == "busy",
        job.mirrored,
    )
    picture = render_rgba(scratch / f"picture-{os.getpid()}.png").convert("RGB")
    picture = picture.resize((quality.size, quality.size), Image.Resampling.LANCZOS)
    return Shot((picture,), placed.side, time.monotonic() - started)
