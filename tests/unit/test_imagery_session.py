"""The guided session: whole journeys with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.clock import Moment
from gmi_app.errors import UsageError
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEvent, StopReason
from gmi_app.imagery.commands import (
    Ask,
    Commands,
    Cue,
    Ended,
    Held,
    Hold,
    Keep,
    Offer,
    Resumed,
    ShowExercise,
)
from gmi_app.imagery.facts import Easing, ImagerySession, ImageryStep
from gmi_app.imagery.ladders import load_ladder
from gmi_app.imagery.lines import Choice
from gmi_app.imagery.scan import FIRST_NS
from gmi_app.imagery.script import Phase, of_exercise, settling
from gmi_app.imagery.session import LATE_NS, ImageryRun
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.progress.flare import FLARE_RISE
from tests.clocks import FakeClock

LADDER = load_ladder(BodyPart.HAND)
NECK = load_ladder(BodyPart.NECK)
STILL, OPEN = LADDER.exercises[2], LADDER.exercise("hand_open")
assert OPEN is not None
GOOD = {RatingKind.CLARITY: 4, RatingKind.FEELING: 3, RatingKind.PAIN_NOW: 3, RatingKind.MOVED: 0}


class Guided:
    """A session, and all that it commanded."""

    def __init__(
        self, *exercises: str, pain: int | None = 3, rise: int = FLARE_RISE, **settings: object
    ) -> None:
        self.clock = FakeClock()
        ladder = NECK if exercises and exercises[0].startswith("neck") else LADDER
        chosen = [ladder.exercise(e) for e in exercises or ("hand_rest", "hand_open")]
        made = ImagerySettings(part=ladder.part, **settings)  # type: ignore[arg-type]
        session = ImagerySession(uuid4(), uuid4(), self.clock.moment(), made, "1.0")
        planned = [e for e in chosen if e]
        self.run = ImageryRun(session, planned, ladder, self.clock, pain, flare_rise=rise)
        self.said: list[object] = []

    def do(self, commands: Commands) -> Commands:
        self.said += commands
        return commands

    def at(self, act: Callable[[int], Commands]) -> Commands:
        return self.do(act(self.clock.now_ns()))

    def begin(self) -> None:
        self.at(self.run.begin)

    def step(self, late_ns: int = 0) -> Commands:
        """Lets time reach what is due."""
        assert self.run.wake_ns is not None
        self.clock.ns = max(self.clock.ns, self.run.wake_ns + late_ns)
        foreseen = self.run.asks_next
        commands = self.at(self.run.due)
        asked = [command.question for command in commands if isinstance(command, Ask)]
        if self.run.phase is not Phase.RATE or foreseen is not None:  # else it is asked once more
            assert asked == ([foreseen.question] if foreseen is not None else [])
        return commands

    @property
    def phase(self) -> Phase:
        return self.run.phase

    def until(self, phase: Phase) -> None:
        for _ in range(200):
            if self.run.phase is phase:
                return
            if self.run.phase is Phase.RATE and not self.run.scan:
                self.answer()
            else:
                self.step()
        raise AssertionError(f"{phase} never came")

    def answer(self, **other: int) -> Commands:
        """All four questions."""
        commands: Commands = ()
        for kind, usual in GOOD.items():
            if self.run.phase is Phase.RATE and self.run.question is kind:
                value = other.get(kind.value, usual)
                commands = self.at(lambda now, k=kind, v=value: self.run.rate(k, v, now))  # type: ignore[misc]
        return commands

    def of(self, kind: type) -> list:  # type: ignore[type-arg]
        return [c for c in self.said if isinstance(c, kind)]

    @property
    def facts(self) -> list[object]:
        return [k.fact for k in self.of(Keep)]

    @property
    def steps(self) -> list[ImageryStep]:
        return [f for f in self.facts if isinstance(f, ImageryStep)]

    @property
    def ratings(self) -> list[Rating]:
        return [f for f in self.facts if isinstance(f, Rating)]

    @property
    def events(self) -> list[EventKind]:
        return [f.kind for f in self.facts if isinstance(f, SessionEvent)]


def test_a_whole_session() -> None:
    guided = Guided()
    assert guided.at(guided.run.due) == ()
    guided.begin()
    guided.until(Phase.ENDED)
    assert [s.exercise for s in guided.steps] == ["hand_rest", "hand_open"]
    assert [s.repetitions for s in guided.steps] == [3, 3]
    assert guided.steps[0].imagined_s == pytest.approx(36)
    assert [s.index for s in guided.steps] == [0, 1]
    assert [(r.step, r.kind, r.value) for r in guided.ratings] == [
        (step.id, kind, value) for step in guided.steps for kind, value in GOOD.items()
    ]
    assert guided.events == []
    (ended,) = guided.of(Ended)
    assert (ended.end.kind, ended.end.reason) == (EndKind.COMPLETED, None)
    shown = guided.of(ShowExercise)
    assert [(s.number, s.total, s.side, s.easing) for s in shown] == [
        (1, 2, Side.LEFT, Easing.NONE),
        (2, 2, Side.LEFT, Easing.NONE),
    ]
    assert guided.run.wake_ns is None
    assert guided.run.ended
    for act in (guided.run.begin, guided.run.press, guided.run.skip, guided.run.more_pain):
        assert act(guided.clock.now_ns()) == ()
    assert guided.run.stop() == ()


def test_the_phases_come_in_their_order() -> None:
    guided = Guided("hand_open")
    guided.begin()
    guided.until(Phase.ENDED)
    phases = [c.piece.phase for c in guided.of(Cue)]
    order = [Phase.SETTLE, Phase.LOOK, Phase.IMAGINE, Phase.REST, Phase.CLOSING]
    assert list(dict.fromkeys(phases)) == order
    imagined = [c.piece for c in guided.of(Cue) if c.piece.phase is Phase.IMAGINE]
    assert [(p.repetition, p.repetitions, p.counts) for p in imagined] == [
        (n, 3, counts) for n in (1, 2, 3) for counts in (False, True)
    ]


@given(late_ms=st.lists(st.integers(0, 900), min_size=40, max_size=40))
def test_lateness_never_adds_up(late_ms: list[int]) -> None:
    guided = Guided("hand_rest")
    guided.begin()
    begun = guided.clock.now_ns()
    expected = begun
    pieces = [*settling(), *of_exercise(LADDER.exercises[0], LADDER, Side.LEFT)]
    for piece, late in zip(pieces, late_ms, strict=False):
        expected += piece.length_ns
        assert guided.run.wake_ns == expected
        guided.step(late * 1_000_000)
    assert guided.run.phase is Phase.RATE


def test_what_comes_much_too_late_is_not_made_up_for() -> None:
    guided = Guided()
    guided.begin()
    guided.step(LATE_NS + 1)
    assert guided.run.piece is not None
    assert guided.run.wake_ns == guided.clock.now_ns() + guided.run.piece.length_ns


def test_a_pause_begins_the_piece_again() -> None:
    guided = Guided("hand_open")
    guided.begin()
    guided.until(Phase.IMAGINE)
    piece = guided.run.piece
    guided.clock.advance(2)
    (_, held) = guided.at(lambda now: guided.run.pause(Hold.AWAY, now))
    assert isinstance(held, Held)
    assert held.why is Hold.AWAY
    assert guided.run.wake_ns is None
    assert guided.at(guided.run.due) == ()
    assert guided.at(lambda now: guided.run.pause(Hold.PAUSED, now)) == ()
    guided.clock.advance(100)
    again = guided.at(guided.run.go_on)
    assert isinstance(again[1], Resumed)
    assert isinstance(again[2], Cue)
    assert again[2].piece == piece
    guided.until(Phase.ENDED)
    assert guided.steps[0].imagined_s == pytest.approx(2 + 36)
    assert guided.steps[0].repetitions == 3
    assert guided.events == [EventKind.FOCUS_LOST, EventKind.RESUMED]
    assert guided.at(guided.run.go_on) == ()


def test_the_settling_may_be_skipped_and_the_closing_too() -> None:
    guided = Guided("hand_rest")
    guided.begin()
    guided.at(guided.run.skip)
    assert guided.run.phase is Phase.LOOK
    guided.until(Phase.CLOSING)
    guided.at(guided.run.skip)
    assert guided.run.ended
    assert guided.events == []
    assert guided.of(Ended)[0].end.kind is EndKind.COMPLETED


def test_skipping_keeps_what_was_done() -> None:
    guided = Guided()
    guided.begin()
    guided.until(Phase.IMAGINE)
    guided.step()
    guided.step()
    guided.at(guided.run.skip)
    (step,) = guided.steps
    assert (step.skipped, step.repetitions, step.imagined_s) == (True, 1, 12)
    assert guided.events == [EventKind.SKIPPED]
    guided.until(Phase.RATE)
    guided.at(lambda now: guided.run.rate(RatingKind.CLARITY, 5, now))
    guided.at(guided.run.skip)
    assert guided.run.phase is Phase.CLOSING
    assert not guided.steps[1].skipped
    assert [r.value for r in guided.ratings] == [5]


def test_easier_is_smaller_then_easier_then_further_away() -> None:
    guided = Guided("hand_open")
    guided.begin()
    guided.until(Phase.IMAGINE)
    first = guided.run.piece
    assert first is not None
    guided.clock.advance(1)
    guided.at(guided.run.easier)
    guided.until(Phase.IMAGINE)
    assert guided.run.piece is not None
    assert guided.run.piece.length_ns == first.length_ns * 1.5
    assert guided.run.piece.repetitions == first.repetitions - 1
    for expected in ("hand_palm_up", LADDER.distant.id, LADDER.distant.id):
        guided.clock.advance(1)
        guided.at(guided.run.easier)
        assert guided.run.exercise is not None
        assert guided.run.exercise.id == expected
        guided.until(Phase.IMAGINE)
    guided.until(Phase.ENDED)
    assert [s.eased for s in guided.steps] == [
        Easing.NONE,
        Easing.SMALLER,
        Easing.EASIER,
        Easing.DISTANT,
        Easing.DISTANT,
    ]
    assert guided.events == [EventKind.EASED] * 4
    assert {r.step for r in guided.ratings} == {guided.steps[-1].id}


def test_easier_before_anything_was_imagined_leaves_no_step_behind() -> None:
    guided = Guided("hand_open")
    guided.begin()
    assert guided.at(guided.run.easier) == ()
    guided.until(Phase.LOOK)
    guided.at(guided.run.easier)
    guided.until(Phase.ENDED)
    assert [s.eased for s in guided.steps] == [Easing.SMALLER]


def test_again() -> None:
    guided = Guided("hand_rest")
    assert guided.at(guided.run.repeat) == ()
    guided.begin()
    guided.until(Phase.IMAGINE)
    guided.clock.advance(3)
    guided.at(guided.run.repeat)
    guided.until(Phase.RATE)
    guided.at(guided.run.repeat)
    assert guided.run.phase is Phase.LOOK
    guided.until(Phase.ENDED)
    assert [(s.imagined_s, s.repetitions) for s in guided.steps] == [(3, 0), (36, 3), (36, 3)]
    assert [s.index for s in guided.steps] == [0, 1, 2]
    assert guided.events == [EventKind.REPEATED] * 2


def test_who_moved_gets_the_next_one_smaller() -> None:
    guided = Guided()
    guided.begin()
    guided.until(Phase.RATE)
    guided.answer(moved=1)
    assert guided.of(ShowExercise)[-1].easing is Easing.SMALLER
    guided.until(Phase.ENDED)
    assert guided.events == [EventKind.EASED]


@pytest.mark.parametrize(
    ("before", "said", "rise", "flares"),
    [(3, 4, 2, False), (3, 5, 2, True), (3, 5, 3, False), (3, 6, 3, True), (None, 9, 2, False)],
)
def test_a_flare_offers_to_stop_and_eases(
    before: int | None, said: int, rise: int, flares: bool
) -> None:
    guided = Guided(pain=before, rise=rise)
    guided.begin()
    guided.until(Phase.RATE)
    guided.answer(pain_now=said)
    assert (guided.run.hold is Hold.FLARE) is flares
    if flares:
        assert "Stopping now is a good choice" in guided.of(Held)[-1].line
        guided.at(guided.run.go_on)
    assert guided.of(ShowExercise)[-1].easing is (Easing.EASIER if flares else Easing.NONE)
    guided.until(Phase.RATE)
    guided.answer(pain_now=said)
    assert guided.run.phase is (Phase.RATE if flares else Phase.CLOSING)


def test_the_first_pain_that_is_said_stands_in_for_the_one_before() -> None:
    guided = Guided(pain=None)
    guided.begin()
    guided.until(Phase.RATE)
    guided.answer(pain_now=4)
    guided.until(Phase.RATE)
    guided.answer(pain_now=6)
    assert guided.run.hold is Hold.FLARE


def test_more_pain_is_one_press_at_any_time() -> None:
    for phase in (Phase.SETTLE, Phase.LOOK, Phase.IMAGINE, Phase.REST, Phase.RATE, Phase.CLOSING):
        guided = Guided("hand_rest")
        guided.begin()
        guided.until(phase)
        guided.at(guided.run.more_pain)
        assert guided.run.hold is Hold.MORE_PAIN
        guided.at(guided.run.more_pain)
        assert guided.events == [EventKind.MORE_PAIN] * 2
        guided.do(guided.run.stop(StopReason.MORE_PAIN))
        (ended,) = guided.of(Ended)
        assert (ended.end.kind, ended.end.reason) == (EndKind.STOPPED, StopReason.MORE_PAIN)
    ready = Guided()
    assert ready.at(ready.run.more_pain) == ()
    assert ready.at(lambda now: ready.run.pause(Hold.SLEPT, now)) == ()


def test_stopping_keeps_what_was_imagined() -> None:
    guided = Guided()
    guided.begin()
    guided.until(Phase.IMAGINE)
    guided.clock.advance(5)
    guided.do(guided.run.stop(StopReason.TIRED, "long day"))
    (step,) = guided.steps
    assert (step.imagined_s, step.repetitions) == (5, 0)
    (ended,) = guided.of(Ended)
    assert (ended.end.reason, ended.end.note) == (StopReason.TIRED, "long day")


def test_an_answer_to_another_question_changes_nothing() -> None:
    guided = Guided("hand_rest")
    guided.begin()
    assert guided.at(lambda now: guided.run.rate(RatingKind.CLARITY, 3, now)) == ()
    guided.until(Phase.RATE)
    assert guided.at(lambda now: guided.run.rate(RatingKind.MOVED, 1, now)) == ()
    guided.at(lambda now: guided.run.pause(Hold.PAUSED, now))
    assert guided.at(lambda now: guided.run.rate(RatingKind.CLARITY, 3, now)) == ()
    (_, _, asked) = guided.at(guided.run.go_on)
    assert isinstance(asked, Ask)
    assert asked.question is RatingKind.CLARITY
    for kind in GOOD:
        guided.at(lambda now, k=kind: guided.run.rate(k, None, now))  # type: ignore[misc]
    assert guided.ratings == []
    assert guided.run.phase is Phase.CLOSING


def test_the_one_key_with_open_eyes() -> None:
    guided = Guided("hand_rest")
    for phase in (Phase.SETTLE, Phase.LOOK):
        guided.at(guided.run.press)
        assert guided.phase is phase
    guided.at(guided.run.press)
    assert guided.run.hold is Hold.PAUSED
    guided.at(guided.run.press)
    assert guided.run.hold is None
    assert guided.run.scan is None


def test_chronometry_times_each_movement() -> None:
    guided = Guided("hand_open", chronometry=True)
    guided.begin()
    guided.until(Phase.IMAGINE)
    for seconds in (4.5, 6.0):
        assert guided.run.awaits_press
        guided.clock.advance(1)
        assert guided.at(guided.run.press) == ()
        guided.clock.advance(seconds)
        (cue,) = guided.at(guided.run.press)
        assert isinstance(cue, Cue)
        assert not guided.run.awaits_press
        guided.step()
    guided.clock.advance(1)
    guided.at(guided.run.press)
    guided.until(Phase.ENDED)
    (step,) = guided.steps
    assert step.timings_s == (4.5, 6.0)
    assert step.repetitions == 3


def test_postures_are_not_timed() -> None:
    guided = Guided("hand_rest", chronometry=True)
    guided.begin()
    guided.until(Phase.ENDED)
    assert not any(c.piece.timed for c in guided.of(Cue))


def offers(guided: Guided) -> list[object]:
    """Goes through what is offered until a press could pick nothing new."""
    values: list[object] = []
    while guided.run.scan is not None:
        commands = guided.step()
        values += [c.option.value for c in commands if isinstance(c, Offer)]
        if not any(isinstance(c, Offer) for c in commands):
            break
    return values


def test_with_closed_eyes_one_key_answers() -> None:
    guided = Guided("hand_rest", eyes_closed=True)
    guided.at(guided.run.press)
    guided.until(Phase.RATE)
    asked = guided.of(Ask)[-1]
    assert asked.line.endswith("I press when I hear my answer.")
    assert guided.at(guided.run.press) == ()  # nothing was offered yet
    assert guided.run.wake_ns == guided.clock.now_ns() + FIRST_NS
    for _ in range(4):
        guided.step()
    guided.at(guided.run.press)
    assert [(r.kind, r.value) for r in guided.ratings] == [(RatingKind.CLARITY, 4)]
    assert offers(guided) == [1, 2, 3, 4, 5] * 2  # no press: no answer
    assert guided.run.question is RatingKind.PAIN_NOW
    guided.step()
    guided.at(guided.run.press)
    guided.step()
    guided.step()
    guided.at(guided.run.press)
    assert [(r.kind, r.value) for r in guided.ratings] == [
        (RatingKind.CLARITY, 4),
        (RatingKind.PAIN_NOW, 0),
        (RatingKind.MOVED, 1),
    ]


CHOICES = [Choice.GO_ON, Choice.EASIER, Choice.MORE_PAIN, Choice.STOP, Choice.AGAIN, Choice.SKIP]


def choosing(wanted: Choice) -> Guided:
    guided = Guided(eyes_closed=True)
    guided.begin()
    guided.until(Phase.IMAGINE)
    guided.clock.advance(1)
    guided.at(guided.run.press)
    assert guided.run.hold is Hold.PAUSED
    for _ in range(CHOICES.index(wanted) + 1):
        guided.step()
    assert guided.of(Offer)[-1].option.value is wanted
    guided.at(guided.run.press)
    return guided


def test_with_closed_eyes_one_key_chooses_everything() -> None:
    assert choosing(Choice.GO_ON).run.phase is Phase.IMAGINE
    assert choosing(Choice.EASIER).of(ShowExercise)[-1].easing is Easing.SMALLER
    assert choosing(Choice.AGAIN).events[-1] is EventKind.REPEATED
    assert choosing(Choice.SKIP).of(ShowExercise)[-1].number == 2
    assert choosing(Choice.STOP).of(Ended)[0].end.reason is None
    pain = choosing(Choice.MORE_PAIN)
    assert pain.run.hold is Hold.MORE_PAIN
    assert offers(pain)[:4] == [Choice.STOP, Choice.EASIER, Choice.GO_ON, Choice.SKIP]
    assert pain.run.wake_ns is None  # it waits quietly, and a press offers again
    assert pain.of(Held)[-1].line == "I press to hear the choices again."
    pain.at(pain.run.press)
    pain.step()
    pain.at(pain.run.press)
    assert pain.of(Ended)[0].end.reason is StopReason.MORE_PAIN


@pytest.mark.parametrize("wanted", [Choice.EASIER, Choice.AGAIN])
def test_what_makes_no_sense_while_settling_just_goes_on(wanted: Choice) -> None:
    guided = Guided(eyes_closed=True)
    guided.begin()
    guided.at(lambda now: guided.run.pause(Hold.SLEPT, now))
    for _ in range(CHOICES.index(wanted) + 1):
        guided.step()
    guided.at(guided.run.press)
    assert (guided.run.phase, guided.run.hold) == (Phase.SETTLE, None)


def test_a_neck_changes_its_direction() -> None:
    guided = Guided("neck_turn_small", "neck_tilt_small", "neck_turn_small", side=Side.RIGHT)
    guided.begin()
    guided.until(Phase.ENDED)
    assert [s.side for s in guided.of(ShowExercise)] == [Side.RIGHT, Side.LEFT, Side.RIGHT]
    looks = [c.line for c in guided.of(Cue) if "turned to the" in c.line]
    assert all("to the right" in line for line in looks)


ACTS = ("due", "press", "skip", "repeat", "easier", "more_pain", "pause", "go_on", "rate", "none")


@given(acts=st.lists(st.sampled_from(ACTS), max_size=60), closed=st.booleans(), timed=st.booleans())
def test_whatever_happens_nothing_is_lost_and_it_can_always_be_stopped(
    acts: list[str], closed: bool, timed: bool
) -> None:
    guided = Guided(eyes_closed=closed, chronometry=timed)
    run, given_ratings = guided.run, 0
    guided.begin()
    for act in acts:
        question, held = run.question, run.hold
        asked = run.phase is Phase.RATE and held is None and question is not None
        match act:
            case "due":
                if run.wake_ns is not None:
                    guided.step()
            case "rate" | "none":
                kind = question or RatingKind.CLARITY
                value = 1 if act == "rate" else None
                guided.at(lambda now, k=kind, v=value: run.rate(k, v, now))  # type: ignore[misc]
                given_ratings += asked and act == "rate"
            case "pause":
                guided.at(lambda now: run.pause(Hold.PAUSED, now))
            case "press" if run.scan is not None:
                continue
            case _:
                guided.at(getattr(run, act))
        assert run.wake_ns is None or run.wake_ns >= guided.clock.now_ns()
        waits = run.hold is not None or run.phase is Phase.RATE or run.ended
        assert (run.wake_ns is None) <= waits
        guided.clock.advance(0.5)
    guided.do(run.stop())
    assert run.ended
    assert len(guided.of(Ended)) == 1
    assert len(guided.ratings) == given_ratings
    assert [s.index for s in guided.steps] == list(range(len(guided.steps)))
    known = {s.id for s in guided.steps}
    assert all(r.step in known for r in guided.ratings)
    assert len(guided.of(Resumed)) <= len(guided.of(Held))
    ids = [f.id for f in guided.facts if isinstance(f, ImageryStep | Rating | SessionEvent)]
    assert len(set(ids)) == len(ids)


def test_impossible_settings_are_refused() -> None:
    for minutes in (2, 16):
        with pytest.raises(UsageError, match="3 to 15 minutes"):
            ImagerySettings(minutes=minutes)
    session = ImagerySession(
        UUID(int=1), UUID(int=2), Moment(FakeClock().start), ImagerySettings(), ""
    )
    with pytest.raises(ValueError, match="needs an exercise"):
        ImageryRun(session, [], LADDER, FakeClock())


def test_ratings_keep_to_their_scales() -> None:
    rating = Rating(uuid4(), uuid4(), FakeClock().moment(), RatingKind.CLARITY, 5, When.DURING)
    with pytest.raises(ValueError, match="from 1 to 5"):
        replace(rating, value=0)
    with pytest.raises(ValueError, match="from 0 to 1"):
        replace(rating, kind=RatingKind.MOVED, value=2)
