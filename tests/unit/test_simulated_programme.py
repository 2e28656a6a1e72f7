"""The simulated people of the published error rates: what is true of them, and what they show."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import numpy as np
import pytest

from gmi_app.programme.suggestion import SuggestionKind
from gmi_app.simulation.programme import (
    DAYS,
    START,
    Kind,
    accuracy_of,
    decision_s,
    level_plan,
    median_rt_s,
    simulate,
    simulation_plan,
)
from gmi_app.simulation.rates import Rates, markdown, rates_of
from gmi_app.simulation.responses import DECISION_CV, SEEING_AND_PRESSING_S

pytestmark = pytest.mark.slow  # lives many weeks

PEOPLE = 12
of_many = pytest.mark.slow  # seventy-two people for eight weeks


@pytest.fixture(scope="module")
def rates() -> dict[Kind, Rates]:
    return {kind: rates_of([simulate(kind, seed) for seed in range(PEOPLE)]) for kind in Kind}


def test_the_same_seed_is_the_same_person() -> None:
    assert simulate(Kind.FLARES, 3) == simulate(Kind.FLARES, 3)
    assert simulate(Kind.FLARES, 3) != simulate(Kind.FLARES, 4)


def test_a_process_without_drift_is_a_coin_and_its_time_is_known() -> None:
    assert accuracy_of(0.0) == 0.5
    assert decision_s(0.0) == pytest.approx(1.5**2)
    assert decision_s(1e-6) == pytest.approx(1.5**2, rel=1e-6)
    assert accuracy_of(0.35) == pytest.approx(0.74, abs=0.005)
    assert accuracy_of(0.235) == pytest.approx(0.67, abs=0.005)
    assert accuracy_of(0.578) == pytest.approx(0.85, abs=0.005)


@pytest.mark.parametrize("drift", [0.0, 0.35, 1.2])
def test_the_median_time_is_that_of_the_distribution_that_is_drawn_from(drift: float) -> None:
    mean = decision_s(drift)
    drawn = np.random.default_rng(1).wald(mean, mean / DECISION_CV**2, 200_000)
    assert median_rt_s(drift) == pytest.approx(
        SEEING_AND_PRESSING_S + float(np.median(drawn)), rel=0.01
    )


@of_many
def test_who_improves_goes_on_and_not_before_it_is_true(rates: dict[Kind, Rates]) -> None:
    found = rates[Kind.IMPROVES]
    assert found.forward == 1.0
    assert found.wrongly_forward <= 1 / PEOPLE
    assert found.after is not None
    assert 0 <= found.after <= 14


@of_many
def test_who_guesses_or_is_well_under_the_goal_stays(rates: dict[Kind, Rates]) -> None:
    assert rates[Kind.GUESSES].forward == 0.0
    assert rates[Kind.BELOW].forward <= 1 / PEOPLE
    assert rates[Kind.GUESSES].day is None


@of_many
def test_who_stays_a_little_under_the_goal_is_seldom_lucky_enough(
    rates: dict[Kind, Rates],
) -> None:
    """By the measured share alone it was more than half of them (docs/decisions/0042)."""
    assert rates[Kind.PLATEAU].forward <= 2 / PEOPLE
    assert rates[Kind.ABOVE].forward >= (PEOPLE - 1) / PEOPLE
    assert rates[Kind.ABOVE].wrongly_forward == 0.0


@of_many
def test_who_flares_waits_longer_and_who_forgets_is_asked_to_check_up(
    rates: dict[Kind, Rates],
) -> None:
    improves, flares = rates[Kind.IMPROVES].day, rates[Kind.FLARES].day
    assert improves is not None
    assert flares is not None
    assert flares[1] >= improves[1]
    assert rates[Kind.FLARES].back > rates[Kind.IMPROVES].back
    assert rates[Kind.FORGETS].others[SuggestionKind.CHECK_UP] > 0
    assert rates[Kind.IMPROVES].others[SuggestionKind.CHECK_UP] == 0


@of_many
def test_the_table_has_a_line_for_every_kind(rates: dict[Kind, Rates]) -> None:
    lines = markdown(list(rates.values())).splitlines()
    assert len(lines) == len(Kind) + 2
    assert len({line.count("|") for line in lines}) == 1
    guesses = lines[2 + list(rates).index(Kind.GUESSES)]
    assert "| –" in guesses


def test_the_next_level_is_waited_for_and_asks_for_right_answers_alone() -> None:
    """Who is slow and right goes up; the stage above is out of reach in that plan."""
    plan, level = level_plan(START.date()), SuggestionKind.NEXT_LEVEL
    above = [simulate(Kind.ABOVE, seed, plan, level) for seed in range(3)]
    assert all(run.able == 0 and run.forward is not None for run in above)
    assert not any(run.wrongly_forward for run in above)
    slow = replace(plan, thresholds=replace(plan.thresholds, rt_limb_s=0.5))
    assert [simulate(Kind.ABOVE, seed, slow, level) for seed in range(3)] == above
    guessing = simulate(Kind.GUESSES, 0, plan, level)
    assert (guessing.able, guessing.forward) == (None, None)
    assert guessing.days == DAYS


@of_many
def test_who_stays_a_little_under_the_goal_seldom_goes_up_a_level() -> None:
    """By the measured share alone it was nearly everybody (docs/decisions/0045)."""
    plan, level = level_plan(START.date()), SuggestionKind.NEXT_LEVEL
    found = rates_of([simulate(Kind.PLATEAU, seed, plan, level) for seed in range(PEOPLE)])
    assert found.wrongly_forward == found.forward <= 3 / PEOPLE
    assert "next level" in markdown([found], "next level").splitlines()[0]


def test_the_plan_stays_on_one_level() -> None:
    plan = simulation_plan(START.date())
    runs = [simulate(Kind.PLATEAU, seed, plan) for seed in range(3)]
    assert all(SuggestionKind.NEXT_LEVEL not in run.other for run in runs)
    assert all(run.able is None for run in runs)
    assert max(run.days for run in runs) <= DAYS
    assert median(run.days for run in runs) > 7
