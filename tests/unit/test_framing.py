"""The square out of a photograph: turned the right way, moved as it is seen, never off the edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gmi_app.library.framing import MOST_TILT_DEG, SMALLEST, Framing, framed
from gmi_app.library.photograph import GROUND

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 60), (20, 40, 200), (250, 250, 250)


def quarters(width: int = 400, height: int = 300) -> Image.Image:
    """Red upper left, green upper right, blue lower right, white lower left."""
    image = Image.new("RGB", (width, height), WHITE)
    x, y = width // 2, height // 2
    image.paste(RED, (0, 0, x, y))
    image.paste(GREEN, (x, 0, width, y))
    image.paste(BLUE, (x, y, width, height))
    return image


def corners(image: Image.Image) -> list[object]:
    """The colours near the four corners, clockwise from the upper left."""
    low, high = image.width // 5, image.width * 4 // 5
    return [image.getpixel(at) for at in ((low, low), (high, low), (high, high), (low, high))]


framings = st.builds(
    Framing,
    st.integers(0, 3),
    st.integers(-MOST_TILT_DEG, MOST_TILT_DEG),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(SMALLEST, 1),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("turned"), st.integers(-5, 5)),
        st.tuples(st.just("tilted"), st.integers(-90, 90)),
        st.tuples(st.just("scaled"), st.floats(0.1, 5)),
        st.tuples(st.just("moved"), st.floats(-3, 3), st.floats(-3, 3)),
    ),
    max_size=8,
)


def test_the_middle_square_is_the_default() -> None:
    assert corners(framed(quarters(), Framing(), 100)) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (1, [WHITE, RED, GREEN, BLUE]),
        (2, [BLUE, WHITE, RED, GREEN]),
        (3, [GREEN, BLUE, WHITE, RED]),
        (-1, [GREEN, BLUE, WHITE, RED]),
        (4, [RED, GREEN, BLUE, WHITE]),
    ],
)
def test_quarters_turn_clockwise(turns: int, expected: list[object]) -> None:
    assert corners(framed(quarters(), Framing().turned(turns), 100)) == expected


def test_a_tilt_turns_clockwise_too() -> None:
    image = framed(quarters(400, 400), Framing(tilt_deg=45), 100)
    assert image.getpixel((50, 20)) == RED  # from the upper left to the top
    assert image.getpixel((80, 50)) == GREEN
    assert image.getpixel((2, 2)) == GROUND  # beyond the photograph


def test_turning_keeps_the_same_part_framed() -> None:
    upper_left = Framing(x=0.25, y=0.25, size=0.3)
    for turns in range(4):
        image = framed(quarters(), upper_left.turned(turns), 60)
        assert corners(image) == [RED] * 4


def test_moving_goes_where_it_is_seen() -> None:
    frame = Framing(size=0.4)
    right = framed(quarters(), frame.moved(0.6, -0.6), 60)
    assert corners(right) == [GREEN] * 4
    turned = framed(quarters(), frame.turned(1).moved(0.6, -0.6), 60)
    assert corners(turned) == [RED] * 4


def test_enlarging_shows_less() -> None:
    assert Framing().scaled(0.5).size == 0.5
    assert Framing().scaled(9).size == 1
    assert Framing().scaled(0.01).size == SMALLEST


@given(framings, steps)
def test_no_step_leads_out_of_bounds(framing: Framing, taken: list[tuple[str, float]]) -> None:
    for name, *values in taken:
        framing = getattr(framing, name)(*values)
    # making it checked its bounds
    assert 0 <= framing.x <= 1
    assert 0 <= framing.y <= 1
    assert abs(framing.tilt_deg) <= MOST_TILT_DEG


@given(framings, st.integers(20, 900), st.integers(20, 900))
def test_every_frame_of_every_photograph_is_a_square(
    framing: Framing, width: int, height: int
) -> None:
    image = framed(quarters(width, height), framing, 32)
    assert (image.size, image.mode) == ((32, 32), "RGB")


@given(framings)
def test_four_quarters_are_none(framing: Framing) -> None:
    again = framing.turned(1).turned(1).turned(2)
    assert again.quarters == framing.quarters
    assert (again.x, again.y) == pytest.approx((framing.x, framing.y))


@pytest.mark.parametrize(
    "wrong", [{"quarters": 4}, {"tilt_deg": 46}, {"x": 1.1}, {"y": -0.1}, {"size": 0.1}]
)
def test_impossible_frames_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="are 0 to"):
        Framing(**wrong)  # type: ignore[arg-type]
