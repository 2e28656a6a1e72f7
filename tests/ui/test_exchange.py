"""The patient's screens of the exchange, with real files and a clinic on another computer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gmi_app.clock import Moment
from gmi_app.exchange.desk import ResultsOffer, write_invitation
from gmi_app.facts.note import NoteKind, PlanAnswer
from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.ui.exchange.hub import ShareScreen
from gmi_app.ui.exchange.invitation_screen import InvitationScreen
from gmi_app.ui.exchange.open_screen import OpenScreen
from gmi_app.ui.exchange.plan_part import PlanPart
from gmi_app.ui.exchange.report_screen import ReportScreen
from gmi_app.ui.exchange.results_part import ResultsPart
from gmi_app.ui.exchange.send_screen import SendScreen
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.routes import Route
from gmi_app.ui.screens.settings import Section, SettingsScreen
from gmi_app.ui.screens.settings_data import DataSettings
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.window import MainWindow
from gmi_app.ui.words import day_and_time
from tests.storage.test_library import own, photograph
from tests.ui.exchange_practice import ClinicElsewhere, clinic_elsewhere, twice_a_day
from tests.ui.looks import ANNA, BEN
from tests.ui.practice import NOW, Practice
from tests.ui.world import World

pytestmark = pytest.mark.gui
S = TypeVar("S", bound=QWidget)
WORDS = "violet kettle window"


@pytest.fixture
def clinic(world: World, tmp_path: Path) -> Iterator[ClinicElsewhere]:
    """Anna has practised for a week and is here."""
    world.add_patient(ANNA)
    Practice(world.journal, world.catalogue.pictures, patient=ANNA).weeks(1)
    with clinic_elsewhere(world, tmp_path / "clinic", ANNA) as made:
        yield made


def own_plan(world: World) -> PlanVersion:
    plan = ready_plan(Ready.GENTLE, ANNA, NOW.date())
    version = PlanVersion(UUID(int=40), ANNA.id, Moment(NOW), plan, "program")
    world.journal.save_plan(version)
    return version


def window(world: World) -> MainWindow:
    return world.window or world.open_window()


def screen(world: World, kind: type[S]) -> S:
    world.settle()
    found = window(world).screen_widget
    assert isinstance(found, kind)
    return found


def told(step: QWidget) -> str:
    [notice] = [each for each in step.findChildren(Notice) if each.isVisible()]
    return notice.words.words


def texts(widget: QWidget) -> list[str]:
    return [each.words for each in widget.findChildren(Text) if each.isVisible()]


def answer(step: SendScreen | InvitationScreen | OpenScreen | ReportScreen, path: Path) -> None:
    """Types a file's name into the dialog that is open."""
    dialog = step.asking.dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(path))
    dialog.close()


def invitation(world: World) -> InvitationScreen:
    window(world).exchange.show_invitation()
    return screen(world, InvitationScreen)


def send(world: World) -> SendScreen:
    window(world).exchange.show_send()
    return screen(world, SendScreen)


def opening(world: World, path: Path) -> OpenScreen:
    window(world).exchange.show_open(path)
    return screen(world, OpenScreen)


def go_on(world: World, step: Step) -> None:
    assert step.primary.isEnabled()
    step.primary.click()
    world.settle()


def typed(world: World, step: InvitationScreen, text: str) -> None:
    assert step.field is not None
    step.field.setPlainText(text)
    go_on(world, step)


# ---- the overview


def test_settings_lead_to_the_clinic_and_back(world: World, clinic: ClinicElsewhere) -> None:
    window(world).show_settings(Section.DATA)
    section = screen(world, SettingsScreen).section
    assert isinstance(section, DataSettings)

    section.share.click()
    hub = screen(world, ShareScreen)

    assert window(world).rail is not None
    assert not hub.invitation.says.isVisible()
    for name, kind in (
        ("invitation", InvitationScreen),
        ("send", SendScreen),
        ("open", OpenScreen),
        ("report", ReportScreen),
    ):
        getattr(hub, name).key.click()
        step = screen(world, kind)
        QTest.keyClick(step, Qt.Key.Key_Escape)
        hub = screen(world, ShareScreen)
    window(world).back()
    assert screen(world, SettingsScreen).isVisible()


def test_the_clinic_has_no_such_card(world: World, clinic: ClinicElsewhere) -> None:
    world.state.change_preferences(clinic=True, opens_clinic=True)
    window(world).show_settings(Section.DATA)
    section = screen(world, SettingsScreen).section
    assert isinstance(section, DataSettings)

    assert not section.share.isVisible()
    window(world).exchange.show()
    assert window(world).route is Route.SETTINGS


def test_the_overview_says_whose_invitation_was_accepted(
    world: World, clinic: ClinicElsewhere
) -> None:
    clinic.accepted()
    window(world).exchange.show()
    hub = screen(world, ShareScreen)

    assert clinic.invitation.fingerprint in hub.invitation.says.words
    assert clinic.invitation.fingerprint in hub.send.says.words


def test_damaged_keys_are_a_sentence(world: World, clinic: ClinicElsewhere) -> None:
    step = send(world)
    (world.services.data_folder / "gmi-keys.json").write_text("{}", encoding="ascii")
    step.named.click()
    world.settle()

    assert "keys" in told(step)
    assert not step.primary.isEnabled()


# ---- the invitation


def test_an_invitation_is_compared_before_it_counts(world: World, clinic: ClinicElsewhere) -> None:
    step = invitation(world)
    assert not step.primary.isEnabled()
    typed(world, step, clinic.invitation.text.lower())

    groups = clinic.invitation.fingerprint.split("-")
    assert any(all(group in text for group in groups) for text in texts(step))
    assert world.exchange.desk.invitations(ANNA.id) == ()
    assert window(world).focusWidget() is step.primary

    go_on(world, step)
    hub = screen(world, ShareScreen)
    assert clinic.invitation.fingerprint in told(hub)
    [kept] = world.exchange.desk.invitations(ANNA.id)
    assert kept.text == clinic.invitation.text


def test_what_is_not_the_same_is_not_kept(world: World, clinic: ClinicElsewhere) -> None:
    step = invitation(world)
    typed(world, step, clinic.invitation.text)
    refuse = next(b for b in step.findChildren(type(step.leave)) if "not the same" in b.text())
    refuse.click()
    world.settle()

    assert "nothing was changed" in told(step)
    assert step.field is not None
    assert step.field.words == ""
    assert world.exchange.desk.invitations(ANNA.id) == ()


def test_a_mistyped_group_is_marked(world: World, clinic: ClinicElsewhere) -> None:
    step, lines = invitation(world), clinic.invitation.text.splitlines()
    group = lines[3].split()[2]
    wrong = ("Q" if group[0] != "Q" else "P") + group[1:]
    typed(world, step, "\n".join([*lines[:3], lines[3].replace(group, wrong), lines[4]]))

    assert "line 4" in told(step)
    assert step.field is not None
    assert step.field.textCursor().selectedText() == wrong
    assert window(world).focusWidget() is step.field

    step.field.insertPlainText(group)
    go_on(world, step)
    assert step.seen is not None


def test_the_same_invitation_again_is_nothing_new(world: World, clinic: ClinicElsewhere) -> None:
    clinic.accepted()
    step = invitation(world)
    assert clinic.invitation.fingerprint in " ".join(texts(step))
    typed(world, step, clinic.invitation.text)

    assert "already" in told(step)
    go_on(world, step)
    assert len(world.exchange.desk.invitations(ANNA.id)) == 1


@pytest.mark.parametrize("name", ["anna.gmi-invitation", "anna.png"])
def test_an_invitation_comes_as_a_file_or_a_qr_picture(
    world: World, clinic: ClinicElsewhere, tmp_path: Path, name: str
) -> None:
    write_invitation(clinic.invitation, tmp_path / name)
    step = invitation(world)
    step.file.click()
    answer(step, tmp_path / name)
    world.settle()

    assert step.seen is not None
    assert step.seen.text == clinic.invitation.text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("holiday.png", b"\x89PNG no picture", "No QR code"),
        ("letter.txt", b"dear colleague", "not an invitation"),
        ("missing.txt", None, "There is no file"),
        ("missing.jpg", None, "could not be read"),
        ("film.gmi-invitation", b"\xff\xfe\x00", "no invitation"),
    ],
)
def test_another_file_is_refused_in_words(
    world: World,
    clinic: ClinicElsewhere,
    tmp_path: Path,
    name: str,
    content: bytes | None,
    sentence: str,
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    step = invitation(world)
    step.look_at_file(tmp_path / name)
    world.settle()

    assert sentence in told(step)
    assert step.seen is None


# ---- results


def test_results_go_to_the_clinic_and_to_nobody_else(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    clinic.accepted()
    step, path = send(world), tmp_path / "results.gmi"
    shown = dict(step.contents.lines)
    assert shown["Name"] == ANNA.name
    assert shown["Exercise sessions"].startswith("6, from ")
    assert not step.pictures.isVisible()
    assert not step.passphrase.isVisible()

    go_on(world, step)
    answer(step, path)
    world.settle()

    assert step.saved is not None
    assert step.saved.path == path
    offer = clinic.own.desk.open(path)
    assert isinstance(offer, ResultsOffer)
    assert offer.contents.name == ANNA.name
    assert offer.contents.sessions == 6
    assert offer.match.certain == clinic.invitation.patient
    with pytest.raises(Exception, match="somebody else"):
        clinic.home.open(path)
    step.saved.copy.click()
    assert QGuiApplication.clipboard().text() == str(path)
    go_on(world, step)
    assert screen(world, ShareScreen).isVisible()


def test_the_name_can_be_left_out(world: World, clinic: ClinicElsewhere, tmp_path: Path) -> None:
    clinic.accepted()
    step = send(world)
    step.named.click()
    world.settle()
    assert dict(step.contents.lines)["Name"] == "not in this file"
    step.seal(tmp_path / "results.gmi")
    world.settle()

    offer = clinic.own.desk.open(tmp_path / "results.gmi")
    assert isinstance(offer, ResultsOffer)
    assert offer.contents.name == ""


def test_what_was_looked_up_before_the_last_click_is_not_sealed(
    world: World, clinic: ClinicElsewhere
) -> None:
    clinic.accepted()
    step, lane = send(world), world.exchange.lane
    gate = Event()
    came: list[object] = []
    step.named.click()
    lane.run(lambda: None, came.append)
    lane.run(gate.wait)
    step.named.click()

    world.wait_for(lambda: bool(came))  # the answer to the first click is there
    assert not step.primary.isEnabled()
    assert dict(step.contents.lines)["Name"] == ANNA.name
    gate.set()
    world.settle()
    assert step.primary.isEnabled()
    assert dict(step.contents.lines)["Name"] == ANNA.name


def test_own_photographs_go_along_only_when_said(world: World, clinic: ClinicElsewhere) -> None:
    clinic.accepted()
    content = photograph(90)
    world.opened.pictures.add_own_picture(own(ANNA, content), content)
    world.state.choose_patient(ANNA)
    step = send(world)
    assert step.pictures.isVisible()
    assert not step.pictures.isChecked()
    assert dict(step.contents.lines)["Own photographs"] == "none"

    step.pictures.click()
    assert not step.primary.isEnabled()  # what would be in the file is being looked up
    world.settle()
    assert dict(step.contents.lines)["Own photographs"] == "1"
    assert step.primary.isEnabled()


def test_what_was_just_done_is_in_the_file(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    """The journal's lane has still to write it when the screen asks."""
    clinic.accepted()
    window(world)
    gate = Event()
    world.lane.run(gate.wait)
    practice = Practice(world.journal, world.catalogue.pictures, patient=ANNA)
    practice.random.seed(9)
    world.lane.run(lambda: practice.do_set(NOW))
    window(world).exchange.show_send()
    gate.set()

    step = screen(world, SendScreen)
    assert dict(step.contents.lines)["Exercise sessions"].startswith("7, ")


def test_a_passphrase_is_typed_twice_and_opens_the_file(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    step = send(world)
    form = step.passphrase
    assert form.isVisible()
    assert form.again is not None
    hints = []
    for first, second in (
        ("short", ""),
        ("aaaaaaaaaaaaaa", ""),
        ("violet kettle", ""),
        (WORDS, ""),
        (WORDS, "violet"),
        (WORDS, WORDS),
    ):
        form.field.setText(first)
        form.again.setText(second)
        hints.append(form.hint.words)
        assert step.primary.isEnabled() == (first == second)
    assert len(set(hints)) == 6
    form.shows.click()
    assert form.field.echoMode() is form.field.EchoMode.Normal

    step.seal(tmp_path / "results.gmi")
    assert step.task.isVisible()
    assert not step.primary.isEnabled()
    world.settle()

    assert step.saved is not None
    offer = clinic.own.desk.open(tmp_path / "results.gmi", WORDS)
    assert isinstance(offer, ResultsOffer)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing/results.gmi", "could not be written"),
        ("letter.gmi", "not written by this program"),
    ],
)
def test_a_place_that_refuses_is_a_sentence_and_another_can_be_chosen(
    world: World, clinic: ClinicElsewhere, tmp_path: Path, name: str, sentence: str
) -> None:
    clinic.accepted()
    (tmp_path / "letter.gmi").write_text("dear colleague")
    step = send(world)
    step.seal(tmp_path / name)
    world.settle()

    assert sentence in told(step)
    assert step.saved is None
    assert (tmp_path / "letter.gmi").read_text() == "dear colleague"
    step.seal(tmp_path / "other.gmi")
    world.settle()
    assert step.saved is not None


# ---- a plan


def test_a_plan_shows_what_it_changes_and_is_todays_plan_then(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    before = own_plan(world)
    clinic.accepted()
    clinic.bring_results()
    changed = twice_a_day(before.plan)
    clinic.write_plan(items=changed.items, note_to_patient=changed.note_to_patient)
    step = opening(world, clinic.plan_file(tmp_path / "plan.gmi"))

    assert isinstance(step.part, PlanPart)
    assert any("3 sets a day" in each and "before: 2 sets" in each for each in step.part.changes)
    assert step.part.changes[-1] == "Your clinic writes: “Well done. Keep the rest day.”"
    assert len(step.part.changes) == 2
    assert clinic.invitation.fingerprint in " ".join(texts(step))
    assert world.journal.plan(ANNA.id) == before
    assert window(world).focusWidget() is step.primary

    go_on(world, step)
    assert window(world).route is Route.TODAY
    present = world.journal.plan(ANNA.id)
    assert present is not None
    assert present.plan.items == changed.items
    assert present.author == "Mara Stein"
    assert "new plan" in told(window(world).screen_widget)
    known = window(world).programme.course.known
    assert known is not None
    assert known.plan == present.plan

    again = opening(world, tmp_path / "plan.gmi")
    assert "yours already" in told(again)
    assert not again.decline.isVisible()
    go_on(world, again)
    assert screen(world, ShareScreen).isVisible()


def test_an_older_plan_is_called_so_with_the_days_of_both(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    own_plan(world)
    clinic.accepted()
    clinic.bring_results()
    clinic.write_plan(note_to_patient="Slowly.")
    path = clinic.plan_file(tmp_path / "plan.gmi")
    step = opening(world, path)
    assert isinstance(step.part, PlanPart)
    assert step.part.older == ""
    go_on(world, step)
    accepted = world.journal.plan(ANNA.id)
    assert accepted is not None
    changed = replace(accepted.plan, note_to_patient="My own words")
    at = Moment(NOW + timedelta(minutes=5))
    world.journal.save_plan(PlanVersion(UUID(int=42), ANNA.id, at, changed, "patient", accepted.id))
    step = opening(world, path)
    assert isinstance(step.part, PlanPart)
    assert step.part.older.startswith("This plan is older than the one that you have.")
    assert step.part.older in texts(step)
    today = NOW.date()
    this, theirs = (day_and_time(when, today) for when in (accepted.at, at))
    assert step.part.older.endswith(f"This one: {this}. Yours: {theirs}.")


def test_a_plan_that_is_declined_leaves_the_one_before_and_a_word(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    before = own_plan(world)
    clinic.accepted()
    clinic.bring_results()
    clinic.write_plan(items=twice_a_day(before.plan).items)
    step = opening(world, clinic.plan_file(tmp_path / "plan.gmi"))
    assert isinstance(step.part, PlanPart)
    step.part.field.setPlainText("Too much for me this week.")
    step.decline.click()

    assert "stays as it was" in told(screen(world, ShareScreen))
    assert world.journal.plan(ANNA.id) == before
    [note] = [n for n in world.journal.notes(ANNA.id) if n.kind is NoteKind.PLAN_ANSWER]
    assert isinstance(note.content, PlanAnswer)
    assert not note.content.accepted
    assert note.content.words == "Too much for me this week."


def test_a_first_plan_says_what_is_in_it(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    clinic.accepted()
    clinic.bring_results()
    clinic.write_plan(note_to_patient="Take it slowly.")
    step = opening(world, clinic.plan_file(tmp_path / "plan.gmi"))

    assert isinstance(step.part, PlanPart)
    assert any(each.startswith("Mirror") for each in step.part.changes)
    assert step.part.changes[-1] == "Your clinic writes: “Take it slowly.”"
    assert step.decline.text() == "Not this plan"


def test_a_note_that_is_taken_out_is_said(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    before = own_plan(world)
    noted = replace(before.plan, note_to_patient="Take it slowly.")
    world.journal.save_plan(
        PlanVersion(UUID(int=41), ANNA.id, Moment(NOW), noted, "program", before.id)
    )
    clinic.accepted()
    clinic.bring_results()
    clinic.write_plan(note_to_patient="")
    step = opening(world, clinic.plan_file(tmp_path / "plan.gmi"))

    assert isinstance(step.part, PlanPart)
    assert step.part.changes == ["The note from before is not in it any more"]


def test_a_plan_of_a_stranger_is_refused(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    before = own_plan(world)
    clinic.accepted()
    clinic.bring_results()
    clinic.write_plan(items=twice_a_day(before.plan).items)
    path = clinic.plan_file(tmp_path / "plan.gmi")
    world.journal.save_settings({f"invitation.{ANNA.id}": ""})
    step = opening(world, path)

    assert "not signed by a clinic whose invitation" in told(step)
    assert step.part is None
    assert world.journal.plan(ANNA.id) == before


def test_a_plan_for_somebody_else_here_is_left_to_them(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    own_plan(world)
    clinic.accepted()
    clinic.bring_results()
    clinic.write_plan()
    path = clinic.plan_file(tmp_path / "plan.gmi")
    world.add_patient(BEN)
    world.state.choose_patient(BEN)
    step = opening(world, path)

    assert "another person who uses this computer" in told(step)
    assert ANNA.name not in told(step)
    assert step.part is None


# ---- other files


def test_a_passphrase_is_asked_for_and_asked_again(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    clinic.accepted()
    clinic.bring_results()
    clinic.write_plan()
    step = opening(world, clinic.plan_file(tmp_path / "plan.gmi", passphrase=WORDS))
    assert step.passphrase is not None
    assert not step.primary.isEnabled()
    step.passphrase.field.setText("violet kettle")
    QTest.keyClick(step.passphrase.field, Qt.Key.Key_Return)
    world.settle()

    assert "does not open the file" in told(step)
    assert window(world).focusWidget() is step.passphrase.field
    QTest.keyClicks(step.passphrase.field, WORDS)
    go_on(world, step)
    assert isinstance(step.part, PlanPart)
    assert step.passphrase is None


def test_own_results_from_another_computer_are_added_once(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    path = tmp_path / "laptop.gmi"
    with clinic_elsewhere(world, tmp_path / "laptop", ANNA) as laptop:
        laptop.own.data.journal.save_patient(ANNA)
        practice = Practice(laptop.own.data.journal, world.catalogue.pictures, patient=ANNA)
        practice.random.seed(77)
        practice.weeks(2)
        to = laptop.home.keys.public.encryption
        laptop.own.desk.results(ANNA.id, Moment(NOW)).seal(path, to=to)
    step = opening(world, path)

    assert isinstance(step.part, ResultsPart)
    assert world.journal.count_sessions(ANNA.id) == 6
    go_on(world, step)
    assert "are here now" in told(screen(world, ShareScreen))
    assert world.journal.count_sessions(ANNA.id) == 18

    again = opening(world, path)
    assert "here already" in told(again)
    go_on(world, again)
    assert again.asking.dialog is not None
    assert world.journal.count_sessions(ANNA.id) == 18


def test_results_of_nobody_known_are_taken_only_as_ones_own(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    path, stranger = tmp_path / "other.gmi", replace(ANNA, id=UUID(int=4711))
    with clinic_elsewhere(world, tmp_path / "other", ANNA) as other:
        other.own.data.journal.save_patient(stranger)
        practice = Practice(other.own.data.journal, world.catalogue.pictures, patient=stranger)
        practice.random.seed(99)
        practice.do_set(NOW)
        to = other.home.keys.public.encryption
        other.own.desk.results(stranger.id, Moment(NOW)).seal(path, to=to)
    step = opening(world, path)

    assert "mine" in step.primary.text()
    go_on(world, step)
    assert [p.id for p in world.journal.patients()] == [ANNA.id]
    assert world.journal.count_sessions(ANNA.id) == 7


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no such thing", "not made by this program"),
        (None, "There is no file"),
        (b"age-encryption.org/v1\n-> X25519 cut off", "not made by this program"),
    ],
)
def test_another_file_changes_nothing(
    world: World, clinic: ClinicElsewhere, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / "other.gmi").write_bytes(content)
    step = opening(world, tmp_path / "other.gmi")

    assert sentence in told(step)
    assert step.part is None
    assert step.primary.text().startswith("Choose the file")


def test_everything_of_a_computer_has_its_own_place(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    path = tmp_path / "everything.gmi"
    world.opened.vault.pack(str(path))

    assert "Your data" in told(opening(world, path))


def test_an_invitation_that_is_opened_as_a_file_is_shown_as_one(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    path = tmp_path / "anna.gmi-invitation"
    write_invitation(clinic.invitation, path)
    window(world).exchange.show_open()
    step = screen(world, OpenScreen)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    step.dropEvent(event)

    shown = screen(world, InvitationScreen)
    assert shown.seen is not None


# ---- a report


def test_a_report_is_written_for_whom_it_is(
    world: World, clinic: ClinicElsewhere, tmp_path: Path
) -> None:
    titles = []
    for reader in (0, 1):
        window(world).exchange.show_report()
        world.settle()
        step = screen(world, ReportScreen)
        step.reader.chip(reader).click()
        go_on(world, step)
        path = tmp_path / f"report{reader}.pdf"
        answer(step, path)
        world.settle()
        assert step.saved is not None
        document = QPdfDocument()
        assert document.load(str(path)) is QPdfDocument.Error.None_
        titles.append(document.metaData(QPdfDocument.MetaDataField.Title))
        text = document.getAllText(0).text()
        assert ANNA.name in text
        document.close()
        document.deleteLater()
        go_on(world, step)
    assert titles == ["My practice", "Graded motor imagery: report"]


# ---- the start


def test_nothing_of_it_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, gmi_app.app; "
        "print([m for m in ('pyrage', 'typst', 'segno', 'msgspec', 'gmi_app.exchange.desk', "
        "'gmi_app.ui.exchange.ways') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
