"""What the plan says is begun as it says: each kind with the item's settings and its id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtWidgets import QAbstractButton

from gmi_app.activities.settings import DesensitisationSettings
from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import ActivityGoal, Unit
from gmi_app.facts.note import (
    Choice,
    DayChoice,
    FlareNote,
    NoteKind,
    PaceChange,
    PaceNote,
    TakenBack,
)
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import SessionKind
from gmi_app.imagery.exercise import Rung
from gmi_app.imagery.planner import Planned
from gmi_app.laterality.settings import DrillSettings
from gmi_app.mirror.exercises import Rung as MirrorRung
from gmi_app.mirror.exercises import rung_of
from gmi_app.mirror.settings import MirrorSettings
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import ItemKind, Plan, PlanItem, TimedItem
from gmi_app.programme.ready import Ready
from gmi_app.ui.activities.pacing import PacingScreen
from gmi_app.ui.activities.set_up import ActivitySetUp
from gmi_app.ui.imagery.set_up import ImagerySetUp
from gmi_app.ui.mirror.set_up import MirrorSetUp
from gmi_app.ui.routes import Route
from gmi_app.ui.widgets.text import Text
from tests.ui.activity_practice import WALK, named, touched, walked
from tests.ui.imagery_practice import imagery_days
from tests.ui.mirror_practice import mirror_days, mirror_session
from tests.ui.practice import NOW, Practice
from tests.ui.programme_looks import ANNA, GOOD, keep, note, plan_of, practise, press, rate
from tests.ui.world import World

pytestmark = pytest.mark.gui


def in_stage(world: World, stage: ItemKind, **what: Any) -> Plan:
    """Only the item of that stage is there, and is due."""
    plan = plan_of(world)
    item = plan.of_kind(stage)[0]
    assert isinstance(item.what, TimedItem)
    item = replace(item, what=replace(item.what, **what), most_amount=600)
    plan = (
        replace(plan, items=(item,), stage=stage)
        if stage.staged
        else replace(plan, items=(plan.items[0], item))
    )
    keep(world, plan)
    return plan


def said(world: World) -> list[str]:
    assert world.window is not None
    texts = world.window.screen_widget.findChildren(Text)
    return [text.words for text in texts if text.isVisible()]


def begun(world: World, kind: str, name: str = "start") -> list[tuple[tuple[Any, ...], UUID]]:
    """Presses it and answers the pain; what was begun, and for which item."""
    found: list[tuple[tuple[Any, ...], UUID]] = []

    def begin(*what: Any, plan_item: UUID) -> None:
        found.append((what, plan_item))

    named: dict[str, Any] = {f"start_{kind}": begin}
    world.services = replace(world.services, **named)
    window = world.open_window()
    press(world, name)
    assert window.is_at(Route.PAIN_BEFORE)
    window.screen_widget.answered.emit(2)  # type: ignore[attr-defined]
    world.settle()
    assert window.is_at(Route.TODAY)
    return found


def test_imagined_movements(world: World) -> None:
    plan = in_stage(world, ItemKind.IMAGERY, seconds=420, level=1)
    [((planned, pain), item)] = begun(world, "imagery")
    assert isinstance(planned, Planned)
    assert (item, pain) == (plan.items[0].id, 2)
    assert planned.settings.minutes == 7
    assert planned.settings.side is Side.LEFT
    assert planned.settings.part is BodyPart.HAND
    assert {exercise.rung for exercise in planned.exercises} == {Rung.POSTURE}


def test_the_mirror(world: World) -> None:
    plan = in_stage(world, ItemKind.MIRROR, seconds=240, level=0)
    [((settings, camera, pain), item)] = begun(world, "mirror")
    assert isinstance(settings, MirrorSettings)
    assert (item, pain, camera) == (plan.items[0].id, 2, "")
    assert settings.minutes == 4
    assert settings.view.affected is Side.LEFT
    assert settings.guided
    assert settings.exercises
    assert rung_of(settings.exercises) is MirrorRung.WATCH


def test_what_is_beside_the_stages(world: World) -> None:
    plan = in_stage(world, ItemKind.RELAXATION, seconds=300)
    found: list[tuple[Any, ...]] = []

    def begin(*what: Any, **more: Any) -> None:
        found.append((*what, more))

    world.services = replace(world.services, start_aside=begin)
    window = world.open_window()
    press(world, f"due_{ItemKind.RELAXATION}")
    assert window.is_at(Route.PAIN_BEFORE)
    window.screen_widget.answered.emit(2)  # type: ignore[attr-defined]
    world.settle()
    assert found[0][0].seconds == 300
    assert found[0][1:3] == (2, plan.items[1].id)


def test_soft_touch_goes_up_to_the_material_and_for_the_part_that_the_plan_names(
    world: World,
) -> None:
    plan = plan_of(world)
    touch = TimedItem(BodyPart.FOOT, 180, what="Cotton wool")
    item = PlanItem(UUID(int=78), ItemKind.DESENSITISATION, touch, paced=False, most_amount=180)
    keep(world, replace(plan, items=(*plan.items, item), parts=(*plan.parts, BodyPart.FOOT)))
    found: list[DesensitisationSettings] = []
    world.services = replace(
        world.services, start_aside=lambda settings, *_, **__: found.append(settings)
    )
    touched(world.journal, ANNA.id, texture="denim")
    window = world.open_window()
    press(world, "due_desensitisation")
    if window.is_at(Route.PAIN_BEFORE):
        window.screen_widget.answered.emit(2)  # type: ignore[attr-defined]
        world.settle()
    assert [(each.part, each.texture) for each in found] == [(BodyPart.FOOT, "cotton_wool")]


def test_who_has_named_no_activity_yet_is_offered_that_of_the_plan(world: World) -> None:
    plan = plan_of(world)
    words = TimedItem(seconds=900, what="Walk to the shop")
    walk = PlanItem(UUID(int=77), ItemKind.ACTIVITY, words, paced=False, most_amount=900)
    keep(world, replace(plan, items=(*plan.items, walk)))
    world.open_window()
    press(world, "due_activity")
    screen = pacing(world)
    assert screen.form is not None
    assert (screen.form.name.text(), screen.form.baseline.value) == ("Walk to the shop", 15)
    screen.form.keep.click()
    world.settle()
    (kept,) = world.journal.notes(ANNA.id, [NoteKind.ACTIVITY_GOAL])
    assert isinstance(kept.content, ActivityGoal)
    assert (kept.content.name, kept.content.baseline) == ("Walk to the shop", 15)

    assert world.window is not None
    world.window.show_today()
    world.settle()
    press(world, "due_activity")  # now there is one: it is shown, and nothing is asked
    assert pacing(world).form is None
    assert len(pacing(world).cards) == 1


def activities_planned(world: World, *names: str) -> list[PlanItem]:
    """The plan asks for each of them."""
    plan = plan_of(world)
    items = [
        PlanItem(
            UUID(int=90 + n),
            ItemKind.ACTIVITY,
            TimedItem(seconds=900, what=name),
            paced=False,
            most_amount=900,
        )
        for n, name in enumerate(names)
    ]
    keep(world, replace(plan, items=(*plan.items, *items)))
    return items


def has_activity(world: World, name: str) -> None:
    content = ActivityGoal(uuid4(), name, Unit.MINUTES, 10, 10)
    note(world, NoteKind.ACTIVITY_GOAL, content, 1)


def press_due(world: World, name: str) -> PacingScreen:
    """Start, on the line of Today."""
    assert world.window is not None
    if not world.window.is_at(Route.TODAY):
        world.window.show_today()
        world.settle()
    keys = world.window.screen_widget.findChildren(QAbstractButton, "due_activity")
    next(key for key in keys if name in key.accessibleName()).click()
    world.settle()
    return pacing(world)


def tick(world: World, name: str) -> None:
    card = next(c for c in pacing(world).cards if name in c.tick.accessibleName())
    card.tick.click()
    keys = card.findChildren(QAbstractButton, "keep_tick")
    keys[0].click()
    world.settle()


def activities_done(world: World) -> dict[str, int]:
    assert world.window is not None
    world.window.show_today()
    world.settle()
    known = world.window.programme.course.known
    assert known is not None
    assert known.today is not None
    return {
        due.item.what.what: due.done
        for due in known.today.due
        if isinstance(due.item.what, TimedItem) and due.item.kind is ItemKind.ACTIVITY
    }


def test_of_two_activities_the_one_that_was_done_is_ticked_off(world: World) -> None:
    walk, garden = activities_planned(world, "Walk", "The garden")
    has_activity(world, "Walk")
    has_activity(world, "the  Garden ")
    world.open_window()
    screen = press_due(world, "The garden")
    assert "Garden" in screen.cards[0].tick.accessibleName()  # what was pressed comes first
    tick(world, "Garden")
    assert activities_done(world) == {"Walk": 0, "The garden": 1}
    (record,) = world.journal.activity_records(ANNA.id)
    assert record.session.plan_item == garden.id

    press_due(world, "The garden")
    tick(world, "Walk")  # another one than was pressed: it counts for what it is
    assert activities_done(world) == {"Walk": 1, "The garden": 1}
    assert world.journal.activity_records(ANNA.id)[0].session.plan_item == walk.id


def test_an_activity_with_a_name_of_ones_own_counts_for_what_was_pressed(world: World) -> None:
    activities_planned(world, "Walk", "Something in the house")
    has_activity(world, "Walk")
    has_activity(world, "Cooking")
    world.open_window()
    assert press_due(world, "Something in the house").form is None
    tick(world, "Cooking")
    assert activities_done(world) == {"Walk": 0, "Something in the house": 1}


def test_the_second_activity_of_the_plan_is_offered_to_be_named(world: World) -> None:
    activities_planned(world, "Walk", "The garden")
    has_activity(world, "Walk")
    world.open_window()
    form = press_due(world, "The garden").form
    assert form is not None
    assert form.name.text() == "The garden"
    form.cancelled.emit()
    assert len(pacing(world).cards) == 1
    pacing(world).reload()
    world.settle()
    assert pacing(world).form is None  # offered once


def pacing(world: World) -> PacingScreen:
    assert world.window is not None
    screen = world.window.screen_widget
    assert isinstance(screen, PacingScreen)
    return screen


def test_half_minutes_go_into_the_session(world: World) -> None:
    in_stage(world, ItemKind.IMAGERY, seconds=330)
    [((planned, _), _)] = begun(world, "imagery")
    assert planned.settings.minutes == 5.5
    assert "About 5½ minutes" in said(world)


def test_half_minutes_of_the_mirror(world: World) -> None:
    in_stage(world, ItemKind.MIRROR, seconds=290)
    [((settings, _, _), _)] = begun(world, "mirror")
    assert settings.minutes == 4.5  # never more than was planned
    assert "About 4½ minutes" in said(world)


def test_a_step_of_pacing_is_said_and_done(world: World) -> None:
    plan = in_stage(world, ItemKind.MIRROR, seconds=300)
    note(world, NoteKind.PACE, PaceNote(plan.items[0].id, PaceChange.UP, 330, 300))
    [((settings, _, _), _)] = begun(world, "mirror")
    assert settings.minutes == 5.5
    assert "A small step up: about 5½ minutes, before about 5 minutes" in said(world)


def test_change_begins_with_what_the_plan_says_and_not_with_a_lock(world: World) -> None:
    """No session has been done yet: the plan that has come to the stage opens it."""
    in_stage(world, ItemKind.MIRROR, seconds=210, level=0)
    window = world.open_window()
    press(world, "change")
    assert window.is_at(Route.MIRROR)
    screen = window.screen_widget
    assert isinstance(screen, MirrorSetUp)
    assert screen.form is not None
    assert screen.form.minutes.spin.text() == "3.5 minutes"
    assert screen.form.settings().minutes == 3.5
    assert rung_of(screen.form.settings().exercises) is MirrorRung.WATCH


def test_change_of_imagined_movements_likewise(world: World) -> None:
    in_stage(world, ItemKind.IMAGERY, seconds=450, level=1)
    window = world.open_window()
    press(world, "change")
    assert window.is_at(Route.IMAGERY)
    screen = window.screen_widget
    assert isinstance(screen, ImagerySetUp)
    assert screen.form is not None
    found = screen.form.plan()
    assert found.settings.minutes == 7.5
    assert {exercise.rung for exercise in found.exercises} == {Rung.POSTURE}


def test_change_of_a_set(world: World) -> None:
    plan_of(world)
    window = world.open_window()
    press(world, "change")
    assert window.is_at(Route.SET_UP)


def test_the_mirror_is_for_the_part_that_the_plan_names(world: World) -> None:
    """Also where the person has named none, or one that has no mirror."""
    in_stage(world, ItemKind.MIRROR, part=BodyPart.FOOT)
    for part in (None, BodyPart.KNEE):
        world.journal.save_patient(replace(ANNA, part=part))
        world.state.patients = world.journal.patients()
        world.state.choose_patient(world.state.patients[0])
        window = world.window or world.open_window()
        window.mirror.show_set_up()
        world.settle()
        screen = window.screen_widget
        assert isinstance(screen, MirrorSetUp)
        assert screen.form is not None
        assert screen.form.settings().part is BodyPart.FOOT


def test_an_exercise_that_rests_says_why_and_is_taken_up_again(world: World) -> None:
    plan = plan_of(world)
    items = tuple(replace(item, paused=item.kind is ItemKind.LATERALITY) for item in plan.items)
    staged = tuple(item for item in items if item.kind.staged)
    keep(world, replace(plan, items=staged))
    world.open_window()
    told = said(world)
    assert "Your exercise rests" in told
    assert any("Talk to your therapist" in line for line in told)
    press(world, "due_laterality")
    world.settle()
    kept = world.journal.plan(ANNA.id)
    assert kept is not None
    assert not any(item.paused for item in kept.plan.items)
    assert "Your exercise rests" not in said(world)


@pytest.mark.parametrize("affected", [AffectedSide.BOTH, None])
def test_no_mirror_begins_where_both_sides_or_neither_is_said_to_hurt(
    world: World, affected: AffectedSide | None
) -> None:
    in_stage(world, ItemKind.MIRROR)
    world.state.save_patient(replace(world.state.patients[0], affected=affected))
    begun: list[object] = []
    world.services = replace(world.services, start_mirror=lambda *what, **_: begun.append(what))
    window = world.open_window()
    press(world, "start")
    assert window.is_at(Route.MIRROR)
    assert not begun


def test_imagined_movements_are_for_the_part_that_the_plan_names(world: World) -> None:
    in_stage(world, ItemKind.IMAGERY, part=BodyPart.KNEE)
    window = world.open_window()
    press(world, "change")
    screen = window.screen_widget
    assert isinstance(screen, ImagerySetUp)
    assert screen.form is not None
    assert screen.form.plan().settings.part is BodyPart.KNEE


@pytest.mark.parametrize(("rise", "rung"), [(2, MirrorRung.SIMPLE), (3, MirrorRung.LARGER)])
def test_the_ladder_steps_back_by_what_the_plan_calls_a_flare(
    world: World, rise: int, rung: MirrorRung
) -> None:
    plan = in_stage(world, ItemKind.MIRROR, level=int(MirrorRung.OBJECT))
    keep(world, replace(plan, thresholds=replace(plan.thresholds, flare_rise=rise)))
    last = mirror_days(world.journal, ANNA.id)[0]  # on the rung "larger"
    world.journal.add_rating(
        Rating(
            uuid4(), ANNA.id, Moment(NOW), RatingKind.PAIN_NOW, 6, When.AFTER, last.session.id
        )  # and 4 before
    )
    window = world.open_window()
    window.mirror.show_set_up()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, MirrorSetUp)
    assert screen.form is not None
    assert rung_of(screen.form.settings().exercises) is rung
    window.imagery.show_set_up()
    world.settle()
    imagined = window.screen_widget
    assert isinstance(imagined, ImagerySetUp)
    assert imagined._found is not None
    assert imagined._found.flare_rise == rise


@pytest.mark.parametrize(("rise", "speaks_up"), [(2, True), (3, False)])
def test_every_result_speaks_up_at_what_the_plan_calls_a_flare(
    world: World, rise: int, speaks_up: bool
) -> None:
    plan = plan_of(world)
    keep(world, replace(plan, thresholds=replace(plan.thresholds, flare_rise=rise)))
    window = world.open_window()
    journal = world.journal
    shown: tuple[tuple[Callable[[Any], None], Any], ...] = (
        (window.show_result, practise(world, plan, 0).do_set(before=3)),
        (window.activities.show_result, touched(journal, ANNA.id)),
        (window.mirror.show_result, mirror_days(journal, ANNA.id)[0]),
        (window.imagery.show_result, imagery_days(journal, ANNA.id)[0]),
    )
    for show, record in shown:
        show(record)
        world.settle()
        screen: Any = window.screen_widget
        assert not screen.rise.isVisible()
        screen.pain.scale.keys[record.pain_before + 2].click()
        world.settle()
        assert screen.rise.isVisible() is speaks_up, type(record).__name__


def of_another_exercise(world: World, pain: int = 7) -> None:
    """A set whose pain rose, today."""
    Practice(world.journal, world.catalogue.pictures, patient=ANNA).do_set(
        NOW - timedelta(minutes=40), DrillSettings(), GOOD, GOOD, before=3, after=pain
    )


def said_by_the_day(world: World) -> None:
    for back, pain in ((4, 2), (3, 2), (2, 2), (0, 6)):
        rate(world, RatingKind.PAIN_24H, pain, back)


def noted(world: World) -> None:
    note(world, NoteKind.FLARE, FlareNote())


FLARES = pytest.mark.parametrize(
    "flare",
    [
        noted,
        lambda w: note(w, NoteKind.FLARE, FlareNote(), 1),
        said_by_the_day,
        of_another_exercise,
    ],
)


def calm_days(world: World) -> None:
    """With the mirror three calm days, with touch two; and a goal that was reached three times."""
    for back in (4, 3, 2):
        mirror_session(world.journal, ANNA.id, Moment(NOW - timedelta(days=back)), MirrorRung(1))
    for back in (3, 2):
        touched(world.journal, ANNA.id, back, texture="felt", comfort=5)
    named(world.journal, ANNA.id, WALK, days_ago=9)
    for back in (4, 3, 2):
        walked(world.journal, ANNA.id, back)
    imagery_days(world.journal, ANNA.id)


def presets(world: World) -> tuple[MirrorRung, str, str, set[str]]:
    """Rung of the mirror, texture, what pacing offers, exercises that are imagined; as the
    screens open."""
    window = world.open_window()
    world.settle()
    window.mirror.show_set_up()
    world.settle()
    mirror = window.screen_widget
    assert isinstance(mirror, MirrorSetUp)
    assert mirror.form is not None
    rung = rung_of(mirror.form.settings().exercises)
    window.activities.show_set_up(SessionKind.DESENSITISATION)
    world.settle()
    touch = window.screen_widget
    assert isinstance(touch, ActivitySetUp)
    assert touch.form is not None
    settings = touch.form.settings()
    assert isinstance(settings, DesensitisationSettings)
    window.activities.show_set_up(SessionKind.ACTIVITY)
    world.settle()
    accept = pacing(world).findChild(QAbstractButton, "accept")
    offered = accept.text() if isinstance(accept, QAbstractButton) else ""
    window.imagery.show_set_up()
    world.settle()
    imagery = window.screen_widget
    assert isinstance(imagery, ImagerySetUp)
    assert imagery.form is not None
    return rung, settings.texture, offered, set(imagery.form.plan().settings.exercises)


def all_open(world: World) -> None:
    plan = plan_of(world, Ready.STANDARD)
    levels = tuple(
        replace(i, what=replace(i.what, level=4 if i.kind is ItemKind.MIRROR else 6))
        if i.kind in (ItemKind.MIRROR, ItemKind.IMAGERY) and isinstance(i.what, TimedItem)
        else i
        for i in plan.items
    )
    keep(world, replace(plan, items=levels, opened=(ItemKind.IMAGERY, ItemKind.MIRROR)))
    calm_days(world)


def test_without_a_flare_the_steps_go_up(world: World) -> None:
    all_open(world)
    rung, texture, offered, imagined = presets(world)
    assert (rung, texture, offered) == (MirrorRung.LARGER, "corduroy", "Yes, 13 minutes")
    assert len(imagined) > 2


@FLARES
def test_a_flare_of_any_kind_steps_nothing_up(world: World, flare: Callable[[World], None]) -> None:
    all_open(world)
    flare(world)
    rung, texture, offered, imagined = presets(world)
    assert (rung, texture, offered) == (MirrorRung.WATCH, "cotton", "")
    assert len(imagined) <= 2


@FLARES
def test_start_begins_easier_after_a_flare_of_any_kind(
    world: World, flare: Callable[[World], None]
) -> None:
    in_stage(world, ItemKind.MIRROR, level=int(MirrorRung.OBJECT))
    calm_days(world)
    flare(world)
    [((settings, _, _), _)] = begun(world, "mirror")
    assert isinstance(settings, MirrorSettings)
    assert rung_of(settings.exercises) is MirrorRung.WATCH


@FLARES
def test_start_of_imagined_movements_brings_nothing_new_after_a_flare_of_any_kind(
    world: World, flare: Callable[[World], None]
) -> None:
    in_stage(world, ItemKind.IMAGERY, seconds=420, level=6)
    calm_days(world)
    flare(world)
    [((planned, _), _)] = begun(world, "imagery")
    assert isinstance(planned, Planned)
    assert len(set(planned.exercises)) <= 2


def test_a_flare_that_was_taken_back_changes_nothing(world: World) -> None:
    all_open(world)
    noted(world)
    (kept,) = world.journal.notes(ANNA.id, [NoteKind.FLARE])
    note(world, NoteKind.TAKEN_BACK, TakenBack(kept.id))
    assert presets(world)[0] is MirrorRung.LARGER


# ---- an activity in its own unit
def an_activity(world: World, goal: ActivityGoal, *, often: int = 1) -> PlanItem:
    """Only that is planned, under its name, 390 seconds at a time; and it was named long ago."""
    plan = plan_of(world)
    what = TimedItem(seconds=390, what=goal.name)
    item = PlanItem(UUID(int=90), ItemKind.ACTIVITY, what, per_day=often, most_amount=900)
    keep(world, replace(plan, items=(plan.items[0], item)), 9)
    note(world, NoteKind.ACTIVITY_GOAL, goal, 300)
    note(world, NoteKind.DAY_CHOICE, DayChoice(plan.items[0].id, Choice.NOT_TODAY))
    return item


@pytest.mark.parametrize(
    ("unit", "many", "amount", "less"),
    [
        (Unit.MINUTES, 15, "15 minutes", "10 minutes"),
        (Unit.TIMES, 3, "3 times", "2 times"),
    ],
)
@pytest.mark.parametrize("eased", [False, True])
def test_an_activity_is_planned_in_its_own_unit_on_today_and_where_it_is_begun(
    world: World, unit: Unit, many: int, amount: str, less: str, *, eased: bool
) -> None:
    item = an_activity(world, ActivityGoal(uuid4(), "Walk", unit, many, many))
    if eased:
        noted(world)
    world.open_window()
    lines = said(world)
    easier = f"An easier day: {less} instead of {amount}"
    assert (less if eased else amount).capitalize() in lines
    assert (easier in lines) is eased
    assert not any("6½" in line or "4 minutes" in line for line in lines)
    press(world, "start")
    screen = pacing(world)
    told = said(world)
    assert (f"{easier}." in told) is eased
    assert (f"Planned: {amount}. Also on a good day no more than that." in told) is not eased
    screen.cards[0].tick.click()
    form = screen.cards[0].form
    assert form is not None
    assert form.amount.value == (int(less.split()[0]) if eased else many)
    form._keep()
    world.settle()
    (record,) = world.journal.activity_records(ANNA.id)
    assert record.session.plan_item == item.id


def test_a_card_of_the_day_says_the_activitys_own_amount(world: World) -> None:
    plan = plan_of(world)
    item = PlanItem(UUID(int=90), ItemKind.ACTIVITY, TimedItem(seconds=390), most_amount=900)
    keep(world, replace(plan, items=(plan.items[0], item)))
    world.open_window()
    assert any("about 6½ minutes" in line for line in said(world))  # nothing is named yet
    note(world, NoteKind.ACTIVITY_GOAL, ActivityGoal(uuid4(), "Cooking", Unit.TIMES, 4, 4), 300)
    world.state.records_changed.emit()
    world.settle()
    assert any("4 times" in line for line in said(world))
    assert not any("6½" in line for line in said(world))


def test_what_an_activity_counts_never_paces_seconds_of_the_plan(world: World) -> None:
    item = an_activity(world, replace(WALK, unit=Unit.TIMES, amount=3, name="Walk"))
    for back in (4, 3, 2):
        walked(world.journal, ANNA.id, back, goal=replace(WALK, unit=Unit.TIMES, name="Walk"))
    world.open_window()
    known = world.window.programme.course.known if world.window else None
    assert known is not None
    assert known.today is not None
    due = next(due for due in known.today.due if due.item.id == item.id)
    assert (due.amount.today, due.amount.note) == (390, None)
    assert world.journal.notes(ANNA.id, [NoteKind.PACE]) == []
