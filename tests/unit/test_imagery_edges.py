"""Edges of the guided session and its planner that no journey shows by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import EventKind, SessionEvent
from gmi_app.imagery import lines
from gmi_app.imagery.commands import Cue, Hold
from gmi_app.imagery.lines import Choice
from gmi_app.imagery.planner import CLOSING_S, RATING_S, SETTLING_S, duration_s, planned
from gmi_app.imagery.scan import CHOICE_NS, FIRST_NS, RATING_NS, Scan
from gmi_app.imagery.script import (
    BREATHS,
    LONGEST_TIMED_S,
    SECOND_NS,
    Phase,
    of_exercise,
    settling,
)
from gmi_app.imagery.session import LATE_NS
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.pictures.model import BodyPart, Side
from tests.unit.test_imagery_planner import HAND, LADDERS, record
from tests.unit.test_imagery_session import LADDER, Guided

STILL = HAND.exercises[0]
OPEN = next(e for e in LADDER.exercises if e.id == "hand_open")


def said_at(guided: Guided) -> str:
    """The last line that was cued."""
    cues = guided.of(Cue)
    return str(cues[-1].line)


# ---- what is said, in its order
def test_settling_breathes_in_and_out() -> None:
    into, out = lines.breathe()
    assert [piece.line for piece in settling()] == [lines.settle(), *([into, out] * BREATHS)]


@pytest.mark.parametrize("smaller", [False, True])
def test_before_imagining_it_says_that_nothing_has_to_move(smaller: bool) -> None:
    pieces = of_exercise(OPEN, LADDER, Side.LEFT, smaller=smaller)
    looks = [piece.line for piece in pieces if piece.phase is Phase.LOOK]
    first = LADDER.said(OPEN.look, Side.LEFT)
    between = [lines.smaller()] if smaller else []
    assert looks == [first, *between, lines.only_imagine()]


# ---- the planner
def test_a_session_lasts_as_long_as_all_that_belongs_to_it() -> None:
    each = STILL.duration_s + RATING_S
    assert duration_s([STILL, STILL]) == SETTLING_S + CLOSING_S + 2 * each


def test_what_was_done_with_another_part_is_not_looked_at() -> None:
    foot = LADDERS[BodyPart.FOOT]
    settings = ImagerySettings(part=BodyPart.HAND)
    others = [
        replace(r, session=replace(r.session, settings=ImagerySettings(part=BodyPart.FOOT)))
        for r in (record(*foot.exercises[:4]), record(*foot.exercises[:4], pain=9))
    ]
    assert planned(settings, HAND, others) == planned(settings, HAND, [])
    own = [record(*HAND.exercises[:4])] * 2
    assert planned(settings, HAND, own) != planned(settings, HAND, [])


# ---- what is offered by voice
def test_choices_stay_on_offer_longer_than_numbers() -> None:
    numbers, choices = Scan(lines.options(RatingKind.CLARITY)), Scan((lines.choice(Choice.STOP),))
    assert (numbers.wait_ns, choices.wait_ns) == (FIRST_NS, CHOICE_NS)
    numbers.advance()
    choices.advance()
    assert (numbers.wait_ns, choices.wait_ns) == (RATING_NS, CHOICE_NS)


# ---- the session
def test_a_piece_that_is_late_by_no_more_than_a_second_is_made_up_for() -> None:
    for late_ns, made_up in ((LATE_NS, True), (LATE_NS + 1, False)):
        guided = Guided()
        guided.begin()
        due_ns, length_ns = guided.run.wake_ns, settling()[1].length_ns
        assert due_ns is not None
        guided.step(late_ns)
        assert guided.run.wake_ns == due_ns + length_ns + (0 if made_up else late_ns)


def test_easing_is_possible_only_while_something_is_imagined() -> None:
    guided = Guided()
    assert not guided.run.may_ease
    for act in (guided.run.easier, guided.run.repeat):
        assert guided.at(act) == ()
    guided.begin()
    assert not guided.run.may_ease
    assert guided.at(guided.run.easier) == ()
    guided.until(Phase.IMAGINE)
    assert guided.run.may_ease


def test_nothing_wakes_it_while_a_question_is_open() -> None:
    guided = Guided()
    guided.begin()
    while guided.phase is not Phase.RATE:
        guided.step()
    assert guided.run.wake_ns is None


def test_what_was_skipped_and_why_it_waits_is_in_the_record() -> None:
    guided = Guided(pain=1)
    guided.begin()
    guided.until(Phase.LOOK)
    guided.at(guided.run.skip)
    guided.until(Phase.IMAGINE)
    guided.at(lambda now: guided.run.pause(Hold.PAUSED, now))
    guided.at(guided.run.go_on)
    while guided.phase is not Phase.RATE:
        guided.step()
    guided.answer(pain_now=8)
    assert guided.run.hold is Hold.FLARE
    found = [f for f in guided.facts if isinstance(f, SessionEvent)]
    details = {e.kind: [d.detail for d in found if d.kind is e.kind] for e in found}
    assert details[EventKind.SKIPPED] == ["hand_rest"]
    assert details[EventKind.PAUSED] == ["", "flare"]


def test_what_is_eased_while_it_waits_begins_now() -> None:
    guided = Guided()
    guided.begin()
    guided.until(Phase.IMAGINE)
    guided.at(lambda now: guided.run.pause(Hold.PAUSED, now))
    now_ns = guided.clock.advance(60)
    guided.at(guided.run.easier)
    assert guided.phase is Phase.LOOK
    assert guided.run.wake_ns == now_ns + round(OPEN.look_s * SECOND_NS)


# ---- timing one's own movements
def timed() -> Guided:
    """In the first movement that is timed."""
    guided = Guided("hand_open", chronometry=True)
    guided.begin()
    guided.until(Phase.IMAGINE)
    return guided


def test_the_movement_that_was_timed_counts_and_the_way_back_begins_with_the_press() -> None:
    guided = timed()
    guided.clock.advance(2)
    assert guided.at(guided.run.press) == ()
    now_ns = guided.clock.advance(3)
    guided.at(guided.run.press)
    assert said_at(guided) == LADDER.said(OPEN.back, Side.LEFT)
    assert guided.run.wake_ns == now_ns + round(OPEN.back_s * SECOND_NS)
    guided.step()
    guided.do(guided.run.stop())
    (step,) = guided.steps
    assert step.timings_s == (3.0,)
    assert step.imagined_s == pytest.approx(5.0 + OPEN.back_s)
    assert step.repetitions == 1


def test_a_first_press_without_a_second_is_forgotten_with_its_movement() -> None:
    guided = timed()
    guided.clock.advance(1)
    guided.at(guided.run.press)
    guided.step()  # nothing more came for a minute
    assert said_at(guided) == LADDER.said(OPEN.back, Side.LEFT)
    guided.step()
    assert guided.run.awaits_press
    guided.clock.advance(4)
    assert guided.at(guided.run.press) == ()
    guided.clock.advance(2)
    guided.at(guided.run.press)
    guided.do(guided.run.stop())
    (step,) = guided.steps
    assert step.timings_s == (2.0,)
    assert step.imagined_s == pytest.approx(LONGEST_TIMED_S + OPEN.back_s + 6.0)


def test_nothing_awaits_a_press_after_the_end() -> None:
    guided = timed()
    assert guided.run.awaits_press
    guided.do(guided.run.stop())
    assert not guided.run.awaits_press
