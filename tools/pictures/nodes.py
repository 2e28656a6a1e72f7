# SPDX-License-Identifier: GPL-3.0-or-later
"""A thin layer over Blender's shader nodes, so that a shader reads like arithmetic."""

import bpy

Socket = bpy.types.NodeSocket
Value = float | Socket


def linear(colour: str) -> tuple[float, float, float, float]:
    """'#rrggbb' as linear RGBA."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    curve = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return (curve[0], curve[1], curve[2], 1.0)


class Nodes:
    """The node tree of one material."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.tree.nodes.clear()

    def add(self, kind: str, inputs: dict | None = None, **properties) -> bpy.types.Node:
        """A node with its properties set and its inputs set or linked."""
        node = self.tree.nodes.new(kind)
        for name, value in properties.items():
            setattr(node, name, value)
        for key, value in (inputs or {}).items():
            if isinstance(value, Socket):
                self.tree.links.new(value, node.inputs[key])
            else:
                node.inputs[key].default_value = value
        return node

    def math(self, operation: str, a: Value, b: Value = 0.0, c: Value = 0.0) -> Socket:
        return self.add("ShaderNodeMath", {0: a, 1: b, 2: c}, operation=operation).outputs[0]

    def times(self, *values: Value) -> Socket:
        product = values[0]
        for value in values[1:]:
            product = self.math("MULTIPLY", product, value)
        return product

    def plus(self, *values: Value) -> Socket:
        total = values[0]
        for value in values[1:]:
            total = self.math("ADD", total, value)
        return total

    def minus(self, a: Value, b: Value) -> Socket:
        return self.math("SUBTRACT", a, b)

    def maximum(self, *values: Value) -> Socket:
        out = values[0]
        for value in values[1:]:
            out = self.math("MAXIMUM", out, value)
        return out

    def mix(self, share: Value, a, b) -> Socket:
        """Colour a where the share is 0, b where it is 1."""
        node = self.add("ShaderNodeMix", {0: share, 6: a, 7: b}, data_type="RGBA")
        node.clamp_factor = True
        return node.outputs[2]

    def mix_number(self, share: Value, a: Value, b: Value) -> Socket:
        return self.add("ShaderNodeMix", {0: share, 2: a, 3: b}, data_type="FLOAT").outputs[0]

    def number(self, name: str) -> Socket:
        """A mask of masks.py."""
        return self.add("ShaderNodeAttribute", attribute_name=name).outputs["Fac"]

    def place(self, name: str = "rest") -> Socket:
        return self.add("ShaderNodeAttribute", attribute_name=name).outputs["Vector"]

    def stretched(self, vector: Socket, factors: tuple[float, float, float]) -> Socket:
        inputs = {0: vector, 1: factors}
        return self.add("ShaderNodeVectorMath", inputs, operation="MULTIPLY").outputs[0]

    def noise(self, vector: Socket, scale: float, detail: float, roughness: float) -> Socket:
        inputs = {"Vector": vector, "Scale": scale, "Detail": detail, "Roughness": roughness}
        return self.add("ShaderNodeTexNoise", inputs).outputs["Fac"]

    def cells(self, vector: Socket, scale: float) -> Socket:
        """Distance from the nearest border of a cell pattern."""
        inputs = {"Vector": vector, "Scale": scale}
        node = self.add("ShaderNodeTexVoronoi", inputs, feature="DISTANCE_TO_EDGE")
        return node.outputs["Distance"]

    def ramp(self, value: Value, low: float, high: float) -> Socket:
        """0 at low, 1 at high, smooth in between."""
        inputs = {0: value, 1: low, 2: high, 3: 0.0, 4: 1.0}
        node = self.add("ShaderNodeMapRange", inputs, interpolation_type="SMOOTHSTEP")
        return node.outputs[0]

    def finish(self, shader: bpy.types.Node) -> bpy.types.Material:
        """Use the node as the surface."""
        output = self.add("ShaderNodeOutputMaterial")
        self.tree.links.new(shader.outputs[0], output.inputs[0])
        return self.material


def simple_material(name: str, colour: str, roughness: float) -> bpy.types.Material:
    """One colour, for cups and pens."""
    nodes = Nodes(name)
    inputs = {"Base Color": linear(colour), "Roughness": roughness, "Specular IOR Level": 0.5}
    return nodes.finish(nodes.add("ShaderNodeBsdfPrincipled", inputs))
