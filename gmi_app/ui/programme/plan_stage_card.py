"""A stage as the plan stands: what is practised now, what waits and what it still needs, and the
way to open it or to go back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal

from gmi_app.programme import reason_words
from gmi_app.programme.plan import STAGES, ItemKind, Plan
from gmi_app.programme.suggestion import Advice, Reason, ReasonKind, SuggestionKind
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.reason_list import WhyList
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.text import Text

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the present stage stands. ``advice``: today's; ``ahead``: what is still missing for the
    next stage, whatever today's advice is. ``open_``: somebody asked why."""

    advice: Advice | None = None
    ahead: tuple[Reason, ...] = ()
    open_: bool = False


def is_later(stage: ItemKind, plan: Plan) -> bool:
    """Whether it comes after the present stage."""
    return STAGES.index(stage) > STAGES.index(plan.stage)


class StageCard(Card):
    """``practise``: this stage now; True: though the stage before is not met."""

    practise = Signal(bool)

    def __init__(self, stage: ItemKind, plan: Plan, way: Outlook | None = None) -> None:
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
            last = plan_words.last_stage(stage, plan)
            if last:
                self.add(Text(last, wrap=True))
            if way is not None and way.ahead:
                self.add(_why(plan, way))
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


class PresentStageCard(Card):
    """The stage that is practised now: whether to go on as it is, and what the next one still
    needs."""

    def __init__(self, plan: Plan, way: Outlook) -> None:
        super().__init__("tint", pad=20, gap=8)
        title = self.tr("This stage is practised now")
        if ReasonKind.PAUSED in {reason.kind for reason in way.ahead}:
            title = self.tr("This stage rests until you take it up again")
        elif way.advice is not None and way.advice.kind is SuggestionKind.CONTINUE:
            title = reason_words.title(way.advice)
        self.add(Text(title, "heading", wrap=True))
        if plan.next_stage is not None:
            after = plan_words.kind(plan.next_stage)
            text = self.tr("“{0}” comes when this stage goes well.").format(after)
            self.add(Text(text, wrap=True))
        else:
            self.add(Text(plan_words.last_stage(plan.stage, plan), wrap=True))
        if {reason.kind for reason in way.ahead} - {ReasonKind.LAST_STAGE}:
            self.add(_why(plan, way))


def _why(plan: Plan, way: Outlook) -> WhyList:
    if plan.next_stage is None:
        title = translate("plan_stage_card", "How it stands")
    else:
        after = reason_words.exercise(plan.next_stage)
        title = translate("plan_stage_card", "On the way to {0}", "imagined movements")
        title = title.format(after)
    return WhyList(title, way.ahead, open_=way.open_)
