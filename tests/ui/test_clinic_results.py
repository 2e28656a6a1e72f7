"""Results come in: real sealed files, looked through, shown, and taken in when somebody says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from sqlalchemy import select

from gmi_app.exchange.bundle import Draft
from gmi_app.programme.pin import hash_pin
from gmi_app.storage import tables
from gmi_app.ui.clinic.list_screen import PatientsScreen
from gmi_app.ui.clinic.patient_screen import PatientScreen
from gmi_app.ui.exchange.clinic_results import TakeInScreen
from gmi_app.ui.exchange.clinic_whom import MOST_SHOWN, NEW, SAME, WhomCard
from gmi_app.ui.routes import Route
from tests.exchange.making import plan_version
from tests.ui.clinic_exchange_practice import SOFIA, Home, home
from tests.ui.clinic_practice import ANNA, CLINICIAN, person
from tests.ui.world import World, draw_pictures
from tests.waiting import until

PASSPHRASE = "river lamp quiet seven"


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures"))
    made.add_patient(ANNA)
    made.state.change_preferences(clinic=True, opens_clinic=True, clinician=CLINICIAN)
    yield made
    made.close()


@pytest.fixture
def sofia(world: World, tmp_path: Path) -> Iterator[Home]:
    with home(world, tmp_path / "home") as made:
        made.practise(5, 3, 1)
        yield made


def take_in(world: World, *paths: Path) -> TakeInScreen:
    window = world.window or world.open_window()
    window.clinic.files.take_in(paths)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, TakeInScreen)
    return screen


def facts(world: World) -> dict[str, list[str]]:
    """Every row of every table."""
    with world.opened.store.transaction() as connection:
        return {t.name: sorted(map(repr, connection.execute(select(t)))) for t in tables.FACTS}


def shown(screen: TakeInScreen) -> dict[str, str]:
    assert screen.news is not None
    return dict(screen.news.facts.lines)


def said(screen: TakeInScreen) -> str:
    assert screen.news is not None
    return screen.news.says.words


def settle_slowly(world: World) -> None:
    """A passphrase takes seconds, so that nobody can try out words fast."""
    until(lambda: not world.exchange.lane.busy, 60_000, "the passphrase took too long")
    world.settle()


def press(world: World, screen: TakeInScreen) -> None:
    screen.primary.click()
    world.settle()


def test_somebody_new_is_shown_first_then_taken_in_and_opened(
    world: World, sofia: Home, tmp_path: Path
) -> None:
    screen = take_in(world, sofia.file(tmp_path / "sofia.gmi"))
    before = facts(world)
    assert screen.results is not None
    assert screen.results.contents.sessions == 3
    assert isinstance(screen.whom, WhomCard)
    assert screen.whom.choice.at == NEW, "nobody here has this name"
    assert shown(screen)["Exercise sessions"] == "3"
    assert screen.primary.isEnabled()
    assert facts(world) == before, "looking changes nothing"
    press(world, screen)
    assert [p.name for p in world.state.patients] == [ANNA.name, SOFIA.name]
    assert world.journal.sessions_here(SOFIA.id) == 3
    assert screen.primary.hasFocus()
    press(world, screen)
    assert world.window is not None
    page = world.window.screen_widget
    assert isinstance(page, PatientScreen)
    assert page.patient.id == SOFIA.id


def test_the_same_file_twice_and_a_later_one(world: World, sofia: Home, tmp_path: Path) -> None:
    first = sofia.file(tmp_path / "first.gmi")
    press(world, take_in(world, first))
    before = facts(world)
    screen = take_in(world, first)
    assert screen.whom is None, "it is known who that is"
    assert said(screen) == "Nothing: all of it is here already."
    press(world, screen)
    assert facts(world) == before
    sofia.practise(0)
    screen = take_in(world, sofia.file(tmp_path / "later.gmi"))
    assert shown(screen)["Exercise sessions"] == "1"
    press(world, screen)
    assert world.journal.sessions_here(SOFIA.id) == 4


def test_who_was_invited_is_known(world: World, sofia: Home, tmp_path: Path) -> None:
    sofia.accept(ANNA.id)
    screen = take_in(world, sofia.file(tmp_path / "results.gmi", identity=False))
    assert screen.whom is None
    press(world, screen)
    assert world.journal.sessions_here(ANNA.id) == 3
    assert [p.name for p in world.journal.patients()] == [ANNA.name]


def test_the_same_as_somebody_here_is_found_by_searching(
    world: World, tmp_path: Path, sofia: Home
) -> None:
    for number in range(20):
        world.add_patient(person(600 + number, f"Somebody {number}"))
    screen = take_in(world, sofia.file(tmp_path / "results.gmi"))
    whom = screen.whom
    assert whom is not None
    QTest.keyClick(whom.choice.row(NEW), Qt.Key.Key_Right)
    world.settle()
    assert whom.choice.at == SAME
    assert not screen.primary.isEnabled()
    assert said(screen) == "Say first who it is."
    assert "13 more" in whom.says.words
    whom.search.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(whom.search, "lindq HAND")
    assert whom.found.chip(0).text() == "Anna Lindqvist, left hand"
    world.settle()
    QTest.keyClick(whom.search, Qt.Key.Key_Tab)
    assert whom.found.chip(0).hasFocus()
    QTest.keyClick(whom.found.chip(0), Qt.Key.Key_Space)
    world.settle()
    assert whom.into == ANNA.id
    QTest.keyClicks(whom.search, "x")
    world.settle()
    assert whom.says.words == "Nobody is found. Try other words."
    assert not screen.primary.isEnabled(), "who is not shown any more is not chosen"
    whom.search.clear()
    assert len(whom.found.findChildren(QPushButton)) >= MOST_SHOWN
    whom.found.chip(0).click()
    world.settle()
    press(world, screen)
    assert world.journal.sessions_here(ANNA.id) == 3
    again = take_in(world, tmp_path / "results.gmi")
    assert again.whom is None, "it is asked only once"


def test_the_same_name_is_not_decided_by_the_program(world: World, tmp_path: Path) -> None:
    with home(world, tmp_path / "home", replace(SOFIA, name=ANNA.name)) as other:
        other.practise(1)
        screen = take_in(world, other.file(tmp_path / "results.gmi"))
        assert screen.whom is not None
        assert screen.whom.choice.at == -1
        assert not screen.primary.isEnabled()


def test_people_behind_a_pin_are_not_named_and_their_pages_not_opened(
    world: World, sofia: Home, tmp_path: Path
) -> None:
    world.add_patient(replace(person(700, "Hidden"), pin=hash_pin("2468")))
    screen = take_in(world, sofia.file(tmp_path / "results.gmi"))
    assert screen.whom is not None
    screen.whom.choice.row(SAME).click()
    assert [chip.text() for chip in screen.whom.found.findChildren(QPushButton)] == [
        "Anna Lindqvist, left hand"
    ]
    screen.whom.choice.row(NEW).click()
    world.settle()
    press(world, screen)
    [kept] = [p for p in world.journal.patients() if p.id == SOFIA.id]
    world.journal.save_patient(replace(kept, pin=hash_pin("2468")))
    world.state.patients = world.journal.patients()
    screen = take_in(world, tmp_path / "results.gmi")
    press(world, screen)
    assert screen.primary.text() == "Done"
    press(world, screen)
    assert world.window is not None
    assert world.window.is_at(Route.CLINIC)


def test_a_passphrase_is_asked_for_and_a_wrong_one_said(
    world: World, sofia: Home, tmp_path: Path
) -> None:
    screen = take_in(world, sofia.file(tmp_path / "results.gmi", passphrase=PASSPHRASE))
    before = facts(world)
    form = screen.passphrase
    assert form is not None
    assert form.field.hasFocus()
    assert not screen.primary.isEnabled()
    QTest.keyClicks(form.field, "another one")
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    settle_slowly(world)
    assert "passphrase" in screen.refusal
    form = screen.passphrase
    assert form is not None
    QTest.keyClicks(form.field, PASSPHRASE)
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    settle_slowly(world)
    assert screen.results is not None
    assert facts(world) == before
    press(world, screen)
    assert world.journal.sessions_here(SOFIA.id) == 3


@pytest.mark.parametrize("kind", ["damaged", "cut", "foreign", "missing", "other key", "plan"])
def test_what_is_refused_is_said_and_changes_nothing(
    world: World, sofia: Home, tmp_path: Path, kind: str
) -> None:
    path = sofia.file(tmp_path / "results.gmi")
    content = path.read_bytes()
    match kind:
        case "damaged":
            path.write_bytes(content[:-200] + bytes(200))
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "foreign":
            path.write_text("What a nice day")
        case "missing":
            path.unlink()
        case "other key":
            key = sofia.own.desk.keys.public.encryption
            sofia.own.desk.results(SOFIA.id, SOFIA.at).seal(path, to=key)
        case "plan":
            other = world.exchange.desk.invite(ANNA.id)
            draft = plan_of(sofia)
            draft.seal(path, to=other.key)
    before = facts(world)
    screen = take_in(world, path)
    assert screen.results is None
    assert "Nothing was changed" in screen.refusal
    assert facts(world) == before
    assert screen.primary.text() == "Choose another file …"
    assert screen.primary.hasFocus()
    press(world, screen)
    assert world.window is not None
    dialog = world.window.clinic.files.dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def plan_of(sofia: Home) -> Draft:
    sofia.own.data.journal.save_plan(plan_version(SOFIA))
    return sofia.own.desk.plan(SOFIA.id, SOFIA.at)


def test_several_files_come_one_after_the_other(world: World, sofia: Home, tmp_path: Path) -> None:
    good, bad = sofia.file(tmp_path / "good.gmi"), tmp_path / "bad.gmi"
    bad.write_text("no")
    screen = take_in(world, bad, good)
    assert screen.primary.text() == "The next file"
    press(world, screen)
    assert screen.path == good
    assert screen.results is not None
    press(world, screen)
    assert screen.patient is not None
    assert screen.patient.id == SOFIA.id


def test_a_file_is_dragged_onto_the_list(world: World, sofia: Home, tmp_path: Path) -> None:
    path = sofia.file(tmp_path / "results.gmi")
    window = world.open_window()
    screen = window.screen_widget
    assert isinstance(screen, PatientsScreen)
    for name, taken in (("letter.txt", False), (path.name, True)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        drop = QDropEvent(
            QPointF(40, 40),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        screen.dropEvent(drop)
        world.settle()
        assert window.is_at(Route.CLINIC_FILES) == taken
    opened = window.screen_widget
    assert isinstance(opened, TakeInScreen)
    assert opened.results is not None
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    world.settle()
    assert window.is_at(Route.CLINIC)


def test_who_leaves_meanwhile_finds_the_new_patient_in_the_list(
    world: World, sofia: Home, tmp_path: Path
) -> None:
    screen = take_in(world, sofia.file(tmp_path / "results.gmi"))
    screen.primary.click()
    assert world.window is not None
    world.window.clinic.show_list()
    world.settle()
    patients = world.window.screen_widget
    assert isinstance(patients, PatientsScreen)
    shown = [patients.model.name(patients.model.look(row)) for row in range(2)]
    assert SOFIA.name in shown
    assert [p.name for p in world.state.patients] == [ANNA.name, SOFIA.name]


def test_files_are_chosen_with_a_key(world: World) -> None:
    window = world.open_window()
    QTest.keyClick(window.screen_widget, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = window.clinic.files.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.close()


def test_a_choice_made_quickly_is_the_one_that_counts(
    world: World, sofia: Home, tmp_path: Path
) -> None:
    """The answer to an earlier choice comes late and is left."""
    screen = take_in(world, sofia.file(tmp_path / "results.gmi"))
    whom = screen.whom
    assert whom is not None
    whom.choice.row(SAME).click()
    whom.found.chip(0).click()
    whom.choice.row(NEW).click()
    whom.choice.row(SAME).click()
    assert not screen.primary.isEnabled(), "nothing is taken in before it was shown"
    QTest.keyClicks(whom.search, "nobody")
    world.settle()
    assert said(screen) == "Say first who it is.", "what was asked before does not count any more"
    assert not screen.primary.isEnabled()
    whom.search.clear()
    whom.found.chip(0).click()
    world.settle()
    assert whom.into == ANNA.id
    press(world, screen)
    assert world.journal.sessions_here(ANNA.id) == 3
