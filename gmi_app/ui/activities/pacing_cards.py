"""The cards of activity pacing: one activity with its tick, and the form for a new one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gmi_app.activities.pacing import Offer, Way, usual_step
from gmi_app.facts.activity_goal import LONGEST_NAME, MOST, ActivityGoal, Unit
from gmi_app.ui.activities import activity_words
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.pain_scale import PainScale
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.text import Text

UNITS = (Unit.MINUTES, Unit.TIMES)
DEFAULT_BASELINE = {Unit.MINUTES: 10, Unit.TIMES: 3}


@dataclass(frozen=True, slots=True)
class Done:
    """What was ticked off; None: not said. Pain and how well 0 to 10."""

    amount: int
    how_well: int | None = None
    pain_before: int | None = None
    pain_after: int | None = None


class GoalCard(Card):
    """``done``: the goal and a Done. ``changed``: the goal and an Offer, or None to put it away.
    ``eased``: what of its amount is for today, where that is an easier one."""

    opened = Signal(bool)
    """Whether the form of the tick is open."""
    done = Signal(object, object)
    changed = Signal(object, object)

    def __init__(
        self, goal: ActivityGoal, offered: Offer, today: int, eased: int | None = None
    ) -> None:
        super().__init__(gap=12)
        self._goal, self._offered = goal, offered
        self._amount = goal.amount if eased is None else eased
        planned = activity_words.amount(goal.amount, goal.unit)
        self.tick = Button(self.tr("I did it"), "check", kind="compact", height=56)
        self.tick.setObjectName("tick")
        self.tick.setAccessibleName(self.tr("I did it: {0}").format(goal.name))
        self.tick.clicked.connect(self.show_form)
        away = QuietButton(self.tr("Put away"), height=44)
        away.setAccessibleName(self.tr("Put away: {0}").format(goal.name))
        away.clicked.connect(lambda: self.changed.emit(goal, None))
        head = row(Text(goal.name, "heading", wrap=True), away, gap=12)
        head.setStretch(0, 1)
        plan = self.tr("Planned: {0}. Also on a good day no more than that.").format(planned)
        if self._amount < goal.amount:
            less = activity_words.amount(self._amount, goal.unit)
            plan = self.tr("An easier day: {0} instead of {1}.").format(less, planned)
        told = Text(plan, wrap=True)
        self.add(head, told)
        if today:
            text = self.tr("Ticked off today.")
            self.add(Text(text, "small", "good", wrap=True))
        if offered.way is not Way.STAY:
            self.add(self._offer())
        self._foot = boxed(row(self.tick, 0))
        self.add(self._foot)
        self.form: TickForm | None = None

    def _offer(self) -> QWidget:
        """A step up or down; never without being asked."""
        goal, offered = self._goal, self._offered
        new = activity_words.amount(offered.amount, goal.unit)
        if offered.way is Way.UP:
            text = self.tr("That went well on {0} days in a row. Would you like {1} from now on?")
            says = text.format(offered.good_days, new)
        else:
            text = self.tr("It hurt more the last time. Would you like {0} for now?")
            says = text.format(new)
        yes = Button(self.tr("Yes, {0}").format(new), kind="compact", height=48)
        yes.setObjectName("accept")
        yes.clicked.connect(lambda: self.changed.emit(goal, offered))
        stay = Offer(Way.STAY, goal.amount)
        no = QuietButton(self.tr("Stay as it is"), height=48)
        no.setObjectName("decline")
        no.clicked.connect(lambda: self.changed.emit(goal, stay))
        card = Card("tint", pad=16, gap=8)
        card.add(Text(says, wrap=True), boxed(row(yes, no, 0, gap=12)))
        return card

    def show_form(self) -> None:
        """How much it was, and how it went."""
        if self.form is not None:
            return
        self._foot.hide()
        self.form = TickForm(self._goal, self._amount)
        self.form.kept.connect(lambda done: self.done.emit(self._goal, done))
        self.form.cancelled.connect(self._close)
        self.add(self.form)
        self.form.show()
        self.opened.emit(True)
        self.form.amount.spin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self.box.removeWidget(form)
            form.hide()
            form.deleteLater()
        self._foot.show()
        self.opened.emit(False)
        self.tick.setFocus(Qt.FocusReason.OtherFocusReason)


class TickForm(QWidget):
    """Only the amount has to be said. ``kept``: a Done."""

    kept = Signal(object)
    cancelled = Signal()

    def __init__(self, goal: ActivityGoal, amount: int) -> None:
        super().__init__()
        how_much = self.tr("How much was it?")
        suffix = self.tr(" min") if goal.unit is Unit.MINUTES else self.tr(" times")
        self.amount = Stepper(how_much, amount, 1, MOST, suffix=suffix)
        well = self.tr("How well could you do it?")
        ends = (self.tr("Not at all"), self.tr("As I would like to"))
        self.how_well = PainScale(well, ends=ends, key=self.tr("{0} of 10"))
        before = self.tr("How was the pain before?")
        self.before = PainScale(before)
        now = self.tr("How is the pain now?")
        self.now = PainScale(now)
        keep = PrimaryButton(self.tr("Keep it"), height=56)
        keep.setObjectName("keep_tick")
        keep.clicked.connect(self._keep)
        cancel = QuietButton(self.tr("Not now"))
        cancel.clicked.connect(self.cancelled)
        box = column(
            boxed(row(Text(how_much, "strong"), 0, self.amount, gap=16)),
            column(Text(well, "strong", wrap=True), self.how_well, gap=6),
            column(Text(before, "strong", wrap=True), self.before, gap=6),
            column(Text(now, "strong", wrap=True), self.now, gap=6),
            row(cancel, 0, keep, gap=12),
            gap=16,
        )
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)

    def _keep(self) -> None:
        self.kept.emit(
            Done(self.amount.value, self.how_well.value, self.before.value, self.now.value)
        )


class GoalForm(Card):
    """An activity is named. ``kept``: an ActivityGoal."""

    kept = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(gap=16)
        what = self.tr("What would you like to do again, or do more of?")
        self.name = QLineEdit()
        self.name.setObjectName("goal_name")
        self.name.setAccessibleName(what)
        self.name.setPlaceholderText(self.tr("Walk to the shop, peel potatoes, play the piano …"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMinimumHeight(theme().touch(52))
        self.name.textChanged.connect(lambda _: self._tell())
        counted = self.tr("Counted in")
        self.unit = Segmented(counted, [self.tr("Minutes"), self.tr("Times")])
        self.unit.chosen.connect(self._unit_chosen)
        how_much = self.tr("How much goes well on most days?")
        self.baseline = Stepper(how_much, DEFAULT_BASELINE[Unit.MINUTES], 1, MOST)
        self.baseline.changed.connect(lambda _: self._tell())
        self.says = Text("", "small", "quiet", wrap=True)
        self.keep = PrimaryButton(self.tr("Keep it"), height=56)
        self.keep.setObjectName("keep_goal")
        self.keep.clicked.connect(self._keep)
        cancel = QuietButton(self.tr("Not now"))
        cancel.clicked.connect(self.cancelled)
        hint = self.tr(
            "Think of a day that is neither good nor bad, and of what you can do then without "
            "paying for it the day after. Rather a little less."
        )
        asked = row(Text(how_much, "strong", wrap=True), self.baseline, gap=16)
        asked.setStretch(0, 1)
        self.add(
            column(Text(what, "strong", wrap=True), self.name, gap=8),
            boxed(row(Text(counted, "strong"), 0, self.unit, gap=16)),
            column(
                boxed(asked),
                Text(hint, "small", "quiet", wrap=True),
                gap=6,
            ),
            self.says,
            row(cancel, 0, self.keep, gap=12),
        )
        self._tell()

    def _unit_chosen(self, at: int) -> None:
        self.baseline.set_value(DEFAULT_BASELINE[UNITS[at]])
        self._tell()

    def _tell(self) -> None:
        """What is going to happen."""
        self.keep.setEnabled(bool(self.name.text().strip()))
        unit, step = UNITS[self.unit.at], usual_step(self.baseline.value)
        text = self.tr("It begins with {0}. After three good days in a row you are offered {1}.")
        more = activity_words.amount(self.baseline.value + step, unit)
        self.says.set(text.format(activity_words.amount(self.baseline.value, unit), more))

    def _keep(self) -> None:
        baseline = self.baseline.value
        self.kept.emit(
            ActivityGoal(
                goal=uuid4(),
                name=self.name.text().strip(),
                unit=UNITS[self.unit.at],
                baseline=baseline,
                amount=baseline,
                step=usual_step(baseline),
            )
        )
