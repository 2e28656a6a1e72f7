# SPDX-License-Identifier: GPL-3.0-or-later
"""One job of a figure becomes one picture."""

import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from .figure_build import Outfit, PosedFigure
from .figure_jobs import FigureJob
from .figure_postures import STAGED
from .figure_scene import View, light_figure, place_camera, view_of
from .figure_side import side_of
from .figure_views import ASKED_BONE, VIEWS
from .geometry import unit
from .people import PEOPLE, TONES
from .scene import empty_scene, on_ground, render_rgba
from .shot import Quality, Shot

Array = np.ndarray
EYES_OUTSIDE = 1.08
FACING = 0.12  # cosine between where the face looks and the camera, from which eyes are seen
ASKED_WITHIN = 0.62
IN_FRONT_CM = 10.0
RENDERED = 3 / 4  # of the size; enlarged afterwards, which halves the time


class Placed:
    """The figure of a job, posed, with the camera that looks at it."""

    def __init__(self, job: FigureJob, scratch: Path) -> None:
        self.job = job
        staged = STAGED[job.part][job.posture]
        outfit = Outfit(
            job.top or None,
            job.top_colour,
            job.shorts_colour or None,
            job.stripes or None,
            job.shorts,
        )
        flip = job.side == "right"
        self.figure = PosedFigure(job.person, staged.posture, outfit, flip, scratch, staged.props)
        self.side = side_of(self.figure, job.part)
        if self.side != job.side:
            raise AssertionError(f"the skeleton shows {self.side}, the job says {job.side}")
        self.view = self._view()
        self._check_view()

    def _view(self) -> View:
        job = self.job
        way = -1 if self.figure.flip else 1
        seen = VIEWS[job.part][job.posture][job.view]
        outwards, forwards, upwards = seen.offset
        target = self.figure.joint(ASKED_BONE[job.part])
        target = target + np.array([way * outwards, -forwards, upwards])
        view = view_of(target, way * job.azimuth, job.elevation, job.half_width)
        return self._without_eyes(view)

    def _without_eyes(self, view: View) -> View:
        """The view, moved away from the eyes until they are out of the circle."""
        look = self.figure.direction("head", (0, -1, 0))
        if look @ unit(view.place - view.target) < FACING:
            return view
        eyes = np.array([self.figure.joint(f"eye.{side}") for side in "LR"])
        right, _, up = view.axes
        for _ in range(60):
            seen = view.project(eyes)
            nearest = seen[np.argmin(np.linalg.norm(seen, axis=1))]
            if np.linalg.norm(nearest) > EYES_OUTSIDE:
                return view
            away = -unit(nearest + [0, 0.6])
            step = 0.6 * (away[0] * right + away[1] * up)
            view = replace(view, target=view.target + step, place=view.place + step)
        raise AssertionError("the eyes cannot be kept out of the picture")

    def _check_view(self) -> None:
        """The asked joint is well inside; of two, it is the one in front or in the middle."""
        bone = ASKED_BONE[self.job.part]
        asked = float(np.linalg.norm(self.view.project(self.figure.joint(bone)[None])))
        if asked > ASKED_WITHIN:
            raise AssertionError(f"{self.job.name}: the asked joint is {asked:.2f} off the middle")
        if bone.endswith(".L"):
            other = self.figure.joint(bone.replace(".L", ".R"))
            nearer = (other - self.figure.joint(bone)) @ self.view.axes[1]
            off_middle = float(np.linalg.norm(self.view.project(other[None])))
            if off_middle < asked + 0.15 and nearer < IN_FRONT_CM:
                raise AssertionError(f"{self.job.name}: the other joint is as near to the middle")


def shoot(job: FigureJob, quality: Quality, scratch: Path) -> Shot:
    """Render one job."""
    started = time.monotonic()
    scratch.mkdir(parents=True, exist_ok=True)
    placed = Placed(job, scratch)
    size = round(quality.size * RENDERED)
    scene = empty_scene(size, quality.samples, TONES[PEOPLE[job.person].tone].exposure)
    scene.cycles.max_bounces = 3
    scene.cycles.diffuse_bounces = 1
    placed.figure.put(quality.subsurface, hair=job.part != "knee")  # whose head is not seen
    place_camera(placed.view)
    light_figure(placed.view, job.light_side)
    rgba = render_rgba(scratch / f"picture-{os.getpid()}.png")
    picture = on_ground(rgba, job.ground)
    picture = picture.resize((quality.size, quality.size), Image.Resampling.LANCZOS)
    return Shot((picture,), placed.side, time.monotonic() - started)
