"""The picture operations: exact, whatever the size; the halves meet at the line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.devices.reflection import Reflection
from gmi_app.mirror.geometry import plan
from gmi_app.mirror.settings import ROTATIONS, CameraPosition, ViewMode, ViewSettings
from gmi_app.pictures.model import Side

sizes = st.integers(32, 260)
views = st.builds(
    ViewSettings,
    affected=st.sampled_from(Side),
    position=st.sampled_from(CameraPosition),
    mode=st.sampled_from(ViewMode),
    rotation=st.sampled_from(ROTATIONS),
    swapped=st.booleans(),
    line=st.floats(0.25, 0.75),
    zoom=st.floats(1, 3),
)


def frame_of(width: int, height: int) -> Any:
    return np.random.default_rng(width * 1000 + height).integers(
        0, 256, (height, width, 3), np.uint8
    )


def composed(
    view: ViewSettings, frame: Any, room: tuple[int, int] | None = None, *, soft: bool = False
) -> Any:
    """``room`` None: as many pixels as the frame has, so that nothing is scaled."""
    found = plan(view, frame.shape[1], frame.shape[0])
    r = found.region
    reflection = Reflection(view, room or (len(found.panes) * r.width, r.height), soft=soft)
    out = np.zeros(reflection.prepare(frame), np.uint8)
    reflection.compose(frame, out)
    return out


def expected(view: ViewSettings, frame: Any) -> Any:
    """The same by numpy alone."""
    found = plan(view, frame.shape[1], frame.shape[0])
    s, o = found.source, found.orientation
    part = np.rot90(frame[s.top : s.top + s.height, s.left : s.left + s.width], -o.turns)
    part = part[:, ::-1] if o.flip else part
    return np.hstack([part[:, ::-1] if mirrored else part for mirrored in found.panes])


@given(views, sizes, sizes)
def test_every_pixel_is_where_the_plan_says(view: ViewSettings, width: int, height: int) -> None:
    frame = frame_of(width, height)
    picture = composed(view, frame)
    assert np.array_equal(picture[:, :, :3], expected(view, frame))
    assert (picture[:, :, 3] == 255).all()


@given(sizes, sizes, st.sampled_from(CameraPosition))
def test_mirroring_twice_gives_the_frame_back(
    width: int, height: int, position: CameraPosition
) -> None:
    view = ViewSettings(position=position, mode=ViewMode.WHOLE)
    frame = frame_of(width, height)
    once = composed(view, frame)
    assert np.array_equal(composed(view, once[:, :, :3].copy())[:, :, :3], frame)


@given(views, sizes, sizes, st.integers(64, 400), st.integers(64, 300), st.booleans())
def test_the_halves_meet_at_the_line_and_are_each_others_reflection(
    view: ViewSettings, width: int, height: int, across: int, down: int, soft: bool
) -> None:
    if view.mode is ViewMode.WHOLE:
        view = replace(view, mode=ViewMode.HALF)
    picture = composed(view, frame_of(width, height), (across, down), soft=soft)
    wide = picture.shape[1]
    assert wide % 2 == 0
    assert wide <= across
    assert picture.shape[0] <= down
    assert np.array_equal(picture, picture[:, ::-1])
    assert np.array_equal(picture[:, wide // 2 - 1], picture[:, wide // 2])


@given(st.sampled_from(Side), sizes, sizes)
def test_the_half_on_the_healthy_side_is_the_camera_s_own(
    affected: Side, width: int, height: int
) -> None:
    view = ViewSettings(affected)
    frame = frame_of(width, height)
    picture = composed(view, frame)
    found = plan(view, width, height)
    pane = picture.shape[1] // 2
    s = found.source
    seen = picture[:, :pane] if affected is Side.RIGHT else picture[:, pane:]
    assert np.array_equal(seen[:, :, :3], frame[:, s.left : s.left + s.width])


def test_the_soft_edge_changes_only_what_is_next_to_the_line() -> None:
    frame = frame_of(400, 100)
    view = ViewSettings()
    sharp, soft = (composed(view, frame, soft=soft) for soft in (False, True))
    changed = np.nonzero((sharp != soft).any(axis=(0, 2)))[0]
    middle = sharp.shape[1] // 2
    assert changed.size
    assert changed.min() >= middle - 5
    assert changed.max() < middle + 5


@pytest.mark.parametrize("brightness", [-80, 80])
def test_brightness_is_added_and_never_runs_over(brightness: int) -> None:
    frame = frame_of(64, 64)
    view = ViewSettings(brightness=brightness)
    before = frame.copy()
    wanted = np.clip(expected(view, frame).astype(int) + brightness, 0, 255)
    assert np.array_equal(composed(view, frame)[:, :, :3], wanted)
    assert np.array_equal(frame, before)


def test_a_camera_that_changes_its_size_is_followed() -> None:
    reflection = Reflection(ViewSettings(), (200, 100))
    for width, height in ((320, 240), (641, 361), (320, 240)):
        frame = frame_of(width, height)
        out = np.zeros(reflection.prepare(frame), np.uint8)
        reflection.compose(frame, out)
        assert np.array_equal(out, out[:, ::-1])


def test_every_pixel_counts_in_a_picture_that_is_much_smaller() -> None:
    frame = np.zeros((240, 320, 3), np.uint8)
    frame[:, ::2] = 255  # one column in two
    picture = composed(ViewSettings(), frame, (80, 60))
    assert picture.shape == (60, 80, 4)
    assert np.abs(picture[:, :, :3].astype(int) - 127).max() <= 1
