"""The plan on the screen: chosen, changed, refused where it cannot be, kept, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from gmi_app.facts.note import Contact
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import ItemKind, LateralityItem, Plan, PlanVersion, TimedItem
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.calendar_saving import save_calendar
from gmi_app.ui.programme.plan_about import PlanAbout, day_text, read_day
from gmi_app.ui.programme.plan_differences import differences, item_lines, threshold_lines
from gmi_app.ui.programme.plan_draft import PlanDraft
from gmi_app.ui.programme.plan_item_editor import ItemEditor
from gmi_app.ui.programme.plan_parts import Section
from gmi_app.ui.programme.plan_screen import PlanScreen
from gmi_app.ui.programme.plan_thresholds import PlanThresholds
from gmi_app.ui.programme.plan_when import read_times
from gmi_app.ui.programme.plan_whole import PlanWhole
from gmi_app.ui.routes import Route
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.text import Text
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, keep, numbered, plan_of, practise, press
from tests.ui.world import World

pytestmark = pytest.mark.gui
TODAY = NOW.date()


def gentle() -> Plan:
    return ready_plan(Ready.GENTLE, ANNA, TODAY, numbered())


def opened(world: World, at: Section | None = None) -> PlanScreen:
    plan_of(world)
    window = world.open_window()
    window.programme.show_plan(at)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PlanScreen)
    return screen


def present(world: World) -> PlanScreen:
    assert world.window is not None
    screen = world.window.screen_widget
    assert isinstance(screen, PlanScreen)
    return screen


def stepper(screen: QWidget, name: str) -> Stepper:
    found = [s for s in screen.findChildren(Stepper) if s.accessibleName() == name]
    assert found, name
    return found[0]


def said(screen: QWidget) -> list[str]:
    return [text.words for text in screen.findChildren(Text) if text.isVisible()]


def test_a_change_is_kept_as_a_new_version_and_can_be_undone(world: World) -> None:
    screen = opened(world)
    assert not screen.save.isEnabled()
    stepper(screen, "Sets a day").more.click()
    world.settle()
    assert screen.draft.differences == [
        "Left or right? – how often: 3 sets a day, every day (before: 2 sets a day, every day)"
    ]
    assert screen.count.text() == "Changes: 1"
    assert "What changes" in said(screen)
    screen.save.click()
    world.settle()
    versions = world.journal.plans(ANNA.id)
    assert [v.plan.items[0].per_day for v in versions] == [3, 2]
    assert versions[0].parent == versions[1].id
    assert versions[0].author == "patient"
    undo = present(world).findChild(QAbstractButton, "undo_plan")
    assert isinstance(undo, QAbstractButton)
    undo.click()
    world.settle()
    assert [v.plan.items[0].per_day for v in world.journal.plans(ANNA.id)] == [2, 3, 2]


def test_leaving_with_changes_asks_first(world: World) -> None:
    screen = opened(world)
    assert world.window is not None
    stepper(screen, "Pictures in a set").more.click()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    confirm = screen.findChild(Confirm)
    assert confirm is not None
    assert world.window.is_at(Route.PLAN)
    confirm.cancel.click()
    assert screen.draft.changed
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    found = [c for c in screen.findChildren(Confirm) if c.isVisible()]
    found[-1].button.click()
    world.settle()
    assert world.window.is_at(Route.TODAY)
    assert len(world.journal.plans(ANNA.id)) == 1


@pytest.mark.parametrize(
    ("key", "modifier", "route"),
    [
        (Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier, Route.HISTORY),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, Route.HELP),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, Route.TODAY),
    ],
)
def test_keys_that_lead_away_ask_first(
    world: World, key: Qt.Key, modifier: Qt.KeyboardModifier, route: Route
) -> None:
    screen = opened(world)
    window = world.window
    assert window is not None
    stepper(screen, "Pictures in a set").more.click()
    for stays in (True, False):
        QTest.keyClick(window, key, modifier)
        world.settle()
        assert window.screen_widget is screen
        assert screen.draft.changed
        (asked,) = (c for c in screen.findChildren(Confirm) if c.isVisible())
        (asked.cancel if stays else asked.button).click()
        world.settle()
    assert window.is_at(route)
    assert len(world.journal.plans(ANNA.id)) == 1


def test_the_window_is_closed_over_a_changed_plan_only_when_told(world: World) -> None:
    screen = opened(world)
    window = world.window
    assert window is not None
    stepper(screen, "Pictures in a set").more.click()
    for stays in (True, False):
        window.close()
        world.settle()
        assert window.isVisible()
        (asked,) = (c for c in screen.findChildren(Confirm) if c.isVisible())
        assert asked.cancel.text() == "Stay here"
        (asked.cancel if stays else asked.button).click()
        world.settle()
    assert not window.isVisible()
    assert len(world.journal.plans(ANNA.id)) == 1


def test_keys_lead_away_at_once_where_nothing_was_changed(world: World) -> None:
    opened(world)
    assert world.window is not None
    QTest.keyClick(world.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    world.settle()
    assert world.window.is_at(Route.HISTORY)


def test_what_cannot_be_is_said_and_not_kept(world: World) -> None:
    screen = opened(world, Section.TARGETS)
    targets = screen.findChild(PlanThresholds)
    assert targets is not None
    targets.steppers["window_days"].set_value(3)
    assert "More days with practice are asked for than are looked at." in said(screen)
    assert not screen.save.isEnabled()
    targets.steppers["practice_days"].set_value(3)
    assert screen.save.isEnabled()
    screen.save.click()
    world.settle()
    kept = world.journal.plans(ANNA.id)[0].plan.thresholds
    assert (kept.window_days, kept.practice_days) == (3, 3)


def test_what_changes_is_read_before_it_is_kept(world: World) -> None:
    screen = opened(world, Section.TARGETS)
    assert screen.changes.isHidden()
    assert screen.count.isHidden()
    targets = screen.findChild(PlanThresholds)
    assert targets is not None
    targets.steppers["accuracy"].set_value(90)
    screen.draft.change(note_to_patient="Warm water first")
    screen._show()
    world.settle()
    told = ["Note: Warm water first (before: none)", "Correct, both sides: 90 % (before: 80 %)"]
    assert [line.removeprefix("• ") for line in said(screen) if line.startswith("• ")] == told
    assert screen.changes.isVisible()
    assert screen.changes.accessibleName() == " ".join(["What changes", *told])
    assert screen.count.text() == "Changes: 2"
    assert screen.count.accessibleDescription() == " ".join(told)
    screen.count.click()
    world.settle()
    assert not screen.changes.visibleRegion().isEmpty()
    targets.steppers["accuracy"].set_value(80)
    screen.draft.change(note_to_patient="")
    screen._show()
    assert screen.changes.isHidden()


def test_many_changes_are_folded(world: World) -> None:
    screen = opened(world)
    changes = screen.changes
    assert changes.shown == []
    names = [f"change {n}" for n in range(7)]
    changes.show_changes(names[:5])
    assert changes.shown == names[:5]
    assert not changes.more.isVisible()
    changes.show_changes(names)
    assert changes.shown == names[:4]
    assert changes.more.text() == "Show all 7"
    changes.more.click()
    assert changes.shown == names
    assert changes.more.text() == "Show fewer"
    assert changes.more.hasFocus()
    changes.more.click()
    assert changes.shown == names[:4]


def test_targets_say_the_usual_value_and_its_source(world: World) -> None:
    screen = opened(world, Section.TARGETS)
    assert any(
        line.startswith("Usually 2.5 s. The usual goal of 2.0 seconds") for line in said(screen)
    )
    targets = screen.findChild(PlanThresholds)
    assert targets is not None
    targets.steppers["accuracy"].set_value(90)
    targets.steppers["rt_limb_s"].set_value(31)
    assert screen.draft.plan.thresholds.accuracy == 0.9
    assert screen.draft.plan.thresholds.rt_limb_s == 3.1
    usual = screen.findChild(QAbstractButton, "usual_thresholds")
    assert isinstance(usual, QAbstractButton)
    usual.click()
    assert screen.draft.plan.thresholds.accuracy == 0.8


def test_a_locked_stage_opens_after_reading_why_and_that_is_recorded(world: World) -> None:
    screen = opened(world)
    imagery = screen.draft.plan.of_kind(ItemKind.IMAGERY)[0]
    screen.parts.button(imagery.id).click()
    go = screen.findChild(QAbstractButton, "practise_stage")
    read = screen.findChild(QAbstractButton, "read_why")
    assert isinstance(go, QAbstractButton)
    assert isinstance(read, QAbstractButton)
    assert not go.isEnabled()
    read.click()
    go.click()
    screen.save.click()
    world.settle()
    plan = world.journal.plans(ANNA.id)[0].plan
    assert plan.stage is ItemKind.IMAGERY
    assert plan.opened == (ItemKind.IMAGERY,)
    assert plan.stage_since == TODAY


def test_why_a_stage_waits_is_told_in_numbers(world: World) -> None:
    plan = plan_of(world)
    practise(world, plan, 4)
    sets = [s.measures for s in world.journal.summaries(ANNA.id)]
    right = sum(m.left.correct for m in sets) / sum(m.left.scored for m in sets)
    imagery, mirror = plan.items[1], plan.items[2]
    window = world.open_window()
    window.programme.show_plan()
    world.settle()
    screen = present(world)
    numbers = f"• Left: {round(right * 100)} % correct; the goal is 80 %."
    days = "• Days with practice among the 7 that are looked at: 4; the goal is 5."
    for item in (plan.items[0], imagery, mirror):
        screen.parts.button(item.id).click()
        world.settle()
        assert days not in said(screen)
        why = screen.findChild(QAbstractButton, "why_stage")
        assert isinstance(why, QAbstractButton)
        why.click()
        world.settle()
        assert {"On the way to imagined movements", days} <= set(said(screen))
        assert (numbers in said(screen)) is (right < 0.8)
        why.click()
        assert days not in said(screen)
    screen.parts.button(plan.items[0].id).click()
    world.settle()
    assert "Go on as it is" in said(screen)


def test_a_stage_that_rests_is_not_told_to_go_on(world: World) -> None:
    plan = plan_of(world)
    practise(world, plan, 4)
    keep(world, plan.with_item(replace(plan.items[0], paused=True)))
    window = world.open_window()
    window.programme.show_plan(plan.items[0].id)
    world.settle()
    assert "This stage rests until you take it up again" in said(present(world))
    assert "Go on as it is" not in said(present(world))


def test_who_asked_why_on_today_reads_it_at_once(world: World) -> None:
    plan_of(world)
    window = world.open_window()
    press(world, "why_locked")
    assert window.is_at(Route.PLAN)
    assert "The first days are for finding a good start." in " ".join(said(present(world)))
    assert "• Left: no answers yet; the goal is 80 % correct." in said(present(world))


@pytest.mark.parametrize(
    ("affected", "part", "why"),
    [
        (AffectedSide.BOTH, BodyPart.HAND, " Where both sides hurt, no mirror follows."),
        (AffectedSide.LEFT, BodyPart.NECK, " No mirror follows: it is made for hands and feet."),
        (AffectedSide.LEFT, BodyPart.KNEE, " No mirror follows: it is made for hands and feet."),
    ],
)
def test_the_last_stage_says_that_it_is(
    world: World, affected: AffectedSide, part: BodyPart, why: str
) -> None:
    last = "This is the last stage of the plan." + why
    world.add_patient(replace(ANNA, affected=affected, part=part))
    plan = ready_plan(Ready.GENTLE, replace(ANNA, affected=affected, part=part), TODAY, numbered())
    keep(world, plan)
    window = world.open_window()
    window.programme.show_plan(plan.items[1].id)
    world.settle()
    assert last in said(present(world))
    keep(world, replace(plan, stage=ItemKind.IMAGERY))
    window.programme.show_plan()
    world.settle()
    assert last in said(present(world))


def test_going_back_to_an_easier_stage_needs_no_reading(world: World) -> None:
    first = plan_of(world)
    keep(world, replace(first, stage=ItemKind.IMAGERY, stage_since=TODAY), 0)
    window = world.open_window()
    window.programme.show_plan(first.items[0].id)
    world.settle()
    go = present(world).findChild(QAbstractButton, "practise_stage")
    assert isinstance(go, QAbstractButton)
    go.click()
    assert present(world).draft.plan.stage is ItemKind.LATERALITY


def test_exercises_are_added_and_taken_out(world: World) -> None:
    screen = opened(world, Section.MORE)
    add = screen.findChild(QAbstractButton, "add_desensitisation")
    assert isinstance(add, QAbstractButton)
    add.click()
    world.settle()
    kinds = [item.kind for item in screen.draft.plan.items]
    assert ItemKind.DESENSITISATION in kinds
    assert kinds == sorted(kinds, key=list(ItemKind).index)
    screen.open(Section.MORE)
    taken = [
        b
        for b in screen.findChildren(QAbstractButton)
        if b.accessibleName() == "Take out: Breathing and resting"
    ]
    taken[0].click()
    assert ItemKind.RELAXATION not in [item.kind for item in screen.draft.plan.items]


def test_another_ready_made_plan_keeps_people_and_notes(world: World) -> None:
    screen = opened(world, Section.READY)
    take = screen.findChild(QAbstractButton, "take_standard")
    assert isinstance(take, QAbstractButton)
    take.click()
    assert screen.draft.plan.name == Ready.STANDARD
    assert screen.draft.plan.therapist == Contact("Mara Stein", "030 5550 12")
    assert screen.save.isEnabled()


def test_versions_are_read_back(world: World) -> None:
    first = plan_of(world)
    keep(world, replace(first, note_to_patient="Warm water first"), 3)
    window = world.open_window()
    window.programme.show_plan(Section.VERSIONS)
    world.settle()
    lines = said(window.screen_widget)
    assert any(line.startswith("Version 2: 19 Nov") for line in lines)
    assert any("2 sets a day" in line for line in lines)


def many_versions(world: World, count: int) -> Plan:
    """The note of the second is its own."""
    plan = replace(plan_of(world), note_to_patient="Warm water first")
    before = keep(world, plan, 9)
    for number in range(3, count + 1):
        before = keep(world, replace(plan, note_to_patient=f"Number {number}"), 8, before.id)
    return plan


def versions_shown(screen: QWidget) -> list[str]:
    keys = screen.findChildren(QAbstractButton, "open_version")
    return [key.accessibleName().split(":")[0] for key in keys if not key.isHidden()]


def test_every_earlier_version_is_listed_in_steps(world: World) -> None:
    many_versions(world, 45)
    window = world.open_window()
    window.programme.show_plan(Section.VERSIONS)
    world.settle()
    screen = present(world)
    assert versions_shown(screen) == [f"Version {n}" for n in range(45, 25, -1)]
    for last, left in ((6, "25"), (1, "5")):
        more = screen.findChild(QAbstractButton, "earlier_versions")
        assert isinstance(more, QAbstractButton)
        assert left in more.text()
        more.click()
        world.settle()
        assert versions_shown(screen) == [f"Version {n}" for n in range(45, last - 1, -1)]
        focused = screen.focusWidget()
        assert focused is not None
        assert focused.accessibleName().startswith(f"Version {last + (19 if last > 1 else 4)}:")
    assert screen.findChild(QAbstractButton, "earlier_versions") is None


def test_an_earlier_version_is_read_whole_and_changes_nothing(world: World) -> None:
    plan = many_versions(world, 3)
    window = world.open_window()
    window.programme.show_plan(Section.VERSIONS)
    world.settle()
    screen = present(world)
    keys = screen.findChildren(QAbstractButton, "open_version")
    keys[1].click()
    world.settle()
    words = said(screen)
    assert "Warm water first" in words
    for item in plan.items:
        assert plan_words.title(item, plan) in words
        assert plan_words.details(item) in words
    assert {"Mara Stein, 030 5550 12", "About the plan", "Targets and safety", "80 %"} <= set(words)
    whole = screen.findChild(PlanWhole)
    assert whole is not None
    assert not whole.findChildren(QAbstractButton)
    assert not screen.draft.changed
    back = screen.findChild(QAbstractButton, "all_versions")
    assert isinstance(back, QAbstractButton)
    assert screen.focusWidget() is back
    back.click()
    world.settle()
    assert versions_shown(screen) == ["Version 3", "Version 2", "Version 1"]
    focused = screen.focusWidget()
    assert focused is not None
    assert focused.accessibleName().startswith("Version 2:")


def test_an_earlier_version_says_what_was_practised_then(world: World) -> None:
    many_versions(world, 3)
    window = world.open_window()
    window.programme.show_plan(Section.VERSIONS)
    world.settle()
    for at, is_so, is_not in (
        (0, "Now, since", "Practised then, since"),
        (1, "Practised then, since", "Now, since"),
    ):
        present(world).findChildren(QAbstractButton, "open_version")[at].click()
        world.settle()
        words = " ".join(said(present(world)))
        assert is_so in words
        assert is_not not in words
        press(world, "all_versions")


@pytest.mark.parametrize("at", [0, 5])
@pytest.mark.parametrize("percent", [100, 200])
def test_a_version_that_is_opened_begins_where_the_view_begins(
    world: World, percent: int, at: int
) -> None:
    many_versions(world, 6)
    world.state.change_preferences(text_percent=percent)
    window = world.open_window()
    window.resize(1024, 700)
    window.programme.show_plan(Section.VERSIONS)
    world.settle()
    screen = present(world)
    view, bar = screen.area.viewport(), screen.area.verticalScrollBar()
    key = screen.findChildren(QAbstractButton, "open_version")[at]
    foot = key.mapTo(view, key.rect().bottomLeft()).y()
    bar.setValue(bar.value() + foot - view.height())  # the key at the lower edge
    key.click()
    world.settle()
    back = screen.findChild(QAbstractButton, "all_versions")
    assert isinstance(back, QAbstractButton)
    head = back.parentWidget()
    while not isinstance(head, Card):
        assert head is not None
        head = head.parentWidget()
    assert 0 <= head.mapTo(view, QPoint(0, 0)).y() < view.height() // 8
    assert not back.visibleRegion().isEmpty()
    assert back.mapTo(view, back.rect().bottomLeft()).y() < view.height()


def test_a_plan_that_is_read_whole_names_activities_and_says_how_far_the_ladder_goes() -> None:
    plan = gentle()
    imagery = plan.of_kind(ItemKind.IMAGERY)[0]
    assert isinstance(imagery.what, TimedItem)
    third = replace(imagery, what=replace(imagery.what, level=3))
    assert dict(item_lines(imagery))["level"] == "step by step, as it goes well"
    assert dict(item_lines(third))["level"] == "3"
    walk = replace(imagery, kind=ItemKind.ACTIVITY, what=TimedItem(what="Walking the dog"))
    assert dict(item_lines(walk))["activity"] == "Walking the dog"
    assert "level" not in dict(item_lines(walk))
    silk = replace(walk, kind=ItemKind.DESENSITISATION, what=TimedItem(what="Silk"))
    assert dict(item_lines(silk))["up to which material"] == "Silk"
    named = replace(imagery, what=TimedItem(what="with open eyes"))
    assert dict(item_lines(named))["in words"] == "with open eyes"


def test_targets_are_read_with_all_that_they_have() -> None:
    plan = gentle()
    lines = dict(
        threshold_lines(replace(plan, thresholds=replace(plan.thresholds, accuracy=0.825)))
    )
    assert lines["Correct, both sides"] == "82.5 %"
    assert lines["Time of a step"] == "30 s"


def test_the_calendar_file_is_written(world: World, tmp_path: object) -> None:
    plan_of(world)
    window = world.open_window()
    from pathlib import Path

    target = Path(str(tmp_path)) / "plan.ics"
    version = world.journal.plan(ANNA.id)
    assert version is not None

    def made(which: PlanVersion, now: object) -> bytes:
        assert which == version
        return b"BEGIN:VCALENDAR"

    save_calendar(window, world.state, made, version, lambda _: target)
    world.settle()
    assert target.read_bytes() == b"BEGIN:VCALENDAR"
    for told in window.findChildren(QWidget):
        if told.isWindow():
            told.close()


# ---- the pieces
def test_both_sides_leave_no_mirror() -> None:
    draft = PlanDraft(gentle())
    draft.set_side(AffectedSide.BOTH)
    assert not draft.problems
    assert ItemKind.MIRROR not in [item.kind for item in draft.plan.items]


def test_another_part_takes_its_exercises_along() -> None:
    draft = PlanDraft(gentle())
    draft.set_parts((BodyPart.KNEE,))
    assert not draft.problems
    assert {item.part for item in draft.plan.items} == {BodyPart.KNEE}
    assert ItemKind.MIRROR not in [item.kind for item in draft.plan.items]
    draft.set_parts(())
    assert draft.problems == ("No part of the body is named.",)
    draft.set_parts((BodyPart.KNEE,))
    assert not draft.problems


def test_an_item_is_edited_whole(qtbot: object) -> None:
    item = gentle().items[0]
    editor = ItemEditor(item, (BodyPart.HAND, BodyPart.FOOT))
    heard: list[object] = []
    editor.changed.connect(heard.append)
    editor.per_day.set_value(5)
    assert editor.item.per_day == 5
    assert editor.item.most_per_day == 5
    editor.when.chips.chips[6].click()
    assert editor.item.days == (0, 1, 2, 3, 4, 5)
    editor.when.way.chip(1).click()
    editor.when.times.setText("9, 11:30, 13, 15 ,17")
    editor.when.times.textEdited.emit("")
    assert editor.item.at == (time(9), time(11, 30), time(13), time(15), time(17))
    editor.part.chip(1).click()
    assert editor.item.part is BodyPart.FOOT
    what = editor.item.what
    assert isinstance(what, LateralityItem)
    editor.content.now.chip(1).click()  # type: ignore[union-attr]
    assert editor.item.what.settings.picture_set is PictureSet.CONTEXT  # type: ignore[union-attr]
    editor.content.count.set_value(40)  # type: ignore[union-attr]
    assert editor.item.what.amount == 40
    assert editor.item.most_amount == 40  # never less than what is planned
    assert heard
    replace(gentle(), items=(editor.item,))  # a plan takes it
    editor.deleteLater()


def test_minutes_are_edited_in_halves(qtbot: object) -> None:
    item = gentle().of_kind(ItemKind.IMAGERY)[0]
    editor = ItemEditor(item, (BodyPart.HAND,))
    editor.content.length.more.click()  # type: ignore[union-attr]
    what = editor.item.what
    assert isinstance(what, TimedItem)
    assert what.seconds == 210
    assert what.level is None
    editor.content.level.more.click()  # type: ignore[union-attr]
    assert editor.item.what.level == 1
    editor.deleteLater()


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("9", (time(9),)),
        ("18.30, 9:05", (time(9, 5), time(18, 30))),
        ("", ()),
        ("9,,9", (time(9),)),
        ("25", None),
        ("9:70", None),
        ("soon", None),
    ],
)
def test_times_are_read_as_people_write_them(text: str, times: tuple[time, ...] | None) -> None:
    assert read_times(text) == times


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23.11.2026", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        (" 1.2.2027 ", date(2027, 2, 1)),
        ("31.2.2026", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert read_day(text) == day
    if day is not None:
        assert read_day(day_text(day)) == day


def test_days_that_are_none_leave_the_plan_as_it_was(qtbot: object) -> None:
    draft = PlanDraft(gentle())
    about = PlanAbout(draft)
    about.review.setText("soon")
    about.review.editingFinished.emit()
    assert not draft.changed
    assert about.day_problem.words.startswith("That is no day")
    about.review.setText("1.1.2027")
    about.review.editingFinished.emit()
    assert draft.plan.review == date(2027, 1, 1)
    about.start.setText("25.11.2026")
    about.start.editingFinished.emit()
    assert draft.plan.start == draft.plan.stage_since == date(2026, 11, 25)
    assert not draft.problems
    about.deleteLater()


def test_equal_plans_have_no_differences() -> None:
    assert differences(gentle(), gentle()) == []


def test_every_kind_of_difference_is_told() -> None:
    old = gentle()
    first = old.items[0]
    new = replace(
        old,
        items=(replace(first, days=(0, 1), at=(time(9), time(15)), paced=False), *old.items[1:3]),
        stage=ItemKind.IMAGERY,
        opened=(ItemKind.IMAGERY,),
        affected=AffectedSide.RIGHT,
        therapist=Contact("Mara"),
        thresholds=replace(old.thresholds, flare_rise=3),
        most_s_per_day=1800,
    )
    text = "\n".join(differences(old, new))
    for wanted in (
        "Left or right? – how often: 2 sets a day, Mon, Tue (before: 2 sets a day, every day)",
        "Left or right? – when: 9:00, 15:00 (before: spread over the day)",
        "small steps: off (before: up to 20 pictures)",
        "Taken out: Breathing and resting",
        "Stage: Imagined movements (before: Left or right?)",
        "Opened early: Imagined movements (before: none)",
        "Painful side: Right (before: Left)",
        "Most in a day: about 30 minutes (before: about 60 minutes)",
        "Therapist: Mara (before: none)",
        "Pain rises in a session by: 3 (before: 2)",
    ):
        assert wanted in text
