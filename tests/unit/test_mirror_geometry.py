"""What goes where in the mirror: every camera position, side, rotation and way of showing."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gmi_app.errors import UsageError
from gmi_app.mirror.geometry import Plan, line_at, orientation_of, plan, swap
from gmi_app.mirror.settings import (
    ROTATIONS,
    CameraPosition,
    MirrorSettings,
    ViewMode,
    ViewSettings,
)
from gmi_app.pictures.model import BodyPart, Side

Scene = NDArray[np.int64]
WIDTH, HEIGHT = 64, 40


def scene(width: int = WIDTH, height: int = HEIGHT) -> Scene:
    """The table as the person sees it; every spot has a number of its own."""
    return np.arange(width * height).reshape(height, width)


def filmed(seen: Scene, position: CameraPosition, rotation: int) -> Scene:
    """The same table as a camera at that place gives it, when it is mounted so that its picture
    has to be turned clockwise by ``rotation``."""
    match position:
        case CameraPosition.OVER_SHOULDER:
            frame = seen
        case CameraPosition.FAR_SIDE:
            frame = seen[::-1, ::-1]
        case CameraPosition.FACING:
            frame = seen[:, ::-1]
    return np.rot90(frame, rotation // 90)  # counter-clockwise


def done(frame: Scene, found: Plan) -> Scene:
    """The oriented region, by numpy alone."""
    s, o = found.source, found.orientation
    part = frame[s.top : s.top + s.height, s.left : s.left + s.width]
    turned = np.rot90(part, -o.turns)
    return turned[:, ::-1] if o.flip else turned


EVERY = list(product(CameraPosition, Side, ROTATIONS, ViewMode))


@pytest.mark.parametrize(("position", "affected", "rotation", "mode"), EVERY)
def test_the_healthy_limb_is_cut_out_as_the_person_sees_it(
    position: CameraPosition, affected: Side, rotation: int, mode: ViewMode
) -> None:
    view = ViewSettings(affected, position, mode, rotation)
    seen = scene()
    frame = filmed(seen, position, rotation)
    found = plan(view, frame.shape[1], frame.shape[0])
    part = done(frame, found)
    half = WIDTH // 2
    wanted = {
        ViewMode.WHOLE: seen,
        ViewMode.BOTH: seen,
        ViewMode.HALF: seen[:, :half] if affected is Side.RIGHT else seen[:, half:],
    }[mode]
    assert np.array_equal(part, wanted)


@pytest.mark.parametrize(("affected", "mode"), list(product(Side, ViewMode)))
def test_the_plain_pane_is_on_the_healthy_side_and_the_mirrored_one_on_the_painful_side(
    affected: Side, mode: ViewMode
) -> None:
    panes = plan(ViewSettings(affected, mode=mode), 640, 480).panes
    if mode is ViewMode.WHOLE:
        assert panes == (True,)
    else:
        left, right = panes
        assert left is (affected is Side.LEFT)
        assert right is (affected is Side.RIGHT)


@pytest.mark.parametrize("position", CameraPosition)
def test_a_swap_shows_the_other_half_and_a_second_one_takes_it_back(
    position: CameraPosition,
) -> None:
    view = ViewSettings(Side.LEFT, position)
    other = swap(view)
    assert orientation_of(other) != orientation_of(view)
    assert swap(other) == view
    frame = filmed(scene(), position, 0)
    one = done(frame, plan(view, WIDTH, HEIGHT))
    two = done(frame, plan(other, WIDTH, HEIGHT))
    assert set(one.flat).isdisjoint(set(two.flat))


def test_a_swapped_table_camera_is_one_at_the_other_side() -> None:
    near, far = CameraPosition.OVER_SHOULDER, CameraPosition.FAR_SIDE
    assert orientation_of(ViewSettings(position=near, swapped=True)) == orientation_of(
        ViewSettings(position=far)
    )


sizes = st.integers(32, 700)
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


@given(views, sizes, sizes)
def test_source_and_region_lie_inside_and_are_of_one_size(
    view: ViewSettings, width: int, height: int
) -> None:
    found = plan(view, width, height)
    s, r = found.source, found.region
    assert 0 <= s.left < s.left + s.width <= width
    assert 0 <= s.top < s.top + s.height <= height
    turned = found.orientation.turns % 2
    assert (s.width, s.height) == ((r.height, r.width) if turned else (r.width, r.height))


@given(views, sizes, sizes)
def test_the_region_ends_at_the_line(view: ViewSettings, width: int, height: int) -> None:
    view = replace(view, mode=ViewMode.HALF)
    found = plan(view, width, height)
    across = height if found.orientation.turns % 2 else width
    line = line_at(view, across)
    if view.healthy is Side.RIGHT:
        assert found.region.left == line
    else:
        assert found.region.left + found.region.width == line


@given(views, sizes, sizes, st.integers(40, 4000), st.integers(40, 2200))
def test_panes_fit_and_are_never_stretched(
    view: ViewSettings, width: int, height: int, across: int, down: int
) -> None:
    found = plan(view, width, height)
    wide, tall = found.pane_size((across, down))
    assert len(found.panes) * wide <= across
    assert tall <= down
    shape = found.region.width / found.region.height
    assert abs(wide - shape * tall) <= 1 + shape
    fills = len(found.panes) * (wide + 1) > across or tall + 1 > down
    assert fills


@pytest.mark.parametrize(
    "wrong",
    [{"rotation": 45}, {"line": 0.1}, {"zoom": 0.5}, {"brightness": 200}],
)
def test_impossible_views_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        ViewSettings(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"minutes": 11}, {"minutes": 0}, {"part": BodyPart.KNEE}])
def test_impossible_sessions_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        MirrorSettings(**wrong)  # type: ignore[arg-type]
