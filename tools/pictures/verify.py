# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of the renderer: each posture shows its side; a mirrored picture is the other side."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from .jobs import Job
from .renderer import Placed, Quality, shoot

SMALL = Quality(192, 16, False)
LARGEST_MEAN_DIFFERENCE = 1.5
OTHER = {"left": "right", "right": "left"}


def mirrored(job: Job) -> Job:
    """The same picture in a mirror: other side, light from the other side."""
    return replace(job, side=OTHER[job.side], light_side=OTHER[job.light_side])


def check_sides(jobs: list[Job]) -> int:
    """Pose every job and its mirror picture; the skeleton is asked each time. Returns the count."""
    for job in jobs:
        for one in (job, mirrored(job)):
            placed = Placed(one)
            placed.camera()
            if placed.side != one.side:
                raise AssertionError(f"{one.name} shows the wrong side")
    return len(jobs)


def flip_difference(job: Job, scratch: Path) -> float:
    """Mean difference (0 to 255) between a flipped picture and the mirrored hand's picture."""
    seen = np.asarray(shoot(job, SMALL, scratch).picture, float)
    mirror = np.asarray(shoot(mirrored(job), SMALL, scratch).picture, float)
    return float(np.abs(seen[:, ::-1] - mirror).mean())
