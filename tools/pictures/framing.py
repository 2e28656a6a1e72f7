# SPDX-License-Identifier: GPL-3.0-or-later
"""From the hand frame to the world and onto the picture. No Blender here.

World: X right, Z up, the camera looks along +Y; one unit is 1 cm. A picture is square and runs
from -1 to 1 both ways; the program shows the circle of radius 1 in it.
"""

from dataclasses import dataclass

import numpy as np

from .geometry import enclosing_circle, rotation

Array = np.ndarray
HAND_TO_WORLD = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])
LENS_MM = 100.0
SENSOR_MM = 36.0
HALF_FIELD = SENSOR_MM / 2 / LENS_MM
FILL = 0.91
LEAST_RADIUS_CM = 6.4


@dataclass(frozen=True)
class Camera:
    """Where the camera stands (3,), and half the width of the picture in cm at the hand."""

    place: Array
    half_width: float
    distance: float

    def project(self, points: Array) -> Array:
        """Places (n, 2) on the picture of world points (n, 3)."""
        offset = points - self.place
        return offset[:, [0, 2]] / offset[:, 1:2] / HALF_FIELD

    @property
    def target(self) -> Array:
        """The world point (3,) in the middle of the picture, at the depth of the hand."""
        return self.place + np.array([0, self.distance, 0])


def view_matrix(yaw: float, pitch: float, roll: float) -> Array:
    """Hand frame to world: turned about the fingers' axis by yaw, then tilted towards the
    viewer by pitch, then turned in the picture by roll. All zero: the back of an upright hand."""
    turned = rotation((0, 0, 1), yaw) @ HAND_TO_WORLD
    return rotation((0, 1, 0), roll) @ rotation((1, 0, 0), pitch) @ turned


def frame(points: Array) -> Camera:
    """A camera for which the points (n, 3) fill the circle of radius FILL."""
    depth = (points[:, 1].min() + points[:, 1].max()) / 2
    centre, radius = enclosing_circle(points[:, [0, 2]])
    middle = np.array([centre[0], depth, centre[1]])
    radius = max(radius, LEAST_RADIUS_CM)
    distance = radius / FILL / HALF_FIELD
    for _ in range(6):
        camera = Camera(middle - [0, distance, 0], distance * HALF_FIELD, distance)
        centre, radius = enclosing_circle(camera.project(points))
        middle = middle + np.array([centre[0], 0, centre[1]]) * camera.half_width
        least = LEAST_RADIUS_CM / camera.half_width
        distance *= max(radius, least) / FILL
    return Camera(middle - [0, distance, 0], distance * HALF_FIELD, distance)


def chirality(thumbward: Array, fingerward: Array, backward: Array) -> str:
    """'left' or 'right', from three directions of the depicted hand in world axes."""
    volume = float(np.linalg.det(np.stack([thumbward, fingerward, backward])))
    if abs(volume) < 1e-6:
        raise ValueError("the three directions lie in one plane")
    return "left" if volume > 0 else "right"
