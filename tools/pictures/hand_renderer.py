# SPDX-License-Identifier: GPL-3.0-or-later
"""One job of a hand becomes one picture."""

import inspect
import os
import time
from functools import cache
from pathlib import Path

import numpy as np

from . import things
from .body import BaseMesh
from .contact import Solution
from .framing import Camera, chirality, frame, view_matrix
from .grips import posture_of
from .hand import Hand
from .hand_jobs import HandJob
from .masks import skin_masks
from .mesh import dense_object, link, plain_mesh
from .nodes import simple_material
from .people import PEOPLE, TONES
from .scene import empty_scene, light_hand, on_ground, place_camera, render_rgba
from .shot import Quality, Shot
from .skin import Skin, packed

Array = np.ndarray
MIRROR = np.array([-1.0, 1.0, 1.0])
SHOWN_FOREARM_CM = 2.2


@cache
def base_mesh() -> BaseMesh:
    return BaseMesh()


@cache
def hand_of(person: str) -> Hand:
    return Hand(base_mesh(), PEOPLE[person].morph)


@cache
def solution_of(person: str, posture: str) -> Solution:
    return posture_of(hand_of(person), posture)


@cache
def skin_of(person: str, folder: Path) -> Skin:
    hand = hand_of(person)
    source = inspect.getsource(skin_masks)
    return Skin(
        PEOPLE[person],
        hand.fine,
        skin_masks(hand),
        packed(hand.fine.texture_points),
        folder,
        "",
        source,
    )


class Placed:
    """The hand of a job in world places, mirrored when the job asks for a right hand."""

    def __init__(self, job: HandJob) -> None:
        self.hand = hand_of(job.person)
        solution = solution_of(job.person, job.posture)
        flexion, deviation = solution.posture.wrist
        self.posture = solution.posture.bent(flexion + job.wrist[0], deviation + job.wrist[1])
        self.flip = job.side == "right"
        self.matrix = view_matrix(job.yaw, job.pitch, 0.0)
        self.carry = self._carry_of(solution.posture)
        self.things = self._things(job, solution.thing)
        self.check_side(job.side)

    def _carry_of(self, solved) -> tuple[Array, Array]:
        """Rotation and shift that the change of the wrist gives to a held thing."""
        names = ("metacarpal1.L", "finger3-1.L", "finger5-1.L", "wrist.L")
        before = self.hand.posed_joints(solved)
        after = self.hand.posed_joints(self.posture)
        a = np.array([before[n] for n in names])
        b = np.array([after[n] for n in names])
        u, _, vt = np.linalg.svd((a - a.mean(0)).T @ (b - b.mean(0)))
        sign = np.sign(np.linalg.det(vt.T @ u.T))
        turn = vt.T @ np.diag([1, 1, sign]) @ u.T
        return turn, b.mean(0) - turn @ a.mean(0)

    def _things(self, job: HandJob, axis: Array | None) -> list[things.Thing]:
        if axis is None:
            return []
        turn, shift = self.carry
        return getattr(things, job.posture)(axis @ turn.T + shift, job.colour)

    def world(self, points: Array) -> Array:
        """World places of points in the hand frame."""
        out = points @ self.matrix.T
        return out * MIRROR if self.flip else out

    def check_side(self, side: str) -> None:
        """The skeleton says which hand it is, before and after mirroring."""
        joints = self.hand.posed_joints(self.posture)
        surface = self.hand.surface(self.posture)
        marks = self.hand.landmarks
        directions = np.array(
            [
                joints["finger2-1.L"] - joints["finger5-1.L"],
                joints["finger3-1.L"] - joints["wrist.L"],
                surface[marks["hand-back"]] - surface[marks["hand-palm"]],
            ]
        )
        before = chirality(*(directions @ self.matrix.T))
        self.side = chirality(*self.world(directions))
        if before != "left" or self.side != side:
            raise AssertionError(f"the skeleton shows a {self.side} hand, the job says {side}")

    def camera(self) -> Camera:
        """The camera for this hand; the forearm's end must lie outside the circle."""
        surface = self.hand.surface(self.posture)
        shown = self.hand.rest[:, 1] > -SHOWN_FOREARM_CM
        points = [self.world(surface[shown])] + [self.world(t.vertices) for t in self.things]
        camera = frame(np.concatenate(points))
        end = camera.project(self.world(surface[self.hand.open_end]))
        if np.linalg.norm(end, axis=1).min() < 1.02:
            raise AssertionError("the end of the forearm is in the picture")
        return camera


def shoot(job: HandJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    started = time.monotonic()
    scratch.mkdir(parents=True, exist_ok=True)
    placed = Placed(job)
    skin = skin_of(job.person, scratch / "bake")
    skin.bake()
    vertices = placed.world(placed.hand.posed(placed.posture))
    camera = placed.camera()
    empty_scene(quality.size, quality.samples, TONES[PEOPLE[job.person].tone].exposure)
    quads, corners = placed.hand.fine.quads, skin.corners
    if placed.flip:
        quads = quads[:, ::-1]
        corners = corners.reshape(-1, 4, 2)[:, ::-1].reshape(-1, 2)
    material = skin.material(quality.subsurface)
    dense_object("hand", vertices, quads, corners, skin.masks, material)
    for i, thing in enumerate(placed.things):
        faces = thing.quads[:, ::-1] if placed.flip else thing.quads
        mesh = plain_mesh(f"thing{i}", placed.world(thing.vertices), faces.tolist())
        mesh.materials.append(simple_material(f"thing{i}", thing.colour, thing.roughness))
        mesh.shade_smooth()
        link(f"thing{i}", mesh)
    place_camera(camera)
    light_hand(camera, job.light_side)
    rgba = render_rgba(scratch / f"picture-{os.getpid()}.png")
    return Shot((on_ground(rgba, job.ground),), placed.side, time.monotonic() - started)
