"""The clips: who shows what, how it moves, and what is in the files that are there."""

from collections import Counter
from itertools import pairwise

import cv2
import numpy as np
import pytest
from PIL import Image, ImageSequence

from tools.pictures import clip_recording, manifest
from tools.pictures.clip_figure_moves import MOVEMENTS as FIGURE_MOVEMENTS
from tools.pictures.clip_figure_moves import VIEWS as FIGURE_VIEWS
from tools.pictures.clip_figure_moves import between, figure_frames
from tools.pictures.clip_foot_moves import VIEWS as FOOT_VIEWS
from tools.pictures.clip_foot_moves import foot_frames
from tools.pictures.clip_hand_moves import VIEWS as HAND_VIEWS
from tools.pictures.clip_hand_moves import hand_frames
from tools.pictures.clip_jobs import jobs
from tools.pictures.clip_time import FRAMES, bump, delayed, ease, frame_times
from tools.pictures.figure_pose import FigurePosture
from tools.pictures.foot_posture import FootPosture
from tools.pictures.jobs import SIDES, mirrored
from tools.pictures.people import PEOPLE
from tools.pictures.posture import START, Posture

pytestmark = pytest.mark.slow  # looks at frames; no part of the program

LIMBS = ("hand", "foot", "knee", "shoulder")


def start_posture(name: str) -> Posture:
    """A hand that has not been solved for any person."""
    return START[name]


def hand_angles(movement: str, view: str, way: str) -> np.ndarray:
    """All angles (frames, n) of a hand's movement in degrees."""
    rows = []
    for step in hand_frames(start_posture, movement, HAND_VIEWS[movement, view], way):
        posture = step.posture
        fingers = posture.index + posture.middle + posture.ring + posture.little
        rows.append([*fingers, *posture.thumb, *posture.wrist, step.yaw, step.pitch, step.swing])
    return np.array(rows)


def foot_angles(movement: str, way: str) -> np.ndarray:
    """All angles (frames, n) of a foot's movement in degrees."""

    def row(posture: FootPosture) -> list[float]:
        angles = (posture.ankle, posture.inversion, posture.turn)
        return [*angles, *posture.base, *posture.end, *posture.aside]

    return np.array([row(posture) for posture in foot_frames(movement, way)])


def figure_numbers(part: str, movement: str) -> np.ndarray:
    """Angles in degrees, and directions of limbs times 60 so that they are about degrees."""

    def row(posture: FigurePosture) -> list[float]:
        out = [posture.head_turn, posture.head_tilt, posture.head_nod]
        out += [posture.trunk_turn, posture.trunk_bend, posture.trunk_nod, posture.lean]
        for limb in (posture.left_leg.thigh, posture.left_leg.shin, posture.left_arm.upper):
            out += list(60 * np.asarray(limb) / np.linalg.norm(limb))
        return [*out, posture.left_arm.lift]

    return np.array([row(posture) for posture in figure_frames(part, movement)])


HAND_WAYS = [
    (movement, view, way)
    for movement, view in HAND_VIEWS
    for way in (("thumb", "little") if movement in ("tilting", "reaching_sideways") else ("",))
]


FOOT_WAYS = [(movement, "") for movement in ("lifting", "circling", "curling")]
FOOT_WAYS += [("turning", "inner"), ("turning", "outer")]


def assert_flows(numbers: np.ndarray) -> None:
    """Nothing jumps and nothing stops: at most 40 degrees between frames, less at the ends."""
    steps = np.abs(np.diff(numbers, axis=0)).max(1)
    assert len(numbers) == FRAMES
    assert steps.max() < 40
    assert steps[[0, -1]].max() < steps.max()
    assert steps.min() > 0.05, "a frame in which nothing moves"


@pytest.mark.parametrize(("movement", "view", "way"), HAND_WAYS)
def test_a_hand_flows(movement: str, view: str, way: str) -> None:
    assert_flows(hand_angles(movement, view, way))


@pytest.mark.parametrize(
    ("movement", "way"),
    [
        ("lifting", ""),
        ("circling", ""),
        ("curling", ""),
        ("turning", "inner"),
        ("turning", "outer"),
    ],
)
def test_a_foot_flows(movement: str, way: str) -> None:
    assert_flows(foot_angles(movement, way))


@pytest.mark.parametrize(("part", "movement"), FIGURE_MOVEMENTS)
def test_a_figure_flows(part: str, movement: str) -> None:
    assert_flows(figure_numbers(part, movement))


def test_fingers_do_not_move_all_alike() -> None:
    """In the middle of closing, the little finger is further on its way than the index finger,
    and the thumb comes last; tapping fingers lift one after another."""
    frames = hand_frames(start_posture, "open_close", HAND_VIEWS["open_close", "palm"], "")
    first, middle, last = frames[0].posture, frames[5].posture, frames[-1].posture

    def way_done(name: str, joint: int) -> float:
        start, now, end = (getattr(posture, name)[joint] for posture in (first, middle, last))
        return float((now - start) / (end - start))

    assert way_done("little", 1) > way_done("index", 1) > way_done("thumb", 4)
    tapping = hand_frames(start_posture, "tapping", HAND_VIEWS["tapping", "back"], "")
    highest = [
        int(np.argmin([getattr(step.posture, name)[0] for step in tapping]))
        for name in ("little", "ring", "middle", "index")
    ]
    assert highest == sorted(set(highest))


def test_toes_follow_one_after_another() -> None:
    bases = np.array([posture.base for posture in foot_frames("lifting", "")])
    done = (bases[5] - bases[0]) / (bases[-1] - bases[0])
    assert (np.diff(done) < 0).all()


def test_a_circling_foot_comes_round() -> None:
    numbers = foot_angles("circling", "")
    assert numbers[0] == pytest.approx(numbers[-1], abs=1e-6)


def test_easing_begins_and_ends_slowly_and_never_goes_back() -> None:
    times = np.linspace(0, 1, 101)
    shares = np.array([ease(time) for time in times])
    assert (ease(-1), ease(0), ease(1), ease(2)) == (0, 0, 1, 1)
    steps = np.diff(shares)
    assert (steps > 0).all()
    assert steps[0] < 0.2 * steps.max() > steps[-1]
    assert (delayed(0.3, 0.3, 0.7), delayed(0.7, 0.3, 0.7)) == (0, 1)
    assert (bump(0.2, 0.5, 0.3), bump(0.5, 0.5, 0.3), bump(0.8, 0.5, 0.3)) == (0, 1, 0)
    assert frame_times(3) == [0, 0.5, 1]


def test_a_direction_between_two_others_turns_evenly() -> None:
    halfway = np.array(between((0, 0, -2), (0, 3, 0), 0.5))
    assert halfway == pytest.approx([0, 0.5**0.5, -(0.5**0.5)])
    assert between((0, 0, -1), (0, 0, -1), 0.5) == (0, 0, -1)


def test_there_are_clips_of_every_part_and_each_is_another() -> None:
    counts = Counter(job.part for job in jobs())
    assert len(jobs()) >= 24
    assert set(counts) == {"hand", "foot", "knee", "shoulder", "neck", "back"}
    assert len({job.file for job in jobs()}) == len({job.hash for job in jobs()}) == len(jobs())
    assert jobs.__wrapped__() == jobs()


def test_every_clip_has_a_view() -> None:
    for job in jobs():
        if job.part == "hand":
            assert (job.posture, job.view) in HAND_VIEWS
        elif job.part == "foot":
            assert (job.posture, job.view) in FOOT_VIEWS
        else:
            assert (job.part, job.posture) in FIGURE_MOVEMENTS
            assert (job.part, job.posture, job.view) in FIGURE_VIEWS


def test_sides_light_and_people_are_even() -> None:
    for part in {job.part for job in jobs()}:
        sides = Counter(job.side for job in jobs() if job.part == part)
        assert abs(sides["left"] - sides["right"]) <= 1, part
    light = Counter((job.side, job.light_side) for job in jobs())
    for side in SIDES:
        assert abs(light[side, "left"] - light[side, "right"]) <= 3
    shown = Counter(job.person for job in jobs())
    assert set(shown) == set(PEOPLE)
    assert max(shown.values()) - min(shown.values()) <= 2


def test_a_movement_to_a_side_says_nothing_about_the_side_of_a_limb() -> None:
    limbs = Counter(
        job.side == job.direction for job in jobs() if job.part in LIMBS and job.direction
    )
    assert limbs[True] == limbs[False] > 0
    for job in jobs():
        if job.part not in LIMBS:
            assert job.direction == job.side
        assert job.turnable == (job.part in ("hand", "foot") and not job.direction)


def test_in_a_mirror_side_and_direction_change_together() -> None:
    job = next(job for job in jobs() if job.part == "hand" and job.direction)
    other = mirrored(job)
    assert other.side != job.side
    assert other.direction != job.direction
    assert other.light_side != job.light_side


def clip_rows() -> list[manifest.Row]:
    return [row for row in manifest.read_manifest() if row.frames != "1"]


def test_the_clips_that_are_there_agree_with_their_jobs() -> None:
    asked = {job.file: job for job in jobs()}
    for row in clip_rows():
        job = asked[row.file]
        assert (row.side, row.direction) == (job.side, job.direction)
        assert (row.set, row.frames, row.fps) == ("plain", "12", "12")
        assert row.turnable == ("yes" if job.turnable else "no")


def test_a_clip_moves_on_a_still_ground() -> None:
    for row in clip_rows():
        with Image.open(manifest.IMAGES / row.file) as clip:
            frames = [
                np.asarray(frame.convert("RGB"), int) for frame in ImageSequence.Iterator(clip)
            ]
        ground = frames[0][0, 0]
        for before, after in pairwise(frames):
            if row.part in ("hand", "foot"):
                corners = np.concatenate([after[:12, :12], after[:12, -12:]])
                assert np.abs(corners - ground).max() < 12, row.file
            moved = (np.abs(after - before).max(2) > 24).mean()
            assert 0.0005 < moved < 0.4, row.file


def test_the_recording_for_the_mirror_never_jumps() -> None:
    """From one picture to its neighbour, or from rest to rest: the first picture of closing and
    the first of turning are the same hand at rest."""
    order = clip_recording.playing_order()
    rests = {0, clip_recording.CLOSING}
    for before, after in pairwise([*order, order[0]]):
        from_rest_to_rest = {before, after} == rests
        across = {before, after} == {clip_recording.CLOSING - 1, clip_recording.CLOSING}
        assert from_rest_to_rest or (abs(after - before) <= 1 and not across)


def test_the_recording_for_the_mirror_shows_one_hand_moving_and_one_still() -> None:
    order = clip_recording.playing_order()
    assert set(order) == set(range(clip_recording.CLOSING + clip_recording.TURNING))
    assert clip_recording.FILE.stat().st_size < 3_000_000
    film = cv2.VideoCapture(str(clip_recording.FILE))
    assert film.get(cv2.CAP_PROP_FPS) == clip_recording.FPS
    frames = []
    while (read := film.read())[0]:
        frames.append(read[1])
    film.release()
    assert len(frames) == len(order) >= 2 * clip_recording.FPS
    width, height = clip_recording.SIZE_PX
    assert frames[0].shape == (height, width, 3)
    spread = np.ptp(np.array(frames[::4]), axis=0).max(2)
    assert spread[:, width // 2 + 20 :].max() > 80
    assert spread[:, : width // 2 - 20].mean() < 4
    assert np.abs(frames[-1].astype(float) - frames[0]).mean() < 2
