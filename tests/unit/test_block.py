"""The block: every rule of balance and order holds for any settings, pictures and seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.errors import UsageError
from gmi_app.laterality.block import Block, make_block, with_later
from gmi_app.laterality.eligible import eligible
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side, Stimulus
from tests.examples import tries
from tests.unit.making import picture, pictures, stimulus

any_settings = st.builds(
    DrillSettings,
    count=st.integers(10, 100),
    angles=st.one_of(
        st.sampled_from([(0,), FOUR_ANGLES, (90, 270), (0, 45, 90, 135, 180, 225, 270, 315)]),
        st.lists(st.integers(0, 359), min_size=1, max_size=12, unique=True).map(tuple),
    ),
    practice=st.integers(0, 10),
)
seeds = st.integers(0, 2**63)


@st.composite
def decks(draw: st.DrawFn) -> list[Picture]:
    """1 to 120 pictures, any mixture of sides."""
    sides = draw(st.lists(st.sampled_from(Side), min_size=1, max_size=120))
    return [picture(f"p{i:03}", side) for i, side in enumerate(sides)]


def shown(block: Block) -> list[Stimulus]:
    return [*block.practice, *block.stimuli]


def longest_run(stimuli: Sequence[Stimulus]) -> int:
    return max((len(list(run)) for _, run in groupby(s.side for s in stimuli)), default=0)


few = tries(25)  # each makes whole blocks of up to 120 pictures


@few
@given(decks(), any_settings, seeds)
def test_has_the_numbers_asked_for(deck: list[Picture], settings: DrillSettings, seed: int) -> None:
    block = make_block(deck, settings, seed)
    assert len(block.stimuli) == settings.count
    assert len(block.practice) == settings.practice


@few
@given(decks(), any_settings, seeds)
def test_left_and_right_are_balanced(
    deck: list[Picture], settings: DrillSettings, seed: int
) -> None:
    block = make_block(deck, settings, seed)
    for stretch in (block.stimuli, block.practice):
        lefts = sum(s.side is Side.LEFT for s in stretch)
        assert abs(2 * lefts - len(stretch)) == len(stretch) % 2


def test_the_odd_one_falls_on_either_side() -> None:
    settings = DrillSettings(count=11)
    extra = {
        Counter(s.side for s in make_block(pictures(20), settings, seed).stimuli)[Side.LEFT]
        for seed in range(20)
    }
    assert extra == {5, 6}


@few
@given(decks(), any_settings, seeds)
def test_no_side_comes_more_than_three_times_running(
    deck: list[Picture], settings: DrillSettings, seed: int
) -> None:
    assert longest_run(shown(make_block(deck, settings, seed))) <= 3


@few
@given(decks(), any_settings, seeds)
def test_angles_are_balanced_over_the_sides(
    deck: list[Picture], settings: DrillSettings, seed: int
) -> None:
    block = make_block(deck, settings, seed)
    cells = Counter((s.side, s.angle) for s in block.stimuli)
    each = [cells[side, angle] for side in Side for angle in settings.angles]
    assert sum(each) == settings.count
    assert max(each) - min(each) <= 1
    angles = Counter(s.angle for s in block.stimuli)
    per_angle = [angles[angle] for angle in settings.angles]
    assert max(per_angle) - min(per_angle) <= 1


@few
@given(decks(), any_settings, seeds)
def test_no_picture_comes_again_before_all_were_seen(
    deck: list[Picture], settings: DrillSettings, seed: int
) -> None:
    files = [s.picture.file for s in shown(make_block(deck, settings, seed))]
    for start in range(0, len(files), len(deck)):
        stretch = files[start : start + len(deck)]
        assert len(set(stretch)) == len(stretch)


@few
@given(decks(), any_settings, seeds)
def test_a_picture_never_follows_itself(
    deck: list[Picture], settings: DrillSettings, seed: int
) -> None:
    files = [s.picture.file for s in shown(make_block(deck, settings, seed))]
    if len(deck) > 1:
        assert all(a != b for a, b in pairwise(files))


@few
@given(decks(), any_settings, seeds, st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_block_in_whatever_order_the_pictures_come(
    deck: list[Picture], settings: DrillSettings, seed: int, order: Random
) -> None:
    block = make_block(deck, settings, seed)
    order.shuffle(deck)
    assert make_block([*deck, deck[0]], settings, seed) == block


def test_another_seed_gives_another_block() -> None:
    settings = DrillSettings.for_check_up()
    blocks = {make_block(pictures(96), settings, seed).stimuli for seed in range(50)}
    assert len(blocks) == 50


def test_a_known_seed_gives_the_block_it_always_gave() -> None:
    """Stored sessions keep only their seed: a change here would rewrite their history."""
    block = make_block(pictures(12), DrillSettings(count=10, angles=FOUR_ANGLES, practice=2), 7)
    assert [(s.picture.file[-7:-5], s.side.value[0], s.angle) for s in shown(block)] == KNOWN


KNOWN = [
    ("08", "l", 0),
    ("03", "r", 90),
    ("06", "r", 0),
    ("01", "l", 90),
    ("04", "l", 0),
    ("07", "r", 270),
    ("11", "l", 270),
    ("09", "r", 180),
    ("00", "l", 90),
    ("05", "l", 180),
    ("10", "r", 180),
    ("02", "r", 90),
]


def test_a_picture_that_comes_again_comes_in_a_new_way() -> None:
    settings = DrillSettings(count=40, angles=FOUR_ANGLES)
    for seed in range(50):
        block = make_block(pictures(20), settings, seed)
        exact = Counter((s.picture.file, s.side, s.angle) for s in block.stimuli)
        repeated = sum(count - 1 for count in exact.values())
        assert repeated <= 2


def test_both_kinds_of_base_picture_serve_both_sides() -> None:
    """Which side a file shows must not tell which side it is presented as."""
    cells: Counter[tuple[Side, Side]] = Counter()
    for seed in range(100):
        for s in make_block(pictures(96), DrillSettings.for_check_up(), seed).stimuli:
            cells[s.picture.side, s.side] += 1
    assert min(cells.values()) > 850
    assert sum(cells.values()) == 4000


VIEWS = ("palm", "back", "thumb_side", "little_finger_side", "fingertips")
SEEN_FROM_ALL_SIDES = [
    replace(p, view=VIEWS[i // 2 % 5]) for i, p in enumerate(pictures(120))
]  # 24 pictures of each view


def test_views_are_mixed_evenly_at_each_side_and_angle() -> None:
    for seed in range(20):
        block = make_block(SEEN_FROM_ALL_SIDES, DrillSettings(count=40, angles=FOUR_ANGLES), seed)
        cells = Counter((s.side, s.angle, s.picture.view) for s in block.stimuli)
        assert set(cells.values()) == {1}
        assert len(cells) == 40


def test_a_check_up_has_two_palms_of_five_at_each_side_and_angle() -> None:
    """So that four weekly check-ups hold 16 palms turned each way by a quarter."""
    order: Counter[int] = Counter()
    for seed in range(200):
        block = make_block(SEEN_FROM_ALL_SIDES, DrillSettings.for_check_up(), seed)
        palms = Counter((s.side, s.angle) for s in block.stimuli if s.picture.view == "palm")
        assert set(palms.values()) == {2}
        assert len(palms) == 8
        others = Counter(s.picture.view for s in block.stimuli if s.picture.view != "palm")
        assert set(others.values()) == {6}
        order.update(i for i, s in enumerate(block.stimuli) if s.picture.view == "palm")
    early = sum(order[i] for i in range(20))
    assert 0.45 < early / order.total() < 0.55  # palms come no earlier than other views


def test_a_check_up_of_one_view_only_takes_what_there_is() -> None:
    for view in ("palm", "back"):
        deck = [replace(p, view=view) for p in pictures(96)]
        assert len(make_block(deck, DrillSettings.for_check_up(), 1).stimuli) == 40
    few_palms = [replace(p, view="palm" if i < 4 else "back") for i, p in enumerate(pictures(96))]
    block = make_block(few_palms, DrillSettings.for_check_up(), 1)
    assert sum(s.picture.view == "palm" for s in block.stimuli) == 4


def test_sides_cannot_be_foretold_from_the_one_before() -> None:
    changes = total = 0
    for seed in range(200):
        sides = [s.side for s in make_block(pictures(96), DrillSettings(count=40), seed).stimuli]
        changes += sum(a is not b for a, b in pairwise(sides))
        total += len(sides) - 1
    assert 0.48 < changes / total < 0.60  # the ban on runs of four makes changes a little likelier


def test_pictures_that_must_not_be_turned_stay_upright() -> None:
    deck = [*pictures(10), *[picture(f"own{i}", turnable=False) for i in range(10)]]
    upright = make_block(deck, DrillSettings(count=20), 1)
    assert {s.angle for s in upright.stimuli} == {0}
    assert sum(not s.picture.turnable for s in upright.stimuli) == 10
    turned = make_block(deck, DrillSettings(count=20, angles=(0, 90)), 1)
    assert all(s.picture.turnable for s in turned.stimuli)


def test_only_pictures_of_the_settings_are_used() -> None:
    deck = [
        picture("hand"),
        picture("fist", posture="fist"),
        picture("foot", part=BodyPart.FOOT),
        picture("busy", picture_set=PictureSet.BUSY),
    ]
    settings = DrillSettings(count=10, postures=("fist",))
    assert [p.posture for p in eligible(deck, settings)] == ["fist"]
    assert {s.picture.file for s in make_block(deck, settings, 1).stimuli} == {
        "hand/plain/fist.webp"
    }


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (DrillSettings(part=BodyPart.KNEE), "There are no such pictures: knee, plain."),
        (DrillSettings(picture_set=PictureSet.BUSY, moving=True), "hand, busy, moving."),
        (DrillSettings(picture_set=PictureSet.OWN), "no photograph of your own yet: hand."),
        (DrillSettings(postures=("salute",)), "no pictures of the chosen postures"),
        (DrillSettings(angles=(0, 90)), "must not be turned"),
    ],
)
def test_says_why_there_is_nothing_to_show(settings: DrillSettings, words: str) -> None:
    with pytest.raises(UsageError) as problem:
        make_block([picture(turnable=False)], settings, 1)
    assert words in problem.value.sentence


def test_photographs_of_ones_own_do_not_move() -> None:
    own = picture(picture_set=PictureSet.OWN)
    with pytest.raises(UsageError, match="Photographs of your own do not move"):
        make_block([own], DrillSettings(picture_set=PictureSet.OWN, moving=True), 1)


LEFT, RIGHT = stimulus(Side.LEFT, name="l"), stimulus(Side.RIGHT, name="r")


@given(st.lists(st.sampled_from(Side), max_size=30), st.sampled_from(Side), seeds)
def test_a_discarded_stimulus_comes_back_later(sides: list[Side], side: Side, seed: int) -> None:
    remaining = [stimulus(s, name=f"p{i}") for i, s in enumerate(sides)]
    discarded = stimulus(side, name="again")
    result = with_later(remaining, discarded, Random(seed))
    place = result.index(discarded)
    assert result[:place] + result[place + 1 :] == remaining
    assert place >= 1 or not remaining


@given(seeds, st.integers(0, 39))
def test_putting_back_keeps_runs_short_where_it_can(seed: int, at: int) -> None:
    block = make_block(pictures(96), DrillSettings(count=40), seed).stimuli
    before, discarded, remaining = block[:at], block[at], block[at + 1 :]
    result = with_later(remaining, discarded, Random(seed), before=before)
    every_way = [
        longest_run([*before[-3:], *remaining[:i], discarded, *remaining[i:]])
        for i in range(1, len(remaining) + 1)
    ]
    if every_way and min(every_way) <= 3:
        assert longest_run([*before[-3:], *result]) <= 3


def test_putting_back_looks_at_what_was_shown_before() -> None:
    before = [LEFT, LEFT]
    remaining = [LEFT, RIGHT, RIGHT]
    for seed in range(30):
        result = with_later(remaining, LEFT, Random(seed), before=before)
        assert result.index(RIGHT) == 1


def test_putting_back_keeps_the_same_picture_apart() -> None:
    other_way = Stimulus(LEFT.picture, not LEFT.mirrored, 90)
    remaining = [stimulus(Side.LEFT, name="x"), other_way, stimulus(Side.RIGHT, name="y")]
    results = [with_later(remaining, LEFT, Random(seed)) for seed in range(30)]
    assert {result.index(LEFT) for result in results} == {3}


def test_putting_back_uses_every_good_place() -> None:
    remaining = [stimulus((Side.LEFT, Side.RIGHT)[i % 2], name=f"p{i}") for i in range(6)]
    places = {with_later(remaining, LEFT, Random(seed)).index(LEFT) for seed in range(200)}
    assert places == {1, 2, 3, 4, 5, 6}
