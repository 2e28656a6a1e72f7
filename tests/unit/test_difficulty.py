"""How hard a picture is: the order that clinical.md 4 asks for, and a block from easy to hard."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.errors import UsageError
from gmi_app.laterality.block import make_block
from gmi_app.laterality.grading import easy_first
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.difficulty import (
    _POSTURES,
    _VIEWS,
    LEVELS,
    level,
    of_picture,
    of_stimulus,
)
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side, Stimulus
from tests.examples import tries
from tests.unit.making import picture

any_picture = st.builds(
    picture,
    st.sampled_from([f"p{i}" for i in range(12)]),
    st.sampled_from(Side),
    part=st.sampled_from(BodyPart),
    picture_set=st.sampled_from(PictureSet),
    posture=st.sampled_from(["flat", "claw", "fist", "inverted", "never heard of"]),
    view=st.sampled_from(["palm", "back", "fingertips", "front", "dorsal", "never heard of"]),
)
any_stimulus = st.builds(Stimulus, any_picture, st.booleans(), st.integers(0, 359))


@given(any_stimulus)
def test_is_between_nothing_and_one(stimulus: Stimulus) -> None:
    assert 0 <= of_stimulus(stimulus) <= 1
    assert 0 <= of_picture(stimulus.picture) <= 1


@given(any_stimulus)
def test_a_turned_picture_is_never_easier_than_an_upright_one(stimulus: Stimulus) -> None:
    upright = Stimulus(stimulus.picture, stimulus.mirrored, 0)
    assert of_stimulus(stimulus) >= of_stimulus(upright)


@given(any_stimulus)
def test_a_mirrored_pair_is_equally_hard(stimulus: Stimulus) -> None:
    pair = Stimulus(stimulus.picture, not stimulus.mirrored, -stimulus.angle % 360)
    assert of_stimulus(pair) == pytest.approx(of_stimulus(stimulus))


def test_a_palm_turned_laterally_is_harder_than_one_turned_medially() -> None:
    right = picture(side=Side.RIGHT, view="palm")
    lateral, medial = Stimulus(right, False, 90), Stimulus(right, False, 270)
    assert of_stimulus(lateral) > of_stimulus(medial)
    left = Stimulus(right, True, 90)  # a left palm, the other way round
    assert of_stimulus(left) == of_stimulus(medial)
    back = picture(side=Side.RIGHT, view="back")
    assert of_stimulus(Stimulus(back, False, 90)) == of_stimulus(Stimulus(back, False, 270))


def test_plain_before_context_before_busy() -> None:
    sets = [PictureSet.PLAIN, PictureSet.CONTEXT, PictureSet.BUSY]
    values = [of_picture(picture(picture_set=each)) for each in sets]
    assert values == sorted(values)
    assert len(set(values)) == 3


def test_easy_postures_before_awkward_ones_and_unknown_ones_between() -> None:
    easy, unknown, awkward = (
        of_picture(picture(posture=posture)) for posture in ("flat", "never heard of", "claw")
    )
    assert easy < unknown < awkward


def test_levels_are_five_equal_steps() -> None:
    assert [level(value) for value in (0.0, 0.19, 0.2, 0.5, 0.79, 0.8, 1.0)] == [
        1, 1, 2, 3, 4, 5, 5,
    ]  # fmt: skip
    assert LEVELS == 5


@given(st.lists(any_stimulus, min_size=1, max_size=40))
def test_easy_first_is_the_same_in_another_order_and_leaves_the_sides(
    stimuli: list[Stimulus],
) -> None:
    ordered = easy_first(stimuli)
    assert Counter(ordered) == Counter(stimuli)
    assert [s.side for s in ordered] == [s.side for s in stimuli]


@given(st.lists(any_stimulus, min_size=1, max_size=40, unique_by=lambda s: s.picture.file))
def test_each_side_goes_from_easy_to_hard(stimuli: list[Stimulus]) -> None:
    ordered = easy_first(stimuli)
    for side in Side:
        values = [of_stimulus(s) for s in ordered if s.side is side]
        assert values == sorted(values)


def test_another_picture_comes_between_two_equal_ones() -> None:
    easy, hard = picture("a", posture="flat"), picture("b", posture="claw")
    shown = [Stimulus(easy, False, 0), Stimulus(easy, False, 0), Stimulus(hard, False, 0)]
    assert [s.picture.file for s in easy_first(shown)] == [easy.file, hard.file, easy.file]
    assert easy_first(shown[1:], shown[0])[0].picture is hard
    assert [s.picture for s in easy_first(shown[:2])] == [easy, easy]


def deck() -> list[Picture]:
    views, postures = ("back", "palm", "fingertips"), ("flat", "fist", "pen", "claw")
    return [
        picture(f"{posture}_{view}", side, posture=posture, view=view)
        for side, posture in zip([*Side, *Side], postures, strict=True)
        for view in views
    ]


@tries(25)
@given(st.integers(0, 2**31), st.integers(0, 10), st.integers(10, 60))
def test_a_block_that_begins_gently_keeps_the_rules_of_balance(
    seed: int, practice: int, count: int
) -> None:
    wanted = DrillSettings(count=count, practice=practice, angles=FOUR_ANGLES, easy_first=True)
    block = make_block(deck(), wanted, seed)
    mixed = make_block(
        deck(), DrillSettings(count=count, practice=practice, angles=FOUR_ANGLES), seed
    )
    assert Counter(block.stimuli) == Counter(mixed.stimuli)
    assert Counter(block.practice) == Counter(mixed.practice)
    shown = [*block.practice, *block.stimuli]
    assert max(len(list(run)) for _, run in groupby(s.side for s in shown)) <= 3
    third = count // 3
    first = [of_stimulus(s) for s in block.stimuli[:third]]
    last = [of_stimulus(s) for s in block.stimuli[-third:]]
    assert sum(first) < sum(last)


def test_a_block_from_easy_to_hard_repeats_no_picture_at_once() -> None:
    for seed in range(30):
        block = make_block(deck(), DrillSettings(practice=4, count=30, easy_first=True), seed)
        shown = [*block.practice, *block.stimuli]
        assert all(a.picture != b.picture for a, b in pairwise(shown))


def test_a_check_up_mixes() -> None:
    with pytest.raises(UsageError, match="check-up"):
        DrillSettings(check_up=True, count=40, easy_first=True)


def test_every_part_has_an_order_from_easy_to_hard() -> None:
    for part in BodyPart:
        easy = min(
            of_picture(picture(part=part, posture=posture, view=view))
            for posture in ("flat", "relaxed", "straight", "hanging", "turn_far", "bend")
            for view in ("back", "dorsal", "above", "behind")
        )
        hard = max(
            of_picture(picture(part=part, posture=posture, view=view))
            for posture in ("claw", "turned_in", "crossed", "behind_back", "turn_up", "turn_folded")
            for view in ("fingertips", "front")
        )
        assert level(easy) == 1, part
        assert level(hard) >= 3, part


def test_every_shipped_posture_and_view_has_its_own_place_in_the_order() -> None:
    pictures = load_catalogue(pictures_folder()).pictures
    assert any(p.moving for p in pictures)
    unknown = {(p.part.value, p.posture) for p in pictures if p.posture not in _POSTURES[p.part]}
    unknown |= {(p.part.value, p.view) for p in pictures if p.view not in _VIEWS[p.part]}
    assert unknown == set()


@pytest.mark.parametrize(
    ("part", "movement", "postures"),
    [
        (BodyPart.HAND, "open_close", ("spread", "fist")),
        (BodyPart.HAND, "pinching", ("spread", "pinch")),
        (BodyPart.FOOT, "lifting", ("pointed", "flexed_up")),
        (BodyPart.FOOT, "curling", ("toes_spread", "toes_curled")),
        (BodyPart.FOOT, "turning", ("relaxed", "turned_in", "turned_out")),
        (BodyPart.KNEE, "bending", ("bent", "extended")),
        (BodyPart.KNEE, "lifting", ("bent", "lifted")),
        (BodyPart.SHOULDER, "lifting", ("hanging", "shrugged")),
        (BodyPart.SHOULDER, "raising_forward", ("hanging", "front_raise")),
        (BodyPart.SHOULDER, "raising_sideways", ("hanging", "side_raise")),
        (BodyPart.NECK, "turning", ("turn_far",)),
        (BodyPart.NECK, "bending", ("tilt_far",)),
        (BodyPart.BACK, "turning", ("turn",)),
        (BodyPart.BACK, "bending", ("bend",)),
    ],
)
def test_a_movement_counts_as_the_hardest_posture_that_it_goes_through(
    part: BodyPart, movement: str, postures: tuple[str, ...]
) -> None:
    known = _POSTURES[part]
    assert known[movement] == max(known[posture] for posture in postures)
