"""The diary: the question of the day, a flare-up, the flare-up plan and where it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from gmi_app.facts.note import (
    Contact,
    Daily,
    FlareChange,
    FlareNote,
    FlarePlan,
    HelpContacts,
    Note,
    NoteKind,
)
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import EventKind, StopReason
from gmi_app.imagery.commands import Hold
from gmi_app.ui.imagery.sheets import HeldSheet
from gmi_app.ui.mirror import sheets as mirror_sheets
from gmi_app.ui.programme.day_screen import DayAnswer, DayScreen
from gmi_app.ui.programme.flare_plan_screen import FlarePlanScreen
from gmi_app.ui.programme.flare_screen import FlareScreen
from gmi_app.ui.programme.stop_help import FlarePlanPanel, StopHelp
from gmi_app.ui.routes import Route
from gmi_app.ui.stage.sheets import PainSheet, PausedSheet, Sheet, StopSheet
from gmi_app.ui.widgets.text import Text
from tests.ui.practice import NOW
from tests.ui.programme_looks import ANNA, note, plan_of, press
from tests.ui.world import World

pytestmark = pytest.mark.gui
HELP = StopHelp("When it burns", "Warm water", "Lea, 0170 1", "Mara Stein, 030 5")


def test_the_day_is_kept_as_facts_of_this_day(world: World) -> None:
    world.add_patient(ANNA)
    window = world.open_window()
    press(world, "answer_day")
    screen = window.screen_widget
    assert isinstance(screen, DayScreen)
    assert not screen.keep.isEnabled()
    QTest.keyClick(screen.pain.keys[0], Qt.Key.Key_4)
    screen.mood.choice.chip(0).click()
    screen.sleep.choice.chip(4).click()
    screen.helped.setPlainText("  A walk\n")
    press(world, "keep_day")
    assert window.is_at(Route.TODAY)
    for kind, value in ((RatingKind.PAIN_24H, 4), (RatingKind.MOOD, 1), (RatingKind.SLEEP, 5)):
        rating = world.journal.ratings(ANNA.id, kind=kind)[0]
        assert (rating.value, rating.day) == (value, NOW.date())
    assert world.journal.notes(ANNA.id)[0].content == Daily("A walk")


def test_what_was_said_can_be_changed_the_newest_counts(world: World) -> None:
    plan_of(world)
    window = world.open_window()
    window.programme.course.keep_day(DayAnswer(6, None, 2, "Rest"))
    world.settle()
    window.programme.show_day()
    screen = window.screen_widget
    assert isinstance(screen, DayScreen)
    assert screen.answer == DayAnswer(6, None, 2, "Rest")
    screen.pain.keys[3].click()
    press(world, "keep_day")
    window.programme.show_day()
    screen = window.screen_widget
    assert isinstance(screen, DayScreen)
    assert screen.answer.pain == 3


def test_leaving_keeps_nothing(world: World) -> None:
    world.add_patient(ANNA)
    window = world.open_window()
    window.programme.show_day()
    screen = window.screen_widget
    assert isinstance(screen, DayScreen)
    screen.pain.keys[7].click()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    world.settle()
    assert window.is_at(Route.TODAY)
    assert world.journal.ratings(ANNA.id, kind=RatingKind.PAIN_24H) == []


def test_a_flare_up_is_noted_and_then_it_says_what_can_help(world: World) -> None:
    plan_of(world)
    note(world, NoteKind.FLARE_PLAN, FlarePlan("When it burns", "Warm water"))
    window = world.open_window()
    press(world, "flare")
    screen = window.screen_widget
    assert isinstance(screen, FlareScreen)
    screen.changed.chips[1].click()
    screen.changed.chips[5].click()
    screen.before.setPlainText("A long walk")
    press(world, "keep_flare")
    kept = world.journal.notes(ANNA.id, [NoteKind.FLARE])[0].content
    changed = (FlareChange.SWELLING, FlareChange.STIFFNESS)
    assert kept == FlareNote(changed, "", "A long walk")
    words = [text.words for text in screen.findChildren(Text) if text.isVisible()]
    assert "• Your plan asks for less today and tomorrow." in words
    assert "Warm water" in words
    assert "Mara Stein, 030 5550 12" in words
    press(world, "keep_flare")  # done; it is not noted twice
    assert window.is_at(Route.TODAY)
    assert len(world.journal.notes(ANNA.id, [NoteKind.FLARE])) == 1


def flares(world: World) -> int:
    return len(world.journal.notes(ANNA.id, [NoteKind.FLARE]))


def test_a_flare_up_that_was_noted_by_mistake_is_taken_back(world: World) -> None:
    plan_of(world)
    window = world.open_window()
    press(world, "flare")
    press(world, "keep_flare")
    assert flares(world) == 1
    known = window.programme.course.known
    assert known is not None
    assert known.today is not None
    assert known.today.flared
    press(world, "take_back_flare")
    assert flares(world) == 0
    known = window.programme.course.known
    assert known is not None
    assert known.today is not None
    assert not known.today.flared
    screen = window.screen_widget
    assert isinstance(screen, FlareScreen)
    assert screen.now is not None
    assert screen.now.isHidden()
    words = [text.words for text in screen.findChildren(Text) if text.isVisible()]
    assert "It is taken back, and counts no longer." in words
    assert screen.focusWidget() is screen.keep
    press(world, "keep_flare")
    assert window.is_at(Route.TODAY)
    assert flares(world) == 0
    everything = [note.kind for note in notes_as_kept(world)]
    assert everything.count(NoteKind.FLARE) == everything.count(NoteKind.TAKEN_BACK) == 1


@pytest.mark.parametrize("later", [0, 1])
def test_it_can_be_taken_back_later_that_day_and_the_next_and_noted_anew(
    world: World, later: int
) -> None:
    plan_of(world)
    note(world, NoteKind.FLARE, FlareNote(), 2)
    note(world, NoteKind.FLARE, FlareNote(), later)
    window = world.open_window()
    press(world, "flare")
    screen = window.screen_widget
    words = [text.words for text in screen.findChildren(Text) if text.isVisible()]
    said = "Noted yesterday at " if later else "Noted at "
    assert sum(line.startswith(said) for line in words) == 1
    keys = screen.findChildren(QAbstractButton, "take_back_flare")
    (key,) = [key for key in keys if key.isVisible()]  # that of the day before yesterday stays
    key.click()
    world.settle()
    assert flares(world) == 1
    known = window.programme.course.known
    assert known is not None
    assert known.flare_days == {NOW.date() - timedelta(days=2)}
    press(world, "keep_flare")
    assert flares(world) == 2


def test_both_that_make_the_day_easier_can_be_taken_back(world: World) -> None:
    plan_of(world)
    for back in (1, 0):
        note(world, NoteKind.FLARE, FlareNote(), back)
    window = world.open_window()
    press(world, "flare")
    screen = window.screen_widget
    keys = screen.findChildren(QAbstractButton, "take_back_flare")
    assert len([key for key in keys if key.isVisible()]) == 2


def notes_as_kept(world: World) -> list[Note]:
    """Also those that were taken back."""
    return list(world.journal.record(ANNA.id, NOW.date()).notes)


def test_without_a_flare_plan_it_invites_to_write_one(world: World) -> None:
    world.add_patient(ANNA)
    window = world.open_window()
    press(world, "flare")
    press(world, "keep_flare")
    press(world, "write_flare_plan")
    screen = window.screen_widget
    assert isinstance(screen, FlarePlanScreen)
    screen.stop.setPlainText("When it burns")
    screen.contacts.setPlainText("Lea, 0170 1\nDr. Ott")
    press(world, "keep_flare_plan")
    assert world.state.stop_help.when_i_stop == "When it burns"
    assert world.state.stop_help.contacts == "Lea, 0170 1\nDr. Ott"
    contacts = world.journal.notes(ANNA.id, [NoteKind.HELP_CONTACTS])[0].content
    assert contacts == HelpContacts((Contact("Lea", "0170 1"), Contact("Dr. Ott")))


def test_another_person_never_sees_it(world: World) -> None:
    plan_of(world)
    note(world, NoteKind.FLARE_PLAN, FlarePlan("When it burns", ""))
    ben = world.add_patient(replace(ANNA, id=UUID(int=8), name="Ben"))
    world.state.choose_patient(ANNA)
    world.open_window()
    assert world.state.stop_help.written
    world.state.choose_patient(ben)
    assert not world.state.stop_help.written
    world.settle()
    assert not world.state.stop_help.written


@pytest.mark.parametrize(
    "make",
    [
        lambda: StopSheet(3),
        PainSheet,
        lambda: StopSheet(reasons=mirror_sheets.STOP_REASONS),
        lambda: mirror_sheets.BlankSheet(StopReason.DIZZY),
        lambda: HeldSheet(Hold.MORE_PAIN, "", may_ease=True),
        lambda: HeldSheet(Hold.FLARE, "", may_ease=False),
    ],
    ids=["stop", "pain", "mirror_stop", "mirror_end", "imagery_pain", "imagery_flare"],
)
def test_every_stop_screen_shows_the_plan_and_the_contact(qtbot: object, make: object) -> None:
    assert callable(make)
    sheet = make()
    assert isinstance(sheet, Sheet)
    sheet.show_help(HELP)
    panel = sheet.findChild(FlarePlanPanel)
    assert panel is not None
    words = [text.words for text in panel.findChildren(Text)]
    assert {"When it burns", "Warm water", "Lea, 0170 1\nMara Stein, 030 5"} <= set(words)
    sheet.deleteLater()


@pytest.mark.parametrize(
    "make",
    [
        lambda: PausedSheet(EventKind.PAUSED),
        lambda: mirror_sheets.BlankSheet(None),
        lambda: HeldSheet(Hold.PAUSED, "", may_ease=True),
    ],
)
def test_other_sheets_stay_as_they_are(qtbot: object, make: object) -> None:
    assert callable(make)
    sheet = make()
    assert isinstance(sheet, Sheet)
    sheet.show_help(HELP)
    assert sheet.findChild(FlarePlanPanel) is None
    sheet.deleteLater()


@pytest.mark.parametrize(("width", "below"), [(1280, False), (700, True)])
def test_the_plan_stands_beside_where_there_is_room(world: World, width: int, below: bool) -> None:
    sheet = StopSheet(3)
    sheet.show_help(HELP)
    world.show(sheet, width, 800)
    panel = sheet.findChild(FlarePlanPanel)
    assert panel is not None
    under = (
        panel.mapTo(sheet, panel.rect().topLeft()).y()
        > sheet.primary.mapTo(sheet, sheet.primary.rect().bottomLeft()).y()
    )
    assert under is below
    sheet.close()
    sheet.deleteLater()


def test_buttons_have_names(world: World) -> None:
    plan_of(world)
    window = world.open_window()
    window.programme.show_flare()
    world.settle()
    for button in window.screen_widget.findChildren(QAbstractButton):
        assert button.text() or button.accessibleName()
