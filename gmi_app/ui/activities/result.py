"""After a session beside the three stages: one sentence, what was said, and the pain now."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gmi_app.activities.facts import ActivityRecord
from gmi_app.facts.rating import RatingKind, When
from gmi_app.facts.session import SessionKind
from gmi_app.ui import words
from gmi_app.ui.activities import activity_words
from gmi_app.ui.screens.result import PainCard
from gmi_app.ui.screens.result_cards import RiseCard
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import PrimaryButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.page import Bar, Page, reveal
from gmi_app.ui.widgets.text import Text

ANSWERS = (RatingKind.COMFORT, RatingKind.CALM, RatingKind.NOTICED, RatingKind.LOCATED)


class ActivityResult(Page):
    """Everything here may be left out. ``done``: back to Today. ``titles``: of the passages, by
    id."""

    done = Signal()

    def __init__(self, state: State, record: ActivityRecord, titles: Mapping[str, str]) -> None:
        self.finish = PrimaryButton(self.tr("Done"))
        self.finish.setShortcut("Ctrl+Return")
        super().__init__(bar=Bar(0, self.finish), top=28, gap=18)
        self.finish.clicked.connect(self.done)
        self._state, self._record = state, record
        head = column(
            Text(activity_words.name(record.kind), "label", "primary"),
            Text(activity_words.sentence(record), "title", wrap=True),
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
        told = self._told(titles)
        if told is not None:
            self.add(told)
        self.add(0)
        self._show_rise(record.pain_after)
        self.setFocusProxy(self.pain.scale)

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
