# SPDX-License-Identifier: GPL-3.0-or-later
"""What jobs of hands and of feet in rooms have in common. No Blender here."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from .jobs import Share, job_hash, shares
from .people import PEOPLE

Words = tuple[str, str, str]


@dataclass(frozen=True)
class Place:
    """One cell: a posture seen in a view, in a way, on a spot of a place (see rooms)."""

    posture: str
    view: str
    way: str
    place: str
    spot: str


@dataclass(frozen=True)
class LimbRoomJob:
    """One picture. Angles in degrees: `turn` of the limb on its surface, azimuth and elevation of
    the camera; `way` in which it rests and `cover` ("" or what hides a part of it) as in
    ..._rooms_cells.py; `fill` is how much of the picture it takes; `mirrored` is the room's."""

    part: ClassVar[str]
    recipe: ClassVar[int]
    revisions: ClassVar[dict[str, int]]
    frames: ClassVar[int] = 1
    fps: ClassVar[str] = ""
    direction: ClassVar[str] = ""
    turnable: ClassVar[bool] = False

    set: str
    posture: str
    view: str
    person: str
    side: str
    light_side: str
    place: str
    spot: str
    way: str
    cover: str
    turn: float
    azimuth: float
    elevation: float
    fill: float
    off_centre: tuple[float, float]
    mirrored: bool
    seed: int

    @property
    def name(self) -> str:
        return f"{self.posture}_{self.view}_{self.place}_{self.person}"

    @property
    def file(self) -> str:
        """Path below assets/images, with forward slashes."""
        return f"{self.part}/{self.set}/{self.name}.webp"

    @property
    def hash(self) -> str:
        """Changes when anything changes that the picture depends on."""
        revision = self.revisions.get(f"{self.set}/{self.posture}_{self.view}_{self.place}", 0)
        return job_hash([self.recipe, revision, asdict(self), repr(PEOPLE[self.person])])

    def in_mirror(self) -> dict[str, Any]:
        """What else is the other way round in the mirror picture."""
        x, y = self.off_centre
        return {"azimuth": -self.azimuth, "off_centre": (-x, y), "mirrored": not self.mirrored}


def dealt(
    sets: dict[str, tuple[Place, ...]], seed: int, instead_of: dict[Words, Words] | None = None
) -> Iterator[tuple[str, Place, Share]]:
    """Set, cell, and person, side and light of each picture; `instead_of` names for a cell (by
    posture, view and place) the one that it took the place of, so that the shares of all others
    stay as they were."""
    for kind, places in sets.items():
        keys = {(p.posture, p.view, p.place): p for p in places}
        cells = {(instead_of or {}).get(key, key): place for key, place in keys.items()}
        if len(cells) != len(places):
            raise AssertionError("two cells are the same")
        for share in shares(list(cells), 1, seed + (kind == "busy")):
            yield kind, cells[share.cell], share
