"""History: how both sides do over time, as charts or as a table; each set can be opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gmi_app.journal import Journal
from gmi_app.laterality.comparability import Conditions
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import words
from gmi_app.ui.background import while_alive
from gmi_app.ui.imagery.history import ImageryHistory
from gmi_app.ui.mirror.history import MirrorHistory
from gmi_app.ui.screens.history_charts import ChartsView
from gmi_app.ui.screens.history_query import Answer, Period, Question, ask
from gmi_app.ui.screens.history_table import SetsModel, SetsTable
from gmi_app.ui.screens.session_detail import SessionDetail
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import Chip
from gmi_app.ui.widgets.layout import Columns, boxed, column, row
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from gmi_app.ui.activities.history import ActivityHistory

PERIODS = (Period.TWO_WEEKS, Period.EIGHT_WEEKS, Period.ALL)
CHARTS, TABLE, IMAGERY, MIRROR, BESIDE = 0, 1, 2, 3, 4
OVERVIEW, DETAIL = 0, 1


class EmptyCard(Card):
    """Before the first set, or a stretch of time without one."""

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.title = Text("", "heading", wrap=True, centre=True)
        self.more = Text("", "body", "quiet", wrap=True, centre=True)
        self.add(0, self.title, self.more, 0)

    def show_answer(self, answer: Answer) -> None:
        if not answer.ever:
            self.title.set(self.tr("Your sets will appear here"))
            self.more.set(self.tr("After the first one you can follow how both sides do."))
        elif answer.question.check_ups_only:
            self.title.set(self.tr("No check-ups in this time"))
            self.more.set(self.tr("Choose a longer time, or all sets."))
        elif answer.sets:
            self.title.set(self.tr("No sets that can be compared in this time"))
            self.more.set(self.tr("The table lists them all."))
        else:
            self.title.set(self.tr("No sets in this time"))
            self.more.set(self.tr("Choose a longer time to see earlier ones."))


class SetsCard(Card):
    """The table of sets, and the key that opens the chosen one."""

    def __init__(self, model: SetsModel) -> None:
        super().__init__(pad=20, gap=8)
        self.table = SetsTable(model)
        self.table.setMinimumHeight(theme().em(14))
        self.open_key = Button(self.tr("Open this set"), height=48)
        hint = Text(self.tr("Enter or a double click opens a set."), "small", "quiet", wrap=True)
        foot = row(hint, self.open_key, gap=12)
        foot.setStretch(0, 1)
        self.add(self.table, foot)
        self.open_key.clicked.connect(self.table.open_current)
        model.loaded.connect(self._rows_came)
        self._model = model

    def _rows_came(self) -> None:
        if not self.table.currentIndex().isValid() and self._model.rowCount():
            self.table.selectRow(0)


class HistoryScreen(QWidget):
    """Reads again whenever a fact of the present patient was written."""

    def __init__(self, state: State, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._question: Question | None = None
        self.answer: Answer | None = None
        self.view = Segmented(
            self.tr("View"),
            [
                self.tr("Charts"),
                self.tr("Table"),
                self.tr("Imagined"),
                self.tr("Mirror"),
                self.tr("Beside"),
            ],
        )
        periods = [self.tr("2 weeks"), self.tr("8 weeks"), self.tr("All")]
        self.period = Segmented(self.tr("Time"), periods, 1)
        self.check_ups = Chip(self.tr("Check-ups only"))
        self.headline = Text("", "strong", wrap=True)
        self.charts = ChartsView()
        self.empty = EmptyCard()
        self.model = SetsModel(state, self)
        self._sets: SetsCard | None = None
        self._imagery: ImageryHistory | None = None
        self._mirror: MirrorHistory | None = None
        self._beside: ActivityHistory | None = None
        self._services = services
        self._detail: SessionDetail | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._overview())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._connect()
        self._show_view()  # nothing, until the answer comes
        self.reload()

    def _overview(self) -> QWidget:
        self._page = Page(top=20, gap=14)
        filters = boxed(row(self.period, self.check_ups, 0, gap=12))
        self._filters = Columns(filters, self.charts.legend, shares=(1, 0), from_em=50, gap=12)
        self._views: list[QWidget] = [self.charts, self.empty]
        self._page.add(
            Columns(
                boxed(
                    column(Text(self.tr("Your progress"), "title", wrap=True), self.headline, gap=2)
                ),
                self.view,
                shares=(1, 0),
                from_em=46,
            ),
            self._filters,
            *self._views,
        )
        for view in self._views:
            self._page.box.setStretchFactor(view, 1)
        return self._page

    def _connect(self) -> None:
        self.view.chosen.connect(self._show_view)
        self.period.chosen.connect(self._asked)
        self.check_ups.toggled.connect(self._asked)
        self.charts.kind_chosen.connect(self._kind_chosen)
        self.charts.opened.connect(self.open_set)
        self._state.records_changed.connect(self.reload)
        self._state.patient_changed.connect(self._patient_changed)
        for view, key in enumerate("CTIMB"):
            keys = f"Alt+{key}"
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda at=view: self.show_view(at))

    @property
    def detail(self) -> SessionDetail:
        """Made when the first set is opened, so that the charts are there sooner."""
        if self._detail is None:
            self._detail = SessionDetail(self._state, self._services)
            self._detail.closed.connect(self.close_set)
            self._stack.addWidget(self._detail)
        return self._detail

    @property
    def sets(self) -> SetsCard:
        """The table, made when it is looked at first."""
        if self._sets is None:
            self._sets = SetsCard(self.model)
            self._sets.table.opened.connect(self.open_set)
            self._add_view(self._sets)
            if self._question is not None:
                self.model.ask(self._question)
        return self._sets

    @property
    def table(self) -> SetsTable:
        return self.sets.table

    @property
    def imagery(self) -> ImageryHistory:
        """Sessions of imagined movements, made when they are looked at first."""
        if self._imagery is None:
            self._imagery = ImageryHistory()
            self._add_view(self._imagery)
            if self.answer is not None:
                self._imagery.show_records(self.answer.imagery, self.answer.question.today)
        return self._imagery

    @property
    def mirror(self) -> MirrorHistory:
        """Mirror sessions, likewise."""
        if self._mirror is None:
            self._mirror = MirrorHistory()
            self._add_view(self._mirror)
            if self.answer is not None:
                self._mirror.show_records(self.answer.mirror, self.answer.question.today)
        return self._mirror

    @property
    def beside(self) -> ActivityHistory:
        """What goes beside the exercises, likewise."""
        if self._beside is None:
            from gmi_app.ui.activities.history import ActivityHistory

            self._beside = ActivityHistory()
            self._add_view(self._beside)
            if self.answer is not None:
                self._beside.show_records(self.answer.beside, self.answer.question.today)
        return self._beside

    def _add_view(self, view: QWidget) -> None:
        self._views.append(view)
        self._page.add(view)
        self._page.box.setStretchFactor(view, 1)

    # ---- asking
    def reload(self) -> None:
        """Reads everything again, with the same choices."""
        patient = self._state.patient
        if patient is None:
            return
        kept = self._question
        wanted = kept.wanted if kept is not None and kept.patient == patient.id else None
        self._ask(Question(patient.id, self._state.clock.moment().day, wanted=wanted))

    def _patient_changed(self) -> None:
        """Nothing of one person may stay in view of another."""
        self.answer = self._question = None
        self.model.forget()
        self.headline.set("")
        self._stack.setCurrentIndex(OVERVIEW)
        self._show_view()
        self.reload()

    def _asked(self) -> None:
        if self._question is not None:
            self._ask(self._question)

    def _kind_chosen(self, wanted: Conditions) -> None:
        if self._question is not None:
            self._ask(replace(self._question, wanted=wanted))

    def _ask(self, question: Question) -> None:
        question = replace(
            question,
            period=PERIODS[self.period.at],
            check_ups_only=self.check_ups.isChecked(),
        )
        self._question = question
        empty = self.tr("Not shown yet: too few sure answers.")
        self._state.read(
            lambda journal: self._look_up(journal, question, empty), while_alive(self, self._came)
        )
        if self._sets is not None:
            self.model.ask(question)

    @staticmethod
    def _look_up(journal: Journal, question: Question, empty: str) -> Answer:
        return ask(journal, question, empty)

    def _came(self, answer: Answer) -> None:
        if answer.question is not self._question:
            return
        self.answer = answer
        self.headline.set(self._headline(answer))
        self.charts.show_answer(answer)
        self.empty.show_answer(answer)
        if self._imagery is not None:
            self._imagery.show_records(answer.imagery, answer.question.today)
        if self._mirror is not None:
            self._mirror.show_records(answer.mirror, answer.question.today)
        if self._beside is not None:
            self._beside.show_records(answer.beside, answer.question.today)
        self._show_view()

    def _headline(self, answer: Answer) -> str:
        if not answer.days_practised:
            return ""
        days = words.Counts().days(answer.days_practised)
        match answer.question.period:
            case Period.TWO_WEEKS:
                text = self.tr("You practised on {0} in the last two weeks.")
            case Period.EIGHT_WEEKS:
                text = self.tr("You practised on {0} in the last eight weeks.")
            case _:
                text = self.tr("You practised on {0} in all.")
        return text.format(days)

    # ---- showing
    def show_view(self, at: int) -> None:
        self.view.choose(at)
        self._show_view()

    def _show_view(self) -> None:
        answer = self.answer
        charts = answer is not None and answer.shown is not None
        table = answer is not None and answer.sets > 0
        seen: QWidget | None = self.empty if answer is not None else None
        if self.view.at == CHARTS and charts:
            seen = self.charts
        elif self.view.at == TABLE and table:
            seen = self.sets
        elif self.view.at == IMAGERY and answer is not None and answer.ever:
            seen = self.imagery
        elif self.view.at == MIRROR and answer is not None and answer.ever:
            seen = self.mirror
        elif self.view.at == BESIDE and answer is not None and answer.ever:
            seen = self.beside
        for view in self._views:
            view.setVisible(view is seen)
        self.charts.legend.setVisible(seen is self.charts)
        for control in (self._filters, self.view):
            control.setVisible(answer is None or answer.ever)

    def open_set(self, summary: SessionSummary) -> None:
        """Shows one set with its trials and pictures."""
        detail = self.detail
        self._stack.setCurrentIndex(DETAIL)  # before: what is hidden takes no focus
        detail.show_session(summary)

    def close_set(self) -> None:
        """Back to where the person came from."""
        self._stack.setCurrentIndex(OVERVIEW)
        (self.table if self.view.at == TABLE else self.charts.accuracy.chart).setFocus()

    def step_back(self) -> bool:
        """From an opened set to where it was opened; False without one."""
        opened = self._stack.currentIndex() == DETAIL
        if opened:
            self.close_set()
        return opened

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.step_back():
            super().keyPressEvent(event)
