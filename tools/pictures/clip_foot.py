# SPDX-License-Identifier: GPL-3.0-or-later
"""The foot of a clip in world places, frame by frame, with its side and direction checked."""

from pathlib import Path

import numpy as np

from .clip_foot_moves import VIEWS, foot_frames
from .clip_jobs import ClipJob
from .foot_posture import FORWARD, UP, FootPosture
from .foot_renderer import MIRROR, foot_of, skin_of, view_matrix
from .framing import Camera, chirality, frame
from .skin import Skin

Array = np.ndarray
SHOWN_LEG_CM = 8.0
LEAST_WAY_CM = 2.0


class FootClip:
    """All frames of a clip of a foot. The leg is still; the camera looks from the same side of the
    leg in all frames."""

    def __init__(self, job: ClipJob) -> None:
        self.job = job
        self.foot = foot_of(job.person)
        self.flip = job.side == "right"
        view = VIEWS[job.posture, job.view]
        around, above = view.around + job.yaw, view.above + job.pitch
        self.matrix = view_matrix(view.upright, around, above, UP)
        way = {"": "", job.side: "outer"}.get(job.direction, "inner")
        self.postures = foot_frames(job.posture, way)
        self.side = self._side()
        self.direction = self._direction()
        if self.direction != job.direction:
            raise AssertionError(f"{job.name}: moves to the {self.direction}")

    def world(self, points: Array) -> Array:
        """World places, or directions, of points (n, 3) in the foot frame."""
        out = points @ self.matrix.T
        return out * MIRROR if self.flip else out

    @property
    def quads(self) -> Array:
        """Corners (m, 4) of the fine surface of the left foot."""
        return self.foot.fine.quads

    def skin(self, folder: Path) -> Skin:
        """The person's skin, baked in a folder or not yet."""
        return skin_of(self.job.person, folder)

    def places(self) -> list[Array]:
        """World places (n, 3) of the fine surface, frame by frame."""
        return [self.world(self.foot.posed(posture)) for posture in self.postures]

    def _axes(self, posture: FootPosture) -> Array:
        """Big toe's side, forward and up of the foot (3, 3) in the foot frame, as posed."""
        joints = self.foot.posed_joints(posture)
        surface = self.foot.surface(posture)
        marks = self.foot.landmarks
        return np.array(
            [
                joints["toe1-1.L"] - joints["toe5-1.L"],
                joints["toe3-1.L"] - surface[marks["heel"]],
                surface[marks["dorsum"]] - surface[marks["sole"]],
            ]
        )

    def _side(self) -> str:
        """The side that the skeleton shows in every frame, before and after mirroring."""
        for posture in self.postures:
            axes = self._axes(posture)
            before = chirality(*(axes @ self.matrix.T))
            if before != "left" or chirality(*self.world(axes)) != self.job.side:
                raise AssertionError(f"{self.job.name}: not a {self.job.side} foot")
        return self.job.side

    def _direction(self) -> str:
        """The person's own left or right to which the toes go, or '' for neither. Left is
        up x forward of the leg, for either foot."""
        if not self.job.direction:
            return ""
        first, last = (
            self.foot.posed_joints(posture)["toe3-1.L"]
            for posture in (self.postures[0], self.postures[-1])
        )
        moved, up, forward = self.world(np.array([last - first, UP, FORWARD]))
        way = float(moved @ np.cross(up, forward))
        if abs(way) < LEAST_WAY_CM:
            raise AssertionError(f"{self.job.name}: moves only {way:.1f} cm to a side")
        return "left" if way > 0 else "right"

    def camera(self) -> Camera:
        """One camera for all frames; the leg's end must lie outside the picture in each."""
        shown = self.foot.rest[:, 2] < SHOWN_LEG_CM
        surfaces = [self.world(self.foot.surface(posture)) for posture in self.postures]
        camera = frame(np.concatenate([surface[shown] for surface in surfaces]))
        for surface in surfaces:
            ends = surface[self.foot.open_end]
            before = ends[:, 1] > camera.place[1] + 1
            if before.any() and np.abs(camera.project(ends[before])).max(1).min() < 1.02:
                raise AssertionError(f"{self.job.name}: the end of the leg is in the picture")
        return camera
