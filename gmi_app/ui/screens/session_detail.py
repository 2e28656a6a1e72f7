"""One set: its figures, its pictures and answers, how it was measured, and mending a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.facts.rating import Rating
from gmi_app.facts.session import Session, SessionEvent
from gmi_app.journal import Journal
from gmi_app.laterality.trial import Trial
from gmi_app.pictures.model import Side
from gmi_app.progress.meaning import read
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import difference_words, meaning_words, words
from gmi_app.ui.background import while_alive
from gmi_app.ui.screens.result_cards import SideCard
from gmi_app.ui.screens.session_facts import happenings, measuring
from gmi_app.ui.screens.session_mend import MendCard
from gmi_app.ui.screens.session_trials import TrialsModel, TrialsTable
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.thumbnails import Thumbnails
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import Columns, boxed, clear, column, row
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.text import Text

FIGURES, PICTURES = 0, 1
RATINGS_AT_ONCE = (100, 1000)


@dataclass(frozen=True, slots=True)
class Details:
    """The facts of one set."""

    session: Session
    trials: tuple[Trial, ...]
    events: tuple[SessionEvent, ...]
    ratings: tuple[Rating, ...]


def details(journal: Journal, summary: SessionSummary) -> Details:
    return Details(
        journal.session(summary.session),
        tuple(journal.trials(summary.session)),
        tuple(journal.events(summary.session)),
        _ratings(journal, summary),
    )


def _ratings(journal: Journal, summary: SessionSummary) -> tuple[Rating, ...]:
    """Newest first. A long history is not read whole for one set: more and more of it, until the
    day before the set is reached."""
    long_before = summary.at.utc - timedelta(days=1)
    for limit in (*RATINGS_AT_ONCE, None):
        found = journal.ratings(summary.patient, limit=limit)
        if limit is None or len(found) < limit or found[-1].at.utc < long_before:
            break
    return tuple(rating for rating in found if rating.session == summary.session)


class FactsCard(Card):
    """How the set was made and measured."""

    def __init__(self) -> None:
        super().__init__(gap=8)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.add(Text(self.tr("How it was measured"), "heading"), self._lines, 0)

    def show_lines(self, lines: Sequence[str]) -> None:
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(Text(line, "small", wrap=True))


class PicturesCard(Card):
    """The table of answers."""

    def __init__(self, model: TrialsModel) -> None:
        super().__init__(pad=20)
        self.table = TrialsTable(model)
        self.table.setMinimumHeight(theme().em(16))
        self.add(self.table)


class SessionDetail(QWidget):
    """``closed``: the person wants to go back. ``in_clinic``: it speaks of the patient, not to
    them."""

    closed = Signal()

    def __init__(
        self,
        state: State,
        services: Services,
        parent: QWidget | None = None,
        *,
        in_clinic: bool = False,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._say = meaning_words.of_patient if in_clinic else meaning_words.sentence
        self._summary: SessionSummary | None = None
        thumbnails = Thumbnails(services.catalogue.content, state.lane, self)
        self.model = TrialsModel(thumbnails, self)
        self._pictures: PicturesCard | None = None
        self.back = Button(self.tr("Back"), "left", height=48)
        self.view = Segmented(self.tr("View"), [self.tr("Figures"), self.tr("Pictures")])
        self.mend = MendCard(state)
        self.facts = FactsCard()
        self._head, self._sides = QVBoxLayout(), QVBoxLayout()
        self._head.setSpacing(4)
        figures = boxed(column(self._sides, Columns(self.mend, self.facts, from_em=53), 0, gap=20))
        self._figures = figures
        page = Page(top=20, gap=16)
        page.add(row(self.back, 0, self.view, gap=12), self._head, figures)
        page.box.setStretchFactor(figures, 1)
        self._page = page
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        self.back.clicked.connect(self.closed)
        self.view.chosen.connect(self._show_view)
        self._show_view(FIGURES)

    @property
    def pictures(self) -> PicturesCard:
        """Every answer with its picture, made when it is looked at first."""
        if self._pictures is None:
            self._pictures = PicturesCard(self.model)
            self._page.add(self._pictures)
            self._page.box.setStretchFactor(self._pictures, 1)
        return self._pictures

    @property
    def table(self) -> TrialsTable:
        return self.pictures.table

    def show_session(self, summary: SessionSummary) -> None:
        """The figures at once; trials and pictures follow."""
        self._summary = summary
        self._show_head(summary)
        self.view.choose(FIGURES)
        self._show_view(FIGURES)
        self._page.scroll_to_top()
        self.back.setFocus()

        def came(found: Details) -> None:
            if self._summary is summary:
                self._show_details(summary, found)

        self._state.read(lambda journal: details(journal, summary), while_alive(self, came))

    def _show_head(self, summary: SessionSummary) -> None:
        reading = read(summary)
        today = self._state.clock.moment().day
        kind = self.tr("Check-up") if summary.settings.check_up else self.tr("Set")
        when = words.day_and_time(summary.at, today)
        clear(self._head)
        self._head.addWidget(Text(self.tr("{0}, {1}").format(kind, when), "label", "primary"))
        self._head.addWidget(Text(self._say(summary, reading), "title", wrap=True))
        more = [words.settings(summary.settings), words.method(summary.method)]
        ended = words.end(summary.end, summary.reason)
        text = self.tr("{0}. Answered with: {1}.").format(*more)
        self._head.addWidget(
            Text(f"{text} {ended}." if ended else text, "small", "quiet", wrap=True)
        )
        clear(self._sides)
        settings, measures = summary.settings, summary.measures
        cards = {side: SideCard(settings, measures, side, reading) for side in Side}
        mirrored = self.isRightToLeft()
        order = tuple(Side)[::-1] if mirrored else tuple(Side)
        self._sides.addWidget(Columns(*(cards[side] for side in order), from_em=34))
        difference = difference_words.sentences(summary, self._state.patient)
        if difference:
            self._sides.addWidget(Text(" ".join(difference), "body", wrap=True))

    def _show_details(self, summary: SessionSummary, found: Details) -> None:
        self.mend.show_session(summary, found.ratings)
        lines = [*measuring(found.session, found.trials), *happenings(found.events)]
        self.facts.show_lines(lines)
        self.model.show_trials(found.trials, found.session.screen, self.devicePixelRatioF())

    def _show_view(self, at: int) -> None:
        self._figures.setVisible(at == FIGURES)
        if at == PICTURES or self._pictures is not None:
            self.pictures.setVisible(at == PICTURES)
