"""Help: how a set goes, how to do it well, when to stop, which keys there are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from gmi_app.ui.stage.answers import KeyMap
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import PrimaryButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.key_names import key_name
from gmi_app.ui.widgets.layout import Columns, column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text


class HelpScreen(Page):
    """``closed``: back to where the person was."""

    closed = Signal()

    def __init__(self, state: State) -> None:
        close = PrimaryButton(self.tr("Back"))
        close.setShortcut("Esc")
        super().__init__(bar=Bar(0, close))
        close.clicked.connect(self.closed)
        self._keys = KeyMap.of(state.preferences)
        self.add(Text(self.tr("Help"), "title", wrap=True))
        set_words = self._card(
            self.tr("How a set goes"),
            self.tr(
                "Pictures appear one after the other. For each one, say as soon as you know: left "
                "or right? Guess when you are unsure. Do not turn your own hand to find out."
            ),
            self.tr("There is no hurry. Being right comes first, being quick comes by itself."),
        )
        good = self._card(
            self.tr("How often"),
            self.tr(
                "Short and often is better than long and seldom. Follow the plan that you made "
                "with your therapist."
            ),
            self.tr("A missed day is a missed day. Just go on with the next one."),
        )
        stop = self._card(
            self.tr("When to stop"),
            self.tr(
                "When the pain goes up, or it feels upsetting: stop, rest, and make the next set "
                "shorter. Stopping early is fine, and nothing that you answered is lost."
            ),
            self.tr("This program is not for emergencies. If you are worried, ask your doctor."),
        )
        self.add(Columns(set_words, good), Columns(stop, self._key_card()), 0)

    def _card(self, title: str, *paragraphs: str) -> Card:
        card = Card(gap=10)
        card.add(Text(title, "heading", wrap=True))
        for words in paragraphs:
            card.add(Text(words, wrap=True))
        card.box.addStretch(1)
        return card

    def _key_card(self) -> Card:
        card = Card(gap=10)
        card.add(Text(self.tr("Keys"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().em(1.2))
        grid.setVerticalSpacing(6)
        keys = (
            (key_name(self._keys.left), self.tr("left, during a set")),
            (key_name(self._keys.right), self.tr("right, during a set")),
            (self.tr("P"), self.tr("pause, during a set")),
            (self.tr("M"), self.tr("more pain, during a set")),
            (self.tr("Esc"), self.tr("stop, or go back")),
            (self.tr("0 to 9, 1 and 0 for 10"), self.tr("pain, where it is asked")),
            (self.tr("Ctrl+1, 2, 3, 4"), self.tr("Today, Progress, Pictures, Settings")),
            (self.tr("Alt+←"), self.tr("back")),
            (self.tr("F1"), self.tr("this help")),
        )
        for i, (key, meaning) in enumerate(keys):
            grid.addWidget(Text(key, "strong", wrap=True), i, 0)
            grid.addWidget(Text(meaning, "body", "quiet", wrap=True), i, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        card.box.addLayout(column(grid, 0))
        return card
