"""A stage that is not the present one: why it waits, and the way to open it or to go back."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gmi_app.programme.plan import STAGES, ItemKind, Plan
from gmi_app.ui.programme import plan_words
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.text import Text


def is_later(stage: ItemKind, plan: Plan) -> bool:
    """Whether it comes after the present stage."""
    return STAGES.index(stage) > STAGES.index(plan.stage)


class StageCard(Card):
    """``practise``: this stage now; True: though the stage before is not met."""

    practise = Signal(bool)

    def __init__(self, stage: ItemKind, plan: Plan) -> None:
        later = is_later(stage, plan)
        super().__init__("attention" if later else "tint", pad=20, gap=8)
        now = plan_words.kind(plan.stage)
        self.read: CheckRow | None = None
        open_, back = self.tr("Open this stage now"), self.tr("Go back to this stage")
        self.go = Button(open_ if later else back, "lock" if later else "easier", height=52)
        if later:
            self.add(
                Text(self.tr("It comes a little later"), "heading", "attention", wrap=True),
                Text(
                    self.tr(
                        "The stages build on each other: first left or right, then imagined "
                        "movements, then the mirror. Begun too early, even imagining a movement "
                        "can bring more pain. The program suggests the next stage when the one "
                        "before goes well."
                    ),
                    wrap=True,
                ),
                Text(
                    self.tr(
                        "If your therapist has told you to begin, or you want to go on all the "
                        "same, you can open it here. That is noted in your plan."
                    ),
                    wrap=True,
                ),
            )
            self.read = CheckRow(self.tr("I have read this and want to go on"))
            self.read.setObjectName("read_why")
            self.read.toggled.connect(self.go.setEnabled)
            self.add(4, self.read)
            self.go.setEnabled(False)
        else:
            self.add(
                Text(self.tr("You have done this stage before"), "heading", wrap=True),
                Text(
                    self.tr(
                        "Now it is “{0}”. Going back to an easier stage is always fine."
                    ).format(now),
                    wrap=True,
                ),
            )
        self.go.setObjectName("practise_stage")
        self.go.clicked.connect(lambda: self.practise.emit(later))
        self.add(flowing(self.go))
