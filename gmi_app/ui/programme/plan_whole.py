"""A whole plan to read, as it is or was: every exercise, the plan itself, its targets."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.plan import Plan
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.plan_differences import item_lines, plan_lines, threshold_lines
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import column
from gmi_app.ui.widgets.text import Text


class PlanWhole(QWidget):
    """Read only. ``newest``: not one from before."""

    def __init__(self, plan: Plan, *, newest: bool = True) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(18)
        now, then = self.tr("Now, since {0}"), self.tr("Practised then, since {0}")
        since = (now if newest else then).format(words.full_day(plan.stage_since))
        for item in plan.items:
            lines = [(words.capital(name), said) for name, said in item_lines(item)]
            if item.kind is plan.stage:
                lines.insert(0, (self.tr("Stage"), since))
            self._card(plan_words.title(item, plan), lines)
        self._card(self.tr("About the plan"), plan_lines(plan))
        self._card(self.tr("Targets and safety"), threshold_lines(plan))

    def _card(self, title: str, lines: Iterable[tuple[str, str]]) -> None:
        card = Card(pad=20, gap=10)
        card.add(Text(title, "heading", wrap=True))
        for name, said in lines:
            card.box.addLayout(
                column(
                    Text(name, "small", "quiet", wrap=True),
                    Text(words.capital(said), wrap=True),
                    gap=0,
                )
            )
        self._box.addWidget(card)
