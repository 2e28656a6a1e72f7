"""The clinic as a physiotherapist uses it: the list, one patient, notes, plan, hard pictures."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gmi_app.clinic.adherence import planned_sessions
from gmi_app.clinic.course import Happened
from gmi_app.facts.clinic_note import Archiving, Visit
from gmi_app.facts.note import Daily, Note, NoteKind, PlanAnswer
from gmi_app.facts.transfer import REPLY_KEY
from gmi_app.programme.plan import ItemKind, PlanVersion
from gmi_app.programme.suggestion import DecisionKind
from gmi_app.storage.journal import SqliteJournal
from gmi_app.ui import words
from gmi_app.ui.clinic.add_screen import AddScreen
from gmi_app.ui.clinic.calendar_card import said
from gmi_app.ui.clinic.hard_screen import HardScreen
from gmi_app.ui.clinic.list_model import Column, Shown
from gmi_app.ui.clinic.list_screen import PatientsScreen
from gmi_app.ui.clinic.patient_query import ask
from gmi_app.ui.clinic.patient_question import Question, Span
from gmi_app.ui.clinic.patient_screen import PatientScreen
from gmi_app.ui.clinic.since_words import title
from gmi_app.ui.clinic.timed_table import TimedTable
from gmi_app.ui.programme.plan_screen import PlanScreen
from gmi_app.ui.routes import Route
from gmi_app.ui.screens.session_trials import Column as TrialColumn
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.rail import RailItem
from gmi_app.ui.widgets.text import Text
from tests.ui.clinic_practice import ANNA, CLINICIAN, LARS, TOMAS, Clinic, before, clinic
from tests.ui.imagery_practice import imagery_days
from tests.ui.mirror_practice import mirror_days
from tests.ui.world import World, draw_pictures

pytestmark = pytest.mark.gui


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures"))
    yield made
    made.close()


@pytest.fixture
def patients(world: World) -> PatientsScreen:
    clinic(world)
    screen = world.open_window().screen_widget
    assert isinstance(screen, PatientsScreen)
    return screen


def open_anna(world: World) -> PatientScreen:
    clinic(world)
    window = world.open_window()
    window.clinic.show_patient(ANNA)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PatientScreen)
    return screen


def page(world: World) -> PatientScreen:
    """The patient's page that is open, whole."""
    assert world.window is not None
    world.settle()
    screen = world.window.screen_widget
    assert isinstance(screen, PatientScreen)
    screen.complete()
    return screen


def rail_to(world: World, place: str) -> None:
    assert world.window is not None
    assert world.window.rail is not None
    items = {item.text(): item for item in world.window.rail.findChildren(RailItem)}
    items[place].click()
    world.settle()


def names(screen: PatientsScreen) -> list[str]:
    model = screen.model
    return [model.name(model.look(row)) for row in range(model.rowCount())]


def named(screen: QWidget, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert found is not None
    return found


# ---- the list


def test_who_needs_a_look_stands_first(patients: PatientsScreen) -> None:
    assert names(patients) == [
        "Tomas Berger",
        "Ruth Okafor",
        "Ilse Vermeer",
        "Anna Lindqvist",
        "Mei Tanaka",
    ]
    why = patients.model.text(patients.model.look(1), Column.WHY)
    assert why.startswith("No practice for 7 days")
    assert patients.says.words.startswith("4 ")


def test_search_and_filters(world: World, patients: PatientsScreen) -> None:
    QTest.keyClicks(patients.search, "foot RUTH")
    assert names(patients) == ["Ruth Okafor"]
    QTest.keyClicks(patients.search, "x")
    assert patients.empty.isVisible()
    patients.step_back()
    patients.shown.key(Shown.TO_LOOK_AT).click()
    assert "Mei Tanaka" not in names(patients)
    patients.shown.key(Shown.ARCHIVED).click()
    assert names(patients) == [LARS.name]


def test_the_keyboard_opens_a_patient(world: World, patients: PatientsScreen) -> None:
    assert patients.table.hasFocus()
    for _ in range(3):
        QTest.keyClick(patients.table, Qt.Key.Key_Down)
    QTest.keyClick(patients.table, Qt.Key.Key_Return)
    world.settle()
    assert world.window is not None
    assert world.window.route is Route.CLINIC_PATIENT
    assert world.state.patient == ANNA
    world.window.back()
    world.settle()
    assert world.window.is_at(Route.CLINIC)


def test_a_screen_reader_hears_whole_cells(patients: PatientsScreen) -> None:
    table = QAccessible.queryAccessibleInterface(patients.table)
    assert table is not None
    assert table.text(QAccessible.Text.Name)
    for column in Column:
        index = patients.model.index(0, column)
        told = patients.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
        assert isinstance(told, str)
        assert len(told) > 5


def test_the_next_start_opens_the_clinic_and_remembers_no_patient(world: World) -> None:
    open_anna(world)
    assert world.state.preferences.opens_clinic
    assert world.state.preferences.last_patient == ""


def test_the_first_start_leads_to_the_clinic(world: World) -> None:
    window = world.open_window()
    named(window.screen_widget, "clinic").click()
    named(window.screen_widget, "next").click()
    world.settle()
    assert window.is_at(Route.CLINIC)
    screen = window.screen_widget
    assert isinstance(screen, PatientsScreen)
    assert screen.empty.isVisible()
    window.clinic.leave()
    world.settle()
    assert window.is_at(Route.FIRST_START)


def test_somebody_new_gets_a_page_of_their_own(world: World, patients: PatientsScreen) -> None:
    assert world.window is not None
    patients.add_key.click()
    world.settle()
    screen = world.window.screen_widget
    assert isinstance(screen, AddScreen)
    assert not screen.add_key.isEnabled()
    QTest.keyClicks(screen.person.name, "Sofia")
    screen.add_key.click()
    world.settle()
    assert world.window.route is Route.CLINIC_PATIENT
    assert [p.name for p in world.journal.patients()][-1] == "Sofia"
    assert world.state.preferences.last_patient == ""


# ---- one patient


def test_one_page_says_what_changed(world: World) -> None:
    screen = open_anna(world)
    assert screen.file is not None
    assert screen.since.title.words == "Since the last visit, 26 Oct"
    assert screen.file.since.check_ups is not None
    assert screen.waiting.isVisible()
    assert screen.charts.accuracy.chart.data.changes, "the plan was changed once"
    assert screen.charts.rt.table.sheet.rows
    assert screen.charts.pain.table.sheet.heads[1] == "Over 24 hours"
    assert screen.below.periods.table.sheet.rows[0][0] == "Left, correct"


@pytest.mark.parametrize("accepted", [None, False, True])
def test_days_are_held_to_the_plan_that_was_accepted_at_home(
    world: World, patients: PatientsScreen, accepted: bool | None
) -> None:
    journal = world.journal
    version = replace(journal.plans(ANNA.id)[0], id=UUID(int=71), author="patient")
    version = replace(version, at=before(9), parent=journal.plans(ANNA.id)[0].id)
    journal.save_plan(version)
    journal.save_settings({f"{REPLY_KEY}{ANNA.id}": "age1somebody"})
    items = tuple(replace(item, per_day=item.per_day + 2) for item in version.plan.items)
    plan = replace(version.plan, items=items)
    newer = PlanVersion(UUID(int=72), ANNA.id, before(6), plan, CLINICIAN, version.id)
    journal.save_plan(newer)
    if accepted is not None:
        answer = PlanAnswer(newer.id, accepted, "print")
        at = before(3)
        journal.add_note(
            Note(UUID(int=73), ANNA.id, at, NoteKind.PLAN_ANSWER, answer, at.day, "patient")
        )
    assert world.window is not None
    world.window.clinic.show_patient(ANNA)
    screen = page(world)
    assert screen.file is not None
    answers = [e for e in screen.file.entries if e.happened is Happened.ANSWERED]
    assert [e.version for e in answers] == ([] if accepted is None else [newer])
    planned = {day.day: day.planned for day in screen.file.days if day.planned}
    own, asked = (planned_sessions(of.plan, before(0).day) for of in (version, newer))
    assert own != asked
    assert planned[before(4).day] == own, "nobody had said yes"
    assert planned[before(1).day] == (asked if accepted else own)
    written = words.day(newer.at.day)
    told = " ".join(found.words for found in screen.findChildren(Text))
    assert (f"Plan of {written}: not answered yet" in told) == (accepted is None)
    assert (f"Plan of {written}: not accepted" in told) == (accepted is False)
    screen.plan_key.click()
    world.settle()
    editor = world.window.screen_widget
    assert isinstance(editor, PlanScreen)
    told = " ".join(n.words.words for n in editor.findChildren(Notice) if n.isVisible())
    wanted = {None: "not answered yet.", False: "not accepted.", True: ""}[accepted]
    assert told.removeprefix(f"Plan of {written}: ") == wanted


def test_without_a_visit_no_more_is_told_than_was_read(world: World) -> None:
    """Of the twelve days with sets only the newest are shown, and as many before them are read."""
    clinic(world)
    now = before(0)

    def told(**shown: Any) -> tuple[str, int, int, int]:
        since = ask(world.journal, Question(TOMAS, now, **shown)).since
        done = since.adherence
        return title(since, now.day), since.sessions, done.days_done, done.days_planned

    first = before(3).day
    assert told(since=first) == (f"Since the first day shown, {words.day(first)}", 3, 3, 3)
    assert told(span=Span.ALL) == ("Since the beginning", 12, 12, 12)


class Watched(PatientScreen):
    """Keeps how the first screenful looked, and what of it was painted, before the rest came."""

    early: QImage | None = None
    asked = False
    painted: tuple[bool, ...] = ()

    def complete(self) -> None:
        if not self.asked:
            self.asked = True
            charts = (self.charts.accuracy, self.charts.rt, self.charts.pain)
            self.painted = tuple(card.chart.data.has_points for card in charts)
            self.early = self.grab().toImage()
        super().complete()


class Paints(QObject):
    """How often something was painted before the rest came."""

    def __init__(self, screen: Watched, part: QWidget) -> None:
        super().__init__(screen)
        self.screen, self.early = screen, 0
        part.installEventFilter(self)

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.screen.asked:
            self.early += 1
        return False


def test_the_top_of_a_page_is_painted_before_the_rest_is_made_and_stays(world: World) -> None:
    clinic(world)
    screen = Watched(world.state, world.services, ANNA)
    paints = [Paints(screen, part) for part in (screen.since, screen.charts.pain.chart)]
    world.show(screen)
    assert screen.is_whole
    assert all(screen.painted)
    assert all(part.early for part in paints)
    now = screen.grab().toImage()
    beside = screen.width() - 16  # the scroll bar follows the length of the page
    assert screen.early is not None
    assert screen.early.copy(0, 0, beside, 800) == now.copy(0, 0, beside, 800)
    assert screen.below.isVisible()
    assert screen.below.sets_model.rowCount()
    screen.close()
    screen.deleteLater()


def test_tab_goes_from_the_top_into_what_came_later(world: World) -> None:
    screen = open_anna(world)
    screen.charts.pain.save_key.setFocus()
    reached = []
    while not screen.below.sets.open_key.hasFocus():
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    below = screen.below
    wanted = (below.calendar.table, below.notes.keep, below.periods.copy_key, below.sets.table)
    assert [part for part in reached if part in wanted] == list(wanted)
    assert reached[0] is below.calendar.table


def test_every_day_of_the_calendar_is_said(world: World) -> None:
    screen = open_anna(world)
    model = screen.below.calendar.model
    assert screen.file is not None
    for day in screen.file.days:
        index = model.index_of(day.day)
        assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == said(day)
    table = screen.below.calendar.table
    table.setFocus()
    before = table.currentIndex().row()
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.currentIndex().row() == before - 1


def test_a_note_is_kept_and_what_was_new_is_seen(world: World) -> None:
    screen = open_anna(world)
    screen.below.notes.field.setPlainText("Doing well.")
    named(screen, "keep_visit").click()
    world.settle()
    newest = world.journal.notes(ANNA.id, [NoteKind.VISIT])[0]
    assert newest.content == Visit("Doing well.", world.journal.sessions_here(ANNA.id))
    assert newest.author == CLINICIAN
    assert screen.since.title.words == "Since the last visit, 22 Nov"
    assert screen.below.notes.field.words == ""


def test_a_note_that_was_begun_waits_until_it_is_kept(world: World) -> None:
    open_anna(world).below.notes.field.setPlainText("Doing well, but")
    window = world.window
    assert window is not None
    page(world).plan_key.click()
    world.settle()
    plan = window.screen_widget
    assert isinstance(plan, PlanScreen)
    plan.back.click()
    assert page(world).below.notes.field.words == "Doing well, but"
    assert page(world).below.notes.keep.text() == "Keep the note"
    rail_to(world, "Patients")
    window.clinic.show_patient(LARS)
    assert page(world).below.notes.field.words == "", "that was about somebody else"
    rail_to(world, "Settings")
    window.clinic.show_patient(ANNA)
    assert page(world).below.notes.field.words == "Doing well, but"
    named(page(world), "keep_visit").click()
    world.settle()
    newest = world.journal.notes(ANNA.id, [NoteKind.VISIT])[0]
    assert isinstance(newest.content, Visit)
    assert newest.content.words == "Doing well, but"
    rail_to(world, "Patients")
    window.clinic.show_patient(ANNA)
    assert page(world).below.notes.field.words == ""


def test_a_note_that_was_begun_is_there_when_the_program_is_started_again(world: World) -> None:
    open_anna(world).below.notes.field.setPlainText("Doing well, but")
    first = world.window
    assert first is not None
    first.close()
    first.deleteLater()
    world.settle()
    world.open_window().clinic.show_patient(ANNA)
    assert page(world).below.notes.field.words == "Doing well, but"
    named(page(world), "keep_visit").click()
    second = world.window
    assert second is not None
    second.close()
    second.deleteLater()
    world.settle()
    world.open_window().clinic.show_patient(ANNA)
    assert page(world).below.notes.field.words == ""


def test_a_note_that_was_cleared_does_not_come_back(world: World) -> None:
    open_anna(world).below.notes.field.setPlainText("No")
    page(world).below.notes.field.clear()
    rail_to(world, "Patients")
    assert world.window is not None
    world.window.clinic.show_patient(ANNA)
    assert page(world).below.notes.field.words == ""


def test_putting_away_is_a_fact_and_can_be_taken_back(world: World) -> None:
    screen = open_anna(world)
    for expected in (True, False):
        named(screen, "put_away").click()
        world.settle()
        newest = world.journal.notes(ANNA.id, [NoteKind.ARCHIVING])[0]
        assert newest.content == Archiving(expected)


@pytest.mark.parametrize("accept", [True, False])
def test_a_suggestion_is_decided_by_a_person(world: World, accept: bool) -> None:
    screen = open_anna(world)
    before = world.journal.plans(ANNA.id)
    named(screen, "accept_suggestion" if accept else "decline_suggestion").click()
    world.settle()
    decision = world.journal.decided(ANNA.id)[0].decision
    assert decision is not None
    assert decision.author == CLINICIAN
    assert decision.kind is (DecisionKind.ACCEPTED if accept else DecisionKind.DECLINED)
    after = world.journal.plans(ANNA.id)
    assert len(after) == len(before) + accept
    assert (after[0].plan.stage is ItemKind.IMAGERY) == accept
    assert not screen.waiting.isVisible()


def test_earlier_times_are_shown_and_compared(world: World) -> None:
    screen = open_anna(world)
    screen.span.key(0).click()
    world.settle()
    assert screen.file is not None
    assert screen.file.before is not None
    assert len(screen.below.periods.table.sheet.heads) == 4
    first = screen.file.period.first
    screen.earlier.click()
    world.settle()
    assert (first - screen.file.period.last).days == 1
    screen.later.click()
    world.settle()
    assert screen.file.period.first == first


def test_charts_and_tables_are_copied_and_saved(world: World, tmp_path: Path) -> None:
    card = open_anna(world).charts.accuracy
    card.copy_key.click()
    data = QApplication.clipboard().mimeData()
    assert data.hasImage()
    assert data.text() == card.table.sheet.as_text()
    card.saving.write(tmp_path / "a.csv", card.table.sheet, card.chart.grab())
    card.saving.write(tmp_path / "a.png", card.table.sheet, card.chart.grab())
    world.settle()
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[0].startswith("Day,")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    card.saving.write(tmp_path / "nowhere" / "a.csv", card.table.sheet)
    world.settle()
    assert "could not be saved" in card.says.words


def test_one_set_opens_and_closes(world: World) -> None:
    screen = open_anna(world)
    assert screen.file is not None
    screen.open_set(screen.file.summaries[0])
    world.settle()
    assert screen.step_back()
    assert not screen.step_back()


def test_the_plan_is_changed_in_the_clinicians_name(world: World) -> None:
    screen = open_anna(world)
    assert world.window is not None
    screen.plan_key.click()
    world.settle()
    plan = world.window.screen_widget
    assert isinstance(plan, PlanScreen)
    plan.draft.change(note_to_patient="A day off on Sundays.")
    plan.kept.emit(plan.draft.plan)
    world.settle()
    newest, before = world.journal.plans(ANNA.id)[:2]
    assert newest.author == CLINICIAN
    assert newest.parent == before.id
    assert newest.plan.note_to_patient == "A day off on Sundays."


def test_a_version_that_cannot_be_read_is_said_and_the_one_before_is_changed(world: World) -> None:
    clinic(world)
    newest, before_it = world.journal.plans(ANNA.id)[:2]
    assert isinstance(world.journal, SqliteJournal)
    with world.journal._store.alone() as raw:
        raw.execute("UPDATE plan_versions SET content = '{' WHERE id = ?", (str(newest.id),))
        raw.commit()
    window = world.open_window()
    window.clinic.show_patient(ANNA)
    page(world).plan_key.click()
    world.settle()
    plan = window.screen_widget
    assert isinstance(plan, PlanScreen)
    assert plan.draft.plan == before_it.plan
    told = [t.words for t in plan.findChildren(Text) if t.isVisible()]
    assert any("The newest version of the plan cannot be read." in line for line in told)
    window.clinic.show_list()
    world.settle()
    assert isinstance(window.screen_widget, PatientsScreen)


def test_the_rail_leads_away_from_a_changed_plan_only_when_told(world: World) -> None:
    open_anna(world).plan_key.click()
    world.settle()
    window = world.window
    assert window is not None
    plan = window.screen_widget
    assert isinstance(plan, PlanScreen)
    rail_to(world, "Settings")
    assert window.is_at(Route.SETTINGS), "nothing was changed, nothing is asked"
    window.back()
    world.settle()
    plan = window.screen_widget
    assert isinstance(plan, PlanScreen)
    plan.draft.change(note_to_patient="A day off on Sundays.")
    for place in ("Settings", "Patients", "Help", "Exercises"):
        rail_to(world, place)
        assert window.screen_widget is plan
        (asked,) = (c for c in plan.findChildren(Confirm) if c.isVisible())
        asked.cancel.click()
        world.settle()
        assert plan.draft.plan.note_to_patient == "A day off on Sundays."
        assert not any(c.isVisible() for c in plan.findChildren(Confirm))
    before = len(world.journal.plans(ANNA.id))
    rail_to(world, "Settings")
    rail_to(world, "Patients")
    (asked,) = (c for c in plan.findChildren(Confirm) if c.isVisible())
    asked.button.click()
    world.settle()
    assert window.is_at(Route.CLINIC), "the way that was chosen last"
    assert len(world.journal.plans(ANNA.id)) == before


def test_what_helped_stands_in_the_patients_words(world: World) -> None:
    screen = open_anna(world)
    made = Clinic(world)
    made.random = Random(5)  # other ids
    made.note(ANNA, NoteKind.DAILY, Daily("Only the first try"), 1, "patient")
    for back, said_then in (
        (1, " Slow breaths "),
        (3, ""),
        (4, "Sun"),
        (5, "Music"),
        (90, "Long ago"),
    ):
        made.note(ANNA, NoteKind.DAILY, Daily(said_then), back, "patient")
    world.state.records_changed.emit()
    screen = page(world)
    helped = screen.below.notes.helped
    assert helped.isVisible()

    def shown() -> list[str]:
        return [t.words for t in helped.findChildren(Text) if t.isVisible()]

    told = ["What helped, in the patient’s words"]
    told += ["21 Nov", "Slow breaths", "20 Nov", "A walk by the water", "18 Nov", "Sun"]
    assert shown() == told
    assert helped.all.text() == "Show 2 earlier ones"
    helped.all.click()
    world.settle()
    assert shown()[7:] == ["17 Nov", "Music", "13 Nov", "Warm towel, then the pictures"]


def test_imagined_movements_and_the_mirror_say_how_it_was(world: World) -> None:
    clinic(world)
    mirror_days(world.journal, ANNA.id)
    imagery_days(world.journal, ANNA.id)
    world.open_window().clinic.show_patient(ANNA)
    screen = page(world)
    told = {row[0]: row[-1] for row in screen.below.others.table.sheet.rows}
    assert told["Mirror"] == "real 6.0 of 10"
    assert told["Imagined movements"] == "clear 3.5 of 5, felt 2.5 of 5"
    assert screen.below.others.table.sheet.heads[-1] == "How it was, mean"


def test_the_slowest_and_the_quickest_pictures_show_their_times(world: World) -> None:
    open_anna(world).below.hard_key.click()
    world.settle()
    assert world.window is not None
    hard = world.window.screen_widget
    assert isinstance(hard, HardScreen)
    tables = hard.findChildren(TimedTable)
    assert [table.accessibleName() for table in tables] == ["Took longest", "Were quickest"]
    times = []
    for table in tables:
        shown = [c for c in TrialColumn if not table.isColumnHidden(c)]
        assert shown == [TrialColumn.PICTURE, TrialColumn.SHOWN, TrialColumn.TIME]
        assert table.horizontalScrollBar().maximum() == 0
        assert table.verticalScrollBar().maximum() == 0
        model, rows = table.model(), range(table.model().rowCount())
        assert not model.index(0, TrialColumn.PICTURE).data()[:1].isdigit()
        times.append([float(model.index(r, TrialColumn.TIME).data().split()[0]) for r in rows])
    longest, quickest = times
    assert longest == sorted(longest, reverse=True)
    assert quickest == sorted(quickest)
    assert hard.groups.head.words == "Hardest first"
    hard.by.chip(2).click()
    assert hard.groups.head.words == hard.groups.table.accessibleName() == "Clockwise, from 0°"


def test_hard_pictures_are_opened_and_left_again(world: World) -> None:
    screen = open_anna(world)
    screen.below.hard_key.click()
    world.settle()
    gc.collect()
    assert world.window is not None
    hard = world.window.screen_widget
    assert isinstance(hard, HardScreen)
    assert hard.trials
    assert hard.groups.table.sheet.rows
    hard.back.click()
    world.settle()
    assert isinstance(world.window.screen_widget, PatientScreen)
