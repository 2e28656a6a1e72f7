"""The shipped pictures: every file is what the manifest says, and nothing in them tells the side."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from gmi_app.laterality.block import make_block
from gmi_app.laterality.imagery_check import PALM
from gmi_app.laterality.settings import DrillSettings
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import Catalogue, load_catalogue, verify_picture
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side

SIZE = (768, 768)
FREE_LICENCES = {"CC0-1.0"}


@pytest.fixture(scope="module")
def folder() -> Path:
    return pictures_folder()


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Catalogue:
    return load_catalogue(folder, verify=True)


@pytest.fixture(scope="module")
def hands(catalogue: Catalogue) -> tuple[Picture, ...]:
    return catalogue.select(part=BodyPart.HAND, picture_set=PictureSet.PLAIN)


@pytest.fixture(scope="module")
def images(catalogue: Catalogue) -> dict[str, Image.Image]:
    """Every picture, decoded once."""
    found = {}
    for picture in catalogue.pictures:
        with Image.open(catalogue.path(picture)) as image:
            assert image.format == "WEBP", picture.file
            assert getattr(image, "n_frames", 1) == 1, picture.file
            image.load()
            found[picture.file] = image
    return found


def test_no_picture_is_left_out(catalogue: Catalogue) -> None:
    assert catalogue.notices == ()


def test_every_file_has_its_row_and_every_row_its_file(catalogue: Catalogue) -> None:
    below = {p.relative_to(catalogue.folder).as_posix() for p in catalogue.folder.rglob("*.*")}
    assert below - {"manifest.csv"} == {picture.file for picture in catalogue.pictures}


def test_every_picture_can_be_shown(catalogue: Catalogue) -> None:
    problems = [verify_picture(catalogue.folder, picture) for picture in catalogue.pictures]
    assert [problem for problem in problems if problem] == []


def test_every_picture_has_the_same_size_and_no_transparency(
    images: dict[str, Image.Image],
) -> None:
    assert {image.size for image in images.values()} == {SIZE}
    assert {image.mode for image in images.values()} == {"RGB"}


def test_no_picture_comes_twice(catalogue: Catalogue, images: dict[str, Image.Image]) -> None:
    """Not as a file, not as pixels, not mirrored."""
    assert len({picture.sha256 for picture in catalogue.pictures}) == len(catalogue.pictures)
    seen: set[str] = set()
    for image in images.values():
        for way in (image, ImageOps.mirror(image)):
            seen.add(hashlib.sha256(way.tobytes()).hexdigest())
    assert len(seen) == 2 * len(images)


def test_mirroring_is_exact(images: dict[str, Image.Image]) -> None:
    for file, image in images.items():
        mirrored = ImageOps.mirror(image)
        assert np.array_equal(np.asarray(mirrored), np.asarray(image)[:, ::-1]), file
        assert ImageOps.mirror(mirrored).tobytes() == image.tobytes(), file


def test_there_are_enough_plain_hands(hands: tuple[Picture, ...]) -> None:
    assert len(hands) >= 96
    assert len({picture.person for picture in hands}) >= 6
    assert len({picture.posture for picture in hands}) >= 12
    assert len({picture.view for picture in hands}) >= 4
    assert all(picture.turnable for picture in hands)


def test_people_are_of_many_kinds(hands: tuple[Picture, ...]) -> None:
    assert len({picture.tone for picture in hands}) >= 4
    assert len({picture.sex for picture in hands}) >= 2
    assert len({picture.age_band for picture in hands}) >= 2


def test_a_person_is_always_the_same(hands: tuple[Picture, ...]) -> None:
    looks = defaultdict(set)
    for picture in hands:
        looks[picture.person].add((picture.tone, picture.sex, picture.age_band))
    assert {person: len(found) for person, found in looks.items() if len(found) > 1} == {}


def test_files_are_named_after_what_they_show(hands: tuple[Picture, ...]) -> None:
    for picture in hands:
        name = f"{picture.posture}_{picture.view}_{picture.person}"
        assert picture.file == f"hand/plain/{name}.webp"


def test_every_picture_may_be_used_freely(catalogue: Catalogue) -> None:
    assert {picture.licence for picture in catalogue.pictures} <= FREE_LICENCES
    assert all(picture.source for picture in catalogue.pictures)


@pytest.mark.parametrize(
    ("kind", "fewest"),
    [
        (lambda picture: "all", 96),
        (lambda picture: picture.posture, 6),
        (lambda picture: picture.view, 12),
        (lambda picture: picture.person, 6),
        (lambda picture: picture.tone, 6),
        (lambda picture: picture.sex, 24),
        (lambda picture: picture.age_band, 12),
    ],
    ids=["all", "posture", "view", "person", "tone", "sex", "age band"],
)
def test_sides_are_about_half_everywhere(
    hands: tuple[Picture, ...], kind: Callable[[Picture], str], fewest: int
) -> None:
    """Files are shown mirrored as often as not, so a lean here is no cue; it keeps the two ways
    of showing each kind about equally new. 30 to 70 %, or two pictures off where there are few."""
    sides: dict[str, Counter[Side]] = defaultdict(Counter)
    for picture in hands:
        sides[kind(picture)][picture.side] += 1
    for value, counts in sides.items():
        total, lefts = counts.total(), counts[Side.LEFT]
        assert total >= fewest, value
        assert abs(lefts - total / 2) <= max(2.0, 0.2 * total), (value, counts)
    whole = Counter(picture.side for picture in hands)
    assert 0.45 <= whole[Side.LEFT] / whole.total() <= 0.55


def test_every_posture_is_seen_from_most_views(hands: tuple[Picture, ...]) -> None:
    views = defaultdict(set)
    for picture in hands:
        views[picture.posture].add(picture.view)
    assert min(len(found) for found in views.values()) >= 4


def test_the_light_does_not_tell_the_side(
    hands: tuple[Picture, ...], images: dict[str, Image.Image]
) -> None:
    """The ground's brighter half must go with the side no more often than chance allows: right and
    left files mirrored into one side would otherwise still be lit from one direction."""
    agree = 0
    for picture in hands:
        pixels = np.asarray(images[picture.file].convert("L"), dtype=float)
        brighter_right = pixels[:96, -96:].mean() > pixels[:96, :96].mean()
        agree += brighter_right == (picture.side is Side.RIGHT)
    n = len(hands)
    assert abs(agree - n / 2) <= 1.96 * (n / 4) ** 0.5 + 1


def test_check_ups_can_be_made_of_them_with_enough_palms(
    catalogue: Catalogue, hands: tuple[Picture, ...]
) -> None:
    assert sum(picture.view == PALM for picture in hands) >= 16
    block = make_block(catalogue.pictures, DrillSettings.for_check_up(), 1)
    assert len({stimulus.picture.file for stimulus in block.stimuli}) == 40
    assert sum(stimulus.picture.view == PALM for stimulus in block.stimuli) == 16


def test_the_whole_set_stays_small(catalogue: Catalogue) -> None:
    sizes = [catalogue.path(picture).stat().st_size for picture in catalogue.pictures]
    assert max(sizes) < 200_000
    assert sum(sizes) < 10_000_000
