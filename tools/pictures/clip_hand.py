# SPDX-License-Identifier: GPL-3.0-or-later
"""The hand of a clip in world places, frame by frame, with its side and direction checked."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from .clip_hand_moves import ELBOW_CM, VIEWS, HandFrame, View, hand_frames
from .clip_jobs import ClipJob
from .framing import Camera, chirality, frame, view_matrix
from .geometry import rotation
from .hand import Hand
from .hand_renderer import MIRROR, hand_of, skin_of, solution_of
from .posture import Posture
from .skin import Skin

Array = np.ndarray
SHOWN_FOREARM_CM = 2.6
FOREARM_STRETCH = 1.9
STRETCH_FROM_CM = -12.0
LEAST_WAY_CM = 2.0


@dataclass(frozen=True)
class PlacedFrame:
    """One frame: the left hand's posture, and how it goes from the hand frame to the world."""

    posture: Posture
    matrix: Array
    shift: Array
    flip: bool

    def world(self, points: Array) -> Array:
        """World places of points (n, 3) in the hand frame."""
        out = (points + self.shift) @ self.matrix.T
        return out * MIRROR if self.flip else out

    def turned(self, directions: Array) -> Array:
        """World directions of directions (n, 3) in the hand frame."""
        out = directions @ self.matrix.T
        return out * MIRROR if self.flip else out


def way_of(job: ClipJob) -> str:
    """Whether the movement goes towards the thumb or the little finger. Seen from the back with
    the fingers up, a left hand's thumb is on the person's right."""
    if not job.direction:
        return ""
    return "little" if job.direction == job.side else "thumb"


def placed(job: ClipJob, step: HandFrame) -> PlacedFrame:
    """One frame of the job. The forearm swings about the elbow in the plane of the palm."""
    swing = rotation((0, 0, 1), -step.swing)
    elbow = np.array([0.0, -ELBOW_CM, 0.0])
    matrix = view_matrix(step.yaw + job.yaw, step.pitch + job.pitch, 0.0) @ swing
    shift = swing.T @ (elbow - swing @ elbow) + [0, step.forward, 0]
    return PlacedFrame(step.posture, matrix, shift, job.side == "right")


def longer(points: Array) -> Array:
    """Points (n, 3) in the hand frame, the forearm drawn out: a moving hand shows more of it."""
    out = points.copy()
    below = out[:, 1] < STRETCH_FROM_CM
    out[below, 1] -= (FOREARM_STRETCH - 1) * (STRETCH_FROM_CM - out[below, 1])
    return out


class HandClip:
    """All frames of a clip of a hand."""

    def __init__(self, job: ClipJob) -> None:
        self.job = job
        self.hand: Hand = hand_of(job.person)

        def solve(name: str) -> Posture:
            return solution_of(job.person, name).posture

        view: View = VIEWS[job.posture, job.view]
        steps = hand_frames(solve, job.posture, view, way_of(job))
        self.frames = [placed(job, step) for step in steps]
        self.side = self._side()
        self.direction = self._direction()
        if self.direction != job.direction:
            raise AssertionError(f"{job.name}: moves to the {self.direction}")

    @property
    def quads(self) -> Array:
        """Corners (m, 4) of the fine surface of the left hand."""
        return self.hand.fine.quads

    def skin(self, folder: Path) -> Skin:
        """The person's skin, baked in a folder or not yet."""
        return skin_of(self.job.person, folder)

    def places(self) -> list[Array]:
        """World places (n, 3) of the fine surface, frame by frame."""
        return [one.world(longer(self.hand.posed(one.posture))) for one in self.frames]

    def _axes(self, one: PlacedFrame) -> Array:
        """Thumbward, fingerward and backward in the world (3, 3), from the posed skeleton."""
        joints = self.hand.posed_joints(one.posture)
        surface = self.hand.surface(one.posture)
        marks = self.hand.landmarks
        return one.turned(
            np.array(
                [
                    joints["finger2-1.L"] - joints["finger5-1.L"],
                    joints["finger3-1.L"] - joints["wrist.L"],
                    surface[marks["hand-back"]] - surface[marks["hand-palm"]],
                ]
            )
        )

    def _side(self) -> str:
        """The side that the skeleton shows in every frame, before and after mirroring."""
        for one in self.frames:
            before = chirality(*self._axes(replace(one, flip=False)))
            if before != "left" or chirality(*self._axes(one)) != self.job.side:
                raise AssertionError(f"{self.job.name}: not a {self.job.side} hand")
        return self.job.side

    def _direction(self) -> str:
        """The person's own left or right to which the finger tips go, or '' for neither. With the
        back of the hand up and the fingers forward, or the fingers up and the back backward, the
        person's left is back x fingers, for either hand."""
        if not self.job.direction:
            return ""
        ends = (self.frames[0], self.frames[-1])
        tip = self.hand.landmarks["3-tip-palm"]
        first, last = (e.world(self.hand.surface(e.posture)[tip][None])[0] for e in ends)
        _, fingers, back = self._axes(ends[0])
        left = np.cross(back, fingers)
        way = float((last - first) @ left / np.linalg.norm(left))
        if abs(way) < LEAST_WAY_CM:
            raise AssertionError(f"{self.job.name}: moves only {way:.1f} cm to a side")
        return "left" if way > 0 else "right"

    def camera(self) -> Camera:
        """One camera for all frames; the forearm's end must lie outside the picture in each."""
        shown = self.hand.rest[:, 1] > -SHOWN_FOREARM_CM
        points = [one.world(self.hand.surface(one.posture)[shown]) for one in self.frames]
        camera = frame(np.concatenate(points))
        for one in self.frames:
            end = longer(self.hand.surface(one.posture)[self.hand.open_end])
            seen = camera.project(one.world(end))
            if np.abs(seen).max(1).min() < 1.02:
                raise AssertionError(f"{self.job.name}: the end of the forearm is in the picture")
        return camera
