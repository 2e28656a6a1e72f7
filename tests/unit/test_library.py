"""Marks, likeness and filters: what is left out, whom pictures show, what is looked at."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
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


@given(pictures, likenesses)
def test_no_kind_of_picture_is_ever_lost(deck: list[Picture], likeness: Likeness) -> None:
    chosen, short = choose(deck, likeness)

    def kinds(of: tuple[Picture, ...]) -> set[tuple[BodyPart, PictureSet, bool]]:
        return {(p.part, p.set, p.moving) for p in of}

    assert kinds(chosen) == kinds(tuple(deck))
    for each in short:
        group = [p for p in deck if (p.part, p.set, p.moving) == (each.part, each.set, each.moving)]
        assert each.found == sum(likeness.fits(p) for p in group) < min(FEWEST, len(group))
        assert each.instead == len(group)
        assert set(group) <= set(chosen)


@given(pictures, likenesses)
def test_where_there_are_enough_all_that_are_chosen_fit(
    deck: list[Picture], likeness: Likeness
) -> None:
    chosen, short = choose(deck, likeness)
    whole = {(each.part, each.set, each.moving) for each in short}
    for each in deck:
        if (each.part, each.set, each.moving) not in whole:
            assert (each in chosen) == likeness.fits(each)


def test_too_few_that_fit_are_told_and_all_are_used() -> None:
    dark = [shown(f"d{i}", "dark") for i in range(FEWEST)]
    light = [shown(f"l{i}") for i in range(4)]
    chosen, short = choose([*dark, *light], Likeness(("dark",)))
    assert (chosen, short) == (tuple(dark), ())
    chosen, (shortage,) = choose([*dark[1:], *light], Likeness(("dark",)))
    assert chosen == (*dark[1:], *light)
    assert (shortage.found, shortage.instead) == (FEWEST - 1, FEWEST + 3)


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
