"""The guided session beside the stages: whole journeys with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.activities.commands import Commands, ShowPassage
from gmi_app.activities.courses import course
from gmi_app.activities.facts import ActivitySession, ActivityStep
from gmi_app.activities.lines import question
from gmi_app.activities.reading import load_content
from gmi_app.activities.session import LATE_NS, ActivityRun
from gmi_app.activities.settings import (
    DesensitisationSettings,
    GuidedSettings,
    PerceptionSettings,
    RelaxationSettings,
    Way,
)
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEvent, StopReason
from gmi_app.imagery.commands import Ask, Cue, Ended, Held, Hold, Keep, Resumed
from gmi_app.imagery.script import Phase
from tests.clocks import FakeClock

CONTENT = load_content()
TOUCH = DesensitisationSettings(seconds=180)
NOTICE = PerceptionSettings(seconds=60, prompts=("touches", "touch_one"))


class Guided:
    """A session, and all that it commanded."""

    def __init__(self, settings: GuidedSettings = TOUCH) -> None:
        self.clock = FakeClock()
        session = ActivitySession(uuid4(), uuid4(), self.clock.moment(), settings, "1.0")
        self.run = ActivityRun(session, course(settings, CONTENT), self.clock)
        self.said: list[object] = []

    def do(self, commands: Commands) -> Commands:
        self.said += commands
        return commands

    def at(self, act: Callable[[int], Commands]) -> Commands:
        return self.do(act(self.clock.now_ns()))

    def step(self, late_ns: int = 0) -> Commands:
        assert self.run.wake_ns is not None
        self.clock.ns = max(self.clock.ns, self.run.wake_ns + late_ns)
        foreseen = self.run.asks_next
        commands = self.at(self.run.due)
        asked = [command.question for command in commands if isinstance(command, Ask)]
        assert asked == ([foreseen.question] if foreseen is not None else [])
        return commands

    def rate(self, value: int | None) -> Commands:
        asked = self.run.question
        assert asked is not None
        return self.at(lambda now: self.run.rate(asked, value, now))

    def until(self, passage: str, phase: Phase | None = None, value: int | None = 4) -> None:
        for _ in range(500):
            here = self.run.passage is not None and self.run.passage.id == passage
            if here and (phase is None or self.run.phase is phase):
                return
            if self.run.phase is Phase.RATE:
                self.rate(value)
            else:
                self.step()
        raise AssertionError(f"{passage} never came")

    def finish(self, value: int | None = 4) -> None:
        while not self.run.ended:
            self.rate(value) if self.run.phase is Phase.RATE else self.step()

    def of(self, kind: type) -> list:  # type: ignore[type-arg]
        return [c for c in self.said if isinstance(c, kind)]

    @property
    def facts(self) -> list[object]:
        return [k.fact for k in self.of(Keep)]

    @property
    def steps(self) -> list[ActivityStep]:
        return [f for f in self.facts if isinstance(f, ActivityStep)]

    @property
    def ratings(self) -> list[Rating]:
        return [f for f in self.facts if isinstance(f, Rating)]

    @property
    def events(self) -> list[EventKind]:
        return [f.kind for f in self.facts if isinstance(f, SessionEvent)]

    @property
    def end(self) -> object:
        (ended,) = self.of(Ended)
        return ended.end


def test_a_whole_session_of_touch() -> None:
    guided = Guided()
    assert guided.at(guided.run.due) == ()
    guided.at(guided.run.begin)
    assert guided.at(guided.run.begin) == ()
    guided.finish()
    ids = [s.exercise for s in guided.steps]
    assert ids == ["relax", "healthy", "remember", "at_far", "at_near", "at_edge"]
    assert [s.index for s in guided.steps] == list(range(6))
    shown = guided.of(ShowPassage)
    assert [s.number for s in shown] == [1, 2, 3, 4, 5, 6]
    for step, command in zip(guided.steps, shown, strict=True):
        assert step.done_s == pytest.approx(command.passage.length_s)
    assert [(r.kind, r.value, r.when) for r in guided.ratings] == [
        (RatingKind.COMFORT, 4, When.DURING)
    ] * 3
    assert [r.step for r in guided.ratings] == [s.id for s in guided.steps[3:]]
    assert guided.end.kind is EndKind.COMPLETED  # type: ignore[attr-defined]
    asked = guided.of(Ask)
    assert {a.line for a in asked} == {question(RatingKind.COMFORT)}
    assert guided.run.wake_ns is None


def test_breaths_are_counted_and_calm_is_asked_at_the_end() -> None:
    guided = Guided(RelaxationSettings(Way.BOTH, 240))
    guided.at(guided.run.begin)
    guided.finish(5)
    first, *others = guided.steps
    assert (first.exercise, first.repetitions) == ("breathing", 6)
    assert {s.repetitions for s in others} == {0}
    assert [(r.kind, r.step) for r in guided.ratings] == [(RatingKind.CALM, others[-1].id)]


def test_every_question_of_body_perception() -> None:
    guided = Guided(NOTICE)
    guided.at(guided.run.begin)
    guided.until("touches", Phase.RATE)
    assert guided.at(lambda now: guided.run.rate(RatingKind.LOCATED, 1, now)) == ()
    guided.rate(3)
    guided.until("touch_one", Phase.RATE)
    guided.rate(None)
    assert guided.run.ended
    assert [(r.kind, r.value) for r in guided.ratings] == [(RatingKind.NOTICED, 3)]
    with pytest.raises(ValueError, match="not asked"):
        question(RatingKind.MOOD)


@given(st.lists(st.integers(0, LATE_NS), max_size=40))
def test_lateness_never_adds_up(late_ns: list[int]) -> None:
    guided = Guided(RelaxationSettings(seconds=180))
    began_ns = guided.clock.now_ns()
    guided.at(guided.run.begin)
    lengths = 0
    for late in late_ns:
        if guided.run.piece is None:
            break
        lengths += guided.run.piece.length_ns
        assert guided.run.wake_ns == began_ns + lengths
        guided.step(late)


def test_what_comes_much_too_late_is_not_made_up_for() -> None:
    guided = Guided(RelaxationSettings())
    guided.at(guided.run.begin)
    guided.step(LATE_NS + 1)
    assert guided.run.piece is not None
    assert guided.run.wake_ns == guided.clock.now_ns() + guided.run.piece.length_ns


def test_a_pause_counts_nothing_and_begins_the_piece_again() -> None:
    guided = Guided()
    guided.at(guided.run.begin)
    piece = guided.run.piece
    guided.clock.advance(2)
    guided.at(lambda now: guided.run.pause(Hold.AWAY, now))
    assert guided.run.wake_ns is None
    assert guided.at(lambda now: guided.run.pause(Hold.PAUSED, now)) == ()
    guided.clock.advance(100)
    guided.at(guided.run.press)
    assert guided.of(Resumed)
    assert guided.run.piece == piece
    guided.until("healthy")
    (step,) = guided.steps
    assert step.done_s == pytest.approx(2 + 20)
    assert guided.events == [EventKind.FOCUS_LOST, EventKind.RESUMED]


def test_a_pause_during_a_question_asks_it_again() -> None:
    guided = Guided(NOTICE)
    guided.at(guided.run.begin)
    guided.until("touches", Phase.RATE)
    guided.at(lambda now: guided.run.pause(Hold.SLEPT, now))
    assert guided.rate(4) == ()
    guided.at(guided.run.go_on)
    assert len(guided.of(Ask)) == 2
    guided.rate(4)
    assert guided.run.passage is not None
    assert guided.run.passage.id == "touch_one"


def test_easier_goes_away_from_the_pain_at_once() -> None:
    guided = Guided()
    assert guided.at(guided.run.easier) == ()
    guided.at(guided.run.begin)
    assert not guided.run.may_ease
    assert guided.at(guided.run.easier) == ()
    guided.until("at_near")
    assert guided.run.may_ease
    guided.clock.advance(3)
    guided.at(guided.run.easier)
    assert guided.run.passage is not None
    assert guided.run.passage.id == "at_far"
    step = guided.steps[-1]
    assert (step.exercise, step.eased, step.skipped) == ("at_near", True, False)
    assert step.done_s == pytest.approx(3)
    assert guided.events == [EventKind.EASED]
    guided.until("at_far", Phase.RATE)
    assert not guided.run.may_ease


def test_easier_while_it_waits_goes_on_there() -> None:
    guided = Guided()
    guided.at(guided.run.begin)
    guided.until("at_far")
    guided.at(guided.run.more_pain)
    assert guided.run.may_ease
    guided.clock.advance(30)
    guided.at(guided.run.easier)
    assert guided.run.hold is None
    assert guided.events == [EventKind.MORE_PAIN, EventKind.RESUMED, EventKind.EASED]
    assert guided.run.passage is not None
    assert guided.run.passage.id == "at_beside"
    assert guided.run.piece is not None
    assert guided.run.wake_ns == guided.clock.now_ns() + guided.run.piece.length_ns


def test_again_is_a_step_of_its_own_and_counts_in_the_time() -> None:
    guided = Guided(NOTICE)
    assert guided.at(guided.run.repeat) == ()
    guided.at(guided.run.begin)
    guided.at(guided.run.repeat)
    assert guided.steps == []  # nothing was done yet
    guided.until("touches", Phase.RATE)
    guided.at(guided.run.repeat)
    assert guided.run.question is None
    guided.finish(2)
    assert [s.exercise for s in guided.steps] == ["touches", "touches", "touch_one"]
    assert guided.events == [EventKind.REPEATED] * 2
    assert len({s.id for s in guided.steps}) == 3


def test_skipping_keeps_what_was_done() -> None:
    guided = Guided(NOTICE)
    assert guided.at(guided.run.skip) == ()
    guided.at(guided.run.begin)
    guided.clock.advance(5)
    guided.at(guided.run.skip)
    (step,) = guided.steps
    assert step.skipped
    assert step.done_s == pytest.approx(5)
    guided.until("touch_one", Phase.RATE)
    guided.at(guided.run.skip)
    assert not guided.steps[-1].skipped
    assert guided.run.ended
    assert guided.end.kind is EndKind.COMPLETED  # type: ignore[attr-defined]


def test_skipping_every_round_of_touch_comes_to_an_end() -> None:
    guided = Guided(DesensitisationSettings(seconds=300))
    guided.at(guided.run.begin)
    for _ in range(20):
        guided.at(guided.run.skip)
    assert guided.run.ended


def test_more_pain_is_one_press_at_any_time_and_stopping_says_why() -> None:
    guided = Guided()
    assert guided.at(guided.run.more_pain) == ()
    guided.at(guided.run.begin)
    guided.clock.advance(4)
    guided.at(lambda now: guided.run.pause(Hold.PAUSED, now))
    guided.at(guided.run.more_pain)
    assert [h.why for h in guided.of(Held)] == [Hold.PAUSED, Hold.MORE_PAIN]
    guided.do(guided.run.stop())
    assert guided.end.kind is EndKind.STOPPED  # type: ignore[attr-defined]
    assert guided.end.reason is StopReason.MORE_PAIN  # type: ignore[attr-defined]
    (step,) = guided.steps
    assert step.done_s == pytest.approx(4)
    assert guided.do(guided.run.stop()) == ()


def test_the_one_key_begins_and_pauses() -> None:
    guided = Guided()
    guided.at(guided.run.press)
    assert guided.run.phase is not Phase.READY
    guided.at(guided.run.press)
    assert guided.run.hold is Hold.PAUSED
    guided.at(guided.run.press)
    assert guided.run.hold is None


ACTIONS = st.lists(
    st.sampled_from(
        ["due", "press", "pain", "easier", "again", "skip", "rate", "none", "wait", "pause"]
    ),
    max_size=60,
)


@given(ACTIONS, st.sampled_from([TOUCH, NOTICE, RelaxationSettings(Way.BOTH, 120)]))
def test_whatever_happens_nothing_is_lost_and_it_can_always_be_stopped(
    actions: list[str], settings: GuidedSettings
) -> None:
    guided = Guided(settings)
    guided.at(guided.run.begin)
    for action in actions:
        run = guided.run
        match action:
            case "due" if run.wake_ns is not None:
                guided.step()
            case "press":
                guided.at(run.press)
            case "pain":
                guided.at(run.more_pain)
            case "easier":
                guided.at(run.easier)
            case "again":
                guided.at(run.repeat)
            case "skip":
                guided.at(run.skip)
            case "rate" | "none" if run.question is not None:
                guided.rate(1 if action == "rate" else None)
            case "wait":
                guided.clock.advance(1.5)
            case "pause":
                guided.at(lambda now, r=run: r.pause(Hold.PAUSED, now))  # type: ignore[misc]
    if not guided.run.ended:
        assert guided.run.hold is not None or guided.run.phase is Phase.RATE or guided.run.wake_ns
        guided.do(guided.run.stop(StopReason.TIRED))
    assert len(guided.of(Ended)) == 1
    steps = guided.steps
    assert [s.index for s in steps] == list(range(len(steps)))
    assert len({s.id for s in steps}) == len(steps)
    assert all(s.done_s >= 0 for s in steps)
    assert {r.step for r in guided.ratings} <= {s.id for s in steps}
    passed_s = (guided.clock.now_ns() - 1_000_000_000_000) / 1e9
    assert sum(s.done_s for s in steps) <= passed_s + 1e-6
    assert len(guided.of(Cue)) >= len(guided.of(ShowPassage))
