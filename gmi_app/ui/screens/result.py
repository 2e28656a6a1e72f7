"""Result: the set in one sentence, the figures of each side, the last sets, pain after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gmi_app.facts.rating import When
from gmi_app.journal import Journal
from gmi_app.pictures.model import Side
from gmi_app.progress.check_ups import Comparison, since_the_one_before
from gmi_app.progress.history import SetPoint, last_sets
from gmi_app.progress.meaning import Reading, read
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import meaning_words
from gmi_app.ui.background import while_alive
from gmi_app.ui.screens.result_cards import RiseCard, SideCard, SmallSideCard, TrendCard
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import Columns, boxed, clear, column, row
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.pain_scale import PainScale
from gmi_app.ui.widgets.text import Text

LOOKED_AT = 300
"""Newest sets among which comparable ones are looked for."""

FIGURES, RISE = 0, 1
DIGITS = range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a set: comparable sets up to it, and what changed since a check-up."""

    points: tuple[SetPoint, ...]
    comparison: Comparison | None


def around(summaries: Sequence[SessionSummary], summary: SessionSummary) -> Around:
    """``summaries`` hold ``summary``; later ones are passed over."""
    until = [s for s in summaries if s.at.utc <= summary.at.utc]
    comparison = since_the_one_before(until) if summary.settings.check_up else None
    if comparison is not None and comparison.later.session != summary.session:
        comparison = None
    return Around(last_sets(until, summary), comparison)


class PainCard(Card):
    """The question after the set. ``rated`` carries 0 to 10. ``reminder``: what is said of the
    pain before, with the number as {0}."""

    rated = Signal(int)

    def __init__(self, reminder: str = "") -> None:
        super().__init__(pad=18, gap=8)
        self._reminder = reminder or self.tr("Before this set you said {0}.")
        self.scale = PainScale(self.tr("How is the pain now?"))
        self._hint = Text("", "small", "quiet", wrap=True)
        question = Text(self.tr("How is the pain now?"), "heading", wrap=True)
        self.add(column(question, self._hint, gap=2), self.scale)
        self.scale.chosen.connect(self._chosen)

    def ask(self, before: int | None, after: int | None) -> None:
        self.scale.set(after)
        if before is None:
            self._hint.set(self.tr("0 is no pain, 10 the worst that you can imagine."))
        else:
            self._hint.set(self._reminder.format(before))

    def _chosen(self, value: int) -> None:
        self._hint.set(self.tr("Thank you, it is kept. You can still change it."))
        self.rated.emit(value)


class ResultScreen(QWidget):
    """``again_requested`` carries the DrillSettings of the set that is shown."""

    again_requested = Signal(object)
    done = Signal()

    def __init__(self, state: State, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._summary: SessionSummary | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.again = Button(self.tr("Again"), "again", height=64)
        self.finish = PrimaryButton(self.tr("Done"))
        self.finish.setMinimumWidth(theme().touch(240))
        self.finish.setShortcut("Ctrl+Return")
        self._note = Text("", "small", "quiet", wrap=True, centre=True)
        self._note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._page = Page(bar=Bar(self.again, self._note, self.finish), top=28, gap=20)
        self._stack = QStackedWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._stack.setSizePolicy(policy)
        self._figures, self._risen = QVBoxLayout(), QVBoxLayout()
        for layout in (self._figures, self._risen):
            layout.setSpacing(20)
            self._stack.addWidget(boxed(layout))
        self.pain = PainCard()
        self.rise_below = RiseCard(self._state.stop_help)
        self._page.add(self._stack, self.pain, self.rise_below, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._page)
        self.again.clicked.connect(self._again)
        self.finish.clicked.connect(self.done)
        self.pain.rated.connect(self._rated)

    # ---- showing
    def show_summary(self, summary: SessionSummary) -> None:
        """Shows one set; what stands around it is read and follows."""
        self._summary = summary
        reading = read(summary)
        self._show_figures(summary, reading, Around((), None))
        self._show_risen(summary, reading)
        self.pain.ask(summary.pain_before, summary.pain_after)
        self._show_pain(summary.pain_after)
        self._page.scroll_to_top()
        self.setAccessibleName(meaning_words.heading(reading))
        self.setAccessibleDescription(meaning_words.sentence(summary, reading))

        def query(journal: Journal) -> Around:
            return around(journal.summaries(summary.patient, limit=LOOKED_AT), summary)

        def came(found: Around) -> None:
            if self._summary is summary:
                self._show_figures(summary, reading, found)

        self._state.read(query, while_alive(self, came))

    def _show_figures(self, summary: SessionSummary, reading: Reading, found: Around) -> None:
        clear(self._figures)
        settings, measures = summary.settings, summary.measures
        self.sides = {side: SideCard(settings, measures, side, reading) for side in Side}
        self.trend = TrendCard(found.points, reading.goal, settings.asked)
        self._columns = Columns(
            Columns(*(self.sides[side] for side in self._sides()), from_em=34),
            self.trend,
            shares=(2, 1),
            from_em=54,
        )
        self._tab_in_order()
        self._figures.addLayout(self._head(summary, reading, found.comparison))
        self._figures.addWidget(self._columns, 1)

    def _tab_in_order(self) -> None:
        """The question first, then what to do next; the chart last: it can be read without."""
        pain = self.pain.scale.keys
        stops = (self, *pain, self.again, self.finish, self.trend.measure, self.trend.chart)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _sides(self) -> tuple[Side, ...]:
        """In the order of the layout: the left hand stands on the left in every language."""
        sides = tuple(Side)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return sides[::-1] if mirrored else sides

    def _head(
        self, summary: SessionSummary, reading: Reading, comparison: Comparison | None
    ) -> QVBoxLayout:
        head = column(Text(meaning_words.heading(reading), "label", "primary"), gap=4)
        head.addWidget(Text(meaning_words.sentence(summary, reading), "title", wrap=True))
        more = [meaning_words.reason(summary)] if reading.stopped_early else []
        if reading.goal is None:
            more.append(meaning_words.no_goal())
        if comparison is not None:
            more.append(meaning_words.since_last(comparison))
        for words in filter(None, more):
            head.addWidget(Text(words, "body", wrap=True))
        return head

    def _show_risen(self, summary: SessionSummary, reading: Reading) -> None:
        clear(self._risen)
        settings, measures = summary.settings, summary.measures
        small = row(gap=24)
        for side in self._sides():
            small.addWidget(SmallSideCard(settings, measures.of(side), reading), 1)
        self.rise = RiseCard(self._state.stop_help)
        self._risen.addLayout(
            column(
                Text(meaning_words.heading(reading), "label", "primary"),
                Text(meaning_words.answered(summary), "title", wrap=True),
                gap=4,
            )
        )
        self._risen.addLayout(small)
        self._risen.addWidget(self.rise, 1)

    def _show_pain(self, after: int | None) -> None:
        """The pain keys stay where they were pressed: what changes above them keeps its height, and
        in one column it comes below them."""
        assert self._summary is not None
        before, wide = self._summary.pain_before, self._columns.side_by_side
        risen = all(card.weigh(before, after) for card in (self.rise, self.rise_below))
        self._stack.setCurrentIndex(RISE if risen and wide else FIGURES)
        self.rise_below.setVisible(risen and not wide)
        self.again.setVisible(not risen)
        note = self.tr("“Likely” is the 95 % interval: where the true figure probably lies.")
        self._note.set("" if risen or theme().large else note)

    def showEvent(self, event: QShowEvent) -> None:
        """The screen itself takes the focus: what was reached is heard first, nothing scrolls."""
        super().showEvent(event)
        self.setFocus()

    # ---- what the person does
    def _rated(self, value: int) -> None:
        assert self._summary is not None
        summary = self._summary
        self._state.rate_pain(value, When.AFTER, summary.session, summary.patient)
        self._show_pain(value)

    def _again(self) -> None:
        if self._summary is not None:
            self.again_requested.emit(self._summary.settings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate the pain from anywhere on the screen; Esc is done."""
        if event.key() in DIGITS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pain.scale.type_digit(event.key() - Qt.Key.Key_0, held=event.isAutoRepeat())
        elif event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)
