"""The pure parts of the picture tool, and the manifest against the files that are there."""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gmi_app.imagery.choosing import missing
from gmi_app.imagery.ladders import load_ladders
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import Side
from tools.pictures import clip_jobs, foot_jobs, foot_rooms_jobs, manifest
from tools.pictures.families import FAMILIES, families
from tools.pictures.figure_rooms_jobs import RoomFigureJob
from tools.pictures.foot_posture import POSTURES as FEET
from tools.pictures.foot_posture import FootPosture, foot_rotation
from tools.pictures.framing import FILL, chirality, frame, view_matrix
from tools.pictures.geometry import enclosing_circle, quaternion, rotation
from tools.pictures.hand_jobs import POSTURES, VIEWS, HandJob, job_list
from tools.pictures.jobs import OTHER, SIDES, mirrored, shares
from tools.pictures.ledger import Entry, add_entry, is_done, read_ledger, sha256_of
from tools.pictures.limb_rooms_job import LimbRoomJob
from tools.pictures.people import PEOPLE, TONES
from tools.pictures.shot import Shot, save_shot

pytestmark = pytest.mark.slow  # draws up lists; no part of the program


@cache
def jobs_of(rounds: int) -> tuple[HandJob, ...]:
    """The same as ``job_list``, reckoned once."""
    return job_list(rounds)


def is_plain_hand(row: manifest.Row) -> bool:
    """Whether a row is a still of the family ``hand_jobs``."""
    return row.file.startswith("hand/plain/")


def test_every_posture_and_view_has_a_left_and_a_right_hand_of_two_people() -> None:
    cells: dict[tuple[str, str], list[HandJob]] = {}
    for job in jobs_of(2):
        cells.setdefault((job.posture, job.view), []).append(job)
    assert len(cells) == len(POSTURES) * len(VIEWS)
    for jobs in cells.values():
        assert sorted(job.side for job in jobs) == ["left", "right"]
        assert len({job.person for job in jobs}) == 2


def test_every_person_has_at_least_fourteen_pictures_and_as_many_lefts_as_rights() -> None:
    counts = Counter((job.person, job.side) for job in jobs_of(2))
    for person in PEOPLE:
        left, right = counts[person, "left"], counts[person, "right"]
        assert left + right >= 14
        assert abs(left - right) <= 1


def test_light_says_nothing_about_the_side() -> None:
    counts = Counter((job.side, job.light_side) for job in jobs_of(2))
    for side in SIDES:
        assert abs(counts[side, "left"] - counts[side, "right"]) <= 2


def test_the_job_list_is_the_same_every_time_and_grows_without_changing() -> None:
    assert job_list(2) == jobs_of(2)
    assert jobs_of(4)[: len(jobs_of(2))] == jobs_of(2)
    assert len({job.name for job in jobs_of(4)}) == len(jobs_of(4))
    assert len({job.hash for job in jobs_of(4)}) == len(jobs_of(4))


def test_people_cover_tones_sexes_ages_and_builds() -> None:
    people = PEOPLE.values()
    assert len(people) >= 6
    assert {person.tone for person in people} == set(TONES)
    assert {person.sex for person in people} == {"female", "male"}
    assert {person.age_band for person in people} == {"young", "middle", "older"}
    assert max(person.morph.muscle for person in people) > 0.8
    assert max(person.morph.weight for person in people) > 0.8


@pytest.mark.parametrize("yaw", [0, 90, 180, 263.0])
@pytest.mark.parametrize("pitch", [-20, 0, 48])
def test_turning_keeps_the_side_and_mirroring_swaps_it(yaw: float, pitch: float) -> None:
    directions = np.eye(3) @ view_matrix(yaw, pitch, 12.0).T
    assert chirality(*directions) == "left"
    assert chirality(*(directions * [-1, 1, 1])) == "right"


def test_upright_back_of_a_left_hand_has_its_thumb_on_the_right_of_the_picture() -> None:
    thumb, fingers, back = np.eye(3) @ view_matrix(0, 0, 0).T
    assert thumb == pytest.approx([1, 0, 0])
    assert fingers == pytest.approx([0, 0, 1])
    assert back == pytest.approx([0, -1, 0])


def test_directions_in_one_plane_have_no_side() -> None:
    with pytest.raises(ValueError, match="plane"):
        chirality(np.array([1, 0, 0]), np.array([0, 1, 0]), np.array([1, 1, 0]))


def test_the_frame_holds_all_points_inside_its_margin() -> None:
    points = np.random.default_rng(3).normal(size=(200, 3)) * [6, 3, 9] + [4, 5, 6]
    camera = frame(points)
    reach = np.linalg.norm(camera.project(points), axis=1).max()
    assert reach == pytest.approx(FILL, abs=0.01)
    assert camera.project(camera.target[None]) == pytest.approx(np.zeros((1, 2)))


def test_enclosing_circle_of_a_square() -> None:
    corners = np.array([[0, 0], [2, 0], [2, 2], [0, 2]], float)
    centre, radius = enclosing_circle(corners)
    assert centre == pytest.approx([1, 1], abs=0.02)
    assert radius == pytest.approx(2**0.5, abs=0.02)


@pytest.mark.parametrize("degrees", [5, 120, 179])
def test_quaternion_of_a_rotation(degrees: float) -> None:
    half = np.radians(degrees) / 2
    expected = np.array([np.cos(half), 0, np.sin(half), 0])
    assert quaternion(rotation(np.array([0, 1, 0]), degrees)) == pytest.approx(expected)


def test_a_job_is_done_only_with_its_own_hash_and_the_very_file(tmp_path: Path) -> None:
    job, other = jobs_of(2)[:2]
    ledger = tmp_path / "ledger.csv"
    picture = tmp_path / job.file
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"picture")
    add_entry(Entry(job.file, job.hash, job.side, 1.5, sha256_of(picture)), ledger)
    entries = read_ledger(ledger)
    assert is_done(job, entries, tmp_path)
    assert not is_done(other, entries, tmp_path)
    picture.write_bytes(b"another")
    assert not is_done(job, entries, tmp_path)


def test_manifest_names_every_fault(tmp_path: Path) -> None:
    jobs = jobs_of(2)[:3]
    entries = {}
    for number, job in enumerate(jobs):
        path = tmp_path / job.file
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (768, 768), (number, 0, 0)).save(path, lossless=True)
        entries[job.file] = Entry(job.file, job.hash, job.side, 1.0, sha256_of(path))
    rows = manifest.rows_of(jobs, entries, tmp_path)
    manifest.write_manifest(rows, tmp_path)
    assert manifest.read_manifest(tmp_path) == rows
    assert manifest.faults(rows, tmp_path) == []
    assert b"\r" not in (tmp_path / "manifest.csv").read_bytes()
    assert any("not in the manifest" in fault for fault in manifest.faults(rows[1:], tmp_path))
    assert any("twice" in fault for fault in manifest.faults([rows[0], *rows], tmp_path))
    Image.new("RGB", (64, 64)).save(tmp_path / rows[0].file)
    found = manifest.faults(rows, tmp_path)
    assert any("other bytes" in fault for fault in found)
    assert any("not a WebP" in fault for fault in found)
    (tmp_path / rows[0].file).unlink()
    assert any("no such file" in fault for fault in manifest.faults(rows, tmp_path))


def test_the_pictures_that_are_there_are_those_of_the_jobs() -> None:
    rows = manifest.read_manifest()
    assert manifest.faults(rows) == []
    jobs = {job.file: job for family in families().values() for job in family.jobs()}
    for row in rows:
        job = jobs[row.file]
        assert (row.side, row.direction) == (job.side, job.direction)
        assert (row.part, row.set, row.posture) == (job.part, job.set, job.posture)
        assert (row.view, row.person) == (job.view, job.person)
        assert row.licence == "CC0-1.0"


@pytest.mark.parametrize("side", list(Side))
def test_every_exercise_of_imagery_has_the_picture_that_it_asks_for(side: Side) -> None:
    ladders = load_ladders().of_part.values()
    every = [one for ladder in ladders for one in (*ladder.exercises, ladder.distant)]
    catalogue = load_catalogue(pictures_folder())
    assert missing(catalogue.pictures, [one.picture for one in every], side) == ()


def test_every_family_keeps_to_its_own_folders_and_makes_nothing_twice() -> None:
    files = [job.file for family in families().values() for job in family.jobs()]
    assert len(files) == len(set(files))
    for family in families().values():
        assert all(family.owns(job.file) for job in family.jobs())
    folders = [folder for family in FAMILIES.values() for folder in family.folders]
    assert len(folders) == len(set(folders))


def test_light_says_nothing_about_the_side_in_any_family() -> None:
    """Within either side of a part and set, light comes from the left about as often as not."""
    counts: Counter[tuple[str, str, int, str, str]] = Counter()
    for family in families().values():
        for job in family.jobs():
            counts[job.part, job.set, job.frames, job.side, job.light_side] += 1
    for part, picture_set, frames, side, _ in set(counts):
        key = (part, picture_set, frames, side)
        assert abs(counts[(*key, "left")] - counts[(*key, "right")]) <= 2, key


def test_feet_are_shown_in_every_posture_and_view_by_all_people_on_both_sides() -> None:
    jobs = foot_jobs.jobs()
    assert len(jobs) >= 48
    cells = {(job.posture, job.view) for job in jobs}
    assert len(cells) == len(jobs)
    assert {posture for posture, _ in cells} == set(foot_jobs.POSTURES)
    assert {view for _, view in cells} == set(foot_jobs.VIEWS)
    for column in ("posture", "view", "person"):
        sides = Counter((getattr(job, column), job.side) for job in jobs)
        for value in {getattr(job, column) for job in jobs}:
            assert abs(sides[value, "left"] - sides[value, "right"]) <= 1, value
    people = Counter(job.person for job in jobs)
    assert set(people) == set(PEOPLE)
    assert max(people.values()) - min(people.values()) <= 1


def test_feet_in_rooms_are_in_at_least_six_places_on_both_sides() -> None:
    for picture_set, fewest in (("context", 24), ("busy", 12)):
        jobs = [job for job in foot_rooms_jobs.jobs() if job.set == picture_set]
        assert len(jobs) >= fewest
        assert len({job.place for job in jobs}) >= 6
        assert abs(2 * sum(job.side == "left" for job in jobs) - len(jobs)) <= 2
        assert {job.person for job in jobs} == set(PEOPLE)


@pytest.mark.parametrize("posture", FEET, ids=str)
def test_a_left_foot_turned_by_any_posture_is_still_a_left_foot(posture: str) -> None:
    turned = foot_rotation(FEET[posture])
    assert chirality(*np.eye(3) @ turned.T) == "left"


def test_foot_angles_go_the_way_they_are_named() -> None:
    """x towards the other foot, y towards the toes, z up."""
    toes, sole = np.array([0.0, 1, 0]), np.array([0.0, 0, -1])
    assert (foot_rotation(FootPosture(ankle=30)) @ toes)[2] < -0.4
    assert (foot_rotation(FootPosture(inversion=30)) @ sole)[0] > 0.4
    assert (foot_rotation(FootPosture(turn=30)) @ toes)[0] > 0.4


def test_a_mirrored_job_has_the_other_side_and_direction_and_light() -> None:
    for job in (foot_jobs.jobs()[0], clip_jobs.jobs()[0]):
        other = mirrored(job)
        assert (other.side, other.light_side) == (OTHER[job.side], OTHER[job.light_side])
        assert other.direction == OTHER[job.direction]
        assert mirrored(other) == job


@pytest.mark.parametrize("family", ["hand_rooms", "foot_rooms", "figure_rooms"])
def test_the_mirror_picture_of_a_room_has_the_whole_room_the_other_way_round(family: str) -> None:
    """Else a flipped picture could not be the mirrored job's."""
    for job in families()[family].jobs():
        assert isinstance(job, LimbRoomJob | RoomFigureJob)
        other = mirrored(job)
        assert other.mirrored is not job.mirrored
        assert other.off_centre == (-job.off_centre[0], job.off_centre[1])
        assert (other.elevation, other.seed) == (job.elevation, job.seed)
        if isinstance(job, RoomFigureJob):
            assert (other.around, other.azimuth) == (-job.around, job.azimuth)
        else:
            assert (other.azimuth, other.turn) == (-job.azimuth, job.turn)
        assert mirrored(other) == job


@given(
    cells=st.sets(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), min_size=4, max_size=9
    ),
    rounds=st.integers(1, 2),
    seed=st.integers(0, 9),
)
@settings(max_examples=4, deadline=None)
def test_shares_are_even_whatever_the_cells(
    cells: set[tuple[str, str]], rounds: int, seed: int
) -> None:
    dealt = shares(sorted(cells), rounds, seed)
    assert len(dealt) == len(cells) * rounds
    assert len({(share.cell, share.person) for share in dealt}) == len(dealt)
    people = Counter(share.person for share in dealt)
    assert max(people.values()) - min(people[p] for p in PEOPLE) <= 1
    if rounds == 2:
        lefts = sum(share.side == "left" for share in dealt)
        assert lefts == len(cells)
    assert shares(sorted(cells), rounds, seed) == dealt


def test_rows_are_put_beside_those_of_others(tmp_path: Path) -> None:
    """Several runs write the manifest at once: each touches only what it made itself."""
    rows = [
        manifest.row_of(job, Entry(job.file, job.hash, job.side, 1.0, f"{number:064}"))
        for number, job in enumerate(foot_jobs.jobs()[:4])
    ]
    manifest.put_rows(rows[:2], tmp_path)
    manifest.put_rows(rows[2:], tmp_path)
    assert manifest.read_manifest(tmp_path) == sorted(rows, key=lambda row: row.file)
    changed = replace(rows[0], sha256="f" * 64)
    manifest.put_rows([changed], tmp_path, gone={rows[1].file})
    expected = sorted([changed, *rows[2:]], key=lambda row: row.file)
    assert manifest.read_manifest(tmp_path) == expected


@pytest.mark.parametrize("wrong", ["frames", "side"])
def test_a_shot_that_is_not_what_was_asked_for_is_not_saved(tmp_path: Path, wrong: str) -> None:
    job = foot_jobs.jobs()[0]
    picture = Image.new("RGB", (768, 768))
    shot = Shot((picture,), job.side, 1.0)
    save_shot(shot, job, tmp_path / "good.webp")
    if wrong == "frames":
        shot = Shot((picture, picture), job.side, 1.0)
    else:
        shot = Shot((picture,), OTHER[job.side], 1.0)
    with pytest.raises(AssertionError, match="not what its job asks for"):
        save_shot(shot, job, tmp_path / "bad.webp")
    assert [path.name for path in tmp_path.iterdir()] == ["good.webp"]


def test_ground_is_uniform_and_the_forearm_leaves_only_at_the_bottom() -> None:
    across = np.linspace(-1, 1, 768)
    x, y = np.meshgrid(across, across)
    radius = np.hypot(x, y)
    edge = (radius > 0.97) & (radius < 1)
    for row in filter(is_plain_hand, manifest.read_manifest()):
        with Image.open(manifest.IMAGES / row.file) as picture:
            pixels = np.asarray(picture.convert("RGB"), int)
        ground = np.median(pixels[:20], axis=(0, 1))
        differs = np.abs(pixels - ground).max(2) > 12
        assert not differs[edge & (y < 0.3)].any(), row.file
        assert differs[edge & (y > 0.3)].any(), row.file
        assert not differs[:20].any(), row.file


def test_the_leg_leaves_the_round_frame_once_and_nothing_else_touches_it() -> None:
    turn = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    x, y = (383.5 + 378 * np.cos(turn)).astype(int), (383.5 + 378 * np.sin(turn)).astype(int)
    for row in manifest.read_manifest():
        if not row.file.startswith("foot/plain/"):
            continue
        with Image.open(manifest.IMAGES / row.file) as picture:
            pixels = np.asarray(picture.convert("RGB"), int)
        ground = pixels[2, 2]
        differs = np.abs(pixels[y, x] - ground).max(1) > 12
        borders = int((differs != np.roll(differs, 1)).sum())
        assert borders == 2, row.file
        assert differs.mean() < 0.3, row.file


def test_sides_are_even_over_plain_hands_and_feet() -> None:
    for folder in ("hand/plain/", "foot/plain/"):
        rows = [row for row in manifest.read_manifest() if row.file.startswith(folder)]
        for column, values in manifest.balance(rows).items():
            for value, (left, right) in values.items():
                assert abs(left - right) <= max(2, 0.15 * (left + right)), (column, value)
