"""Today: what is due now, the pain in one press, the last results."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
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
from gmi_app.ui.programme.course import Course, Known
from gmi_app.ui.programme.plan_offer import plan_offer
from gmi_app.ui.screens.start_bar import StartBar
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
    ``imagery_requested``: imagined movements; ``beside_requested``: what goes beside them.
    ``notice_closed``: the sentence put away. ``wants``: what was pressed of the plan; see
    PlannedBoard.
    """

    start_requested = Signal(object)
    change_requested = Signal(object)
    history_requested = Signal()
    mirror_requested = Signal()
    imagery_requested = Signal()
    beside_requested = Signal()
    notice_closed = Signal(str)
    wants = Signal(str, object)

    def __init__(
        self,
        state: State,
        services: Services,
        notices: tuple[str, ...] = (),
        course: Course | None = None,
    ) -> None:
        super().__init__()
        self._state, self._services = state, services
        self._course = course or Course(state, self._can_be_done, self)
        self._board: QWidget | None = None
        self._shown: list[SessionSummary] | Known | None = None
        self._summaries: list[SessionSummary] | None = None
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
        self._damage: Notice | None = None
        self._place = self.box.count()
        self.box.addStretch(1)
        self._below = StartBar(self.area)
        self.set_bar(self._below)
        state.records_changed.connect(self._read)
        self._course.changed.connect(self._show_course)
        glimpse = state.take_glimpse()
        if self._course.known is not None and self._course.known.plan is not None:
            self._show_course()
            QTimer.singleShot(0, self, self._renew)
            return
        if glimpse is not None:  # only without a plan
            self._show_sets(glimpse)
        self._read()

    def _renew(self) -> None:
        """It may be later by now, or another day. Reading at once would take the interpreter from
        what is just being shown."""
        self._course.read()
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
        self._summaries = summaries
        if self._course.known is not None and self._course.known.plan is None:
            self._show_sets(summaries)

    def _show_course(self) -> None:
        """The plan's day; without a plan the newest sets."""
        known = self._course.known
        if known is None or self._state.patient is None:
            return
        self._say_damaged(known)
        if known.plan is None:
            if self._summaries is not None:
                self._show_sets(self._summaries)
            return
        looks = known.but_decided()
        if looks == self._shown:
            return
        from gmi_app.ui.programme.planned_board import PlannedBoard

        self._shown = looks
        focused = self._focused()
        board = PlannedBoard(self._state, self._services, self._course, known, self.pain)
        board.wants.connect(self.wants)
        self._put(board, board.start_button, focused)
        self._below.follow(board.next_button, board.next_title)
        self._course.keep_paces()
        if board.suggestion is not None:
            self._course.offer(board.suggestion.advice)

    def _say_damaged(self, known: Known) -> None:
        """Above what is due, as long as it is so."""
        if known.damaged:
            from gmi_app.ui.programme import plan_words

            if self._damage is None:
                self._damage = Notice("", closable=False)
                self.box.insertWidget(self._place, self._damage)
                self._place += 1
            self._damage.words.set(plan_words.damaged(followed=known.plan is not None))
        elif self._damage is not None:
            self.box.removeWidget(self._damage)
            self._damage.hide()
            self._damage.deleteLater()
            self._damage = None
            self._place -= 1

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
        offer = plan_offer()
        offer.pressed.connect(lambda: self.wants.emit("plan", None))
        results = Results(due, own, now, offer)
        results.day_wanted.connect(lambda: self.wants.emit("day", None))
        results.flare_wanted.connect(lambda: self.wants.emit("flare", None))
        results.check_up.connect(self.start_requested)
        results.all_wanted.connect(self.history_requested)
        results.mirror_wanted.connect(self.mirror_requested)
        results.imagery_wanted.connect(self.imagery_requested)
        results.beside_wanted.connect(self.beside_requested)
        focused = self._focused()  # before the pain moves to the new board
        self._put(Board(card, results, self.pain), card.start_button, focused)
        self._below.follow(card.start_button, self.tr("Left or right?"))

    def _focused(self) -> tuple[QWidget | None, str]:
        """What of the pain has the focus; and the name of what has it."""
        focused: QWidget | None = self.focusWidget()
        if focused is None:
            return None, ""
        return (focused if self.pain.isAncestorOf(focused) else None), focused.objectName()

    def _put(self, board: QWidget, start: QWidget, focused: tuple[QWidget | None, str]) -> None:
        """In place of the board before; the focus stays on the pain where it was there, and on what
        has the same name. A screen that was left meanwhile leaves it where it is."""
        rated, name = focused
        if self._board is not None:
            self.box.removeWidget(self._board)
            self._board.hide()
            self._board.deleteLater()
        self._board = board
        self.box.insertWidget(self._place, board)
        self.box.setStretch(self._place, 1000)
        if self.isVisible():  # else it is polished with the whole screen, once
            board.show()
        self.setFocusProxy(start)
        if self._below.start.hasFocus():
            return  # it stands in for Start of the new board, too
        if not self.isVisible():
            return
        same: QWidget | None = board.findChild(QWidget, name) if name else None
        wanted = rated or same or start
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _can_be_done(self, settings: DrillSettings) -> bool:
        motion = not self._state.preferences.reduced_motion
        pictures = self._services.shelf.for_set(settings).pictures
        return is_possible(pictures, settings, motion=motion)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits give the pain rating from anywhere on the screen."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and plain:
            self.pain.scale.type_digit(event.key() - Qt.Key.Key_0, held=event.isAutoRepeat())
            return
        super().keyPressEvent(event)
