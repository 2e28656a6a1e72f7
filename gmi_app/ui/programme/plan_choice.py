"""The ready-made plans, each explained, with the week that it asks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.plan import Plan
from gmi_app.programme.ready import Ready, explanation, title
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import Columns
from gmi_app.ui.widgets.text import Text


class PlanChoice(QWidget):
    """``chosen``: a Plan to begin with. ``make``: a ready-made plan for the present person."""

    chosen = Signal(object)

    def __init__(self, make: Callable[[Ready], Plan], present: str = "") -> None:
        super().__init__()
        self.keys: dict[Ready, Button] = {}
        cards = [self._card(ready, make(ready), ready.value == present) for ready in Ready]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Columns(*cards, from_em=54, gap=18))

    def _card(self, ready: Ready, plan: Plan, present: bool) -> QWidget:
        gentle = ready is Ready.GENTLE
        card = Card("tint" if gentle else "plain", gap=8)
        name = title(ready)
        card.setAccessibleName(name)
        if gentle:
            card.add(Text(self.tr("Good to begin with"), "label", "primary"))
        card.add(
            Text(name, "heading", wrap=True),
            Text(explanation(ready), wrap=True),
            6,
            Text(self.tr("This plan asks for"), "label", "quiet"),
            *(
                Text(f"{plan_words.kind(item.kind)} {plan_words.often(item)}", "small", wrap=True)
                for item in plan.active
            ),
            Text(
                self.tr("{0} a week", "about 54 minutes").format(
                    words.capital(words.minutes(plan_words.week_s(plan)))
                ),
                "small",
                wrap=True,
            ),
            0,
        )
        take = self.tr("Take this plan")
        button = PrimaryButton(take) if gentle else Button(take, height=64)
        button.setObjectName(f"take_{ready}")
        button.setAccessibleName(self.tr("{0}: {1}").format(take, name))
        button.clicked.connect(lambda: self.chosen.emit(plan))
        self.keys[ready] = button
        if present:
            card.add(Text(self.tr("This is the one your plan came from."), "small", "quiet"))
        card.add(8, button)
        return card
