"""The summary of a session, and the corrected view of what was rated."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.facts.rating import CorrectionKind, When
from gmi_app.facts.session import EndKind, StopReason
from gmi_app.laterality.scoring import score
from gmi_app.laterality.trial import InputMethod
from gmi_app.progress.corrections import corrected, done_by_someone_else
from gmi_app.progress.flare import is_flare, pain_rise
from gmi_app.progress.summarise import summarise
from tests.unit.making import (
    SESSION,
    answered,
    correction,
    end,
    moment,
    pain,
    session,
    trial,
)

VALUE, WITHDRAWN = CorrectionKind.RATING_VALUE, CorrectionKind.RATING_WITHDRAWN
SOMEONE, NOT_SOMEONE = CorrectionKind.SOMEONE_ELSE, CorrectionKind.SOMEONE_ELSE_WITHDRAWN
S = session()


def test_a_finished_session() -> None:
    trials = answered(S)
    ratings = [pain(4, When.BEFORE, S), pain(5, When.AFTER, S, number=2)]
    found = summarise(S, end(S), trials, ratings)
    assert (found.session, found.patient, found.kind, found.at) == (S.id, S.patient, S.kind, S.at)
    assert found.settings == S.settings
    assert (found.end, found.reason) == (EndKind.COMPLETED, None)
    assert found.trials == 20
    assert found.measures == score(trials)
    assert found.method is InputMethod.ONE_HAND_KEYS
    assert (found.pain_before, found.pain_after) == (4, 5)
    assert found.duration_s == 120
    assert not found.someone_else


def test_a_stopped_session_keeps_its_reason() -> None:
    ending = end(S, EndKind.STOPPED, reason=StopReason.MORE_PAIN)
    assert summarise(S, ending, []).reason is StopReason.MORE_PAIN


def test_practice_is_not_counted() -> None:
    practice = trial(practice=True, method=InputMethod.TOUCH)
    found = summarise(S, end(S), [practice, *answered(S)])
    assert found.trials == 20
    assert found.method is InputMethod.ONE_HAND_KEYS


def test_several_methods_or_none_are_no_method() -> None:
    mixed = [trial(method=InputMethod.MOUSE), trial(method=InputMethod.TOUCH)]
    assert summarise(S, end(S), mixed).method is None
    assert summarise(S, end(S), [trial(answer=None)]).method is None


def test_a_session_without_an_end_lasts_till_its_last_picture() -> None:
    trials = [trial(at=moment(seconds=30)), trial(at=moment(seconds=33))]
    assert summarise(S, None, trials).duration_s == 33
    assert summarise(S, None, trials).end is None
    assert summarise(S, None, []).duration_s == 0


def test_an_interrupted_session_does_not_last_till_the_next_start() -> None:
    trials = [trial(at=moment(seconds=30))]
    assert summarise(S, end(S, EndKind.INTERRUPTED, after_s=90_000), trials).duration_s == 30


def test_a_clock_set_back_makes_no_negative_time() -> None:
    assert summarise(S, end(S, after_s=-3600), []).duration_s == 0


def test_facts_of_other_sessions_are_passed_over() -> None:
    other = session(9)
    found = summarise(
        S,
        end(S),
        [*answered(S), *answered(other)],
        [pain(9, When.BEFORE, other)],
        [correction(SOMEONE, other.id)],
    )
    assert found.trials == 20
    assert found.pain_before is None
    assert not found.someone_else


def test_the_newest_rating_of_a_kind_counts() -> None:
    ratings = [
        pain(7, When.AFTER, S, number=2, seconds=60),
        pain(3, When.AFTER, S, number=1, seconds=50),
    ]
    assert summarise(S, end(S), [], ratings).pain_after == 7


def test_corrections_reach_the_summary() -> None:
    ratings = [pain(10, When.BEFORE, S, number=1), pain(5, When.AFTER, S, number=2)]
    corrections = [
        correction(VALUE, UUID(int=1), 1),
        correction(WITHDRAWN, UUID(int=2)),
        correction(SOMEONE, SESSION),
    ]
    found = summarise(S, end(S), [], ratings, corrections)
    assert (found.pain_before, found.pain_after) == (1, None)
    assert found.someone_else
    assert summarise(S, end(S), [], corrected(ratings, corrections), corrections) == found


def test_a_generator_of_corrections_serves_both_uses() -> None:
    corrections = [correction(SOMEONE, SESSION), correction(VALUE, UUID(int=1), 2)]
    found = summarise(S, end(S), [], [pain(8, When.BEFORE, S)], iter(corrections))
    assert found.pain_before == 2
    assert found.someone_else


def test_the_newest_correction_counts() -> None:
    rating = pain(8, When.BEFORE, S)
    first, second, third = (
        correction(VALUE, rating.id, 3, number=1),
        correction(WITHDRAWN, rating.id, number=2),
        correction(VALUE, rating.id, 4, number=3),
    )
    assert corrected([rating], []) == [rating]
    assert corrected([rating], [first]) == [replace(rating, value=3)]
    assert corrected([rating], [second, first]) == []
    assert corrected([rating], [third, second, first]) == [replace(rating, value=4)]


def test_of_two_corrections_at_one_moment_the_later_in_line_counts() -> None:
    rating = pain(8, When.BEFORE, S)
    a, b = correction(VALUE, rating.id, 3), correction(VALUE, rating.id, 4)
    assert corrected([rating], [a, b])[0].value == 4
    assert corrected([rating], [b, a])[0].value == 3


def test_a_mark_of_someone_else_can_be_taken_back() -> None:
    marked = correction(SOMEONE, SESSION, number=1)
    back = correction(NOT_SOMEONE, SESSION, number=2)
    assert not done_by_someone_else(SESSION, [])
    assert done_by_someone_else(SESSION, [marked])
    assert not done_by_someone_else(SESSION, [back, marked])
    assert done_by_someone_else(SESSION, [back, correction(SOMEONE, SESSION, number=3), marked])


@given(
    st.lists(
        st.builds(
            correction,
            st.sampled_from([VALUE, WITHDRAWN]),
            st.integers(1, 4).map(lambda n: UUID(int=n)),
            st.integers(0, 10),
            number=st.integers(1, 100),
        ),
        unique_by=lambda c: c.at,
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_the_corrected_view_does_not_depend_on_the_order_of_arrival(
    corrections: list[object], order: Random
) -> None:
    ratings = [pain(n, When.BEFORE, S, number=n) for n in range(1, 5)]
    before = corrected(ratings, corrections)  # type: ignore[arg-type]
    order.shuffle(corrections)
    assert corrected(ratings, corrections) == before  # type: ignore[arg-type]
    assert corrected(before, corrections) == before  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "rise", "flare"),
    [
        (4, 6, 2, True),
        (4, 5, 1, False),
        (6, 4, -2, False),
        (0, 10, 10, True),
        (None, 9, None, False),
        (9, None, None, False),
    ],
)
def test_pain_that_rose_by_two_is_a_flare(
    before: int | None, after: int | None, rise: int | None, flare: bool
) -> None:
    assert pain_rise(before, after) == rise
    assert is_flare(before, after) is flare


def test_the_threshold_of_a_flare_can_be_set() -> None:
    assert is_flare(4, 5, rise=1)
    assert not is_flare(4, 6, rise=3)
