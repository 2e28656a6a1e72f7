"""Today: what is due now, the pain in one press, the last results."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gmi_app.facts.rating import Rating
from gmi_app.journal import Journal
from gmi_app.laterality.eligible import is_possible
from gmi_app.laterality.settings import DrillSettings
from gmi_app.programme.due import RECENT_SETS, due_today
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import person_words, words
from gmi_app.ui.background import while_alive
from gmi_app.ui.screens.today_cards import DueCard, PainCard, Results
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.layout import Board, column
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.text import Text


class TodayScreen(Page):
    """Needs a present patient.

    ``start_requested``: DrillSettings of the set to start. ``change_requested``: DrillSettings to
    start from. ``history_requested``: all results. ``mirror_requested``: the mirror;
    ``imagery_requested``: imagined movements. ``notice_closed``: the sentence put away.
    """

    start_requested = Signal(object)
    change_requested = Signal(object)
    history_requested = Signal()
    mirror_requested = Signal()
    imagery_requested = Signal()
    notice_closed = Signal(str)

    def __init__(self, state: State, services: Services, notices: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._state, self._services = state, services
        self._board: Board | None = None
        self._shown: list[SessionSummary] = []
        self.pain = PainCard(state)
        patient = state.patient
        now = state.clock.moment()
        hello = person_words.greeting(now, patient.name if patient is not None else "")
        self.add(
            column(
                Text(hello, "title", wrap=True),
                Text(words.full_day(now.day), "body", "quiet", wrap=True),
                gap=2,
            )
        )
        for sentence in notices:
            notice = Notice(sentence)
            notice.closed.connect(lambda s=sentence: self.notice_closed.emit(s))
            self.add(notice)
        self._place = self.box.count()
        self.box.addStretch(1)
        state.records_changed.connect(self._read)
        glimpse = state.take_glimpse()
        if glimpse is not None:
            self._show_sets(glimpse)
        self._read()

    def _read(self) -> None:
        patient = self._state.patient
        if patient is None:
            return

        def query(journal: Journal) -> tuple[list[SessionSummary], list[Rating]]:
            summaries = journal.summaries(patient.id, limit=RECENT_SETS)
            return summaries, journal.ratings(patient.id, limit=1)

        self._state.read(query, while_alive(self, self._show))

    def _show(self, found: tuple[list[SessionSummary], list[Rating]]) -> None:
        summaries, ratings = found
        self.pain.show_rating(ratings[0] if ratings else None)
        self._show_sets(summaries)

    def _show_sets(self, summaries: list[SessionSummary]) -> None:
        """The set that is due, and the last results; nothing is built anew when they are the
        same."""
        patient = self._state.patient
        if patient is None:
            return
        now = self._state.clock.moment()
        due = due_today(patient, summaries, self._can_be_done, now.day)
        own = [summary for summary in summaries if summary.practised]
        if self._board is not None and own == self._shown:
            return
        self._shown = own
        card = DueCard(self._state, self._services, due)
        card.start.connect(self.start_requested)
        card.change.connect(self.change_requested)
        results = Results(due, own, now)
        results.check_up.connect(self.start_requested)
        results.all_wanted.connect(self.history_requested)
        results.mirror_wanted.connect(self.mirror_requested)
        results.imagery_wanted.connect(self.imagery_requested)
        focused: QWidget | None = self.focusWidget()
        rating = focused is not None and self.pain.isAncestorOf(focused)
        board = Board(card, results, self.pain)
        if self._board is not None:
            self.box.removeWidget(self._board)
            self._board.hide()
            self._board.deleteLater()
        self._board = board
        self.box.insertWidget(self._place, board)
        self.box.setStretch(self._place, 1000)
        board.show()
        self.setFocusProxy(card.start_button)
        wanted = focused if rating and focused is not None else card.start_button
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _can_be_done(self, settings: DrillSettings) -> bool:
        motion = not self._state.preferences.reduced_motion
        return is_possible(self._services.catalogue.pictures, settings, motion=motion)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits give the pain rating from anywhere on the screen."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and plain:
            self.pain.scale.type_digit(event.key() - Qt.Key.Key_0, held=event.isAutoRepeat())
            return
        super().keyPressEvent(event)
