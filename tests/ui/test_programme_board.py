"""The cards of Today with a plan, one by one: what each says, and what has the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from gmi_app.facts.note import DayChoice, FlareNote, NoteKind
from gmi_app.facts.rating import RatingKind
from gmi_app.pictures.model import Side
from gmi_app.programme.plan import ItemKind, LateralityItem, Plan, TimedItem
from gmi_app.programme.suggestion import Advice, Reason, ReasonKind, SuggestionKind
from gmi_app.ui.programme.day_list import DayList
from gmi_app.ui.programme.low_mood import LowMoodCard
from gmi_app.ui.programme.planned_card import PlannedCard
from gmi_app.ui.programme.suggestion_card import SuggestionCard
from gmi_app.ui.theme import Theme, apply
from gmi_app.ui.widgets.text import Text
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, keep, note, plan_of, practise, press, rate
from tests.ui.world import World

pytestmark = pytest.mark.gui
CONTACT = "Mara Stein, 030 5550 12"


def texts(part: QWidget) -> list[str]:
    """What is read of it; also before it is shown."""
    return [text.words for text in part.findChildren(Text) if not text.isHidden()]


def button(part: QWidget, name: str) -> QAbstractButton:
    found = part.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def shown(world: World) -> QWidget:
    assert world.window is not None
    return world.window.screen_widget


def only_sets(world: World, **item: int) -> Plan:
    plan = plan_of(world)
    plan = replace(plan, items=(replace(plan.items[0], **item),))  # type: ignore[arg-type]
    keep(world, plan)
    return plan


# ---- the suggestion


@pytest.mark.parametrize("kind", list(SuggestionKind))
def test_a_suggestion_looks_and_answers_as_its_kind(qtbot: QtBot, kind: SuggestionKind) -> None:
    card = SuggestionCard(Advice(kind, stage=ItemKind.IMAGERY), CONTACT)
    qtbot.addWidget(card)
    careful = kind in (SuggestionKind.PAUSE, SuggestionKind.TALK, SuggestionKind.STEP_BACK)
    assert card.property("card") == ("attention" if careful else "tint")
    asks = kind in (SuggestionKind.PAUSE, SuggestionKind.TALK)
    assert (CONTACT in texts(card)) is asks
    words = {SuggestionKind.TALK: "I will", SuggestionKind.CHECK_UP: "Start the check-up"}
    assert card.accept.text() == words.get(kind, "Yes, do that")
    assert card.decline.text() == "Not now"


def test_why_shows_the_reasons_of_both_sides_and_hides_them_again(qtbot: QtBot) -> None:
    reasons = (
        Reason(ReasonKind.PRACTICE_DAYS, 6, 5, beside=7),
        Reason(ReasonKind.ACCURACY, 0.9, 0.8, Side.LEFT),
        Reason(ReasonKind.ACCURACY, 0.95, 0.8, Side.RIGHT),
    )
    card = SuggestionCard(Advice(SuggestionKind.NEXT_STAGE, reasons, stage=ItemKind.IMAGERY))
    qtbot.addWidget(card)
    card.show()

    def read() -> set[str]:
        return {text.words for text in card.findChildren(Text) if text.isVisible()}

    wanted = {
        "• Days with practice among the 7 that are looked at: 6; the goal is 5.",
        "• Left: 90 % correct; the goal is 80 %.",
        "• Right: 95 % correct; the goal is 80 %.",
    }
    assert not wanted & read()
    assert card.why.text() == "Why?"
    card.why.click()
    assert wanted <= read()
    assert card.why.text() == "Hide"
    card.why.click()
    assert not wanted & read()
    assert card.why.text() == "Why?"


@pytest.mark.parametrize(
    ("per_day", "title", "change"),
    [
        (2, "fewer times a day", "how often: one set a day, every day (before: "),
        (1, "", ""),
    ],
)
def test_a_step_back_says_what_becomes_less(
    world: World, per_day: int, title: str, change: str
) -> None:
    plan = plan_of(world)
    keep(world, plan.with_item(replace(plan.items[0], per_day=per_day)))
    note(world, NoteKind.FLARE, FlareNote())
    world.open_window()
    card = shown(world).findChild(SuggestionCard)
    assert card is not None
    if not title:
        assert card.advice.kind is SuggestionKind.TALK
        return
    assert f"Make it easier for a while: {title}" in texts(card)
    assert any(change in line for line in texts(card))


def test_a_shorter_session_says_how_much_shorter(world: World) -> None:
    plan = replace(plan_of(world), stage=ItemKind.IMAGERY)
    (item,) = plan.of_kind(ItemKind.IMAGERY)
    assert isinstance(item.what, TimedItem)
    longer = replace(item, what=replace(item.what, seconds=600))
    keep(world, plan.with_item(longer))
    note(world, NoteKind.FLARE, FlareNote())
    world.open_window()
    card = shown(world).findChild(SuggestionCard)
    assert card is not None
    assert "Make it easier for a while: shorter sessions" in texts(card)
    assert any("About 6½ minutes (before: About 10 minutes)" in line for line in texts(card))


def test_a_suggestion_that_is_shown_twice_is_kept_once(world: World) -> None:
    practise(world, plan_of(world), 5)
    window = world.open_window()
    assert shown(world).findChild(SuggestionCard) is not None
    world.state.patient = None
    world.state.patient = ANNA  # what was offered is read from the record, too
    window.programme.course._offered.clear()
    window.show_today()
    world.settle()
    assert shown(world).findChild(SuggestionCard) is not None
    assert len(world.journal.decided(ANNA.id)) == 1


# ---- what is next


def test_start_says_what_it_starts(world: World) -> None:
    only_sets(world)
    world.open_window()
    start = button(shown(world), "start")
    assert start.accessibleDescription() == "Left or right?: 10 pictures, no time limit"


@pytest.mark.parametrize("percent", [100, 200])
def test_with_large_text_one_line_says_how_much(world: World, percent: int) -> None:
    plan = only_sets(world)
    apply(world.app, Theme.from_preferences(replace(world.state.preferences, text_percent=percent)))
    world.state.preferences = replace(world.state.preferences, text_percent=percent)
    world.open_window()
    card = shown(world).findChild(PlannedCard)
    assert card is not None
    said = [line for line in texts(card) if "minute" in line or "pictures" in line]
    one = ["Today: 2 sets of 10 pictures"]
    every = ["About 2 minutes", "10 pictures, no time limit", f"Set 1 of 2 today. {one[0]}"]
    assert said == (one if percent == 200 else every)
    assert isinstance(plan.items[0].what, LateralityItem)


def test_start_has_the_keyboard_though_something_is_suggested(world: World) -> None:
    practise(world, plan_of(world), 5)
    world.open_window()
    assert shown(world).findChild(SuggestionCard) is not None
    assert button(shown(world), "start").hasFocus()
    for name in ("not_today", "not_today"):
        press(world, name)
    assert button(shown(world), "more").hasFocus()


def tabbed(world: World, count: int) -> list[str]:
    """The names of what has the keyboard, one Tab after the other."""
    assert world.window is not None
    found = []
    for _ in range(count):
        focused = world.window.focusWidget()
        assert focused is not None
        found.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return found


def test_tab_comes_to_a_suggestion_right_after_what_is_due(world: World) -> None:
    plan = plan_of(world, days_ago=30)
    practise(world, plan, 5)
    world.open_window()
    assert shown(world).findChild(SuggestionCard) is not None
    card = ["start", "change", "later", "not_today"]
    assert tabbed(world, 7) == [*card, "accept", "decline", "why"]


def test_tab_comes_to_a_suggestion_where_nothing_can_be_begun(world: World) -> None:
    plan = plan_of(world, days_ago=30)
    practise(world, plan, 5, today=2)
    keep(world, replace(plan, most_s_per_day=60))
    world.open_window()
    assert tabbed(world, 4) == ["plan", "accept", "decline", "why"]


def test_who_is_to_be_asked_has_the_keyboard_before_start(world: World) -> None:
    plan_of(world)
    for back in range(3):
        rate(world, RatingKind.MOOD, 1, back)
    world.open_window()
    help_ = shown(world).findChild(LowMoodCard)
    assert help_ is not None
    assert help_.away.hasFocus()
    assert help_.property("card") == "attention"


def test_the_help_says_whom_there_is_with_and_without_contacts(qtbot: QtBot) -> None:
    card = LowMoodCard("")
    qtbot.addWidget(card)
    assert button(card, "write_contacts").text() == "Write down whom to ask"
    assert any("crisis line" in line for line in texts(card))
    named = LowMoodCard(CONTACT)
    qtbot.addWidget(named)
    assert button(named, "write_contacts").text() == "Change these contacts"
    assert any("crisis line" in line and "emergency number" in line for line in texts(named))


# ---- the rest of the day


def test_once_more_until_the_most_of_a_day(world: World) -> None:
    plan = only_sets(world, per_day=1, most_per_day=2)
    practise(world, plan, 0, today=1)
    window = world.open_window()
    assert button(shown(world), "due_laterality").text() == "Once more"
    practise(world, plan, 0, today=2)
    window.programme.course.read()
    world.settle()
    assert shown(world).findChild(QAbstractButton, "due_laterality") is None


def test_at_the_cap_of_the_day_nothing_else_is_started_either(world: World) -> None:
    plan = plan_of(world)
    keep(world, replace(plan, most_s_per_day=60))
    practise(world, plan, 0, today=2)
    world.open_window()
    list_ = shown(world).findChild(DayList)
    assert list_ is not None
    words = {each.text() for each in list_.findChildren(QAbstractButton)}
    assert not words & {"Start", "Once more"}


def test_where_nothing_can_be_begun_a_press_decides_nothing(world: World) -> None:
    plan = plan_of(world, days_ago=30)
    practise(world, plan, 5, today=2)
    keep(world, replace(plan, most_s_per_day=60))
    window = world.open_window()
    card = shown(world).findChild(SuggestionCard)
    assert card is not None
    assert button(shown(world), "plan").hasFocus()
    focused = window.focusWidget()
    assert focused not in (card.accept, card.decline)


@pytest.mark.parametrize(
    ("stage", "waiting", "why"),
    [
        (ItemKind.LATERALITY, "Imagined movements", "Opens after left or right"),
        (ItemKind.IMAGERY, "Mirror", "Opens after imagined movements"),
    ],
)
def test_the_next_stage_says_after_what_it_opens_and_leads_to_it(
    world: World, stage: ItemKind, waiting: str, why: str
) -> None:
    plan = replace(plan_of(world), stage=stage)
    keep(world, plan)
    world.open_window()
    list_ = shown(world).findChild(DayList)
    assert list_ is not None
    assert {waiting, why} <= set(texts(list_))
    asked: list[UUID | None] = []
    list_.plan.connect(asked.append)
    button(list_, "why_locked").click()
    assert asked == [next(i.id for i in plan.items if i.kind is plan.next_stage)]


def test_what_goes_beside_the_stages_is_named_on_its_days_only(world: World) -> None:
    """The stage is always named, also on a day of rest."""
    today = NOW.date().weekday()
    plan = plan_of(world)
    sets, *later, breathing = plan.items
    another, its_own = replace(breathing, days=((today + 1) % 7,)), replace(sets, days=(today,))
    keep(world, replace(plan, items=(its_own, *later, another)))
    window = world.open_window()
    assert "Breathing and resting" not in texts(shown(world))
    keep(world, replace(plan, items=(replace(sets, days=another.days), *later, breathing)))
    window.programme.course.read()
    world.settle()
    assert "Breathing and resting" in texts(shown(world))
    assert "Not on this day" in texts(shown(world))


def test_what_was_answered_today_has_a_tick(world: World) -> None:
    only_sets(world)
    rate(world, RatingKind.PAIN_24H, 3)
    rate(world, RatingKind.MOOD, 4)
    rate(world, RatingKind.SLEEP, 4)
    world.open_window()
    answered = button(shown(world), "answer_day")
    assert answered.text() == "Change"
    (line,) = (t for t in shown(world).findChildren(Text) if t.words == "Answered today")
    assert line.property("tone") == "good"


def test_later_in_the_last_hour_is_the_next_day(world: World) -> None:
    """There is no 0:20 of today any more: it is only put off."""
    only_sets(world)
    world.clock.now = NOW.replace(hour=23, minute=21)
    world.open_window()
    press(world, "later")

    choice = world.journal.notes(ANNA.id, [NoteKind.DAY_CHOICE])[0].content
    assert isinstance(choice, DayChoice)
    assert choice.until is None


def test_later_is_rounded_up_to_five_minutes(world: World) -> None:
    only_sets(world)
    world.clock.now = NOW + timedelta(minutes=2)
    world.open_window()
    press(world, "later")

    choice = world.journal.notes(ANNA.id, [NoteKind.DAY_CHOICE])[0].content
    assert isinstance(choice, DayChoice)
    assert choice.until is not None
    assert choice.until.strftime("%H:%M") == "10:35"
