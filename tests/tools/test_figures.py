"""The pure parts of the figures: lists of jobs, and the side read from a skeleton."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.pictures import clip_jobs, figure_jobs, figure_rooms_jobs, rooms
from tools.pictures.figure_jobs import FigureJob
from tools.pictures.figure_people import CLOSE_FITTING
from tools.pictures.figure_postures import IN_ROOMS, STAGED, staged
from tools.pictures.figure_rooms_cells import has_towel
from tools.pictures.figure_rooms_jobs import RoomFigureJob
from tools.pictures.figure_side import side_of
from tools.pictures.figure_views import ASKED_BONE, VIEWS
from tools.pictures.geometry import rotation
from tools.pictures.people import PEOPLE
from tools.pictures.rooms.drape import LOOSE_CM, loose

pytestmark = pytest.mark.slow  # draws up lists; no part of the program

PARTS = ("knee", "shoulder", "neck", "back")
MIRROR = np.diag([-1.0, 1.0, 1.0])
UP, FORWARD = np.array([0.0, 0.0, 1.0]), np.array([0.0, -1.0, 0.0])
BACKWARD = np.array([0.0, 1.0, 0.0])


@dataclass
class Bones:
    """A skeleton as it is depicted: the rotation of each bone, and hips and shoulders."""

    turned: dict[str, np.ndarray] = field(default_factory=dict)
    shown: np.ndarray = field(default_factory=lambda: np.eye(3))

    def joint(self, bone: str, end: int = 0) -> np.ndarray:
        """18 cm to the rig's own left or right."""
        return np.asarray(self.shown @ [18.0 if bone.endswith(".L") else -18.0, 0, 50.0 + end])

    def direction(self, bone: str, rest: tuple[float, float, float]) -> np.ndarray:
        """A direction at rest, carried along by the bone."""
        return np.asarray(self.shown @ self.turned.get(bone, np.eye(3)) @ rest)


@pytest.mark.parametrize("part", PARTS)
def test_there_are_enough_plain_pictures_of_each_part_and_no_file_comes_twice(part: str) -> None:
    jobs = [job for job in figure_jobs.jobs() if job.part == part]
    assert len(jobs) >= 24
    assert len({job.file for job in jobs}) == len(jobs)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("kind", "least"), [("context", 12), ("busy", 6)])
def test_there_are_enough_pictures_in_rooms(part: str, kind: str, least: int) -> None:
    jobs = [job for job in figure_rooms_jobs.jobs() if (job.part, job.set) == (part, kind)]
    assert len(jobs) >= least
    assert len({job.file for job in jobs}) == len(jobs)


def test_every_spot_is_one_of_the_rooms() -> None:
    for job in figure_rooms_jobs.jobs():
        assert job.spot in rooms.SPOTS[job.place], job.file


def test_a_loose_towel_is_clear_of_the_body_and_keeps_its_rim_as_wide() -> None:
    flat = np.stack([*np.meshgrid(np.arange(6.0), np.arange(6.0)), np.zeros((6, 6))], -1)
    places = flat.reshape(-1, 3)
    places[14, 2] = 1.5  # a crumple
    places[3, 2] = 4.0  # a tuft on the rim
    first = (np.arange(5)[:, None] * 6 + np.arange(5)).ravel()
    quads = np.stack([first, first + 1, first + 7, first + 6], 1)
    body, normals = places * [1, 1, 0], np.tile(UP, (36, 1))
    out = loose(places, quads, body, normals)
    assert out[:, 2].min() >= LOOSE_CM - 1e-9
    assert np.ptp(out[:, 2]) < 0.5
    assert np.allclose(out[[0, 5, 30, 35], :2], places[[0, 5, 30, 35], :2])


def test_a_towel_lies_only_where_it_would_stay() -> None:
    assert has_towel("knee", "knee_up")
    assert has_towel("back", "bend")
    assert not has_towel("knee", "crossed")
    assert not has_towel("back", "bend_reach")


def test_close_clothes_are_worn_only_in_pictures_that_there_are() -> None:
    figures: list[FigureJob | RoomFigureJob] = [*figure_jobs.jobs(), *figure_rooms_jobs.jobs()]
    cells = {f"{job.part}/{job.set}/{job.posture}_{job.view}" for job in figures}
    cells |= {f"{job.part}/moving/{job.posture}_{job.view}" for job in clip_jobs.jobs()}
    assert cells >= CLOSE_FITTING
    for job in figures:
        cell = f"{job.part}/{job.set}/{job.posture}_{job.view}"
        assert (job.shorts == "close shorts") is (cell in CLOSE_FITTING), job.file
        assert job.top != ("vest" if cell in CLOSE_FITTING else "singlet"), job.file


def test_a_posture_of_its_own_in_rooms_is_of_a_picture_that_there_is() -> None:
    cells = {(job.part, job.posture, job.view) for job in figure_rooms_jobs.jobs()}
    assert cells >= set(IN_ROOMS)
    for part, posture, view in IN_ROOMS:
        assert staged(part, "context", posture, view) != STAGED[part][posture]
        assert staged(part, "plain", posture, view) == STAGED[part][posture]


@pytest.mark.parametrize("part", PARTS)
def test_people_and_sides_are_even_in_each_part(part: str) -> None:
    jobs = [job for job in figure_jobs.jobs() if job.part == part]
    sides = Counter(job.side for job in jobs)
    assert abs(sides["left"] - sides["right"]) <= 1
    people = Counter(job.person for job in jobs)
    assert set(people) == set(PEOPLE)
    assert max(people.values()) - min(people.values()) <= 1


def test_light_says_nothing_about_the_side_of_figures() -> None:
    counts = Counter((job.side, job.light_side) for job in figure_jobs.jobs())
    for side in ("left", "right"):
        assert abs(counts[side, "left"] - counts[side, "right"]) <= len(PARTS)


def test_every_view_has_a_posture_and_every_part_a_bone() -> None:
    for part, postures in VIEWS.items():
        assert set(postures) == set(STAGED[part])
        assert part in ASKED_BONE


@pytest.mark.parametrize("part", ["knee", "shoulder"])
@given(turn=st.floats(-180, 180))
def test_a_mirrored_body_shows_the_other_limb_from_wherever_it_is_seen(
    part: str, turn: float
) -> None:
    around = rotation(UP, turn)
    assert side_of(Bones(shown=around), part) == "left"
    assert side_of(Bones(shown=MIRROR @ around), part) == "right"


@pytest.mark.parametrize(("part", "moved"), [("neck", "head"), ("back", "spine01")])
@given(
    angle=st.floats(20, 80),
    axis=st.sampled_from([UP, BACKWARD]),
    around=st.floats(-180, 180),
)
def test_turning_and_bending_to_the_left_is_left_and_its_mirror_picture_right(
    part: str, moved: str, angle: float, axis: np.ndarray, around: float
) -> None:
    # +X is the person's left: turning about Z, or bending about +Y (backwards), goes there
    bones = {moved: rotation(axis, angle)}
    body = rotation(UP, around)
    assert side_of(Bones(bones, body), part) == "left"
    assert side_of(Bones(bones, MIRROR @ body), part) == "right"


@pytest.mark.parametrize(("part", "moved"), [("neck", "head"), ("back", "spine01")])
def test_a_movement_that_cannot_be_seen_or_goes_two_ways_is_refused(part: str, moved: str) -> None:
    with pytest.raises(AssertionError, match="too small"):
        side_of(Bones({moved: rotation(UP, 5)}), part)
    both = rotation(UP, 40) @ rotation(FORWARD, 30)
    with pytest.raises(AssertionError, match="bent to the other"):
        side_of(Bones({moved: both}), part)
