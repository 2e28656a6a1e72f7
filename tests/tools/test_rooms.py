"""Rooms around the pictures, and which hand lies where: the parts that need no renderer."""

import random
from collections import Counter
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.pictures import rooms
from tools.pictures.hand_rooms_cells import ANGLES, COVERS, HAND_TURNS, HIGHER
from tools.pictures.hand_rooms_jobs import RoomHandJob, jobs
from tools.pictures.hand_rooms_pose import MOST_TILT, settled, upright_cup
from tools.pictures.jobs import SIDES
from tools.pictures.people import PEOPLE
from tools.pictures.rooms.arrange import Arrangement, Surface
from tools.pictures.rooms.drape import over, sleeve
from tools.pictures.rooms.shapes import Shape, ball, box, cloth, pillow
from tools.pictures.rooms.view import RoomCamera, look_at

pytestmark = pytest.mark.slow  # reckons with many points; no part of the program


@cache
def of_set(name: str) -> list[RoomHandJob]:
    """The jobs of a set."""
    return [job for job in jobs() if job.set == name]


@cache
def limb() -> np.ndarray:
    """Points (n, 3) of a lying thing, 18 cm long, 8 wide and 3 high. Only to be read."""
    chance = np.random.default_rng(4)
    way = chance.normal(size=(240, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    points = way * [4.0, 9.0, 1.5] + [0, 0, 1.5]
    points.flags.writeable = False
    return points


# ------------------------------------------------------------------ the list


@pytest.mark.parametrize(("name", "least"), [("context", 36), ("busy", 24)])
def test_there_are_enough_hands_in_rooms(name: str, least: int) -> None:
    assert len(of_set(name)) >= least
    assert len({job.file for job in of_set(name)}) == len(of_set(name))
    assert len({job.hash for job in jobs()}) == len(jobs())


@pytest.mark.parametrize("name", ["context", "busy"])
def test_side_and_light_say_nothing_about_each_other(name: str) -> None:
    counts = Counter((job.side, job.light_side) for job in of_set(name))
    assert len(counts) == 4
    assert max(counts.values()) - min(counts.values()) <= 1


@pytest.mark.parametrize("name", ["context", "busy"])
def test_everybody_is_seen_about_as_often(name: str) -> None:
    counts = Counter(job.person for job in of_set(name))
    assert set(counts) == set(PEOPLE)
    assert max(counts.values()) - min(counts.values()) <= 1


def test_no_place_and_no_posture_belongs_to_a_side() -> None:
    for word in ("place", "posture", "view", "cover", "mirrored"):
        for value in {getattr(job, word) for job in jobs()}:
            sides = Counter(job.side for job in jobs() if getattr(job, word) == value)
            if sum(sides.values()) >= 6:
                assert min(sides[side] for side in SIDES) >= sum(sides.values()) // 4, value


def test_at_least_six_places_are_shown_in_either_set_and_all_of_them_exist() -> None:
    for name in ("context", "busy"):
        assert len({job.place for job in of_set(name)}) >= 6
    for job in jobs():
        assert job.spot in rooms.SPOTS[job.place]
        assert (job.way, job.view) in HAND_TURNS
        higher = HIGHER.get((job.posture, job.view), 0)
        low, high = ANGLES[job.way, job.view]
        assert low <= job.elevation - higher <= high
        assert job.cover in ("", "sleeve", *COVERS[job.way])
        assert not job.turnable


def test_every_busy_picture_covers_a_part_of_the_arm() -> None:
    assert all(job.cover for job in of_set("busy"))


# ------------------------------------------------------------------ the camera


@settings(deadline=None, max_examples=12)
@given(
    azimuth=st.floats(-180, 180),
    elevation=st.floats(-10, 70),
    fill=st.floats(0.4, 1.0),
    aside=st.floats(-0.2, 0.2),
)
def test_the_camera_frames_what_it_is_told_to(
    azimuth: float, elevation: float, fill: float, aside: float
) -> None:
    camera = look_at(limb(), azimuth, elevation, fill, (aside, -aside))
    away = np.linalg.norm(camera.project(limb()) - [aside, -aside], axis=1)
    assert away.max() == pytest.approx(fill, rel=0.03)


def test_a_camera_at_azimuth_nought_stands_at_minus_y_and_sees_plus_x_on_the_right() -> None:
    camera = look_at(limb(), 0, 30)
    assert camera.place[1] < -15
    assert camera.place[2] > 10
    right, up = camera.project(camera.target + np.array([[3.0, 0, 0], [0, 0, 3.0]]))
    assert right[0] > 0.05
    assert abs(right[1]) < 1e-6
    assert up[1] > 0.05


LOOKING_DOWN = look_at(limb(), 20, 40)


@settings(deadline=None, max_examples=25)
@given(u=st.floats(-1, 1), v=st.floats(-1, 0.2), height=st.floats(-40, 2))
def test_a_point_on_a_plane_is_seen_where_it_was_looked_for(
    u: float, v: float, height: float
) -> None:
    point = LOOKING_DOWN.on_plane(u, v, height)
    assert point is not None
    assert point[2] == pytest.approx(height, abs=1e-6)
    assert LOOKING_DOWN.project(point[None])[0] == pytest.approx([u, v], abs=1e-6)


def test_above_the_horizon_there_is_no_plane() -> None:
    camera = RoomCamera(np.array([0, -100.0, 20]), np.array([0, 0, 20.0]))
    assert camera.on_plane(0, 0.5) is None


# ------------------------------------------------------------------ what stands about


@settings(deadline=None, max_examples=4)
@given(seed=st.integers(0, 10**6), elevation=st.floats(15, 60), azimuth=st.floats(-30, 30))
def test_things_are_seen_keep_clear_and_hide_nothing(
    seed: int, elevation: float, azimuth: float
) -> None:
    subject = limb()
    camera = look_at(subject, azimuth, elevation)
    arrangement = Arrangement(camera, subject, random.Random(seed))
    table = [Surface((-80, -24), (80, 58))]
    for radius, height in ((12, 12), (4, 9), (5, 15), (3.7, 7)):
        arrangement.find(radius, height, table)
    for i, thing in enumerate(arrangement.standing):
        assert table[0].holds(thing.place, thing.radius)
        gap = np.linalg.norm(subject[:, :2] - thing.place[:2], axis=1).min()
        assert gap > thing.radius
        assert arrangement.hidden(thing) == 0
        assert (np.abs(camera.project(thing.outline())) < 1).any()
        for other in arrangement.standing[:i]:
            apart = np.linalg.norm(other.place[:2] - thing.place[:2])
            assert apart > other.radius + thing.radius


def test_what_has_no_room_is_left_out() -> None:
    camera = look_at(limb(), 0, 40)
    arrangement = Arrangement(camera, limb(), random.Random(1))
    assert arrangement.find(30, 10, [Surface((-12, -12), (12, 12))]) is None
    assert arrangement.standing == []


# ------------------------------------------------------------------ shapes and cloth


def rims(shape: Shape) -> Counter[tuple[int, ...]]:
    """How many faces share each edge."""
    count: Counter[tuple[int, ...]] = Counter()
    for face in shape.faces:
        corners = face.tolist()
        for i, corner in enumerate(corners):
            count[tuple(sorted((corners[i - 1], corner)))] += 1
    return count


@pytest.mark.parametrize(
    "shape",
    [
        box((0, 0, 0), (3, 2, 1)),
        cloth((9, 7), np.random.default_rng(1)),
        pillow((20, 20), 14, np.random.default_rng(2)),
    ],
    ids=["box", "cloth", "pillow"],
)
def test_solid_shapes_are_closed(shape: Shape) -> None:
    assert set(rims(shape).values()) == {2}


def test_shapes_lie_on_the_ground() -> None:
    for shape in (ball(7.5), cloth((9, 7), np.random.default_rng(3))):
        assert shape.vertices[:, 2].min() == pytest.approx(0, abs=0.3)


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 10**6), turn=st.floats(-180, 180))
def test_a_cloth_over_a_limb_lies_above_it(seed: int, turn: float) -> None:
    numbers = np.random.default_rng(seed)
    shape = over(limb(), (-14, -14), (14, 14), numbers, turn=turn)
    top = shape.vertices[: len(shape.vertices) // 2]
    for point in limb()[::7]:
        if np.abs(point[:2]).max() < 7:
            near = np.linalg.norm(top[:, :2] - point[:2], axis=1) < 1.0
            assert top[near, 2].max() > point[2]


@given(seed=st.integers(0, 10**6))
@settings(deadline=None, max_examples=5)
def test_a_cloth_on_uneven_ground_lies_above_all_of_it(seed: int) -> None:
    shape = over(limb(), (-30, -30), (30, 30), np.random.default_rng(seed), ground=1.5)
    top = shape.vertices[: len(shape.vertices) // 2]
    inner = np.abs(top[:, :2]).max(1) < 18
    assert top[inner, 2].min() > 1.5
    assert top[~inner, 2].min() > 0


def test_a_sleeve_is_wider_than_the_arm() -> None:
    turn = np.linspace(0, 2 * np.pi, 60)
    rings = [
        np.stack([3 * np.cos(turn), np.full(60, y), 3 * np.sin(turn) + 3], 1)
        for y in np.arange(-30, 10, 0.5)
    ]
    shape = sleeve(
        np.concatenate(rings),
        np.array([0, 0, 3.0]),
        np.array([0, -28.0, 3]),
        np.random.default_rng(5),
    )
    outer = shape.vertices[5 * 72 :]
    away = np.hypot(outer[:, 0], outer[:, 2] - 3)
    assert away.min() > 3.0
    assert away.max() < 5.5


def test_a_trouser_leg_that_sags_lies_on_the_leg_and_on_the_ground() -> None:
    turn = np.linspace(0, 2 * np.pi, 60)
    leg = np.concatenate(
        [
            np.stack([4 * np.cos(turn), np.full(60, y), 4 * np.sin(turn) + 4.2], 1)
            for y in np.arange(-30, 10, 0.5)
        ]
    )
    start, end = np.array([0, 0, 4.2]), np.array([0, -28.0, 4.2])
    gaps, lowest = [], []
    for sag in (0.0, 1.0):
        tube = sleeve(leg, start, end, np.random.default_rng(5), 1.3, sag).vertices[5 * 72 :]
        inner = tube[(tube[:, 1] < -6) & (tube[:, 1] > -20) & (np.abs(tube[:, 0]) < 1)]
        gaps.append(float(np.median(inner[inner[:, 2] > 4.2, 2]) - 8.2))
        lowest.append(float(tube[tube[:, 1] > -20, 2].min()))
    assert 0 < gaps[1] < 0.75 * gaps[0]
    assert lowest[0] < 0 < lowest[1]


# ------------------------------------------------------------------ coming to rest


def test_a_flat_thing_settles_on_its_flat_side() -> None:
    turn = np.radians(9)
    tilted = limb() @ np.array(
        [[1, 0, 0], [0, np.cos(turn), -np.sin(turn)], [0, np.sin(turn), np.cos(turn)]]
    )
    matrix, lift = settled(tilted, "down")
    height = (tilted @ matrix.T)[:, 2] + lift
    assert height.min() == pytest.approx(0, abs=1e-9)
    assert height.max() < 3.2
    tilt = np.degrees(np.arccos(np.clip(matrix[2, 2], -1, 1)))
    assert tilt < MOST_TILT + 6


@pytest.mark.parametrize("way", ["down", "up", "edge", "raised"])
def test_coming_to_rest_never_mirrors(way: str) -> None:
    matrix, _ = settled(limb(), way)
    assert np.linalg.det(matrix) == pytest.approx(1)


def test_a_cup_stands_upright_with_the_back_of_the_hand_on_the_left() -> None:
    axis = np.array([[0.3, 8, -4.5], [1.3, 8.22, -4.5]])
    bottom = axis[:1] - (axis[1] - axis[0]) * 5.6
    matrix, lift = upright_cup(limb(), axis, bottom)
    assert np.linalg.det(matrix) == pytest.approx(1)
    up = matrix @ (axis[1] - axis[0])
    assert up[:2] == pytest.approx([0, 0], abs=1e-9)
    assert up[2] > 0
    assert (matrix @ [0, 0, 1.0])[0] < -0.9
    lowest = min((limb() @ matrix[2]).min(), (bottom @ matrix[2]).min()) + lift
    assert lowest == pytest.approx(0)
