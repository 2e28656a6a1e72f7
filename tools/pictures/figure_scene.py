# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts a posed figure into the Blender scene and looks at it. 1 unit = 1 cm, Z up."""

from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Matrix

from .framing import HALF_FIELD, LENS_MM, SENSOR_MM
from .geometry import unit
from .scene import _area_light

Array = np.ndarray
STRAND_RADIUS_CM = 0.013


@dataclass(frozen=True)
class View:
    """A camera: what it looks at (3,), where it stands (3,), half the picture's width there."""

    target: Array
    place: Array
    half_width: float

    @property
    def axes(self) -> Array:
        """Rows: right, forwards, up of the picture."""
        forwards = unit(self.target - self.place)
        right = unit(np.cross(forwards, [0.0, 0, 1]))
        return np.stack([right, forwards, np.cross(right, forwards)])

    def project(self, points: Array) -> Array:
        """Places (n, 2) in the picture, -1 to 1, of world points (n, 3)."""
        seen = (points - self.place) @ self.axes.T
        return seen[:, [0, 2]] / seen[:, 1:2] / HALF_FIELD


def view_of(target: Array, azimuth: float, elevation: float, half_width: float) -> View:
    """A view from an azimuth (0: in front of the person, 90: the person's left, degrees)."""
    a, e = np.radians(azimuth), np.radians(elevation)
    towards = np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])
    return View(target, target + towards * half_width / HALF_FIELD, half_width)


def place_camera(view: View) -> None:
    """Put the camera into the scene."""
    data = bpy.data.cameras.new("camera")
    data.lens = LENS_MM
    data.sensor_width = SENSOR_MM
    data.clip_end = 5000
    thing = bpy.data.objects.new("camera", data)
    bpy.context.scene.collection.objects.link(thing)
    right, forwards, up = view.axes
    matrix = np.eye(4)
    matrix[:3, :3] = np.stack([right, up, -forwards], 1)
    matrix[:3, 3] = view.place
    thing.matrix_world = Matrix(matrix.tolist())
    bpy.context.scene.camera = thing


def light_figure(view: View, light_side: str) -> None:
    """Key, fill and rim light and a dim sky; the key comes from the light side of the picture."""
    way = -1 if light_side == "left" else 1
    scale = view.half_width / 11
    lights = (
        ((way * 40, -38, 42), 28, 34000, (1, 0.95, 0.88)),
        ((-way * 52, -34, -2), 50, 6200, (0.88, 0.94, 1)),
        ((-way * 26, 16, 46), 20, 9500, (1, 0.98, 0.95)),
    )
    for offset, size, energy, colour in lights:
        place = view.target + np.array(offset) @ view.axes * scale
        _area_light(place, view.target, size * scale, energy * scale**2, colour)
    sky = bpy.data.worlds.new("sky")
    bpy.context.scene.world = sky
    sky.use_nodes = True
    nodes = sky.node_tree.nodes
    background = nodes.get("Background") or nodes.new("ShaderNodeBackground")
    background.inputs[0].default_value = (0.85, 0.9, 1.0, 1.0)
    background.inputs[1].default_value = 0.34


def put_strands(
    strands: Array, material: bpy.types.Material, radius_cm: float = STRAND_RADIUS_CM
) -> None:
    """Hair (n, points, 3) as Cycles curves, thinner towards the tip."""
    count, points = strands.shape[:2]
    curves = bpy.data.hair_curves.new("hair")
    curves.add_curves([points] * count)
    flat = strands.astype(np.float32).ravel()
    curves.attributes["position"].data.foreach_set("vector", flat)
    radius = radius_cm * np.tile(np.linspace(1.0, 0.45, points), count)
    attribute = curves.attributes.get("radius") or curves.attributes.new("radius", "FLOAT", "POINT")
    attribute.data.foreach_set("value", radius.astype(np.float32))
    curves.materials.append(material)
    thing = bpy.data.objects.new("hair", curves)
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.cycles_curves.shape = "RIBBONS"
