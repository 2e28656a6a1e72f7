"""What comes next in a session beside the stages, from what was done and answered."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.activities.courses import (
    BREATHING_SHARE,
    COMFORTABLE,
    LEAST_BREATHS,
    OPENING,
    RATING_S,
    SPOKEN_BREATHS,
    START_ZONE,
    UNCOMFORTABLE,
    course,
    fitting,
    noticing,
    prompts_for,
    relaxing,
    zone_after,
)
from gmi_app.activities.pacer import breath_at
from gmi_app.activities.passage import Course, Done, Passage
from gmi_app.activities.reading import load_content
from gmi_app.activities.settings import (
    SECONDS,
    DesensitisationSettings,
    PerceptionSettings,
    RelaxationSettings,
    Way,
)
from gmi_app.errors import UsageError
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import SessionKind
from gmi_app.imagery.script import Tone
from gmi_app.pictures.model import BodyPart, Side

CONTENT = load_content()
ZONES = [zone.id for zone in CONTENT.touch.zones]
LONGEST = max(prompt.line.seconds for prompt in CONTENT.prompts) + RATING_S


def length_s(passages: list[Passage]) -> float:
    return sum(passage.length_s for passage in passages)


# ---- the breathing pacer
@given(st.floats(0, 3600), st.floats(2, 8), st.floats(2, 10))
def test_a_breath_is_where_the_time_says(passed_s: float, in_s: float, out_s: float) -> None:
    breath = breath_at(passed_s, in_s, out_s)
    begun = (breath.number - 1) * (in_s + out_s)
    way = in_s if breath.into else out_s
    at = begun + (0 if breath.into else in_s) + breath.share * way
    assert at == pytest.approx(passed_s, abs=1e-6)
    assert 0 <= breath.share <= 1
    assert 0 <= breath.fullness <= 1
    assert breath.left_s == pytest.approx(way * (1 - breath.share), abs=1e-6)


def test_it_begins_with_breathing_in_and_turns_full() -> None:
    assert breath_at(-5) == breath_at(0)
    first = breath_at(0)
    assert (first.number, first.into, first.fullness) == (1, True, 0)
    turned = breath_at(4)
    assert (turned.number, turned.into, turned.fullness) == (1, False, 1)
    assert breath_at(10).number == 2


# ---- relaxing
@given(st.sampled_from(Way), st.integers(*SECONDS[SessionKind.RELAXATION]))
def test_relaxing_takes_no_longer_than_was_said(way: Way, seconds: int) -> None:
    passages = relaxing(RelaxationSettings(way, seconds), CONTENT)
    assert length_s(passages) <= seconds
    assert [p.asks for p in passages] == [()] * (len(passages) - 1) + [(RatingKind.CALM,)]
    assert len({p.id for p in passages}) == len(passages)


def test_only_the_first_breaths_are_spoken_and_all_have_their_tones() -> None:
    (passage,) = relaxing(RelaxationSettings(seconds=180), CONTENT)
    assert passage.breathes
    breaths = [p for p in passage.pieces if p.repetition]
    assert len(breaths) == 2 * 16
    assert [p.quiet for p in breaths] == [p.repetition > SPOKEN_BREATHS for p in breaths]
    assert [p.tone for p in breaths] == [Tone.GO, Tone.BACK] * 16
    assert [p.counts for p in breaths] == [False, True] * 16
    assert {p.length_ns for p in breaths[::2]} == {4_000_000_000}
    assert {p.length_ns for p in breaths[1::2]} == {6_000_000_000}
    assert (
        sum(
            p.counts
            for p in relaxing(RelaxationSettings(seconds=60, in_s=8, out_s=10), CONTENT)[0].pieces
        )
        == LEAST_BREATHS
    )


def test_muscles_begin_with_arriving_end_with_the_whole_body_and_spread_between() -> None:
    every = list(CONTENT.muscles)
    assert fitting(every, 10_000) == every
    assert fitting(every, sum(script.length_s for script in every)) == every
    assert fitting(every, 0) == [every[0], every[-1]]
    half = fitting(every, 130)
    assert half[0] is every[0]
    assert half[-1] is every[-1]
    assert 3 < len(half) < len(every)
    assert sum(s.length_s for s in half) <= 130
    places = [every.index(s) for s in half]
    assert places == sorted(set(places))
    assert max(b - a for a, b in pairwise(places[1:-1])) <= 3


def test_both_breathe_first_for_a_third_of_the_time() -> None:
    passages = relaxing(RelaxationSettings(Way.BOTH, 600), CONTENT)
    assert passages[0].id == "breathing"
    assert passages[0].length_s == pytest.approx(600 * BREATHING_SHARE, abs=10)
    assert [p.id for p in passages[1:]] == [s.id for s in CONTENT.muscles]


def test_where_there_is_no_room_for_both_there_is_breathing() -> None:
    (only,) = relaxing(RelaxationSettings(Way.BOTH, 60), CONTENT)
    assert only.breathes
    assert len(relaxing(RelaxationSettings(Way.BOTH, 120), CONTENT)) > 2


# ---- touch
def touch(seconds: int = 300, **named: object) -> Course:
    return course(DesensitisationSettings(seconds=seconds, **named), CONTENT)  # type: ignore[arg-type]


Answer = Callable[[int], int | None]


def through(chosen: Course, comfort: Answer = lambda n: 5) -> list[Done]:
    """All that comes; ``comfort``: what is said after the n-th round (0 is the first)."""
    done: list[Done] = []
    while (passage := chosen(done)) is not None:
        said: dict[RatingKind, int] = {}
        if passage.asks:
            value = comfort(len(done) - len(OPENING))
            said = {} if value is None else {RatingKind.COMFORT: value}
        done.append(Done(passage, said, seconds=passage.length_s))
        assert len(done) < 100
    return done


def places(done: list[Done]) -> list[str]:
    return [d.passage.id.removeprefix("at_") for d in done[len(OPENING) :]]


def test_touch_goes_from_a_painless_place_towards_the_pain() -> None:
    done = through(touch())
    assert [d.passage.id for d in done[:3]] == list(OPENING)
    assert places(done)[:4] == ["far", "near", "edge", "painful"]
    assert set(places(done)[4:]) <= {"painful"}
    said = [p.line for d in done for p in d.passage.pieces]
    assert any("silk" in line and "my right hand" in line for line in said)
    assert any("my left hand" in line and "well away" in line for line in said)
    assert not any("{" in line for line in said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([5, 3, 2, 1, 1, None], ["far", "near", "near", "far", "beside", "beside"]),
        ([4, 4, 4, 2], ["far", "near", "edge", "painful", "edge"]),
        ([None, None], ["far", "far", "far"]),
    ],
)
def test_it_stays_where_it_is_comfortable(said: list[int | None], expected: list[str]) -> None:
    done = through(touch(), lambda n: said[n] if n < len(said) else 3)
    assert places(done)[: len(expected)] == expected


def test_without_a_healthy_limb_another_place_stands_in() -> None:
    said = [p.line for p in (touch(healthy=False)(through(touch())[:1]) or ()).pieces]  # type: ignore[union-attr]
    assert "a place that does not hurt" in said[0]
    back = course(DesensitisationSettings(BodyPart.BACK), CONTENT)
    assert "a place that does not hurt" in through(back)[1].passage.pieces[0].line


@given(
    st.integers(*SECONDS[SessionKind.DESENSITISATION]),
    st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=20),
)
def test_touch_never_lasts_longer_than_was_said(seconds: int, said: list[int | None]) -> None:
    done = through(touch(seconds), lambda n: said[n] if n < len(said) else None)
    spent_s = sum(d.passage.length_s for d in done)
    one_round_s = done[-1].passage.length_s
    least_s = seconds * 0.5 + one_round_s
    assert len(done) > len(OPENING)
    assert spent_s <= max(seconds, least_s)
    assert sum(d.passage.length_s for d in done[:3]) <= seconds * 0.5 + 1e-6


def test_what_was_repeated_counts_in_the_time() -> None:
    usual = through(touch(180))
    slow = [Done(d.passage, d.answers, seconds=3 * d.passage.length_s) for d in usual[:4]]
    assert touch(180)(slow) is None
    assert touch(180)(usual[:4]) is not None


def test_a_time_that_is_just_enough_is_used_up() -> None:
    exact = round(sum(d.passage.length_s for d in through(touch())[:6]))
    assert len(through(touch(exact))) == 6
    assert len(through(touch(exact - 1))) == 5
    first = CONTENT.prompts[0].line.seconds + RATING_S
    just = PerceptionSettings(seconds=round(first + CONTENT.prompts[1].line.seconds + RATING_S))
    assert prompts_for(just, CONTENT, []) == ("touches", "sheet")


def test_making_it_easier_takes_only_the_time_that_it_took() -> None:
    usual = through(touch(180))
    eased = Done(usual[5].passage, eased=True, seconds=2.0)
    following = touch(180)([*usual[:5], eased])
    assert following is not None
    assert following.id == "at_near"
    whole = Done(usual[5].passage, skipped=True, seconds=2.0)
    assert touch(180)([*usual[:5], whole]) is None


rounds = st.lists(
    st.builds(
        lambda value, eased: Done(
            Passage("at_far", "", ()),
            {} if value is None else {RatingKind.COMFORT: value},
            eased=eased,
        ),
        st.one_of(st.none(), st.integers(1, 5)),
        st.booleans(),
    )
)


@given(rounds)
def test_it_comes_nearer_by_one_place_and_only_after_a_comfortable_round(done: list[Done]) -> None:
    at = [zone_after(done[:n], len(ZONES)) for n in range(len(done) + 1)]
    assert at[0] == START_ZONE
    for each, (before, after) in zip(done, pairwise(at), strict=True):
        comfort = each.answers.get(RatingKind.COMFORT)
        assert 0 <= after < len(ZONES)
        assert abs(after - before) <= 1
        if after > before:
            assert not each.eased
            assert comfort is not None
            assert comfort >= COMFORTABLE
        if each.eased or (comfort is not None and comfort <= UNCOMFORTABLE):
            assert after == max(0, before - 1)


# ---- perception
@given(
    st.sampled_from(BodyPart),
    st.integers(*SECONDS[SessionKind.PERCEPTION]),
    st.lists(st.sampled_from([p.id for p in CONTENT.prompts]), max_size=30),
)
def test_prompts_fit_the_part_and_the_time(part: BodyPart, seconds: int, recent: list[str]) -> None:
    settings = PerceptionSettings(part, Side.LEFT, seconds)
    chosen = prompts_for(settings, CONTENT, recent)
    named = {p.id: p for p in CONTENT.prompts}
    assert chosen
    assert len(set(chosen)) == len(chosen)
    assert all(named[each].fits(part) for each in chosen)
    took = sum(named[each].line.seconds + RATING_S for each in chosen)
    assert took <= max(seconds, LONGEST)


def test_what_was_not_asked_for_longest_comes_first() -> None:
    settings = PerceptionSettings(seconds=60)
    first = prompts_for(settings, CONTENT, [])
    again = prompts_for(settings, CONTENT, list(reversed(first)))
    assert not set(first) & set(again)
    assert prompts_for(settings, CONTENT, [*again, *first]) != again
    assert "toes" not in prompts_for(PerceptionSettings(seconds=900), CONTENT, [])


def test_prompts_are_said_for_the_limb_and_unknown_ones_left_out() -> None:
    settings = PerceptionSettings(BodyPart.FOOT, Side.RIGHT, 120, ("compare", "gone", "toes"))
    first, second = noticing(settings, CONTENT)
    assert first.pieces[0].line.startswith("I feel my left foot first, and then my right foot")
    assert (first.asks, second.asks) == ((RatingKind.NOTICED,), (RatingKind.LOCATED,))
    assert [p.id for p in noticing(PerceptionSettings(prompts=("gone",)), CONTENT)] == ["touches"]
    listed = course(settings, CONTENT)
    assert listed([]) == first
    assert listed([Done(first), Done(second)]) is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: RelaxationSettings(seconds=59),
        lambda: RelaxationSettings(in_s=1),
        lambda: RelaxationSettings(out_s=11),
        lambda: DesensitisationSettings(seconds=301),
        lambda: PerceptionSettings(seconds=901),
    ],
)
def test_impossible_settings_are_refused(make: Callable[[], object]) -> None:
    with pytest.raises(UsageError):
        make()
