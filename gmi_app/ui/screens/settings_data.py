"""Settings: backups, moving to another computer, export, where the data is, deleting it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl, Signal, SignalInstance
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from gmi_app.journal import Backup
from gmi_app.programme.patient import Patient
from gmi_app.ui import person_words
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.layout import clear, row
from gmi_app.ui.widgets.page import reveal
from gmi_app.ui.widgets.task import Task
from gmi_app.ui.widgets.text import Text

PACKED = "everything.gmi"
SHOWN_BACKUPS = 4


class DataSettings(QWidget):
    """Everything that touches the database or a file runs on the lane.

    ``replaced``: the database is another one now; start from the chooser again. ``emptied``:
    nothing is left; start from the beginning. ``share_wanted``: the exchange with a clinic.
    """

    replaced = Signal()
    emptied = Signal()
    share_wanted = Signal()

    def __init__(self, state: State, services: Services) -> None:
        super().__init__()
        self._state, self._services = state, services
        self._dialog: QFileDialog | None = None
        self.task = Task(state.lane)
        self._question: Confirm | None = None
        self._asked_from: QWidget | None = None
        self.task.busy_changed.connect(self._lock)
        self.task.busy_changed.connect(lambda _: reveal(self.task))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addWidget(self.task)
        self._box.addWidget(self._share())
        self._cards = [self._backups(), self._move(), self._export(), self._where(), self._delete()]
        for card in self._cards:
            self._box.addWidget(card)
        self._box.addStretch(1)
        self._list_backups()

    # ---- the cards
    def _card(self, title: str, words: str) -> Card:
        card = Card(gap=8)
        card.add(Text(title, "heading", wrap=True), Text(words, "body", "quiet", wrap=True), 4)
        return card

    def _share(self) -> Card:
        card = self._card(
            self.tr("My clinic and me"),
            self.tr("Give your results to your clinic, take in a new plan, print a report."),
        )
        self.share = Button(self.tr("Open"), height=52)
        self.share.setAccessibleName(self.tr("Open “My clinic and me”"))
        self.share.clicked.connect(self.share_wanted)
        card.add(row(self.share, 0))
        somebody = self._state.patient is not None and not self._state.preferences.opens_clinic
        if self._services.exchange is None or not somebody:
            card.hide()
        return card

    def _backups(self) -> Card:
        card = self._card(
            self.tr("Backups"),
            self.tr("One is made by itself on every day of use; the last seven days are kept."),
        )
        self._backup_list = QVBoxLayout()
        self._backup_list.setSpacing(6)
        card.box.addLayout(self._backup_list)
        self.back_up = Button(self.tr("Back up now"), height=52)
        self.back_up.clicked.connect(self._back_up)
        card.add(4, row(self.back_up, 0))
        return card

    def _move(self) -> Card:
        card = self._card(
            self.tr("Move to another computer"),
            self.tr("Save everything into one file, carry it over, and bring it in there."),
        )
        self.pack = Button(self.tr("Save into a file"), height=52)
        self.unpack = Button(self.tr("Bring in a file"), height=52)
        self.pack.clicked.connect(self._ask_pack)
        self.unpack.clicked.connect(self._ask_unpack)
        card.add(flowing(self.pack, self.unpack))
        return card

    def _export(self) -> Card:
        card = self._card(
            self.tr("Export as tables"),
            self.tr("CSV files with every set and every answer, for a spreadsheet or your clinic."),
        )
        self.export = Button(self.tr("Export into a folder"), height=52)
        self.export.clicked.connect(self._ask_export)
        card.add(row(self.export, 0))
        return card

    def _where(self) -> Card:
        folder = str(self._services.data_folder)
        card = self._card(self.tr("Where the data is"), folder)
        self.open_folder = Button(self.tr("Open the folder"), "folder", height=52)
        self.open_folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
        )
        card.add(row(self.open_folder, 0))
        return card

    def _delete(self) -> Card:
        card = self._card(
            self.tr("Delete"),
            self.tr("What is deleted is gone from this computer, from its backups, too."),
        )
        self.delete_buttons: list[Button] = []
        for patient in self._state.patients:
            name = person_words.name_of(patient, self._state.patients)
            button = Button(self.tr("Delete {0}").format(name), kind="grave", height=52)
            button.clicked.connect(lambda _=False, p=patient, n=name: self._ask_delete(p, n))
            self.delete_buttons.append(button)
        self.delete_all = Button(self.tr("Delete everything"), kind="grave", height=52)
        self.delete_all.clicked.connect(self._ask_delete_all)
        card.add(flowing(*self.delete_buttons, self.delete_all))
        return card

    def _lock(self, busy: bool) -> None:
        """What is locked loses the keyboard; it comes back to where it was."""
        if busy and self._asked_from is None:
            self._asked_from = self.focusWidget()
        for card in getattr(self, "_cards", ()):
            card.setEnabled(not busy)
        if not busy:
            self._return()

    def _return(self) -> None:
        """Puts the keyboard back to the button that asked, unless it is gone."""
        was, self._asked_from = self._asked_from, None
        if was is not None and isValid(was) and was.isVisible():
            was.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- backups
    def _list_backups(self) -> None:
        self._state.lane.run(self._services.vault.backups, self._show_backups)

    def _show_backups(self, backups: Sequence[Backup]) -> None:
        clear(self._backup_list)
        if not backups:
            self._backup_list.addWidget(Text(self.tr("There is none yet."), wrap=True))
        for backup in backups[:SHOWN_BACKUPS]:
            form = QLocale.DataSizeFormat.DataSizeTraditionalFormat
            size = QLocale().formattedDataSize(backup.size, 0, form)
            go_back = Button(self.tr("Go back to it"), kind="compact", height=44)
            go_back.setAccessibleName(self.tr("Go back to the backup of {0}").format(backup.at))
            go_back.clicked.connect(lambda _=False, b=backup: self._ask_restore(b))
            line = QHBoxLayout()
            line.setSpacing(16)
            line.addWidget(Text(backup.at, "strong"))
            line.addWidget(Text(size, "body", "quiet"))
            line.addStretch(1)
            line.addWidget(go_back)
            self._backup_list.addLayout(line)

    def _back_up(self) -> None:
        def done(backup: Backup) -> str:
            self._list_backups()
            return self.tr("Backed up: {0}.").format(backup.at)

        self.task.run(self.tr("Backing up …"), self._services.vault.back_up, done)

    def _ask_restore(self, backup: Backup) -> None:
        self._ask(
            self._cards[0],
            Confirm(
                self.tr("Go back to the backup of {0}?").format(backup.at),
                self.tr("What was recorded later is put aside: a backup of today is made first."),
                self.tr("Go back to it"),
            ),
            lambda: self._replace(
                self.tr("Going back …"), lambda: self._services.vault.restore(backup)
            ),
        )

    # ---- files
    def _ask_pack(self) -> None:
        dialog = self._file_dialog(self.tr("Save everything into a file"))
        dialog.setNameFilter(self._packed_files())
        dialog.setDefaultSuffix("gmi")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(PACKED)
        dialog.fileSelected.connect(self._pack)
        dialog.open()

    def _pack(self, target: str) -> None:
        self.task.run(
            self.tr("Saving everything …"),
            lambda: self._services.vault.pack(target),
            lambda _: self.tr("Saved: {0}. Keep it safe: it holds all results.").format(target),
        )

    def _ask_unpack(self) -> None:
        dialog = self._file_dialog(self.tr("Bring in a file"))
        dialog.setNameFilter(self._packed_files())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._confirm_unpack)
        dialog.open()

    def _confirm_unpack(self, source: str) -> None:
        self._ask(
            self._cards[1],
            Confirm(
                self.tr("Bring in {0}?").format(Path(source).name),
                self.tr(
                    "What is not here yet is added. Nothing that is here is changed, and a backup "
                    "is made first."
                ),
                self.tr("Bring it in"),
            ),
            lambda: self._replace(
                self.tr("Bringing everything in …"), lambda: self._services.vault.unpack(source)
            ),
        )

    def _ask_export(self) -> None:
        dialog = self._file_dialog(self.tr("Choose a folder for the tables"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._do_export)
        dialog.open()

    def _do_export(self, folder: str) -> None:
        self.task.run(
            self.tr("Writing the tables …"),
            lambda: self._services.export_csv(Path(folder)),
            lambda _: self.tr("The tables are in {0}.").format(folder),
        )

    def _packed_files(self) -> str:
        return self.tr("Files of this program ({0})").format("*.gmi")

    def _file_dialog(self, title: str) -> QFileDialog:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = QFileDialog(self, title, str(Path.home()))
        return self._dialog

    # ---- deleting
    def _ask_delete(self, patient: Patient, name: str) -> None:
        self._ask(
            self._cards[4],
            Confirm(
                self.tr("Delete {0} and all their results?").format(name),
                self.tr("This cannot be undone. You can save everything into a file first."),
                self.tr("Delete for good"),
                typed=name,
            ),
            lambda: self._do_delete(patient),
        )

    def _do_delete(self, patient: Patient) -> None:
        last = len(self._state.patients) == 1
        self._lock(True)
        self._state.delete_patient(
            patient, self._teller(self.emptied if last else self.replaced), self.task.fail
        )

    def _ask_delete_all(self) -> None:
        self._ask(
            self._cards[4],
            Confirm(
                self.tr("Delete everything?"),
                self.tr(
                    "All people, results, settings and backups go. This cannot be undone. "
                    "You can save everything into a file first."
                ),
                self.tr("Delete everything"),
                typed=self.tr("everything"),
            ),
            self._delete_all,
        )

    def _delete_all(self) -> None:
        shelf = self._services.shelf
        shelf.desk.give_up()  # packs go, too
        self._replace(self.tr("Deleting …"), self._services.vault.delete_everything, self.emptied)
        shelf.look_again()

    # ---- what they share
    def _ask(self, card: Card, question: Confirm, then: Callable[[], None]) -> None:
        """Shows the question below the card that it belongs to."""
        asked_from = self.focusWidget()
        self._put_away()
        self._question, self._asked_from = question, asked_from
        question.declined.connect(self._decline)
        question.confirmed.connect(self._put_away)
        question.confirmed.connect(then)
        self._box.insertWidget(self._box.indexOf(card) + 1, question)
        question.show()
        question.ask()

    def _decline(self) -> None:
        self._put_away()
        self._return()

    def _put_away(self) -> None:
        if self._question is not None:
            self._question.hide()
            self._question.deleteLater()
            self._question = None

    def _replace(
        self, doing: str, work: Callable[[], None], then: SignalInstance | None = None
    ) -> None:
        """Replaces the database, reads everything again, and tells the window."""
        signal = then if then is not None else self.replaced

        def done(_: None) -> str:
            self._lock(True)
            self._state.reload(self._teller(signal), self.task.fail)
            return ""

        self.task.run(doing, work, done)

    def _teller(self, signal: SignalInstance) -> Callable[[], None]:
        """Emits, as long as this screen lives; the window looks for itself otherwise."""

        def tell() -> None:
            if isValid(self):
                signal.emit()

        return tell
