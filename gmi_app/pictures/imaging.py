"""A stimulus as pixels: mirrored, turned and cut to a circle on the stage's grey.

A mirrored stimulus is the exact flip of the unmirrored one at the opposite angle, so left and
right cannot differ in anything but the side.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gmi_app.pictures.model import Stimulus
from gmi_app.pictures.reading import unusable

Pixels = NDArray[np.uint8]
EDGE_PX = 1.5


def load(path: Path, sha256: str = "") -> Image.Image:
    """The decoded RGB picture. Raises PictureError when the file is missing, damaged, or not the
    one with this hash (another picture may show another side)."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unusable(path.name) from error
    return decode(content, path.name, sha256)


def decode(content: bytes, name: str, sha256: str = "") -> Image.Image:
    """As ``load``, for a file that was read already; ``name`` is said in the error."""
    try:
        if sha256 and hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError("another file than the list names")
        with Image.open(io.BytesIO(content)) as image:
            return image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise unusable(name) from error


def present(
    image: Image.Image, stimulus: Stimulus, diameter_px: int, ground: tuple[int, int, int]
) -> Pixels:
    """The stimulus in a round frame: (diameter, diameter, 4) BGRX on ``ground`` (R, G, B).

    A picture that is not turnable is shown the same way; its angle is 0.
    """
    if stimulus.mirrored:
        plain = _round(image, -stimulus.angle % 360, diameter_px, ground)
        return np.ascontiguousarray(plain[:, ::-1])
    return _round(image, stimulus.angle, diameter_px, ground)


def _round(
    image: Image.Image, angle: int, diameter_px: int, ground: tuple[int, int, int]
) -> Pixels:
    scaled = image.resize((diameter_px, diameter_px), Image.Resampling.LANCZOS, reducing_gap=3.0)
    turned = _turn(scaled, angle)
    out = np.empty((diameter_px, diameter_px, 4), np.uint8)
    out[..., :3] = np.asarray(turned)[..., ::-1]
    out[..., 3] = 255
    return _cut(out, ground)


def _turn(image: Image.Image, angle: int) -> Image.Image:
    """Clockwise; quarter turns move pixels without touching them."""
    match angle:
        case 0:
            return image
        case 90:
            return image.transpose(Image.Transpose.ROTATE_270)
        case 180:
            return image.transpose(Image.Transpose.ROTATE_180)
        case 270:
            return image.transpose(Image.Transpose.ROTATE_90)
        case _:
            return image.rotate(-angle, Image.Resampling.BICUBIC)


def _cut(pixels: Pixels, ground: tuple[int, int, int]) -> Pixels:
    """Lays the ground over everything outside the circle, with a soft edge, in place."""
    size = len(pixels)
    axis = np.arange(size, dtype=np.float32) - (size - 1) / 2
    distance = np.sqrt(axis[:, None] ** 2 + axis[None, :] ** 2)
    share = np.clip((size / 2 - distance) / EDGE_PX, 0, 1)
    inside = share >= 1
    colour = np.array([*ground[::-1], 255], np.float32)
    edge = ~inside
    mixed = pixels[edge] * share[edge, None] + colour * (1 - share[edge, None])
    pixels[edge] = np.rint(mixed).astype(np.uint8)
    return pixels
