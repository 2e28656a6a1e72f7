"""The simulated patient: openly simulated, the same every time, and shaped like a real course."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from statistics import fmean, median

import pytest

from gmi_app.errors import UsageError
from gmi_app.facts.session import EndKind, EventKind, StopReason
from gmi_app.laterality.imagery_check import Finding, imagery_check
from gmi_app.laterality.trial import Outcome, Trial
from gmi_app.pictures.model import Side
from gmi_app.programme.patient import AffectedSide
from gmi_app.progress.check_ups import since_the_first
from gmi_app.progress.flare import is_flare
from gmi_app.progress.history import latest_conditions, series
from gmi_app.progress.summarise import summarise
from gmi_app.progress.summary import SessionSummary
from gmi_app.simulation.patient import SimulatedPatient, SimulatedSession
from tests.unit.making import moment, pictures

pytestmark = pytest.mark.slow  # lives many weeks

L, R = Side.LEFT, Side.RIGHT
NOW = moment(100, seconds=-8 * 3600, offset_min=-300)


def simulated(days: int = 56, seed: int = 1, affected: Side = R) -> SimulatedPatient:
    return SimulatedPatient(
        pictures(96), days=days, now=NOW, version="0", seed=seed, affected=affected
    )


def sessions(of: SimulatedPatient) -> list[SimulatedSession]:
    return [session for day in of.days() for session in day.sessions]


def summary(of: SimulatedSession) -> SessionSummary:
    ratings = [rating for rating in (of.before, of.after) if rating is not None]
    return summarise(of.session, of.end, of.trials, ratings)


@cache
def course_of(seed: int) -> tuple[SimulatedSession, ...]:
    return tuple(sessions(simulated(seed=seed)))


@pytest.fixture
def course() -> list[SimulatedSession]:
    return list(course_of(1))


def test_nobody_can_take_it_for_a_real_person() -> None:
    patient = simulated().patient
    assert patient.name == "Demo (simulated)"
    assert patient.simulated
    assert {s.session.author for s in sessions(simulated(3))} == {"simulation"}
    assert {s.session.screen.surface for s in sessions(simulated(3))} == {"simulated"}


def test_the_same_seed_gives_the_same_facts_and_another_one_others() -> None:
    one, same, other = simulated(10), simulated(10), simulated(10, seed=2)
    assert one.patient == same.patient
    assert list(one.days()) == list(same.days()) == list(one.days())
    assert one.patient.id != other.patient.id
    assert list(one.days()) != list(other.days())


def test_the_days_end_yesterday_on_the_persons_calendar() -> None:
    days = list(simulated(30).days())
    assert [d.day for d in days] == [NOW.day - timedelta(days=n) for n in range(30, 0, -1)]
    for day in days:
        assert all(s.session.at.day == day.day for s in day.sessions)
        assert all(s.session.at.offset_min == -300 for s in day.sessions)


def test_every_fact_has_an_id_of_its_own_and_belongs_together(
    course: list[SimulatedSession],
) -> None:
    patient = simulated().patient
    ids = [patient.id]
    for s in course:
        assert s.session.patient == patient.id
        assert s.end.session == s.session.id
        ratings = [rating for rating in (s.before, s.after) if rating is not None]
        assert {rating.session for rating in ratings} <= {s.session.id}
        ids += [s.session.id, s.end.id]
        ids += [f.id for facts in (s.trials, s.events, ratings) for f in facts]
        assert {t.session for t in s.trials} == {s.session.id}
        assert [t.index for t in s.trials] == list(range(len(s.trials)))
    assert len(set(ids)) == len(ids)


def test_times_run_forward(course: list[SimulatedSession]) -> None:
    previous = simulated().patient.at
    for s in course:
        if s.before is not None:
            assert previous < s.before.at < s.session.at
        times = [s.session.at, *(t.at for t in s.trials), s.end.at]
        assert times == sorted(times)
        assert previous < s.session.at
        if s.after is not None:
            assert s.end.at < s.after.at
        previous = s.after.at if s.after is not None else s.end.at
        for earlier, later in pairwise(s.trials):
            last = earlier.press.handler_ns if earlier.press else earlier.onset.onset_ns
            assert last < later.onset.painted_ns
    assert previous < NOW


def test_settings_are_kept(course: list[SimulatedSession]) -> None:
    for s in course:
        settings = s.session.settings
        whole = settings.practice + settings.count
        if s.end.kind is EndKind.COMPLETED:
            assert len(s.trials) == whole
        else:
            assert 4 <= len(s.trials) < whole
        if settings.limit_s is not None:
            assert all((t.rt_ms or 0) <= settings.limit_s * 1000 for t in s.trials)
        else:
            assert all(t.press is not None for t in s.trials)


def test_a_course_has_everything_that_a_screen_must_show(
    course: list[SimulatedSession],
) -> None:
    outcomes = Counter(t.outcome for s in course for t in s.trials)
    assert set(outcomes) == set(Outcome)
    assert outcomes[Outcome.TIME_OUT] < 0.05 * outcomes.total()
    assert {s.end.kind for s in course} == {EndKind.COMPLETED, EndKind.STOPPED}
    days = list(simulated().days())
    assert 3 <= sum(not day.sessions for day in days) <= 16
    assert days[0].sessions
    assert sum(s.session.settings.check_up for s in course) == 8
    assert any(t.practice for t in course[0].trials)
    assert any(s.before is None for s in course)


@pytest.mark.slow  # four courses
def test_more_pain_is_told_by_the_event_the_reason_and_the_rating() -> None:
    course = [s for seed in range(4) for s in course_of(seed)]
    stopped = [s for s in course if s.end.reason is StopReason.MORE_PAIN]
    assert stopped
    for s in stopped:
        assert [event.kind for event in s.events] == [EventKind.MORE_PAIN]
        if s.before and s.after:
            assert is_flare(s.before.value, s.after.value)
    assert all(not s.events for s in course if s not in stopped)


@pytest.mark.slow  # ten courses
def test_pain_is_not_made_to_fall_by_practice() -> None:
    course = [s for seed in range(10) for s in course_of(seed)]
    half = NOW.utc - timedelta(days=28)
    early = [s.before.value for s in course if s.before and s.before.at.utc < half]
    late = [s.before.value for s in course if s.before and s.before.at.utc >= half]
    assert abs(fmean(early) - fmean(late)) < 0.3


def rts(trials: list[Trial], side: Side) -> list[float]:
    return [t.rt_ms for t in trials if t.side is side and t.rt_ms and t.outcome is Outcome.CORRECT]


@pytest.mark.parametrize("affected", [L, R])
def test_the_painful_side_is_slower_and_catches_up(affected: Side) -> None:
    of = simulated(affected=affected)
    assert of.patient.affected is AffectedSide(affected.value)
    course = sessions(of)
    early = [t for s in course[:16] for t in s.trials]
    late = [t for s in course[-16:] for t in s.trials]
    gap_early = median(rts(early, affected)) - median(rts(early, affected.other))
    gap_late = median(rts(late, affected)) - median(rts(late, affected.other))
    assert gap_early > gap_late + 300 > 300
    assert median(rts(late, affected)) < median(rts(early, affected)) - 500


def test_response_times_are_skewed_to_the_right_and_grow_with_the_angle(
    course: list[SimulatedSession],
) -> None:
    trials = [t for s in course for t in s.trials]
    times = rts(trials, L)
    assert fmean(times) > 1.05 * median(times)
    by_angle = {a: median(rts([t for t in trials if t.stimulus.angle == a], L)) for a in (0, 180)}
    assert by_angle[180] > by_angle[0] + 200


def test_the_course_shows_in_the_figures(course: list[SimulatedSession]) -> None:
    summaries = [summary(s) for s in course]
    change = since_the_first(summaries)
    assert change is not None
    assert change.change.right.rt_s is not None
    assert change.change.right.rt_s < -0.5
    points = series(summaries, latest_conditions(summaries))
    assert len(points) > 40
    assert any(p.check_up for p in points)
    trials = [t for s in course for t in s.trials]
    assert imagery_check(trials).finding is Finding.CONSISTENT


def test_the_simulation_serves_the_first_day_and_many() -> None:
    assert len(list(simulated(1).days())) == 1
    assert len(sessions(simulated(1))) == 2


@pytest.mark.parametrize("days", [0, -1, 731])
def test_an_impossible_number_of_days_is_refused(days: int) -> None:
    with pytest.raises(UsageError, match="from 1 to 730"):
        simulated(days)


def test_without_pictures_it_says_so() -> None:
    upright = [replace(p, turnable=False) for p in pictures(4)]
    of = SimulatedPatient(upright, days=1, now=NOW, version="0")
    with pytest.raises(UsageError, match="must not be turned"):
        list(of.days())
