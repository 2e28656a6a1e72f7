"""A table on a card, to be copied and saved."""

from __future__ import annotations

from gmi_app.ui.background import Lane
from gmi_app.ui.clinic.chart_card import KEY
from gmi_app.ui.clinic.sheet import Sheet, SheetTable
from gmi_app.ui.clinic.taking import Saving, copy
from gmi_app.ui.widgets.buttons import IconButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import row
from gmi_app.ui.widgets.text import Text, announce


class SheetCard(Card):
    """As tall as its rows."""

    def __init__(self, title: str, lane: Lane) -> None:
        super().__init__(pad=16, gap=6)
        self._title = title
        self.table = SheetTable(title, whole=True)
        self.says = Text("", "caption", "quiet", wrap=True)
        self.says.hide()
        self.copy_key = IconButton("copy", self.tr("{0}: copy").format(title), height=KEY)
        self.save_key = IconButton("save", self.tr("{0}: save").format(title), height=KEY)
        self.head = Text(title, "strong", wrap=True)
        head = row(self.head, self.copy_key, self.save_key)
        head.setStretch(0, 1)
        self.add(head, self.says, self.table, 0)
        self.saving = Saving(self, lane)
        self.saving.said.connect(self._say)
        self.copy_key.clicked.connect(self._copy)
        self.save_key.clicked.connect(lambda: self.saving.ask(self._title, self.table.sheet))

    def show_sheet(self, sheet: Sheet) -> None:
        self.table.show_sheet(sheet)

    def _copy(self) -> None:
        copy(self.table.sheet)
        self._say(self.tr("Copied"))

    def name(self, title: str) -> None:
        """Another title, as in what is copied and saved."""
        self._title = title
        self.head.set(title)
        self.table.setAccessibleName(title)

    def tell(self, words: str) -> None:
        """A quieter line under the title."""
        self.says.set(words)
        self.says.setVisible(bool(words))

    def _say(self, sentence: str) -> None:
        self.tell(sentence)
        announce(self.says, sentence)
