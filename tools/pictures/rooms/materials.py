# SPDX-License-Identifier: GPL-3.0-or-later
"""Procedural materials of rooms. Patterns run in the coordinates of the object, in cm."""

import bpy

from ..nodes import Nodes, Socket, linear

Material = bpy.types.Material


def _place(n: Nodes) -> Socket:
    return n.add("ShaderNodeTexCoord").outputs["Object"]


def _part(n: Nodes, vector: Socket) -> tuple[Socket, Socket, Socket]:
    outputs = n.add("ShaderNodeSeparateXYZ", {0: vector}).outputs
    return outputs[0], outputs[1], outputs[2]


def _vector(n: Nodes, x, y, z=0.0) -> Socket:
    return n.add("ShaderNodeCombineXYZ", {0: x, 1: y, 2: z}).outputs[0]


def _random(n: Nodes, x: Socket, y: Socket | float) -> Socket:
    vector = _vector(n, x, y)
    return n.add("ShaderNodeTexWhiteNoise", {"Vector": vector}).outputs["Value"]


def _surface(
    n: Nodes, colour, rough, height: Socket | None = None, depth: float = 0.1, gloss: float = 0.4
) -> Material:
    inputs = {"Base Color": colour, "Roughness": rough, "Specular IOR Level": gloss}
    if height is not None:
        bump = n.add("ShaderNodeBump", {"Height": height, "Strength": 1.0, "Distance": depth})
        inputs["Normal"] = bump.outputs[0]
    return n.finish(n.add("ShaderNodeBsdfPrincipled", inputs))


def plain(colour: str, rough: float = 0.5, gloss: float = 0.4) -> Material:
    """One colour: glaze, plastic, lacquer."""
    n = Nodes("plain")
    return _surface(n, linear(colour), rough, gloss=gloss)


def metal(colour: str = "#c9ccce", rough: float = 0.25) -> Material:
    n = Nodes("metal")
    inputs = {"Base Color": linear(colour), "Metallic": 1.0, "Roughness": rough}
    return n.finish(n.add("ShaderNodeBsdfPrincipled", inputs))


def plaster(colour: str) -> Material:
    """A painted wall."""
    n = Nodes("plaster")
    where = _place(n)
    cloudy = n.minus(n.noise(where, 0.02, 2, 0.5), 0.5)
    shade = n.plus(1.0, n.times(cloudy, 0.12))
    colour_out = n.add(
        "ShaderNodeHueSaturation", {"Color": linear(colour), "Value": shade}
    ).outputs[0]
    return _surface(n, colour_out, 0.85, n.noise(where, 1.2, 3, 0.6), 0.04, 0.2)


def wood(
    light: str, dark: str, width: float = 9.0, along: str = "x", rough: float = 0.42
) -> Material:
    """Boards side by side, `width` cm each, running along "x", "y" or "z" of the object."""
    n = Nodes("wood")
    x, y, z = _part(n, _place(n))
    run, across, other = {"x": (x, y, z), "y": (y, x, z), "z": (z, x, y)}[along]
    board = n.times(across, 1 / width)
    number = n.math("FLOOR", board)
    chance = _random(n, number, 3.0)
    run = n.plus(run, n.times(chance, 400.0))
    warp = n.times(
        n.noise(_vector(n, n.times(run, 0.03), n.times(across, 0.12), other), 1, 2, 0.5), 5
    )
    rings = n.noise(
        _vector(n, n.times(run, 0.015), n.plus(n.times(across, 0.9), warp), n.times(other, 0.9)),
        1.0,
        4,
        0.62,
    )
    fibres = n.noise(
        _vector(n, n.times(run, 0.12), n.times(across, 5.0), n.times(other, 5.0)), 1.0, 3, 0.6
    )
    colour = n.mix(n.ramp(rings, 0.32, 0.68), linear(light), linear(dark))
    colour = n.mix(n.times(n.ramp(fibres, 0.5, 0.75), 0.35), colour, linear(dark))
    shade = n.plus(0.9, n.times(chance, 0.2))
    colour = n.add("ShaderNodeHueSaturation", {"Color": colour, "Value": shade}).outputs[0]
    edge = n.minus(board, number)
    gap = n.ramp(n.times(n.math("MINIMUM", edge, n.minus(1.0, edge)), width), 0.05, 0.13)
    colour = n.mix(n.minus(1.0, gap), colour, linear("#2a1b12"))
    height = n.plus(n.times(fibres, 0.15), gap)
    return _surface(n, colour, rough, height, 0.06, 0.35)


def tiles(
    colour: str,
    other: str,
    grout: str,
    size: tuple[float, float],
    flat: str = "z",
    rough: float = 0.25,
) -> Material:
    """Tiles of this size; `flat` names the axis that the tiled plane faces."""
    n = Nodes("tiles")
    x, y, z = _part(n, _place(n))
    u, v = {"z": (x, y), "y": (x, z), "x": (y, z)}[flat]
    u, v = n.times(n.plus(u, 500.0), 1 / size[0]), n.times(n.plus(v, 500.0), 1 / size[1])
    i, j = n.math("FLOOR", u), n.math("FLOOR", v)
    f, g = n.minus(u, i), n.minus(v, j)
    to_u = n.times(n.math("MINIMUM", f, n.minus(1.0, f)), size[0])
    to_v = n.times(n.math("MINIMUM", g, n.minus(1.0, g)), size[1])
    inner = n.ramp(n.math("MINIMUM", to_u, to_v), 0.1, 0.28)
    tile = n.mix(_random(n, i, j), linear(colour), linear(other))
    cloud = n.noise(_place(n), 0.12, 3, 0.6)
    tile = n.mix(n.times(n.ramp(cloud, 0.4, 0.8), 0.3), tile, linear(other))
    return _surface(
        n, n.mix(inner, linear(grout), tile), n.mix_number(inner, 0.8, rough), inner, 0.12
    )


def fabric(
    colour: str,
    other: str | None = None,
    pattern: str = "stripes",
    size: float = 6.0,
    weave: float = 3.0,
    rough: float = 0.95,
    depth: float = 0.06,
) -> Material:
    """Woven cloth; `pattern` of the other colour: "stripes", "checks" or "border" bands of `size`
    cm. `weave`: threads per cm."""
    n = Nodes("fabric")
    where = _place(n)
    x, y, _ = _part(n, where)
    out = linear(colour)
    if other is not None:

        def band(along: Socket, share: float) -> Socket:
            t = n.math("FRACT", n.times(n.plus(along, 500.0), 1 / size))
            return n.ramp(n.math("ABSOLUTE", n.minus(t, 0.5)), share + 0.015, share - 0.015)

        if pattern == "checks":
            out = n.mix(n.times(band(x, 0.25), 0.55), out, linear(other))
            out = n.mix(n.times(band(y, 0.25), 0.55), out, linear(other))
        else:
            out = n.mix(band(x, 0.16), out, linear(other))
    thread = n.times(
        n.math("SINE", n.times(x, weave * 6.28)), n.math("SINE", n.times(y, weave * 6.28))
    )
    fuzz = n.noise(where, weave * 1.6, 2, 0.6)
    shade = n.plus(0.86, n.times(fuzz, 0.28))
    out = n.add("ShaderNodeHueSaturation", {"Color": out, "Value": shade}).outputs[0]
    height = n.plus(n.times(thread, 0.4), fuzz)
    return _surface(n, out, rough, height, depth, 0.1)


def terry(colour: str, other: str | None = None, size: float = 8.0) -> Material:
    """Towelling: a pile of small loops."""
    return fabric(colour, other, "stripes", size, weave=1.7, depth=0.22)


def pile(colour: str, other: str, third: str, half: tuple[float, float]) -> Material:
    """A rug of wool with two borders along its rim; `half` as for its shape."""
    n = Nodes("pile")
    where = _place(n)
    x, y, _ = _part(n, where)
    inside = n.math(
        "MINIMUM",
        n.minus(half[0], n.math("ABSOLUTE", x)),
        n.minus(half[1], n.math("ABSOLUTE", y)),
    )
    wobble = n.times(n.minus(n.noise(where, 0.8, 2, 0.6), 0.5), 0.8)
    inside = n.plus(inside, wobble)
    out = n.mix(
        n.times(n.ramp(inside, 6.0, 6.6), n.ramp(inside, 12.2, 11.6)), linear(colour), linear(other)
    )
    out = n.mix(n.times(n.ramp(inside, 15.0, 15.5), n.ramp(inside, 17.5, 17.0)), out, linear(third))
    tufts = n.noise(where, 2.4, 3, 0.7)
    shade = n.plus(0.72, n.times(tufts, 0.56))
    out = n.add("ShaderNodeHueSaturation", {"Color": out, "Value": shade}).outputs[0]
    return _surface(n, out, 1.0, tufts, 0.5, 0.05)


def stone(colour: str, other: str) -> Material:
    """Rough stone or concrete."""
    n = Nodes("stone")
    where = _place(n)
    rough = n.noise(where, 0.35, 6, 0.65)
    grain = n.noise(where, 4.0, 3, 0.6)
    out = n.mix(n.ramp(rough, 0.35, 0.68), linear(colour), linear(other))
    out = n.mix(n.times(n.ramp(grain, 0.55, 0.75), 0.35), out, linear(other))
    return _surface(n, out, 0.8, n.plus(n.times(rough, 0.7), n.times(grain, 0.3)), 0.25, 0.25)


def sand(light: str = "#e2cda6", dark: str = "#b8976a") -> Material:
    n = Nodes("sand")
    where = _place(n)
    grains = n.noise(where, 9.0, 2, 0.7)
    lumps = n.noise(where, 0.25, 4, 0.6)
    out = n.mix(n.ramp(lumps, 0.3, 0.75), linear(light), linear(dark))
    out = n.mix(n.times(n.ramp(grains, 0.55, 0.72), 0.5), out, linear("#8f7350"))
    out = n.mix(n.times(n.ramp(grains, 0.42, 0.3), 0.4), out, linear("#f3e6cb"))
    return _surface(n, out, 0.95, n.plus(n.times(lumps, 2.0), n.times(grains, 0.5)), 0.35, 0.15)


def green(light: str, dark: str, scale: float = 0.3) -> Material:
    """Grass and leaves."""
    n = Nodes("green")
    patches = n.noise(_place(n), scale, 3, 0.7)
    out = n.mix(n.ramp(patches, 0.3, 0.7), linear(light), linear(dark))
    return _surface(n, out, 0.55, gloss=0.3)


def fruit(colour: str, other: str) -> Material:
    n = Nodes("fruit")
    where = _place(n)
    out = n.mix(n.ramp(n.noise(where, 0.35, 3, 0.6), 0.4, 0.7), linear(colour), linear(other))
    return _surface(n, out, 0.38, n.noise(where, 3.0, 2, 0.5), 0.03)


def wicker(light: str = "#c79a63", dark: str = "#7d5630") -> Material:
    n = Nodes("wicker")
    x, y, z = _part(n, _place(n))
    turn = n.times(n.math("ARCTAN2", y, x), 14.0)
    row = n.math("FLOOR", n.times(z, 1.1))
    weave = n.math("SINE", n.plus(turn, n.times(row, 3.14159)))
    rows = n.math("ABSOLUTE", n.math("SINE", n.times(z, 1.1 * 3.14159)))
    height = n.times(n.plus(0.6, n.times(weave, 0.4)), rows)
    out = n.mix(n.ramp(height, 0.15, 0.6), linear(dark), linear(light))
    return _surface(n, out, 0.6, height, 0.5, 0.3)


def water(near: str = "#6fa9a8", far: str = "#3f7f9b") -> Material:
    n = Nodes("water")
    where = n.stretched(_place(n), (0.012, 0.05, 0.05))
    ripples = n.noise(where, 1.0, 4, 0.6)
    out = n.mix(n.ramp(ripples, 0.35, 0.65), linear(near), linear(far))
    return _surface(n, out, 0.25, ripples, 6.0, 0.5)
