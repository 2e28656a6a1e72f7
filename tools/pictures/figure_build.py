# SPDX-License-Identifier: GPL-3.0-or-later
"""A person, posed, dressed and combed, as plain arrays, then as objects of the scene."""

import hashlib
import os
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from .body import BaseMesh, Rig
from .clothes import SHORTS, Garment, Tailor
from .clothes_drape import STEPS, Drape
from .figure_body import ARM_BONES, FAR, FigureBody
from .figure_people import FIGURES
from .figure_pose import FigurePosture, bone_rotations
from .figure_props import MAT_BELOW, Block, Prop
from .figure_scene import put_strands
from .figure_skin import cloth_material, eye_material, hair_material, skin_material
from .geometry import smoothstep
from .hair import grown_hair
from .mesh import Subdivided, dense_object, link, plain_mesh, subdivide, subdivide_values
from .nodes import simple_material
from .people import PEOPLE, TONES

Array = np.ndarray
MIRROR = np.array([-1.0, 1.0, 1.0])
CLOTH_CM = 0.16
THIGH_CM, SHIN_CM = 42.0, 40.0
CLOTH_RECIPE = 1  # raise when a change of the code lets cloth fall otherwise
COVERING_CM = 1.2
DEEP_CM, HEM_CM, CLOSE_CM, FAR_CM = 14.0, 2.0, 1.4, 2.6
UNDER_CM, MOST_SUNK_CM = 0.7, 2.2  # skin below cloth
SLEEVELESS = ("vest", "singlet")


def _normals(places: Array, quads: Array) -> Array:
    """Normals (n, 3) at the vertices of a quad mesh."""
    corners = places[quads]
    flat = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    out = np.zeros_like(places)
    for i in range(4):
        np.add.at(out, quads[:, i], flat)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def _softened(values: Array, quads: Array, rounds: int = 8) -> Array:
    """Values (n,) evened out between neighbours of a quad mesh."""
    corners = quads.ravel()
    count = np.maximum(np.bincount(corners, minlength=len(values)), 1)
    for _ in range(rounds):
        middles = np.repeat(values[quads].mean(1), 4)
        values = np.bincount(corners, middles, minlength=len(values)) / count
    return values


@cache
def base_mesh() -> BaseMesh:
    return BaseMesh()


@cache
def body_of(person: str) -> FigureBody:
    return FigureBody(base_mesh(), FIGURES[person])


@cache
def tailor_of(person: str) -> Tailor:
    return Tailor(body_of(person))


@cache
def drape_of(person: str, garment: str) -> Drape:
    return Drape(tailor_of(person).garment(garment))


@cache
def hair_of(person: str) -> Array:
    return grown_hair(body_of(person))


@dataclass(frozen=True)
class Outfit:
    """The top (a garment's name, or None) and its colour, the colour of the shorts (None where
    they are out of the picture), a stripe colour of the top or None, and which shorts."""

    top: str | None
    top_colour: str
    shorts_colour: str | None
    stripes: str | None = None
    shorts: str = "shorts"


def _tipped(posture: FigurePosture, side: str, bone: str, step: float) -> FigurePosture:
    """The posture with one thigh or shin raised by a step (cm for each cm of it)."""
    name = {"L": "left_leg", "R": "right_leg"}[side]
    leg = getattr(posture, name)
    out, forth, up = getattr(leg, bone)
    return replace(posture, **{name: replace(leg, **{bone: (out, forth, up + step)})})


class PosedFigure:
    """A left-sided figure in a posture; `flip` shows it mirrored. Places are in cm, Z up."""

    def __init__(
        self,
        person: str,
        posture: FigurePosture,
        outfit: Outfit,
        flip: bool,
        scratch: Path,
        props: tuple[Prop, ...] = (),
    ) -> None:
        self.person = person
        self.body = body_of(person)
        self.outfit = outfit
        self.flip = flip
        self.scratch = scratch
        self.turn, self.shift = np.eye(3), np.zeros(3)
        base, joints = self.body.base, self.body.joints
        if MAT_BELOW in props:
            posture = self._levelled(posture)
        self.rotations = bone_rotations(base, joints, posture)
        self.coarse = self.body.posed(self.rotations)
        transforms = self.body.rig.transforms(self.rotations)
        self.transforms = dict(zip(self.body.rig.bones, transforms, strict=False))
        self.blocks = tuple(prop.block(self.body, self.coarse) for prop in props)
        self.surface: tuple[Array, Array] = (np.zeros((0, 3)), np.zeros((0, 3)))

    def _levelled(self, posture: FigurePosture) -> FigurePosture:
        """The posture of somebody who kneels on one knee, brought down to one floor: the shin
        tipped until knee and foot lie, then the other thigh until its foot stands."""
        kneeling, other = ("L", "R") if posture.left_leg.shin[1] < -0.5 else ("R", "L")
        for _ in range(6):
            posed = self.body.posed(bone_rotations(self.body.base, self.body.joints, posture))
            knee = self._lowest(posed, f"lowerleg01.{kneeling}", f"lowerleg02.{kneeling}")
            foot = self._lowest(posed, f"foot.{kneeling}", "toe", side=kneeling)
            posture = _tipped(posture, kneeling, "shin", (knee - foot) / SHIN_CM)
            stands = self._lowest(posed, f"foot.{other}", "toe", side=other)
            posture = _tipped(posture, other, "thigh", (min(knee, foot) - stands) / THIGH_CM)
        return posture

    def _lowest(self, posed: Array, *bones: str, side: str = "") -> float:
        """Height (cm) of the lowest skin of these bones; `side` narrows it to half the body."""
        skin = self.body.skin.used
        mine = self.body.share(*bones)[skin] > 0.6
        if side:
            mine &= (self.body.vertices[skin, 0] > 0) == (side == "L")
        return float(posed[skin][mine, 2].min())

    def put_at(self, turn: Array, shift: Array) -> None:
        """Turn the left-sided figure by a matrix (3, 3) and move it (3,) before it is shown."""
        self.turn, self.shift = turn, shift

    def shown(self, points: Array) -> Array:
        """Points of the left-sided figure as they are shown."""
        moved = np.asarray(points) @ self.turn.T + self.shift
        return moved * MIRROR if self.flip else moved

    def posed_joint(self, bone: str, end: int = 0) -> Array:
        """Where a bone's head (0) or tail (1) is in the left-sided figure."""
        matrix = self.transforms[bone]
        return matrix[:3, :3] @ self.body.joints[bone][end] + matrix[:3, 3]

    def joint(self, bone: str, end: int = 0) -> Array:
        """Where a bone's head (0) or tail (1) is shown."""
        return self.shown(self.posed_joint(bone, end))

    def direction(self, bone: str, rest: tuple[float, float, float]) -> Array:
        """A direction at rest, carried along by a bone, as it is shown."""
        turned = self.turn @ self.transforms[bone][:3, :3] @ np.asarray(rest, float)
        return turned * MIRROR if self.flip else turned

    def _quads(self, quads: Array, corners: Array | None = None) -> tuple[Array, Array]:
        if corners is None:
            corners = np.zeros((4 * len(quads), 2))
        if not self.flip:
            return quads, corners
        return quads[:, ::-1], corners.reshape(-1, 4, 2)[:, ::-1].reshape(-1, 2)

    @property
    def garments(self) -> list[str]:
        shorts = self.outfit.shorts if self.outfit.shorts_colour else None
        return [name for name in (shorts, self.outfit.top) if name]

    def _cloth(self, name: str, skin: Array, normals: Array) -> tuple[Garment, Array]:
        """A garment and its places after it fell; `skin` (n, 3) is what it falls on."""
        drape = drape_of(self.person, name)
        garment, tailor = drape.garment, tailor_of(self.person)
        weights = np.zeros((len(garment.vertices), len(self.body.rig.bones) + 1))
        weights[:, tailor.columns] = garment.weights / garment.weights.sum(1, keepdims=True)
        rig = Rig(self.body.rig.heads, self.body.rig.parents, weights)
        start = rig.skin(garment.vertices, self.rotations)
        # only a part of it is seen where shorts are not
        steps = STEPS if self.outfit.shorts in self.garments else STEPS // 2
        facts = (self.person, name, self.rotations, self.blocks, len(skin), steps)
        key = hashlib.sha256(repr((CLOTH_RECIPE, facts)).encode()).hexdigest()[:20]
        kept = self.scratch / "cloth" / f"{self.person}-{name}-{key}.npy"
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(f".{os.getpid()}.part.npy")
            np.save(part, drape.fall(start, skin, normals, self.blocks, steps).astype(np.float32))
            part.replace(kept)
        return garment, np.load(kept).astype(float)

    def _clothes(self) -> list[tuple[Garment, Array]]:
        """Shorts first, then the top over them."""
        part = self.body.skin
        soft = subdivide(self.coarse[part.used], part.quads, 1)
        skin, normals = soft.vertices, soft.normals
        share = self.body.share(*ARM_BONES)[part.used]
        arms = subdivide_values(share[:, None], part.quads, 1)[:, 0] > 0.6
        out = []
        for name in self.garments:
            # a vest hangs beside the arms, which would else be caught in its arm holes
            free = arms if name in SLEEVELESS else np.zeros(len(arms), bool)
            beside = np.concatenate([~free, np.ones(len(skin) - len(arms), bool)])
            garment, cloth = self._cloth(name, skin[beside], normals[beside])
            out.append((garment, cloth))
            outwards = _normals(cloth, garment.quads)
            bare = cKDTree(cloth).query(skin)[0] > COVERING_CM
            arms = arms[bare[: len(arms)]]
            skin = np.concatenate([skin[bare], cloth + outwards * CLOTH_CM])
            normals = np.concatenate([normals[bare], outwards])
        return out

    def _tucked(
        self, fine: Subdivided, clothes: list[tuple[Garment, Array]]
    ) -> tuple[Array, Array]:
        """The skin (n, 3), sunk below the cloth that would else let it through, and (n,) which of
        it is drawn: not what lies deep under cloth."""
        place, drawn = fine.vertices.copy(), np.ones(len(fine.vertices), bool)
        for garment, cloth in clothes:
            inside = tailor_of(self.person).inside(garment.name)
            away, near = cKDTree(cloth).query(fine.vertices)
            outwards = _normals(cloth, garment.quads)[near]
            above = ((fine.vertices - cloth[near]) * outwards).sum(1) + UNDER_CM
            under = smoothstep(inside, 0.3, HEM_CM) * (1 - smoothstep(away, CLOSE_CM, FAR_CM))
            sunk = np.clip(above, 0, MOST_SUNK_CM) * under
            place -= fine.normals * _softened(sunk, self.body.fine.quads)[:, None]
            drawn &= inside < DEEP_CM
        return place, drawn

    def put(self, subsurface: bool, blocks: bool = True, hair: bool = True) -> Array:
        """Put skin, eyes, clothes, perhaps hair and blocks into the scene; returns the shown
        places (n, 3) of skin and cloth. Keeps in `surface` places and normals of what is seen of
        them, in the frame of the left-sided figure."""
        body, person = self.body, PEOPLE[self.person]
        part, tone = body.skin, TONES[person.tone]
        fine = subdivide(self.coarse[part.used], part.quads, 2)
        clothes = self._clothes()
        places, seen = self._tucked(fine, clothes)
        quads, corners = body.fine.quads, body.fine.texture_points.reshape(-1, 4, 2)
        kept = seen[quads].any(1)
        quads, corners = self._quads(quads[kept], corners[kept].reshape(-1, 2))
        look = body.figure.hair
        material = skin_material(tone, person.morph.old, look.colour, subsurface)
        dense_object("skin", self.shown(places), quads, corners, body.masks, material)
        self._put_eyes()
        colours = {
            self.outfit.top: self.outfit.top_colour,
            self.outfit.shorts: self.outfit.shorts_colour,
        }
        for garment, cloth in clothes:
            self._put_cloth(garment, cloth, colours[garment.name])
        for block in self.blocks if blocks else ():
            self._put_block(block)
        self.surface = (
            np.concatenate([places[seen], *(cloth for _, cloth in clothes)]),
            np.concatenate([fine.normals[seen], *(_normals(c, g.quads) for g, c in clothes)]),
        )
        if hair:
            self._put_hair()
        return self.shown(np.concatenate([fine.vertices, *(cloth for _, cloth in clothes)]))

    def _put_hair(self) -> None:
        head = self.transforms["head"]
        strands = hair_of(self.person) @ head[:3, :3].T + head[:3, 3]
        strands = self.shown(strands.reshape(-1, 3)).reshape(strands.shape)
        put_strands(strands, hair_material(self.body.figure.hair.colour))

    def _put_cloth(self, garment: Garment, cloth: Array, colour: str) -> None:
        stripes = self.outfit.stripes if garment.name == "shirt" else None
        quads, corners = self._quads(garment.quads)
        masks = {"rest": garment.vertices, "edge": garment.edge}
        rib = 0.0 if garment.name in SHORTS else 1.6
        material = cloth_material(garment.name, colour, stripes, rib)
        thing = dense_object(garment.name, self.shown(cloth), quads, corners, masks, material)
        smooth = thing.modifiers.new("smooth", "SMOOTH")
        smooth.iterations, smooth.factor = 5, 0.5
        solid = thing.modifiers.new("solid", "SOLIDIFY")
        solid.thickness, solid.offset = CLOTH_CM, 0
        fine = thing.modifiers.new("fine", "SUBSURF")
        fine.levels = fine.render_levels = 1

    def _put_block(self, block: Block) -> None:
        low, high = np.array(block.low), np.array(block.high)
        corners = np.array(list(product((0, 1), repeat=3)))
        places = self.shown(low + corners * (high - low))
        faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
        if self.flip:
            faces = [face[::-1] for face in faces]
        mesh = plain_mesh("block", places, faces)
        mesh.materials.append(simple_material("block", block.colour, 0.75))
        thing = link("block", mesh)
        bevel = thing.modifiers.new("bevel", "BEVEL")
        bevel.width, bevel.segments = 0.7, 3
        mesh.shade_smooth()

    def _put_eyes(self) -> None:
        part = self.body.eyes
        rest = subdivide(self.body.vertices[part.used], part.quads, 2).vertices
        posed = subdivide(self.coarse[part.used], part.quads, 2)
        iris = np.full(len(rest), FAR)
        for side in "LR":
            middle = self.body.joints[f"eye.{side}"][0]
            mine = (rest[:, 0] > 0) == (side == "L")
            iris[mine] = np.linalg.norm((rest[mine] - middle)[:, [0, 2]], axis=1)
        quads, corners = self._quads(posed.quads)
        dense_object(
            "eyes", self.shown(posed.vertices), quads, corners, {"iris": iris}, eye_material()
        )
