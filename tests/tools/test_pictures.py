"""The pure parts of the picture tool, and the manifest against the files that are there."""

from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tools.pictures import manifest
from tools.pictures.framing import FILL, chirality, frame, view_matrix
from tools.pictures.geometry import enclosing_circle, quaternion, rotation
from tools.pictures.hand_jobs import POSTURES, VIEWS, HandJob, job_list
from tools.pictures.jobs import SIDES
from tools.pictures.ledger import Entry, add_entry, is_done, read_ledger, sha256_of
from tools.pictures.people import PEOPLE, TONES


@cache
def jobs_of(rounds: int) -> tuple[HandJob, ...]:
    """The same as ``job_list``, reckoned once."""
    return job_list(rounds)


def is_plain_hand(row: manifest.Row) -> bool:
    """Whether a row is a still of the family ``hand_jobs``."""
    return row.file.startswith("hand/plain/")


@pytest.mark.gui  # slow: draws up a list
def test_every_posture_and_view_has_a_left_and_a_right_hand_of_two_people() -> None:
    cells: dict[tuple[str, str], list[HandJob]] = {}
    for job in jobs_of(2):
        cells.setdefault((job.posture, job.view), []).append(job)
    assert len(cells) == len(POSTURES) * len(VIEWS)
    for jobs in cells.values():
        assert sorted(job.side for job in jobs) == ["left", "right"]
        assert len({job.person for job in jobs}) == 2


@pytest.mark.gui  # slow: draws up a list
def test_every_person_has_at_least_fourteen_pictures_and_as_many_lefts_as_rights() -> None:
    counts = Counter((job.person, job.side) for job in jobs_of(2))
    for person in PEOPLE:
        left, right = counts[person, "left"], counts[person, "right"]
        assert left + right >= 14
        assert abs(left - right) <= 1


@pytest.mark.gui  # slow: draws up a list
def test_light_says_nothing_about_the_side() -> None:
    counts = Counter((job.side, job.light_side) for job in jobs_of(2))
    for side in SIDES:
        assert abs(counts[side, "left"] - counts[side, "right"]) <= 2


@pytest.mark.gui  # slow: draws up four lists
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


def test_the_pictures_that_are_there_agree_with_the_manifest() -> None:
    rows = manifest.read_manifest()
    assert manifest.faults(rows) == []
    sides = {job.file: job.side for job in jobs_of(4)}
    for row in rows:
        if not is_plain_hand(row):
            continue
        assert row.side == sides[row.file]
        assert row.licence == "CC0-1.0"
        assert row.turnable == "yes"


@pytest.mark.gui  # slow: looks at all pixels
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


def test_sides_are_even_over_postures_views_and_people() -> None:
    rows = manifest.read_manifest()
    for column, values in manifest.balance(rows).items():
        for value, (left, right) in values.items():
            assert abs(left - right) <= max(2, 0.15 * (left + right)), (column, value)
