"""After a session beside the three stages: one sentence, what was said, and the pain now."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from gmi_app.activities.facts import ActivityRecord
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import SessionKind
from gmi_app.ui.activities import activity_words
from gmi_app.ui.screens.guided_result import GuidedResult, Said, ended
from gmi_app.ui.state import State
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed, row
from gmi_app.ui.widgets.text import Text

ANSWERS = (RatingKind.COMFORT, RatingKind.CALM, RatingKind.NOTICED, RatingKind.LOCATED)


class ActivityResult(GuidedResult):
    """``titles``: of the passages, by id."""

    def __init__(self, state: State, record: ActivityRecord, titles: Mapping[str, str]) -> None:
        self._record = record
        said = Said(
            activity_words.name(record.kind),
            activity_words.sentence(record),
            ended(record),
            self.tr("Before, you said {0}."),
            self._advice(),
        )
        super().__init__(state, record, said)
        told = self._told(titles)
        if told is not None:
            self.add(told)
        self.add(0)

    def _advice(self) -> tuple[str, ...]:
        easier = {
            SessionKind.DESENSITISATION: self.tr(
                "• Next time take something softer, and stay further away from the pain."
            ),
            SessionKind.ACTIVITY: self.tr("• Next time plan a little less of it."),
        }
        return (
            self.tr("• Rest for a while. Breathe slowly and easily."),
            easier.get(self._record.kind, self.tr("• Next time make it shorter.")),
            self.tr("• If it stays like this or comes again, talk to your therapist."),
        )

    def _told(self, titles: Mapping[str, str]) -> QWidget | None:
        """What was said after each passage; only when something was."""
        record, lines = self._record, []
        for step in record.steps:
            for kind in ANSWERS:
                value = record.rated(step, kind)
                if value is not None:
                    name = Text(titles.get(step.exercise, step.exercise), wrap=True)
                    line = row(name, Text(self._answer(kind, value), "strong"), gap=16)
                    line.setStretch(0, 1)
                    lines.append(boxed(line))
        if not lines:
            return None
        card = Card(pad=18, gap=8)
        card.add(Text(self.tr("What you said"), "heading", wrap=True), *lines)
        return card

    def _answer(self, kind: RatingKind, value: int) -> str:
        match kind:
            case RatingKind.LOCATED:
                return (self.tr("somewhere else"), self.tr("nearly"), self.tr("just there"))[value]
            case RatingKind.COMFORT:
                return self.tr("comfortable: {0} of 5").format(value)
            case RatingKind.CALM:
                return self.tr("calm: {0} of 5").format(value)
            case _:
                return self.tr("felt: {0} of 5").format(value)
