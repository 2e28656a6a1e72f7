"""After imagined movements: the session in one sentence, a small chart, and the pain now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.ui import words
from gmi_app.ui.imagery.chart import RatingsChart
from gmi_app.ui.screens.guided_result import GuidedResult, Said, ended
from gmi_app.ui.state import State
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.text import Text

translate = QCoreApplication.translate


def sentence(record: ImageryRecord) -> str:
    """What was done, in one sentence that never blames."""
    length, count = words.minutes(record.imagined_s), len(record.done)
    if not count:
        return translate("imagery_result", "You took a moment for yourself. That counts, too.")
    if count == 1:
        text = translate("imagery_result", "You imagined one exercise, for {0}.")
        return text.format(length)
    return translate("imagery_result", "You imagined {0} exercises, for {1}.").format(count, length)


def pain_words(record: ImageryRecord) -> str:
    """Before and after, as far as they were said."""
    before, after = record.pain_before, record.pain_after
    if before is None or after is None:
        return ""
    return translate("imagery_result", "Pain before {0}, after {1}.").format(before, after)


class ImageryResult(GuidedResult):
    def __init__(self, state: State, record: ImageryRecord) -> None:
        self._record = record
        said = Said(
            self.tr("Imagined movements"),
            sentence(record),
            ended(record),
            self.tr("Before, you said {0}."),
            self._advice(),
        )
        super().__init__(state, record, said)
        card = self._chart()
        if card is not None:
            self.add(card)
        self.add(0)

    def _advice(self) -> tuple[str, ...]:
        """What clinical.md 5.6 asks for when imagining hurts."""
        return (
            self.tr("• Let it rest for a while. Breathe slowly and easily."),
            self.tr("• Next time imagine something smaller and slower, or another body part."),
            self.tr("• Left or right sets are gentler, if imagining hurts again."),
            self.tr("• If it stays like this or comes again, talk to your therapist."),
        )

    def _chart(self) -> QWidget | None:
        """Only when something was rated."""
        record = self._record
        clarity = [record.rated(step, RatingKind.CLARITY) for step in record.done]
        feeling = [record.rated(step, RatingKind.FEELING) for step in record.done]
        if not any(value is not None for value in (*clarity, *feeling)):
            return None
        card = Card(pad=18, gap=8)
        card.add(
            Text(self.tr("How clear, and how well felt"), "heading", wrap=True),
            RatingsChart(clarity, feeling),
            Text(
                self.tr("Circles: how clear. Squares: how well felt. One for each exercise."),
                "small",
                "quiet",
                wrap=True,
            ),
        )
        said = pain_words(record)
        if said:
            card.add(Text(said, "body", "quiet", wrap=True))
        return card
