"""A stimulus as pixels: sides differ in nothing but the side, and bad files say so."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gmi_app.errors import PictureError
from gmi_app.pictures.imaging import decode, frames_of, load, present
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


def test_a_picture_is_scaled_without_moire_and_without_terraces() -> None:
    """Smaller: a fine pattern becomes its mean. Larger: an even slope of tones stays one."""
    upright = Stimulus(replace(picture(), turnable=False), False, 0)
    fine = np.zeros((400, 400, 3), np.uint8)
    fine[::2] = 200
    smaller = present(Image.fromarray(fine), upright, 150, GROUND)[40:110, 40:110, :3]
    assert np.abs(smaller.astype(int) - 100).max() <= 12
    slope = np.broadcast_to(np.arange(0, 200, 10, dtype=np.uint8)[None, :, None], (20, 20, 3))
    larger = present(Image.fromarray(slope.copy()), upright, 200, GROUND)[100, 40:160, 0]
    even = np.arange(40, 160) - 4.5  # ten pixels of the larger picture for each step of ten
    assert np.abs(larger - even).max() <= 1.1


def test_colours_come_through_as_they_are() -> None:
    """Blue, green and red lie in this order in memory; the fourth byte is opaque."""
    image = Image.new("RGB", (60, 60), (10, 120, 230))
    for side_px in (40, 60, 90):
        for mirrored in (False, True):
            shown = present(image, Stimulus(picture(), mirrored, 90), side_px, GROUND)
            assert shown[side_px // 2, side_px // 2].tolist() == [230, 120, 10, 255]
            assert shown.shape == (side_px, side_px, 4)
            assert shown.flags["C_CONTIGUOUS"]
            assert set(shown[..., 3].flat) == {255}


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


def test_a_picture_that_must_stay_upright_has_a_square_frame_with_round_corners() -> None:
    red = Image.new("RGB", (64, 64), (200, 10, 20))
    upright = replace(picture(), turnable=False)
    shown = present(red, Stimulus(upright, False, 0), 100, GROUND)
    for corner in (shown[0, 0], shown[0, -1], shown[-1, 0], shown[-1, -1]):
        assert tuple(corner) == (211, 211, 211, 255)
    inside = (20, 10, 200, 255)
    for row, column in ((50, 50), (50, 3), (3, 50), (96, 50), (9, 9), (90, 9)):
        assert tuple(shown[row, column]) == inside
    round_one = present(red, Stimulus(picture(), False, 0), 100, GROUND)
    assert tuple(round_one[9, 9]) == (211, 211, 211, 255)


@pytest.mark.parametrize("turnable", [True, False])
@pytest.mark.parametrize("side_px", [33, 64, 101])
def test_frames_are_the_same_in_a_mirror_and_upside_down(side_px: int, turnable: bool) -> None:
    plain = Image.new("RGB", (40, 40), (0, 0, 0))
    known = replace(picture(), turnable=turnable)
    shown = present(plain, Stimulus(known, False, 0), side_px, GROUND)
    assert np.array_equal(shown, shown[:, ::-1])
    assert np.array_equal(shown, shown[::-1])
    assert np.array_equal(shown, shown.transpose(1, 0, 2))


def test_another_ground_is_laid_around_the_same_frame() -> None:
    plain = Image.new("RGB", (40, 40), (0, 0, 0))
    for ground in ((1, 2, 3), (250, 240, 230)):
        shown = present(plain, Stimulus(picture(), False, 0), 50, ground)
        assert tuple(shown[0, 0]) == (*ground[::-1], 255)


def animated(frames: int) -> bytes:
    images = [Image.new("RGB", (8, 8), (60 * number, 0, 0)) for number in range(frames)]
    out = io.BytesIO()
    images[0].save(out, "WEBP", save_all=True, append_images=images[1:], lossless=True)
    return out.getvalue()


def test_the_frames_of_a_clip_come_in_their_order() -> None:
    found = [frame.getpixel((4, 4)) for frame in frames_of(animated(4), "a.webp", frames=4)]
    assert found == [(0, 0, 0), (60, 0, 0), (120, 0, 0), (180, 0, 0)]
    assert decode(animated(4), "a.webp").getpixel((4, 4)) == (0, 0, 0)


@pytest.mark.parametrize("frames", [2, 5])
def test_a_clip_with_other_frames_than_the_list_names_is_refused(frames: int) -> None:
    with pytest.raises(PictureError, match="left out"):
        list(frames_of(animated(4), "a.webp", frames=frames))


def test_a_clip_that_is_cut_short_is_refused() -> None:
    whole = animated(4)
    for length in (len(whole) - 30, len(whole) // 2, 20):
        with pytest.raises(PictureError, match="left out"):
            list(frames_of(whole[:length], "a.webp", frames=4))


def test_another_file_under_the_same_name_is_refused() -> None:
    with pytest.raises(PictureError, match="left out"):
        list(frames_of(animated(2), "a.webp", "0" * 64, 2))


@pytest.mark.parametrize("content", [b"", b"not a picture", b"RIFF\x00\x00\x00\x00WEBPVP8 "])
def test_a_damaged_file_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hurt.webp"
    path.write_bytes(content)
    with pytest.raises(PictureError, match="left out"):
        load(path)
    with pytest.raises(PictureError, match="left out"):
        load(tmp_path / "missing.webp")
