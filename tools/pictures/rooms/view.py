# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a subject can rest in a room, and the camera that looks at it. No Blender here.

Room frame: the subject rests on the plane z = 0 near the origin, Z is up, the camera stands on the
side of -Y and the far side of the room is +Y; lengths in cm.
"""

from dataclasses import dataclass

import numpy as np

from ..geometry import enclosing_circle, unit

Array = np.ndarray
LENS_MM = 60.0
SENSOR_MM = 36.0
HALF_FIELD = SENSOR_MM / 2 / LENS_MM
FILL = 0.62  # of the picture's half width; the rest shows the room


@dataclass(frozen=True)
class Spot:
    """A place where something can rest.

    kind: "top" (table or cushion, for hands), "floor" (feet, standing, kneeling), "seat" (somebody
        sits; the floor lies `height` below) or "step" (a tread; see steps.py).
    height: of the surface above the floor, cm.
    reach: half width and half depth (cm) of the even surface around the origin.
    turns: the subject may be turned to any side; otherwise it faces -Y, towards the camera.
    azimuths, elevations: degrees within which the camera sees only what is built.
    """

    kind: str
    height: float
    reach: tuple[float, float]
    turns: bool = True
    azimuths: tuple[float, float] = (-35.0, 35.0)
    elevations: tuple[float, float] = (8.0, 65.0)


@dataclass(frozen=True)
class RoomCamera:
    """A camera at `place` (3,) that looks at `target` (3,), upright, with this half field."""

    place: Array
    target: Array
    half_field: float = HALF_FIELD

    @property
    def axes(self) -> Array:
        """Rows: right, up and forward of the picture."""
        forward = unit(self.target - self.place)
        right = unit(np.cross(forward, [0, 0, 1.0]))
        return np.stack([right, np.cross(right, forward), forward])

    @property
    def distance(self) -> float:
        """From the camera to the target, cm."""
        return float(np.linalg.norm(self.target - self.place))

    @property
    def half_width(self) -> float:
        """Half the width of the picture at the target, cm."""
        return self.distance * self.half_field

    def project(self, points: Array) -> Array:
        """Places (n, 2) on the picture, from -1 to 1 both ways, of room points (n, 3)."""
        seen = (np.asarray(points, float) - self.place) @ self.axes.T
        return seen[:, :2] / seen[:, 2:] / self.half_field

    def on_plane(self, u: float, v: float, height: float = 0.0) -> Array | None:
        """The room point (3,) seen at (u, v) on the plane of this height, or None above the
        horizon."""
        right, up, forward = self.axes
        ray = forward + self.half_field * (u * right + v * up)
        if ray[2] > -1e-3:
            return None
        return self.place + ray * ((height - self.place[2]) / ray[2])


def look_at(
    points: Array,
    azimuth: float,
    elevation: float,
    fill: float = FILL,
    off_centre: tuple[float, float] = (0.0, 0.0),
    lens_mm: float = LENS_MM,
) -> RoomCamera:
    """A camera for which the points (n, 3) lie in a circle of radius `fill`, its centre at
    `off_centre` on the picture. Azimuth 0 looks along +Y, positive stands further to +X; a
    positive elevation looks down. A fill above 1 crops."""
    points = np.asarray(points, float)
    a, e = np.radians(azimuth), np.radians(elevation)
    back = np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])
    half_field = SENSOR_MM / 2 / lens_mm
    middle = (points.min(0) + points.max(0)) / 2
    distance = float(np.linalg.norm(points - middle, axis=1).max()) / fill / half_field
    for _ in range(8):
        camera = RoomCamera(middle + back * distance, middle, half_field)
        centre, radius = enclosing_circle(camera.project(points))
        right, up, _ = camera.axes
        shift = (centre[0] - off_centre[0]) * right + (centre[1] - off_centre[1]) * up
        middle = middle + shift * camera.half_width
        distance *= radius / fill
    return RoomCamera(middle + back * distance, middle, half_field)
