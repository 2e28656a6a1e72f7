# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials of whole figures: skin, eyes, cloth and hair. Nothing is baked."""

import bpy

from .nodes import Nodes, linear
from .people import Tone


def skin_material(tone: Tone, old: float, hair: str, subsurface: bool) -> bpy.types.Material:
    """Skin with uneven colour, flushed joints, lips, nails and brows; hair colour under hair."""
    n = Nodes("figure skin")
    rest = n.place()
    large = n.noise(rest, 0.16, 1, 0.6)
    middle = n.noise(rest, 0.8, 2, 0.65)
    fine = n.noise(rest, 4.5, 1, 0.6)
    flushed = n.times(n.number("flush"), n.math("MULTIPLY_ADD", middle, 0.6, 0.2))
    colour = n.mix(flushed, linear(tone.back), linear(tone.flush))
    colour = n.mix(n.times(n.ramp(middle, 0.45, 0.75), 0.22), colour, linear(tone.flush))
    cloudy, grain = n.minus(large, 0.5), n.minus(fine, 0.5)
    value = n.plus(1.0, n.times(cloudy, 0.30 + 0.2 * tone.dark), n.times(grain, 0.16))
    colour = n.add("ShaderNodeHueSaturation", {"Color": colour, "Value": value}).outputs[0]
    spots = n.ramp(n.noise(rest, 2.6, 0, 0.45), 0.72, 0.78)
    colour = n.mix(n.times(spots, 0.18 + 0.3 * old), colour, linear(tone.flush))
    lips = n.mix(0.4, linear(tone.flush), linear(tone.palm))
    colour = n.mix(n.times(n.number("lips"), 0.6), colour, lips)
    nail = n.ramp(n.number("nail"), 0.4, 0.6)
    colour = n.mix(nail, colour, linear(tone.nail))
    hairy = n.maximum(n.number("scalp"), n.times(n.number("brow"), 0.85))
    hairy = n.times(hairy, 0.9)
    colour = n.mix(hairy, colour, linear(hair))
    height = n.times(n.noise(rest, 5.0, 2, 0.7), 0.04 + 0.06 * old)
    bump = n.add("ShaderNodeBump", {"Height": height, "Strength": 0.8, "Distance": 1.0})
    rough = n.math("MULTIPLY_ADD", middle, 0.16, 0.44 - 0.06 * tone.dark)
    inputs = {
        "Base Color": colour,
        "Roughness": n.mix_number(nail, rough, 0.3),
        "Normal": bump.outputs[0],
        "Subsurface Weight": (0.9 - 0.4 * tone.dark) if subsurface else 0.0,
        "Subsurface Radius": (1.0, 0.36, 0.18),
        "Subsurface Scale": 0.35 * (1 - 0.5 * tone.dark),
        "Specular IOR Level": 0.38 + 0.1 * tone.dark,
        "IOR": 1.4,
    }
    shader = n.add("ShaderNodeBsdfPrincipled", inputs)
    shader.subsurface_method = "BURLEY"
    return n.finish(shader)


def eye_material() -> bpy.types.Material:
    """An eye; the attribute `iris` is the distance (cm) from the middle of the pupil."""
    n = Nodes("eye")
    iris = n.number("iris")
    colour = n.mix(n.ramp(iris, 0.30, 0.24), linear("#4d3420"), linear("#0a0806"))
    colour = n.mix(n.ramp(iris, 0.62, 0.55), linear("#d9d3cb"), colour)
    inputs = {"Base Color": colour, "Roughness": 0.15}
    return n.finish(n.add("ShaderNodeBsdfPrincipled", inputs))


def cloth_material(
    name: str, colour: str, stripes: str | None = None, rib: float = 0.0
) -> bpy.types.Material:
    """Woven cotton: hems a finger wide with a seam, a fine weave, a little fluff.

    Reads the attributes `rest` (place at rest) and `edge` (cm from the nearest hem).
    """
    n = Nodes(name)
    rest, edge = n.place(), n.number("edge")
    base = linear(colour)
    shade = n.minus(n.noise(rest, 0.5, 1, 0.6), 0.5)
    value = n.plus(
        1.0, n.times(shade, 0.10), n.times(n.minus(n.noise(rest, 14, 0, 0.6), 0.5), 0.22)
    )
    painted = base
    if stripes:
        height = n.add("ShaderNodeSeparateXYZ", {0: rest}).outputs[2]
        wave = n.math("SINE", n.times(height, 2.6))
        painted = n.mix(n.ramp(wave, 0.62, 0.72), base, linear(stripes))
    inputs = {"Color": painted, "Value": value, "Saturation": 1.0}
    tinted = n.add("ShaderNodeHueSaturation", inputs).outputs[0]
    seam = n.times(n.ramp(edge, 1.55, 1.68), n.ramp(edge, 1.9, 1.77))
    tinted = n.mix(n.times(seam, 0.35), tinted, linear("#2a2a2a"))
    weave = n.math("SINE", n.times(n.add("ShaderNodeSeparateXYZ", {0: rest}).outputs[2], 22.0))
    height = n.plus(
        n.times(n.noise(rest, 9.0, 1, 0.7), 0.05), n.times(weave, 0.004), n.times(seam, -0.10)
    )
    if rib:
        height = n.plus(height, n.times(n.ramp(edge, rib + 0.1, rib), 0.10))
    bump = n.add("ShaderNodeBump", {"Height": height, "Strength": 0.7, "Distance": 1.0})
    inputs = {
        "Base Color": tinted,
        "Roughness": 0.92,
        "Normal": bump.outputs[0],
        "Sheen Weight": 0.18,
        "Sheen Roughness": 0.5,
        "Specular IOR Level": 0.2,
        "Emission Color": tinted,  # what light finds its way into a loose sleeve
        "Emission Strength": 0.05,
    }
    return n.finish(n.add("ShaderNodeBsdfPrincipled", inputs))


def hair_material(colour: str) -> bpy.types.Material:
    """Strands of hair; each is a little lighter or darker than its neighbours."""
    n = Nodes("hair")
    shader = n.add("ShaderNodeBsdfHairPrincipled")
    shader.parametrization = "COLOR"
    chance = n.add("ShaderNodeHairInfo").outputs["Random"]
    value = n.math("MULTIPLY_ADD", chance, 0.5, 0.75)
    inputs = {"Color": linear(colour), "Value": value}
    tinted = n.add("ShaderNodeHueSaturation", inputs).outputs[0]
    n.tree.links.new(tinted, shader.inputs["Color"])
    shader.inputs["Roughness"].default_value = 0.38
    shader.inputs["Radial Roughness"].default_value = 0.45
    return n.finish(shader)
