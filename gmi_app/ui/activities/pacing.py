"""Activity pacing: what matters to me, how much of it today, and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app import __version__
from gmi_app.activities.advice import own
from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep
from gmi_app.activities.pacing import Goal, Offer, Planned, eased, goals, offer, planned_of
from gmi_app.activities.settings import PacingSettings
from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import ActivityGoal, Unit
from gmi_app.facts.note import Note, NoteKind
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, SessionKind
from gmi_app.journal import Journal
from gmi_app.ui.activities import activity_words
from gmi_app.ui.activities.pacing_cards import Done, GoalCard, GoalForm
from gmi_app.ui.background import while_alive
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.layout import clear, column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text

RECENT = 200


@dataclass(frozen=True, slots=True)
class Found:
    """``records``: of paced activities, newest first."""

    goals: list[Goal]
    records: list[ActivityRecord]


class PacingScreen(Page):
    """``cancelled``: back. ``recorded``: the ActivityRecord of what was just ticked off.
    ``planned``: the activities of the plan. ``opened``: the one that is to be done now; it stands
    first, and who has not named it yet begins with what the plan calls it.
    """

    cancelled = Signal()
    recorded = Signal(object)

    def __init__(
        self, state: State, planned: Sequence[Planned] = (), opened: UUID | None = None
    ) -> None:
        back = Button(self.tr("Back"), height=64)
        self.add_key = PrimaryButton(self.tr("Add an activity"), "plus")
        self.add_key.setObjectName("add_goal")
        super().__init__(bar=Bar(back, 0, self.add_key), gap=20)
        back.clicked.connect(self._back)
        self.add_key.clicked.connect(self.show_form)
        self._state, self._planned = state, tuple(planned)
        self._opened = next((each for each in planned if each.item == opened), None)
        self._offered = False
        self._found = Found([], [])
        self.form: GoalForm | None = None
        self.cards: list[GoalCard] = []
        self.add(
            column(
                Text(self.tr("Beside the exercises"), "label", "primary"),
                Text(activity_words.name(SessionKind.ACTIVITY), "title", wrap=True),
                gap=4,
            )
        )
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(20)
        policy = self._holder.sizePolicy()
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        self.add(self._holder, 0)
        self.reload()

    def reload(self) -> None:
        patient = self._state.patient
        if patient is None:
            return

        def query(journal: Journal) -> Found:
            notes = journal.notes(patient.id, [NoteKind.ACTIVITY_GOAL])
            records = journal.activity_records(patient.id, limit=RECENT)
            return Found(goals(notes), own(records, SessionKind.ACTIVITY))

        self._state.read(query, while_alive(self, self._came))

    def _came(self, found: Found) -> None:
        self._found = found
        self._show_goals()
        opened = self._opened
        if opened is None or not opened.name or self._offered:
            return
        self._offered = True
        if not any(self._counts_for(goal.what) == opened.item for goal in found.goals):
            self.show_form()
            assert self.form is not None
            self.form.name.setText(opened.name)
            self.form.baseline.set_value(opened.minutes)

    def _counts_for(self, goal: ActivityGoal) -> UUID | None:
        """The item of the plan that is ticked off with it."""
        opened = self._opened
        if opened is not None and any(opened.is_called(g.what.name) for g in self._found.goals):
            opened = None
        return planned_of(goal.name, self._planned, opened.item if opened else None)

    # ---- showing
    def _show_goals(self) -> None:
        clear(self._list)
        self.form, self.cards = None, []
        self.add_key.show()
        if not self._found.goals:
            self._list.addWidget(
                Text(
                    self.tr(
                        "What would you like to do again, or do more of? Name it, and say how much "
                        "of it goes well on most days. It begins with that much, on good days too, "
                        "and grows in small steps. On bad days it stays or gets smaller."
                    ),
                    wrap=True,
                )
            )
        wanted = self._opened.item if self._opened is not None else None
        goals_ = self._found.goals
        for goal in sorted(goals_, key=lambda each: self._counts_for(each.what) != wanted):
            card = GoalCard(
                goal.what,
                offer(
                    goal,
                    self._found.records,
                    self._state.stop_help.flare_rise,
                    self._state.flares,
                ),
                self._today(goal),
                eased(goal.what.amount, self._state.flares),
            )
            card.done.connect(self._record)
            card.changed.connect(self._change)
            card.opened.connect(lambda opened: self.add_key.setVisible(not opened))
            self.cards.append(card)
            self._list.addWidget(card)
        first = self.cards[0].tick if self.cards else self.add_key
        self.setFocusProxy(first)
        QTimer.singleShot(0, first, first.setFocus)  # what is new takes no focus before

    def _today(self, goal: Goal) -> int:
        """How often it was ticked off today."""
        today = self._state.clock.moment().day
        return sum(
            isinstance(r.session.settings, PacingSettings)
            and r.session.settings.goal == goal.what.goal
            and r.session.at.day == today
            for r in self._found.records
        )

    def show_form(self) -> None:
        """In the place of the list: an activity is named."""
        clear(self._list)
        self.cards = []
        self.add_key.hide()
        self.form = GoalForm()
        self.form.kept.connect(self._keep)
        self.form.cancelled.connect(self._show_goals)
        self._list.addWidget(self.form)
        self.scroll_to_top()
        self.form.name.setFocus()

    def _back(self) -> None:
        if self.form is not None:
            self._show_goals()
        else:
            self.cancelled.emit()

    def step_back(self) -> bool:
        """From the form to the list; False without one."""
        opened = self.form is not None
        if opened:
            self._show_goals()
        return opened

    # ---- keeping
    def _change(self, goal: ActivityGoal, wanted: Offer | None) -> None:
        """An offer that was accepted or declined (the amount is what it says now), or, with None,
        an activity that is put away."""
        changed = replace(goal, amount=wanted.amount) if wanted else replace(goal, active=False)
        self._keep(changed)

    def _keep(self, goal: ActivityGoal) -> None:
        patient = self._state.patient
        if patient is None:
            return
        note = Note(uuid4(), patient.id, self._state.clock.moment(), NoteKind.ACTIVITY_GOAL, goal)
        self._state.read(
            lambda journal: journal.add_note(note), while_alive(self, lambda _: self.reload())
        )

    def _record(self, goal: ActivityGoal, done: Done) -> None:
        """Ticked off: kept as a session with one step, and shown."""
        patient = self._state.patient
        if patient is None:
            return
        at = self._state.clock.moment()
        facts = facts_of(goal, done, patient.id, at, self._counts_for(goal))
        self._state.read(
            lambda journal: keep_done(journal, *facts), while_alive(self, self._recorded)
        )

    def _recorded(self, record: ActivityRecord) -> None:
        self._state.records_changed.emit()
        self.recorded.emit(record)


Facts = tuple[ActivitySession, ActivityStep, list[Rating], SessionEnd]


def facts_of(
    goal: ActivityGoal, done: Done, patient: UUID, at: Moment, plan_item: UUID | None = None
) -> Facts:
    """What was done of a goal, all at one moment: when it was ticked off."""
    settings = PacingSettings(goal.goal, goal.name, goal.unit, goal.amount)
    session = ActivitySession(uuid4(), patient, at, settings, __version__, plan_item=plan_item)
    minutes = goal.unit is Unit.MINUTES
    step = ActivityStep(
        id=uuid4(),
        session=session.id,
        index=0,
        exercise="paced",
        at=at,
        done_s=done.amount * 60.0 if minutes else 0.0,
        repetitions=0 if minutes else done.amount,
    )
    answers = (
        (RatingKind.PAIN_NOW, done.pain_before, When.BEFORE, None),
        (RatingKind.HOW_WELL, done.how_well, When.DURING, step.id),
        (RatingKind.PAIN_NOW, done.pain_after, When.AFTER, None),
    )
    ratings = [
        Rating(uuid4(), patient, at, kind, value, when, session.id, about)
        for kind, value, when, about in answers
        if value is not None
    ]
    return session, step, ratings, SessionEnd(uuid4(), session.id, at, EndKind.COMPLETED)


def keep_done(
    journal: Journal,
    session: ActivitySession,
    step: ActivityStep,
    ratings: Sequence[Rating],
    end: SessionEnd,
) -> ActivityRecord:
    """On the journal's lane."""
    journal.begin_activity(session)
    journal.add_activity_step(step)
    for rating in ratings:
        journal.add_rating(rating)
    return journal.end_activity(end)
