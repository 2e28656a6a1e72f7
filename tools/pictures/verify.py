# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of the renderer: each job shows its side; a mirrored picture is the other side."""

from pathlib import Path

import numpy as np

from .families import Family
from .jobs import Job, mirrored
from .shot import SMALL

LARGEST_MEAN_DIFFERENCE = {"plain": 1.5, "context": 3.0, "busy": 3.0}
"""Of 255. Two renderings of one picture differ by the noise of their light paths: 0.5 to 1.1 on a
plain ground, where half the picture is the same colour by itself. In a room every pixel has noise,
and the folds of a cloth are not mirrored thread by thread: about twice as much. A picture that was
not mirrored, or a room or a light left as it was, differs by 15 and more."""


def check_side(family: Family, job: Job) -> None:
    """Pose a job and its mirror picture; the skeleton is asked each time."""
    for one in (job, mirrored(job)):
        shown = family.side_shown(one)
        if shown != one.side:
            raise AssertionError(f"{one.file} shows {shown}, the job says {one.side}")


def flip_difference(family: Family, job: Job, scratch: Path) -> float:
    """Mean difference (0 to 255) between a flipped picture and the mirrored job's picture."""
    seen = np.asarray(family.shoot(job, SMALL, scratch).picture, float)
    mirror = np.asarray(family.shoot(mirrored(job), SMALL, scratch).picture, float)
    return float(np.abs(seen[:, ::-1] - mirror).mean())
