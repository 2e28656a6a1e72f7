"""Today with a plan: help where it is needed, the suggestion, what is next, the rest of the day."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.plan import Plan
from gmi_app.programme.suggestion import SuggestionKind
from gmi_app.programme.today import Today
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.course import Course, Known
from gmi_app.ui.programme.day_list import DayList
from gmi_app.ui.programme.low_mood import LowMoodCard
from gmi_app.ui.programme.planned_card import NothingDueCard, PlannedCard
from gmi_app.ui.programme.suggestion_card import SuggestionCard
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.layout import Board
from gmi_app.ui.widgets.tab_order import controls


class PlannedBoard(QWidget):
    """``wants``: what was pressed, and what it is about. The words: start, later, not_today,
    change, stay, more, after_all, resume, day, check_up, plan, flare, accept, decline, contacts.

    ``start_button``: where the keyboard begins. ``next_button``: Start of what is next, and
    ``next_title`` what that is; None when nothing is."""

    wants = Signal(str, object)

    def __init__(
        self, state: State, services: Services, course: Course, known: Known, pain: QWidget
    ) -> None:
        super().__init__()
        assert known.today is not None
        assert known.plan is not None
        self._course = course
        self._first: Button | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(20)
        today = known.today
        if today.help is not None and not course.help_seen(today.day):
            help_ = LowMoodCard(course.stop_help.contact_lines)
            help_.closed.connect(lambda: course.see_help(today.day))
            help_.add_wanted.connect(lambda: self.wants.emit("contacts", None))
            box.addWidget(help_)
            self._first = help_.away
        self.suggestion: SuggestionCard | None = None
        if today.advice.kind.to_decide:
            self.suggestion = self._suggestion(today, known.plan)
            box.addWidget(self.suggestion)
        card: PlannedCard | NothingDueCard
        if today.next is not None:
            card = PlannedCard(state, services, known, today.next)
            self._connect(card)
        else:
            card = NothingDueCard(state, services, known)
            card.more.connect(lambda: self.wants.emit("more", None))
        self.next_button = card.start_button if isinstance(card, PlannedCard) else None
        self.next_title = card.title if isinstance(card, PlannedCard) else ""
        aside = DayList(today, known.plan, known.record)
        # where nothing can be begun, not on an answer to the suggestion: a press would decide it
        nothing = today.next is None and today.enough
        first = aside.plan_key if nothing else card.start_button
        self.start_button: Button = self._first or first
        for name, signal in (
            ("start", aside.start),
            ("after_all", aside.after_all),
            ("resume", aside.resume),
            ("check_up", aside.check_up),
            ("plan", aside.plan),
        ):
            signal.connect(lambda what, name=name: self.wants.emit(name, what))
        aside.day.connect(lambda: self.wants.emit("day", None))
        aside.flare.connect(lambda: self.wants.emit("flare", None))
        box.addWidget(Board(card, aside, pain), 1)
        if self.suggestion is not None and self._first is None:
            self._near(self.suggestion, [first] if nothing else list(controls(card)))

    def _near(self, suggestion: SuggestionCard, begun: list[QWidget]) -> None:
        """Tab comes to its answers after ``begun``, where the keyboard begins, though they stand
        above it: not after everything else and around the window."""
        for one, after in pairwise([*begun, *controls(suggestion)]):
            QWidget.setTabOrder(one, after)

    def _connect(self, card: PlannedCard) -> None:
        for name, signal in (
            ("start", card.start),
            ("later", card.later),
            ("not_today", card.not_today),
            ("change", card.change),
        ):
            signal.connect(lambda due, name=name: self.wants.emit(name, due))
        card.stay.connect(lambda due, amount: self.wants.emit("stay", (due, amount)))

    def _suggestion(self, today: Today, plan: Plan) -> SuggestionCard:
        """With what would be different in the plan, or that no other stage follows."""
        advice = today.advice
        if advice.stage is not None:
            onward = advice.kind is SuggestionKind.NEXT_STAGE
            note = plan_words.last_stage(advice.stage, plan) if onward else ""
        else:
            from gmi_app.programme.change import accepted
            from gmi_app.ui.programme.plan_differences import differences

            usual = today.usual(advice.item)
            note = "\n".join(differences(plan, accepted(plan, advice, today.day, usual).plan))
        card = SuggestionCard(advice, self._course.therapist, note)
        card.accepted.connect(lambda: self.wants.emit("accept", advice))
        card.declined.connect(lambda: self.wants.emit("decline", advice))
        return card
