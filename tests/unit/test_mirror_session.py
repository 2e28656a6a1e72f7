"""A guided mirror session, minute by minute, with a clock that is moved by hand."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.facts.session import EndKind, EventKind, SessionEvent, StopReason
from gmi_app.mirror.exercises import exercise
from gmi_app.mirror.facts import WATCH_STEP, WIND_DOWN_STEP, MirrorSession, Step
from gmi_app.mirror.session import (
    WATCH_S,
    WIND_DOWN_S,
    Command,
    Commands,
    Ended,
    Hold,
    Keep,
    MirrorRun,
    Phase,
    ShowExercise,
    ShowGoesOn,
    ShowHeld,
    ShowRepetition,
    ShowRest,
    ShowWatch,
    ShowWindDown,
)
from gmi_app.mirror.settings import MirrorSettings
from tests.clocks import FakeClock

TWO = ("hand_open_close", "hand_fist")
FIRST, SECOND = (e for each in TWO if (e := exercise(each)) is not None)


class Person:
    """Goes through a session; ``said`` are all commands so far."""

    def __init__(self, settings: MirrorSettings) -> None:
        self.clock = FakeClock()
        session = MirrorSession(uuid4(), uuid4(), self.clock.moment(), settings, "1.0")
        self.run = MirrorRun(session, self.clock)
        self.said: list[Command] = []

    def hear(self, commands: Commands) -> Commands:
        self.said += commands
        return commands

    def begin(self) -> Commands:
        return self.hear(self.run.begin(self.clock.ns))

    def wake(self) -> Commands:
        """Lets the time come that the session waits for."""
        assert self.run.wake_ns is not None
        self.clock.ns = self.run.wake_ns
        return self.hear(self.run.due(self.clock.ns))

    def until(self, phase: Phase) -> None:
        for _ in range(300):
            if self.run.phase is phase:
                return
            self.wake()
        raise AssertionError(f"{phase} did not come")

    def steps(self) -> list[Step]:
        return [c.fact for c in self.said if isinstance(c, Keep) and isinstance(c.fact, Step)]

    def events(self) -> list[EventKind]:
        facts = [c.fact for c in self.said if isinstance(c, Keep)]
        return [fact.kind for fact in facts if isinstance(fact, SessionEvent)]

    def end(self) -> Ended:
        ended = [c for c in self.said if isinstance(c, Ended)]
        assert len(ended) == 1
        return ended[0]


def person(**changes: object) -> Person:
    settings = MirrorSettings(exercises=TWO)
    return Person(replace(settings, **changes))  # type: ignore[arg-type]


def test_a_whole_session() -> None:
    one = person()
    assert one.begin() == (ShowWatch(),)
    kept, shown, first = one.wake()
    assert isinstance(kept, Keep)
    assert (shown, first) == (ShowExercise(FIRST, 1), ShowRepetition(1))
    for number in range(2, FIRST.repetitions + 1):
        assert one.wake() == (ShowRepetition(number),)
    assert one.wake()[-1] == ShowRest(SECOND)
    assert one.wake()[1:] == (ShowExercise(SECOND, 0), ShowRepetition(1))
    one.until(Phase.WIND_DOWN)
    assert isinstance(one.said[-1], ShowWindDown)
    one.wake()
    assert one.run.phase is Phase.AFTER
    assert one.run.wake_ns is None
    assert one.end().end.kind is EndKind.COMPLETED
    steps = one.steps()
    assert [s.exercise for s in steps] == [WATCH_STEP, TWO[0], "rest", TWO[1], WIND_DOWN_STEP]
    assert [s.index for s in steps] == list(range(5))
    assert [s.repetitions for s in steps] == [0, FIRST.repetitions, 0, SECOND.repetitions, 0]
    assert steps[0].watched_s == WATCH_S
    assert steps[1].watched_s == FIRST.duration_s
    assert steps[2].watched_s == FIRST.rest_s
    assert steps[4].watched_s == WIND_DOWN_S
    assert not any(s.skipped for s in steps)


def test_time_that_is_held_does_not_count() -> None:
    one = person()
    one.begin()
    one.wake()
    one.clock.advance(2)
    held = one.hear(one.run.hold(Hold.PAUSED, one.clock.ns))
    assert held[-1] == ShowHeld(frozenset({Hold.PAUSED}))
    assert one.run.wake_ns is None
    left = one.run.left_s(one.clock.ns)
    one.clock.advance(600)
    assert one.run.left_s(one.clock.ns) == left
    assert one.hear(one.run.go_on(Hold.PAUSED, one.clock.ns))[-1] == ShowGoesOn()
    assert one.run.wake_ns == one.clock.ns + round((FIRST.pace_s - 2) * 1e9)
    one.until(Phase.AFTER)
    assert one.steps()[1].watched_s == pytest.approx(FIRST.duration_s)
    assert one.events() == [EventKind.PAUSED, EventKind.RESUMED]


@pytest.mark.parametrize("why", Hold)
def test_several_reasons_hold_until_the_last_one_is_gone(why: Hold) -> None:
    one = person()
    one.begin()
    other = Hold.PAUSED if why is not Hold.PAUSED else Hold.CAMERA
    one.hear(one.run.hold(why, one.clock.ns))
    one.hear(one.run.hold(other, one.clock.ns))
    assert one.run.hold(why, one.clock.ns) == ()
    assert one.hear(one.run.go_on(why, one.clock.ns))[-1] == ShowHeld(frozenset({other}))
    assert not one.run.running
    assert one.hear(one.run.go_on(other, one.clock.ns))[-1] == ShowGoesOn()
    assert one.run.running
    assert one.run.go_on(other, one.clock.ns) == ()


def test_a_camera_that_is_lost_before_the_beginning_holds_it() -> None:
    one = person()
    one.hear(one.run.hold(Hold.CAMERA, one.clock.ns))
    one.begin()
    assert one.run.wake_ns is None
    one.clock.advance(30)
    one.hear(one.run.go_on(Hold.CAMERA, one.clock.ns))
    assert one.run.wake_ns == one.clock.ns + round(WATCH_S * 1e9)
    assert one.events() == [EventKind.CAMERA_LOST, EventKind.CAMERA_BACK]


def test_skipping_keeps_what_was_done() -> None:
    one = person()
    one.begin()
    one.wake()
    one.wake()
    one.clock.advance(1)
    one.hear(one.run.skip(one.clock.ns))
    step = one.steps()[-1]
    assert (step.exercise, step.repetitions, step.skipped) == (TWO[0], 1, True)
    assert one.run.present == SECOND
    one.hear(one.run.skip(one.clock.ns))
    assert one.run.phase is Phase.WIND_DOWN
    assert one.run.skip(one.clock.ns) == ()
    assert one.events() == [EventKind.SKIPPED, EventKind.SKIPPED]


def test_skipping_the_watching_and_the_rest() -> None:
    one = person()
    one.begin()
    one.hear(one.run.skip(one.clock.ns))
    assert one.run.present == FIRST
    one.until(Phase.REST)
    one.hear(one.run.skip(one.clock.ns))
    assert one.run.present == SECOND


def test_repeating_does_the_exercise_again_and_keeps_both() -> None:
    one = person()
    one.begin()
    one.wake()
    one.wake()
    one.hear(one.run.repeat(one.clock.ns))
    assert one.run.present == FIRST
    assert one.run.repetition == 1
    one.until(Phase.REST)
    one.hear(one.run.repeat(one.clock.ns))
    assert one.run.present == FIRST
    done = [s.repetitions for s in one.steps() if s.exercise == TWO[0]]
    assert done == [1, FIRST.repetitions]


@pytest.mark.parametrize("minutes", [1, 2, 10])
def test_it_ends_when_its_minutes_are_over(minutes: int) -> None:
    one = person(minutes=minutes, exercises=TWO * 12)
    one.begin()
    one.until(Phase.AFTER)
    assert sum(s.watched_s for s in one.steps()) == pytest.approx(minutes * 60)
    assert one.steps()[-1].exercise == WIND_DOWN_STEP
    assert one.end().end.kind is EndKind.COMPLETED


def test_the_mirror_alone_lasts_its_minutes() -> None:
    one = person(guided=False, minutes=2)
    assert one.begin() == (ShowWatch(),)
    one.wake()
    one.until(Phase.AFTER)
    assert sum(s.watched_s for s in one.steps()) == 120
    assert one.run.exercises == ()


def test_a_timer_that_comes_much_too_late_adds_no_time_beyond_the_cap() -> None:
    one = person(minutes=1)
    one.begin()
    one.clock.advance(600)
    one.hear(one.run.due(one.clock.ns))
    one.clock.advance(600)
    one.hear(one.run.due(one.clock.ns))
    assert one.run.phase is Phase.AFTER
    assert sum(s.watched_s for s in one.steps()) == 60


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.AFTER])
def test_it_can_be_stopped_everywhere_and_nothing_is_lost(phase: Phase) -> None:
    one = person()
    if phase is not Phase.PREPARE:
        one.begin()
        one.until(phase)
        one.clock.advance(3)
    one.hear(one.run.stop(one.clock.ns, StopReason.DIZZY, "too bright"))
    end = one.end().end
    assert (end.kind, end.reason, end.note) == (EndKind.STOPPED, StopReason.DIZZY, "too bright")
    assert one.run.phase is Phase.AFTER
    if phase is not Phase.PREPARE:
        assert one.steps()[-1].watched_s == 3
    assert one.run.stop(one.clock.ns) == ()
    assert one.run.hold(Hold.PAUSED, one.clock.ns) == ()


def test_stopping_while_it_is_held() -> None:
    one = person()
    one.begin()
    one.wake()
    one.clock.advance(4)
    one.hear(one.run.hold(Hold.SETTLING, one.clock.ns))
    one.clock.advance(100)
    one.hear(one.run.stop(one.clock.ns, StopReason.MORE_PAIN))
    assert one.steps()[-1].watched_s == 4
    assert one.events() == [EventKind.MORE_PAIN]


def test_movement_is_the_mean_of_an_exercise_and_only_when_it_is_wanted() -> None:
    for meter, wanted in ((True, 0.3), (False, None)):
        one = person(meter=meter)
        one.begin()
        one.run.moved(0.9)  # while only watching
        one.wake()
        for share in (0.2, 0.4):
            one.run.moved(share)
        one.until(Phase.REST)
        step = one.steps()[-1]
        assert step.exercise == TWO[0]
        assert step.movement == (pytest.approx(wanted) if wanted else None)


def test_too_early_a_waking_does_nothing() -> None:
    one = person()
    assert one.run.due(one.clock.ns) == ()
    one.begin()
    assert one.run.due(one.clock.ns) == ()
    assert one.run.begin(one.clock.ns) == ()
    assert one.run.repeat(one.clock.ns) == ()


def test_the_quiet_end_can_be_asked_for() -> None:
    one = person()
    one.begin()
    one.wake()
    one.hear(one.run.wind_down(one.clock.ns))
    assert one.run.phase is Phase.WIND_DOWN
    assert one.run.wind_down(one.clock.ns) == ()


def test_unknown_exercises_are_left_out() -> None:
    assert person(exercises=("hand_juggle", TWO[1])).run.exercises == (SECOND,)


actions = st.lists(
    st.tuples(
        st.sampled_from(["wake", "skip", "repeat", "hold", "go_on", "pass"]),
        st.sampled_from(Hold),
        st.floats(0, 9),
    ),
    max_size=60,
)


@given(actions, st.integers(1, 3))
def test_whatever_happens_it_never_lasts_longer_and_keeps_every_step_once(
    done: list[tuple[str, Hold, float]], minutes: int
) -> None:
    one = person(minutes=minutes)
    one.begin()
    for action, why, seconds in done:
        match action:
            case "wake" if one.run.wake_ns is not None:
                one.wake()
            case "skip":
                one.hear(one.run.skip(one.clock.ns))
            case "repeat":
                one.hear(one.run.repeat(one.clock.ns))
            case "hold":
                one.hear(one.run.hold(why, one.clock.ns))
            case "go_on":
                one.hear(one.run.go_on(why, one.clock.ns))
            case _:
                room = None if one.run.wake_ns is None else one.run.wake_ns - one.clock.ns
                step_ns = round(seconds * 1e9)
                one.clock.ns += step_ns if room is None else min(step_ns, max(0, room))
    one.hear(one.run.stop(one.clock.ns))
    steps = one.steps()
    assert sum(s.watched_s for s in steps) <= minutes * 60 + 1e-6
    assert [s.index for s in steps] == list(range(len(steps)))
    assert all(s.watched_s >= 0 for s in steps)
    assert isinstance(one.end(), Ended)
