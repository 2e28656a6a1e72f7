"""The rest of the day as small cards: other exercises, the question of the day, the check-up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.laterality.settings import DrillSettings
from gmi_app.programme.plan import STAGES, ItemKind, Plan
from gmi_app.programme.record import Record
from gmi_app.programme.stages import Lock
from gmi_app.programme.today import Due, State, Today
from gmi_app.ui.programme import pace_words, plan_words, today_words
from gmi_app.ui.programme.line_card import LineCard
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.layout import boxed, row
from gmi_app.ui.widgets.text import Text


def _of_another_day(due: Due) -> bool:
    """What goes beside the stages often has its own days: on the others it is not named at all."""
    return due.state is State.REST and not due.item.kind.staged


class DayList(QWidget):
    """``start``: a Due. ``after_all``: a Due that was put off. ``day``: the question of the day.
    ``check_up``: DrillSettings. ``plan``: the plan, opened at an item's id or None. ``flare``: note
    one. ``resume``: a Due whose exercise rested."""

    start = Signal(object)
    after_all = Signal(object)
    day = Signal()
    check_up = Signal(object)
    plan = Signal(object)
    flare = Signal()
    resume = Signal(object)

    def __init__(self, today: Today, plan: Plan, record: Record) -> None:
        super().__init__()
        self._record = record
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(Text(self.tr("Also today"), "heading", wrap=True))
        for due in today.due:
            shown_large = today.next is not None and due.item.id == today.next.item.id
            if not shown_large and not _of_another_day(due):
                box.addWidget(self._due(due, today, plan))
        if today.ask:
            ask = LineCard(
                "note",
                self.tr("How was your day?"),
                self.tr("Once a day, half a minute"),
                self.tr("Answer"),
            )
            assert ask.button is not None
            ask.button.setObjectName("answer_day")
            ask.pressed.connect(self.day)
            box.addWidget(ask)
        else:
            box.addWidget(self._answered())
        if today.check_up:
            settings = DrillSettings.for_check_up(plan.main_part)
            length = settings.count * plan_words.PICTURE_S
            offer = LineCard(
                "progress",
                self.tr("Check-up"),
                today_words.check_up(plan, length),
                self.tr("Start"),
            )
            assert offer.button is not None
            offer.button.setObjectName("check_up")
            offer.pressed.connect(lambda: self.check_up.emit(settings))
            box.addWidget(offer)
        locked = self._locked(today, plan)
        if locked is not None:
            box.addWidget(locked)
        box.addStretch(1)
        box.addWidget(self._foot())

    def _due(self, due: Due, today: Today, plan: Plan) -> QWidget:
        item = due.item
        again = due.state is State.DONE and not today.enough
        button = ""
        if due.state in (State.NOW, State.LATER):  # never when it is enough
            button = self.tr("Start")
        elif due.state is State.NOT_TODAY:
            button = self.tr("After all")
        elif again:
            button = self.tr("Once more")
        elif due.state is State.PAUSED:
            button = self.tr("Take up again")
        line = today_words.state(due)
        if due.state in (State.NOW, State.LATER):
            line = self.tr("{0}, {1}").format(line, plan_words.length(due))
            new = pace_words.pace(due, self._record, today, plan)[0]
            if new:
                line = self.tr("{0}. {1}").format(line, new)
        good = due.state in (State.DONE, State.ENOUGH) and due.done > 0
        card = LineCard(
            plan_words.ICONS[item.kind], plan_words.title(item, plan), line, button, good=good
        )
        if card.button is not None:
            card.button.setObjectName(f"due_{item.kind}")
        pressed = {State.NOT_TODAY: self.after_all, State.PAUSED: self.resume}
        card.pressed.connect(lambda: pressed.get(due.state, self.start).emit(due))
        return card

    def _answered(self) -> QWidget:
        card = LineCard(
            "note",
            self.tr("How was your day?"),
            self.tr("Answered today"),
            self.tr("Change"),
            good=True,
        )
        assert card.button is not None
        card.button.setObjectName("answer_day")
        card.pressed.connect(self.day)
        return card

    def _locked(self, today: Today, plan: Plan) -> QWidget | None:
        """The next stage, while it waits."""
        stage = plan.next_stage
        if stage is None or today.locks.get(stage) is not Lock.LOCKED:
            return None
        before = STAGES[STAGES.index(stage) - 1]
        opens = {
            ItemKind.LATERALITY: self.tr("Opens after left or right"),
            ItemKind.IMAGERY: self.tr("Opens after imagined movements"),
        }
        card = LineCard(
            "lock",
            plan_words.kind(stage),
            opens.get(before, self.tr("Opens later")),
            self.tr("Why?"),
        )
        assert card.button is not None
        card.button.setObjectName("why_locked")
        which = plan.of_kind(stage)[0].id
        card.pressed.connect(lambda: self.plan.emit(which))
        return card

    def _foot(self) -> QWidget:
        plan = self.plan_key = Button(self.tr("Your plan"), "note", height=48)
        plan.setObjectName("plan")
        plan.clicked.connect(lambda: self.plan.emit(None))
        flare = Button(self.tr("Flare-up"), "pain", height=48)
        flare.setObjectName("flare")
        flare.setAccessibleDescription(self.tr("Note that it is worse, and see what can help"))
        flare.clicked.connect(self.flare)
        line = row(plan, flare, gap=12)
        for place in range(2):
            line.setStretch(place, 1)
        return boxed(line)
