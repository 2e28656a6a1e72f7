# SPDX-License-Identifier: GPL-3.0-or-later
"""Light, camera and rendering of one picture with Cycles. 1 unit = 1 cm.

The hand is rendered on nothing and laid on one flat colour afterwards: the ground of a picture
is exactly uniform, so that a turned picture shows no floor and no corner.
"""

import os
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector
from PIL import Image

from .framing import LENS_MM, SENSOR_MM, Camera

Array = np.ndarray


def empty_scene(size: int, samples: int, exposure: float = 0.0) -> bpy.types.Scene:
    """A new scene for pictures of size x size pixels. Removes everything there was."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = samples
    cycles.seed = 1
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.02
    cycles.use_denoising = True
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_prefilter = "FAST"
    cycles.denoising_quality = "BALANCED"
    cycles.max_bounces = 6
    cycles.diffuse_bounces = 2
    cycles.glossy_bounces = 2
    cycles.transmission_bounces = 4
    cycles.caustics_reflective = False
    cycles.caustics_refractive = False
    render = scene.render
    render.threads_mode = "FIXED"
    render.threads = int(os.environ.get("PICTURES_THREADS", "2"))
    render.resolution_x = render.resolution_y = size
    render.resolution_percentage = 100
    render.film_transparent = True
    render.image_settings.file_format = "PNG"
    render.image_settings.color_mode = "RGBA"
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = "AgX - Medium High Contrast"
    scene.view_settings.exposure = exposure
    return scene


def _area_light(
    place: Array, target: Array, size: float, energy: float, colour: tuple[float, float, float]
) -> None:
    light = bpy.data.lights.new("area", "AREA")
    light.size = size
    light.energy = energy
    light.color = colour
    thing = bpy.data.objects.new("area", light)
    bpy.context.scene.collection.objects.link(thing)
    thing.location = place
    direction = Vector(target) - Vector(place)
    thing.rotation_euler = direction.to_track_quat("-Z", "Y").to_euler()


def light_hand(camera: Camera, light_side: str) -> None:
    """Key, fill and rim light and a dim sky; the key comes from the light side of the picture."""
    way = -1 if light_side == "left" else 1
    scale = camera.half_width / 11
    lights = (
        ((way * 40, -38, 42), 26, 33000, (1, 0.95, 0.88)),
        ((-way * 52, -34, -6), 50, 4600, (0.88, 0.94, 1)),
        ((-way * 26, 16, 46), 20, 9500, (1, 0.98, 0.95)),
    )
    for offset, size, energy, colour in lights:
        place = camera.target + np.array(offset) * scale
        _area_light(place, camera.target, size * scale, energy * scale**2, colour)
    sky = bpy.data.worlds.new("sky")
    bpy.context.scene.world = sky
    sky.use_nodes = True
    nodes = sky.node_tree.nodes
    background = nodes.get("Background") or nodes.new("ShaderNodeBackground")
    background.inputs[0].default_value = (0.85, 0.9, 1.0, 1.0)
    background.inputs[1].default_value = 0.30


def place_camera(camera: Camera) -> None:
    """Put the camera into the scene, looking along +Y."""
    data = bpy.data.cameras.new("camera")
    data.lens = LENS_MM
    data.sensor_width = SENSOR_MM
    data.clip_end = 5000
    thing = bpy.data.objects.new("camera", data)
    bpy.context.scene.collection.objects.link(thing)
    thing.location = camera.place
    thing.rotation_euler = (np.pi / 2, 0, 0)
    bpy.context.scene.camera = thing


def render_rgba(scratch: Path) -> Image.Image:
    """Render the scene; the PNG stays in the scratch file."""
    bpy.context.scene.render.filepath = str(scratch)
    bpy.ops.render.render(write_still=True)
    return Image.open(scratch).convert("RGBA")


def on_ground(picture: Image.Image, colour: str) -> Image.Image:
    """The picture laid on one flat colour, as RGB."""
    ground = Image.new("RGBA", picture.size, colour)
    return Image.alpha_composite(ground, picture).convert("RGB")
