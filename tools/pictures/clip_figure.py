# SPDX-License-Identifier: GPL-3.0-or-later
"""The figure of a clip, frame by frame, with its side and direction checked."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import bpy
import numpy as np
from PIL import Image

from .body import Rig
from .clip_figure_moves import MOVEMENTS, VIEWS, figure_frames
from .clip_jobs import SEED, ClipJob
from .clothes import Garment
from .clothes_drape import STEPS
from .figure_build import Outfit, PosedFigure, drape_of, tailor_of
from .figure_jobs import clothes_of
from .figure_people import top_of
from .figure_pose import FigurePosture
from .figure_scene import (
    STRAND_RADIUS_CM,
    View,
    light_figure,
    place_camera,
    put_strands,
    view_of,
)
from .figure_side import side_of, side_of_limb
from .framing import FILL
from .geometry import enclosing_circle, unit
from .people import PEOPLE, TONES
from .scene import empty_scene, on_ground, render_rgba
from .shot import Quality

Array = np.ndarray
LIMBS = ("knee", "shoulder")
EYES_OUTSIDE = 1.42  # beyond the corners of the square
FACING = 0.12  # cosine between where the face looks and the camera, from which eyes are seen
SETTLING = 8  # steps of cloth from one frame to the next
STRANDS_LEFT_OUT = 3  # one of so many is kept
OUTWARDS = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]])


class MovingFigure(PosedFigure):
    """A figure whose clothes fall once, in the first frame, and from then on go along with the
    bones and settle a little: folds move and do not jump, and nothing sinks from frame to frame."""

    first: "MovingFigure | None" = None

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.fallen: dict[str, Array] = {}

    def follow(self, first: "MovingFigure") -> None:
        """Come after a first frame, on the same seat."""
        if first is not self:
            self.first = first
            self.blocks = first.blocks

    def _cloth(self, name: str, skin: Array, normals: Array) -> tuple[Garment, Array]:
        drape, tailor = drape_of(self.person, name), tailor_of(self.person)
        garment = drape.garment
        weights = np.zeros((len(garment.vertices), len(self.body.rig.bones) + 1))
        weights[:, tailor.columns] = garment.weights / garment.weights.sum(1, keepdims=True)
        rig = Rig(self.body.rig.heads, self.body.rig.parents, weights)
        if self.first is None:
            start, steps = rig.skin(garment.vertices, self.rotations), STEPS
        else:
            start, steps = self._carried(rig, weights, self.first, name), SETTLING
        self.fallen[name] = drape.fall(start, skin, normals, self.blocks, steps)
        return garment, self.fallen[name]

    def _carried(self, rig: Rig, weights: Array, first: "MovingFigure", name: str) -> Array:
        """The cloth of the first frame, taken along by the bones (n, 3)."""
        before, now = rig.transforms(first.rotations), rig.transforms(self.rotations)
        moved = np.array(now) @ np.linalg.inv(np.array(before))
        mixed = np.einsum("vb,bij->vij", weights[:, : len(moved)], moved)
        lain = first.fallen[name]
        return np.einsum("vij,vj->vi", mixed[:, :3, :3], lain) + mixed[:, :3, 3]


class FigureClip:
    """All frames of a clip of knee, shoulder, neck or back."""

    def __init__(self, job: ClipJob) -> None:
        self.job = job
        chance = random.Random(f"{SEED}/clothes/{job.part}/{job.name}")
        top, colour, stripes, shorts = clothes_of(job.part, job.view, job.person, chance)
        top = top_of(f"{job.part}/moving/{job.posture}_{job.view}", top)
        self.outfit = Outfit(top or None, colour, shorts, stripes or None)
        self.flip = job.side == "right"
        self.figures = [self._posed(one) for one in figure_frames(job.part, job.posture)]
        self.side = self._side()
        self.direction = self.side if job.part not in LIMBS else ""
        if (self.side, self.direction) != (job.side, job.direction):
            raise AssertionError(f"{job.name}: shows {self.side} and {self.direction}")

    def _posed(self, posture: FigurePosture) -> MovingFigure:
        props = MOVEMENTS[self.job.part, self.job.posture].props
        job = self.job
        return MovingFigure(job.person, posture, self.outfit, self.flip, Path(), props)

    def _side(self) -> str:
        """The side of the limb in every frame; of neck and back, where the movement goes: read
        from the last frame, and from the way between the first and the last."""
        part = self.job.part
        if part in LIMBS:
            sides = {side_of_limb(figure, part) for figure in self.figures}
            if len(sides) != 1:
                raise AssertionError(f"{self.job.name}: the side changes on the way")
            return sides.pop()
        end = side_of(self.figures[-1], part)
        steps = np.diff([self._leftwards(figure) for figure in self.figures])
        if not (steps > 0).all() if end == "left" else not (steps < 0).all():
            raise AssertionError(f"{self.job.name}: does not go one way")
        return end

    def _leftwards(self, figure: PosedFigure) -> float:
        """How far neck or trunk is turned and bent to the depicted person's own left."""
        moved, still = {"neck": ("head", "spine01"), "back": ("spine01", "root")}[self.job.part]
        up, forwards = figure.direction(still, (0, 0, 1)), figure.direction(still, (0, -1, 0))
        left = np.cross(up, forwards)
        turned = figure.direction(moved, (0, -1, 0)) @ left
        return float(turned + figure.direction(moved, (0, 0, 1)) @ left)

    def view(self) -> View:
        """One camera for all frames: the joints that matter lie inside the circle in each."""
        seen = VIEWS[self.job.part, self.job.posture, self.job.view]
        way = -1 if self.flip else 1
        azimuth, elevation = way * (seen.azimuth + self.job.yaw), seen.elevation + self.job.pitch
        points = np.concatenate(
            [
                figure.joint(joint) + seen.around * OUTWARDS
                for figure in self.figures
                for joint in seen.joints
            ]
        )
        target, half_width = points.mean(0), 30.0
        for _ in range(6):
            view = view_of(target, azimuth, elevation, half_width)
            centre, radius = enclosing_circle(view.project(points))
            right, _, up = view.axes
            target = target + half_width * (centre[0] * right + centre[1] * up)
            half_width *= radius / FILL
        return self._without_eyes(view_of(target, azimuth, elevation, half_width))

    def _without_eyes(self, view: View) -> View:
        """The view, moved down until no frame has eyes in it that look this way."""
        for _ in range(40):
            if not any(self._eyes_in(view, figure) for figure in self.figures):
                return view
            step = 0.03 * view.half_width * view.axes[2]
            view = View(view.target - step, view.place - step, view.half_width)
        raise AssertionError(f"{self.job.name}: the eyes cannot be kept out of the picture")

    def _eyes_in(self, view: View, figure: PosedFigure) -> bool:
        look = figure.direction("head", (0, -1, 0))
        if look @ unit(view.place - view.target) < FACING:
            return False
        eyes = view.project(np.array([figure.joint(f"eye.{side}") for side in "LR"]))
        return bool(np.abs(eyes).max(1).min() < EYES_OUTSIDE / np.sqrt(2))

    def _thin_hair(self) -> None:
        """Fewer and thicker strands, which is as dense at the size of a clip and twice as fast to
        render; none where no head is in the picture."""
        for thing in [o for o in bpy.data.objects if o.type == "CURVES"]:
            curves = thing.data
            count, material = len(curves.curves), curves.materials[0]
            places = np.empty(len(curves.points) * 3, np.float32)
            curves.attributes["position"].data.foreach_get("vector", places)
            bpy.data.objects.remove(thing)
            if self.job.part != "knee":
                strands = places.reshape(count, -1, 3)[::STRANDS_LEFT_OUT]
                put_strands(strands, material, STRAND_RADIUS_CM * STRANDS_LEFT_OUT**0.6)

    def pictures(self, quality: Quality, scratch: Path) -> Iterator[Image.Image]:
        """The frames, one after another."""
        view = self.view()
        for figure in self.figures:
            figure.follow(self.figures[0])
            empty_scene(quality.size, quality.samples, TONES[PEOPLE[self.job.person].tone].exposure)
            figure.put(subsurface=False)  # not to be told apart at this distance
            self._thin_hair()
            place_camera(view)
            light_figure(view, self.job.light_side)
            rgba = render_rgba(scratch / f"clip-{os.getpid()}.png")
            yield on_ground(rgba, self.job.ground)
