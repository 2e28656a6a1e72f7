"""The drill: a whole session in microseconds, by events and times alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.facts.session import (
    EndKind,
    EventKind,
    ScreenFacts,
    Session,
    SessionEnd,
    SessionEvent,
    SessionKind,
    StopReason,
)
from gmi_app.laterality.block import Block, make_block
from gmi_app.laterality.drill import (
    FEEDBACK_NS,
    FIXATION_NS,
    GAP_NS,
    TIME_OUT_GRACE_NS,
    Command,
    Commands,
    Drill,
    Ended,
    Fact,
    Keep,
    Phase,
    ShowFixation,
    ShowGap,
    ShowPaused,
    ShowPicture,
    ShowReady,
)
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import (
    InputMethod,
    KeyStamp,
    Onset,
    OnsetStamp,
    Outcome,
    Playback,
    Press,
    Trial,
)
from gmi_app.pictures.model import Side
from tests.clocks import FakeClock
from tests.unit.making import PATIENT, SESSION, pictures

SCREEN = ScreenFacts(1280, 800, 1.0, 60.0, False, "raster", "#d3d3d3", 720)


class Person:
    """Carries out the drill's commands as stage and journal do, and answers as told."""

    def __init__(self, settings: DrillSettings, *, disk: bool = True) -> None:
        self.clock = FakeClock()
        at = self.clock.moment()
        kind = SessionKind.LATERALITY
        session = Session(SESSION, PATIENT, kind, at, settings, 5, "0", SCREEN)
        known = [replace(p, frames=5, fps=12.0) for p in pictures(24)] if settings.moving else None
        self.block: Block = make_block(known or pictures(24), settings, 5)
        self.drill = Drill(session, self.block, self.clock)
        self.kept: dict[UUID, Fact] = {}
        self.waiting: list[Fact] = []
        self.shown: list[Command] = []
        self.ends: list[SessionEnd] = []
        self.disk = disk

    def do(self, commands: Commands) -> Commands:
        for command in commands:
            match command:
                case Keep(fact):
                    self.waiting.append(fact)
                case Ended(end):
                    self.ends.append(end)
                case _:
                    self.shown.append(command)
        if self.disk:
            self.write()
        return commands

    def write(self) -> None:
        """The disk keeps what waits."""
        while self.waiting:
            fact = self.waiting.pop(0)
            self.kept[fact.id] = fact
            self.do(self.drill.stored(fact.id, self.clock.now_ns()))

    def wake(self) -> Commands:
        """Time passes until the drill wants to be woken."""
        assert self.drill.wake_ns is not None
        self.clock.ns = max(self.clock.ns, self.drill.wake_ns)
        return self.do(self.drill.due(self.clock.now_ns()))

    def see(self) -> ShowPicture:
        """From the fixation to a picture on the screen."""
        command = next(c for c in self.wake() if isinstance(c, ShowPicture))
        painted_ns = self.clock.advance(0.003)
        onset_ns = self.clock.advance(0.001)
        self.do(self.drill.shown(Onset(painted_ns, onset_ns, OnsetStamp.FLUSH)))
        return command

    def press(self, side: Side, *, ago_s: float = 0.0) -> Commands:
        now_ns = self.clock.now_ns()
        time_ns = now_ns - round(ago_s * 1e9)
        press = Press(side, InputMethod.ONE_HAND_KEYS, time_ns, now_ns, None, KeyStamp.HANDLER)
        return self.do(self.drill.press(press))

    def answer(self, *, right: bool = True, after_s: float = 1.5) -> None:
        side = self.see().stimulus.side
        self.clock.advance(after_s)
        self.press(side if right else side.other)

    @property
    def trials(self) -> list[Trial]:
        return [fact for fact in self.kept.values() if isinstance(fact, Trial)]

    def events(self) -> list[EventKind]:
        return [fact.kind for fact in self.kept.values() if isinstance(fact, SessionEvent)]


def begun(**settings: object) -> Person:
    person = Person(DrillSettings(count=10, **settings))  # type: ignore[arg-type]
    person.do(person.drill.begin(person.clock.now_ns()))
    return person


def test_a_whole_set_from_ready_to_completed() -> None:
    person = Person(DrillSettings(count=10))
    assert person.do(person.drill.ready()) == (ShowReady(after_practice=False),)
    person.do(person.drill.begin(person.clock.now_ns()))
    for _ in range(10):
        person.answer()
        person.wake()
    assert [end.kind for end in person.ends] == [EndKind.COMPLETED]
    assert [t.index for t in person.trials] == list(range(10))
    assert [t.stimulus for t in person.trials] == list(person.block.stimuli)
    assert all(t.outcome is Outcome.CORRECT for t in person.trials)
    assert all(t.rt_ms == pytest.approx(1500) for t in person.trials)
    assert person.drill.phase is Phase.ENDED
    assert person.drill.total == person.drill.answered == 10


def test_rt_runs_from_the_onset_to_the_press_and_not_to_its_handler() -> None:
    person = begun()
    side = person.see().stimulus.side
    person.clock.advance(2.0)
    person.press(side, ago_s=0.4)
    assert person.trials[0].rt_ms == pytest.approx(1600)


def test_the_fixation_is_jittered_between_its_bounds() -> None:
    person = begun()
    waits = []
    for _ in range(9):
        assert person.drill.wake_ns is not None
        waits.append(person.drill.wake_ns - person.clock.now_ns())
        person.answer()
        person.wake()
    assert all(FIXATION_NS[0] <= wait <= FIXATION_NS[1] for wait in waits)
    assert len(set(waits)) == len(waits)


@pytest.mark.parametrize(
    ("after_s", "right", "outcome"),
    [
        (0.2999, True, Outcome.ANTICIPATION),
        (0.2999, False, Outcome.ANTICIPATION),
        (0.3001, True, Outcome.CORRECT),
        (45.0, False, Outcome.WRONG),
    ],
)
def test_what_came_of_a_trial(after_s: float, right: bool, outcome: Outcome) -> None:
    person = begun()
    person.answer(right=right, after_s=after_s)
    assert person.trials[0].outcome is outcome


def test_without_a_limit_the_drill_waits_for_ever() -> None:
    person = begun()
    person.see()
    assert person.drill.wake_ns is None


def test_time_is_up_after_the_limit_and_counts_no_rt() -> None:
    person = begun(limit_s=2.0)
    person.see()
    person.wake()
    trial = person.trials[0]
    assert trial.outcome is Outcome.TIME_OUT
    assert trial.rt_ns is None
    assert trial.answer is None


def test_a_press_in_time_that_is_handled_late_still_counts() -> None:
    person = begun(limit_s=2.0)
    side = person.see().stimulus.side
    person.clock.advance(2.0 + TIME_OUT_GRACE_NS / 2e9)
    person.press(side, ago_s=TIME_OUT_GRACE_NS / 2e9)
    assert person.trials[0].outcome is Outcome.CORRECT
    assert person.trials[0].rt_ms == pytest.approx(2000)


def test_a_press_after_the_limit_is_a_time_out() -> None:
    person = begun(limit_s=2.0)
    side = person.see().stimulus.side
    person.clock.advance(2.01)
    person.press(side)
    assert person.trials[0].outcome is Outcome.TIME_OUT


def test_a_trial_keeps_what_was_asked_and_how_its_clip_went() -> None:
    person = begun(moving=True)
    person.drill.played(Playback(9))  # nothing is shown yet
    side = person.see().stimulus.side
    person.drill.played(Playback(2))
    person.drill.played(Playback(3, 1, 1, 30_000_000))
    person.clock.advance(1.5)
    person.press(side)
    person.wake()
    person.answer()
    first, second = person.trials
    assert first.playback == Playback(3, 1, 1, 30_000_000)
    assert first.late_frames == 1
    assert second.playback is None
    assert (second.task, second.late_frames) == (Task.SIDE, 0)


def test_a_clip_that_comes_again_counts_its_frames_anew() -> None:
    person = begun(moving=True)
    person.see()
    person.drill.played(Playback(7, 2, 2))
    person.do(person.drill.pause())
    person.do(person.drill.resume(person.clock.now_ns()))
    person.answer()
    assert person.trials[0].playback is None


def test_a_press_before_the_picture_is_no_trial() -> None:
    person = begun()
    person.press(Side.LEFT)
    assert person.trials == []
    assert person.events() == [EventKind.PREMATURE_PRESS]
    side = person.see().stimulus.side
    person.press(side.other, ago_s=0.5)  # made in the fixation, handled after the onset
    assert person.trials == []
    person.clock.advance(1)
    person.press(side)
    assert [t.outcome for t in person.trials] == [Outcome.CORRECT]


def test_a_double_press_never_answers_the_next_picture() -> None:
    person = begun()
    person.answer()
    person.press(Side.LEFT)
    person.press(Side.RIGHT)
    person.wake()
    person.press(Side.LEFT)
    assert len(person.trials) == 1
    assert person.events() == [EventKind.PREMATURE_PRESS] * 3
    person.answer()
    assert len(person.trials) == 2


def test_the_next_picture_waits_until_the_answer_is_durable() -> None:
    person = begun()
    person.disk = False
    person.answer()
    person.wake()
    assert person.drill.phase is Phase.GAP
    assert person.drill.wake_ns is None
    person.write()
    assert person.drill.phase is Phase.FIXATION  # type: ignore[comparison-overlap]
    assert isinstance(person.shown[-1], ShowFixation)


def test_a_full_disk_pauses_and_the_answer_is_tried_again() -> None:
    person = begun()
    person.disk = False
    person.answer()
    trial = person.waiting.pop()
    person.do(person.drill.not_stored("The disk is full."))
    assert person.shown[-1] == ShowPaused(EventKind.PAUSED, "The disk is full.")
    person.do(person.drill.resume(person.clock.now_ns()))
    assert trial in person.waiting
    person.write()
    assert trial.id in person.kept


def test_a_full_disk_at_the_end_does_not_lose_the_last_answer() -> None:
    person = begun()
    for _ in range(9):
        person.answer()
        person.wake()
    person.disk = False
    person.answer()
    lost = person.waiting.pop()
    person.do(person.drill.not_stored("The disk is full."))
    person.disk = True
    person.do(person.drill.resume(person.clock.now_ns()))
    assert lost.id in person.kept
    assert [end.kind for end in person.ends] == [EndKind.COMPLETED]


@pytest.mark.parametrize("why", [EventKind.PAUSED, EventKind.FOCUS_LOST, EventKind.SLEPT])
def test_a_pause_discards_the_picture_and_it_comes_again_later(why: EventKind) -> None:
    person = begun()
    discarded = person.see().stimulus
    person.do(person.drill.pause(why))
    assert person.shown[-1] == ShowPaused(why)
    assert person.drill.wake_ns is None
    person.press(Side.LEFT)
    assert person.trials == []
    assert person.events() == [why, EventKind.TRIAL_DISCARDED]
    person.do(person.drill.resume(person.clock.now_ns()))
    for _ in range(10):
        person.answer()
        person.wake()
    assert Counter(t.stimulus for t in person.trials) == Counter(person.block.stimuli)
    assert person.trials[0].stimulus != discarded
    assert [end.kind for end in person.ends] == [EndKind.COMPLETED]


def test_a_pause_in_the_fixation_or_the_gap_discards_nothing() -> None:
    person = begun()
    person.do(person.drill.pause())
    person.do(person.drill.resume(person.clock.now_ns()))
    person.answer()
    person.do(person.drill.pause())
    person.do(person.drill.pause())
    person.do(person.drill.resume(person.clock.now_ns()))
    assert EventKind.TRIAL_DISCARDED not in person.events()
    for _ in range(9):
        person.answer()
        person.wake()
    assert [t.stimulus for t in person.trials] == list(person.block.stimuli)


def test_a_pause_after_the_last_answer_ends_the_set_when_it_goes_on() -> None:
    person = begun()
    for _ in range(9):
        person.answer()
        person.wake()
    person.answer()
    person.do(person.drill.pause())
    person.do(person.drill.resume(person.clock.now_ns()))
    assert [end.kind for end in person.ends] == [EndKind.COMPLETED]


def test_stop_keeps_every_answer_and_says_why() -> None:
    person = begun()
    person.answer()
    person.wake()
    person.see()
    person.do(person.drill.stop(StopReason.TIRED, "long day"))
    end = person.ends[0]
    assert (end.kind, end.reason, end.note) == (EndKind.STOPPED, StopReason.TIRED, "long day")
    assert len(person.trials) == 1
    assert person.drill.stop() == ()
    assert person.drill.pause() == ()
    assert person.drill.more_pain() == ()
    assert person.drill.not_stored("late") == ()


def test_what_is_not_yet_durable_is_given_once_more_before_the_end() -> None:
    person = begun()
    person.disk = False
    person.answer()
    trial = person.waiting.pop()
    commands = person.drill.stop()
    assert commands[0] == Keep(trial)
    assert isinstance(commands[-1], Ended)


def test_more_pain_is_noted_in_one_press_and_the_drill_waits() -> None:
    person = begun()
    person.see()
    person.do(person.drill.more_pain())
    assert person.shown[-1] == ShowPaused(EventKind.MORE_PAIN)
    assert person.events() == [EventKind.MORE_PAIN, EventKind.TRIAL_DISCARDED]
    person.do(person.drill.more_pain())
    assert person.events().count(EventKind.MORE_PAIN) == 2


def test_practice_comes_first_tells_and_is_marked() -> None:
    person = begun(practice=2)
    for _ in range(2):
        person.answer(right=False)
        assert person.shown[-1] == ShowGap(Outcome.WRONG)
        assert person.drill.wake_ns == person.clock.now_ns() + FEEDBACK_NS
        person.wake()
    last = person.shown[-1]
    assert last == ShowReady(after_practice=True)
    assert person.drill.phase is Phase.READY
    person.do(person.drill.begin(person.clock.now_ns()))
    for _ in range(10):
        person.answer()
        assert person.shown[-1] == ShowGap(None)
        assert person.drill.wake_ns == person.clock.now_ns() + GAP_NS
        person.wake()
    assert [t.practice for t in person.trials] == [True] * 2 + [False] * 10
    assert [t.index for t in person.trials] == list(range(12))


def test_feedback_only_when_it_was_asked_for() -> None:
    person = begun(feedback=True)
    person.answer()
    assert person.shown[-1] == ShowGap(Outcome.CORRECT)


def test_a_damaged_picture_is_left_out() -> None:
    person = begun()
    person.wake()
    person.do(person.drill.not_shown(person.clock.now_ns()))
    assert person.drill.not_shown(person.clock.now_ns()) == ()
    for _ in range(9):
        person.answer()
        person.wake()
    assert [end.kind for end in person.ends] == [EndKind.COMPLETED]
    assert len(person.trials) == 9


def test_calls_out_of_place_change_nothing() -> None:
    person = Person(DrillSettings(count=10))
    drill, now_ns = person.drill, person.clock.now_ns()
    onset = Onset(1, 2, OnsetStamp.FLUSH)
    assert drill.due(now_ns) == drill.resume(now_ns) == drill.pause() == ()
    assert drill.shown(onset) == ()
    assert person.press(Side.LEFT) == ()
    person.do(drill.begin(now_ns))
    assert drill.begin(now_ns) == drill.due(now_ns) == ()
    assert drill.stored(SESSION, now_ns) == ()
    assert drill.upcoming == person.block.stimuli


ACTIONS = st.sampled_from(["left", "right", "wake", "pause", "resume", "pain", "slow", "fail"])


@given(st.lists(ACTIONS, max_size=120), st.booleans(), st.integers(0, 3))
def test_whatever_happens_no_answer_is_lost_or_doubled(
    actions: list[str], limited: bool, practice: int
) -> None:
    settings = DrillSettings(count=10, limit_s=1.0 if limited else None, practice=practice)
    person = Person(settings)
    drill = person.drill
    person.do(drill.begin(person.clock.now_ns()))
    presented = 0
    for action in actions:
        person.clock.advance(0.05)
        match action:
            case "left" | "right":
                person.press(Side(action))
            case "wake" if drill.wake_ns is not None:
                if any(isinstance(c, ShowPicture) for c in person.wake()):
                    presented += 1
                    now_ns = person.clock.now_ns()
                    person.do(drill.shown(Onset(now_ns, now_ns, OnsetStamp.FLUSH)))
            case "pause":
                person.do(drill.pause())
            case "resume":
                person.do(drill.resume(person.clock.now_ns()))
                person.do(drill.begin(person.clock.now_ns()))
            case "pain":
                person.do(drill.more_pain())
            case "slow":
                person.disk = not person.disk
            case "fail":
                person.do(drill.not_stored("full"))
    person.disk = True
    person.write()
    person.do(drill.stop())
    indexes = sorted(trial.index for trial in person.trials)
    assert indexes == list(range(drill.answered))
    assert len(person.ends) == 1
    assert drill.answered <= presented
    wanted = Counter(person.block.practice + person.block.stimuli)
    assert Counter(trial.stimulus for trial in person.trials) <= wanted
    assert all(trial.practice == (trial.index < practice) for trial in person.trials)
