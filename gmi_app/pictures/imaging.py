"""A stimulus as pixels: mirrored, turned, and cut to its frame on the stage's grey.

What may be turned has a round frame, which looks the same at any angle. What must stay upright (a
body in a room) has a square one with round corners.

A mirrored stimulus is the exact flip of the unmirrored one at the opposite angle, so left and
right cannot differ in anything but the side.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gmi_app.pictures.model import CORNER_SHARE, Stimulus
from gmi_app.pictures.reading import unusable

Pixels = NDArray[np.uint8]
EDGE_PX = 1.5
MOST_FRAMES_CUT = 8
"""Frames whose shape is remembered: two of a set, and those of the small pictures of a screen."""


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
    return next(frames_of(content, name, sha256))


def frames_of(
    content: bytes, name: str, sha256: str = "", frames: int = 1
) -> Iterator[Image.Image]:
    """The decoded RGB frames of a clip one after the other, so that only one is held at a time.
    Raises PictureError as ``load`` does, and when there are not as many as ``frames``."""
    try:
        if sha256 and hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError("another file than the list names")
        with Image.open(io.BytesIO(content)) as image:
            if frames > 1 and getattr(image, "n_frames", 1) != frames:
                raise ValueError("not as many frames as the list names")
            for number in range(frames):
                image.seek(number)
                yield image.convert("RGB")
    except (OSError, EOFError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise unusable(name) from error


def present(
    image: Image.Image, stimulus: Stimulus, side_px: int, ground: tuple[int, int, int]
) -> Pixels:
    """The stimulus in its frame: (side, side, 4) BGRX on ``ground`` (R, G, B)."""
    round_frame = stimulus.picture.turnable
    if stimulus.mirrored:
        plain = _framed(image, -stimulus.angle % 360, side_px, ground, round_frame)
        whole = plain.view(np.uint32)  # a pixel at a time, which is quicker than its bytes
        return np.ascontiguousarray(whole[:, ::-1]).view(np.uint8)
    return _framed(image, stimulus.angle, side_px, ground, round_frame)


def _framed(
    image: Image.Image, angle: int, side_px: int, ground: tuple[int, int, int], round_frame: bool
) -> Pixels:
    # Where a picture gets smaller, Hamming's filter differs from the bicubic one by half a grey
    # level and takes half the time; where it gets larger, it would leave terraces.
    smaller = side_px <= min(image.size)
    filter_ = Image.Resampling.HAMMING if smaller else Image.Resampling.BICUBIC
    turned = _turn(image.resize((side_px, side_px), filter_, reducing_gap=3.0), angle)
    content = bytearray(turned.tobytes("raw", "BGRX"))
    out = np.frombuffer(content, np.uint8).reshape(side_px, side_px, 4)
    out[..., 3] = 255
    return _shape(side_px, round_frame).cut(out, ground)


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


@dataclass(frozen=True, slots=True)
class _Shape:
    """A frame of one size: which pixels lie ``outside``, and at the soft ``edge`` (indices into the
    flat picture) how much of the picture shows, 0 to 1."""

    outside: NDArray[np.bool_]
    edge: NDArray[np.intp]
    share: NDArray[np.float32]

    def cut(self, pixels: Pixels, ground: tuple[int, int, int]) -> Pixels:
        """Lays the ground over everything outside the frame, in place."""
        colour = np.array([*ground[::-1], 255], np.uint8)
        pixels.view(np.uint32)[..., 0][self.outside] = colour.view(np.uint32)[0]
        flat = pixels.reshape(-1, 4)
        mixed = flat[self.edge] * self.share + colour * (1 - self.share)
        flat[self.edge] = np.rint(mixed).astype(np.uint8)
        return pixels


@lru_cache(maxsize=MOST_FRAMES_CUT)
def _shape(side_px: int, round_frame: bool) -> _Shape:
    """The same for every picture of a set, so it is worked out once."""
    radius = side_px / 2 if round_frame else side_px * CORNER_SHARE
    axis = np.arange(side_px, dtype=np.float32) - (side_px - 1) / 2
    beyond = np.maximum(np.abs(axis) - (side_px / 2 - radius), 0)  # past the centre of a corner
    distance = np.sqrt(beyond[:, None] ** 2 + beyond[None, :] ** 2)
    share = np.clip((radius - distance) / EDGE_PX, 0, 1)
    edge = np.flatnonzero((share > 0) & (share < 1))
    return _Shape(share == 0, edge, share.reshape(-1)[edge, None])
