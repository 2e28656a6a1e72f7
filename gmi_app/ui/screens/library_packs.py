"""Packs: more pictures from a folder or a zip file; added whole or not at all, removed again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from gmi_app.library.pack import Pack
from gmi_app.ui import words
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.layout import clear, column, row
from gmi_app.ui.widgets.page import Page, reveal
from gmi_app.ui.widgets.task import Task
from gmi_app.ui.widgets.text import Text, announce


class PacksPage(Page):
    """``closed``: back to the pictures."""

    closed = Signal()

    def __init__(self, state: State, services: Services) -> None:
        super().__init__(top=20, gap=16)
        self._state, self._shelf = state, services.shelf
        self._dialog: QFileDialog | None = None
        self.back = Button(self.tr("All pictures"), "left", height=48)
        self.add_zip = Button(self.tr("Add a zip file"), "plus", height=52)
        self.add_folder = Button(self.tr("Add a folder"), "folder", height=52)
        self.task = Task(state.lane)
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
            self.problems,
            self._asked,
            self._listed,
            0,
        )
        self.back.clicked.connect(self.closed)
        self.add_zip.clicked.connect(self._ask_zip)
        self.add_folder.clicked.connect(self._ask_folder)
        self.task.busy_changed.connect(self._lock)
        self._list()

    # ---- adding
    def _ask_zip(self) -> None:
        dialog = self._ask(self.tr("Add a pack of pictures"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Packs (*.zip)"))
        dialog.open()

    def _ask_folder(self) -> None:
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
        self.problems.hide()
        source = Path(name)
        self._run(self.tr("Looking at the pack …"), source)

    def _run(self, doing: str, source: Path) -> None:
        from gmi_app.library.adding import PackRefused

        def work() -> Pack | PackRefused:
            try:
                return self._shelf.add_pack(source)
            except PackRefused as refused:
                return refused

        def done(found: Pack | PackRefused) -> str:
            if isinstance(found, PackRefused):
                self._refuse(found.sentence, found.problems)
                return ""
            self._shelf.packs_changed()
            self._list()
            said = self.tr("The pack {0} was added: {1}.")
            return said.format(found.title, words.pictures(len(found.pictures)))

        self.task.run(doing, work, done)

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
        self.remove_keys = []
        for pack in self._shelf.packs:
            self._listed.addWidget(self._card(pack))
        if not self._shelf.packs:
            self._listed.addWidget(Text(self.tr("No pack was added yet."), "body", "quiet"))

    def _card(self, pack: Pack) -> Card:
        remove = Button(self.tr("Remove"), height=44)
        remove.setAccessibleName(self.tr("Remove {0}").format(pack.title))
        remove.clicked.connect(lambda: self._ask_removal(pack))
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

    def _ask_removal(self, pack: Pack) -> None:
        clear(self._asked)
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
        clear(self._asked)
        self.add_zip.setFocus()

    def _remove(self, pack: Pack) -> None:
        clear(self._asked)

        def done(_: None) -> str:
            self._shelf.packs_changed()
            self._list()
            self.add_zip.setFocus()
            return self.tr("The pack {0} was removed.").format(pack.title)

        doing = self.tr("Removing the pack …")
        self.task.run(doing, lambda: self._shelf.remove_pack(pack), done)

    def _lock(self, busy: bool) -> None:
        for key in (self.add_zip, self.add_folder, *self.remove_keys):
            key.setEnabled(not busy)
