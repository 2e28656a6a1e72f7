# SPDX-License-Identifier: GPL-3.0-or-later
"""The families of pictures, each made by a module of its own, imported when it is asked for.

The module of a family offers, without importing Blender at its head:

jobs() -> sequence of jobs (see jobs.Job), always the same;
shoot(job, quality, scratch) -> Shot, the rendered job;
side_shown(job) -> the side that the posed skeleton shows, for clips checked in every frame together
    with the direction; raises AssertionError where the job cannot be shown so.
DRAFT, FINAL -> its own Quality, if it needs another than shot.DRAFT and shot.FINAL.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from . import shot
from .jobs import Job


@dataclass(frozen=True)
class Family:
    """`module` makes the pictures of `folders`, which belong to no other family."""

    module: str
    folders: tuple[str, ...]

    def _loaded(self) -> ModuleType:
        return import_module(f"{__package__}.{self.module}")

    @property
    def there(self) -> bool:
        """Whether its module has been written."""
        return find_spec(f"{__package__}.{self.module}") is not None

    def jobs(self) -> Sequence[Job]:
        """All its jobs."""
        return self._loaded().jobs()

    def shoot(self, job: Job, quality: shot.Quality, scratch: Path) -> shot.Shot:
        """Render one of its jobs."""
        return self._loaded().shoot(job, quality, scratch)

    def side_shown(self, job: Job) -> str:
        """Pose one of its jobs and ask the skeleton."""
        return self._loaded().side_shown(job)

    def quality(self, name: str) -> shot.Quality:
        """'DRAFT' or 'FINAL'."""
        return getattr(self._loaded(), name, getattr(shot, name))

    def owns(self, file: str) -> bool:
        """Whether a file below assets/images lies in one of its folders."""
        return file.rpartition("/")[0] in self.folders


BODY = ("knee", "shoulder", "neck", "back")
ROOMS = ("context", "busy")

FAMILIES = {
    "hand": Family("hand_jobs", ("hand/plain",)),
    "foot": Family("foot_jobs", ("foot/plain",)),
    "figure": Family("figure_jobs", tuple(f"{part}/plain" for part in BODY)),
    "hand_rooms": Family("hand_rooms_jobs", tuple(f"hand/{room}" for room in ROOMS)),
    "foot_rooms": Family("foot_rooms_jobs", tuple(f"foot/{room}" for room in ROOMS)),
    "figure_rooms": Family(
        "figure_rooms_jobs", tuple(f"{part}/{room}" for part in BODY for room in ROOMS)
    ),
    "clip": Family("clip_jobs", tuple(f"{part}/moving" for part in ("hand", "foot", *BODY))),
}


def families() -> dict[str, Family]:
    """The families that there are, by name."""
    return {name: family for name, family in FAMILIES.items() if family.there}
