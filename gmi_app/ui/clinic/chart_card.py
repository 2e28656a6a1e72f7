"""A chart with its table behind it, both to be copied and saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from gmi_app.ui.background import Lane
from gmi_app.ui.charts.data import ChartData
from gmi_app.ui.charts.series_chart import SeriesChart
from gmi_app.ui.clinic.sheet import Sheet, SheetTable
from gmi_app.ui.clinic.taking import Saving, copy
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import IconButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import row
from gmi_app.ui.widgets.text import Text, announce

CHART, TABLE = 0, 1
KEY = 44
STACK_EM = 10.7
"""No less than the table wants, so that the page stays where it is when it is turned to."""


class ChartCard(Card):
    """``opened``: the index of a place in the chart. ``chart``: what draws it."""

    opened = Signal(int)

    def __init__(self, title: str, chart: SeriesChart, lane: Lane) -> None:
        super().__init__(pad=16, gap=2)
        self._title = title
        self.chart = chart
        self.sheet = Sheet()
        self._table: SheetTable | None = None
        self.says = Text("", "caption", "quiet", wrap=True)
        self.turn = IconButton("table", self.tr("{0}: show the table").format(title), height=KEY)
        self.copy_key = IconButton("copy", self.tr("{0}: copy").format(title), height=KEY)
        self.save_key = IconButton("save", self.tr("{0}: save").format(title), height=KEY)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(chart)
        self._stack.setMinimumHeight(theme().em(STACK_EM))
        head = row(Text(title, "strong"), 0, self.turn, self.copy_key, self.save_key, gap=0)
        self.add(head, self.says, self._stack)
        self.box.setStretch(2, 1)
        self.saving = Saving(self, lane)
        self.saving.said.connect(self._say)
        self.turn.clicked.connect(self._turn)
        self.copy_key.clicked.connect(self._copy)
        self.save_key.clicked.connect(self._save)
        chart.opened.connect(self.opened)

    @property
    def table(self) -> SheetTable:
        """Made when it is looked at first."""
        if self._table is None:
            self._table = SheetTable(self.tr("{0}, as a table").format(self._title))
            self._table.show_sheet(self.sheet)
            self._stack.addWidget(self._table)
        return self._table

    def show_data(self, data: ChartData, sheet: Sheet, says: str) -> None:
        self.chart.show_data(data)
        self.sheet = sheet
        if self._table is not None:
            self._table.show_sheet(sheet)
        self.says.set(says)
        for key in (self.turn, self.copy_key, self.save_key):
            key.setEnabled(bool(sheet.rows))
        if not sheet.rows and self._stack.currentIndex() == TABLE:
            self._turn()

    def _turn(self) -> None:
        to = CHART if self._stack.currentIndex() == TABLE else TABLE
        self._stack.setCurrentWidget(self.chart if to == CHART else self.table)
        names = (self.tr("{0}: show the table"), self.tr("{0}: show the chart"))
        name = names[to].format(self._title)
        self.turn.setAccessibleName(name)
        self.turn.setToolTip(name)
        self.turn.set_icon("table" if to == CHART else "progress")
        if to == TABLE:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        copy(self.sheet, self.chart.grab())
        self._say(self.tr("Copied: the chart and its table"))

    def _save(self) -> None:
        self.saving.ask(self._title, self.sheet, self.chart.grab())

    def _say(self, sentence: str) -> None:
        self.says.set(sentence)
        announce(self.says, sentence)
