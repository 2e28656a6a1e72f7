"""Scoring a session: what counts where, by cases and against a plain reckoning of random trials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.laterality.scoring import correct_rts_s, score
from gmi_app.laterality.trial import InputMethod, Trial
from gmi_app.pictures.model import Side
from tests.unit.making import trial

L, R = Side.LEFT, Side.RIGHT

trials_of_a_session = st.lists(
    st.builds(
        trial,
        st.sampled_from(Side),
        st.one_of(st.sampled_from(Side), st.none()),
        st.floats(0.05, 30),
        practice=st.booleans(),
    ),
    max_size=60,
)


def session(*spec: tuple[Side, Side | None, float]) -> list[Trial]:
    return [trial(side, answer, rt, index=i) for i, (side, answer, rt) in enumerate(spec)]


def test_what_counts_where() -> None:
    measures = score(
        session(
            (L, L, 2.0), (L, L, 3.0), (L, L, 10.0), (L, R, 1.0), (L, None, 0), (L, L, 0.29),
            (R, R, 1.0), (R, L, 0.3), (R, L, 0.1),
        )
    )  # fmt: skip
    left, right = measures.left, measures.right
    assert (left.correct, left.wrong, left.timed_out, left.anticipations) == (3, 1, 1, 1)
    assert left.scored == 5
    assert left.accuracy is not None
    assert left.accuracy.value == pytest.approx(0.6)
    assert left.median_rt_s is not None
    assert left.median_rt_s.value == pytest.approx(3.0)
    assert left.mean_rt_s == pytest.approx(5.0)
    assert (right.correct, right.wrong, right.timed_out, right.anticipations) == (1, 1, 0, 1)
    assert measures.of(R) is right


def test_no_response_time_is_too_long_to_count() -> None:
    measures = score(session(*[(L, L, 59.0)] * 6))
    assert measures.left.median_rt_s is not None
    assert measures.left.median_rt_s.value == pytest.approx(59.0)


def test_an_anticipation_ends_at_300_ms() -> None:
    measures = score(session((L, L, 0.299_999_999), (L, L, 0.3)))
    assert (measures.left.correct, measures.left.anticipations) == (1, 1)


def test_practice_is_left_out_of_everything() -> None:
    scored = session(*[(L, L, 2.0), (R, R, 2.0)] * 5)
    practice = [trial(L, R, 9.0, practice=True, method=InputMethod.TWO_HAND_KEYS)] * 5
    assert score([*practice, *scored]) == score(scored)
    assert correct_rts_s([*practice, *scored]) == correct_rts_s(scored)


def test_nothing_at_all_has_no_figures_and_is_not_called_guessing() -> None:
    measures = score([])
    assert measures.left.accuracy is None
    assert measures.left.median_rt_s is None
    assert measures.left.mean_rt_s is None
    assert measures.guessing_p is None
    assert not measures.guessing
    assert measures.d_prime is None
    assert measures.criterion is None


def test_only_time_outs_count_as_not_right_and_tell_nothing_of_guessing() -> None:
    measures = score(session(*[(L, None, 0.0)] * 3))
    assert measures.left.accuracy is not None
    assert measures.left.accuracy.value == 0
    assert measures.left.timed_out == 3
    assert measures.left.mean_rt_s is None
    assert measures.guessing_p is None


def test_time_outs_and_anticipations_stay_out_of_the_test_of_guessing() -> None:
    answered = session(*[(L, L, 2.0), (R, R, 2.0)] * 4)
    others = session(*[(L, None, 0.0), (R, L, 0.1)] * 10)
    assert score([*answered, *others]).guessing_p == score(answered).guessing_p
    assert score([*answered, *others]).d_prime == score(answered).d_prime


@pytest.mark.parametrize(
    ("spec", "guessing"),
    [
        ([(L, L, 2.0), (R, L, 2.0)] * 20, True),
        ([(L, L, 2.0), (R, R, 2.0)] * 20, False),
        ([(L, L, 2.0), (R, R, 2.0), (L, R, 2.0), (R, L, 2.0)] * 10, True),
        ([(L, L, 2.0)] * 20, True),
    ],
    ids=["always left", "all right", "half right", "one side only"],
)
def test_guessing(spec: list[tuple[Side, Side | None, float]], guessing: bool) -> None:
    assert score(session(*spec)).guessing is guessing


def test_pure_guessing_is_found_out_19_times_of_20() -> None:
    random = Random(1)
    called = 0
    for _ in range(400):
        spec = [(side, random.choice([L, R]), 2.0) for side in [L, R] * 20]
        called += score(session(*spec)).guessing
    assert called / 400 >= 0.95


@pytest.mark.parametrize(
    ("methods", "one_hand"),
    [
        ([InputMethod.ONE_HAND_KEYS, InputMethod.MOUSE], True),
        ([InputMethod.ONE_HAND_KEYS, InputMethod.TWO_HAND_KEYS], False),
        ([InputMethod.OWN_KEYS], False),
        ([InputMethod.TOUCH], False),
    ],
)
def test_one_hand_only_where_it_is_sure(methods: list[InputMethod], one_hand: bool) -> None:
    trials = [trial(method=method) for method in methods]
    assert score([*trials, trial(answer=None)]).one_hand is one_hand


@pytest.mark.slow  # scipy takes a second or more to load
@given(trials_of_a_session)
def test_agrees_with_a_plain_reckoning(trials: Sequence[Trial]) -> None:
    from scipy.stats import fisher_exact

    measures = score(trials)
    table = [[0, 0], [0, 0]]
    for side in Side:
        mine = [t for t in trials if not t.practice and t.side is side]
        times = [t.rt_ms for t in mine]
        real = [(t, ms) for t, ms in zip(mine, times, strict=True) if ms is None or ms >= 300]
        right = [ms / 1000 for t, ms in real if ms is not None and t.answer is side]
        found = measures.of(side)
        assert found.scored == len(real)
        assert found.anticipations == len(mine) - len(real)
        assert found.correct == len(right)
        assert (found.accuracy is None) == (not real)
        if found.accuracy is not None:
            assert found.accuracy.value == pytest.approx(len(right) / len(real))
        assert (found.median_rt_s is None) == (not right)
        if found.median_rt_s is not None:
            assert found.median_rt_s.value == pytest.approx(float(np.median(right)))
            assert found.mean_rt_s == pytest.approx(float(np.mean(right)))
        for t, ms in real:
            if ms is not None:
                table[side is R][t.answer is R] += 1
    if sum(map(sum, table)) == 0:
        assert measures.guessing_p is None
    else:
        p = fisher_exact(table, alternative="greater").pvalue
        assert measures.guessing_p == pytest.approx(p, abs=1e-9)
        assert measures.guessing == (p >= 0.05 - 1e-12)


@given(trials_of_a_session, st.randoms(use_true_random=False))
def test_order_does_not_matter(trials: list[Trial], order: Random) -> None:
    before = score(trials)
    order.shuffle(trials)
    after = score(trials)
    assert replace(after, left=before.left, right=before.right) == before
    for side in Side:
        mean = before.of(side).mean_rt_s
        same_mean = replace(after.of(side), mean_rt_s=mean)
        assert same_mean == before.of(side)
        assert after.of(side).mean_rt_s == (None if mean is None else pytest.approx(mean))
