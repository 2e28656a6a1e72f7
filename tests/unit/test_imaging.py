"""A stimulus as pixels: sides differ in nothing but the side, and bad files say so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gmi_app.errors import PictureError
from gmi_app.pictures.imaging import load, present
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side, Stimulus

GROUND = (211, 211, 211)


def picture() -> Picture:
    return Picture(
        "hand/x.webp",
        BodyPart.HAND,
        Side.LEFT,
        PictureSet.PLAIN,
        "flat",
        "back",
        "anna",
        "light",
        "female",
        "young",
        True,
        "CC0-1.0",
        "",
        "",
    )


@pytest.fixture
def image() -> Image.Image:
    noise = np.random.default_rng(1).integers(0, 256, (96, 96, 3), dtype=np.uint8)
    return Image.fromarray(noise)


@pytest.mark.parametrize("angle", [0, 37, 90, 180, 270, 301])
def test_a_mirrored_stimulus_is_the_exact_flip_at_the_opposite_angle(
    image: Image.Image, angle: int
) -> None:
    mirrored = present(image, Stimulus(picture(), True, angle), 200, GROUND)
    plain = present(image, Stimulus(picture(), False, -angle % 360), 200, GROUND)
    assert np.array_equal(mirrored, plain[:, ::-1])


def test_angles_turn_clockwise() -> None:
    image = Image.new("RGB", (100, 100), "black")
    image.paste((255, 255, 255), (45, 20, 55, 40))
    for angle, (row, column) in {0: (30, 50), 90: (50, 70), 180: (70, 50), 270: (50, 30)}.items():
        shown = present(image, Stimulus(picture(), False, angle), 100, GROUND)
        assert shown[row, column, 0] > 200, angle
    shown = present(image, Stimulus(picture(), False, 45), 100, GROUND)
    assert shown[36, 64, 0] > 200


def test_outside_the_circle_is_the_stage_and_inside_the_picture() -> None:
    red = Image.new("RGB", (64, 64), (200, 10, 20))
    shown = present(red, Stimulus(picture(), False, 0), 101, GROUND)
    assert shown.shape == (101, 101, 4)
    for corner in (shown[0, 0], shown[0, -1], shown[-1, 0], shown[-1, -1]):
        assert tuple(corner) == (211, 211, 211, 255)
    assert tuple(shown[50, 50]) == (20, 10, 200, 255)
    assert tuple(shown[50, 5]) == (20, 10, 200, 255)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"RIFF\x00\x00\x00\x00WEBPVP8 "])
def test_a_damaged_file_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hurt.webp"
    path.write_bytes(content)
    with pytest.raises(PictureError, match="left out"):
        load(path)
    with pytest.raises(PictureError, match="left out"):
        load(tmp_path / "missing.webp")
