# SPDX-License-Identifier: GPL-3.0-or-later
"""The present Blender scene as a stage: what is put on it, and its daylight."""

import random
from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Matrix, Vector

from ..mesh import link
from ..nodes import linear
from .arrange import Arrangement, Surface
from .items import Item
from .items import items as items_named
from .shapes import Shape
from .view import SENSOR_MM, RoomCamera, Spot

Array = np.ndarray
MIRROR = np.array([-1.0, 1.0, 1.0])
SMALL_ITEMS = items_named("blocks", "fruit", "candle", "fruit")
SUN_ANGLE = 38.0  # degrees; wide, for the soft shadows of a large window
SHARP_SUN_ANGLE = 7.0
SUN = 3.1
FILL_SUN = 0.75
SKY = 0.68


def mesh_of(shape: Shape, name: str) -> bpy.types.Mesh:
    """A mesh of triangles and quads, built without loops over vertices."""
    mesh = bpy.data.meshes.new(name)
    corners = shape.faces.shape[1]
    mesh.vertices.add(len(shape.vertices))
    mesh.vertices.foreach_set("co", shape.vertices.astype(np.float32).ravel())
    mesh.loops.add(shape.faces.size)
    mesh.loops.foreach_set("vertex_index", shape.faces.astype(np.int32).ravel())
    mesh.polygons.add(len(shape.faces))
    starts = np.arange(0, shape.faces.size, corners, dtype=np.int32)
    mesh.polygons.foreach_set("loop_start", starts)
    mesh.update(calc_edges=True)
    if shape.smooth:
        mesh.shade_smooth()
    return mesh


@dataclass
class Stage:
    """What the module of a place builds with. `origin` is the spot in the place's own
    coordinates: what is `built` there is moved so that the spot comes to (0, 0, 0)."""

    spot: Spot
    spot_name: str
    chance: random.Random
    numbers: np.random.Generator
    arrangement: Arrangement
    busy: bool
    skin: float
    origin: Array
    objects: list

    def built(self, shape: Shape, material: bpy.types.Material) -> None:
        """A wall or a piece of furniture, in the coordinates of the place."""
        self.put(shape, material, -self.origin)

    def put(self, shape: Shape, material: bpy.types.Material, place: Array) -> None:
        """Something at a place relative to the spot."""
        mesh = mesh_of(shape, "thing")
        mesh.materials.append(material)
        thing = link("thing", mesh)
        thing.location = place
        if shape.bevel:
            modifier = thing.modifiers.new("bevel", "BEVEL")
            modifier.width = shape.bevel
            modifier.segments = 2
            modifier.limit_method = "ANGLE"
        self.objects.append(thing)

    def strew(self, items: list[Item], surfaces: list[Surface], count: int, hide: float = 0) -> int:
        """Put up to `count` of the items, in this order, where they are seen; in busy pictures
        smaller things where these find no room. Surfaces are relative to the spot. Returns how
        many found room."""
        found = 0
        for item in [*items, *(SMALL_ITEMS if self.busy else ())]:
            if found == count:
                break
            place = self.arrangement.find(item.radius, item.height, surfaces, hide)
            if place is None:
                continue
            found += 1
            turn = self.chance.uniform(0, 360)
            for shape, material in item.make(self.chance, self.numbers):
                self.put(shape.moved((0, 0, 0), turn), material, place)
        return found

    def pick(self, *colours: str) -> str:
        """One of the colours that the skin stands out from."""

        def apart(colour: str) -> float:
            red, green, blue, _ = linear(colour)
            return abs((0.21 * red + 0.72 * green + 0.07 * blue) ** 0.45 - self.skin)

        good = [colour for colour in colours if apart(colour) > 0.13]
        return self.chance.choice(good or [max(colours, key=apart)])

    def mirror(self) -> None:
        """Mirror all that was put here at the plane x = 0."""
        for thing in self.objects:
            thing.matrix_basis = Matrix.Diagonal((-1, 1, 1, 1)) @ thing.matrix_basis


def _sun(towards: Array, strength: float, angle: float, colour: tuple) -> None:
    light = bpy.data.lights.new("sun", "SUN")
    light.energy = strength
    light.angle = np.radians(angle)
    light.color = colour
    thing = bpy.data.objects.new("sun", light)
    bpy.context.scene.collection.objects.link(thing)
    thing.rotation_euler = Vector(towards).to_track_quat("-Z", "Y").to_euler()


def daylight(
    light_side: str, camera: RoomCamera, outdoors: bool, sharp: bool, height: float
) -> None:
    """Soft daylight from one side of the picture, fill from the other, and the sky. Suns light
    near and far alike, so the same numbers serve a hand and a whole person."""
    way = -1 if light_side == "left" else 1
    right, _, forward = camera.axes
    ahead = np.array([forward[0], forward[1], 0]) / np.hypot(forward[0], forward[1])
    right = np.array([right[0], right[1], 0])
    key = right * way * 0.75 - ahead * 0.38 + np.array([0, 0, 0.62 + height])
    fill = -right * way * 0.8 - ahead * 0.65 + np.array([0, 0, 0.35])
    angle = SHARP_SUN_ANGLE if sharp else SUN_ANGLE
    _sun(-key, SUN * (1.2 if sharp else 1.0), angle, (1, 0.955, 0.89))
    _sun(-fill, FILL_SUN * (0.7 if sharp else 1.0), 60, (0.88, 0.94, 1))
    sky = bpy.data.worlds.new("sky")
    bpy.context.scene.world = sky
    sky.use_nodes = True
    nodes, links = sky.node_tree.nodes, sky.node_tree.links
    background = nodes.get("Background") or nodes.new("ShaderNodeBackground")
    where = nodes.new("ShaderNodeTexCoord")
    parts = nodes.new("ShaderNodeSeparateXYZ")
    links.new(where.outputs["Generated"], parts.inputs[0])
    ramp = nodes.new("ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].position = 0.0
    ramp.color_ramp.elements[0].color = linear("#dfe8ec" if outdoors else "#e6e4df")
    ramp.color_ramp.elements[1].position = 0.55
    ramp.color_ramp.elements[1].color = linear("#8fb9dd" if outdoors else "#dfe6ee")
    links.new(parts.outputs["Z"], ramp.inputs[0])
    links.new(ramp.outputs[0], background.inputs[0])
    background.inputs[1].default_value = SKY * (1.25 if outdoors else 1.0)


def place_room_camera(camera: RoomCamera, blur: float = 0.006) -> None:
    """Put the camera into the scene. `blur`: radius of the aperture as a share of the distance;
    what lies far behind the subject gets soft, as in a photograph."""
    data = bpy.data.cameras.new("camera")
    data.sensor_width = SENSOR_MM
    data.lens = SENSOR_MM / 2 / camera.half_field
    data.clip_start = 1.0
    data.clip_end = 100000
    data.dof.use_dof = blur > 0
    data.dof.focus_distance = camera.distance
    if blur > 0:
        data.dof.aperture_fstop = data.lens * 1e-3 / (2 * blur * camera.distance)
    thing = bpy.data.objects.new("camera", data)
    bpy.context.scene.collection.objects.link(thing)
    thing.location = camera.place
    right, up, forward = camera.axes
    thing.rotation_euler = Matrix(np.stack([right, up, -forward], 1).tolist()).to_euler()
    bpy.context.scene.camera = thing
