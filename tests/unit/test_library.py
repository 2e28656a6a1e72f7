"""Marks, likeness and filters: what is left out, whom pictures show, what is looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gmi_app.library.filters import Filter, Used, filtered, offers
from gmi_app.library.likeness import FEWEST, Likeness, choose, words_of
from gmi_app.library.marks import LONGEST_NOTE, MarkKind, PictureMark, standing
from gmi_app.library.own_picture import OwnPicture, identity
from gmi_app.pictures.difficulty import level, of_picture
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side
from tests.unit.making import PATIENT, moment, picture

FIRST = picture("first")


def mark(kind: MarkKind, of: Picture = FIRST, number: int = 1) -> PictureMark:
    return PictureMark(UUID(int=number), PATIENT, moment(), of.file, of.sha256, kind)


def shown(
    name: str, tone: str = "light", sex: str = "female", age_band: str = "young", **other: object
) -> Picture:
    found = replace(picture(name), tone=tone, sex=sex, age_band=age_band)
    return replace(found, **other)  # type: ignore[arg-type]


# ---- marks
def test_the_newest_mark_of_a_picture_counts() -> None:
    marks = [mark(MarkKind.LEFT_OUT), mark(MarkKind.UNCLEAR)]
    found = standing(marks).of(FIRST)
    assert found is not None
    assert found.kind is MarkKind.UNCLEAR
    assert standing(marks).leaves_out(FIRST)
    again = standing([*marks, mark(MarkKind.BACK)])
    assert again.of(FIRST) is None
    assert not again.leaves_out(FIRST)


def test_a_mark_is_of_one_picture_with_this_content() -> None:
    marks = standing([mark(MarkKind.LEFT_OUT)])
    assert not marks.leaves_out(picture("second"))
    assert not marks.leaves_out(replace(FIRST, sha256="1" * 64))


def test_a_note_is_not_endless() -> None:
    replace(mark(MarkKind.UNCLEAR), note="x" * LONGEST_NOTE)
    with pytest.raises(ValueError, match="500"):
        replace(mark(MarkKind.UNCLEAR), note="x" * (LONGEST_NOTE + 1))


# ---- likeness
words = st.sampled_from(["", "light", "dark"])
pictures = st.lists(
    st.builds(
        shown,
        st.text("abcdef", min_size=1, max_size=4),
        words,
        st.sampled_from(["", "female", "male"]),
        st.sampled_from(["", "young", "older"]),
        part=st.sampled_from([BodyPart.HAND, BodyPart.FOOT]),
        set=st.sampled_from([PictureSet.PLAIN, PictureSet.OWN]),
        frames=st.sampled_from([1, 12]),
    ),
    max_size=40,
    unique_by=lambda p: p.file,
)
likenesses = st.builds(
    Likeness,
    st.sampled_from([(), ("light",), ("dark",), ("light", "dark")]),
    st.sampled_from([(), ("female",)]),
    st.sampled_from([(), ("older",)]),
)


def test_the_default_is_the_mix() -> None:
    assert Likeness().is_the_mix
    assert not Likeness(sexes=("male",)).is_the_mix


@given(pictures)
def test_the_mix_is_everything(deck: list[Picture]) -> None:
    assert choose(deck, Likeness()) == (tuple(deck), ())


Kind = tuple[BodyPart, PictureSet, bool]


def kinds(of: Iterable[Picture]) -> dict[Kind, list[Picture]]:
    found: dict[Kind, list[Picture]] = defaultdict(list)
    for each in of:
        found[each.part, each.set, each.moving].append(each)
    return found


@given(pictures, likenesses)
def test_every_whole_match_is_used_and_never_too_few(
    deck: list[Picture], likeness: Likeness
) -> None:
    chosen, short = choose(deck, likeness)
    told = {(each.part, each.set, each.moving): each for each in short}
    there = kinds(chosen)
    assert list(chosen) == [p for p in deck if p in chosen]  # in their order
    for kind, group in kinds(deck).items():
        fitting = [p for p in group if likeness.fits(p)]
        assert set(fitting) <= set(there[kind])
        assert len(there[kind]) == max(len(fitting), min(FEWEST, len(group)))
        if len(there[kind]) == len(fitting):
            assert kind not in told
        else:
            assert told[kind].found == len(fitting)
            assert told[kind].added == len(there[kind]) - len(fitting)


@given(pictures, likenesses)
def test_nothing_left_out_is_more_similar_than_what_is_used(
    deck: list[Picture], likeness: Likeness
) -> None:
    there = kinds(choose(deck, likeness)[0])
    for kind, group in kinds(deck).items():
        least = min(likeness.nearness(p) for p in there[kind])
        assert all(likeness.nearness(p) <= least for p in group if p not in there[kind])


@given(pictures, likenesses, st.data())
def test_one_more_that_fits_costs_none_that_fits_and_adds_no_other(
    deck: list[Picture], likeness: Likeness, data: st.DataObject
) -> None:
    assume(deck)
    like = data.draw(st.sampled_from(deck))
    one = replace(
        like,
        file="hand/another.webp",
        tone=(*likeness.tones, "light")[0],
        sex=(*likeness.sexes, "male")[0],
        age_band=(*likeness.age_bands, "young")[0],
    )
    before, after = set(choose(deck, likeness)[0]), set(choose([*deck, one], likeness)[0])
    assert after - before <= {one}
    assert one in after
    assert all(not likeness.fits(p) for p in before - after)


def test_too_few_that_fit_are_told_and_similar_ones_are_added() -> None:
    dark = [shown(f"d{i}", "dark") for i in range(FEWEST)]
    light = [shown(f"l{i}") for i in range(4)]
    chosen, short = choose([*dark, *light], Likeness(("dark",)))
    assert (chosen, short) == (tuple(dark), ())
    chosen, (shortage,) = choose([*dark[1:], *light], Likeness(("dark",)))
    assert chosen == (*dark[1:], light[0])
    assert (shortage.found, shortage.added) == (FEWEST - 1, 1)


def test_what_is_added_is_like_what_was_wished() -> None:
    """More that fits before less; then the nearer tone, then the nearer age."""
    wished = Likeness(("dark",), ("female",), ("older",))
    in_order = [
        shown("h", "dark", "female", "older"),
        shown("g", "brown", "female", "older"),
        shown("f", "very_light", "female", "older"),
        shown("e", "dark", "male", "young"),
        shown("d", "brown", "male", "older"),
        shown("c", "brown", "female", "middle"),
        shown("b", "light", "male", "middle"),
        shown("a", "light", "male", "young"),
    ]
    by_likeness = sorted(in_order, key=wished.nearness, reverse=True)
    assert [p.tone for p in by_likeness[:3]] == ["dark", "brown", "very_light"]
    assert set(by_likeness[-2:]) == set(in_order[-2:])
    assert by_likeness[-2:] == in_order[-2:]
    chosen, _ = choose(in_order[::-1], wished)
    assert set(chosen) == set(in_order[:6])


def test_of_equally_similar_ones_postures_are_mixed() -> None:
    deck = [shown(f"{posture}{i}", posture=posture) for posture in "abc" for i in range(4)]
    chosen, _ = choose(deck, Likeness(("dark",)))
    assert Counter(p.posture for p in chosen) == {"a": 2, "b": 2, "c": 2}


def test_ones_own_pictures_always_fit() -> None:
    own = shown("own", "", "", "", set=PictureSet.OWN)
    assert Likeness(("dark",), ("male",), ("older",)).fits(own)


def test_what_there_is_to_choose_from_comes_in_the_usual_order() -> None:
    deck = [shown("a", "dark", "male", "older"), shown("b", "very_light", "", "young")]
    deck.append(shown("c", "olive", "female", ""))
    assert words_of(deck) == Likeness(
        ("very_light", "dark", "olive"), ("female", "male"), ("young", "older")
    )


# ---- filters
DECK = (
    shown("a", part=BodyPart.HAND, posture="flat", person="p1"),
    shown("b", part=BodyPart.HAND, posture="claw", view="fingertips", person="p2"),
    shown("c", part=BodyPart.FOOT, posture="flat", person="p1", set=PictureSet.BUSY),
    shown("d", part=BodyPart.FOOT, posture="circling", person="p2", frames=12),
)
MARKS = standing([mark(MarkKind.LEFT_OUT, DECK[0]), mark(MarkKind.UNCLEAR, DECK[2])])


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (Filter(), "abcd"),
        (Filter(part=BodyPart.HAND), "ab"),
        (Filter(set=PictureSet.BUSY), "c"),
        (Filter(posture="flat"), "ac"),
        (Filter(person="p2"), "bd"),
        (Filter(moving=True), "d"),
        (Filter(moving=False), "abc"),
        (Filter(used=Used.IN_SETS), "bd"),
        (Filter(used=Used.LEFT_OUT), "ac"),
        (Filter(used=Used.REPORTED), "c"),
        (Filter(part=BodyPart.HAND, level=level(of_picture(DECK[1]))), "b"),
        (Filter(part=BodyPart.FOOT, posture="flat", used=Used.REPORTED), "c"),
        (Filter(part=BodyPart.HAND, moving=True), ""),
    ],
)
def test_everything_that_is_asked_has_to_hold(by: Filter, names: str) -> None:
    found = filtered(DECK, by, MARKS)
    assert [p.file.rpartition("/")[2][0] for p in found] == list(names)
    assert by.is_open == (by == Filter())


def test_what_would_show_nothing_is_not_offered() -> None:
    everything = offers(DECK, Filter(), MARKS)
    assert everything.parts == (BodyPart.HAND, BodyPart.FOOT)
    assert everything.sets == (PictureSet.PLAIN, PictureSet.BUSY)
    assert everything.postures == ("circling", "claw", "flat")
    assert everything.people == ("p1", "p2")
    assert everything.moving == (False, True)
    assert everything.used == (Used.IN_SETS, Used.LEFT_OUT, Used.REPORTED)
    hands = offers(DECK, Filter(part=BodyPart.HAND, posture="flat"), MARKS)
    assert hands.postures == ("claw", "flat")  # the others, given the part
    assert hands.parts == (BodyPart.HAND, BodyPart.FOOT)
    assert hands.people == ("p1",)
    assert hands.used == (Used.LEFT_OUT,)


@given(
    st.builds(
        Filter,
        st.sampled_from([None, BodyPart.HAND, BodyPart.FOOT]),
        st.sampled_from([None, PictureSet.PLAIN, PictureSet.BUSY]),
        st.sampled_from([None, "flat", "claw"]),
        st.sampled_from([None, "p1", "p2"]),
        moving=st.sampled_from([None, True, False]),
        used=st.sampled_from([None, *Used]),
    )
)
def test_every_offer_shows_something(by: Filter) -> None:
    found = offers(DECK, by, MARKS)
    for name, values in (
        ("part", found.parts),
        ("set", found.sets),
        ("posture", found.postures),
        ("person", found.people),
        ("level", found.levels),
        ("moving", found.moving),
        ("used", found.used),
    ):
        for value in values:
            changed = replace(by, **{name: value})  # type: ignore[arg-type]
            assert filtered(DECK, changed, MARKS), (name, value)


# ---- one's own
def test_an_own_picture_is_a_picture_of_the_own_set() -> None:
    own = OwnPicture(UUID(int=5), PATIENT, moment(), BodyPart.FOOT, Side.LEFT, "a" * 64)
    found = own.as_picture()
    assert (found.set, found.part, found.side) == (PictureSet.OWN, BodyPart.FOOT, Side.LEFT)
    assert found.sha256 == own.sha256
    assert identity(found) == own.id
    assert found.turnable


@pytest.mark.parametrize("part", [BodyPart.NECK, BodyPart.BACK, BodyPart.KNEE])
def test_a_photograph_of_a_neck_is_not_turned(part: BodyPart) -> None:
    own = OwnPicture(UUID(int=5), PATIENT, moment(), part, Side.LEFT, "a" * 64)
    assert not own.as_picture().turnable
