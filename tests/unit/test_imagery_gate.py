"""When imagined movements are open, and what the command line asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gmi_app.facts.session import StopReason
from gmi_app.imagery.gate import ImageryWish, flares_in_a_row, gate, painful_side
from gmi_app.imagery.ladders import load_ladder
from gmi_app.imagery.planner import planned
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.mirror.gate import Way
from gmi_app.mirror.settings import Opened
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.progress.summary import SessionSummary
from tests.unit.test_imagery_planner import HAND, record
from tests.unit.test_mirror_gate import ANNA, TODAY, a_summary, week

FIRST = HAND.exercises[0]


def test_it_is_locked_until_left_and_right_go_well() -> None:
    assert gate(BodyPart.HAND, [], [], TODAY).way is Way.LOCKED
    assert gate(BodyPart.HAND, week()[:4], [], TODAY).way is Way.LOCKED
    found = gate(BodyPart.HAND, week(), [], TODAY)
    assert (found.way, found.opened) == (Way.OPEN, Opened.MET)


@pytest.mark.parametrize("part", [BodyPart.NECK, BodyPart.BACK])
def test_neck_and_back_have_a_goal_of_their_own(part: BodyPart) -> None:
    sets = week()
    slow = [a_summary(s.at, correct=14, scored=15, rt_s=2.3) for s in sets]
    assert gate(BodyPart.HAND, slow, [], TODAY).way is Way.OPEN
    assert gate(part, of(part, slow), [], TODAY).way is Way.LOCKED
    assert gate(part, of(part, sets), [], TODAY).way is Way.OPEN


def of(part: BodyPart, sets: list[SessionSummary]) -> list[SessionSummary]:
    return [replace(s, settings=replace(s.settings, part=part)) for s in sets]


def test_sets_of_another_part_or_with_moving_pictures_open_nothing() -> None:
    assert gate(BodyPart.HAND, of(BodyPart.FOOT, week()), [], TODAY).way is Way.LOCKED
    moving = [replace(s, settings=replace(s.settings, moving=True)) for s in week()]
    assert gate(BodyPart.HAND, moving, [], TODAY).way is Way.LOCKED


def test_a_plan_says_by_what_it_opens_or_opens_it() -> None:
    plan = ready_plan(Ready.GENTLE, ANNA, TODAY)
    assert gate(BodyPart.HAND, week(), [], TODAY, plan).way is Way.OPEN
    strict = replace(plan, thresholds=replace(plan.thresholds, accuracy=0.95))
    assert gate(BodyPart.HAND, week(), [], TODAY, strict).way is Way.LOCKED
    assert gate(BodyPart.HAND, [], [], TODAY, plan).way is Way.LOCKED
    for stage in (ItemKind.IMAGERY, ItemKind.MIRROR):
        assert gate(BodyPart.HAND, [], [], TODAY, replace(plan, stage=stage)).way is Way.OPEN
        assert gate(BodyPart.HAND, [], [], TODAY, replace(plan, opened=(stage,))).way is Way.OPEN


def test_once_opened_after_reading_why_it_stays_open() -> None:
    one = record(FIRST)
    read = replace(
        one, session=replace(one.session, settings=ImagerySettings(opened=Opened.READ_WHY))
    )
    command = replace(
        one, session=replace(one.session, settings=ImagerySettings(opened=Opened.COMMAND))
    )
    found = gate(BodyPart.HAND, [], [command, read], TODAY)
    assert (found.way, found.opened) == (Way.OPEN, Opened.READ_WHY)
    assert gate(BodyPart.HAND, [], [command], TODAY).way is Way.LOCKED


def test_three_flares_in_a_row_pause_it() -> None:
    flared = [record(FIRST, before=2, pain=5)] * 3
    assert flares_in_a_row(flared) == 3
    found = gate(BodyPart.HAND, week(), flared, TODAY)
    assert (found.way, found.opened) == (Way.PAUSED, Opened.READ_WHY)
    assert gate(BodyPart.HAND, week(), [record(FIRST), *flared], TODAY).way is Way.OPEN
    other = replace(record(FIRST), someone_else=True)
    assert flares_in_a_row([other, *flared]) == 3
    assert flares_in_a_row([record(FIRST, reason=StopReason.TIRED), *flared]) == 0


@pytest.mark.parametrize(
    ("affected", "side"),
    [
        (AffectedSide.LEFT, Side.LEFT),
        (AffectedSide.RIGHT, Side.RIGHT),
        (AffectedSide.BOTH, Side.RIGHT),
        (None, Side.RIGHT),
    ],
)
def test_the_painful_side_is_imagined(affected: AffectedSide | None, side: Side) -> None:
    assert painful_side(replace(ANNA, affected=affected)) is side


def test_what_the_command_line_leaves_open_is_the_persons() -> None:
    settings = ImageryWish(minutes=8, eyes_closed=True).settings(replace(ANNA, part=BodyPart.FOOT))
    assert (settings.part, settings.side, settings.minutes) == (BodyPart.FOOT, Side.LEFT, 8)
    assert settings.opened is Opened.COMMAND
    assert settings.eyes_closed
    assert ImageryWish(BodyPart.NECK).settings(ANNA).part is BodyPart.NECK
    assert ImageryWish().settings(replace(ANNA, part=None)).part is BodyPart.HAND


def test_only_sessions_of_the_part_count_for_its_plan() -> None:
    foot = load_ladder(BodyPart.FOOT)
    hands = [record(*HAND.exercises[:3])] * 2
    plan = planned(ImagerySettings(BodyPart.FOOT), foot, hands)
    assert plan.settings.exercises == tuple(e.id for e in plan.exercises)
    assert plan.exercises[0] is foot.exercises[0]
