"""The shipped pictures: each file is what the manifest says, and nothing tells the side."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
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

STILL_SIZE = (768, 768)
CLIP_SIZE = (480, 480)
README = Path(__file__).parents[2] / "README.md"
FREE_LICENCES = {"CC0-1.0"}
BESIDE = {"manifest.csv", "LICENCES.md", "mirror/two-hands.avi"}
LIMBS = ("knee", "shoulder", "neck", "back")
FEWEST = {
    ("hand", "plain"): 96,
    ("hand", "context"): 36,
    ("hand", "busy"): 24,
    ("hand", "moving"): 12,
    ("foot", "plain"): 48,
    ("foot", "context"): 24,
    ("foot", "busy"): 12,
    ("foot", "moving"): 6,
    **{(part, "plain"): 24 for part in LIMBS},
    **{(part, "context"): 12 for part in LIMBS},
    **{(part, "busy"): 6 for part in LIMBS},
    **{(part, "moving"): 4 for part in LIMBS},
}
"""How many pictures there are at least, by part and folder ("moving": clips)."""

slow = pytest.mark.slow  # looks at all pixels


@pytest.fixture(scope="module")
def folder() -> Path:
    return pictures_folder()


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Catalogue:
    return load_catalogue(folder, verify=True)


@pytest.fixture(scope="module")
def hands(catalogue: Catalogue) -> tuple[Picture, ...]:
    return catalogue.select(part=BodyPart.HAND, picture_set=PictureSet.PLAIN, moving=False)


def kind_of(picture: Picture) -> tuple[str, str]:
    """Part and folder: what is drawn and judged together."""
    return picture.part.value, "moving" if picture.moving else picture.set.value


@pytest.fixture(scope="module")
def kinds(catalogue: Catalogue) -> dict[tuple[str, str], list[Picture]]:
    found = defaultdict(list)
    for picture in catalogue.pictures:
        found[kind_of(picture)].append(picture)
    return found


@dataclass(frozen=True)
class Look:
    """What one look at a picture's pixels tells; the pixels themselves are let go."""

    format: str | None
    size: tuple[int, int]
    mode: str
    frames: int
    pixels: str
    mirrored_pixels: str
    mirrors_exactly: bool
    brighter_right: bool


def look_at(path: Path) -> Look:
    with Image.open(path) as image:
        array, mirrored = np.asarray(image), ImageOps.mirror(image)
        ground = np.asarray(image.convert("L"), dtype=float)[:96]
        return Look(
            format=image.format,
            size=image.size,
            mode=image.mode,
            frames=getattr(image, "n_frames", 1),
            pixels=hashlib.sha256(image.tobytes()).hexdigest(),
            mirrored_pixels=hashlib.sha256(mirrored.tobytes()).hexdigest(),
            mirrors_exactly=np.array_equal(np.asarray(mirrored), array[:, ::-1])
            and ImageOps.mirror(mirrored).tobytes() == image.tobytes(),
            brighter_right=bool(ground[:, -96:].mean() > ground[:, :96].mean()),
        )


@pytest.fixture(scope="module")
def looks(catalogue: Catalogue) -> dict[str, Look]:
    return {p.file: look_at(catalogue.path(p)) for p in catalogue.pictures}


def test_no_picture_is_left_out(catalogue: Catalogue) -> None:
    assert catalogue.notices == ()


def test_every_file_has_its_row_and_every_row_its_file(catalogue: Catalogue) -> None:
    below = {p.relative_to(catalogue.folder).as_posix() for p in catalogue.folder.rglob("*.*")}
    assert below - BESIDE == {picture.file for picture in catalogue.pictures}


@slow
def test_every_picture_can_be_shown(catalogue: Catalogue) -> None:
    problems = [verify_picture(catalogue.folder, picture) for picture in catalogue.pictures]
    assert [problem for problem in problems if problem] == []


@slow
def test_every_picture_has_the_size_and_the_frames_of_its_kind(
    catalogue: Catalogue, looks: dict[str, Look]
) -> None:
    """No transparency, and nothing that moves but the clips."""
    for picture in catalogue.pictures:
        look = looks[picture.file]
        size = CLIP_SIZE if picture.moving else STILL_SIZE
        assert (look.format, look.size, look.mode) == ("WEBP", size, "RGB"), picture.file
        assert look.frames == picture.frames, picture.file


@slow
def test_no_picture_comes_twice(catalogue: Catalogue, looks: dict[str, Look]) -> None:
    """Not as a file, not as pixels, not mirrored."""
    assert len({picture.sha256 for picture in catalogue.pictures}) == len(catalogue.pictures)
    ways = {way for look in looks.values() for way in (look.pixels, look.mirrored_pixels)}
    assert len(ways) == 2 * len(looks)


@slow
def test_mirroring_is_exact(looks: dict[str, Look]) -> None:
    assert [file for file, look in looks.items() if not look.mirrors_exactly] == []


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


def test_a_person_is_always_the_same(catalogue: Catalogue) -> None:
    people = defaultdict(set)
    for picture in catalogue.pictures:
        people[picture.person].add((picture.tone, picture.sex, picture.age_band))
    assert [person for person, found in people.items() if len(found) > 1] == []


def test_files_are_named_after_what_they_show(catalogue: Catalogue) -> None:
    for picture in catalogue.pictures:
        folder, _, name = picture.file.rpartition("/")
        assert folder == "/".join(kind_of(picture)), picture.file
        assert name.startswith(f"{picture.posture}_{picture.view}_"), picture.file
        assert name.endswith(f"_{picture.person}.webp"), picture.file


@pytest.mark.parametrize("kind", FEWEST, ids="/".join)
def test_there_are_enough_of_every_kind(
    kinds: dict[tuple[str, str], list[Picture]], kind: tuple[str, str]
) -> None:
    assert len(kinds[kind]) >= FEWEST[kind]


def test_the_readme_says_how_many_there_are(catalogue: Catalogue) -> None:
    found = re.search(
        r"more than (\d+) rendered pictures and (\d+) clips", README.read_text("utf-8")
    )
    assert found is not None
    clips = sum(picture.moving for picture in catalogue.pictures)
    assert 0 < len(catalogue.pictures) - clips - int(found[1]) <= 50
    assert int(found[2]) == clips


def test_only_plain_pictures_may_be_turned(catalogue: Catalogue) -> None:
    """In a room a turned picture would stand on its head; so would a figure."""
    for picture in catalogue.pictures:
        if picture.set is not PictureSet.PLAIN:
            assert not picture.turnable, picture.file
    for part in (BodyPart.HAND, BodyPart.FOOT):
        plain = catalogue.select(part=part, picture_set=PictureSet.PLAIN, moving=False)
        assert all(picture.turnable for picture in plain)


def test_sides_are_about_half_in_every_kind(
    kinds: dict[tuple[str, str], list[Picture]],
) -> None:
    for kind, pictures in kinds.items():
        lefts = sum(picture.side is Side.LEFT for picture in pictures)
        assert abs(lefts - len(pictures) / 2) <= max(2.0, 0.15 * len(pictures)), kind


def test_people_are_many_in_every_kind(kinds: dict[tuple[str, str], list[Picture]]) -> None:
    """As many as there are pictures for, and nobody much more often than the others."""
    for kind, pictures in kinds.items():
        counts = Counter(picture.person for picture in pictures)
        assert len(counts) >= min(8, len(pictures) // 2), kind
        assert max(counts.values()) <= 2 * len(pictures) / len(counts) + 1, kind


def test_clips_are_played_at_a_speed_and_stills_are_not(catalogue: Catalogue) -> None:
    for picture in catalogue.pictures:
        if picture.moving:
            assert picture.frames >= 12, picture.file
            assert 8 <= picture.fps <= 30, picture.file
        else:
            assert (picture.fps, picture.direction) == (0.0, None), picture.file


def test_the_direction_of_a_limb_says_nothing_about_its_side(catalogue: Catalogue) -> None:
    """As many move towards their own side as away from it. Of a neck or a back the direction is
    the side."""
    moved = [picture for picture in catalogue.pictures if picture.direction is not None]
    for part in BodyPart:
        mine = [picture for picture in moved if picture.part is part]
        same = sum(picture.direction is picture.side for picture in mine)
        if part.one_sided:
            assert abs(2 * same - len(mine)) <= 1, part
        else:
            assert same == len(mine), part


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


@slow
def test_the_light_does_not_tell_the_side(
    kinds: dict[tuple[str, str], list[Picture]], looks: dict[str, Look]
) -> None:
    """The brighter side of the ground may go with the side no more often than by chance (three
    standard deviations): a body lit from its own left in every file would give itself away."""
    for kind, pictures in kinds.items():
        agree = sum(looks[p.file].brighter_right == (p.side is Side.RIGHT) for p in pictures)
        assert abs(agree - len(pictures) / 2) <= 3 * (len(pictures) / 4) ** 0.5, kind


def test_check_ups_can_be_made_of_them_with_enough_palms(
    catalogue: Catalogue, hands: tuple[Picture, ...]
) -> None:
    assert sum(picture.view == PALM for picture in hands) >= 16
    block = make_block(catalogue.pictures, DrillSettings.for_check_up(), 1)
    assert len({stimulus.picture.file for stimulus in block.stimuli}) == 40
    assert sum(stimulus.picture.view == PALM for stimulus in block.stimuli) == 16


def test_the_whole_set_stays_small(catalogue: Catalogue) -> None:
    sizes = {picture: catalogue.path(picture).stat().st_size for picture in catalogue.pictures}
    assert max(size for picture, size in sizes.items() if not picture.moving) < 200_000
    assert max((size for picture, size in sizes.items() if picture.moving), default=0) < 600_000
    assert sum(sizes.values()) < 60_000_000
