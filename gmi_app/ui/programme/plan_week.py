"""What a plan asks for: the week in figures, and its days one by one."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.plan import Plan
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import clear, column
from gmi_app.ui.widgets.text import Text


class PlanWeek(QWidget):
    """Shows a plan, and another one when it was changed."""

    def __init__(self, plan: Plan, today: date) -> None:
        super().__init__()
        self._today = today
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(18)
        self.show_plan(plan)

    def show_plan(self, plan: Plan) -> None:
        clear(self._box)
        figures = Card(pad=20, gap=6)
        figures.add(Text(self.tr("This plan asks for"), "heading", wrap=True))
        for sentence in self._figures(plan):
            figures.add(Text(sentence, wrap=True))
        days = Card(pad=20, gap=10)
        days.add(Text(self.tr("The next seven days"), "heading", wrap=True))
        for day in plan_words.week_from(self._today):
            days.box.addLayout(
                column(
                    Text(words.capital(words.full_day(day)).rsplit(" ", 1)[0], "label"),
                    Text(self._of(plan, day), "small", "quiet", wrap=True),
                    gap=2,
                )
            )
        self._box.addWidget(figures)
        self._box.addWidget(days)
        self._box.addStretch(1)

    def _figures(self, plan: Plan) -> list[str]:
        rest = plan_words.rest_days(plan)
        said = [
            self.tr("Sessions a week: {0}").format(plan_words.sessions_a_week(plan)),
            words.capital(words.minutes(plan_words.week_s(plan))) + self.tr(" a week"),
        ]
        if rest:
            said.append(self.tr("Days of rest: {0}").format(rest))
        return said

    def _of(self, plan: Plan, day: date) -> str:
        if day < plan.start:
            return self.tr("The plan begins later")
        due = [i for i in plan.active if day.weekday() in i.days and not i.paused]
        if not due:
            return self.tr("A day of rest")
        lines = []
        for item in due:
            line = plan_words.title(item, plan)
            if item.per_day > 1:
                line = self.tr("{0}, {1} times", "exercise, how often").format(line, item.per_day)
            if item.at:
                line = self.tr("{0} at {1}", "exercise, times").format(line, plan_words.times(item))
            lines.append(line)
        return "\n".join(lines)
