"""A plan that arrived: who signed it, what changes against the present one, and a word back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.clock import Moment
from gmi_app.facts.authors import NAMELESS
from gmi_app.facts.exchanging import SeenPlan
from gmi_app.programme.plan import Plan
from gmi_app.ui import words
from gmi_app.ui.exchange.facts_card import FactsCard
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.programme.plan_differences import differences
from gmi_app.ui.widgets.layout import boxed, column
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.widgets.words_field import WordsField

translate = QCoreApplication.translate


class PlanPart(QWidget):
    """``answer``: what the person writes back, with a yes as with a no. ``older``: a sentence,
    where the plan is older than the present one; else empty."""

    def __init__(self, plan: SeenPlan, now: Moment) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        self.changes = changes(plan)
        self.older = older(plan, now)
        if self.older:
            box.addWidget(Text(self.older, "strong", wrap=True))
        first = plan.before is None
        title = self.tr("What is in it") if first else self.tr("What would change")
        box.addWidget(framed(title, boxed(column(*_points(self.changes), gap=8))))
        lines = [
            (self.tr("Signed by"), self.tr("your clinic, {0}").format(plan.fingerprint)),
            (self.tr("Written"), words.day_and_time(plan.at, now.day)),
        ]
        if plan.author and plan.author not in NAMELESS:
            lines.insert(1, (self.tr("By"), plan.author))
        box.addWidget(
            FactsCard(
                self.tr("Who it is from"),
                lines,
                self.tr("The signature is right: nobody has changed it on its way."),
            )
        )
        self.field = WordsField(
            self.tr("A word to your clinic"),
            hint=self.tr("May stay empty"),
            lines=2,
        )
        self.answer_card = framed(
            self.tr("A word to your clinic"),
            self.field,
            why=self.tr("It goes with your results, the next time that you send some."),
        )
        if plan.known:
            self.answer_card.hide()
        box.addWidget(self.answer_card)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def answer(self) -> str:
        return self.field.words


def older(plan: SeenPlan, now: Moment) -> str:
    """Of a plan from which the present one was made, with the days of both; else empty."""
    if plan.older_than is None:
        return ""
    told = translate(
        "PlanPart",
        "This plan is older than the one that you have. This one: {0}. Yours: {1}.",
    )
    days = (words.day_and_time(at, now.day) for at in (plan.at, plan.older_than))
    return told.format(*days)


def changes(plan: SeenPlan) -> list[str]:
    """A sentence each; of a first plan, what is in it. The note comes last, as it was written."""
    before, after = plan.before, plan.after
    if before is None:
        return [*whole(after), *_note(after.note_to_patient)]
    note = after.note_to_patient
    told = differences(before, replace(after, note_to_patient=before.note_to_patient))
    if note != before.note_to_patient:
        told += _note(note) or [translate("PlanPart", "The note from before is not in it any more")]
    return told or [translate("PlanPart", "Nothing in it is different from your plan.")]


def whole(plan: Plan) -> list[str]:
    """Every exercise of a plan."""
    return [
        f"{plan_words.title(item, plan)}: {plan_words.details(item)}, {plan_words.often(item)}"
        for item in plan.items
    ]


def _note(words: str) -> list[str]:
    return [translate("PlanPart", "Your clinic writes: “{0}”").format(words)] if words else []


def _points(lines: Sequence[str]) -> list[QWidget]:
    return [Text(f"•  {line}", wrap=True) for line in lines]
