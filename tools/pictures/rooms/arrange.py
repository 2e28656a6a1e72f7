# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts things where the camera sees them and where they hide nothing. No Blender here."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .view import RoomCamera

Array = np.ndarray
TRIES = 400
SEEN = 0.94  # of the half width of the picture
NEAREST_TO_SUBJECT_CM = 0.6
LARGEST_BEFORE = 0.62  # of the picture's half width, for what is beside or before the subject


@dataclass(frozen=True)
class Surface:
    """An even rectangle that things may stand on: corners (x, y) and height, cm."""

    low: tuple[float, float]
    high: tuple[float, float]
    height: float = 0.0

    def holds(self, place: Array, radius: float) -> bool:
        """Whether a disc lies wholly on it."""
        x, y = place[:2]
        return bool(
            self.low[0] + radius <= x <= self.high[0] - radius
            and self.low[1] + radius <= y <= self.high[1] - radius
        )


@dataclass(frozen=True)
class Standing:
    """Where something stands: its place (3,), radius and height in cm."""

    place: Array
    radius: float
    height: float

    def outline(self) -> Array:
        """Points (24, 3) around it."""
        turn = np.linspace(0, 2 * np.pi, 8, endpoint=False)
        ring = np.stack([np.cos(turn), np.sin(turn), 0 * turn], 1) * self.radius
        return np.concatenate([self.place + ring + [0, 0, h * self.height] for h in (0, 0.5, 1)])


class Arrangement:
    """The things that stand around a subject given by its points (n, 3) in the room."""

    def __init__(self, camera: RoomCamera, subject: Array, chance: random.Random) -> None:
        self.camera = camera
        self.subject = np.asarray(subject, float)
        self.chance = chance
        self.standing: list[Standing] = []
        self.shown = camera.project(self.subject)
        self.depth = (self.subject - camera.place) @ camera.axes[2]

    def find(
        self, radius: float, height: float, surfaces: Sequence[Surface], hide: float = 0.0
    ) -> Array | None:
        """A place (3,) for a thing on one of the surfaces, or None if there is no room for it.
        It may hide up to `hide` of the subject."""
        for _ in range(TRIES):
            surface = self.chance.choice(list(surfaces))
            u, v = self.chance.uniform(-SEEN, SEEN), self.chance.uniform(-SEEN, SEEN)
            place = self.camera.on_plane(u, v, surface.height)
            if place is None or not surface.holds(place, radius):
                continue
            thing = Standing(place, radius, height)
            if self._is_free(thing) and self.hidden(thing) <= hide and self._is_seen(thing):
                self.standing.append(thing)
                return place
        return None

    def _is_free(self, thing: Standing) -> bool:
        level = self.subject[
            (self.subject[:, 2] > thing.place[2] - 1)
            & (self.subject[:, 2] < thing.place[2] + thing.height + 2)
        ]
        if len(level):
            away = np.linalg.norm(level[:, :2] - thing.place[:2], axis=1).min()
            if away < thing.radius + NEAREST_TO_SUBJECT_CM:
                return False
        return all(
            np.linalg.norm(other.place[:2] - thing.place[:2]) > other.radius + thing.radius
            for other in self.standing
            if abs(other.place[2] - thing.place[2]) < max(other.height, thing.height)
        )

    def hidden(self, thing: Standing) -> float:
        """The share of the subject's points that lie behind the thing, more or less."""
        outline = self.camera.project(thing.outline())
        low, high = outline.min(0), outline.max(0)
        near = (thing.place - self.camera.place) @ self.camera.axes[2]
        covered = ((self.shown > low) & (self.shown < high)).all(1) & (self.depth > near)
        return float(covered.mean())

    def _is_seen(self, thing: Standing) -> bool:
        """Most of it is in the picture, not behind the subject, and not looming in front."""
        outline = self.camera.project(thing.outline())
        looms = np.ptp(outline, axis=0).max() > LARGEST_BEFORE
        if looms and thing.place[1] - thing.radius < self.subject[:, 1].max() - 4:
            return False
        if (np.abs(outline) < 1).all(1).mean() < 0.55:
            return False
        near = (thing.place - self.camera.place) @ self.camera.axes[2]
        before = self.shown[self.depth < near]
        if not len(before):
            return True
        apart = np.abs(outline[:, None] - before[None]).max(2).min(1)
        return float((apart > 0.05).mean()) > 0.6

    def keep_clear(self, place: Array, radius: float, height: float = 20.0) -> None:
        """Nothing may stand here."""
        self.standing.append(Standing(np.asarray(place, float), radius, height))
