# SPDX-License-Identifier: GPL-3.0-or-later
"""A procedural skin, worked out in the space of the hand at rest, and its bake to images.

Lengths in the height are cm. The bake turns the skin of one person into a colour PNG and a
height EXR, which makes a picture three times faster.
"""

import hashlib
import inspect
from pathlib import Path

import bpy
import numpy as np

from .mesh import Subdivided, dense_object
from .nodes import Nodes, Socket, linear
from .people import TONES, Person, Tone

BAKE_SIZE = 2048


def _creases(n: Nodes, rest: Socket, palm: Socket, old: float) -> Socket:
    wobble = n.times(n.minus(n.noise(rest, 2.5, 2, 0.5), 0.5), 0.22)
    along = n.plus(n.number("crease_distance"), wobble)
    broken = n.ramp(n.noise(rest, 5.0, 2, 0.5), 0.3, 0.6)
    ripples = n.ramp(n.math("SINE", n.times(along, 34.0)), 0.35, 1.0)
    wrinkles = n.times(ripples, n.number("back_creases"), broken, 0.55 + 0.4 * old)

    def line(place: float, width: float) -> Socket:
        return n.ramp(n.math("ABSOLUTE", n.minus(along, place)), width, 0.0)

    joints = n.maximum(line(0.06, 0.07), n.times(line(-0.13, 0.06), 0.7))
    joints = n.times(joints, n.number("palm_creases"))
    shaky = n.times(n.minus(n.noise(rest, 1.8, 3, 0.6), 0.5), 0.12)
    distance = n.plus(n.number("palm_line_distance"), shaky)
    palm_lines = n.times(n.ramp(distance, 0.10, 0.0), palm)
    fine = n.times(n.ramp(n.cells(rest, 1.1), 0.05, 0.0), palm, 0.08)
    return n.maximum(joints, palm_lines, fine, wrinkles)


def _spots(n: Nodes, rest: Socket, palm: Socket, colour: Socket, tone: Tone, old: float) -> Socket:
    """Age spots on old skin, freckles on young skin, nothing in the palm."""
    outside = n.minus(1.0, palm)
    if old > 0.5:
        where = n.ramp(n.noise(rest, 3.1, 2, 0.5), 0.64, 0.74)
        spot = "#8a5a3c" if tone.dark < 0.5 else "#33201a"
        return n.mix(n.times(where, outside, 0.45 * old), colour, linear(spot))
    where = n.ramp(n.noise(rest, 6.5, 1, 0.4), 0.74, 0.78)
    return n.mix(n.times(where, outside, 0.25), colour, linear(tone.flush))


def skin_graph(n: Nodes, tone: Tone, old: float) -> tuple[Socket, Socket, Socket]:
    """Colour, height (cm) and nail mask."""
    rest, palm = n.place(), n.number("palm")
    large = n.noise(rest, 0.55, 4, 0.6)
    middle = n.noise(rest, 2.2, 4, 0.65)
    fine = n.noise(rest, 9.0, 3, 0.6)
    colour = n.mix(palm, linear(tone.back), linear(tone.palm))
    flushed = n.times(n.number("flush"), n.math("MULTIPLY_ADD", middle, 0.55, 0.3))
    colour = n.mix(flushed, colour, linear(tone.flush))
    colour = n.mix(n.times(n.ramp(middle, 0.45, 0.75), 0.30), colour, linear(tone.flush))
    cloudy = n.minus(large, 0.5)
    grain = n.math("MULTIPLY_ADD", n.minus(fine, 0.5), 0.22 + 0.16 * tone.dark, 1.0)
    inputs = {
        "Color": colour,
        "Value": n.plus(n.times(cloudy, 0.35 + 0.25 * tone.dark), grain),
        "Saturation": n.math("MULTIPLY_ADD", cloudy, -0.35, 1.0),
    }
    colour = n.add("ShaderNodeHueSaturation", inputs).outputs[0]
    course = n.noise(n.stretched(rest, (0.42, 0.13, 0.42)), 1.0, 1.5, 0.4)
    vein = n.ramp(n.math("ABSOLUTE", n.minus(course, 0.5)), 0.055, 0.0)
    vein = n.times(vein, n.number("vein"))
    blue = 0.12 * (1 - tone.dark) + 0.07 * old * (1 - 0.7 * tone.dark)
    colour = n.mix(n.times(vein, blue), colour, linear("#7c8f92"))
    colour = _spots(n, rest, palm, colour, tone, old)
    crease = _creases(n, rest, palm, old)
    deep = n.mix(0.5, linear(tone.flush), linear("#4a2218"))
    colour = n.mix(n.times(crease, 0.34 + 0.22 * tone.dark), colour, deep)
    nail = n.ramp(n.number("nail"), 0.42, 0.58)
    rim = n.times(
        n.ramp(n.number("nail"), 0.15, 0.45), n.minus(1.0, n.ramp(n.number("nail"), 0.45, 0.62))
    )
    colour = _nail_colour(n, colour, nail, rim, tone)
    return colour, _height(n, rest, crease, vein, nail, rim, old), nail


def _nail_colour(n: Nodes, colour: Socket, nail: Socket, rim: Socket, tone: Tone) -> Socket:
    along = n.number("along_nail")
    plate = n.mix(n.ramp(along, 0.84, 0.90), linear(tone.nail), linear("#e6d6c8"))
    moon = n.times(n.ramp(along, 0.24, 0.12), 0.45)
    plate = n.mix(moon, plate, linear("#ecd6cb"))
    colour = n.mix(n.times(rim, 0.30), colour, n.mix(0.5, linear(tone.flush), linear("#5a2a1c")))
    return n.mix(nail, colour, plate)


def _height(
    n: Nodes, rest: Socket, crease: Socket, vein: Socket, nail: Socket, rim: Socket, old: float
) -> Socket:
    pores = n.times(n.ramp(n.cells(rest, 11.0), 0.0, 0.12), n.minus(1.0, nail), 0.012 + 0.008 * old)
    uneven = n.times(n.noise(rest, 6.0, 4, 0.6), 0.02 + 0.03 * old)
    veins = n.times(vein, 0.026 + 0.016 * old)
    tendons = n.times(n.number("tendon"), 0.045 + 0.05 * old)
    height = n.plus(pores, uneven, veins, tendons, n.times(nail, 0.02))
    height = n.minus(height, n.times(crease, 0.034 + 0.03 * old))
    return n.minus(height, n.times(rim, 0.045))


def packed(corners: np.ndarray) -> np.ndarray:
    """Texture points of the corners (4m, 2), moved so that hand and forearm, which lie in
    different islands, both get a good share of the image."""
    quads = corners.reshape(-1, 4, 2).copy()
    upper = quads[:, :, 1].mean(1) > 0.4
    for chosen, low, high in ((~upper, 0.01, 0.72), (upper, 0.75, 0.99)):
        part = quads[chosen]
        if len(part):
            least, most = part.reshape(-1, 2).min(0), part.reshape(-1, 2).max(0)
            part = (part - least) / (most - least)
            quads[chosen] = part * [0.98, high - low] + [0.01, low]
    return quads.reshape(-1, 2)


class Skin:
    """The skin of one part of one person, baked once into a folder and then read from there."""

    def __init__(
        self,
        person: Person,
        fine: Subdivided,
        masks: dict[str, np.ndarray],
        corners: np.ndarray,
        folder: Path,
        part: str,
        source: str = "",
    ) -> None:
        """`fine` is the surface at rest, `corners` (4m, 2) its texture points, each place of the
        image used once. `masks` has the keys that masks.skin_masks explains. `part` comes into
        the file names ("" for the hand); `source` is the code that made the masks: the bake is
        made again when it, the shader or the person changes."""
        self.fine = fine
        self.tone = TONES[person.tone]
        self.old = person.morph.old
        self.masks = masks
        self.corners = corners
        functions = (skin_graph, _creases, _spots, _nail_colour, _height)
        source = (
            "".join(inspect.getsource(f) for f in functions) + source + repr((person, self.tone))
        )
        recipe = hashlib.sha256(source.encode()).hexdigest()[:10]
        name = f"{person.name}-{part}-{recipe}" if part else f"{person.name}-{recipe}"
        self.colour_file = folder / f"{name}-colour.png"
        self.height_file = folder / f"{name}-height.exr"

    def bake(self) -> None:
        """Make the two images if they are not there. Clears the scene."""
        from .scene import empty_scene

        if self.colour_file.exists() and self.height_file.exists():
            return
        self.colour_file.parent.mkdir(parents=True, exist_ok=True)
        empty_scene(64, 1).cycles.use_denoising = False
        nodes = Nodes("bake")
        colour, height, _ = skin_graph(nodes, self.tone, self.old)
        emission = nodes.add("ShaderNodeEmission")
        material = nodes.finish(emission)
        fine = self.fine
        thing = dense_object("bake", fine.vertices, fine.quads, self.corners, self.masks, material)
        bpy.context.view_layer.objects.active = thing
        thing.select_set(True)
        for socket, path in ((colour, self.colour_file), (height, self.height_file)):
            exact = path.suffix == ".exr"
            image = bpy.data.images.new("bake", BAKE_SIZE, BAKE_SIZE, float_buffer=exact)
            if exact:
                image.use_half_precision = True
                image.colorspace_settings.name = "Non-Color"
            target = nodes.add("ShaderNodeTexImage", image=image)
            nodes.tree.nodes.active = target
            nodes.tree.links.new(socket, emission.inputs[0])
            bpy.ops.object.bake(type="EMIT", margin=12, margin_type="EXTEND")
            image.filepath_raw = str(path)
            image.file_format = "OPEN_EXR" if exact else "PNG"
            image.save()
            nodes.tree.nodes.remove(target)

    def material(self, subsurface: bool, even: float = 0.0) -> bpy.types.Material:
        """The baked skin as a material; palm or sole as `even` (0 to 1) as one asks for."""
        n = Nodes("skin")
        where = n.add("ShaderNodeUVMap", uv_map="UVMap").outputs[0]
        colours = bpy.data.images.load(str(self.colour_file))
        heights = bpy.data.images.load(str(self.height_file))
        heights.colorspace_settings.name = "Non-Color"
        colour = n.add("ShaderNodeTexImage", {"Vector": where}, image=colours).outputs["Color"]
        if even:
            plain = n.mix(0.25, linear(self.tone.palm), linear(self.tone.back))
            colour = n.mix(n.times(n.number("palm"), even), colour, plain)
        height = n.add(
            "ShaderNodeTexImage", {"Vector": where}, image=heights, interpolation="Cubic"
        ).outputs["Color"]
        height = n.add("ShaderNodeSeparateColor", {0: height}).outputs[0]
        bump = n.add("ShaderNodeBump", {"Height": height, "Strength": 1.0, "Distance": 1.0})
        nail = n.ramp(n.number("nail"), 0.42, 0.58)
        dark = self.tone.dark
        rough = n.math("MULTIPLY_ADD", n.noise(n.place(), 3.0, 1, 0.6), 0.18, 0.42 - 0.06 * dark)
        inputs = {
            "Base Color": colour,
            "Roughness": n.mix_number(nail, rough, 0.28),
            "Normal": bump.outputs[0],
            "Subsurface Weight": (1.0 - 0.4 * dark) if subsurface else 0.0,
            "Subsurface Radius": (1.0, 0.36, 0.18),
            "Subsurface Scale": 0.20 * (1 - 0.5 * dark),
            "Specular IOR Level": 0.40 + 0.1 * dark,
            "IOR": 1.4,
        }
        shader = n.add("ShaderNodeBsdfPrincipled", inputs)
        shader.subsurface_method = "BURLEY"  # hardly to be told from a random walk, and faster
        return n.finish(shader)
