# SPDX-License-Identifier: GPL-3.0-or-later
"""One job of a hand in a room becomes one picture."""

import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from . import rooms, things
from .framing import chirality
from .geometry import rotation
from .hand_renderer import MIRROR, hand_of, skin_of, solution_of
from .hand_rooms_jobs import RoomHandJob
from .hand_rooms_pose import settled, upright_cup
from .mesh import dense_object, link, plain_mesh
from .nodes import simple_material
from .people import PEOPLE
from .rooms import drape
from .rooms.shapes import box
from .rooms.view import RoomCamera
from .scene import empty_scene, render_rgba
from .shot import Quality, Shot

Array = np.ndarray
SHOWN_FOREARM_CM = 3.0
SOFT = {"towel", "sofa", "bed", "sand", "lawn"}
SINK_CM = 0.35
POURING, POURING_CM = 58.0, 11.0  # degrees by which the cup is tipped, and how high it is held
SLEEVE_FROM_CM = 3.2  # from the wrist
SLEEVES = ("#8c4a44", "#4c6378", "#7f8a68", "#c9a15a", "#d8d3c8", "#5b4a63", "#3f5a58")
# bent back at the wrist, the palm's heel and the finger tips touch
WRISTS = {("down", "relaxed"): -20.0, ("down", "claw"): -12.0, ("write", "pen"): -14.0}
SHOWN_THUMB = (-10.0, 8.0, 0.0, 0.0, 2.0)  # of a relaxed hand, which would hide it
DEVIATIONS = (-18, -12, -6, 0, 6, 12, 18)


class RoomHand:
    """The hand of a job in the room, mirrored when the job asks for a right hand."""

    def __init__(self, job: RoomHandJob) -> None:
        self.job = job
        self.hand = hand_of(job.person)
        self.flip = job.side == "right"
        self.solution = solution_of(job.person, job.posture)
        self.things: list[things.Thing] = []
        self.posture, self.matrix, self.lift = self._rest()
        self.matrix = rotation((0, 0, 1), job.turn) @ self.matrix
        if job.spot in SOFT and job.way not in ("raised", "pour"):
            self.lift -= SINK_CM
        surface = self.hand.surface(self.posture)
        shown = self.hand.rest[:, 1] > -SHOWN_FOREARM_CM
        self.middle = np.zeros(3)
        across = (surface[shown] @ self.matrix.T)[:, :2]
        self.middle[:2] = (across.min(0) + across.max(0)) / 2
        self.side = self._side()
        if self.side != job.side:
            raise AssertionError(f"the skeleton shows a {self.side} hand, not a {job.side} one")

    def _held(self, posture, colour: str) -> list[things.Thing]:
        """Things in the hand frame, carried along with a changed wrist."""
        if self.solution.thing is None:
            return []
        names = ("metacarpal1.L", "finger3-1.L", "finger5-1.L", "wrist.L")
        before = self.hand.posed_joints(self.solution.posture)
        after = self.hand.posed_joints(posture)
        a = np.array([before[n] for n in names])
        b = np.array([after[n] for n in names])
        u, _, vt = np.linalg.svd((a - a.mean(0)).T @ (b - b.mean(0)))
        turn = vt.T @ np.diag([1, 1, np.sign(np.linalg.det(vt.T @ u.T))]) @ u.T
        self.axis = (self.solution.thing - a.mean(0)) @ turn.T + b.mean(0)
        return getattr(things, self.job.posture)(self.axis, colour)

    def _rest(self):
        """Posture, rotation and lift of the left hand."""
        job = self.job
        flexion, deviation = self.solution.posture.wrist
        bent = self.solution.posture.bent
        if job.way in ("cup", "pour"):
            best = None
            for extra in DEVIATIONS:
                posture = bent(flexion - 8, deviation + extra)
                held = self._held(posture, job.colour)
                surface = self.hand.surface(posture)
                matrix, lift = upright_cup(surface, self.axis, held[0].vertices)
                gap = float((held[0].vertices @ matrix[2]).min()) + lift
                if best is None or gap < best[0]:
                    best = (gap, posture, matrix, lift, held)
            _, posture, matrix, lift, self.things = best
            if job.way == "pour":
                matrix = rotation((0, 1, 0), POURING) @ matrix
                lift = POURING_CM - float((self.hand.surface(posture) @ matrix[2]).min())
            return posture, matrix, lift
        posture = bent(flexion + WRISTS.get((job.way, job.posture), 0.0), deviation)
        if (job.way, job.posture) == ("down", "relaxed"):
            posture = replace(posture, thumb=SHOWN_THUMB)
        self.things = self._held(posture, job.colour)
        surface = self.hand.surface(posture)
        near = surface[self.hand.rest[:, 1] > -22]
        tip = None
        if job.way == "write":
            tip = (
                self.axis[0]
                - (self.axis[1] - self.axis[0]) / np.linalg.norm(self.axis[1] - self.axis[0]) * 4.0
            )
        matrix, lift = settled(near, job.way, tip)
        return posture, matrix, lift

    def room(self, points: Array) -> Array:
        """Room places of points in the hand frame."""
        out = self.unmirrored(points)
        return out * MIRROR if self.flip else out

    def unmirrored(self, points: Array) -> Array:
        """The same for the left hand that a right one is the mirror image of."""
        return points @ self.matrix.T - self.middle + [0, 0, self.lift]

    def _side(self) -> str:
        """Of the hand that the skeleton shows."""
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
        if chirality(*(directions @ self.matrix.T)) != "left":
            raise AssertionError("the rest turned the left hand inside out")
        placed = directions @ self.matrix.T * (MIRROR if self.flip else 1)
        return chirality(*placed)

    def shown(self) -> Array:
        """The points that the picture is framed by."""
        surface = self.hand.surface(self.posture)
        hand = self.room(surface[self.hand.rest[:, 1] > -SHOWN_FOREARM_CM])
        return np.concatenate([hand] + [self.room(t.vertices) for t in self.things])

    def camera(self) -> RoomCamera:
        """The camera; the end of the forearm must lie outside the picture."""
        job = self.job
        camera = rooms.look_at(self.shown(), job.azimuth, job.elevation, job.fill, job.off_centre)
        end = self.room(self.hand.surface(self.posture)[self.hand.open_end])
        depth = (end - camera.place) @ camera.axes[2]
        seen = (np.abs(camera.project(end)) < 1.03).all(1) & (depth > 0)
        if seen.any() and job.cover != "sleeve":
            raise AssertionError("the end of the forearm is in the picture")
        return camera


def _paper(placed: RoomHand) -> None:
    """A blank sheet below a pen."""
    from .rooms import materials

    tip = placed.unmirrored(placed.axis[:1])[0]
    sheet = box((-10.5, -14.8, -0.05), (10.5, 14.8, 0.03), 0)
    turn = placed.job.turn * 0.5
    if abs(placed.job.turn) > 60:
        turn += 90
    place = (float(tip[0]), float(tip[1]), 0.02)
    rooms.lay(sheet.moved(place, turn), materials.plain("#f1efe8", 0.8, 0.2), placed.flip)


def _cover(placed: RoomHand) -> None:
    """A sleeve, or a cloth over the forearm."""
    from .rooms import materials

    job = placed.job
    numbers = np.random.default_rng(job.seed)
    joints = placed.hand.posed_joints(placed.posture)
    points = placed.unmirrored(placed.hand.posed(placed.posture))
    wrist = placed.unmirrored(joints["wrist.L"][None])[0]
    surface = placed.hand.surface(placed.posture)
    elbow = placed.unmirrored(surface[placed.hand.open_end]).mean(0)
    along = (elbow - wrist) / np.linalg.norm(elbow - wrist)
    if job.cover == "sleeve":
        shape = drape.sleeve(points, wrist + along * SLEEVE_FROM_CM, elbow + along * 24, numbers)
        colour = SLEEVES[int(numbers.integers(len(SLEEVES)))]
        cover = materials.fabric(colour, weave=4.0, depth=0.05)
        rooms.lay(shape, cover, placed.flip)
        return
    turn = float(np.degrees(np.arctan2(along[1], along[0])))
    away = float(wrist[:2] @ [np.cos(np.radians(turn)), np.sin(np.radians(turn))])
    aside = float(wrist[:2] @ [-np.sin(np.radians(turn)), np.cos(np.radians(turn))])
    low, high = (away + 3.5, aside - 17), (away + 34, aside + 17)
    shape = drape.over(points, low, high, numbers, turn=turn)
    colour = SLEEVES[int(numbers.integers(len(SLEEVES)))]
    rooms.lay(shape, materials.terry(colour, "#e7e2d6", 9.0), placed.flip)


def shoot(job: RoomHandJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    started = time.monotonic()
    scratch.mkdir(parents=True, exist_ok=True)
    placed = RoomHand(job)
    skin = skin_of(job.person, scratch / "bake")
    skin.bake()
    vertices = placed.room(placed.hand.posed(placed.posture))
    camera = placed.camera()
    empty_scene(quality.size, quality.samples)
    quads, corners = placed.hand.fine.quads, skin.corners
    if placed.flip:
        quads = quads[:, ::-1]
        corners = corners.reshape(-1, 4, 2)[:, ::-1].reshape(-1, 2)
    dense_object("hand", vertices, quads, corners, skin.masks, skin.material(quality.subsurface))
    subject = [vertices]
    for i, thing in enumerate(placed.things):
        faces = thing.quads[:, ::-1] if placed.flip else thing.quads
        subject.append(placed.room(thing.vertices))
        mesh = plain_mesh(f"thing{i}", subject[-1], faces.tolist())
        mesh.materials.append(simple_material(f"thing{i}", thing.colour, thing.roughness))
        mesh.shade_smooth()
        link(f"thing{i}", mesh)
    if job.cover:
        _cover(placed)
    if job.way == "write":
        _paper(placed)
    rooms.place(
        job.place,
        job.spot,
        job.seed,
        camera,
        np.concatenate(subject),
        job.light_side,
        PEOPLE[job.person].tone,
        job.set == "busy",
        job.mirrored,
    )
    picture = render_rgba(scratch / f"picture-{os.getpid()}.png").convert("RGB")
    return Shot((picture,), placed.side, time.monotonic() - started)
