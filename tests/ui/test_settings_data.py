"""Settings: the data page, with real files, a real vault and Qt's own file dialog."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from gmi_app.errors import StorageError
from gmi_app.storage.opening import open_to_read
from gmi_app.ui.screens.settings import Section, SettingsScreen
from gmi_app.ui.screens.settings_data import PACKED, DataSettings
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.window import Route
from tests.ui.looks import ANNA, BEN
from tests.ui.practice import NOW, Practice
from tests.ui.world import World
from tests.unit.test_packs import good, zip_of

pytestmark = pytest.mark.gui


class Opener(QObject):
    """Stands for the desktop's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QUrl] = []

    @Slot(QUrl)
    def open_url(self, url: QUrl) -> None:
        self.seen.append(url)


def opened(world: World) -> DataSettings:
    """Anna is here and has a set, Ben is known."""
    world.add_patient(ANNA)
    world.add_patient(BEN)
    Practice(world.journal, world.catalogue.pictures, patient=ANNA).do_set(NOW)
    world.state.choose_patient(ANNA)
    window = world.open_window()
    window.show_settings(Section.DATA)
    world.settle()
    return page(world)


def page(world: World) -> DataSettings:
    assert world.window is not None
    screen = world.window.screen_widget
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.section, DataSettings)
    return screen.section


def one_more_set(world: World) -> None:
    practice = Practice(world.journal, world.catalogue.pictures, Random(6), ANNA)
    practice.do_set(NOW + timedelta(hours=1))


def told(section: DataSettings) -> str:
    [notice] = [n for n in section.task.findChildren(Notice) if n.isVisible()]
    return notice.words.words


def question(section: DataSettings) -> Confirm:
    [found] = [q for q in section.findChildren(Confirm) if q.isVisible()]
    return found


def choose(section: DataSettings, path: Path) -> None:
    """Answers the file dialog that is open."""
    dialog = next(d for d in section.findChildren(QFileDialog) if d.isVisible())
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_back_up_now_and_the_list(world: World) -> None:
    section = opened(world)
    section.back_up.click()
    assert section.task._doing.isVisible()
    assert not section.back_up.isEnabled()
    world.settle()
    assert told(section).startswith("Backed up: ")
    assert section.back_up.isEnabled()
    assert len(world.opened.vault.backups()) == 1
    assert section._backup_list.count() == 1


def test_going_back_to_a_backup_is_asked_first(world: World) -> None:
    section = opened(world)
    section.back_up.click()
    world.settle()
    one_more_set(world)
    world.settle()
    assert world.journal.count_sessions(ANNA.id) == 2
    assert world.window is not None
    world.window.show_settings(Section.DATA)
    world.settle()
    section = page(world)
    backup = world.opened.vault.backups()[-1]
    section._ask_restore(backup)
    assert backup.at in question(section).findChildren(type(section.task._doing))[0].words
    question(section).cancel.click()
    world.settle()
    assert world.journal.count_sessions(ANNA.id) == 2
    section._ask_restore(backup)
    question(section).button.click()
    world.settle()
    assert world.journal.count_sessions(ANNA.id) == 1
    assert world.window.is_at(Route.TODAY)
    assert world.state.patient == ANNA


def test_everything_moves_in_one_file(world: World, tmp_path: Path) -> None:
    section = opened(world)
    file = tmp_path / PACKED
    section.pack.click()
    choose(section, file)
    world.settle()
    assert file.exists()
    assert str(file) in told(section)
    world.journal.delete_patient(ANNA.id)
    assert world.journal.count_sessions(ANNA.id) == 0
    section.unpack.click()
    choose(section, file)
    world.settle()
    question(section).button.click()
    world.settle()
    assert world.journal.count_sessions(ANNA.id) == 1
    assert world.window is not None
    assert world.window.is_at(Route.TODAY)


def test_a_file_that_is_none_of_ours_changes_nothing(world: World, tmp_path: Path) -> None:
    section = opened(world)
    wrong = tmp_path / "wrong.zip"
    wrong.write_text("not a packed file")
    section.unpack.click()
    choose(section, wrong)
    question(section).button.click()
    world.settle()
    assert told(section)
    assert section.isVisible()
    assert world.journal.count_sessions(ANNA.id) == 1


def test_export_writes_the_tables(world: World, tmp_path: Path) -> None:
    section = opened(world)
    folder = tmp_path / "tables"
    folder.mkdir()
    section.export.click()
    choose(section, folder)
    world.settle()
    assert str(folder) in told(section)
    assert list(folder.glob("*.csv"))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            StorageError("The disk is full. Nothing was lost."),
            "The disk is full. Nothing was lost.",
        ),
        (PermissionError("no"), "That file or folder could not be used"),
    ],
)
def test_what_the_person_can_mend_is_said(
    world: World, tmp_path: Path, error: Exception, sentence: str
) -> None:
    def refuse(_: Path) -> None:
        raise error

    world.services = replace(world.services, export_csv=refuse)
    section = opened(world)
    section._do_export(str(tmp_path))
    world.settle()
    assert told(section).startswith(sentence)


def test_a_person_is_deleted_after_typing_the_name(world: World, data_folder: Path) -> None:
    section = opened(world)
    section.delete_buttons[1].click()
    asked = question(section)
    assert world.app.focusWidget() is asked.field
    assert asked.field is not None
    QTest.keyClicks(asked.field, "Be")
    assert not asked.button.isEnabled()
    QTest.keyClicks(asked.field, "n")
    asked.button.click()
    world.settle()
    assert world.journal.patients() == [ANNA]
    assert world.state.patients == [ANNA]
    assert world.window is not None
    assert world.window.is_at(Route.TODAY)
    with_reader = open_to_read(data_folder, world.clock)
    assert with_reader.journal.patients() == [ANNA]
    with_reader.close()


def test_deleting_the_one_who_is_here_asks_who_is_there(world: World) -> None:
    section = opened(world)
    section.delete_buttons[0].click()
    asked = question(section)
    assert asked.field is not None
    QTest.keyClicks(asked.field, "Anna")
    asked.button.click()
    world.settle()
    assert world.journal.patients() == [BEN]
    assert world.window is not None
    assert not world.window.is_at(Route.SETTINGS)
    assert world.state.patient != ANNA


def test_everything_is_deleted_after_typing_a_word(world: World, tmp_path: Path) -> None:
    section = opened(world)
    section.back_up.click()
    world.shelf.desk.add(zip_of(tmp_path / "My feet.zip", *good()))
    world.settle()
    assert [pack.title for pack in world.shelf.packs] == ["My feet"]
    section.delete_all.click()
    asked = question(section)
    assert asked.field is not None
    QTest.keyClicks(asked.field, "Everything")
    asked.button.click()
    world.settle()
    assert world.journal.patients() == []
    assert list(world.opened.vault.backups()) == []
    assert [pack.title for pack in world.shelf.packs] == []
    assert len(world.shelf.catalogue.pictures) == len(world.catalogue.pictures)
    assert world.window is not None
    assert world.window.is_at(Route.FIRST_START)


def test_the_folder_is_named_and_opened(world: World, data_folder: Path) -> None:
    section = opened(world)
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open_url")  # type: ignore[arg-type]
    section.open_folder.click()
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opener.seen] == [data_folder]
