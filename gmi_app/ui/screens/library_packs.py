"""Packs: more pictures from a folder or a zip file; added whole or not at all, removed again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from gmi_app.library.pack import Pack
from gmi_app.ui import words
from gmi_app.ui.pack_desk import PackEnd, PackWork
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.focus import hand_over, holds_focus
from gmi_app.ui.widgets.layout import clear, column, row
from gmi_app.ui.widgets.page import Page, reveal
from gmi_app.ui.widgets.task import Task
from gmi_app.ui.widgets.text import Text, announce


class PacksPage(Page):
    """``closed``: back to the pictures. What was begun goes on when the page is left; how it went
    is said here, where need be when the page is opened again."""

    closed = Signal()

    def __init__(self, state: State, services: Services) -> None:
        super().__init__(top=20, gap=16)
        self._state, self._shelf = state, services.shelf
        self._desk = services.shelf.desk
        self._dialog: QFileDialog | None = None
        self._pressed: Button | None = None
        self._listed_packs: tuple[Pack, ...] = ()
        self.back = Button(self.tr("All pictures"), "left", height=48)
        self.add_zip = Button(self.tr("Add a zip file"), "plus", height=52)
        self.add_folder = Button(self.tr("Add a folder"), "folder", height=52)
        self.task = Task(state.lane)
        self.stop = Button(self.tr("Stop, and add nothing"), "close", height=48)
        self.stop.hide()
        self.problems = Card("attention", gap=6)
        self.problems.hide()
        self._listed = QVBoxLayout()
        self._listed.setSpacing(12)
        self._asked = QVBoxLayout()
        self.remove_keys: list[Button] = []
        self.add(
            row(self.back, 0),
            Text(self.tr("Packs of pictures"), "title", wrap=True),
            Text(
                self.tr(
                    "A pack is a folder or a zip file with pictures and a list of them. "
                    "Everything in it is looked at first. If anything is wrong, nothing is added."
                ),
                wrap=True,
            ),
            flowing(self.add_zip, self.add_folder),
            self.task,
            row(self.stop, 0),
            self.problems,
            self._asked,
            self._listed,
            0,
        )
        self.back.clicked.connect(self.closed)
        self.add_zip.clicked.connect(self._ask_zip)
        self.add_folder.clicked.connect(self._ask_folder)
        self.stop.clicked.connect(self._desk.give_up)
        self._desk.changed.connect(self._follow)
        self._desk.advanced.connect(self._advance)
        self._shelf.changed.connect(self._renew)
        self._list()

    # ---- adding
    def _ask_zip(self) -> None:
        self._pressed = self.add_zip
        dialog = self._ask(self.tr("Add a pack of pictures"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Packs (*.zip)"))
        dialog.open()

    def _ask_folder(self) -> None:
        self._pressed = self.add_folder
        dialog = self._ask(self.tr("Add a pack of pictures"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def _ask(self, title: str) -> QFileDialog:
        self._dialog = QFileDialog(self, title, str(Path.home()))
        self._dialog.fileSelected.connect(self.add_pack)
        return self._dialog

    def add_pack(self, name: str) -> None:
        """Looks at a pack and keeps it, off the GUI thread."""
        self._desk.add(Path(name))

    # ---- what is being done
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _follow(self) -> None:
        """Something began, ended, or had begun or ended before this page was opened."""
        if not self.isVisible():
            return
        if self._desk.present is not None:
            self.problems.hide()
            self._lock()
            adding = self._desk.present is PackWork.ADDING
            self.stop.setVisible(adding)
            looking, removing = self.tr("Looking at the pack …"), self.tr("Removing the pack …")
            self.task.begin(looking if adding else removing)
            return
        self._unlock()
        end = self._desk.take_end()
        if end is not None:
            self._tell(end)

    def _advance(self, at: int, of: int) -> None:
        if self._desk.present is PackWork.ADDING:
            said = self.tr("Looking at the pack: {0} of {1}")
            self.task.advance(said.format(at, words.pictures(of)), at, of)

    def _tell(self, end: PackEnd) -> None:
        from gmi_app.library.adding import PackGivenUp, PackRefused

        match end.error:
            case PackRefused() as refused:
                self._refuse(refused.sentence, refused.problems)
            case PackGivenUp():
                self.task.tell(self.tr("The pack was not added. Nothing was changed."), good=True)
            case BaseException() as error:
                self.task.fail(error)
        if end.pack is None:
            return
        if end.work is PackWork.REMOVING:
            said = self.tr("The pack {0} was removed.").format(end.pack.title)
        else:
            count = words.pictures(len(end.pack.pictures))
            said = self.tr("The pack {0} was added: {1}.").format(end.pack.title, count)
        self.task.tell(said, good=True)

    def _refuse(self, sentence: str, problems: tuple[str, ...]) -> None:
        clear(self.problems.box)
        self.problems.add(Text(sentence, "strong", "attention", wrap=True))
        for problem in problems:
            self.problems.add(Text(problem, "small", wrap=True))
        self.problems.show()
        announce(self, " ".join((sentence, *problems)))
        reveal(self.problems)

    # ---- what is there
    def _list(self) -> None:
        clear(self._listed)
        self._listed_packs = self._shelf.packs
        self.remove_keys = []
        for pack in self._shelf.packs:
            self._listed.addWidget(self._card(pack))
        if not self._shelf.packs:
            self._listed.addWidget(Text(self.tr("No pack was added yet."), "body", "quiet"))

    def _card(self, pack: Pack) -> Card:
        remove = Button(self.tr("Remove"), height=44)
        remove.setAccessibleName(self.tr("Remove {0}").format(pack.title))
        remove.clicked.connect(lambda: self._ask_removal(pack, remove))
        self.remove_keys.append(remove)
        count = Text(words.pictures(len(pack.pictures)), "small", "quiet")
        lines = column(Text(pack.title, "strong", wrap=True), count, gap=2)
        for notice in pack.notices[:3]:
            lines.addWidget(Text(notice, "small", "attention", wrap=True))
        whole = row(lines, remove, gap=16)
        whole.setStretch(0, 1)
        card = Card(pad=16)
        card.add(whole)
        return card

    def _renew(self) -> None:
        if self._shelf.packs != self._listed_packs:
            hand_over(self.remove_keys, (self.add_zip, self.back))
            self._list()

    def _ask_removal(self, pack: Pack, key: Button) -> None:
        clear(self._asked)
        self._pressed = key
        confirm = Confirm(
            self.tr("Remove the pack {0}?").format(pack.title),
            self.tr("Its pictures do not come any more. Your answers to them stay."),
            self.tr("Remove it"),
        )
        confirm.confirmed.connect(lambda: self._remove(pack))
        confirm.declined.connect(self._keep)
        self._asked.addWidget(confirm)
        confirm.ask()

    def _keep(self) -> None:
        self._give_back()
        clear(self._asked)

    def _remove(self, pack: Pack) -> None:
        self.back.setFocus()
        clear(self._asked)
        self._desk.remove(pack)

    # ---- where the keyboard is
    def _lock(self) -> None:
        """Nothing else is begun meanwhile; the keyboard waits where nothing can be done amiss."""
        keys = (self.add_zip, self.add_folder, *self.remove_keys)
        hand_over(keys, (self.back,))
        for key in keys:
            key.setEnabled(False)

    def _unlock(self) -> None:
        for key in (self.add_zip, self.add_folder, *self.remove_keys):
            key.setEnabled(True)
        if self._pressed is not None and (holds_focus(self.back) or holds_focus(self.stop)):
            self._give_back()
        hand_over((self.stop,), (self.back,))
        self.stop.hide()
        self.task.end()

    def _give_back(self) -> None:
        """The keyboard to the key that was pressed; where that has gone with its pack, to the first
        one."""
        there = self._pressed in (self.add_zip, self.add_folder, *self.remove_keys)
        (self._pressed if self._pressed is not None and there else self.add_zip).setFocus()
        self._pressed = None
