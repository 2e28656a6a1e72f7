"""After imagined movements: the session in one sentence, a small chart, and the pain now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gmi_app.facts.rating import RatingKind, When
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.ui import words
from gmi_app.ui.imagery.chart import RatingsChart
from gmi_app.ui.screens.result import PainCard
from gmi_app.ui.screens.result_cards import RiseCard
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import PrimaryButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import column
from gmi_app.ui.widgets.page import Bar, Page, reveal
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


class ImageryResult(Page):
    """Everything here may be left out. ``done``: back to Today."""

    done = Signal()

    def __init__(self, state: State, record: ImageryRecord) -> None:
        self.finish = PrimaryButton(self.tr("Done"))
        self.finish.setShortcut("Ctrl+Return")
        super().__init__(bar=Bar(0, self.finish), top=28, gap=18)
        self.finish.clicked.connect(self.done)
        self._state, self._record = state, record
        head = column(
            Text(self.tr("Imagined movements"), "label", "primary"),
            Text(sentence(record), "title", wrap=True),
            gap=4,
        )
        ended = words.end(record.end.kind, record.end.reason) if record.end is not None else ""
        if ended:
            head.addWidget(Text(words.capital(ended) + ".", "body", "quiet", wrap=True))
        self.pain = PainCard(self.tr("Before, you said {0}."))
        self.pain.ask(record.pain_before, record.pain_after)
        self.pain.rated.connect(self._rated)
        self.rise = RiseCard(state.stop_help, self._advice())
        self.add(head, self.pain, self.rise)
        card = self._chart()
        if card is not None:
            self.add(card)
        self.add(0)
        self._show_rise(record.pain_after)
        self.setFocusProxy(self.pain.scale)

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

    def _rated(self, value: int) -> None:
        record = self._record.session
        self._state.rate_pain(value, When.AFTER, record.id, record.patient)
        self._show_rise(value)

    def _show_rise(self, after: int | None) -> None:
        risen = self.rise.weigh(self._record.pain_before, after)
        self.rise.setVisible(risen)
        if risen:
            reveal(self.rise)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
            return
        super().keyPressEvent(event)
