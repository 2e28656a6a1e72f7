# SPDX-License-Identifier: GPL-3.0-or-later
"""Meshes through Blender: Catmull-Clark subdivision and dense objects with attributes."""

from dataclasses import dataclass

import bpy
import numpy as np
from scipy.sparse import csr_matrix

Array = np.ndarray


@dataclass(frozen=True)
class Subdivided:
    """Vertices (n, 3), quads (m, 4), texture points of the corners (4m, 2), normals (n, 3)."""

    vertices: Array
    quads: Array
    texture_points: Array
    normals: Array


def plain_mesh(name: str, vertices: Array, faces: list) -> bpy.types.Mesh:
    """A small mesh from vertices and faces of any number of corners."""
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([tuple(v) for v in vertices], [], [list(f) for f in faces])
    mesh.update()
    return mesh


def link(name: str, mesh: bpy.types.Mesh) -> bpy.types.Object:
    """Put a mesh into the scene."""
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def subdivide(vertices: Array, quads: list, level: int, corners: Array | None = None) -> Subdivided:
    """Catmull-Clark subdivision; `corners` (4m, 2) are texture points of the corners."""
    mesh = plain_mesh("coarse", vertices, quads)
    if corners is not None:
        layer = mesh.uv_layers.new(name="UVMap")
        layer.data.foreach_set("uv", np.asarray(corners, np.float32).ravel())
    thing = link("coarse", mesh)
    modifier = thing.modifiers.new("subdivide", "SUBSURF")
    modifier.levels = modifier.render_levels = level
    graph = bpy.context.evaluated_depsgraph_get()
    graph.update()
    evaluated = thing.evaluated_get(graph)
    fine = evaluated.to_mesh()
    place = np.empty(len(fine.vertices) * 3, np.float32)
    fine.vertices.foreach_get("co", place)
    normals = np.empty(len(fine.vertices) * 3, np.float32)
    fine.vertex_normals.foreach_get("vector", normals)
    loops = np.empty(len(fine.loops), np.int32)
    fine.loops.foreach_get("vertex_index", loops)
    texture_points = np.zeros(len(fine.loops) * 2, np.float32)
    if corners is not None:
        fine.uv_layers[0].data.foreach_get("uv", texture_points)
    evaluated.to_mesh_clear()
    bpy.data.objects.remove(thing)
    bpy.data.meshes.remove(mesh)
    return Subdivided(
        place.reshape(-1, 3).astype(float),
        loops.reshape(-1, 4),
        texture_points.reshape(-1, 2),
        normals.reshape(-1, 3).astype(float),
    )


def subdivide_values(values: Array, quads: list, level: int) -> Array:
    """Subdivide numbers at the vertices (n, k), three at a time, as if they were places."""
    count = values.shape[1]
    padded = np.pad(values, ((0, 0), (0, -count % 3)))
    parts = [
        subdivide(padded[:, i : i + 3], quads, level).vertices for i in range(0, padded.shape[1], 3)
    ]
    return np.concatenate(parts, 1)[:, :count]


def limit_matrix(quads: list, count: int) -> csr_matrix:
    """Matrix (n, n) that moves coarse vertices onto the limit surface of the subdivision."""
    edges: list[set[int]] = [set() for _ in range(count)]
    across: list[list[int]] = [[] for _ in range(count)]
    for quad in quads:
        for i in range(4):
            edges[quad[i]].update((quad[i - 1], quad[(i + 1) % 4]))
            across[quad[i]].append(quad[(i + 2) % 4])
    rows, columns, values = [], [], []

    def put(row: int, column: int, value: float) -> None:
        rows.append(row)
        columns.append(column)
        values.append(value)

    for v in range(count):
        n = len(across[v])
        if n != len(edges[v]):  # on the open end of the arm
            put(v, v, 1.0)
            continue
        whole = n * n + 5 * n
        put(v, v, n * n / whole)
        for other in edges[v]:
            put(v, other, 4 / whole)
        for other in across[v]:
            put(v, other, 1 / whole)
    return csr_matrix((values, (rows, columns)), shape=(count, count))


def dense_object(
    name: str, vertices: Array, quads: Array, corners: Array, attributes: dict, material
) -> bpy.types.Object:
    """A smooth quad mesh with texture points and named attributes at the vertices."""
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(len(vertices))
    mesh.vertices.foreach_set("co", vertices.astype(np.float32).ravel())
    loops = len(quads) * 4
    mesh.loops.add(loops)
    mesh.loops.foreach_set("vertex_index", quads.astype(np.int32).ravel())
    mesh.polygons.add(len(quads))
    mesh.polygons.foreach_set("loop_start", np.arange(0, loops, 4, dtype=np.int32))
    mesh.update(calc_edges=True)
    mesh.shade_smooth()
    layer = mesh.uv_layers.new(name="UVMap")
    layer.data.foreach_set("uv", corners.astype(np.float32).ravel())
    for key, value in attributes.items():
        value = np.asarray(value, np.float32)
        if value.ndim == 2:
            mesh.attributes.new(key, "FLOAT_VECTOR", "POINT").data.foreach_set(
                "vector", value.ravel()
            )
        else:
            mesh.attributes.new(key, "FLOAT", "POINT").data.foreach_set("value", value)
    mesh.materials.append(material)
    return link(name, mesh)
