"""Where a file is that was just written, and what to do with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.text import Text, announce


class SavedCard(Card):
    """``next_steps``: sentences. ``opens``: whether another program on this computer shows it."""

    def __init__(
        self, title: str, path: Path, next_steps: tuple[str, ...] = (), *, opens: bool = False
    ) -> None:
        super().__init__("tint", pad=24, gap=10)
        self.path = path
        self.add(
            Text(title, "heading", "good", wrap=True),
            Text(path.name, "strong", wrap=True),
            Text(self.tr("In the folder {0}").format(path.parent), "small", "quiet", wrap=True),
        )
        self.add(*(Text(each, wrap=True) for each in next_steps), 6)
        self.folder = Button(self.tr("Show the folder"), "folder", height=52)
        self.copy = Button(self.tr("Copy where it is"), "copy", height=52)
        self.folder.clicked.connect(lambda: self._open(path.parent))
        self.copy.clicked.connect(self._copy)
        keys = [self.folder, self.copy]
        if opens:
            self.open = Button(self.tr("Open it"), height=52)
            self.open.clicked.connect(lambda: self._open(path))
            keys.insert(0, self.open)
        self.says = Text("", "small", "quiet", wrap=True)
        self.says.hide()
        self.add(flowing(*keys), self.says)

    def _copy(self) -> None:
        QApplication.clipboard().setText(str(self.path))
        self.says.set(self.tr("Copied. Paste it where a program asks for the file."))
        self.says.show()
        announce(self.says, self.says.words)

    @staticmethod
    def _open(path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
