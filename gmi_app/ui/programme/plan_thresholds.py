"""Targets and safety: every threshold of a plan, with its usual value and where that comes from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.thresholds import Threshold, Thresholds, Unit, thresholds
from gmi_app.ui.programme.form_pieces import asked, framed
from gmi_app.ui.programme.plan_differences import figure
from gmi_app.ui.programme.plan_draft import PlanDraft
from gmi_app.ui.widgets.buttons import QuietButton
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.tab_order import tab_in_reading_order
from gmi_app.ui.widgets.text import Text

FACTORS = {Unit.SHARE: 100, Unit.SECONDS: 10, Unit.RATING: 10}
"""Steppers count whole numbers: hundredths of a share, tenths of a second and of a rating."""

SAFETY = ("flare_rise", "flare_day_rise", "flares_to_pause", "flare_days_to_talk", "low_mood_days")
PACE = ("baseline_days", "good_days_a_step", "step_pictures", "step_s")


class PlanThresholds(QWidget):
    """Changes a draft; ``changed`` says so."""

    changed = Signal()

    def __init__(self, draft: PlanDraft) -> None:
        super().__init__()
        self._draft = draft
        self.steppers: dict[str, Stepper] = {}
        every = thresholds()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        usual = QuietButton(self.tr("All as usual"), "again", height=44)
        usual.setObjectName("usual_thresholds")
        usual.clicked.connect(self._usual)
        groups = (
            (self.tr("Going on and going back"), [t for t in every if self._of(t) == 0]),
            (self.tr("Safety"), [t for t in every if self._of(t) == 1]),
            (self.tr("Small steps"), [t for t in every if self._of(t) == 2]),
        )
        for title, members in groups:
            rows = [self._row(each) for each in members]
            box.addWidget(framed(title, *rows))
        box.insertWidget(
            0,
            framed(
                self.tr("Targets and safety"),
                Text(
                    self.tr(
                        "The program suggests, and a person decides. These figures say when it "
                        "suggests something. Change them with your therapist; the usual ones are "
                        "a good start."
                    ),
                    "body",
                    "quiet",
                    wrap=True,
                ),
                flowing(usual),
            ),
        )
        tab_in_reading_order(self)

    @staticmethod
    def _of(each: Threshold) -> int:
        return 1 if each.name in SAFETY else 2 if each.name in PACE else 0

    def _row(self, each: Threshold) -> QWidget:
        factor = FACTORS.get(each.unit, 1)
        value = getattr(self._draft.plan.thresholds, each.name)
        stepper = Stepper(
            each.title,
            round(value * factor),
            round(each.low * factor),
            round(each.high * factor),
            step=5 if each.unit is Unit.SHARE else 1,
            suffix=self._suffix(each.unit),
            tenths=factor == 10,
            height=44,
        )
        stepper.spin.setObjectName(f"threshold_{each.name}")
        self.steppers[each.name] = stepper
        stepper.changed.connect(lambda value: self._keep(each, value))
        usual = self.tr("Usually {0}. {1}").format(figure(each, each.usual), each.source)
        return asked(each.title, stepper, usual)

    def _suffix(self, unit: Unit) -> str:
        match unit:
            case Unit.SHARE:
                return self.tr(" %")
            case Unit.SECONDS:
                return self.tr(" s")
            case _:
                return ""

    def _keep(self, each: Threshold, value: int) -> None:
        factor = FACTORS.get(each.unit, 1)
        self._draft.set_threshold(each.name, value / factor if factor > 1 else value)
        self.changed.emit()

    def _usual(self) -> None:
        for each in thresholds():
            usual = getattr(Thresholds(), each.name)
            self.steppers[each.name].set_value(round(usual * FACTORS.get(each.unit, 1)))
