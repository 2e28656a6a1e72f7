"""Goals, and what a set means: each reading by cases, and the rules that hold for all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.facts.session import EndKind
from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import InputMethod, Trial
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.progress.goals import at_least, at_most, goal_of
from gmi_app.progress.meaning import Meaning, Reading, like_guessing, read
from gmi_app.progress.summarise import summarise
from gmi_app.progress.summary import SessionSummary
from tests.unit.making import answered, end, session, trial

L, R = Side.LEFT, Side.RIGHT


def summary(
    trials: list[Trial], *, part: BodyPart = BodyPart.HAND, kind: EndKind = EndKind.COMPLETED
) -> SessionSummary:
    of = session(settings=DrillSettings(part=part))
    return summarise(of, end(of, kind), trials)


def reading(
    left: tuple[int, float],
    right: tuple[int, float],
    *,
    each: int = 20,
    spread_s: float = 0.0,
    method: InputMethod = InputMethod.ONE_HAND_KEYS,
    part: BodyPart = BodyPart.HAND,
    kind: EndKind = EndKind.COMPLETED,
) -> Reading:
    trials = answered(
        session(), left=left, right=right, each=each, spread_s=spread_s, method=method
    )
    return read(summary(trials, part=part, kind=kind))


@pytest.mark.parametrize("part", list(BodyPart))
def test_moving_pictures_are_held_against_no_goal(part: BodyPart) -> None:
    of = session(settings=DrillSettings(part=part, moving=True))
    found = read(summarise(of, end(of), answered(of, left=(9, 1.0), right=(9, 1.0))))
    assert found.meaning is Meaning.OWN_ONLY
    assert found.goal is None
    for side in Side:
        assert (found.of(side).accuracy, found.of(side).rt) == (None, None)
        assert found.of(side).median_rt_s is not None
    assert not found.sure


@pytest.mark.parametrize(
    ("right", "each", "meaning"),
    [(5, 10, Meaning.GUESSING), (4, 4, Meaning.TOO_FEW), (4, 5, Meaning.TOO_FEW)],
)
def test_moving_sets_that_cannot_be_read_say_so_as_still_ones_do(
    right: int, each: int, meaning: Meaning
) -> None:
    of = session(settings=DrillSettings(moving=True))
    trials = answered(of, left=(right, 2.0), right=(right, 2.0), each=each)
    assert read(summarise(of, end(of), trials)).meaning is meaning


def test_the_slower_side_of_a_moving_set_is_still_told() -> None:
    of = session(settings=DrillSettings(moving=True))
    trials = answered(of, left=(20, 4.0), right=(20, 2.0), each=20, spread_s=0.3)
    assert read(summarise(of, end(of), trials)).slower is L


def test_the_published_goals() -> None:
    for part in BodyPart:
        goal = goal_of(part)
        assert goal is not None
        assert goal_of(part, moving=True) is None
        trunk = part in (BodyPart.NECK, BodyPart.BACK)
        assert goal.accuracy == 0.80
        assert (goal.usual_rt_s, goal.spread_s) == ((1.6, 0.5) if trunk else (2.0, 0.5))
        assert goal.rt_s == (2.1 if trunk else 2.5)


@pytest.mark.parametrize(
    ("figure", "met", "sure"),
    [
        (Estimate(0.80, 0.60, 0.90), True, False),
        (Estimate(0.95, 0.80, 0.99), True, True),
        (Estimate(0.95, 0.79, 0.99), True, False),
        (Estimate(0.70, 0.60, 0.80), False, False),
        (Estimate(0.70, 0.60, 0.79), False, True),
        (Estimate(0.95, None, None), True, False),
        (Estimate(0.50, None, None), False, False),
    ],
)
def test_accuracy_against_its_goal(figure: Estimate, met: bool, sure: bool) -> None:
    standing = at_least(figure, 0.80)
    assert (standing.met, standing.sure) == (met, sure)
    assert (standing.figure, standing.goal) == (figure, 0.80)


@pytest.mark.parametrize(
    ("figure", "met", "sure"),
    [
        (Estimate(2.5, 2.1, 2.9), True, False),
        (Estimate(2.2, 2.1, 2.5), True, True),
        (Estimate(2.8, 2.5, 3.0), False, False),
        (Estimate(2.8, 2.6, 3.0), False, True),
        (Estimate(2.0, None, None), True, False),
        (Estimate(3.0, None, None), False, False),
    ],
)
def test_response_time_against_its_goal(figure: Estimate, met: bool, sure: bool) -> None:
    standing = at_most(figure, 2.5)
    assert (standing.met, standing.sure) == (met, sure)


def test_sixteen_of_twenty_meets_80_percent() -> None:
    found = reading((16, 2.0), (16, 2.5))
    assert found.meaning is Meaning.BOTH_ON_GOAL


def test_on_goal_is_sure_only_when_no_interval_crosses_the_goal() -> None:
    crossing = reading((16, 2.4), (18, 2.0), spread_s=1.0)
    assert crossing.meaning is Meaning.BOTH_ON_GOAL
    assert not crossing.sure
    clear = reading((40, 1.8), (40, 1.7), each=40, spread_s=0.5)
    assert clear.meaning is Meaning.BOTH_ON_GOAL
    assert clear.sure


@pytest.mark.parametrize(
    ("left", "right", "meaning", "side"),
    [
        ((18, 2.0), (18, 2.0), Meaning.BOTH_ON_GOAL, None),
        ((18, 2.9), (18, 2.0), Meaning.ONE_SIDE_SLOWER, L),
        ((18, 2.0), (18, 4.0), Meaning.ONE_SIDE_SLOWER, R),
        ((20, 2.0), (11, 2.0), Meaning.ONE_SIDE_LESS_ACCURATE, R),
        ((11, 4.0), (20, 4.0), Meaning.ONE_SIDE_LESS_ACCURATE, L),
        ((15, 2.0), (16, 2.0), Meaning.NEARLY, None),
        ((13, 4.0), (18, 4.0), Meaning.ON_THE_WAY, None),
        ((18, 2.9), (18, 2.9), Meaning.NEARLY, None),
        ((14, 2.9), (15, 3.0), Meaning.NEARLY, None),
        ((18, 3.1), (18, 2.9), Meaning.ACCURATE_NOT_YET_QUICK, None),
        ((13, 1.5), (15, 1.5), Meaning.QUICK_NOT_YET_ACCURATE, None),
        ((13, 4.0), (15, 1.5), Meaning.ON_THE_WAY, None),
        ((10, 2.0), (10, 2.0), Meaning.GUESSING, None),
        ((20, 2.0), (1, 2.0), Meaning.GUESSING, None),
    ],
)
def test_meanings(
    left: tuple[int, float], right: tuple[int, float], meaning: Meaning, side: Side | None
) -> None:
    found = reading(left, right)
    assert (found.meaning, found.side) == (meaning, side)


@pytest.mark.parametrize(
    ("right", "each", "told"), [(10, 20, True), (3, 5, True), (4, 5, False), (2, 4, False)]
)
def test_only_a_set_that_is_long_enough_is_told_to_be_like_guessing(
    right: int, each: int, told: bool
) -> None:
    trials = answered(session(), left=(right, 2.0), right=(right, 2.0), each=each)
    measures = summary(trials).measures
    assert measures.guessing
    assert like_guessing(measures) is told


def test_a_short_set_on_goal_is_too_short_and_not_called_guessing() -> None:
    on_goal = reading((4, 2.0), (4, 2.0), each=5)
    assert on_goal.meaning is Meaning.TOO_FEW
    assert on_goal.left.rt is None
    stopped = reading((4, 2.0), (4, 2.0), each=5, kind=EndKind.STOPPED)
    assert stopped.meaning is Meaning.STOPPED_EARLY
    assert reading((4, 2.0), (3, 2.0), each=5).meaning is Meaning.GUESSING


def test_the_neck_has_its_own_goal() -> None:
    assert reading((18, 2.3), (18, 2.3), part=BodyPart.HAND).meaning is Meaning.BOTH_ON_GOAL
    assert reading((18, 2.3), (18, 2.3), part=BodyPart.NECK).meaning is Meaning.NEARLY


def test_times_of_guessed_sets_are_not_read() -> None:
    found = reading((10, 2.0), (10, 2.0))
    assert found.left.rt is found.right.rt is None
    assert found.left.accuracy is not None
    assert found.slower is None


def test_answers_by_two_hands_say_nothing_of_a_slower_side() -> None:
    two = InputMethod.TWO_HAND_KEYS
    found = reading((18, 2.9), (18, 2.0), spread_s=0.2, method=two)
    assert (found.meaning, found.side, found.slower) == (Meaning.NEARLY, None, None)


def test_answers_by_two_hands_say_nothing_of_a_less_accurate_side() -> None:
    found = reading((11, 2.0), (20, 2.0), method=InputMethod.TWO_HAND_KEYS)
    assert (found.meaning, found.side) == (Meaning.QUICK_NOT_YET_ACCURATE, None)


def test_a_side_over_the_time_is_not_named_when_chance_can_do_it() -> None:
    found = reading((18, 2.64), (18, 2.49), spread_s=1.0)
    over = [side.side for side in (found.left, found.right) if side.rt and not side.rt.met]
    assert over == [L]
    assert (found.meaning, found.side, found.slower) == (Meaning.NEARLY, None, None)


@pytest.mark.parametrize(
    ("correct", "rt_s", "near"),
    [
        (18, 2.0, (True, True)),
        (14, 3.0, (True, True)),
        (13, 3.1, (False, False)),
    ],
)
def test_near_is_ten_points_and_one_spread(
    correct: int, rt_s: float, near: tuple[bool, bool]
) -> None:
    side = reading((correct, rt_s), (18, 2.0)).left
    assert side.accuracy is not None
    assert side.rt is not None
    assert (side.accuracy.near, side.rt.near) == near


@pytest.mark.parametrize(("left", "right", "slower"), [(2.4, 2.0, L), (2.0, 2.4, R)])
def test_a_slower_side_is_named_even_on_goal(left: float, right: float, slower: Side) -> None:
    found = reading((18, left), (18, right), spread_s=0.2)
    assert (found.meaning, found.slower) == (Meaning.BOTH_ON_GOAL, slower)


def test_no_side_is_called_slower_by_chance_or_by_too_few() -> None:
    assert reading((18, 2.1), (18, 2.0), spread_s=2.0).slower is None
    assert reading((5, 2.4), (5, 1.0), each=5).slower is None


def test_a_short_set_says_nothing() -> None:
    assert reading((4, 2.0), (4, 2.0), each=4).meaning is Meaning.TOO_FEW
    assert reading((5, 2.0), (5, 2.0), each=5).meaning is Meaning.BOTH_ON_GOAL
    assert read(summary([])).meaning is Meaning.TOO_FEW
    assert read(summary([trial(L, L)] * 30)).meaning is Meaning.TOO_FEW


@pytest.mark.parametrize("kind", [EndKind.STOPPED, EndKind.INTERRUPTED])
def test_stopping_early_is_told_from_finishing(kind: EndKind) -> None:
    short = reading((4, 2.0), (4, 2.0), each=4, kind=kind)
    assert (short.meaning, short.stopped_early) == (Meaning.STOPPED_EARLY, True)
    enough = reading((18, 2.0), (18, 2.0), kind=kind)
    assert (enough.meaning, enough.stopped_early) == (Meaning.BOTH_ON_GOAL, True)
    assert not reading((18, 2.0), (18, 2.0)).stopped_early


def test_many_time_outs_are_the_limit_not_the_person() -> None:
    out = [trial(side, None) for side in Side for _ in range(5)]
    trials = [*answered(session(), left=(15, 2.0), right=(15, 2.0), each=15), *out]
    assert read(summary(trials)).meaning is Meaning.MANY_TIME_OUTS
    assert read(summary(trials[:-1])).meaning is not Meaning.MANY_TIME_OUTS
    assert read(summary(out)).meaning is Meaning.MANY_TIME_OUTS


@given(
    st.lists(
        st.builds(
            trial,
            st.sampled_from(Side),
            st.one_of(st.sampled_from(Side), st.none()),
            st.floats(0.1, 10),
            method=st.sampled_from(InputMethod),
        ),
        max_size=60,
    ),
    st.sampled_from(EndKind),
)
def test_rules_that_hold_for_every_set(trials: list[Trial], kind: EndKind) -> None:
    facts = summary(trials, kind=kind)
    found = read(facts)
    standings = [s for x in (found.left, found.right) for s in (x.accuracy, x.rt)]
    if found.meaning is Meaning.BOTH_ON_GOAL:
        assert all(s is not None and s.met for s in standings)
    if found.sure:
        assert found.meaning is Meaning.BOTH_ON_GOAL
        assert all(s is not None and s.sure for s in standings)
    named = found.meaning in (Meaning.ONE_SIDE_SLOWER, Meaning.ONE_SIDE_LESS_ACCURATE)
    assert (found.side is not None) == named
    if facts.measures.guessing:
        assert found.left.rt is found.right.rt is None
        assert found.slower is None
    assert found.of(L) is found.left
    assert found.of(R) is found.right
    if found.meaning is Meaning.STOPPED_EARLY:
        assert found.stopped_early
