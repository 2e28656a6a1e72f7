"""Plans: ready-made ones, as a text and back, and what is refused, with the list of why."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.clock import Moment
from gmi_app.facts.note import Contact, FlarePlan, PaceChange
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.programme import ready as ready_made
from gmi_app.programme.change import accepted, opened, resumed
from gmi_app.programme.levels import easier, harder, same_level, with_amount
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import (
    STAGES,
    ItemKind,
    LateralityItem,
    Plan,
    PlanError,
    PlanItem,
    TimedItem,
    half_minutes,
)
from gmi_app.programme.plan_json import LONGEST, plan_text, plan_values, read_plan
from gmi_app.programme.ready import Ready, first_plan, for_another_limb, ready_plan
from gmi_app.programme.suggestion import Advice, LevelChange, SuggestionKind
from gmi_app.programme.thresholds import NAMES, Thresholds, thresholds, usual_of
from tests.unit.making import moment

TODAY = date(2026, 11, 23)
PATIENT = Patient(UUID(int=2), moment(), "Anna", AffectedSide.LEFT, BodyPart.HAND)
STANDARD = ready_plan(Ready.STANDARD, PATIENT, TODAY)


def sets_item(plan: Plan = STANDARD) -> PlanItem:
    return plan.of_kind(ItemKind.LATERALITY)[0]


# ---- thresholds


def test_every_threshold_is_described_with_its_usual_value_its_limits_and_its_source() -> None:
    described = thresholds()
    assert tuple(each.name for each in described) == NAMES
    assert tuple(field.name for field in fields(Thresholds)) == NAMES
    for each in described:
        assert each.usual == getattr(Thresholds(), each.name)
        assert type(getattr(Thresholds(), each.name)) is (int if each.whole else float)
        assert each.low <= each.usual <= each.high
        assert each.title
        assert each.source.endswith(".")
    assert len({each.title for each in described}) == len(described)


def test_the_usual_values_are_those_of_the_clinical_design() -> None:
    usual = Thresholds()
    assert (usual.window_days, usual.practice_days, usual.trials_a_side) == (7, 5, 60)
    assert (usual.accuracy, usual.rt_limb_s, usual.rt_trunk_s) == (0.80, 2.5, 2.1)
    assert (usual.back_accuracy, usual.back_days, usual.absent_days) == (0.70, 2, 7)
    assert (usual.flare_rise, usual.flare_day_rise, usual.flares_to_pause) == (2, 2, 3)
    assert (usual.low_mood_days, usual.step_pictures, usual.step_s) == (3, 2, 30)
    assert (usual.baseline_days, usual.good_days_a_step) == (3, 3)
    assert usual.rt_s(BodyPart.KNEE) == 2.5
    assert usual.rt_s(BodyPart.NECK) == 2.1
    assert all(usual_of(usual).values())
    assert not usual_of(replace(usual, accuracy=0.9))["accuracy"]


# ---- ready-made plans


@pytest.mark.parametrize("ready", list(Ready))
@pytest.mark.parametrize("part", [None, *BodyPart])
@pytest.mark.parametrize("affected", [None, *AffectedSide])
def test_there_is_a_ready_made_plan_for_everybody(
    ready: Ready, part: BodyPart | None, affected: AffectedSide | None
) -> None:
    patient = replace(PATIENT, part=part, affected=affected)
    plan = ready_plan(ready, patient, TODAY)
    assert read_plan(plan_text(plan)) == plan
    assert plan.main_part is (part or BodyPart.HAND)
    assert plan.name == ready
    mirrored = plan.of_kind(ItemKind.MIRROR)
    possible = part in (None, BodyPart.HAND, BodyPart.FOOT) and affected is not AffectedSide.BOTH
    assert bool(mirrored) == (possible and ready is not Ready.MAINTENANCE)
    assert ready_made.title(ready)
    assert len(ready_made.explanation(ready)) > 80


def test_the_gentle_start_asks_for_less_than_the_standard() -> None:
    gentle = ready_plan(Ready.GENTLE, PATIENT, TODAY)
    for kind in STAGES:
        one, other = gentle.of_kind(kind)[0], STANDARD.of_kind(kind)[0]
        assert one.what.amount * one.per_day < other.what.amount * other.per_day
    assert gentle.thresholds.stage_days > STANDARD.thresholds.stage_days == 14


# ---- as a text


def test_an_untouched_first_plan_follows_the_limb_that_is_named() -> None:
    unsaid = replace(PATIENT, part=None, affected=None)
    first = first_plan(Ready.GENTLE, unsaid, moment(0))
    foot = replace(PATIENT, part=BodyPart.FOOT, affected=AffectedSide.RIGHT)
    again = for_another_limb(first, foot, moment(3))
    assert again is not None
    assert again.plan == replace(
        ready_plan(Ready.GENTLE, foot, moment(3).day),
        items=again.plan.items,  # which have ids of their own
    )
    assert {item.part for item in again.plan.items} == {BodyPart.FOOT}
    assert (again.parent, again.author) == (first.id, "program")
    assert for_another_limb(again, foot, moment(3)) is None
    corrected = for_another_limb(again, replace(foot, affected=AffectedSide.LEFT), moment(4))
    assert corrected is not None
    assert corrected.plan.affected is AffectedSide.LEFT
    assert for_another_limb(first, replace(unsaid, name="Anna"), moment(3)) is None
    later = replace(first.plan, stage=ItemKind.IMAGERY)
    sets, *others = first.plan.items
    eased = replace(first.plan, items=(replace(sets, per_day=1), *others))
    for own in (
        replace(first, author="Mara Stein"),
        replace(first, plan=replace(first.plan, name="mine")),
        replace(first, plan=later),
        replace(first, plan=eased),
    ):
        assert for_another_limb(own, foot, moment(3)) is None


def full_plan() -> Plan:
    """Everything that a plan can say."""
    items = [
        *STANDARD.items,
        PlanItem(
            UUID(int=77),
            ItemKind.DESENSITISATION,
            TimedItem(seconds=180, what="Seide, dann Wolle"),
            per_day=2,
            days=(0, 2, 6),
            at=(time(8, 30), time(20, 15, 30)),
            paced=False,
            most_amount=300,
            paused=True,
        ),
    ]
    (first, *rest) = items
    moving = DrillSettings(moving=True, limit_s=7.5, practice=2, easy_first=True)
    what = LateralityItem(moving, (PictureSet.PLAIN,), False, True, None)
    return replace(
        STANDARD,
        items=(replace(first, what=what), *rest),
        stage=ItemKind.IMAGERY,
        review=TODAY + timedelta(days=30),
        parts=(BodyPart.HAND, BodyPart.FOOT),
        opened=(ItemKind.MIRROR,),
        thresholds=replace(Thresholds(), accuracy=0.85, absent_days=10),
        note_to_patient="Langsam — und freundlich.",
        therapist=Contact("Lea", "0170 1"),
        help_contacts=(Contact("Dr Weber", ""), Contact("", "112")),
        flare_plan=FlarePlan("bei 6", "atmen"),
    )


@pytest.mark.parametrize("plan", [STANDARD, full_plan()], ids=["standard", "full"])
def test_a_plan_comes_back_from_its_text_as_it_was(plan: Plan) -> None:
    text = plan_text(plan)
    assert read_plan(text) == plan
    assert plan_text(read_plan(text)) == text


def test_it_goes_through_a_file_in_another_hand() -> None:
    values = json.loads(plan_text(full_plan()))
    assert read_plan(json.dumps(values, indent=3, ensure_ascii=True)) == full_plan()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "{}", '{"format":"other"}', '"gmi-plan"', "[" * 100_000, "NaN"],
    ids=["empty", "cut", "list", "null", "object", "other", "text", "deep", "number"],
)
def test_what_is_no_plan_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(PlanError) as caught:
        read_plan(text)
    assert "stays as it was" in caught.value.sentence
    assert len(caught.value.problems) == 1


def test_too_long_a_text_is_not_even_read() -> None:
    with pytest.raises(PlanError):
        read_plan(plan_text(STANDARD) + " " * LONGEST)


def test_one_from_a_newer_program_says_so() -> None:
    values = {**plan_values(STANDARD), "version": 2, "colour": "blue"}
    with pytest.raises(PlanError) as caught:
        read_plan(json.dumps(values))
    assert "newer version" in caught.value.problems[0]


def test_all_that_is_wrong_is_listed_at_once() -> None:
    values = plan_values(STANDARD)
    del values["start"]
    values["stage"] = "dancing"
    values["items"][0]["per_day"] = "often"
    values["items"][0]["what"]["pictures"] = 1000
    values["items"][1]["what"]["extra"] = 1
    values["thresholds"]["accuracy"] = True
    values["therapist"] = "Lea"
    with pytest.raises(PlanError) as caught:
        read_plan(json.dumps(values))
    listed = "\n".join(caught.value.problems)
    for word in ("start", "stage", "per_day", "items 1", "extra", "accuracy", "therapist"):
        assert word in listed
    assert "10 to 100" in listed


def _paths(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        found += [p for key in value for p in _paths(value[key], (*path, key))]
    elif isinstance(value, list):
        found += [p for number in range(len(value)) for p in _paths(value[number], (*path, number))]
    return found


VALUES = plan_values(full_plan())
PATHS = _paths(VALUES)
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
    st.just([[]]),
    st.just("2026-02-30"),
)


@given(st.sampled_from(PATHS), anything)
def test_a_damaged_value_is_refused_or_makes_a_sound_plan(
    path: tuple[Any, ...], value: Any
) -> None:
    values = json.loads(json.dumps(VALUES))
    inner = values
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    plan, problems = read_or_refused(json.dumps(values))
    assert (plan is None) == bool(problems)
    assert all(problem and len(problem) < 400 for problem in problems)
    assert plan is None or read_plan(plan_text(plan)) == plan


def read_or_refused(text: str) -> tuple[Plan | None, tuple[str, ...]]:
    try:
        return read_plan(text), ()
    except PlanError as error:
        return None, error.problems


@given(st.sampled_from([path for path in PATHS if isinstance(path[-1], str)]))
def test_a_missing_value_is_refused_by_name(path: tuple[Any, ...]) -> None:
    values = json.loads(json.dumps(VALUES))
    inner = values
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    with pytest.raises(PlanError):
        read_plan(json.dumps(values))


# ---- impossible values


def with_sets(**changes: Any) -> Callable[[Plan], Plan]:
    def change(plan: Plan) -> Plan:
        item = sets_item(plan)
        return plan.with_item(replace(item, **changes))

    return change


def with_timed(kind: ItemKind, **changes: Any) -> Callable[[Plan], Plan]:
    def change(plan: Plan) -> Plan:
        item = plan.of_kind(kind)[0]
        return plan.with_item(replace(item, what=replace(item.what, **changes)))

    return change


def with_thresholds(**changes: Any) -> Callable[[Plan], Plan]:
    return lambda plan: replace(plan, thresholds=replace(plan.thresholds, **changes))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda p: replace(p, items=()), "no exercise"),
        (lambda p: replace(p, items=p.items * 20), "more than 40"),
        (lambda p: replace(p, items=(p.items[0], p.items[0])), "same name"),
        (lambda p: replace(p, parts=()), "part of the body"),
        (lambda p: replace(p, stage=ItemKind.RELAXATION), "none of the three"),
        (lambda p: replace(p, items=p.items[:1], stage=ItemKind.MIRROR), "present stage"),
        (lambda p: replace(p, opened=(ItemKind.ACTIVITY,)), "can be opened"),
        (lambda p: replace(p, review=TODAY - timedelta(days=1)), "review"),
        (lambda p: replace(p, review=TODAY + timedelta(days=9999)), "review"),
        (lambda p: replace(p, stage_since=TODAY - timedelta(days=1)), "before the plan"),
        (lambda p: replace(p, day_from=time(21)), "day ends"),
        (lambda p: replace(p, most_s_per_day=0), "4 hours"),
        (lambda p: replace(p, note_to_patient="a" * 5000), "4000"),
        (lambda p: replace(p, affected=AffectedSide.BOTH), "both sides hurt"),
        (with_thresholds(accuracy=1.2), "Correct"),
        (with_thresholds(accuracy=float("nan")), "Correct"),
        (with_thresholds(practice_days=9), "looked at"),
        (with_thresholds(back_accuracy=0.9), "fewer correct"),
        (with_sets(per_day=0), "times a day"),
        (with_sets(per_day=13), "times a day"),
        (with_sets(most_per_day=1), "not be less"),
        (with_sets(days=()), "day of the week"),
        (with_sets(days=(0, 0)), "day of the week"),
        (with_sets(days=(7,)), "0 (Monday)"),
        (with_sets(at=(time(8),)), "one time of day"),
        (with_sets(at=(time(9), time(8), time(10))), "one time of day"),
        (with_sets(most_amount=10), "most pictures"),
        (with_sets(what=TimedItem()), "another kind"),
        (with_sets(what=LateralityItem(DrillSettings.for_check_up())), "check-up"),
        (with_sets(what=LateralityItem(DrillSettings(moving=True))), "Moving"),
        (with_sets(what=LateralityItem(sets=(PictureSet.BUSY,))), "chosen ones"),
        (with_sets(what=LateralityItem(shortest_limit_s=0.1)), "shortest"),
        (with_timed(ItemKind.MIRROR, seconds=601), "60 to 600"),
        (with_timed(ItemKind.IMAGERY, seconds=179), "180 to 900"),
        (with_timed(ItemKind.IMAGERY, level=7), "1 to 6"),
        (with_timed(ItemKind.MIRROR, part=BodyPart.NECK), "hands and feet"),
        (with_timed(ItemKind.IMAGERY, what="a" * 5000), "4000"),
    ],
)
def test_an_impossible_plan_is_refused_with_what_is_wrong(
    change: Callable[[Plan], Plan], word: str
) -> None:
    with pytest.raises(PlanError) as caught:
        change(STANDARD)
    assert any(word in problem for problem in caught.value.problems), caught.value.problems


def test_a_plan_is_asked_about_its_stages() -> None:
    assert STANDARD.stages == STAGES
    assert STANDARD.next_stage is ItemKind.IMAGERY
    assert STANDARD.stage_before is None
    last = replace(STANDARD, stage=ItemKind.MIRROR)
    assert last.next_stage is None
    assert last.stage_before is ItemKind.IMAGERY
    without = replace(STANDARD, items=(STANDARD.items[0], STANDARD.items[2]))
    assert without.next_stage is ItemKind.MIRROR
    assert [item.kind for item in last.active] == [ItemKind.MIRROR]
    assert STANDARD.item(uuid4()) is None


# ---- levels, and what accepting makes of a plan


def climb(item: PlanItem) -> list[LevelChange]:
    """Every level up to the highest."""
    changes = []
    while (step := next(harder(item), None)) is not None:
        changes.append(step[0])
        item = step[1]
    return changes


def test_levels_are_climbed_in_the_order_of_the_clinical_design() -> None:
    item = sets_item(ready_plan(Ready.GENTLE, PATIENT, TODAY))
    what = item.what
    assert isinstance(what, LateralityItem)
    up = [LevelChange.LIMIT] * 2 + [LevelChange.CONTEXT] * 2 + [LevelChange.ROTATION]
    assert climb(item) == up
    unpaced = replace(item, paced=False)
    assert climb(unpaced) == [LevelChange.COUNT, *up]
    moving = replace(item, what=replace(what, moving=True))
    assert climb(moving) == [*up, LevelChange.MOVING, *up[:4]]
    plain = replace(
        item,
        what=replace(what, sets=(PictureSet.PLAIN,), turned=False, shortest_limit_s=None),
    )
    assert climb(plain) == []
    assert list(harder(STANDARD.of_kind(ItemKind.MIRROR)[0])) == []


def test_what_was_climbed_is_climbed_down_to_the_easiest() -> None:
    item = sets_item(ready_plan(Ready.GENTLE, PATIENT, TODAY))
    top = item
    while (step := next(harder(top), None)) is not None:
        top = step[1]
    changes = []
    while (below := easier(top)) is not None:
        changes.append(below[0])
        top = below[1]
    assert changes == [
        LevelChange.ROTATION,
        LevelChange.CONTEXT,
        LevelChange.CONTEXT,
        LevelChange.LIMIT,
        LevelChange.LIMIT,
        LevelChange.SESSIONS,
    ]
    assert (top.per_day, top.what.amount) == (1, 10)
    moving = replace(item, what=LateralityItem(DrillSettings(moving=True), moving=True))
    below = easier(moving)
    assert below is not None
    assert below[0] is LevelChange.MOVING
    assert isinstance(below[1].what, LateralityItem)
    assert not below[1].what.settings.moving


def test_less_of_what_is_timed() -> None:
    mirror = replace(STANDARD.of_kind(ItemKind.MIRROR)[0], at=(time(8), time(12), time(18)))
    amounts = []
    while (below := easier(mirror)) is not None:
        assert below[0] is (LevelChange.SESSIONS if mirror.per_day > 1 else LevelChange.DOSE)
        mirror = below[1]
        amounts.append((mirror.per_day, mirror.what.amount, len(mirror.at)))
    assert amounts == [(2, 300, 2), (1, 300, 1), (1, 200, 1), (1, 130, 1), (1, 80, 1), (1, 60, 1)]


def test_how_many_pictures_is_no_level() -> None:
    assert same_level(DrillSettings(count=10), DrillSettings(count=30))
    assert not same_level(DrillSettings(), DrillSettings(limit_s=5.0))
    assert same_level(DrillSettings(angles=FOUR_ANGLES), DrillSettings(angles=FOUR_ANGLES[::-1]))


def advice(kind: SuggestionKind, **rest: Any) -> Advice:
    return Advice(kind, (), **rest)


def test_accepting_a_stage_begins_it_today() -> None:
    later = TODAY + timedelta(days=20)
    forward = accepted(
        STANDARD, advice(SuggestionKind.NEXT_STAGE, stage=ItemKind.IMAGERY), later
    ).plan
    assert (forward.stage, forward.stage_since) == (ItemKind.IMAGERY, later)
    back = advice(SuggestionKind.STEP_BACK, stage=ItemKind.LATERALITY, item=forward.items[1].id)
    assert accepted(forward, back, later).plan.stage is ItemKind.LATERALITY
    gone = replace(STANDARD, items=STANDARD.items[:1])
    assert (
        accepted(gone, advice(SuggestionKind.NEXT_STAGE, stage=ItemKind.MIRROR), later).plan == gone
    )


def test_accepting_a_level_or_a_pause() -> None:
    item = sets_item()
    level = advice(SuggestionKind.NEXT_LEVEL, item=item.id, change=LevelChange.CONTEXT)
    what = sets_item(accepted(STANDARD, level, TODAY).plan).what
    assert isinstance(what, LateralityItem)
    assert what.settings.picture_set is PictureSet.CONTEXT
    pause = advice(SuggestionKind.PAUSE, item=item.id)
    paused = accepted(STANDARD, pause, TODAY).plan
    assert sets_item(paused).paused
    assert resumed(paused, sets_item(paused)) == STANDARD
    back = advice(SuggestionKind.STEP_BACK, item=item.id, change=LevelChange.ROTATION)
    found = accepted(STANDARD, back, TODAY, amount=26)
    what = sets_item(found.plan).what
    assert isinstance(what, LateralityItem)
    assert (what.settings.angles, what.amount, found.pace) == ((0,), 20, None)


def test_fewer_pictures_are_kept_as_a_pace_too() -> None:
    gentle = ready_plan(Ready.GENTLE, PATIENT, TODAY)
    item = sets_item(gentle)
    back = advice(SuggestionKind.STEP_BACK, item=item.id, change=LevelChange.COUNT)
    found = accepted(gentle, back, TODAY, amount=20)
    assert sets_item(found.plan).what.amount == 10
    assert found.pace is not None
    assert (found.pace.change, found.pace.amount, found.pace.planned) == (PaceChange.DOWN, 10, 10)


@pytest.mark.parametrize(
    "outdated",
    [
        advice(SuggestionKind.TALK),
        advice(SuggestionKind.CHECK_UP),
        advice(SuggestionKind.CONTINUE, item=sets_item().id),
        advice(SuggestionKind.PAUSE, item=uuid4()),
        advice(SuggestionKind.NEXT_LEVEL, item=sets_item().id, change=LevelChange.MOVING),
        advice(SuggestionKind.STEP_BACK, item=sets_item().id, change=LevelChange.MOVING),
    ],
)
def test_what_does_not_fit_the_plan_changes_nothing(outdated: Advice) -> None:
    assert accepted(STANDARD, outdated, TODAY).plan == STANDARD


def test_a_stage_is_opened_by_hand_once() -> None:
    plan = opened(opened(STANDARD, ItemKind.MIRROR), ItemKind.IMAGERY)
    assert plan.opened == (ItemKind.IMAGERY, ItemKind.MIRROR)
    assert opened(plan, ItemKind.MIRROR) == plan
    assert with_amount(sets_item(), 26).what.amount == 26
    assert Moment(moment().utc).day == moment().day


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 1), (59, 1), (60, 1), (89, 1), (90, 1.5), (329, 5), (330, 5.5), (359, 5.5), (600, 10)],
)
def test_sessions_are_given_in_half_minutes_and_never_more(seconds: int, minutes: float) -> None:
    assert half_minutes(seconds) == minutes
    assert isinstance(half_minutes(seconds), float) == bool(minutes % 1)  # whole ones read so


def test_the_plan_ends_the_ladder_of_its_part() -> None:
    plan = ready_plan(Ready.GENTLE, PATIENT, TODAY)
    imagery = plan.of_kind(ItemKind.IMAGERY)[0]
    assert isinstance(imagery.what, TimedItem)
    capped = plan.with_item(replace(imagery, what=replace(imagery.what, level=2)))
    assert capped.highest(ItemKind.IMAGERY, imagery.part) == 2
    assert capped.highest(ItemKind.IMAGERY, BodyPart.FOOT) is None
    assert capped.highest(ItemKind.MIRROR, imagery.part) is None
    assert capped.highest(ItemKind.LATERALITY, imagery.part) is None


# ---- what is wrong, whole
def test_what_could_be_read_is_checked_beside_what_could_not() -> None:
    values = plan_values(STANDARD)
    values["start"] = "2026-13-01"
    first, imagery = values["items"][:2]
    first["what"] |= {"pictures": -5, "limit_s": 90.0}
    first["per_day"] = 99
    imagery["what"]["seconds"] = 5
    values["thresholds"] |= {"accuracy": 7, "window_days": 3}
    values["day_to"] = "01:00"
    with pytest.raises(PlanError) as caught:
        read_plan(json.dumps(values))
    listed = "\n".join(caught.value.problems)
    for words in (
        "start: wanted is a day",
        "items 1, what, pictures: The number of pictures must be from 10 to 100.",
        "items 1, what, limit_s: The time limit must be from 1 to 60 seconds",
        "“Correct, both sides” must be from 0.5 to 1, and is 7.",
        "Exercise 1: It must be from 1 to 12 times a day.",
        "Exercise 2: A session must last from 180 to 900 seconds.",
        "More days with practice are asked for than are looked at.",
        "The day ends before it begins.",
    ):
        assert words in listed
    assert "begins before the plan" not in listed, "nobody knows when it starts"


@given(st.sampled_from([path for path in PATHS if path[0] not in ("format", "version")]))
def test_of_what_could_not_be_read_nothing_else_is_said(path: tuple[Any, ...]) -> None:
    values = json.loads(json.dumps(VALUES))
    inner = values
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = [{"no": "value"}]
    plan, problems = read_or_refused(json.dumps(values))
    assert plan is None
    assert all(problem.startswith(str(path[0])) for problem in problems)
