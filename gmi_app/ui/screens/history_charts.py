"""The history as two charts, with what is compared in them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmi_app.laterality.comparability import Conditions
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import Side
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import meaning_words, words
from gmi_app.ui.charts.legend import Entry, Legend, Sign
from gmi_app.ui.charts.measure import Measure
from gmi_app.ui.charts.series_chart import NOTHING, SeriesChart
from gmi_app.ui.screens.history_query import Answer
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import Columns, column
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.text import Text


class ChartCard(Card):
    """One figure over time. ``opened``: the index of a place in the chart."""

    opened = Signal(int)

    def __init__(self, title: str, measure: Measure) -> None:
        super().__init__(pad=16, gap=2)
        self.setMaximumHeight(theme().em(28))  # taller ones only make the lines steeper
        self._measure = measure
        self.says = Text("", "small", "quiet")
        self.chart = SeriesChart(title)
        self.chart.setMinimumHeight(theme().em(7))
        self.add(Columns(Text(title, "heading"), self.says, shares=(1, 0), from_em=26), self.chart)
        self.box.setStretch(1, 1)
        self.chart.opened.connect(self.opened)

    def show_answer(self, answer: Answer) -> None:
        data = answer.charts.get(self._measure, NOTHING)
        asked = answer.shown.asked if answer.shown is not None else Task.SIDE
        self.chart.show_data(data)
        said = [
            self.tr("{0} {1}").format(
                words.answer(one.side, asked), self._measure.words(one.points[-1].value)
            )
            for one in data.series
            if one.points
        ]
        latest = self.tr("Latest: {0}.").format(", ".join(said)) if said else ""
        if answer.since is not None:
            latest = self.tr("Since {0}. {1}").format(words.day(answer.since), latest).strip()
        self.says.set(latest)


class KindChoice(QWidget):
    """Which kind of set the charts show, where there are several; and why not all in one."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kinds: tuple[Conditions, ...] = ()
        self.choice = OneOf(self.tr("What is compared"))
        self.setLayout(column(self.choice))
        self.choice.chosen.connect(lambda at: self.chosen.emit(self._kinds[at]))

    def show_answer(self, answer: Answer) -> None:
        several = len(answer.kinds) > 1
        self.setVisible(several)
        if answer.kinds != self._kinds:
            self._kinds = answer.kinds
            self.choice.offer([words.conditions(kind, answer.kinds) for kind in answer.kinds])
        if answer.shown in self._kinds:
            self.choice.choose(self._kinds.index(answer.shown))


class ChartsView(QWidget):
    """``opened`` carries the SessionSummary of a place; ``kind_chosen`` the Conditions."""

    opened = Signal(object)
    kind_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._places: tuple[SessionSummary, ...] = ()
        self.accuracy = ChartCard(self.tr("Correct answers"), Measure.ACCURACY)
        self.rt = ChartCard(self.tr("Time to answer"), Measure.RT)
        self.kinds = KindChoice()
        self.legend = Legend(self._entries(None))
        self.why = Text("", "small", "quiet", wrap=True)
        lay = column(self.kinds, self.accuracy, self.rt, self.why, gap=14)
        lay.setStretch(1, 1)
        lay.setStretch(2, 1)
        lay.addStretch()
        self.setLayout(lay)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.kinds.chosen.connect(self.kind_chosen)
        for card in (self.accuracy, self.rt):
            card.opened.connect(lambda at: self.opened.emit(self._places[at]))

    def show_answer(self, answer: Answer) -> None:
        self._places = answer.places
        self.legend.show_entries(self._entries(answer.shown))
        self.kinds.show_answer(answer)
        self.accuracy.show_answer(answer)
        self.rt.show_answer(answer)
        self.why.set(self._why(answer))

    def _entries(self, shown: Conditions | None) -> tuple[Entry, ...]:
        """Moving pictures have neither check-ups nor a goal."""
        asked = shown.asked if shown is not None else Task.SIDE
        sides = (
            Entry(Sign.LEFT, words.answer(Side.LEFT, asked)),
            Entry(Sign.RIGHT, words.answer(Side.RIGHT, asked)),
        )
        if shown is not None and shown.moving:
            return sides
        return (
            *sides,
            Entry(Sign.CHECK_UP, self.tr("Check-up")),
            Entry(Sign.GOAL, self.tr("Usual goal")),
        )

    def _why(self, answer: Answer) -> str:
        """Why some sets are not in the charts."""
        shown = words.conditions(answer.shown) if answer.shown is not None else ""
        why = self.tr(
            "Only sets of one kind are compared: same body part, pictures, upright or turned, "
            "time limit and way to answer. These are: {0}."
        ).format(shown)
        moving = answer.shown is not None and answer.shown.moving
        return f"{why} {meaning_words.no_goal()}" if moving else why
