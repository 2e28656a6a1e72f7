"""What the program suggests: accept, decline, and why, with the figures. Nothing is automatic."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gmi_app.programme import reason_words
from gmi_app.programme.suggestion import Advice, SuggestionKind
from gmi_app.ui.programme.reason_list import by_side
from gmi_app.ui.widgets.buttons import Button, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import Columns, boxed, column
from gmi_app.ui.widgets.page import reveal
from gmi_app.ui.widgets.text import Text

CAREFUL = (SuggestionKind.PAUSE, SuggestionKind.TALK, SuggestionKind.STEP_BACK)


class SuggestionCard(Card):
    """``accepted``, ``declined``. ``contact``: shown where a talk is suggested.
    ``note``: what else there is to know before an answer."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, advice: Advice, contact: str = "", note: str = "") -> None:
        careful = advice.kind in CAREFUL
        super().__init__("attention" if careful else "tint", pad=16, gap=10)
        self.advice = advice
        title = reason_words.title(advice)
        self.setAccessibleName(self.tr("Suggestion: {0}").format(title))
        tone = "attention" if careful else "primary"
        head = column(
            Text(self.tr("A suggestion"), "label", tone), Text(title, "heading", wrap=True)
        )
        if contact and advice.kind in (SuggestionKind.PAUSE, SuggestionKind.TALK):
            head.addWidget(Text(contact, "strong", wrap=True))
        self._why: QWidget = boxed(
            column(
                by_side(advice.reasons),
                Text(
                    self.tr("It is a suggestion. You decide; both answers are noted."),
                    "small",
                    "quiet",
                    wrap=True,
                ),
                gap=4,
            )
        )
        self._why.hide()
        self.accept = Button(self._yes(advice.kind), "check", height=52)
        self.accept.setObjectName("accept")
        self.accept.clicked.connect(self.accepted)
        self.decline = Button(self.tr("Not now"), height=52)
        self.decline.setObjectName("decline")
        self.decline.clicked.connect(self.declined)
        self.why = QuietButton(self.tr("Why?"), "chevron", height=52)
        self.why.setObjectName("why")
        self.why.setAccessibleDescription(self.tr("Shows the reasons with their figures"))
        self.why.clicked.connect(self._toggle)
        keys = flowing(self.accept, self.decline, self.why, gap=8)
        self.add(Columns(boxed(head), keys, shares=(1, 1), from_em=44, gap=12))
        if note:
            self.add(Text(note, "small", wrap=True))
        self.add(self._why)

    def _yes(self, kind: SuggestionKind) -> str:
        match kind:
            case SuggestionKind.TALK:
                return self.tr("I will")
            case SuggestionKind.CHECK_UP:
                return self.tr("Start the check-up")
            case _:
                return self.tr("Yes, do that")

    def _toggle(self) -> None:
        shown = not self._why.isVisible()
        self._why.setVisible(shown)
        self.why.setText(self.tr("Hide") if shown else self.tr("Why?"))
        if shown:
            reveal(self)
